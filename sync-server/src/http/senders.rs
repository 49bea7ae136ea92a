//! Who pays for a request. A fresh one that is rightly signed counts against its device; one that comes
//! again, or that its device did not sign, against the address that it comes from. So nobody uses up
//! another's share, and no address has signatures checked without bound. Knows nothing of what is asked.

use std::time::{Duration, Instant};

use samenspel_core::ids::{DeviceId, OrgId};
use samenspel_core::limits::REQUEST_WINDOW_MS;
use samenspel_core::protocol::{RequestError, RequestHeaders};
use tokio::sync::Semaphore;

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

/// See the module's first lines.
pub(super) struct Senders {
    device_rate: Rate<(OrgId, DeviceId)>,
    in_vain: InVain,
    /// Nonces of requests that were counted. The log knows them too; it is asked later, and at more cost.
    nonces: Recent<(OrgId, DeviceId, [u8; 16])>,
    known: Recent<(Address, OrgId, DeviceId)>,
    /// Devices at an address that sent too much in vain wait for each other.
    one_by_one: Semaphore,
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
            one_by_one: Semaphore::new(1),
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
                self.one_by_one.acquire().await.ok()
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
        self.known.insert((address, org, device), now);
        if !self.nonces.insert(nonce, now) {
            // Two of the same at once: one of them counts.
            self.in_vain.count(address, now);
            return Ok(checked);
        }
        self.device_rate.check(&(org, device)).inspect_err(|_| {
            // It was not answered, and may come again.
            self.nonces.remove(&nonce);
        })?;
        Ok(checked)
    }

    /// Forgets what need no longer be known.
    pub fn forget_rested(&self) {
        self.device_rate.forget_rested();
        self.in_vain.forget_rested(Instant::now());
    }
}

fn later(wait: Duration) -> RequestError {
    let retry_after_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    RequestError::RateLimited {
        retry_after_ms: retry_after_ms.saturating_add(1),
    }
}
