//! Applies the server's answer in one transaction: outcomes always, the rest only if the store is
//! still as it was when the request was built. So a repeated, late or reordered answer is harmless.
//! Knows the wire form and no network.

mod list;
mod page;
mod parts;
mod restored;

use rusqlite::{Transaction, params};

use super::columns::{Bytes, to_column};
use super::documents;
use super::outgoing::{SyncReceipt, next_token};
use super::{
    Store, SyncError, Topic, Topics, anew, contacts, directory, due, forget, here, notes, outbox,
    texts,
};
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::time::{ClockContact, ClockReading, UnixMillis};
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_model::wire::{decode_bounded, decompress};
use samenspel_protocol::sync::Due;
use samenspel_protocol::{PROTOCOL_VERSION, SyncResponse};

/// What an answer did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// There is more to pull or to push at once.
    pub more: bool,
    /// Something must be offered again later.
    pub later: bool,
    /// What falls due by itself, as of when the answer arrived.
    pub due: Due,
    /// What screens may want to look up again.
    pub changed: Topics,
    /// Entries and commands stored or known by the server.
    pub acknowledged: usize,
    /// Entries and commands that went to the inbox.
    pub rejected: usize,
    /// The rest of the answer was put aside, since the store had changed meanwhile.
    pub outcomes_only: bool,
    /// The latest schema the server accepts: if it is above the app's, the app can be updated.
    pub server_schema: u16,
}

impl Store {
    /// Applies the answer to the request that `receipt` came with. `reading` is taken when the
    /// answer arrived. If this fails, nothing was changed and the request can be built again.
    pub fn apply_sync(
        &self,
        receipt: &SyncReceipt,
        reading: ClockReading,
        wire: &[u8],
    ) -> Result<Applied, SyncError> {
        let plain = decompress(wire, RESPONSE_BYTES_MAX)?;
        let response: SyncResponse = decode_bounded(&plain, RESPONSE_BYTES_MAX)?;
        check(receipt, &response)?;
        let mut changed = Topics::default();
        let mut applied = self.write(|transaction, topics| {
            let contact = ClockContact {
                reading: half_way(receipt.reading, reading),
                server: response.server_time,
            };
            contacts::record(transaction, &contact)?;
            let mut applied = apply(transaction, receipt, &response, wire, topics)?;
            texts::give_back(transaction, topics)?;
            outbox::correct_overlays(transaction)?;
            forget::after_answer(transaction, response.server_time)?;
            applied.due = due::departures(transaction, reading)?.due;
            applied.changed = *topics;
            changed = *topics;
            Ok::<_, SyncError>(applied)
        })?;
        applied.changed = changed;
        Ok(applied)
    }
}

fn check(receipt: &SyncReceipt, response: &SyncResponse) -> Result<(), SyncError> {
    if response.version != PROTOCOL_VERSION {
        return Err(SyncError::Version(response.version));
    }
    if response.outcomes.len() != receipt.entries.len() {
        return Err(SyncError::Mismatch("one outcome for each entry"));
    }
    if response.command_outcomes.len() != receipt.commands.len() {
        return Err(SyncError::Mismatch("one outcome for each command"));
    }
    Ok(())
}

/// The server read its clock somewhere between the two readings.
fn half_way(sent: ClockReading, received: ClockReading) -> ClockReading {
    let passed_ms = received.monotonic_ms.saturating_sub(sent.monotonic_ms);
    if sent.boot_id != received.boot_id || passed_ms < 0 {
        return received;
    }
    ClockReading {
        wall: received.wall.plus_ms(-(passed_ms / 2)),
        monotonic_ms: received.monotonic_ms.saturating_sub(passed_ms / 2),
        ..received
    }
}

fn apply(
    transaction: &Transaction<'_>,
    receipt: &SyncReceipt,
    response: &SyncResponse,
    wire: &[u8],
    topics: &mut Topics,
) -> Result<Applied, SyncError> {
    let mut applied = Applied {
        server_schema: response.schema,
        ..Applied::default()
    };
    apply_outcomes(transaction, receipt, response, &mut applied, topics)?;
    let token: Vec<u8> = transaction
        .prepare_cached("SELECT state_token FROM sync_state")?
        .query_row([], |row| row.get(0))?;
    if token != receipt.state_token {
        applied.outcomes_only = true;
        applied.more = response.more;
        return Ok(applied);
    }
    if let Some(view) = &response.directory {
        directory::replace(transaction, view)?;
        topics.add(Topic::Directory);
    }
    if let Some(view) = &response.here {
        here::replace(transaction, view)?;
        topics.add(Topic::Directory);
    }
    if let Some(position) = response.restored {
        restored::offer_again(transaction, position, topics)?;
    }
    let page = &response.page;
    let mut progress = !page.entries.is_empty() || !page.merged.is_empty();
    progress |= parts::apply(transaction, &response.wanted, topics)?;
    page::apply(transaction, &response.page, topics)?;
    if let Some(listed) = &response.documents {
        list::apply(transaction, listed, !response.more, topics)?;
    }
    let comparison = compare(transaction, response)?;
    let has_documents = comparison == Comparison::Agrees;
    crate::handing_over::day_pass::after_answer(transaction, has_documents, topics)?;
    if comparison == Comparison::Agrees {
        notes::remove_overlays_elsewhere(transaction, response.cursor.position, topics)?;
    }
    let differs = comparison == Comparison::Differs;
    let differs = save_state(
        transaction,
        receipt,
        response,
        differs,
        next_token(&token, wire),
    )?;
    applied.more = more(transaction, receipt, response, progress || differs)?;
    // A server that cannot give what is wanted now is asked again, with patience.
    applied.later |= !applied.more && is_fetching(transaction)?;
    Ok(applied)
}

