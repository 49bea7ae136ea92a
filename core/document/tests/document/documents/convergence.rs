//! Whatever the order in which entries arrive, and however often, replicas become the same.

use automerge::{AutoSerde, Automerge};
use proptest::prelude::*;
use samenspel_document::snapshot::SnapshotError;
use samenspel_document::{
    ChainState, ChainedEntry, DocumentError, advance_heads, encode, genesis_hash, materialise,
};

use crate::documents::support::{any_written, chained, edit_text, note, series_entries};

fn heads(document: &Automerge) -> Vec<[u8; 32]> {
    document.get_heads().iter().map(|head| head.0).collect()
}

fn content(document: &Automerge) -> serde_json::Value {
    serde_json::to_value(AutoSerde::from(document)).unwrap()
}

/// As a server keeps heads: from the changes alone, without a document.
fn heads_without_a_document(entries: &[ChainedEntry]) -> Vec<[u8; 32]> {
    let mut heads = vec![genesis_hash()];
    let mut chains = std::collections::BTreeMap::new();
    for chained in entries {
        let chain = chains
            .entry(chained.actor)
            .or_insert_with(ChainState::start);
        let entry = chained.signed.entry().unwrap();
        let encoded = encode(&entry, &chained.actor, chain);
        advance_heads(&mut heads, &[chain.hash], encoded.hash);
        *chain = encoded.next;
    }
    heads
}

proptest! {
    #[test]
    fn any_order_of_delivery_with_repeats_gives_equal_heads_and_content(
        written in prop::collection::vec(any_written(), 1..12),
        order in any::<prop::sample::Index>().prop_map(|index| index.index(1_000)),
        cut in any::<prop::sample::Index>(),
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..12),
    ) {
        let entries = chained(&written);
        let reference = materialise(None, &entries).unwrap();

        let mut shuffled = entries.clone();
        shuffled.rotate_left(order % entries.len());
        for (a, b) in swaps {
            shuffled.swap(a.index(entries.len()), b.index(entries.len()));
        }
        let repeated = shuffled[..cut.index(entries.len())].to_vec();
        shuffled.extend(repeated);
        let replica = materialise(None, &shuffled).unwrap();

        prop_assert_eq!(heads(&replica), heads(&reference));
        prop_assert_eq!(content(&replica), content(&reference));
        prop_assert_eq!(heads_without_a_document(&entries), heads(&reference));
    }
}

#[test]
fn a_text_edit_that_comes_before_what_it_edits_converges_too() {
    let mut entries = series_entries();
    edit_text(&mut entries, 1, "We lay Noor down on her back, awake.");
    let forward = materialise(None, &entries).unwrap();
    let mut backward = entries.clone();
    backward.reverse();
    let backward = materialise(None, &backward).unwrap();
    assert_eq!(heads(&forward), heads(&backward));
    assert_eq!(content(&forward), content(&backward));
}

#[test]
fn an_entry_whose_predecessor_is_missing_is_an_error() {
    let mut entries = chained(&[note(1, "One"), note(1, "Two"), note(1, "Three")]);
    entries.remove(1);
    let error = materialise(None, &entries).unwrap_err();
    assert!(
        matches!(
            error,
            SnapshotError::Document(DocumentError::Gap {
                expected: 2,
                found: 3,
                ..
            })
        ),
        "{error}"
    );
}

#[test]
fn two_entries_cannot_have_the_same_place_in_a_chain() {
    let mut entries = chained(&[note(1, "One"), note(1, "Two")]);
    entries[1].seq = 1;
    let error = materialise(None, &entries).unwrap_err();
    assert!(
        matches!(
            error,
            SnapshotError::Document(DocumentError::Conflict { .. })
        ),
        "{error}"
    );
}

#[test]
fn an_entry_cannot_take_the_place_of_another_device() {
    let mut entries = chained(&[note(1, "One"), note(2, "Two")]);
    entries[0].actor = entries[1].actor;
    let error = materialise(None, &entries[..1]).unwrap_err();
    assert!(
        matches!(
            error,
            SnapshotError::Document(DocumentError::ForeignActor { .. })
        ),
        "{error}"
    );
}

#[test]
fn a_text_change_that_the_entry_does_not_name_is_an_error() {
    let mut entries = series_entries();
    edit_text(&mut entries, 1, "Another text");
    let mut other = series_entries();
    edit_text(&mut other, 1, "Yet another text");
    let last = entries.len() - 1;
    entries[last].text_change = other[last].text_change.clone();
    let error = materialise(None, &entries).unwrap_err();
    assert!(
        matches!(
            error,
            SnapshotError::Document(DocumentError::TextChange { .. })
        ),
        "{error}"
    );
}
