//! The sync machine against every order of events: never two requests, never stuck, never too
//! early, and nothing forgotten when it is cancelled.

mod any_order;
mod waiting;

use samenspel_model::ids::Random;
use samenspel_protocol::sync::{
    Action, Backoff, Due, Event, Failure, Machine, PAGES_IN_A_ROW_MAX, RequestId, State,
    StopReason, WaitsFor,
};

/// A small generator: the machine needs something to draw from, not something secret.
struct Seeded(u64);

impl Random for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 56) as u8;
        }
    }
}

/// Plays the shell: holds the one timer and the one request, and checks what may never happen.
struct Shell {
    machine: Machine,
    random: Seeded,
    now_ms: i64,
    timer_ms: Option<i64>,
    under_way: Option<RequestId>,
    sent: Vec<RequestId>,
    /// How many of them were to go out only with something to push.
    if_due: usize,
}

impl Shell {
    fn new(seed: u64) -> Self {
        Self {
            machine: Machine::default(),
            random: Seeded(seed),
            now_ms: 1_000,
            timer_ms: None,
            under_way: None,
            sent: Vec::new(),
            if_due: 0,
        }
    }

    fn event(&mut self, event: Event) -> Vec<Action> {
        match event {
            Event::ResponseArrived { request, .. }
            | Event::NothingDue { request, .. }
            | Event::RequestFailed { request, .. }
                if Some(request) == self.under_way =>
            {
                self.under_way = None;
            }
            Event::Cancel | Event::NetworkDown => self.timer_ms = None,
            _ => {}
        }
        let actions = self.machine.handle(self.now_ms, event, &mut self.random);
        for action in &actions {
            match *action {
                Action::Send { request, if_due } => {
                    self.if_due += usize::from(if_due);
                    assert_eq!(self.under_way, None, "two requests at once");
                    assert!(!self.sent.contains(&request), "a request id used twice");
                    self.under_way = Some(request);
                    self.timer_ms = None;
                    self.sent.push(request);
                }
                Action::Abort { request } => {
                    assert_eq!(
                        self.under_way,
                        Some(request),
                        "aborted what is not under way"
                    );
                    self.under_way = None;
                }
                Action::Schedule { at_ms } => self.timer_ms = Some(at_ms),
            }
        }
        assert_eq!(
            self.machine.state() == State::Syncing,
            self.under_way.is_some(),
            "the state is not what is going on"
        );
        actions
    }

    fn answer(&mut self, more: bool, later: bool) -> Vec<Action> {
        self.answer_with(more, later, Due::default())
    }

    fn answer_with(&mut self, more: bool, later: bool, due: Due) -> Vec<Action> {
        let request = self.under_way.expect("a request is under way");
        self.event(Event::ResponseArrived {
            request,
            more,
            later,
            due,
        })
    }

    /// The shell looked and nothing may leave yet.
    fn nothing_due(&mut self, due: Due) -> Vec<Action> {
        let request = self.under_way.expect("a request is under way");
        self.event(Event::NothingDue { request, due })
    }

    fn fail(&mut self, failure: Failure) -> Vec<Action> {
        let request = self.under_way.expect("a request is under way");
        self.event(Event::RequestFailed { request, failure })
    }

    /// Lets time pass until the timer goes off.
    fn wait(&mut self) -> Vec<Action> {
        self.now_ms = self.timer_ms.take().expect("a timer is set");
        self.event(Event::Tick)
    }
}

#[test]
fn a_commit_is_sent_at_once_and_then_the_machine_rests() {
    let mut shell = Shell::new(1);
    shell.event(Event::LocalCommit);
    assert_eq!(shell.sent.len(), 1);
    assert_eq!(shell.answer(false, false), []);
    assert_eq!(shell.machine.state(), State::Idle);
    assert!(!shell.machine.has_work());
}

#[test]
fn whatever_comes_during_a_request_leads_to_exactly_one_more() {
    let mut shell = Shell::new(2);
    shell.event(Event::Foreground);
    for event in [Event::LocalCommit, Event::Hint, Event::LocalCommit] {
        assert_eq!(shell.event(event), []);
    }
    shell.answer(false, false);
    assert_eq!(shell.sent.len(), 2);
    assert_eq!(shell.answer(false, false), []);
}

