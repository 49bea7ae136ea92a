//! Reading: one function per question, for a read transaction and within a write transaction alike.

use std::ops::Range;

use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, GroupId, Incarnation, OrgId, PersonId};
use samenspel_model::series::{Period, Placement, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::HereToday;
use samenspel_rules::schema::{Fixed, Remembered};

use super::failed;
use crate::storage::*;

/// Positions and counters are stored as SQLite's signed integers; they never get near the sign.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(super) fn unsigned(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}

pub(super) fn millis(row: &Row<'_>, column: usize) -> rusqlite::Result<UnixMillis> {
    row.get(column).map(UnixMillis)
}

fn bad_bytes(column: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(column, "bytes".into(), rusqlite::types::Type::Blob)
}

fn series_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Series> {
    let bytes = row.get_ref(column)?.as_blob()?;
    Series::from_slice(bytes).map_err(|_| bad_bytes(column))
}

pub(super) fn one<T>(
    connection: &Connection,
    doing: &'static str,
    sql: &str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.query_row(params, read).optional())
        .map_err(|error| failed(doing, error))
}

pub(super) fn many<T>(
    connection: &Connection,
    doing: &'static str,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    connection
        .prepare_cached(sql)
        .and_then(|mut statement| statement.query_map(params, read)?.collect())
        .map_err(|error| failed(doing, error))
}

pub(super) fn count(connection: &Connection, sql: &str) -> Result<u64> {
    one(connection, "counted", sql, [], |row| unsigned(row, 0)).map(Option::unwrap_or_default)
}

pub(super) fn log(connection: &Connection) -> Result<LogRow> {
    let sql = "SELECT org, incarnation, last_position, directory_version, newest_at,
                      clock_set_right, clock_set_right_at FROM log";
    one(connection, "read the log's row", sql, [], |row| {
        Ok(LogRow {
            org: OrgId(row.get(0)?),
            incarnation: Incarnation(row.get(1)?),
            last_position: unsigned(row, 2)?,
            directory_version: unsigned(row, 3)?,
            newest_at: UnixMillis(row.get(4)?),
            clock_set_right: unsigned(row, 5)?,
            clock_set_right_at: UnixMillis(row.get(6)?),
        })
    })?
    .ok_or_else(|| StorageError::Corrupt("it has no organisation".into()))
}

pub(super) fn series(connection: &Connection, series: &Series) -> Result<Option<SeriesNumber>> {
    let sql = "SELECT number FROM series WHERE series = ?1";
    one(
        connection,
        "looked up a series",
        sql,
        [series.to_bytes()],
        |row| row.get(0).map(SeriesNumber),
    )
}

macro_rules! document_sql {
    ($rest:literal) => {
        concat!(
            "SELECT d.number, d.id, d.series, s.series, d.period, d.part, d.epoch, d.last_position,
                    d.entries, d.merged_entries, d.merged_up_to, d.bytes, d.text_bytes, d.heads
             FROM document d JOIN series s ON s.number = d.series ",
            $rest
        )
    };
}

fn document_row(row: &Row<'_>) -> rusqlite::Result<DocumentRow> {
    let (heads, rest) = row.get_ref(13)?.as_blob()?.as_chunks::<32>();
    if !rest.is_empty() {
        return Err(bad_bytes(13));
    }
    Ok(DocumentRow {
        number: DocumentNumber(row.get(0)?),
        id: DocumentId(row.get(1)?),
        series_number: SeriesNumber(row.get(2)?),
        series: series_at(row, 3)?,
        placement: Placement {
            period: Period(row.get(4)?),
            part: row.get(5)?,
            epoch: row.get(6)?,
        },
        last_position: unsigned(row, 7)?,
        entries: unsigned(row, 8)?,
        merged_entries: unsigned(row, 9)?,
        merged_up_to: unsigned(row, 10)?,
        bytes: unsigned(row, 11)?,
        text_bytes: unsigned(row, 12)?,
        heads: heads.to_vec(),
    })
}

const DOCUMENT: &str = "looked up a document";

pub(super) fn document(connection: &Connection, id: &DocumentId) -> Result<Option<DocumentRow>> {
    let sql = document_sql!("WHERE d.id = ?1");
    one(connection, DOCUMENT, sql, [id.0], document_row)
}

