//! What only waits on the device, and until when: notes that can be undone, gathered read marks, talk
//! requests of the weekend, and what a manager still has to decide. None of it is a failure.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, Departures};
use samenspel_model::ids::LocationId;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome};
use samenspel_protocol::sync::Due;
use samenspel_rules::directory::{LocationSettings, Record};

const MINUTE_MS: i64 = UnixMillis::MINUTE_MS;

fn after_ms(minutes: i64, ms: i64) -> ClockReading {
    let mut reading = at(minutes);
    reading.wall = reading.wall.plus_ms(ms);
    reading.monotonic_ms += ms;
    reading
}

fn departures(phone: &Phone, reading: ClockReading) -> Departures {
    phone.store.departures(reading).unwrap()
}

fn undo_in(ms: i64) -> Departures {
    Departures {
        now: false,
        due: Due {
            undo_in_ms: Some(ms),
            quiet_in_ms: None,
        },
    }
}

fn quiet_in(ms: i64) -> Departures {
    Departures {
        now: false,
        due: Due {
            undo_in_ms: None,
            quiet_in_ms: Some(ms),
        },
    }
}

/// A location where notes to parents can be undone for two seconds.
fn two_seconds() -> (Server, Phone) {
    let mut server = Server::new();
    let settings = LocationSettings {
        send_delay_ms: 2_000,
        ..LocationSettings::of(LocationId([4; 16]))
    };
    server.records.push(Record::LocationSettings(settings));
    server.records.sort_by_key(Record::id);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    (server, samira)
}

fn to_parents() -> Command {
    let slept = [
        ("what", text("sleep")),
        ("from", samenspel_model::entry::Value::Int(MORNING.0)),
    ];
    note(series(DocumentKind::DayLog), "day_log", &slept)
}

#[test]
fn a_note_that_can_be_undone_is_due_when_the_first_delay_ends() {
    let (_, mut samira) = two_seconds();
    assert_eq!(departures(&samira, at(2)), Departures::default());
    samira.write(&to_parents(), 2);
    assert_eq!(departures(&samira, at(2)), undo_in(2_000));
    assert_eq!(departures(&samira, after_ms(2, 1_999)), undo_in(1));
    let due = departures(&samira, after_ms(2, 2_000));
    assert!(due.now && due.due == Due::default());
}

#[test]
fn a_note_to_colleagues_is_due_at_once_beside_one_that_waits() {
    let (_, mut samira) = two_seconds();
    samira.write(&to_parents(), 2);
    samira.write(&handover("watch her ear"), 2);
    let both = departures(&samira, at(2));
    assert_eq!((both.now, both.due.undo_in_ms), (true, Some(2_000)));
    assert_eq!(samira.store.undoable_count(at(2)).unwrap(), 1);
    assert_eq!(samira.store.pending_count().unwrap(), 2);
}

#[test]
fn an_answer_tells_of_the_note_that_waits_and_calls_it_no_failure() {
    let (mut server, mut samira) = two_seconds();
    samira.write(&to_parents(), 2);
    let outgoing = samira.store.build_sync(at(2), &mut samira.random).unwrap();
    assert_eq!(outgoing.receipt.entry_count(), 0);
    let wire = server.answer(&outgoing, 2);
    let arrived = after_ms(2, 500);
    let applied = samira.store.apply_sync(&outgoing.receipt, arrived, &wire);
    let applied = applied.unwrap();
    assert!(!applied.later, "waiting for an undo counted as a failure");
    assert_eq!(applied.due, undo_in(1_500).due);
}

#[test]
fn read_marks_are_gathered_for_half_a_minute_and_any_request_takes_them_along() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    let keys: Vec<_> = (1..4)
        .map(|it| samira.write(&handover("note"), it))
        .collect();
    samira.sync(&mut server, 5);
    joost.sync(&mut server, 6);
    let read = |joost: &mut Phone, key, minutes| {
        joost.intent(&Command::MarkRead { notes: vec![key] }, minutes);
    };
    read(&mut joost, keys[0], 7);
    read(&mut joost, keys[1], 7);
    assert_eq!(departures(&joost, after_ms(7, 1_000)), quiet_in(29_000));
    assert!(departures(&joost, after_ms(7, 30_000)).now);
    joost.sync(&mut server, 8);
    assert_eq!(departures(&joost, at(9)), Departures::default());
    read(&mut joost, keys[2], 10);
    joost.write(&handover("something else"), 10);
    joost.sync(&mut server, 10);
    assert_eq!(departures(&joost, at(11)), Departures::default());
}

#[test]
fn what_is_held_is_due_after_six_hours_and_then_six_hours_later() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let held = samira.write(&handover("slept badly"), 1);
    let why = HoldReason::AccessEnded;
    server.refuse.insert(held, Outcome::Held { why });
    samira.sync(&mut server, 2);
    assert_eq!(departures(&samira, at(62)), quiet_in(5 * 60 * MINUTE_MS));
    assert!(departures(&samira, at(3 + 360)).now);
    samira.sync(&mut server, 3 + 360);
    assert_eq!(
        departures(&samira, at(4 + 360)),
        quiet_in(359 * MINUTE_MS),
        "it is asked again and again"
    );
}

#[test]
fn what_the_server_wants_later_is_later_and_not_due() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    for why in [
        LaterReason::Rate,
        LaterReason::Quota,
        LaterReason::AfterEarlier,
    ] {
        let key = samira.write(&handover("note"), 2);
        server.refuse.insert(key, Outcome::Later { why });
    }
    let applied = samira.once(&mut server, 3);
    assert!(applied.later && !applied.more);
    assert_eq!(departures(&samira, at(3)), Departures::default());
}

#[test]
fn a_document_that_the_server_cannot_give_yet_is_wanted_later() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.write(&handover("note"), 1);
    samira.sync(&mut server, 2);
    server.withholds = true;
    let mut applied = joost.once(&mut server, 3);
    for _ in 0..10 {
        if !applied.more {
            break;
        }
        applied = joost.once(&mut server, 3);
    }
    assert_eq!(joost.store.wanted_count().unwrap(), 1);
    assert!(
        applied.later && !applied.more,
        "it waits for somebody to ask"
    );
    server.withholds = false;
    joost.sync(&mut server, 4);
    assert_eq!(joost.store.wanted_count().unwrap(), 0);
}
