//! The directory in memory: decided by the server, kept sealed in the log's storage. A change is made
//! on a copy, which shares everything else with the one before, and swapped in.

use std::sync::{Arc, PoisonError, RwLock};

use samenspel_model::ids::{DocumentId, Random};
use samenspel_model::wire::{decode_own, encode};
use samenspel_rules::directory::{Directory, Holder, Mark, Record, RecordId, marks};

use super::error::{EngineError, Result};
use super::loading;
use crate::seal::{Place, SealingKey, Use};
use crate::storage::{DirectoryRow, ReadTransaction, WriteTransaction};

/// Stands for the directory in the key store: no document has this id.
pub(super) const DIRECTORY_KEY: DocumentId = DocumentId([0; 16]);
/// Versions that are kept for readers who began before the latest; each costs what changed.
const VERSIONS_KEPT: usize = 64;

/// The directory as of one of its versions.
#[derive(Debug, Clone)]
pub(super) struct DirectoryState {
    /// The position of its last change.
    pub version: u64,
    /// The records.
    pub directory: Directory,
}

impl DirectoryState {
    /// Applies a change that was written at `position`; says of which marks records changed.
    pub(super) fn change(
        &mut self,
        position: u64,
        records: Vec<Record>,
        removed: &[RecordId],
    ) -> Vec<Mark> {
        let mut changed = Vec::new();
        for id in removed {
            changed.extend(self.directory.get(id).map(marks).unwrap_or_default());
            self.directory.remove(id);
        }
        for record in records {
            let before = self.directory.get(&record.id());
            changed.extend(before.map(marks).unwrap_or_default());
            changed.extend(marks(&record));
            self.directory.upsert(record);
        }
        self.version = position;
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    /// The directory as it was when `read` began, from the one of before, and of which marks records
    /// changed in between.
    pub(super) fn caught_up(
        &self,
        read: &dyn ReadTransaction,
        version: u64,
        key: &SealingKey,
    ) -> Result<(Self, Vec<Mark>)> {
        let rows = read.records_after(self.version)?;
        let records: Result<Vec<Record>> = rows.iter().map(|row| open(row, key)).collect();
        let removed = read.records_removed_after(self.version)?;
        let mut state = self.clone();
        let changed = state.change(version, records?, &removed);
        Ok((state, changed))
    }
}

/// The latest directories, shared by all who read them.
#[derive(Debug)]
pub(super) struct DirectoryCache(RwLock<Vec<Arc<DirectoryState>>>);

impl DirectoryCache {
    pub(super) fn new(state: DirectoryState) -> Self {
        Self(RwLock::new(vec![Arc::new(state)]))
    }

    pub(super) fn latest(&self) -> Arc<DirectoryState> {
        let states = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(
            states
                .last()
                .expect("the cache begins with one and never loses its latest"),
        )
    }

    /// The newest of those that are not after `version`.
    pub(super) fn newest_until(&self, version: u64) -> Option<Arc<DirectoryState>> {
        let states = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let until = states.partition_point(|state| state.version <= version);
        states[..until].last().map(Arc::clone)
    }

    /// Keeps one more.
    pub(super) fn put(&self, state: Arc<DirectoryState>) {
        let mut states = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let place = states.partition_point(|it| it.version < state.version);
        match states.get_mut(place) {
            Some(same) if same.version == state.version => *same = state,
            _ => states.insert(place, state),
        }
        if states.len() > VERSIONS_KEPT {
            states.remove(0);
        }
    }

    /// The directory of exactly the moment of `read`: usually the latest, or one step from it.
    pub(super) fn at(
        &self,
        read: &dyn ReadTransaction,
        version: u64,
        key: &SealingKey,
    ) -> Result<Arc<DirectoryState>> {
        let state = match self.newest_until(version) {
            Some(state) if state.version == version => return Ok(state),
            Some(before) => Arc::new(before.caught_up(read, version, key)?.0),
            None => Arc::new(loading::load(read, version, key)?),
        };
        self.put(Arc::clone(&state));
        Ok(state)
    }
}

/// Opens a record.
pub(super) fn open(row: &DirectoryRow, key: &SealingKey) -> Result<Record> {
    read(&key.open(place(row.position), &row.sealed)?)
}

/// Reads a record that was opened.
pub(super) fn read(plain: &[u8]) -> Result<Record> {
    decode_own(plain).map_err(|source| EngineError::Stored {
        document: DIRECTORY_KEY,
        source,
    })
}

/// Writes a change of the directory at `position`.
pub(super) fn write(
    transaction: &mut dyn WriteTransaction,
    position: u64,
    (records, removed): (&[Record], &[RecordId]),
    key: &SealingKey,
    random: &mut dyn Random,
) -> Result<()> {
    for id in removed {
        transaction.remove_record(id, position)?;
    }
    for record in records {
        transaction.put_record(&DirectoryRow {
            id: record.id(),
            position,
            sealed: key.seal(place(position), &encode(record), random),
            holder: holder_of(record).map(|holder| encode(&holder)),
        })?;
    }
    Ok(())
}

/// By whom a record is found where the whole directory is not read: whose device it is, whose role.
fn holder_of(record: &Record) -> Option<Holder> {
    let person = match record {
        Record::Device(it) => return Some(it.holder),
        Record::Parenthood(it) => it.person,
        Record::Assignment(it) => it.person,
        Record::Mentorship(it) => it.person,
        Record::Office(it) => it.person,
        Record::DayGrant(it) => it.person,
        Record::WorkDays(it) => it.person,
        _ => return None,
    };
    Some(Holder::Person(person))
}

pub(super) fn place(position: u64) -> Place {
    Place {
        purpose: Use::Directory,
        document: DIRECTORY_KEY,
        position,
    }
}
