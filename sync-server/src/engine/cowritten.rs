//! Judges what is about co-written texts before it waits for the writer: edits by the gate, approvals
//! by the text and the edits as they are. The only place of the engine that loads a document for what
//! a device sends; the writer only compares heads (`settled`). Knows nothing of queues.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use samenspel_document::text::{Overlap, TextChange, overlaps_of, read_text};
use samenspel_document::{APPROVAL_KIND, OVERLAPS_FIELD, TEXT_EDIT_KIND};
use samenspel_model::entry::Entry;
use samenspel_model::entry::initial_text;
use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::limits::TEXTS_JUDGED_PER_REQUEST_MAX;
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_rules::policy::Decision;
use samenspel_rules::schema;

use super::Organisation;
use super::admit::{Admitted, Candidate, Checked};
use super::error::Result;
use super::rights;
use super::settled::{Judged, JudgedOn, On, Verdict};
use super::standing::{self, Approved, Loaded, Standing};
use super::text::{TRY_LATER, TextGate, TextVerdict, refused};
use crate::storage::{DocumentNumber, ReadTransaction};

const AFTER_EARLIER: Outcome = Outcome::Later {
    why: LaterReason::AfterEarlier,
};

/// Whether an entry is an edit or an approval of a co-written text.
pub(super) fn is_about_text(entry: &Entry) -> bool {
    matches!(entry.kind.as_str(), TEXT_EDIT_KIND | APPROVAL_KIND)
}

impl Organisation {
    /// Judges the edits and approvals of a request, in order, on documents that are each loaded at
    /// most once. What there is no time for before `until` comes again.
    pub(super) fn judge_texts(&self, request: &mut Admitted, until: Option<Instant>) -> Result<()> {
        if !request.has_texts() {
            return Ok(());
        }
        let read = self.storage.begin_read()?;
        let restored = self.cursor_is_of_another_life(&request.pull, read.log()?.incarnation);
        let sender = Sender {
            device: request.device,
            restored,
        };
        let mut texts = Texts::new(self, &*read, Some(sender), until);
        for candidate in &mut request.entries {
            if let Candidate::Verified(checked) = candidate {
                checked.judged = texts.judge(checked)?;
            }
        }
        request.judged_on = texts.heads();
        self.find_originals(&*read, request, until)
    }

    /// Judges what a manager wants to take in; no limit of a device stands in its way.
    pub(super) fn judge_adopted(
        &self,
        read: &dyn ReadTransaction,
        checked: &Checked,
    ) -> Result<(Option<Judged>, Vec<JudgedOn>)> {
        let mut texts = Texts::new(self, read, None, None);
        let judged = texts.judge(checked)?;
        Ok((judged, texts.heads()))
    }
}

/// Whose request it is; what is taken in by a manager is nobody's.
struct Sender {
    device: DeviceId,
    /// It has not heard yet that the log was restored.
    restored: bool,
}

/// What is known of the texts that a request is about.
struct Texts<'a> {
    organisation: &'a Organisation,
    read: &'a dyn ReadTransaction,
    sender: Option<Sender>,
    until: Option<Instant>,
    documents: HashMap<DocumentNumber, Standing>,
    /// The words of texts that entries of this request begin.
    begun: HashMap<EntryKey, String>,
    seen: HashSet<EntryKey>,
    /// Texts of which something before has to come again.
    postponed: HashSet<EntryKey>,
    approved: HashMap<Approved, EntryKey>,
    retracted: HashSet<EntryKey>,
}

impl<'a> Texts<'a> {
    fn new(
        organisation: &'a Organisation,
        read: &'a dyn ReadTransaction,
        sender: Option<Sender>,
        until: Option<Instant>,
    ) -> Self {
        Self {
            organisation,
            read,
            sender,
            until,
            documents: HashMap::new(),
            begun: HashMap::new(),
            seen: HashSet::new(),
            postponed: HashSet::new(),
            approved: HashMap::new(),
            retracted: HashSet::new(),
        }
    }

