//! Checks what is about a co-written text against the stored document: edits by the gate, approvals by
//! the text and the edits as they are. The only place of the engine that loads a document while
//! something is stored.

use samenspel_core::document::text::{edits_hash, read_text, text_hash};
use samenspel_core::document::{
    APPROVAL_KIND, ChainedEntry, TEXT_EDIT_KIND, materialise, snapshot,
};
use samenspel_core::entry::{Entry, Value};
use samenspel_core::ids::EntryKey;
use samenspel_core::protocol::{LaterReason, Outcome, RefusalCode};

use super::Organisation;
use super::admit::{Checked, Refusal};
use super::batch::Batch;
use super::error::Result;
use super::stored::{Positioned, open_parts};
use super::text::{TextEdit, TextVerdict};
use crate::seal::{Place, Use};
use crate::storage::{DocumentNumber, PayloadRow};

/// The hash of an accepted change, and the changes it stands on.
pub(super) type Change = ([u8; 32], Vec<[u8; 32]>);

type Judged<T> = std::result::Result<T, Outcome>;

/// A text edit's change must pass the gate; everything else has none.
pub(super) fn check(
    organisation: &Organisation,
    batch: &mut Batch<'_>,
    checked: &Checked,
    document: DocumentNumber,
) -> Result<Judged<Option<Change>>> {
    let Some(change) = &checked.text_change else {
        return Ok(Ok(None));
    };
    let stored = read(batch, document)?;
    let edit = TextEdit {
        entry: &checked.entry,
        change,
        snapshot: stored.snapshot.as_deref(),
        tail: &stored.tail,
    };
    Ok(match organisation.judge_text(edit) {
        TextVerdict::Accepted { hash, dependencies } => Ok(Some((hash, dependencies))),
        TextVerdict::Not(outcome) => Err(outcome),
    })
}

/// An approval must be of the text and the edits as they are now: its author is told at once if
/// somebody changed them meanwhile. Everything else passes.
pub(super) fn check_approval(
    batch: &mut Batch<'_>,
    entry: &Entry,
    document: DocumentNumber,
) -> Result<Judged<()>> {
    if entry.kind.as_str() != APPROVAL_KIND {
        return Ok(Ok(()));
    }
    let Some(agreement) = entry.keys("agreement").into_iter().next() else {
        return Ok(Err(refused(RefusalCode::FieldMissing, "agreement")));
    };
    let stored = read(batch, document)?;
    Ok(match stored.text(&agreement) {
        Read::Text { text, edits } => {
            let names = |field, hash: [u8; 32]| matches!(entry.fields.get(field), Some(Value::Bytes(it)) if *it == hash);
            if names("text_hash", text_hash(&text)) && names("edits_hash", edits_hash(&edits)) {
                Ok(())
            } else {
                Err(refused(RefusalCode::ApprovalLapsed, "text_hash"))
            }
        }
        Read::Nothing => Err(refused(RefusalCode::UnknownReference, "agreement")),
        // The fault is the server's: it comes again.
        Read::Unreadable => Err(Outcome::Later {
            why: LaterReason::Rate,
        }),
    })
}

fn refused(code: RefusalCode, field: &str) -> Outcome {
    Refusal::with(code, field).into_outcome()
}

/// A document as it is stored, in the batch's own transaction.
struct Stored {
    snapshot: Option<Vec<u8>>,
    tail: Vec<ChainedEntry>,
}

/// A co-written text of a document.
enum Read {
    Text { text: String, edits: Vec<EntryKey> },
    Nothing,
    Unreadable,
}

impl Stored {
    fn text(&self, agreement: &EntryKey) -> Read {
        let document = match materialise(self.snapshot.as_deref(), &self.tail) {
            Ok(document) => document,
            Err(error) => {
                tracing::error!(%error, "a stored document does not load");
                return Read::Unreadable;
            }
        };
        let merged = self.snapshot.as_deref().map(snapshot::read).transpose();
        let Ok(merged) = merged else {
            return Read::Unreadable;
        };
        let Some(text) = read_text(&document, agreement) else {
            return Read::Nothing;
        };
        let merged = merged.map(|it| it.entries).unwrap_or_default();
        let edits = merged
            .iter()
            .chain(&self.tail)
            .filter_map(|chained| chained.signed.entry().ok())
            .filter(|entry| entry.kind.as_str() == TEXT_EDIT_KIND)
            .filter(|entry| entry.keys("agreement").contains(agreement))
            .map(|entry| entry.key)
            .collect();
        Read::Text { text, edits }
    }
}

fn read(batch: &mut Batch<'_>, document: DocumentNumber) -> Result<Stored> {
    let id = batch.document(document)?.id;
    let key = batch.sealing_key(id)?;
    let snapshot = match batch.write.snapshot(document)? {
        None => None,
        Some(stored) => Some(open_parts(&key, id, &stored, 0)?),
    };
    let rows = batch.write.payloads(document, 0, usize::MAX)?;
    let open = |row: PayloadRow| {
        let place = Place {
            purpose: Use::Entry,
            document: id,
            position: row.position,
        };
        let plain = key.open(place, &row.sealed)?;
        Positioned::read(id, row.position, &plain)?.into_chained()
    };
    let tail = rows.into_iter().map(open).collect::<Result<_>>()?;
    Ok(Stored { snapshot, tail })
}
