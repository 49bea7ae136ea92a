//! The command line: one file per subcommand. Talks to people; knows nothing of what they play or measure.

mod bench;
mod demo;

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::demo::killed::SUBCOMMAND as DEMO_WRITER;
use sync_server::trial::{TRIAL_WORKER, run_trial_worker};

/// Samenspel to look at: a whole day at a fictional location, and the benchmarks.
#[derive(Parser)]
#[command(name = "play", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Demo(demo::Demo),
    Bench(bench::Bench),
    #[command(name = DEMO_WRITER, hide = true)]
    DemoWriter,
    /// As in the server's program: the server that runs inside this one tries text changes in it.
    #[command(name = TRIAL_WORKER, hide = true)]
    TrialWorker,
}

impl Command {
    fn run(&self) -> Result<()> {
        match self {
            Self::Demo(command) => command.run(),
            Self::Bench(command) => command.run(),
            Self::DemoWriter => crate::demo::killed::write_until_killed(),
            Self::TrialWorker => Ok(run_trial_worker()?),
        }
    }
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    match Cli::parse().command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("play: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// A line on standard error; a reader that went away is no reason to fail.
fn complain(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
