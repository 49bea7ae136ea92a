//! The worker's side: limits itself, then holds trials from standard input until that is closed.

use std::io;

use rlimit::Resource;
use samenspel_document::text::{TrialError, run_trial};

use super::{ADDRESS_SPACE_BYTES, CPU_SECONDS, NICE, frame};

/// The hidden subcommand under which the server starts its own binary as a worker.
pub const TRIAL_WORKER: &str = "trial-worker";

/// Holds trials from standard input until it is closed. Whatever goes badly wrong in one ends the
/// process; the server notices and starts another.
pub fn run_trial_worker() -> io::Result<()> {
    limit_this_process()?;
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    while let Some(task) = frame::read(&mut input)? {
        let result = match frame::read_task(&task) {
            Some((document, changes)) => run_trial(document, &changes),
            None => Err(TrialError::Document),
        };
        frame::write(&mut output, &frame::answer(&result))?;
    }
    Ok(())
}

/// Processor time and address space, and no files: a worker needs none. Whatever else runs on the
/// machine goes first.
fn limit_this_process() -> io::Result<()> {
    rustix::process::nice(NICE)?;
    for (resource, limit) in [
        (Resource::CPU, CPU_SECONDS),
        (Resource::AS, ADDRESS_SPACE_BYTES),
        (Resource::CORE, 0),
        (Resource::FSIZE, 0),
    ] {
        rlimit::setrlimit(resource, limit, limit)?;
    }
    Ok(())
}
