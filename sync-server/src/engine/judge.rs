//! Judges one entry after another of a request and stores what may be stored.

use std::collections::HashSet;

use minicbor::bytes::ByteVec;
use samenspel_core::directory::Directory;
use samenspel_core::document::{Actor, Placement, Series, TEXT_EDIT_KIND, advance_heads, encode};
use samenspel_core::entry::Entry;
use samenspel_core::ids::{DeviceId, EntryKey};
use samenspel_core::limits;
use samenspel_core::policy::{self, Copied, Decision, Report, Times, Write};
use samenspel_core::protocol::{
    self, HoldReason, LaterReason, Outcome, RefusalCode, StoredEntry, decode_bounded,
};
use samenspel_core::schema::{self, Fixed, Remembered};
use samenspel_core::time::UnixMillis;

use super::Organisation;
use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::error::Result;
use super::naming::{self, Reading, named_note};
use super::place::{Destination, Size, place};
use super::settled::Settled;
use super::stored::{Sealed, short};
use super::text::TRY_LATER;
use crate::audit::{About, Action, By};
use crate::seal::{Place, Use};
use crate::storage::{EntryRow, HeldRow, PayloadRow, RefusalRow, SeriesNumber};

const ANSWER_BYTES_MAX: usize = 4 * 1024;

/// Judges the entries of one request.
pub(super) struct Judge<'a> {
    organisation: &'a Organisation,
    sender: DeviceId,
    /// The sender has not heard yet that the log was restored: what its entries name may come next.
    restored: bool,
    /// Entries of this request that have to come again.
    later: HashSet<EntryKey>,
    settled: Settled,
}

impl Refusal {
    pub(super) fn into_outcome(self) -> Outcome {
        Outcome::Refused {
            code: self.code,
            args: self.args,
        }
    }
}

impl<'a> Judge<'a> {
    pub(super) fn new(
        organisation: &'a Organisation,
        sender: DeviceId,
        restored: bool,
        settled: Settled,
    ) -> Self {
        Self {
            organisation,
            sender,
            restored,
            later: HashSet::new(),
            settled,
        }
    }

    /// The answer of an entry that nobody looked at: it comes again, and so does what stands on it.
    pub(super) fn postpone(&mut self, key: EntryKey) -> Outcome {
        self.later.insert(key);
        let why = LaterReason::AfterEarlier;
        Outcome::Later { why }
    }

    /// What becomes of an entry; what is stored, held or refused is written with the batch.
    pub(super) fn judge(&mut self, batch: &mut Batch<'_>, checked: Checked) -> Result<Outcome> {
        let key = checked.entry.key;
        if let Some(outcome) = Settled::postponed(&checked) {
            self.later.insert(key);
            return Ok(outcome);
        }
        if let Some(outcome) = find_earlier_answer(batch, &checked)? {
            self.settled.note(&checked, &outcome);
            return Ok(outcome);
        }
        let outcome = self.judge_new(batch, &checked)?;
        self.settled.note(&checked, &outcome);
        match &outcome {
            // Whoever carries an entry chooses what lies beside it, unsigned: a change, a moment, an order. A
            // refusal says something of the entry itself only when its own device brought it.
            Outcome::Refused { .. } if checked.entry.device != self.sender => {}
            Outcome::Refused { .. } if checked.entry.kind.as_str() == TEXT_EDIT_KIND => {}
            Outcome::Refused { code, args } => remember_refusal(batch, &checked, *code, args)?,
            Outcome::Later { .. } | Outcome::Rebase => {
                self.later.insert(key);
            }
            _ => {}
        }
        Ok(outcome)
    }

