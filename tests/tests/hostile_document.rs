//! `docs/hostile-changes.md` names the test of each case: the tests are there, and no test of a
//! hostile change is missing in it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where the tests are that the document names without a file.
const HOSTILE: &str = "core/document/tests/document/hostile_text";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &str) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The functions that a file of tests defines.
fn functions(source: &str) -> BTreeSet<String> {
    let lines = source.lines().filter_map(|line| {
        let line = line.trim_start();
        let line = line.strip_prefix("async ").unwrap_or(line);
        line.strip_prefix("fn ")?.split('(').next()
    });
    lines.map(str::to_owned).collect()
}

/// File and name of each test in the document.
fn named() -> Vec<(String, String)> {
    let document = read("docs/hostile-changes.md");
    let mut found = Vec::new();
    for cell in document
        .lines()
        .filter_map(|row| row.trim_end_matches(" |").rsplit(" | ").next())
    {
        let mut module = None;
        for (number, part) in cell.split('`').enumerate() {
            match (number % 2, part.split_once(": ")) {
                // Between two names: a module, for all names that follow it.
                (0, _) => {
                    let word = part.trim_start_matches("; ").strip_suffix(": ");
                    module = word.map(str::to_owned).or(module);
                }
                (_, Some((file, test))) => found.push((file.to_owned(), test.to_owned())),
                (_, None) if part.starts_with("hostile_") => {
                    let module = module.as_ref().expect("a module before the test");
                    found.push((format!("{HOSTILE}/{module}.rs"), part.to_owned()));
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn every_test_that_the_document_names_is_there() {
    let named = named();
    assert!(named.len() > 80, "{} tests", named.len());
    for (file, test) in named {
        assert!(functions(&read(&file)).contains(&test), "{file}: {test}");
    }
}

#[test]
fn every_test_of_a_hostile_change_is_in_the_document() {
    let named: BTreeSet<_> = named().into_iter().map(|(_, test)| test).collect();
    for file in std::fs::read_dir(root().join(HOSTILE)).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let hostile = functions(&source);
        for test in hostile.iter().filter(|it| it.starts_with("hostile_")) {
            assert!(named.contains(test), "{test}");
        }
    }
}
