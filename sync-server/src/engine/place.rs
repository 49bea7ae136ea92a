//! Placement: which document of its series an entry lands in. The server's choice alone.

use samenspel_document::{Actor, TEXT_EDIT_KIND};
use samenspel_model::entry::Entry;
use samenspel_model::entry::initial_text;
use samenspel_model::limits;
use samenspel_model::series::{Granularity, Placement, is_period_gone};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{LaterReason, RefusalCode};
use samenspel_rules::schema;
use samenspel_rules::schema::SchemaError;

use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::error::Result;
use crate::storage::{DocumentNumber, DocumentRow, EntryRow};

/// Where an entry goes.
#[derive(Debug)]
pub(super) enum Destination {
    /// Into this document.
    Document(DocumentNumber),
    /// Into a new one at this placement.
    New(Placement),
    /// Not yet.
    Later(LaterReason),
    /// Nowhere.
    Refused(Refusal),
}

/// What an entry adds to a document's size.
pub(super) struct Size {
    pub bytes: u64,
    pub text_bytes: u64,
}

impl Size {
    pub(super) fn of(checked: &Checked) -> Self {
        let change = checked.text_change.as_ref().map_or(0, Vec::len);
        let initial = initial_text(&checked.entry).map_or(0, str::len);
        Self {
            bytes: (checked.signed.body.len() + change) as u64,
            text_bytes: (change + initial) as u64,
        }
    }

    fn fits(&self, document: &DocumentRow) -> bool {
        let text = document.text_bytes + self.text_bytes;
        document.bytes + self.bytes <= limits::DOCUMENT_BYTES_MAX
            && (self.text_bytes == 0 || text <= limits::DOCUMENT_TEXT_BYTES_MAX)
    }
}

/// Finds the document for an entry of the corrected time `at`.
///
/// `missing_is_late` says that an entry it names may still be on its way.
pub(super) fn place(
    batch: &mut Batch<'_>,
    checked: &Checked,
    at: UnixMillis,
    missing_is_late: bool,
) -> Result<Destination> {
    let size = Size::of(checked);
    let destination = find(batch, &checked.entry, &size, at, missing_is_late)?;
    within_quota(batch, &checked.entry, &size, destination)
}

fn find(
    batch: &mut Batch<'_>,
    entry: &Entry,
    size: &Size,
    at: UnixMillis,
    missing_is_late: bool,
) -> Result<Destination> {
    if let Err(invalid) = schema::check_days(entry, at) {
        return Ok(refused(invalid));
    }
    let named = match find_named(batch, entry)? {
        Named::Missing if missing_is_late => {
            return Ok(Destination::Later(LaterReason::MissingBase));
        }
        Named::Missing => {
            let refusal = Refusal::of(RefusalCode::UnknownReference);
            return Ok(Destination::Refused(refusal));
        }
        Named::Nothing => None,
        Named::In(document) => Some(document),
    };
    let Some(document) = named else {
        // A form filled in on the last of a month for the first of the next is in the next one's.
        let at = schema::placed_at(entry, at);
        let first = Placement::first(entry.series.kind, at);
        let destination = latest_or_new(batch, entry, size, first)?;
        let opens = matches!(destination, Destination::New(placement) if placement.part == 0);
        if opens && is_period_gone(entry.series.kind, at, batch.now) {
            let refusal = Refusal::of(RefusalCode::PeriodExpired);
            return Ok(Destination::Refused(refusal));
        }
        return Ok(destination);
    };
    let row = batch.document(document)?;
    // A form that answers another is beside it, of whichever month that is.
    if schema::names_days(entry.kind.as_str())
        && let Err(invalid) = schema::check_corrected_days(entry, Some(at), row.placement.period)
    {
        return Ok(refused(invalid));
    }
    let is_edit = entry.kind.as_str() == TEXT_EDIT_KIND;
    if size.fits(row) && (is_edit || has_room_for_a_head(batch, entry, size, document)?) {
        return Ok(Destination::Document(document));
    }
    if is_edit {
        // An edit can only be where its text is.
        let refusal = Refusal::with(RefusalCode::TextTooLong, "document");
        return Ok(Destination::Refused(refusal));
    }
    let placement = batch.document(document)?.placement;
    latest_or_new(batch, entry, size, placement)
}

