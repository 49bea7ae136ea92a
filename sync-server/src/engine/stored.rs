//! The form of what is sealed: an entry with all that the log says of it, and back.

use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};
use samenspel_core::document::snapshot::{self, Snapshot};
use samenspel_core::document::{Actor, ChainState, ChainedEntry, encode};
use samenspel_core::ids::{DeviceId, DocumentId};
use samenspel_core::protocol::{self, Digest8, StoredEntry, decode_bounded};

use super::Organisation;
use super::error::{EngineError, Result};
use crate::seal::{Place, Use};
use crate::storage::{DocumentRow, PayloadRow, ReadTransaction, StorageError};

/// Larger than any entry with its text change.
const STORED_BYTES_MAX: usize = 256 * 1024;

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
    /// Entries of a document after a position, at most `count_max`, from what is not merged yet.
    pub(super) fn read_payloads(
        &self,
        read: &dyn ReadTransaction,
        document: &DocumentRow,
        after: u64,
        count_max: usize,
    ) -> Result<Vec<Positioned>> {
        let rows = read.payloads(document.number, after, count_max)?;
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

    /// A document's snapshot and the position it is as of.
    pub(super) fn open_snapshot(
        &self,
        read: &dyn ReadTransaction,
        document: &DocumentRow,
    ) -> Result<Option<(u64, Vec<u8>)>> {
        let Some(row) = read.snapshot(document.number)? else {
            return Ok(None);
        };
        let place = Place {
            purpose: Use::Snapshot,
            document: document.id,
            position: row.as_of,
        };
        let key = self.document_key(&document.id)?;
        Ok(Some((row.as_of, key.open(place, &row.sealed)?)))
    }

    /// The entries after a position that are in the document's snapshot.
    pub(super) fn read_merged(
        &self,
        read: &dyn ReadTransaction,
        document: &DocumentRow,
        after: u64,
    ) -> Result<Vec<Positioned>> {
        let Some((_, bytes)) = self.open_snapshot(read, document)? else {
            return Ok(Vec::new());
        };
        let failed = |source| EngineError::Snapshot {
            document: document.id,
            source: Box::new(source),
        };
        from_snapshot(snapshot::read(&bytes).map_err(failed)?, after)
    }
}

/// Entries as they were before they were merged: their changes are encoded again for their hashes.
fn from_snapshot(snapshot: Snapshot, after: u64) -> Result<Vec<Positioned>> {
    let mut entries = snapshot.entries;
    entries.sort_by_key(|entry| (entry.actor, entry.seq));
    let mut found = Vec::new();
    let mut chain = (None, ChainState::start());
    for chained in entries {
        if chain.0 != Some(chained.actor) {
            chain = (Some(chained.actor), ChainState::start());
        }
        let entry = chained
            .signed
            .entry()
            .map_err(|_| StorageError::Corrupt("an entry in a snapshot does not read".into()))?;
        let encoded = encode(&entry, &chained.actor, &chain.1);
        chain.1 = encoded.next;
        if chained.position <= after {
            continue;
        }
        let sealed = Sealed {
            device: entry.device,
            stored: StoredEntry {
                signed: Some(chained.signed),
                incarnation: chained.actor.incarnation(),
                seq: chained.seq,
                change: short(&encoded.hash),
                key: entry.key,
                corrected_at: chained.corrected_at,
                certainty: chained.certainty,
                arrived_at: chained.arrived_at,
                late: chained.late,
                text_change: chained.text_change.map(ByteVec::from),
            },
        };
        found.push(Positioned {
            position: chained.position,
            bytes: protocol::encode(&sealed).len(),
            sealed,
        });
    }
    found.sort_by_key(|entry| entry.position);
    Ok(found)
}