#[test]
fn pages_follow_one_another_at_once_but_not_for_ever() {
    let mut shell = Shell::new(3);
    shell.event(Event::Foreground);
    for _ in 0..PAGES_IN_A_ROW_MAX {
        assert!(matches!(
            shell.answer(true, false)[..],
            [Action::Send { .. }]
        ));
    }
    assert!(matches!(
        shell.answer(true, false)[..],
        [Action::Schedule { .. }]
    ));
    shell.wait();
    assert_eq!(shell.sent.len() as u32, PAGES_IN_A_ROW_MAX + 2);
}

#[test]
fn what_must_be_offered_later_is_offered_later_or_with_the_next_commit() {
    let mut shell = Shell::new(4);
    shell.event(Event::Foreground);
    assert!(matches!(
        shell.answer(false, true)[..],
        [Action::Schedule { .. }]
    ));
    shell.wait();
    shell.answer(false, true);
    shell.event(Event::LocalCommit);
    assert_eq!(shell.sent.len(), 3);
}

#[test]
fn a_wrong_clock_is_tried_once_more_at_once_and_then_with_patience() {
    let mut shell = Shell::new(5);
    shell.event(Event::Foreground);
    assert!(matches!(
        shell.fail(Failure::ClockWrong)[..],
        [Action::Send { .. }]
    ));
    assert!(matches!(
        shell.fail(Failure::ClockWrong)[..],
        [Action::Schedule { .. }]
    ));
    shell.wait();
    shell.answer(false, false);
    shell.event(Event::LocalCommit);
    assert!(matches!(
        shell.fail(Failure::ClockWrong)[..],
        [Action::Send { .. }]
    ));
}

#[test]
fn nothing_shortens_the_wait_that_the_server_asked_for() {
    let mut shell = Shell::new(6);
    shell.event(Event::Foreground);
    shell.fail(Failure::RetryAfter { ms: 10_000 });
    let told_ms = shell.timer_ms.expect("a timer is set");
    assert!(told_ms >= 11_000);
    for event in [
        Event::LocalCommit,
        Event::Hint,
        Event::NetworkUp,
        Event::Cancel,
        Event::Foreground,
        Event::NetworkDown,
        Event::NetworkUp,
    ] {
        shell.event(event);
        assert_eq!(shell.sent.len(), 1, "after {event:?}");
    }
    assert_eq!(shell.timer_ms, Some(told_ms));
    shell.wait();
    assert_eq!(shell.sent.len(), 2);
}

#[test]
fn a_returning_network_or_the_user_ends_a_back_off_and_a_commit_does_not() {
    let mut shell = Shell::new(7);
    shell.event(Event::Foreground);
    shell.fail(Failure::NoAnswer);
    assert_eq!(shell.event(Event::LocalCommit), []);
    assert!(matches!(
        shell.event(Event::NetworkUp)[..],
        [Action::Send { .. }]
    ));
    shell.fail(Failure::NoAnswer);
    assert!(matches!(
        shell.event(Event::Foreground)[..],
        [Action::Send { .. }]
    ));
}

#[test]
fn a_revoked_device_stops_and_asks_again_only_when_the_user_does() {
    let mut shell = Shell::new(8);
    shell.event(Event::Foreground);
    assert_eq!(shell.fail(Failure::Stop(StopReason::DeviceRevoked)), []);
    for event in [
        Event::LocalCommit,
        Event::Hint,
        Event::NetworkUp,
        Event::Tick,
    ] {
        assert_eq!(shell.event(event), []);
    }
    assert_eq!(
        shell.machine.state(),
        State::Stopped(StopReason::DeviceRevoked)
    );
    shell.event(Event::Foreground);
    assert_eq!(shell.sent.len(), 2);
}

#[test]
fn without_a_network_nothing_is_sent_and_everything_is_sent_after() {
    let mut shell = Shell::new(9);
    shell.event(Event::NetworkDown);
    shell.event(Event::LocalCommit);
    assert_eq!(shell.machine.state(), State::Offline);
    assert!(shell.sent.is_empty());
    shell.event(Event::NetworkUp);
    assert_eq!(shell.sent.len(), 1);
}

#[test]
fn an_answer_to_a_request_that_was_dropped_changes_nothing() {
    let mut shell = Shell::new(10);
    shell.event(Event::Foreground);
    let dropped = shell.sent[0];
    shell.event(Event::Cancel);
    let late = Event::ResponseArrived {
        request: dropped,
        more: false,
        later: false,
        due: Due::default(),
    };
    assert_eq!(shell.event(late), []);
    assert!(shell.machine.has_work(), "a dropped request did its work");
}
