//! The gate that every edit of co-written text passes: the only foreign Automerge bytes the server
//! reads. Says what becomes of an edit on a loaded document; knows nothing of storage, of who may
//! write, or of where trials are held.

use automerge::{Automerge, Change};
use samenspel_document::text;
use samenspel_document::text::{TextChange, TextRefusal, TrialRunner};
use samenspel_document::{CHANGE_HASH_FIELD, advance_heads};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};

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

/// The gate: every static check, the check against the document, and a trial. Many threads may use
/// it at once.
pub struct TextGate {
    trial: Box<dyn TrialRunner>,
}

impl TextGate {
    /// A gate whose trials are held by `trial`: in the product in a child process, always.
    pub fn new(trial: impl TrialRunner + 'static) -> Self {
        let trial = Box::new(trial);
        Self { trial }
    }

    /// Reads the change beside an edit's entry, without any document.
    pub fn inspect(entry: &Entry, change: &[u8]) -> Result<TextChange, Outcome> {
        let change = text::inspect(change).map_err(TextRefusal::outcome)?;
        signed_as(entry, CHANGE_HASH_FIELD, &change.hash())?;
        Ok(change)
    }

    /// Judges an edit on top of `document`. An accepted one is in it afterwards: the next edit may
    /// stand on it.
    pub fn judge(
        &self,
        document: &mut Automerge,
        entry: &Entry,
        change: &TextChange,
    ) -> TextVerdict {
        match self.check(document, entry, change) {
            Ok(()) => TextVerdict::Accepted {
                hash: change.hash(),
                dependencies: change.dependencies().to_vec(),
            },
            Err(outcome) => TextVerdict::Not(outcome),
        }
    }

    fn check(
        &self,
        document: &mut Automerge,
        entry: &Entry,
        change: &TextChange,
    ) -> Result<(), Outcome> {
        let agreement = entry.keys("agreement");
        let agreement = agreement
            .first()
            .ok_or_else(|| refused(RefusalCode::FieldMissing, "agreement"))?;
        let checked =
            text::check(document, agreement, change, entry.device).map_err(TextRefusal::outcome)?;
        signed_as(entry, "text_hash", &checked.text_hash)?;
        self.hold_trial(document, change)?;
        // What passed the trial is what every document of this text is made of from here on.
        let applied = Change::try_from(change.bytes())
            .map_err(|_| TextRefusal::Trial.outcome())
            .map(|change| document.apply_changes([change]));
        match applied? {
            Ok(()) => Ok(()),
            Err(_) => Err(TextRefusal::Trial.outcome()),
        }
    }

    fn hold_trial(&self, document: &Automerge, change: &TextChange) -> Result<(), Outcome> {
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

/// The fault is the server's, or it has no time for this now: the edit comes again.
pub(super) const TRY_LATER: Outcome = Outcome::Later {
    why: LaterReason::Rate,
};

/// The entry's signature covers the change and the text it makes.
fn signed_as(entry: &Entry, field: &str, hash: &[u8; 32]) -> Result<(), Outcome> {
    match entry.fields.get(field) {
        Some(Value::Bytes(bytes)) if bytes == hash => Ok(()),
        _ => Err(refused(RefusalCode::FieldInvalid, field)),
    }
}

pub(super) fn refused(code: RefusalCode, field: &str) -> Outcome {
    Outcome::Refused {
        code,
        args: vec![field.to_owned()],
    }
}
