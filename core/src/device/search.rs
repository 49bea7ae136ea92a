//! Full-text search in the notes on this device. Knows nothing of screens.

use super::StoreError;
use crate::entry::{Entry, Value};

/// Everything a person typed in an entry, in one line.
pub(super) fn searchable_text(entry: &Entry) -> String {
    let texts: Vec<&str> = entry
        .fields
        .iter()
        .filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.join("\n")
}
