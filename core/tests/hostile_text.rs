//! "Hostile changes known beforehand" for co-written text: each is refused, for its own reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod text_support;

use automerge::legacy::{ElementId, Key, ObjectId, OpId, OpType};
use automerge::{ActorId, Automerge, ObjType, ScalarValue};
use samenspel_core::document::Actor;
use samenspel_core::document::text::{
    InProcessTrial, TextChange, TextRefusal, TrialError, TrialRunner, check, inspect,
};
use samenspel_core::entry::{FieldName, NoteKind};
use samenspel_core::ids::{DeviceId, EntryKey};
use samenspel_core::limits;
use samenspel_core::protocol::RefusalCode;
use text_support::*;

fn refused(bytes: &[u8]) -> TextRefusal {
    inspect(bytes).expect_err("a hostile change was accepted")
}

/// Passes inspection, and is refused against the document.
fn refused_by_document(document: &Automerge, bytes: &[u8]) -> TextRefusal {
    let change = inspect(bytes).expect("well-formed by itself");
    check(document, &agreement(), &change, SAMIRAS_PHONE)
        .expect_err("a hostile change was accepted")
}

fn honest() -> TextChange {
    inspect(&Forged::new().bytes()).unwrap()
}

#[test]
fn the_change_that_the_hostile_ones_are_made_from_is_accepted() {
    let checked = check(&document(), &agreement(), &honest(), SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, "Mila slaapt om 13 uur.");
    let by_hand = inspect(&Chunk::new().bytes()).unwrap();
    let checked = check(&document(), &agreement(), &by_hand, SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, "xMila slaapt om 12 uur.");
}

// Bombs

#[test]
fn hostile_run_length_op_bomb() {
    for claimed in [5_001, 1 << 40, i64::MAX] {
        let bomb = Chunk::new().column(0x42, [signed(claimed), vec![1]].concat());
        assert!(bomb.bytes().len() < 200);
        assert_eq!(refused(&bomb.bytes()), TextRefusal::TooManyOperations);
    }
    let nulls = Chunk::new().column(0x42, [vec![0], unsigned(u64::MAX)].concat());
    assert_eq!(refused(&nulls.bytes()), TextRefusal::TooManyOperations);
    let literals = Chunk::new().column(0x42, signed(i64::MIN));
    assert_eq!(refused(&literals.bytes()), TextRefusal::TooManyOperations);
    let inserts = Chunk::new().column(0x34, [vec![0], unsigned(u64::MAX)].concat());
    assert_eq!(refused(&inserts.bytes()), TextRefusal::TooManyOperations);
}

#[test]
fn hostile_run_length_bomb_in_any_column_costs_neither_time_nor_memory() {
    for column in [0x01, 0x02, 0x11, 0x13, 0x34, 0x42, 0x56, 0x70, 0x71, 0x73] {
        // Laid out it would be exabytes: that there is an answer shows that it was not.
        let run = match column {
            0x34 => unsigned(u64::MAX),
            _ => [signed(i64::MAX), vec![1]].concat(),
        };
        let bomb = Chunk::new().column(column, run).bytes();
        assert_eq!(
            refused(&bomb),
            TextRefusal::TooManyOperations,
            "column {column:#x}"
        );
    }
}

#[test]
fn hostile_pred_bomb() {
    let bomb = Chunk::new()
        .column(0x70, [vec![0x7f], unsigned(u64::MAX >> 1)].concat())
        .column(0x71, [signed(i64::MAX), vec![1]].concat())
        .column(0x73, [signed(i64::MAX), vec![0]].concat());
    assert_eq!(refused(&bomb.bytes()), TextRefusal::TooManyPredecessors);
    let two = Chunk::new().column(0x70, vec![0x7f, 2]);
    assert_eq!(refused(&two.bytes()), TextRefusal::TooManyPredecessors);
}

