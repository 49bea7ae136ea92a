//! What a manager decides about held entries, and what the author's device hears of it.

use samenspel_model::entry::{SignedEntry, Value};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome, RefusalCode};
use samenspel_rules::directory::Record;
use sync_server::audit::Action;
use sync_server::engine::{DecisionError, HeldDecision};

use crate::world::*;

fn manager(world: &World) {
    world.manages(JOKE, Some(LOCATION));
}

/// Fatima's phone is revoked while it holds a note.
fn held(world: &World) -> (Phone, SignedEntry) {
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("held", world.now());
    let revoked = fatima.record(Some(world.now()), MORNING);
    world.change(Record::Device(revoked));
    let outcomes = world.push(&mut fatima, std::slice::from_ref(&note));
    let why = HoldReason::DeviceRevoked;
    assert_eq!(outcomes, vec![Outcome::Held { why }]);
    (fatima, note)
}

fn actions(world: &World) -> Vec<Action> {
    let rows = world.org().audit_after(0, 10_000).unwrap();
    rows.iter().filter_map(|row| row.action).collect()
}

#[test]
fn what_a_manager_adopts_keeps_its_author_and_signature_and_reaches_every_reader() {
    let world = World::new();
    manager(&world);
    let (mut fatima, note) = held(&world);
    let key = key_of(&note);
    let listed = world.org().held().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].key, listed[0].kind.as_str()), (key, "handover"));
    let decide = |key| {
        world.org().decide_held(
            &key,
            HeldDecision::Adopt,
            JOKE,
            "Fatima wrote it before her phone was lost",
        )
    };
    decide(key).unwrap();
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let pulled = world.pull(&mut joke);
    let stored = &pulled[0].page.entries[0].stored;
    assert_eq!(stored.signed.as_ref(), Some(&note));
    assert!(stored.late);
    assert!(world.org().held().unwrap().is_empty());
    let again = world.push(&mut fatima, &[note]);
    assert!(matches!(again[0], Outcome::Known { .. }), "{again:?}");
    assert!(matches!(decide(key), Err(DecisionError::NotHeld)));
    let actions = actions(&world);
    let decided = [Action::Held, Action::Adopted];
    assert!(actions.windows(2).any(|it| it == decided), "{actions:?}");
}

#[test]
fn what_a_manager_discards_goes_back_to_its_author_with_the_reason() {
    let world = World::new();
    manager(&world);
    let (mut fatima, note) = held(&world);
    let reason = "Dit gaat over een ander kind";
    world
        .org()
        .decide_held(&key_of(&note), HeldDecision::Discard, JOKE, reason)
        .unwrap();
    let expected = Outcome::Refused {
        code: RefusalCode::Discarded,
        args: vec![reason.into()],
    };
    assert_eq!(
        world.push(&mut fatima, std::slice::from_ref(&note)),
        vec![expected.clone()]
    );
    // A colleague's phone that has a copy hears the same.
    let mut pieter = world.phone(JOKE, 0x23);
    assert_eq!(world.push(&mut pieter, &[note]), vec![expected]);
    assert!(actions(&world).contains(&Action::Discarded));
}

#[test]
fn only_a_manager_of_the_place_decides_and_only_with_a_reason() {
    let world = World::new();
    let (_, note) = held(&world);
    let key = key_of(&note);
    let decide = |reason| {
        let org = world.org();
        org.decide_held(&key, HeldDecision::Adopt, JOKE, reason)
    };
    assert!(matches!(decide("why"), Err(DecisionError::NotTheManager)));
    let read = world.org().read_held(&key, JOKE, "why");
    assert!(matches!(read, Err(DecisionError::NotTheManager)));
    manager(&world);
    assert!(matches!(decide("  "), Err(DecisionError::Reason)));
    assert!(matches!(
        decide(&"a".repeat(501)),
        Err(DecisionError::Reason)
    ));
    assert_eq!(world.org().held().unwrap().len(), 1);
    assert!(!actions(&world).contains(&Action::Adopted));
    let read = world.org().read_held(&key, JOKE, "why").unwrap();
    assert_eq!(read[0].key, key);
    assert_eq!(actions(&world).last(), Some(&Action::HeldRead));
}

#[test]
fn what_names_another_held_note_is_taken_in_after_it() {
    let world = World::new();
    manager(&world);
    let (mut fatima, note) = held(&world);
    let fields = [("of", Value::Bytes(key_of(&note).to_bytes().to_vec()))];
    let (kind, subject) = (DocumentKind::Handover, Subject::Child(NOOR));
    let entry = fatima.note(kind, subject, "read_back", &fields, world.now());
    let answer = SignedEntry::sign(&entry, &fatima.key);
    world.push(&mut fatima, std::slice::from_ref(&answer));
    let decide = |note| {
        let org = world.org();
        org.decide_held(&key_of(note), HeldDecision::Adopt, JOKE, "why")
    };
    let early = decide(&answer);
    let code = RefusalCode::UnknownReference;
    assert!(matches!(early, Err(DecisionError::DoesNotFit { code: it }) if it == code));
    decide(&note).unwrap();
    decide(&answer).unwrap();
    assert!(world.org().held().unwrap().is_empty());
}

#[test]
fn a_device_may_not_fill_the_managers_list() {
    let world = World::new();
    let (mut fatima, _) = held(&world);
    let most = samenspel_model::limits::HELD_PER_DEVICE_MAX;
    for _ in 0..most / 1_000 {
        let notes: Vec<_> = (0..1_000)
            .map(|_| fatima.handover("again", world.now()))
            .collect();
        world.push(&mut fatima, &notes);
    }
    let one_more = fatima.handover("again", world.now());
    let why = LaterReason::Quota;
    assert_eq!(
        world.push(&mut fatima, &[one_more]),
        vec![Outcome::Later { why }]
    );
    assert_eq!(world.org().held().unwrap().len() as u64, most);
}

#[test]
fn a_held_note_may_be_decided_long_after_and_lands_where_it_was_written() {
    let world = World::new();
    manager(&world);
    let (_, note) = held(&world);
    world.pass(40 * UnixMillis::DAY_MS);
    world
        .org()
        .decide_held(&key_of(&note), HeldDecision::Adopt, JOKE, "why")
        .unwrap();
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let pulled = world.pull(&mut joke);
    let at = pulled[0].page.entries[0].stored.corrected_at;
    assert!(world.now().since(at) >= 40 * UnixMillis::DAY_MS);
}
