//! Co-written text: the only Automerge changes that come from outside. Reads them with every bound
//! checked first, checks them against the document, makes them on the device, merges three ways.
//! Knows nothing of entries' meaning, of storage or of processes.
//!
//! Why so strict: a 103-byte run-length coded change costs Automerge's decoder 1.7 GB, and changes
//! that merge cleanly can make a saved document unloadable. So foreign bytes are read here, by a
//! reader that counts before it lays out, and only what Automerge's own encoder makes of the same
//! operations, byte for byte, is applied.

mod abbreviations;
mod brackets;
mod change;
mod check;
mod columns;
mod difference;
mod edit;
mod hashes;
mod inspect;
mod leaning;
mod merge;
mod overlaps;
mod places;
mod reader;
mod refusal;
mod sentences;
mod state;
mod trial;

pub use change::{Element, TextChange, TextOperation};
pub use check::{Checked, check};
pub use difference::{Passage, passages};
pub use edit::{Edit, EditError, make_change};
pub use hashes::{edits_hash, text_hash};
pub use inspect::inspect;
pub use merge::{Merged, Overlap, merge3};
pub use overlaps::{overlaps_of, overlaps_told};
pub use refusal::TextRefusal;
pub use state::read_text;
pub use trial::{InProcessTrial, TrialError, TrialOutcome, TrialRunner, run_trial};

use samenspel_model::entry::is_forbidden;