#[test]
fn hostile_deflate_bomb() {
    let mut chunk = Chunk::new();
    chunk.chunk_type = 2;
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Compressed);
    for column in [0x01, 0x34, 0x42, 0x56, 0x57] {
        let mut chunk = Chunk::new();
        for (there, _) in &mut chunk.columns {
            if *there == column {
                *there |= 0x08;
            }
        }
        assert_eq!(refused(&chunk.bytes()), TextRefusal::DeflatedColumn);
    }
}

#[test]
fn hostile_whole_document_or_bundle_instead_of_a_change() {
    assert_eq!(refused(&document().save()), TextRefusal::NotAChange);
    let mut chunk = Chunk::new();
    chunk.chunk_type = 3;
    assert_eq!(refused(&chunk.bytes()), TextRefusal::NotAChange);
}

#[test]
fn hostile_more_bytes_than_an_edit_needs() {
    let bytes = vec![0; limits::TEXT_CHANGE_BYTES_MAX + 1];
    assert_eq!(refused(&bytes), TextRefusal::TooLarge);
}

#[test]
fn hostile_more_operations_than_allowed_laid_out_one_by_one() {
    let forged = Forged::new();
    let insert = forged.insert_after(ElementId::Head, "x");
    let bytes = forged.with(|change| {
        change.operations = vec![insert; limits::TEXT_CHANGE_OPS_MAX as usize + 1];
    });
    assert_eq!(refused(&bytes), TextRefusal::TooManyOperations);
}

// Actors

#[test]
fn hostile_unknown_actor_in_an_operation() {
    let beyond = Chunk::new().column(0x01, vec![0x7f, 9]);
    assert_eq!(refused(&beyond.bytes()), TextRefusal::Object);
    let forged = Forged::new();
    let nobody = Actor::text(DeviceId([99; 16]), [0; 8]).to_automerge();
    let insert = forged.insert_after(ElementId::Id(OpId::new(5, &nobody)), "x");
    let bytes = forged.with(|change| change.operations = vec![insert]);
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::Element);
}

#[test]
fn hostile_another_persons_actor() {
    let forged = Forged::new();
    let insert = forged.insert_after(ElementId::Head, "x");
    let bytes = forged.with(|change| {
        change.actor_id = text_actor(ANOUKS_PHONE).to_automerge();
        change.operations = vec![insert];
    });
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::ForeignActor);
    assert_eq!(refusal.code(), Some(RefusalCode::TextActor));
}

#[test]
fn hostile_entry_actor_whose_next_entry_would_fail_for_ever() {
    for device in [ANOUKS_PHONE, SAMIRAS_PHONE] {
        let bytes = Forged::new().with(|change| {
            change.actor_id = entry_actor(device).to_automerge();
        });
        assert_eq!(refused(&bytes), TextRefusal::NotATextActor);
    }
}

#[test]
fn hostile_ids_of_variable_length_that_are_prefixes_of_others() {
    let whole = *text_actor(SAMIRAS_PHONE).as_bytes();
    let longer = [&whole[..], &[0]].concat();
    for actor in [&whole[..24], &whole[..16], &[], &longer] {
        let bytes = Forged::new().with(|change| change.actor_id = ActorId::from(actor));
        assert_eq!(refused(&bytes), TextRefusal::ActorForm);
    }
    let mut chunk = Chunk::new();
    chunk.others[0].truncate(24);
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorForm);
}

#[test]
fn hostile_actor_listed_twice_or_in_numbers() {
    let mut chunk = Chunk::new();
    chunk.others.push(chunk.others[0].clone());
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
    let mut chunk = Chunk::new();
    chunk.others.push(chunk.actor.clone());
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
    let mut chunk = Chunk::new();
    chunk.others = vec![chunk.others[0].clone(); limits::TEXT_CHANGE_ACTORS_MAX + 1];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::ActorList);
}

// Sequence

