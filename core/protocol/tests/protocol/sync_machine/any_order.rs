//! Every order of events, drawn at random.

use proptest::prelude::*;

use super::waiting::undo;
use super::*;

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
