//! What was written here and where it stands. An entry stays until the server's word is in; its text
//! then lives in the note's row only. Knows nothing of requests.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::columns::boot_column;
use super::notes::{self, Incoming};
use super::{StoreError, Topic, Topics};
use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::{DocumentId, EntryKey, IntentId};
use samenspel_model::time::{Certainty, ClockReading, UnixMillis};
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};
use samenspel_model::wire::encode;

/// Where an entry or a command stands: the numbers in the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Waiting = 0,
    Later = 1,
    Sent = 2,
    Held = 3,
    Refused = 4,
}

impl Standing {
    pub(super) fn from_column(number: i64) -> Result<Self, StoreError> {
        [
            Self::Waiting,
            Self::Later,
            Self::Sent,
            Self::Held,
            Self::Refused,
        ]
        .into_iter()
        .find(|it| *it as i64 == number)
        .ok_or_else(|| StoreError::unreadable("a status"))
    }
}

/// An entry to be sent.
pub(super) struct NewEntry<'a> {
    pub intent: Option<IntentId>,
    pub entry: &'a Entry,
    pub signed: &'a SignedEntry,
    pub reading: ClockReading,
    /// A time to state instead of the corrected reading: cut marks, entries offered again.
    pub stated: Option<(UnixMillis, Certainty)>,
    pub text_change: Option<&'a [u8]>,
    pub blind: bool,
    /// How long it waits before it may leave the device.
    pub delay_ms: i64,
}

/// Puts an entry in the outbox and, as an overlay, into the read model.
pub(super) fn add(
    transaction: &Transaction<'_>,
    new: &NewEntry<'_>,
    corrected: (UnixMillis, Certainty),
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let delay_ms = delay_with_what_it_names(transaction, new)?;
    transaction
        .prepare_cached(
            "INSERT INTO outbox (intent, key, series, body, signature, text_change, wall, boot_id,
               monotonic_ms, stated_at, stated_certainty, blind, delay_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            new.intent,
            new.entry.key,
            new.entry.series,
            new.signed.body,
            new.signed.signature,
            new.text_change,
            new.reading.wall.0,
            boot_column(&new.reading),
            new.reading.monotonic_ms,
            new.stated.map(|it| it.0.0),
            new.stated.map(|it| it.1),
            new.blind,
            delay_ms,
        ])?;
    if new.blind {
        return Ok(());
    }
    let (corrected_at, certainty) = new.stated.unwrap_or(corrected);
    let incoming = Incoming {
        signed: new.signed,
        entry: new.entry,
        corrected_at,
        certainty,
        text_change: new.text_change,
        stored: None,
    };
    notes::put(transaction, &incoming, topics)
}

/// What names a note that still waits here must not overtake it: the server would not know it.
fn delay_with_what_it_names(
    transaction: &Transaction<'_>,
    new: &NewEntry<'_>,
) -> Result<i64, StoreError> {
    let mut delay_ms = new.delay_ms;
    for named in samenspel_rules::schema::references(new.entry) {
        let waiting: Option<i64> = transaction
            .prepare_cached(
                "SELECT delay_ms FROM outbox WHERE key = ?1 AND series = ?2 AND status IN (0, 1)",
            )?
            .query_row(params![named, new.entry.series], |row| row.get(0))
            .optional()?;
        delay_ms = delay_ms.max(waiting.unwrap_or(0));
    }
    Ok(delay_ms)
}

/// What may leave the device at a reading (boot, monotonic, wall) of its clocks. A note under its send
/// delay stays, unless the clock was set back since.
pub(super) const MAY_LEAVE: &str = "(delay_ms = 0 OR CASE WHEN boot_id = ?1
    THEN ?2 - monotonic_ms NOT BETWEEN 0 AND delay_ms - 1
    ELSE ?3 - wall NOT BETWEEN 0 AND delay_ms - 1 END)";

/// Whether something waits that may leave.
pub(super) fn may_any_leave(
    connection: &Connection,
    reading: ClockReading,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT EXISTS (SELECT 1 FROM outbox
               WHERE status = 0 AND body IS NOT NULL AND {MAY_LEAVE})"
        ))?
        .query_row(
            params![boot_column(&reading), reading.monotonic_ms, reading.wall.0],
            |row| row.get(0),
        )?)
}

/// How many own notes wait for the end of their send delay.
pub(super) fn undoable_count(
    connection: &Connection,
    reading: ClockReading,
) -> Result<u64, StoreError> {
    let count: i64 = connection
        .prepare_cached(&format!(
            "SELECT count(*) FROM outbox
             WHERE status IN (0, 1) AND intent IS NOT NULL AND body IS NOT NULL AND NOT {MAY_LEAVE}"
        ))?
        .query_row(
            params![boot_column(&reading), reading.monotonic_ms, reading.wall.0],
            |row| row.get(0),
        )?;
    super::columns::from_column(count)
}

