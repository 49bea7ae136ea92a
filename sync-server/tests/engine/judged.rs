//! Texts are judged before they wait for the writer: few of a device at a time, on documents that are
//! loaded once, and by the gate that the organisation was opened with.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use samenspel_document::Actor;
use samenspel_document::text::{
    InProcessTrial, TrialError, TrialOutcome, TrialRunner, make_change, read_text,
};
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::EntryKey;
use samenspel_model::limits::{TEXTS_JUDGED_PER_MINUTE_MAX, TEXTS_JUDGED_PER_REQUEST_MAX};
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::*;
use samenspel_protocol::*;
use samenspel_rules::directory::Record;
use sync_server::engine::{Admitted, HeldDecision, TextGate};

use crate::texts::*;
use crate::world::*;

const NOON: &str = "She sleeps at noon.";
const RATE: Outcome = Outcome::Later {
    why: LaterReason::Rate,
};
const AFTER_EARLIER: Outcome = Outcome::Later {
    why: LaterReason::AfterEarlier,
};

/// Counts trials.
struct Counting(Arc<AtomicUsize>);

impl TrialRunner for Counting {
    fn trial(&self, document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
        self.0.fetch_add(1, Ordering::SeqCst);
        InProcessTrial.trial(document, changes)
    }
}

fn counted() -> (World, Arc<AtomicUsize>) {
    let trials = Arc::new(AtomicUsize::new(0));
    let gate = Arc::new(TextGate::new(Counting(Arc::clone(&trials))));
    (World::with_gate(options(), gate), trials)
}

/// Edits of one letter each, every one on top of the one before.
fn one_letter_edits(
    world: &World,
    phone: &mut Phone,
    document: &automerge::Automerge,
    of: EntryKey,
    count: usize,
) -> Vec<PushEntry> {
    let actor = Actor::text(phone.id, [phone.random.0 as u8; 8]);
    let mut document = document.clone();
    let mut words = read_text(&document, &of).unwrap();
    let mut edits = Vec::new();
    for _ in 0..count {
        words.push('!');
        let made = make_change(&document, &of, &actor, &words)
            .unwrap()
            .unwrap();
        let bytes = made.change.bytes().to_vec();
        let change = automerge::Change::try_from(&bytes[..]).unwrap();
        document.apply_changes([change]).unwrap();
        let hashes = (made.text_hash, made.change.hash());
        edits.push(signed_edit(world, phone, of, hashes, bytes));
    }
    edits
}

fn admit(world: &World, phone: &mut Phone, entries: Vec<PushEntry>) -> Admitted {
    let mut request = phone.request(&[], world.now());
    request.entries = entries;
    let (headers, body) = phone.sign(&request, world.now());
    let authentic = world
        .org()
        .authenticate(headers, "POST", SYNC_PATH, body)
        .unwrap();
    world.org().admit(&authentic).unwrap()
}

fn apply(world: &World, requests: Vec<Admitted>) -> Vec<Outcome> {
    let results = world.org().apply(requests).into_iter();
    results
        .flat_map(|result| result.unwrap().outcomes().to_vec())
        .collect()
}

fn pushed(world: &World, phone: &Phone, entry: SignedEntry) -> PushEntry {
    phone.request(&[entry], world.now()).entries.remove(0)
}

#[test]
fn of_a_thousand_edits_of_one_request_a_few_are_judged_and_the_rest_come_again() {
    let (world, trials) = counted();
    let mut fatima = world.phone(FATIMA, 0x21);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let edits = one_letter_edits(&world, &mut fatima, &document, key, 100);
    let outcomes = push_edits(&world, &mut fatima, edits.clone());
    let (judged, rest) = outcomes.split_at(TEXTS_JUDGED_PER_REQUEST_MAX);
    assert!(judged.iter().all(is_stored), "{judged:?}");
    assert_eq!(rest[0], RATE);
    assert!(rest[1..].iter().all(|outcome| *outcome == AFTER_EARLIER));
    assert_eq!(trials.load(Ordering::SeqCst), TEXTS_JUDGED_PER_REQUEST_MAX);
    // What comes again goes on where the first ones ended.
    let rest = edits[TEXTS_JUDGED_PER_REQUEST_MAX..].to_vec();
    let outcomes = push_edits(&world, &mut fatima, rest);
    assert!(
        outcomes[..TEXTS_JUDGED_PER_REQUEST_MAX]
            .iter()
            .all(is_stored)
    );
}

