//! A document made by our core opens in stock Automerge for JavaScript with the same content and
//! the same heads: an export is readable without any of our code.
//!
//! Needs Node and `npm ci` in `tests/interop`; `./check` provides both. Without them the test says
//! that it did not run.

// Test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use samenspel_document::snapshot;
use samenspel_document::snapshot::Snapshot;
use samenspel_document::text::make_change;
use samenspel_document::{Actor, ChainedEntry, materialise};
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
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
        // Not `eprintln!`: the test harness would swallow it.
        let notice = b"\nNOT RUN: no tests/interop/node_modules; run `npm ci` in tests/interop\n";
        std::io::stderr().write_all(notice).unwrap();
    }
    installed
}

fn series() -> Series {
    Series {
        org: OrgId([1; 16]),
        kind: DocumentKind::Agreements,
        subject: Subject::Child(ChildId([2; 16])),
    }
}

fn entry(author: u8, kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: series(),
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

fn text_entry(author: u8, kind: &str, words: &str) -> Entry {
    entry(author, kind, &[("text", Value::Text(words.into()))])
}

/// The first entry of its device in this document, as the server's log places it.
fn chained(entry: &Entry, position: u64, text_change: Option<Vec<u8>>) -> ChainedEntry {
    ChainedEntry {
        signed: SignedEntry::sign(entry, &DeviceKey::from_bytes(&[7; 32])),
        actor: Actor::entry(entry.device, Incarnation([9; 8])),
        seq: 1,
        position,
        corrected_at: WRITTEN_AT,
        certainty: Certainty::Measured,
        arrived_at: WRITTEN_AT,
        late: false,
        text_change,
    }
}

/// The document as an export has it: taken out of a snapshot.
fn exported(entries: &[ChainedEntry]) -> Snapshot {
    let series = series();
    let placement = Placement::first(series.kind, WRITTEN_AT);
    snapshot::read(&snapshot::build(&series, &placement, None, entries).unwrap()).unwrap()
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

fn assert_same_heads(opened: &Json, exported: &Snapshot) {
    let heads: Vec<String> = exported.heads.iter().map(|head| hex(head)).collect();
    let mut opened: Vec<&str> = opened["heads"]
        .as_array()
        .unwrap()
        .iter()
        .map(|head| head.as_str().unwrap())
        .collect();
    opened.sort_unstable();
    assert_eq!(opened, heads);
}

#[test]
fn stock_automerge_for_javascript_reads_every_kind_of_value() {
    if !stock_automerge_is_installed() {
        return;
    }
    let note = entry(
        4,
        "approval",
        &[
            ("agreement", Value::Bytes(vec![3; 32])),
            ("review_at", Value::Int(-1)),
            ("withdrawn", Value::Bool(false)),
            ("note", Value::Null),
            ("text", Value::Text("Şekerleme: 30 dakika. 😴".into())),
        ],
    );
    let exported = exported(&[chained(&note, 1, None)]);

    let opened = open_in_javascript(&exported.automerge);

    assert_eq!(
        opened["content"]["entries"][note.key.to_string()],
        json!({
            "_kind": "approval",
            "_schema": 1,
            "_at": WRITTEN_AT.0,
            "agreement": "03".repeat(32),
            "review_at": -1,
            "withdrawn": false,
            "note": null,
            "text": "Şekerleme: 30 dakika. 😴",
        })
    );
    assert_same_heads(&opened, &exported);
}

#[test]
fn stock_automerge_for_javascript_reads_an_agreement_after_the_other_side_changed_it() {
    if !stock_automerge_is_installed() {
        return;
    }
    let agreement = text_entry(3, "agreement", "Na het fruit gaat Noor slapen. 😴");
    let first = chained(&agreement, 1, None);
    let document = materialise(None, std::slice::from_ref(&first)).unwrap();
    let actor = Actor::text(DeviceId([4; 16]), [5; 8]);
    let agreed = "Na het fruit gaat Noor één uur slapen. 😴";
    let edit = make_change(&document, &agreement.key, &actor, agreed)
        .unwrap()
        .unwrap();
    let edited = entry(
        4,
        "text_edit",
        &[
            ("agreement", Value::Bytes(agreement.key.to_bytes().to_vec())),
            ("text_hash", Value::Bytes(edit.text_hash.to_vec())),
            ("change_hash", Value::Bytes(edit.change.hash().to_vec())),
        ],
    );
    let second = chained(&edited, 2, Some(edit.change.bytes().to_vec()));
    let exported = exported(&[first, second]);

    let opened = open_in_javascript(&exported.automerge);

    let key = agreement.key.to_string();
    assert_eq!(opened["content"]["texts"][&key], agreed);
    assert_eq!(opened["content"]["entries"][&key]["_kind"], "agreement");
    assert_same_heads(&opened, &exported);
}

/// What a field looks like in JSON as the script prints it.
fn as_json(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => json!(hex(bytes)),
        Value::Int(number) => json!(number),
        Value::Bool(flag) => json!(flag),
        Value::Null => Json::Null,
    }
}

#[test]
fn stock_automerge_for_javascript_reads_a_document_of_every_kind_as_it_was_written() {
    if !stock_automerge_is_installed() {
        return;
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../core/document/tests/document/documents/corpus/kinds-1");
    for kind in DocumentKind::ALL {
        let bytes = std::fs::read(corpus.join(format!("{}.bin", kind.name()))).unwrap();
        let read = snapshot::read(&bytes).unwrap();
        let opened = open_in_javascript(&read.automerge);
        let entries = opened["content"]["entries"].as_object().unwrap();
        assert_eq!(entries.len(), read.entries.len(), "{}", kind.name());
        for chained in &read.entries {
            let entry = chained.signed.entry().unwrap();
            let shown = &entries[&entry.key.to_string()];
            assert_eq!(shown["_kind"], json!(entry.kind.as_str()));
            for (name, value) in entry.fields.iter() {
                assert_eq!(
                    shown[name.as_str()],
                    as_json(value),
                    "{}.{name}",
                    entry.kind
                );
            }
        }
        assert_same_heads(&opened, &read);
    }
}