    fn judge_new(&mut self, batch: &mut Batch<'_>, checked: &Checked) -> Result<Outcome> {
        if let Err(refusal) = &checked.schema {
            return Ok(refusal.clone().into_outcome());
        }
        let entry = &checked.entry;
        let at = clamp(batch, checked)?;
        let late = match decide(batch, entry, at)? {
            Decision::Allow { late } => late,
            Decision::Hold(why) => {
                if let Err(wrong) = policy::check_written_at(entry, batch.now) {
                    return Ok(Refusal::with(wrong.code, wrong.field).into_outcome());
                }
                // What it names may still come; what is wrong about it is wrong whoever decides.
                let reading = Reading {
                    may_be_missing: true,
                    in_order: false,
                };
                return match check_names(batch, checked, at, reading)? {
                    Err(outcome @ Outcome::Refused { .. }) => Ok(outcome),
                    _ => hold(batch, checked, at, why),
                };
            }
            Decision::Refuse(RefusalCode::NotAllowed)
                if self.may_have_been_stored(entry)
                    || self.is_history_of_an_ended(batch, entry) =>
            {
                return hold(batch, checked, at, HoldReason::AccessEnded);
            }
            Decision::Refuse(code) => return Ok(Refusal::of(code).into_outcome()),
        };
        if !self.later.is_empty()
            && schema::named_notes(entry)
                .iter()
                .any(|named| self.later.contains(&named.key))
        {
            let why = LaterReason::AfterEarlier;
            return Ok(Outcome::Later { why });
        }
        let may_be_missing = entry.device != self.sender || self.restored;
        let reading = Reading {
            may_be_missing,
            in_order: !self.may_be_history(entry),
        };
        if let Err(outcome) = check_names(batch, checked, at, reading)? {
            return Ok(outcome);
        }
        if let Some(refusal) = check_correction(batch, entry, at)? {
            return Ok(refusal.into_outcome());
        }
        match place(batch, checked, at, may_be_missing)? {
            Destination::Later(why) => Ok(Outcome::Later { why }),
            Destination::Refused(refusal) => Ok(refusal.into_outcome()),
            destination => match policy::check_written_at(entry, batch.now) {
                Err(wrong) => Ok(Refusal::with(wrong.code, wrong.field).into_outcome()),
                Ok(()) => self.store(batch, checked, destination, at, late),
            },
        }
    }

    /// A directory that went back with the log lacks what was granted after the backup. What a
    /// colleague offers again may have been shown as sent, and its author may have nothing left of
    /// it that could go back to them: a manager decides.
    fn may_have_been_stored(&self, entry: &Entry) -> bool {
        entry.device != self.sender && self.organisation.lives.went_back()
    }

    /// A revoked device offers again what it had stored before the log went back, and is emptied then.
    fn is_history_of_an_ended(&self, batch: &Batch<'_>, entry: &Entry) -> bool {
        let device = batch.directory.directory.device(entry.device);
        self.restored && device.is_some_and(|it| !it.is_active())
    }

    /// Offered again after a restore: what it stands on may have been taken back only afterwards.
    fn may_be_history(&self, entry: &Entry) -> bool {
        self.restored || self.may_have_been_stored(entry)
    }

    /// Stores what a manager takes in, where it still fits: the manager decides about access, not about
    /// what may stand in a note.
    pub(super) fn adopt(&self, batch: &mut Batch<'_>, checked: &Checked) -> Result<Outcome> {
        if let Err(refusal) = &checked.schema {
            return Ok(refusal.clone().into_outcome());
        }
        let at = checked.corrected_at;
        let reading = Reading {
            may_be_missing: false,
            in_order: true,
        };
        if let Err(outcome) = check_names(batch, checked, at, reading)? {
            return Ok(outcome);
        }
        if let Some(refusal) = check_correction(batch, &checked.entry, at)? {
            return Ok(refusal.into_outcome());
        }
        let destination = place(batch, checked, at, false)?;
        self.store(batch, checked, destination, at, true)
    }

    fn store(
        &self,
        batch: &mut Batch<'_>,
        checked: &Checked,
        destination: Destination,
        at: UnixMillis,
        late: bool,
    ) -> Result<Outcome> {
        let entry = &checked.entry;
        // What is offered again after a restore is history: it was true when it was written.
        let is_history = self.restored || entry.device != self.sender;
        let text = self.settled.check(batch, checked, is_history)?;
        let (document, text) = match (destination, text) {
            (Destination::Later(why), _) => return Ok(Outcome::Later { why }),
            (Destination::Refused(refusal), _) => return Ok(refusal.into_outcome()),
            (_, Err(outcome)) => return Ok(outcome),
            (Destination::Document(document), Ok(text)) => (document, text),
            (Destination::New(placement), Ok(text)) => {
                (batch.open_document(&entry.series, placement)?, text)
            }
        };
        let actor = Actor::entry(entry.device, batch.log.incarnation);
        let chain = batch.chain(document, &actor)?;
        if let Some((hash, dependencies)) = &text {
            let mut heads = batch.document(document)?.heads.clone();
            advance_heads(&mut heads, dependencies, *hash);
            advance_heads(&mut heads, &[chain.hash], *hash);
            // An app that leaves heads beside its edits would end everybody's editing.
            if heads.len() >= limits::DOCUMENT_HEADS_MAX {
                let refusal = Refusal::with(RefusalCode::TooMany, "heads");
                return Ok(refusal.into_outcome());
            }
        }
        let encoded = encode(entry, &actor, &chain);
        let position = batch.next_position();
        let stored = StoredEntry {
            signed: Some(checked.signed.clone()),
            incarnation: batch.log.incarnation,
            seq: encoded.next.seq,
            change: short(&encoded.hash),
            key: entry.key,
            corrected_at: at,
            certainty: checked.certainty,
            arrived_at: batch.now,
            late,
            text_change: checked.text_change.clone().map(ByteVec::from),
        };
        batch.set_chain(document, actor, encoded.next);
        let size = Size::of(checked);
        let row = batch.change_document(document)?;
        row.last_position = position;
        row.entries += 1;
        row.bytes += size.bytes;
        row.text_bytes += size.text_bytes;
        if let Some((hash, dependencies)) = text {
            advance_heads(&mut row.heads, &dependencies, hash);
        }
        advance_heads(&mut row.heads, &[chain.hash], encoded.hash);
        let (id, series, placement) = (row.id, row.series_number, row.placement);
        let author = batch.author_in(entry, series, placement.period);
        batch.count_author(author, &size)?;
        let sealed = Sealed {
            device: entry.device,
            stored,
        };
        let key = batch.sealing_key(id)?;
        let where_to = Place {
            purpose: Use::Entry,
            document: id,
            position,
        };
        let payload = PayloadRow {
            position,
            sealed: key.seal(where_to, &protocol::encode(&sealed), batch.random),
        };
        batch.write.add_payload(document, &payload)?;
        let place = EntryRow {
            series,
            document,
            position,
            content: checked.content,
            taken_back: false,
            reports: schema::reported_note(entry),
            stored_at: batch.now,
            fixed: Fixed::of(entry),
            remembered: Remembered::of(entry, at),
        };
        batch.write.add_entry(&entry.key, &place)?;
        note_on_target(batch, entry, series)?;
        Ok(Outcome::Stored {
            placement: Some(placement),
            position,
        })
    }
}

