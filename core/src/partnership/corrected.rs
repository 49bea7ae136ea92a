//! A note as it should be read: its own fields, with what its author's corrections put in their place.

use crate::entry::{Entry, Fields, Value};

/// The fields of `entry` after `corrections`, oldest first. "Said to be empty" takes a field away.
pub fn corrected(entry: &Entry, corrections: &[Entry]) -> Fields {
    let mut fields = entry.fields.clone();
    for correction in corrections {
        for (name, value) in correction.fields.iter() {
            if matches!(name.as_str(), "of" | "replies_to") {
                continue;
            }
            match value {
                Value::Null => fields.remove(name.as_str()),
                value => fields.insert_raw(name.clone(), value.clone()),
            }
        }
    }
    fields
}
