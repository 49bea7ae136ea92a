//! Who pays for a request. A fresh one that is rightly signed counts against its device; one that comes
//! again, or that its device did not sign, against the address that it comes from. So nobody uses up
//! another's share, and no address has signatures checked without bound. Knows nothing of what is asked.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::limits::REQUEST_WINDOW_MS;
use samenspel_model::verdict::RequestError;
use samenspel_protocol::RequestHeaders;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::address::{Address, InVain};
use super::rate::Rate;
use super::recent::Recent;

/// Of one address, in vain: a location's phones behind one address that all have a wrong clock, and more,
/// are far from it.
const IN_VAIN_BURST: u32 = 1_200;
const IN_VAIN_PER_MINUTE: u32 = 600;
/// A nonce is good for twice the window: a request may be dated ahead.
const NONCES_KEPT: Duration = Duration::from_millis(2 * REQUEST_WINDOW_MS as u64);
const NONCES_HALF_MAX: usize = 500_000;
/// How long it is known of an address that a device was there.
const KNOWN_KEPT: Duration = Duration::from_secs(24 * 60 * 60);
const KNOWN_HALF_MAX: usize = 200_000;

/// Each waits with a place among the requests that are answered: few may, or all places would be theirs.
const WAITING_MAX: usize = 32;
/// In the name of one device: more are somebody else's, or those of a modified app.
const WAITING_OF_DEVICE_MAX: usize = 2;
const TURN_RETRY_AFTER: Duration = Duration::from_secs(1);

type Known = (Address, OrgId, DeviceId);

/// See the module's first lines.
pub(super) struct Senders {
    device_rate: Rate<(OrgId, DeviceId)>,
    in_vain: InVain,
    /// Nonces of requests that were counted. The log knows them too; it is asked later, and at more cost.
    nonces: Recent<(OrgId, DeviceId, [u8; 16])>,
    known: Recent<Known>,
    /// Devices at an address that sent too much in vain wait for each other.
    one_by_one: OneByOne,
}

impl Senders {
    /// So many requests of a device a minute, so many at once.
    pub fn new(per_minute: u32, burst: u32) -> Self {
        let now = Instant::now();
        Self {
            device_rate: Rate::new(per_minute, burst),
            in_vain: InVain::new(IN_VAIN_BURST, IN_VAIN_PER_MINUTE),
            nonces: Recent::new(NONCES_KEPT, NONCES_HALF_MAX, now),
            known: Recent::new(KNOWN_KEPT, KNOWN_HALF_MAX, now),
            one_by_one: OneByOne::new(),
        }
    }

    /// Lets `check` look at a request's signature, and counts it against whoever is to pay for it.
    pub async fn admit<T>(
        &self,
        headers: &RequestHeaders,
        address: Address,
        check: impl FnOnce() -> Result<T, RequestError>,
    ) -> Result<T, RequestError> {
        let (org, device) = (headers.org, headers.device);
        let nonce = (org, device, headers.nonce);
        let comes_again = self.nonces.contains(&nonce);
        let wait = self.in_vain.wait(address, Instant::now());
        if comes_again {
            self.in_vain.count(address, Instant::now());
        }
        let turn = match wait {
            None => None,
            // Somebody else at the same address must not shut out a device that was there before.
            Some(_) if !comes_again && self.known.contains(&(address, org, device)) => {
                let turn = self.one_by_one.turn((address, org, device)).await;
                Some(turn.ok_or_else(|| later(TURN_RETRY_AFTER))?)
            }
            Some(wait) => return Err(later(wait)),
        };
        let checked = check();
        drop(turn);
        let checked = checked.inspect_err(|_| {
            if !comes_again {
                self.in_vain.count(address, Instant::now());
            }
        })?;
        if comes_again {
            return Ok(checked);
        }
        let now = Instant::now();
        if !self.nonces.insert(nonce, now) {
            // Two of the same at once: one of them counts.
            self.in_vain.count(address, now);
            return Ok(checked);
        }
        self.device_rate.check(&(org, device)).inspect_err(|_| {
            // It was not answered, and may come again; its signature was checked, which is not free.
            self.nonces.remove(&nonce);
            self.in_vain.count(address, now);
        })?;
        self.known.insert((address, org, device), now);
        Ok(checked)
    }

    /// Forgets what need no longer be known.
    pub fn forget_rested(&self) {
        self.device_rate.forget_rested();
        self.in_vain.forget_rested(Instant::now());
    }
}

/// One at a time in the order they came, few of each device waiting and not many of all.
struct OneByOne {
    turn: Semaphore,
    waiting: Mutex<HashMap<Known, usize>>,
}

/// A turn, until it is dropped.
struct Turn<'a> {
    _turn: SemaphorePermit<'a>,
    _waits: Waits<'a>,
}

struct Waits<'a> {
    waiting: &'a Mutex<HashMap<Known, usize>>,
    of: Known,
}

