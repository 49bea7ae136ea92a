//! Everything the fuzzer ever found worth keeping, through the same doors, with the stable compiler.
//! `UPDATE_CORPUS=1` writes the seeds that the fuzzer starts from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../fuzz/doors.rs"]
mod doors;
#[path = "../../fuzz/import_door.rs"]
mod import_door;

use std::path::{Path, PathBuf};

use samenspel_document::Actor;
use samenspel_document::text::make_change;
use samenspel_model::ids::{DeviceId, EntryKey, PersonId};
use serde_json::Value as Json;

/// What a decoder is called with.
type Door = fn(&[u8]);

const DOORS: [(&str, Door); 7] = [
    ("entry", doors::entry),
    ("text_change", doors::text_change),
    ("request", doors::request),
    ("response", doors::response),
    ("invitation", doors::invitation),
    ("snapshot", doors::snapshot),
    ("import", import_door::import),
];
/// So that it stays small and quick.
const FILES_PER_DOOR_MAX: usize = 50;

fn corpus(door: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(door)
}

#[test]
fn everything_in_the_corpus_passes_its_door_without_harm() {
    for (name, door) in DOORS {
        let mut files = 0;
        for file in std::fs::read_dir(corpus(name)).unwrap() {
            door(&std::fs::read(file.unwrap().path()).unwrap());
            files += 1;
        }
        assert!(files > 0, "{name} has no corpus");
        assert!(
            files <= FILES_PER_DOOR_MAX,
            "{name}: {files} files; minimise with cargo fuzz cmin"
        );
    }
}

#[test]
fn the_seeds_are_in_the_corpus() {
    for (name, seeds) in seeds() {
        for (number, seed) in seeds.iter().enumerate() {
            let path = corpus(name).join(format!("seed-{number}"));
            if std::env::var_os("UPDATE_CORPUS").is_some() {
                std::fs::create_dir_all(corpus(name)).unwrap();
                std::fs::write(&path, seed).unwrap();
            }
            assert!(path.exists(), "{name}: seed {number} is missing");
        }
    }
}

fn seeds() -> Vec<(&'static str, Vec<Vec<u8>>)> {
    let mut requests = strings("request", "body_cbor");
    requests.extend(strings("request", "body_wire"));
    requests.extend(strings("enrolment", "request_cbor"));
    let invitations = texts("enrolment", "text");
    vec![
        ("entry", strings("entry", "cbor")),
        ("text_change", text_changes()),
        ("request", requests),
        ("response", strings("response", "cbor")),
        ("invitation", invitations),
        ("snapshot", vec![stored_snapshot()]),
        ("import", vec![IMPORT_FILES.as_bytes().to_vec()]),
    ]
}

/// One small location, in the order of the files' kinds.
const IMPORT_FILES: &str = "\
id,name,location,location_name\nzon,Zonnetjes,linde,De Linde\n\0\
id,first_name,last_name,languages,phone\no1,Samira,Haddad,ar nl,06 555 12 345\ns1,Karin,Bakker,nl,\n\0\
id,first_name,last_name,birth_date,group,days,from,until\nk1,Noor,Haddad,2023-04-05,zon,ma di,2024-01-01,\n\0\
id,child,named_by,name,relation,phone\nc1,k1,o1,Huda Haddad,oma,070 555 01 00\n\0\
person,role,of,from,until\no1,parent,k1,,\ns1,mentor,k1,2024-01-01,2025-12-31\ns1,manager,,2024-01-01,\n";

fn stored_snapshot() -> Vec<u8> {
    let path = "../core/document/tests/document/documents/corpus/snapshot-1.bin";
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn text_changes() -> Vec<Vec<u8>> {
    let key = EntryKey {
        person: PersonId([1; 16]),
        entry: [1; 16],
    };
    let actor = Actor::text(DeviceId([11; 16]), [7; 8]);
    let texts = [
        "Mila slaapt om 13 uur.",
        "xMila slaapt om 12 uur.",
        "",
        "قهوة",
        "Mila slaapt.",
    ];
    let mut changes = Vec::new();
    for text in texts {
        let edit = make_change(&doors::agreement(), &key, &actor, text)
            .unwrap()
            .unwrap();
        changes.push(edit.change.bytes().to_vec());
    }
    changes
}

fn vectors(file: &str) -> Json {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/protocol/vectors");
    let text = std::fs::read_to_string(folder.join(file).with_extension("json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every hexadecimal text under a key of that name, anywhere in a file of test vectors.
fn strings(file: &str, key: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    collect(&vectors(file), key, &mut found);
    assert!(!found.is_empty(), "{file} has no {key}");
    found.iter().map(|text| unhex(text)).collect()
}

fn texts(file: &str, key: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    collect(&vectors(file), key, &mut found);
    assert!(!found.is_empty(), "{file} has no {key}");
    found.into_iter().map(String::into_bytes).collect()
}

fn collect(json: &Json, key: &str, found: &mut Vec<String>) {
    match json {
        Json::Object(object) => {
            for (name, value) in object {
                match value {
                    Json::String(text) if name == key => found.push(text.clone()),
                    _ => collect(value, key, found),
                }
            }
        }
        Json::Array(array) => array.iter().for_each(|value| collect(value, key, found)),
        _ => {}
    }
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
        .collect()
}
