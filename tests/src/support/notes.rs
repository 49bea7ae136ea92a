//! Commands in few words.

use samenspel_device::{Command, NewNote};
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};

/// A child's series of one kind of document.
pub fn of_child(org: OrgId, kind: DocumentKind, child: ChildId) -> Series {
    Series {
        org,
        kind,
        subject: Subject::Child(child),
    }
}

/// What is between one parent and the group.
pub fn desk_of(org: OrgId, child: ChildId, parent: PersonId) -> Series {
    Series {
        org,
        kind: DocumentKind::ParentDesk,
        subject: Subject::ChildParent(child, parent),
    }
}

/// Writes one note.
pub fn note(series: Series, kind: &str, fields: &[(&str, Value)]) -> Command {
    let mut all = Fields::new();
    for (name, value) in fields {
        all.set(name, value.clone()).unwrap();
    }
    Command::AddNote(NewNote {
        series,
        kind: NoteKind::new(kind).unwrap(),
        fields: all,
    })
}

/// Text, or a code.
pub fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}

/// Keys of other notes.
pub fn keys(keys: &[EntryKey]) -> Value {
    Value::Bytes(keys.iter().flat_map(|key| key.to_bytes()).collect())
}
