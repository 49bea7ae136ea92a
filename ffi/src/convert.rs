//! Words of the apps into those of the core, and back. Decides nothing.

use samenspel_core::device::client::SyncReport;
use samenspel_core::device::{self, InboxContent, NewNote, Status};
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Entry, FieldName, Fields, NoteKind, Value};
use samenspel_core::ids::{EntryKey, OrgId};
use samenspel_core::schema::{self, FieldType};
use samenspel_core::sync::{State, StopReason};

use crate::{
    FieldValue, InboxItemView, NoteField, NoteRequest, NoteStatus, NoteSubject, NoteView,
    SamenspelError, SyncReportView, SyncState,
};

/// Reads an id or a key.
pub(crate) fn parse<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, SamenspelError> {
    text.parse().map_err(|_| SamenspelError::input("id", what))
}

pub(crate) fn series(
    org: OrgId,
    document: &str,
    subject: &NoteSubject,
) -> Result<Series, SamenspelError> {
    let kind = DocumentKind::ALL
        .into_iter()
        .find(|kind| kind.name() == document)
        .ok_or_else(|| SamenspelError::input("unknown", "document"))?;
    let series = Series {
        org,
        kind,
        subject: subject_of(subject)?,
    };
    if !series.is_well_formed() {
        return Err(SamenspelError::input("wrong_subject", "subject"));
    }
    Ok(series)
}

pub(crate) fn subject_of(subject: &NoteSubject) -> Result<Subject, SamenspelError> {
    Ok(match subject {
        NoteSubject::Child { child } => Subject::Child(parse(child, "child")?),
        NoteSubject::Group { group } => Subject::Group(parse(group, "group")?),
        NoteSubject::ChildParent { child, parent } => {
            Subject::ChildParent(parse(child, "child")?, parse(parent, "parent")?)
        }
        NoteSubject::Case { circle } => Subject::Case(parse(circle, "circle")?),
        NoteSubject::Organisation => Subject::Organisation,
    })
}

pub(crate) fn new_note(org: OrgId, request: &NoteRequest) -> Result<NewNote, SamenspelError> {
    let mut fields = Fields::new();
    for field in &request.fields {
        fields
            .set(&field.name, value(&field.value)?)
            .map_err(|_| SamenspelError::input("value", &field.name))?;
    }
    Ok(NewNote {
        series: series(org, &request.document, &request.subject)?,
        kind: NoteKind::new(request.kind.as_str())
            .map_err(|_| SamenspelError::input("unknown", "kind"))?,
        fields,
    })
}

fn value(given: &FieldValue) -> Result<Value, SamenspelError> {
    Ok(match given {
        FieldValue::Text { value } => Value::Text(value.clone()),
        FieldValue::Number { value } => Value::Int(*value),
        FieldValue::Flag { value } => Value::Bool(*value),
        FieldValue::Bytes { value } => Value::Bytes(value.clone()),
        FieldValue::Empty => Value::Null,
        FieldValue::Notes { keys } => {
            let mut bytes = Vec::with_capacity(keys.len() * 32);
            for key in keys {
                bytes.extend_from_slice(&parse::<EntryKey>(key, "keys")?.to_bytes());
            }
            Value::Bytes(bytes)
        }
    })
}

/// The fields of an entry; the schema says which of them hold keys.
pub(crate) fn fields(entry: &Entry) -> Vec<NoteField> {
    entry
        .fields
        .iter()
        .map(|(name, value)| NoteField {
            name: name.as_str().to_owned(),
            value: field_value(entry, name, value),
        })
        .collect()
}

fn field_value(entry: &Entry, name: &FieldName, value: &Value) -> FieldValue {
    match value {
        Value::Text(text) => FieldValue::Text {
            value: text.clone(),
        },
        Value::Int(number) => FieldValue::Number { value: *number },
        Value::Bool(flag) => FieldValue::Flag { value: *flag },
        Value::Null => FieldValue::Empty,
        Value::Bytes(_) if holds_keys(entry, name) => FieldValue::Notes {
            keys: entry
                .keys(name.as_str())
                .iter()
                .map(ToString::to_string)
                .collect(),
        },
        Value::Bytes(bytes) => FieldValue::Bytes {
            value: bytes.clone(),
        },
    }
}

fn holds_keys(entry: &Entry, name: &FieldName) -> bool {
    let field = schema::kind(entry.kind.as_str()).and_then(|kind| kind.field(name.as_str()));
    field.is_some_and(|field| {
        matches!(
            field.holds,
            FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys
        )
    })
}

pub(crate) fn note(note: &device::NoteView, status: Status) -> NoteView {
    NoteView {
        key: note.entry.key.to_string(),
        document: note.entry.series.kind.name().into(),
        kind: note.entry.kind.as_str().into(),
        author: note.entry.author().to_string(),
        written_at_ms: note.at.0,
        fields: fields(&note.entry),
        status: status.into(),
    }
}

pub(crate) fn inbox_item(item: device::InboxItem) -> InboxItemView {
    let (kind, fields) = match item.content {
        InboxContent::Note(entry) => (entry.kind.as_str().to_owned(), fields(&entry)),
        InboxContent::TextEdit { agreement, text } => (
            "text_edit".to_owned(),
            vec![
                NoteField {
                    name: "agreement".into(),
                    value: FieldValue::Notes {
                        keys: vec![agreement.to_string()],
                    },
                },
                NoteField {
                    name: "text".into(),
                    value: FieldValue::Text { value: text },
                },
            ],
        ),
        InboxContent::Directory(_) => ("directory".to_owned(), Vec::new()),
    };
    InboxItemView {
        key: item.key.to_string(),
        kind,
        fields,
        status: item.status.into(),
    }
}

impl From<Status> for NoteStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::OnThisDevice => Self::OnThisDevice,
            Status::Sent => Self::Sent,
            Status::ReadBy(people) => Self::ReadBy {
                people: people.iter().map(ToString::to_string).collect(),
            },
            Status::TakenOverBy(person) => Self::TakenOverBy {
                person: person.to_string(),
            },
            Status::Held(why) => Self::Held {
                code: why.as_str().into(),
            },
            Status::Refused { code, args } => Self::Refused {
                code: code.as_str().into(),
                args,
            },
        }
    }
}

impl From<State> for SyncState {
    fn from(state: State) -> Self {
        match state {
            State::Idle => Self::Idle,
            State::Syncing => Self::Syncing,
            State::Waiting { .. } => Self::Waiting,
            State::Offline => Self::Offline,
            State::Stopped(StopReason::DeviceRevoked) => Self::DeviceRevoked,
            State::Stopped(StopReason::UnsupportedVersion) => Self::UpdateNeeded,
            State::Stopped(StopReason::NotEnrolled) => Self::NotEnrolled,
            State::Stopped(StopReason::UnknownOrganisation) => Self::WrongServer,
        }
    }
}

impl From<SyncReport> for SyncReportView {
    fn from(report: SyncReport) -> Self {
        Self {
            state: report.state.into(),
            unfinished: report.unfinished,
            answers: report.answers,
            requests: report.traffic.requests,
            bytes_up: report.traffic.bytes_up,
            bytes_down: report.traffic.bytes_down,
            failure: report
                .failure
                .map(|error| SamenspelError::from(error).code().into()),
        }
    }
}
