//! Notes as the core has them into those of the apps.
use samenspel_device::{InboxContent, Status};
use samenspel_model::entry::{Entry, FieldName, Fields, Value};
use samenspel_model::ids::PersonId;
use samenspel_model::series::Subject;
use samenspel_rules::schema;
use samenspel_rules::schema::FieldType;

use crate::{
    AgreementView, ApprovalView, DraftView, ExportView, ExportedDocument, FieldValue,
    InboxItemView, NoteField, NoteRequest, NoteStatus, NoteSubject, NoteView, OverlapView,
    ReflectionView,
};

/// The fields of an entry; the schema says which of them hold keys and ids.
pub(crate) fn fields(kind: &str, fields: &Fields) -> Vec<NoteField> {
    fields
        .iter()
        .map(|(name, value)| NoteField {
            name: name.as_str().to_owned(),
            value: field_value(kind, fields, name, value),
        })
        .collect()
}

fn of_entry(entry: &Entry) -> Vec<NoteField> {
    fields(entry.kind.as_str(), &entry.fields)
}

fn field_value(kind: &str, fields: &Fields, name: &FieldName, value: &Value) -> FieldValue {
    match value {
        Value::Text(text) => FieldValue::Text {
            value: text.clone(),
        },
        Value::Int(number) => FieldValue::Number { value: *number },
        Value::Bool(flag) => FieldValue::Flag { value: *flag },
        Value::Null => FieldValue::Empty,
        Value::Bytes(_) if holds_keys(kind, name) => FieldValue::Notes {
            keys: fields
                .keys(name.as_str())
                .iter()
                .map(ToString::to_string)
                .collect(),
        },
        Value::Bytes(bytes) => match PersonId::from_slice(bytes) {
            // Ids of people and of children are written alike.
            Ok(id)
                if matches!(
                    holds(kind, name),
                    Some(FieldType::Child | FieldType::Person)
                ) =>
            {
                FieldValue::Id { id: id.to_string() }
            }
            _ => FieldValue::Bytes {
                value: bytes.clone(),
            },
        },
    }
}

fn holds(kind: &str, name: &FieldName) -> Option<FieldType> {
    let field = schema::kind(kind)?.field(name.as_str())?;
    Some(field.holds)
}

fn holds_keys(kind: &str, name: &FieldName) -> bool {
    matches!(
        holds(kind, name),
        Some(FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys)
    )
}

pub(crate) fn note(note: &samenspel_device::NoteView, status: Status) -> NoteView {
    NoteView {
        key: note.entry.key.to_string(),
        document: note.entry.series.kind.name().into(),
        subject: subject(note.entry.series.subject),
        kind: note.entry.kind.as_str().into(),
        author: note.entry.author().to_string(),
        written_at_ms: note.at.0,
        arrived_at_ms: note.arrived_at.map(|at| at.0),
        late: note.late,
        corrected_by: note.corrected_by.iter().map(ToString::to_string).collect(),
        fields: of_entry(&note.entry),
        status: status.into(),
    }
}

pub(crate) fn inbox_item(item: samenspel_device::InboxItem) -> InboxItemView {
    let (kind, fields) = match item.content {
        InboxContent::Note(entry) => (entry.kind.as_str().to_owned(), of_entry(&entry)),
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

/// What a note is about.
pub(crate) fn subject(subject: Subject) -> NoteSubject {
    match subject {
        Subject::Child(child) => NoteSubject::Child {
            child: child.to_string(),
        },
        Subject::Group(group) => NoteSubject::Group {
            group: group.to_string(),
        },
        Subject::ChildParent(child, parent) => NoteSubject::ChildParent {
            child: child.to_string(),
            parent: parent.to_string(),
        },
        Subject::Case(circle) => NoteSubject::Case {
            circle: circle.to_string(),
        },
        Subject::Organisation => NoteSubject::Organisation,
    }
}

impl From<samenspel_device::Draft> for DraftView {
    fn from(draft: samenspel_device::Draft) -> Self {
        let note = draft.note;
        Self {
            id: draft.id.to_string(),
            note: NoteRequest {
                document: note.series.kind.name().into(),
                subject: subject(note.series.subject),
                fields: fields(note.kind.as_str(), &note.fields),
                kind: note.kind.as_str().into(),
            },
            changed_at_ms: draft.changed_at.0,
        }
    }
}

impl From<samenspel_device::Reflection> for ReflectionView {
    fn from(reflection: samenspel_device::Reflection) -> Self {
        Self {
            id: reflection.id.to_string(),
            written_at_ms: reflection.written_at.0,
            card: reflection.card,
            text: reflection.text,
        }
    }
}

impl From<samenspel_device::AgreementView> for AgreementView {
    fn from(view: samenspel_device::AgreementView) -> Self {
        let approvals = view.approvals.into_iter().map(|it| ApprovalView {
            person: it.person.to_string(),
            holds: it.holds,
        });
        let overlaps = view.overlaps.into_iter().map(|it| OverlapView {
            ours: it.mine,
            theirs: it.theirs,
        });
        Self {
            text: view.text,
            has_unsent_edits: view.has_unsent_edits,
            text_hash: view.text_hash.to_vec(),
            edits_hash: view.edits_hash.to_vec(),
            approvals: approvals.collect(),
            overlaps: overlaps.collect(),
        }
    }
}

impl From<samenspel_device::Export> for ExportView {
    fn from(export: samenspel_device::Export) -> Self {
        let documents = export.documents.into_iter();
        let documents = documents.map(|(id, bytes)| ExportedDocument {
            id: id.to_string(),
            bytes,
        });
        Self {
            html: export.html,
            json: export.json,
            documents: documents.collect(),
        }
    }
}
