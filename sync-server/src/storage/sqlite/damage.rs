//! Whether a database file is whole inside, and whether two files that belong together do. Reads all of
//! a file, so never while somebody waits; changes nothing.

use std::path::Path;

use rusqlite::OpenFlags;

use super::{failed, one_line, open_connection, pairing, reach};
use crate::storage::{Result, StorageError};

const BUSY_TIMEOUT_MS: u64 = 5_000;

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every page.
    Quick,
    /// Every page, and every index against its table.
    Full,
}

/// Fails with what is wrong with a file, damage among it.
pub(crate) fn check(path: &Path, depth: Depth) -> Result<()> {
    reach::check(path)?;
    pairing::check(path)?;
    let looking = |error| failed("was looked through", error);
    let connection = open_connection(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let busy = format!("PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}");
    connection.execute_batch(&busy).map_err(looking)?;
    let pragma = match depth {
        Depth::Quick => "PRAGMA quick_check(1)",
        Depth::Full => "PRAGMA integrity_check(1)",
    };
    let answer: String = connection
        .query_row(pragma, [], |row| row.get(0))
        .map_err(looking)?;
    match answer.as_str() {
        "ok" => Ok(()),
        other => Err(StorageError::Corrupt(one_line(other))),
    }
}

/// How many documents of a log have no key in a key store: none, if the two belong together. Nothing for
/// a file that is no key store.
pub(crate) fn documents_without_key(log: &Path, keys: &Path) -> Result<Option<u64>> {
    reach::check(log)?;
    reach::check(keys)?;
    let comparing = |error| failed("was compared with the key store", error);
    let connection = open_connection(log, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let busy = format!("PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}");
    connection.execute_batch(&busy).map_err(comparing)?;
    connection
        .execute("ATTACH DATABASE ?1 AS keys", [keys.to_string_lossy()])
        .map_err(comparing)?;
    let is_store = "SELECT EXISTS (SELECT 1 FROM keys.sqlite_master WHERE name = 'document_key')";
    let is_store: bool = connection
        .query_row(is_store, [], |row| row.get(0))
        .map_err(comparing)?;
    if !is_store {
        return Ok(None);
    }
    let sql = "SELECT count(*) FROM main.document AS it WHERE NOT EXISTS
               (SELECT 1 FROM keys.document_key AS key WHERE key.document = it.id)";
    let count: i64 = connection
        .query_row(sql, [], |row| row.get(0))
        .map_err(comparing)?;
    Ok(u64::try_from(count).ok())
}
