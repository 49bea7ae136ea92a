//! What may be wrong with the files of one organisation: rights, damage, files that do not belong
//! together, a log that is older than its keys know. Tells them apart, because what helps with one
//! loses notes with another. Opens nothing for serving before all of that is well.

use std::path::Path;
use std::sync::Arc;

use samenspel_model::ids::OrgId;
use samenspel_model::time::UnixMillis;

use super::{Check, Level, error, ok, warn};
use crate::data_folder::DataFolder;
use crate::engine::{
    self, ClockBehind, EngineError, KEYS_FILE, LOG_FILE, Options, Organisation, Restored,
};
use crate::gate;
use crate::import::{IdStore, IdStoreError};
use crate::storage::sqlite::damage::{self, Depth};
use crate::storage::{Statistics, StorageError};
use crate::system::{SystemClock, SystemRandom};

/// How long a restored log is worth a look: until its phones have been here.
const RESTORED_IS_NEWS_MS: i64 = 14 * 24 * UnixMillis::HOUR_MS;

pub(super) fn examine(data: &DataFolder, org: OrgId, checks: &mut Vec<Check>) {
    let folder = data.organisation(&org);
    let before = checks.len();
    for name in [LOG_FILE, KEYS_FILE] {
        // What is wrong with the disk is wrong with both.
        let found = inside(org, name, &folder.join(name));
        checks.extend(
            found
                .filter(|it| !checks.contains(it))
                .into_iter()
                .collect::<Vec<_>>(),
        );
    }
    checks.extend(owners(&folder));
    if any_error(&checks[before..]) {
        return;
    }
    let together = together(&folder, org);
    let may_open = together.as_ref().is_none_or(|it| it.level == Level::Ok);
    checks.extend(together);
    if may_open {
        let (opens, clock) = opens(&folder, org);
        checks.push(opens);
        checks.extend(clock);
    }
}

fn any_error(checks: &[Check]) -> bool {
    checks.iter().any(|check| check.level == Level::Error)
}

fn inside(org: OrgId, name: &str, path: &Path) -> Option<Check> {
    if path.metadata().is_ok_and(|it| it.len() == 0) {
        let file = name.to_owned();
        let problem = StorageError::Empty { file };
        return Some(error(format!("organisation {org}: {problem}"), ""));
    }
    match damage::check(path, Depth::Full) {
        Ok(()) => None,
        Err(StorageError::Corrupt(what)) => Some(error(
            format!("{name} of organisation {org} is damaged: {what}"),
            match name {
                KEYS_FILE => {
                    "stop the server, copy the whole folder aside, then restore keys.sqlite alone from \
                     its newest copy (docs/operating.md): the log is not damaged by this, leave it"
                }
                _ => {
                    "stop the server, copy the whole folder aside, then restore the last backup of \
                     log.sqlite alone and keep keys.sqlite (docs/operating.md): phones send again what \
                     it lacks, as long as they hold it"
                }
            },
        )),
        Err(StorageError::Busy) => Some(warn(
            format!("{name} of organisation {org} was not looked at: another program holds it"),
            "run samenspel doctor again in a quiet hour; nothing is known to be damaged",
        )),
        Err(problem) => Some(error(format!("organisation {org}: {problem}"), "")),
    }
}

/// Files that a command made as another user: the server cannot write them.
#[cfg(unix)]
fn owners(folder: &Path) -> Option<Check> {
    use std::os::unix::fs::MetadataExt;
    let owner = folder.metadata().ok()?.uid();
    let of_another = |path: &std::path::PathBuf| path.metadata().is_ok_and(|it| it.uid() != owner);
    let paths = std::fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|it| it.path());
    let path = paths.into_iter().find(of_another)?;
    Some(warn(
        format!(
            "{} belongs to another user than its folder (user {owner})",
            path.display()
        ),
        format!(
            "a command was run as another user: chown -R {owner} {}, and run commands as that user; \
             nothing is damaged",
            folder.display()
        ),
    ))
}

#[cfg(not(unix))]
fn owners(_folder: &Path) -> Option<Check> {
    None
}

