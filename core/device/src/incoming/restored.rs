//! After a restore the server lacks what it stored last: this device offers again all that it holds
//! beyond the restored position, its own entries and others', with their signatures.

use rusqlite::{Transaction, params};

use super::super::columns::to_column;
use super::super::{StoreError, Topic, Topics, documents};
use samenspel_model::ids::DocumentId;

/// Puts everything after `position` back into the outbox and wants the documents it was in.
pub(super) fn offer_again(
    transaction: &Transaction<'_>,
    position: u64,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    topics.add(Topic::Status);
    let position = to_column(position)?;
    // In the order of the log, since an entry may name an earlier one. Without an intent it is
    // somebody else's: not counted as waiting, and dropped if the server does not want it.
    transaction.execute(
        "INSERT INTO outbox (intent, key, series, body, signature, text_change, wall, boot_id,
           monotonic_ms, stated_at, stated_certainty, offer)
         SELECT CASE WHEN substr(actor, 1, 16) = (SELECT device FROM profile) THEN zeroblob(16) END,
           key, series, body, signature, text_change, corrected_at, 0, 0, corrected_at,
           certainty, position
         FROM notes WHERE position > ?1 ORDER BY position
         ON CONFLICT (key, series) DO UPDATE SET status = 0, code = NULL, args = NULL,
           body = excluded.body, signature = excluded.signature,
           text_change = excluded.text_change, stated_at = excluded.stated_at,
           stated_certainty = excluded.stated_certainty, offer = excluded.offer,
           settled_at = NULL",
        [position],
    )?;
    // Acknowledged, but not come back in a page yet.
    transaction.execute(
        "UPDATE outbox SET status = 0, offer = position, settled_at = NULL
         WHERE status = 2 AND position > ?1 AND body IS NOT NULL",
        [position],
    )?;
    // What was held is stored nowhere else: the manager's list may have gone back too.
    transaction.execute(
        "UPDATE outbox SET status = 0, code = NULL, args = NULL
         WHERE status = 3 AND body IS NOT NULL",
        [],
    )?;
    edit_again(transaction, position)?;
    transaction.execute(
        "UPDATE commands SET status = 0 WHERE status = 2 AND position > ?1",
        [position],
    )?;
    want_changed(transaction, position, topics)
}

/// Own edits whose document has left this device since. Nobody else can bring them back: an edit
/// stands on changes that the log's new life makes anew. They are made again, or go back to their
/// author with their words, who may no longer read the text.
fn edit_again(transaction: &Transaction<'_>, position: i64) -> Result<(), StoreError> {
    transaction.execute(
        "UPDATE text_intents SET state = 0, settled_at = NULL WHERE state = 2 AND key IN (
           SELECT key FROM outbox WHERE status = 2 AND position > ?1 AND body IS NULL)
           AND key NOT IN (SELECT key FROM notes)",
        [position],
    )?;
    transaction.execute(
        "DELETE FROM outbox WHERE status = 2 AND key IN (
           SELECT key FROM text_intents WHERE state = 0)",
        [],
    )?;
    Ok(())
}

fn want_changed(
    transaction: &Transaction<'_>,
    position: i64,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let changed: Vec<DocumentId> = transaction
        .prepare(
            "SELECT DISTINCT document FROM notes WHERE position > ?1 AND document IS NOT NULL",
        )?
        .query_map([position], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let fetching: Vec<DocumentId> = transaction
        .prepare("SELECT document FROM wanted")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in changed.iter().chain(&fetching) {
        documents::want(transaction, id, topics)?;
    }
    // Positions after it mean something else in the log's new life.
    transaction.execute(
        "UPDATE documents SET up_to = ?1 WHERE up_to > ?1",
        params![position],
    )?;
    Ok(())
}