/// What was answered before to the same entry, or to another of its key.
fn find_earlier_answer(batch: &mut Batch<'_>, checked: &Checked) -> Result<Option<Outcome>> {
    let entry = &checked.entry;
    let series = batch.series(&entry.series)?;
    let rows = batch.write.entries_with_key(&entry.key)?;
    if let Some(row) = rows.first() {
        // A key is one entry of the organisation. A text intent that was rebased keeps its key: the device
        // takes the server's version.
        let is_edit = entry.kind.as_str() == TEXT_EDIT_KIND && Some(row.series) == series;
        let same = row.content == checked.content || is_edit;
        return known_or_reused(batch, checked, row, same).map(Some);
    }
    if let Some(refusal) = batch.write.refusal(&entry.key, &checked.content)? {
        return Ok(read_answer(&refusal.answer));
    }
    let held = batch.write.held(&entry.key)?;
    let Some(held) = held.first() else {
        return Ok(None);
    };
    if held.content != checked.content {
        return refuse_reused(batch, checked).map(Some);
    }
    let why = hold_reason(held.why);
    Ok(Some(Outcome::Held { why }))
}

fn known_or_reused(
    batch: &mut Batch<'_>,
    checked: &Checked,
    row: &EntryRow,
    same: bool,
) -> Result<Outcome> {
    if !same {
        return refuse_reused(batch, checked);
    }
    let placement: Placement = batch.document(row.document)?.placement;
    Ok(Outcome::Known {
        placement: Some(placement),
        position: row.position,
    })
}

fn refuse_reused(batch: &mut Batch<'_>, checked: &Checked) -> Result<Outcome> {
    remember_refusal(batch, checked, RefusalCode::KeyReused, &[])?;
    Ok(Refusal::of(RefusalCode::KeyReused).into_outcome())
}

/// So that a copy of the entry, relayed by another phone, gets the same answer.
fn remember_refusal(
    batch: &mut Batch<'_>,
    checked: &Checked,
    code: RefusalCode,
    args: &[String],
) -> Result<()> {
    let row = RefusalRow {
        device: checked.entry.device,
        answer: protocol::encode(&(code, args.to_vec())),
        refused_at: batch.now,
    };
    let limit = limits::REFUSALS_PER_DEVICE_MAX;
    batch
        .write
        .add_refusal(&checked.entry.key, &checked.content, &row, limit)?;
    Ok(())
}

/// An answer that does not read is none: the entry is judged again.
fn read_answer(answer: &[u8]) -> Option<Outcome> {
    let (code, args) = decode_bounded(answer, ANSWER_BYTES_MAX).ok()?;
    Some(Outcome::Refused { code, args })
}

pub(super) fn hold_reason(number: u8) -> HoldReason {
    let all = HoldReason::ALL;
    all.get(usize::from(number))
        .copied()
        .unwrap_or(HoldReason::AccessEnded)
}

