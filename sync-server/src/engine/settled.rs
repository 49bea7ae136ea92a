//! What admission found about an entry of a co-written text, and whether that still stands when its
//! turn to be written comes. Loads nothing: documents are told apart by their heads.

use std::collections::HashSet;

use samenspel_document::{APPROVAL_KIND, TEXT_EDIT_KIND};
use samenspel_model::ids::EntryKey;
use samenspel_model::verdict::{LaterReason, Outcome};

use super::admit::Checked;
use super::batch::Batch;
use super::error::Result;
use super::text::TRY_LATER;
use crate::storage::DocumentNumber;

/// The hash of an accepted change, and the changes it stands on.
pub(super) type Change = ([u8; 32], Vec<[u8; 32]>);

/// The heads of a document as it was judged by.
pub(super) type JudgedOn = (DocumentNumber, Vec<[u8; 32]>);

/// What admission found.
#[derive(Debug)]
pub(super) struct Judged {
    pub on: On,
    pub verdict: Verdict,
}

/// What it was judged by.
#[derive(Debug)]
pub(super) enum On {
    /// A document as it was.
    Document(DocumentNumber),
    /// The words of an entry of the same request.
    Begun(EntryKey),
    /// Nothing that could change.
    Nothing,
}

/// What was found.
#[derive(Debug)]
pub(super) enum Verdict {
    /// An edit whose change may be stored.
    Edit([u8; 32], Vec<[u8; 32]>),
    /// An approval of what is there.
    Approval,
    /// The same person has approved the same by this entry.
    SameAs(EntryKey),
    /// It may not be stored, or not now.
    Not(Outcome),
}

/// What stands of a request's judgements while it is written.
#[derive(Default)]
pub(super) struct Settled {
    /// Documents that are not as they were judged by.
    moved: HashSet<DocumentNumber>,
    /// Entries of the request that are stored.
    stored: HashSet<EntryKey>,
}

impl Settled {
    /// Compares heads.
    pub(super) fn begin(batch: &mut Batch<'_>, judged_on: &[JudgedOn]) -> Result<Self> {
        let mut settled = Self::default();
        for (number, heads) in judged_on {
            if batch.document(*number)?.heads != *heads {
                settled.moved.insert(*number);
            }
        }
        Ok(settled)
    }

    /// Whether a document is not as it was judged by.
    pub(super) fn has_moved(&self) -> bool {
        !self.moved.is_empty()
    }

    /// The answer of an entry that is not even looked at here: admission found that it has to come
    /// again, and that nothing was answered to it before.
    pub(super) fn postponed(checked: &Checked) -> Option<Outcome> {
        match &checked.judged {
            Some(Judged {
                verdict: Verdict::Not(outcome @ (Outcome::Later { .. } | Outcome::Rebase)),
                ..
            }) => Some(outcome.clone()),
            _ => None,
        }
    }

    /// Notes what became of an entry: what was judged on top of one that was not stored does not
    /// stand.
    pub(super) fn note(&mut self, checked: &Checked, outcome: &Outcome) {
        if matches!(outcome, Outcome::Stored { .. }) {
            self.stored.insert(checked.entry.key);
        } else if let Some(Judged {
            on: On::Document(number),
            verdict: Verdict::Edit(..),
        }) = &checked.judged
        {
            self.moved.insert(*number);
        }
    }

    /// The change of an edit that may be stored now, nothing for any other note that may, or the
    /// answer. `is_history` says that it is offered again after a restore: approvals were true when
    /// they were written.
    pub(super) fn check(
        &self,
        batch: &mut Batch<'_>,
        checked: &Checked,
        is_history: bool,
    ) -> Result<std::result::Result<Option<Change>, Outcome>> {
        let kind = checked.entry.kind.as_str();
        let is_edit = kind == TEXT_EDIT_KIND;
        if !is_edit && (kind != APPROVAL_KIND || is_history) {
            return Ok(Ok(None));
        }
        let Some(judged) = &checked.judged else {
            return Ok(Err(TRY_LATER));
        };
        match &judged.on {
            On::Document(number) if self.moved.contains(number) => {
                // Its author's phone makes it again from what is there; nobody else can.
                return Ok(Err(match is_edit && !is_history {
                    true => Outcome::Rebase,
                    false => TRY_LATER,
                }));
            }
            On::Begun(text) if !self.stored.contains(text) => {
                let why = LaterReason::AfterEarlier;
                return Ok(Err(Outcome::Later { why }));
            }
            _ => {}
        }
        Ok(match &judged.verdict {
            Verdict::Edit(hash, dependencies) => Ok(Some((*hash, dependencies.clone()))),
            Verdict::Approval => Ok(None),
            Verdict::SameAs(first) => Err(known(batch, checked, first)?),
            Verdict::Not(outcome) => Err(outcome.clone()),
        })
    }
}

/// Where the entry is that says the same.
fn known(batch: &mut Batch<'_>, checked: &Checked, first: &EntryKey) -> Result<Outcome> {
    let series = batch.series(&checked.entry.series)?;
    let rows = batch.write.entries_with_key(first)?;
    let Some(row) = rows.iter().find(|row| Some(row.series) == series) else {
        let why = LaterReason::AfterEarlier;
        return Ok(Outcome::Later { why });
    };
    let placement = batch.document(row.document)?.placement;
    Ok(Outcome::Known {
        placement: Some(placement),
        position: row.position,
    })
}
