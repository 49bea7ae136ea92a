//! The machine: at most one request under way, nothing forgotten, no spinning.

use super::backoff::jitter_ms;
use super::{Backoff, Failure, StopReason};
use crate::ids::Random;

/// Pages asked for one directly after the other, before a pause; a server that says "more" for ever
/// must not keep a phone awake.
pub const PAGES_IN_A_ROW_MAX: u32 = 1_000;

/// The longest that a server may make a device wait by its word.
const RETRY_AFTER_MS_MAX: i64 = 60 * 60 * 1_000;

/// One request; answers to any but the current one are ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RequestId(pub u64);

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Time has passed: the timer of [`Action::Schedule`] went off, or just so.
    Tick,
    /// The platform says that there is a network. Before the first word of it, there is taken to be one.
    NetworkUp,
    /// The platform says that there is none.
    NetworkDown,
    /// The app came on screen, a background task began, or the user pulled to refresh.
    Foreground,
    /// A command was committed on the device.
    LocalCommit,
    /// The server said that there is something new.
    Hint,
    /// An answer was received and applied.
    ResponseArrived {
        /// To which request.
        request: RequestId,
        /// There is more to pull, or to push, at once.
        more: bool,
        /// Something must be offered again later.
        later: bool,
    },
    /// There was no answer, or a refusal, or it could not be applied.
    RequestFailed {
        /// Which request.
        request: RequestId,
        /// How.
        failure: Failure,
    },
    /// Stop now: the app leaves the screen, or the time of a background task is up.
    Cancel,
}

/// What the shell must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Build a request from the store and send it.
    Send {
        /// Its id.
        request: RequestId,
    },
    /// Give a [`Event::Tick`] at this moment, instead of at any moment asked for before.
    Schedule {
        /// Milliseconds of the monotonic clock.
        at_ms: i64,
    },
    /// Drop the request; its answer would be ignored.
    Abort {
        /// Which.
        request: RequestId,
    },
}

/// What a screen may say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing to do, or cancelled.
    Idle,
    /// A request is under way.
    Syncing,
    /// Waiting until the next attempt.
    Waiting {
        /// Milliseconds of the monotonic clock.
        until_ms: i64,
    },
    /// There is something to do and no network.
    Offline,
    /// Stopped: somebody must do something. [`Event::Foreground`] makes one more attempt.
    Stopped(StopReason),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// No timer, no request.
    Resting,
    /// Until a moment, for a reason that decides what may cut it short.
    Waiting { until_ms: i64, why: Wait },
    /// A request is under way; `again`: something new came meanwhile.
    Busy { request: RequestId, again: bool },
    /// Nothing helps but the user.
    Stopped(StopReason),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wait {
    /// After a failure: a returning network or the user cuts it short, new work does not.
    Failed,
    /// For what the server wants later: anything cuts it short.
    Later,
}

/// See the module's first lines.
#[derive(Debug, Clone)]
pub struct Machine {
    backoff: Backoff,
    network: bool,
    /// There is something to do: set by every reason to sync, cleared only by a last answer.
    work: bool,
    phase: Phase,
    /// The server's word: no request before this moment, whatever happens.
    not_before_ms: i64,
    next_request: u64,
    failures: u32,
    laters: u32,
    pages: u32,
    clock_retried: bool,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new(Backoff::default())
    }
}

impl Machine {
    /// An idle machine.
    pub fn new(backoff: Backoff) -> Self {
        Self {
            backoff,
            network: true,
            work: false,
            phase: Phase::Resting,
            not_before_ms: i64::MIN,
            next_request: 1,
            failures: 0,
            laters: 0,
            pages: 0,
            clock_retried: false,
        }
    }

    /// What a screen may say.
    pub fn state(&self) -> State {
        match self.phase {
            Phase::Busy { .. } => State::Syncing,
            Phase::Stopped(reason) => State::Stopped(reason),
            _ if self.work && !self.network => State::Offline,
            Phase::Waiting { until_ms, .. } => State::Waiting { until_ms },
            Phase::Resting => State::Idle,
        }
    }

    /// Whether something is left to do, cancelled or not.
    pub fn has_work(&self) -> bool {
        self.work
    }

    /// Takes in what happened at `now_ms` of the monotonic clock, and says what to do, in order.
    pub fn handle(&mut self, now_ms: i64, event: Event, random: &mut dyn Random) -> Vec<Action> {
        match event {
            Event::Tick => self.ticked(now_ms),
            Event::NetworkUp => self.network_up(now_ms),
            Event::NetworkDown => self.network_down(),
            Event::Foreground => self.called(now_ms),
            Event::LocalCommit | Event::Hint => self.something_new(now_ms),
            Event::ResponseArrived {
                request,
                more,
                later,
            } if self.is_current(request) => self.answered(now_ms, more, later, random),
            Event::RequestFailed { request, failure } if self.is_current(request) => {
                self.failed(now_ms, failure, random)
            }
            Event::ResponseArrived { .. } | Event::RequestFailed { .. } => Vec::new(),
            Event::Cancel => self.cancelled(),
        }
    }

    fn is_current(&self, id: RequestId) -> bool {
        matches!(self.phase, Phase::Busy { request, .. } if request == id)
    }

