//! Pages: the entries of several documents after a position, in the order of the log, within a
//! budget of bytes. A page costs what it carries: of a document that was merged beyond the position
//! it says so, and the device fetches the snapshot; nothing is cut out of one here.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};

use samenspel_document::heads_digest;
use samenspel_model::ids::{DeviceId, Incarnation};
use samenspel_model::limits;
use samenspel_protocol::{MergedDocument, Page, PageDocument, PulledEntry};

use super::Organisation;
use super::error::Result;
use super::stored::Positioned;
use crate::storage::{
    DocumentNumber, DocumentRow, Following, LogRow, ReadTransaction, StorageError,
};

/// Entries read from a document at once, at most.
const READ_AHEAD_MAX: usize = 32;
/// What naming a document takes of the budget.
const NAMED_BYTES: usize = 64;

/// What a device signed in this life of the log is left out: it has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct LeaveOut {
    pub device: DeviceId,
    pub incarnation: Incarnation,
}

/// Which entries a page is of.
pub(super) struct Wish {
    pub documents: Vec<DocumentNumber>,
    pub after: u64,
    pub leave_out: Option<LeaveOut>,
}

/// A page and how far it goes.
pub(super) struct CutPage {
    pub page: Page,
    /// Every entry of the documents up to here is in it.
    pub up_to: u64,
    /// Whether there is more.
    pub more: bool,
}

/// One document's part of a page.
struct Source {
    number: DocumentNumber,
    /// Up to here it is in the page or behind it.
    after: u64,
    /// Something after the position is in its snapshot.
    merged: bool,
    /// Read once the page has something of it.
    row: Option<DocumentRow>,
    ahead: VecDeque<Positioned>,
    /// Doubled with each reading, so that little is read in vain however many documents there are.
    read_ahead: usize,
}

impl Organisation {
    /// Builds a page; what it takes is taken from `budget`, at least one entry if there is any.
    pub(super) fn build_page(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        wish: Wish,
        budget: &mut usize,
    ) -> Result<CutPage> {
        let mut sources = Vec::with_capacity(wish.documents.len());
        let mut next: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        for &number in &wish.documents {
            let (source, position) = open_source(read, number, wish.after)?;
            next.extend(position.map(|at| Reverse((at, sources.len()))));
            sources.push(source);
        }
        let mut cut = CutPage {
            page: Page::default(),
            up_to: log.last_position,
            more: false,
        };
        let mut listed: HashMap<usize, u32> = HashMap::new();
        let mut last = wish.after;
        while let Some(Reverse((position, index))) = next.pop() {
            let count = cut.page.entries.len() + cut.page.merged.len();
            if count >= limits::PAGE_ENTRIES_MAX || (count > 0 && *budget == 0) {
                cut.more = true;
                cut.up_to = last;
                break;
            }
            last = position;
            let source = &mut sources[index];
            if source.merged {
                *budget = budget.saturating_sub(NAMED_BYTES);
                cut.page.merged.push(named(source.row(read)?));
                continue;
            }
            let entry = self.take_entry(read, source, *budget)?;
            *budget = budget.saturating_sub(entry.bytes);
            let documents = listed.len() as u32;
            let document = *listed.entry(index).or_insert(documents);
            let pulled = pulled(entry, document, wish.leave_out.as_ref());
            debug_assert_eq!(pulled.position, position);
            cut.page.entries.push(pulled);
            let following = source.next_position(read)?;
            next.extend(following.map(|at| Reverse((at, index))));
        }
        cut.page.documents = page_documents(&sources, &listed, cut.up_to);
        Ok(cut)
    }

    /// The entry that put the source into the heap, and some behind it if they fit.
    fn take_entry(
        &self,
        read: &dyn ReadTransaction,
        source: &mut Source,
        budget: usize,
    ) -> Result<Positioned> {
        if source.ahead.is_empty() {
            let (after, count) = (source.after, source.read_ahead);
            source.read_ahead = (2 * count).min(READ_AHEAD_MAX);
            let entries = self.read_payloads(read, source.row(read)?, after, (count, budget))?;
            source.ahead.extend(entries);
        }
        let entry = source.ahead.pop_front();
        let entry = entry.ok_or_else(|| StorageError::Corrupt("an entry is gone".into()))?;
        source.after = entry.position;
        Ok(entry)
    }
}

/// A document's part of a page, and the first position of it. All that is merged stands at the
/// position of the snapshot: whoever has the document from then on lacks nothing before it.
fn open_source(
    read: &dyn ReadTransaction,
    number: DocumentNumber,
    after: u64,
) -> Result<(Source, Option<u64>)> {
    let Following { merged_up_to, next } = following(read, number, after)?;
    let merged = merged_up_to > after;
    let source = Source {
        number,
        after,
        merged,
        row: None,
        ahead: VecDeque::new(),
        read_ahead: 1,
    };
    Ok((source, if merged { Some(merged_up_to) } else { next }))
}

fn following(read: &dyn ReadTransaction, number: DocumentNumber, after: u64) -> Result<Following> {
    let found = read.following(number, after)?;
    Ok(found.ok_or_else(|| StorageError::Corrupt("a document is gone".into()))?)
}

impl Source {
    fn row(&mut self, read: &dyn ReadTransaction) -> Result<&DocumentRow> {
        let row = match self.row.take() {
            Some(row) => row,
            None => read
                .document_numbered(self.number)?
                .ok_or_else(|| StorageError::Corrupt("a document is gone".into()))?,
        };
        Ok(self.row.insert(row))
    }

    fn next_position(&self, read: &dyn ReadTransaction) -> Result<Option<u64>> {
        match self.ahead.front() {
            Some(entry) => Ok(Some(entry.position)),
            None => Ok(following(read, self.number, self.after)?.next),
        }
    }
}

fn named(row: &DocumentRow) -> MergedDocument {
    MergedDocument {
        kind: row.series.kind,
        subject: row.series.subject,
        placement: row.placement,
        up_to: row.last_position,
    }
}

fn pulled(entry: Positioned, document: u32, leave_out: Option<&LeaveOut>) -> PulledEntry {
    let Positioned {
        position, sealed, ..
    } = entry;
    let mut stored = sealed.stored;
    if leave_out
        .is_some_and(|it| it.device == sealed.device && it.incarnation == stored.incarnation)
    {
        stored.signed = None;
    }
    PulledEntry {
        document,
        position,
        stored,
    }
}

fn page_documents(
    sources: &[Source],
    listed: &HashMap<usize, u32>,
    up_to: u64,
) -> Vec<PageDocument> {
    let mut indices: Vec<_> = listed.iter().collect();
    indices.sort_by_key(|(_, document)| **document);
    let describe = |(index, _): (&usize, &u32)| {
        let row = sources[*index].row.as_ref()?;
        let complete = row.last_position <= up_to;
        Some(PageDocument {
            kind: row.series.kind,
            subject: row.series.subject,
            placement: row.placement,
            heads: complete.then(|| heads_digest(&row.heads)),
        })
    };
    // Each that is listed was read for its first entry.
    indices.into_iter().filter_map(describe).collect()
}
