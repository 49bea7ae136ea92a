//! Which documents are on the device, what their chains and heads are, and which are wanted. Knows
//! no wire and no entries' meaning.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::{Bytes, from_column, to_column};
use super::{Store, StoreError, Topic, Topics, notes};
use samenspel_document::{Actor, ChainState, document_digest, genesis_hash, heads_digest};
use samenspel_model::ids::DocumentId;
use samenspel_model::series::{Period, Placement, Series};
use samenspel_model::wire::{Digest8, Digest16};

/// A document's row.
#[derive(Debug, Clone)]
pub(super) struct DocumentRow {
    pub id: DocumentId,
    pub series: Series,
    pub placement: Placement,
    /// Everything up to `up_to` is here; false while it is being fetched.
    pub complete: bool,
    pub up_to: u64,
    pub entries: u64,
    /// Sorted.
    pub heads: Vec<[u8; 32]>,
}

impl DocumentRow {
    /// A document with nothing in it yet.
    pub(super) fn new(series: Series, placement: Placement, complete: bool) -> Self {
        Self {
            id: placement.document_id(&series),
            series,
            placement,
            complete,
            up_to: 0,
            entries: 0,
            heads: vec![genesis_hash()],
        }
    }
}

/// A document on this device, for screens that show how complete it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentSummary {
    /// Id.
    pub id: DocumentId,
    /// Series.
    pub series: Series,
    /// Placement.
    pub placement: Placement,
    /// Whether all of it is here.
    pub complete: bool,
    /// How many entries it has.
    pub entries: u64,
    /// Hash of its sorted heads.
    pub heads: Digest8,
}

const COLUMNS: &str = "id, series, period, part, epoch, complete, up_to, entries, heads";

fn from_row(row: &rusqlite::Row<'_>) -> Result<DocumentRow, StoreError> {
    let heads: Vec<u8> = row.get(8)?;
    let (heads, rest) = heads.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(StoreError::unreadable("the heads of a document"));
    }
    Ok(DocumentRow {
        id: row.get(0)?,
        series: row.get(1)?,
        placement: Placement {
            period: Period(row.get(2)?),
            part: row.get(3)?,
            epoch: row.get(4)?,
        },
        complete: row.get(5)?,
        up_to: from_column(row.get(6)?)?,
        entries: from_column(row.get(7)?)?,
        heads: heads.to_vec(),
    })
}

pub(super) fn load(
    connection: &Connection,
    id: &DocumentId,
) -> Result<Option<DocumentRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM documents WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(from_row).transpose()
}

pub(super) fn all(connection: &Connection) -> Result<Vec<DocumentRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM documents");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(from_row(row)?);
    }
    Ok(documents)
}

pub(super) fn save(
    transaction: &Transaction<'_>,
    document: &DocumentRow,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO documents (id, series, period, part, epoch, complete, up_to, entries, heads)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (id) DO UPDATE SET complete = excluded.complete, up_to = excluded.up_to,
               entries = excluded.entries, heads = excluded.heads",
        )?
        .execute(params![
            document.id,
            document.series,
            document.placement.period.0,
            document.placement.part,
            document.placement.epoch,
            document.complete,
            to_column(document.up_to)?,
            to_column(document.entries)?,
            document.heads.as_flattened(),
        ])?;
    Ok(())
}

/// Notes that a document must be fetched from its start; what is here of it stays until then.
pub(super) fn want(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    topics.add(Topic::Documents);
    transaction
        .prepare_cached("UPDATE documents SET complete = 0 WHERE id = ?1")?
        .execute([id])?;
    transaction
        .prepare_cached("DELETE FROM wanted WHERE document = ?1")?
        .execute([id])?;
    transaction
        .prepare_cached("INSERT INTO wanted (document) VALUES (?1)")?
        .execute([id])?;
    Ok(())
}

/// Empties a document before it is filled anew. What the server does not have of it stays as an
/// overlay.
pub(super) fn clear(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    notes::detach_pending(transaction, id)?;
    notes::remove_document(transaction, id, topics)?;
    for table in ["snapshots", "chains", "agreements"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [id])?;
    }
    Ok(())
}

/// Takes a document that this device may no longer read off it. Its own unsent entries stay; those
/// of others that it only offered again go.
pub(super) fn purge(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    topics.add(Topic::Documents);
    transaction.execute(
        "DELETE FROM outbox WHERE intent IS NULL AND (key, series) IN
           (SELECT key, series FROM notes WHERE document = ?1)",
        [id],
    )?;
    clear(transaction, id, topics)?;
    notes::remove_acknowledged_overlays(transaction, id, topics)?;
    transaction.execute("DELETE FROM documents WHERE id = ?1", [id])?;
    Ok(())
}

/// Where an actor's chain in a document ends.
pub(super) fn chain(
    connection: &Connection,
    id: &DocumentId,
    actor: &Actor,
) -> Result<ChainState, StoreError> {
    let row: Option<(i64, i64, Bytes<32>)> = connection
        .prepare_cached("SELECT seq, max_op, hash FROM chains WHERE document = ?1 AND actor = ?2")?
        .query_row(params![id, actor.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((seq, max_op, hash)) = row else {
        return Ok(ChainState::start());
    };
    Ok(ChainState {
        seq: from_column(seq)?,
        max_op: from_column(max_op)?,
        hash: hash.0,
    })
}

pub(super) fn save_chain(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    actor: &Actor,
    chain: &ChainState,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO chains (document, actor, seq, max_op, hash)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            id,
            actor.as_bytes(),
            to_column(chain.seq)?,
            to_column(chain.max_op)?,
            Bytes(chain.hash)
        ])?;
    Ok(())
}

/// The digest over all documents that have entries, as the server computes it.
pub(super) fn digest(connection: &Connection) -> Result<Digest16, StoreError> {
    let documents = all(connection)?;
    Ok(documents
        .iter()
        .filter(|document| document.entries > 0)
        .map(|document| document_digest(document.id, heads_digest(&document.heads)))
        .fold(Digest16::default(), |sum, one| sum ^ one))
}

impl Store {
    /// All documents on this device.
    pub fn documents(&self) -> Result<Vec<DocumentSummary>, StoreError> {
        let documents = self.read(all)?;
        Ok(documents
            .into_iter()
            .map(|it| DocumentSummary {
                id: it.id,
                series: it.series,
                placement: it.placement,
                complete: it.complete,
                entries: it.entries,
                heads: heads_digest(&it.heads),
            })
            .collect())
    }

    /// The digest over all documents on this device.
    pub fn digest(&self) -> Result<Digest16, StoreError> {
        self.read(digest)
    }

    /// How many documents are still being fetched.
    pub fn wanted_count(&self) -> Result<u64, StoreError> {
        self.read(|connection| {
            let count = connection
                .prepare_cached("SELECT count(*) FROM wanted")?
                .query_row([], |row| row.get(0))?;
            from_column(count)
        })
    }
}
