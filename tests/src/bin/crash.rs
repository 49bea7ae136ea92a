//! `crash`: kills a real server under thirty syncing phones, and phones in the middle of writing,
//! and proves that nothing acknowledged was lost. Exit status 1 if anything was.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use samenspel_tests::crash::{Options, Report, WRITER_COMMAND, run, write_until_killed};
use samenspel_tests::support::server_process::binary_beside;

/// Kill servers and phones while notes are on their way, and prove that none is lost.
///
/// Runs the real server, `samenspel`, built beside this program, and phones with real stores, all
/// in temporary folders.
#[derive(Debug, Parser)]
#[command(name = "crash")]
struct Arguments {
    /// How often the server is killed (SIGKILL) while thirty phones sync.
    #[arg(long, default_value_t = 50)]
    server_kills: u32,
    /// How often a phone is killed (SIGKILL) while it writes and syncs.
    #[arg(long, default_value_t = 50)]
    device_kills: u32,
    /// Decides the moments of the kills.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print the result as one line of JSON, last.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    hidden: Option<Hidden>,
}

#[derive(Debug, Subcommand)]
enum Hidden {
    /// The phone that is killed.
    #[command(name = WRITER_COMMAND, hide = true)]
    Writer { store: PathBuf, seed: u64 },
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's output"
)]
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.hidden {
        Some(Hidden::Writer { store, seed }) => write_until_killed(store, *seed).map(|()| true),
        None => crash(&arguments).and_then(|report| {
            print!("{report}");
            if arguments.json {
                println!("{}", serde_json::to_string(&report)?);
            }
            Ok(report.is_good())
        }),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("crash: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "says what goes on")]
fn crash(arguments: &Arguments) -> anyhow::Result<Report> {
    let options = Options {
        server_kills: arguments.server_kills,
        device_kills: arguments.device_kills,
        seed: arguments.seed,
        server_program: binary_beside("samenspel")?,
        writer_program: std::env::current_exe()?,
    };
    run(&options, &mut |what| eprintln!("{what}"))
}
