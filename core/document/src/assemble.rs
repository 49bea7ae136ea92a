//! Putting entries at their positions into an Automerge document. Knows the chains of changes;
//! knows nothing of storage, and trusts that text changes were inspected (`document::text`).

use std::collections::BTreeMap;

use automerge::{Automerge, AutomergeError, Change, ReadDoc};

use super::encode::encode_change;
use super::snapshot::{self, SnapshotError};
use super::{
    Actor, CHANGE_HASH_FIELD, ChainState, ChainedEntry, TEXT_EDIT_KIND, entries_object,
    genesis_change,
};
use samenspel_model::entry::{Entry, EntryError, Value};
use samenspel_model::limits;

/// Why entries do not make a document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The body of an entry does not read.
    #[error("the entry at position {position} does not read: {source}")]
    Entry {
        /// Where in the log.
        position: u64,
        /// Why.
        source: EntryError,
    },
    /// The actor is not one of the device that the entry names, or not one for entries.
    #[error("the entry at position {position} has the actor of another device or of text")]
    ForeignActor {
        /// Where in the log.
        position: u64,
    },
    /// An entry before it in its actor's chain is missing.
    #[error(
        "the entry at position {position} has number {found} in its chain, {expected} was expected"
    )]
    Gap {
        /// Where in the log.
        position: u64,
        /// The number after the chain's last.
        expected: u64,
        /// The entry's number.
        found: u64,
    },
    /// Another entry has its place in the chain.
    #[error("the entry at position {position} has a place in its chain that another entry has")]
    Conflict {
        /// Where in the log.
        position: u64,
    },
    /// The text change beside an entry is not the one it names, is too long or does not read.
    #[error("the text change of the entry at position {position} is not the one it names")]
    TextChange {
        /// Where in the log.
        position: u64,
    },
    /// A text change stands on changes that are not in the document.
    #[error("a text change stands on {count} changes that are not in the document")]
    MissingChanges {
        /// How many.
        count: usize,
    },
    /// A change or a document is not one that Automerge accepts.
    #[error("Automerge does not accept it: {0}")]
    Automerge(#[from] AutomergeError),
    /// A change is by an actor that is none of ours.
    #[error("a change has an actor that is not one of a device")]
    UnknownActor,
}

/// Makes the Automerge document of a snapshot and the entries after it, in whatever order they come.
///
/// Entries that the snapshot has already are left out.
pub fn materialise(
    snapshot: Option<&[u8]>,
    tail: &[ChainedEntry],
) -> Result<Automerge, SnapshotError> {
    let mut document = match snapshot {
        Some(bytes) => snapshot::open(bytes)?.document,
        None => Automerge::new(),
    };
    extend(&mut document, tail)?;
    Ok(document)
}

/// Where the chain of each actor of `document` ends.
pub(super) fn chains(document: &Automerge) -> Result<BTreeMap<Actor, ChainState>, DocumentError> {
    let mut chains: BTreeMap<Actor, ChainState> = BTreeMap::new();
    for change in document.get_changes_meta(&[]) {
        if change.hash.0 == super::genesis_hash() {
            continue;
        }
        let actor =
            Actor::from_slice(change.actor.to_bytes()).map_err(|_| DocumentError::UnknownActor)?;
        let end = chains.entry(actor).or_insert_with(ChainState::start);
        if change.seq > end.seq {
            *end = ChainState {
                seq: change.seq,
                max_op: change.max_op,
                hash: change.hash.0,
            };
        }
    }
    Ok(chains)
}

/// Adds `tail` to `document`, which may be wholly empty, and returns the entries that were not in
/// it before.
pub(super) fn extend<'a>(
    document: &mut Automerge,
    tail: &'a [ChainedEntry],
) -> Result<Vec<&'a ChainedEntry>, DocumentError> {
    let mut chains = chains(document)?;
    let mut ordered: Vec<&ChainedEntry> = tail.iter().collect();
    ordered.sort_by_key(|entry| (entry.actor, entry.seq));
    ordered.dedup_by(|next, last| {
        (next.actor, next.seq, &next.signed) == (last.actor, last.seq, &last.signed)
    });
    let mut changes = Vec::with_capacity(ordered.len() + 1);
    if document.is_empty() {
        changes.push(Change::try_from(genesis_change()).expect("the frozen genesis is a change"));
    }
    let mut added = Vec::with_capacity(ordered.len());
    for chained in ordered {
        let entry = read_entry(chained)?;
        let chain = chains
            .entry(chained.actor)
            .or_insert_with(ChainState::start);
        if chained.seq <= chain.seq {
            already_there(document, chained, &entry)?;
            continue;
        }
        check_next(chained, chain)?;
        let change = encode_change(&entry, &chained.actor, chain);
        *chain = ChainState {
            seq: change.seq(),
            max_op: change.max_op(),
            hash: change.hash().0,
        };
        changes.push(change);
        changes.extend(text_change(chained, &entry)?);
        added.push(chained);
    }
    document.apply_changes(changes)?;
    match document.get_missing_deps(&[]).len() {
        0 => Ok(added),
        count => Err(DocumentError::MissingChanges { count }),
    }
}

fn read_entry(chained: &ChainedEntry) -> Result<Entry, DocumentError> {
    let position = chained.position;
    let entry = chained
        .signed
        .entry()
        .map_err(|source| DocumentError::Entry { position, source })?;
    if chained.actor.is_text() || chained.actor.device() != entry.device {
        return Err(DocumentError::ForeignActor { position });
    }
    Ok(entry)
}

/// An entry that comes again is left out; another entry in its place is an error.
fn already_there(
    document: &Automerge,
    chained: &ChainedEntry,
    entry: &Entry,
) -> Result<(), DocumentError> {
    match document.get(entries_object(), entry.key.to_string()) {
        Ok(Some(_)) => Ok(()),
        // No such entry, or not even the map of entries: the document was empty.
        Ok(None) | Err(_) => Err(DocumentError::Conflict {
            position: chained.position,
        }),
    }
}

fn check_next(chained: &ChainedEntry, chain: &ChainState) -> Result<(), DocumentError> {
    let expected = chain.seq + 1;
    if chained.seq == expected {
        return Ok(());
    }
    Err(DocumentError::Gap {
        position: chained.position,
        expected,
        found: chained.seq,
    })
}

/// The Automerge change that travels beside a text edit.
fn text_change(chained: &ChainedEntry, entry: &Entry) -> Result<Option<Change>, DocumentError> {
    let Some(bytes) = &chained.text_change else {
        return Ok(None);
    };
    let refused = DocumentError::TextChange {
        position: chained.position,
    };
    if bytes.len() > limits::TEXT_CHANGE_BYTES_MAX {
        return Err(refused);
    }
    match Change::try_from(&bytes[..]) {
        Ok(change) if named_change(entry) == Some(change.hash().0) => Ok(Some(change)),
        _ => Err(refused),
    }
}

/// The hash of the Automerge change that a text edit names; `None` for other kinds of entry.
pub fn named_change(entry: &Entry) -> Option<[u8; 32]> {
    match entry.fields.get(CHANGE_HASH_FIELD) {
        Some(Value::Bytes(bytes)) if entry.kind.as_str() == TEXT_EDIT_KIND => {
            bytes.as_slice().try_into().ok()
        }
        _ => None,
    }
}
