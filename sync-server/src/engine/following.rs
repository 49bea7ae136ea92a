//! What an entry follows on: the note that it corrects or takes back, the one that it is a copy of, and all
//! that its fields name. Looks these up and lets policy judge. Knows no rule.

use samenspel_model::entry::Entry;
use samenspel_model::ids::EntryKey;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_rules::policy;
use samenspel_rules::policy::{Copied, Times};
use samenspel_rules::schema;

use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::error::Result;
use super::naming::{self, Reading, named_note};
use super::text::TRY_LATER;
use crate::storage::{EntryRow, SeriesNumber};

/// The place of the note that a correction or a retraction is of: looked up once for all that is judged by it.
pub(super) fn target_of(batch: &mut Batch<'_>, entry: &Entry) -> Result<Option<EntryRow>> {
    let Some(key) = schema::target(entry) else {
        return Ok(None);
    };
    let series = batch.series(&entry.series)?;
    let rows = batch.write.entries_with_key(&key)?;
    Ok(rows.into_iter().find(|row| Some(row.series) == series))
}

/// What was approved, agreed to or copied is not made something else by a correction, nor is a note moved by
/// one to another month.
pub(super) fn check_correction(
    batch: &mut Batch<'_>,
    entry: &Entry,
    target: Option<&EntryRow>,
    at: UnixMillis,
) -> Result<Option<Refusal>> {
    let Some(row) = corrected(entry, target) else {
        return Ok(None);
    };
    if let Some(field) = row.fixed.first_wrong(entry) {
        return Ok(Some(Refusal::with(RefusalCode::NotAllowed, field)));
    }
    let corrected = named_note(batch, row)?;
    let times = Times {
        written: at,
        now: batch.now,
    };
    let checked = policy::check_correction(entry, &corrected, times);
    Ok(checked
        .err()
        .map(|wrong| Refusal::with(wrong.code, wrong.field)))
}

/// The place of the note that a correction is of.
fn corrected<'a>(entry: &Entry, target: Option<&'a EntryRow>) -> Option<&'a EntryRow> {
    target.filter(|_| entry.kind.as_str() == "correction")
}

/// What a retraction or a correction changes of what is remembered of its note.
pub(super) fn note_on_target(
    batch: &mut Batch<'_>,
    entry: &Entry,
    target: Option<&EntryRow>,
    series: SeriesNumber,
) -> Result<()> {
    if let Some(target) = schema::retracted(entry) {
        batch.write.take_back_entry(&target, series)?;
    }
    if let (Some(target), Some(row)) = (schema::target(entry), corrected(entry, target))
        && let Some(over) = row.remembered.moved_by(entry)
    {
        batch.write.move_entry(&target, series, over)?;
    }
    Ok(())
}

/// Whom, what and when its fields name, and where a copy comes from.
pub(super) fn check_names(
    batch: &mut Batch<'_>,
    checked: &Checked,
    target: Option<&EntryRow>,
    at: UnixMillis,
    reading: Reading,
) -> Result<std::result::Result<(), Outcome>> {
    let entry = &checked.entry;
    let corrected = corrected(entry, target).map(|row| row.remembered);
    let directory = &batch.directory.directory;
    let times = Times {
        written: at,
        now: batch.now,
    };
    if let Err(wrong) = policy::check_fields(directory, entry, corrected.as_ref(), times) {
        return Ok(Err(Refusal::with(wrong.code, wrong.field).into_outcome()));
    }
    if let Err(outcome) = naming::check(batch, entry, target, times, reading)? {
        return Ok(Err(outcome));
    }
    check_copy(batch, checked, reading.may_be_missing)
}

/// Where a copy comes from, and whether it says what that says.
fn check_copy(
    batch: &mut Batch<'_>,
    checked: &Checked,
    may_be_missing: bool,
) -> Result<std::result::Result<(), Outcome>> {
    let entry = &checked.entry;
    let Some(origin) = schema::copied_from(entry) else {
        return Ok(Ok(()));
    };
    let found = stored_in(batch, &origin)?;
    if found.is_empty() && may_be_missing {
        let why = LaterReason::MissingBase;
        return Ok(Err(Outcome::Later { why }));
    }
    let directory = &batch.directory.directory;
    let Some(device) = directory.device(entry.device) else {
        return Ok(Err(Refusal::of(RefusalCode::UnknownDevice).into_outcome()));
    };
    let copy = Copied {
        author: entry.author(),
        holder: device.holder,
        series: &entry.series,
        kind: &entry.kind,
    };
    let refused = |code| Refusal::with(code, "copied_from").into_outcome();
    if let Err(code) = policy::check_origin(directory, &copy, origin, &found) {
        return Ok(Err(refused(code)));
    }
    if policy::is_compared(entry) && is_taken_back(batch, &origin)? {
        return Ok(Err(refused(RefusalCode::NotAllowed)));
    }
    let directory = &batch.directory.directory;
    let originals = checked.originals.as_deref().unwrap_or_default();
    if originals.is_empty() && policy::is_compared(entry) {
        // There was no time to look, or it came in between.
        return Ok(Err(TRY_LATER));
    }
    Ok(policy::check_words(directory, entry, originals).map_err(refused))
}

/// Whether nothing of a key stands any more; admission may have looked just before.
fn is_taken_back(batch: &Batch<'_>, key: &EntryKey) -> Result<bool> {
    let rows = batch.write.entries_with_key(key)?;
    Ok(rows.iter().all(|row| row.taken_back))
}

/// The series in which entries of a key are stored.
fn stored_in(batch: &mut Batch<'_>, key: &EntryKey) -> Result<Vec<Series>> {
    let rows = batch.write.entries_with_key(key)?;
    rows.iter()
        .map(|row| Ok(batch.document(row.document)?.series))
        .collect()
}
