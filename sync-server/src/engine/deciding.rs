//! What a manager decides about held entries: taken in, with its author's name and signature, or left
//! out, with a reason. Either is audited, and the author's device hears of it when it asks again.

use samenspel_model::wire;
use std::collections::HashMap;

use samenspel_model::entry::Entry;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::limits;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, LaterReason, Outcome, RefusalCode};
use samenspel_model::wire::decode_bounded;
use samenspel_names::shows_something;
use samenspel_protocol::PushEntry;
use samenspel_rules::policy::{Original, roles};

use super::Organisation;
use super::admit::{Checked, check_schema};
use super::batch::Batch;
use super::error::{EngineError, Result};
use super::holding::hold_reason;
use super::judge::Judge;
use super::settled::{Judged, JudgedOn, Settled};
use crate::audit::{About, Action, By};
use crate::seal::{Place, Use};
use crate::storage::{HeldRow, RefusalRow};

const PUSHED_BYTES_MAX: usize = 256 * 1024;
/// How often a text is judged again that somebody changes meanwhile.
const ADOPTION_ATTEMPTS_MAX: usize = 5;
/// Characters of a reason.
pub const REASON_CHARS_MAX: usize = 500;

/// What a manager decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldDecision {
    /// It is taken in.
    Adopt,
    /// It is left out; its author is told why.
    Discard,
}

/// An entry that waits for a manager, without its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldEntry {
    /// Its key; its author is in it.
    pub key: EntryKey,
    /// Where it belongs.
    pub series: Series,
    /// Its note kind.
    pub kind: String,
    /// When it was written.
    pub written_at: UnixMillis,
    /// When it came.
    pub arrived_at: UnixMillis,
    /// Why it waits.
    pub why: HoldReason,
}

/// Why nothing was decided.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// No such entry waits.
    #[error("no entry with this key waits for a manager: see samenspel held list")]
    NotHeld,
    /// Only a manager of the location decides.
    #[error("this person is no manager of the place that the note is about: name one who is")]
    NotTheManager,
    /// A reason is part of the decision.
    #[error(
        "say why, in at most {REASON_CHARS_MAX} characters: the reason is kept, and the author of a note that is left out reads it"
    )]
    Reason,
    /// It cannot be stored as it is.
    #[error("the note cannot be taken in ({code}): {}", advice(*.code))]
    DoesNotFit {
        /// What stands in its way.
        code: RefusalCode,
    },
    /// It cannot be stored yet.
    #[error(
        "the note cannot be taken in yet ({why}): if it builds on another held note, take that one in first"
    )]
    NotYet {
        /// What it waits for.
        why: LaterReason,
    },
    /// A change of a text whose words have changed since.
    #[error(
        "the text was changed since, so this change no longer fits: leave it out; its author keeps the words"
    )]
    TextChanged,
}

fn advice(code: RefusalCode) -> &'static str {
    match code {
        RefusalCode::UnknownReference => {
            "take in the note that it names first, or leave this one out"
        }
        _ => "leave it out; its author keeps the words",
    }
}

/// What was found about a held entry, and by which heads.
type JudgedHeld = (Option<Judged>, Vec<JudgedOn>, Option<Vec<Original>>);

type Decided<T> = std::result::Result<T, DecisionError>;

impl Organisation {
    /// Everything that waits for a manager, in the order it came, without its words.
    pub fn held(&self) -> std::result::Result<Vec<HeldEntry>, EngineError> {
        let rows = self.storage.begin_read()?.all_held()?;
        let told = |row: HeldRow| {
            let entry = self.open_held(&row)?.entry;
            Ok(HeldEntry {
                key: row.key,
                series: row.series,
                kind: entry.kind.as_str().to_owned(),
                written_at: entry.written_at,
                arrived_at: row.arrived_at,
                why: hold_reason(row.why),
            })
        };
        rows.into_iter().map(told).collect()
    }

    /// The words of a held entry, for a manager who says why. Audited before they are given.
    pub fn read_held(
        &self,
        key: &EntryKey,
        manager: PersonId,
        reason: &str,
    ) -> Decided<Vec<Entry>> {
        check_reason(reason)?;
        self.decide_each(key, manager, |batch, row, checked| {
            let about = About::Entry(row.key, row.series);
            batch.audit(Action::HeldRead, about, reason)?;
            Ok(Ok(checked.entry))
        })
    }

    /// A manager decides about a held entry.
    pub fn decide_held(
        &self,
        key: &EntryKey,
        decision: HeldDecision,
        manager: PersonId,
        reason: &str,
    ) -> Decided<()> {
        check_reason(reason)?;
        for _ in 0..ADOPTION_ATTEMPTS_MAX {
            // Texts are judged before anybody has to wait for this.
            let mut judged = match decision {
                HeldDecision::Adopt => self.judge_held(key)?,
                HeldDecision::Discard => HashMap::new(),
            };
            let decided = self.decide_each(key, manager, |batch, row, checked| match decision {
                HeldDecision::Adopt => {
                    let judged = judged.remove(&row.position);
                    self.adopt(batch, row, checked, judged, reason)
                }
                HeldDecision::Discard => discard(batch, row, reason).map(Ok),
            });
            match decided {
                Err(DecisionError::NotYet {
                    why: LaterReason::Rate,
                }) => {}
                decided => return decided.map(drop),
            }
        }
        let why = LaterReason::Rate;
        Err(DecisionError::NotYet { why })
    }

