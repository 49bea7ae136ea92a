//! The rows that storage keeps. Blobs named `sealed` mean nothing without the key store.

use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{
    DeviceId, DocumentId, EntryKey, GroupId, Incarnation, InvitationId, OrgId, PersonId,
};
use samenspel_model::series::{Period, Placement, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::RecordId;
use samenspel_rules::schema::{Fixed, Remembered};

/// Storage's own number of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesNumber(pub i64);

/// Storage's own number of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentNumber(pub i64);

/// The organisation's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogRow {
    /// The organisation.
    pub org: OrgId,
    /// The present life of the log.
    pub incarnation: Incarnation,
    /// The last position handed out; 0 before the first.
    pub last_position: u64,
    /// The position of the directory's last change.
    pub directory_version: u64,
    /// The newest moment that was reckoned with when something was written.
    pub newest_at: UnixMillis,
    /// How often an operator set that right.
    pub clock_set_right: u64,
    /// When that was done last.
    pub clock_set_right_at: UnixMillis,
}

/// Whose, and of which series and period, a quota is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AuthorIn {
    /// The series.
    pub series: SeriesNumber,
    /// The period.
    pub period: Period,
    /// The author.
    pub author: PersonId,
    /// The group whose device wrote it in her name; nothing where her own did.
    pub tablet: Option<GroupId>,
}

/// What an author has written in a series and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuthorRow {
    /// How many entries.
    pub entries: u32,
    /// Their bytes.
    pub bytes: u64,
    /// The bytes of co-written text among them.
    pub text_bytes: u64,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its number; any value for one that is not added yet.
    pub number: DocumentNumber,
    /// Its id.
    pub id: DocumentId,
    /// The number of its series.
    pub series_number: SeriesNumber,
    /// Its series.
    pub series: Series,
    /// Its placement.
    pub placement: Placement,
    /// The position of its last entry.
    pub last_position: u64,
    /// How many entries it has.
    pub entries: u64,
    /// How many of them are in its snapshot.
    pub merged_entries: u64,
    /// The position its snapshot is as of; 0 without one.
    pub merged_up_to: u64,
    /// Bytes of its entries.
    pub bytes: u64,
    /// Bytes of its co-written text.
    pub text_bytes: u64,
    /// Its heads, sorted.
    pub heads: Vec<[u8; 32]>,
}

/// An entry's place, kept as long as its series has documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRow {
    /// Its series.
    pub series: SeriesNumber,
    /// Its document.
    pub document: DocumentNumber,
    /// Its position.
    pub position: u64,
    /// Of its canonical CBOR.
    pub content: ContentHash,
    /// Whether a retraction of it is stored.
    pub taken_back: bool,
    /// The note of which it tells those named in a case.
    pub reports: Option<EntryKey>,
    /// When it was stored.
    pub stored_at: UnixMillis,
    /// What a correction of it may not change.
    pub fixed: Fixed,
    /// What is remembered of it for what names it.
    pub remembered: Remembered,
}

/// An entry's sealed bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct PayloadRow {
    /// Its position.
    pub position: u64,
    /// Entry, signature, text change and side data.
    pub sealed: Vec<u8>,
}

samenspel_model::hides_content!(PayloadRow { position });

/// A document's snapshot, sealed in parts.
#[derive(Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    /// The position of the last entry in it.
    pub as_of: u64,
    /// How many entries are in it.
    pub entries: u64,
    /// Bytes of the whole before it was sealed.
    pub length: u64,
    /// Bytes of each part but the last, before it was sealed.
    pub part_bytes: u64,
    /// The parts that were asked for, in order.
    pub parts: Vec<Vec<u8>>,
}

samenspel_model::hides_content!(SnapshotRow {
    as_of,
    entries,
    length
});

/// What a document has after a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Following {
    /// The position its snapshot is as of; 0 without one.
    pub merged_up_to: u64,
    /// The first position after it among what is not merged.
    pub next: Option<u64>,
}