fn refused(invalid: SchemaError) -> Destination {
    Destination::Refused(Refusal {
        code: invalid.code,
        args: invalid.args,
    })
}

enum Named {
    Nothing,
    Missing,
    In(DocumentNumber),
}

/// The document of the first entry that this one names; all it names must be stored.
fn find_named(batch: &mut Batch<'_>, entry: &Entry) -> Result<Named> {
    let mut found = Named::Nothing;
    for key in schema::references(entry) {
        let series = batch.series(&entry.series)?;
        let rows = batch.write.entries_with_key(&key)?;
        let in_series = |row: &&EntryRow| Some(row.series) == series;
        match (rows.iter().find(in_series), &found) {
            (None, _) => return Ok(Named::Missing),
            (Some(row), Named::Nothing) => found = Named::In(row.document),
            (Some(_), _) => {}
        }
    }
    Ok(found)
}

/// The latest part of the period, or the next one if the entry does not fit.
fn latest_or_new(
    batch: &mut Batch<'_>,
    entry: &Entry,
    size: &Size,
    first: Placement,
) -> Result<Destination> {
    let latest = match batch.series(&entry.series)? {
        Some(series) => batch.latest_part(series, first.period)?,
        None => None,
    };
    let Some(document) = latest else {
        return Ok(Destination::New(first));
    };
    let row = batch.document(document)?;
    let placement = row.placement;
    if size.fits(row) && has_room_for_a_head(batch, entry, size, document)? {
        return Ok(Destination::Document(document));
    }
    let part = placement.part + 1;
    if part >= limits::PARTS_MAX {
        let refusal = Refusal::of(RefusalCode::PeriodFull);
        return Ok(Destination::Refused(refusal));
    }
    Ok(Destination::New(Placement { part, ..placement }))
}

/// Whether a note leaves a document with no more heads than an edit of its text can stand on. Each device
/// that wrote since the last edit has one; an edit puts them all together.
fn has_room_for_a_head(
    batch: &mut Batch<'_>,
    entry: &Entry,
    size: &Size,
    document: DocumentNumber,
) -> Result<bool> {
    let row = batch.document(document)?;
    let has_text = row.text_bytes + size.text_bytes > 0;
    if !has_text || row.heads.len() < limits::DOCUMENT_HEADS_MAX {
        return Ok(true);
    }
    let actor = Actor::entry(entry.device, batch.log.incarnation);
    let chain = batch.chain(document, &actor)?;
    Ok(batch.document(document)?.heads.contains(&chain.hash))
}

/// An author's quota is of a period and all its parts: one that ended with a part would let one author
/// fill every part, and nobody else could write.
fn within_quota(
    batch: &mut Batch<'_>,
    entry: &Entry,
    size: &Size,
    destination: Destination,
) -> Result<Destination> {
    let period = match &destination {
        Destination::Document(document) => batch.document(*document)?.placement.period,
        Destination::New(placement) => placement.period,
        Destination::Later(_) | Destination::Refused(_) => return Ok(destination),
    };
    let Some(series) = batch.series(&entry.series)? else {
        return Ok(destination);
    };
    let written = batch.author(batch.author_in(entry, series, period))?;
    let is_within = written.entries < limits::AUTHOR_ENTRIES_PER_PERIOD_MAX
        && written.bytes + size.bytes <= limits::AUTHOR_BYTES_PER_PERIOD_MAX
        && written.text_bytes + size.text_bytes <= limits::AUTHOR_TEXT_BYTES_PER_PERIOD_MAX;
    if is_within {
        return Ok(destination);
    }
    // What has no periods does not get room again: it goes back to its author.
    Ok(match entry.series.kind.granularity() {
        Granularity::Whole => Destination::Refused(Refusal::of(RefusalCode::PeriodFull)),
        _ => Destination::Later(LaterReason::Quota),
    })
}
