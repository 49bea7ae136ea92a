//! A document with co-written text never has more heads than an edit can stand on: each device that wrote
//! since the last edit leaves one.

use samenspel_document::Actor;
use samenspel_document::text::{make_change, read_text};
use samenspel_model::entry::{DeviceKey, SignedEntry};
use samenspel_model::ids::DeviceId;
use samenspel_model::limits::DOCUMENT_HEADS_MAX;
use samenspel_model::series::DocumentKind;
use samenspel_model::series::Placement;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_rules::directory::{Holder, Record};

use crate::texts::{SUBJECT, agreement, edit, fetch, push_edits, signed_edit};
use crate::world::*;

const WORDS: &str = "She sleeps at noon.";

/// Fatima's phones over the years, each with a key of its own.
fn phones(world: &World, count: usize) -> Vec<Phone> {
    let phones: Vec<Phone> = (0..count as u64)
        .map(|number| {
            let secret = *blake3::hash(&number.to_be_bytes()).as_bytes();
            let mut id = [0x77; 16];
            id[..8].copy_from_slice(&number.to_be_bytes());
            Phone {
                id: DeviceId(id),
                holder: Holder::Person(FATIMA),
                person: FATIMA,
                key: DeviceKey::from_bytes(&secret),
                random: Counter(0x7000_0000_0000 + (number << 20)),
                cursor: None,
            }
        })
        .collect();
    let records: Vec<_> = phones
        .iter()
        .map(|phone| Record::Device(phone.record(None, world.now())))
        .collect();
    world.org().change_directory(&records, &[]).unwrap();
    phones
}

fn see_it_differently(
    world: &World,
    phone: &mut Phone,
    of: samenspel_model::ids::EntryKey,
) -> Outcome {
    let fields = [
        (
            "of",
            samenspel_model::entry::Value::Bytes(of.to_bytes().to_vec()),
        ),
        ("text", text("She is tired by ten.")),
    ];
    let kind = DocumentKind::Agreements;
    let entry = phone.note(kind, SUBJECT, "see_it_differently", &fields, world.now());
    let signed = SignedEntry::sign(&entry, &phone.key);
    world.push(phone, &[signed]).remove(0)
}

#[test]
fn many_devices_never_leave_more_heads_than_an_edit_can_stand_on() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut samira, WORDS);
    let mut phones = phones(&world, DOCUMENT_HEADS_MAX + 5);
    let mut parts = Vec::new();
    for phone in &mut phones {
        let outcome = see_it_differently(&world, phone, key);
        let Outcome::Stored {
            placement: Some(Placement { part, .. }),
            ..
        } = outcome
        else {
            panic!("{outcome:?}");
        };
        parts.push(part);
    }
    // Who comes when there is no room for one more head writes beside it; who has one there goes on there.
    assert_eq!(
        parts.iter().filter(|part| **part == 0).count(),
        DOCUMENT_HEADS_MAX - 1
    );
    assert!(parts.iter().all(|part| *part <= 1));
    let document = fetch(&world, &mut samira, id);
    assert_eq!(document.get_heads().len(), DOCUMENT_HEADS_MAX);
    // An edit that stands on some of the heads only would leave one more.
    let first = &mut phones[0];
    let all = make_change(
        &document,
        &key,
        &Actor::text(first.id, [1; 8]),
        "She sleeps.",
    );
    assert_eq!(
        all.unwrap().unwrap().change.dependencies().len(),
        DOCUMENT_HEADS_MAX
    );
    // An honest phone's edit puts them together, and the text goes on.
    let change = edit(&world, &mut samira, &document, key, "She sleeps at one.");
    let outcomes = push_edits(&world, &mut samira, vec![change]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    let document = fetch(&world, &mut samira, id);
    assert_eq!(document.get_heads().len(), 2);
    assert_eq!(
        read_text(&document, &key).as_deref(),
        Some("She sleeps at one.")
    );
    let outcome = see_it_differently(&world, phones.last_mut().unwrap(), key);
    assert!(is_stored(&outcome), "{outcome:?}");
}

#[test]
fn an_edit_that_leaves_heads_beside_it_is_refused_before_nobody_can_edit() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut samira, WORDS);
    // Made before others wrote: it stands on the agreement alone.
    let early = fetch(&world, &mut samira, id);
    for phone in &mut phones(&world, DOCUMENT_HEADS_MAX - 1) {
        assert!(is_stored(&see_it_differently(&world, phone, key)));
    }
    let mut joke = world.phone(JOKE, 0x24);
    let actor = Actor::text(joke.id, [9; 8]);
    let made = make_change(&early, &key, &actor, "She sleeps at two.")
        .unwrap()
        .unwrap();
    let hashes = (made.text_hash, made.change.hash());
    let bytes = made.change.bytes().to_vec();
    let change = signed_edit(&world, &mut joke, key, hashes, bytes);
    let outcomes = push_edits(&world, &mut joke, vec![change]);
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::TooMany));
}
