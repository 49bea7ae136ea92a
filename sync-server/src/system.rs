//! The machine's clock and randomness: what production passes where tests pass their own.

use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use samenspel_model::ids::Random;
use samenspel_model::time::{Clock, ClockReading, UnixMillis};

/// When this process first read the clock. Beginning at its time of day, what several processes read in
/// turn follows on each other as their wall clocks do.
static BEGAN: LazyLock<(Instant, UnixMillis)> =
    LazyLock::new(|| (Instant::now(), SystemClock.now()));

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
    /// A server's time is its wall clock: it is what devices correct theirs by. How much time passes in
    /// this process is told by a clock that nobody sets.
    fn read(&self) -> ClockReading {
        let (began, began_at) = *BEGAN;
        let passed_ms = i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX);
        ClockReading {
            wall: self.now(),
            boot_id: 0,
            monotonic_ms: began_at.plus_ms(passed_ms).0,
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
