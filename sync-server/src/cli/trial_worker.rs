//! `samenspel trial-worker`: what the server starts for itself to try text changes in. Not for
//! people; they would see it wait for input.

use anyhow::Result;
use clap::Args;

use crate::trial::run_trial_worker;

/// Try text changes from standard input, for a server.
#[derive(Args)]
pub(super) struct TrialWorker {}

impl TrialWorker {
    pub(super) fn run(&self) -> Result<()> {
        Ok(run_trial_worker()?)
    }
}
