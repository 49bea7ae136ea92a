//! The machine's clock and randomness: what production passes where tests pass their own.

use std::time::{SystemTime, UNIX_EPOCH};

use samenspel_core::ids::Random;
use samenspel_core::time::{Clock, ClockReading, UnixMillis};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl SystemClock {
    /// Now.
    pub fn now(self) -> UnixMillis {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

impl Clock for SystemClock {
    /// A server's time is its wall clock: it is what devices correct theirs by.
    fn read(&self) -> ClockReading {
        let wall = self.now();
        ClockReading {
            wall,
            boot_id: 0,
            monotonic_ms: wall.0,
        }
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&mut self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system's random source works from boot on");
    }
}
