//! The sync machine against every order of events: never two requests, never stuck, never too
//! early, and nothing forgotten when it is cancelled.

use proptest::prelude::*;
use samenspel_core::ids::Random;
use samenspel_core::sync::{
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

fn undo(in_ms: i64) -> Due {
    Due {
        undo_in_ms: Some(in_ms),
        quiet_in_ms: None,
    }
}

fn quiet(in_ms: i64) -> Due {
    Due {
        undo_in_ms: None,
        quiet_in_ms: Some(in_ms),
    }
}

fn waits_for(shell: &Shell) -> Option<WaitsFor> {
    match shell.machine.state() {
        State::Waiting { what_for, .. } => Some(what_for),
        _ => None,
    }
}

/// Eight notes in 0.3 s with an undo delay of 2 s: seven of them only look, and what leaves leaves when
/// the delay ends.
#[test]
fn notes_in_their_undo_window_cost_nothing_and_leave_when_it_ends() {
    let mut shell = Shell::new(20);
    shell.event(Event::Foreground);
    shell.answer(false, false);
    let first_ms = shell.now_ms;
    for _ in 0..8 {
        shell.event(Event::LocalCommit);
        shell.nothing_due(undo(first_ms + 2_000 - shell.now_ms));
        assert_eq!(waits_for(&shell), Some(WaitsFor::Undo));
        shell.now_ms += 40;
    }
    assert_eq!(
        (shell.sent.len(), shell.if_due),
        (9, 8),
        "a commit asked the server"
    );
    assert_eq!(shell.timer_ms, Some(first_ms + 2_000));
    shell.wait();
    // The others end 40 ms after one another: they go together, a moment later.
    shell.answer_with(false, false, undo(40));
    shell.wait();
    shell.answer(false, false);
    assert!(shell.now_ms - first_ms <= 2_500);
    assert_eq!(shell.machine.state(), State::Idle);
    assert_eq!(shell.sent.len(), 11);
}

#[test]
fn a_note_that_was_undone_costs_no_request_and_leaves_nothing_to_do() {
    let mut shell = Shell::new(21);
    shell.event(Event::LocalCommit);
    shell.nothing_due(undo(2_000));
    shell.wait();
    assert_eq!(shell.nothing_due(Due::default()), []);
    assert_eq!(shell.machine.state(), State::Idle);
    assert!(!shell.machine.has_work());
    assert_eq!(shell.if_due, 2);
}

#[test]
fn waiting_for_an_undo_is_told_apart_from_a_network_that_fails_and_a_server_that_says_later() {
    let mut shell = Shell::new(22);
    shell.event(Event::Foreground);
    shell.answer_with(false, false, undo(2_000));
    assert_eq!(waits_for(&shell), Some(WaitsFor::Undo));
    shell.event(Event::Foreground);
    shell.fail(Failure::NoAnswer);
    assert_eq!(waits_for(&shell), Some(WaitsFor::Network));
    shell.wait();
    shell.answer(false, true);
    assert_eq!(waits_for(&shell), Some(WaitsFor::Server));
    shell.event(Event::Foreground);
    shell.fail(Failure::RetryAfter { ms: 5_000 });
    assert_eq!(waits_for(&shell), Some(WaitsFor::Server));
}

#[test]
fn without_a_network_a_note_waits_for_its_undo_first_and_for_the_network_then() {
    let mut shell = Shell::new(23);
    shell.event(Event::Foreground);
    shell.answer_with(false, false, undo(2_000));
    shell.event(Event::NetworkDown);
    assert_eq!(waits_for(&shell), Some(WaitsFor::Undo));
    shell.wait();
    assert_eq!(shell.machine.state(), State::Offline);
    shell.event(Event::NetworkUp);
    assert!(shell.under_way.is_some());
}

/// What the server wants later has a time of its own, that other work neither moves nor lengthens.
#[test]
fn commits_while_the_server_says_later_do_not_lengthen_the_wait() {
    let mut shell = Shell::new(24);
    shell.event(Event::Foreground);
    shell.answer(false, true);
    let offered_ms = shell.timer_ms;
    for _ in 0..50 {
        shell.event(Event::LocalCommit);
        assert!(shell.under_way.is_some(), "a commit waited");
        shell.answer(false, true);
        assert_eq!(shell.timer_ms, offered_ms);
    }
    shell.wait();
    let before_ms = shell.now_ms;
    shell.answer(false, true);
    let waits_ms = shell.timer_ms.expect("a timer is set") - before_ms;
    assert!(waits_ms <= Backoff::default().ceiling_ms(2), "{waits_ms}");
}

#[test]
fn looking_in_vain_leaves_the_time_of_what_the_server_wants_later() {
    let mut shell = Shell::new(25);
    shell.event(Event::Foreground);
    shell.answer(false, true);
    let offered_ms = shell.timer_ms;
    shell.event(Event::LocalCommit);
    shell.nothing_due(undo(3_600_000));
    assert_eq!(shell.timer_ms, offered_ms);
    shell.wait();
    assert_eq!(shell.if_due, 1, "the server was not asked again");
}

#[test]
fn what_nobody_waits_for_is_no_work_and_still_wakes_the_machine() {
    let mut shell = Shell::new(26);
    shell.event(Event::Foreground);
    shell.answer_with(false, false, quiet(30_000));
    assert_eq!(shell.machine.state(), State::Idle);
    assert!(!shell.machine.has_work());
    shell.wait();
    assert!(shell.under_way.is_some());
}

#[test]
fn a_store_that_always_says_now_does_not_make_it_spin() {
    let mut shell = Shell::new(27);
    shell.event(Event::Foreground);
    shell.answer(false, false);
    let begun_ms = shell.now_ms;
    shell.event(Event::LocalCommit);
    for _ in 0..100 {
        shell.nothing_due(undo(-5));
        shell.wait();
    }
    assert!(shell.now_ms - begun_ms >= 100 * Backoff::default().shortest_ms);
}

/// One step of a random life; answers go to the request under way, if there is one.
#[derive(Debug, Clone)]
enum Step {
    Event(Event),
    Answer { more: bool, later: bool, due: Due },
    NothingDue(Due),
    Fail(Failure),
    StaleAnswer,
    Wait { ms: i64 },
    TimerGoesOff,
}

fn any_failure() -> impl Strategy<Value = Failure> {
    prop_oneof![
        Just(Failure::NoAnswer),
        (0u64..100_000).prop_map(|ms| Failure::RetryAfter { ms }),
        Just(Failure::RetryAfter { ms: u64::MAX }),
        Just(Failure::ClockWrong),
        Just(Failure::NotAccepted),
        Just(Failure::Stop(StopReason::UnsupportedVersion)),
    ]
}

fn any_due() -> impl Strategy<Value = Due> {
    let in_ms = || prop::option::of(-1_000i64..400_000);
    (in_ms(), in_ms()).prop_map(|(undo_in_ms, quiet_in_ms)| Due {
        undo_in_ms,
        quiet_in_ms,
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        prop::sample::select(vec![
            Event::Tick,
            Event::NetworkUp,
            Event::NetworkDown,
            Event::Foreground,
            Event::LocalCommit,
            Event::Hint,
            Event::Cancel,
        ])
        .prop_map(Step::Event),
        (any::<bool>(), any::<bool>(), any_due()).prop_map(|(more, later, due)| Step::Answer {
            more,
            later,
            due
        }),
        any_due().prop_map(Step::NothingDue),
        any_failure().prop_map(Step::Fail),
        Just(Step::StaleAnswer),
        (0i64..400_000).prop_map(|ms| Step::Wait { ms }),
        Just(Step::TimerGoesOff),
    ]
}

fn take(shell: &mut Shell, step: &Step) {
    match *step {
        Step::Event(event) => {
            shell.event(event);
        }
        Step::Answer { more, later, due } if shell.under_way.is_some() => {
            shell.answer_with(more, later, due);
        }
        Step::NothingDue(due) if shell.under_way.is_some() => {
            shell.nothing_due(due);
        }
        Step::Fail(failure) if shell.under_way.is_some() => {
            shell.fail(failure);
        }
        Step::StaleAnswer if !shell.sent.is_empty() => {
            let request = RequestId(shell.sent[0].0.wrapping_sub(1));
            let actions = shell.event(Event::ResponseArrived {
                request,
                more: true,
                later: true,
                due: undo(0),
            });
            assert_eq!(actions, []);
        }
        Step::Wait { ms } => shell.now_ms += ms,
        Step::TimerGoesOff if shell.timer_ms.is_some() => {
            shell.wait();
        }
        Step::Answer { .. }
        | Step::NothingDue(_)
        | Step::Fail(_)
        | Step::StaleAnswer
        | Step::TimerGoesOff => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// `Shell` checks at every step that there are never two requests at once.
    #[test]
    fn with_work_and_a_network_there_is_always_a_request_or_a_timer(
        seed in any::<u64>(),
        steps in prop::collection::vec(any_step(), 0..60),
    ) {
        let mut shell = Shell::new(seed);
        let mut network = true;
        let mut cancelled = false;
        for step in &steps {
            take(&mut shell, step);
            match step {
                Step::Event(Event::NetworkUp) => network = true,
                Step::Event(Event::NetworkDown) => network = false,
                _ => {}
            }
            // After a cancellation it rests until somebody wants something.
            cancelled = match step {
                Step::Event(Event::Cancel) => true,
                _ => cancelled && shell.machine.state() == State::Idle,
            };
            let stopped = matches!(shell.machine.state(), State::Stopped(_));
            if shell.machine.has_work() && network && !stopped && !cancelled {
                prop_assert!(
                    shell.under_way.is_some() || shell.timer_ms.is_some(),
                    "stuck after {step:?} in {:?}", shell.machine
                );
            }
        }
    }

    #[test]
    fn every_wait_after_a_failure_is_within_its_bounds(seed in any::<u64>(), count in 1u32..20) {
        let backoff = Backoff::default();
        let mut shell = Shell::new(seed);
        shell.event(Event::Foreground);
        for failures in 1..=count {
            let before_ms = shell.now_ms;
            shell.fail(Failure::NoAnswer);
            let wait_ms = shell.timer_ms.expect("a timer is set") - before_ms;
            prop_assert!(wait_ms >= backoff.shortest_ms);
            prop_assert!(wait_ms <= backoff.ceiling_ms(failures));
            prop_assert!(wait_ms <= backoff.longest_ms);
            shell.wait();
        }
        shell.answer(false, true);
        let wait_ms = shell.timer_ms.expect("a timer is set") - shell.now_ms;
        prop_assert!(wait_ms <= backoff.first_ms, "a success did not reset the back-off");
    }

    #[test]
    fn cancelled_at_any_point_it_rests_and_the_next_call_does_all_that_was_left(
        seed in any::<u64>(),
        steps in prop::collection::vec(any_step(), 0..40),
    ) {
        let mut shell = Shell::new(seed);
        for step in &steps {
            take(&mut shell, step);
        }
        let had_work = shell.machine.has_work();
        shell.event(Event::Cancel);
        prop_assert_eq!(shell.under_way, None);
        prop_assert!(matches!(
            shell.machine.state(),
            State::Idle | State::Offline | State::Stopped(_)
        ));
        prop_assert_eq!(shell.machine.has_work(), had_work, "a cancellation lost work");
        prop_assert_eq!(shell.event(Event::Tick), vec![], "it went on after it was cancelled");
        shell.event(Event::NetworkUp);
        if shell.under_way.is_none() {
            shell.event(Event::Foreground);
        }
        if shell.under_way.is_none() {
            shell.wait();
        }
        prop_assert!(shell.under_way.is_some());
        while shell.under_way.is_some() {
            shell.answer(false, false);
        }
        prop_assert!(!shell.machine.has_work());
    }
}
