//! What honest phones notice while modified apps flood the server: how long their syncs take, quiet and
//! under attack, against the real program with its own limits. A measurement, no test.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Context as _;
use clap::Parser;
use samenspel_core::directory::Holder;
use samenspel_core::ids::Random as _;
use samenspel_core::protocol::{InvitationTicket, compress};
use samenspel_core::time::Clock as _;
use samenspel_tests::location::Size;
use samenspel_tests::random::SystemRandom;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request};
use samenspel_tests::support::server_process::{ServerProcess, binary_beside, free_port};
use samenspel_tests::support::site::Site;
use sync_server::system::SystemClock;

const HONEST: usize = 20;
const SYNCS_EACH: usize = 25;
/// Connections that say half a request and wait.
const SLOW_CONNECTIONS: usize = 100;

/// Measures honest phones' syncs with and without an attack.
#[derive(Debug, Parser)]
struct Arguments {
    /// Modified apps that attack at once.
    #[arg(long, default_value_t = 4)]
    attackers: usize,
    /// Print the result as one line of JSON, last.
    #[arg(long)]
    json: bool,
}

#[expect(clippy::print_stdout, reason = "a command's output")]
fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let clock = std::sync::Arc::new(SystemClock);
    let size = Size {
        groups: 2,
        children_per_group: 10,
        staff_per_group: 2,
    };
    let site = Site::new(size, clock)?;
    let port = free_port(&mut SystemRandom)?;
    let server =
        ServerProcess::start_as_operators_do(&binary_beside("samenspel")?, &site.data(), port)?;
    let people: Vec<_> = site.location.parents.iter().flatten().copied().collect();
    let holders: Vec<Holder> = people.iter().map(|it| Holder::Person(*it)).collect();
    let tickets = site.invite(&holders[..HONEST + arguments.attackers], &server.url())?;
    let apps = tickets
        .iter()
        .map(|ticket| enrol(ticket, server.address))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let (honest, hostile) = apps.split_at(HONEST);
    let quiet = latencies(honest)?;
    let stop = AtomicBool::new(false);
    let (attacked, answers) = std::thread::scope(|scope| {
        let attacks: Vec<_> = hostile
            .iter()
            .map(|app| scope.spawn(|| attack(app, &stop)))
            .collect();
        let slow = slow_connections(server.address);
        let attacked = latencies(honest);
        stop.store(true, Ordering::Relaxed);
        drop(slow);
        let mut answers: BTreeMap<u16, u64> = BTreeMap::new();
        for attack in attacks {
            for (status, count) in attack.join().unwrap_or_default() {
                *answers.entry(status).or_default() += count;
            }
        }
        (attacked, answers)
    });
    let attacked = attacked?;
    let line = serde_json::json!({
        "honest_syncs": quiet.len(),
        "quiet_median_ms": at(&quiet, 50),
        "quiet_p99_ms": at(&quiet, 99),
        "attacked_median_ms": at(&attacked, 50),
        "attacked_p99_ms": at(&attacked, 99),
        "attack_requests": answers.values().sum::<u64>(),
        "attack_answers": answers.iter().map(|(status, count)| (status.to_string(), *count)).collect::<BTreeMap<_, _>>(),
    });
    if !arguments.json {
        println!("{line:#}");
    }
    println!("{line}");
    Ok(())
}

fn enrol(ticket: &InvitationTicket, address: SocketAddr) -> anyhow::Result<ModifiedApp> {
    ModifiedApp::enrol(ticket, address, SystemClock.read().wall)
}

/// Milliseconds of each sync of honest phones, two at a time, sorted; all must be answered.
fn latencies(honest: &[ModifiedApp]) -> anyhow::Result<Vec<f64>> {
    let mut all = Vec::new();
    let halves = honest.chunks(honest.len() / 2);
    std::thread::scope(|scope| {
        let running: Vec<_> = halves.map(|half| scope.spawn(|| sync_all(half))).collect();
        for half in running {
            let half = half.join().ok().context("an honest phone ended badly")?;
            all.extend(half?);
        }
        Ok::<_, anyhow::Error>(())
    })?;
    all.sort_by(f64::total_cmp);
    Ok(all)
}

fn sync_all(honest: &[ModifiedApp]) -> anyhow::Result<Vec<f64>> {
    let mut taken = Vec::new();
    for _ in 0..SYNCS_EACH {
        for app in honest {
            let started = Instant::now();
            app.send(&empty_request(), SystemClock.read().wall)??;
            taken.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    Ok(taken)
}

/// Floods, garbage, bombs, replays and forged signatures, one after another, without a pause.
fn attack(app: &ModifiedApp, stop: &AtomicBool) -> BTreeMap<u16, u64> {
    let mut answers = BTreeMap::new();
    let garbage = SystemRandom.bytes32().repeat(20_000);
    let bomb = compress(&vec![0; 32 * 1024 * 1024]);
    let first = compress(&samenspel_core::protocol::encode(&empty_request()));
    let replayed = app.headers(("POST", "/v1/sync"), &first, SystemClock.read().wall);
    let mut number = 0_u64;
    while !stop.load(Ordering::Relaxed) {
        let now = SystemClock.read().wall;
        number += 1;
        let answer = match number % 5 {
            0 => app.send_bytes(&garbage, now),
            1 => app.send_bytes(&bomb, now),
            2 => app.send_with(&replayed, &first),
            3 => app.send_with(&replayed, &garbage),
            _ => app.send_bytes(&first, now),
        };
        // A connection that the server cut is an answer too.
        let status = answer.map_or(0, |answer| answer.status);
        *answers.entry(status).or_default() += 1;
    }
    answers
}

fn slow_connections(address: SocketAddr) -> Vec<TcpStream> {
    let connected = (0..SLOW_CONNECTIONS).filter_map(|_| TcpStream::connect(address).ok());
    connected
        .map(|mut stream| {
            let _ =
                stream.write_all(b"POST /v1/sync HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n");
            stream
        })
        .collect()
}

fn at(sorted: &[f64], percent: usize) -> f64 {
    let index = (sorted.len().saturating_sub(1)) * percent / 100;
    let value = sorted.get(index).copied().unwrap_or_default();
    (value * 100.0).round() / 100.0
}