#[test]
fn hostile_gap_in_seq() {
    let bytes = Forged::new().with(|change| change.seq = 2);
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::Sequence);
    assert_eq!(refusal.code(), Some(RefusalCode::TextSequence));
    let bytes = Forged::new().with(|change| change.seq = 0);
    assert_eq!(refused(&bytes), TextRefusal::Sequence);
    let bytes = Forged::new().with(|change| change.seq = u64::MAX);
    assert_eq!(
        refused_by_document(&document(), &bytes),
        TextRefusal::Sequence
    );
}

#[test]
fn hostile_seq_2_not_on_seq_1() {
    let before = document();
    let mut after = document();
    apply(&mut after, honest().bytes());
    let second = Forged::of(&edit(&before, text_actor(SAMIRAS_PHONE), "anders").change);
    let bytes = second.with(|change| change.seq = 2);
    assert_eq!(refused_by_document(&after, &bytes), TextRefusal::Sequence);
}

#[test]
fn hostile_own_op_ids_used_twice() {
    let mut after = document();
    apply(&mut after, honest().bytes());
    let second = Forged::of(
        &edit(
            &after,
            text_actor(SAMIRAS_PHONE),
            "Mila slaapt om 13 uur. x",
        )
        .change,
    );
    let insert = second.insert_after(ElementId::Head, "x");
    let bytes = second.with(|change| {
        change.start_op = op(honest().start_op());
        change.operations = vec![insert];
    });
    assert_eq!(refused_by_document(&after, &bytes), TextRefusal::StartOp);
}

#[test]
fn hostile_the_same_seq_twice() {
    let mut after = document();
    apply(&mut after, honest().bytes());
    assert_eq!(
        refused_by_document(&after, honest().bytes()),
        TextRefusal::Sequence
    );
}

#[test]
fn hostile_start_op_below_the_dependencies_or_above() {
    let start = honest().start_op();
    for wrong in [start - 1, start + 1, 1_000_000] {
        let forged = Forged::new();
        let insert = forged.insert_after(ElementId::Head, "x");
        let bytes = forged.with(|change| {
            change.start_op = op(wrong);
            change.operations = vec![insert];
        });
        let refusal = refused_by_document(&document(), &bytes);
        assert_eq!(refusal, TextRefusal::StartOp);
    }
}

#[test]
fn hostile_start_op_below_the_text_it_edits() {
    let bytes = Forged::new().with(|change| change.start_op = op(3));
    assert_eq!(refused(&bytes), TextRefusal::Object);
}

#[test]
fn hostile_start_op_at_the_maximum() {
    for maximum in [
        u64::from(u32::MAX),
        u64::from(u32::MAX) + 1,
        i64::MAX as u64,
        u64::MAX,
    ] {
        let mut chunk = Chunk::new();
        chunk.start_op = unsigned(maximum);
        assert_eq!(refused(&chunk.bytes()), TextRefusal::CounterMaximum);
    }
}

#[test]
fn hostile_dependencies_unsorted_repeated_none_or_too_many() {
    let with = |dependencies: Vec<[u8; 32]>| {
        let mut chunk = Chunk::new();
        chunk.dependencies = dependencies;
        refused(&chunk.bytes())
    };
    let refusal = TextRefusal::DependencyList;
    assert_eq!(with(vec![]), refusal);
    assert_eq!(with(vec![[2; 32], [1; 32]]), refusal);
    assert_eq!(with(vec![[1; 32], [1; 32]]), refusal);
    let many = limits::TEXT_CHANGE_DEPS_MAX as u16 + 1;
    let many = (0..many).map(|number| {
        let mut hash = [0; 32];
        hash[..2].copy_from_slice(&number.to_be_bytes());
        hash
    });
    assert_eq!(with(many.collect()), refusal);
}

#[test]
fn hostile_dependency_that_is_no_head() {
    let genesis = samenspel_core::document::genesis_hash();
    let bytes = Forged::new().with(|change| change.deps.push(automerge::ChangeHash(genesis)));
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::DependencyNotAHead);
}

#[test]
fn hostile_dependency_that_is_not_stored() {
    let bytes = Forged::new().with(|change| change.deps.push(hash(0xee)));
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::MissingBase);
}

