//! Looks up what an entry names and lets policy say whether it may: notes of its own series and of others.
//! One look-up a name, by an index, and no document is opened. Knows no rule.

use samenspel_model::entry::Entry;
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{Period, Series};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_rules::policy;
use samenspel_rules::policy::{Answer, NamedNote, Times};
use samenspel_rules::schema;
use samenspel_rules::schema::NamedBy;

use super::admit::Refusal;
use super::batch::Batch;
use super::error::Result;
use crate::storage::EntryRow;

/// How strictly what an entry names is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// What it names may still be on its way.
    pub may_be_missing: bool,
    /// It must follow on what it names as that stands now; what is offered again after a restore need not,
    /// for others may come back in another order.
    pub in_order: bool,
}

/// Kinds for which it counts what else was answered to the same note.
const COUNT_ANSWERS: [&str; 2] = ["share_answer", "share_sent"];
/// Fields that have rules of their own.
const JUDGED_ELSEWHERE: [&str; 2] = ["copied_from", "reported_in"];

/// Whether an entry may name what it names. `target` is the note that a correction or a retraction is of.
pub(super) fn check(
    batch: &mut Batch<'_>,
    entry: &Entry,
    target: Option<&EntryRow>,
    times: Times,
    reading: Reading,
) -> Result<std::result::Result<(), Outcome>> {
    let mut readable: Vec<(Series, Period)> = Vec::new();
    for named in schema::named_notes(entry) {
        if !is_judged(&named) {
            continue;
        }
        let field = named.naming.field;
        let unknown = || Refusal::with(RefusalCode::UnknownReference, field).into_outcome();
        let row = match schema::target(entry) {
            Some(key) if key == named.key && !named.elsewhere => target.copied(),
            _ => row_of(batch, entry, &named)?,
        };
        let Some(row) = row else {
            // What is missing in its own series keeps it from having a place.
            match named.elsewhere {
                false => continue,
                true if reading.may_be_missing => {
                    let why = LaterReason::MissingBase;
                    return Ok(Err(Outcome::Later { why }));
                }
                true => return Ok(Err(unknown())),
            }
        };
        let note = named_note(batch, &row)?;
        let place = (note.series, note.period);
        if named.elsewhere && !readable.contains(&place) {
            let directory = &batch.directory.directory;
            if !policy::may_name(directory, entry, &note, times) {
                // Whoever may not read it does not learn that it is there.
                return Ok(Err(unknown()));
            }
            readable.push(place);
        }
        let checked = match reading.in_order {
            true => {
                let answers = answers_to(batch, entry, &named.key)?;
                policy::check_named(entry, &named, &note, &answers, times.written)
            }
            false => policy::check_lasting(entry, &named, &note),
        };
        if let Err(wrong) = checked {
            return Ok(Err(Refusal::with(wrong.code, wrong.field).into_outcome()));
        }
    }
    Ok(Ok(()))
}

/// A note of the same series that may be of any kind, anybody's and taken back is looked up once, for its
/// place.
fn is_judged(named: &NamedBy) -> bool {
    let naming = named.naming;
    let has_rules = named.elsewhere
        || naming.standing
        || naming.by_another
        || naming.open
        || !naming.kinds.is_empty();
    has_rules && !JUDGED_ELSEWHERE.contains(&naming.field)
}

fn row_of(batch: &mut Batch<'_>, entry: &Entry, named: &NamedBy) -> Result<Option<EntryRow>> {
    let series = batch.series(&entry.series)?;
    let rows = batch.write.entries_with_key(&named.key)?;
    let fits = |row: &EntryRow| named.elsewhere || Some(row.series) == series;
    Ok(rows.into_iter().find(fits))
}

/// What policy judges of a stored note.
pub(super) fn named_note(batch: &mut Batch<'_>, row: &EntryRow) -> Result<NamedNote> {
    let document = batch.document(row.document)?;
    Ok(NamedNote {
        series: document.series,
        period: document.placement.period,
        remembered: row.remembered,
        taken_back: row.taken_back,
    })
}

fn answers_to(batch: &Batch<'_>, entry: &Entry, key: &EntryKey) -> Result<Vec<Answer>> {
    if !COUNT_ANSWERS.contains(&entry.kind.as_str()) {
        return Ok(Vec::new());
    }
    let answers = batch.write.answers_to(key)?.into_iter();
    let standing = answers.filter(|(_, row)| !row.taken_back);
    let answer = |(key, row): (EntryKey, EntryRow)| Answer {
        by: key.person,
        remembered: row.remembered,
    };
    Ok(standing.map(answer).collect())
}