/// The end of an actor's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChainRow {
    /// The sequence number of its last change.
    pub seq: u64,
    /// Its highest operation.
    pub max_op: u64,
    /// The hash of its last change.
    pub hash: [u8; 32],
}

/// A refusal that is remembered.
#[derive(Clone, PartialEq, Eq)]
pub struct RefusalRow {
    /// The device that signed the entry.
    pub device: DeviceId,
    /// The code's number and its arguments, as CBOR.
    pub answer: Vec<u8>,
    /// When.
    pub refused_at: UnixMillis,
}

samenspel_model::hides_content!(RefusalRow { device, refused_at });

/// An entry that waits for a manager.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// Its key.
    pub key: EntryKey,
    /// The device that signed it.
    pub device: DeviceId,
    /// Its series.
    pub series: Series,
    /// The document whose key seals it.
    pub document: DocumentId,
    /// Of its canonical CBOR.
    pub content: ContentHash,
    /// The number of the reason.
    pub why: u8,
    /// When it came.
    pub arrived_at: UnixMillis,
    /// The position that seals it.
    pub position: u64,
    /// The entry as it came.
    pub sealed: Vec<u8>,
}

samenspel_model::hides_content!(HeldRow {
    key,
    device,
    series,
    why,
    position
});

/// A row of the audit.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its number, from 1.
    pub number: u64,
    /// When.
    pub at: UnixMillis,
    /// The number of what was done.
    pub action: u8,
    /// The commitment to who did it to what.
    pub commitment: [u8; 32],
    /// The hash that chains it to the row before.
    pub hash: [u8; 32],
    /// The id whose key seals the opening.
    pub document: DocumentId,
    /// What opens the commitment, sealed; none after an erasure.
    pub opening: Option<Vec<u8>>,
}

samenspel_model::hides_content!(AuditRow { number, at, action });

/// A record of the directory.
#[derive(Clone, PartialEq, Eq)]
pub struct DirectoryRow {
    /// The record's id.
    pub id: RecordId,
    /// The position of its last change.
    pub position: u64,
    /// The record.
    pub sealed: Vec<u8>,
    /// By whom it is found, if by somebody.
    pub holder: Option<Vec<u8>>,
}

samenspel_model::hides_content!(DirectoryRow { id, position });

/// An invitation.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationRow {
    /// Its id.
    pub id: InvitationId,
    /// The hash of its code.
    pub code_hash: [u8; 32],
    /// For whom, as CBOR.
    pub holder: Vec<u8>,
    /// Until when.
    pub expires_at: UnixMillis,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
    /// The device that made it; nothing where the operator did.
    pub made_by: Option<DeviceId>,
}

samenspel_model::hides_content!(InvitationRow {
    id,
    expires_at,
    used_by,
    made_by
});

/// What a person asked of the directory by a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedRow {
    /// The number of the kind of thing.
    pub kind: u8,
    /// The thing's id.
    pub id: [u8; 16],
    /// Who asked.
    pub person: PersonId,
    /// From which device.
    pub device: DeviceId,
    /// When it was done.
    pub at: UnixMillis,
    /// Whether it is still open, for what can be closed.
    pub open: bool,
    /// Whether it was closed because its device was revoked.
    pub closed_with_device: bool,
}

/// What became of a directory command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandRow {
    /// Of its body.
    pub content: [u8; 32],
    /// The position of its directory event.
    pub position: u64,
}

/// Counts for the operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Documents.
    pub documents: u64,
    /// Entries stored.
    pub entries: u64,
    /// Sealed entries not yet merged into a snapshot.
    pub unmerged: u64,
    /// Snapshots.
    pub snapshots: u64,
    /// Bytes of sealed snapshots.
    pub snapshot_bytes: u64,
    /// Entries that wait for a manager.
    pub held: u64,
    /// The last position.
    pub last_position: u64,
}
