//! Looks up, before it waits for the writer, what a copy in somebody's name says to be a copy of. Notes are
//! never changed, so what is found stands; whether it was taken back meanwhile, the writer sees by itself.
//! Knows nothing of who may copy what.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use samenspel_document::snapshot;
use samenspel_model::entry::Entry;
use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::limits::TEXTS_JUDGED_PER_REQUEST_MAX;
use samenspel_rules::partnership::corrected;
use samenspel_rules::policy::{Original, is_compared};
use samenspel_rules::schema;

use super::Organisation;
use super::admit::{Admitted, Candidate};
use super::error::Result;
use super::stored::Positioned;
use crate::storage::{DocumentNumber, DocumentRow, ReadTransaction};

impl Organisation {
    /// Looks up the originals of a request's copies. What there is no time for before `until`, or which is
    /// in too many documents, stays unknown: it comes again.
    pub(super) fn find_originals(
        &self,
        read: &dyn ReadTransaction,
        request: &mut Admitted,
        until: Option<Instant>,
    ) -> Result<()> {
        let named: HashSet<EntryKey> = (request.entries.iter().filter_map(verified))
            .filter(|entry| is_compared(entry))
            .filter_map(schema::copied_from)
            .collect();
        if named.is_empty() {
            return Ok(());
        }
        let mut originals = Originals {
            organisation: self,
            read,
            device: Some(request.device),
            until,
            beside: Vec::new(),
            documents: HashMap::new(),
        };
        for candidate in &mut request.entries {
            let Candidate::Verified(checked) = candidate else {
                continue;
            };
            let copied = schema::copied_from(&checked.entry);
            if let Some(key) = copied.filter(|_| is_compared(&checked.entry)) {
                checked.originals = originals.find(&key)?;
            }
            if is_or_is_about(&checked.entry, &named) {
                originals.beside.push(checked.entry.clone());
            }
        }
        Ok(())
    }

    /// The originals of what a manager wants to take in.
    pub(super) fn originals_of_adopted(
        &self,
        read: &dyn ReadTransaction,
        entry: &Entry,
    ) -> Result<Option<Vec<Original>>> {
        let Some(key) = schema::copied_from(entry).filter(|_| is_compared(entry)) else {
            return Ok(None);
        };
        let mut originals = Originals {
            organisation: self,
            read,
            device: None,
            until: None,
            beside: Vec::new(),
            documents: HashMap::new(),
        };
        originals.find(&key)
    }
}

fn verified(candidate: &Candidate) -> Option<&Entry> {
    match candidate {
        Candidate::Verified(checked) => Some(&checked.entry),
        Candidate::Unverified(_) | Candidate::Postponed(_) => None,
    }
}

fn is_or_is_about(entry: &Entry, named: &HashSet<EntryKey>) -> bool {
    named.contains(&entry.key) || schema::target(entry).is_some_and(|it| named.contains(&it))
}

struct Originals<'a> {
    organisation: &'a Organisation,
    read: &'a dyn ReadTransaction,
    /// Whose request it is; what a manager takes in is nobody's.
    device: Option<DeviceId>,
    until: Option<Instant>,
    /// Entries of before in the same request that are copied, or about what is.
    beside: Vec<Entry>,
    documents: HashMap<DocumentNumber, Vec<Entry>>,
}

impl Originals<'_> {
    /// What is stored under a key, or comes with the same request; `None` if there was no time to look.
    fn find(&mut self, key: &EntryKey) -> Result<Option<Vec<Original>>> {
        let mut found = Vec::new();
        for row in self.read.entries_with_key(key)? {
            if !self.documents.contains_key(&row.document) {
                if !self.has_time() {
                    return Ok(None);
                }
                let Some(document) = self.read.document_numbered(row.document)? else {
                    return Ok(None);
                };
                let Some(entries) = entries_of(self.organisation, self.read, &document)? else {
                    return Ok(None);
                };
                self.documents.insert(row.document, entries);
            }
            let stored = self.documents.get(&row.document);
            let stored = stored.map_or(&[][..], Vec::as_slice);
            found.extend(self.original(key, stored));
        }
        if found.is_empty() {
            found.extend(self.original(key, &[]));
        }
        Ok(Some(found))
    }

    fn has_time(&self) -> bool {
        let organisation = self.organisation;
        let Some(device) = self.device else {
            return true;
        };
        self.documents.len() < TEXTS_JUDGED_PER_REQUEST_MAX
            && self.until.is_none_or(|until| Instant::now() < until)
            && organisation.text_rate.take(device, organisation.now())
    }

    /// The entry of a key as its author's corrections left it.
    fn original(&self, key: &EntryKey, stored: &[Entry]) -> Option<Original> {
        let all = || stored.iter().chain(&self.beside);
        let entry = all().find(|it| it.key == *key)?;
        let taken_back: HashSet<EntryKey> = all()
            .filter(|it| it.kind.as_str() == "retraction" && it.series == entry.series)
            .filter_map(schema::target)
            .collect();
        let corrects = |it: &&Entry| {
            it.kind.as_str() == "correction"
                && it.series == entry.series
                && it.author() == key.person
                && schema::target(it) == Some(*key)
                && !taken_back.contains(&it.key)
        };
        let mut corrections: Vec<Entry> = all().filter(corrects).cloned().collect();
        corrections.sort_by_key(|it| (it.written_at, it.key));
        Some(Original {
            series: entry.series,
            kind: entry.kind.clone(),
            fields: corrected(entry, &corrections),
            author: key.person,
            taken_back: taken_back.contains(key),
        })
    }
}

/// The entries of a document; nothing if its snapshot does not read.
fn entries_of(
    organisation: &Organisation,
    read: &dyn ReadTransaction,
    row: &DocumentRow,
) -> Result<Option<Vec<Entry>>> {
    let snapshot = organisation.open_snapshot(read, row)?;
    let merged = match snapshot
        .map(|(_, bytes)| snapshot::read(&bytes))
        .transpose()
    {
        Ok(merged) => merged.map(|it| it.entries).unwrap_or_default(),
        Err(error) => {
            tracing::error!(%error, "a stored snapshot does not read");
            return Ok(None);
        }
    };
    let tail = organisation.read_payloads(read, row, 0, (usize::MAX, usize::MAX))?;
    let tail = tail.into_iter().map(Positioned::into_chained);
    let tail = tail.collect::<Result<Vec<_>>>()?;
    let entries = merged.iter().chain(&tail);
    Ok(Some(
        entries.filter_map(|it| it.signed.entry().ok()).collect(),
    ))
}
