//! Endings: revocations, ended access, court limits, removed records. They are written to the key
//! store before they are acknowledged, so that a log restored from a backup, which knows nothing of
//! those that came after it, applies them before it serves anyone.

use samenspel_core::directory::{Directory, Record, RecordId};
use samenspel_core::time::UnixMillis;

use crate::keystore::{Ending, EndingRow};

/// How a record takes access away, if it does.
pub(super) fn ending_of(record: &Record) -> Option<Ending> {
    let ending = Ending {
        until: end(record),
        suspended: suspended(record),
        barred: matches!(record, Record::Parenthood(it) if it.collection_barred),
        removed: false,
    };
    (ending != Ending::default()).then_some(ending)
}

/// What a restored log has to apply: records that are to end, and ids that are to go.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub records: Vec<Record>,
    pub removed: Vec<RecordId>,
}

impl Lost {
    /// Compares the directory with endings that the present log does not have.
    pub(super) fn find(endings: &[EndingRow], directory: &Directory) -> Self {
        let mut lost = Self::default();
        for row in endings {
            let Some(record) = directory.get(&row.id) else {
                continue;
            };
            if row.ending.removed {
                lost.removed.push(row.id.clone());
                continue;
            }
            let mut ended = record.clone();
            impose(&mut ended, &row.ending);
            if ended != *record {
                lost.records.push(ended);
            }
        }
        lost
    }

    pub(super) fn is_empty(&self) -> bool {
        self.records.is_empty() && self.removed.is_empty()
    }
}

fn impose(record: &mut Record, ending: &Ending) {
    if let Record::Parenthood(it) = record {
        it.collection_barred |= ending.barred;
    }
    if let Record::Device(it) = record {
        it.suspended_at = it.suspended_at.or(ending.suspended);
    }
    let Some(until) = ending.until else { return };
    let earlier = |end: Option<UnixMillis>| Some(end.map_or(until, |end| end.min(until)));
    match record {
        Record::Person(it) => it.left_at = earlier(it.left_at),
        Record::Contact(it) => it.until = earlier(it.until),
        Record::Device(it) => it.revoked_at = earlier(it.revoked_at),
        other => {
            if let Some(span) = other.during_mut() {
                span.until = earlier(span.until);
            }
        }
    }
}

fn end(record: &Record) -> Option<UnixMillis> {
    match record {
        Record::Person(it) => it.left_at,
        Record::Contact(it) => it.until,
        Record::Device(it) => it.revoked_at,
        other => other.during().and_then(|span| span.until),
    }
}

fn suspended(record: &Record) -> Option<UnixMillis> {
    match record {
        Record::Device(it) => it.suspended_at,
        _ => None,
    }
}
