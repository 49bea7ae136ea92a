//! What the server answers to `POST /v1/sync`: outcomes, the page, parts of wanted documents.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::Cursor;
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{DocumentId, EntryKey, Incarnation};
use samenspel_model::series::{DocumentKind, Placement, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::Outcome;
use samenspel_model::wire::{Digest8, Digest16};
use samenspel_rules::directory::{HereToday, Record};

/// The body of the answer to `POST /v1/sync`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SyncResponse {
    /// [`crate::PROTOCOL_VERSION`].
    #[n(0)]
    pub version: u16,
    /// The server's clock when it answered.
    #[n(1)]
    pub server_time: UnixMillis,
    /// The latest schema the server accepts.
    #[n(2)]
    pub schema: u16,
    /// Set when the device's cursor is of an earlier life of the log: everything after this
    /// position of that life is unknown to the server. The device offers what it holds beyond it.
    #[n(3)]
    pub restored: Option<u64>,
    /// One per command, in order.
    #[n(4)]
    pub command_outcomes: Vec<Outcome>,
    /// One per entry, in order.
    #[n(5)]
    pub outcomes: Vec<Outcome>,
    /// The device's whole directory view, if its digest differs.
    #[n(6)]
    pub directory: Option<DirectoryView>,
    /// All documents the device may read, if it asked.
    #[n(7)]
    pub documents: Option<Vec<ListedDocument>>,
    /// New entries after the cursor.
    #[n(8)]
    pub page: Page,
    /// Parts of the documents it wanted.
    #[n(9)]
    pub wanted: Vec<Wanted>,
    /// Where the page ends: the device's next cursor.
    #[n(10)]
    pub cursor: Cursor,
    /// Whether there is more after the page.
    #[n(11)]
    pub more: bool,
    /// If there is no more: the digest over all documents the device may read, as of the cursor.
    #[n(12)]
    pub digest: Option<Digest16>,
    /// Who is here today on the groups whose people the device may see, if its digest differs.
    #[n(13)]
    pub here: Option<HereView>,
}

/// The part of the directory that one device needs.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DirectoryView {
    /// Of the records, as `directory::view_digest` computes it.
    #[n(0)]
    pub digest: Digest8,
    /// The records, in order of their ids.
    #[n(1)]
    pub records: Vec<Record>,
}

/// Who is here today, as one device may know it: no part of the directory, which it would change
/// every morning for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct HereView {
    /// Of the rows, as `directory::here_digest` computes it.
    #[n(0)]
    pub digest: Digest8,
    /// In order of groups, then people.
    #[n(1)]
    pub here: Vec<HereToday>,
}

/// A document in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct ListedDocument {
    /// Kind.
    #[n(0)]
    pub kind: DocumentKind,
    /// Subject.
    #[n(1)]
    pub subject: Subject,
    /// Placement.
    #[n(2)]
    pub placement: Placement,
    /// Hash of its sorted heads as of the response's cursor.
    #[n(3)]
    pub heads: Digest8,
}

/// Which documents a page's entries are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct PageDocument {
    /// Kind.
    #[n(0)]
    pub kind: DocumentKind,
    /// Subject.
    #[n(1)]
    pub subject: Subject,
    /// Placement.
    #[n(2)]
    pub placement: Placement,
    /// If the page holds the document's latest entry as of its cursor: the hash of its sorted heads.
    #[n(3)]
    pub heads: Option<Digest8>,
}

/// Entries in log order with the documents they are in, and documents to be fetched whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Page {
    /// Each document once.
    #[n(0)]
    pub documents: Vec<PageDocument>,
    /// In ascending order of position.
    #[n(1)]
    pub entries: Vec<PulledEntry>,
    /// Documents of which something after the cursor is in a snapshot by now: not cut out of it
    /// again, but wanted by the device. None of them has entries in this page.
    #[n(2)]
    pub merged: Vec<MergedDocument>,
}

/// A document that a device behind its snapshot wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct MergedDocument {
    /// Kind.
    #[n(0)]
    pub kind: DocumentKind,
    /// Subject.
    #[n(1)]
    pub subject: Subject,
    /// Placement.
    #[n(2)]
    pub placement: Placement,
    /// Its last position: a device that has the document up to here already wants nothing.
    #[n(3)]
    pub up_to: u64,
}

/// An entry on its way to a device, with the position the server gave it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct PulledEntry {
    /// Index in [`Page::documents`].
    #[n(0)]
    pub document: u32,
    /// Position in the log.
    #[n(1)]
    pub position: u64,
    /// What the server stored beside it.
    #[n(2)]
    pub stored: StoredEntry,
}

/// An entry as it is stored: what both sides need to put it into the Automerge document.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct StoredEntry {
    /// Entry and signature; absent where the receiving device signed it itself in this request's
    /// log life and is expected to hold it. A device that does not, wants the document.
    #[n(0)]
    pub signed: Option<SignedEntry>,
    /// The incarnation part of its actor.
    #[n(1)]
    pub incarnation: Incarnation,
    /// Its sequence number within its actor.
    #[n(2)]
    pub seq: u64,
    /// The first 8 bytes of its Automerge change's hash: both sides computed the same change.
    #[n(3)]
    pub change: Digest8,
    /// The key of the entry, to find an entry whose body is left out.
    #[n(4)]
    pub key: EntryKey,
    /// When it was written, corrected and clamped by the server.
    #[n(5)]
    pub corrected_at: UnixMillis,
    /// How sure that is.
    #[n(6)]
    pub certainty: Certainty,
    /// When the server received it.
    #[n(7)]
    pub arrived_at: UnixMillis,
    /// Accepted after the author's access had ended.
    #[n(8)]
    pub late: bool,
    /// For an edit of co-written text: the Automerge change.
    #[n(9)]
    pub text_change: Option<ByteVec>,
}

samenspel_model::hides_content!(StoredEntry { key, seq, late });

/// A part of a wanted document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Wanted {
    /// Which document.
    #[n(0)]
    pub document: DocumentId,
    /// The part.
    #[n(1)]
    pub part: WantedPart,
}

/// A part of a wanted document.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub enum WantedPart {
    /// A range of the snapshot; a device with a range of another `as_of` starts anew.
    #[n(0)]
    Snapshot {
        /// The position that the snapshot is as of.
        #[n(0)]
        as_of: u64,
        /// Its whole length in bytes.
        #[n(1)]
        length: u64,
        /// Where the range starts.
        #[n(2)]
        offset: u64,
        /// The range.
        #[cbor(n(3), with = "minicbor::bytes")]
        bytes: Vec<u8>,
    },
    /// Entries after the snapshot or after `after`.
    #[n(1)]
    Entries {
        /// All of this document.
        #[n(0)]
        page: Page,
        /// The document is complete up to this position.
        #[n(1)]
        up_to: u64,
        /// Whether the document has none after that.
        #[n(2)]
        complete: bool,
    },
    /// The device may not read it, or it does not exist: purge it.
    #[n(2)]
    Gone,
}

impl std::fmt::Debug for WantedPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Snapshot {
                as_of,
                offset,
                bytes,
                ..
            } => {
                write!(
                    f,
                    "Snapshot(as of {as_of}, {} bytes from {offset})",
                    bytes.len()
                )
            }
            Self::Entries { page, up_to, .. } => {
                write!(f, "Entries({} up to {up_to})", page.entries.len())
            }
            Self::Gone => f.write_str("Gone"),
        }
    }
}

/// The one event of `GET /v1/hints`: something is new; never what.
pub const HINT_EVENT: &str = "changed";