    /// The heads that the documents had, by which the writer knows whether they still have them.
    fn heads(self) -> Vec<JudgedOn> {
        let documents = self.documents.into_iter();
        documents
            .map(|(number, standing)| (number, standing.row.heads))
            .collect()
    }

    /// `None` for what is not judged here: other notes, and what the writer answers without.
    fn judge(&mut self, checked: &Checked) -> Result<Option<Judged>> {
        let entry = &checked.entry;
        if checked.schema.is_err() || !self.seen.insert(entry.key) {
            return Ok(None);
        }
        if let Some(words) = initial_text(entry) {
            self.begun.insert(entry.key, words.to_owned());
        }
        self.retracted.extend(schema::retracted(entry));
        if self.follows_postponed(entry) {
            let (on, verdict) = (On::Nothing, Verdict::Not(AFTER_EARLIER));
            return Ok(Some(Judged { on, verdict }));
        }
        if !self.is_judged_here(checked)? {
            return Ok(None);
        }
        let Some(agreement) = entry.keys("agreement").into_iter().next() else {
            return Ok(Some(not(refused(RefusalCode::FieldMissing, "agreement"))));
        };
        if self.is_taken_back(entry, &agreement)? {
            let kind = entry.kind.as_str();
            return Ok(Some(not(refused(RefusalCode::TakenBack, kind))));
        }
        let Some(number) = self.document_of(entry, &agreement)? else {
            return Ok(self.judge_begun(checked, agreement));
        };
        let verdict = self.judge_on(number, checked, agreement)?;
        if matches!(
            verdict,
            Verdict::Not(Outcome::Later { .. } | Outcome::Rebase)
        ) {
            // What follows of the same text would stand on it.
            self.postponed.insert(agreement);
        }
        let on = On::Document(number);
        Ok(Some(Judged { on, verdict }))
    }

    /// Whether it is an edit on top of one that has to come again: nothing needs to be looked up for it.
    fn follows_postponed(&self, entry: &Entry) -> bool {
        let of_postponed = || {
            entry
                .keys("agreement")
                .iter()
                .any(|it| self.postponed.contains(it))
        };
        !self.postponed.is_empty()
            && entry.kind.as_str() == TEXT_EDIT_KIND
            && self.is_own_and_new(entry)
            && of_postponed()
    }

    /// Signed by the very device that sends it, and not offered again after a restore.
    fn is_own_and_new(&self, entry: &Entry) -> bool {
        let sender = self.sender.as_ref();
        sender.is_some_and(|sender| !sender.restored && sender.device == entry.device)
    }

    fn is_judged_here(&self, checked: &Checked) -> Result<bool> {
        let entry = &checked.entry;
        if !is_about_text(entry) {
            return Ok(false);
        }
        let Some(sender) = &self.sender else {
            return Ok(true);
        };
        let is_approval = entry.kind.as_str() == APPROVAL_KIND;
        if is_approval && (sender.restored || sender.device != entry.device) {
            // What is offered again is history: it was true when it was written.
            return Ok(false);
        }
        Ok(!self.has_earlier_answer(checked)? && self.may_be_written(checked)?)
    }

    /// The writer looks again; this only spares the judging.
    fn has_earlier_answer(&self, checked: &Checked) -> Result<bool> {
        let (entry, read) = (&checked.entry, self.read);
        Ok(!read.entries_with_key(&entry.key)?.is_empty()
            || read.refusal(&entry.key, &checked.content)?.is_some()
            || !read.held(&entry.key)?.is_empty())
    }

    fn may_be_written(&self, checked: &Checked) -> Result<bool> {
        let now = self.organisation.now();
        let contact = self.read.contact(&checked.entry.device)?;
        let at = rights::clamp_between(contact, checked.corrected_at, now);
        let state = self.organisation.directory.latest();
        let decision = rights::decide_by(&state.directory, &checked.entry, at, now, (None, None));
        Ok(matches!(decision, Decision::Allow { .. }))
    }

