//! What is written for a period that is gone already goes back to its author.

use samenspel_core::document::{DocumentKind, Period, Subject};
use samenspel_core::entry::{SignedEntry, Value};
use samenspel_core::protocol::*;
use samenspel_core::time::UnixMillis;

use crate::world::*;

const NOOR_ALONE: Subject = Subject::Child(NOOR);

fn day_log(phone: &mut Phone, at: UnixMillis) -> SignedEntry {
    let fields = [("what", text("sleep"))];
    let entry = phone.note(DocumentKind::DayLog, NOOR_ALONE, "day_log", &fields, at);
    SignedEntry::sign(&entry, &phone.key)
}

#[test]
fn a_note_of_a_month_that_was_erased_long_ago_goes_back_and_one_of_last_month_does_not() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let long_ago = day_log(&mut fatima, world.now().plus_ms(-130 * UnixMillis::DAY_MS));
    let last_month = day_log(&mut fatima, world.now().plus_ms(-20 * UnixMillis::DAY_MS));
    let outcomes = world.push(&mut fatima, &[long_ago.clone(), last_month]);
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::PeriodExpired));
    assert!(is_stored(&outcomes[1]), "{outcomes:?}");
    let again = world.push(&mut fatima, &[long_ago]);
    assert_eq!(refusal(&again[0]), Some(RefusalCode::PeriodExpired));
}

#[test]
fn a_childs_file_takes_what_comes_however_late() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let at = world.now().plus_ms(-400 * UnixMillis::DAY_MS);
    let fields = [("text", text("She says mama."))];
    let entry = fatima.note(DocumentKind::Journal, NOOR_ALONE, "concern", &fields, at);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    let outcomes = world.push(&mut fatima, &[signed]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
}

#[test]
fn what_names_an_entry_lands_where_that_is_although_its_own_month_is_gone() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let named = day_log(&mut fatima, world.now());
    let named_key = key_of(&named);
    assert!(is_stored(&world.push(&mut fatima, &[named])[0]));
    let at = world.now().plus_ms(-200 * UnixMillis::DAY_MS);
    let fields = [
        ("of", Value::Bytes(named_key.to_bytes().to_vec())),
        ("text", text("At home too.")),
    ];
    let kind = DocumentKind::DayLog;
    let entry = fatima.note(kind, NOOR_ALONE, "reply", &fields, at);
    let signed = SignedEntry::sign(&entry, &fatima.key);
    let outcomes = world.push(&mut fatima, &[signed]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    let placement = stored_at(&outcomes[0]).0;
    let month = Period::at(kind.granularity(), world.now());
    assert_eq!(placement.period, month);
}
