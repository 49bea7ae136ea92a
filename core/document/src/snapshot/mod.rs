//! Snapshots: a whole document with its side table, as it is stored, sealed and sent.
//!
//! The Automerge document holds what the entries say; the side table holds what the server and the
//! signers said of them. Signed bodies are not stored twice: they are rebuilt from the document.
//! Knows nothing of keys, storage or transport.

mod bodies;
mod file;
mod side_table;

use std::collections::BTreeMap;

use automerge::{Automerge, ChangeHash, ReadDoc};

use super::assemble::{self, DocumentError, named_change};
use super::{Actor, ChainState, ChainedEntry};
use bodies::Rebuilt;
use file::Stored;
use samenspel_model::entry::SignedEntry;
use samenspel_model::series::{Placement, Series};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::WireError;
use side_table::Row;

/// Why bytes are not a snapshot, or why none could be built.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// Not whole: shorter or longer than it was, or changed. Fetch or build it again.
    #[error("the snapshot is damaged: fetch it again")]
    Damaged,
    /// Of a later version of this program.
    #[error("the snapshot has form {0}, which this version does not know: update")]
    UnknownForm(u8),
    /// Larger than any document may become.
    #[error("the snapshot is larger than {} bytes", file::SNAPSHOT_BYTES_MAX)]
    TooLarge,
    /// Whole, but not of the right shape.
    #[error("the snapshot is malformed: {0}")]
    Malformed(&'static str),
    /// The parts around the Automerge document do not read.
    #[error("the snapshot is malformed: {0}")]
    Wire(#[from] WireError),
    /// The snapshot to build on is of another document.
    #[error("the previous snapshot is of another document")]
    OtherDocument,
    /// The entries do not make a document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// What was built does not read back the same. It must not replace anything.
    #[error("the new snapshot does not read back the same: {0} differ")]
    Verification(&'static str),
}

/// A snapshot, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Which series the document is of.
    pub series: Series,
    /// Which document of the series.
    pub placement: Placement,
    /// The highest position in the log of its entries; 0 without entries.
    pub as_of: u64,
    /// The document as Automerge saves it: stock Automerge opens it.
    pub automerge: Vec<u8>,
    /// Its entries in order of position.
    pub entries: Vec<ChainedEntry>,
    /// Where each actor's chain ends, actors of text included.
    pub chains: BTreeMap<Actor, ChainState>,
    /// The hashes of the changes that no other depends on, sorted.
    pub heads: Vec<[u8; 32]>,
}

/// Builds the snapshot of a document from the previous one, if there is any, and the entries since.
///
/// It is returned only if it reads back with the same entries, heads and chains.
pub fn build(
    series: &Series,
    placement: &Placement,
    previous: Option<&[u8]>,
    tail: &[ChainedEntry],
) -> Result<Vec<u8>, SnapshotError> {
    let (mut document, mut entries) = match previous {
        None => (Automerge::new(), Vec::new()),
        Some(bytes) => {
            let opened = open(bytes)?;
            if (opened.stored.series, opened.stored.placement) != (*series, *placement) {
                return Err(SnapshotError::OtherDocument);
            }
            let entries = opened.entries()?;
            (opened.document, entries)
        }
    };
    let added = assemble::extend(&mut document, tail)?;
    entries.extend(added.into_iter().cloned());
    entries.sort_by_key(|entry| (entry.position, entry.actor, entry.seq));
    let stored = Stored {
        series: *series,
        placement: *placement,
        as_of: entries.last().map_or(0, |last| last.position),
        automerge: document.save(),
        side_table: side_table::write(&side_rows(series, &entries)?),
    };
    let bytes = stored.to_bytes()?;
    verify(&bytes, &document, &entries)?;
    Ok(bytes)
}

/// Reads a snapshot with all its entries.
pub fn read(bytes: &[u8]) -> Result<Snapshot, SnapshotError> {
    let opened = open(bytes)?;
    let entries = opened.entries()?;
    let as_of = entries.last().map_or(0, |last| last.position);
    if as_of != opened.stored.as_of {
        return Err(SnapshotError::Malformed("it is not as of its last entry"));
    }
    Ok(Snapshot {
        series: opened.stored.series,
        placement: opened.stored.placement,
        as_of,
        chains: assemble::chains(&opened.document)?,
        heads: heads(&opened.document),
        automerge: opened.stored.automerge,
        entries,
    })
}

/// A snapshot whose Automerge document is loaded and whose entries are not rebuilt yet.
pub(super) struct Opened {
    stored: Stored,
    pub(super) document: Automerge,
}

/// Checks the snapshot's bytes and loads its document.
pub(super) fn open(bytes: &[u8]) -> Result<Opened, SnapshotError> {
    let stored = Stored::from_bytes(bytes)?;
    let document = Automerge::load(&stored.automerge).map_err(DocumentError::from)?;
    if document
        .get_change_by_hash(&ChangeHash(super::genesis_hash()))
        .is_none()
    {
        return Err(SnapshotError::Malformed(
            "it does not start from the genesis",
        ));
    }
    Ok(Opened { stored, document })
}

impl Opened {
    /// The entries in order of position: bodies from the document, the rest from the side table.
    fn entries(&self) -> Result<Vec<ChainedEntry>, SnapshotError> {
        let rebuilt = bodies::rebuild(&self.document, &self.stored.series)?;
        let written_at: Vec<_> = rebuilt.iter().map(|one| one.entry.written_at).collect();
        let rows = side_table::read(&self.stored.side_table, &written_at)?;
        let mut entries: Vec<_> = rebuilt
            .into_iter()
            .zip(rows)
            .map(|(rebuilt, row)| self.chained(rebuilt, row))
            .collect();
        entries.sort_by_key(|entry| (entry.position, entry.actor, entry.seq));
        Ok(entries)
    }

    fn chained(&self, rebuilt: Rebuilt, row: Row) -> ChainedEntry {
        let text_change = named_change(&rebuilt.entry)
            .and_then(|hash| self.document.get_change_by_hash(&ChangeHash(hash)))
            .map(|change| change.raw_bytes().to_vec());
        ChainedEntry {
            signed: SignedEntry {
                body: rebuilt.entry.to_cbor(),
                signature: row.signature,
            },
            actor: rebuilt.actor,
            seq: rebuilt.seq,
            position: row.position,
            corrected_at: row.corrected_at,
            certainty: row.certainty,
            arrived_at: row.arrived_at,
            late: row.late,
            text_change,
        }
    }
}

/// The rows of the side table with the times that the entries state, in the order in which the
/// bodies are rebuilt.
fn side_rows(
    series: &Series,
    entries: &[ChainedEntry],
) -> Result<Vec<(Row, UnixMillis)>, SnapshotError> {
    let mut ordered: Vec<&ChainedEntry> = entries.iter().collect();
    ordered.sort_by_key(|entry| (entry.actor, entry.seq));
    let row = |chained: &ChainedEntry| {
        let position = chained.position;
        let entry = chained
            .signed
            .entry()
            .map_err(|source| DocumentError::Entry { position, source })?;
        if entry.series != *series {
            return Err(SnapshotError::OtherDocument);
        }
        Ok((Row::of(chained), entry.written_at))
    };
    ordered.into_iter().map(row).collect()
}

/// Reads `bytes` as any phone will, and compares with what went in.
fn verify(
    bytes: &[u8],
    document: &Automerge,
    entries: &[ChainedEntry],
) -> Result<(), SnapshotError> {
    let snapshot = read(bytes)?;
    if snapshot.heads != heads(document) {
        return Err(SnapshotError::Verification("heads"));
    }
    if snapshot.chains != assemble::chains(document)? {
        return Err(SnapshotError::Verification("chains"));
    }
    if snapshot.entries != entries {
        return Err(SnapshotError::Verification("entries"));
    }
    Ok(())
}

fn heads(document: &Automerge) -> Vec<[u8; 32]> {
    let mut heads: Vec<_> = document.get_heads().iter().map(|head| head.0).collect();
    heads.sort_unstable();
    heads
}
