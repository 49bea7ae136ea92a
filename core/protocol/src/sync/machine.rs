//! The machine: at most one request under way, nothing forgotten, no spinning.

use super::backoff::jitter_ms;
use super::{Backoff, Failure, StopReason};
use samenspel_model::ids::Random;

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
        /// What falls due by itself.
        due: Due,
    },
    /// Nothing was sent: nothing of what was written may leave yet.
    NothingDue {
        /// Which request was not made.
        request: RequestId,
        /// What falls due by itself.
        due: Due,
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

/// What waits on the device with nothing wrong, as of the moment of its event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Due {
    /// How long until the first note leaves that can still be undone.
    pub undo_in_ms: Option<i64>,
    /// How long until something falls due that nobody waits for: read marks that are gathered, a
    /// question about what is held.
    pub quiet_in_ms: Option<i64>,
}

/// What the shell must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Build a request from the store and send it.
    Send {
        /// Its id.
        request: RequestId,
        /// Only if something may leave the device now; else nothing goes over the network, and the
        /// shell gives [`Event::NothingDue`].
        if_due: bool,
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
        /// What for.
        what_for: WaitsFor,
    },
    /// There is something to do and no network.
    Offline,
    /// Stopped: somebody must do something. [`Event::Foreground`] makes one more attempt.
    Stopped(StopReason),
}

/// What a machine waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitsFor {
    /// The next attempt after a failure.
    Network,
    /// The moment that the server named, or the next offer of what it wants later.
    Server,
    /// The end of the time in which a note can be undone. Everything else is sent.
    Undo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// No request; the timers of what only waits may run.
    Resting,
    /// After a failure, until a moment: a returning network or the user cuts it short unless the
    /// server named it, new work does not.
    Failed { until_ms: i64 },
    /// A request is under way.
    Busy { request: RequestId },
    /// Nothing helps but the user.
    Stopped(StopReason),
}

/// What is left to do at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Want {
    Nothing,
    /// To send what may leave, if there is such.
    Push,
    /// To ask the server in any case.
    Ask,
}