/// Whether log and keys are of one time.
fn together(folder: &Path, org: OrgId) -> Option<Check> {
    let (log, keys) = (folder.join(LOG_FILE), folder.join(KEYS_FILE));
    match damage::documents_without_key(&log, &keys) {
        Ok(Some(0)) => {}
        Ok(None) => {
            return Some(error(
                format!("organisation {org}: keys.sqlite holds no keys"),
                "stop the server and restore the newest keys.sqlite of this organisation \
                 (docs/operating.md); leave log.sqlite as it is",
            ));
        }
        Ok(Some(count)) => {
            return Some(error(
                format!(
                    "organisation {org}: {count} documents of log.sqlite have no key in keys.sqlite, \
                     which is older than the log or another's"
                ),
                "stop the server and restore the newest keys.sqlite of this organisation \
                 (docs/operating.md); without their keys these notes cannot be read by anybody",
            ));
        }
        Err(problem) => return Some(error(format!("organisation {org}: {problem}"), "")),
    }
    match engine::restored(folder, org, Options::default()) {
        Ok(None) => None,
        Ok(Some(Restored::NotYetServed {
            position,
            had_come_to,
            audit,
        })) => {
            let had_come_to = had_come_to.map_or_else(
                || "had perhaps come further: the file high-water, which is in no backup, is not there".into(),
                |it| format!("had come to {it} at least"),
            );
            let audit = audit.map_or(String::new(), |row| {
                format!("; the audit had come to row {row} and does not hold it")
            });
            Some(warn(
                format!(
                    "organisation {org}: log.sqlite went back: it ends at position {position} and \
                     {had_come_to}{audit}"
                ),
                "if nobody restored a backup, do not start the server: look for the newer log.sqlite with \
                 its log.sqlite-wal first; if you did, start it: phones send again what it lacks, and who \
                 enrolled since must be invited anew (docs/operating.md)",
            ))
        }
        Ok(Some(Restored::Served { at, position })) => {
            let is_news = SystemClock.now().since(at) < RESTORED_IS_NEWS_MS;
            is_news.then(|| {
                ok(format!(
                    "organisation {org}: log.sqlite was found restored on {at}, at position {position}: \
                     phones send again what it lacked, devices enrolled in between must be invited anew"
                ))
            })
        }
        Err(problem) => Some(error(format!("organisation {org}: {problem}"), "")),
    }
}

fn opens(folder: &Path, org: OrgId) -> (Check, Option<Check>) {
    let opened = gate::sandboxed()
        .map_err(EngineError::from)
        .and_then(|gate| {
            Organisation::open(
                folder,
                org,
                Options::default(),
                Arc::new(SystemClock),
                Box::new(SystemRandom),
                gate,
            )
        });
    let looked = opened.and_then(|organisation| {
        let ids = IdStore::open(folder).and_then(|ids| ids.read());
        let lacking = ids.map(|ids| ids.lacking(&organisation.directory()));
        let clock = organisation.clock_behind().map(|it| behind(org, it));
        Ok((organisation.statistics()?, lacking, clock))
    });
    match looked {
        Ok((statistics, lacking, clock)) => (whole(org, statistics, lacking), clock),
        Err(problem) => {
            let found = format!("organisation {org} does not open: {problem}");
            (error(found, ""), None)
        }
    }
}

fn behind(org: OrgId, clock: ClockBehind) -> Check {
    error(format!("organisation {org}: {clock}"), ClockBehind::ADVICE)
}

fn whole(org: OrgId, statistics: Statistics, lacking: Result<usize, IdStoreError>) -> Check {
    match lacking {
        Ok(0) => ok(format!(
            "organisation {org}: database and keys are whole and up to date; {} documents, {} entries, \
             {} not merged yet, {} held for a manager",
            statistics.documents, statistics.entries, statistics.unmerged, statistics.held
        )),
        Ok(lacking) => error(
            format!(
                "organisation {org}: {lacking} children, groups or locations have no id of the \
                 administration"
            ),
            "import nothing: it would make them a second time; restore log.sqlite and keys.sqlite of one \
             moment (docs/operating.md)",
        ),
        Err(problem) => error(format!("organisation {org}: {problem}"), ""),
    }
}
