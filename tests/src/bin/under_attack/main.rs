//! What honest phones notice while modified apps attack the server: how long their syncs take, quiet
//! and under each attack, against the real program with its own limits. A measurement, no test.

mod attacks;
mod honest;
mod scene;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use attacks::{Answers, Attack};
use clap::Parser;
use scene::Scene;

/// An honest phone's p99 under attack, at most so many times what it is quiet.
const TIMES_QUIET_MAX: f64 = 5.0;
/// Nobody waits so long.
const WORST_MS_MAX: f64 = 1_000.0;

/// Measures honest phones' syncs with and without each attack, each against a server of its own.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only attacks whose name has this in it.
    #[arg(long)]
    only: Option<String>,
    /// Print only the lines of JSON, one for each attack.
    #[arg(long)]
    json: bool,
}

#[expect(clippy::print_stdout, reason = "a command's output")]
fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let is_wanted = |name: &str| {
        let only = arguments.only.as_deref();
        only.is_none_or(|only| name.contains(only))
    };
    for attack in attacks::all().iter().filter(|it| is_wanted(it.name())) {
        let figures = measure(&**attack).with_context(|| attack.name().to_owned())?;
        if !arguments.json {
            println!("{figures:#}");
        }
        println!("{figures}");
    }
    Ok(())
}

/// One attack's line of figures.
fn measure(attack: &dyn Attack) -> anyhow::Result<serde_json::Value> {
    let scene = Scene::lay(attack)?;
    let quiet = honest::latencies(&scene.honest)?;
    let mut blows = Vec::new();
    for attacker in &scene.attackers {
        blows.push(attack.prepare(&scene, attacker)?);
    }
    let stop = AtomicBool::new(false);
    let (attacked, answers) = std::thread::scope(|scope| {
        let running: Vec<_> = blows
            .into_iter()
            .map(|mut blow| {
                let stop = &stop;
                scope.spawn(move || {
                    let mut answers = Answers::new();
                    while !stop.load(Ordering::Relaxed) {
                        *answers.entry(blow()).or_default() += 1;
                    }
                    answers
                })
            })
            .collect();
        let attacked = honest::latencies(&scene.honest);
        stop.store(true, Ordering::Relaxed);
        let mut answers = Answers::new();
        for attack in running {
            for (status, count) in attack.join().unwrap_or_default() {
                *answers.entry(status).or_default() += count;
            }
        }
        (attacked, answers)
    });
    let attacked = attacked?;
    let (quiet_p99, attacked_p99) = (honest::at(&quiet, 99), honest::at(&attacked, 99));
    let worst = honest::at(&attacked, 100);
    let holds = attacked_p99 <= TIMES_QUIET_MAX * quiet_p99 && worst < WORST_MS_MAX;
    let answers: BTreeMap<String, u64> = answers
        .into_iter()
        .map(|(status, count)| (status.to_string(), count))
        .collect();
    Ok(serde_json::json!({
        "attack": attack.name(),
        "attackers": scene.attackers.len(),
        "honest_syncs": attacked.len(),
        "quiet_median_ms": honest::at(&quiet, 50),
        "quiet_p99_ms": quiet_p99,
        "attacked_median_ms": honest::at(&attacked, 50),
        "attacked_p99_ms": attacked_p99,
        "attacked_worst_ms": worst,
        "answers_to_attackers": answers,
        "holds": holds,
    }))
}
