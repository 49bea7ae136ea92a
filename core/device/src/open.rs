//! Opens and creates the encrypted file: key, pragmas, migrations, and telling one failure from
//! another. Knows nothing of what is kept.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::StoreError;
use super::{log_base, tables};
use samenspel_sqlite::initialise_sqlite;
use samenspel_sqlite::write_ahead::HeldFile;

/// The key of the encrypted file, from the platform's keystore. Wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StoreKey([u8; 32]);

impl StoreKey {
    /// From its 32 bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(super) fn pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(90));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.0 {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        text.push_str("'\"");
        text
    }
}

impl std::fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StoreKey(..)")
    }
}

/// How the store treats its file.
#[derive(Debug, Clone, Copy)]
pub struct StoreOptions {
    /// Waits for the disk at every commit. Only the simulation turns it off, for speed.
    pub durable: bool,
    /// How long to wait for another process that is writing.
    pub busy_timeout_ms: u64,
    /// A bound on the file, after which it is as if the disk were full.
    pub pages_max: Option<u32>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            durable: true,
            busy_timeout_ms: 5_000,
            pages_max: None,
        }
    }
}

const PAGE_BYTES: u64 = 4_096;

/// Creates the file; refuses to touch one that is there.
pub(super) fn create(
    path: &Path,
    key: &StoreKey,
    options: &StoreOptions,
) -> Result<(Connection, HeldFile), StoreError> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => {}
        Err(error) => return Err(from_io(&error)),
    }
    let opened = connect(path, key, options).and_then(|mut connection| {
        connection.pragma_update(None, "application_id", tables::APPLICATION_ID)?;
        prepare(&mut connection, options)?;
        let held = HeldFile::open(path).map_err(|error| from_io(&error))?;
        Ok((connection, held))
    });
    if opened.is_err() {
        // Only what this call made: the file did not exist a moment ago.
        remove_with_journals(path);
    }
    opened
}

fn remove_with_journals(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let _ = std::fs::remove_file(name);
    }
}

/// Opens the writing connection of an existing store. Until all is well nothing of the log beside it reaches
/// the file.
pub(super) fn open(
    path: &Path,
    key: &StoreKey,
    options: &StoreOptions,
) -> Result<(Connection, HeldFile), StoreError> {
    let held = check_file(path)?;
    let mut connection = connect(path, key, options)?;
    log_base::check(&mut connection, path, &held, key)?;
    check_identity(&connection)?;
    prepare(&mut connection, options)?;
    Ok((connection, held))
}

/// What the reader may keep of the file: taken only as pages are read.
const READER_CACHE_KIB: i64 = 24 * 1024;

/// A second connection, for reading beside the writer.
pub(super) fn open_reader(
    path: &Path,
    key: &StoreKey,
    options: &StoreOptions,
) -> Result<Connection, StoreError> {
    let connection = connect(path, key, options)?;
    connection.pragma_update(None, "query_only", true)?;
    // A screen of a whole group touches pages all over years of notes; each one that fell out of the
    // cache is decrypted again.
    connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
    Ok(connection)
}

fn connect(path: &Path, key: &StoreKey, options: &StoreOptions) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    initialise_sqlite();
    let connection = Connection::open_with_flags(path, flags)?;
    log_base::hold_back(&connection, true)?;
    // A wrong key is an answer here, not a line on standard error.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    connection.execute_batch(&key.pragma())?;
    connection.busy_timeout(Duration::from_millis(options.busy_timeout_ms))?;
    connection.set_prepared_statement_cache_capacity(128);
    // A plan holds for every value: else SQLite plans a kept statement anew with each other value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // The first read: a wrong key shows here, before anything could be written.
    let readable = connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()));
    match readable {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            Err(StoreError::WrongKey)
        }
        other => Ok(other?),
    }?;
    Ok(connection)
}

fn check_file(path: &Path) -> Result<HeldFile, StoreError> {
    let file = HeldFile::open_writable(path).map_err(|error| from_io(&error))?;
    let length = file.metadata().map_err(|error| from_io(&error))?.len();
    let mut start = [0; 16];
    if length < PAGE_BYTES || file.reader().read_exact(&mut start).is_err() {
        return Err(StoreError::NotAStore);
    }
    if &start == b"SQLite format 3\0" {
        return Err(StoreError::NotAStore);
    }
    Ok(file)
}

pub(super) fn from_io(error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::NotFound => StoreError::NotFound,
        ErrorKind::AlreadyExists => StoreError::AlreadyExists,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull,
        ErrorKind::IsADirectory => StoreError::NotAStore,
        other => StoreError::Sqlite(format!("opening the file: {other}")),
    }
}

fn check_identity(connection: &Connection) -> Result<(), StoreError> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
    if application != tables::APPLICATION_ID {
        return Err(StoreError::NotAStore);
    }
    let found: i64 = connection.pragma_query_value(None, "user_version", |r| r.get(0))?;
    let known = i64::try_from(tables::latest_version()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::NewerVersion { found, known });
    }
    Ok(())
}

fn prepare(connection: &mut Connection, options: &StoreOptions) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    let synchronous = if options.durable { "FULL" } else { "OFF" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // Temporary tables and sorts never reach the disk unencrypted.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    if let Some(pages) = options.pages_max {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    tables::migrations()
        .to_latest(connection)
        .map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => StoreError::Sqlite(format!("migration: {other}")),
        })
}

/// The page that a complaint of the cipher is about.
fn page_named(complaint: &str) -> Option<u32> {
    let (_, number) = complaint.split_once("page ")?;
    let digits = number.split(|it: char| !it.is_ascii_digit()).next()?;
    digits.parse().ok()
}

/// Reads every page and checks what SQLite and the encryption can.
pub(super) fn check(connection: &Connection) -> Result<(), StoreError> {
    let mut failing = connection.prepare("PRAGMA cipher_integrity_check")?;
    let failing = failing.query_map([], |row| row.get::<_, String>(0))?;
    // It looks at the file alone: a page that the log has may be written back in part, or not yet.
    let in_log = connection.path().map(Path::new).map(log_base::pages_in_log);
    for complaint in failing {
        let number = page_named(&complaint?);
        let is_in_log =
            number.is_some_and(|it| in_log.as_ref().is_some_and(|log| log.contains(&it)));
        if !is_in_log {
            return Err(StoreError::Corrupt("a page fails its check".into()));
        }
    }
    let word: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if word != "ok" {
        return Err(StoreError::Corrupt("a table fails its check".into()));
    }
    Ok(())
}
