//! What stands on a note that was taken back: approvals, edits, corrections and what else only says yes to
//! it or changes it. What says something of its own is taken.

use samenspel_document::text::{edits_hash, text_hash};
use samenspel_model::entry::{SignedEntry, Value};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::verdict::*;
use samenspel_rules::directory::{Record, Span};
use sync_server::engine::{DecisionError, HeldDecision};

use crate::restoring::{back_up, restore};
use crate::texts::{SUBJECT, agreement, edit, fetch, push_edits};
use crate::world::*;

const WORDS: &str = "She sleeps at noon.";

fn naming(key: EntryKey) -> Value {
    Value::Bytes(key.to_bytes().to_vec())
}

fn about(phone: &mut Phone, kind: &str, fields: &[(&str, Value)], world: &World) -> SignedEntry {
    let entry = phone.note(DocumentKind::Agreements, SUBJECT, kind, fields, world.now());
    SignedEntry::sign(&entry, &phone.key)
}

fn approval(world: &World, phone: &mut Phone, of: EntryKey) -> SignedEntry {
    let fields = [
        ("agreement", naming(of)),
        ("text_hash", Value::Bytes(text_hash(WORDS).to_vec())),
        ("edits_hash", Value::Bytes(edits_hash(&[]).to_vec())),
    ];
    about(phone, "approval", &fields, world)
}

fn retraction(world: &World, phone: &mut Phone, of: EntryKey) -> SignedEntry {
    let fields = [("of", naming(of)), ("reason", text("wrong_child"))];
    about(phone, "retraction", &fields, world)
}

fn taken_back(kind: &str) -> Outcome {
    Outcome::Refused {
        code: RefusalCode::TakenBack,
        args: vec![kind.to_owned()],
    }
}

/// An agreement that Fatima began and took back.
fn world_with_one_taken_back() -> (World, Phone, EntryKey) {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let (key, _) = agreement(&world, &mut fatima, WORDS);
    let back = retraction(&world, &mut fatima, key);
    assert!(is_stored(&world.push(&mut fatima, &[back])[0]));
    (world, fatima, key)
}

#[test]
fn nobody_approves_or_corrects_what_was_taken_back() {
    let (world, mut fatima, key) = world_with_one_taken_back();
    let mut samira = world.phone(SAMIRA, 0x23);
    for phone in [&mut samira, &mut fatima] {
        let late = approval(&world, phone, key);
        assert_eq!(world.push(phone, &[late]), [taken_back("approval")]);
    }
    let fields = [("of", naming(key)), ("text", text("She sleeps at one."))];
    let correction = about(&mut fatima, "correction", &fields, &world);
    let outcomes = world.push(&mut fatima, &[correction]);
    assert_eq!(outcomes, [taken_back("correction")]);
}

#[test]
fn nobody_edits_what_was_taken_back() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, WORDS);
    let document = fetch(&world, &mut samira, id);
    let change = edit(&world, &mut samira, &document, key, "She sleeps at one.");
    let back = retraction(&world, &mut fatima, key);
    assert!(is_stored(&world.push(&mut fatima, &[back])[0]));
    for merge_first in [false, true] {
        if merge_first {
            world.org().merge_all().unwrap();
        }
        let outcomes = push_edits(&world, &mut samira, vec![change.clone()]);
        assert_eq!(outcomes, [taken_back("text_edit")]);
    }
}

#[test]
fn what_says_something_of_its_own_about_it_is_taken() {
    let (world, mut fatima, key) = world_with_one_taken_back();
    let mut samira = world.phone(SAMIRA, 0x23);
    for kind in ["see_it_differently", "reply"] {
        let fields = [("of", naming(key)), ("text", text("She is tired by ten."))];
        let own = about(&mut samira, kind, &fields, &world);
        assert!(is_stored(&world.push(&mut samira, &[own])[0]), "{kind}");
    }
    // Taken back twice is taken back.
    let again = retraction(&world, &mut fatima, key);
    assert!(is_stored(&world.push(&mut fatima, &[again])[0]));
}

