//! What is not sent yet: drafts, the send delay of notes to parents with its undo, reflections that
//! never leave the device, and kinds that a location keeps elsewhere.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, CommandError, NewNote, Status, StoreError};
use samenspel_model::entry::Value;
use samenspel_model::ids::{IntentId, LocationId, Random};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::{LocationSettings, Record};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    CloseItem, GoodMoment, Handover, HomeNote, HomeTopic, PickUp, Reply, State,
};

fn settled(change: impl FnOnce(&mut LocationSettings)) -> Server {
    let mut server = Server::new();
    let mut settings = LocationSettings::of(LocationId([4; 16]));
    change(&mut settings);
    server.records.push(Record::LocationSettings(settings));
    server.records.sort_by_key(Record::id);
    server
}

fn pick_up(words: &str) -> NewNote {
    let mut note = PickUp::new();
    note.moment = GoodMoment::named("built_tower");
    note.text = Some(words.into());
    NewNote::of(series(DocumentKind::DayLog), &note).in_language("nl")
}

fn after_seconds(minutes: i64, seconds: i64) -> ClockReading {
    let mut reading = at(minutes);
    reading.wall = reading.wall.plus_ms(seconds * 1_000);
    reading.monotonic_ms += seconds * 1_000;
    reading
}

fn pushed(phone: &mut Phone, reading: ClockReading) -> usize {
    let outgoing = phone.store.build_sync(reading, &mut phone.random).unwrap();
    outgoing.receipt.entry_count()
}

#[test]
fn a_note_to_parents_leaves_the_device_after_two_minutes_and_a_hand_over_at_once() {
    let mut server = settled(|_| {});
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let note = samira.intent(&Command::AddNote(pick_up("Noor bouwde een toren.")), 2);
    assert_eq!(pushed(&mut samira, after_seconds(2, 119)), 0);
    samira.write(&handover("watch her ear"), 2);
    assert_eq!(pushed(&mut samira, after_seconds(2, 119)), 1);
    let left = samira
        .store
        .undo_left_ms(note, after_seconds(2, 30))
        .unwrap();
    assert_eq!(left, Some(90_000));
    assert_eq!(pushed(&mut samira, after_seconds(2, 120)), 2);
    samira.sync(&mut server, 5);
    let key = samira.store.entry_keys(note).unwrap()[0];
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
}

#[test]
fn what_is_undone_in_time_is_a_draft_again_with_its_text_and_was_never_sent() {
    let mut server = settled(|_| {});
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let note = pick_up("Over het verkeerde kind.");
    let intent = samira.intent(&Command::AddNote(note.clone()), 2);
    assert!(
        samira
            .store
            .undo(intent, SAMIRA, after_seconds(2, 90))
            .unwrap()
    );
    samira.sync(&mut server, 10);
    assert!(
        server
            .requests
            .iter()
            .all(|request| request.entries.is_empty())
    );
    let drafts = samira.store.drafts(SAMIRA, at(60)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].note, note);
    assert_eq!(samira.store.search("verkeerde", at(60)).unwrap(), []);
    assert_eq!(samira.store.pending_count().unwrap(), 0);

    let draft = drafts[0].id;
    let right = pick_up("Over het goede kind.");
    samira.intent(&Command::SendDraft { draft, note: right }, 11);
    assert_eq!(samira.store.drafts(SAMIRA, at(60)).unwrap(), []);
    samira.sync(&mut server, 14);
    assert_eq!(samira.store.search("goede", at(60)).unwrap().len(), 1);
}

#[test]
fn what_may_have_left_cannot_be_undone_and_nobody_undoes_for_somebody_else() {
    let mut server = settled(|_| {});
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let intent = samira.intent(&Command::AddNote(pick_up("Een toren.")), 2);
    assert!(!samira.store.undo(intent, JOOST, at(2)).unwrap());
    assert!(!samira.store.undo(intent, SAMIRA, at(4)).unwrap());
    assert_eq!(samira.store.undo_left_ms(intent, at(4)).unwrap(), None);
    let now = samira.intent(&handover("at once"), 5);
    assert!(!samira.store.undo(now, SAMIRA, at(5)).unwrap());
    assert_eq!(samira.store.pending_count().unwrap(), 2);
}

