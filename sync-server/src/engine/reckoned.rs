//! The time that an organisation reckons with: the system's clock, but never a moment before one that was
//! reckoned with already, in this process or, as the log tells, in one before. A clock that is set back
//! revives no access. Knows nothing of what is reckoned.

use std::fmt;
use std::sync::{Arc, Mutex};

use samenspel_model::limits::REQUEST_WINDOW_MS;
use samenspel_model::time::{Clock, ClockReading, UnixMillis};

use super::batch::Batch;
use super::error::{EngineError, Result};
use super::{Organisation, lock};
use crate::audit::{About, Action};
use crate::storage::LogRow;

/// By so much a clock may be set back without a word: time stands still until it has caught up.
const SET_BACK_UNSAID_MS: i64 = REQUEST_WINDOW_MS;

/// The clock, and how far time has come.
pub(super) struct Reckoned {
    clock: Arc<dyn Clock>,
    come_to: Mutex<ComeTo>,
}

struct ComeTo {
    newest: UnixMillis,
    /// What the clock said when time had come so far.
    reading: ClockReading,
    /// How often an operator has set it right, as far as is known here.
    set_right: u64,
    /// When that was last.
    set_right_at: UnixMillis,
}

impl ComeTo {
    fn by(log: &LogRow, reading: ClockReading) -> Self {
        Self {
            newest: log.newest_at,
            reading,
            set_right: log.clock_set_right,
            set_right_at: log.clock_set_right_at,
        }
    }
}

/// The system's clock is clearly behind the time that an organisation reckons with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockBehind {
    /// What the system's clock says.
    pub system: UnixMillis,
    /// What is reckoned with.
    pub reckoned: UnixMillis,
}

impl ClockBehind {
    /// What to do about it.
    pub const ADVICE: &str = "access goes by the later time, so nothing that ended begins again; if the system's clock is wrong, set \
         it right and keep it so with NTP; if it is right now and had been ahead before, run samenspel \
         clock --follow-system";
}

impl fmt::Display for ClockBehind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { system, reckoned } = self;
        let behind = Span(reckoned.since(*system));
        write!(
            f,
            "the system's clock says {system}, {behind} before the time that the log has come to, {reckoned}"
        )
    }
}

/// A length of time in words, for an operator.
struct Span(i64);

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0 / UnixMillis::MINUTE_MS;
        let (days, hours) = (minutes / (24 * 60), minutes / 60 % 24);
        match (days, hours) {
            (0, 0) => write!(f, "{minutes} minutes"),
            (0, _) => write!(f, "{hours} hours and {} minutes", minutes % 60),
            _ => write!(f, "{days} days and {hours} hours"),
        }
    }
}

impl Reckoned {
    pub(super) fn new(clock: Arc<dyn Clock>, log: &LogRow) -> Self {
        let come_to = ComeTo::by(log, clock.read());
        Self {
            clock,
            come_to: Mutex::new(come_to),
        }
    }

    /// What the system's clock says.
    pub(super) fn read_system(&self) -> ClockReading {
        self.clock.read()
    }

    /// What time it is. While the system's clock is clearly behind, time goes on by the clock that never
    /// jumps: what is to end ends.
    pub(super) fn now(&self) -> UnixMillis {
        let mut come_to = lock(&self.come_to);
        // Within the lock: readings come in order.
        let reading = self.clock.read();
        let goes_on = match come_to.newest.since(reading.wall) > SET_BACK_UNSAID_MS {
            true => reading.elapsed_since_ms(come_to.reading).unwrap_or(0),
            false => 0,
        };
        come_to.newest = reading.wall.max(come_to.newest.plus_ms(goes_on));
        come_to.reading = reading;
        come_to.newest
    }

    /// Takes in what the log knows, which another process may have written; true if an operator set time
    /// right since, so that it may have gone back.
    pub(super) fn take_in(&self, log: &LogRow) -> bool {
        let mut come_to = lock(&self.come_to);
        if log.clock_set_right > come_to.set_right {
            *come_to = ComeTo::by(log, self.clock.read());
            return true;
        }
        come_to.newest = come_to.newest.max(log.newest_at);
        false
    }

    /// Whether a request of this time may have been answered before an operator set time right: by the time
    /// that was wrong its nonce may have been forgotten.
    pub(super) fn may_have_answered(&self, time: UnixMillis) -> bool {
        time < lock(&self.come_to).set_right_at
    }
}

impl Organisation {
    /// The time that is reckoned with: no clock that was set back brings an earlier one.
    pub fn now(&self) -> UnixMillis {
        self.reckoned.now()
    }

    /// That the system's clock is clearly behind, if it is.
    pub fn clock_behind(&self) -> Option<ClockBehind> {
        let reckoned = self.now();
        let system = self.reckoned.read_system().wall;
        (reckoned.since(system) > SET_BACK_UNSAID_MS).then_some(ClockBehind { system, reckoned })
    }

    /// Goes by the system's clock from now on, though the log has come further: that clock had been ahead.
    /// What ended by the wrong time alone goes on. Requests dated before now are refused, for the nonces of
    /// those that were answered may be forgotten.
    pub fn follow_system_clock(&self) -> std::result::Result<UnixMillis, EngineError> {
        let system = self.reckoned.read_system().wall;
        self.write(|batch| set_right(batch, system))?;
        Ok(system)
    }
}

fn set_right(batch: &mut Batch<'_>, system: UnixMillis) -> Result<()> {
    let detail = format!("had come to {}", batch.now);
    batch.now = system;
    batch.log.newest_at = system;
    batch.log.clock_set_right += 1;
    batch.log.clock_set_right_at = system;
    batch.audit(Action::ClockSetRight, About::Organisation, &detail)
}
