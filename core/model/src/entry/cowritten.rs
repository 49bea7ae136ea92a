//! Which entries begin a text that several people write. Knows nothing of how such a text is kept.

use super::Entry;

/// The note kinds that carry co-written text: their field [`TEXT_FIELD`] is the initial text.
pub const COWRITTEN_KINDS: [&str; 2] = ["agreement", "talk_report"];

/// The field of the initial text.
pub const TEXT_FIELD: &str = "text";

/// Whether `entry` makes co-written text, and which.
pub fn initial_text(entry: &Entry) -> Option<&str> {
    if COWRITTEN_KINDS.contains(&entry.kind.as_str()) {
        entry.text(TEXT_FIELD)
    } else {
        None
    }
}
