//! Pages: the entries of several documents after a position, in the order of the log, within a
//! budget of bytes. Entries that were merged into a snapshot meanwhile come from the snapshot.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};

use samenspel_core::document::heads_digest;
use samenspel_core::ids::{DeviceId, Incarnation};
use samenspel_core::limits;
use samenspel_core::protocol::{Page, PageDocument, PulledEntry};

use super::Organisation;
use super::error::Result;
use super::stored::Positioned;
use crate::storage::{DocumentNumber, DocumentRow, LogRow, ReadTransaction, StorageError};

/// Entries read from a document at once.
const READ_AHEAD: usize = 32;

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

/// The entries of one document that are still to come.
struct Source {
    row: DocumentRow,
    ahead: VecDeque<Positioned>,
    after: u64,
    exhausted: bool,
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
        let mut sources = self.open_sources(read, &wish)?;
        let mut next: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        for (index, source) in sources.iter().enumerate() {
            next.extend(source.next_position().map(|at| Reverse((at, index))));
        }
        let mut cut = CutPage {
            page: Page::default(),
            up_to: log.last_position,
            more: false,
        };
        let mut listed: HashMap<usize, u32> = HashMap::new();
        while let Some(Reverse((position, index))) = next.pop() {
            let count = cut.page.entries.len();
            if count >= limits::PAGE_ENTRIES_MAX || (count > 0 && *budget == 0) {
                cut.more = true;
                cut.up_to = cut.page.entries.last().map_or(0, |last| last.position);
                break;
            }
            let source = &mut sources[index];
            let entry = source
                .ahead
                .pop_front()
                .expect("a source in the heap has the entry that put it there");
            *budget = budget.saturating_sub(entry.bytes);
            let documents = listed.len() as u32;
            let document = *listed.entry(index).or_insert(documents);
            let pulled = pulled(entry, document, wish.leave_out.as_ref());
            debug_assert_eq!(pulled.position, position);
            cut.page.entries.push(pulled);
            if source.ahead.is_empty() {
                self.read_ahead(read, source)?;
            }
            next.extend(source.next_position().map(|at| Reverse((at, index))));
        }
        cut.page.documents = page_documents(&sources, &listed, cut.up_to);
        Ok(cut)
    }

    fn open_sources(&self, read: &dyn ReadTransaction, wish: &Wish) -> Result<Vec<Source>> {
        let open = |number: &DocumentNumber| {
            let row = read
                .document_numbered(*number)?
                .ok_or_else(|| StorageError::Corrupt("a document is gone".into()))?;
            let mut source = Source {
                row,
                ahead: VecDeque::new(),
                after: wish.after,
                exhausted: false,
            };
            if wish.after < source.row.merged_up_to {
                let merged = self.read_merged(read, &source.row, wish.after)?;
                source.after = source.row.merged_up_to;
                source.ahead.extend(merged);
            }
            if source.ahead.is_empty() {
                self.read_ahead(read, &mut source)?;
            }
            Ok(source)
        };
        wish.documents.iter().map(open).collect()
    }

    fn read_ahead(&self, read: &dyn ReadTransaction, source: &mut Source) -> Result<()> {
        if source.exhausted {
            return Ok(());
        }
        let entries = self.read_payloads(read, &source.row, source.after, READ_AHEAD)?;
        source.exhausted = entries.len() < READ_AHEAD;
        source.after = entries.last().map_or(source.after, |last| last.position);
        source.ahead.extend(entries);
        Ok(())
    }
}

impl Source {
    fn next_position(&self) -> Option<u64> {
        self.ahead.front().map(|entry| entry.position)
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
        let row = &sources[*index].row;
        let complete = row.last_position <= up_to;
        PageDocument {
            kind: row.series.kind,
            subject: row.series.subject,
            placement: row.placement,
            heads: complete.then(|| heads_digest(&row.heads)),
        }
    };
    indices.into_iter().map(describe).collect()
}
