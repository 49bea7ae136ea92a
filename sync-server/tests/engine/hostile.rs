//! Hostile changes of co-written text, signed by a device that may write it: each is refused with its
//! code, and neither the document nor anybody's next entry is the worse for it. Every single form is
//! tested in `core/document/tests/document/hostile_text`; here is at least one for each way to refuse.

use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::{Change, ExpandedChange, ScalarValue};
use samenspel_document::Actor;
use samenspel_document::text::{TextChange, inspect, read_text, text_hash};
use samenspel_model::ids::{DeviceId, Incarnation};
use samenspel_model::verdict::{Outcome, RefusalCode};

use crate::texts::{agreement, edit, fetch, push_edits, signed_edit};
use crate::world::*;
use samenspel_testkit::texts::{Forged, chunk, unsigned};

type Hostile = (&'static str, Vec<u8>, RefusalCode);

/// What a modified app could make of an honest edit.
fn hostile_changes(honest: &TextChange, victim: &Phone) -> Vec<Hostile> {
    let with = |make: &dyn Fn(&mut ExpandedChange)| Forged::of(honest).with(make);
    let forged = || Forged::of(honest);
    let character = OpId::new(forged().text.counter() + 1, &forged().text.1);
    let entry = Actor::entry(victim.id, Incarnation([9; 8])).to_automerge();
    let insert = |value: ScalarValue| {
        let insert = forged().insert_after(ElementId::Head, value);
        with(&|change| change.operations = vec![insert.clone()])
    };
    let sequence = RefusalCode::TextSequence;
    let operation = RefusalCode::TextOperation;
    let encoding = RefusalCode::TextEncoding;
    vec![
        ("a bomb of operations", op_bomb(), operation),
        (
            "a gap in the sequence",
            with(&|change| change.seq = 2),
            sequence,
        ),
        (
            "operation ids that skip",
            with(&|change| change.start_op = change.start_op.checked_add(5).unwrap()),
            sequence,
        ),
        (
            "another person's text actor",
            with(&|change| {
                change.actor_id = Actor::text(victim.id, [7; 8]).to_automerge();
                change.operations = vec![forged().insert_after(ElementId::Head, "x")];
            }),
            RefusalCode::TextActor,
        ),
        (
            "the actor of another person's entries",
            with(&|change| change.actor_id = entry.clone()),
            RefusalCode::TextActor,
        ),
        (
            "a predecessor that is another person's entry",
            with(&|change| {
                let pred = vec![OpId::new(3, &entry)];
                change.operations = vec![forged().delete(character.clone(), pred)];
            }),
            operation,
        ),
        (
            "an object that nobody made",
            with(&|change| {
                for made in &mut change.operations {
                    made.obj = ObjectId::Id(OpId::new(1, &entry));
                }
            }),
            operation,
        ),
        (
            "a key of a map",
            with(&|change| change.operations[0].key = Key::Map("title".into())),
            operation,
        ),
        (
            "an object in the text",
            with(&|change| {
                change.operations[0].action = OpType::Make(automerge::ObjType::Map);
            }),
            operation,
        ),
        (
            "a number in the text",
            insert(ScalarValue::Int(1)),
            operation,
        ),
        (
            "an override of direction",
            insert("\u{202E}".into()),
            operation,
        ),
        (
            "a message",
            with(&|change| change.message = Some("hidden".into())),
            encoding,
        ),
        (
            "extra bytes",
            with(&|change| change.extra_bytes = vec![1]),
            encoding,
        ),
        ("a time", with(&|change| change.time = 1), encoding),
    ]
}

/// A change of some hundred bytes that claims 2^40 operations.
fn op_bomb() -> Vec<u8> {
    let mut body = vec![1];
    body.extend([1; 32]);
    let actor = Actor::text(DeviceId([0x23; 16]), [7; 8]);
    body.extend(unsigned(actor.as_bytes().len() as u64));
    body.extend(actor.as_bytes());
    // Sequence, first operation, time, message, no other actors, one column.
    body.extend([1, 9, 0, 0, 0, 1]);
    let run = [&[0x80, 0x80, 0x80, 0x80, 0x80, 0x20][..], &[1]].concat();
    body.push(0x42);
    body.extend(unsigned(run.len() as u64));
    body.extend(run);
    chunk(1, &body)
}

#[test]
fn every_hostile_change_is_refused_with_its_code_and_hurts_nobody() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x23);
    let (key, id) = agreement(&world, &mut fatima, "She sleeps at noon.");
    let document = fetch(&world, &mut samira, id);
    let words = "She sleeps at one.";
    let honest = edit(&world, &mut samira, &document, key, words);
    let change = honest.text_change.clone().unwrap();
    let stored_before = world.org().statistics().unwrap().entries;
    let hostile = hostile_changes(&inspect(&change).unwrap(), &fatima);
    for (what, bytes, code) in hostile {
        // Where Automerge can read it, its entry signs the very change that is sent.
        let hash = match what {
            "a bomb of operations" => [0; 32],
            _ => Change::from_bytes(bytes.clone()).unwrap().hash().0,
        };
        let hashes = (text_hash(words), hash);
        let pushed = signed_edit(&world, &mut samira, key, hashes, bytes);
        let told = push_edits(&world, &mut samira, vec![pushed.clone()]);
        assert_eq!(refusal(&told[0]), Some(code), "{what}");
        // Whoever brings it again is told the same.
        let again = push_edits(&world, &mut fatima, vec![pushed]);
        assert_eq!(told, again, "{what}");
    }
    assert_eq!(world.org().statistics().unwrap().entries, stored_before);

    // The honest edit is stored, and so is the next entry of the one whose ids were abused.
    let outcomes = push_edits(&world, &mut samira, vec![honest]);
    assert!(matches!(outcomes[..], [Outcome::Stored { .. }]));
    let (next, _) = agreement(&world, &mut fatima, "She eats at noon.");
    world.org().merge_all().unwrap();
    let read = fetch(&world, &mut fatima, id);
    assert_eq!(read_text(&read, &key).as_deref(), Some(words));
    assert_eq!(
        read_text(&read, &next).as_deref(),
        Some("She eats at noon.")
    );
}
