//! Whether the store's file and the write-ahead log beside it are of one state: found when the store is
//! opened, before the log's pages reach the file. Every log says in itself on which first page of the file
//! it began, and every commit makes the first page another: so the file's is that one, or one in the log, or
//! the two were never together. Says nothing where it cannot know: a false alarm locks a person out.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::config::DbConfig;
use rusqlite::{
    Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params,
};

use super::columns::Bytes;
use super::{StoreError, StoreKey, lock, tables};
use samenspel_sqlite::write_ahead;
use samenspel_sqlite::write_ahead::{Base, HeldFile, Salts};

/// Another process may write the log back, or begin the next one, between two looks.
const TRIES: usize = 3;

/// What this store knows of the present log.
#[derive(Default)]
pub(super) struct LogBase {
    noted: Mutex<Option<Salts>>,
}

impl LogBase {
    /// Notes in the log on what it began, once for each log; to be called after a commit. If it fails, the
    /// next commit tries again: nothing that was written depends on it.
    pub(super) fn note(&self, writer: &mut Connection, path: &Path, file: &HeldFile) {
        let mut noted = lock(&self.noted);
        for _ in 0..TRIES {
            match read_header(path) {
                Some((salts, _)) if *noted != Some(salts) => match write(writer, path, file) {
                    Ok(salts) => *noted = salts,
                    Err(_) => return,
                },
                _ => return,
            }
        }
    }
}

/// Makes the file's first page another one with this commit: SQLite writes the page, and counts.
pub(super) fn stamp(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    Ok(transaction.pragma_update(None, "application_id", tables::APPLICATION_ID)?)
}

/// The log that has its note now. While the transaction is open no log can begin, and what is written back
/// to the file meanwhile is in this log.
fn write(
    writer: &mut Connection,
    path: &Path,
    file: &HeldFile,
) -> Result<Option<Salts>, StoreError> {
    let transaction = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some((salts, page_bytes)) = read_header(path) else {
        return Ok(None);
    };
    if noted(&transaction)?.is_some_and(|it| it.salts == salts) {
        return Ok(Some(salts));
    }
    let base = write_ahead::base(&mut file.reader(), salts, page_bytes)
        .map_err(|error| super::open::from_io(&error))?;
    transaction.execute(
        "INSERT OR REPLACE INTO log_base (id, base) VALUES (1, ?1)",
        params![Bytes(base.to_bytes())],
    )?;
    stamp(&transaction)?;
    transaction.commit()?;
    Ok(Some(salts))
}

/// Keeps the log from being written to the file when the connection closes, until it was checked.
pub(super) fn hold_back(connection: &Connection, held: bool) -> Result<(), StoreError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, held)?;
    Ok(())
}

/// Refuses a file and a log of different states, and a log that is damaged in its middle, both untouched.
pub(super) fn check(
    connection: &mut Connection,
    path: &Path,
    file: &HeldFile,
    key: &StoreKey,
) -> Result<(), StoreError> {
    let is_suspect = |connection: &Connection| -> Result<(bool, bool), StoreError> {
        let is_broken = is_broken_within(path);
        Ok((is_broken, differ(connection, path, file)?))
    };
    if is_suspect(connection)? == (false, false) {
        return Ok(());
    }
    for _ in 0..TRIES {
        // Nobody writes or begins another log meanwhile. Who writes just now has it open: it is well.
        let transaction = match connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(StoreError::from)
        {
            Err(StoreError::Locked) => return Ok(()),
            other => other?,
        };
        match is_suspect(&transaction)? {
            (true, _) => return Err(StoreError::Corrupt("the log fails its check".into())),
            (false, true) => {}
            (false, false) => return Ok(()),
        }
    }
    match has_whole_first_page(path, key) {
        true => Err(StoreError::StaleLog),
        // Power failed while the log was written back: the log has the page.
        false => Ok(()),
    }
}

/// The same as [`check`], of a store that nobody writes.
pub(super) fn is_stale(
    connection: &Connection,
    path: &Path,
    file: &HeldFile,
    key: &StoreKey,
) -> Result<bool, StoreError> {
    Ok(differ(connection, path, file)? && has_whole_first_page(path, key))
}

/// Whether a log that may hold something lies beside the file.
pub(super) fn has_log(path: &Path) -> bool {
    std::fs::metadata(log_of(path)).is_ok_and(|it| it.len() > 0)
}

fn differ(connection: &Connection, path: &Path, file: &HeldFile) -> Result<bool, StoreError> {
    let Some(noted) = noted(connection)? else {
        return Ok(false);
    };
    // What cannot be read is told by SQLite.
    Ok(pairs_not(path, file, &noted).unwrap_or(false))
}

fn pairs_not(path: &Path, file: &HeldFile, noted: &Base) -> std::io::Result<bool> {
    let Some((salts, page_bytes)) = read_header(path) else {
        return Ok(false);
    };
    let first_page = write_ahead::base(&mut file.reader(), salts, page_bytes)?.first_page;
    // Where the note is of another log, this one began a moment before the end.
    if salts != noted.salts || first_page == noted.first_page {
        return Ok(false);
    }
    let mut log = BufReader::new(File::open(log_of(path))?);
    Ok(!write_ahead::has_first_page(&mut log, &first_page)?)
}

/// Whether the file by itself, without the log, begins with a page that the key opens.
fn has_whole_first_page(path: &Path, key: &StoreKey) -> bool {
    match open_alone(path, key) {
        Ok(_) => true,
        Err(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt),
    }
}

/// The file by itself, as if there were no log, for reading.
pub(super) fn open_alone(path: &Path, key: &StoreKey) -> rusqlite::Result<Connection> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri, flags)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key.pragma())?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    Ok(connection)
}

/// What the log says; nothing in a store from before logs said it.
fn noted(connection: &Connection) -> Result<Option<Base>, StoreError> {
    let known: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = 'log_base')")?
        .query_row([], |row| row.get(0))?;
    if !known {
        return Ok(None);
    }
    let base: Option<Bytes<40>> = connection
        .prepare_cached("SELECT base FROM log_base")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(base.and_then(|it| Base::from_bytes(&it.0)))
}

/// Whether commits of the log beside a file stand behind what is damaged in it; what cannot be read is told by
/// SQLite.
pub(super) fn is_broken_within(path: &Path) -> bool {
    let read = || write_ahead::is_broken_within(&mut BufReader::new(File::open(log_of(path))?));
    read().unwrap_or(false)
}

/// The pages that the log beside a file holds; none where it cannot be read.
pub(super) fn pages_in_log(path: &Path) -> BTreeSet<u32> {
    let read = || write_ahead::committed_pages(&mut BufReader::new(File::open(log_of(path))?));
    read().unwrap_or_default()
}

fn read_header(path: &Path) -> Option<(Salts, usize)> {
    let mut log = File::open(log_of(path)).ok()?;
    write_ahead::header(&mut log).ok()?
}

fn log_of(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}
