//! One SQLite file per organisation: WAL, an fsync per commit, one writer, a few readers.

mod asked;
mod audit;
pub(crate) mod damage;
mod directory;
mod invitations;
pub(crate) mod pairing;
pub(crate) mod reach;
mod read;
mod reader;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use rusqlite_migration::{M, Migrations};
use samenspel_model::ids::{Incarnation, OrgId};
use samenspel_model::time::UnixMillis;
use samenspel_sqlite::write_ahead::HeldFile;

use super::{LogRow, ReadTransaction, Result, Storage, StorageError, WriteTransaction};
use reader::Reader;
use write::Writer;

/// The schema, and from the first release on what changed since: none of them is ever changed.
const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("schema.sql"))];
/// Idle reading connections kept; more are opened when needed and closed after use.
const IDLE_READERS_MAX: usize = 8;
const STATEMENTS_CACHED: usize = 64;
/// Of each writing connection: holds what a batch changes. A larger one was not measurably faster,
/// and every organisation served has its own.
const CACHE_KILOBYTES: i64 = 2_048;
/// Of each reading connection; the operating system keeps the file's pages for all of them.
const READER_CACHE_KILOBYTES: i64 = 512;
/// Pages of the write-ahead log (of 4 KB) after which it is brought into the file: a page that many commits
/// change is written there once.
const WAL_PAGES: u32 = 4_000;
const BUSY_TIMEOUT_MS: u64 = 10_000;

/// How to keep the file.
#[derive(Debug, Clone, Copy, Default)]
pub struct SqliteOptions {
    /// No fsync: for the simulation, which kills no machine. Loses what was acknowledged if the
    /// machine stops.
    pub synchronous_off_for_simulation: bool,
}

/// [`Storage`] in one SQLite file.
pub struct SqliteStorage {
    path: PathBuf,
    options: SqliteOptions,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// The last field: dropped after the connections.
    held: HeldFile,
}

impl SqliteStorage {
    /// Makes the file, with its first row.
    pub fn create(
        path: &Path,
        org: OrgId,
        incarnation: Incarnation,
        options: SqliteOptions,
    ) -> Result<Self> {
        let storage = Self::connect(path, options, OpenFlags::SQLITE_OPEN_CREATE)?;
        let mut transaction = storage.begin_write()?;
        transaction.set_log(&LogRow {
            org,
            incarnation,
            last_position: 0,
            directory_version: 0,
            newest_at: UnixMillis(0),
            clock_set_right: 0,
            clock_set_right_at: UnixMillis(0),
        })?;
        transaction.commit()?;
        Ok(storage)
    }

    /// Opens the file and brings it to the latest form.
    pub fn open(path: &Path, options: SqliteOptions) -> Result<Self> {
        Self::connect(path, options, OpenFlags::empty())
    }

    fn connect(path: &Path, options: SqliteOptions, create: OpenFlags) -> Result<Self> {
        if create.is_empty() {
            reach::check(path)?;
        }
        pairing::check(path)?;
        let mut writer = open_connection(path, OpenFlags::SQLITE_OPEN_READ_WRITE | create)?;
        if create.is_empty() {
            refuse_empty(&writer, path)?;
        }
        set_pragmas(&writer, options)?;
        Migrations::from_slice(MIGRATIONS)
            .to_latest(&mut writer)
            .map_err(migration_failed)?;
        let held = pairing::hold(path)?;
        pairing::note(&writer, &held);
        Ok(Self {
            path: path.to_owned(),
            options,
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            held,
        })
    }

    fn lock_writer(&self) -> MutexGuard<'_, Connection> {
        // A panic in the middle of a transaction rolled it back when its guard was dropped.
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_reader(&self) -> Result<Connection> {
        let idle = self.lock_readers().pop();
        if let Some(connection) = idle {
            return Ok(connection);
        }
        let connection = open_connection(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        set_pragmas(&connection, self.options)?;
        connection
            // Negative: kilobytes instead of pages.
            .pragma_update(None, "cache_size", -READER_CACHE_KILOBYTES)
            .map_err(|error| failed("opened it", error))?;
        Ok(connection)
    }

    fn give_back_reader(&self, connection: Connection) {
        let mut readers = self.lock_readers();
        if readers.len() < IDLE_READERS_MAX {
            readers.push(connection);
        }
    }

    fn lock_readers(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Storage for SqliteStorage {
    fn begin_write(&self) -> Result<Box<dyn WriteTransaction + '_>> {
        Ok(Box::new(Writer::begin(self.lock_writer(), &self.held)?))
    }

    fn begin_read(&self) -> Result<Box<dyn ReadTransaction + '_>> {
        Ok(Box::new(Reader::begin(self)?))
    }
}

/// Opens a connection of this crate's kind; also the key store's.
pub(crate) fn open_connection(path: &Path, flags: OpenFlags) -> Result<Connection> {
    // One thread uses a connection at a time: SQLite's own mutexes would be paid for nothing.
    let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    samenspel_sqlite::initialise_sqlite();
    let connection =
        Connection::open_with_flags(path, flags).map_err(|error| failed("opened it", error))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_CACHED);
    // A plan that does not depend on the values asked for: otherwise SQLite prepares a statement with a
    // range anew each time.
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map_err(|error| failed("opened it", error))?;
    Ok(connection)
}

