//! Which ULID each external id was given: once, for good, so that importing again finds the same people.
//! Kept in the log's own file, so that neither is ever restored without the other, and in the key
//! store, which does not go back with the log: who was imported after the backup gets the same id when
//! imported again, and phones' notes about them fit. Knows external ids, no names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior};
use samenspel_model::ids::Random;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Record};
use samenspel_sqlite::write_ahead::HeldFile;

use crate::engine::{KEYS_FILE, LOG_FILE};
use crate::storage::sqlite::{failed, open_connection, pairing, reach, set_pragmas};
use crate::storage::{SqliteOptions, StorageError};

/// What an external id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExternalKind {
    /// A location.
    Location,
    /// A group.
    Group,
    /// A person.
    Person,
    /// A child.
    Child,
    /// A contact.
    Contact,
}

impl ExternalKind {
    const ALL: [Self; 5] = [
        Self::Location,
        Self::Group,
        Self::Person,
        Self::Child,
        Self::Contact,
    ];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Location => "location",
            Self::Group => "group",
            Self::Person => "person",
            Self::Child => "child",
            Self::Contact => "contact",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The ULIDs given to external ids.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ExternalIds {
    ids: BTreeMap<(ExternalKind, String), [u8; 16]>,
}

samenspel_model::hides_content!(ExternalIds);

impl ExternalIds {
    /// The id given, if there is one.
    pub fn get(&self, kind: ExternalKind, external: &str) -> Option<[u8; 16]> {
        self.ids.get(&(kind, external.to_owned())).copied()
    }

    /// The id given; a new one the first time.
    pub fn get_or_draw(
        &mut self,
        kind: ExternalKind,
        external: &str,
        now: UnixMillis,
        random: &mut dyn Random,
    ) -> [u8; 16] {
        *self
            .ids
            .entry((kind, external.to_owned()))
            .or_insert_with(|| samenspel_model::ids::PersonId::new(now, random).0)
    }

    /// All external ids.
    pub(super) fn all(&self) -> impl Iterator<Item = (ExternalKind, &str)> {
        self.ids.keys().map(|(kind, id)| (*kind, id.as_str()))
    }

    /// Whether one of the kind was ever given.
    pub(super) fn has_any(&self, kind: ExternalKind) -> bool {
        let from = (kind, String::new());
        self.ids
            .range(from..)
            .next()
            .is_some_and(|((of, _), _)| *of == kind)
    }

    /// How many children, groups and locations of a directory have none, though nothing but an import makes
    /// them: another import would make them again.
    pub fn lacking(&self, directory: &Directory) -> usize {
        let given: BTreeSet<_> = self
            .ids
            .iter()
            .map(|((kind, _), id)| (*kind, *id))
            .collect();
        let imported = directory.records().filter_map(|record| match record {
            Record::Location(it) => Some((ExternalKind::Location, it.id.0)),
            Record::Group(it) => Some((ExternalKind::Group, it.id.0)),
            Record::Child(it) => Some((ExternalKind::Child, it.id.0)),
            _ => None,
        });
        imported.filter(|it| !given.contains(it)).count()
    }

    /// The external id that was given `id`.
    pub fn external_of(&self, kind: ExternalKind, id: &[u8; 16]) -> Option<&str> {
        self.ids
            .iter()
            .find(|((of, _), given)| *of == kind && *given == id)
            .map(|((_, external), _)| external.as_str())
    }
}

/// Why the ids cannot be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum IdStoreError {
    /// The files they are in cannot be used.
    #[error("the ids of the administration cannot be used: {0}")]
    Storage(#[from] StorageError),
    /// A row is not what this version writes.
    #[error(
        "the ids of the administration in log.sqlite hold a row that this version does not know: update it"
    )]
    Row,
}

/// Where [`ExternalIds`] are kept.
pub struct IdStore {
    /// To the log, with the key store attached.
    connection: Connection,
    keys: PathBuf,
    /// The log and the keys. The last field: dropped after the connection.
    held: [HeldFile; 2],
}

