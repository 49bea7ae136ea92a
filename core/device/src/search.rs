//! Full-text search in the notes on this device. Knows nothing of screens.

use super::timeline::{self, NoteView};
use super::{Store, StoreError};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::EntryKey;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_names::{search_text, search_words};
use samenspel_rules::schema;
use samenspel_rules::schema::FieldType;

/// Everything a person typed in an entry, as it is indexed; of a kind of a later schema, all its text.
/// Folded here, so that the index need not know any script: its tokens end at spaces.
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
    search_text(&texts.join("\n"))
}

/// Notes in one answer.
const FOUND_MAX: usize = 100;
/// Of a word that is everywhere, only those notes that came last, of what whoever looks may see, are put in
/// order.
const CANDIDATES_MAX: usize = 2_000;
/// Words looked for at once.
const WORDS_MAX: usize = 16;

impl Store {
    /// Notes that hold all these words or words that begin like them, the latest first. How
    /// they are written does not matter: marks, case, script forms.
    pub fn search(&self, words: &str, reading: ClockReading) -> Result<Vec<NoteView>, StoreError> {
        let Some(pattern) = pattern(words) else {
            return Ok(Vec::new());
        };
        self.look(reading, |connection, eyes| {
            let mut matching = connection.prepare_cached(
                "SELECT n.id, n.series, n.corrected_at, n.sort_at, n.sort_depth, n.key
                 FROM search JOIN notes n ON n.id = search.rowid
                 WHERE search MATCH ?1 AND n.shown = 1 ORDER BY search.rowid DESC",
            )?;
            let mut rows = matching.query([pattern])?;
            let mut found: Vec<(i64, i64, EntryKey, i64)> = Vec::new();
            while found.len() < CANDIDATES_MAX
                && let Some(row) = rows.next()?
            {
                if eyes.see(&row.get(1)?, UnixMillis(row.get(2)?)) {
                    found.push((row.get(3)?, row.get(4)?, row.get(5)?, row.get(0)?));
                }
            }
            found.sort_unstable_by(|one, other| other.cmp(one));
            let sql = format!("SELECT {} FROM notes WHERE id = ?1", timeline::columns());
            let mut statement = connection.prepare_cached(&sql)?;
            let mut notes = Vec::new();
            for (_, _, _, id) in found.into_iter().take(FOUND_MAX) {
                let mut rows = statement.query([id])?;
                if let Some(row) = rows.next()? {
                    notes.push(timeline::view(connection, row)?);
                }
            }
            Ok(notes)
        })
    }
}

/// The words as FTS5 takes them: each quoted, so that nothing typed is read as an operator.
fn pattern(words: &str) -> Option<String> {
    let quoted: Vec<String> = search_words(words)
        .iter()
        .map(|word| word.pieces.join(" ").replace('"', ""))
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!quoted.is_empty()).then(|| quoted.join(" "))
}
