//! The phone's store with years of notes in it: opening it, writing a note that stays, taking a page.
//! The history comes from the real engine in this process; there is no network.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use samenspel_device::{Command, NewNote, Store, TimelineQuery};
use samenspel_model::entry::NoteKind;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::{Clock as _, UnixMillis};
use samenspel_protocol::PushEntry;

use super::Extent;
use super::figures::{Bar, Report};
use super::phone::{store_key, store_path};
use super::site::{Site, calm_handover_fields, entry, handover_fields, observation_fields};
use super::writer::Writer;
use sync_server::engine::{Options, Organisation};
use sync_server::system::{SystemClock, SystemRandom};

const CHILDREN: usize = 32;
const YEARS: usize = 4;
const OPENINGS: usize = 30;
const WRITES: usize = 100;
/// Of the first year's last days something is still to be done, in both stores alike.
const OPEN_DAYS: usize = 5;
/// As many as one page of the protocol holds.
const PAGE: usize = samenspel_model::limits::PAGE_ENTRIES_MAX;

/// Measures it.
pub fn measure(report: &mut Report, folder: &Path, extent: &Extent) -> anyhow::Result<()> {
    // The engine only makes the history here; it is not measured.
    let options = Options {
        synchronous_off_for_simulation: true,
        ..Options::default()
    };
    let (site, organisation) = Site::create(folder, 1, CHILDREN, options)?;
    let (long, short) = (store_path(folder, "4-years"), store_path(folder, "1-year"));
    let pages = fill(&site, &organisation, &long, &short, extent)?;
    report.add_with_bar(
        "open_4_years_milliseconds",
        open(&site, &long)?,
        Bar::AtMost(50.0),
    );
    report.add("open_1_year_milliseconds", open(&site, &short)?);
    write(report, &site, &long, folder)?;
    let store = Store::open(&long, &store_key())?;
    let notes: u64 = store.documents()?.iter().map(|it| it.entries).sum();
    report.add("notes_in_4_years", notes as f64);
    report.add("apply_page_of_1000_milliseconds", super::median(pages));
    Ok(())
}

/// Puts four years of notes into a store, page by page; keeps a copy after the first year. Gives the
/// milliseconds that each full page took.
pub(super) fn fill(
    site: &Site,
    organisation: &Organisation,
    long: &Path,
    short: &Path,
    extent: &Extent,
) -> anyhow::Result<Vec<f64>> {
    let mut store = enrolled_store(site, organisation, long)?;
    let mut writer = site.enrol_writer(organisation, &site.rooms[0])?;
    take_page(organisation, &store)?;
    let mut pages = Vec::new();
    let mut waiting: Vec<PushEntry> = Vec::new();
    for year in 0..YEARS {
        for day in 0..extent.days_per_year {
            waiting.extend(day_of_notes(site, &writer, year, day, extent)?);
            while waiting.len() >= PAGE {
                let rest = waiting.split_off(PAGE);
                push(
                    organisation,
                    &mut writer,
                    std::mem::replace(&mut waiting, rest),
                )?;
                pages.push(take_page(organisation, &store)?);
            }
        }
        if year == 0 {
            drop(store);
            std::fs::copy(long, short)?;
            store = Store::open(long, &store_key())?;
        }
    }
    push(organisation, &mut writer, waiting)?;
    take_page(organisation, &store)?;
    Ok(pages)
}

fn enrolled_store(site: &Site, organisation: &Organisation, path: &Path) -> anyhow::Result<Store> {
    let store = Store::create(path, &store_key())?;
    let ticket = site.invite(organisation, &site.rooms[0], "https://samenspel.example")?;
    let reading = SystemClock.read();
    let request = store.begin_enrolment(&ticket, "phone", reading, &mut SystemRandom)?;
    let response = organisation.enrol(&request)?;
    store.finish_enrolment(&ticket, &response, SystemClock.read())?;
    Ok(store)
}