fn apply_outcomes(
    transaction: &Transaction<'_>,
    receipt: &SyncReceipt,
    response: &SyncResponse,
    applied: &mut Applied,
    topics: &mut Topics,
) -> Result<(), SyncError> {
    for (key, outcome) in receipt.commands.iter().zip(&response.command_outcomes) {
        count(applied, outcome);
        outbox::settle_command(transaction, key, outcome, topics)?;
    }
    for ((key, series), outcome) in receipt.entries.iter().zip(&response.outcomes) {
        if is_reused(outcome) && anew::write(transaction, key, &series.to_bytes(), topics)? {
            continue;
        }
        count(applied, outcome);
        outbox::settle_entry(transaction, key, series, outcome, topics)?;
        texts::settle(transaction, key, series, outcome, topics)?;
    }
    Ok(())
}

/// Whether something else has the key.
fn is_reused(outcome: &Outcome) -> bool {
    let code = RefusalCode::KeyReused;
    matches!(outcome, Outcome::Refused { code: it, .. } if *it == code)
}

fn count(applied: &mut Applied, outcome: &Outcome) {
    match outcome {
        Outcome::Stored { .. } | Outcome::Known { .. } => applied.acknowledged += 1,
        Outcome::Later { .. } => applied.later = true,
        Outcome::Held { .. } | Outcome::Refused { .. } => applied.rejected += 1,
        Outcome::Rebase => {}
    }
}

/// Whether this device and the server hold the same documents.
#[derive(PartialEq, Eq)]
enum Comparison {
    NotYet,
    Agrees,
    Differs,
}

/// Compares when there is nothing left to pull.
fn compare(
    transaction: &Transaction<'_>,
    response: &SyncResponse,
) -> Result<Comparison, SyncError> {
    let fetching = is_fetching(transaction)?;
    Ok(match response.digest {
        Some(digest) if !fetching && digest == documents::digest(transaction)? => {
            Comparison::Agrees
        }
        Some(_) if !fetching => Comparison::Differs,
        _ => Comparison::NotYet,
    })
}

/// Moves the cursor. If this device and the server turned out to hold different documents, the list
/// of all is asked for.
fn save_state(
    transaction: &Transaction<'_>,
    receipt: &SyncReceipt,
    response: &SyncResponse,
    differs: bool,
    token: Bytes<16>,
) -> Result<bool, SyncError> {
    let list_again =
        differs || response.restored.is_some() || (receipt.listed && response.documents.is_none());
    let data_as_of: Option<UnixMillis> = (!response.more).then_some(response.server_time);
    transaction
        .prepare_cached(
            "UPDATE sync_state SET incarnation = ?1, position = ?2, list_documents = ?3,
               server_schema = ?4, state_token = ?5, data_as_of = ifnull(?6, data_as_of)",
        )?
        .execute(params![
            response.cursor.incarnation,
            to_column(response.cursor.position)?,
            list_again,
            response.schema,
            token,
            data_as_of.map(|at| at.0)
        ])?;
    // After a list has just been compared, another one at once would say the same.
    Ok((differs && !receipt.listed) || response.restored.is_some())
}

/// Whether another request at once would do something: never without progress, so that a server
/// that cannot give what is wanted is not asked for it in a loop.
fn more(
    transaction: &Transaction<'_>,
    receipt: &SyncReceipt,
    response: &SyncResponse,
    progress: bool,
) -> Result<bool, SyncError> {
    if response.more {
        return Ok(true);
    }
    let commands: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM commands WHERE status = 0)")?
        .query_row([], |row| row.get(0))?;
    let fetching = is_fetching(transaction)?;
    let waiting = commands || outbox::may_any_leave(transaction, receipt.reading)?;
    let pushed = !receipt.entries.is_empty() || !receipt.commands.is_empty();
    let asked = receipt.wants > 0;
    let push_more = waiting && (pushed || progress);
    let fetch_more = fetching && (progress || !asked);
    let edit = (pushed || progress) && texts::is_ready(transaction)?;
    let list = progress && needs_list(transaction)?;
    Ok(push_more || fetch_more || edit || list)
}

fn is_fetching(transaction: &Transaction<'_>) -> Result<bool, SyncError> {
    Ok(transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM wanted)")?
        .query_row([], |row| row.get(0))?)
}

fn needs_list(transaction: &Transaction<'_>) -> Result<bool, SyncError> {
    Ok(transaction
        .prepare_cached("SELECT list_documents FROM sync_state")?
        .query_row([], |row| row.get(0))?)
}
