//! Wanted documents: first the snapshot, in ranges that can be resumed, then the entries after it.

use samenspel_core::limits;
use samenspel_core::protocol::{Want, Wanted, WantedPart};

use super::Organisation;
use super::error::Result;
use super::page::Wish;
use super::readable::{Known, Readable};
use crate::storage::{LogRow, ReadTransaction, StorageError};

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
        for want in wants {
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
            .ok_or_else(|| StorageError::Corrupt("a document is gone".into()))?;
        let mut after = want.after;
        if after.is_none() {
            match self.open_snapshot(read, &row)? {
                None => after = Some(0),
                Some((as_of, bytes)) => {
                    let (part, complete) = next_range(want, as_of, &bytes, budget);
                    parts.push(Wanted {
                        document: want.document,
                        part,
                    });
                    after = complete.then_some(as_of);
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
}

/// The next range of the snapshot, and whether it is the last. Progress in another snapshot is none.
fn next_range(want: &Want, as_of: u64, bytes: &[u8], budget: &mut usize) -> (WantedPart, bool) {
    let offset = match want.snapshot {
        Some(progress) if progress.as_of == as_of => usize::try_from(progress.offset)
            .unwrap_or(usize::MAX)
            .min(bytes.len()),
        _ => 0,
    };
    let rest = &bytes[offset..];
    let length = rest.len().min(limits::SNAPSHOT_RANGE_BYTES_MAX);
    *budget = budget.saturating_sub(length);
    let part = WantedPart::Snapshot {
        as_of,
        length: bytes.len() as u64,
        offset: offset as u64,
        bytes: rest[..length].to_vec(),
    };
    (part, length == rest.len())
}
