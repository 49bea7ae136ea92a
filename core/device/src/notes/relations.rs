//! What entries do to one another: closing, retracting, answering. Computed from all entries that
//! are here, whichever came first. Knows no wire.

use rusqlite::{Transaction, params};

use super::super::StoreError;
use samenspel_model::entry::Entry;
use samenspel_model::ids::EntryKey;
use samenspel_rules::schema;

/// Of the fields that name other notes, those that say what the note does to the other: the link is named after
/// the note's kind.
const ACTING_FIELDS: [&str; 3] = ["of", "read", "agreement"];

/// Replies to replies further down than this keep the order of their times.
const DEPTH_MAX: i64 = 64;
/// Notes moved by one that arrives after its replies.
const MOVES_MAX: usize = 1_000;

/// Whether a note was taken back: it was itself, or it corrects one that was. A correction says again, in
/// part, what nobody is to read any more.
const TAKEN_BACK: &str = "EXISTS (
    SELECT 1 FROM links WHERE target = notes.key AND links.series = ?2 AND kind = 'retraction')
  OR note_kind = 'correction' AND EXISTS (
    SELECT 1 FROM links own JOIN links back ON back.target = own.target
    WHERE own.note = notes.id AND own.kind = 'correction' AND own.series = ?2
      AND back.kind = 'retraction' AND back.series = ?2)";

/// Recomputes whether a note is shown and open, from all that names it in its own series: the order
/// in which entries arrive does not matter. Its corrections go and come with it.
pub(super) fn refresh_flags(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
) -> Result<(), StoreError> {
    for of in [
        "key = ?1 AND series = ?2",
        "id IN (SELECT note FROM links WHERE target = ?1 AND links.series = ?2
           AND kind = 'correction')",
    ] {
        transaction
            .prepare_cached(&format!(
                "UPDATE notes SET
                   retracted = ({TAKEN_BACK}),
                   shown = is_shown_kind AND NOT ({TAKEN_BACK}),
                   open_item = is_item AND NOT EXISTS (
                     SELECT 1 FROM links WHERE target = notes.key AND links.series = ?2
                       AND kind IN ('close_item', 'retraction'))
                 WHERE {of}"
            ))?
            .execute(params![key, series])?;
    }
    Ok(())
}

/// Puts a note after what it answers, and its answers after it.
pub(super) fn order(transaction: &Transaction<'_>, note: i64) -> Result<(), StoreError> {
    let mut waiting = vec![note];
    for _ in 0..MOVES_MAX {
        let Some(id) = waiting.pop() else { break };
        let moved = transaction
            .prepare_cached(
                "WITH answered AS (
                   SELECT n.sort_at, n.sort_depth FROM links l JOIN notes n ON n.key = l.target
                   WHERE l.note = ?1 AND l.kind <> 'marks' AND n.id <> ?1
                   ORDER BY n.sort_at DESC, n.sort_depth DESC LIMIT 1),
                 wanted AS (
                   SELECT max(notes.corrected_at, ifnull((SELECT sort_at FROM answered), notes.corrected_at)) AS at,
                     CASE WHEN (SELECT sort_at FROM answered) >= notes.corrected_at
                       THEN min((SELECT sort_depth FROM answered) + 1, ?2) ELSE 0 END AS depth
                   FROM notes WHERE id = ?1)
                 UPDATE notes SET sort_at = wanted.at, sort_depth = wanted.depth FROM wanted
                 WHERE id = ?1 AND (sort_at <> wanted.at OR sort_depth <> wanted.depth)",
            )?
            .execute(params![id, DEPTH_MAX])?;
        if moved == 0 && id != note {
            continue;
        }
        let mut answers = transaction.prepare_cached(
            "SELECT l.note FROM links l JOIN notes n ON n.key = l.target
             WHERE n.id = ?1 AND l.kind <> 'marks' AND l.note <> ?1",
        )?;
        for answer in answers.query_map([id], |row| row.get(0))? {
            waiting.push(answer?);
        }
    }
    Ok(())
}

/// The entries that an entry names, each with what it says of them.
pub(super) fn targets(entry: &Entry) -> Vec<(EntryKey, String)> {
    let named = schema::named_notes(entry).into_iter();
    let link = |field: &str| match ACTING_FIELDS.contains(&field) {
        true => entry.kind.as_str().to_owned(),
        false => field.to_owned(),
    };
    named.map(|it| (it.key, link(it.naming.field))).collect()
}
