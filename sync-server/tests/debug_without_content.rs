//! What `Debug` prints of the server's own types goes into logs and failed assertions: nothing of a person,
//! a note, a reason or a secret may be in it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use samenspel_model::ids::{ChildId, InvitationId, PersonId};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Directory;
use samenspel_testkit::random::Counter;
use sync_server::audit::{About, By, Fact, Opening};
use sync_server::engine::OpenBecause;
use sync_server::import::{Context, ExternalIds, FileKind, Source, plan};
use sync_server::storage::{AuditRow, InvitationRow, PayloadRow, SnapshotRow};

/// In every text and all bytes of this test.
const SECRET: &str = "zebrapad";

#[track_caller]
fn hides(value: &impl Debug) {
    let shown = format!("{value:?}");
    let bytes: Vec<String> = SECRET.bytes().map(|byte| byte.to_string()).collect();
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains(&bytes.join(", ")), "as bytes: {shown}");
}

fn secret() -> String {
    SECRET.to_owned()
}

fn bytes() -> Vec<u8> {
    SECRET.as_bytes().to_vec()
}

fn people() -> Source {
    let text = format!("id,first_name,last_name,phone\n{SECRET},{SECRET},{SECRET},612345678\n");
    Source {
        kind: FileKind::People,
        bytes: text.into_bytes(),
    }
}

#[test]
fn what_an_import_read_and_plans_shows_no_cell_and_no_external_id() {
    hides(&people());
    let context = Context {
        now: UnixMillis(1_760_000_000_000),
        time_zone: TimeZone::UTC,
        names_moved: false,
    };
    let (directory, ids) = (Directory::new(), ExternalIds::default());
    let import = |source| {
        let files = [source];
        plan(&files, &directory, ids.clone(), &context, &mut Counter(0))
    };
    let taken = import(people()).unwrap();
    assert_eq!(taken.warnings.shown().len(), 1);
    hides(&taken);
    hides(&taken.ids);
    let mut wrong = people();
    wrong
        .bytes
        .extend(format!("{SECRET},,{SECRET},{SECRET}\n").into_bytes());
    let errors = import(wrong).unwrap_err();
    assert!(errors.count() > 1);
    hides(&errors);
    assert!(!errors.to_string().contains(SECRET));
}

#[test]
fn why_something_was_opened_is_shown_by_the_audit_alone() {
    hides(&OpenBecause {
        manager: PersonId([1; 16]),
        subject: Subject::Child(ChildId([2; 16])),
        kinds: vec![DocumentKind::Handover],
        reason: secret(),
        hours: 4,
    });
    let fact = Fact {
        actor: By::Operator,
        about: About::Organisation,
        detail: secret(),
    };
    hides(&fact);
    let mut salt = [0; 32];
    salt[..SECRET.len()].copy_from_slice(SECRET.as_bytes());
    hides(&Opening { salt, fact });
}

#[test]
fn rows_of_the_store_show_no_bytes_of_what_they_hold() {
    let mut hash = [0; 32];
    hash[..SECRET.len()].copy_from_slice(SECRET.as_bytes());
    hides(&PayloadRow {
        position: 1,
        sealed: bytes(),
    });
    hides(&SnapshotRow {
        as_of: 1,
        entries: 1,
        length: 8,
        part_bytes: 8,
        parts: vec![bytes()],
    });
    hides(&InvitationRow {
        id: InvitationId([1; 16]),
        code_hash: hash,
        holder: bytes(),
        expires_at: UnixMillis(1),
        used_by: None,
        made_by: None,
    });
    hides(&AuditRow {
        number: 1,
        at: UnixMillis(1),
        action: 1,
        commitment: [0; 32],
        hash: [0; 32],
        document: samenspel_model::ids::DocumentId([3; 16]),
        opening: Some(bytes()),
    });
}

/// Types that print a text or bytes, and why there is nothing of anybody in it.
const SHOWN: [(&str, &str); 18] = [
    ("Report", "of a benchmark"),
    ("ConfigSources", "settings; none is secret"),
    ("File", "settings; none is secret"),
    ("Config", "settings; none is secret"),
    ("ConfigError", "a setting's name and what is expected"),
    ("DataFolderError", "ids of organisations"),
    ("Check", "what doctor says, which names ids and counts"),
    ("HeldEntry", "the kind of a note"),
    ("Approved", "hashes"),
    ("LineError", "never quotes a cell"),
    ("Said", "made of LineError"),
    ("ImportErrors", "names of files"),
    ("Warnings", "made of LineError"),
    ("IdStoreError", "names of files"),
    ("StorageError", "names of files, and what SQLite says"),
    ("TrialSettings", "arguments of the worker"),
    ("Figures", "counts of the demo"),
    ("Carried", "counts of the demo"),
];

#[test]
fn no_other_type_of_the_server_prints_a_text_or_bytes() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut printing = BTreeSet::new();
    let mut types = 0;
    for file in files(&source) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (name, body) in debugged(&text) {
            types += 1;
            if ["String", "Vec<u8>", "Box<[u8]>", "Cow<", "&'a str"]
                .iter()
                .any(|it| body.contains(it))
            {
                printing.insert(name);
            }
        }
    }
    assert!(types > 80, "the walk found {types} types only");
    let shown: BTreeSet<String> = SHOWN.iter().map(|(name, _)| (*name).to_owned()).collect();
    let unexpected: Vec<&String> = printing.difference(&shown).collect();
    assert!(
        unexpected.is_empty(),
        "hide what they hold, or say why not: {unexpected:?}"
    );
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

/// Names and bodies of the types that derive `Debug`, without comments and attributes.
fn debugged(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let derives = line.trim_start().starts_with("#[derive(") && line.contains("Debug");
        if !derives {
            continue;
        }
        let is_name = |line: &&str| line.contains("struct ") || line.contains("enum ");
        let Some(head) = lines.by_ref().find(is_name) else {
            continue;
        };
        let rest = head
            .split("struct ")
            .nth(1)
            .or_else(|| head.split("enum ").nth(1))
            .unwrap();
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let mut body = rest.to_owned();
        if !head.trim_end().ends_with([';', '}']) {
            let inside = lines.by_ref().take_while(|line| *line != "}");
            let code = inside.filter(|it| !it.trim_start().starts_with(['/', '#']));
            body.extend(code);
        }
        found.push((name, body));
    }
    found
}
