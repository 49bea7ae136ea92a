//! What people asked of the directory by commands: by whom, when, and whether it is still open. Knows
//! nothing of what the kinds are.

use rusqlite::{Connection, params};
use samenspel_model::ids::{DeviceId, PersonId};
use samenspel_model::time::UnixMillis;

use super::read::{many, millis, one};
use crate::storage::{AskedRow, Result};

pub(super) fn find(connection: &Connection, kind: u8, id: &[u8; 16]) -> Result<Option<AskedRow>> {
    let sql = "SELECT person, device, at, open, closed_with_device FROM asked
               WHERE kind = ?1 AND id = ?2";
    let params = params![kind, id];
    one(connection, "looked up who asked", sql, params, |row| {
        Ok(AskedRow {
            kind,
            id: *id,
            person: PersonId(row.get(0)?),
            device: DeviceId(row.get(1)?),
            at: millis(row, 2)?,
            open: row.get(3)?,
            closed_with_device: row.get(4)?,
        })
    })
}

pub(super) fn since(
    connection: &Connection,
    person: &PersonId,
    kind: u8,
    since: UnixMillis,
) -> Result<Vec<DeviceId>> {
    let sql = "SELECT device FROM asked WHERE person = ?1 AND kind = ?2 AND at >= ?3";
    let params = params![person.0, kind, since.0];
    many(connection, "read what was asked", sql, params, |row| {
        Ok(DeviceId(row.get(0)?))
    })
}

pub(super) fn open(connection: &Connection, person: &PersonId, kind: u8) -> Result<Vec<[u8; 16]>> {
    let sql = "SELECT id FROM asked WHERE person = ?1 AND kind = ?2 AND open = 1 ORDER BY id";
    let params = params![person.0, kind];
    many(connection, "read what is open", sql, params, |row| {
        row.get(0)
    })
}

pub(super) fn asked_from(
    connection: &Connection,
    device: &DeviceId,
    kind: u8,
) -> Result<Vec<[u8; 16]>> {
    let sql = "SELECT id FROM asked WHERE device = ?1 AND kind = ?2 ORDER BY id";
    let params = params![device.0, kind];
    many(connection, "read what was prepared", sql, params, |row| {
        row.get(0)
    })
}
