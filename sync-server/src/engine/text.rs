//! The gate that every edit of co-written text passes: the only foreign Automerge bytes the server
//! reads. What passes it is decided elsewhere; this says what it is asked and what it answers.

use automerge::Automerge;
use samenspel_core::document::text::{self, TextRefusal, TrialRunner};
use samenspel_core::document::{CHANGE_HASH_FIELD, ChainedEntry, advance_heads, materialise};
use samenspel_core::entry::{Entry, Value};
use samenspel_core::protocol::{LaterReason, Outcome, RefusalCode};

/// An edit, with the document it is for.
#[derive(Debug, Clone, Copy)]
pub struct TextEdit<'a> {
    /// The edit's entry; its signature is verified, its author may write here.
    pub entry: &'a Entry,
    /// The Automerge change that came with it.
    pub change: &'a [u8],
    /// The document's snapshot.
    pub snapshot: Option<&'a [u8]>,
    /// Its entries after the snapshot.
    pub tail: &'a [ChainedEntry],
}

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextVerdict {
    /// It may be stored.
    Accepted {
        /// The hash of the change.
        hash: [u8; 32],
        /// The changes it stands on.
        dependencies: Vec<[u8; 32]>,
    },
    /// It may not, or not now.
    Not(Outcome),
}

/// Judges edits of co-written text, one at a time.
pub trait TextGate: Send {
    /// Judges an edit.
    fn judge(&mut self, edit: TextEdit<'_>) -> TextVerdict;
}

/// The gate: every static check, the check against the document, and a trial.
pub struct CheckedGate {
    trial: Box<dyn TrialRunner>,
}

impl CheckedGate {
    /// A gate whose trials are held by `trial`: in production in a child process.
    pub fn new(trial: Box<dyn TrialRunner>) -> Self {
        Self { trial }
    }

    fn check(&mut self, edit: TextEdit<'_>) -> Result<text::TextChange, Outcome> {
        let change = text::inspect(edit.change).map_err(TextRefusal::outcome)?;
        signed_as(edit.entry, CHANGE_HASH_FIELD, &change.hash())?;
        let agreement = edit.entry.keys("agreement");
        let agreement = agreement
            .first()
            .ok_or_else(|| refused(RefusalCode::FieldMissing, "agreement"))?;
        let document = materialise(edit.snapshot, edit.tail).map_err(|error| {
            tracing::error!(%error, "a stored document does not load");
            TRY_LATER
        })?;
        let checked = text::check(&document, agreement, &change, edit.entry.device)
            .map_err(TextRefusal::outcome)?;
        signed_as(edit.entry, "text_hash", &checked.text_hash)?;
        self.hold_trial(&document, &change)?;
        Ok(change)
    }

    fn hold_trial(
        &mut self,
        document: &Automerge,
        change: &text::TextChange,
    ) -> Result<(), Outcome> {
        let mut expected: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
        expected.sort_unstable();
        advance_heads(&mut expected, change.dependencies(), change.hash());
        let changes = [change.bytes().to_vec()];
        match self.trial.trial(&document.save(), &changes) {
            Ok(outcome) if outcome.heads == expected => Ok(()),
            Ok(_) => Err(TextRefusal::Trial.outcome()),
            Err(error) if error.is_refusal() => {
                tracing::warn!(%error, "an edit did not pass its trial");
                Err(TextRefusal::Trial.outcome())
            }
            Err(error) => {
                tracing::error!(%error, "no trial could be held");
                Err(TRY_LATER)
            }
        }
    }
}

/// The fault is the server's: the edit comes again.
pub(super) const TRY_LATER: Outcome = Outcome::Later {
    why: LaterReason::Rate,
};

impl TextGate for CheckedGate {
    fn judge(&mut self, edit: TextEdit<'_>) -> TextVerdict {
        match self.check(edit) {
            Ok(change) => TextVerdict::Accepted {
                hash: change.hash(),
                dependencies: change.dependencies().to_vec(),
            },
            Err(outcome) => TextVerdict::Not(outcome),
        }
    }
}

/// The entry's signature covers the change and the text it makes.
fn signed_as(entry: &Entry, field: &str, hash: &[u8; 32]) -> Result<(), Outcome> {
    match entry.fields.get(field) {
        Some(Value::Bytes(bytes)) if bytes == hash => Ok(()),
        _ => Err(refused(RefusalCode::FieldInvalid, field)),
    }
}

fn refused(code: RefusalCode, field: &str) -> Outcome {
    Outcome::Refused {
        code,
        args: vec![field.to_owned()],
    }
}