#[test]
fn edits_beyond_those_that_are_looked_at_come_again_and_are_looked_at_then() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let stranger = world.phone(JOKE, 0x22);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mut edits = one_letter_edits(&world, &mut fatima, &document, key, 100);
    for edit in &mut edits[64..] {
        // Not worth a look, and so not worth a signature.
        edit.signed = SignedEntry::sign(&edit.signed.entry().unwrap(), &stranger.key);
    }
    let outcomes = push_edits(&world, &mut fatima, edits.clone());
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    assert!(outcomes[64..].iter().all(|it| *it == AFTER_EARLIER));
    let outcomes = push_edits(&world, &mut fatima, edits.split_off(64));
    let is_refused = |it: &Outcome| refusal(it) == Some(RefusalCode::BadSignature);
    assert!(outcomes.iter().all(is_refused), "{outcomes:?}");
}

#[test]
fn a_device_has_few_edits_judged_in_a_minute_which_holds_up_nobody_else() {
    let (world, trials) = counted();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mut edits = one_letter_edits(&world, &mut fatima, &document, key, 60);
    for _ in 0..10 {
        let outcomes = push_edits(&world, &mut fatima, edits.clone());
        let mut outcomes = outcomes.iter();
        edits.retain(|_| !outcomes.next().is_some_and(is_stored));
    }
    let share = TEXTS_JUDGED_PER_MINUTE_MAX as usize;
    assert_eq!(trials.load(Ordering::SeqCst), share);
    assert_eq!(edits.len(), 60 - share);
    // Her notes are no texts, and his texts are not hers.
    let note = fatima.handover("as ever", world.now());
    assert!(is_stored(&world.push(&mut fatima, &[note])[0]));
    let document = fetch(&world, &mut samira, id);
    let theirs = edit(&world, &mut samira, &document, key, "She sleeps.");
    assert!(is_stored(&push_edits(&world, &mut samira, vec![theirs])[0]));
    world.pass(60_000);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps well.");
    assert!(is_stored(&push_edits(&world, &mut fatima, vec![mine])[0]));
}

#[test]
fn whoever_was_judged_by_a_text_that_has_changed_meanwhile_makes_the_edit_again() {
    let (world, trials) = counted();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let theirs = edit(&world, &mut samira, &document, key, "She sleeps at two.");
    let first = admit(&world, &mut fatima, vec![mine]);
    let second = admit(&world, &mut samira, vec![theirs.clone()]);
    assert_eq!(trials.load(Ordering::SeqCst), 2);
    let outcomes = apply(&world, vec![first, second]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    assert_eq!(outcomes[1], Outcome::Rebase);
    let read = fetch(&world, &mut fatima, id);
    assert_eq!(
        read_text(&read, &key).as_deref(),
        Some("She sleeps at ten.")
    );
    // The writer held no trial, and what is known to be old needs none either.
    let again = push_edits(&world, &mut samira, vec![theirs]);
    assert_eq!(again, [Outcome::Rebase]);
    assert_eq!(trials.load(Ordering::SeqCst), 2);
}

#[test]
fn an_edit_of_an_older_text_is_sent_back_without_loading_anything() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let theirs = edit(&world, &mut samira, &document, key, "She sleeps at two.");
    assert!(is_stored(&push_edits(&world, &mut fatima, vec![mine])[0]));
    let log = rusqlite::Connection::open(world.path().join("log.sqlite")).unwrap();
    log.execute("UPDATE payload SET sealed = x'00'", [])
        .unwrap();
    let judged = admit(&world, &mut samira, vec![theirs]);
    assert_eq!(apply(&world, vec![judged]), [Outcome::Rebase]);
}

#[test]
fn a_note_that_came_meanwhile_into_the_same_document_makes_an_edit_come_again() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let judged = admit(&world, &mut fatima, vec![mine.clone()]);
    agreement(&world, &mut joke, "She eats at one.");
    assert_eq!(apply(&world, vec![judged]), [Outcome::Rebase]);
    // Nothing of that text has changed: as it is, it is accepted now.
    let outcomes = push_edits(&world, &mut fatima, vec![mine]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
}

#[test]
fn an_approval_judged_before_an_edit_came_is_not_taken_for_the_new_text() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let approved = approval(&world, &mut samira, key, NOON, &[]);
    let entry = pushed(&world, &samira, approved);
    let judged = admit(&world, &mut samira, vec![entry.clone()]);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    assert!(is_stored(&push_edits(&world, &mut fatima, vec![mine])[0]));
    assert_eq!(apply(&world, vec![judged]), [RATE]);
    let again = push_edits(&world, &mut samira, vec![entry]);
    assert_eq!(refusal(&again[0]), Some(RefusalCode::ApprovalLapsed));
}

