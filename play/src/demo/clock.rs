//! Fast motion: one true time that the script moves, and phones' clocks that follow it, some of them
//! wrong. Knows nothing of what happens when.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use samenspel_model::time::{Clock, ClockReading, UnixMillis};

/// The time that it is in the demo: also the server's clock.
#[derive(Clone)]
pub struct TrueTime(Arc<AtomicI64>);

impl TrueTime {
    /// Starts at `now`.
    pub fn starting_at(now: UnixMillis) -> Self {
        Self(Arc::new(AtomicI64::new(now.0)))
    }

    /// What time it is.
    pub fn now(&self) -> UnixMillis {
        UnixMillis(self.0.load(Ordering::SeqCst))
    }

    /// Moves to `moment`, never back.
    pub fn move_to(&self, moment: UnixMillis) {
        self.0.fetch_max(moment.0, Ordering::SeqCst);
    }

    /// Lets `ms` pass.
    pub fn pass_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TrueTime {
    fn read(&self) -> ClockReading {
        let now = self.now();
        ClockReading {
            wall: now,
            boot_id: 0,
            monotonic_ms: now.0,
        }
    }
}

/// A phone's clock: the wall clock may be wrong, the monotonic one starts at the boot.
#[derive(Clone)]
pub struct PhoneClock {
    time: TrueTime,
    wrong_by_ms: i64,
    boot_id: u64,
    booted_at: UnixMillis,
}

impl PhoneClock {
    /// The clock of a phone that boots now and is ahead by `wrong_by_ms`.
    pub fn new(time: &TrueTime, wrong_by_ms: i64, boot_id: u64) -> Self {
        Self {
            time: time.clone(),
            wrong_by_ms,
            boot_id,
            booted_at: time.now(),
        }
    }

    /// By how much it is ahead.
    pub fn wrong_by_ms(&self) -> i64 {
        self.wrong_by_ms
    }
}

impl Clock for PhoneClock {
    fn read(&self) -> ClockReading {
        let now = self.time.now();
        ClockReading {
            wall: now.plus_ms(self.wrong_by_ms),
            boot_id: self.boot_id,
            monotonic_ms: now.since(self.booted_at),
        }
    }
}
