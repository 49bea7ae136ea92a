//! An entry with all that the server's log says of it. Knows nothing of how it is stored.

use super::Actor;
use samenspel_model::entry::SignedEntry;
use samenspel_model::time::{Certainty, UnixMillis};

/// An entry at its place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainedEntry {
    /// The entry and its signature.
    pub signed: SignedEntry,
    /// Its actor in the Automerge document.
    pub actor: Actor,
    /// Its sequence number within its actor.
    pub seq: u64,
    /// Its position in the organisation's log.
    pub position: u64,
    /// When it was written, corrected and clamped by the server.
    pub corrected_at: UnixMillis,
    /// How sure that is.
    pub certainty: Certainty,
    /// When the server received it.
    pub arrived_at: UnixMillis,
    /// Accepted after its author's access had ended.
    pub late: bool,
    /// For an edit of co-written text: its Automerge change, uncompressed.
    pub text_change: Option<Vec<u8>>,
}