impl IdStore {
    /// Opens them in the folder of an organisation.
    pub fn open(folder: &Path) -> Result<Self, IdStoreError> {
        let (log, keys) = (folder.join(LOG_FILE), folder.join(KEYS_FILE));
        for path in [&log, &keys] {
            reach::check(path)?;
            pairing::check(path)?;
        }
        let opening = |error| failed("was asked for ids", error);
        let connection = open_connection(&log, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection
            .execute("ATTACH DATABASE ?1 AS keys", [keys.to_string_lossy()])
            .map_err(opening)?;
        set_pragmas(&connection, SqliteOptions::default())?;
        connection
            .execute_batch("PRAGMA keys.synchronous = FULL; PRAGMA keys.secure_delete = ON")
            .map_err(opening)?;
        for file in ["main", "keys"] {
            connection
                .execute_batch(&format!(
                    "CREATE TABLE IF NOT EXISTS {file}.external_id (
                        kind TEXT NOT NULL,
                        external TEXT NOT NULL,
                        id BLOB NOT NULL CHECK (length(id) = 16),
                        PRIMARY KEY (kind, external)
                    ) STRICT, WITHOUT ROWID;"
                ))
                .map_err(opening)?;
        }
        let held = [pairing::hold(&log)?, pairing::hold(&keys)?];
        let store = Self {
            connection,
            keys,
            held,
        };
        store.note();
        Ok(store)
    }

    /// The id that one external id was given, if there is one.
    pub fn find(
        &self,
        kind: ExternalKind,
        external: &str,
    ) -> Result<Option<[u8; 16]>, IdStoreError> {
        let found = self.connection.query_row(
            "SELECT id FROM main.external_id WHERE kind = ?1 AND external = ?2
             UNION ALL SELECT id FROM keys.external_id WHERE kind = ?1 AND external = ?2",
            (kind.name(), external),
            |row| row.get(0),
        );
        let found = found.optional();
        Ok(found.map_err(|error| failed("looked up an id", error))?)
    }

    /// Reads all. Where the two files differ, the log's is what the directory was made with.
    pub fn read(&self) -> Result<ExternalIds, IdStoreError> {
        let rows: Vec<(String, String, Vec<u8>)> = self
            .connection
            .prepare(
                "SELECT kind, external, id FROM keys.external_id
                 UNION ALL SELECT kind, external, id FROM main.external_id",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect()
            })
            .map_err(|error| failed("read ids", error))?;
        let mut ids = ExternalIds::default();
        for (kind, external, id) in rows {
            let kind = ExternalKind::from_name(&kind).ok_or(IdStoreError::Row)?;
            let id = id.try_into().map_err(|_| IdStoreError::Row)?;
            ids.ids.insert((kind, external), id);
        }
        Ok(ids)
    }

    /// Keeps all; those already there stay as they are.
    ///
    /// Called before the records are written: after a crash in between, the next import finds the
    /// ids and writes the same records.
    pub fn keep(&mut self, ids: &ExternalIds) -> Result<(), IdStoreError> {
        let keep = |connection: &mut Connection| {
            let transaction =
                connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for file in ["main", "keys"] {
                let mut insert = transaction.prepare(&format!(
                    "INSERT INTO {file}.external_id (kind, external, id) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO NOTHING"
                ))?;
                for ((kind, external), id) in &ids.ids {
                    insert.execute((kind.name(), external, &id[..]))?;
                }
            }
            pairing::stamp(&transaction)?;
            pairing::stamp_attached(&transaction, "keys")?;
            transaction.commit()
        };
        keep(&mut self.connection).map_err(|error| failed("kept ids", error))?;
        self.note();
        Ok(())
    }

    fn note(&self) {
        let [log, keys] = &self.held;
        pairing::note(&self.connection, log);
        pairing::note_file(&self.keys, keys);
    }
}
