//! When this device may be read, and how it is emptied: the offline lease, what a lost access takes
//! along. Never takes what was not sent yet. Goes by the server's word and by how long
//! that was ago. Knows no screen.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::columns::{from_column, reading_at};
use super::{Store, StoreError, Topic, Topics, documents, lock, notes, outbox, texts};
use samenspel_model::ids::DocumentId;
use samenspel_model::limits::OFFLINE_LEASE_MS;
use samenspel_model::time::ClockReading;
use samenspel_rules::directory::Directory;

impl Store {
    /// How long this device may still be read without a contact; `None` before the first one. Negative
    /// once it is over. The app asks when it opens and when it comes to the foreground.
    pub fn lease_left_ms(&self, reading: ClockReading) -> Result<Option<i64>, StoreError> {
        crate::handing_over::day_pass::forget_ended(self, reading)?;
        self.read(|connection| lease_left_ms(connection, reading))
    }

    /// The directory as screens show it: nothing once the lease is over, as of everything else here.
    pub fn directory_shown(&self, reading: ClockReading) -> Result<Arc<Directory>, StoreError> {
        self.read(|connection| check_lease(connection, reading))?;
        self.directory()
    }

    /// The server said that this device was revoked: everything goes but what was not sent yet, and
    /// the author's own drafts and reflections.
    pub fn purge_everything(&self) -> Result<(), StoreError> {
        self.write(|transaction, topics| {
            purge_everything(transaction, topics)?;
            // Nobody can send these any more: an edit stands on a text that is gone.
            transaction.execute("DELETE FROM read_marks", [])?;
            texts::give_back(transaction, topics)
        })?;
        lock(&self.directory).forget();
        Ok(())
    }
}

/// An error once nobody may read here any more.
pub(super) fn check_lease(
    connection: &Connection,
    reading: ClockReading,
) -> Result<(), StoreError> {
    match lease_left_ms(connection, reading)? {
        Some(left) if left <= 0 => Err(StoreError::LeaseExpired),
        _ => Ok(()),
    }
}

fn lease_left_ms(
    connection: &Connection,
    reading: ClockReading,
) -> Result<Option<i64>, StoreError> {
    let last: Option<ClockReading> = connection
        .prepare_cached(
            "SELECT wall, boot_id, monotonic_ms FROM contacts ORDER BY id DESC LIMIT 1",
        )?
        .query_row([], |row| reading_at(row, 0))
        .optional()?;
    Ok(last.map(|last| {
        // After a restart with a clock that was set back nobody can tell: an honest clock that was put
        // right must not lock anybody out.
        let passed = reading.elapsed_since_ms(last).unwrap_or(0);
        OFFLINE_LEASE_MS - passed
    }))
}

/// Everything that logging out must not lose.
pub(super) fn left_behind(connection: &Connection) -> Result<u64, StoreError> {
    Ok(outbox::pending_count(connection)? + own_words(connection)?)
}

/// Words that are nowhere else: drafts, reflections, a colleague's notes that were taken along, and what
/// came back from the server.
fn own_words(connection: &Connection) -> Result<u64, StoreError> {
    let count: i64 = connection.query_row(
        "SELECT (SELECT count(*) FROM drafts) + (SELECT count(*) FROM reflections)
              + (SELECT count(*) FROM outbox WHERE status IN (3, 4) AND intent IS NOT NULL)
              + (SELECT count(*) FROM outbox WHERE status IN (0, 1) AND intent IS NULL)
              + (SELECT count(*) FROM text_intents WHERE state = 3)",
        [],
        |row| row.get(0),
    )?;
    from_column(count)
}

pub(super) fn purge_everything(
    transaction: &Transaction<'_>,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let ids: Vec<DocumentId> = documents::all(transaction)?
        .into_iter()
        .map(|row| row.id)
        .collect();
    for id in &ids {
        documents::purge(transaction, id, topics)?;
    }
    notes::remove_all_acknowledged_overlays(transaction, topics)?;
    transaction.execute_batch(
        "UPDATE outbox SET body = NULL, signature = NULL, text_change = NULL WHERE status = 2;
         DELETE FROM text_intents WHERE state = 2 AND NOT EXISTS
           (SELECT 1 FROM outbox o WHERE o.key = text_intents.key AND o.status IN (3, 4));
         DELETE FROM directory;
         DELETE FROM here_today;
         DELETE FROM read_marks WHERE waiting = 0;
         DELETE FROM relay_keys;
         DELETE FROM day_passes;
         DELETE FROM pins;
         DELETE FROM shifts;
         DELETE FROM standing;
         UPDATE sync_state SET incarnation = NULL, position = 0, list_documents = 1,
           directory_digest = NULL, here_digest = NULL, data_as_of = NULL, state_token = x'';",
    )?;
    topics.add(Topic::Directory);
    topics.add(Topic::Notes);
    topics.add(Topic::Floor);
    Ok(())
}