// Objects

fn in_object(object: ObjectId) -> Vec<u8> {
    Forged::new().with(|change| {
        for op in &mut change.operations {
            op.obj = object.clone();
        }
    })
}

#[test]
fn hostile_object_id_never_made() {
    let actor = entry_actor(ANOUKS_PHONE).to_automerge();
    let never = in_object(ObjectId::Id(OpId::new(2, &actor)));
    assert_eq!(
        refused_by_document(&document(), &never),
        TextRefusal::Object
    );
    // Of the author's own making, in this change.
    let own = text_actor(SAMIRAS_PHONE).to_automerge();
    let own = in_object(ObjectId::Id(OpId::new(honest().start_op(), &own)));
    assert_eq!(refused(&own), TextRefusal::Object);
}

#[test]
fn hostile_object_id_made_as_a_scalar() {
    let text = honest().text();
    let scalar = OpId::new(text.counter - 1, &text.actor.to_automerge());
    let bytes = in_object(ObjectId::Id(scalar));
    assert_eq!(
        refused_by_document(&document(), &bytes),
        TextRefusal::Object
    );
}

#[test]
fn hostile_op_outside_the_text() {
    let document = document();
    assert_eq!(refused(&in_object(ObjectId::Root)), TextRefusal::Object);
    // The map of entries, and one character of the text itself.
    let entries = ObjectId::Id(OpId::new(1, &ActorId::from([0; 25])));
    assert_eq!(
        refused_by_document(&document, &in_object(entries)),
        TextRefusal::Object
    );
    let text = honest().text();
    let character = OpId::new(text.counter + 1, &text.actor.to_automerge());
    let bytes = in_object(ObjectId::Id(character));
    assert_eq!(refused_by_document(&document, &bytes), TextRefusal::Object);
}

#[test]
fn hostile_ops_in_two_objects() {
    let bytes = Forged::new().with(|change| {
        change.operations[1].obj = ObjectId::Root;
    });
    assert_eq!(refused(&bytes), TextRefusal::Object);
}

#[test]
fn hostile_text_of_another_agreement() {
    let change = honest();
    let refusal = check(&document(), &key(2), &change, SAMIRAS_PHONE);
    assert_eq!(refusal, Err(TextRefusal::Object));
    let nowhere: EntryKey = key(77);
    let refusal = check(&document(), &nowhere, &change, SAMIRAS_PHONE);
    assert_eq!(refusal, Err(TextRefusal::Object));
}

#[test]
fn hostile_object_made_by_a_text_change() {
    for made in [ObjType::Text, ObjType::Map, ObjType::List] {
        let bytes = Forged::new().with(|change| {
            change.operations[0].action = OpType::Make(made);
        });
        assert_eq!(refused(&bytes), TextRefusal::Action);
    }
}

// Operations

/// The operation that made the entry of Samira's phone, "peanut, severe": first of its change.
fn another_persons_entry() -> OpId {
    OpId::new(3, &entry_actor(SAMIRAS_PHONE).to_automerge())
}

#[test]
fn hostile_pred_naming_another_persons_entry() {
    let forged = Forged::new();
    let character = honest_element(&forged);
    let delete = forged.delete(character, vec![another_persons_entry()]);
    let bytes = forged.with(|change| change.operations = vec![delete]);
    let refusal = refused(&bytes);
    assert_eq!(refusal, TextRefusal::Predecessor);
    assert_eq!(refusal.code(), Some(RefusalCode::TextOperation));
}

#[test]
fn hostile_delete_of_another_persons_entry_as_if_it_were_a_character() {
    let forged = Forged::new();
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
    let forged = Forged::new();
    let character = honest_element(&forged);
    let without = forged.delete(character.clone(), vec![]);
    let bytes = Forged::new().with(|change| change.operations = vec![without]);
    assert_eq!(refused(&bytes), TextRefusal::Predecessor);
    let twice = forged.delete(
        character.clone(),
        vec![character.clone(), another_persons_entry()],
    );
    let bytes = Forged::new().with(|change| change.operations = vec![twice]);
    assert_eq!(refused(&bytes), TextRefusal::TooManyPredecessors);
    let mut insert = forged.insert_after(ElementId::Head, "x");
    insert.pred = vec![character].into();
    let bytes = Forged::new().with(|change| change.operations = vec![insert]);
    assert_eq!(refused(&bytes), TextRefusal::Predecessor);
}

