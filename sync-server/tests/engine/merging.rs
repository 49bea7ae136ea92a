//! Merging: what is folded into a snapshot reaches everyone all the same.

use samenspel_document::{heads_digest, snapshot};
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{DocumentId, Random};
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_protocol::*;
use sync_server::engine::Options;

use crate::world::*;

/// What the page names, as ids.
fn named(page: &Page) -> Vec<DocumentId> {
    let id = |it: &MergedDocument| {
        let (kind, subject) = (it.kind, it.subject);
        let org = ORG;
        it.placement.document_id(&Series { org, kind, subject })
    };
    page.merged.iter().map(id).collect()
}

#[test]
fn a_cursor_of_before_the_merging_is_told_which_document_to_fetch_and_gets_nothing_cut_out_of_it() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let notes = fatima.handovers(6, world.now());
    let outcomes = world.push(&mut fatima, &notes[..2]);
    let document = document_of(&notes[0], &outcomes[0]);
    assert_eq!(keys(&world.pull(&mut joke)).len(), 2);
    world.push(&mut fatima, &notes[2..5]);
    assert_eq!(world.org().merge_step(10).unwrap(), 1);
    assert_eq!(world.org().statistics().unwrap().unmerged, 0);
    let last = world.push(&mut fatima, &notes[5..]);

    let pulled = world.pull(&mut joke);

    let [response] = &pulled[..] else {
        panic!("{pulled:?}");
    };
    assert!(response.page.entries.is_empty(), "{:?}", response.page);
    assert_eq!(named(&response.page), [document]);
    assert_eq!(response.page.merged[0].up_to, stored_at(&last[0]).1);
    assert!(!response.more && response.digest.is_some());
    // What it then wants is all there, and nothing more is said of it.
    let parts = want(&world, &mut joke, vec![first_want(document)]);
    assert!(matches!(parts[0].part, WantedPart::Snapshot { .. }));
    assert!(matches!(parts[1].part, WantedPart::Entries { .. }));
    let again = world.pull(&mut joke);
    assert_eq!(again[0].page, Page::default());
}

#[test]
fn a_cursor_of_after_the_merging_gets_entries_one_by_one() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let notes = fatima.handovers(7, world.now());
    world.push(&mut fatima, &notes[..5]);
    world.pull(&mut joke);
    assert_eq!(world.org().merge_all().unwrap(), 1);
    world.push(&mut fatima, &notes[5..]);
    let expected: Vec<_> = notes[5..].iter().map(key_of).collect();
    assert_eq!(keys(&world.pull(&mut joke)), expected);
}

#[test]
fn merged_documents_stand_in_the_order_of_the_log_between_the_entries_of_others() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let start = start(&world);
    let first = fatima.handovers(700, world.now());
    let fields = [("what", text("sleep"))];
    let (kind, subject) = (DocumentKind::DayLog, Subject::Child(NOOR));
    let mut day = || {
        let note = fatima.note(kind, subject, "day_log", &fields, world.now());
        SignedEntry::sign(&note, &fatima.key)
    };
    let days: Vec<_> = (0..5).map(|_| day()).collect();
    world.push(&mut fatima, &days[..2]);
    world.org().merge_all().unwrap();
    world.push(&mut fatima, &first);
    let late = fatima.handovers(700, world.now());
    world.push(&mut fatima, &late);
    world.push(&mut fatima, &days[2..]);

    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start);
    let pages = world.pull(&mut joke);

    let expected: Vec<_> = first.iter().chain(&late).map(key_of).collect();
    assert_eq!(keys(&pages)[..1_400], expected);
    let count = |it: &SyncResponse| it.page.merged.len();
    assert_eq!(pages.iter().map(count).sum::<usize>(), 1, "named once");
    assert_eq!(count(&pages[0]), 1, "first, since it was merged first");
    assert!(
        pages
            .iter()
            .all(|it| it.page.entries.len() + count(it) <= limits::PAGE_ENTRIES_MAX)
    );
}

