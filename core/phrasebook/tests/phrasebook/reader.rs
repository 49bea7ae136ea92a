//! What the phrasebook's tests share: a child, an author, notes, and a note as a screen shows it.

#![allow(dead_code)] // each test file uses its own part

use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::{Language, Names, Phrase, StatusWord, render_entry};
use samenspel_rules::schema;
use samenspel_rules::schema::{Field, FieldType};

/// The child of every note.
pub const NOOR: ChildId = ChildId([1; 16]);
/// The author of every note.
pub const FATIMA: PersonId = PersonId([2; 16]);
/// Tuesday 24 November 2026, 08:10 in the Netherlands.
pub const TUESDAY_MORNING: UnixMillis = UnixMillis(1_795_504_200_000);

/// A directory that knows one child and one professional.
pub struct Directory;

impl Names for Directory {
    fn child(&self, child: ChildId) -> Option<String> {
        (child == NOOR).then(|| "Noor".to_owned())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        (person == FATIMA).then(|| "Fatima".to_owned())
    }
}

/// A note of Fatima about Noor on Tuesday morning.
pub fn note(document: DocumentKind, kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: Series {
            org: OrgId([9; 16]),
            kind: document,
            subject: Subject::Child(NOOR),
        },
        schema: schema::SCHEMA,
        key: EntryKey {
            person: FATIMA,
            entry: [3; 16],
        },
        kind: NoteKind::new(kind).unwrap(),
        fields: set,
        written_at: TUESDAY_MORNING,
        device: DeviceId([4; 16]),
    }
}

/// A text value.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A moment on Tuesday, in the Netherlands.
pub fn at(hour: i64, minute: i64) -> Value {
    let since_ten_past_eight = (hour - 8) * 60 + minute - 10;
    Value::Int(TUESDAY_MORNING.0 + since_ten_past_eight * UnixMillis::MINUTE_MS)
}

/// As a screen would show it, one line per phrase.
pub fn shown(entry: &Entry, language: Language) -> String {
    let line = |phrase: Phrase| match phrase {
        Phrase::Coded(sentence) => sentence,
        Phrase::Written {
            label,
            text,
            language: None,
        } => format!("{label}: “{text}”"),
        Phrase::Written {
            label,
            text,
            language: Some(language),
        } => format!("{label} [{}]: “{text}”", language.name),
    };
    let lines = render_entry(entry, language, &Directory);
    lines
        .into_iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n    ")
}

/// Every status a note can have.
pub fn every_status() -> Vec<StatusWord> {
    let names = vec!["Fatima".to_owned(), "Karim".to_owned()];
    vec![
        StatusWord::Draft,
        StatusWord::OnThisDevice,
        StatusWord::Sent,
        StatusWord::ReadBy(names.clone()),
        StatusWord::TakenOverBy(names),
        StatusWord::HeldForManager,
        StatusWord::Refused,
    ]
}

/// Every value that tells something different in a field.
pub fn values_of(field: &Field) -> Vec<Value> {
    match field.holds {
        FieldType::Text => vec![text("pinda")],
        FieldType::Code(list) => list.codes.iter().map(|code| text(code)).collect(),
        FieldType::Codes(list) => {
            let codes = list.codes;
            let single = codes.iter().map(|code| text(code));
            single.chain([text(&codes.join(" "))]).collect()
        }
        FieldType::Number(least, most) => vec![Value::Int(least), Value::Int(most)],
        FieldType::Moment => vec![at(14, 5)],
        FieldType::Date => vec![text("2027-03-05")],
        FieldType::Flag => vec![Value::Bool(true), Value::Bool(false)],
        FieldType::Child | FieldType::Person => vec![Value::Bytes(FATIMA.0.to_vec())],
        FieldType::Language
        | FieldType::Key
        | FieldType::Keys
        | FieldType::ForeignKey
        | FieldType::ForeignKeys
        | FieldType::Hash => vec![],
    }
}

/// What a reader learns otherwise: the child by its name in the other sentences, a template's
/// number not at all, and "not withdrawn" by the note itself.
pub fn needs_no_sentence(field: &Field, value: &Value) -> bool {
    matches!(field.name, "child" | "template")
        || (field.name == "withdrawn" && *value == Value::Bool(false))
}
