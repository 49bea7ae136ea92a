//! "Hostile changes known beforehand", of co-written text and of entries: each is refused, for its
//! own reason.
//! `docs/hostile-changes.md` lists them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod actors;
mod bombs;
mod encoding;
mod entries;
mod objects;
mod operations;
mod sequence;
mod trial;

use automerge::Automerge;
use samenspel_document::text::{TextChange, TextRefusal, check, inspect};
use samenspel_testkit::texts::*;

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
    inspect(&Forged::of_an_edit().bytes()).unwrap()
}

#[test]
fn the_change_that_the_hostile_ones_are_made_from_is_accepted() {
    let checked = check(&document(), &agreement(), &honest(), SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, "Mila slaapt om 13 uur.");
    let by_hand = inspect(&Chunk::of_an_insertion().bytes()).unwrap();
    let checked = check(&document(), &agreement(), &by_hand, SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, "xMila slaapt om 12 uur.");
}
