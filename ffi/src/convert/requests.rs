//! What an app asks for into the core's words. What is not one of them is an error that names the
//! argument.

use samenspel_core::device::screens::Viewer;
use samenspel_core::device::{Command, NewNote, Store};
use samenspel_core::directory::{Circle, DayGrant, Person, Span};
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Fields, NoteKind, Value};
use samenspel_core::ids::{CircleId, EntryKey, GrantId, OrgId, PersonId};
use samenspel_core::partnership::circles::{InCircle, Turner};
use samenspel_core::protocol::CommandAction;
use samenspel_core::schema::notes::{Approval, EscalatedTo, Proposal};
use samenspel_core::schema::{Code, Note};
use samenspel_core::time::UnixMillis;

use crate::clock::SystemRandom;
use crate::error::DeviceCode;
use crate::{
    CircleNote, CirclePlace, CommandRequest, FieldValue, NoteField, NoteRequest, NoteSubject,
    SamenspelError,
};

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

fn note_kind(name: &str) -> Result<NoteKind, SamenspelError> {
    NoteKind::new(name).map_err(|_| SamenspelError::unknown("kind"))
}

fn fields(given: &[NoteField]) -> Result<Fields, SamenspelError> {
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

/// What a person asks; ids that are needed for it are drawn here.
pub(crate) fn command(
    store: &Store,
    request: &CommandRequest,
    viewer: Viewer,
) -> Result<Command, SamenspelError> {
    let org = store.profile()?.org;
    let now = store.corrected(viewer.now)?.0;
    Ok(match request {
        CommandRequest::AddNotes { notes } => {
            let notes = notes.iter().map(|note| new_note(org, note));
            Command::AddNotes(notes.collect::<Result<_, _>>()?)
        }
        CommandRequest::SendDraft { draft, note } => Command::SendDraft {
            draft: parse(draft, "draft")?,
            note: new_note(org, note)?,
        },
        CommandRequest::EditText { agreement, text } => Command::EditText {
            agreement: parse(agreement, "agreement")?,
            text: text.clone(),
        },
        CommandRequest::Approve { agreement } => {
            Command::AddNote(approval(store, &parse(agreement, "agreement")?)?)
        }
        CommandRequest::MarkRead { notes } => Command::MarkRead {
            notes: parse_all(notes, "notes")?,
        },
        CommandRequest::HereToday { group } => {
            Command::Directory(CommandAction::HereToday(parse(group, "group")?))
        }
        CommandRequest::GrantDay {
            group,
            person,
            from_ms,
            until_ms,
        } => Command::Directory(CommandAction::GrantDay(DayGrant {
            id: GrantId::new(now, &mut SystemRandom),
            group: parse(group, "group")?,
            person: parse(person, "person")?,
            granted_by: viewer.person,
            during: Span {
                from: UnixMillis(*from_ms),
                until: Some(UnixMillis(*until_ms)),
            },
        })),
        CommandRequest::AddProvisionalPerson {
            person,
            first_name,
            last_name,
            languages,
        } => Command::Directory(CommandAction::AddProvisionalPerson(Person {
            id: parse(person, "person")?,
            first_name: first_name.clone(),
            last_name: last_name.clone(),
            languages: languages.clone(),
            left_at: None,
        })),
        CommandRequest::OpenCircle { members, notes } => {
            open_circle(org, &parse_all(members, "members")?, notes, now)?
        }
        CommandRequest::Escalate {
            to,
            place,
            why,
            about,
        } => {
            let to = EscalatedTo::named(to).ok_or_else(|| SamenspelError::unknown("to"))?;
            let (place, about) = (in_circle(place)?, parse_some(about, "about")?);
            let turner = turner(org, viewer.person, now);
            let turning = turner.escalate(to, &place, why, about, &mut SystemRandom);
            turning.into()
        }
        CommandRequest::AskCoach {
            place,
            words,
            about,
        } => {
            let (place, about) = (in_circle(place)?, parse_some(about, "about")?);
            let turner = turner(org, viewer.person, now);
            let turning = turner.ask_coach(&place, words, about, &mut SystemRandom);
            turning.into()
        }
        CommandRequest::Propose {
            group,
            fields: given,
        } => {
            let group = parse(group, "group")?;
            let draft = Proposal::from_fields(&fields(given)?)
                .ok_or_else(|| SamenspelError::input(DeviceCode::WrongValue, "fields"))?;
            let directory = store.directory_as_asked()?;
            let turner = turner(org, viewer.person, now);
            let turning = turner.propose(&directory, group, &draft, &mut SystemRandom);
            turning.into()
        }
    })
}

fn turner(org: OrgId, person: PersonId, now: UnixMillis) -> Turner {
    Turner { org, person, now }
}

fn in_circle(place: &CirclePlace) -> Result<InCircle, SamenspelError> {
    Ok(match place {
        CirclePlace::Known { circle } => InCircle::Known(parse(circle, "circle")?),
        CirclePlace::NewWith { people } => InCircle::NewWith(parse_all(people, "people")?),
    })
}

fn parse_some<T: std::str::FromStr>(
    text: &Option<String>,
    what: &str,
) -> Result<Option<T>, SamenspelError> {
    text.as_ref().map(|text| parse(text, what)).transpose()
}

fn parse_all<T: std::str::FromStr>(texts: &[String], what: &str) -> Result<Vec<T>, SamenspelError> {
    texts.iter().map(|text| parse(text, what)).collect()
}

/// An approval of a text exactly as it is shown.
fn approval(store: &Store, agreement: &EntryKey) -> Result<NewNote, SamenspelError> {
    let unknown = || SamenspelError::input(DeviceCode::UnknownAgreement, "agreement");
    let view = store.agreement(agreement)?.ok_or_else(unknown)?;
    let made_by = store.note(agreement)?.ok_or_else(unknown)?;
    let approval = Approval {
        agreement: *agreement,
        text_hash: view.text_hash,
        edits_hash: view.edits_hash,
    };
    Ok(NewNote {
        series: made_by.entry.series,
        kind: Approval::kind_name(),
        fields: approval.to_fields(),
    })
}

fn open_circle(
    org: OrgId,
    members: &[PersonId],
    notes: &[CircleNote],
    now: UnixMillis,
) -> Result<Command, SamenspelError> {
    let id = CircleId::new(now, &mut SystemRandom);
    let series = Series {
        org,
        kind: DocumentKind::Circle,
        subject: Subject::Case(id),
    };
    let notes = notes.iter().map(|note| {
        Ok(NewNote {
            series,
            kind: note_kind(&note.kind)?,
            fields: fields(&note.fields)?,
        })
    });
    Ok(Command::OpenCircle {
        circle: Circle {
            id,
            members: members.to_vec(),
            during: Span::since(now),
        },
        notes: notes.collect::<Result<_, SamenspelError>>()?,
    })
}
