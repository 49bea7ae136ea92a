//! The key store of one organisation: a file of its own beside the log, never part of a backup.
//!
//! It holds the sealing key of every document and epoch, so that destroying a key erases the
//! document from every backup, and what a log restored from a backup cannot know of itself: which
//! life of the log was last, how far it and its audit had come, and which accesses had ended. The import keeps
//! here, too, which ids it gave. Knows nothing of what the keys seal.

mod endings;

pub use endings::{Ending, EndingRow, Form};

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use rusqlite_migration::{M, Migrations};
use samenspel_model::ids::{DocumentId, Incarnation};
use samenspel_model::time::UnixMillis;
use samenspel_sqlite::write_ahead::HeldFile;

use crate::audit::Head;
use crate::seal::SealingKey;
use crate::storage::sqlite::{
    failed, migration_failed, open_connection, pairing, reach, refuse_empty, set_pragmas,
};
use crate::storage::{SqliteOptions, StorageError};

/// The schema, and from the first release on what changed since: none of them is ever changed.
const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("schema.sql"))];

/// Keys kept in memory; beyond, all are dropped and read again as needed.
const CACHED_KEYS_MAX: usize = 65_536;

/// One unbroken life of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// Its incarnation.
    pub incarnation: Incarnation,
    /// The life it began from, unless it is the first.
    pub previous: Option<Incarnation>,
    /// The last position it shares with the life before.
    pub started_after: u64,
    /// When the log was found to have gone back, by the server's clock; nothing for the first life.
    pub began_at: Option<UnixMillis>,
}

/// The key store. Every change but the high-water mark is durable when its call returns.
pub struct KeyStore {
    connection: Mutex<Connection>,
    /// Without fsync: it may lag after a power cut, never after a restored backup.
    high_water: Mutex<Connection>,
    cache: Mutex<HashMap<DocumentId, SealingKey>>,
    /// The last field: dropped after the connections.
    held: HeldFile,
}

type Result<T> = std::result::Result<T, StorageError>;

impl KeyStore {
    /// Makes the file, with the log's first life.
    pub fn create(path: &Path, first: Incarnation, options: SqliteOptions) -> Result<Self> {
        let store = Self::connect(path, options, OpenFlags::SQLITE_OPEN_CREATE)?;
        store.begin_life(&Life {
            incarnation: first,
            previous: None,
            started_after: 0,
            began_at: None,
        })?;
        Ok(store)
    }

    /// Opens the file.
    pub fn open(path: &Path, options: SqliteOptions) -> Result<Self> {
        Self::connect(path, options, OpenFlags::empty())
    }

