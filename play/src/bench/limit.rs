//! The least that storing a signed entry can cost on one core: its signature verified, its change
//! encoded, sealed and inserted in batches, in a tight loop without anything around it.

use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

use rustix::time::{ClockId, clock_gettime};
use samenspel_document::{Actor, ChainState, encode, genesis_hash};
use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::{ChildId, Incarnation};
use samenspel_model::series::{DocumentKind, Placement};

use super::ingest::{LIMIT_BATCH, Rate};
use super::site::{Site, entry, handover_fields};
use super::writer::Writer;
use sync_server::seal::{Place, SealingKey, Use};
use sync_server::storage::{
    DocumentNumber, DocumentRow, EntryRow, PayloadRow, SeriesNumber, SqliteOptions, SqliteStorage,
    Storage, WriteTransaction,
};
use sync_server::system::{SystemClock, SystemRandom};

const INCARNATION: Incarnation = Incarnation([1; 8]);

/// An entry as it came, and as it was read.
struct Prepared {
    signed: SignedEntry,
    entry: Entry,
    child: ChildId,
}

/// A document and where the writer's chain in it ends.
struct Open {
    row: DocumentRow,
    chain: ChainState,
    key: SealingKey,
}

/// Measures it with `count` entries of one writer, in a database of its own.
pub fn measure(site: &Site, writer: &Writer, path: &Path, count: usize) -> anyhow::Result<Rate> {
    let storage = SqliteStorage::create(path, site.org, INCARNATION, SqliteOptions::default())?;
    let prepared = prepare(site, writer, count)?;
    let mut documents = open_documents(&storage, &prepared)?;
    let (started, cpu) = (Instant::now(), thread_seconds());
    let mut position = 0;
    for batch in prepared.chunks(LIMIT_BATCH) {
        let mut write = storage.begin_write()?;
        for prepared in batch {
            prepared.signed.verify(&writer.public_key())?;
            let Some(open) = documents.get_mut(&prepared.child) else {
                continue;
            };
            position += 1;
            store(&mut *write, open, prepared, position)?;
        }
        write.commit()?;
    }
    Ok(Rate {
        per_second: count as f64 / started.elapsed().as_secs_f64(),
        per_cpu_second: count as f64 / (thread_seconds() - cpu),
    })
}

fn store(
    write: &mut dyn WriteTransaction,
    open: &mut Open,
    prepared: &Prepared,
    position: u64,
) -> anyhow::Result<()> {
    let actor = Actor::entry(prepared.entry.device, INCARNATION);
    open.chain = encode(&prepared.entry, &actor, &open.chain).next;
    let place = Place {
        purpose: Use::Entry,
        document: open.row.id,
        position,
    };
    let plain = [&prepared.signed.body[..], &prepared.signed.signature.0[..]].concat();
    let sealed = open.key.seal(place, &plain, &mut SystemRandom);
    write.add_payload(open.row.number, &PayloadRow { position, sealed })?;
    let row = EntryRow {
        series: open.row.series_number,
        document: open.row.number,
        position,
        content: prepared.signed.content_hash(),
        taken_back: false,
        reports: None,
        stored_at: samenspel_model::time::UnixMillis(0),
        fixed: samenspel_rules::schema::Fixed::Nothing,
        remembered: samenspel_rules::schema::Remembered::of(
            &prepared.entry,
            prepared.entry.written_at,
        ),
    };
    Ok(write.add_entry(&prepared.entry.key, &row)?)
}

fn prepare(site: &Site, writer: &Writer, count: usize) -> anyhow::Result<Vec<Prepared>> {
    let now = SystemClock.now();
    let children = &site.rooms[0].children;
    let of_number = |number: usize| {
        let child = children[number % children.len()];
        let series = site.series(DocumentKind::Handover, child);
        let entry = entry(writer, series, "handover", handover_fields(number)?, now)?;
        let signed = writer.sign(&entry).signed;
        Ok(Prepared {
            signed,
            entry,
            child,
        })
    };
    (0..count).map(of_number).collect()
}

fn open_documents(
    storage: &SqliteStorage,
    prepared: &[Prepared],
) -> anyhow::Result<HashMap<ChildId, Open>> {
    let mut documents = HashMap::new();
    let mut write = storage.begin_write()?;
    for Prepared { entry, child, .. } in prepared {
        if documents.contains_key(child) {
            continue;
        }
        let placement = Placement::first(entry.series.kind, entry.written_at);
        let mut row = DocumentRow {
            number: DocumentNumber(0),
            id: placement.document_id(&entry.series),
            series_number: SeriesNumber(0),
            series: entry.series,
            placement,
            last_position: 0,
            entries: 0,
            merged_entries: 0,
            merged_up_to: 0,
            bytes: 0,
            text_bytes: 0,
            heads: vec![genesis_hash()],
        };
        row.series_number = write.add_series(&entry.series)?;
        row.number = write.add_document(&row)?;
        let open = Open {
            row,
            chain: ChainState::start(),
            key: SealingKey::generate(&mut SystemRandom),
        };
        documents.insert(*child, open);
    }
    write.commit()?;
    Ok(documents)
}

/// Processor time of this thread so far.
pub fn thread_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