    /// The writer looks again; this spares the judging, of what cannot be history.
    fn is_taken_back(&self, entry: &Entry, agreement: &EntryKey) -> Result<bool> {
        if !self.is_own_and_new(entry) {
            return Ok(false);
        }
        let series = self.read.series(&entry.series)?;
        let rows = self.read.entries_with_key(agreement)?;
        let mut rows = rows.iter();
        Ok(rows.any(|row| row.taken_back && Some(row.series) == series))
    }

    fn document_of(
        &mut self,
        entry: &Entry,
        agreement: &EntryKey,
    ) -> Result<Option<DocumentNumber>> {
        let series = self.read.series(&entry.series)?;
        let rows = self.read.entries_with_key(agreement)?;
        let Some(row) = rows.iter().find(|row| Some(row.series) == series) else {
            return Ok(None);
        };
        if !self.documents.contains_key(&row.document) {
            let Some(standing) = Standing::look_up(self.read, row.document)? else {
                return Ok(None);
            };
            self.documents.insert(row.document, standing);
        }
        Ok(Some(row.document))
    }

    /// About a text that is not stored yet. Without one in this request either, the writer knows
    /// what to say.
    fn judge_begun(&mut self, checked: &Checked, agreement: EntryKey) -> Option<Judged> {
        let words = self.begun.get(&agreement)?;
        let entry = &checked.entry;
        if entry.kind.as_str() == TEXT_EDIT_KIND {
            return Some(not(AFTER_EARLIER));
        }
        let approved = Approved::read(entry, agreement);
        let verdict = match approved.is_of(words, &[]) {
            true => self.approve(approved, entry.key),
            false => Verdict::Not(refused(RefusalCode::ApprovalLapsed, "text_hash")),
        };
        let on = On::Begun(agreement);
        Some(Judged { on, verdict })
    }

    fn judge_on(
        &mut self,
        number: DocumentNumber,
        checked: &Checked,
        agreement: EntryKey,
    ) -> Result<Verdict> {
        if self.postponed.contains(&agreement) {
            return Ok(Verdict::Not(AFTER_EARLIER));
        }
        let Some(standing) = self.documents.get_mut(&number) else {
            return Ok(Verdict::Not(TRY_LATER));
        };
        standing.judged += 1;
        if self.sender.is_some() && standing.judged > TEXTS_JUDGED_PER_REQUEST_MAX {
            return Ok(Verdict::Not(TRY_LATER));
        }
        let change = match &checked.text_change {
            None => None,
            Some(bytes) => match TextGate::inspect(&checked.entry, bytes) {
                Ok(change) => Some(change),
                Err(outcome) => return Ok(Verdict::Not(outcome)),
            },
        };
        let is_own = |sender: &Sender| !sender.restored && sender.device == checked.entry.device;
        if let Some(change) = &change
            && self.sender.as_ref().is_some_and(is_own)
            && !standing.is_known_to(change)
        {
            // Most edits of an older text end here, by their dependencies alone.
            return Ok(Verdict::Not(Outcome::Rebase));
        }
        if !self.has_time() || !self.load(number)? {
            return Ok(Verdict::Not(TRY_LATER));
        }
        Ok(match change {
            Some(change) => self.judge_edit(number, &checked.entry, agreement, &change),
            None => self.judge_approval(number, &checked.entry, agreement),
        })
    }

    fn has_time(&self) -> bool {
        let organisation = self.organisation;
        self.until.is_none_or(|until| Instant::now() < until)
            && self.sender.as_ref().is_none_or(|sender| {
                organisation
                    .text_rate
                    .take(sender.device, organisation.now())
            })
    }

