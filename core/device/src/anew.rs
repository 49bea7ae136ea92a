//! A note whose key turned out to be another's: somebody else's entry is stored under it. The words are
//! nobody else's, so that they are written again by themselves, under a new key, once. Knows no wire.

use rusqlite::{OptionalExtension, Transaction, params};

use super::columns::reading_at;
use super::notes::{self, Incoming};
use super::{Profile, StoreError, Topic, Topics, contacts, profile};
use samenspel_document::{APPROVAL_KIND, TEXT_EDIT_KIND};
use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::{EntryKey, Random};

/// The note in the outbox under this key is not what the server has under it, and was never stored. Gives
/// whether it is on its way again under another key; if not, it goes back to its author as it is.
pub(super) fn write(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    series: &[u8],
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let row = transaction
        .prepare_cached(
            "SELECT body, blind, wall, boot_id, monotonic_ms FROM outbox
             WHERE key = ?1 AND series = ?2 AND intent IS NOT NULL AND body IS NOT NULL
               AND position IS NULL AND anew = 0",
        )?
        .query_row(params![key, series], |row| {
            let body: Vec<u8> = row.get(0)?;
            Ok((body, row.get::<_, bool>(1)?, reading_at(row, 2)?))
        })
        .optional()?;
    let Some((body, is_blind, reading)) = row else {
        return Ok(false);
    };
    let entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
    // What is said of a text is said again by hand, and what others name cannot have another name.
    let is_of_a_text = [TEXT_EDIT_KIND, APPROVAL_KIND].contains(&entry.kind.as_str());
    if is_of_a_text || is_named(transaction, key)? {
        return Ok(false);
    }
    let profile = profile::read(transaction)?;
    let mut drawn = Drawn::of(&profile, key);
    let entry = Entry {
        key: EntryKey::new(entry.author(), reading.wall, &mut drawn),
        ..entry
    };
    let signed = SignedEntry::sign(&entry, &profile.key);
    transaction
        .prepare_cached(
            "UPDATE outbox SET key = ?3, body = ?4, signature = ?5, status = 0, code = NULL,
               args = NULL, anew = 1 WHERE key = ?1 AND series = ?2",
        )?
        .execute(params![
            key,
            series,
            entry.key,
            signed.body,
            signed.signature
        ])?;
    topics.add(Topic::Status);
    if is_blind {
        return Ok(true);
    }
    notes::remove_overlay(transaction, key, series, topics)?;
    let (corrected_at, certainty) = contacts::corrected(transaction, reading)?;
    let incoming = Incoming {
        signed: &signed,
        entry: &entry,
        corrected_at,
        certainty,
        text_change: None,
        stored: None,
    };
    notes::put(transaction, &incoming, topics)?;
    Ok(true)
}

/// The same for a note that waits here, when an entry arrives that has its key and other words, and before
/// that takes its place. An edit of a text keeps its key when it is made again.
pub(super) fn write_beside(
    transaction: &Transaction<'_>,
    (entry, signed): (&Entry, &SignedEntry),
    topics: &mut Topics,
) -> Result<(), StoreError> {
    if entry.kind.as_str() == TEXT_EDIT_KIND {
        return Ok(());
    }
    let series = entry.series.to_bytes();
    let differs: bool = transaction
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM outbox WHERE key = ?1 AND series = ?2 AND status <> 2
               AND intent IS NOT NULL AND body IS NOT NULL AND body <> ?3)",
        )?
        .query_row(params![entry.key, series, signed.body], |row| row.get(0))?;
    if differs {
        write(transaction, &entry.key, &series, topics)?;
    }
    Ok(())
}

/// Whether something else that was written here names it.
fn is_named(transaction: &Transaction<'_>, key: &EntryKey) -> Result<bool, StoreError> {
    Ok(transaction
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM links JOIN notes ON notes.id = links.note
                 WHERE links.target = ?1 AND notes.position IS NULL)
               OR EXISTS (SELECT 1 FROM text_intents WHERE agreement = ?1)",
        )?
        .query_row([key], |row| row.get(0))?)
}

/// Randomness that nobody else can know, and that is the same however often an answer is applied.
struct Drawn(blake3::OutputReader);

impl Drawn {
    fn of(profile: &Profile, key: &EntryKey) -> Self {
        let mut hasher = blake3::Hasher::new_derive_key("samenspel key of a note written anew 1");
        hasher.update(&profile.key.to_bytes()[..]);
        hasher.update(&key.to_bytes());
        Self(hasher.finalize_xof())
    }
}

impl Random for Drawn {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}
