//! A phone's clock that several parts hold at once, and that the test sets wrong or restarts.

use std::sync::{Arc, Mutex, PoisonError};

use samenspel_model::time::{Clock, ClockReading};

use samenspel_testkit::clock::{PhoneClock, TrueTime};

/// Clones show the same time.
#[derive(Clone)]
pub struct SharedClock(Arc<Mutex<PhoneClock>>);

impl SharedClock {
    /// A clock that is right.
    pub fn right(time: &TrueTime) -> Self {
        Self(Arc::new(Mutex::new(PhoneClock::new(time.clone(), 0))))
    }

    /// Somebody sets the wall clock: from now on it is ahead by `ms`.
    pub fn set_wrong_by_ms(&self, ms: i64) {
        self.with(|clock| clock.wrong_by_ms = ms);
    }

    /// The phone restarts.
    pub fn reboot(&self) {
        self.with(PhoneClock::reboot);
    }

    fn with<T>(&self, work: impl FnOnce(&mut PhoneClock) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Clock for SharedClock {
    fn read(&self) -> ClockReading {
        self.with(|clock| clock.read())
    }
}
