//! Puts entries at their places: recomputes each Automerge change and compares its hash with the
//! server's. Where they differ the document is fetched anew. Loads no Automerge document, except to
//! read a co-written text that changed.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{OptionalExtension, Transaction, params};

use super::super::documents::{self, DocumentRow};
use super::super::notes::{self, Incoming, Stored};
use super::super::{StoreError, Topic, Topics, anew, outbox, texts};
use samenspel_document::text::{TextChange, inspect};
use samenspel_document::{
    Actor, ChainState, Encoded, TEXT_EDIT_KIND, advance_heads, encode, heads_digest,
};
use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::ids::DocumentId;
use samenspel_model::limits;
use samenspel_model::series::Series;
use samenspel_protocol::{MergedDocument, Page, PageDocument, PulledEntry};

/// Why an entry cannot be put at its place; the document is then fetched anew.
#[derive(Debug)]
pub(super) struct Misfit;

/// Applies the page of new entries: documents that are being fetched get theirs with the rest.
pub(super) fn apply(
    transaction: &Transaction<'_>,
    page: &Page,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let org = organisation(transaction)?;
    for document in page.merged.iter().take(limits::PAGE_ENTRIES_MAX) {
        want_merged(transaction, org, document, topics)?;
    }
    let mut applying = Applying::default();
    let mut open = Vec::with_capacity(page.documents.len());
    for document in &page.documents {
        let series = series_of(org, document);
        let id = document.placement.document_id(&series);
        let row = match documents::load(transaction, &id)? {
            Some(row) => row,
            None => {
                let row = DocumentRow::new(series, document.placement, true);
                documents::save(transaction, &row)?;
                topics.add(Topic::Documents);
                row
            }
        };
        open.push((id, document.heads));
        applying.documents.entry(id).or_insert(row);
    }
    for pulled in &page.entries {
        let Some((id, _)) = open.get(pulled.document as usize) else {
            continue;
        };
        applying.entry(transaction, id, pulled, topics)?;
    }
    for (id, heads) in &open {
        let row = applying.documents.get(id);
        let differs = |row: &DocumentRow| heads.is_some_and(|it| it != heads_digest(&row.heads));
        if row.is_some_and(|row| row.complete && differs(row)) {
            applying.misfits.insert(*id);
        }
    }
    applying.finish(transaction, topics)
}

/// Wants a document whose entries after the cursor are in a snapshot by now, unless it is being
/// fetched already or was fetched that far.
fn want_merged(
    transaction: &Transaction<'_>,
    org: samenspel_model::ids::OrgId,
    merged: &MergedDocument,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let series = Series {
        org,
        kind: merged.kind,
        subject: merged.subject,
    };
    let id = merged.placement.document_id(&series);
    match documents::load(transaction, &id)? {
        Some(row) if !row.complete || row.up_to >= merged.up_to => return Ok(()),
        Some(_) => {}
        None => {
            let row = DocumentRow::new(series, merged.placement, false);
            documents::save(transaction, &row)?;
        }
    }
    documents::want(transaction, &id, topics)
}

/// Applies entries of one document that is being fetched. Says whether they fit.
pub(super) fn apply_to(
    transaction: &Transaction<'_>,
    row: DocumentRow,
    page: &Page,
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let id = row.id;
    let mut applying = Applying::default();
    // For the time of this page only; whether it is complete is said beside it.
    applying.documents.insert(
        id,
        DocumentRow {
            complete: true,
            ..row
        },
    );
    for pulled in &page.entries {
        applying.entry(transaction, &id, pulled, topics)?;
    }
    let fits = applying.misfits.is_empty();
    applying.finish(transaction, topics)?;
    Ok(fits)
}

/// The series that a page names.
pub(super) fn series_of(org: samenspel_model::ids::OrgId, document: &PageDocument) -> Series {
    Series {
        org,
        kind: document.kind,
        subject: document.subject,
    }
}

/// The organisation of this store.
pub(super) fn organisation(
    transaction: &Transaction<'_>,
) -> Result<samenspel_model::ids::OrgId, StoreError> {
    Ok(transaction
        .prepare_cached("SELECT org FROM profile")?
        .query_row([], |row| row.get(0))?)
}

#[derive(Default)]
struct Applying {
    documents: BTreeMap<DocumentId, DocumentRow>,
    chains: BTreeMap<(DocumentId, Actor), ChainState>,
    misfits: BTreeSet<DocumentId>,
    changed: BTreeSet<DocumentId>,
    texts: BTreeSet<DocumentId>,
}

impl Applying {
    fn entry(
        &mut self,
        transaction: &Transaction<'_>,
        id: &DocumentId,
        pulled: &PulledEntry,
        topics: &mut Topics,
    ) -> Result<(), StoreError> {
        let Some(row) = self.documents.get(id) else {
            return Ok(());
        };
        // A document that is being fetched gets it with the rest; one that was fetched further
        // than the cursor has it.
        let skip = !row.complete || self.misfits.contains(id) || pulled.position <= row.up_to;
        if skip {
            return Ok(());
        }
        let series = row.series;
        let fit = self.fit(transaction, id, &series, pulled)?;
        let Ok(fit) = fit else {
            self.misfits.insert(*id);
            return Ok(());
        };
        self.put(transaction, id, pulled, &fit, topics)
    }

