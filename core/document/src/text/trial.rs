//! The trial of text changes: apply, save, load again, compare. What passed every check may still
//! meet a fault in Automerge; better here than in the stored document. Knows nothing of processes:
//! the server runs this in a child.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, Change};

/// What a trial found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrialOutcome {
    /// The document's heads after the changes, sorted.
    pub heads: Vec<[u8; 32]>,
}

/// Why a trial was not passed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrialError {
    /// The stored document itself does not load: not the changes' fault.
    #[error("the stored document does not load")]
    Document,
    /// A change is not in the document after it was applied, or could not be applied.
    #[error("the changes do not apply")]
    DoesNotApply,
    /// The document with the changes does not load again as it was saved.
    #[error("the document does not load again with the changes")]
    DoesNotReload,
    /// It came to a bad end: a panic, too much memory or time.
    #[error("the trial did not end well: {0}")]
    Died(&'static str),
    /// No trial could be held; the changes may be offered again.
    #[error("no trial could be held: {0}")]
    Unavailable(String),
}

impl TrialError {
    /// Whether the changes are to blame; otherwise they may be offered again later.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::DoesNotApply | Self::DoesNotReload | Self::Died(_) => true,
            Self::Document | Self::Unavailable(_) => false,
        }
    }
}

/// Tries changes on a document before they are stored; several threads may at once.
pub trait TrialRunner: Send + Sync {
    /// Applies `changes`, in order, to the saved `document` and reports its heads.
    fn trial(&self, document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError>;
}

/// Holds trials in this process, for the simulation: no limits of time or memory.
#[derive(Debug, Default, Clone, Copy)]
pub struct InProcessTrial;

impl TrialRunner for InProcessTrial {
    fn trial(&self, document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
        let trial = AssertUnwindSafe(|| run_trial(document, changes));
        catch_unwind(trial).unwrap_or(Err(TrialError::Died("panic")))
    }
}

/// The trial itself.
pub fn run_trial(document: &[u8], changes: &[Vec<u8>]) -> Result<TrialOutcome, TrialError> {
    let mut document = Automerge::load(document).map_err(|_| TrialError::Document)?;
    let changes = changes
        .iter()
        .map(|bytes| Change::try_from(&bytes[..]))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| TrialError::DoesNotApply)?;
    let applied = document.apply_changes(changes.clone());
    applied.map_err(|_| TrialError::DoesNotApply)?;
    let there = |change: &Change| document.get_change_meta_by_hash(&change.hash()).is_some();
    if !changes.iter().all(there) {
        return Err(TrialError::DoesNotApply);
    }
    let reloaded = Automerge::load(&document.save()).map_err(|_| TrialError::DoesNotReload)?;
    let heads = sorted_heads(&document);
    if sorted_heads(&reloaded) != heads || reloaded.hydrate(None) != document.hydrate(None) {
        return Err(TrialError::DoesNotReload);
    }
    Ok(TrialOutcome { heads })
}

fn sorted_heads(document: &Automerge) -> Vec<[u8; 32]> {
    let mut heads: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
    heads.sort_unstable();
    heads
}
