//! What a phone gets: only what it may read, in order, whole, once.

use std::collections::BTreeSet;

use samenspel_document::document_digest;
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::DocumentId;
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{Record, view_digest};

use crate::world::*;

#[test]
fn a_parent_gets_the_day_but_never_the_hand_over_nor_another_childs_day() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let hand_over = fatima.handover("for colleagues", world.now());
    let fields = [("what", text("sleep"))];
    let day = |phone: &mut Phone, child| {
        let (kind, subject) = (DocumentKind::DayLog, Subject::Child(child));
        let entry = phone.note(kind, subject, "day_log", &fields, world.now());
        SignedEntry::sign(&entry, &phone.key)
    };
    let noors = day(&mut fatima, NOOR);
    let daans = day(&mut fatima, DAAN);
    let notes = [hand_over, noors.clone(), daans];
    let outcomes = world.push(&mut fatima, &notes);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
    let mut samira = world.phone(SAMIRA, 0x23);
    samira.cursor = Some(start(&world));
    assert_eq!(keys(&world.pull(&mut samira)), [key_of(&noors)]);
    let documents: Vec<DocumentId> = notes
        .iter()
        .zip(&outcomes)
        .map(|(note, outcome)| document_of(note, outcome))
        .collect();
    let wants = documents.iter().copied().map(first_want).collect();
    let gone: Vec<_> = want(&world, &mut samira, wants)
        .iter()
        .map(|wanted| wanted.part == WantedPart::Gone)
        .collect();
    assert_eq!(gone, [true, false, true]);
    let mut request = samira.request(&[], world.now());
    request.list_documents = true;
    let response = world.send(&mut samira, &request).unwrap();
    let listed = response.documents.unwrap();
    assert_eq!(listed.len(), 1);
    let digest = document_digest(documents[1], listed[0].heads);
    assert_eq!(response.digest, Some(digest));
}

#[test]
fn pages_of_a_long_log_follow_one_another_without_gap_or_repeat() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut expected = Vec::new();
    for _ in 0..3 {
        let notes = fatima.handovers(700, world.now());
        let outcomes = world.push(&mut fatima, &notes);
        assert!(outcomes.iter().all(is_stored));
        expected.extend(notes.iter().map(key_of));
    }
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let responses = world.pull(&mut joke);
    assert!(responses.len() >= 3, "{} pages", responses.len());
    assert_eq!(keys(&responses), expected);
    for response in &responses {
        assert!(response.page.entries.len() <= limits::PAGE_ENTRIES_MAX);
        assert_eq!(response.digest.is_some(), !response.more);
    }
    let last = responses.last().unwrap();
    assert!(last.page.documents[0].heads.is_some());
    assert!(responses[0].page.documents[0].heads.is_none());
}

#[test]
fn a_phone_gets_its_own_entries_without_their_bodies() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    world.pull(&mut fatima);
    let note = fatima.handover("her own", world.now());
    let request = fatima.request(&[note], world.now());
    let response = world.send(&mut fatima, &request).unwrap();
    let own = &response.page.entries[0].stored;
    assert_eq!(own.signed, None);
    assert_eq!(own.seq, 1);
}

#[test]
fn a_phone_without_a_cursor_is_given_the_end_and_the_list() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(3, world.now());
    world.push(&mut fatima, &notes);
    let mut joke = world.phone(JOKE, 0x22);
    let mut request = joke.request(&[], world.now());
    request.list_documents = true;
    let response = world.send(&mut joke, &request).unwrap();
    assert!(response.page.entries.is_empty());
    assert_eq!(response.documents.unwrap().len(), 1);
    assert!(!response.more);
}

#[test]
fn the_directory_comes_once_and_again_when_it_changes() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let mut request = samira.request(&[], world.now());
    let view = world
        .send(&mut samira, &request)
        .unwrap()
        .directory
        .unwrap();
    assert_eq!(view.digest, view_digest(&view.records));
    let is_pieter = |record: &Record| matches!(record, Record::Person(it) if it.id == PIETER);
    assert!(!view.records.iter().any(is_pieter), "a stranger's parent");
    request.directory = Some(view.digest);
    assert_eq!(world.send(&mut samira, &request).unwrap().directory, None);
    let mut noor = world
        .org()
        .directory()
        .placements_of(NOOR)
        .next()
        .unwrap()
        .clone();
    noor.weekdays = 0b00011;
    world.change(Record::Placement(noor));
    let again = world.send(&mut samira, &request).unwrap().directory;
    assert!(again.is_some_and(|it| it.digest != view.digest));
}

#[test]
fn access_that_ends_by_the_clock_stops_the_next_pull() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let until = world.now().plus_ms(UnixMillis::HOUR_MS);
    world.change(assignment(JOKE, Some(until)));
    let notes = fatima.handovers(2, world.now());
    world.push(&mut fatima, &notes[..1]);
    assert_eq!(keys(&world.pull(&mut joke)).len(), 1);
    world.pass(UnixMillis::HOUR_MS);
    world.push(&mut fatima, &notes[1..]);
    let after = world.pull(&mut joke);
    assert!(keys(&after).is_empty());
    assert_eq!(after[0].digest, Some(Digest16::default()));
}

#[test]
fn access_that_is_gained_shows_in_the_list() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(2, world.now());
    world.push(&mut fatima, &notes);
    let mut samira = world.phone(SAMIRA, 0x23);
    samira.cursor = Some(start(&world));
    assert!(keys(&world.pull(&mut samira)).is_empty());
    world.change(assignment(SAMIRA, None));
    let mut request = samira.request(&[], world.now());
    request.list_documents = true;
    let response = world.send(&mut samira, &request).unwrap();
    assert!(response.page.entries.is_empty(), "older than the cursor");
    assert_ne!(response.digest, Some(Digest16::default()));
    assert_eq!(response.documents.unwrap().len(), 1);
}

#[test]
fn everyone_gets_the_same_positions_and_changes() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    for round in 0..4 {
        for phone in [&mut fatima, &mut joke] {
            let note = phone.handover(&format!("round {round}"), world.now());
            assert!(is_stored(&world.push(phone, &[note])[0]));
        }
    }
    let start = start(&world);
    let mut seen = BTreeSet::new();
    for phone in [&mut fatima, &mut joke] {
        phone.cursor = Some(start);
        let pulled = world.pull(phone);
        let chain: Vec<_> = pulled[0]
            .page
            .entries
            .iter()
            .map(|it| {
                (
                    it.position,
                    it.stored.key,
                    it.stored.seq,
                    it.stored.change.0,
                )
            })
            .collect();
        assert_eq!(chain.len(), 8);
        seen.insert(chain);
    }
    assert_eq!(seen.len(), 1);
}
