//! A document as texts are judged by it: its row, what of it is known without loading it, and what a
//! load brings. Knows nothing of requests.

use std::collections::{HashMap, HashSet};

use automerge::Automerge;
use samenspel_document::text::{Overlap, TextChange, edits_hash, text_hash};
use samenspel_document::{ChainedEntry, materialise, snapshot};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};

use super::Organisation;
use super::error::Result;
use super::stored::Positioned;
use crate::storage::{DocumentNumber, DocumentRow, ReadTransaction};

/// A document as it is stored, and with what was accepted on top of it.
pub(super) struct Standing {
    pub row: DocumentRow,
    /// Those of its stored heads that are edits of a text.
    text_heads: Vec<[u8; 32]>,
    pub judged: usize,
    /// Accepted edits of this request, with what each stands on.
    pub accepted: HashMap<[u8; 32], Vec<[u8; 32]>>,
    pub loaded: Option<Loaded>,
}

pub(super) struct Loaded {
    pub document: Automerge,
    /// Edits, each with its text.
    pub edits: Vec<(EntryKey, EntryKey)>,
    /// Sentences that an edit left in two versions, each with its text.
    pub overlaps: Vec<(EntryKey, Overlap)>,
}

/// Who approved what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Approved {
    person: PersonId,
    agreement: EntryKey,
    text_hash: Option<Vec<u8>>,
    edits_hash: Option<Vec<u8>>,
}

impl Approved {
    pub(super) fn read(entry: &Entry, agreement: EntryKey) -> Self {
        let bytes = |field| match entry.fields.get(field) {
            Some(Value::Bytes(bytes)) => Some(bytes.clone()),
            _ => None,
        };
        Self {
            person: entry.author(),
            agreement,
            text_hash: bytes("text_hash"),
            edits_hash: bytes("edits_hash"),
        }
    }

    pub(super) fn is_of(&self, text: &str, edits: &[EntryKey]) -> bool {
        self.text_hash.as_deref() == Some(&text_hash(text)[..])
            && self.edits_hash.as_deref() == Some(&edits_hash(edits)[..])
    }
}

impl Standing {
    pub(super) fn look_up(
        read: &dyn ReadTransaction,
        number: DocumentNumber,
    ) -> Result<Option<Self>> {
        let Some(row) = read.document_numbered(number)? else {
            return Ok(None);
        };
        // Every other head is the end of some device's chain of notes.
        let notes: HashSet<[u8; 32]> = read.chain_ends(number)?.into_iter().collect();
        let text_heads = row.heads.iter().filter(|head| !notes.contains(*head));
        Ok(Some(Self {
            text_heads: text_heads.copied().collect(),
            row,
            judged: 0,
            accepted: HashMap::new(),
            loaded: None,
        }))
    }

    /// Whether a change stands on every edit that is stored, by itself or by edits of the same
    /// request that it stands on.
    pub(super) fn is_known_to(&self, change: &TextChange) -> bool {
        let mut known: HashSet<[u8; 32]> = HashSet::new();
        let mut open: Vec<[u8; 32]> = change.dependencies().to_vec();
        while let Some(hash) = open.pop() {
            if known.insert(hash) {
                open.extend(self.accepted.get(&hash).into_iter().flatten().copied());
            }
        }
        self.text_heads.iter().all(|head| known.contains(head))
    }
}

/// A document with its entries; nothing if it does not load.
pub(super) fn load(
    organisation: &Organisation,
    read: &dyn ReadTransaction,
    row: &DocumentRow,
) -> Result<Option<(Automerge, Vec<Entry>)>> {
    let snapshot = organisation.open_snapshot(read, row)?;
    let snapshot = snapshot.map(|(_, bytes)| bytes);
    let tail = organisation.read_payloads(read, row, 0, (usize::MAX, usize::MAX))?;
    let tail = tail.into_iter().map(Positioned::into_chained);
    let tail = tail.collect::<Result<Vec<_>>>()?;
    let document = match materialise(snapshot.as_deref(), &tail) {
        Ok(document) => document,
        Err(error) => {
            tracing::error!(%error, "a stored document does not load");
            return Ok(None);
        }
    };
    let merged = match snapshot.as_deref().map(snapshot::read).transpose() {
        Ok(merged) => merged.map(|it| it.entries).unwrap_or_default(),
        Err(error) => {
            tracing::error!(%error, "a stored snapshot does not read");
            return Ok(None);
        }
    };
    let entries = merged.iter().chain(&tail).filter_map(read_entry);
    Ok(Some((document, entries.collect())))
}

fn read_entry(chained: &ChainedEntry) -> Option<Entry> {
    chained.signed.entry().ok()
}
