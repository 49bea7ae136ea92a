//! The part of the directory that this device was given, kept as records and cached as a
//! [`Directory`]. Knows nothing of who may do what.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::{Bytes, cbor};
use super::{Store, StoreError, lock};
use samenspel_model::wire::{Digest8, encode};
use samenspel_protocol::DirectoryView;
use samenspel_rules::directory::{Directory, Record};

/// The directory last read, and the digest it was read at.
#[derive(Default)]
pub(super) struct Cache(Option<(Option<Digest8>, Arc<Directory>)>);

impl Cache {
    /// It was emptied.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }
}

impl Store {
    /// The directory as this device was last told.
    pub fn directory(&self) -> Result<Arc<Directory>, StoreError> {
        let digest = self.read(digest)?;
        if let Some((of, directory)) = &lock(&self.directory).0
            && *of == digest
        {
            return Ok(directory.clone());
        }
        let directory = Arc::new(self.read(records)?.into_iter().collect::<Directory>());
        lock(&self.directory).0 = Some((digest, directory.clone()));
        Ok(directory)
    }
}

/// The digest of the view that the device has.
pub(super) fn digest(connection: &Connection) -> Result<Option<Digest8>, StoreError> {
    let digest: Option<Option<Bytes<8>>> = connection
        .prepare_cached("SELECT directory_digest FROM sync_state")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(digest.flatten().map(|digest| Digest8(digest.0)))
}

fn records(connection: &Connection) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT record FROM directory")?;
    let mut rows = statement.query([])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(cbor(
            row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?,
            "a directory record",
        )?);
    }
    Ok(records)
}

/// Puts a new view in the place of the old one.
pub(super) fn replace(
    transaction: &Transaction<'_>,
    view: &DirectoryView,
) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM directory", [])?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO directory (kind, id, record) VALUES (?1, ?2, ?3)",
    )?;
    for record in &view.records {
        let id = record.id();
        insert.execute(params![id.kind, id.bytes, encode(record)])?;
    }
    transaction.execute(
        "UPDATE sync_state SET directory_digest = ?1",
        [Bytes(view.digest.0)],
    )?;
    Ok(())
}
