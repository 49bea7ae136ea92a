//! The entry: the signed unit in which everything is written. Knows its form and its signature;
//! knows nothing of what the fields mean (`schema`), who may write them (`policy`) or where they
//! land (`document`).

mod codec;
mod cowritten;
mod signature;
mod value;

pub use codec::EntryError;
pub use cowritten::{COWRITTEN_KINDS, TEXT_FIELD, initial_text};
pub use signature::{
    ContentHash, DeviceKey, DevicePublicKey, SignatureBytes, SignatureError, SignedEntry, Verifier,
    domain,
};
pub use value::is_forbidden;
pub use value::{FieldName, Fields, NoteKind, Value, ValueError, clean_text};

use crate::ids::{DeviceId, EntryKey, PersonId};
use crate::series::Series;
use crate::time::UnixMillis;

/// One write-once statement by one person: a note, a correction, a mark, an approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it belongs; which document of the series is the server's choice.
    pub series: Series,
    /// The version of the note kinds that it was written by.
    pub schema: u16,
    /// Permanent, made with the user's intent.
    pub key: EntryKey,
    /// The note kind.
    pub kind: NoteKind,
    /// Scalars by name, in canonical order.
    pub fields: Fields,
    /// The writing device's wall clock, uncorrected.
    pub written_at: UnixMillis,
    /// The profile that signed it.
    pub device: DeviceId,
}

impl Entry {
    /// The author: the person in the key.
    pub fn author(&self) -> PersonId {
        self.key.person
    }

    /// The text of a field, if it has one.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.text(name)
    }

    /// The integer of a field, if it has one.
    pub fn int(&self, name: &str) -> Option<i64> {
        match self.fields.get(name) {
            Some(Value::Int(number)) => Some(*number),
            _ => None,
        }
    }

    /// The truth of a field, if it has one.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.fields.get(name) {
            Some(Value::Bool(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// The entry keys in a field; empty if it has none or they are not whole keys.
    pub fn keys(&self, name: &str) -> Vec<EntryKey> {
        self.fields.keys(name)
    }
}