#[test]
fn a_reboot_and_a_clock_set_back_do_not_hold_a_note_for_ever() {
    let mut server = settled(|_| {});
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    samira.intent(&Command::AddNote(pick_up("Een toren.")), 100);
    let rebooted = |wall_minutes: i64| ClockReading {
        wall: MORNING.plus_ms(wall_minutes * UnixMillis::MINUTE_MS),
        boot_id: 2,
        monotonic_ms: 500,
    };
    assert_eq!(pushed(&mut samira, rebooted(101)), 0);
    assert_eq!(pushed(&mut samira, rebooted(102)), 1);
    assert_eq!(pushed(&mut samira, rebooted(-5_000)), 1);
}

#[test]
fn what_answers_a_note_under_its_delay_does_not_overtake_it() {
    let mut server = settled(|_| {});
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let journal = series(DocumentKind::Journal);
    let question = [("text", text("Sliep ze goed?"))];
    let first = samira.write(&note(journal, "question", &question), 2);
    let team = series(DocumentKind::Team);
    samira.write(&note(team, "question", &[("text", text("En nu?"))]), 2);
    let reply = Reply::new(first, "Nog iets.".into());
    samira.write(&Command::AddNote(NewNote::of(journal, &reply)), 3);
    assert_eq!(pushed(&mut samira, at(3)), 1);
    assert_eq!(pushed(&mut samira, at(5)), 3);
}

#[test]
fn a_parents_own_note_leaves_at_once() {
    let mut server = settled(|_| {});
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let desk = Series {
        kind: DocumentKind::ParentDesk,
        subject: Subject::ChildParent(CHILD, ELIF),
        ..handover_series()
    };
    let home = NewNote::of(desk, &HomeNote::new(HomeTopic::Sleep));
    elif.write(&Command::AddNote(home), 2);
    assert_eq!(pushed(&mut elif, at(2)), 1);
}

#[test]
fn half_a_note_is_kept_as_a_draft_through_a_restart_and_is_nobody_elses() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let half = new_note(
        handover_series(),
        "handover",
        &[("summary", text("half een"))],
    );
    let id = IntentId::new(MORNING, &mut samira.random);
    samira.store.save_draft(id, SAMIRA, &half, at(2)).unwrap();
    let whole = NewNote::of(handover_series(), &Handover::new(State::Watch));
    samira.store.save_draft(id, SAMIRA, &whole, at(3)).unwrap();
    samira.store.save_draft(id, JOOST, &half, at(4)).unwrap();
    samira.reopen();
    let drafts = samira.store.drafts(SAMIRA, at(60)).unwrap();
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].note, whole);
    assert_eq!(samira.store.drafts(JOOST, at(60)).unwrap(), []);
    assert!(!samira.store.discard_draft(id, JOOST, at(60)).unwrap());
    assert!(samira.store.discard_draft(id, SAMIRA, at(60)).unwrap());
    samira.sync(&mut server, 5);
    assert!(
        server
            .requests
            .iter()
            .all(|request| request.entries.is_empty())
    );
}

#[test]
fn sharing_only_nothing_special_is_refused_and_the_draft_stays() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let mut note = PickUp::new();
    note.moment = Some(GoodMoment::NOTHING_SPECIAL);
    let note = NewNote::of(series(DocumentKind::DayLog), &note);
    let draft = IntentId::new(MORNING, &mut samira.random);
    samira
        .store
        .save_draft(draft, SAMIRA, &note, at(2))
        .unwrap();
    let send = Command::SendDraft { draft, note };
    let refused = samira
        .store
        .execute(&send, SAMIRA, at(3), &mut samira.random);
    assert!(matches!(
        refused,
        Err(CommandError::Refused {
            code: RefusalCode::OnlyNothingSpecial,
            ..
        })
    ));
    assert_eq!(samira.store.drafts(SAMIRA, at(60)).unwrap().len(), 1);
}

