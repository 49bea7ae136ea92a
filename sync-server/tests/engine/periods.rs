//! What comes so late that its period is gone by the terms for which documents are kept.

use samenspel_model::entry::{SignedEntry, Value};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};

use crate::world::*;

const SUBJECT: Subject = Subject::Child(NOOR);

fn to_know(phone: &mut Phone, at: UnixMillis) -> SignedEntry {
    let fields = [("to_know", text("Sliep kort."))];
    let entry = phone.note(DocumentKind::DayLog, SUBJECT, "drop_off", &fields, at);
    SignedEntry::sign(&entry, &phone.key)
}

fn days_ago(world: &World, days: i64) -> UnixMillis {
    world.now().plus_ms(-days * UnixMillis::DAY_MS)
}

#[test]
fn a_note_for_a_month_that_is_gone_goes_back_to_its_author() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let old = to_know(&mut fatima, days_ago(&world, 200));
    let recent = to_know(&mut fatima, days_ago(&world, 25));
    let outcomes = world.push(&mut fatima, &[old, recent]);
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::PeriodExpired));
    assert!(is_stored(&outcomes[1]), "{outcomes:?}");
}

#[test]
fn a_hand_over_waits_for_its_last_item_and_is_never_too_old_by_its_date() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let at = days_ago(&world, 300);
    let fields = [("what", text("Laarsje zoek."))];
    let entry = fatima.note(DocumentKind::Handover, SUBJECT, "open_item", &fields, at);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    assert!(is_stored(&world.push(&mut fatima, &[signed])[0]));
}

#[test]
fn a_childs_file_is_never_too_old_by_itself() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let at = days_ago(&world, 28);
    let fields = [("text", text("Wat later geschreven."))];
    let entry = fatima.note(DocumentKind::Journal, SUBJECT, "question", &fields, at);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    world.pass(400 * UnixMillis::DAY_MS);
    assert!(is_stored(&world.push(&mut fatima, &[signed])[0]));
}

#[test]
fn a_form_is_filed_under_the_month_of_the_day_that_it_is_for() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let mut form = |at: UnixMillis, day: &str, fields: &[(&str, Value)]| {
        let own = [("to_know", text("Geen fruit.")), ("for_date", text(day))];
        let fields = [&own[..], fields].concat();
        let entry = fatima.note(DocumentKind::DayLog, SUBJECT, "drop_off", &fields, at);
        let key = entry.key;
        let signed = SignedEntry::sign(&entry, &fatima.key);
        (key, world.push(&mut fatima, &[signed]).remove(0))
    };
    let month = |outcome: &Outcome| stored_at(outcome).0.period.0 % 12 + 1;
    // Written on 2 November.
    let now = world.now();
    assert_eq!(month(&form(now, "2026-11-02", &[]).1), 11);
    assert_eq!(month(&form(now, "2026-11-01", &[]).1), 11);
    let (december, outcome) = form(now, "2026-12-01", &[]);
    assert_eq!(month(&outcome), 12);
    assert_eq!(month(&form(now, "2027-11-02", &[]).1), 11);
    for far in ["2026-10-31", "2027-11-05", "9999-12-31"] {
        let refused = form(now, far, &[]).1;
        assert_eq!(refusal(&refused), Some(RefusalCode::FieldInvalid), "{far}");
    }
    // What names another lands where that is.
    let answers = [("replies_to", Value::Bytes(december.to_bytes().to_vec()))];
    assert_eq!(month(&form(now, "2026-11-03", &answers).1), 12);
    let fields = [
        ("of", Value::Bytes(december.to_bytes().to_vec())),
        ("for_date", text("2026-11-04")),
    ];
    let entry = fatima.note(DocumentKind::DayLog, SUBJECT, "correction", &fields, now);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    assert_eq!(month(&world.push(&mut fatima, &[signed])[0]), 12);
}

#[test]
fn a_form_for_a_month_that_is_gone_goes_back_however_late_it_comes() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let at = days_ago(&world, 1);
    let fields = [
        ("to_know", text("Sliep kort.")),
        ("for_date", text("2026-11-02")),
    ];
    let entry = fatima.note(DocumentKind::DayLog, SUBJECT, "drop_off", &fields, at);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    world.pass(200 * UnixMillis::DAY_MS);
    let outcome = world.push(&mut fatima, &[signed]).remove(0);
    assert_eq!(refusal(&outcome), Some(RefusalCode::PeriodExpired));
}

#[test]
fn as_long_as_the_document_is_there_a_late_note_still_joins_it() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x31);
    let mut joke = world.phone(JOKE, 0x32);
    let first = to_know(&mut fatima, world.now());
    let second = to_know(&mut joke, world.now());
    let (place, _) = stored_at(&world.push(&mut fatima, &[first])[0]);
    world.pass(200 * UnixMillis::DAY_MS);
    let (joined, _) = stored_at(&world.push(&mut joke, &[second])[0]);
    assert_eq!(joined, place);
}