/// How long until the first note leaves that waits for the end of its send delay.
pub(super) fn first_leaves_in_ms(
    connection: &Connection,
    reading: ClockReading,
) -> Result<Option<i64>, StoreError> {
    Ok(connection
        .prepare_cached(&format!(
            "SELECT min(delay_ms - CASE WHEN boot_id = ?1 THEN ?2 - monotonic_ms ELSE ?3 - wall END)
             FROM outbox WHERE status IN (0, 1) AND body IS NOT NULL AND NOT {MAY_LEAVE}"
        ))?
        .query_row(
            params![boot_column(&reading), reading.monotonic_ms, reading.wall.0],
            |row| row.get(0),
        )?)
}

const SETTLE_WAITING: &str = "UPDATE outbox SET status = ?3, code = ?4, args = ?5, position = ?6
    WHERE key = ?1 AND series = ?2 AND status IN (0, 1)";
const SETTLE_HELD: &str = "UPDATE outbox SET status = ?3, code = ?4, args = ?5, position = ?6
    WHERE key = ?1 AND series = ?2 AND status = 3";

/// Writes down what the server said of an entry. A second, later word about what is settled
/// changes nothing, but for what was held and is decided.
pub(super) fn settle_entry(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &samenspel_model::series::Series,
    outcome: &Outcome,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let series_bytes = series.to_bytes();
    let (standing, code, args) = standing_of(outcome);
    let position = position_of(outcome)?;
    let settle = |sql: &str| {
        let row = params![key, series_bytes, standing as i64, code, args, position];
        transaction.prepare_cached(sql)?.execute(row)
    };
    if settle(SETTLE_WAITING)? == 0 {
        // Seldom: what was held is decided.
        let is_decided = matches!(standing, Standing::Sent | Standing::Refused);
        if !is_decided || settle(SETTLE_HELD)? == 0 {
            return Ok(());
        }
        topics.add(Topic::Inbox);
    }
    topics.add(Topic::Status);
    drop_refused_offer(transaction, key, &series_bytes, outcome, topics)?;
    match outcome {
        Outcome::Stored { placement, .. } | Outcome::Known { placement, .. } => {
            let document = placement.map(|placement| placement.document_id(series));
            acknowledge(transaction, key, &series_bytes, document.as_ref())?;
        }
        Outcome::Refused { .. } => {
            topics.add(Topic::Inbox);
            notes::remove_overlay(transaction, key, &series_bytes, topics)?;
        }
        Outcome::Held { .. } => topics.add(Topic::Inbox),
        Outcome::Later { .. } | Outcome::Rebase => {}
    }
    Ok(())
}

/// The same for a directory command.
pub(super) fn settle_command(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    outcome: &Outcome,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let (standing, code, args) = standing_of(outcome);
    let changed = transaction
        .prepare_cached(
            "UPDATE commands SET status = ?2, code = ?3, args = ?4, position = ?5
             WHERE key = ?1 AND status IN (0, 1)",
        )?
        .execute(params![
            key,
            standing as i64,
            code,
            args,
            position_of(outcome)?
        ])?;
    if changed > 0 {
        topics.add(Topic::Status);
        if matches!(standing, Standing::Held | Standing::Refused) {
            topics.add(Topic::Inbox);
            crate::handing_over::day_pass::refused(transaction, key, topics)?;
        }
    }
    Ok(())
}

/// Where the log has it, to know after a restore whether the server lost it.
fn position_of(outcome: &Outcome) -> Result<Option<i64>, StoreError> {
    match outcome {
        Outcome::Stored { position, .. } | Outcome::Known { position, .. } => {
            super::columns::to_column(*position).map(Some)
        }
        _ => Ok(None),
    }
}

/// How often an entry is offered again for somebody else before that is left to them: an edit of a
/// text may stand on what only its author can make again.
const OFFER_ATTEMPTS_MAX: i64 = 20;

/// What was offered again for somebody else and is not taken goes: it is not this device's to keep.
fn drop_refused_offer(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    outcome: &Outcome,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "UPDATE outbox SET attempts = attempts + 1
             WHERE key = ?1 AND series = ?2 AND intent IS NULL",
        )?
        .execute(params![key, series])?;
    let attempts_max = match outcome {
        Outcome::Stored { .. } | Outcome::Known { .. } => return Ok(()),
        Outcome::Later { .. } => OFFER_ATTEMPTS_MAX,
        Outcome::Held { .. } | Outcome::Refused { .. } | Outcome::Rebase => 0,
    };
    let dropped = transaction
        .prepare_cached(
            "DELETE FROM outbox WHERE key = ?1 AND series = ?2 AND intent IS NULL AND attempts > ?3",
        )?
        .execute(params![key, series, attempts_max])?;
    if dropped > 0 {
        notes::remove_overlay(transaction, key, series, topics)?;
    }
    Ok(())
}

