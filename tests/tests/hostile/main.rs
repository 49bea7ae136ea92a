//! Hostile clients: attacks at the level of the protocol, against the real service on loopback, by
//! devices that are lawfully enrolled and modified, and by strangers. Each is answered with its exact
//! code, and no honest device pulls anything else than before. `docs/hostile-clients.md` lists them.

// Test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

mod attribution;
mod availability;
mod bounds;
mod circles;
mod clock;
mod commands;
mod cowritten;
mod day_brief;
mod day_grants;
mod day_pass;
mod door;
mod enrolment;
mod entry_bytes;
mod fields;
mod floor;
mod follows;
mod forms;
mod grants;
mod identity;
mod parents;
mod paying;
mod quotas;
mod reading;
mod replay;
mod served;
mod served_place;
mod served_streams;
mod siege;
mod transport;

/// The list in the documentation names every attack here, and no other.
#[test]
fn hostile_attacks_are_all_in_the_list() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(root.join("../docs/hostile-clients.md")).unwrap();
    let listed = list
        .lines()
        .filter(|line| line.starts_with("| ") && !line.ends_with("| test |"))
        .filter_map(|line| line.trim_end_matches(" |").rsplit(" | ").next())
        .filter(|name| !name.contains(' '))
        .map(str::to_owned);
    let mut written = BTreeSet::new();
    for file in std::fs::read_dir(root.join("tests/hostile")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|it| it == "rs") && !path.ends_with("main.rs") {
            let source = std::fs::read_to_string(path).unwrap();
            let names = source.split("\nfn hostile_").skip(1);
            written.extend(names.map(|rest| rest.split('(').next().unwrap().to_owned()));
        }
    }
    assert_eq!(listed.collect::<BTreeSet<_>>(), written);
    assert!(written.len() >= 60);
}