/// Refuses a file that was never made into anything: what is opened must not become a new one.
pub(crate) fn refuse_empty(connection: &Connection, path: &Path) -> Result<()> {
    let version: i64 = connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .map_err(|error| failed("opened it", error))?;
    if version > 0 {
        return Ok(());
    }
    let name = path.file_name().unwrap_or(path.as_os_str());
    Err(StorageError::Empty {
        file: name.to_string_lossy().into_owned(),
    })
}

/// Sets what durability and erasure rest on; also for the key store.
pub(crate) fn set_pragmas(connection: &Connection, options: SqliteOptions) -> Result<()> {
    let synchronous = if options.synchronous_off_for_simulation {
        "OFF"
    } else {
        "FULL"
    };
    connection
        .execute_batch(&format!(
            "PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = {synchronous};
             PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA wal_autocheckpoint = {WAL_PAGES};
             PRAGMA cache_size = -{CACHE_KILOBYTES};"
        ))
        .map_err(|error| failed("set it up", error))
}

/// Turns a migration's failure into ours.
pub(crate) fn migration_failed(error: rusqlite_migration::Error) -> StorageError {
    use rusqlite_migration::{Error, MigrationDefinitionError};
    match error {
        Error::MigrationDefinition(MigrationDefinitionError::DatabaseTooFarAhead) => {
            StorageError::NewerVersion
        }
        Error::RusqliteError { err, .. } => failed("brought it to the latest form", err),
        other => StorageError::Failed {
            doing: "brought it to the latest form",
            cause: other.to_string(),
        },
    }
}

/// Turns SQLite's failure into ours.
pub(crate) fn failed(doing: &'static str, error: rusqlite::Error) -> StorageError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StorageError::Full,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
            StorageError::ReadOnly
        }
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StorageError::Corrupt(one_line(&error.to_string()))
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StorageError::Busy,
        Some(ErrorCode::SystemIoFailure) if needs_room(&error) => StorageError::Full,
        Some(ErrorCode::SystemIoFailure) => StorageError::Disk {
            doing,
            cause: error.to_string(),
        },
        _ => StorageError::Failed {
            doing,
            cause: error.to_string(),
        },
    }
}

/// A file beside the database could not grow: SQLite does not call that a full disk.
fn needs_room(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|it| it.extended_code);
    code == Some(rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

/// SQLite tells of damage in several lines; ours are one each.
pub(crate) fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn storage(folder: &tempfile::TempDir) -> SqliteStorage {
        let path = folder.path().join("log.sqlite");
        let org = OrgId([1; 16]);
        SqliteStorage::create(&path, org, Incarnation([2; 8]), SqliteOptions::default()).unwrap()
    }

    crate::storage_conformance!(|folder: &tempfile::TempDir| Box::new(storage(folder)));

    #[test]
    fn every_connection_syncs_each_commit_and_overwrites_what_it_deletes() {
        let folder = tempfile::tempdir().unwrap();
        let storage = storage(&folder);
        let reader = storage.take_reader().unwrap();
        for connection in [&*storage.lock_writer(), &reader] {
            let pragma = |name: &str| -> String {
                connection
                    .query_row(
                        &format!("SELECT CAST({name} AS TEXT) FROM pragma_{name}"),
                        [],
                        |row| row.get(0),
                    )
                    .unwrap()
            };
            assert_eq!(pragma("synchronous"), "2");
            assert_eq!(pragma("journal_mode"), "wal");
            assert_eq!(pragma("secure_delete"), "1");
        }
    }

    #[test]
    fn a_file_that_is_no_database_is_named_as_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.sqlite");
        std::fs::write(&path, vec![7; 5_000]).unwrap();
        let opened = SqliteStorage::open(&path, SqliteOptions::default());
        assert!(matches!(opened, Err(StorageError::Corrupt(_))));
    }

    #[test]
    fn a_file_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        drop(storage(&folder));
        let path = folder.path().join("log.sqlite");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch("PRAGMA user_version = 99")
            .unwrap();
        let opened = SqliteStorage::open(&path, SqliteOptions::default());
        assert!(matches!(opened, Err(StorageError::NewerVersion)));
    }
}
