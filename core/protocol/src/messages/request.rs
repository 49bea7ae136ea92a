//! What a device asks in `POST /v1/sync`.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::SignedCommand;
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{DocumentId, Incarnation};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::wire::Digest8;

/// How far a device has read the organisation's log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Cursor {
    /// Of which life of the log.
    #[n(0)]
    pub incarnation: Incarnation,
    /// The last position read; 0 before the first.
    #[n(1)]
    pub position: u64,
}

/// The body of `POST /v1/sync`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SyncRequest {
    /// [`crate::PROTOCOL_VERSION`].
    #[n(0)]
    pub version: u16,
    /// The latest schema the app can write.
    #[n(1)]
    pub schema: u16,
    /// How far the device has read; `None` for a device without documents.
    #[n(2)]
    pub cursor: Option<Cursor>,
    /// The digest of the directory view that the device has.
    #[n(3)]
    pub directory: Option<Digest8>,
    /// Directory commands, applied before the entries.
    #[n(4)]
    pub commands: Vec<SignedCommand>,
    /// New entries, in the order they were written.
    #[n(5)]
    pub entries: Vec<PushEntry>,
    /// Documents, or the rest of them, that the device wants.
    #[n(6)]
    pub wants: Vec<Want>,
    /// Asks for the list of all documents that the device may read.
    #[n(7)]
    pub list_documents: bool,
    /// The digest of who is here today, as the device was last told.
    #[n(8)]
    pub here: Option<Digest8>,
}

/// An entry on its way to the server.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct PushEntry {
    /// The entry with its signature.
    #[n(0)]
    pub signed: SignedEntry,
    /// When it was written, corrected as well as the device can.
    #[n(1)]
    pub corrected_at: UnixMillis,
    /// How sure that is.
    #[n(2)]
    pub certainty: Certainty,
    /// For an edit of co-written text: the Automerge change.
    #[n(3)]
    pub text_change: Option<ByteVec>,
}

samenspel_model::hides_content!(PushEntry {
    signed,
    corrected_at,
    certainty
});

/// A document that the device wants: first its snapshot, then its entries after `after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Want {
    /// Which document.
    #[n(0)]
    pub document: DocumentId,
    /// The snapshot being fetched and how many bytes of it are there; `None` before the first.
    #[n(1)]
    pub snapshot: Option<SnapshotProgress>,
    /// Set once the snapshot is complete (or there is none): send entries after this position.
    #[n(2)]
    pub after: Option<u64>,
}

/// How much of a snapshot is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct SnapshotProgress {
    /// The position the snapshot is as of: its identity.
    #[n(0)]
    pub as_of: u64,
    /// Bytes received so far.
    #[n(1)]
    pub offset: u64,
}