    fn connect(path: &Path, options: SqliteOptions, create: OpenFlags) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        if create.is_empty() {
            reach::check(path)?;
        }
        pairing::check(path)?;
        let mut connection = open_connection(path, flags | create)?;
        if create.is_empty() {
            refuse_empty(&connection, path)?;
        }
        set_pragmas(&connection, options)?;
        Migrations::from_slice(MIGRATIONS)
            .to_latest(&mut connection)
            .map_err(migration_failed)?;
        let held = pairing::hold(path)?;
        pairing::note(&connection, &held);
        let high_water = open_connection(path, flags)?;
        set_pragmas(&high_water, options)?;
        if !options.synchronous_off_for_simulation {
            high_water
                .execute_batch("PRAGMA synchronous = NORMAL")
                .map_err(|error| failed("set up the key store", error))?;
        }
        Ok(Self {
            connection: Mutex::new(connection),
            high_water: Mutex::new(high_water),
            cache: Mutex::new(HashMap::new()),
            held,
        })
    }

    /// The key of a document, if it has one.
    pub fn get(&self, document: &DocumentId) -> Result<Option<SealingKey>> {
        if let Some(key) = lock(&self.cache).get(document) {
            return Ok(Some(key.clone()));
        }
        let found = lock(&self.connection)
            .prepare_cached("SELECT key FROM document_key WHERE document = ?1")
            .and_then(|mut statement| {
                statement
                    .query_row([document.0], |row| row.get::<_, [u8; 32]>(0))
                    .optional()
            })
            .map_err(|error| failed("looked up a key", error))?
            .map(SealingKey::from_bytes);
        if let Some(key) = &found {
            self.remember(*document, key.clone());
        }
        Ok(found)
    }

    /// Makes new keys durable, in one transaction.
    pub fn add(&self, keys: &[(DocumentId, SealingKey)]) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let adding = |error| failed("added a key", error);
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(adding)?;
        for (document, key) in keys {
            transaction
                .prepare_cached("INSERT INTO document_key (document, key) VALUES (?1, ?2)")
                .and_then(|mut statement| statement.execute(params![document.0, key.as_bytes()]))
                .map_err(adding)?;
        }
        commit(transaction).map_err(adding)?;
        pairing::note(&connection, &self.held);
        drop(connection);
        for (document, key) in keys {
            self.remember(*document, key.clone());
        }
        Ok(())
    }

    /// Destroys the key of a document: nothing sealed under it opens again, backups included.
    pub fn destroy(&self, document: &DocumentId) -> Result<()> {
        lock(&self.cache).remove(document);
        let connection = lock(&self.connection);
        connection
            .execute("DELETE FROM document_key WHERE document = ?1", [document.0])
            .and_then(|_| {
                // The key must be gone from the write-ahead log too.
                connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            })
            .map_err(|error| failed("destroyed a key", error))
    }

    /// All lives of the log, the present one last.
    pub fn lives(&self) -> Result<Vec<Life>> {
        let reading = |error| failed("read the log's lives", error);
        let connection = lock(&self.connection);
        let mut statement = connection
            .prepare_cached(
                "SELECT incarnation, previous, started_after, began_at FROM life ORDER BY number",
            )
            .map_err(reading)?;
        let lives = statement.query_map([], |row| {
            Ok(Life {
                incarnation: Incarnation(row.get(0)?),
                previous: row.get::<_, Option<[u8; 8]>>(1)?.map(Incarnation),
                started_after: u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
                began_at: row.get::<_, Option<i64>>(3)?.map(UnixMillis),
            })
        });
        lives.and_then(|lives| lives.collect()).map_err(reading)
    }

    /// Begins a new life of the log; its high-water mark starts where it does.
    pub fn begin_life(&self, life: &Life) -> Result<()> {
        let beginning = |error| failed("began a life of the log", error);
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(beginning)?;
        let started_after = i64::try_from(life.started_after).unwrap_or(i64::MAX);
        transaction
            .execute(
                "INSERT INTO life (incarnation, previous, started_after, began_at)
                 VALUES (?1, ?2, ?3, ?4)",
                params![
                    life.incarnation.0,
                    life.previous.map(|previous| previous.0),
                    started_after,
                    life.began_at.map(|at| at.0)
                ],
            )
            .and_then(|_| {
                transaction.execute(
                    "INSERT INTO high_water (id, position) VALUES (0, ?1)
                     ON CONFLICT (id) DO UPDATE SET position = ?1",
                    [started_after],
                )
            })
            .map_err(beginning)?;
        commit(transaction).map_err(beginning)
    }

    /// How far the present life of the log had come, at least.
    pub fn high_water(&self) -> Result<u64> {
        lock(&self.connection)
            .query_row("SELECT position FROM high_water", [], |row| row.get(0))
            .map(|position: i64| u64::try_from(position).unwrap_or(0))
            .map_err(|error| failed("read the high-water mark", error))
    }

    /// Notes how far the log has come. Not synced: a mark that lags only fails to notice a loss
    /// that a power cut cannot cause.
    pub fn set_high_water(&self, position: u64) -> Result<()> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        lock(&self.high_water)
            .prepare_cached("UPDATE high_water SET position = ?1 WHERE position < ?1")
            .and_then(|mut statement| statement.execute([position]))
            .map(drop)
            .map_err(|error| failed("wrote the high-water mark", error))
    }

    /// How far the audit had come, at least.
    pub fn audit_head(&self) -> Result<Option<Head>> {
        lock(&self.connection)
            .query_row("SELECT number, hash FROM audit_head", [], |row| {
                let number: i64 = row.get(0)?;
                Ok(Head {
                    number: u64::try_from(number).unwrap_or(0),
                    hash: row.get(1)?,
                })
            })
            .optional()
            .map_err(|error| failed("read the audit's head", error))
    }

    /// Notes how far the audit has come. Not synced, as the high-water mark.
    pub fn set_audit_head(&self, head: &Head) -> Result<()> {
        let number = i64::try_from(head.number).unwrap_or(i64::MAX);
        lock(&self.high_water)
            .prepare_cached(
                "INSERT INTO audit_head (id, number, hash) VALUES (0, ?1, ?2)
                 ON CONFLICT (id) DO UPDATE SET number = ?1, hash = ?2",
            )
            .and_then(|mut statement| statement.execute(params![number, head.hash]))
            .map(drop)
            .map_err(|error| failed("wrote the audit's head", error))
    }

    fn remember(&self, document: DocumentId, key: SealingKey) {
        let mut cache = lock(&self.cache);
        if cache.len() >= CACHED_KEYS_MAX {
            cache.clear();
        }
        cache.insert(document, key);
    }
}

