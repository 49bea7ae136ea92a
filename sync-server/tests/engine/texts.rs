//! Co-written text: edits are checked against the stored document before they get in.

use samenspel_document::text::{edits_hash, make_change, read_text, text_hash};
use samenspel_document::{Actor, materialise, snapshot};
use samenspel_model::entry::{SignedEntry, Value};
use samenspel_model::ids::{DocumentId, EntryKey};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::verdict::*;
use samenspel_protocol::*;

use crate::world::*;
use samenspel_testkit::pulled::chained;

pub const SUBJECT: Subject = Subject::Child(NOOR);

pub fn agreement(world: &World, phone: &mut Phone, words: &str) -> (EntryKey, DocumentId) {
    let fields = [("text", text(words))];
    let kind = DocumentKind::Agreements;
    let entry = phone.note(kind, SUBJECT, "agreement", &fields, world.now());
    let signed = SignedEntry::sign(&entry, &phone.key);
    let outcomes = world.push(phone, std::slice::from_ref(&signed));
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    (entry.key, document_of(&signed, &outcomes[0]))
}

/// The document as a phone would have it.
pub fn fetch(world: &World, phone: &mut Phone, id: DocumentId) -> automerge::Automerge {
    let mut bytes = None;
    let mut tail = Vec::new();
    for wanted in want(world, phone, vec![first_want(id)]) {
        match wanted.part {
            WantedPart::Snapshot { bytes: whole, .. } => bytes = Some(whole),
            WantedPart::Entries { page, .. } => tail.extend(page.entries.into_iter().map(chained)),
            WantedPart::Gone => panic!("gone"),
        }
    }
    if let Some(bytes) = &bytes {
        assert!(snapshot::read(bytes).is_ok());
    }
    materialise(bytes.as_deref(), &tail).unwrap()
}

pub fn edit(
    world: &World,
    phone: &mut Phone,
    document: &automerge::Automerge,
    of: EntryKey,
    words: &str,
) -> PushEntry {
    let actor = Actor::text(phone.id, [phone.random.0 as u8; 8]);
    let made = make_change(document, &of, &actor, words).unwrap().unwrap();
    let change_hash = made.change.hash();
    let bytes = made.change.bytes().to_vec();
    signed_edit(world, phone, of, (made.text_hash, change_hash), bytes)
}

/// An edit whose entry names these hashes, of the new text and of the change.
pub fn signed_edit(
    world: &World,
    phone: &mut Phone,
    of: EntryKey,
    (text_hash, change_hash): ([u8; 32], [u8; 32]),
    change: Vec<u8>,
) -> PushEntry {
    let fields = [
        ("agreement", Value::Bytes(of.to_bytes().to_vec())),
        ("text_hash", Value::Bytes(text_hash.to_vec())),
        ("change_hash", Value::Bytes(change_hash.to_vec())),
    ];
    let kind = DocumentKind::Agreements;
    let entry = phone.note(kind, SUBJECT, "text_edit", &fields, world.now());
    let signed = SignedEntry::sign(&entry, &phone.key);
    let mut pushed = phone.request(&[signed], world.now()).entries.remove(0);
    pushed.text_change = Some(change.into());
    pushed
}

pub fn push_edits(world: &World, phone: &mut Phone, edits: Vec<PushEntry>) -> Vec<Outcome> {
    let mut request = phone.request(&[], world.now());
    request.entries = edits;
    world.send(phone, &request).unwrap().outcomes
}

#[test]
fn an_edit_reaches_everyone_also_after_merging() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
    for merge_first in [false, true] {
        if merge_first {
            world.org().merge_all().unwrap();
        }
        let document = fetch(&world, &mut samira, id);
        let words = format!("She sleeps at one. {merge_first}");
        let change = edit(&world, &mut samira, &document, key, &words);
        let outcomes = push_edits(&world, &mut samira, vec![change.clone()]);
        assert!(is_stored(&outcomes[0]), "{outcomes:?}");
        let read = fetch(&world, &mut fatima, id);
        assert_eq!(read_text(&read, &key), Some(words));
        let again = push_edits(&world, &mut samira, vec![change]);
        assert!(matches!(again[0], Outcome::Known { .. }));
    }
    world.org().merge_all().unwrap();
    let mut request = fatima.request(&[], world.now());
    request.list_documents = true;
    let listed = world
        .send(&mut fatima, &request)
        .unwrap()
        .documents
        .unwrap();
    let read = fetch(&world, &mut fatima, id);
    let heads: Vec<_> = read.get_heads().iter().map(|head| head.0).collect();
    let expected = samenspel_document::heads_digest(&heads);
    assert!(listed.iter().any(|it| it.heads == expected));
}

#[test]
fn an_edit_of_an_older_text_is_sent_back_to_be_rebased() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let theirs = edit(&world, &mut samira, &document, key, "She sleeps at two.");
    assert!(is_stored(&push_edits(&world, &mut fatima, vec![mine])[0]));
    let outcomes = push_edits(&world, &mut samira, vec![theirs]);
    assert_eq!(outcomes, [Outcome::Rebase]);
}

