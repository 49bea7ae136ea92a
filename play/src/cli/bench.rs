//! `play bench`: the figures of the design, each with its bar.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use super::complain;
use crate::bench::{self, Item};

/// Measure what the design sets bars for, on this machine, and show each figure with its bar.
///
/// Starts servers of its own on loopback with data in a temporary folder. Takes some minutes;
/// figures of a busy machine mean little. Needs Linux; the part against automerge-repo needs Node
/// and `npm ci` in tests/interop.
#[derive(Args)]
pub(super) struct Bench {
    /// End with the figures as one line of JSON.
    #[arg(long)]
    json: bool,
    /// Measure only this.
    #[arg(long, value_name = "NAME", value_enum)]
    only: Option<Item>,
    /// Less of everything: shows that it works, gives no figures to compare.
    #[arg(long)]
    quick: bool,
    /// Folder with automerge-repo's script and packages [default: tests/interop, if it has them]
    #[arg(long, value_name = "DIR")]
    compare: Option<PathBuf>,
    /// Work on the disk of this folder instead of the system's temporary one
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Measure the server of another build, or one under a profiler.
    #[arg(long, value_name = "PROGRAM", hide = true)]
    server: Option<PathBuf>,
    /// Exit with status 1 if a bar is missed; `--only organisation` always does.
    #[arg(long)]
    strict: bool,
}

impl Bench {
    pub(super) fn run(&self) -> Result<()> {
        let executable = match &self.server {
            Some(program) => std::path::absolute(program)?,
            None => beside_this()?,
        };
        let options = bench::Options {
            only: self.only,
            quick: self.quick,
            compare: self.compare.clone(),
            folder: self.folder.clone(),
            executable,
        };
        let mut progress = |what: &str| complain(&format!("measuring {what} …"));
        let report = bench::run(&options, &mut progress)?;
        let mut out = std::io::stdout().lock();
        out.write_all(report.table().as_bytes())?;
        if self.json {
            writeln!(out, "{}", report.json())?;
        }
        out.flush()?;
        let missed = report.missed();
        // This one is asked for alone to see whether it holds.
        let strict = self.strict || self.only == Some(Item::Organisation);
        if strict && !missed.is_empty() {
            bail!("missed: {}", missed.join(", "));
        }
        Ok(())
    }
}

/// The server's program, which a build puts beside this one.
fn beside_this() -> Result<PathBuf> {
    let this = std::env::current_exe().context("this program does not find itself")?;
    let server = this.with_file_name(format!("samenspel{}", std::env::consts::EXE_SUFFIX));
    if !server.is_file() {
        bail!(
            "{} is missing: build it (cargo build --release), or name another with --server",
            server.display()
        );
    }
    Ok(server)
}
