//! Honest phones and how long their syncs take. Knows nothing of attacks.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use samenspel_model::time::Clock as _;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request};
use sync_server::system::SystemClock;

const SYNCS_EACH: usize = 20;
/// So that a measurement sees several seconds of an attack.
const PAUSE: Duration = Duration::from_millis(30);

/// Milliseconds of each sync of honest phones, two at a time, sorted; all must be answered.
pub fn latencies(honest: &[ModifiedApp]) -> anyhow::Result<Vec<f64>> {
    let mut all = Vec::new();
    let halves = honest.chunks(honest.len().div_ceil(2).max(1));
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
            std::thread::sleep(PAUSE);
            let started = Instant::now();
            app.send(&empty_request(), SystemClock.read().wall)??;
            taken.push(started.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    Ok(taken)
}

/// The value that so many percent are not above.
pub fn at(sorted: &[f64], percent: usize) -> f64 {
    let index = (sorted.len().saturating_sub(1)) * percent / 100;
    let value = sorted.get(index).copied().unwrap_or_default();
    (value * 100.0).round() / 100.0
}