#[test]
fn hostile_second_put_on_the_same_key() {
    // On an element of the text,
    let forged = Forged::new();
    let character = honest_element(&forged);
    let mut put = forged.insert_after(ElementId::Id(character.clone()), "x");
    put.insert = false;
    for pred in [vec![], vec![character]] {
        put.pred = pred.into();
        let put = put.clone();
        let bytes = Forged::new().with(|change| change.operations = vec![put]);
        assert_eq!(refused(&bytes), TextRefusal::Action);
    }
    // and on the key of the entry "peanut, severe", to hide it.
    let mut put = forged.insert_after(ElementId::Head, "harmless");
    put.insert = false;
    put.obj = ObjectId::Id(OpId::new(1, &ActorId::from([0; 25])));
    put.key = Key::Map(key(2).to_string().into());
    let bytes = Forged::new().with(|change| change.operations = vec![put]);
    assert_eq!(refused(&bytes), TextRefusal::MapKey);
}

#[test]
fn hostile_map_key_on_a_text() {
    let bytes = Forged::new().with(|change| {
        change.operations[0].key = Key::Map("title".into());
    });
    assert_eq!(refused(&bytes), TextRefusal::MapKey);
}

#[test]
fn hostile_bidi_and_nul_in_keys() {
    for name in ["a\0b", "a\u{202E}b", "a\u{2066}b"] {
        let bytes = Forged::new().with(|change| {
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
        let forged = Forged::new();
        let insert = forged.insert_after(ElementId::Head, character);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Character);
    }
}

#[test]
fn hostile_deletes_of_unknown_elements() {
    let document = document();
    let forged = Forged::new();
    for counter in [
        1,
        2,
        forged.text.counter(),
        forged.text.counter() + TEXT.len() as u64 + 1,
    ] {
        let element = OpId::new(counter, &forged.text.1);
        let delete = forged.delete(element.clone(), vec![element]);
        let bytes = Forged::new().with(|change| {
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
        let forged = Forged::new();
        let insert = forged.insert_after(ElementId::Id(OpId::new(counter, actor)), "x");
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Element);
    }
}

#[test]
fn hostile_element_deleted_twice() {
    let forged = Forged::new();
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
            samenspel_core::document::text::TextOperation::Delete(element) => Some(*element),
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
        let forged = Forged::new();
        let insert = forged.insert_after(ElementId::Head, value);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Value);
    }
}

#[test]
fn hostile_empty_or_long_strings_in_text() {
    let long = "x".repeat(40_000);
    for value in ["", "ab", &long] {
        let forged = Forged::new();
        let insert = forged.insert_after(ElementId::Head, value);
        let bytes = forged.with(|change| change.operations = vec![insert]);
        assert_eq!(refused(&bytes), TextRefusal::Value);
    }
}

#[test]
fn hostile_value_that_is_not_utf8_or_claims_more_than_there_is() {
    let broken = Chunk::new().column(0x57, vec![0xff]);
    assert_eq!(refused(&broken.bytes()), TextRefusal::Value);
    let claims = Chunk::new().column(0x56, [vec![0x7f], unsigned(!0xf | 6)].concat());
    assert_eq!(refused(&claims.bytes()), TextRefusal::Truncated);
    let left_over = Chunk::new().column(0x57, b"xy".to_vec());
    assert_eq!(refused(&left_over.bytes()), TextRefusal::RaggedColumns);
}

