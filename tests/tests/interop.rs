//! A document made by our core opens in stock Automerge for JavaScript with the same content and
//! the same heads: an export is readable without any of our code.
//!
//! Needs Node and `npm ci` in `tests/interop`; `./check` provides both. Without them the test says
//! that it did not run.

// Test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use std::path::{Path, PathBuf};
use std::process::Command;

use samenspel_core::document::{
    Actor, ChainState, DocumentKind, Series, Subject, encode, genesis_change,
};
use samenspel_core::entry::{Entry, Fields, NoteKind, Value};
use samenspel_core::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_core::time::UnixMillis;
use serde_json::{Value as Json, json};

const WRITTEN_AT: UnixMillis = UnixMillis(1_793_634_600_000);

fn interop_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("interop")
}

fn stock_automerge_is_installed() -> bool {
    let installed = interop_folder()
        .join("node_modules/@automerge/automerge")
        .is_dir();
    if !installed {
        eprintln!("NOT RUN: no tests/interop/node_modules; run `npm ci` in tests/interop first");
    }
    installed
}

fn entry(author: u8, kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: Series {
            org: OrgId([1; 16]),
            kind: DocumentKind::Agreements,
            subject: Subject::Child(ChildId([2; 16])),
        },
        schema: 1,
        key: EntryKey {
            person: PersonId([author; 16]),
            entry: [author; 16],
        },
        kind: NoteKind::new(kind).unwrap(),
        fields: set,
        written_at: WRITTEN_AT,
        device: DeviceId([author; 16]),
    }
}

/// The genesis and the entries' changes one after another: the plainest form of an Automerge file.
fn as_automerge_file(entries: &[Entry]) -> (Vec<u8>, Vec<String>) {
    let mut file = genesis_change().to_vec();
    let mut heads = Vec::new();
    for entry in entries {
        let actor = Actor::entry(entry.device, Incarnation([9; 8]));
        let encoded = encode(entry, &actor, &ChainState::start());
        file.extend(&encoded.bytes);
        heads.push(hex(&encoded.hash));
    }
    heads.sort();
    (file, heads)
}

fn open_in_javascript(document: &[u8]) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("document.automerge");
    std::fs::write(&file, document).unwrap();
    let output = Command::new("node")
        .arg(interop_folder().join("open-snapshot.mjs"))
        .arg(&file)
        .output()
        .unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "node failed: {complaint}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn stock_automerge_for_javascript_reads_every_kind_of_value_and_the_agreed_text() {
    if !stock_automerge_is_installed() {
        return;
    }
    let sleep = "Na het fruit gaat Noor slapen. 😴 Şekerleme: 30 dakika.";
    let entries = [
        entry(3, "agreement", &[("text", Value::Text(sleep.into()))]),
        entry(
            4,
            "approval",
            &[
                ("agreement", Value::Bytes(vec![3; 32])),
                ("review_at", Value::Int(-1)),
                ("withdrawn", Value::Bool(false)),
                ("note", Value::Null),
            ],
        ),
    ];
    let (file, heads) = as_automerge_file(&entries);

    let opened = open_in_javascript(&file);

    let (agreement, approval) = (entries[0].key.to_string(), entries[1].key.to_string());
    assert_eq!(
        opened["content"]["entries"][&agreement]["_kind"],
        "agreement"
    );
    assert_eq!(opened["content"]["texts"][&agreement], sleep);
    assert_eq!(
        opened["content"]["entries"][&approval],
        json!({
            "_kind": "approval",
            "_schema": 1,
            "_at": WRITTEN_AT.0,
            "agreement": "03".repeat(32),
            "review_at": -1,
            "withdrawn": false,
            "note": null,
        })
    );
    let mut opened_heads: Vec<&str> = opened["heads"]
        .as_array()
        .unwrap()
        .iter()
        .map(|head| head.as_str().unwrap())
        .collect();
    opened_heads.sort_unstable();
    assert_eq!(opened_heads, heads);
}
