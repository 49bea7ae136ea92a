//! Trials of text changes in pooled child processes of the same binary: with limits of CPU time and
//! address space, and killed at a deadline, so that no change stops the server. Knows nothing of
//! what makes a change acceptable (`samenspel_document::text`) or of the engine.

mod frame;
mod pool;
mod worker;

pub use pool::{TrialPool, TrialSettings};
pub use worker::{TRIAL_WORKER, run_trial_worker};

use std::time::Duration;

/// How long one trial may take; an honest one takes milliseconds.
const DEADLINE: Duration = Duration::from_secs(5);
/// Processor seconds of one worker over all its trials: more than one trial can use before its
/// deadline, so that nobody is blamed for what others used.
const CPU_SECONDS: u64 = 30;
/// Address space of one worker.
const ADDRESS_SPACE_BYTES: u64 = 1 << 30;
/// How far workers stand back behind everything else that wants the processor: whoever syncs goes before
/// whoever edits.
const NICE: i32 = 5;
/// Trials that one worker holds before a fresh one takes its place.
const TRIALS_PER_WORKER: u32 = 200;
/// Workers at the same time; further trials wait for one.
const WORKERS: usize = 2;
