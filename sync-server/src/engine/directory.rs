//! The directory in memory: decided by the server, kept sealed in the log's storage, swapped whole.

use std::sync::{Arc, PoisonError, RwLock};

use samenspel_core::directory::{Directory, Record, RecordId};
use samenspel_core::ids::{DocumentId, Random};
use samenspel_core::protocol::{decode_bounded, encode};
use samenspel_core::time::UnixMillis;

use super::error::{EngineError, Result};
use crate::seal::{Place, SealingKey, Use};
use crate::storage::{DirectoryRow, ReadTransaction, WriteTransaction};

/// Stands for the directory in the key store: no document has this id.
pub(super) const DIRECTORY_KEY: DocumentId = DocumentId([0; 16]);
const RECORD_BYTES_MAX: usize = 64 * 1024;

/// The directory as of one of its versions.
#[derive(Debug, Clone)]
pub(super) struct DirectoryState {
    /// The position of its last change.
    pub version: u64,
    /// The records.
    pub directory: Directory,
    /// Every moment at which some access begins or ends, sorted: between two of them nobody's
    /// access changes.
    boundaries: Vec<UnixMillis>,
}

impl DirectoryState {
    fn new(version: u64, records: Vec<Record>) -> Self {
        let mut directory = Directory::new();
        for record in records {
            directory.upsert(record);
        }
        let mut state = Self {
            version,
            directory,
            boundaries: Vec::new(),
        };
        state.find_boundaries();
        state
    }

    /// Applies a change that was written at `position`.
    pub(super) fn change(&mut self, position: u64, records: &[Record], removed: &[RecordId]) {
        for id in removed {
            self.directory.remove(id);
        }
        for record in records {
            self.directory.upsert(record.clone());
        }
        self.version = position;
        self.find_boundaries();
    }

    fn find_boundaries(&mut self) {
        self.boundaries.clear();
        for record in self.directory.records() {
            add_boundaries(record, &mut self.boundaries);
        }
        self.boundaries.sort_unstable();
        self.boundaries.dedup();
    }

    /// The span around `now` in which no access changes by itself: from, and before.
    pub(super) fn steady_around(&self, now: UnixMillis) -> (UnixMillis, UnixMillis) {
        let next = self.boundaries.partition_point(|moment| *moment <= now);
        let from = next.checked_sub(1).map(|index| self.boundaries[index]);
        let until = self.boundaries.get(next).copied();
        (
            from.unwrap_or(UnixMillis(i64::MIN)),
            until.unwrap_or(UnixMillis(i64::MAX)),
        )
    }
}

fn add_boundaries(record: &Record, moments: &mut Vec<UnixMillis>) {
    let span = match record {
        Record::Child(it) => it.enrolled,
        Record::Parenthood(it) => it.during,
        Record::Assignment(it) => it.during,
        Record::Mentorship(it) => it.during,
        Record::Office(it) => it.during,
        Record::Merge(it) => it.during,
        Record::DayGrant(it) => it.during,
        Record::Circle(it) => it.during,
        Record::EarlierGroup(it) => it.during,
        Record::Opening(it) => it.during,
        Record::Person(it) => return moments.extend(it.left_at),
        Record::Device(it) => return moments.extend(it.revoked_at),
        _ => return,
    };
    moments.push(span.from);
    moments.extend(span.until);
}

/// The latest directory, shared by all who read it.
#[derive(Debug)]
pub(super) struct DirectoryCache(RwLock<Arc<DirectoryState>>);

impl DirectoryCache {
    pub(super) fn new(state: DirectoryState) -> Self {
        Self(RwLock::new(Arc::new(state)))
    }

    pub(super) fn latest(&self) -> Arc<DirectoryState> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts a later one in place.
    pub(super) fn swap(&self, state: Arc<DirectoryState>) {
        let mut latest = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if state.version >= latest.version {
            *latest = state;
        }
    }

    /// The directory of exactly the moment of `read`: usually the latest, else read anew.
    pub(super) fn at(
        &self,
        read: &dyn ReadTransaction,
        version: u64,
        key: &SealingKey,
    ) -> Result<Arc<DirectoryState>> {
        let latest = self.latest();
        if latest.version == version {
            return Ok(latest);
        }
        let state = Arc::new(load(read, version, key)?);
        self.swap(Arc::clone(&state));
        Ok(state)
    }
}

/// Reads the whole directory.
pub(super) fn load(
    read: &dyn ReadTransaction,
    version: u64,
    key: &SealingKey,
) -> Result<DirectoryState> {
    let records: Result<Vec<Record>> = read
        .directory()?
        .iter()
        .map(|row| {
            let plain = key.open(place(row.position), &row.sealed)?;
            decode_bounded(&plain, RECORD_BYTES_MAX).map_err(|source| EngineError::Stored {
                document: DIRECTORY_KEY,
                source,
            })
        })
        .collect();
    Ok(DirectoryState::new(version, records?))
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
        transaction.remove_record(id)?;
    }
    for record in records {
        transaction.put_record(&DirectoryRow {
            id: record.id(),
            position,
            sealed: key.seal(place(position), &encode(record), random),
        })?;
    }
    Ok(())
}

fn place(position: u64) -> Place {
    Place {
        purpose: Use::Directory,
        document: DIRECTORY_KEY,
        position,
    }
}
