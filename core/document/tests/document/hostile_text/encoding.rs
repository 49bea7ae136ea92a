//! Changes that say what is allowed, in bytes that are not the one accepted encoding.

use super::refused;
use samenspel_document::text::TextRefusal;
use samenspel_testkit::texts::{Chunk, Forged, unsigned};

#[test]
fn hostile_message_time_author_and_extra_bytes() {
    let message = Forged::of_an_edit().with(|change| change.message = Some("hidden".into()));
    assert_eq!(refused(&message), TextRefusal::Message);
    for time in [1, -1, i64::MAX] {
        let bytes = Forged::of_an_edit().with(|change| change.time = time);
        assert_eq!(refused(&bytes), TextRefusal::Time);
    }
    let extra = Forged::of_an_edit().with(|change| change.extra_bytes = vec![0]);
    assert_eq!(refused(&extra), TextRefusal::ExtraBytes);
    // Automerge keeps an author in the extra bytes: 1, length, bytes.
    let author = Forged::of_an_edit().with(|change| change.extra_bytes = vec![1, 2, 7, 7]);
    assert_eq!(refused(&author), TextRefusal::ExtraBytes);
}

#[test]
fn hostile_bytes_behind_the_chunk() {
    let mut bytes = Forged::of_an_edit().bytes();
    bytes.push(0);
    assert_eq!(refused(&bytes), TextRefusal::Length);
    let twice = [Forged::of_an_edit().bytes(), Forged::of_an_edit().bytes()].concat();
    assert_eq!(refused(&twice), TextRefusal::Length);
}

#[test]
fn hostile_unknown_columns() {
    for column in [0x00, 0x03, 0x12, 0x26, 0x47, 0x62, 0x80, 0xb6, 0xffff_fff7] {
        let bytes = Chunk::of_an_insertion()
            .column(column, vec![0x7f, 1])
            .bytes();
        assert_eq!(
            refused(&bytes),
            TextRefusal::UnknownColumn,
            "column {column:#x}"
        );
    }
    let mut twice = Chunk::of_an_insertion();
    twice.columns.insert(0, twice.columns[0].clone());
    assert_eq!(refused(&twice.bytes()), TextRefusal::UnknownColumn);
    let mut disordered = Chunk::of_an_insertion();
    disordered.columns.swap(0, 1);
    assert_eq!(refused(&disordered.bytes()), TextRefusal::UnknownColumn);
    let mut many = Chunk::of_an_insertion();
    many.columns = vec![(0x01, vec![]); 10_000];
    assert_eq!(refused(&many.bytes()), TextRefusal::UnknownColumn);
}

#[test]
fn hostile_columns_of_different_lengths() {
    let longer = Chunk::of_an_insertion().column(0x42, vec![2, 1]);
    assert_eq!(refused(&longer.bytes()), TextRefusal::RaggedColumns);
    let longer = Chunk::of_an_insertion().column(0x34, vec![0, 2]);
    assert_eq!(refused(&longer.bytes()), TextRefusal::RaggedColumns);
    let without_insert = Chunk::of_an_insertion().column(0x34, vec![]);
    assert_eq!(refused(&without_insert.bytes()), TextRefusal::RaggedColumns);
}

#[test]
fn hostile_number_with_padding() {
    let mut chunk = Chunk::of_an_insertion();
    chunk.seq = vec![0x81, 0x00];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
    let mut chunk = Chunk::of_an_insertion();
    chunk.time = vec![0x80, 0x00];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
    let mut chunk = Chunk::of_an_insertion();
    chunk.seq = vec![0xff; 10];
    assert_eq!(refused(&chunk.bytes()), TextRefusal::Number);
}

#[test]
fn hostile_encoding_that_is_valid_but_not_canonical() {
    // A run where a literal is shorter; a column of nulls that should be left out; a wrong checksum;
    // an actor that no operation names.
    let run = Chunk::of_an_insertion().column(0x42, vec![1, 1]);
    assert_eq!(refused(&run.bytes()), TextRefusal::NotCanonical);
    let nulls = Chunk::of_an_insertion().column(0x11, vec![0, 1]);
    assert_eq!(refused(&nulls.bytes()), TextRefusal::NotCanonical);
    let mut checksum = Chunk::of_an_insertion().bytes();
    checksum[4] ^= 1;
    assert_eq!(refused(&checksum), TextRefusal::NotCanonical);
    let mut unused = Chunk::of_an_insertion();
    unused
        .others
        .push([0xfe; 16].iter().chain(&[0; 9]).copied().collect());
    assert_eq!(refused(&unused.bytes()), TextRefusal::NotCanonical);
}

#[test]
fn hostile_wrong_magic_and_wrong_length() {
    let mut bytes = Forged::of_an_edit().bytes();
    bytes[0] ^= 1;
    assert_eq!(refused(&bytes), TextRefusal::NotAChange);
    assert_eq!(refused(b""), TextRefusal::Truncated);
    let cut = Forged::of_an_edit().bytes();
    assert_eq!(refused(&cut[..cut.len() - 1]), TextRefusal::Length);
    let mut huge = vec![0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1];
    huge.extend(unsigned(u64::MAX));
    assert_eq!(refused(&huge), TextRefusal::Length);
}