/// See the module's first lines.
#[derive(Debug, Clone)]
pub struct Machine {
    backoff: Backoff,
    network: bool,
    /// Set by every reason to sync, cleared only by sending; what comes during a request stays.
    want: Want,
    phase: Phase,
    /// The server's word: no request before this moment, whatever happens.
    not_before_ms: i64,
    /// When what the server wants later is offered again. Other work does not move it.
    later_at_ms: Option<i64>,
    undo_at_ms: Option<i64>,
    quiet_at_ms: Option<i64>,
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
            want: Want::Nothing,
            phase: Phase::Resting,
            not_before_ms: i64::MIN,
            later_at_ms: None,
            undo_at_ms: None,
            quiet_at_ms: None,
            next_request: 1,
            failures: 0,
            laters: 0,
            pages: 0,
            clock_retried: false,
        }
    }

    /// What a screen may say.
    pub fn state(&self) -> State {
        let waiting = |until_ms, what_for| State::Waiting { until_ms, what_for };
        match self.phase {
            Phase::Busy { .. } => State::Syncing,
            Phase::Stopped(reason) => State::Stopped(reason),
            _ if self.want > Want::Nothing && !self.network => State::Offline,
            Phase::Failed { until_ms } if until_ms == self.not_before_ms => {
                waiting(until_ms, WaitsFor::Server)
            }
            Phase::Failed { until_ms } => waiting(until_ms, WaitsFor::Network),
            Phase::Resting => match (self.later_at_ms, self.undo_at_ms) {
                // What can still be undone is what its author looks for.
                (_, Some(until_ms)) => waiting(until_ms, WaitsFor::Undo),
                (Some(until_ms), None) => waiting(until_ms, WaitsFor::Server),
                (None, None) => State::Idle,
            },
        }
    }

    /// Whether something is left to do, cancelled or not.
    pub fn has_work(&self) -> bool {
        let waits = self.later_at_ms.or(self.undo_at_ms).is_some();
        let busy = matches!(self.phase, Phase::Busy { .. });
        self.want > Want::Nothing || busy || waits
    }

    /// Takes in what happened at `now_ms` of the monotonic clock, and says what to do, in order.
    pub fn handle(&mut self, now_ms: i64, event: Event, random: &mut dyn Random) -> Vec<Action> {
        match event {
            Event::Tick => self.ticked(now_ms),
            Event::NetworkUp => self.network_up(now_ms),
            Event::NetworkDown => self.network_down(),
            Event::Foreground => self.called(now_ms),
            Event::LocalCommit => self.something_new(now_ms, Want::Push),
            Event::Hint => self.something_new(now_ms, Want::Ask),
            Event::ResponseArrived {
                request,
                more,
                later,
                due,
            } if self.is_current(request) => {
                self.note_due(now_ms, due);
                self.answered(now_ms, more, later, random)
            }
            Event::NothingDue { request, due } if self.is_current(request) => {
                self.note_due(now_ms, due);
                self.go_on(now_ms)
            }
            Event::RequestFailed { request, failure } if self.is_current(request) => {
                self.failed(now_ms, failure, random)
            }
            Event::ResponseArrived { .. }
            | Event::NothingDue { .. }
            | Event::RequestFailed { .. } => Vec::new(),
            Event::Cancel => self.cancelled(),
        }
    }

    fn is_current(&self, id: RequestId) -> bool {
        matches!(self.phase, Phase::Busy { request } if request == id)
    }

    fn ticked(&mut self, now_ms: i64) -> Vec<Action> {
        let reached = |at_ms: Option<i64>| at_ms.is_some_and(|at_ms| now_ms >= at_ms);
        match self.phase {
            Phase::Failed { until_ms } if now_ms >= until_ms => self.go(now_ms, Want::Ask),
            // Early, or a timer of before: ask again, lest a lost timer leaves the work lying.
            Phase::Failed { until_ms } => vec![Action::Schedule { at_ms: until_ms }],
            Phase::Resting if reached(self.later_at_ms) => self.go(now_ms, Want::Ask),
            Phase::Resting if reached(self.undo_at_ms) || reached(self.quiet_at_ms) => {
                self.go(now_ms, Want::Push)
            }
            Phase::Resting => self.schedule(),
            Phase::Busy { .. } | Phase::Stopped(_) => Vec::new(),
        }
    }

    fn network_up(&mut self, now_ms: i64) -> Vec<Action> {
        self.network = true;
        self.failures = 0;
        match self.phase {
            Phase::Resting | Phase::Failed { .. } if self.want > Want::Nothing => {
                self.go(now_ms, self.want)
            }
            _ => Vec::new(),
        }
    }

    fn network_down(&mut self) -> Vec<Action> {
        self.network = false;
        let mut actions = self.rest();
        actions.extend(self.schedule());
        actions
    }

    /// The user or the platform asks: one attempt even where the machine had stopped.
    fn called(&mut self, now_ms: i64) -> Vec<Action> {
        match self.phase {
            Phase::Busy { .. } => {
                self.want = Want::Ask;
                Vec::new()
            }
            Phase::Resting | Phase::Failed { .. } | Phase::Stopped(_) => self.go(now_ms, Want::Ask),
        }
    }

    fn something_new(&mut self, now_ms: i64, want: Want) -> Vec<Action> {
        match self.phase {
            Phase::Busy { .. } | Phase::Stopped(_) | Phase::Failed { .. } => {
                self.want = self.want.max(want);
                Vec::new()
            }
            Phase::Resting => self.go(now_ms, want),
        }
    }

    /// At the earliest after the shortest wait: notes of one minute leave together, and nothing spins.
    fn note_due(&mut self, now_ms: i64, due: Due) {
        let shortest_ms = self.backoff.shortest_ms;
        let at = |in_ms: i64| now_ms.saturating_add(in_ms.max(shortest_ms));
        self.undo_at_ms = due.undo_in_ms.map(at);
        self.quiet_at_ms = due.quiet_in_ms.map(at);
    }

    fn answered(
        &mut self,
        now_ms: i64,
        more: bool,
        later: bool,
        random: &mut dyn Random,
    ) -> Vec<Action> {
        self.failures = 0;
        self.clock_retried = false;
        if (more || self.want > Want::Nothing) && self.pages < PAGES_IN_A_ROW_MAX {
            self.pages += 1;
            let want = if more { Want::Ask } else { self.want };
            return self.send(want);
        }
        let pause = more || self.want > Want::Nothing;
        self.pages = 0;
        self.want = Want::Nothing;
        self.note_later(now_ms, later || pause, random);
        self.phase = Phase::Resting;
        self.schedule()
    }

    /// Only an offer at its own time lengthens the next wait; what else is sent meanwhile does not.
    fn note_later(&mut self, now_ms: i64, later: bool, random: &mut dyn Random) {
        if !later {
            (self.laters, self.later_at_ms) = (0, None);
        } else if self.later_at_ms.is_none_or(|at_ms| now_ms >= at_ms) {
            self.laters = self.laters.saturating_add(1);
            let wait_ms = self.backoff.wait_ms(self.laters, random);
            self.later_at_ms = Some(now_ms.saturating_add(wait_ms));
        }
    }

    fn failed(&mut self, now_ms: i64, failure: Failure, random: &mut dyn Random) -> Vec<Action> {
        self.pages = 0;
        self.want = Want::Ask;
        match failure {
            Failure::Stop(reason) => {
                self.phase = Phase::Stopped(reason);
                return Vec::new();
            }
            Failure::ClockWrong if !self.clock_retried => {
                self.clock_retried = true;
                return self.send(Want::Ask);
            }
            Failure::RetryAfter { ms } => {
                let told_ms = i64::try_from(ms)
                    .unwrap_or(i64::MAX)
                    .min(RETRY_AFTER_MS_MAX);
                // Not before the server's word, and not all devices in the same moment after it.
                let spread_ms = jitter_ms(0, told_ms / 4 + self.backoff.shortest_ms, random);
                self.not_before_ms = now_ms.saturating_add(told_ms).saturating_add(spread_ms);
                return self.wait(self.not_before_ms);
            }
            Failure::NoAnswer | Failure::ClockWrong | Failure::NotAccepted => {}
        }
        self.failures = self.failures.saturating_add(1);
        let wait_ms = self.backoff.wait_ms(self.failures, random);
        self.wait(now_ms.saturating_add(wait_ms))
    }

    /// Back to idle. What was under way is not known to be done, so it stays work; so does what waited.
    fn cancelled(&mut self) -> Vec<Action> {
        self.failures = 0;
        self.clock_retried = false;
        if self.later_at_ms.or(self.undo_at_ms).is_some() {
            self.want = Want::Ask;
        }
        (self.later_at_ms, self.undo_at_ms, self.quiet_at_ms) = (None, None, None);
        self.rest()
    }

    /// Drops request and timer; a stop stays to be seen.
    fn rest(&mut self) -> Vec<Action> {
        self.pages = 0;
        let actions = match self.phase {
            Phase::Stopped(_) => return Vec::new(),
            Phase::Busy { request } => {
                self.want = Want::Ask;
                vec![Action::Abort { request }]
            }
            Phase::Resting | Phase::Failed { .. } => Vec::new(),
        };
        self.phase = Phase::Resting;
        actions
    }

    fn wait(&mut self, until_ms: i64) -> Vec<Action> {
        self.phase = Phase::Failed { until_ms };
        vec![Action::Schedule { at_ms: until_ms }]
    }

    /// The timer of what only waits.
    fn schedule(&self) -> Vec<Action> {
        if self.phase != Phase::Resting {
            return Vec::new();
        }
        let at_ms = [self.later_at_ms, self.undo_at_ms, self.quiet_at_ms]
            .into_iter()
            .flatten()
            .min();
        at_ms
            .map(|at_ms| Action::Schedule { at_ms })
            .into_iter()
            .collect()
    }

    /// What came meanwhile, or rest.
    fn go_on(&mut self, now_ms: i64) -> Vec<Action> {
        self.phase = Phase::Resting;
        match self.want {
            Want::Nothing => self.schedule(),
            want => self.go(now_ms, want),
        }
    }

    fn go(&mut self, now_ms: i64, want: Want) -> Vec<Action> {
        self.want = self.want.max(want);
        if !self.network {
            self.phase = Phase::Resting;
            return Vec::new();
        }
        if now_ms < self.not_before_ms {
            return self.wait(self.not_before_ms);
        }
        self.send(self.want)
    }

    fn send(&mut self, want: Want) -> Vec<Action> {
        let request = RequestId(self.next_request);
        self.next_request += 1;
        self.want = Want::Nothing;
        self.phase = Phase::Busy { request };
        vec![Action::Send {
            request,
            if_due: want < Want::Ask,
        }]
    }
}
