//! The read model of notes: one row per entry, first as an overlay, then as stored; and what
//! entries do to one another. Knows the note kinds that act on others; knows no wire and no chain.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::to_column;
use super::{StoreError, Topic, Topics};
use crate::document::{Actor, Subject};
use crate::entry::{Entry, SignedEntry, Value};
use crate::ids::{DocumentId, EntryKey};
use crate::time::{Certainty, UnixMillis};

/// Kinds that only say something of other notes and are shown with those.
const SILENT_KINDS: [&str; 10] = [
    "approval",
    "close_item",
    "discussed",
    "helped",
    "marks",
    "read_back",
    "retraction",
    "take_over",
    "text_edit",
    "thanks",
];

/// Fields that hold keys of other entries.
const KEY_FIELDS: [&str; 6] = [
    "of",
    "replies_to",
    "read",
    "agreement",
    "corrects",
    "copied_from",
];

/// Replies to replies further down than this keep the order of their times.
const DEPTH_MAX: i64 = 64;
/// Notes moved by one that arrives after its replies.
const MOVES_MAX: usize = 1_000;

/// An entry on its way into the read model.
pub(super) struct Incoming<'a> {
    pub signed: &'a SignedEntry,
    pub entry: &'a Entry,
    pub corrected_at: UnixMillis,
    pub certainty: Certainty,
    pub text_change: Option<&'a [u8]>,
    /// Absent while it is an overlay.
    pub stored: Option<Stored>,
}

/// Where the server put it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stored {
    pub document: DocumentId,
    pub position: u64,
    pub actor: Actor,
    pub seq: u64,
    pub arrived_at: UnixMillis,
    pub late: bool,
}

/// Adds an entry, or replaces its overlay or earlier row.
pub(super) fn put(
    transaction: &Transaction<'_>,
    incoming: &Incoming<'_>,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let entry = incoming.entry;
    topics.add(Topic::Notes);
    if is_item(entry) || entry.kind.as_str() == "close_item" || entry.kind.as_str() == "take_over" {
        topics.add(Topic::OpenItems);
    }
    let present = find(transaction, incoming)?;
    let id = match present {
        Some((id, same_body)) => {
            update(transaction, id, incoming)?;
            if same_body {
                return settle(transaction, id, entry);
            }
            forget_text_and_links(transaction, id)?;
            id
        }
        None => insert(transaction, incoming)?,
    };
    index_text(transaction, id, entry)?;
    for (target, kind) in targets(entry) {
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO links (note, target, kind, series) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![id, target, kind, entry.series])?;
        refresh_flags(transaction, &target, &entry.series.to_bytes())?;
    }
    settle(transaction, id, entry)
}

fn settle(transaction: &Transaction<'_>, id: i64, entry: &Entry) -> Result<(), StoreError> {
    refresh_flags(transaction, &entry.key, &entry.series.to_bytes())?;
    order(transaction, id)
}

fn find(
    connection: &Connection,
    incoming: &Incoming<'_>,
) -> Result<Option<(i64, bool)>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, body = ?3 FROM notes WHERE key = ?1 AND series = ?2")?
        .query_row(
            params![
                incoming.entry.key,
                incoming.entry.series,
                incoming.signed.body
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?)
}

fn insert(transaction: &Transaction<'_>, incoming: &Incoming<'_>) -> Result<i64, StoreError> {
    let entry = incoming.entry;
    let shown_kind = !SILENT_KINDS.contains(&entry.kind.as_str());
    transaction
        .prepare_cached(
            "INSERT INTO notes (key, series, document_kind, about, note_kind, author, corrected_at,
               certainty, sort_at, is_shown_kind, is_item, body, signature)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 0, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            entry.key,
            entry.series,
            entry.series.kind.code(),
            about(entry.series.subject, &entry.series.org.0),
            entry.kind.as_str(),
            entry.author(),
            shown_kind,
            is_item(entry),
            incoming.signed.body,
            incoming.signed.signature,
        ])?;
    let id = transaction.last_insert_rowid();
    update(transaction, id, incoming)?;
    Ok(id)
}

