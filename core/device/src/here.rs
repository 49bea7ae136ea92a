//! Who is here today on the groups that this device may see, as the server last told. Kept beside the
//! directory: it is nothing the next day, and never decides who may do what.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::StoreError;
use super::columns::Bytes;
use samenspel_model::calendar::is_same_day;
use samenspel_model::ids::{GroupId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::Digest8;
use samenspel_protocol::HereView;

/// The digest of what the device was last told.
pub(super) fn digest(connection: &Connection) -> Result<Option<Digest8>, StoreError> {
    let digest: Option<Option<Bytes<8>>> = connection
        .prepare_cached("SELECT here_digest FROM sync_state")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(digest.flatten().map(|digest| Digest8(digest.0)))
}

/// Puts what the server tells in the place of what it told before.
pub(super) fn replace(transaction: &Transaction<'_>, view: &HereView) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM here_today", [])?;
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO here_today (group_id, person, at) VALUES (?1, ?2, ?3)",
    )?;
    for here in &view.here {
        insert.execute(params![here.group, here.person, here.at.0])?;
    }
    transaction.execute(
        "UPDATE sync_state SET here_digest = ?1",
        [Bytes(view.digest.0)],
    )?;
    Ok(())
}

/// Who is on a group on the local day of `now`, in order of their ids.
pub(super) fn on(
    connection: &Connection,
    group: GroupId,
    now: UnixMillis,
) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT person, at FROM here_today WHERE group_id = ?1 ORDER BY person")?;
    let rows = statement.query_map([group], |row| {
        Ok((row.get::<_, PersonId>(0)?, UnixMillis(row.get(1)?)))
    })?;
    let here: Vec<(PersonId, UnixMillis)> = rows.collect::<Result<_, _>>()?;
    let today = here.into_iter().filter(|(_, at)| is_same_day(*at, now));
    Ok(today.map(|(person, _)| person).collect())
}
