//! Full-text search in the notes on this device. Knows nothing of screens.

use crate::entry::{Entry, Value};
use crate::schema::{self, FieldType};

/// Everything a person typed in an entry; of a kind of a later schema, all its text.
pub(super) fn searchable_text(entry: &Entry) -> String {
    let kind = schema::kind(entry.kind.as_str());
    let typed = |name: &str| {
        let field = kind.and_then(|kind| kind.field(name));
        field.is_none_or(|field| field.holds == FieldType::Text)
    };
    let texts: Vec<&str> = entry
        .fields
        .iter()
        .filter(|(name, _)| typed(name.as_str()))
        .filter_map(|(_, value)| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.join("\n")
}
