//! Merging in the background: a document's new entries are folded into its snapshot, which is
//! verified by reading it back before it replaces anything.

use samenspel_document::snapshot;
use samenspel_model::time::UnixMillis;

use super::Organisation;
use super::error::{EngineError, Result};
use super::stored::{Positioned, seal_snapshot};
use crate::storage::DocumentRow;

impl Organisation {
    /// Merges at most `documents_max` documents that have collected enough entries, as far as these
    /// are old enough; says how many. Building happens outside any write transaction; only the
    /// exchange is one.
    pub fn merge_step(&self, documents_max: usize) -> std::result::Result<usize, EngineError> {
        let up_to = self.settled_position()?;
        self.merge_up_to(up_to, self.options.merge_entries_min, documents_max)
    }

    /// Merges every document that has anything to merge, however new; says how many.
    pub fn merge_all(&self) -> std::result::Result<usize, EngineError> {
        self.merge_up_to(u64::MAX, 1, usize::MAX)
    }

    /// Up to where everything is old enough to be merged. Notes now and then how far the log is, since
    /// nothing else says it of an hour.
    fn settled_position(&self) -> Result<u64> {
        let now = self.now();
        let read = self.storage.begin_read()?;
        let last = read.log()?.last_position;
        if self.options.merge_after_ms <= 0 {
            return Ok(last);
        }
        let settled = now.plus_ms(-self.options.merge_after_ms);
        let found = read.log_hour(settled)?;
        let noted = read.log_hour(now)?;
        drop(read);
        let is_due = |(at, position): (UnixMillis, u64)| {
            position != last && now.since(at) >= UnixMillis::HOUR_MS
        };
        if noted.is_none_or(is_due) {
            self.write(|batch| Ok(batch.write.note_log_hour(now, last, settled)?))?;
        }
        Ok(found.map_or(0, |(_, position)| position))
    }

    fn merge_up_to(&self, up_to: u64, entries_min: u64, documents_max: usize) -> Result<usize> {
        let rows =
            self.storage
                .begin_read()?
                .documents_to_merge(entries_min, up_to, documents_max)?;
        let mut merged = 0;
        for row in &rows {
            match self.merge_document(row, up_to) {
                Ok(()) => merged += 1,
                // One document that does not merge keeps its entries and must not stop the others.
                Err(error @ EngineError::Snapshot { .. }) => {
                    metrics::counter!("samenspel_merge_failures_total").increment(1);
                    tracing::error!(%error, "a document does not merge");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(merged)
    }

    fn merge_document(&self, row: &DocumentRow, up_to: u64) -> Result<()> {
        let (previous, mut entries) = {
            let read = self.storage.begin_read()?;
            let previous = self.open_snapshot(&*read, row)?;
            let entries = self.read_payloads(&*read, row, 0, (usize::MAX, usize::MAX))?;
            (previous, entries)
        };
        entries.retain(|entry| entry.position <= up_to);
        let Some(last) = entries.last() else {
            return Ok(());
        };
        let as_of = last.position;
        let count = row.merged_entries + entries.len() as u64;
        let tail = entries
            .into_iter()
            .map(Positioned::into_chained)
            .collect::<Result<Vec<_>>>()?;
        let previous = previous.as_ref().map(|(_, bytes)| bytes.as_slice());
        let built = snapshot::build(&row.series, &row.placement, previous, &tail);
        let bytes = built.map_err(|source| EngineError::Snapshot {
            document: row.id,
            source: Box::new(source),
        })?;
        let key = self.document_key(&row.id)?;
        self.write(|batch| {
            let of = (as_of, count);
            let snapshot = seal_snapshot(&key, row.id, of, &bytes, batch.random);
            // Another merge of the same document may have come first; then this one is void.
            let current = batch.write.document_numbered(row.number)?;
            if current.is_some_and(|it| it.merged_up_to == row.merged_up_to) {
                batch.write.put_snapshot(row.number, &snapshot)?;
            }
            Ok(())
        })
    }
}
