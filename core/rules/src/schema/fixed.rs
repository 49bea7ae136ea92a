//! What a correction may not change. What a note is about, whom it names and what it hangs on is never
//! corrected: a correction of that would be another note, under a key that others read, approved or
//! answered. Knows nothing of who may correct.

use super::{Attribute, Field, FieldType};
use samenspel_model::entry::Entry;
use samenspel_model::entry::initial_text;

/// What a correction of a note may not change, beside what [`may_be_corrected`] says of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Fixed {
    /// Nothing more. The numbers are stored and never change.
    Nothing = 0,
    /// All of it: it is taken back and written anew.
    Everything = 1,
    /// Its words, which are edited together.
    Words = 2,
}

impl Fixed {
    /// By its stored number; one that is not known fixes everything.
    pub fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Nothing,
            2 => Self::Words,
            _ => Self::Everything,
        }
    }

    /// Of a note.
    pub fn of(entry: &Entry) -> Self {
        let in_anothers_name =
            super::original_author(entry).is_some_and(|author| author != entry.author());
        if in_anothers_name || super::is(entry.kind.as_str(), Attribute::NeverCorrected) {
            Self::Everything
        } else if initial_text(entry).is_some() {
            Self::Words
        } else {
            Self::Nothing
        }
    }

    /// The first field of a correction that may not be in it; of a correction of what is wholly fixed, the
    /// one that names it.
    pub fn first_wrong(self, correction: &Entry) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::Everything => Some("of"),
            Self::Words => correction.fields.get("text").map(|_| "text"),
        }
    }
}

/// The poll that asked for something is known only after it: what was ready before comes out with it.
const KNOWN_LATER: &str = "poll";

/// Whether a correction may change a field: not what identifies another note, a child, a person or a text.
pub fn may_be_corrected(field: &Field) -> bool {
    match field.holds {
        FieldType::ForeignKey if field.name == KNOWN_LATER => true,
        FieldType::Key
        | FieldType::Keys
        | FieldType::ForeignKey
        | FieldType::ForeignKeys
        | FieldType::Child
        | FieldType::Person
        | FieldType::Hash => false,
        FieldType::Text
        | FieldType::Code(_)
        | FieldType::Codes(_)
        | FieldType::Number(..)
        | FieldType::Moment
        | FieldType::Date
        | FieldType::Language
        | FieldType::Flag => true,
    }
}
