//! Reading the directory: all of it, what changed, or what is asked for by an id. Knows nothing of what
//! is sealed.

use rusqlite::{Connection, Row, params};
use samenspel_rules::directory::RecordId;

use super::failed;
use super::read::{many, one, signed, unsigned};
use crate::storage::{DirectoryRow, Result};

const DOING: &str = "read the directory";

const ALL: &str = "SELECT position, sealed FROM directory ORDER BY kind, id";
const BY_ID: &str = "SELECT kind, id, position, sealed, holder
     FROM directory WHERE kind = ?1 AND id = ?2";
const HELD_BY: &str = "SELECT kind, id, position, sealed, holder
     FROM directory INDEXED BY directory_by_holder
     WHERE holder = ?1 ORDER BY kind, id";
// The index is named: left to itself, SQLite goes through the whole table, which has the wanted order.
const AFTER: &str = "SELECT kind, id, position, sealed, holder
     FROM directory INDEXED BY directory_by_position
     WHERE position > ?1 ORDER BY kind, id";
const REMOVED_AFTER: &str = "SELECT kind, id
     FROM removed_record INDEXED BY removed_record_by_position
     WHERE position > ?1 ORDER BY kind, id";

pub(super) fn each_record(connection: &Connection, each: &mut dyn FnMut(u64, &[u8])) -> Result<()> {
    let mut give_all = || {
        let mut statement = connection.prepare_cached(ALL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(unsigned(row, 0)?, row.get_ref(1)?.as_blob()?);
        }
        Ok(())
    };
    give_all().map_err(|error| failed(DOING, error))
}

pub(super) fn record(connection: &Connection, id: &RecordId) -> Result<Option<DirectoryRow>> {
    one(
        connection,
        DOING,
        BY_ID,
        params![id.kind, id.bytes],
        record_at,
    )
}

pub(super) fn records_held_by(connection: &Connection, holder: &[u8]) -> Result<Vec<DirectoryRow>> {
    many(connection, DOING, HELD_BY, [holder], record_at)
}

pub(super) fn records_after(connection: &Connection, position: u64) -> Result<Vec<DirectoryRow>> {
    many(connection, DOING, AFTER, [signed(position)], record_at)
}

pub(super) fn records_removed_after(
    connection: &Connection,
    position: u64,
) -> Result<Vec<RecordId>> {
    many(connection, DOING, REMOVED_AFTER, [signed(position)], id_at)
}

fn record_at(row: &Row<'_>) -> rusqlite::Result<DirectoryRow> {
    Ok(DirectoryRow {
        id: id_at(row)?,
        position: unsigned(row, 2)?,
        sealed: row.get(3)?,
        holder: row.get(4)?,
    })
}

fn id_at(row: &Row<'_>) -> rusqlite::Result<RecordId> {
    Ok(RecordId {
        kind: row.get(0)?,
        bytes: row.get(1)?,
    })
}

#[cfg(test)]
mod tests {
    use samenspel_model::ids::{Incarnation, OrgId};

    use super::super::{SqliteOptions, SqliteStorage};
    use super::*;

    #[test]
    fn whatever_is_asked_for_is_looked_up_and_not_found_by_going_through_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.sqlite");
        let (org, life) = (OrgId([1; 16]), Incarnation([2; 8]));
        let storage = SqliteStorage::create(&path, org, life, SqliteOptions::default()).unwrap();
        let connection = storage.lock_writer();
        for sql in [BY_ID, HELD_BY, AFTER, REMOVED_AFTER] {
            let mut plan = connection
                .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                .unwrap();
            let parameters = vec![None::<i64>; plan.parameter_count()];
            let steps = plan
                .query_map(rusqlite::params_from_iter(parameters), |row| row.get(3))
                .unwrap();
            for step in steps {
                let step: String = step.unwrap();
                assert!(!step.starts_with("SCAN"), "{sql}: {step}");
            }
        }
    }
}