/// A panic elsewhere leaves these connections and the cache as whole as any rolled-back statement.
/// With the file's first page another one than before.
fn commit(transaction: rusqlite::Transaction<'_>) -> rusqlite::Result<()> {
    pairing::stamp(&transaction)?;
    transaction.commit()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Incarnation = Incarnation([1; 8]);
    const DOCUMENT: DocumentId = DocumentId([2; 16]);

    fn store(folder: &tempfile::TempDir) -> KeyStore {
        let path = folder.path().join("keys.sqlite");
        KeyStore::create(&path, FIRST, SqliteOptions::default()).unwrap()
    }

    fn reopened(folder: &tempfile::TempDir) -> KeyStore {
        let path = folder.path().join("keys.sqlite");
        KeyStore::open(&path, SqliteOptions::default()).unwrap()
    }

    #[test]
    fn a_key_is_there_after_reopening_and_gone_for_good_once_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let key = SealingKey::from_bytes([0xA7; 32]);
        store(&folder).add(&[(DOCUMENT, key.clone())]).unwrap();
        let store = reopened(&folder);
        let found = store.get(&DOCUMENT).unwrap().unwrap();
        assert_eq!(found.as_bytes(), key.as_bytes());
        store.destroy(&DOCUMENT).unwrap();
        assert!(store.get(&DOCUMENT).unwrap().is_none());
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            let holds_key = bytes.windows(32).any(|window| window == key.as_bytes());
            assert!(!holds_key, "the key is still in a file");
        }
    }

    #[test]
    fn a_documents_key_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        let keys = |byte| [(DOCUMENT, SealingKey::from_bytes([byte; 32]))];
        store.add(&keys(1)).unwrap();
        assert!(store.add(&keys(2)).is_err());
        let found = store.get(&DOCUMENT).unwrap().unwrap();
        assert_eq!(found.as_bytes(), &[1; 32]);
    }

    #[test]
    fn the_high_water_mark_only_rises_within_a_life() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        store.set_high_water(9).unwrap();
        store.set_high_water(7).unwrap();
        assert_eq!(reopened(&folder).high_water().unwrap(), 9);
        let second = Life {
            incarnation: Incarnation([2; 8]),
            previous: Some(FIRST),
            started_after: 4,
            began_at: Some(UnixMillis(7)),
        };
        store.begin_life(&second).unwrap();
        let store = reopened(&folder);
        assert_eq!(store.high_water().unwrap(), 4);
        assert_eq!(store.lives().unwrap().last(), Some(&second));
        assert_eq!(store.lives().unwrap().len(), 2);
    }
}
