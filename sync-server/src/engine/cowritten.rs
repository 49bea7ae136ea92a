//! Documents with co-written text as a write transaction sees them, and whether an approval is of the
//! text as it is there. Knows nothing of what makes an edit acceptable.

use std::collections::BTreeMap;

use automerge::Automerge;
use samenspel_core::document::text::{edits_hash, read_text, text_hash};
use samenspel_core::document::{
    APPROVAL_KIND, ChainedEntry, TEXT_EDIT_KIND, initial_text, materialise, snapshot,
};
use samenspel_core::entry::{Entry, Value};
use samenspel_core::ids::EntryKey;
use samenspel_core::protocol::{LaterReason, Outcome, RefusalCode};

use super::admit::Refusal;
use super::batch::Batch;
use super::error::Result;
use super::stored::Positioned;
use super::text::TRY_LATER;
use crate::seal::{Place, Use};
use crate::storage::{DocumentNumber, PayloadRow};

/// A document's snapshot, opened, and the entries after it.
pub(super) type Loaded = (Option<Vec<u8>>, Vec<ChainedEntry>);

/// Reads a document in the batch's own transaction: with what the batch has stored so far.
pub(super) fn load(batch: &mut Batch<'_>, document: DocumentNumber) -> Result<Loaded> {
    let id = batch.document(document)?.id;
    let key = batch.sealing_key(id)?;
    let place = |purpose, position| Place {
        purpose,
        document: id,
        position,
    };
    let stored = batch.write.snapshot(document)?;
    let open =
        |row: crate::storage::SnapshotRow| key.open(place(Use::Snapshot, row.as_of), &row.sealed);
    let snapshot = stored.map(open).transpose()?;
    let rows = batch.write.payloads(document, 0, usize::MAX)?;
    let open = |row: PayloadRow| {
        let plain = key.open(place(Use::Entry, row.position), &row.sealed)?;
        Positioned::read(id, row.position, &plain)?.into_chained()
    };
    let tail = rows.into_iter().map(open).collect::<Result<_>>()?;
    Ok((snapshot, tail))
}

/// Judges the approvals of one request. The document is loaded once for all of them, until an edit
/// of a text is stored: so that approvals cost no more than edits do.
#[derive(Default)]
pub(super) struct Approvals {
    loaded: Option<(DocumentNumber, Texts)>,
}

struct Texts {
    document: Automerge,
    edits: BTreeMap<EntryKey, Vec<EntryKey>>,
}

impl Approvals {
    /// What becomes of an approval that is not of the text as it is; `None` for everything else. A
    /// relayed one may be of an edit that is still on its way.
    pub(super) fn judge(
        &mut self,
        batch: &mut Batch<'_>,
        entry: &Entry,
        relayed: bool,
    ) -> Result<Option<Outcome>> {
        if entry.kind.as_str() != APPROVAL_KIND {
            return Ok(None);
        }
        let named = entry.keys("agreement");
        let Some(agreement) = named.first() else {
            let refusal = Refusal::with(RefusalCode::FieldMissing, "agreement");
            return Ok(Some(refusal.into_outcome()));
        };
        let series = batch.series(&entry.series)?;
        let rows = batch.write.entries_with_key(agreement)?;
        let Some(row) = rows.iter().find(|row| Some(row.series) == series) else {
            let refusal = Refusal::of(RefusalCode::UnknownReference);
            return Ok(Some(refusal.into_outcome()));
        };
        let Some(texts) = self.texts(batch, row.document)? else {
            return Ok(Some(TRY_LATER));
        };
        Ok(match texts.differs(entry, agreement) {
            None => None,
            Some(_) if relayed => Some(Outcome::Later {
                why: LaterReason::MissingBase,
            }),
            Some(field) => Some(Refusal::with(RefusalCode::ApprovalLapsed, field).into_outcome()),
        })
    }

    /// To be told of every entry that is stored.
    pub(super) fn stored(&mut self, entry: &Entry) {
        if entry.kind.as_str() == TEXT_EDIT_KIND || initial_text(entry).is_some() {
            self.loaded = None;
        }
    }

    fn texts(&mut self, batch: &mut Batch<'_>, document: DocumentNumber) -> Result<Option<&Texts>> {
        if self.loaded.as_ref().is_none_or(|(of, _)| *of != document) {
            self.loaded = Texts::read(load(batch, document)?).map(|texts| (document, texts));
        }
        Ok(self.loaded.as_ref().map(|(_, texts)| texts))
    }
}

impl Texts {
    fn read((bytes, tail): Loaded) -> Option<Self> {
        let unreadable = |error| tracing::error!(%error, "a stored document does not load");
        let document = materialise(bytes.as_deref(), &tail)
            .map_err(unreadable)
            .ok()?;
        let merged = match &bytes {
            Some(bytes) => snapshot::read(bytes).map_err(unreadable).ok()?.entries,
            None => Vec::new(),
        };
        let mut edits: BTreeMap<EntryKey, Vec<EntryKey>> = BTreeMap::new();
        for chained in merged.iter().chain(&tail) {
            let entry = chained.signed.entry().ok()?;
            if entry.kind.as_str() != TEXT_EDIT_KIND {
                continue;
            }
            for agreement in entry.keys("agreement") {
                edits.entry(agreement).or_default().push(entry.key);
            }
        }
        Some(Self { document, edits })
    }

    /// The first field of the approval that is not as the document has it.
    fn differs(&self, approval: &Entry, agreement: &EntryKey) -> Option<&'static str> {
        let says = |field: &str, hash: [u8; 32]| matches!(approval.fields.get(field), Some(Value::Bytes(bytes)) if *bytes == hash);
        let Some(text) = read_text(&self.document, agreement) else {
            return Some("agreement");
        };
        let edits = self.edits.get(agreement).map_or(&[][..], Vec::as_slice);
        if !says("text_hash", text_hash(&text)) {
            return Some("text_hash");
        }
        (!says("edits_hash", edits_hash(edits))).then_some("edits_hash")
    }
}
