//! Merging in the background: a document's new entries are folded into its snapshot, which is
//! verified by reading it back before it replaces anything.

use samenspel_core::document::snapshot;

use super::Organisation;
use super::error::{EngineError, Result};
use super::stored::Positioned;
use crate::seal::{Place, Use};
use crate::storage::{DocumentRow, SnapshotRow};

impl Organisation {
    /// Merges at most `documents_max` documents that have collected enough entries; says how many.
    /// Building happens outside any write transaction; only the exchange is one.
    pub fn merge_step(&self, documents_max: usize) -> std::result::Result<usize, EngineError> {
        self.merge_with_at_least(self.options.merge_entries_min, documents_max)
    }

    /// Merges every document that has anything to merge; says how many.
    pub fn merge_all(&self) -> std::result::Result<usize, EngineError> {
        self.merge_with_at_least(1, usize::MAX)
    }

    fn merge_with_at_least(&self, entries_min: u64, documents_max: usize) -> Result<usize> {
        let rows = self
            .storage
            .begin_read()?
            .documents_to_merge(entries_min, documents_max)?;
        let mut merged = 0;
        for row in &rows {
            match self.merge_document(row) {
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

    fn merge_document(&self, row: &DocumentRow) -> Result<()> {
        let (previous, entries) = {
            let read = self.storage.begin_read()?;
            let previous = self.open_snapshot(&*read, row)?;
            let entries = self.read_payloads(&*read, row, 0, usize::MAX)?;
            (previous, entries)
        };
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
        let place = Place {
            purpose: Use::Snapshot,
            document: row.id,
            position: as_of,
        };
        let key = self.document_key(&row.id)?;
        self.write(|batch| {
            let snapshot = SnapshotRow {
                as_of,
                entries: count,
                sealed: key.seal(place, &bytes, batch.random),
            };
            // Another merge of the same document may have come first; then this one is void.
            let current = batch.write.document_numbered(row.number)?;
            if current.is_some_and(|it| it.merged_up_to == row.merged_up_to) {
                batch.write.put_snapshot(row.number, &snapshot)?;
            }
            Ok(())
        })
    }
}
