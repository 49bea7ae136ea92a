//! Short ways to make notes for the script. Knows no note's meaning.

use samenspel_core::device::NewNote;
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Fields, NoteKind, Value, ValueError};
use samenspel_core::ids::{EntryKey, OrgId};
use samenspel_core::time::UnixMillis;

/// A field's name and value.
pub type Pair<'a> = (&'a str, Value);

/// A note with these fields.
pub fn note(series: Series, kind: &str, pairs: &[Pair<'_>]) -> Result<NewNote, ValueError> {
    let mut fields = Fields::new();
    for (name, value) in pairs {
        fields.set(name, value.clone())?;
    }
    Ok(NewNote {
        series,
        kind: NoteKind::new(kind)?,
        fields,
    })
}

/// A series.
pub fn series(org: OrgId, kind: DocumentKind, subject: Subject) -> Series {
    Series { org, kind, subject }
}

/// A text or a code.
pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A moment.
pub fn at(moment: UnixMillis) -> Value {
    Value::Int(moment.0)
}

/// Keys of entries.
pub fn keys(keys: &[EntryKey]) -> Value {
    Value::Bytes(keys.iter().flat_map(|key| key.to_bytes()).collect())
}