#[test]
fn an_edit_whose_change_is_not_the_signed_one_never_gets_in() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
    let document = fetch(&world, &mut fatima, id);
    let honest = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let other = edit(&world, &mut fatima, &document, key, "She never sleeps.");
    let mut swapped = honest.clone();
    swapped.text_change = other.text_change;
    let mut garbage = edit(&world, &mut fatima, &document, key, "She sleeps.");
    garbage.text_change = Some(vec![0x85; 100].into());
    let mut bare = edit(&world, &mut fatima, &document, key, "She sleeps a lot.");
    bare.text_change = None;
    let outcomes = push_edits(&world, &mut fatima, vec![swapped, garbage, bare]);
    let codes: Vec<_> = outcomes.iter().map(refusal).collect();
    let expected = [
        Some(RefusalCode::FieldInvalid),
        Some(RefusalCode::TextEncoding),
        Some(RefusalCode::FieldMissing),
    ];
    assert_eq!(codes, expected);
    let read = fetch(&world, &mut fatima, id);
    assert_eq!(
        read_text(&read, &key).as_deref(),
        Some("She sleeps at noon.")
    );
}

/// An approval of these words after these edits.
pub fn approval(
    world: &World,
    phone: &mut Phone,
    of: EntryKey,
    words: &str,
    edits: &[EntryKey],
) -> SignedEntry {
    let fields = [
        ("agreement", Value::Bytes(of.to_bytes().to_vec())),
        ("text_hash", Value::Bytes(text_hash(words).to_vec())),
        ("edits_hash", Value::Bytes(edits_hash(edits).to_vec())),
    ];
    let kind = DocumentKind::Agreements;
    let entry = phone.note(kind, SUBJECT, "approval", &fields, world.now());
    SignedEntry::sign(&entry, &phone.key)
}

#[test]
fn a_text_in_which_a_sentence_stands_in_two_versions_is_approved_by_nobody() {
    for merge_first in [false, true] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let mut samira = world.phone(SAMIRA, 0x23);
        let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
        let both = "She sleeps at ten. / at eleven.";
        let document = fetch(&world, &mut fatima, id);
        let mut merged = edit(&world, &mut fatima, &document, key, both);
        let mut entry = merged.signed.entry().unwrap();
        let told = Value::Text("<at ten.\n>at eleven.".into());
        entry.fields.set("overlaps", told).unwrap();
        merged.signed = SignedEntry::sign(&entry, &fatima.key);
        let mut edits = vec![entry.key];
        assert!(is_stored(&push_edits(&world, &mut fatima, vec![merged])[0]));
        if merge_first {
            world.org().merge_all().unwrap();
        }
        let of_both = approval(&world, &mut samira, key, both, &edits);
        let refused = world.push(&mut samira, &[of_both]);
        assert_eq!(refusal(&refused[0]), Some(RefusalCode::Undecided));
        // Somebody decides.
        let document = fetch(&world, &mut fatima, id);
        let decided = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
        edits.push(decided.signed.entry().unwrap().key);
        assert!(is_stored(
            &push_edits(&world, &mut fatima, vec![decided])[0]
        ));
        let holds = approval(&world, &mut samira, key, "She sleeps at ten.", &edits);
        assert!(is_stored(&world.push(&mut samira, &[holds])[0]));
    }
}

#[test]
fn an_approval_is_stored_for_the_text_and_the_edits_as_they_are_and_for_no_other() {
    const NOON: &str = "She sleeps at noon.";
    for merge_first in [false, true] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let mut samira = world.phone(SAMIRA, 0x23);
        let (key, id) = agreement(&world, &mut fatima, NOON);
        let first = approval(&world, &mut samira, key, NOON, &[]);
        assert!(is_stored(&world.push(&mut samira, &[first])[0]));

        let document = fetch(&world, &mut fatima, id);
        let there = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
        let back_key = |pushed: &PushEntry| pushed.signed.entry().unwrap().key;
        let mut edits = vec![back_key(&there)];
        assert!(is_stored(&push_edits(&world, &mut fatima, vec![there])[0]));
        let document = fetch(&world, &mut fatima, id);
        let back = edit(&world, &mut fatima, &document, key, NOON);
        edits.push(back_key(&back));
        assert!(is_stored(&push_edits(&world, &mut fatima, vec![back])[0]));
        if merge_first {
            world.org().merge_all().unwrap();
        }

        let lapsed = [
            approval(&world, &mut samira, key, NOON, &[]),
            approval(&world, &mut samira, key, NOON, &edits[..1]),
            approval(&world, &mut samira, key, "She sleeps at ten.", &edits),
        ];
        for outcome in world.push(&mut samira, &lapsed) {
            assert_eq!(refusal(&outcome), Some(RefusalCode::ApprovalLapsed));
        }
        let holds = approval(&world, &mut samira, key, NOON, &edits);
        assert!(is_stored(&world.push(&mut samira, &[holds])[0]));
        let of_a_note = approval(&world, &mut samira, edits[0], NOON, &edits);
        let refused = world.push(&mut samira, &[of_a_note]);
        assert_eq!(refusal(&refused[0]), Some(RefusalCode::UnknownReference));
    }
}

#[test]
fn an_approval_in_the_same_request_counts_the_edits_before_it_and_not_those_after() {
    const ONE: &str = "She sleeps at one.";
    for edit_first in [true, false] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
        let document = fetch(&world, &mut fatima, id);
        let change = edit(&world, &mut fatima, &document, key, ONE);
        let edited = change.signed.entry().unwrap().key;
        let approval = approval(&world, &mut fatima, key, ONE, &[edited]);
        let mut request = fatima.request(&[approval], world.now());
        request.entries.insert(usize::from(!edit_first), change);
        let outcomes = world.send(&mut fatima, &request).unwrap().outcomes;
        let (of_edit, of_approval) = match edit_first {
            true => (&outcomes[0], &outcomes[1]),
            false => (&outcomes[1], &outcomes[0]),
        };
        assert!(is_stored(of_edit));
        assert_eq!(is_stored(of_approval), edit_first, "{of_approval:?}");
    }
}