#[test]
fn a_reflection_stays_on_the_device_and_is_read_by_its_author_only() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let words = "Ik luisterde vandaag te kort.";
    let id = samira
        .store
        .reflect(SAMIRA, Some("relation"), words, at(2), &mut samira.random)
        .unwrap();
    samira.sync(&mut server, 3);
    assert!(
        server
            .requests
            .iter()
            .all(|request| request.entries.is_empty())
    );
    let mine = samira.store.reflections(SAMIRA, at(60)).unwrap();
    assert_eq!((mine.len(), mine[0].text.as_str()), (1, words));
    assert_eq!(samira.store.reflections(JOOST, at(60)).unwrap(), []);
    assert_eq!(samira.store.search("luisterde", at(60)).unwrap(), []);
    assert!(!samira.store.forget_reflection(id, JOOST, at(60)).unwrap());
    assert!(samira.store.forget_reflection(id, SAMIRA, at(60)).unwrap());
}

#[test]
fn a_kind_that_the_location_keeps_elsewhere_is_refused_before_it_is_written() {
    let mut server = settled(|settings| {
        settings.kinds_off = vec!["observation".into(), "retraction".into()];
    });
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let observation = note(
        series(DocumentKind::Journal),
        "observation",
        &[("domain", text("motor")), ("seen", text("Ze klom."))],
    );
    let refused = samira
        .store
        .execute(&observation, SAMIRA, at(2), &mut samira.random);
    assert!(matches!(
        refused,
        Err(CommandError::Refused {
            code: RefusalCode::SwitchedOff,
            ..
        })
    ));
    let wrong = samira.write(&handover("wrong child"), 2);
    let fields = [("of", keys(&[wrong])), ("reason", text("wrong_child"))];
    samira.write(&note(handover_series(), "retraction", &fields), 3);
}

#[test]
fn a_corrected_note_reads_as_its_author_put_it_right() {
    let right = Handover {
        summary: Some("Oor links.".into()),
        ..Handover::new(State::Act)
    };
    let wrong_key = samenspel_model::ids::EntryKey {
        person: SAMIRA,
        entry: Counter(1).bytes16(),
    };
    let correction = NewNote::correcting(handover_series(), wrong_key, &right);
    assert_eq!(correction.kind.as_str(), "correction");
    assert_eq!(
        correction.fields.get("state"),
        Some(&Value::Text("act".into()))
    );
    assert_eq!(correction.fields.get("to_do"), Some(&Value::Null));
    assert_eq!(Handover::from_fields(&correction.fields), Some(right));
}

#[test]
fn a_correction_of_a_note_about_another_is_about_the_note_and_not_the_other() {
    let [wrong, item] = [1, 2].map(|number| samenspel_model::ids::EntryKey {
        person: SAMIRA,
        entry: Counter(number).bytes16(),
    });
    let right = CloseItem {
        text: Some("Laarsje gevonden.".into()),
        ..CloseItem::new(vec![item])
    };
    let correction = NewNote::correcting(handover_series(), wrong, &right);
    assert_eq!(correction.fields.keys("of"), [wrong]);
    assert_eq!(
        correction.fields.get("text"),
        Some(&text("Laarsje gevonden."))
    );
}

#[test]
fn a_draft_of_too_many_is_refused_but_those_that_are_there_can_still_be_changed()
-> Result<(), StoreError> {
    let mut server = Server::new();
    let samira = Phone::of(SAMIRA, &mut server);
    let note = NewNote::of(handover_series(), &Handover::new(State::Calm));
    let id = |number: u16| {
        let mut bytes = [0; 16];
        bytes[..2].copy_from_slice(&number.to_be_bytes());
        IntentId(bytes)
    };
    for number in 0..500 {
        samira
            .store
            .save_draft(id(number), SAMIRA, &note, at(2))
            .unwrap();
    }
    let one_more = samira.store.save_draft(id(500), SAMIRA, &note, at(3));
    assert!(matches!(one_more, Err(CommandError::TooManyDrafts)));
    samira
        .store
        .save_draft(id(7), SAMIRA, &note, at(4))
        .unwrap();
    assert_eq!(samira.store.drafts(SAMIRA, at(60))?.len(), 500);
    Ok(())
}
