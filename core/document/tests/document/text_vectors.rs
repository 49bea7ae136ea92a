//! The test vector of co-written text beside docs/protocol.md. `UPDATE_VECTORS=1` writes it anew,
//! which is a change of the protocol and needs a reason.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use samenspel_document::text::{check, edits_hash, inspect};
use samenspel_testkit::texts::*;
use serde_json::{Value as Json, json};

const NEW_TEXT: &str = "Mila slaapt om 13 uur, قيلولة.";

fn hex(bytes: impl AsRef<[u8]>) -> String {
    let bytes = bytes.as_ref().iter();
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(json: &Json) -> Vec<u8> {
    let text = json.as_str().unwrap();
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}

fn computed() -> Json {
    let document = document();
    let edit = edit(&document, text_actor(SAMIRAS_PHONE), NEW_TEXT);
    let changes = document.get_changes(&[]);
    json!({
        "document": changes.iter().map(|change| hex(change.raw_bytes())).collect::<Vec<_>>(),
        "agreement": hex(agreement().to_bytes()),
        "text_before": TEXT,
        "device": hex(SAMIRAS_PHONE.0),
        "actor": hex(text_actor(SAMIRAS_PHONE).as_bytes()),
        "change": hex(edit.change.bytes()),
        "change_hash": hex(edit.change.hash()),
        "text_after": edit.text,
        "text_hash": hex(edit.text_hash),
        "edits": [hex(key(8).to_bytes()), hex(key(7).to_bytes())],
        "edits_hash": hex(edits_hash(&[key(8), key(7)])),
    })
}

#[test]
fn the_edit_and_its_hashes_are_as_written_down() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../protocol/vectors/text_change.json"
    );
    let text = serde_json::to_string_pretty(&computed()).unwrap() + "\n";
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert_eq!(kept, text, "the form of a text change has changed");
    // Whoever has the file alone can follow it.
    let kept: Json = serde_json::from_str(&kept).unwrap();
    let mut document = automerge::Automerge::new();
    for change in kept["document"].as_array().unwrap() {
        apply(&mut document, &unhex(change));
    }
    let change = inspect(&unhex(&kept["change"])).unwrap();
    let checked = check(&document, &agreement(), &change, SAMIRAS_PHONE).unwrap();
    assert_eq!(checked.text, kept["text_after"].as_str().unwrap());
    apply(&mut document, change.bytes());
    assert_eq!(text_of(&document), checked.text);
}
