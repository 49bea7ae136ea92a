//! `samenspel import`: the directory from CSV files.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Args;
use samenspel_rules::directory::{Record, RecordId};

use super::open::Which;
use super::{open, output};
use crate::config::ConfigSources;
use crate::data_folder::DataFolder;
use crate::engine::Organisation;
use crate::import::{Context, FILE_BYTES_MAX, FileKind, IdStore, Plan, Source, plan};
use crate::system::SystemRandom;

const FILES_MAX: usize = 16;
/// Records written at once; a server that runs answers phones between two portions.
const PORTION_RECORDS: usize = 200;
/// How long the database is left to it then, at least: whoever waits for a lock of SQLite's looks again within
/// that, at first, and would else find it taken each time.
const LEFT_TO_SERVER_MIN: Duration = Duration::from_millis(30);
const CHANGES_SHOWN_MAX: usize = 500;

/// Bring people, children, contacts, groups and who is what to whom in from CSV files.
///
/// Knows groups.csv, locations.csv, people.csv, children.csv, days.csv, contacts.csv and
/// assignments.csv; any of them may be left out. Columns are found by their names in the first line; separators are commas, semicolons
/// or tabs; the text is UTF-8 or UTF-16. Ids are those of the administration the files come from: the same id
/// is the same person for ever, so importing the same files again changes nothing. A row or a column
/// that is left out changes nothing either: give who leaves a last day in `until` or `left_on`. Who has
/// left stays away until the cell says "open", or a later first day. An empty cell of locations.csv or
/// `work_days` leaves what is there: "clear" ("wissen") takes it away. An empty telephone number goes.
/// Groups and locations end with what is in them: give each row that names one its last day.
///
/// Everything is checked first. If anything is wrong, all of it is listed by file and line, and
/// nothing is written. Works while `samenspel serve` runs: phones get the changes at their next
/// sync.
///
/// Empty columns and rows at the end are nothing; a table that is not read is named. What cannot be meant
/// as it stands (a telephone number without its first 0) is taken as it must have been, with a warning.
/// A child with a second base group, or a second stay, has one row for each. The rows of a child say
/// where it is: a group that no row names any more ends where the next one begins.
///
///   groups.csv       id,name,location,location_name,phone,location_phone
///   locations.csv    location,open_days,closed_days,expected_by,closes_at,after_school_groups,
///                    kinds_off,send_delay_seconds,designated_official
///   people.csv       id,first_name,last_name,languages,phone,phone_2,left_on,work_days
///   children.csv     id,first_name,last_name,birth_date,group,days,from,until,languages,
///                    expected_by
///   days.csv         child,date,comes
///   contacts.csv     id,child,named_by,name,relation,phone,phone_2,until
///   assignments.csv  person,role,of,from,until,collection_barred
///
/// Dates are written 2026-03-31, times of day 9:30, days "mon tue" or "ma di", yes or no "yes" or "ja".
/// A court's bar (collection_barred) stays whatever a later file has there, nothing too, until one says "lifted"
/// (or "opgeheven").
///
/// Roles: parent, guardian, carer, parent_without_authority, mentor, deputy (of a child);
/// professional, trainee (of a group); coach, manager (of a location, or empty for all).
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Import {
    #[command(flatten)]
    which: Which,
    /// Check, count and list each change by its row, but write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Names, birth dates or children that move from one known id to another are right, and no column slipped or
    /// was sorted alone.
    #[arg(long)]
    names_moved: bool,
    /// Where days begin: a date in a file is midnight there.
    #[arg(long, value_name = "ZONE", default_value = "Europe/Amsterdam")]
    time_zone: String,
    /// The files, or folders that hold them.
    #[arg(required = true, value_name = "FILE_OR_FOLDER")]
    paths: Vec<PathBuf>,
}

impl Import {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let files = read_files(&self.paths)?;
        let opened = open::for_changing(&config, &self.which)?;
        let mut ids = IdStore::open(&opened.folder)?;
        let directory = opened.organisation.directory();
        let time_zone = jiff::tz::TimeZone::get(&self.time_zone)
            .with_context(|| "--time-zone must be a name like Europe/Amsterdam".to_owned())?;
        let context = Context {
            now: opened.organisation.now(),
            time_zone,
            names_moved: self.names_moved,
        };
        let known = ids.read()?;
        let lacking = known.lacking(&directory);
        if lacking > 0 {
            bail!(
                "{lacking} children, groups or locations of this organisation have no id of the \
                 administration: those in log.sqlite and keys.sqlite were lost or are older than the \
                 directory. This import would make all of them a second time, so nothing was written: \
                 restore log.sqlite and keys.sqlite first (docs/operating.md)"
            );
        }
        let plan = plan(&files, &directory, known, &context, &mut SystemRandom)?;
        for warning in plan.warnings.lines() {
            output::complain(&format!("warning: {warning}"));
        }
        report(&plan);
        if self.dry_run {
            list_changes(&plan);
            output::say("dry run: nothing was written");
        } else if plan.is_empty() {
            output::say("nothing to change");
        } else {
            ids.keep(&plan.ids)?;
            let is_served = DataFolder::new(&config.data_directory).served().is_some();
            let portions = plan.portions(PORTION_RECORDS).into_iter();
            let removals = plan.removals.chunks(PORTION_RECORDS);
            let all = portions
                .map(|records| (records, &[][..]))
                .chain(removals.map(|removed| (&[][..], removed)));
            for (records, removed) in all {
                let begun = Instant::now();
                write(&opened.organisation, records, removed)?;
                if is_served {
                    // As long as it was taken from the phones.
                    std::thread::sleep(begun.elapsed().max(LEFT_TO_SERVER_MIN));
                }
            }
            output::say("imported");
        }
        Ok(())
    }
}