#[test]
fn only_what_is_a_week_old_is_merged_so_that_a_phone_of_last_week_gets_entries() {
    let world = World::with(Options {
        merge_after_ms: Options::default().merge_after_ms,
        ..options()
    });
    let day = 24 * UnixMillis::HOUR_MS;
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let notes = fatima.handovers(8, world.now());
    world.push(&mut fatima, &notes[..4]);
    assert_eq!(world.org().merge_step(10).unwrap(), 0);
    world.pass(4 * day);
    world.push(&mut fatima, &notes[4..]);
    for _ in 0..2 * 24 {
        assert_eq!(world.org().merge_step(10).unwrap(), 0);
        world.pass(UnixMillis::HOUR_MS);
    }
    let pulled = world.pull(&mut joke);
    assert_eq!(keys(&pulled).len(), 8);
    world.pass(day + UnixMillis::HOUR_MS);
    assert_eq!(world.org().merge_step(10).unwrap(), 1);
    assert_eq!(world.org().statistics().unwrap().unmerged, 4);
    world.pass(7 * day);
    assert_eq!(world.org().merge_step(10).unwrap(), 1);
    assert_eq!(world.org().statistics().unwrap().unmerged, 0);
}

#[test]
fn progress_in_what_was_merged_since_starts_with_the_new_snapshot() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(8, world.now());
    let outcomes = world.push(&mut fatima, &notes[..4]);
    world.org().merge_all().unwrap();
    let document = document_of(&notes[0], &outcomes[0]);
    let as_of = stored_at(&outcomes[3]).1;
    world.push(&mut fatima, &notes[4..]);
    world.org().merge_all().unwrap();
    let mut joke = world.phone(JOKE, 0x22);
    let behind = Want {
        after: Some(as_of),
        ..first_want(document)
    };
    let parts = want(&world, &mut joke, vec![behind]);
    let WantedPart::Snapshot { offset: 0, .. } = &parts[0].part else {
        panic!("{parts:?}");
    };
    assert_eq!(parts, want(&world, &mut joke, vec![first_want(document)]));
}

#[test]
fn a_large_snapshot_comes_in_ranges_and_a_byte_of_it_costs_a_part_of_it_at_most() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut random = Counter(7);
    // Words that do not compress: some 900 KB of them.
    let mut long = || {
        let words: Vec<String> = (0..90)
            .map(|_| {
                random
                    .bytes32()
                    .iter()
                    .map(|it| format!("{it:02x}"))
                    .collect()
            })
            .collect();
        words.concat()[..3_900].to_owned()
    };
    let mut outcomes = Vec::new();
    let mut notes = Vec::new();
    for _ in 0..4 {
        let some: Vec<_> = (0..110)
            .map(|_| fatima.handover(&long(), world.now()))
            .collect();
        outcomes.extend(world.push(&mut fatima, &some));
        notes.extend(some);
    }
    assert!(outcomes.iter().all(is_stored));
    world.org().merge_all().unwrap();
    let document = document_of(&notes[0], &outcomes[0]);
    let mut joke = world.phone(JOKE, 0x22);
    let mut whole = Vec::new();
    let mut wanting = first_want(document);
    let (as_of, length) = loop {
        let parts = want(&world, &mut joke, vec![wanting]);
        let WantedPart::Snapshot {
            as_of,
            length,
            offset,
            bytes,
        } = &parts[0].part
        else {
            panic!("{parts:?}");
        };
        assert_eq!(*offset, whole.len() as u64);
        assert!(bytes.len() <= limits::SNAPSHOT_RANGE_BYTES_MAX);
        whole.extend(bytes);
        let offset = whole.len() as u64;
        if offset == *length {
            break (*as_of, *length);
        }
        wanting.snapshot = Some(SnapshotProgress {
            as_of: *as_of,
            offset,
        });
    };
    assert!(
        length > 2 * limits::SNAPSHOT_RANGE_BYTES_MAX as u64,
        "{length}"
    );
    assert_eq!(snapshot::read(&whole).unwrap().entries.len(), notes.len());
    // Its last byte, or from the middle of a part: the same bytes.
    for offset in [length - 1, length / 2, 1] {
        wanting.snapshot = Some(SnapshotProgress { as_of, offset });
        let parts = want(&world, &mut joke, vec![wanting]);
        let WantedPart::Snapshot {
            offset: from,
            bytes,
            ..
        } = &parts[0].part
        else {
            panic!("{parts:?}");
        };
        assert_eq!(*from, offset);
        assert_eq!(bytes[..], whole[offset as usize..][..bytes.len()]);
    }
    // Asked for a byte many times in one request, it gives it once.
    wanting.snapshot = Some(SnapshotProgress {
        as_of,
        offset: length - 1,
    });
    let once = want(&world, &mut joke, vec![wanting]);
    let many = want(&world, &mut joke, vec![wanting; limits::WANTS_MAX]);
    assert_eq!(many, once);
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
    let other = samenspel_model::entry::SignedEntry::sign(&other, &fatima.key);
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
