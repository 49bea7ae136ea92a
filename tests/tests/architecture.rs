//! The plan that is drawn is the plan that holds: the crates depend on one another as the table in
//! docs/ARCHITECTURE.md says, and on nothing else of ours.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

type Edges = BTreeMap<String, BTreeSet<String>>;

/// What each crate of the workspace uses of the others, tests apart, as cargo knows it.
fn of_cargo() -> Edges {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo metadata failed");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |it: &serde_json::Value| it["name"].as_str().unwrap().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let uses = |package: &serde_json::Value| -> BTreeSet<String> {
        let all = package["dependencies"].as_array().unwrap();
        let of_program = all.iter().filter(|it| it["kind"].is_null());
        of_program
            .map(name)
            .filter(|it| ours.contains(it))
            .map(|it| short(&it))
            .collect()
    };
    packages
        .iter()
        .map(|it| (short(&name(it)), uses(it)))
        .collect()
}

fn short(package: &str) -> String {
    package.trim_start_matches("samenspel-").to_owned()
}

/// The same, from the table between its marks: first and last column.
fn of_the_document() -> Edges {
    let table = between_marks("crates");
    let rows = table.lines().filter(|it| it.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let named = |cell: &str| -> Vec<String> {
            let parts = cell.split('`').skip(1).step_by(2);
            parts.map(str::to_owned).collect()
        };
        let uses = named(cells[cells.len() - 1]).into_iter().collect();
        (named(cells[0]).remove(0), uses)
    })
    .collect()
}

#[test]
fn the_crates_use_one_another_as_the_architecture_says() {
    assert_eq!(of_cargo(), of_the_document());
}

/// Everything that is built into a crate, by cargo's own resolution.
fn built_into(package: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
        ])
        .args(["--format", "{p}", "--package", package])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo tree failed");
    let text = String::from_utf8(output.stdout).unwrap();
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_server_builds_no_phone_and_no_http_client() {
    let built = built_into("sync-server");
    assert!(built.contains("samenspel-rules"), "{built:?}");
    for of_a_phone in [
        "samenspel-device",
        "samenspel-client",
        "samenspel-phrasebook",
        "argon2",
        "raptorq",
        "reqwest",
        "indicatif",
    ] {
        assert!(!built.contains(of_a_phone), "{of_a_phone}");
    }
}

/// The part of the architecture between two marks.
fn between_marks(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = std::fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap();
    let (_, rest) = document.split_once(&format!("<!-- {name} -->")).unwrap();
    let (part, _) = rest.split_once(&format!("<!-- /{name} -->")).unwrap();
    part.to_owned()
}

#[test]
fn the_files_on_the_way_of_a_note_are_there() {
    let way = between_marks("way");
    let files: Vec<&str> = way.split('`').skip(1).step_by(2).collect();
    assert!(files.len() >= 10, "{files:?}");
    for file in files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(file);
        assert!(path.is_file(), "{file}");
    }
}
