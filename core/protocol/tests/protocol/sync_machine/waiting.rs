//! What only waits: the end of an undo delay, marks to be gathered, the server's "later". None of it is a
//! failure, and the machine wakes at the earliest of them.

use super::*;

pub(super) fn undo(in_ms: i64) -> Due {
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
