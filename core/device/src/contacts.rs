//! What the device knows about the server's clock: one contact per answer, few of them kept. Knows
//! nothing of whose entries it is used for.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::{boot_column, reading_at};
use super::{Store, StoreError};
use samenspel_model::time::{Certainty, ClockContact, ClockReading, UnixMillis, correct};

/// Enough for a month of restarts; the nearest one is used.
const CONTACTS_KEPT: i64 = 64;

/// A wall clock further off than this is worth telling the user.
const WRONG_CLOCK_MS: i64 = 2 * UnixMillis::MINUTE_MS;

impl Store {
    /// Records what the server's clock said, half-way a request that was answered with it. Also for
    /// answers that are errors: that is how a phone with a wrong clock learns the time.
    pub fn note_server_time(
        &self,
        reading: ClockReading,
        server: UnixMillis,
    ) -> Result<(), StoreError> {
        self.write(|transaction, _| record(transaction, &ClockContact { reading, server }))
    }

    /// The corrected time of a reading, and how sure it is.
    pub fn corrected(&self, reading: ClockReading) -> Result<(UnixMillis, Certainty), StoreError> {
        self.read(|connection| corrected(connection, reading))
    }

    /// By how much the device's wall clock is ahead of the server's, if that is worth telling.
    pub fn wrong_clock_ms(&self, reading: ClockReading) -> Result<Option<i64>, StoreError> {
        let (time, certainty) = self.corrected(reading)?;
        let ahead_ms = reading.wall.since(time);
        let wrong = certainty == Certainty::Measured && ahead_ms.abs() > WRONG_CLOCK_MS;
        Ok(wrong.then_some(ahead_ms))
    }
}

pub(super) fn record(
    transaction: &Transaction<'_>,
    contact: &ClockContact,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO contacts (wall, boot_id, monotonic_ms, server) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            contact.reading.wall.0,
            boot_column(&contact.reading),
            contact.reading.monotonic_ms,
            contact.server.0
        ])?;
    // Of one boot the latest two do; a phone that never restarts must not push out other boots.
    transaction
        .prepare_cached(
            "DELETE FROM contacts WHERE boot_id = ?1 AND id NOT IN
               (SELECT id FROM contacts WHERE boot_id = ?1 ORDER BY id DESC LIMIT 2)",
        )?
        .execute([boot_column(&contact.reading)])?;
    transaction
        .prepare_cached(
            "DELETE FROM contacts WHERE id <= (SELECT id FROM contacts ORDER BY id DESC LIMIT 1 OFFSET ?1)",
        )?
        .execute([CONTACTS_KEPT])?;
    Ok(())
}

pub(super) fn corrected(
    connection: &Connection,
    reading: ClockReading,
) -> Result<(UnixMillis, Certainty), StoreError> {
    Ok(correct(reading, nearest(connection, reading)?))
}

/// The time to judge by on the device. A clock that was not compared since the phone started may be
/// wrong by a year, and must not stop anybody from writing: then it is as of the last contact.
pub(super) fn judging_time(
    connection: &Connection,
    reading: ClockReading,
) -> Result<UnixMillis, StoreError> {
    let (time, certainty) = corrected(connection, reading)?;
    if certainty == Certainty::Measured {
        return Ok(time);
    }
    let last: Option<i64> = connection
        .prepare_cached("SELECT server FROM contacts ORDER BY id DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(last.map_or(time, UnixMillis))
}

/// The nearest contact of the same boot; else the one whose wall clock is nearest.
fn nearest(
    connection: &Connection,
    reading: ClockReading,
) -> Result<Option<ClockContact>, StoreError> {
    let contact = connection
        .prepare_cached(
            "SELECT wall, boot_id, monotonic_ms, server FROM contacts
             ORDER BY boot_id = ?1 DESC,
                      CASE WHEN boot_id = ?1 THEN abs(monotonic_ms / 2 - ?2 / 2) ELSE abs(wall / 2 - ?3 / 2) END,
                      id DESC
             LIMIT 1",
        )?
        .query_row(
            params![boot_column(&reading), reading.monotonic_ms, reading.wall.0],
            |row| {
                Ok(ClockContact {
                    reading: reading_at(row, 0)?,
                    server: UnixMillis(row.get(3)?),
                })
            },
        )
        .optional()?;
    Ok(contact)
}
