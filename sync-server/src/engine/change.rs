//! What a commit changes, as those hear it who keep or wait for something: marks of the directory and
//! documents. Knows nothing of who they are.

use std::hash::{DefaultHasher, Hash, Hasher};

use samenspel_model::series::{DocumentKind, Period, Subject};
use samenspel_rules::directory::Mark;

use crate::storage::{DocumentNumber, DocumentRow};

/// What a commit is about to change.
#[derive(Debug, Default, Clone)]
pub(super) struct Change {
    /// The log's last position with it.
    pub up_to: u64,
    /// The directory's version with it.
    pub directory_version: u64,
    /// Of which marks records of the directory come, change or go.
    pub marks: Vec<Mark>,
    /// Documents that get entries.
    pub documents: Vec<ChangedDocument>,
}

/// A document that gets entries, the last of them at `position`.
#[derive(Debug, Clone, Copy)]
pub(super) struct ChangedDocument {
    pub series: (DocumentKind, Subject),
    pub period: Period,
    pub number: DocumentNumber,
    pub position: u64,
}

impl From<&DocumentRow> for ChangedDocument {
    fn from(row: &DocumentRow) -> Self {
        Self {
            series: (row.series.kind, row.series.subject),
            period: row.placement.period,
            number: row.number,
            position: row.last_position,
        }
    }
}

/// A mark of the directory or a series, in four bytes. Two of the same topic cost a look too much.
pub(super) type Topic = u32;

/// The topic of a series.
pub(super) fn series_topic(series: (DocumentKind, Subject)) -> Topic {
    let mut hasher = DefaultHasher::new();
    series.hash(&mut hasher);
    (hasher.finish() >> 32) as Topic
}
