//! Text intents: what a person made of a co-written text, kept as base and new words until the
//! change can be made from what the server has acknowledged. Knows no wire.

mod agreement;
mod making;
mod stranded;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::command::Intent;
use super::rules::{Judge, Named, refused};
use super::{CommandError, SCHEMA_WRITTEN, Store, StoreError, Topic, Topics, notes};
use samenspel_document::text::{Overlap, overlaps_told, text_hash};
use samenspel_document::{CHANGE_HASH_FIELD, OVERLAPS_FIELD, TEXT_EDIT_KIND};
use samenspel_model::entry::initial_text;
use samenspel_model::entry::{Entry, Fields, NoteKind, Value, clean_text};
use samenspel_model::ids::{EntryKey, Random};
use samenspel_model::limits::COWRITTEN_TEXT_BYTES_MAX;
use samenspel_model::series::Series;
use samenspel_model::time::ClockReading;
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_names::shows_something;

use agreement::own_overlaps;
pub use agreement::{AgreementView, ApprovalView};
pub(super) use agreement::{approved_text, remember_approved, view};
pub(super) use making::{is_ready, make_changes, refresh};
pub(super) use stranded::give_back;

/// The text as it is shown on this device, with its series: the latest own intent, else what the
/// document says, else the words of an agreement that was not sent yet.
pub(super) fn current(
    connection: &Connection,
    agreement: &EntryKey,
) -> Result<Option<(Series, String)>, StoreError> {
    let latest = connection
        .prepare_cached(
            "SELECT series, mine FROM text_intents WHERE agreement = ?1 AND state < 2
             ORDER BY sequence DESC LIMIT 1",
        )?
        .query_row([agreement], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if latest.is_some() {
        return Ok(latest);
    }
    acknowledged_or_own(connection, agreement)
}

/// Whether a note was taken back: its words are shown no more.
pub(crate) fn is_taken_back(connection: &Connection, key: &EntryKey) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM notes WHERE key = ?1 AND retracted = 1)")?
        .query_row([key], |row| row.get(0))?)
}

fn acknowledged_or_own(
    connection: &Connection,
    agreement: &EntryKey,
) -> Result<Option<(Series, String)>, StoreError> {
    let acknowledged = connection
        .prepare_cached("SELECT series, text FROM agreements WHERE key = ?1")?
        .query_row([agreement], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if acknowledged.is_some() {
        return Ok(acknowledged);
    }
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM notes WHERE key = ?1 LIMIT 1")?
        .query_row([agreement], |row| row.get(0))
        .optional()?;
    let Some(body) = body else { return Ok(None) };
    let entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
    Ok(initial_text(&entry).map(|text| (entry.series, text.to_owned())))
}

/// Keeps what the author wants the text to be, and what it was.
pub(super) fn save_intent(
    transaction: &Transaction<'_>,
    intent: &Intent<'_>,
    agreement: &EntryKey,
    text: &str,
    random: &mut dyn Random,
) -> Result<(), CommandError> {
    let (series, base) = current(transaction, agreement)?.ok_or(CommandError::UnknownAgreement)?;
    let key = EntryKey::new(intent.author, intent.reading.wall, random);
    transaction
        .prepare_cached(
            "INSERT INTO text_intents (intent, key, agreement, series, author, base, mine, written_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            intent.id,
            key,
            agreement,
            series,
            intent.author,
            base,
            clean_text(text),
            intent.reading.wall.0
        ])?;
    Ok(())
}

/// The fields of the entry that signs an edit.
fn edit_fields(
    agreement: &EntryKey,
    text_hash: &[u8; 32],
    change_hash: &[u8; 32],
    overlaps: &[Overlap],
) -> Fields {
    let mut fields = Fields::new();
    for (name, bytes) in [
        ("agreement", agreement.to_bytes().to_vec()),
        ("text_hash", text_hash.to_vec()),
        (CHANGE_HASH_FIELD, change_hash.to_vec()),
    ] {
        fields
            .set(name, Value::Bytes(bytes))
            .expect("the names of the fields are valid");
    }
    if let Some(told) = overlaps_told(overlaps) {
        fields
            .set(OVERLAPS_FIELD, Value::Text(told))
            .expect("the name of the field is valid");
    }
    fields
}

impl Store {
    /// The text of an agreement as this device shows it, unsent edits included.
    pub fn agreement_text(
        &self,
        agreement: &EntryKey,
        reading: ClockReading,
    ) -> Result<Option<String>, StoreError> {
        let current = self.look(reading, |connection, _| {
            match is_taken_back(connection, agreement)? {
                true => Ok(None),
                false => current(connection, agreement),
            }
        })?;
        Ok(current.map(|(_, text)| text))
    }

    pub(super) fn check_edit(
        &self,
        judge: &Judge<'_>,
        agreement: &EntryKey,
        text: &str,
    ) -> Result<(), CommandError> {
        if clean_text(text).len() > COWRITTEN_TEXT_BYTES_MAX {
            return Err(refused(RefusalCode::TextTooLong, "text"));
        }
        if !shows_something(text) {
            return Err(refused(RefusalCode::FieldInvalid, "text"));
        }
        let current = self.read(|connection| current(connection, agreement))?;
        let (series, _) = current.ok_or(CommandError::UnknownAgreement)?;
        let entry = Entry {
            series,
            schema: SCHEMA_WRITTEN,
            key: EntryKey {
                person: judge.author,
                entry: [0; 16],
            },
            kind: NoteKind::new(TEXT_EDIT_KIND).expect("text_edit is a valid name"),
            fields: edit_fields(agreement, &text_hash(text), &[0; 32], &[]),
            written_at: judge.now,
            device: judge.profile.device,
        };
        judge.check(&entry, Named::default())?;
        self.check_standing(&entry, judge)
    }
}

/// What the server said of an edit.
pub(super) fn settle(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &Series,
    outcome: &Outcome,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    match outcome {
        Outcome::Rebase
        | Outcome::Later {
            why: LaterReason::MissingBase,
        } => make_again(transaction, key, series, topics),
        // What is held is the manager's to decide: its words are in the inbox, and the text goes on
        // without them.
        Outcome::Refused { .. } | Outcome::Held { .. } => {
            topics.add(Topic::Agreements);
            arrived(transaction, key)
        }
        _ => Ok(()),
    }
}

/// The base is not the latest, or went with a backup that was put back: the edit is made again, with
/// the same key, from what is acknowledged by then.
fn make_again(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &Series,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    // An answer may be late: what has been stored meanwhile is not made again.
    let again = transaction
        .prepare_cached(
            "UPDATE text_intents SET state = 0 WHERE key = ?1 AND state IN (1, 2) AND EXISTS (
               SELECT 1 FROM outbox WHERE key = ?1 AND series = ?2 AND status IN (0, 1))",
        )?
        .execute(params![key, series])?;
    if again > 0 {
        topics.add(Topic::Agreements);
        notes::remove_overlay(transaction, key, &series.to_bytes(), topics)?;
        transaction
            .prepare_cached("DELETE FROM outbox WHERE key = ?1 AND series = ?2")?
            .execute(params![key, series])?;
    }
    Ok(())
}

/// An edit is in the document, or nobody here can bring it there: the next one of the same text may be made.
pub(super) fn arrived(transaction: &Transaction<'_>, key: &EntryKey) -> Result<(), StoreError> {
    transaction
        .prepare_cached("UPDATE text_intents SET state = 2 WHERE key = ?1 AND state < 2")?
        .execute([key])?;
    Ok(())
}