    fn judge_edit(
        &mut self,
        number: DocumentNumber,
        entry: &Entry,
        agreement: EntryKey,
        change: &TextChange,
    ) -> Verdict {
        let standing = self.documents.get_mut(&number);
        let Some(Standing {
            accepted,
            loaded: Some(loaded),
            ..
        }) = standing
        else {
            return Verdict::Not(TRY_LATER);
        };
        let gate = &self.organisation.gate;
        match gate.judge(&mut loaded.document, entry, change) {
            TextVerdict::Not(outcome) => Verdict::Not(outcome),
            TextVerdict::Accepted { hash, dependencies } => {
                loaded.edits.push((agreement, entry.key));
                loaded.overlaps.extend(overlaps_in(entry, agreement));
                accepted.insert(hash, dependencies.clone());
                Verdict::Edit(hash, dependencies)
            }
        }
    }

    /// An approval must be of the text and the edits as they are now: its author is told at once if
    /// somebody changed them meanwhile.
    fn judge_approval(
        &mut self,
        number: DocumentNumber,
        entry: &Entry,
        agreement: EntryKey,
    ) -> Verdict {
        let standing = self.documents.get(&number);
        let Some(loaded) = standing.and_then(|standing| standing.loaded.as_ref()) else {
            return Verdict::Not(TRY_LATER);
        };
        let Some(text) = read_text(&loaded.document, &agreement) else {
            return Verdict::Not(refused(RefusalCode::UnknownReference, "agreement"));
        };
        let edits = loaded.edits.iter().filter(|(of, _)| *of == agreement);
        let edits: Vec<_> = edits.map(|(_, edit)| *edit).collect();
        let approved = Approved::read(entry, agreement);
        if !approved.is_of(&text, &edits) {
            return Verdict::Not(refused(RefusalCode::ApprovalLapsed, "text_hash"));
        }
        let mut overlaps = loaded.overlaps.iter().filter(|(of, _)| *of == agreement);
        if overlaps.any(|(_, overlap)| overlap.is_open_in(&text)) {
            return Verdict::Not(refused(RefusalCode::Undecided, "agreement"));
        }
        self.approve(approved, entry.key)
    }

    /// Of the same text the same person's approvals are one.
    fn approve(&mut self, approved: Approved, key: EntryKey) -> Verdict {
        match self.approved.get(&approved) {
            Some(first) if !self.retracted.contains(first) => Verdict::SameAs(*first),
            _ => {
                self.approved.insert(approved, key);
                Verdict::Approval
            }
        }
    }

    /// Loads a document, once; false if it does not load.
    fn load(&mut self, number: DocumentNumber) -> Result<bool> {
        let Some(standing) = self.documents.get_mut(&number) else {
            return Ok(false);
        };
        if standing.loaded.is_some() {
            return Ok(true);
        }
        let Some((document, entries)) =
            standing::load(self.organisation, self.read, &standing.row)?
        else {
            return Ok(false);
        };
        // Retractions first: a snapshot is in no order of time.
        let retracted = entries.iter().filter_map(schema::retracted);
        self.retracted.extend(retracted);
        let (mut edits, mut overlaps) = (Vec::new(), Vec::new());
        for entry in entries {
            let agreement = entry.keys("agreement").into_iter().next();
            match (entry.kind.as_str(), agreement) {
                (TEXT_EDIT_KIND, Some(agreement)) => {
                    edits.push((agreement, entry.key));
                    overlaps.extend(overlaps_in(&entry, agreement));
                }
                (APPROVAL_KIND, Some(agreement)) if !self.retracted.contains(&entry.key) => {
                    let approved = Approved::read(&entry, agreement);
                    self.approved.entry(approved).or_insert(entry.key);
                }
                _ => {}
            }
        }
        standing.loaded = Some(Loaded {
            document,
            edits,
            overlaps,
        });
        Ok(true)
    }
}

/// The sentences that an edit left in two versions.
fn overlaps_in(entry: &Entry, agreement: EntryKey) -> impl Iterator<Item = (EntryKey, Overlap)> {
    let told = entry.text(OVERLAPS_FIELD).unwrap_or_default();
    overlaps_of(told).into_iter().map(move |it| (agreement, it))
}

/// Whatever the document is.
fn not(outcome: Outcome) -> Judged {
    Judged {
        on: On::Nothing,
        verdict: Verdict::Not(outcome),
    }
}