fn write(organisation: &Organisation, records: &[Record], removed: &[RecordId]) -> Result<()> {
    organisation.change_directory(records, removed).context(
        "the import stopped on its way: import the same files again, which goes on where it stopped",
    )?;
    Ok(())
}

fn report(plan: &Plan) {
    for (kind, count) in &plan.summary {
        output::say(&format!(
            "{kind}: {} new, {} changed, {} unchanged, {} removed",
            count.new, count.changed, count.unchanged, count.removed
        ));
    }
}

fn list_changes(plan: &Plan) {
    for change in plan.changes.iter().take(CHANGES_SHOWN_MAX) {
        output::say(&change.to_string());
    }
    let more = plan.changes.len().saturating_sub(CHANGES_SHOWN_MAX);
    if more > 0 {
        output::say(&format!("and {more} more changes"));
    }
}

fn read_files(paths: &[PathBuf]) -> Result<Vec<Source>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(inside(path)?);
        } else {
            files.push((kind_of(path)?, path.clone()));
        }
        if files.len() > FILES_MAX {
            bail!("more than {FILES_MAX} files");
        }
    }
    if files.is_empty() {
        bail!("none of {} is there; check the folder", known_names());
    }
    let mut given: BTreeMap<FileKind, &Path> = BTreeMap::new();
    for (kind, path) in &files {
        if let Some(other) = given.insert(*kind, path) {
            let (one, other) = (other.display(), path.display());
            bail!("{one} and {other} are both {}; keep one", kind.file_name());
        }
    }
    files
        .iter()
        .map(|(kind, path)| read_file(*kind, path))
        .collect()
}

/// The files of a folder that are known by name, in any case; tables that are not are named.
fn inside(folder: &Path) -> Result<Vec<(FileKind, PathBuf)>> {
    let unreadable = || format!("{} cannot be read; check its rights", folder.display());
    let entries = std::fs::read_dir(folder).with_context(unreadable)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(unreadable)?.path());
    }
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str());
        match name.and_then(FileKind::from_file_name) {
            Some(kind) => files.push((kind, path)),
            None if is_table(&path) => output::complain(&format!(
                "warning: {} was not read; {}",
                path.display(),
                what_to_do(&path)
            )),
            None => {}
        }
    }
    Ok(files)
}

/// A copy under another name, like "children (1).csv", is told its name.
fn what_to_do(path: &Path) -> String {
    let stem = path.file_stem().and_then(|it| it.to_str());
    let stem = stem.unwrap_or_default().to_lowercase();
    let meant = FileKind::ALL
        .into_iter()
        .map(FileKind::file_name)
        .find(|name| {
            name.strip_suffix(".csv")
                .is_some_and(|name| stem.starts_with(name))
        });
    match meant {
        Some(name) => format!("if it is meant, save it as {name}"),
        None => format!("known are {}", known_names()),
    }
}

fn is_table(path: &Path) -> bool {
    const TABLES: [&str; 8] = ["csv", "tsv", "tab", "txt", "xlsx", "xls", "ods", "numbers"];
    let extension = path.extension().and_then(|it| it.to_str());
    extension.is_some_and(|it| TABLES.iter().any(|table| table.eq_ignore_ascii_case(it)))
}

fn kind_of(path: &Path) -> Result<FileKind> {
    if !path.exists() {
        bail!("{} is not there; check its name", path.display());
    }
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    FileKind::from_file_name(name).with_context(|| {
        format!(
            "{} is not one of {}; rename it",
            path.display(),
            known_names()
        )
    })
}

fn known_names() -> String {
    FileKind::ALL.map(FileKind::file_name).join(", ")
}

/// One byte more than allowed is read at most: the plan then says that the file is too large.
fn read_file(kind: FileKind, path: &Path) -> Result<Source> {
    // A pipe would be waited for without end.
    if !path.is_file() && path.exists() {
        bail!(
            "{} is not a file; put the table there, or take it away",
            path.display()
        );
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(FILE_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .with_context(|| {
            format!(
                "{} cannot be read; check its name and rights",
                path.display()
            )
        })?;
    Ok(Source { kind, bytes })
}
