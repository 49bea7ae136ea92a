//! What a request with an old cursor costs, beside what it carries: of notes that are rows, of notes
//! that were merged meanwhile, and of a byte of a large snapshot. In this process, without sockets.

use std::path::Path;

use anyhow::Context as _;
use samenspel_model::entry::{Fields, Value};
use samenspel_model::ids::Random as _;
use samenspel_model::limits::RESPONSE_BYTES_MAX;
use samenspel_model::series::DocumentKind;
use samenspel_model::wire::{decode_bounded, decompress};
use samenspel_protocol::{Cursor, SnapshotProgress, SyncResponse, Want, WantedPart};

use super::Extent;
use super::figures::{Bar, Report};
use super::process::cpu_seconds;
use super::site::{Site, entry};
use super::writer::Writer;
use sync_server::engine::{Options, Organisation};
use sync_server::system::{SystemClock, SystemRandom};

/// The kernel counts in hundredths of a second.
const REPEATED: u32 = 100;
const NOTES: usize = 1_280;
/// Each of two texts as long as they may be, 24 KB.
const NOTES_PER_REQUEST: usize = 30;
/// One author's notes fill one document at most.
const NOTES_PER_WRITER: usize = 150;

/// Measures it.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> anyhow::Result<()> {
    let (site, organisation) = Site::create(folder, 1, 1, Options::default())?;
    let reader = site.enrol_writer(&organisation, &site.rooms[0])?;
    let start = ask(&organisation, &reader, None, Vec::new())?.1.cursor;
    let notes = NOTES.min(extent.documents * extent.notes);
    let writers = notes.div_ceil(NOTES_PER_WRITER);
    let colleagues = site.colleagues(&organisation, &site.rooms[0], writers)?;
    for (number, colleague) in colleagues.iter().enumerate() {
        let mut writer = site.enrol_writer(&organisation, colleague)?;
        let count = NOTES_PER_WRITER.min(notes - number * NOTES_PER_WRITER);
        write(&site, &organisation, &mut writer, count)?;
    }
    let of_rows = cost(&organisation, &reader, start, &[])?;
    report.add("page_of_rows_cpu_ms", of_rows.cpu_ms);
    report.add("page_of_rows_kilobytes", of_rows.kilobytes);
    organisation.merge_all()?;
    let merged = cost(&organisation, &reader, start, &[])?;
    report.add_with_bar("page_of_merged_cpu_ms", merged.cpu_ms, Bar::AtMost(5.0));
    report.add("page_of_merged_kilobytes", merged.kilobytes);
    let (_, response) = ask(&organisation, &reader, Some(start), Vec::new())?;
    let named = response.page.merged.first().context("a merged document")?;
    let series = site.series(DocumentKind::Handover, site.rooms[0].children[0]);
    let document = named.placement.document_id(&series);
    let want = |snapshot| Want {
        document,
        snapshot,
        after: None,
    };
    let range = cost(&organisation, &reader, response.cursor, &[want(None)])?;
    report.add("range_cpu_ms", range.cpu_ms);
    report.add("range_kilobytes", range.kilobytes);
    let byte = want(Some(SnapshotProgress {
        as_of: named.up_to,
        offset: u64::MAX - 1,
    }));
    let last = ask(&organisation, &reader, Some(response.cursor), vec![byte])?;
    let length = snapshot_length(&last.1).context("a snapshot")?;
    let byte = want(Some(SnapshotProgress {
        as_of: named.up_to,
        offset: length - 1,
    }));
    report.add("snapshot_kilobytes", length as f64 / 1_024.0);
    let one = cost(&organisation, &reader, response.cursor, &[byte])?;
    report.add_with_bar("byte_of_a_snapshot_cpu_ms", one.cpu_ms, Bar::AtMost(5.0));
    let many = cost(&organisation, &reader, response.cursor, &[byte; 256])?;
    report.add_with_bar("bytes_256_times_cpu_ms", many.cpu_ms, Bar::AtMost(20.0));
    Ok(())
}

fn snapshot_length(response: &SyncResponse) -> Option<u64> {
    response.wanted.iter().find_map(|it| match it.part {
        WantedPart::Snapshot { length, .. } => Some(length),
        _ => None,
    })
}

/// Random characters: nothing compresses.
fn long_text(characters: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < characters {
        let drawn = SystemRandom.bytes32();
        // Within the Han characters, three bytes each.
        let han = drawn.chunks(2).map(|it| u16::from_le_bytes([it[0], it[1]]));
        text.extend(han.filter_map(|it| char::from_u32(0x4e00 + u32::from(it % 0x5000))));
    }
    text.chars().take(characters).collect()
}

fn write(
    site: &Site,
    organisation: &Organisation,
    writer: &mut Writer,
    notes: usize,
) -> anyhow::Result<()> {
    let series = site.series(DocumentKind::Handover, site.rooms[0].children[0]);
    let mut left = notes;
    while left > 0 {
        let count = left.min(NOTES_PER_REQUEST);
        left -= count;
        let note = |_| {
            let mut fields = Fields::new();
            fields.set("state", Value::Text("watch".into()))?;
            fields.set("summary", Value::Text(long_text(4_000)))?;
            fields.set("to_do", Value::Text(long_text(4_000)))?;
            let entry = entry(writer, series, "handover", fields, SystemClock.now())?;
            Ok(writer.sign(&entry))
        };
        let pushed = (0..count).map(note).collect::<anyhow::Result<Vec<_>>>()?;
        let (headers, body) = writer.request(pushed);
        let answer = organisation.sync_now(&headers, &body);
        writer.take(count, &answer.context("notes are stored")?)?;
    }
    Ok(())
}

struct Cost {
    cpu_ms: f64,
    kilobytes: f64,
}

fn cost(
    organisation: &Organisation,
    reader: &Writer,
    cursor: Cursor,
    wants: &[Want],
) -> anyhow::Result<Cost> {
    let own = std::process::id();
    let before = cpu_seconds(own)?;
    let mut bytes = 0;
    for _ in 0..REPEATED {
        let (headers, body) = reader.asking(Some(cursor), wants.to_vec());
        let answer = organisation.sync_now(&headers, &body);
        bytes = answer.context("a page is answered")?.len();
    }
    let each = (cpu_seconds(own)? - before) / f64::from(REPEATED);
    Ok(Cost {
        cpu_ms: each * 1_000.0,
        kilobytes: bytes as f64 / 1_024.0,
    })
}

fn ask(
    organisation: &Organisation,
    reader: &Writer,
    cursor: Option<Cursor>,
    wants: Vec<Want>,
) -> anyhow::Result<(usize, SyncResponse)> {
    let (headers, body) = reader.asking(cursor, wants);
    let wire = organisation
        .sync_now(&headers, &body)
        .context("an answer")?;
    let plain = decompress(&wire, RESPONSE_BYTES_MAX).context("an answer")?;
    let response = decode_bounded(&plain, RESPONSE_BYTES_MAX).context("an answer")?;
    Ok((wire.len(), response))
}
