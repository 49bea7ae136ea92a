//! What a note's author is told of it, in the design's words and no others. Knows no screen and no
//! language.

use rusqlite::{Connection, OptionalExtension};

use super::columns::cbor;
use super::outbox::{self, Standing};
use super::{Store, StoreError};
use samenspel_model::ids::{EntryKey, IntentId, PersonId};
use samenspel_model::verdict::{HoldReason, RefusalCode};

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Committed on this device; the server does not have it.
    OnThisDevice,
    /// Durably committed on the server.
    Sent,
    /// Sent, and read by these people.
    ReadBy(Vec<PersonId>),
    /// Sent, and taken over by this person.
    TakenOverBy(PersonId),
    /// Kept for the manager.
    Held(HoldReason),
    /// Refused: it is in the inbox, text intact.
    Refused {
        /// Why.
        code: RefusalCode,
        /// Which field or limit.
        args: Vec<String>,
    },
}

impl Store {
    /// Where an entry stands; `None` if it is not on this device.
    pub fn status(&self, key: &EntryKey) -> Result<Option<Status>, StoreError> {
        self.read(|connection| of_entry(connection, key))
    }

    /// Where an intent stands as a whole: it is sent when all its entries are.
    pub fn intent_status(&self, intent: IntentId) -> Result<Option<Status>, StoreError> {
        self.read(|connection| {
            let known: bool = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM intents WHERE id = ?1)")?
                .query_row([intent], |row| row.get(0))?;
            let statuses = of_intent(connection, intent)?;
            let first = statuses.into_iter().min_by_key(urgency);
            // Nothing of it is left to send: it said what the server has already.
            Ok(first.or(known.then_some(Status::Sent)))
        })
    }
}

/// What the author needs to know first comes first.
fn urgency(status: &Status) -> u8 {
    match status {
        Status::Refused { .. } => 0,
        Status::Held(_) => 1,
        Status::OnThisDevice => 2,
        Status::Sent => 3,
        Status::ReadBy(_) => 4,
        Status::TakenOverBy(_) => 5,
    }
}

fn of_entry(connection: &Connection, key: &EntryKey) -> Result<Option<Status>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT status, code, args FROM outbox WHERE key = ?1 AND intent IS NOT NULL LIMIT 1",
        )?
        .query_row([key], standing_row)
        .optional()?;
    if let Some(row) = row {
        return from_row(connection, Some(key), row).map(Some);
    }
    let edit: Option<StandingRow> = connection
        .prepare_cached(
            "SELECT CASE state WHEN 0 THEN 0 WHEN 3 THEN 4 ELSE 2 END, code, NULL
             FROM text_intents WHERE key = ?1",
        )?
        .query_row([key], standing_row)
        .optional()?;
    if let Some(row) = edit {
        return from_row(connection, Some(key), row).map(Some);
    }
    let stored: Option<bool> = connection
        .prepare_cached("SELECT position IS NOT NULL FROM notes WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(match stored {
        None => None,
        Some(true) => Some(sent(connection, key)?),
        // Taken along for a colleague.
        Some(false) => Some(Status::OnThisDevice),
    })
}

fn of_intent(connection: &Connection, intent: IntentId) -> Result<Vec<Status>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT status, code, args FROM outbox WHERE intent = ?1
         UNION ALL SELECT status, code, args FROM commands WHERE intent = ?1
         UNION ALL SELECT CASE state WHEN 3 THEN 4 ELSE 0 END, code, NULL FROM text_intents
           WHERE intent = ?1 AND state IN (0, 3)
         UNION ALL SELECT 0, NULL, NULL FROM intents WHERE id = ?1 AND EXISTS (
           SELECT 1 FROM read_marks WHERE read_marks.intent = ?1 AND waiting = 1)",
    )?;
    let rows: Vec<StandingRow> = statement
        .query_map([intent], standing_row)?
        .collect::<Result<_, _>>()?;
    rows.into_iter()
        .map(|row| from_row(connection, None, row))
        .collect()
}

type StandingRow = (i64, Option<String>, Option<Vec<u8>>);

fn standing_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<StandingRow> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn from_row(
    connection: &Connection,
    key: Option<&EntryKey>,
    (standing, code, args): StandingRow,
) -> Result<Status, StoreError> {
    Ok(match Standing::from_column(standing)? {
        Standing::Waiting | Standing::Later => Status::OnThisDevice,
        Standing::Sent => match key {
            Some(key) => sent(connection, key)?,
            None => Status::Sent,
        },
        Standing::Held => Status::Held(outbox::hold_reason(code.as_deref())?),
        Standing::Refused => Status::Refused {
            code: outbox::refusal_code(code.as_deref())?,
            args: args.map_or(Ok(Vec::new()), |args| cbor(&args, "a refusal"))?,
        },
    })
}

/// What others said of a note that the server has; only what the server has of that counts.
fn sent(connection: &Connection, key: &EntryKey) -> Result<Status, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.author, l.kind FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind IN ('marks', 'read_back', 'take_over')
         ORDER BY n.sort_at, n.key",
    )?;
    let said = statement.query_map([key], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut readers: Vec<PersonId> = Vec::new();
    let mut taken_over_by = None;
    for row in said {
        let (person, kind) = row?;
        match kind.as_str() {
            "take_over" => taken_over_by = Some(person),
            _ if person != key.person && !readers.contains(&person) => readers.push(person),
            _ => {}
        }
    }
    Ok(match taken_over_by {
        Some(person) => Status::TakenOverBy(person),
        None if readers.is_empty() => Status::Sent,
        None => Status::ReadBy(readers),
    })
}