fn update(
    transaction: &Transaction<'_>,
    id: i64,
    incoming: &Incoming<'_>,
) -> Result<(), StoreError> {
    let stored = incoming.stored;
    let position = stored.map(|it| to_column(it.position)).transpose()?;
    let seq = stored.map(|it| to_column(it.seq)).transpose()?;
    transaction
        .prepare_cached(
            "UPDATE notes SET document = ?2, position = ?3, actor = ?4, seq = ?5, arrived_at = ?6,
               late = ?7, corrected_at = ?8, certainty = ?9, text_change = ?10, body = ?11,
               signature = ?12, sort_at = ?8, sort_depth = 0
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            stored.map(|it| it.document),
            position,
            stored.map(|it| it.actor.as_bytes().to_vec()),
            seq,
            stored.map(|it| it.arrived_at.0),
            stored.is_some_and(|it| it.late),
            incoming.corrected_at.0,
            incoming.certainty,
            incoming.text_change,
            incoming.signed.body,
            incoming.signed.signature,
        ])?;
    Ok(())
}

/// Moves an overlay to a better estimate of when it was written.
pub(super) fn correct_overlay(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    at: UnixMillis,
    certainty: Certainty,
) -> Result<(), StoreError> {
    let id: Option<i64> = transaction
        .prepare_cached(
            "UPDATE notes SET corrected_at = ?3, certainty = ?4, sort_at = ?3, sort_depth = 0
             WHERE key = ?1 AND series = ?2 AND position IS NULL AND corrected_at <> ?3
             RETURNING id",
        )?
        .query_row(params![key, series, at.0, certainty], |row| row.get(0))
        .optional()?;
    id.map_or(Ok(()), |id| order(transaction, id))
}

/// Takes an overlay out again, with what it did to others.
pub(super) fn remove_overlay(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let id: Option<i64> = transaction
        .prepare_cached("SELECT id FROM notes WHERE key = ?1 AND series = ?2 AND position IS NULL")?
        .query_row(params![key, series], |row| row.get(0))
        .optional()?;
    let Some(id) = id else { return Ok(()) };
    topics.add(Topic::Notes);
    topics.add(Topic::OpenItems);
    let acted_on = acted_on(transaction, "id = ?1", id)?;
    transaction
        .prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([id])?;
    transaction
        .prepare_cached("DELETE FROM notes WHERE id = ?1")?
        .execute([id])?;
    refresh_all(transaction, &acted_on)
}

/// Takes out all rows of a document.
pub(super) fn remove_document(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    topics.add(Topic::Notes);
    topics.add(Topic::OpenItems);
    let acted_on = acted_on(transaction, "document = ?1", *document)?;
    transaction.execute(
        "DELETE FROM search WHERE rowid IN (SELECT id FROM notes WHERE document = ?1)",
        [document],
    )?;
    transaction.execute("DELETE FROM notes WHERE document = ?1", [document])?;
    refresh_all(transaction, &acted_on)
}

/// Makes overlays again of the rows of a document that wait in the outbox, before the document is
/// filled anew.
pub(super) fn detach_pending(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE notes SET document = NULL, position = NULL, actor = NULL, seq = NULL,
               arrived_at = NULL
             WHERE document = ?1 AND EXISTS (SELECT 1 FROM outbox
               WHERE outbox.key = notes.key AND outbox.series = notes.series
                 AND status IN (0, 1, 3))",
        )?
        .execute([document])?;
    Ok(())
}

/// Takes out overlays of what the server acknowledged into a document that is lost.
pub(super) fn remove_acknowledged_overlays(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let which =
        "SELECT n.key, n.series FROM outbox o JOIN notes n ON n.key = o.key AND n.series = o.series
       WHERE o.status = 2 AND o.document = ?1 AND n.position IS NULL";
    remove_overlays(transaction, which, rusqlite::params![document], topics)
}