#[test]
fn within_a_request_the_order_decides() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let (first, _) = agreement(&world, &mut fatima, WORDS);
    let (second, _) = agreement(&world, &mut fatima, WORDS);
    let approved = approval(&world, &mut fatima, first);
    let back = retraction(&world, &mut fatima, first);
    let outcomes = world.push(&mut fatima, &[approved, back]);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
    let back = retraction(&world, &mut fatima, second);
    let approved = approval(&world, &mut fatima, second);
    let outcomes = world.push(&mut fatima, &[back, approved]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    assert_eq!(outcomes[1], taken_back("approval"));
    // Begun, taken back and approved in one request.
    let fields = [("text", text(WORDS))];
    let begun = about(&mut fatima, "agreement", &fields, &world);
    let back = retraction(&world, &mut fatima, key_of(&begun));
    let approved = approval(&world, &mut fatima, key_of(&begun));
    let outcomes = world.push(&mut fatima, &[begun, back, approved]);
    assert_eq!(outcomes[2], taken_back("approval"));
}

#[test]
fn a_retraction_that_is_refused_takes_nothing_back() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, _) = agreement(&world, &mut fatima, WORDS);
    let not_hers = retraction(&world, &mut samira, key);
    let approved = approval(&world, &mut samira, key);
    let outcomes = world.push(&mut samira, &[not_hers, approved]);
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::NotAllowed));
    assert!(is_stored(&outcomes[1]), "{outcomes:?}");
}

#[test]
fn a_colleague_brings_no_approval_of_it_either() {
    let (world, mut fatima, key) = world_with_one_taken_back();
    let mut samira = world.phone(SAMIRA, 0x23);
    let late = approval(&world, &mut samira, key);
    let outcomes = world.push(&mut fatima, std::slice::from_ref(&late));
    assert_eq!(outcomes, [taken_back("approval")]);
    // And her own phone hears the same.
    assert_eq!(world.push(&mut samira, &[late]), [taken_back("approval")]);
}

#[test]
fn a_manager_takes_no_held_approval_of_it_in() {
    let world = World::new();
    world.manages(JOKE, Some(LOCATION));
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, _) = agreement(&world, &mut fatima, WORDS);
    let held = approval(&world, &mut samira, key);
    world.change(Record::Device(samira.record(Some(world.now()), MORNING)));
    let why = HoldReason::DeviceRevoked;
    let outcomes = world.push(&mut samira, std::slice::from_ref(&held));
    assert_eq!(outcomes, [Outcome::Held { why }]);
    let back = retraction(&world, &mut fatima, key);
    assert!(is_stored(&world.push(&mut fatima, &[back])[0]));
    let adopted =
        world
            .org()
            .decide_held(&key_of(&held), HeldDecision::Adopt, JOKE, "She wrote it.");
    let Err(DecisionError::DoesNotFit { code }) = adopted else {
        panic!("{adopted:?}");
    };
    assert_eq!(code, RefusalCode::TakenBack);
}

#[test]
fn an_approval_that_a_restored_log_lost_is_taken_again_whatever_came_after_it() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let (key, _) = agreement(&world, &mut fatima, WORDS);
    world.pull(&mut fatima);
    let backup = back_up(&mut world);
    let approved = approval(&world, &mut fatima, key);
    assert!(is_stored(
        &world.push(&mut fatima, std::slice::from_ref(&approved))[0]
    ));
    let back = retraction(&world, &mut fatima, key);
    assert!(is_stored(
        &world.push(&mut fatima, std::slice::from_ref(&back))[0]
    ));
    world.pull(&mut fatima);
    restore(&mut world, &backup);
    // In whatever order a phone offers them.
    let outcomes = world.push(&mut fatima, &[back, approved]);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
}

#[test]
fn a_copy_that_was_taken_back_is_not_agreed_to() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let channel = Subject::ChildParent(NOOR, SAMIRA);
    let kind = DocumentKind::ParentChannel;
    world.change(Record::Mentorship(samenspel_rules::directory::Mentorship {
        child: NOOR,
        person: FATIMA,
        deputy: false,
        during: Span::since(MORNING),
    }));
    let sign = |phone: &mut Phone, note: &str, fields: &[(&str, Value)]| {
        let entry = phone.note(kind, channel, note, fields, world.now());
        SignedEntry::sign(&entry, &phone.key)
    };
    let copy = [
        ("receiver", text("school")),
        ("text", text("She can count.")),
    ];
    let share = sign(&mut fatima, "share", &copy);
    let of = naming(key_of(&share));
    let back = [("of", of.clone()), ("reason", text("wrong_child"))];
    let back = sign(&mut fatima, "retraction", &back);
    let outcomes = world.push(&mut fatima, &[share, back]);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
    let yes = [("of", of), ("agreed", Value::Bool(true))];
    let yes = sign(&mut samira, "share_answer", &yes);
    assert_eq!(
        world.push(&mut samira, &[yes]),
        [taken_back("share_answer")]
    );
}
