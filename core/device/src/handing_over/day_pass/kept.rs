//! Day passes as they are kept: in the encrypted store, until the day is over, the server's word is
//! another, or the documents have come. Knows nothing of what a brief tells.

use rusqlite::{Connection, Transaction, params};

use super::super::relay::day::DayBrief;
use crate::columns::{boot_column, cbor, reading_at};
use crate::{Store, StoreError, Topic, Topics, contacts};
use samenspel_model::ids::EntryKey;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::wire::encode;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand};
use samenspel_rules::directory::{DayGrant, Record};

/// Groups in which somebody substitutes on one day.
const PASSES_MAX: i64 = 4;

/// A day pass that is here.
pub(super) struct Kept {
    pub grant: DayGrant,
    pub brief: DayBrief,
    pub is_settled: bool,
}

/// A brief that was checked, with its grant.
pub(super) struct Checked<'a> {
    pub signed: &'a SignedCommand,
    pub command: &'a DirectoryCommand,
    pub grant: &'a DayGrant,
    pub brief: &'a DayBrief,
}

/// Keeps a pass, in place of an older one for the same group, and its grant for the server. Whether it is
/// new.
pub(crate) fn keep(
    transaction: &Transaction<'_>,
    pass: &Checked<'_>,
    now: (UnixMillis, ClockReading),
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    transaction
        .prepare_cached(
            "INSERT INTO commands (intent, key, body, signature) VALUES (zeroblob(16), ?1, ?2, ?3)
             ON CONFLICT (key) DO NOTHING",
        )?
        .execute(params![
            pass.command.key,
            pass.signed.body,
            pass.signed.signature
        ])?;
    let is_settled: bool = transaction
        .prepare_cached("SELECT status = 2 FROM commands WHERE key = ?1")?
        .query_row([pass.command.key], |row| row.get(0))?;
    let is_older = transaction
        .prepare_cached("SELECT 1 FROM day_passes WHERE group_id = ?1 AND made_at >= ?2")?
        .exists(params![pass.grant.group.0, pass.brief.made_at.0])?;
    if is_older {
        return Ok(false);
    }
    let (now, reading) = now;
    let until = pass.grant.during.until.unwrap_or(now);
    transaction.execute(
        "DELETE FROM day_passes WHERE group_id = ?1",
        [pass.grant.group.0],
    )?;
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO day_passes (grant_id, group_id, command, brief, made_at, until,
               left_ms, wall, boot_id, monotonic_ms, settled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            pass.grant.id.0,
            pass.grant.group.0,
            pass.signed.body,
            encode(pass.brief),
            pass.brief.made_at.0,
            until.0,
            until.since(now),
            reading.wall.0,
            boot_column(&reading),
            reading.monotonic_ms,
            is_settled
        ])?;
    transaction.execute(
        "DELETE FROM day_passes WHERE grant_id NOT IN
           (SELECT grant_id FROM day_passes ORDER BY made_at DESC LIMIT ?1)",
        [PASSES_MAX],
    )?;
    told(topics);
    topics.add(Topic::Status);
    Ok(true)
}

/// The passes that are here, the latest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Kept>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT command, brief, settled FROM day_passes ORDER BY made_at DESC, grant_id",
    )?;
    let mut rows = statement.query([])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        let blob = |index: usize| -> Result<&[u8], StoreError> {
            let value = row.get_ref(index)?;
            Ok(value.as_blob().map_err(rusqlite::Error::from)?)
        };
        let command: DirectoryCommand = cbor(blob(0)?, "a directory command")?;
        let CommandAction::GrantDay(grant) = command.action else {
            return Err(StoreError::unreadable("a day grant"));
        };
        kept.push(Kept {
            grant,
            brief: cbor(blob(1)?, "a day brief")?,
            is_settled: row.get(2)?,
        });
    }
    Ok(kept)
}

/// What the directory lacks until the server has the grant: the group, its children and their people.
/// The day has begun: it was checked when it was taken.
pub(crate) fn overlay(connection: &Connection) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    for kept in all(connection)?.into_iter().filter(|it| !it.is_settled) {
        let mut grant = kept.grant;
        let group = grant.group;
        grant.during.from = UnixMillis(i64::MIN);
        records.push(Record::DayGrant(grant));
        records.push(Record::Group(kept.brief.group));
        records.extend(kept.brief.people.into_iter().map(Record::Person));
        for it in kept.brief.children {
            records.push(Record::Placement(it.placed_on(group)));
            records.push(Record::Child(it.child));
        }
    }
    Ok(records)
}

/// Forgets the passes whose day is over, by the clock as it is corrected, and by how long ago it was
/// that they were taken.
pub(crate) fn forget_ended(store: &Store, reading: ClockReading) -> Result<(), StoreError> {
    if store
        .read(|connection| ended(connection, reading))?
        .is_empty()
    {
        return Ok(());
    }
    store.write(|transaction, topics| {
        for grant in ended(transaction, reading)? {
            transaction.execute("DELETE FROM day_passes WHERE grant_id = ?1", [grant])?;
        }
        told(topics);
        Ok(())
    })
}

fn ended(connection: &Connection, reading: ClockReading) -> Result<Vec<Vec<u8>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT grant_id, until, left_ms, wall, boot_id, monotonic_ms FROM day_passes",
    )?;
    let mut rows = statement.query([])?;
    let mut ended = Vec::new();
    while let Some(row) = rows.next()? {
        let (until, left_ms): (i64, i64) = (row.get(1)?, row.get(2)?);
        let taken = reading_at(row, 3)?;
        let is_over = contacts::corrected(connection, reading)?.0 >= UnixMillis(until)
            || reading
                .elapsed_since_ms(taken)
                .is_some_and(|passed| passed >= left_ms);
        if is_over {
            ended.push(row.get(0)?);
        }
    }
    Ok(ended)
}

/// The server did not take a grant: nobody was let in by it.
pub(crate) fn refused(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let gone = transaction.execute(
        "DELETE FROM day_passes WHERE command IN (SELECT body FROM commands WHERE key = ?1)",
        [key],
    )?;
    if gone > 0 {
        told(topics);
    }
    Ok(())
}

/// After a whole answer of the server its word counts: what it has is in the directory (day grants are
/// records of kind 10), and once the documents are there nobody needs a brief.
pub(crate) fn after_answer(
    transaction: &Transaction<'_>,
    has_documents: bool,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let gone = transaction
        .prepare_cached(
            "DELETE FROM day_passes
             WHERE command IN (SELECT body FROM commands WHERE status = 2) AND (?1 OR NOT EXISTS
               (SELECT 1 FROM directory WHERE kind = 10 AND id = day_passes.grant_id))",
        )?
        .execute([has_documents])?;
    let settled = transaction
        .prepare_cached(
            "UPDATE day_passes SET settled = 1
             WHERE settled = 0 AND command IN (SELECT body FROM commands WHERE status = 2)",
        )?
        .execute([])?;
    if gone + settled > 0 {
        told(topics);
    }
    Ok(())
}

fn told(topics: &mut Topics) {
    topics.add(Topic::Notes);
    topics.add(Topic::OpenItems);
    topics.add(Topic::Directory);
}
