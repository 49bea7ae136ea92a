//! Where a request comes from: the other end of its connection, or what a proxy that is trusted says of it;
//! and how much each address has sent that was in vain. Knows nothing of devices.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, Once, PoisonError};
use std::time::{Duration, Instant};

use axum::http::request::Parts;

use super::forwarded;
use crate::config::TrustedProxies;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub IpAddr);

/// Whom one counts against: an address, or the network that one customer of a provider has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Address(IpAddr);

/// Tells where requests come from.
pub(super) struct Origins {
    trusted: TrustedProxies,
    said: Once,
}

#[cfg(test)]
impl Address {
    pub fn at(address: &str) -> Self {
        Self(network(address.parse().unwrap()))
    }
}

impl Origins {
    /// These proxies are believed.
    pub fn new(trusted: TrustedProxies) -> Self {
        let said = Once::new();
        Self { trusted, said }
    }

    /// Where a request comes from.
    pub fn of(&self, parts: &Parts) -> Address {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED), |peer| peer.0);
        let peer = peer.to_canonical();
        if self.trusted.contains(peer) {
            return Address(network(forwarded::origin(
                &parts.headers,
                peer,
                &self.trusted,
            )));
        }
        if forwarded::is_forwarded(&parts.headers) {
            // No address: it may be a person's.
            self.said.call_once(|| {
                tracing::warn!(
                    "a request came with X-Forwarded-For or Forwarded from an address that trusted_proxies \
                     does not name: if that is your reverse proxy, name it there, or all phones behind it \
                     count as one address; if not, somebody tried to seem elsewhere, in vain (this is said once)"
                );
            });
        }
        Address(network(peer))
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(it) => IpAddr::V6(Ipv6Addr::from_bits(it.to_bits() & (u128::MAX << 64))),
    }
}

/// Addresses remembered at most; those that rested are forgotten first.
const ADDRESSES_MAX: usize = 65_536;

/// What came from each address in vain.
pub(super) struct InVain {
    burst: f64,
    forgiven_after: Duration,
    of: Mutex<HashMap<Address, Count>>,
}

struct Count {
    /// How many are not forgiven.
    left: f64,
    at: Instant,
}

impl InVain {
    /// So many at once, and so many a minute.
    pub fn new(burst: u32, per_minute: u32) -> Self {
        Self {
            burst: f64::from(burst),
            forgiven_after: Duration::from_secs(60) / per_minute.max(1),
            of: Mutex::default(),
        }
    }

    /// Until when an address has to wait, if it has sent too much.
    pub fn wait(&self, address: Address, now: Instant) -> Option<Duration> {
        let of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        let beyond = self.left(of.get(&address)?, now) + 1.0 - self.burst;
        (beyond > 0.0).then(|| self.forgiven_after.mul_f64(beyond))
    }

    /// Counts one.
    pub fn count(&self, address: Address, now: Instant) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        if of.len() >= ADDRESSES_MAX && !of.contains_key(&address) {
            of.retain(|_, count| self.left(count, now) > 0.0);
            if of.len() >= ADDRESSES_MAX {
                // Whoever has so many addresses is not stopped by counting them.
                of.clear();
            }
        }
        let before = of.get(&address).map_or(0.0, |count| self.left(count, now));
        // Not beyond the burst: whoever stops waits no longer than for the next one.
        let left = (before + 1.0).min(self.burst);
        of.insert(address, Count { left, at: now });
    }

    /// Forgets addresses that rested.
    pub fn forget_rested(&self, now: Instant) {
        let mut of = self.of.lock().unwrap_or_else(PoisonError::into_inner);
        of.retain(|_, count| self.left(count, now) > 0.0);
    }

    fn left(&self, count: &Count, now: Instant) -> f64 {
        let rested = now.saturating_duration_since(count.at).as_secs_f64();
        (count.left - rested / self.forgiven_after.as_secs_f64()).max(0.0)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn from(peer: &str, forwarded: &[&str]) -> Address {
        origins().of(&parts(peer, forwarded))
    }

    fn origins() -> Origins {
        Origins::new("192.0.2.64/28".parse().unwrap())
    }

    fn parts(peer: &str, forwarded: &[&str]) -> Parts {
        let mut request = Request::builder();
        for value in forwarded {
            request = request.header("x-forwarded-for", *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        parts.extensions.insert(Peer(peer.parse().unwrap()));
        parts
    }

    #[test]
    fn a_proxy_that_nobody_named_is_told_of_and_one_that_is_trusted_or_silent_is_not() {
        let origins = origins();
        for (peer, forwarded) in [
            ("192.0.2.65", &["198.51.100.1"][..]),
            ("127.0.0.1", &["198.51.100.1"]),
            ("203.0.113.1", &[]),
        ] {
            origins.of(&parts(peer, forwarded));
        }
        assert!(!origins.said.is_completed());
        origins.of(&parts("203.0.113.1", &["198.51.100.1"]));
        assert!(origins.said.is_completed());
    }

    #[test]
    fn only_a_proxy_that_is_trusted_says_where_a_request_comes_from() {
        let told = ["203.0.113.1", "192.0.2.7, 192.0.2.70"];
        for proxy in ["127.0.0.1", "::1", "192.0.2.65", "::ffff:192.0.2.65"] {
            assert_eq!(from(proxy, &told), from("192.0.2.7", &[]), "{proxy}");
            assert_eq!(from(proxy, &["no address"]), from(proxy, &[]), "{proxy}");
        }
        for stranger in ["198.51.100.1", "2001:db8::1"] {
            assert_eq!(from(stranger, &told), from(stranger, &[]), "{stranger}");
        }
    }

    #[test]
    fn a_providers_customer_is_one_address_also_behind_a_proxy() {
        assert_eq!(from("::ffff:192.0.2.7", &[]), from("192.0.2.7", &[]));
        assert_eq!(from("2001:db8::1", &[]), from("2001:db8::2", &[]));
        assert_eq!(from("::1", &["2001:db8::1"]), from("2001:db8::2", &[]));
        assert_ne!(from("2001:db8:0:1::1", &[]), from("2001:db8::1", &[]));
    }

    #[test]
    fn an_address_that_sent_too_much_in_vain_waits_for_one_and_another_does_not() {
        let (one, other) = (from("192.0.2.7", &[]), from("192.0.2.8", &[]));
        let (in_vain, begun) = (InVain::new(3, 60), Instant::now());
        for _ in 0..10 {
            in_vain.count(one, begun);
        }
        let wait = in_vain.wait(one, begun).unwrap();
        assert!(wait <= Duration::from_millis(1_001), "{wait:?}");
        assert_eq!(
            in_vain.wait(one, begun + wait + Duration::from_millis(1)),
            None
        );
        assert_eq!(in_vain.wait(other, begun), None);
        in_vain.forget_rested(begun + Duration::from_secs(4));
        assert!(in_vain.of.lock().unwrap().is_empty());
    }
}
