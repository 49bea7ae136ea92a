//! Who writes so much that the others' notes find no place. Knows nothing of requests and connections.

use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_tests::support::modified_app::{ModifiedApp, pushed};
use samenspel_tests::support::notes::text;

use crate::siege::{Siege, refused};

#[test]
fn hostile_flood_of_notes_ends_at_the_authors_quota_and_leaves_room_for_others() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let fields = [("mood", text("tired"))];
    let about = (Kind::DayLog, Subject::Child(at.noor));
    let note = || samira.sign(&at.note(at.samira, about, "drop_off", &fields, now));
    // She wrote one before.
    for count in [1_000, 1_000, 1_000, 999] {
        let notes = (0..count).map(|_| pushed(note(), now)).collect();
        let outcomes = siege.push(&samira, notes);
        let stored = |it: &Outcome| matches!(it, Outcome::Stored { .. });
        assert!(outcomes.iter().all(stored));
    }
    siege.nothing_changes(|| {
        let outcomes = siege.push(&samira, vec![pushed(note(), now); 2]);
        let why = LaterReason::Quota;
        assert_eq!(outcomes, [Outcome::Later { why }, Outcome::Later { why }]);
    });
    let pieter = siege.honest("Pieter");
    siege.stores(pieter, pieter.sign(&at.drop_off(at.pieter, at.noor, now)));
}

#[test]
fn hostile_tablet_uses_up_a_colleagues_quota_and_her_own_phone_writes_on() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let tablet = siege.tablet();
    let about = (Kind::Handover, Subject::Child(at.noor));
    // Four bytes a character: far fewer of them than of short ones use the quota up.
    let fields = [
        ("state", text("calm")),
        ("summary", text("\u{1F9F8}".repeat(LONG_CHARS))),
    ];
    let note = |by: &ModifiedApp| by.sign(&at.note(at.fatima, about, "handover", &fields, now));
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        let notes = (0..90).map(|_| pushed(note(&tablet), now)).collect();
        outcomes.extend(siege.push(&tablet, notes));
    }
    let why = LaterReason::Quota;
    assert_eq!(outcomes.last(), Some(&Outcome::Later { why }));
    let fatima = siege.device_of(at.fatima);
    siege.stores(&fatima, note(&fatima));
}

/// Characters of a long note, of four bytes each.
pub const LONG_CHARS: usize = 3_999;

/// As many of the longest notes as fill a document; gives what became of those beyond.
pub fn fill(siege: &Siege, about: (Kind, Subject), kind: &str, field: &str) -> Vec<Outcome> {
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    // Four bytes a character, and few once compressed.
    let fields = [(field, text("\u{1F9F8}".repeat(LONG_CHARS)))];
    let note = || samira.sign(&at.note(at.samira, about, kind, &fields, now));
    let mut outcomes = Vec::new();
    for _ in 0..3 {
        let notes = (0..90).map(|_| pushed(note(), now)).collect();
        outcomes.extend(siege.push(&samira, notes));
    }
    let stored = |it: &Outcome| matches!(it, Outcome::Stored { .. });
    let first = outcomes.iter().position(|it| !stored(it)).unwrap();
    assert!(first > 250, "{first}");
    outcomes.split_off(first)
}

#[test]
fn hostile_long_notes_end_at_the_authors_quota_and_never_open_the_next_part() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::DayLog, Subject::Child(at.noor));
    let beyond = fill(&siege, about, "drop_off", "to_know");
    let why = LaterReason::Quota;
    assert!(beyond.iter().all(|it| *it == Outcome::Later { why }));
    let pieter = siege.honest("Pieter");
    siege.stores(pieter, pieter.sign(&at.drop_off(at.pieter, at.noor, now)));
}

#[test]
fn hostile_long_notes_where_there_are_no_periods_go_back_to_their_author() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = (Kind::ChildCore, Subject::Child(at.noor));
    let beyond = fill(&siege, about, "rhythm", "text");
    let full = refused(RefusalCode::PeriodFull, &[]);
    assert!(beyond.iter().all(|it| *it == full), "{:?}", beyond[0]);
    let pieter = siege.honest("Pieter");
    let fields = [("text", text("Slaapt na de middag."))];
    let note = at.note(at.pieter, about, "rhythm", &fields, now);
    siege.stores(pieter, pieter.sign(&note));
}
