//! Who stands at the shared device and who began a shift at it, as rows. Knows no PIN.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::super::StoreError;
use super::super::columns::{boot_column, reading_at};
use samenspel_model::ids::PersonId;
use samenspel_model::time::{ClockReading, UnixMillis};

/// After so long without a touch everybody enters their PIN again.
const IDLE_MS: i64 = 15 * UnixMillis::MINUTE_MS;
/// A shift lasts no longer.
const SHIFT_MS: i64 = 12 * UnixMillis::HOUR_MS;
/// For so long a PIN that was entered is good for what asks for it again.
const FRESH_MS: i64 = 2 * UnixMillis::MINUTE_MS;

/// Whether less than `ms` passed; what a clock that was set back cannot tell, did.
fn within(ms: i64, since: ClockReading, now: ClockReading) -> bool {
    now.elapsed_since_ms(since)
        .is_some_and(|passed| passed < ms)
}

struct Standing {
    person: Option<PersonId>,
    active: ClockReading,
    pin: ClockReading,
}

fn load(connection: &Connection) -> Result<Option<Standing>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT person, active_wall, active_boot, active_ms, pin_wall, pin_boot, pin_ms
             FROM standing",
        )?
        .query_row([], |row| {
            Ok(Standing {
                person: row.get(0)?,
                active: reading_at(row, 1)?,
                pin: reading_at(row, 4)?,
            })
        })
        .optional()?)
}

fn save(transaction: &Transaction<'_>, standing: &Standing) -> Result<(), StoreError> {
    let (active, pin) = (standing.active, standing.pin);
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO standing (id, person, active_wall, active_boot, active_ms,
               pin_wall, pin_boot, pin_ms) VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            standing.person,
            active.wall.0,
            boot_column(&active),
            active.monotonic_ms,
            pin.wall.0,
            boot_column(&pin),
            pin.monotonic_ms
        ])?;
    Ok(())
}

/// Who stands at it; nobody once it lay idle.
pub(super) fn present(
    connection: &Connection,
    now: ClockReading,
) -> Result<Option<PersonId>, StoreError> {
    let standing = load(connection)?.filter(|it| within(IDLE_MS, it.active, now));
    Ok(standing.and_then(|it| it.person))
}

/// Whether whoever stands at it entered their PIN just now.
pub(super) fn is_fresh(connection: &Connection, now: ClockReading) -> Result<bool, StoreError> {
    Ok(load(connection)?.is_some_and(|it| within(FRESH_MS, it.pin, now)))
}

/// Whether a person may come back by one tap: their shift goes on and the device was not left idle.
pub(super) fn by_one_tap(
    connection: &Connection,
    person: PersonId,
    now: ClockReading,
) -> Result<bool, StoreError> {
    let awake = load(connection)?.is_some_and(|it| within(IDLE_MS, it.active, now));
    let began: Option<ClockReading> = connection
        .prepare_cached("SELECT wall, boot_id, monotonic_ms FROM shifts WHERE person = ?1")?
        .query_row([person], |row| reading_at(row, 0))
        .optional()?;
    Ok(awake && began.is_some_and(|began| within(SHIFT_MS, began, now)))
}

/// A person entered their PIN: the shift begins, or goes on, and they stand at the device.
pub(super) fn begin(
    transaction: &Transaction<'_>,
    person: PersonId,
    now: ClockReading,
) -> Result<(), StoreError> {
    if !by_one_tap(transaction, person, now)? {
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO shifts (person, wall, boot_id, monotonic_ms)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                person,
                now.wall.0,
                boot_column(&now),
                now.monotonic_ms
            ])?;
    }
    let standing = Standing {
        person: Some(person),
        active: now,
        pin: now,
    };
    save(transaction, &standing)
}

/// A person comes back by one tap; their PIN is not fresh.
pub(super) fn switch(
    transaction: &Transaction<'_>,
    person: PersonId,
    now: ClockReading,
) -> Result<(), StoreError> {
    let long_ago = ClockReading {
        monotonic_ms: now.monotonic_ms.saturating_sub(FRESH_MS),
        ..now
    };
    let standing = Standing {
        person: Some(person),
        active: now,
        pin: long_ago,
    };
    save(transaction, &standing)
}

/// The device was touched.
pub(super) fn touch(transaction: &Transaction<'_>, now: ClockReading) -> Result<(), StoreError> {
    match load(transaction)? {
        Some(standing) if within(IDLE_MS, standing.active, now) => {
            let touched = Standing {
                active: now,
                ..standing
            };
            save(transaction, &touched)
        }
        _ => Ok(()),
    }
}

/// Nobody stands at it; shifts go on.
pub(super) fn leave(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute("UPDATE standing SET person = NULL", [])?;
    Ok(())
}

/// A person's shift is over.
pub(super) fn end(transaction: &Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM shifts WHERE person = ?1", [person])?;
    transaction.execute(
        "UPDATE standing SET person = NULL WHERE person = ?1",
        [person],
    )?;
    Ok(())
}
