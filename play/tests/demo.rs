//! The demo on a small day: nothing lost, nothing different, and something came back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use samenspel_device::{Store, StoreKey};
use samenspel_play::demo::{Options, run};
use samenspel_rules::schema::kinds;

fn small_day(seed: u64) -> Options {
    Options {
        seed,
        keep: None,
        children_per_group: 2,
        executable: PathBuf::from(env!("CARGO_BIN_EXE_play")),
        progress: false,
    }
}

#[test]
fn a_small_day_loses_nothing_and_every_device_ends_up_with_the_same() {
    let outcome = run(&small_day(3)).unwrap();
    let figures = outcome.figures;
    assert!(figures.is_whole(), "{figures:?}");
    assert!(figures.notes_written > 50, "{figures:?}");
    assert!(
        figures.notes_refused > 0,
        "somebody's rights changed: {figures:?}"
    );
    assert_eq!(
        figures.notes_acknowledged + figures.notes_refused,
        figures.notes_written
    );
    assert!(outcome.extent.cuts > 0, "the link was bad for a while");
    // Each that came back says what the phone did not know.
    let words: Vec<&str> = outcome.text.split_whitespace().collect();
    let text = words.join(" ");
    let (_, back) = text.split_once("Terug bij wie het schreef").unwrap();
    let explained = back.matches("wist dat nog niet en liet het toe.").count();
    assert_eq!(back.matches('↩').count(), explained, "{back}");
    assert_eq!(explained, figures.notes_refused, "{back}");
}

#[test]
fn what_is_printed_fits_a_terminal_of_80_columns() {
    let outcome = run(&small_day(4)).unwrap();
    let widest = outcome.text.lines().map(|line| line.chars().count()).max();
    assert!(widest.unwrap() <= 80, "{}", outcome.text);
}

#[test]
fn a_kept_day_lies_in_its_folder_and_is_never_mixed_with_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let keep = folder.path().join("day");
    let options = Options {
        keep: Some(keep.clone()),
        ..small_day(5)
    };
    assert!(run(&options).unwrap().figures.is_whole());
    let phones = std::fs::read_to_string(keep.join("phones.csv")).unwrap();
    let first = phones.lines().nth(1).unwrap().split(',').next().unwrap();
    assert!(keep.join("phones").join(first).exists());
    assert!(keep.join("server/organisations").is_dir());

    assert!(run(&options).is_err(), "the folder is not empty any more");
}

/// The kinds of all notes that the phones of a kept day hold, as the server sent them.
fn kinds_held(keep: &Path) -> BTreeSet<String> {
    let phones = std::fs::read_to_string(keep.join("phones.csv")).unwrap();
    let mut held = BTreeSet::new();
    for line in phones.lines().skip(1) {
        let (file, key) = (line.split(',').next(), line.rsplit(',').next());
        let path = keep.join("phones").join(file.unwrap());
        let store = Store::open(&path, &StoreKey::new(unhex(key.unwrap()))).unwrap();
        for document in store.documents().unwrap() {
            let entries = store.entries(&document.id).unwrap();
            let names = entries.iter().map(|it| it.signed.entry().unwrap().kind);
            held.extend(names.map(|it| it.as_str().to_owned()));
        }
    }
    held
}

fn unhex(key: &str) -> [u8; 32] {
    let byte = |at: usize| u8::from_str_radix(&key[at..at + 2], 16).unwrap();
    std::array::from_fn(|index| byte(2 * index))
}

#[test]
fn even_on_a_small_day_a_note_of_every_kind_reaches_somebodys_phone() {
    for seed in [6, 7] {
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            keep: Some(folder.path().to_owned()),
            ..small_day(seed)
        };
        assert!(run(&options).unwrap().figures.is_whole());
        let held = kinds_held(folder.path());
        let missing: Vec<&str> = kinds()
            .iter()
            .map(|it| it.name)
            .filter(|it| !held.contains(*it))
            .collect();
        assert!(missing.is_empty(), "seed {seed}: nobody wrote {missing:?}");
    }
}
