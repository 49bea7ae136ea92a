//! The gate that every edit of co-written text passes: the only foreign Automerge bytes the server
//! reads. What passes it is decided elsewhere; this says what it is asked and what it answers.

use samenspel_core::document::ChainedEntry;
use samenspel_core::entry::Entry;
use samenspel_core::protocol::{Outcome, RefusalCode};

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

/// Lets nothing pass: an edit that nobody can check is not stored.
#[derive(Debug, Default, Clone, Copy)]
pub struct ClosedGate;

impl TextGate for ClosedGate {
    fn judge(&mut self, _: TextEdit<'_>) -> TextVerdict {
        TextVerdict::Not(Outcome::Refused {
            code: RefusalCode::TextTrial,
            args: Vec::new(),
        })
    }
}
