//! A note as it should be read: its own fields, with what its author's corrections put in their place.

use crate::schema;
use samenspel_model::entry::{Entry, Fields, Value};

/// The fields of `entry` after `corrections`, oldest first. "Said to be empty" takes a field away; what the
/// kind of the entry has not is passed over.
pub fn corrected(entry: &Entry, corrections: &[Entry]) -> Fields {
    let kind = schema::kind(entry.kind.as_str());
    let is_its = |name: &str| kind.is_none_or(|kind| kind.field(name).is_some());
    let mut fields = entry.fields.clone();
    for correction in corrections {
        set_right(&mut fields, &correction.fields, is_its);
    }
    fields
}

/// Puts what one correction says in the place of what a note says, of the fields that the note `takes`.
pub fn set_right(fields: &mut Fields, correction: &Fields, takes: impl Fn(&str) -> bool) {
    for (name, value) in correction.iter() {
        if matches!(name.as_str(), "of" | "replies_to") || !takes(name.as_str()) {
            continue;
        }
        match value {
            Value::Null => fields.remove(name.as_str()),
            value => fields.insert_raw(name.clone(), value.clone()),
        }
    }
}
