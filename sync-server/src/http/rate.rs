//! How often a device may ask, and how often anybody may try to enrol. Keyed on what was
//! verified, so nobody can use up another's share, and no more keys are kept than devices and
//! invitations exist.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use samenspel_model::verdict::RequestError;

const MINUTE: Duration = Duration::from_secs(60);

/// A limit for each key.
pub(super) struct Rate<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, HashMapStateStore<K>, DefaultClock>,
    clock: DefaultClock,
}

impl<K: Hash + Eq + Clone> Rate<K> {
    /// So many a minute on average, so many at once after a pause.
    pub fn new(per_minute: u32, burst: u32) -> Self {
        let at_least_one = |count: u32| NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        let period = MINUTE / at_least_one(per_minute).get();
        let quota = Quota::with_period(period.max(Duration::from_nanos(1)))
            .unwrap_or(Quota::per_second(NonZeroU32::MIN))
            .allow_burst(at_least_one(burst));
        let clock = DefaultClock::default();
        Self {
            limiter: RateLimiter::new(quota, HashMapStateStore::default(), clock.clone()),
            clock,
        }
    }

    /// Counts one, or says when to come again.
    pub fn check(&self, key: &K) -> Result<(), RequestError> {
        self.limiter.check_key(key).map(|_| ()).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            let retry_after_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX) + 1;
            RequestError::RateLimited { retry_after_ms }
        })
    }

    /// Forgets keys that have their whole share again.
    pub fn forget_rested(&self) {
        self.limiter.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_allowed_then_the_rest_is_told_when_to_come_again_and_others_are_unharmed() {
        let rate = Rate::new(1, 3);
        let asked: Vec<_> = (0..4).map(|_| rate.check(&"phone")).collect();
        assert!(asked[..3].iter().all(Result::is_ok));
        let Err(RequestError::RateLimited { retry_after_ms }) = asked[3] else {
            panic!("the fourth request is not limited");
        };
        assert!((1..=60_001).contains(&retry_after_ms), "{retry_after_ms}");
        assert!(rate.check(&"another phone").is_ok());
    }
}
