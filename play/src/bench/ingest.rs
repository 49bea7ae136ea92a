//! Signed entries through HTTP into a server on one core, against the least that storing them can
//! cost on that core. Both in turns, several times: the machine may be shared.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use samenspel_model::series::DocumentKind;
use samenspel_protocol::{PushEntry, RequestHeaders, SYNC_PATH};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;

use super::Extent;
use super::cores::{Cores, on_core};
use super::figures::{Bar, Report};
use super::limit;
use super::process::ServerProcess;
use super::site::{Site, entry, handover_fields};
use super::writer::Writer;
use sync_server::engine::Options;
use sync_server::system::SystemClock;

/// Devices that push at the same time, each to the documents of its own group.
const DEVICES: usize = 8;
const CHILDREN_PER_DEVICE: usize = 25;
const ENTRIES_PER_REQUEST: usize = 100;
const ROUNDS: usize = 3;
/// The limit's batches: as many entries as wait when all devices push at once.
pub const LIMIT_BATCH: usize = DEVICES * ENTRIES_PER_REQUEST;

/// What one round gave.
#[derive(Debug, Clone, Copy)]
pub struct Rate {
    /// By the clock on the wall.
    pub per_second: f64,
    /// By the processor's time that it took.
    pub per_cpu_second: f64,
}

/// Measures it.
pub fn measure(
    report: &mut Report,
    folder: &Path,
    executable: &Path,
    extent: &Extent,
) -> anyhow::Result<()> {
    let cores = Cores::choose();
    if cores.is_none() {
        report.note("one core only: server and client of `ingest` shared it");
    }
    let (site, organisation) =
        Site::create(folder, DEVICES, CHILDREN_PER_DEVICE, Options::default())?;
    let writers: anyhow::Result<Vec<Writer>> = site
        .rooms
        .iter()
        .map(|room| site.enrol_writer(&organisation, room))
        .collect();
    drop(organisation);
    let start = || ServerProcess::start(executable, site.folder());
    let server = on_core(cores.map(|it| it.measured), start)?;
    let make = || Builder::new_current_thread().enable_all().build();
    let runtime = make()?;
    let mut writers = writers?;
    let (mut rates, mut limits) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let pushes = prepare(&site, &writers, extent.ingested_per_device)?;
        let push = || push_all(&runtime, &server, writers, pushes);
        let (rate, back) = on_core(cores.map(|it| it.measuring), push)?;
        writers = back;
        rates.push(rate);
        let path = folder.join(format!("limit-{round}"));
        let measure = || limit::measure(&site, &writers[0], &path, extent.ingested_per_device);
        limits.push(on_core(cores.map(|it| it.measured), measure)?);
    }
    server.stop()?;
    add_rates(report, &rates, &limits);
    Ok(())
}

fn add_rates(report: &mut Report, rates: &[Rate], limits: &[Rate]) {
    let median = |of: &[Rate], by: fn(&Rate) -> f64| super::median(of.iter().map(by));
    let (rate, limit) = (
        median(rates, |it| it.per_second),
        median(limits, |it| it.per_second),
    );
    let (cpu_rate, cpu_limit) = (
        median(rates, |it| it.per_cpu_second),
        median(limits, |it| it.per_cpu_second),
    );
    report.add("ingest_entries_per_second", rate);
    report.add("ingest_limit_entries_per_second", limit);
    report.add_with_bar(
        "ingest_percent_of_limit",
        100.0 * rate / limit,
        Bar::AtLeast(50.0),
    );
    report.add("ingest_entries_per_cpu_second", cpu_rate);
    report.add("ingest_limit_entries_per_cpu_second", cpu_limit);
    report.add(
        "ingest_percent_of_limit_by_cpu",
        100.0 * cpu_rate / cpu_limit,
    );
}

/// Signs before the clock runs.
fn prepare(
    site: &Site,
    writers: &[Writer],
    per_device: usize,
) -> anyhow::Result<Vec<Vec<PushEntry>>> {
    let now = SystemClock.now();
    let of_writer = |(room, writer): (&super::site::Room, &Writer)| {
        let of_number = |number: usize| {
            let child = room.children[number % room.children.len()];
            let series = site.series(DocumentKind::Handover, child);
            let entry = entry(writer, series, "handover", handover_fields(number)?, now)?;
            Ok(writer.sign(&entry))
        };
        (0..per_device).map(of_number).collect()
    };
    site.rooms.iter().zip(writers).map(of_writer).collect()
}

fn push_all(
    runtime: &Runtime,
    server: &ServerProcess,
    writers: Vec<Writer>,
    pushes: Vec<Vec<PushEntry>>,
) -> anyhow::Result<(Rate, Vec<Writer>)> {
    let count: usize = pushes.iter().map(Vec::len).sum();
    let (cpu, started) = (server.cpu_seconds()?, Instant::now());
    let address = server.address().to_owned();
    let writers = runtime.block_on(async {
        let mut tasks = JoinSet::new();
        for (index, (writer, entries)) in writers.into_iter().zip(pushes).enumerate() {
            let address = address.clone();
            tasks.spawn(async move {
                let writer = push(writer, &address, entries).await?;
                Ok::<_, anyhow::Error>((index, writer))
            });
        }
        let mut writers = Vec::new();
        while let Some(done) = tasks.join_next().await {
            writers.push(done??);
        }
        writers.sort_by_key(|(index, _)| *index);
        Ok::<_, anyhow::Error>(writers)
    })?;
    let (seconds, cpu) = (started.elapsed().as_secs_f64(), server.cpu_seconds()? - cpu);
    let rate = Rate {
        per_second: count as f64 / seconds,
        per_cpu_second: count as f64 / cpu,
    };
    Ok((rate, writers.into_iter().map(|(_, it)| it).collect()))
}

/// One device's outbox, request after request over one connection.
async fn push(
    mut writer: Writer,
    address: &str,
    mut entries: Vec<PushEntry>,
) -> anyhow::Result<Writer> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (mut connection, driver) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(driver);
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(ENTRIES_PER_REQUEST));
        let count = entries.len();
        let (headers, body) = writer.request(entries);
        let answer = send(&mut connection, address, &headers, body).await?;
        writer.take(count, &answer)?;
        entries = rest;
    }
    Ok(writer)
}

async fn send(
    connection: &mut SendRequest<Full<Bytes>>,
    address: &str,
    headers: &RequestHeaders,
    body: Vec<u8>,
) -> anyhow::Result<Bytes> {
    let mut request = hyper::Request::post(SYNC_PATH).header("host", address);
    for (name, value) in headers.to_headers() {
        request = request.header(name, value);
    }
    let request = request.body(Full::new(Bytes::from(body)))?;
    connection.ready().await?;
    let response = connection.send_request(request).await?;
    let status = response.status();
    ensure!(status.is_success(), "a push was answered with {status}");
    let body = response.into_body().collect().await.context("an answer")?;
    Ok(body.to_bytes())
}