#[test]
fn an_edit_on_top_of_one_that_is_held_is_not_stored() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut joke, id);
    let hers = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let mut after = document.clone();
    let bytes = Vec::from(hers.text_change.clone().unwrap());
    let change = automerge::Change::try_from(&bytes[..]).unwrap();
    after.apply_changes([change]).unwrap();
    let on_top = edit(&world, &mut joke, &after, key, "She sleeps at ten, mostly.");
    // Joke's phone relays hers and brings its own; hers is revoked while they wait.
    let judged = admit(&world, &mut joke, vec![hers, on_top]);
    world.change(Record::Device(fatima.record(Some(world.now()), MORNING)));
    let outcomes = apply(&world, vec![judged]);
    assert!(matches!(outcomes[0], Outcome::Held { .. }), "{outcomes:?}");
    assert_eq!(outcomes[1], Outcome::Rebase);
    assert!(world.org().merge_all().is_ok());
    let read = fetch(&world, &mut joke, id);
    assert_eq!(read_text(&read, &key).as_deref(), Some(NOON));
}

#[test]
fn the_same_approval_of_the_same_person_is_one_however_often_it_comes() {
    for merge_first in [false, true] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let mut samira = world.phone(SAMIRA, 0x23);
        let mut tablet = world.phone(SAMIRA, 0x24);
        let (key, _) = agreement(&world, &mut fatima, NOON);
        let twice = [(); 2].map(|()| approval(&world, &mut samira, key, NOON, &[]));
        let outcomes = world.push(&mut samira, &twice);
        let Outcome::Stored { position, .. } = outcomes[0] else {
            panic!("{outcomes:?}");
        };
        if merge_first {
            world.org().merge_all().unwrap();
        }
        let entries = world.org().statistics().unwrap().entries;
        let on_the_tablet = approval(&world, &mut tablet, key, NOON, &[]);
        let later = world.push(&mut tablet, &[on_the_tablet]);
        for again in [&outcomes[1], &later[0]] {
            let same = matches!(again, Outcome::Known { position: at, .. } if *at == position);
            assert!(same, "{again:?}");
        }
        assert_eq!(world.org().statistics().unwrap().entries, entries);
        // Somebody else's is another.
        let hers = approval(&world, &mut fatima, key, NOON, &[]);
        assert!(is_stored(&world.push(&mut fatima, &[hers])[0]));
    }
}

#[test]
fn a_text_and_its_first_approval_may_come_together() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let fields = [("text", text(NOON))];
    let entry = fatima.note(
        DocumentKind::Agreements,
        SUBJECT,
        "agreement",
        &fields,
        world.now(),
    );
    let begun = SignedEntry::sign(&entry, &fatima.key);
    let lapsed = approval(&world, &mut fatima, entry.key, "She never sleeps.", &[]);
    let holds = approval(&world, &mut fatima, entry.key, NOON, &[]);
    let outcomes = world.push(&mut fatima, &[begun, lapsed, holds]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    assert_eq!(refusal(&outcomes[1]), Some(RefusalCode::ApprovalLapsed));
    assert!(is_stored(&outcomes[2]), "{outcomes:?}");
}

#[test]
fn what_a_manager_takes_in_passes_the_gate_that_the_organisation_was_opened_with() {
    let (world, trials) = counted();
    world.manages(JOKE, Some(LOCATION));
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let (key, id) = agreement(&world, &mut fatima, NOON);
    let document = fetch(&world, &mut fatima, id);
    let mine = edit(&world, &mut fatima, &document, key, "She sleeps at ten.");
    let edited = mine.signed.entry().unwrap().key;
    world.change(Record::Device(fatima.record(Some(world.now()), MORNING)));
    let outcomes = push_edits(&world, &mut fatima, vec![mine]);
    assert!(matches!(outcomes[0], Outcome::Held { .. }), "{outcomes:?}");
    assert_eq!(trials.load(Ordering::SeqCst), 0);
    let reason = "She wrote it before";
    let adopted = world
        .org()
        .decide_held(&edited, HeldDecision::Adopt, JOKE, reason);
    adopted.unwrap();
    assert_eq!(trials.load(Ordering::SeqCst), 1);
    let read = fetch(&world, &mut joke, id);
    assert_eq!(
        read_text(&read, &key).as_deref(),
        Some("She sleeps at ten.")
    );
}