#[test]
fn hostile_increment_or_mark_in_text() {
    let bytes = Forged::new().with(|change| {
        change.operations[0].action = OpType::Increment(1);
    });
    assert_eq!(refused(&bytes), TextRefusal::Action);
    let unknown_action = Chunk::new().column(0x42, vec![0x7f, 77]);
    assert_eq!(refused(&unknown_action.bytes()), TextRefusal::Action);
    let bytes = Forged::new().with(|change| {
        change.operations[0].action = OpType::MarkEnd(false);
        change.operations[1].action = OpType::MarkEnd(true);
    });
    assert_eq!(refused(&bytes), TextRefusal::Mark);
    let bytes = Forged::new().with(|change| {
        change.operations[0].action = OpType::MarkEnd(false);
    });
    assert_eq!(refused(&bytes), TextRefusal::Mark);
}

#[test]
fn hostile_change_without_operations() {
    let bytes = Forged::new().with(|change| change.operations.clear());
    assert_eq!(refused(&bytes), TextRefusal::NoOperations);
}

// Encoding

#[test]
fn hostile_message_time_author_and_extra_bytes() {
    let message = Forged::new().with(|change| change.message = Some("hidden".into()));
    assert_eq!(refused(&message), TextRefusal::Message);
    for time in [1, -1, i64::MAX] {
        let bytes = Forged::new().with(|change| change.time = time);
        assert_eq!(refused(&bytes), TextRefusal::Time);
    }
    let extra = Forged::new().with(|change| change.extra_bytes = vec![0]);
    assert_eq!(refused(&extra), TextRefusal::ExtraBytes);
    // Automerge keeps an author in the extra bytes: 1, length, bytes.
    let author = Forged::new().with(|change| change.extra_bytes = vec![1, 2, 7, 7]);
    assert_eq!(refused(&author), TextRefusal::ExtraBytes);
}

#[test]
fn hostile_bytes_behind_the_chunk() {
    let mut bytes = Forged::new().bytes();
    bytes.push(0);
    assert_eq!(refused(&bytes), TextRefusal::Length);
    let twice = [Forged::new().bytes(), Forged::new().bytes()].concat();
    assert_eq!(refused(&twice), TextRefusal::Length);
}

#[test]
fn hostile_unknown_columns() {
    for column in [0x00, 0x03, 0x12, 0x26, 0x47, 0x62, 0x80, 0xb6, 0xffff_fff7] {
        let bytes = Chunk::new().column(column, vec![0x7f, 1]).bytes();
        assert_eq!(
            refused(&bytes),
            TextRefusal::UnknownColumn,
            "column {column:#x}"
        );
    }
    let mut twice = Chunk::new();
    twice.columns.insert(0, twice.columns[0].clone());
    assert_eq!(refused(&twice.bytes()), TextRefusal::UnknownColumn);
    let mut disordered = Chunk::new();
    disordered.columns.swap(0, 1);
    assert_eq!(refused(&disordered.bytes()), TextRefusal::UnknownColumn);
    let mut many = Chunk::new();
    many.columns = vec![(0x01, vec![]); 10_000];
    assert_eq!(refused(&many.bytes()), TextRefusal::UnknownColumn);
}

#[test]
fn hostile_columns_of_different_lengths() {
    let longer = Chunk::new().column(0x42, vec![2, 1]);
    assert_eq!(refused(&longer.bytes()), TextRefusal::RaggedColumns);
    let longer = Chunk::new().column(0x34, vec![0, 2]);
    assert_eq!(refused(&longer.bytes()), TextRefusal::RaggedColumns);
    let without_insert = Chunk::new().column(0x34, vec![]);
    assert_eq!(refused(&without_insert.bytes()), TextRefusal::RaggedColumns);
}

#[test]
fn hostile_number_with_padding() {
    let mut chunk = Chunk::new();
    chunk.seq = vec![0x81, 0x00];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
    let mut chunk = Chunk::new();
    chunk.time = vec![0x80, 0x00];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
    let mut chunk = Chunk::new();
    chunk.seq = vec![0xff; 10];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
}

