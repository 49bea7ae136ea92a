//! Invitations by the hash of their code, by who made them, and how many of a holder's are open. Knows
//! nothing of who the holder is.

use rusqlite::{Connection, Row, params};
use samenspel_model::ids::{DeviceId, InvitationId};
use samenspel_model::time::UnixMillis;

use super::read::{many, millis, one, unsigned};
use crate::storage::{InvitationRow, Result};

const COLUMNS: &str = "SELECT id, code_hash, holder, expires_at, used_by, made_by FROM invitation";

fn row(row: &Row<'_>) -> rusqlite::Result<InvitationRow> {
    Ok(InvitationRow {
        id: InvitationId(row.get(0)?),
        code_hash: row.get(1)?,
        holder: row.get(2)?,
        expires_at: millis(row, 3)?,
        used_by: row.get::<_, Option<[u8; 16]>>(4)?.map(DeviceId),
        made_by: row.get::<_, Option<[u8; 16]>>(5)?.map(DeviceId),
    })
}

pub(super) fn by_code(
    connection: &Connection,
    code_hash: &[u8; 32],
) -> Result<Option<InvitationRow>> {
    let sql = format!("{COLUMNS} WHERE code_hash = ?1");
    one(
        connection,
        "looked up an invitation",
        &sql,
        [code_hash],
        row,
    )
}

pub(super) fn by_id(connection: &Connection, id: &InvitationId) -> Result<Option<InvitationRow>> {
    let sql = format!("{COLUMNS} WHERE id = ?1 ORDER BY expires_at DESC LIMIT 1");
    one(connection, "looked up an invitation", &sql, [id.0], row)
}

pub(super) fn all_open(connection: &Connection, now: UnixMillis) -> Result<Vec<InvitationRow>> {
    let sql = format!("{COLUMNS} WHERE used_by IS NULL AND expires_at > ?1 ORDER BY id");
    many(connection, "read open invitations", &sql, [now.0], row)
}

pub(super) fn open_by(
    connection: &Connection,
    maker: &DeviceId,
    now: UnixMillis,
) -> Result<Vec<InvitationRow>> {
    let sql =
        format!("{COLUMNS} WHERE made_by = ?1 AND used_by IS NULL AND expires_at > ?2 ORDER BY id");
    let params = params![maker.0, now.0];
    many(connection, "read a device's invitations", &sql, params, row)
}

pub(super) fn open_of(connection: &Connection, holder: &[u8], now: UnixMillis) -> Result<u64> {
    let sql = "SELECT count(*) FROM invitation
               WHERE holder = ?1 AND used_by IS NULL AND expires_at > ?2";
    let found = one(
        connection,
        "counted open invitations",
        sql,
        params![holder, now.0],
        |row| unsigned(row, 0),
    )?;
    Ok(found.unwrap_or(0))
}
