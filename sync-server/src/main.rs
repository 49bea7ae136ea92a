//! Main.
use std::process::ExitCode;

fn main() -> ExitCode {
    let worker = std::env::args().nth(1).as_deref() == Some(sync_server::trial::TRIAL_WORKER);
    match worker.then(sync_server::trial::run_trial_worker) {
        Some(Err(_)) => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