    fn ticked(&mut self, now_ms: i64) -> Vec<Action> {
        match self.phase {
            Phase::Waiting { until_ms, .. } if now_ms >= until_ms => self.go(now_ms),
            // Early, or a timer of before: ask again, lest a lost timer leaves the work lying.
            Phase::Waiting { until_ms, .. } => vec![Action::Schedule { at_ms: until_ms }],
            Phase::Resting | Phase::Busy { .. } | Phase::Stopped(_) => Vec::new(),
        }
    }

    fn network_up(&mut self, now_ms: i64) -> Vec<Action> {
        self.network = true;
        self.failures = 0;
        match self.phase {
            Phase::Resting | Phase::Waiting { .. } if self.work => self.go(now_ms),
            _ => Vec::new(),
        }
    }

    fn network_down(&mut self) -> Vec<Action> {
        self.network = false;
        self.rest()
    }

    /// The user or the platform asks: one attempt even where the machine had stopped.
    fn called(&mut self, now_ms: i64) -> Vec<Action> {
        self.work = true;
        match &mut self.phase {
            Phase::Busy { again, .. } => {
                *again = true;
                Vec::new()
            }
            Phase::Resting | Phase::Waiting { .. } | Phase::Stopped(_) => self.go(now_ms),
        }
    }

    fn something_new(&mut self, now_ms: i64) -> Vec<Action> {
        self.work = true;
        match &mut self.phase {
            Phase::Busy { again, .. } => {
                *again = true;
                Vec::new()
            }
            Phase::Stopped(_)
            | Phase::Waiting {
                why: Wait::Failed, ..
            } => Vec::new(),
            Phase::Resting
            | Phase::Waiting {
                why: Wait::Later, ..
            } => self.go(now_ms),
        }
    }

    fn answered(
        &mut self,
        now_ms: i64,
        more: bool,
        later: bool,
        random: &mut dyn Random,
    ) -> Vec<Action> {
        let again = matches!(self.phase, Phase::Busy { again: true, .. });
        self.failures = 0;
        self.clock_retried = false;
        if (more || again) && self.pages < PAGES_IN_A_ROW_MAX {
            self.pages += 1;
            return self.send();
        }
        self.pages = 0;
        self.work = more || again || later;
        if !self.work {
            self.laters = 0;
            self.phase = Phase::Resting;
            return Vec::new();
        }
        self.laters = self.laters.saturating_add(1);
        let wait_ms = self.backoff.wait_ms(self.laters, random);
        self.wait(now_ms.saturating_add(wait_ms), Wait::Later)
    }

    fn failed(&mut self, now_ms: i64, failure: Failure, random: &mut dyn Random) -> Vec<Action> {
        self.pages = 0;
        match failure {
            Failure::Stop(reason) => {
                self.phase = Phase::Stopped(reason);
                return Vec::new();
            }
            Failure::ClockWrong if !self.clock_retried => {
                self.clock_retried = true;
                return self.send();
            }
            Failure::RetryAfter { ms } => {
                let told_ms = i64::try_from(ms)
                    .unwrap_or(i64::MAX)
                    .min(RETRY_AFTER_MS_MAX);
                // Not before the server's word, and not all devices in the same moment after it.
                let spread_ms = jitter_ms(0, told_ms / 4 + self.backoff.shortest_ms, random);
                self.not_before_ms = now_ms.saturating_add(told_ms).saturating_add(spread_ms);
                return self.wait(self.not_before_ms, Wait::Failed);
            }
            Failure::NoAnswer | Failure::ClockWrong | Failure::NotAccepted => {}
        }
        self.failures = self.failures.saturating_add(1);
        let wait_ms = self.backoff.wait_ms(self.failures, random);
        self.wait(now_ms.saturating_add(wait_ms), Wait::Failed)
    }

    /// Back to idle. What was under way is not known to be done, so it stays work.
    fn cancelled(&mut self) -> Vec<Action> {
        self.failures = 0;
        self.clock_retried = false;
        self.rest()
    }

    /// Drops request and timer; a stop stays to be seen.
    fn rest(&mut self) -> Vec<Action> {
        self.pages = 0;
        let actions = match self.phase {
            Phase::Stopped(_) => return Vec::new(),
            Phase::Busy { request, .. } => vec![Action::Abort { request }],
            Phase::Resting | Phase::Waiting { .. } => Vec::new(),
        };
        self.phase = Phase::Resting;
        actions
    }

    fn wait(&mut self, until_ms: i64, why: Wait) -> Vec<Action> {
        self.phase = Phase::Waiting { until_ms, why };
        vec![Action::Schedule { at_ms: until_ms }]
    }

    fn go(&mut self, now_ms: i64) -> Vec<Action> {
        if !self.network {
            self.phase = Phase::Resting;
            return Vec::new();
        }
        if now_ms < self.not_before_ms {
            return self.wait(self.not_before_ms, Wait::Failed);
        }
        self.send()
    }

    fn send(&mut self) -> Vec<Action> {
        let request = RequestId(self.next_request);
        self.next_request += 1;
        self.phase = Phase::Busy {
            request,
            again: false,
        };
        vec![Action::Send { request }]
    }
}
