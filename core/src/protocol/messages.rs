//! The messages of `POST /v1/sync` and `POST /v1/enrol`, as CBOR arrays by field number.
//!
//! Unknown later fields are skipped, so a newer peer may add some; numbers are never reused.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

use super::{HoldReason, LaterReason, RefusalCode};
use crate::directory::{DayGrant, Holder, Person, Record};
use crate::document::{DocumentKind, Placement, Subject};
use crate::entry::{DevicePublicKey, SignatureBytes, SignedEntry};
use crate::ids::{DeviceId, DocumentId, Incarnation, InvitationId, OrgId};
use crate::time::{Certainty, UnixMillis};

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
    /// [`super::PROTOCOL_VERSION`].
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
}

/// An entry on its way to the server.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
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

/// An 8-byte digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Digest8(#[cbor(with = "minicbor::bytes")] pub [u8; 8]);

/// A digest over all documents a device may read: see `document::digest`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Digest16(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

/// The body of the answer to `POST /v1/sync`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SyncResponse {
    /// [`super::PROTOCOL_VERSION`].
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
}

/// What became of one entry or command.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Outcome {
    /// Durably stored. For a command, placement is absent and position its directory event's.
    #[n(0)]
    Stored {
        /// Which document of the series it is in.
        #[n(0)]
        placement: Option<Placement>,
        /// Its position in the log.
        #[n(1)]
        position: u64,
    },
    /// Was stored before, with the same content.
    #[n(1)]
    Known {
        /// Which document of the series it is in.
        #[n(0)]
        placement: Option<Placement>,
        /// Its position in the log.
        #[n(1)]
        position: u64,
    },
    /// To be offered again later.
    #[n(2)]
    Later {
        /// Why.
        #[n(0)]
        why: LaterReason,
    },
    /// Kept for a manager to decide.
    #[n(3)]
    Held {
        /// Why.
        #[n(0)]
        why: HoldReason,
    },
    /// Refused for good: back to its author.
    #[n(4)]
    Refused {
        /// Why.
        #[n(0)]
        code: RefusalCode,
        /// Which field or limit.
        #[n(1)]
        args: Vec<String>,
    },
    /// A text edit whose base is not the latest: rebase the intent and send it again.
    #[n(5)]
    Rebase,
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

/// Entries in log order with the documents they are in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Encode, Decode)]
pub struct Page {
    /// Each document once.
    #[n(0)]
    pub documents: Vec<PageDocument>,
    /// In ascending order of position.
    #[n(1)]
    pub entries: Vec<PulledEntry>,
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
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
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
    pub key: crate::ids::EntryKey,
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
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
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

/// A change of the directory that a person asks for, signed by the device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct SignedCommand {
    /// CBOR of a [`DirectoryCommand`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// By the requesting device, under the command tag.
    #[n(1)]
    pub signature: SignatureBytes,
}

/// What a person may ask of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DirectoryCommand {
    /// The organisation.
    #[n(0)]
    pub org: OrgId,
    /// Permanent: the same command sent twice is applied once.
    #[n(1)]
    pub key: crate::ids::EntryKey,
    /// The signing device.
    #[n(2)]
    pub device: DeviceId,
    /// When it was asked for, uncorrected.
    #[n(3)]
    pub written_at: UnixMillis,
    /// What.
    #[n(4)]
    pub action: CommandAction,
}

/// The directory commands.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum CommandAction {
    /// Opens a circle; the asker is a member.
    #[n(0)]
    OpenCircle(#[n(0)] crate::directory::Circle),
    /// Lets a substitute in for a day.
    #[n(1)]
    GrantDay(#[n(0)] DayGrant),
    /// Creates a provisional person, to be merged later.
    #[n(2)]
    AddProvisionalPerson(#[n(0)] Person),
    /// Invites the asker's own next device, or a person or group the asker may invite.
    #[n(3)]
    Invite(#[n(0)] InvitationRequest),
}

/// An invitation that a device asks for. The code stays on the device; the server gets its hash.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InvitationRequest {
    /// Id.
    #[n(0)]
    pub id: InvitationId,
    /// For whom.
    #[n(1)]
    pub holder: Holder,
    /// `blake3::derive_key("samenspel invitation 1", code)`.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code_hash: [u8; 32],
}

/// The body of `POST /v1/enrol`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EnrolRequest {
    /// [`super::PROTOCOL_VERSION`].
    #[n(0)]
    pub version: u16,
    /// The organisation.
    #[n(1)]
    pub org: OrgId,
    /// The invitation's secret code.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code: Vec<u8>,
    /// The new profile's id, drawn by the device.
    #[n(3)]
    pub device: DeviceId,
    /// Its key.
    #[n(4)]
    pub public_key: DevicePublicKey,
    /// What the holder calls it.
    #[n(5)]
    pub device_name: String,
    /// Proof that the device has the key: over org, code, device and key, under the enrolment tag.
    #[n(6)]
    pub proof: SignatureBytes,
}

impl EnrolRequest {
    /// What the proof is over.
    pub fn proof_message(
        org: &OrgId,
        code: &[u8],
        device: &DeviceId,
        public_key: &DevicePublicKey,
    ) -> Vec<u8> {
        [&org.0[..], &device.0[..], &public_key.0[..], code].concat()
    }
}

/// The answer to `POST /v1/enrol`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EnrolResponse {
    /// Who holds the new profile.
    #[n(0)]
    pub holder: Holder,
    /// The server's time.
    #[n(1)]
    pub server_time: UnixMillis,
    /// The organisation's name, for the screen.
    #[n(2)]
    pub organisation: String,
}

/// An invitation as its QR code or text carries it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct InvitationTicket {
    /// Where the server is, without path.
    #[n(0)]
    pub url: String,
    /// The organisation.
    #[n(1)]
    pub org: OrgId,
    /// The secret code.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub code: Vec<u8>,
}

/// The hash under which a server keeps an invitation's code.
pub fn invitation_code_hash(code: &[u8]) -> [u8; 32] {
    blake3::derive_key("samenspel invitation 1", code)
}

/// The one event of `GET /v1/hints`: something is new; never what.
pub const HINT_EVENT: &str = "changed";
