//! The gate that the server puts before co-written text: inspects an edit, checks it against its
//! document, holds it to what its entry signed, and tries it. Knows nothing of how it is stored.

use automerge::Automerge;
use samenspel_core::document::text::{self, TextChange, TextRefusal, TrialError, TrialRunner};
use samenspel_core::document::{CHANGE_HASH_FIELD, advance_heads, materialise};
use samenspel_core::entry::{Entry, Value};
use samenspel_core::protocol::{LaterReason, Outcome, RefusalCode};

use crate::engine::{TextEdit, TextGate, TextVerdict};

const AGREEMENT_FIELD: &str = "agreement";
const TEXT_HASH_FIELD: &str = "text_hash";

/// Lets an edit pass that is what it should be, and survives its trial.
pub struct CheckedGate<R> {
    trials: R,
}

impl<R: TrialRunner> CheckedGate<R> {
    /// A gate that tries edits with `trials`.
    pub fn new(trials: R) -> Self {
        Self { trials }
    }

    fn pass(&mut self, edit: TextEdit<'_>) -> Result<TextChange, Outcome> {
        // Before a document is loaded: most of what is wrong shows in the bytes alone.
        let change = text::inspect(edit.change).map_err(TextRefusal::outcome)?;
        check_field(edit.entry, CHANGE_HASH_FIELD, &change.hash())?;
        let [agreement] = edit.entry.keys(AGREEMENT_FIELD)[..] else {
            return Err(invalid(AGREEMENT_FIELD));
        };
        let document = materialise(edit.snapshot, edit.tail).map_err(|error| {
            tracing::error!(%error, "a stored document does not load; an edit of its text waits");
            wait()
        })?;
        let device = edit.entry.device;
        let checked =
            text::check(&document, &agreement, &change, device).map_err(TextRefusal::outcome)?;
        check_field(edit.entry, TEXT_HASH_FIELD, &checked.text_hash)?;
        self.hold_trial(&document, &change)?;
        Ok(change)
    }

    fn hold_trial(&mut self, document: &Automerge, change: &TextChange) -> Result<(), Outcome> {
        let mut expected: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
        expected.sort_unstable();
        advance_heads(&mut expected, change.dependencies(), change.hash());
        match self
            .trials
            .trial(&document.save(), &[change.bytes().to_vec()])
        {
            Ok(outcome) if outcome.heads == expected => Ok(()),
            Ok(_) => Err(TextRefusal::Trial.outcome()),
            Err(error) => {
                tracing::warn!(%error, "a text change was not passed by its trial");
                Err(judge_failure(&error))
            }
        }
    }
}

impl<R: TrialRunner> TextGate for CheckedGate<R> {
    fn judge(&mut self, edit: TextEdit<'_>) -> TextVerdict {
        match self.pass(edit) {
            Ok(change) => TextVerdict::Accepted {
                hash: change.hash(),
                dependencies: change.dependencies().to_vec(),
            },
            Err(outcome) => TextVerdict::Not(outcome),
        }
    }
}

fn judge_failure(error: &TrialError) -> Outcome {
    if error.is_refusal() {
        TextRefusal::Trial.outcome()
    } else {
        wait()
    }
}

fn wait() -> Outcome {
    Outcome::Later {
        why: LaterReason::Rate,
    }
}

/// The entry signs what the change is and what it makes of the text.
fn check_field(entry: &Entry, name: &str, expected: &[u8; 32]) -> Result<(), Outcome> {
    match entry.fields.get(name) {
        Some(Value::Bytes(bytes)) if bytes[..] == expected[..] => Ok(()),
        _ => Err(invalid(name)),
    }
}

fn invalid(field: &str) -> Outcome {
    Outcome::Refused {
        code: RefusalCode::FieldInvalid,
        args: vec![field.to_owned()],
    }
}
