//! Fetches wanted documents in parts: ranges of the snapshot, then the entries after it. What has
//! arrived is kept, so that a cut connection costs one part. Knows nothing of why they are wanted.

use rusqlite::{OptionalExtension, Transaction, params};

use super::super::columns::{from_column, to_column};
use super::super::documents::{self, DocumentRow};
use super::super::notes::{self, Incoming, Stored};
use super::super::{StoreError, Topic, Topics, anew, outbox, texts};
use super::page;
use samenspel_document::snapshot;
use samenspel_document::snapshot::Snapshot;
use samenspel_model::ids::DocumentId;
use samenspel_model::limits;
use samenspel_protocol::{Page, Wanted, WantedPart};

/// No document's snapshot is longer.
const SNAPSHOT_BYTES_MAX: u64 = 2 * limits::DOCUMENT_BYTES_MAX;

/// How far the fetching of a document is.
struct Progress {
    as_of: Option<u64>,
    received: u64,
    after: Option<u64>,
}

/// Applies the parts in order; says whether anything came closer.
pub(super) fn apply(
    transaction: &Transaction<'_>,
    wanted: &[Wanted],
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let mut progressed = false;
    for Wanted { document, part } in wanted {
        let Some(progress) = progress(transaction, document)? else {
            continue;
        };
        topics.add(Topic::Documents);
        progressed |= match part {
            WantedPart::Gone => {
                documents::purge(transaction, document, topics)?;
                true
            }
            WantedPart::Snapshot {
                as_of,
                length,
                offset,
                bytes,
            } => {
                let range = Range {
                    as_of: *as_of,
                    length: *length,
                    offset: *offset,
                    bytes,
                };
                add_range(transaction, document, &progress, &range, topics)?
            }
            WantedPart::Entries {
                page,
                up_to,
                complete,
            } => {
                let end = End {
                    up_to: *up_to,
                    complete: *complete,
                };
                add_entries(transaction, document, &progress, page, end, topics)?
            }
        };
    }
    Ok(progressed)
}

fn progress(
    transaction: &Transaction<'_>,
    document: &DocumentId,
) -> Result<Option<Progress>, StoreError> {
    let row: Option<(Option<i64>, i64, Option<i64>)> = transaction
        .prepare_cached("SELECT as_of, received, after FROM wanted WHERE document = ?1")?
        .query_row([document], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((as_of, received, after)) = row else {
        return Ok(None);
    };
    Ok(Some(Progress {
        as_of: as_of.map(from_column).transpose()?,
        received: from_column(received)?,
        after: after.map(from_column).transpose()?,
    }))
}

struct Range<'a> {
    as_of: u64,
    length: u64,
    offset: u64,
    bytes: &'a [u8],
}

