//! What an app asks for into the core's words. What is not one of them is an error that names the
//! argument.

use samenspel_device::NewNote;
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};

use crate::error::DeviceCode;
use crate::{FieldValue, NoteField, NoteRequest, NoteSubject, SamenspelError};

/// Reads an id or a key.
pub(crate) fn parse<T: std::str::FromStr>(text: &str, what: &str) -> Result<T, SamenspelError> {
    text.parse()
        .map_err(|_| SamenspelError::input(DeviceCode::NotAnId, what))
}

/// A series of documents, if there can be one of that kind about that subject.
pub(crate) fn series(
    org: OrgId,
    document: &str,
    subject: &NoteSubject,
) -> Result<Series, SamenspelError> {
    let series = Series {
        org,
        kind: document_kind(document)?,
        subject: subject_of(subject)?,
    };
    if !series.is_well_formed() {
        return Err(SamenspelError::input(DeviceCode::WrongSubject, "subject"));
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
    Ok(NewNote {
        series: series(org, &request.document, &request.subject)?,
        kind: note_kind(&request.kind)?,
        fields: fields(&request.fields)?,
    })
}

pub(super) fn note_kind(name: &str) -> Result<NoteKind, SamenspelError> {
    NoteKind::new(name).map_err(|_| SamenspelError::unknown("kind"))
}

pub(super) fn fields(given: &[NoteField]) -> Result<Fields, SamenspelError> {
    let mut fields = Fields::new();
    for field in given {
        fields
            .set(&field.name, value(&field.value)?)
            .map_err(|_| SamenspelError::input(DeviceCode::WrongValue, &field.name))?;
    }
    Ok(fields)
}

fn value(given: &FieldValue) -> Result<Value, SamenspelError> {
    Ok(match given {
        FieldValue::Text { value } => Value::Text(value.clone()),
        FieldValue::Number { value } => Value::Int(*value),
        FieldValue::Flag { value } => Value::Bool(*value),
        FieldValue::Bytes { value } => Value::Bytes(value.clone()),
        FieldValue::Empty => Value::Null,
        FieldValue::Id { id } => Value::Bytes(parse::<PersonId>(id, "id")?.0.to_vec()),
        FieldValue::Notes { keys } => {
            let mut bytes = Vec::with_capacity(keys.len() * 32);
            for key in keys {
                bytes.extend_from_slice(&parse::<EntryKey>(key, "keys")?.to_bytes());
            }
            Value::Bytes(bytes)
        }
    })
}

/// A kind of document by its name.
pub(crate) fn document_kind(name: &str) -> Result<DocumentKind, SamenspelError> {
    DocumentKind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| SamenspelError::unknown("document"))
}

pub(super) fn parse_some<T: std::str::FromStr>(
    text: &Option<String>,
    what: &str,
) -> Result<Option<T>, SamenspelError> {
    text.as_ref().map(|text| parse(text, what)).transpose()
}

pub(super) fn parse_all<T: std::str::FromStr>(
    texts: &[String],
    what: &str,
) -> Result<Vec<T>, SamenspelError> {
    texts.iter().map(|text| parse(text, what)).collect()
}
