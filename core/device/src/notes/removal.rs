//! Takes notes out of the read model: refused ones, overlays that nothing will replace, and whole
//! documents. Undoes what they did to others.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::super::columns::to_column;
use super::super::{StoreError, Topic, Topics};
use super::relations::refresh_flags;
use samenspel_model::ids::{DocumentId, EntryKey};

/// Takes an overlay out again, with what it did to others.
pub(in super::super) fn remove_overlay(
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
pub(in super::super) fn remove_document(
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
pub(in super::super) fn detach_pending(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE notes SET document = NULL, position = NULL, actor = NULL, seq = NULL,
               arrived_at = NULL
             WHERE document = ?1 AND EXISTS (SELECT 1 FROM outbox
               WHERE outbox.key = notes.key AND outbox.series = notes.series
                 AND (status IN (0, 1, 3) OR outbox.body IS NOT NULL))",
        )?
        .execute([document])?;
    Ok(())
}

/// Takes out overlays of what the server acknowledged into a document that is lost.
pub(in super::super) fn remove_acknowledged_overlays(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let which =
        "SELECT n.key, n.series FROM outbox o JOIN notes n ON n.key = o.key AND n.series = o.series
       WHERE o.status = 2 AND o.document = ?1 AND n.position IS NULL";
    remove_overlays(transaction, which, rusqlite::params![document], topics)
}

/// Takes out every overlay of what the server acknowledged, also into documents that never came here.
pub(in super::super) fn remove_all_acknowledged_overlays(
    transaction: &Transaction<'_>,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let which =
        "SELECT n.key, n.series FROM outbox o JOIN notes n ON n.key = o.key AND n.series = o.series
       WHERE o.status = 2 AND n.position IS NULL";
    remove_overlays(transaction, which, [], topics)
}

/// Takes out overlays of what the server acknowledged up to `position` into documents that this
/// device, which has all it may read up to there, does not have: they would never be replaced.
pub(in super::super) fn remove_overlays_elsewhere(
    transaction: &Transaction<'_>,
    position: u64,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let which =
        "SELECT n.key, n.series FROM notes n JOIN outbox o ON n.key = o.key AND n.series = o.series
       WHERE n.position IS NULL AND o.status = 2 AND o.position <= ?1
         AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = o.document)";
    remove_overlays(transaction, which, [to_column(position)?], topics)
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
