//! What may leave the device now, and what only waits: for the end of its undo delay, to be gathered, or
//! to be asked again. So that waiting is no failure. Knows no timer and no network.

use rusqlite::Connection;

use super::outgoing::ASK_AGAIN_MS;
use super::{Store, StoreError, contacts, outbox, texts};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_protocol::sync::Due;

/// How long read marks are gathered before they leave by themselves; any request takes them along.
const MARKS_GATHERED_MS: i64 = 30_000;

/// What a request made now would be for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Departures {
    /// Something may leave now.
    pub now: bool,
    /// What does not yet.
    pub due: Due,
}

impl Store {
    /// What may leave the device at `reading`, and when the next of what waits may.
    pub fn departures(&self, reading: ClockReading) -> Result<Departures, StoreError> {
        self.read(|connection| departures(connection, reading))
    }

    /// How many notes wait for the end of their undo delay.
    pub fn undoable_count(&self, reading: ClockReading) -> Result<u64, StoreError> {
        self.read(|connection| outbox::undoable_count(connection, reading))
    }
}

pub(super) fn departures(
    connection: &Connection,
    reading: ClockReading,
) -> Result<Departures, StoreError> {
    let (now, _) = contacts::corrected(connection, reading)?;
    let commands: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM commands WHERE status = 0)")?
        .query_row([], |row| row.get(0))?;
    let quiet_in_ms = [marks(connection, now)?, held(connection, now)?]
        .into_iter()
        .flatten()
        .min();
    Ok(Departures {
        now: commands
            || quiet_in_ms == Some(0)
            || outbox::may_any_leave(connection, reading)?
            || texts::is_ready(connection)?,
        due: Due {
            undo_in_ms: outbox::first_leaves_in_ms(connection, reading)?,
            quiet_in_ms,
        },
    })
}

fn marks(connection: &Connection, now: UnixMillis) -> Result<Option<i64>, StoreError> {
    let first: Option<i64> = connection
        .prepare_cached("SELECT min(read_at) FROM read_marks WHERE waiting = 1")?
        .query_row([], |row| row.get(0))?;
    Ok(first.map(|at| left_ms(UnixMillis(at), MARKS_GATHERED_MS, now)))
}

fn held(connection: &Connection, now: UnixMillis) -> Result<Option<i64>, StoreError> {
    // The index of the inbox is only used where its condition is said.
    let first: Option<i64> = connection
        .prepare_cached(
            "SELECT min(held_at) FROM outbox
             WHERE status = 3 AND status IN (3, 4) AND body IS NOT NULL",
        )?
        .query_row([], |row| row.get(0))?;
    Ok(first.map(|at| left_ms(UnixMillis(at), ASK_AGAIN_MS, now)))
}

/// What is left of a wait that began at a moment; all of it where that moment is yet to come, since
/// the clock was put right meanwhile.
fn left_ms(from: UnixMillis, wait_ms: i64, now: UnixMillis) -> i64 {
    wait_ms.saturating_sub(now.since(from)).clamp(0, wait_ms)
}