/// Takes out overlays of what the server acknowledged into documents that this device does not have:
/// they would never be replaced.
pub(super) fn remove_overlays_elsewhere(
    transaction: &Transaction<'_>,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let which =
        "SELECT n.key, n.series FROM notes n JOIN outbox o ON n.key = o.key AND n.series = o.series
       WHERE n.position IS NULL AND o.status = 2
         AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = o.document)";
    remove_overlays(transaction, which, [], topics)
}

fn remove_overlays(
    transaction: &Transaction<'_>,
    which: &str,
    parameters: impl rusqlite::Params,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let overlays: Vec<Reference> = transaction
        .prepare_cached(which)?
        .query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    overlays
        .iter()
        .try_for_each(|(key, series)| remove_overlay(transaction, key, series, topics))
}

type Reference = (EntryKey, Vec<u8>);

fn acted_on(
    connection: &Connection,
    which: &str,
    parameter: impl rusqlite::ToSql,
) -> Result<Vec<Reference>, StoreError> {
    let sql = format!(
        "SELECT target, series FROM links WHERE kind IN ('close_item', 'retraction')
           AND note IN (SELECT id FROM notes WHERE {which})"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([parameter], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn refresh_all(transaction: &Transaction<'_>, targets: &[Reference]) -> Result<(), StoreError> {
    targets
        .iter()
        .try_for_each(|(key, series)| refresh_flags(transaction, key, series))
}

/// Recomputes whether a note is shown and open, from all that names it in its own series: the order
/// in which entries arrive does not matter.
fn refresh_flags(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE notes SET
               shown = is_shown_kind AND NOT EXISTS (
                 SELECT 1 FROM links WHERE target = ?1 AND links.series = ?2 AND kind = 'retraction'),
               open_item = is_item AND NOT EXISTS (
                 SELECT 1 FROM links WHERE target = ?1 AND links.series = ?2
                   AND kind IN ('close_item', 'retraction'))
             WHERE key = ?1 AND series = ?2",
        )?
        .execute(params![key, series])?;
    Ok(())
}

/// Puts a note after what it answers, and its answers after it.
fn order(transaction: &Transaction<'_>, note: i64) -> Result<(), StoreError> {
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

fn index_text(transaction: &Transaction<'_>, id: i64, entry: &Entry) -> Result<(), StoreError> {
    let text = super::search::searchable_text(entry);
    if !text.is_empty() {
        transaction
            .prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?
            .execute(params![id, text])?;
    }
    Ok(())
}

fn forget_text_and_links(transaction: &Transaction<'_>, id: i64) -> Result<(), StoreError> {
    transaction
        .prepare_cached("DELETE FROM search WHERE rowid = ?1")?
        .execute([id])?;
    transaction
        .prepare_cached("DELETE FROM links WHERE note = ?1")?
        .execute([id])?;
    Ok(())
}

/// The entries that an entry names, each with what it says of them.
fn targets(entry: &Entry) -> Vec<(EntryKey, String)> {
    let mut targets = Vec::new();
    for field in KEY_FIELDS {
        let kind = match field {
            "replies_to" | "corrects" | "copied_from" => field,
            _ => entry.kind.as_str(),
        };
        let keys = entry.keys(field);
        targets.extend(keys.into_iter().map(|key| (key, kind.to_owned())));
    }
    targets
}

/// Whether it stays open until somebody closes it: an open item, or a hand-over with something to do.
fn is_item(entry: &Entry) -> bool {
    match entry.kind.as_str() {
        "open_item" => true,
        "handover" => {
            matches!(entry.fields.get("to_do"), Some(Value::Text(text)) if !text.is_empty())
        }
        _ => false,
    }
}

/// What the timeline groups by: the child, also for what is between one parent and the group;
/// else the group, the case or the organisation.
pub(super) fn about(subject: Subject, org: &[u8; 16]) -> [u8; 16] {
    match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => child.0,
        Subject::Group(group) => group.0,
        Subject::Case(case) => case.0,
        Subject::Organisation => *org,
    }
}
