//! Merging: what is folded into a snapshot reaches everyone all the same.

use samenspel_core::document::{heads_digest, snapshot};
use samenspel_core::protocol::*;

use crate::world::*;

#[test]
fn an_old_cursor_gets_the_same_entries_before_and_after_merging() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let start = start(&world);
    let mut notes = fatima.handovers(5, world.now());
    world.push(&mut fatima, &notes);
    notes.push(joke.handover("by Joke", world.now()));
    world.push(&mut joke, &notes[5..]);
    let mut ingrid_colleague = world.phone(JOKE, 0x24);
    ingrid_colleague.cursor = Some(start);
    let before = world.pull(&mut ingrid_colleague);
    assert_eq!(world.org().merge_step(10).unwrap(), 1);
    assert_eq!(world.org().statistics().unwrap().unmerged, 0);
    ingrid_colleague.cursor = Some(start);
    let after = world.pull(&mut ingrid_colleague);
    assert_eq!(keys(&after), notes.iter().map(key_of).collect::<Vec<_>>());
    assert_eq!(after, before);
}

#[test]
fn a_cursor_in_the_middle_of_a_snapshot_gets_only_what_it_lacks() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let notes = fatima.handovers(6, world.now());
    world.push(&mut fatima, &notes[..2]);
    world.pull(&mut joke);
    world.push(&mut fatima, &notes[2..5]);
    assert_eq!(world.org().merge_all().unwrap(), 1);
    world.push(&mut fatima, &notes[5..]);
    let expected: Vec<_> = notes[2..].iter().map(key_of).collect();
    assert_eq!(keys(&world.pull(&mut joke)), expected);
    assert!(keys(&world.pull(&mut joke)).is_empty());
}

#[test]
fn a_merged_note_sent_again_is_known_and_its_key_stays_taken() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(4, world.now());
    let first = world.push(&mut fatima, &notes);
    world.org().merge_all().unwrap();
    let again = world.push(&mut fatima, &notes);
    for (first, again) in first.iter().zip(&again) {
        assert!(matches!(again, Outcome::Known { .. }));
        assert_eq!(stored_at(first), stored_at(again));
    }
    let mut other = notes[0].entry().unwrap();
    other.written_at = other.written_at.plus_ms(1);
    let other = samenspel_core::entry::SignedEntry::sign(&other, &fatima.key);
    let refused = world.push(&mut fatima, &[other]);
    assert_eq!(refusal(&refused[0]), Some(RefusalCode::KeyReused));
}

#[test]
fn a_wanted_document_comes_as_its_snapshot_and_the_entries_after_it() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(7, world.now());
    let outcomes = world.push(&mut fatima, &notes[..5]);
    world.org().merge_all().unwrap();
    world.push(&mut fatima, &notes[5..]);
    let document = document_of(&notes[0], &outcomes[0]);
    let mut joke = world.phone(JOKE, 0x22);
    let parts = want(&world, &mut joke, vec![first_want(document)]);
    let [first, second] = &parts[..] else {
        panic!("{parts:?}");
    };
    let WantedPart::Snapshot {
        as_of,
        bytes,
        length,
        offset,
    } = &first.part
    else {
        panic!("{first:?}");
    };
    assert_eq!((*offset, *length), (0, bytes.len() as u64));
    let read = snapshot::read(bytes).unwrap();
    assert_eq!(read.as_of, *as_of);
    let in_snapshot: Vec<_> = read.entries.iter().map(|it| key_of(&it.signed)).collect();
    assert_eq!(
        in_snapshot,
        notes[..5].iter().map(key_of).collect::<Vec<_>>()
    );
    let WantedPart::Entries { page, complete, .. } = &second.part else {
        panic!("{second:?}");
    };
    assert!(complete);
    let after: Vec<_> = page.entries.iter().map(|it| it.stored.key).collect();
    assert_eq!(after, notes[5..].iter().map(key_of).collect::<Vec<_>>());
    // A device that lost its own entries gets them whole too.
    let own = want(&world, &mut fatima, vec![first_want(document)]);
    assert_eq!(own, parts);
}

#[test]
fn the_heads_stay_the_same_when_a_document_is_merged_and_grows_on() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    for round in 0..3 {
        let note = fatima.handovers(4, world.now());
        world.push(&mut fatima, &note);
        let note = joke.handover(&format!("round {round}"), world.now());
        let outcome = world.push(&mut joke, std::slice::from_ref(&note));
        world.org().merge_all().unwrap();
        let document = document_of(&note, &outcome[0]);
        let parts = want(&world, &mut joke, vec![first_want(document)]);
        let WantedPart::Snapshot { bytes, .. } = &parts[0].part else {
            panic!("{parts:?}");
        };
        let mut request = joke.request(&[], world.now());
        request.list_documents = true;
        let listed = world.send(&mut joke, &request).unwrap().documents.unwrap();
        let read = snapshot::read(bytes).unwrap();
        assert_eq!(listed[0].heads, heads_digest(&read.heads));
    }
}