/// One hand-over and one observation of every child.
fn day_of_notes(
    site: &Site,
    writer: &Writer,
    year: usize,
    day: usize,
    extent: &Extent,
) -> anyhow::Result<Vec<PushEntry>> {
    let apart_ms = 365 * UnixMillis::DAY_MS / i64::try_from(extent.days_per_year)?;
    let days_left = i64::try_from((YEARS - year) * extent.days_per_year - day)?;
    let at = SystemClock.now().plus_ms(-days_left * apart_ms);
    let is_open = year == 0 && extent.days_per_year - day <= OPEN_DAYS;
    let mut entries = Vec::new();
    for child in &site.rooms[0].children {
        let handover = match is_open {
            true => handover_fields(day)?,
            false => calm_handover_fields(day)?,
        };
        let notes = [
            (DocumentKind::Handover, "handover", handover),
            (
                DocumentKind::Journal,
                "observation",
                observation_fields(day)?,
            ),
        ];
        for (kind, name, fields) in notes {
            let series = site.series(kind, *child);
            entries.push(writer.sign(&entry(writer, series, name, fields, at)?));
        }
    }
    Ok(entries)
}

fn push(
    organisation: &Organisation,
    writer: &mut Writer,
    entries: Vec<PushEntry>,
) -> anyhow::Result<()> {
    let count = entries.len();
    let (headers, body) = writer.request(entries);
    let answer = organisation.sync_now(&headers, &body)?;
    writer.take(count, &answer)
}

/// One request of the store and its answer; the milliseconds that applying it took.
fn take_page(organisation: &Organisation, store: &Store) -> anyhow::Result<f64> {
    let outgoing = store.build_sync(SystemClock.read(), &mut SystemRandom)?;
    let answer = organisation.sync_now(&outgoing.headers, &outgoing.body)?;
    let started = Instant::now();
    let applied = store.apply_sync(&outgoing.receipt, SystemClock.read(), &answer)?;
    let taken = milliseconds(started);
    ensure!(!applied.more, "a page brought less than there was");
    Ok(taken)
}

/// Opens the store and reads what the first screen shows: one child's latest notes and open items.
fn open(site: &Site, path: &Path) -> anyhow::Result<f64> {
    let mut taken = Vec::new();
    for number in 0..OPENINGS {
        let child = site.rooms[0].children[number % CHILDREN];
        let subject = Subject::Child(child);
        let started = Instant::now();
        let store = Store::open(path, &store_key())?;
        let query = TimelineQuery {
            subject,
            kinds: &[],
            note_kinds: &[],
            before: None,
            limit: 20,
        };
        let notes = store.timeline(&query, SystemClock.read())?;
        store.open_items(subject, SystemClock.read())?;
        store.pending_count()?;
        taken.push(milliseconds(started));
        ensure!(notes.len() == 20, "the first screen shows too little");
    }
    Ok(super::median(taken))
}

/// Notes by the command that the apps use, and a bare fsync of one page beside each.
fn write(report: &mut Report, site: &Site, path: &Path, folder: &Path) -> anyhow::Result<()> {
    let store = Store::open(path, &store_key())?;
    let mut bare = File::create(folder.join("bare"))?;
    let (mut writes, mut syncs) = (Vec::new(), Vec::new());
    let room = &site.rooms[0];
    for number in 0..WRITES {
        let command = Command::AddNote(NewNote {
            series: site.series(DocumentKind::Handover, room.children[number % CHILDREN]),
            kind: NoteKind::new("handover")?,
            fields: handover_fields(number)?,
        });
        let started = Instant::now();
        store
            .execute(&command, room.staff, SystemClock.read(), &mut SystemRandom)
            .context("a phone writes")?;
        writes.push(milliseconds(started));
        let started = Instant::now();
        bare.write_all(&[7; 4_096])?;
        bare.sync_all()?;
        syncs.push(milliseconds(started));
    }
    let (write, sync) = (super::median(writes), super::median(syncs));
    report.add("write_note_durably_milliseconds", write);
    report.add("bare_fsync_milliseconds", sync);
    report.add_with_bar(
        "write_beyond_fsync_milliseconds",
        write - sync,
        Bar::AtMost(5.0),
    );
    Ok(())
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}