pub(super) fn document_numbered(
    connection: &Connection,
    number: DocumentNumber,
) -> Result<Option<DocumentRow>> {
    let sql = document_sql!("WHERE d.number = ?1");
    one(connection, DOCUMENT, sql, [number.0], document_row)
}

pub(super) fn latest_part(
    connection: &Connection,
    series: SeriesNumber,
    period: Period,
) -> Result<Option<DocumentRow>> {
    let sql = document_sql!(
        "WHERE d.series = ?1 AND d.period = ?2 ORDER BY d.epoch DESC, d.part DESC LIMIT 1"
    );
    one(
        connection,
        DOCUMENT,
        sql,
        params![series.0, period.0],
        document_row,
    )
}

pub(super) fn documents_of(
    connection: &Connection,
    series: SeriesNumber,
) -> Result<Vec<DocumentRow>> {
    let sql = document_sql!("WHERE d.series = ?1 ORDER BY d.period, d.epoch, d.part");
    many(connection, DOCUMENT, sql, [series.0], document_row)
}

pub(super) fn documents_changed_after(
    connection: &Connection,
    position: u64,
) -> Result<Vec<DocumentRow>> {
    let sql = document_sql!("WHERE d.last_position > ?1 ORDER BY d.last_position");
    many(connection, DOCUMENT, sql, [signed(position)], document_row)
}

pub(super) fn following(
    connection: &Connection,
    document: DocumentNumber,
    after: u64,
) -> Result<Option<Following>> {
    let sql = "SELECT merged_up_to, (SELECT MIN(position) FROM payload
                                     WHERE document = ?1 AND position > ?2)
               FROM document WHERE number = ?1";
    let params = params![document.0, signed(after)];
    one(connection, DOCUMENT, sql, params, |row| {
        let next: Option<i64> = row.get(1)?;
        Ok(Following {
            merged_up_to: unsigned(row, 0)?,
            next: next.and_then(|it| u64::try_from(it).ok()),
        })
    })
}

pub(super) fn documents_to_merge(
    connection: &Connection,
    entries_min: u64,
    up_to: u64,
    count_max: usize,
) -> Result<Vec<DocumentRow>> {
    // Counts no further than it must.
    let sql = document_sql!(
        "WHERE d.entries > d.merged_entries AND d.entries - d.merged_entries >= ?1
           AND (SELECT COUNT(*) FROM (SELECT 1 FROM payload
                  WHERE document = d.number AND position <= ?2 LIMIT ?1)) >= ?1
         ORDER BY d.last_position LIMIT ?3"
    );
    let limits = [signed(entries_min), signed(up_to), signed(count_max as u64)];
    many(connection, DOCUMENT, sql, limits, document_row)
}

pub(super) fn log_hour(
    connection: &Connection,
    at: UnixMillis,
) -> Result<Option<(UnixMillis, u64)>> {
    let sql = "SELECT at, position FROM log_hour WHERE at <= ?1 ORDER BY at DESC LIMIT 1";
    one(connection, "read how far the log was", sql, [at.0], |row| {
        Ok((millis(row, 0)?, unsigned(row, 1)?))
    })
}

const ENTRIES_WITH_KEY: &str =
    "SELECT series, document, position, content, taken_back, reports, stored_at, fixed, kind, moment,
            answers, says, done_by FROM entry WHERE key = ?1";
const ANSWERS_TO: &str =
    "SELECT series, document, position, content, taken_back, reports, stored_at, fixed, kind, moment,
            answers, says, done_by, key FROM entry WHERE answers = ?1 AND answers IS NOT NULL";

pub(super) fn entries_with_key(connection: &Connection, key: &EntryKey) -> Result<Vec<EntryRow>> {
    let key = [key.to_bytes()];
    many(connection, "looked up a key", ENTRIES_WITH_KEY, key, entry)
}

pub(super) fn answers_to(
    connection: &Connection,
    key: &EntryKey,
) -> Result<Vec<(EntryKey, EntryRow)>> {
    many(
        connection,
        "looked up answers",
        ANSWERS_TO,
        [key.to_bytes()],
        |row| {
            let answer: Vec<u8> = row.get(13)?;
            let answer = EntryKey::from_slice(&answer).map_err(|_| bad_bytes(13))?;
            Ok((answer, entry(row)?))
        },
    )
}

