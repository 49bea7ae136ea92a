//! A document of each kind with a note of every kind that it takes, as this version writes them, kept
//! in `corpus/kinds-1/`: later versions must load them and read the same in them. A kind that is new
//! gets a folder of its own; a file that is there is never written again.
//!
//! To add a folder: `SAMENSPEL_WRITE_CORPUS=1 cargo test -p samenspel-document --test document`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use samenspel_document::{Actor, ChainState, ChainedEntry, materialise, snapshot};
use samenspel_model::entry::{Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::{
    ChildId, CircleId, DeviceId, EntryKey, GroupId, Incarnation, OrgId, PersonId,
};
use samenspel_model::series::{DocumentKind, Placement, Series, Subject};
use samenspel_model::time::Certainty;
use samenspel_rules::schema;
use samenspel_rules::schema::{Field, FieldType, Kind, SCHEMA};

use crate::documents::support::{MORNING, device_key};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/document/documents/corpus/kinds-1")
}

fn subject(kind: DocumentKind) -> Subject {
    match kind {
        DocumentKind::ParentDesk | DocumentKind::ParentChannel => {
            Subject::ChildParent(ChildId([2; 16]), PersonId([3; 16]))
        }
        DocumentKind::Circle => Subject::Case(CircleId([2; 16])),
        DocumentKind::Group | DocumentKind::Board => Subject::Group(GroupId([2; 16])),
        DocumentKind::Handbook => Subject::Organisation,
        _ => Subject::Child(ChildId([2; 16])),
    }
}

fn key(number: u8) -> EntryKey {
    EntryKey {
        person: PersonId([3 + number % 2; 16]),
        entry: [number; 16],
    }
}

/// The last of its codes, so that lists that grow show it.
fn example(field: &Field, other: EntryKey) -> Value {
    match field.holds {
        FieldType::Text => Value::Text(format!("Noor, {}: één uur, şeker, 😴", field.name)),
        FieldType::Code(list) => Value::Text((*list.codes.last().unwrap()).into()),
        FieldType::Codes(list) => Value::Text(list.codes.join(" ")),
        FieldType::Number(_, most) => Value::Int(most),
        FieldType::Moment => Value::Int(MORNING.0),
        FieldType::Date => Value::Text("2026-12-31".into()),
        FieldType::Language => Value::Text("nl".into()),
        FieldType::Flag => Value::Bool(true),
        FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys => {
            Value::Bytes(other.to_bytes().to_vec())
        }
        FieldType::Child | FieldType::Person => Value::Bytes(vec![3; 16]),
        FieldType::Hash => Value::Bytes(vec![9; 32]),
    }
}

fn note(series: Series, kind: &Kind, number: u8, other: EntryKey) -> Entry {
    let mut fields = Fields::new();
    for field in kind.fields {
        fields.set(field.name, example(field, other)).unwrap();
    }
    fields.set("language", Value::Text("nl".into())).unwrap();
    if kind.name == "correction" {
        let right = Value::Text("Zo is het.".into());
        fields.set("text", right).unwrap();
    }
    Entry {
        series,
        schema: SCHEMA,
        key: key(number),
        kind: NoteKind::new(kind.name).unwrap(),
        fields,
        written_at: MORNING.plus_ms(i64::from(number) * 60_000),
        device: DeviceId([3 + number % 2; 16]),
    }
}

/// One note of every kind that the document takes, but for edits: those need their change.
fn everything(kind: DocumentKind) -> (Series, Vec<ChainedEntry>) {
    let series = Series {
        org: OrgId([1; 16]),
        kind,
        subject: subject(kind),
    };
    let mut next_seq: BTreeMap<DeviceId, u64> = BTreeMap::new();
    let takes = schema::kinds()
        .iter()
        .filter(|it| it.documents.contains(&kind) && it.name != "text_edit");
    let entries = takes.zip(1u8..).map(|(it, number)| {
        let entry = note(series, it, number, key(number.saturating_sub(1).max(1)));
        let seq = next_seq
            .entry(entry.device)
            .or_insert(ChainState::start().seq);
        *seq += 1;
        ChainedEntry {
            signed: SignedEntry::sign(&entry, &device_key(entry.device.0[0])),
            actor: Actor::entry(entry.device, Incarnation([7; 8])),
            seq: *seq,
            position: u64::from(number),
            corrected_at: entry.written_at,
            certainty: Certainty::Measured,
            arrived_at: entry.written_at.plus_ms(1_000),
            late: false,
            text_change: None,
        }
    });
    (series, entries.collect())
}

/// With its content, which `Debug` does not show.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("Text({text:?})"),
        Value::Bytes(bytes) => format!("Bytes({bytes:?})"),
        Value::Int(number) => format!("Int({number})"),
        Value::Bool(flag) => format!("Bool({flag})"),
        Value::Null => "Null".into(),
    }
}

fn described(read: &snapshot::Snapshot) -> String {
    let mut lines = String::new();
    for entry in &read.entries {
        let entry = entry.signed.entry().unwrap();
        writeln!(lines, "{} {} {}", entry.key, entry.kind, entry.written_at).unwrap();
        for (name, value) in entry.fields.iter() {
            writeln!(lines, "  {name}: {}", shown(value)).unwrap();
        }
    }
    lines
}

#[test]
fn a_document_of_every_kind_that_an_earlier_version_saved_loads_and_says_the_same() {
    let folder = corpus();
    if std::env::var_os("SAMENSPEL_WRITE_CORPUS").is_some() {
        write_what_is_missing(&folder);
    }
    for kind in DocumentKind::ALL {
        let file = folder.join(format!("{}.bin", kind.name()));
        let bytes = std::fs::read(&file).unwrap();
        let read = snapshot::read(&bytes).unwrap();
        assert_eq!(read.series.kind, kind);
        let said = std::fs::read_to_string(file.with_extension("txt")).unwrap();
        assert_eq!(described(&read), said, "{}", kind.name());
        for entry in &read.entries {
            let entry = entry.signed.entry().unwrap();
            assert_eq!(schema::check(&entry), Ok(()), "{}", entry.kind);
        }
        let document = materialise(Some(&bytes), &[]).unwrap();
        let heads: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
        assert_eq!(heads, read.heads);
    }
}

#[test]
fn every_note_kind_of_this_version_can_be_saved_and_read_back() {
    for kind in DocumentKind::ALL {
        let (series, entries) = everything(kind);
        let placement = Placement::first(kind, MORNING);
        let bytes = snapshot::build(&series, &placement, None, &entries).unwrap();
        let read = snapshot::read(&bytes).unwrap();
        assert_eq!(read.entries, entries);
        for entry in &read.entries {
            let entry = entry.signed.entry().unwrap();
            assert_eq!(schema::check(&entry), Ok(()), "{}", entry.kind);
        }
    }
}

fn write_what_is_missing(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for kind in DocumentKind::ALL {
        let file = folder.join(format!("{}.bin", kind.name()));
        if file.exists() {
            continue;
        }
        let (series, entries) = everything(kind);
        let placement = Placement::first(kind, MORNING);
        let bytes = snapshot::build(&series, &placement, None, &entries).unwrap();
        let read = snapshot::read(&bytes).unwrap();
        std::fs::write(file.with_extension("txt"), described(&read)).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}
