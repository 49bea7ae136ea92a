//! Invitations by the hash of their code, and how many of a holder's are open. Knows nothing of who
//! the holder is.

use rusqlite::{Connection, params};
use samenspel_core::ids::{DeviceId, InvitationId};
use samenspel_core::time::UnixMillis;

use super::read::{millis, one, unsigned};
use crate::storage::{InvitationRow, Result};

pub(super) fn by_code(
    connection: &Connection,
    code_hash: &[u8; 32],
) -> Result<Option<InvitationRow>> {
    let sql = "SELECT id, code_hash, holder, expires_at, used_by FROM invitation
               WHERE code_hash = ?1";
    one(
        connection,
        "looked up an invitation",
        sql,
        [code_hash],
        |row| {
            Ok(InvitationRow {
                id: InvitationId(row.get(0)?),
                code_hash: row.get(1)?,
                holder: row.get(2)?,
                expires_at: millis(row, 3)?,
                used_by: row.get::<_, Option<[u8; 16]>>(4)?.map(DeviceId),
            })
        },
    )
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