fn entry(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let done_by: Option<Vec<u8>> = row.get(12)?;
    let done_by = done_by.map(|it| PersonId::from_slice(&it)).transpose();
    Ok(EntryRow {
        series: SeriesNumber(row.get(0)?),
        document: DocumentNumber(row.get(1)?),
        position: unsigned(row, 2)?,
        content: ContentHash(row.get(3)?),
        taken_back: row.get(4)?,
        reports: entry_key(row, 5)?,
        stored_at: millis(row, 6)?,
        fixed: Fixed::from_number(row.get(7)?),
        remembered: Remembered {
            kind: row.get(8)?,
            moment: row.get::<_, Option<i64>>(9)?.map(UnixMillis),
            answers: entry_key(row, 10)?,
            says: row.get(11)?,
            by: done_by.map_err(|_| bad_bytes(12))?,
        },
    })
}

/// A key that may be missing.
fn entry_key(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<EntryKey>> {
    let bytes: Option<Vec<u8>> = row.get(column)?;
    let read = |bytes: Vec<u8>| EntryKey::from_slice(&bytes);
    bytes.map(read).transpose().map_err(|_| bad_bytes(column))
}

pub(super) fn payloads(
    connection: &Connection,
    document: DocumentNumber,
    after: u64,
    count_max: usize,
    bytes_max: usize,
) -> Result<Vec<PayloadRow>> {
    let sql = "SELECT position, sealed FROM payload WHERE document = ?1 AND position > ?2
               ORDER BY position LIMIT ?3";
    let params = params![document.0, signed(after), signed(count_max as u64)];
    let read = || {
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut read = Vec::new();
        let mut bytes: usize = 0;
        while let Some(row) = rows.next()? {
            let sealed = row.get_ref(1)?.as_blob()?;
            bytes = bytes.saturating_add(sealed.len());
            if bytes > bytes_max && !read.is_empty() {
                break;
            }
            read.push(PayloadRow {
                position: unsigned(row, 0)?,
                sealed: sealed.to_vec(),
            });
        }
        Ok(read)
    };
    read().map_err(|error| failed("read entries", error))
}

pub(super) fn snapshot_parts(
    connection: &Connection,
    document: DocumentNumber,
    parts: Range<u64>,
) -> Result<Option<SnapshotRow>> {
    let doing = "read a snapshot";
    let sql = "SELECT as_of, entries, length, part_bytes FROM snapshot WHERE document = ?1";
    let row = one(connection, doing, sql, [document.0], |row| {
        Ok(SnapshotRow {
            as_of: unsigned(row, 0)?,
            entries: unsigned(row, 1)?,
            length: unsigned(row, 2)?,
            part_bytes: unsigned(row, 3)?,
            parts: Vec::new(),
        })
    })?;
    let Some(row) = row else { return Ok(None) };
    let sql = "SELECT sealed FROM snapshot_part WHERE document = ?1 AND part >= ?2 AND part < ?3
               ORDER BY part";
    let params = params![document.0, signed(parts.start), signed(parts.end)];
    let parts = many(connection, doing, sql, params, |row| row.get(0))?;
    Ok(Some(SnapshotRow { parts, ..row }))
}

pub(super) fn chain(
    connection: &Connection,
    document: DocumentNumber,
    actor: &[u8],
) -> Result<Option<ChainRow>> {
    let sql = "SELECT seq, max_op, hash FROM chain WHERE document = ?1 AND actor = ?2";
    one(
        connection,
        "looked up a chain",
        sql,
        params![document.0, actor],
        |row| {
            Ok(ChainRow {
                seq: unsigned(row, 0)?,
                max_op: unsigned(row, 1)?,
                hash: row.get(2)?,
            })
        },
    )
}

pub(super) fn chain_ends(
    connection: &Connection,
    document: DocumentNumber,
) -> Result<Vec<[u8; 32]>> {
    let sql = "SELECT hash FROM chain WHERE document = ?1";
    many(connection, "looked up chains", sql, [document.0], |row| {
        row.get(0)
    })
}

/// A column of the primary key: empty where the author's own device wrote.
pub(super) fn tablet(author: &AuthorIn) -> &[u8] {
    author.tablet.as_ref().map_or(&[], |group| &group.0)
}

pub(super) fn author(connection: &Connection, author: &AuthorIn) -> Result<AuthorRow> {
    let sql = "SELECT entries, bytes, text_bytes FROM author
               WHERE series = ?1 AND period = ?2 AND person = ?3 AND tablet = ?4";
    let tablet = tablet(author);
    let params = params![author.series.0, author.period.0, author.author.0, tablet];
    one(connection, "looked up a quota", sql, params, |row| {
        Ok(AuthorRow {
            entries: row.get(0)?,
            bytes: unsigned(row, 1)?,
            text_bytes: unsigned(row, 2)?,
        })
    })
    .map(Option::unwrap_or_default)
}

pub(super) fn refusal(
    connection: &Connection,
    key: &EntryKey,
    content: &ContentHash,
) -> Result<Option<RefusalRow>> {
    let sql = "SELECT device, answer, refused_at FROM refusal WHERE key = ?1 AND content = ?2";
    let params = params![key.to_bytes(), content.0];
    one(connection, "looked up a refusal", sql, params, |row| {
        Ok(RefusalRow {
            device: DeviceId(row.get(0)?),
            answer: row.get(1)?,
            refused_at: millis(row, 2)?,
        })
    })
}

const HELD: &str =
    "SELECT key, series, document, content, why, arrived_at, position, sealed, device
                    FROM held";

pub(super) fn held(connection: &Connection, key: &EntryKey) -> Result<Vec<HeldRow>> {
    let sql = format!("{HELD} WHERE key = ?1");
    let doing = "looked up a held entry";
    many(connection, doing, &sql, [key.to_bytes()], held_at)
}

pub(super) fn all_held(connection: &Connection) -> Result<Vec<HeldRow>> {
    let sql = format!("{HELD} ORDER BY position");
    many(connection, "read what is held", &sql, [], held_at)
}

fn held_at(row: &Row<'_>) -> rusqlite::Result<HeldRow> {
    let key = row.get_ref(0)?.as_blob()?;
    Ok(HeldRow {
        key: EntryKey::from_slice(key).map_err(|_| bad_bytes(0))?,
        series: series_at(row, 1)?,
        document: DocumentId(row.get(2)?),
        content: ContentHash(row.get(3)?),
        why: row.get(4)?,
        arrived_at: millis(row, 5)?,
        position: unsigned(row, 6)?,
        sealed: row.get(7)?,
        // Rows of before it was kept have none.
        device: DeviceId(row.get(8).unwrap_or_default()),
    })
}

pub(super) fn held_count_of(connection: &Connection, device: &DeviceId) -> Result<u64> {
    let sql = "SELECT COUNT(*) FROM held WHERE device = ?1";
    let found = one(connection, "counted", sql, [device.0], |row| {
        unsigned(row, 0)
    })?;
    Ok(found.unwrap_or(0))
}

pub(super) fn contact(connection: &Connection, device: &DeviceId) -> Result<Option<UnixMillis>> {
    let sql = "SELECT at FROM contact WHERE device = ?1";
    one(connection, "looked up a contact", sql, [device.0], |row| {
        millis(row, 0)
    })
}

pub(super) fn here_on(connection: &Connection, group: GroupId) -> Result<Vec<HereToday>> {
    let sql = "SELECT person, at FROM here_today WHERE group_id = ?1 ORDER BY person";
    many(connection, "read who is here", sql, [group.0], |row| {
        Ok(HereToday {
            group,
            person: PersonId(row.get(0)?),
            at: millis(row, 1)?,
        })
    })
}

pub(super) fn command(connection: &Connection, key: &EntryKey) -> Result<Option<CommandRow>> {
    let sql = "SELECT content, position FROM command WHERE key = ?1";
    one(
        connection,
        "looked up a command",
        sql,
        [key.to_bytes()],
        |row| {
            Ok(CommandRow {
                content: row.get(0)?,
                position: unsigned(row, 1)?,
            })
        },
    )
}

pub(super) fn statistics(connection: &Connection) -> Result<Statistics> {
    let count = |sql| count(connection, sql);
    Ok(Statistics {
        documents: count("SELECT COUNT(*) FROM document")?,
        entries: count("SELECT COALESCE(SUM(entries), 0) FROM document")?,
        unmerged: count("SELECT COALESCE(SUM(entries - merged_entries), 0) FROM document")?,
        snapshots: count("SELECT COUNT(*) FROM snapshot")?,
        snapshot_bytes: count("SELECT COALESCE(SUM(LENGTH(sealed)), 0) FROM snapshot_part")?,
        held: count("SELECT COUNT(*) FROM held")?,
        last_position: log(connection)?.last_position,
    })
}