/// Moves waiting overlays to where the latest contact with the server says they belong.
pub(super) fn correct_overlays(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT key, series, wall, boot_id, monotonic_ms FROM outbox
         WHERE status IN (0, 1) AND stated_at IS NULL AND blind = 0",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let reading = super::columns::reading_at(row, 2)?;
        let (at, certainty) = super::contacts::corrected(transaction, reading)?;
        let series: Vec<u8> = row.get(1)?;
        notes::correct_overlay(transaction, &row.get(0)?, &series, at, certainty)?;
    }
    Ok(())
}

fn standing_of(outcome: &Outcome) -> (Standing, Option<&'static str>, Option<Vec<u8>>) {
    match outcome {
        Outcome::Stored { .. } | Outcome::Known { .. } => (Standing::Sent, None, None),
        Outcome::Later { why } => (Standing::Later, Some(why.as_str()), None),
        Outcome::Rebase => (Standing::Later, None, None),
        Outcome::Held { why } => (Standing::Held, Some(why.as_str()), None),
        Outcome::Refused { code, args } => {
            (Standing::Refused, Some(code.as_str()), Some(encode(args)))
        }
    }
}

/// The server has it: what a group profile wrote blindly leaves the device now.
fn acknowledge(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    document: Option<&DocumentId>,
) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE outbox SET document = ?3 WHERE key = ?1 AND series = ?2")?
        .execute(params![key, series, document])?;
    transaction
        .prepare_cached(
            "UPDATE outbox SET body = NULL, signature = NULL, text_change = NULL
             WHERE key = ?1 AND series = ?2 AND blind = 1",
        )?
        .execute(params![key, series])?;
    // A colleague's, carried unseen: done with.
    transaction
        .prepare_cached(
            "DELETE FROM outbox WHERE key = ?1 AND series = ?2 AND blind = 1 AND intent IS NULL",
        )?
        .execute(params![key, series])?;
    Ok(())
}

/// An entry came back at its place in the log: it is sent, whatever became of the answer that said
/// so, and the note's row has its text.
pub(super) fn arrived(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    (document, position): (&DocumentId, u64),
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let position = super::columns::to_column(position)?;
    let changed = transaction
        .prepare_cached(
            "UPDATE outbox SET status = 2, code = NULL, args = NULL, document = ?3, position = ?4,
               body = NULL, signature = NULL, text_change = NULL
             WHERE key = ?1 AND series = ?2 AND intent IS NOT NULL
               AND (status <> 2 OR body IS NOT NULL OR document IS NOT ?3 OR position IS NOT ?4)",
        )?
        .execute(params![key, series, document, position])?;
    // What was only offered again for somebody else is done with.
    transaction
        .prepare_cached("DELETE FROM outbox WHERE key = ?1 AND series = ?2 AND intent IS NULL")?
        .execute(params![key, series])?;
    if changed > 0 {
        topics.add(Topic::Status);
    }
    Ok(())
}

/// A hold reason by its stable name.
pub(super) fn hold_reason(name: Option<&str>) -> Result<HoldReason, StoreError> {
    HoldReason::ALL
        .iter()
        .find(|it| Some(it.as_str()) == name)
        .copied()
        .ok_or_else(|| StoreError::unreadable("a hold reason"))
}

/// A refusal code by its stable name.
pub(super) fn refusal_code(name: Option<&str>) -> Result<RefusalCode, StoreError> {
    RefusalCode::ALL
        .iter()
        .find(|it| Some(it.as_str()) == name)
        .copied()
        .ok_or_else(|| StoreError::unreadable("a refusal code"))
}

/// How many entries and commands of this device the server does not have yet. Entries of others
/// that are only offered again after a restore, and a day grant that a colleague's device keeps too, do
/// not count.
pub(super) fn pending_count(connection: &Connection) -> Result<u64, StoreError> {
    let count: i64 = connection
        .prepare_cached(
            "SELECT (SELECT count(*) FROM outbox WHERE status IN (0, 1) AND intent IS NOT NULL)
                  + (SELECT count(*) FROM commands WHERE status IN (0, 1) AND intent <> zeroblob(16))
                  + (SELECT count(*) FROM text_intents WHERE state = 0)",
        )?
        .query_row([], |row| row.get(0))?;
    super::columns::from_column(count)
}
