//! Gives policy what it judges of an entry's author: the directory, when it was written, and what a
//! correction, a retraction or a report names. Knows no rule.

use samenspel_model::entry::Entry;
use samenspel_model::ids::EntryKey;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::Directory;
use samenspel_rules::policy;
use samenspel_rules::policy::{Decision, Report, Write};
use samenspel_rules::schema;

use super::admit::Checked;
use super::batch::Batch;
use super::error::Result;
use crate::storage::EntryRow;

/// The stated time within what is possible: after the device's last contact, not after arrival.
pub(super) fn clamp(batch: &Batch<'_>, checked: &Checked) -> Result<UnixMillis> {
    let contact = batch.write.contact(&checked.entry.device)?;
    Ok(clamp_between(contact, checked.corrected_at, batch.now))
}

pub(super) fn clamp_between(
    contact: Option<UnixMillis>,
    stated: UnixMillis,
    now: UnixMillis,
) -> UnixMillis {
    let earliest = contact.unwrap_or(UnixMillis(0)).min(now);
    stated.clamp(earliest, now)
}

/// Whether its author may write it. `target` is the note that a correction or a retraction is of.
pub(super) fn decide(
    batch: &mut Batch<'_>,
    entry: &Entry,
    target: Option<&EntryRow>,
    at: UnixMillis,
) -> Result<Decision> {
    let report = match schema::reported_in(entry) {
        Some(key) => find_report(batch, &key)?,
        None => None,
    };
    let target_stored_at = target.map(|row| row.stored_at);
    let directory = &batch.directory.directory;
    let looked_up = (report, target_stored_at);
    Ok(decide_by(directory, entry, at, batch.now, looked_up))
}

/// The report of a note under this key, if it was not taken back itself.
fn find_report(batch: &mut Batch<'_>, key: &EntryKey) -> Result<Option<Report>> {
    for row in batch.write.entries_with_key(key)? {
        if let (Some(about), false) = (row.reports, row.taken_back) {
            return Ok(Some(Report {
                by: key.person,
                series: batch.document(row.document)?.series,
                about,
            }));
        }
    }
    Ok(None)
}

pub(super) fn decide_by(
    directory: &Directory,
    entry: &Entry,
    at: UnixMillis,
    now: UnixMillis,
    (report, target_stored_at): (Option<Report>, Option<UnixMillis>),
) -> Decision {
    match write_of(directory, entry, at, now) {
        Some(write) => {
            let write = Write {
                report,
                target_stored_at,
                ..write
            };
            policy::check_write(directory, &write)
        }
        None => Decision::Refuse(RefusalCode::UnknownDevice),
    }
}

/// What policy judges of an entry; `None` if nobody knows its device.
fn write_of<'a>(
    directory: &'a Directory,
    entry: &'a Entry,
    at: UnixMillis,
    now: UnixMillis,
) -> Option<Write<'a>> {
    Some(Write {
        author: entry.author(),
        device: directory.device(entry.device)?,
        series: &entry.series,
        kind: &entry.kind,
        corrected_at: at,
        filed_at: schema::placed_at(entry, at),
        now,
        target: schema::target(entry),
        original_author: schema::original_author(entry),
        report: None,
        target_stored_at: None,
    })
}
