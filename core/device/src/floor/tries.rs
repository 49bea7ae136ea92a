//! How often a PIN may be guessed: five wrong ones in a row lock a name for a while, each time twice as
//! long. Pure; knows neither PIN nor person nor where it is kept.

use super::FloorError;
use samenspel_model::time::{ClockReading, UnixMillis};

/// Wrong PINs in a row after which a name is locked.
const WRONG_MAX: i64 = 5;
/// How long a name is locked first; twice as long each time after that.
const LOCK_MS: i64 = 5 * UnixMillis::MINUTE_MS;
/// How long a name is locked at most.
const LOCK_MS_MAX: i64 = UnixMillis::HOUR_MS;

/// What is known of somebody's tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) struct Tries {
    /// Wrong ones in a row.
    pub wrong: i64,
    /// Locks since the last right one.
    pub locks: i64,
    /// When the last lock began.
    pub locked_at: Option<ClockReading>,
}

impl Tries {
    /// How much longer the name is locked.
    pub fn locked_ms(&self, now: ClockReading) -> Option<i64> {
        let locked_at = self.locked_at?;
        let for_ms = lock_ms(self.locks);
        // A clock that was set back says nothing: the lock stands whole.
        let passed = now.elapsed_since_ms(locked_at).unwrap_or(0);
        (passed < for_ms).then_some(for_ms - passed)
    }

    /// After a wrong one: what to keep, and what to say.
    pub fn after_wrong(self, now: ClockReading) -> (Self, FloorError) {
        let wrong = self.wrong + 1;
        if wrong < WRONG_MAX {
            let kept = Self {
                wrong,
                locks: self.locks,
                locked_at: None,
            };
            let tries_left = u32::try_from(WRONG_MAX - wrong).unwrap_or(0);
            return (kept, FloorError::WrongPin { tries_left });
        }
        let kept = Self {
            wrong: 0,
            locks: self.locks + 1,
            locked_at: Some(now),
        };
        let for_ms = lock_ms(kept.locks);
        (kept, FloorError::Locked { for_ms })
    }
}

fn lock_ms(locks: i64) -> i64 {
    let doubled = u32::try_from(locks.clamp(1, 16) - 1).unwrap_or(0);
    LOCK_MS.saturating_mul(1 << doubled).min(LOCK_MS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_lasts_twice_as_long_each_time_up_to_an_hour() {
        let minutes = |locks| lock_ms(locks) / UnixMillis::MINUTE_MS;
        assert_eq!([1, 2, 3, 4, 5, 99].map(minutes), [5, 10, 20, 40, 60, 60]);
    }
}
