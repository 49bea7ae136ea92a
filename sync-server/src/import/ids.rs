//! Which ULID each external id was given: once, for good. Beside the organisation's database, so
//! that importing again finds the same people. Knows external ids, no names.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use samenspel_core::ids::Random;
use samenspel_core::time::UnixMillis;

use crate::storage::StorageError;
use crate::storage::sqlite::pairing;

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

samenspel_core::hides_content!(ExternalIds);

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
            .or_insert_with(|| samenspel_core::ids::PersonId::new(now, random).0)
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
    /// SQLite says no.
    #[error("the import ids ({file}) cannot be used: {source}")]
    Storage {
        /// The file.
        file: String,
        /// Why.
        source: rusqlite::Error,
    },
    /// A backup was put back beside what it does not belong to.
    #[error(transparent)]
    Stale(#[from] StorageError),
    /// A row is not what this version writes.
    #[error(
        "the import ids ({file}) hold a row that this version does not know; restore the file from a backup"
    )]
    Row {
        /// The file.
        file: String,
    },
}

/// The file that keeps [`ExternalIds`].
pub struct IdStore {
    connection: Connection,
    file: String,
}

impl IdStore {
    /// The file's name within an organisation's folder.
    pub const FILE_NAME: &'static str = "import-ids.sqlite";

    /// Opens the file in an organisation's folder, or makes it.
    pub fn open(folder: &Path) -> Result<Self, IdStoreError> {
        let path = folder.join(Self::FILE_NAME);
        let file = Self::FILE_NAME.to_owned();
        pairing::check(&path)?;
        let open = || {
            let connection = Connection::open(&path)?;
            connection.busy_timeout(std::time::Duration::from_secs(5))?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.execute_batch(
                "CREATE TABLE IF NOT EXISTS external_id (
                    kind TEXT NOT NULL,
                    external TEXT NOT NULL,
                    id BLOB NOT NULL CHECK (length(id) = 16),
                    PRIMARY KEY (kind, external)
                ) STRICT, WITHOUT ROWID;",
            )?;
            Ok(connection)
        };
        match open() {
            Ok(connection) => {
                pairing::note(&connection);
                Ok(Self { connection, file })
            }
            Err(source) => Err(IdStoreError::Storage { file, source }),
        }
    }

    /// The id that one external id was given, if there is one.
    pub fn find(
        &self,
        kind: ExternalKind,
        external: &str,
    ) -> Result<Option<[u8; 16]>, IdStoreError> {
        self.connection
            .query_row(
                "SELECT id FROM external_id WHERE kind = ?1 AND external = ?2",
                (kind.name(), external),
                |row| row.get(0),
            )
            .optional()
            .map_err(|source| self.storage(source))
    }

    /// Reads all.
    pub fn read(&self) -> Result<ExternalIds, IdStoreError> {
        let rows: Vec<(String, String, Vec<u8>)> = self
            .connection
            .prepare("SELECT kind, external, id FROM external_id")
            .and_then(|mut statement| {
                statement
                    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                    .collect()
            })
            .map_err(|source| self.storage(source))?;
        let mut ids = ExternalIds::default();
        for (kind, external, id) in rows {
            let unknown = || IdStoreError::Row {
                file: self.file.clone(),
            };
            let kind = ExternalKind::from_name(&kind).ok_or_else(unknown)?;
            let id = id.try_into().map_err(|_| unknown())?;
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
            {
                let mut insert = transaction.prepare(
                    "INSERT INTO external_id (kind, external, id) VALUES (?1, ?2, ?3)
                     ON CONFLICT DO NOTHING",
                )?;
                for ((kind, external), id) in &ids.ids {
                    insert.execute((kind.name(), external, &id[..]))?;
                }
            }
            pairing::stamp(&transaction)?;
            transaction.commit()
        };
        keep(&mut self.connection).map_err(|source| self.storage(source))?;
        pairing::note(&self.connection);
        Ok(())
    }

    fn storage(&self, source: rusqlite::Error) -> IdStoreError {
        IdStoreError::Storage {
            file: self.file.clone(),
            source,
        }
    }
}