impl OneByOne {
    fn new() -> Self {
        Self {
            turn: Semaphore::new(1),
            waiting: Mutex::default(),
        }
    }

    /// Waits for its turn; `None` if too many do.
    async fn turn(&self, of: Known) -> Option<Turn<'_>> {
        let waits = Waits::begin(&self.waiting, of)?;
        Some(Turn {
            _turn: self.turn.acquire().await.ok()?,
            _waits: waits,
        })
    }
}

impl<'a> Waits<'a> {
    fn begin(waiting: &'a Mutex<HashMap<Known, usize>>, of: Known) -> Option<Self> {
        let mut all = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if all.values().sum::<usize>() >= WAITING_MAX {
            return None;
        }
        let own = all.entry(of).or_default();
        if *own >= WAITING_OF_DEVICE_MAX {
            return None;
        }
        *own += 1;
        Some(Self { waiting, of })
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = all.get_mut(&self.of) {
            *own -= 1;
            if *own == 0 {
                all.remove(&self.of);
            }
        }
    }
}

fn later(wait: Duration) -> RequestError {
    let retry_after_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    RequestError::RateLimited {
        retry_after_ms: retry_after_ms.saturating_add(1),
    }
}

#[cfg(test)]
mod tests {
    use samenspel_model::entry::SignatureBytes;
    use samenspel_model::time::UnixMillis;

    use super::*;

    const HERE: &str = "192.0.2.7";

    fn from(device: u8, nonce: u32) -> RequestHeaders {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&nonce.to_be_bytes());
        RequestHeaders {
            org: OrgId([1; 16]),
            device: DeviceId([device; 16]),
            time: UnixMillis(0),
            nonce: id,
            signature: SignatureBytes([0; 64]),
        }
    }

    fn wrong() -> Result<(), RequestError> {
        Err(RequestError::BadSignature)
    }

    /// An address that sent as much in vain as it may, where devices 1 to 40 were before.
    async fn spent() -> Senders {
        let senders = Senders::new(600, 600);
        let address = Address::at(HERE);
        for device in 1..=40 {
            let first = from(device, 0);
            let admitted = senders.admit(&first, address, || Ok(()));
            admitted.await.unwrap();
        }
        for nonce in 0..IN_VAIN_BURST {
            let forged = from(99, nonce);
            senders.admit(&forged, address, wrong).await.unwrap_err();
        }
        senders
    }

    /// How many of these are told later though the one before them is still being looked at.
    async fn told_later(senders: &Senders, devices: impl Iterator<Item = u8>) -> usize {
        let held = senders.one_by_one.turn.acquire().await.unwrap();
        let forged: Vec<_> = devices
            .zip(0..)
            .map(|(it, nonce)| from(it, nonce))
            .collect();
        let address = Address::at(HERE);
        let all = forged.iter().map(|it| senders.admit(it, address, wrong));
        let all = futures_util::future::join_all(all);
        tokio::pin!(all);
        let a_moment = tokio::time::sleep(Duration::from_millis(50));
        tokio::select! {
            biased;
            _ = &mut all => panic!("nobody waited"),
            () = a_moment => {}
        }
        drop(held);
        let answers = all.await;
        let is_later = |it: &&Result<(), _>| matches!(it, Err(RequestError::RateLimited { .. }));
        answers.iter().filter(is_later).count()
    }

    #[tokio::test]
    async fn forged_requests_in_a_known_devices_name_wait_two_at_a_time_and_take_nobodys_place() {
        let senders = spent().await;
        let count = 200;
        let later = told_later(&senders, std::iter::repeat_n(1, count)).await;
        assert_eq!(later, count - WAITING_OF_DEVICE_MAX);
        // In the names of many, no more than some; and all of them are gone afterwards.
        let later = told_later(&senders, (1..=40).cycle().take(count)).await;
        assert_eq!(later, count - WAITING_MAX);
        assert!(senders.one_by_one.waiting.lock().unwrap().is_empty());
        let honest = from(2, 1);
        let honest = senders.admit(&honest, Address::at(HERE), || Ok(()));
        honest.await.unwrap();
    }

    #[tokio::test]
    async fn what_a_device_sends_beyond_its_share_counts_against_its_address() {
        let senders = Senders::new(1, 1);
        let (device, address) = (from(1, 0), Address::at(HERE));
        senders.admit(&device, address, || Ok(())).await.unwrap();
        for nonce in 1..=IN_VAIN_BURST + 2 {
            let refused = senders.admit(&from(2, nonce), address, || Ok(())).await;
            assert_eq!(refused.is_ok(), nonce == 1);
        }
        // Who was never there is not looked at any more.
        let mut looked_at = false;
        let stranger = from(3, 0);
        let refused = senders.admit(&stranger, address, || {
            looked_at = true;
            Ok(())
        });
        assert!(refused.await.is_err() && !looked_at);
    }
}
