//! Runs seeds of the simulation and says which failed. A failing seed replays exactly.

use std::time::Instant;

use clap::Parser;
use samenspel_tests::sim;

/// Runs the simulated world: phones, a server and a bad network, from seeds.
#[derive(Parser)]
struct Arguments {
    /// Seeds from A up to, not including, B.
    #[arg(long, value_name = "A..B", value_parser = parse_seeds)]
    seeds: std::ops::Range<u64>,
    /// Prints one line of JSON at the end.
    #[arg(long)]
    json: bool,
    /// Events per seed before the calm.
    #[arg(long, default_value_t = sim::Options::default().events)]
    events: u32,
    /// Prints each event to standard error; for one seed.
    #[arg(long)]
    verbose: bool,
    /// How many seeds run side by side.
    #[arg(long, default_value_t = 2)]
    threads: u64,
}

fn parse_seeds(text: &str) -> Result<std::ops::Range<u64>, String> {
    let parse = || {
        let (from, until) = text.split_once("..")?;
        Some(from.parse().ok()?..until.parse().ok()?)
    };
    parse().ok_or_else(|| "give seeds as A..B, for example 0..300".to_owned())
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's output"
)]
fn main() {
    let arguments = Arguments::parse();
    let options = sim::Options {
        events: arguments.events,
        verbose: arguments.verbose,
    };
    let started = Instant::now();
    let outcomes = run_all(&arguments, options);
    let mut failed = Vec::new();
    let (mut written, mut acknowledged, mut returned) = (0, 0, 0);
    let mut events = std::collections::BTreeMap::<&str, u32>::new();
    for (seed, outcome) in &outcomes {
        written += outcome.notes_written;
        acknowledged += outcome.notes_acknowledged;
        returned += outcome.notes_returned;
        for (what, count) in &outcome.events {
            *events.entry(what).or_default() += count;
        }
        if !outcome.failures.is_empty() {
            failed.push(*seed);
            for failure in &outcome.failures {
                eprintln!("seed {seed}: {failure}");
            }
        }
    }
    let seeds = outcomes.len();
    if arguments.json {
        let line = serde_json::json!({ "seeds": seeds, "failed": failed });
        println!("{line}");
    } else {
        let seconds = started.elapsed().as_secs_f64();
        for (what, count) in &events {
            println!("{count:>9} {what}");
        }
        println!("{written} notes: {acknowledged} sent, {returned} returned to their authors");
        println!("{seeds} seeds in {seconds:.1} s");
        println!("{} passed, {} failed", seeds - failed.len(), failed.len());
    }
    std::process::exit(i32::from(!failed.is_empty()));
}

fn run_all(arguments: &Arguments, options: sim::Options) -> Vec<(u64, sim::Outcome)> {
    let threads = arguments.threads.max(1);
    let workers: Vec<_> = (0..threads)
        .map(|worker| {
            let seeds = arguments.seeds.clone();
            std::thread::spawn(move || {
                seeds
                    .filter(|seed| seed % threads == worker)
                    .map(|seed| (seed, run_one(seed, options)))
                    .collect::<Vec<_>>()
            })
        })
        .collect();
    let mut outcomes: Vec<_> = workers
        .into_iter()
        .flat_map(|it| it.join().unwrap_or_default())
        .collect();
    outcomes.sort_by_key(|(seed, _)| *seed);
    outcomes
}

/// A panic in a run is a failure of that seed, not the end of all.
fn run_one(seed: u64, options: sim::Options) -> sim::Outcome {
    std::panic::catch_unwind(|| sim::run(seed, options)).unwrap_or_else(|_| sim::Outcome {
        failures: vec!["panicked".into()],
        ..sim::Outcome::default()
    })
}
