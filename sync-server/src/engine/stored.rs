//! The form of what is sealed: an entry with all that the log says of it, and back.

use minicbor::{Decode, Encode};
use samenspel_document::{Actor, ChainedEntry};
use samenspel_model::ids::{DeviceId, DocumentId, Random};
use samenspel_model::wire::{Digest8, decode_bounded};
use samenspel_protocol::StoredEntry;

use super::Organisation;
use super::error::{EngineError, Result};
use crate::seal::{Place, SealingKey, Use};
use crate::storage::{DocumentRow, PayloadRow, ReadTransaction, SnapshotRow, StorageError};

/// Larger than any entry with its text change.
const STORED_BYTES_MAX: usize = 256 * 1024;

/// Bytes of a snapshot that are sealed together: what any range of it costs at least.
const SNAPSHOT_PART_BYTES: usize = 64 * 1024;

/// What is sealed of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub(super) struct Sealed {
    /// The device that signed it: told apart without reading the body.
    #[n(0)]
    pub device: DeviceId,
    /// What devices get.
    #[n(1)]
    pub stored: StoredEntry,
}

/// An entry at its position.
#[derive(Debug, Clone)]
pub(super) struct Positioned {
    pub position: u64,
    /// About how many bytes it takes in a page.
    pub bytes: usize,
    pub sealed: Sealed,
}

impl Positioned {
    /// Reads what was sealed.
    pub(super) fn read(document: DocumentId, position: u64, plain: &[u8]) -> Result<Self> {
        let sealed = decode_bounded(plain, STORED_BYTES_MAX)
            .map_err(|source| EngineError::Stored { document, source })?;
        Ok(Self {
            position,
            bytes: plain.len(),
            sealed,
        })
    }

    /// As the document's code takes it.
    pub(super) fn into_chained(self) -> Result<ChainedEntry> {
        let Sealed { device, stored } = self.sealed;
        let signed = stored
            .signed
            .ok_or_else(|| StorageError::Corrupt("a stored entry has no body".into()))?;
        Ok(ChainedEntry {
            signed,
            actor: Actor::entry(device, stored.incarnation),
            seq: stored.seq,
            position: self.position,
            corrected_at: stored.corrected_at,
            certainty: stored.certainty,
            arrived_at: stored.arrived_at,
            late: stored.late,
            text_change: stored.text_change.map(Vec::from),
        })
    }
}

/// The first 8 bytes of a change's hash.
pub(super) fn short(hash: &[u8; 32]) -> Digest8 {
    let mut digest = [0; 8];
    digest.copy_from_slice(&hash[..8]);
    Digest8(digest)
}

impl Organisation {
    /// Entries of a document after a position from what is not merged yet: at most `count_max`, and
    /// `bytes_max` bytes but for the first.
    pub(super) fn read_payloads(
        &self,
        read: &dyn ReadTransaction,
        document: &DocumentRow,
        after: u64,
        (count_max, bytes_max): (usize, usize),
    ) -> Result<Vec<Positioned>> {
        let rows = read.some_payloads(document.number, after, count_max, bytes_max)?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let key = self.document_key(&document.id)?;
        let open = |row: PayloadRow| {
            let place = Place {
                purpose: Use::Entry,
                document: document.id,
                position: row.position,
            };
            let plain = key.open(place, &row.sealed)?;
            Positioned::read(document.id, row.position, &plain)
        };
        rows.into_iter().map(open).collect()
    }

    /// A document's whole snapshot and the position it is as of.
    pub(super) fn open_snapshot(
        &self,
        read: &dyn ReadTransaction,
        document: &DocumentRow,
    ) -> Result<Option<(u64, Vec<u8>)>> {
        let Some(row) = read.snapshot(document.number)? else {
            return Ok(None);
        };
        let key = self.document_key(&document.id)?;
        let bytes = open_parts(&key, document.id, &row, 0)?;
        Ok(Some((row.as_of, bytes)))
    }
}

/// Seals a snapshot in parts, so that a range of it is opened without the rest.
pub(super) fn seal_snapshot(
    key: &SealingKey,
    document: DocumentId,
    (as_of, entries): (u64, u64),
    bytes: &[u8],
    random: &mut dyn Random,
) -> SnapshotRow {
    let place = snapshot_place(document, as_of);
    let parts = bytes.chunks(SNAPSHOT_PART_BYTES).zip(0..);
    let parts = parts.map(|(plain, part)| key.seal_part(place, part, plain, random));
    SnapshotRow {
        as_of,
        entries,
        length: bytes.len() as u64,
        part_bytes: SNAPSHOT_PART_BYTES as u64,
        parts: parts.collect(),
    }
}

/// Opens the parts that were read of a snapshot, of which the first has the number `first`.
pub(super) fn open_parts(
    key: &SealingKey,
    document: DocumentId,
    row: &SnapshotRow,
    first: u32,
) -> Result<Vec<u8>> {
    let place = snapshot_place(document, row.as_of);
    let mut bytes = Vec::new();
    for (sealed, part) in row.parts.iter().zip(first..) {
        bytes.extend(key.open_part(place, part, sealed)?);
    }
    Ok(bytes)
}

fn snapshot_place(document: DocumentId, as_of: u64) -> Place {
    Place {
        purpose: Use::Snapshot,
        document,
        position: as_of,
    }
}
