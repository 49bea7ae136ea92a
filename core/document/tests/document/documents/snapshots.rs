//! A snapshot is the whole document: it reads back with every signed entry, or not at all.

use automerge::{Automerge, ReadDoc};
use proptest::prelude::*;
use samenspel_document::snapshot;
use samenspel_document::snapshot::SnapshotError;
use samenspel_document::{ChainedEntry, materialise, texts_object};

use crate::documents::support::{
    any_written, chained, device_key, edit_text, note, placement, series, series_entries,
};

fn build(previous: Option<&[u8]>, tail: &[ChainedEntry]) -> Vec<u8> {
    snapshot::build(&series(), &placement(), previous, tail).unwrap()
}

fn heads(document: &Automerge) -> Vec<[u8; 32]> {
    document.get_heads().iter().map(|head| head.0).collect()
}

proptest! {
    #[test]
    fn a_snapshot_reads_back_with_the_same_signed_entries_in_however_many_steps_it_was_built(
        written in prop::collection::vec(any_written(), 0..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let entries = chained(&written);
        let (old, new) = entries.split_at(cut.index(entries.len() + 1));
        let at_once = build(None, &entries);
        let in_steps = build(Some(&build(None, old)), new);

        for bytes in [&at_once, &in_steps] {
            let read = snapshot::read(bytes).unwrap();
            prop_assert_eq!(&read.entries, &entries);
            prop_assert_eq!(read.as_of, entries.last().map_or(0, |last| last.position));
            for (entry, written) in read.entries.iter().zip(&written) {
                let key = device_key(written.writer).public();
                prop_assert_eq!(entry.signed.verify(&key), Ok(()));
            }
            let stock = Automerge::load(&read.automerge).unwrap();
            prop_assert_eq!(&heads(&stock), &read.heads);
            prop_assert_eq!(heads(&materialise(None, &entries).unwrap()), read.heads);
        }
        let (at_once, in_steps) =
            (snapshot::read(&at_once).unwrap(), snapshot::read(&in_steps).unwrap());
        prop_assert_eq!(at_once.chains, in_steps.chains);
    }

    #[test]
    fn damaged_bytes_are_an_error(
        position in any::<prop::sample::Index>(), flip in 1u8.., cut in any::<prop::sample::Index>()
    ) {
        let bytes = build(None, &series_entries());
        let mut changed = bytes.clone();
        changed[position.index(bytes.len())] ^= flip;
        prop_assert!(snapshot::read(&changed).is_err());
        prop_assert!(snapshot::read(&bytes[..cut.index(bytes.len())]).is_err());
    }

    #[test]
    fn damage_behind_a_repaired_checksum_never_gives_another_document(
        position in any::<prop::sample::Index>(), flip in 1u8..
    ) {
        let bytes = build(None, &series_entries());
        let mut body = bytes[21..].to_vec();
        let position = position.index(body.len());
        body[position] ^= flip;
        let forged = [b"SSNP\x01", &blake3_sum(&body)[..16], &body].concat();
        if let Ok(read) = snapshot::read(&forged) {
            prop_assert_eq!(read.automerge, snapshot::read(&bytes).unwrap().automerge);
        }
    }

    #[test]
    fn any_bytes_behind_a_right_checksum_are_an_error(
        body in prop::collection::vec(any::<u8>(), 0..400)
    ) {
        let sum = &blake3_sum(&body)[..16];
        let bytes = [b"SSNP\x01", sum, &body].concat();
        prop_assert!(snapshot::read(&bytes).is_err());
    }
}

fn blake3_sum(body: &[u8]) -> [u8; 32] {
    *blake3::hash(body).as_bytes()
}

#[test]
fn the_changes_of_co_written_text_come_back_with_the_entries_that_name_them() {
    let mut entries = series_entries();
    edit_text(&mut entries, 1, "We lay Noor down on her back, awake.");
    edit_text(
        &mut entries,
        2,
        "We lay Noor down on her back, awake, at noon.",
    );
    let bytes = build(Some(&build(None, &entries[..4])), &entries[4..]);
    let read = snapshot::read(&bytes).unwrap();
    assert_eq!(read.entries, entries);
    assert_eq!(
        read.entries
            .iter()
            .filter(|entry| entry.text_change.is_some())
            .count(),
        2
    );
    assert_eq!(
        read.chains.keys().filter(|actor| actor.is_text()).count(),
        2
    );

    let document = materialise(Some(&bytes), &[]).unwrap();
    let agreement = entries[0].signed.entry().unwrap().key.to_string();
    let (_, text) = document.get(texts_object(), agreement).unwrap().unwrap();
    assert_eq!(
        document.text(text).unwrap(),
        "We lay Noor down on her back, awake, at noon."
    );
}

#[test]
fn entries_that_the_snapshot_has_already_are_left_out() {
    let entries = series_entries();
    let bytes = build(None, &entries);
    assert_eq!(build(Some(&bytes), &entries), bytes);
    let document = materialise(Some(&bytes), &entries).unwrap();
    assert_eq!(heads(&document), snapshot::read(&bytes).unwrap().heads);
}

#[test]
fn a_snapshot_of_another_document_is_not_built_upon() {
    let bytes = build(None, &[]);
    let mut elsewhere = placement();
    elsewhere.part = 1;
    let error = snapshot::build(&series(), &elsewhere, Some(&bytes), &[]).unwrap_err();
    assert!(matches!(error, SnapshotError::OtherDocument), "{error}");
}

#[test]
fn an_entry_of_another_series_is_not_built_in() {
    let mut other = series();
    other.org.0[0] ^= 1;
    let entries = chained(&[note(1, "Slept well")]);
    let error = snapshot::build(&other, &placement(), None, &entries).unwrap_err();
    assert!(matches!(error, SnapshotError::OtherDocument), "{error}");
}

#[test]
fn a_form_of_a_later_version_says_so() {
    let mut bytes = build(None, &[]);
    bytes[4] = 2;
    let error = snapshot::read(&bytes).unwrap_err();
    assert!(matches!(error, SnapshotError::UnknownForm(2)), "{error}");
}
