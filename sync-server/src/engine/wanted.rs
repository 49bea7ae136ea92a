//! Wanted documents: first the snapshot, in ranges that can be resumed, then the entries after it.

use std::collections::BTreeSet;

use samenspel_model::limits;
use samenspel_protocol::{Want, Wanted, WantedPart};

use super::Organisation;
use super::error::Result;
use super::page::Wish;
use super::readable::{Known, Readable};
use super::stored::open_parts;
use crate::storage::{DocumentRow, LogRow, ReadTransaction, StorageError};

/// What looking for a wanted document costs of the budget, even if nothing of it follows.
const LOOKED_UP_BYTES: usize = 1_024;

impl Organisation {
    /// The parts of wanted documents that fit the budget; the rest is asked for again.
    pub(super) fn answer_wants(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        readable: &Readable,
        wants: &[Want],
        budget: &mut usize,
    ) -> Result<Vec<Wanted>> {
        let mut parts = Vec::new();
        let mut answered = BTreeSet::new();
        for want in wants {
            if !answered.insert(want.document) {
                continue;
            }
            let Some(known) = readable.documents.get(&want.document) else {
                parts.push(Wanted {
                    document: want.document,
                    part: WantedPart::Gone,
                });
                continue;
            };
            if *budget == 0 {
                continue;
            }
            *budget = budget.saturating_sub(LOOKED_UP_BYTES);
            self.answer_want(read, log, known, want, budget, &mut parts)?;
        }
        Ok(parts)
    }

    fn answer_want(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        known: &Known,
        want: &Want,
        budget: &mut usize,
        parts: &mut Vec<Wanted>,
    ) -> Result<()> {
        let row = read
            .document_numbered(known.number)?
            .ok_or_else(|| damaged("a document is gone"))?;
        // What it has may be of before the snapshot: then it starts with that.
        let mut after = want.after.filter(|after| *after >= row.merged_up_to);
        if after.is_none() {
            match self.next_range(read, &row, want, budget)? {
                None => after = Some(0),
                Some(range) => {
                    after = range.is_last.then_some(range.as_of);
                    parts.push(Wanted {
                        document: want.document,
                        part: range.part,
                    });
                }
            }
        }
        // After the last range the entries follow at once: most documents take one round trip.
        let Some(after) = after else { return Ok(()) };
        let wish = Wish {
            documents: vec![known.number],
            after,
            leave_out: None,
        };
        let cut = self.build_page(read, log, wish, budget)?;
        parts.push(Wanted {
            document: want.document,
            part: WantedPart::Entries {
                page: cut.page,
                up_to: cut.up_to,
                complete: !cut.more,
            },
        });
        Ok(())
    }

    /// The next range of a document's snapshot. Progress in another snapshot is none.
    fn next_range(
        &self,
        read: &dyn ReadTransaction,
        row: &DocumentRow,
        want: &Want,
        budget: &mut usize,
    ) -> Result<Option<NextRange>> {
        let Some(snapshot) = read.snapshot_parts(row.number, 0..0)? else {
            return Ok(None);
        };
        let (as_of, length) = (snapshot.as_of, snapshot.length);
        let offset = match want.snapshot {
            Some(progress) if progress.as_of == as_of => progress.offset.min(length),
            _ => 0,
        };
        let part_bytes = snapshot.part_bytes.max(1);
        let first = offset / part_bytes;
        let count = (limits::SNAPSHOT_RANGE_BYTES_MAX as u64 / part_bytes).max(1);
        let end = length
            .min((first + count).saturating_mul(part_bytes))
            .min(offset + limits::SNAPSHOT_RANGE_BYTES_MAX as u64);
        let mut bytes = Vec::new();
        if offset < end {
            let parts = first..end.div_ceil(part_bytes);
            let snapshot = read.snapshot_parts(row.number, parts)?;
            let snapshot = snapshot.ok_or_else(|| damaged("a snapshot is gone"))?;
            let key = self.document_key(&row.id)?;
            let first = u32::try_from(first).map_err(|_| damaged("a snapshot is too long"))?;
            let opened = open_parts(&key, row.id, &snapshot, first)?;
            // Charged for what was opened, however little of it was asked for.
            *budget = budget.saturating_sub(opened.len());
            let from = (offset % part_bytes) as usize;
            let until = from + (end - offset) as usize;
            let range = opened.get(from..until);
            bytes = range
                .ok_or_else(|| damaged("a part of a snapshot is gone"))?
                .to_vec();
        }
        Ok(Some(NextRange {
            as_of,
            is_last: end == length,
            part: WantedPart::Snapshot {
                as_of,
                length,
                offset,
                bytes,
            },
        }))
    }
}

/// A range of a snapshot as it is answered.
struct NextRange {
    as_of: u64,
    is_last: bool,
    part: WantedPart,
}

fn damaged(what: &str) -> StorageError {
    StorageError::Corrupt(what.into())
}