    fn judge_held(&self, key: &EntryKey) -> Result<HashMap<u64, JudgedHeld>> {
        let read = self.storage.begin_read()?;
        let mut all = HashMap::new();
        for row in read.held(key)? {
            let checked = self.open_held(&row)?;
            let (judged, judged_on) = self.judge_adopted(&*read, &checked)?;
            let originals = self.originals_of_adopted(&*read, &checked.entry)?;
            all.insert(row.position, (judged, judged_on, originals));
        }
        Ok(all)
    }

    /// Does something with every held entry of a key, as a manager of what each is about; all in one
    /// transaction, nothing if it fails for one.
    fn decide_each<T>(
        &self,
        key: &EntryKey,
        manager: PersonId,
        mut work: impl FnMut(&mut Batch<'_>, &HeldRow, Checked) -> Result<Decided<T>>,
    ) -> Decided<Vec<T>> {
        let mut failed = None;
        let done = self.write(|batch| {
            let rows = batch.write.held(key)?;
            match self.each(batch, &rows, manager, &mut work)? {
                Ok(all) => Ok(all),
                Err(error) => {
                    failed = Some(error);
                    // Ends the transaction without a trace.
                    Err(EngineError::NothingDecided)
                }
            }
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(done?),
        }
    }

    fn each<T>(
        &self,
        batch: &mut Batch<'_>,
        rows: &[HeldRow],
        manager: PersonId,
        work: &mut impl FnMut(&mut Batch<'_>, &HeldRow, Checked) -> Result<Decided<T>>,
    ) -> Result<Decided<Vec<T>>> {
        if rows.is_empty() {
            return Ok(Err(DecisionError::NotHeld));
        }
        batch.acting = By::Manager(manager);
        let mut all = Vec::new();
        for row in rows {
            if !is_manager_of(batch, manager, row) {
                return Ok(Err(DecisionError::NotTheManager));
            }
            let checked = self.open_held(row)?;
            match work(batch, row, checked)? {
                Ok(one) => all.push(one),
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(all))
    }

    fn adopt(
        &self,
        batch: &mut Batch<'_>,
        row: &HeldRow,
        mut checked: Checked,
        judged: Option<JudgedHeld>,
        reason: &str,
    ) -> Result<Decided<()>> {
        let (found, judged_on, originals) = judged.unwrap_or_default();
        checked.judged = found;
        checked.originals = originals;
        let settled = Settled::begin(batch, &judged_on)?;
        if settled.has_moved() {
            let why = LaterReason::Rate;
            return Ok(Err(DecisionError::NotYet { why }));
        }
        let judge = Judge::new(self, checked.entry.device, false, settled);
        match judge.adopt(batch, &checked)? {
            Outcome::Stored { .. } => {}
            Outcome::Refused { code, .. } => return Ok(Err(DecisionError::DoesNotFit { code })),
            Outcome::Later { why } => return Ok(Err(DecisionError::NotYet { why })),
            Outcome::Rebase => return Ok(Err(DecisionError::TextChanged)),
            // Storing says neither.
            Outcome::Known { .. } | Outcome::Held { .. } => {}
        }
        batch.write.remove_held(row)?;
        let about = About::Entry(row.key, row.series);
        batch.audit(Action::Adopted, about, reason).map(Ok)
    }

    fn open_held(&self, row: &HeldRow) -> Result<Checked> {
        let place = Place {
            purpose: Use::Held,
            document: row.document,
            position: row.position,
        };
        let plain = self.document_key(&row.document)?.open(place, &row.sealed)?;
        let unreadable = |source| EngineError::Stored {
            document: row.document,
            source,
        };
        let pushed: PushEntry = decode_bounded(&plain, PUSHED_BYTES_MAX).map_err(unreadable)?;
        let entry = pushed.signed.entry().map_err(|_| {
            crate::storage::StorageError::Corrupt("a held entry does not read".into())
        })?;
        let text_change = pushed.text_change.map(Vec::from);
        Ok(Checked {
            schema: check_schema(&entry, text_change.as_deref()),
            content: pushed.signed.content_hash(),
            signed: pushed.signed,
            corrected_at: pushed.corrected_at,
            certainty: pushed.certainty,
            text_change,
            judged: None,
            originals: None,
            entry,
        })
    }
}

/// The author's device gets this answer when it asks again, and so does a copy relayed by another.
fn discard(batch: &mut Batch<'_>, row: &HeldRow, reason: &str) -> Result<()> {
    let answer = (RefusalCode::Discarded, vec![reason.to_owned()]);
    let refusal = RefusalRow {
        device: row.device,
        answer: wire::encode(&answer),
        refused_at: batch.now,
    };
    let limit = limits::REFUSALS_PER_DEVICE_MAX;
    batch
        .write
        .add_refusal(&row.key, &row.content, &refusal, limit)?;
    batch.write.remove_held(row)?;
    let about = About::Entry(row.key, row.series);
    batch.audit(Action::Discarded, about, reason)
}

fn is_manager_of(batch: &Batch<'_>, manager: PersonId, row: &HeldRow) -> bool {
    let directory = &batch.directory.directory;
    roles::is_manager_of(directory, manager, row.series.subject, batch.now)
}

fn check_reason(reason: &str) -> Decided<()> {
    match is_a_reason(reason) {
        true => Ok(()),
        false => Err(DecisionError::Reason),
    }
}

/// Whether it says something, and not too much.
pub(super) fn is_a_reason(reason: &str) -> bool {
    let reason = reason.trim();
    shows_something(reason) && reason.chars().count() <= REASON_CHARS_MAX
}
