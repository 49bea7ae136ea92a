//! What took access away, kept where a restored log cannot forget it. Ids and moments only.

use rusqlite::params;
use samenspel_core::directory::RecordId;
use samenspel_core::ids::Incarnation;
use samenspel_core::time::UnixMillis;

use super::{KeyStore, Result, commit, lock};
use crate::storage::sqlite::failed;

/// How a record of the directory takes access away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ending {
    /// When its access ends or ended, or its device was revoked.
    pub until: Option<UnixMillis>,
    /// Since when its device waits for a manager.
    pub suspended: Option<UnixMillis>,
    /// A court's limit on collecting.
    pub barred: bool,
    /// The record is gone.
    pub removed: bool,
}

/// An ending with the place in the log where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingRow {
    /// Of which record.
    pub id: RecordId,
    /// What ends.
    pub ending: Ending,
    /// In which life of the log.
    pub incarnation: Incarnation,
    /// At which position.
    pub position: u64,
}

impl KeyStore {
    /// Keeps endings; an earlier one of the same record is replaced.
    pub fn put_endings(&self, endings: &[EndingRow]) -> Result<()> {
        let keeping = |error| failed("kept an ending", error);
        if endings.is_empty() {
            return Ok(());
        }
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(keeping)?;
        for row in endings {
            let position = i64::try_from(row.position).unwrap_or(i64::MAX);
            let params = params![
                row.id.kind,
                row.id.bytes,
                row.ending.until.map(|until| until.0),
                row.ending.barred,
                row.ending.removed,
                row.incarnation.0,
                position,
                row.ending.suspended.map(|since| since.0),
            ];
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO ending (kind, id, until, barred, removed, incarnation,
                                                    position, suspended)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )
                .and_then(|mut statement| statement.execute(params))
                .map_err(keeping)?;
        }
        commit(transaction).map_err(keeping)
    }

    /// Forgets the endings of records that have none any more.
    pub fn lift_endings(&self, records: &[RecordId]) -> Result<()> {
        let lifting = |error| failed("lifted an ending", error);
        if records.is_empty() {
            return Ok(());
        }
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(lifting)?;
        for id in records {
            transaction
                .prepare_cached("DELETE FROM ending WHERE kind = ?1 AND id = ?2")
                .and_then(|mut statement| statement.execute(params![id.kind, id.bytes]))
                .map_err(lifting)?;
        }
        commit(transaction).map_err(lifting)
    }

    /// The endings that were written in a life of the log after a position.
    pub fn endings_after(&self, incarnation: Incarnation, position: u64) -> Result<Vec<EndingRow>> {
        let reading = |error| failed("read the endings", error);
        let connection = lock(&self.connection);
        let mut statement = connection
            .prepare_cached(
                "SELECT kind, id, until, barred, removed, incarnation, position, suspended FROM ending
                 WHERE incarnation = ?1 AND position > ?2",
            )
            .map_err(reading)?;
        let after = i64::try_from(position).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![incarnation.0, after], |row| {
            Ok(EndingRow {
                id: RecordId {
                    kind: row.get(0)?,
                    bytes: row.get(1)?,
                },
                ending: Ending {
                    until: row.get::<_, Option<i64>>(2)?.map(UnixMillis),
                    suspended: row.get::<_, Option<i64>>(7)?.map(UnixMillis),
                    barred: row.get(3)?,
                    removed: row.get(4)?,
                },
                incarnation: Incarnation(row.get(5)?),
                position: u64::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
            })
        });
        rows.and_then(|rows| rows.collect()).map_err(reading)
    }
}