/// The stated time within what is possible: after the device's last contact, not after arrival.
fn clamp(batch: &Batch<'_>, checked: &Checked) -> Result<UnixMillis> {
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

fn decide(batch: &mut Batch<'_>, entry: &Entry, at: UnixMillis) -> Result<Decision> {
    let report = match schema::reported_in(entry) {
        Some(key) => find_report(batch, &key)?,
        None => None,
    };
    let target_stored_at = match schema::target(entry) {
        Some(target) => row_of(batch, &entry.series, &target)?.map(|row| row.stored_at),
        None => None,
    };
    let directory = &batch.directory.directory;
    let looked_up = (report, target_stored_at);
    Ok(decide_by(directory, entry, at, batch.now, looked_up))
}

/// The place of an entry in a series.
fn row_of(batch: &mut Batch<'_>, series: &Series, key: &EntryKey) -> Result<Option<EntryRow>> {
    let series = batch.series(series)?;
    let rows = batch.write.entries_with_key(key)?;
    Ok(rows.into_iter().find(|row| Some(row.series) == series))
}

/// What was approved, agreed to or copied is not made something else by a correction, nor is a note moved by
/// one to another month.
fn check_correction(
    batch: &mut Batch<'_>,
    entry: &Entry,
    at: UnixMillis,
) -> Result<Option<Refusal>> {
    let Some(row) = corrected_row(batch, entry)? else {
        return Ok(None);
    };
    if let Some(field) = row.fixed.first_wrong(entry) {
        return Ok(Some(Refusal::with(RefusalCode::NotAllowed, field)));
    }
    let corrected = named_note(batch, &row)?;
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
fn corrected_row(batch: &mut Batch<'_>, entry: &Entry) -> Result<Option<EntryRow>> {
    match schema::target(entry).filter(|_| entry.kind.as_str() == "correction") {
        Some(corrected) => row_of(batch, &entry.series, &corrected),
        None => Ok(None),
    }
}

/// What a retraction or a correction changes of what is remembered of its note.
fn note_on_target(batch: &mut Batch<'_>, entry: &Entry, series: SeriesNumber) -> Result<()> {
    if let Some(target) = schema::retracted(entry) {
        batch.write.take_back_entry(&target, series)?;
    }
    if let (Some(target), Some(row)) = (schema::target(entry), corrected_row(batch, entry)?)
        && let Some(over) = row.remembered.moved_by(entry)
    {
        batch.write.move_entry(&target, series, over)?;
    }
    Ok(())
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

/// Whom, what and when its fields name, and where a copy comes from.
fn check_names(
    batch: &mut Batch<'_>,
    checked: &Checked,
    at: UnixMillis,
    reading: Reading,
) -> Result<std::result::Result<(), Outcome>> {
    let entry = &checked.entry;
    let corrected = corrected_row(batch, entry)?.map(|row| row.remembered);
    let directory = &batch.directory.directory;
    let times = Times {
        written: at,
        now: batch.now,
    };
    if let Err(wrong) = policy::check_fields(directory, entry, corrected.as_ref(), times) {
        return Ok(Err(Refusal::with(wrong.code, wrong.field).into_outcome()));
    }
    if let Err(outcome) = naming::check(batch, entry, times, reading)? {
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

/// Keeps an entry for a manager, sealed with the key of the document it would be in.
fn hold(
    batch: &mut Batch<'_>,
    checked: &Checked,
    at: UnixMillis,
    why: HoldReason,
) -> Result<Outcome> {
    let device = checked.entry.device;
    if batch.write.held_count_of(&device)? >= limits::HELD_PER_DEVICE_MAX {
        let why = LaterReason::Quota;
        return Ok(Outcome::Later { why });
    }
    let series = checked.entry.series;
    let document =
        Placement::first(series.kind, schema::placed_at(&checked.entry, at)).document_id(&series);
    let position = batch.next_position();
    let key = batch.sealing_key(document)?;
    let place = Place {
        purpose: Use::Held,
        document,
        position,
    };
    let text_change = checked.text_change.clone().map(ByteVec::from);
    let pushed = protocol::PushEntry {
        signed: checked.signed.clone(),
        corrected_at: at,
        certainty: checked.certainty,
        text_change,
    };
    let sealed = key.seal(place, &protocol::encode(&pushed), batch.random);
    let row = HeldRow {
        key: checked.entry.key,
        device,
        series,
        document,
        content: checked.content,
        why: why as u8,
        arrived_at: batch.now,
        position,
        sealed,
    };
    batch.write.add_held(&row)?;
    let about = About::Entry(checked.entry.key, series);
    let acting = std::mem::replace(&mut batch.acting, By::Device(device));
    let audited = batch.audit(Action::Held, about, why.as_str());
    batch.acting = acting;
    audited?;
    Ok(Outcome::Held { why })
}
