//! Operations on the right text that do something else than insert one character or delete one.

use super::{honest, refused, refused_by_document};
use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::{ActorId, ScalarValue};
use samenspel_document::text::{TextRefusal, check, inspect};
use samenspel_model::entry::{FieldName, NoteKind};
use samenspel_model::ids::EntryKey;
use samenspel_model::verdict::RefusalCode;
use samenspel_testkit::texts::{
    ANOUKS_PHONE, Chunk, Forged, SAMIRAS_PHONE, TEXT, agreement, apply, document, edit,
    entry_actor, key, op, text_actor, unsigned,
};

/// The operation that made the entry of Samira's phone, "peanut, severe": first of its change.
fn another_persons_entry() -> OpId {
    OpId::new(3, &entry_actor(SAMIRAS_PHONE).to_automerge())
}

#[test]
fn hostile_pred_naming_another_persons_entry() {
    let forged = Forged::of_an_edit();
    let character = honest_element(&forged);
    let delete = forged.delete(character, vec![another_persons_entry()]);
    let bytes = forged.with(|change| change.operations = vec![delete]);
    let refusal = refused(&bytes);
    assert_eq!(refusal, TextRefusal::Predecessor);
    assert_eq!(refusal.code(), Some(RefusalCode::TextOperation));
}

#[test]
fn hostile_delete_of_another_persons_entry_as_if_it_were_a_character() {
    let forged = Forged::of_an_edit();
    let entry = another_persons_entry();
    let delete = forged.delete(entry.clone(), vec![entry]);
    let bytes = forged.with(|change| change.operations = vec![delete]);
    let document = document();
    assert_eq!(refused_by_document(&document, &bytes), TextRefusal::Element);
}

fn honest_element(forged: &Forged) -> OpId {
    OpId::new(forged.text.counter() + 1, &forged.text.1)
}

#[test]
fn hostile_insert_or_delete_with_the_wrong_number_of_preds() {
    let forged = Forged::of_an_edit();
    let character = honest_element(&forged);
    let without = forged.delete(character.clone(), vec![]);
    let bytes = Forged::of_an_edit().with(|change| change.operations = vec![without]);
    assert_eq!(refused(&bytes), TextRefusal::Predecessor);
    let twice = forged.delete(
        character.clone(),
        vec![character.clone(), another_persons_entry()],
    );
    let bytes = Forged::of_an_edit().with(|change| change.operations = vec![twice]);
    assert_eq!(refused(&bytes), TextRefusal::TooManyPredecessors);
    let mut insert = forged.insert_after(ElementId::Head, "x");
    insert.pred = vec![character].into();
    let bytes = Forged::of_an_edit().with(|change| change.operations = vec![insert]);
    assert_eq!(refused(&bytes), TextRefusal::Predecessor);
}

#[test]
fn hostile_second_put_on_the_same_key() {
    // On an element of the text,
    let forged = Forged::of_an_edit();
    let character = honest_element(&forged);
    let mut put = forged.insert_after(ElementId::Id(character.clone()), "x");
    put.insert = false;
    for pred in [vec![], vec![character]] {
        put.pred = pred.into();
        let put = put.clone();
        let bytes = Forged::of_an_edit().with(|change| change.operations = vec![put]);
        assert_eq!(refused(&bytes), TextRefusal::Action);
    }
    // and on the key of the entry "peanut, severe", to hide it.
    let mut put = forged.insert_after(ElementId::Head, "harmless");
    put.insert = false;
    put.obj = ObjectId::Id(OpId::new(1, &ActorId::from([0; 25])));
    put.key = Key::Map(key(2).to_string().into());
    let bytes = Forged::of_an_edit().with(|change| change.operations = vec![put]);
    assert_eq!(refused(&bytes), TextRefusal::MapKey);
}

#[test]
fn hostile_map_key_on_a_text() {
    let bytes = Forged::of_an_edit().with(|change| {
        change.operations[0].key = Key::Map("title".into());
    });
    assert_eq!(refused(&bytes), TextRefusal::MapKey);
}

#[test]
fn hostile_bidi_and_nul_in_keys() {
    for name in ["a\0b", "a\u{202E}b", "a\u{2066}b"] {
        let bytes = Forged::of_an_edit().with(|change| {
            change.operations[0].key = Key::Map(name.into());
        });
        assert_eq!(refused(&bytes), TextRefusal::MapKey);
        // In entries, keys and names have one spelling, without such characters.
        assert!(name.parse::<EntryKey>().is_err());
        assert!(FieldName::new(name).is_err());
        assert!(NoteKind::new(name).is_err());
    }
}

#[test]
fn hostile_bidi_and_nul_in_text() {
    for character in ["\0", "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}"] {
        let forged = Forged::of_an_edit();
        let insert = forged.insert_after(ElementId::Head, character);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Character);
    }
}

