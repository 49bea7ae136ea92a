//! `play demo`: a whole day in fast motion.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::demo;

/// Play a day at a fictional location on real parts, and count what became of every note.
///
/// Imports a location with 3 groups, 40 children, 70 parents and 14 staff, serves it on this machine
/// only, gives everyone an encrypted store, and plays a day in fast motion with notes of all 65 kinds:
/// networks fail, a phone is killed in the middle of a write, rights change. Then shows one child's day as the next
/// colleague and as a parent see it, and a table. Fails if a note was lost or two devices differ.
#[derive(Args)]
pub(super) struct Demo {
    /// Another number is another day.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// End with the table as one line of JSON.
    #[arg(long)]
    json: bool,
    /// Keep the server's data and the phones' stores in this folder, and say how to serve them.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// At most so many children in each group, for a shorter day.
    #[arg(long, value_name = "COUNT", default_value_t = 40, hide = true)]
    children_per_group: usize,
}

impl Demo {
    pub(super) fn run(&self) -> Result<()> {
        let options = demo::Options {
            seed: self.seed,
            keep: self.keep.clone(),
            children_per_group: self.children_per_group,
            executable: std::env::current_exe().context("this program does not find itself")?,
            progress: std::io::stderr().is_terminal(),
        };
        let outcome = demo::run(&options)?;
        let mut out = std::io::stdout().lock();
        out.write_all(outcome.text.as_bytes())?;
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&outcome.figures)?)?;
        }
        out.flush()?;
        if !outcome.figures.is_whole() {
            bail!("something was lost, differs, or was not sent: see the table");
        }
        Ok(())
    }
}