fn add_range(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    progress: &Progress,
    range: &Range<'_>,
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let continues = progress.after.is_none()
        && progress.as_of == Some(range.as_of)
        && progress.received == range.offset;
    let starts = range.offset == 0;
    let end = range.offset.saturating_add(range.bytes.len() as u64);
    let sound = range.length <= SNAPSHOT_BYTES_MAX && end <= range.length && end > range.offset;
    if !sound || !(continues || starts) {
        return Ok(false);
    }
    if !continues || starts {
        forget_ranges(transaction, document)?;
    }
    transaction
        .prepare_cached("INSERT INTO wanted_ranges (document, start, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![document, to_column(range.offset)?, range.bytes])?;
    transaction
        .prepare_cached(
            "UPDATE wanted SET as_of = ?2, length = ?3, received = ?4, after = NULL
             WHERE document = ?1",
        )?
        .execute(params![
            document,
            to_column(range.as_of)?,
            to_column(range.length)?,
            to_column(end)?
        ])?;
    if end < range.length {
        return Ok(true);
    }
    install(transaction, document, topics)
}

fn forget_ranges(transaction: &Transaction<'_>, document: &DocumentId) -> Result<(), StoreError> {
    transaction
        .prepare_cached("DELETE FROM wanted_ranges WHERE document = ?1")?
        .execute([document])?;
    Ok(())
}

/// Puts a whole snapshot in the place of what was here of the document.
fn install(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let bytes: Vec<Vec<u8>> = transaction
        .prepare_cached("SELECT bytes FROM wanted_ranges WHERE document = ?1 ORDER BY start")?
        .query_map([id], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let bytes = bytes.concat();
    forget_ranges(transaction, id)?;
    let read = snapshot::read(&bytes)
        .ok()
        .filter(|it| it.placement.document_id(&it.series) == *id);
    let Some(read) = read else {
        // Damaged on the way or foreign: from the start again, at the next sync.
        documents::want(transaction, id, topics)?;
        return Ok(false);
    };
    documents::clear(transaction, id, topics)?;
    fill(transaction, id, &read, topics)?;
    transaction.execute(
        "INSERT OR REPLACE INTO snapshots (document, as_of, bytes) VALUES (?1, ?2, ?3)",
        params![id, to_column(read.as_of)?, bytes],
    )?;
    transaction.execute(
        "UPDATE wanted SET after = ?2 WHERE document = ?1",
        params![id, to_column(read.as_of)?],
    )?;
    texts::refresh(transaction, id, topics)?;
    Ok(true)
}

fn fill(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    read: &Snapshot,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    for chained in &read.entries {
        let entry = chained
            .signed
            .entry()
            .map_err(|_| StoreError::unreadable("an entry of a snapshot"))?;
        let incoming = Incoming {
            signed: &chained.signed,
            entry: &entry,
            corrected_at: chained.corrected_at,
            certainty: chained.certainty,
            text_change: chained.text_change.as_deref(),
            stored: Some(Stored {
                document: *id,
                position: chained.position,
                actor: chained.actor,
                seq: chained.seq,
                arrived_at: chained.arrived_at,
                late: chained.late,
            }),
        };
        anew::write_beside(transaction, (&entry, &chained.signed), topics)?;
        notes::put(transaction, &incoming, topics)?;
        outbox::arrived(
            transaction,
            &entry.key,
            &entry.series.to_bytes(),
            (id, chained.position),
            topics,
        )?;
        texts::arrived(transaction, &entry.key)?;
    }
    for (actor, chain) in &read.chains {
        documents::save_chain(transaction, id, actor, chain)?;
    }
    let row = DocumentRow {
        complete: false,
        up_to: read.as_of,
        entries: read.entries.len() as u64,
        heads: read.heads.clone(),
        ..DocumentRow::new(read.series, read.placement, false)
    };
    documents::save(transaction, &row)
}

#[derive(Clone, Copy)]
struct End {
    up_to: u64,
    complete: bool,
}

fn add_entries(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    progress: &Progress,
    page: &Page,
    end: End,
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let Some(mut row) = documents::load(transaction, id)? else {
        return Ok(false);
    };
    match progress.after {
        Some(_) => {}
        // Half a snapshot is here: entries cannot follow it yet.
        None if progress.as_of.is_some() => return Ok(false),
        None => {
            documents::clear(transaction, id, topics)?;
            row = DocumentRow::new(row.series, row.placement, false);
            documents::save(transaction, &row)?;
        }
    }
    let org = page::organisation(transaction)?;
    let only_this = page
        .documents
        .iter()
        .all(|it| it.placement.document_id(&page::series_of(org, it)) == *id);
    if !only_this {
        return Ok(false);
    }
    if !page::apply_to(transaction, row, page, topics)? {
        return Ok(false);
    }
    finish_entries(transaction, id, end)?;
    Ok(true)
}

fn finish_entries(
    transaction: &Transaction<'_>,
    id: &DocumentId,
    end: End,
) -> Result<(), StoreError> {
    let up_to = to_column(end.up_to)?;
    transaction
        .prepare_cached("UPDATE documents SET complete = ?2, up_to = max(up_to, ?3) WHERE id = ?1")?
        .execute(params![id, end.complete, up_to])?;
    let sql = if end.complete {
        "DELETE FROM wanted WHERE document = ?1 AND ?2 >= 0"
    } else {
        "UPDATE wanted SET after = ?2 WHERE document = ?1"
    };
    transaction
        .prepare_cached(sql)?
        .execute(params![id, up_to])?;
    Ok(())
}