#[test]
fn hostile_deletes_of_unknown_elements() {
    let document = document();
    let forged = Forged::of_an_edit();
    for counter in [
        1,
        2,
        forged.text.counter(),
        forged.text.counter() + TEXT.len() as u64 + 1,
    ] {
        let element = OpId::new(counter, &forged.text.1);
        let delete = forged.delete(element.clone(), vec![element]);
        let bytes = Forged::of_an_edit().with(|change| {
            change.start_op = op(100);
            change.operations = vec![delete];
        });
        // Refused as soon as its numbers fit: first they are wrong, then the element is.
        assert_eq!(refused_by_document(&document, &bytes), TextRefusal::StartOp);
        let bytes = Forged::of(&inspect(&bytes).unwrap()).with(|change| {
            change.start_op = op(honest().start_op());
        });
        let refusal = inspect(&bytes)
            .map(|change| check(&document, &agreement(), &change, SAMIRAS_PHONE).unwrap_err());
        assert_eq!(
            refusal.unwrap_or_else(|refusal| refusal),
            TextRefusal::Element
        );
    }
}

#[test]
fn hostile_element_of_the_future() {
    let start = honest().start_op();
    let own = text_actor(SAMIRAS_PHONE).to_automerge();
    for (counter, actor) in [
        (start, &own),
        (start + 1, &own),
        (u64::from(u32::MAX), &own),
        (start, &entry_actor(ANOUKS_PHONE).to_automerge()),
    ] {
        let forged = Forged::of_an_edit();
        let insert = forged.insert_after(ElementId::Id(OpId::new(counter, actor)), "x");
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Element);
    }
}

#[test]
fn hostile_element_deleted_twice() {
    let forged = Forged::of_an_edit();
    let element = honest_element(&forged);
    let delete = forged.delete(element.clone(), vec![element]);
    let bytes = forged.with(|change| change.operations = vec![delete.clone(), delete]);
    assert_eq!(refused(&bytes), TextRefusal::DeletedTwice);
}

#[test]
fn hostile_element_deleted_before() {
    let mut after = document();
    apply(&mut after, honest().bytes());
    let forged = Forged::of(
        &edit(
            &after,
            text_actor(SAMIRAS_PHONE),
            "Mila slaapt om 13 uur. x",
        )
        .change,
    );
    let deleted = honest()
        .operations()
        .iter()
        .find_map(|operation| match operation {
            samenspel_document::text::TextOperation::Delete(element) => Some(*element),
            _ => None,
        });
    let deleted = deleted.unwrap();
    let deleted = OpId::new(deleted.counter, &deleted.actor.to_automerge());
    let delete = forged.delete(deleted.clone(), vec![deleted]);
    let bytes = forged.with(|change| change.operations = vec![delete]);
    assert_eq!(refused_by_document(&after, &bytes), TextRefusal::Element);
}

#[test]
fn hostile_non_string_values_in_text() {
    for value in [
        ScalarValue::Int(1),
        ScalarValue::Uint(1),
        ScalarValue::F64(1.0),
        ScalarValue::Boolean(true),
        ScalarValue::Null,
        ScalarValue::Bytes(vec![120]),
        ScalarValue::Timestamp(1),
        ScalarValue::counter(1),
    ] {
        let forged = Forged::of_an_edit();
        let insert = forged.insert_after(ElementId::Head, value);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Value);
    }
}

#[test]
fn hostile_empty_or_long_strings_in_text() {
    let long = "x".repeat(40_000);
    for value in ["", "ab", &long] {
        let forged = Forged::of_an_edit();
        let insert = forged.insert_after(ElementId::Head, value);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Value);
    }
}

#[test]
fn hostile_value_that_is_not_utf8_or_claims_more_than_there_is() {
    let broken = Chunk::of_an_insertion().column(0x57, vec![0xff]);
    assert_eq!(refused(&broken.bytes()), TextRefusal::Value);
    let claims = Chunk::of_an_insertion().column(0x56, [vec![0x7f], unsigned(!0xf | 6)].concat());
    assert_eq!(refused(&claims.bytes()), TextRefusal::Truncated);
    let left_over = Chunk::of_an_insertion().column(0x57, b"xy".to_vec());
    assert_eq!(refused(&left_over.bytes()), TextRefusal::RaggedColumns);
}

#[test]
fn hostile_increment_or_mark_in_text() {
    let bytes = Forged::of_an_edit().with(|change| {
        change.operations[0].action = OpType::Increment(1);
    });
    assert_eq!(refused(&bytes), TextRefusal::Action);
    let unknown_action = Chunk::of_an_insertion().column(0x42, vec![0x7f, 77]);
    assert_eq!(refused(&unknown_action.bytes()), TextRefusal::Action);
    let bytes = Forged::of_an_edit().with(|change| {
        change.operations[0].action = OpType::MarkEnd(false);
        change.operations[1].action = OpType::MarkEnd(true);
    });
    assert_eq!(refused(&bytes), TextRefusal::Mark);
    let bytes = Forged::of_an_edit().with(|change| {
        change.operations[0].action = OpType::MarkEnd(false);
    });
    assert_eq!(refused(&bytes), TextRefusal::Mark);
}

#[test]
fn hostile_change_without_operations() {
    let bytes = Forged::of_an_edit().with(|change| change.operations.clear());
    assert_eq!(refused(&bytes), TextRefusal::NoOperations);
}
