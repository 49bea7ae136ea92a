//! Changes that do not follow on what is stored: sequence numbers, first operations and
//! dependencies. Knows nothing of what their operations do.

use super::{honest, refused, refused_by_document};
use automerge::legacy::ElementId;
use samenspel_document::text::TextRefusal;
use samenspel_model::limits;
use samenspel_model::verdict::RefusalCode;
use samenspel_testkit::texts::{
    Chunk, Forged, SAMIRAS_PHONE, apply, document, edit, hash, op, text_actor, unsigned,
};

#[test]
fn hostile_gap_in_seq() {
    let bytes = Forged::of_an_edit().with(|change| change.seq = 2);
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::Sequence);
    assert_eq!(refusal.code(), Some(RefusalCode::TextSequence));
    let bytes = Forged::of_an_edit().with(|change| change.seq = 0);
    assert_eq!(refused(&bytes), TextRefusal::Sequence);
    let bytes = Forged::of_an_edit().with(|change| change.seq = u64::MAX);
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
        let forged = Forged::of_an_edit();
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
    let bytes = Forged::of_an_edit().with(|change| change.start_op = op(3));
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
        let mut chunk = Chunk::of_an_insertion();
        chunk.start_op = unsigned(maximum);
        assert_eq!(refused(&chunk.bytes()), TextRefusal::CounterMaximum);
    }
}

#[test]
fn hostile_dependencies_unsorted_repeated_none_or_too_many() {
    let with = |dependencies: Vec<[u8; 32]>| {
        let mut chunk = Chunk::of_an_insertion();
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
    let genesis = samenspel_document::genesis_hash();
    let bytes =
        Forged::of_an_edit().with(|change| change.deps.push(automerge::ChangeHash(genesis)));
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::DependencyNotAHead);
}

#[test]
fn hostile_dependency_that_is_not_stored() {
    let bytes = Forged::of_an_edit().with(|change| change.deps.push(hash(0xee)));
    let refusal = refused_by_document(&document(), &bytes);
    assert_eq!(refusal, TextRefusal::MissingBase);
}
