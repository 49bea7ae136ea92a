//! Judges one entry after another of a request and stores what may be stored.

use samenspel_model::wire;
use std::collections::HashSet;

use minicbor::bytes::ByteVec;
use samenspel_document::{Actor, TEXT_EDIT_KIND, advance_heads, encode};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::limits;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome, RefusalCode};
use samenspel_protocol::StoredEntry;
use samenspel_rules::policy;
use samenspel_rules::policy::Decision;
use samenspel_rules::schema;
use samenspel_rules::schema::{Fixed, Remembered};

use super::Organisation;
use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::earlier;
use super::error::Result;
use super::following::{check_correction, check_names, note_on_target, target_of};
use super::holding::hold;
use super::naming::Reading;
use super::place::{Destination, Size, place};
use super::rights::{clamp, decide};
use super::settled::Settled;
use super::stored::{Sealed, short};
use crate::seal::{Place, Use};
use crate::storage::{EntryRow, PayloadRow};

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
        if let Some(outcome) = earlier::find(batch, &checked)? {
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
            Outcome::Refused { code, args } => {
                earlier::remember_refusal(batch, &checked, *code, args)?
            }
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
        let target = target_of(batch, entry)?;
        let target = target.as_ref();
        let late = match decide(batch, entry, target, at)? {
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
                return match check_names(batch, checked, target, at, reading)? {
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
        if let Err(outcome) = check_names(batch, checked, target, at, reading)? {
            return Ok(outcome);
        }
        if let Some(refusal) = check_correction(batch, entry, target, at)? {
            return Ok(refusal.into_outcome());
        }
        match place(batch, checked, at, may_be_missing)? {
            Destination::Later(why) => Ok(Outcome::Later { why }),
            Destination::Refused(refusal) => Ok(refusal.into_outcome()),
            destination => match policy::check_written_at(entry, batch.now) {
                Err(wrong) => Ok(Refusal::with(wrong.code, wrong.field).into_outcome()),
                Ok(()) => self.store(batch, checked, (destination, target), at, late),
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
        let target = target_of(batch, &checked.entry)?;
        let target = target.as_ref();
        let reading = Reading {
            may_be_missing: false,
            in_order: true,
        };
        if let Err(outcome) = check_names(batch, checked, target, at, reading)? {
            return Ok(outcome);
        }
        if let Some(refusal) = check_correction(batch, &checked.entry, target, at)? {
            return Ok(refusal.into_outcome());
        }
        let destination = place(batch, checked, at, false)?;
        self.store(batch, checked, (destination, target), at, true)
    }

    fn store(
        &self,
        batch: &mut Batch<'_>,
        checked: &Checked,
        (destination, target): (Destination, Option<&EntryRow>),
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
            sealed: key.seal(where_to, &wire::encode(&sealed), batch.random),
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
        note_on_target(batch, entry, target, series)?;
        Ok(Outcome::Stored {
            placement: Some(placement),
            position,
        })
    }
}