#[test]
fn hostile_encoding_that_is_valid_but_not_canonical() {
    // A run where a literal is shorter; a column of nulls that should be left out; a wrong checksum;
    // an actor that no operation names.
    let run = Chunk::new().column(0x42, vec![1, 1]);
    assert_eq!(refused(&run.bytes()), TextRefusal::NotCanonical);
    let nulls = Chunk::new().column(0x11, vec![0, 1]);
    assert_eq!(refused(&nulls.bytes()), TextRefusal::NotCanonical);
    let mut checksum = Chunk::new().bytes();
    checksum[4] ^= 1;
    assert_eq!(refused(&checksum), TextRefusal::NotCanonical);
    let mut unused = Chunk::new();
    unused
        .others
        .push([0xfe; 16].iter().chain(&[0; 9]).copied().collect());
    assert_eq!(refused(&unused.bytes()), TextRefusal::NotCanonical);
}

#[test]
fn hostile_wrong_magic_and_wrong_length() {
    let mut bytes = Forged::new().bytes();
    bytes[0] ^= 1;
    assert_eq!(refused(&bytes), TextRefusal::NotAChange);
    assert_eq!(refused(b""), TextRefusal::Truncated);
    let cut = Forged::new().bytes();
    assert_eq!(refused(&cut[..cut.len() - 1]), TextRefusal::Length);
    let mut huge = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1];
    huge.extend(unsigned(u64::MAX));
    assert_eq!(refused(&huge), TextRefusal::Length);
}

// Size, and what the trial is for

#[test]
fn hostile_text_grown_beyond_its_limit_in_many_edits() {
    let mut document = document_with("");
    let actor = text_actor(SAMIRAS_PHONE);
    let mut seq = 0;
    let refusal = loop {
        seq += 1;
        let small = edit(&document, actor, &(text_of(&document) + "x"));
        let forged = Forged::of(&small.change);
        let insert = forged.insert_after(ElementId::Head, "\u{1F476}");
        let bytes = forged.with(|change| {
            let own = change.actor_id.clone();
            let start = change.start_op.get();
            change.operations = (0..4_000)
                .map(|index| {
                    let mut insert = insert.clone();
                    if index > 0 {
                        let before = OpId::new(start + index - 1, &own);
                        insert.key = Key::Seq(ElementId::Id(before));
                    }
                    insert
                })
                .collect();
        });
        let change = inspect(&bytes).unwrap();
        match check(&document, &agreement(), &change, SAMIRAS_PHONE) {
            Ok(checked) => {
                assert!(checked.text.len() <= limits::COWRITTEN_TEXT_BYTES_MAX);
                apply(&mut document, &bytes);
            }
            Err(refusal) => break refusal,
        }
        assert!(seq < 10, "the limit is never reached");
    };
    assert_eq!(refusal, TextRefusal::TextTooLong);
    assert_eq!(refusal.code(), Some(RefusalCode::TextTooLong));
}

#[test]
fn hostile_change_that_does_not_apply_fails_its_trial() {
    let document = document();
    let missing = Forged::new().with(|change| change.deps.push(hash(0xee)));
    let failed = InProcessTrial.trial(&document.save(), &[missing]);
    assert_eq!(failed, Err(TrialError::DoesNotApply));
    let garbage = InProcessTrial.trial(&document.save(), &[vec![1, 2, 3]]);
    assert_eq!(garbage, Err(TrialError::DoesNotApply));
    let broken = InProcessTrial.trial(&[1, 2, 3], &[]);
    assert_eq!(broken, Err(TrialError::Document));
    assert!(!TrialError::Document.is_refusal());
}

#[test]
fn an_honest_change_passes_its_trial_with_the_heads_that_applying_gives() {
    let mut document = document();
    let tried = InProcessTrial
        .trial(&document.save(), &[honest().bytes().to_vec()])
        .unwrap();
    apply(&mut document, honest().bytes());
    let heads: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
    assert_eq!(tried.heads, heads);
}
