//! How long to wait after a failure: exponential, bounded, with full jitter. Knows no clock.

use samenspel_model::ids::Random;

/// The bounds of a back-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The longest first wait.
    pub first_ms: i64,
    /// No wait is longer.
    pub longest_ms: i64,
    /// No wait is shorter: a phone that fails at once must not spin.
    pub shortest_ms: i64,
}

impl Default for Backoff {
    /// From 1 second to 5 minutes: a returning network is told by the platform, not found by waiting.
    fn default() -> Self {
        Self {
            first_ms: 1_000,
            longest_ms: 5 * 60 * 1_000,
            shortest_ms: 200,
        }
    }
}

impl Backoff {
    /// The longest wait after `failures` failures in a row.
    pub fn ceiling_ms(&self, failures: u32) -> i64 {
        let doublings = failures.saturating_sub(1).min(30);
        self.first_ms
            .saturating_mul(1 << doublings)
            .min(self.longest_ms)
            .max(self.shortest_ms)
    }

    /// A wait after `failures` failures in a row, evenly drawn between the shortest and the ceiling:
    /// after a server's restart, a thousand phones come back spread out.
    pub fn wait_ms(&self, failures: u32, random: &mut dyn Random) -> i64 {
        jitter_ms(self.shortest_ms, self.ceiling_ms(failures), random)
    }
}

/// Evenly drawn from `from_ms` to `to_ms`, both included.
pub(super) fn jitter_ms(from_ms: i64, to_ms: i64, random: &mut dyn Random) -> i64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    let span = u64::try_from(to_ms.saturating_sub(from_ms)).unwrap_or(0);
    // The bias of the remainder is below one in 10^13 for spans of minutes.
    let drawn = u64::from_be_bytes(bytes) % (span + 1);
    from_ms.saturating_add(i64::try_from(drawn).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Highest;
    impl Random for Highest {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(0xff);
        }
    }

    #[test]
    fn the_ceiling_doubles_until_the_longest_wait() {
        let backoff = Backoff::default();
        assert_eq!(backoff.ceiling_ms(1), 1_000);
        assert_eq!(backoff.ceiling_ms(2), 2_000);
        assert_eq!(backoff.ceiling_ms(5), 16_000);
        assert_eq!(backoff.ceiling_ms(40), 300_000);
        assert_eq!(backoff.ceiling_ms(u32::MAX), 300_000);
    }

    #[test]
    fn a_wait_is_never_outside_its_bounds() {
        let backoff = Backoff::default();
        for failures in [0, 1, 2, 10, 31, 32, 64, u32::MAX] {
            let wait_ms = backoff.wait_ms(failures, &mut Highest);
            assert!((backoff.shortest_ms..=backoff.ceiling_ms(failures)).contains(&wait_ms));
        }
    }
}
