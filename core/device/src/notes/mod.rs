//! The read model of notes: one row per entry, first as an overlay, then as stored; and what
//! entries do to one another. Knows the note kinds that act on others; knows no wire and no chain.

mod relations;
mod removal;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::to_column;
use super::{StoreError, Topic, Topics};
use samenspel_document::Actor;
use samenspel_model::entry::{Entry, SignedEntry, Value};
use samenspel_model::ids::{DocumentId, EntryKey};
use samenspel_model::series::Subject;
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_rules::schema::{self, Attribute};

use relations::{order, refresh_flags, targets};
pub(super) use removal::{
    detach_pending, remove_acknowledged_overlays, remove_all_acknowledged_overlays,
    remove_document, remove_overlay, remove_overlays_elsewhere,
};

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
    let shown_kind = !schema::is(entry.kind.as_str(), Attribute::Silent);
    let names_days = ["drop_off", "day_change", "correction"].contains(&entry.kind.as_str());
    let days = schema::days(&entry.fields).filter(|_| names_days);
    let child = match entry.fields.get("child") {
        Some(Value::Bytes(child)) if entry.kind.as_str() == "presence" => Some(child),
        _ => None,
    };
    transaction
        .prepare_cached(
            "INSERT INTO notes (key, series, document_kind, about, note_kind, author, corrected_at,
               certainty, sort_at, is_shown_kind, is_item, body, signature, first_day, last_day,
               child)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, 0, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            days.map(|it| it.first.to_string()),
            days.map(|it| it.last.to_string()),
            child,
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
