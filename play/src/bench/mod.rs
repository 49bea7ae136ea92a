//! The benchmarks: each figure of the design that has a bar, measured on the real parts and shown
//! with its bar beside it. Not a test: machines differ. Linux only where the kernel is asked.

mod chain;
mod compare;
mod cores;
mod device;
mod door;
mod figures;
mod import;
mod ingest;
mod limit;
mod organisation;
mod pages;
mod phone;
mod place;
mod process;
mod saving;
mod screens;
mod site;
mod snapshot;
mod sync;
mod writer;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::ValueEnum;

pub use figures::{Bar, Figure, Report};

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Item {
    /// Push, merging, first pull and reconnect of many documents.
    Sync,
    /// Signed entries through HTTP on one core, against the least that storing them can cost.
    Ingest,
    /// The phone's store: opening, writing, taking a page.
    Device,
    /// What screens ask for, with years of notes about a hundred children.
    Screens,
    /// Requests with old cursors, beside what their answers carry.
    Pages,
    /// One document of 1,000 notes by 40 writers.
    Snapshot,
    /// What a change and a phone with nothing new cost in organisations of 20 to 550 locations.
    Organisation,
    /// Syncs of phones while an import ends the work of thousands beside the server.
    Import,
    /// `sync`, and the same against automerge-repo's server; needs Node.
    Compare,
}

/// How to measure.
#[derive(Debug, Clone)]
pub struct Options {
    /// Only this.
    pub only: Option<Item>,
    /// Less of everything: to see that it works, not for figures.
    pub quick: bool,
    /// The folder of automerge-repo's script, if not the checkout's.
    pub compare: Option<PathBuf>,
    /// Where to work: the disk matters.
    pub folder: Option<PathBuf>,
    /// The program that is started as a server: usually this one.
    pub executable: PathBuf,
}

/// How much of everything.
#[derive(Debug, Clone, Copy)]
struct Extent {
    documents: usize,
    notes: usize,
    ingested_per_device: usize,
    days_per_year: usize,
}

impl Extent {
    fn of(quick: bool) -> Self {
        if quick {
            return Self {
                documents: 20,
                notes: 5,
                ingested_per_device: 200,
                days_per_year: 20,
            };
        }
        Self {
            documents: 200,
            notes: 20,
            ingested_per_device: 2_000,
            days_per_year: 240,
        }
    }
}

/// Measures; `progress` is told what comes next.
pub fn run(options: &Options, progress: &mut dyn FnMut(&str)) -> anyhow::Result<Report> {
    let temporary = match &options.folder {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    };
    let temporary = temporary.context("a folder to work in")?;
    let folder = temporary.path();
    let extent = Extent::of(options.quick);
    let wanted = |item: Item| options.only.is_none_or(|only| only == item);
    let mut report = Report::default();
    if wanted(Item::Sync) || wanted(Item::Compare) {
        progress("push, first pull and reconnect");
        sync::measure(
            &mut report,
            &make(folder, "sync")?,
            &options.executable,
            &extent,
        )?;
    }
    if wanted(Item::Compare) {
        progress("the same against automerge-repo");
        compare::measure(&mut report, options.compare.as_deref(), &extent)?;
    }
    if wanted(Item::Ingest) {
        progress("ingest on one core");
        let folder = make(folder, "ingest")?;
        ingest::measure(&mut report, &folder, &options.executable, &extent)?;
    }
    if wanted(Item::Pages) {
        progress("pages for old cursors");
        pages::measure(&mut report, &make(folder, "pages")?, &extent)?;
    }
    if wanted(Item::Snapshot) {
        progress("a document of many notes");
        snapshot::measure(&mut report)?;
    }
    if wanted(Item::Device) {
        progress("the phone's store with years of notes");
        device::measure(&mut report, &make(folder, "device")?, &extent)?;
    }
    if wanted(Item::Screens) {
        progress("what screens ask for");
        screens::measure(&mut report, &make(folder, "screens")?, &extent)?;
    }
    if wanted(Item::Organisation) {
        let folder = make(folder, "organisation")?;
        let executable = &options.executable;
        organisation::measure(&mut report, &folder, executable, options.quick, progress)?;
    }
    if wanted(Item::Import) {
        let folder = make(folder, "import")?;
        let executable = &options.executable;
        import::measure(&mut report, &folder, executable, options.quick, progress)?;
    }
    Ok(report)
}

fn make(folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let folder = folder.join(name);
    std::fs::create_dir(&folder)?;
    Ok(folder)
}

/// The one in the middle; of none, not a number.
fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
