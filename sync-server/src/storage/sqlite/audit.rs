//! The audit's rows and which refusals were noted today. Knows nothing of what they say.

use rusqlite::{Connection, Row, params};
use samenspel_model::ids::{DeviceId, DocumentId};

use super::failed;
use super::read::{many, millis, one, signed, unsigned};
use crate::storage::{AuditRow, Result};

const ROWS: &str = "SELECT number, at, action, commitment, hash, document, opening FROM audit";

fn row_at(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        number: unsigned(row, 0)?,
        at: millis(row, 1)?,
        action: row.get(2)?,
        commitment: row.get(3)?,
        hash: row.get(4)?,
        document: DocumentId(row.get(5)?),
        opening: row.get(6)?,
    })
}

pub(super) fn last(connection: &Connection) -> Result<Option<AuditRow>> {
    let sql = format!("{ROWS} ORDER BY number DESC LIMIT 1");
    one(connection, "read the audit", &sql, [], row_at)
}

pub(super) fn after(
    connection: &Connection,
    number: u64,
    count_max: usize,
) -> Result<Vec<AuditRow>> {
    let sql = format!("{ROWS} WHERE number > ?1 ORDER BY number LIMIT ?2");
    let most = i64::try_from(count_max).unwrap_or(i64::MAX);
    let params = params![signed(number), most];
    many(connection, "read the audit", &sql, params, row_at)
}

pub(super) fn add(connection: &Connection, row: &AuditRow) -> Result<()> {
    let sql = "INSERT INTO audit (number, at, action, commitment, hash, document, opening)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| {
            statement.execute(params![
                signed(row.number),
                row.at.0,
                row.action,
                row.commitment,
                row.hash,
                row.document.0,
                row.opening,
            ])
        })
        .map(drop)
        .map_err(|error| failed("wrote the audit", error))
}

pub(super) fn erase_openings(connection: &Connection, document: &DocumentId) -> Result<()> {
    connection
        .prepare_cached(
            "UPDATE audit SET opening = NULL WHERE document = ?1 AND opening IS NOT NULL",
        )
        .and_then(|mut statement| statement.execute([document.0]))
        .map(drop)
        .map_err(|error| failed("erased from the audit", error))
}

pub(super) fn note_refused_today(
    connection: &Connection,
    day: i64,
    device: &DeviceId,
    code: &str,
) -> Result<bool> {
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params))
            .map_err(|error| failed("noted a refusal", error))
    };
    let added = run(
        "INSERT INTO refused_today (day, device, code) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![day, device.0, code],
    )?;
    if added > 0 {
        run("DELETE FROM refused_today WHERE day < ?1", params![day - 1])?;
    }
    Ok(added > 0)
}
