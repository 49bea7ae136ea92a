//! What the device forgets by itself: rows of what is long sent, and words that it kept only for the
//! case that the server's disk dies. Goes by the server's time. Knows no wire.

use rusqlite::{Transaction, params};

use super::StoreError;
use super::outgoing::ASK_AGAIN_MS;
use samenspel_model::time::UnixMillis;

/// Rows of what is long sent, kept to say so by intent.
const SENT_KEPT: i64 = 5_000;

/// How long the words of what the server acknowledged stay after their document left this device: a
/// server that is put back from a backup of last night, or of before the weekend, may need them.
const WORDS_KEPT_MS: i64 = 7 * UnixMillis::DAY_MS;

/// To be called after an answer was applied; `now` is the server's time in it.
pub(super) fn after_answer(
    transaction: &Transaction<'_>,
    now: UnixMillis,
) -> Result<(), StoreError> {
    note_held(transaction, now)?;
    forget_old_rows(transaction)?;
    forget_words(transaction, now)
}

/// When the server's word about what is held was heard: it was asked for what has none yet, or an old one.
fn note_held(transaction: &Transaction<'_>, now: UnixMillis) -> Result<(), StoreError> {
    let long_ago = now.plus_ms(-ASK_AGAIN_MS).0;
    transaction
        .prepare_cached(
            "UPDATE outbox SET held_at = ?1 WHERE status = 3 AND status IN (3, 4)
               AND (held_at IS NULL OR held_at NOT BETWEEN ?2 AND ?1)",
        )?
        .execute([now.0, long_ago])?;
    Ok(())
}

/// Forgets the oldest rows of what is sent and at its place: the notes themselves say it.
fn forget_old_rows(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "DELETE FROM intents WHERE id IN (SELECT intent FROM outbox
               WHERE sequence <= (SELECT max(sequence) FROM outbox) - ?1
                 AND status = 2 AND body IS NULL)",
        )?
        .execute([SENT_KEPT])?;
    transaction
        .prepare_cached(
            "DELETE FROM outbox WHERE sequence <= (SELECT max(sequence) FROM outbox) - ?1
               AND status = 2 AND body IS NULL",
        )?
        .execute([SENT_KEPT])?;
    Ok(())
}

/// Forgets the words of settled edits (but for two versions that are still shown side by side), and of acknowledged entries whose document is not here.
fn forget_words(transaction: &Transaction<'_>, now: UnixMillis) -> Result<(), StoreError> {
    let long_ago = now.plus_ms(-WORDS_KEPT_MS).0;
    transaction
        .prepare_cached(
            "UPDATE text_intents SET settled_at = ?1 WHERE state = 2 AND settled_at IS NULL",
        )?
        .execute([now.0])?;
    transaction
        .prepare_cached(
            "DELETE FROM text_intents WHERE state = 2 AND settled_at < ?1
               AND (overlaps = x'' OR agreement NOT IN (SELECT key FROM agreements))
               AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.key = text_intents.key
                 AND o.status IN (3, 4))",
        )?
        .execute([long_ago])?;
    transaction
        .prepare_cached(
            "UPDATE outbox SET settled_at = ?1
             WHERE status = 2 AND body IS NOT NULL AND settled_at IS NULL",
        )?
        .execute([now.0])?;
    transaction
        .prepare_cached(
            "UPDATE outbox SET body = NULL, signature = NULL, text_change = NULL
             WHERE status = 2 AND body IS NOT NULL AND settled_at < ?1
               AND NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = outbox.document)",
        )?
        .execute(params![long_ago])?;
    Ok(())
}
