//! Changes that are small on the wire and would be huge once read: each is refused by its numbers,
//! before anything is laid out. Knows nothing of the document that they would change.

use super::refused;
use automerge::legacy::ElementId;
use samenspel_document::text::TextRefusal;
use samenspel_model::limits;
use samenspel_testkit::texts::{Chunk, Forged, document, signed, unsigned};

#[test]
fn hostile_run_length_op_bomb() {
    for claimed in [5_001, 1 << 40, i64::MAX] {
        let bomb = Chunk::of_an_insertion().column(0x42, [signed(claimed), vec![1]].concat());
        assert!(bomb.bytes().len() < 200);
        assert_eq!(refused(&bomb.bytes()), TextRefusal::TooManyOperations);
    }
    let nulls = Chunk::of_an_insertion().column(0x42, [vec![0], unsigned(u64::MAX)].concat());
    assert_eq!(refused(&nulls.bytes()), TextRefusal::TooManyOperations);
    let literals = Chunk::of_an_insertion().column(0x42, signed(i64::MIN));
    assert_eq!(refused(&literals.bytes()), TextRefusal::TooManyOperations);
    let inserts = Chunk::of_an_insertion().column(0x34, [vec![0], unsigned(u64::MAX)].concat());
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
        let bomb = Chunk::of_an_insertion().column(column, run).bytes();
        assert_eq!(
            refused(&bomb),
            TextRefusal::TooManyOperations,
            "column {column:#x}"
        );
    }
}

#[test]
fn hostile_pred_bomb() {
    let bomb = Chunk::of_an_insertion()
        .column(0x70, [vec![0x7f], unsigned(u64::MAX >> 1)].concat())
        .column(0x71, [signed(i64::MAX), vec![1]].concat())
        .column(0x73, [signed(i64::MAX), vec![0]].concat());
    assert_eq!(refused(&bomb.bytes()), TextRefusal::TooManyPredecessors);
    let two = Chunk::of_an_insertion().column(0x70, vec![0x7f, 2]);
    assert_eq!(refused(&two.bytes()), TextRefusal::TooManyPredecessors);
}

#[test]
fn hostile_deflate_bomb() {
    let mut chunk = Chunk::of_an_insertion();
    chunk.chunk_type = 2;
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Compressed);
    for column in [0x01, 0x34, 0x42, 0x56, 0x57] {
        let mut chunk = Chunk::of_an_insertion();
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
    let mut chunk = Chunk::of_an_insertion();
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
    let forged = Forged::of_an_edit();
    let insert = forged.insert_after(ElementId::Head, "x");
    let bytes = forged.with(|change| {
        change.operations = vec![insert; limits::TEXT_CHANGE_OPS_MAX as usize + 1];
    });
    assert_eq!(refused(&bytes), TextRefusal::TooManyOperations);
}
