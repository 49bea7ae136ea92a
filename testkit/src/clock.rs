//! One true time, moved by hand, and the clocks that show it rightly or wrongly.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use samenspel_model::time::{Clock, ClockReading, UnixMillis};

/// The true time of a simulated world.
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
    pub fn advance_ms(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for TrueTime {
    fn read(&self) -> ClockReading {
        ClockReading {
            wall: self.now(),
            boot_id: 0,
            monotonic_ms: self.now().0,
        }
    }
}

/// A phone's clock: the wall clock may be wrong, the monotonic one starts anew at each boot.
#[derive(Clone)]
pub struct PhoneClock {
    time: TrueTime,
    /// How far the wall clock is ahead of the true time.
    pub wrong_by_ms: i64,
    boot_id: u64,
    booted_at: UnixMillis,
}

impl PhoneClock {
    /// A clock that is wrong by `wrong_by_ms`.
    pub fn new(time: TrueTime, wrong_by_ms: i64) -> Self {
        let booted_at = time.now();
        Self {
            time,
            wrong_by_ms,
            boot_id: 1,
            booted_at,
        }
    }

    /// The phone restarts.
    pub fn reboot(&mut self) {
        self.boot_id += 1;
        self.booted_at = self.time.now();
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
