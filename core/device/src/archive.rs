//! The entries of a document as the log has them, and the Automerge document made of them: for
//! export, text edits and proofs. No screen needs it.

use automerge::Automerge;
use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{Bytes, from_column};
use super::{Store, StoreError};
use samenspel_document::{Actor, ChainedEntry};
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::DocumentId;
use samenspel_model::time::UnixMillis;

impl Store {
    /// The entries of a document in the order of the log.
    pub fn entries(&self, document: &DocumentId) -> Result<Vec<ChainedEntry>, StoreError> {
        self.read(|connection| entries_after(connection, document, 0))
    }

    /// The Automerge document itself; `None` if it is not on this device or not whole.
    pub fn load_document(&self, document: &DocumentId) -> Result<Option<Automerge>, StoreError> {
        self.read(|connection| {
            let whole: bool = connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM documents WHERE id = ?1 AND complete = 1)",
                )?
                .query_row([document], |row| row.get(0))?;
            if whole {
                materialise(connection, document)
            } else {
                Ok(None)
            }
        })
    }
}

/// The Automerge document; `None` if what is here does not make one: then it must be fetched anew.
pub(super) fn materialise(
    connection: &Connection,
    document: &DocumentId,
) -> Result<Option<Automerge>, StoreError> {
    let snapshot: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT as_of, bytes FROM snapshots WHERE document = ?1")?
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let after = snapshot.as_ref().map_or(0, |(as_of, _)| *as_of);
    let tail = entries_after(connection, document, after)?;
    let bytes = snapshot.as_ref().map(|(_, bytes)| &bytes[..]);
    Ok(samenspel_document::materialise(bytes, &tail).ok())
}

fn entries_after(
    connection: &Connection,
    document: &DocumentId,
    after: i64,
) -> Result<Vec<ChainedEntry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body, signature, actor, seq, position, corrected_at, certainty, arrived_at, late,
           text_change
         FROM notes WHERE document = ?1 AND position > ?2 ORDER BY position",
    )?;
    let mut rows = statement.query(params![document, after])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let actor: Bytes<{ Actor::LENGTH }> = row.get(2)?;
        entries.push(ChainedEntry {
            signed: SignedEntry {
                body: row.get(0)?,
                signature: row.get(1)?,
            },
            actor: Actor::from_slice(&actor.0).map_err(|_| StoreError::unreadable("an actor"))?,
            seq: from_column(row.get(3)?)?,
            position: from_column(row.get(4)?)?,
            corrected_at: UnixMillis(row.get(5)?),
            certainty: row.get(6)?,
            arrived_at: UnixMillis(row.get(7)?),
            late: row.get(8)?,
            text_change: row.get(9)?,
        });
    }
    Ok(entries)
}
