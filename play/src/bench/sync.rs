//! A push of many small notes to a fresh server process, a first pull by another phone, and its
//! reconnect with nothing new.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use samenspel_client::Traffic;
use samenspel_device::{Command, NewNote};
use samenspel_model::entry::NoteKind;
use samenspel_model::series::DocumentKind;
use samenspel_model::time::Clock as _;
use tokio::runtime::Runtime;

use super::Extent;
use super::figures::{Bar, Report};
use super::phone::{Phone, store_path};
use super::process::{ServerProcess, cpu_seconds};
use super::site::{Site, handover_fields};
use sync_server::engine::Options;
use sync_server::seal;
use sync_server::system::{SystemClock, SystemRandom};

/// The kernel counts in hundredths of a second: one reconnect is far below.
const RECONNECTS: u32 = 100;
/// What a server still does after its answer is part of the work.
const SETTLE: Duration = Duration::from_millis(500);

/// Measures it.
pub fn measure(
    report: &mut Report,
    folder: &Path,
    executable: &Path,
    extent: &Extent,
) -> anyhow::Result<()> {
    let (site, organisation) = Site::create(
        &folder.join("server"),
        1,
        extent.documents,
        Options::default(),
    )?;
    drop(organisation);
    let runtime = Runtime::new()?;
    let server = ServerProcess::start(executable, site.folder())?;
    report.add("idle_memory_megabytes", server.peak_memory_megabytes()?);
    push(report, folder, &site, &server, &runtime, extent)?;
    merge(report, &site)?;
    pull(report, folder, &site, &server, &runtime, extent)?;
    report.add("peak_memory_megabytes", server.peak_memory_megabytes()?);
    server.stop()?;
    report.add("disk_bytes_after_merging", bytes_in(site.folder())? as f64);
    Ok(())
}

fn enrol(
    name: &str,
    folder: &Path,
    site: &Site,
    server: &ServerProcess,
    runtime: &Runtime,
) -> anyhow::Result<Phone> {
    let ticket = site.invite(&site.open()?, &site.rooms[0], &server.url)?;
    let path = store_path(folder, name);
    Phone::enrol(&path, &ticket, &server.url, runtime)
}

/// What a server spent on `work`.
fn cpu_of<T>(
    server: &ServerProcess,
    work: impl FnOnce() -> anyhow::Result<T>,
) -> anyhow::Result<(T, f64)> {
    std::thread::sleep(SETTLE);
    let before = server.cpu_seconds()?;
    let done = work()?;
    std::thread::sleep(SETTLE);
    Ok((done, server.cpu_seconds()? - before))
}

fn push(
    report: &mut Report,
    folder: &Path,
    site: &Site,
    server: &ServerProcess,
    runtime: &Runtime,
    extent: &Extent,
) -> anyhow::Result<()> {
    let phone = enrol("a", folder, site, server, runtime)?;
    phone.sync(runtime)?;
    let room = &site.rooms[0];
    for child in &room.children {
        let note = |number| {
            Ok(NewNote {
                series: site.series(DocumentKind::Handover, *child),
                kind: NoteKind::new("handover")?,
                fields: handover_fields(number)?,
            })
        };
        let notes = (0..extent.notes).map(note).collect::<anyhow::Result<_>>()?;
        let command = Command::AddNotes(notes);
        let reading = SystemClock.read();
        phone
            .store
            .execute(&command, room.staff, reading, &mut SystemRandom)
            .context("a phone writes")?;
    }
    let (traffic, cpu) = cpu_of(server, || phone.sync(runtime))?;
    report.add("push_requests", traffic.requests as f64);
    report.add("push_bytes_up", traffic.bytes_up as f64);
    report.add("push_bytes_down", traffic.bytes_down as f64);
    report.add("push_cpu_seconds", cpu);
    report.add("push_memory_megabytes", server.peak_memory_megabytes()?);
    Ok(())
}

/// Merges beside the server, which has merging put off: so its work is counted by itself.
fn merge(report: &mut Report, site: &Site) -> anyhow::Result<()> {
    let organisation = site.open()?;
    let own = std::process::id();
    let before = cpu_seconds(own)?;
    organisation.merge_all()?;
    report.add("merge_cpu_seconds", cpu_seconds(own)? - before);
    let stored = organisation.statistics()?;
    let overhead = stored.snapshots * seal::OVERHEAD_BYTES as u64;
    report.add("snapshot_bytes", (stored.snapshot_bytes - overhead) as f64);
    Ok(())
}

fn pull(
    report: &mut Report,
    folder: &Path,
    site: &Site,
    server: &ServerProcess,
    runtime: &Runtime,
    extent: &Extent,
) -> anyhow::Result<()> {
    let phone = enrol("b", folder, site, server, runtime)?;
    let (traffic, cpu) = cpu_of(server, || phone.sync(runtime))?;
    let documents = phone.store.documents()?;
    let entries: u64 = documents.iter().map(|it| it.entries).sum();
    let expected = (extent.documents * extent.notes) as u64;
    ensure!(
        documents.len() == extent.documents && entries == expected,
        "the first pull brought {entries} notes instead of {expected}"
    );
    let stored = report.get("snapshot_bytes").context("merged before")?;
    let both_ways = (traffic.bytes_up + traffic.bytes_down) as f64;
    report.add("pull_requests", traffic.requests as f64);
    report.add("pull_bytes_up", traffic.bytes_up as f64);
    report.add("pull_bytes_down", traffic.bytes_down as f64);
    report.add_with_bar(
        "pull_bytes_both_ways_per_stored_byte",
        both_ways / stored,
        Bar::AtMost(1.2),
    );
    report.add("pull_cpu_seconds", cpu);
    let (traffic, cpu) = cpu_of(server, || reconnect(&phone, runtime))?;
    let requests = traffic.requests as f64 / f64::from(RECONNECTS);
    let bytes = (traffic.bytes_up + traffic.bytes_down) as f64 / f64::from(RECONNECTS);
    report.add_with_bar("reconnect_requests", requests, Bar::AtMost(1.0));
    report.add_with_bar("reconnect_bytes_both_ways", bytes, Bar::AtMost(5_000.0));
    report.add("reconnect_cpu_seconds", cpu / f64::from(RECONNECTS));
    Ok(())
}

/// Many times, each over a connection of its own.
fn reconnect(phone: &Phone, runtime: &Runtime) -> anyhow::Result<Traffic> {
    let mut sum = Traffic::default();
    for _ in 0..RECONNECTS {
        let traffic = phone.sync(runtime)?;
        sum.requests += traffic.requests;
        sum.bytes_up += traffic.bytes_up;
        sum.bytes_down += traffic.bytes_down;
    }
    Ok(sum)
}

fn bytes_in(folder: &Path) -> std::io::Result<u64> {
    let mut sum = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        sum += if metadata.is_dir() {
            bytes_in(&entry.path())?
        } else {
            metadata.len()
        };
    }
    Ok(sum)
}
