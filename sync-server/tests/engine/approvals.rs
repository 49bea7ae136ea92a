//! An approval is of one state of a text: the words and the edits that made them.

use samenspel_core::document::DocumentKind;
use samenspel_core::document::text::{edits_hash, text_hash};
use samenspel_core::entry::{SignedEntry, Value};
use samenspel_core::ids::EntryKey;
use samenspel_core::protocol::*;

use crate::texts::{SUBJECT, agreement, edit, fetch, push_edits};
use crate::world::*;

const NOON: &str = "She sleeps at noon.";

fn approval(
    world: &World,
    phone: &mut Phone,
    of: EntryKey,
    words: &str,
    edits: &[EntryKey],
) -> SignedEntry {
    approval_of_hashes(world, phone, of, text_hash(words), edits_hash(edits))
}

fn approval_of_hashes(
    world: &World,
    phone: &mut Phone,
    of: EntryKey,
    words: [u8; 32],
    edits: [u8; 32],
) -> SignedEntry {
    let fields = [
        ("agreement", Value::Bytes(of.to_bytes().to_vec())),
        ("text_hash", Value::Bytes(words.to_vec())),
        ("edits_hash", Value::Bytes(edits.to_vec())),
    ];
    let kind = DocumentKind::Agreements;
    let entry = phone.note(kind, SUBJECT, "approval", &fields, world.now());
    SignedEntry::sign(&entry, &phone.key)
}

fn key_of_edit(edit: &PushEntry) -> EntryKey {
    key_of(&edit.signed)
}

#[test]
fn an_approval_of_the_text_as_it_is_is_stored_also_after_merging() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let first = approval(&world, &mut samira, key, NOON, &[]);
    assert!(is_stored(&world.push(&mut samira, &[first])[0]));
    let document = fetch(&world, &mut fatima, id);
    let words = "She sleeps at one.";
    let change = edit(&world, &mut fatima, &document, key, words);
    let edits = [key_of_edit(&change)];
    assert!(is_stored(&push_edits(&world, &mut fatima, vec![change])[0]));
    for merge_first in [false, true] {
        if merge_first {
            world.org().merge_all().unwrap();
        }
        let again = approval(&world, &mut samira, key, words, &edits);
        assert!(is_stored(&world.push(&mut samira, &[again])[0]));
    }
}

#[test]
fn an_approval_of_words_that_another_edit_has_changed_goes_back() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let change = edit(&world, &mut fatima, &document, key, "She sleeps at one.");
    push_edits(&world, &mut fatima, vec![change]);
    let late = approval(&world, &mut samira, key, NOON, &[]);
    let outcomes = world.push(&mut samira, &[late]);
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::ApprovalLapsed));
}

#[test]
fn an_approval_goes_back_even_if_its_words_have_come_back() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let mut edits = Vec::new();
    for words in ["She sleeps at one.", NOON] {
        let document = fetch(&world, &mut fatima, id);
        let change = edit(&world, &mut fatima, &document, key, words);
        edits.push(key_of_edit(&change));
        assert!(is_stored(&push_edits(&world, &mut fatima, vec![change])[0]));
    }
    let old = approval(&world, &mut samira, key, NOON, &[]);
    let outcomes = world.push(&mut samira, &[old]);
    let args = vec!["edits_hash".to_owned()];
    let code = RefusalCode::ApprovalLapsed;
    assert_eq!(outcomes, [Outcome::Refused { code, args }]);
    let new = approval(&world, &mut samira, key, NOON, &edits);
    assert!(is_stored(&world.push(&mut samira, &[new])[0]));
}

#[test]
fn an_approval_of_made_up_hashes_or_of_what_is_no_text_never_gets_in() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, _) = agreement(&world, &mut samira, NOON);
    let right = approval(&world, &mut samira, key, NOON, &[]);
    let made_up = [
        approval_of_hashes(&world, &mut samira, key, [7; 32], edits_hash(&[])),
        approval_of_hashes(&world, &mut samira, key, text_hash(NOON), [7; 32]),
        approval(&world, &mut samira, key, NOON, &[key]),
        approval(&world, &mut samira, key_of(&right), NOON, &[]),
    ];
    assert!(is_stored(&world.push(&mut samira, &[right])[0]));
    let outcomes = world.push(&mut samira, &made_up);
    for outcome in &outcomes {
        assert_eq!(refusal(outcome), Some(RefusalCode::ApprovalLapsed));
    }
}

#[test]
fn within_one_request_an_approval_is_of_what_stands_before_it() {
    for edit_first in [true, false] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let (key, id) = agreement(&world, &mut fatima, NOON);
        let document = fetch(&world, &mut fatima, id);
        let words = "She sleeps at one.";
        let change = edit(&world, &mut fatima, &document, key, words);
        let edits = [key_of_edit(&change)];
        let of_old = approval(&world, &mut fatima, key, NOON, &[]);
        let of_new = approval(&world, &mut fatima, key, words, &edits);
        let request = fatima.request(&[of_old, of_new], world.now());
        let mut entries = request.entries;
        entries.insert(if edit_first { 0 } else { 2 }, change);
        let outcomes = push_edits(&world, &mut fatima, entries);
        let [first, second, third] = &outcomes[..] else {
            panic!("{outcomes:?}");
        };
        let (edited, old, new) = if edit_first {
            (first, second, third)
        } else {
            (third, first, second)
        };
        assert!(is_stored(edited), "{outcomes:?}");
        let (stands, lapsed) = if edit_first { (new, old) } else { (old, new) };
        assert!(is_stored(stands), "{outcomes:?}");
        assert_eq!(refusal(lapsed), Some(RefusalCode::ApprovalLapsed));
    }
}

#[test]
fn a_relayed_approval_waits_for_the_edit_it_is_of() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let words = "She sleeps at one.";
    let change = edit(&world, &mut fatima, &document, key, words);
    let approved = approval(&world, &mut samira, key, words, &[key_of_edit(&change)]);
    let early = world.push(&mut fatima, std::slice::from_ref(&approved));
    assert!(matches!(early[0], Outcome::Later { .. }), "{early:?}");
    push_edits(&world, &mut fatima, vec![change]);
    assert!(is_stored(&world.push(&mut fatima, &[approved])[0]));
}