    /// Finds the entry's body and computes its change, without changing anything.
    fn fit(
        &mut self,
        transaction: &Transaction<'_>,
        id: &DocumentId,
        series: &Series,
        pulled: &PulledEntry,
    ) -> Result<Result<Fit, Misfit>, StoreError> {
        let stored = &pulled.stored;
        let own = match &stored.signed {
            Some(signed) => Some((signed.clone(), None)),
            None => own_copy(transaction, series, &stored.key)?,
        };
        let Some((signed, own_change)) = own else {
            return Ok(Err(Misfit));
        };
        let Ok(entry) = signed.entry() else {
            return Ok(Err(Misfit));
        };
        let actor = Actor::entry(entry.device, stored.incarnation);
        let chain = match self.chains.get(&(*id, actor)) {
            Some(chain) => *chain,
            None => documents::chain(transaction, id, &actor)?,
        };
        let encoded = encode(&entry, &actor, &chain);
        let as_expected = entry.key == stored.key
            && entry.series == *series
            && stored.seq == encoded.next.seq
            && stored.change.0[..] == encoded.hash[..8];
        if !as_expected {
            return Ok(Err(Misfit));
        }
        let change = stored.text_change.as_ref().map(|it| it.to_vec());
        let change = change.or(own_change).filter(|it| !it.is_empty());
        Ok(text_change(&entry, change).map(|text_change| Fit {
            signed,
            entry,
            actor,
            deps: [chain.hash],
            encoded,
            text_change,
        }))
    }

    fn put(
        &mut self,
        transaction: &Transaction<'_>,
        id: &DocumentId,
        pulled: &PulledEntry,
        fit: &Fit,
        topics: &mut Topics,
    ) -> Result<(), StoreError> {
        let Some(row) = self.documents.get_mut(id) else {
            return Ok(());
        };
        advance_heads(&mut row.heads, &fit.deps, fit.encoded.hash);
        if let Some(change) = &fit.text_change {
            advance_heads(&mut row.heads, change.dependencies(), change.hash());
        }
        row.up_to = pulled.position;
        row.entries += 1;
        self.chains.insert((*id, fit.actor), fit.encoded.next);
        self.changed.insert(*id);
        if fit.text_change.is_some() || samenspel_model::entry::initial_text(&fit.entry).is_some() {
            self.texts.insert(*id);
        }
        let stored = &pulled.stored;
        let incoming = Incoming {
            signed: &fit.signed,
            entry: &fit.entry,
            corrected_at: stored.corrected_at,
            certainty: stored.certainty,
            text_change: fit.text_change.as_ref().map(TextChange::bytes),
            stored: Some(Stored {
                document: *id,
                position: pulled.position,
                actor: fit.actor,
                seq: stored.seq,
                arrived_at: stored.arrived_at,
                late: stored.late,
            }),
        };
        anew::write_beside(transaction, (&fit.entry, &fit.signed), topics)?;
        notes::put(transaction, &incoming, topics)?;
        let series = fit.entry.series.to_bytes();
        let place = (id, pulled.position);
        outbox::arrived(transaction, &fit.entry.key, &series, place, topics)?;
        texts::arrived(transaction, &fit.entry.key)
    }

    fn finish(self, transaction: &Transaction<'_>, topics: &mut Topics) -> Result<(), StoreError> {
        for ((id, actor), chain) in &self.chains {
            documents::save_chain(transaction, id, actor, chain)?;
        }
        for id in &self.changed {
            if let Some(row) = self.documents.get(id) {
                documents::save(transaction, row)?;
            }
        }
        for id in &self.misfits {
            documents::want(transaction, id, topics)?;
        }
        for id in self.texts.difference(&self.misfits) {
            texts::refresh(transaction, id, topics)?;
        }
        Ok(())
    }
}

/// An entry with the change that it makes.
struct Fit {
    signed: SignedEntry,
    entry: Entry,
    actor: Actor,
    deps: [[u8; 32]; 1],
    encoded: Encoded,
    text_change: Option<TextChange>,
}

/// The change of an edit, read with every bound checked; it must be the one that the entry signs.
fn text_change(entry: &Entry, bytes: Option<Vec<u8>>) -> Result<Option<TextChange>, Misfit> {
    let Some(bytes) = bytes.filter(|_| entry.kind.as_str() == TEXT_EDIT_KIND) else {
        return Ok(None);
    };
    let change = inspect(&bytes).map_err(|_| Misfit)?;
    let named = samenspel_document::named_change(entry);
    if named != Some(change.hash()) {
        return Err(Misfit);
    }
    Ok(Some(change))
}

type OwnCopy = (SignedEntry, Option<Vec<u8>>);

/// An entry of this device, which the server therefore leaves out: from its overlay or the outbox.
fn own_copy(
    transaction: &Transaction<'_>,
    series: &Series,
    key: &samenspel_model::ids::EntryKey,
) -> Result<Option<OwnCopy>, StoreError> {
    for table in ["notes", "outbox"] {
        let sql = format!(
            "SELECT body, signature, text_change FROM {table}
             WHERE key = ?1 AND series = ?2 AND body IS NOT NULL"
        );
        let found = transaction
            .prepare_cached(&sql)?
            .query_row(params![key, series], |row| {
                let signed = SignedEntry {
                    body: row.get(0)?,
                    signature: row.get(1)?,
                };
                Ok((signed, row.get(2)?))
            })
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
