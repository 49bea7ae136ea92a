//! What somebody looked at in a directory, so that what was found can be kept until just that changes.
//! Knows nothing of what was looked for.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::handle::{Handle, Mark};
use super::{Directory, Record};
use samenspel_model::time::UnixMillis;

/// What was looked at: as long as no record of these marks changes, and the moment stays within the
/// span, whoever looks again finds the same.
#[derive(Debug, Clone)]
pub struct Looked {
    marks: HashSet<Mark>,
    now: UnixMillis,
    from: UnixMillis,
    until: UnixMillis,
}

impl Looked {
    fn at(now: UnixMillis) -> Self {
        Self {
            marks: HashSet::new(),
            now,
            from: UnixMillis(i64::MIN),
            until: UnixMillis(i64::MAX),
        }
    }

    /// By what records were looked for, whether or not there were any.
    pub fn marks(&self) -> impl ExactSizeIterator<Item = Mark> {
        self.marks.iter().copied()
    }

    /// The span, from and before, in which no access that was seen begins or ends.
    pub fn steady(&self) -> (UnixMillis, UnixMillis) {
        (self.from, self.until)
    }

    fn saw(&mut self, record: &Record) {
        for moment in record.turning_points().into_iter().flatten() {
            if moment <= self.now {
                self.from = self.from.max(moment);
            } else {
                self.until = self.until.min(moment);
            }
        }
    }
}

/// Follows a directory's look-ups.
#[derive(Clone, Default)]
pub(super) struct Watch(Option<Arc<Mutex<Looked>>>);

impl Watch {
    pub(super) fn looks_for(&self, handle: Handle) {
        self.note(|looked| {
            looked.marks.insert(handle.mark());
        });
    }

    pub(super) fn sees(&self, record: &Record) {
        self.note(|looked| looked.saw(record));
    }

    fn note(&self, note: impl FnOnce(&mut Looked)) {
        if let Some(looked) = &self.0 {
            note(&mut looked.lock().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

impl Directory {
    /// Does some work of the moment `now` with this directory, and says what it looked at.
    pub fn watched<T>(&self, now: UnixMillis, work: impl FnOnce(&Self) -> T) -> (T, Looked) {
        let looked = Arc::new(Mutex::new(Looked::at(now)));
        let found = work(&self.watched_by(Watch(Some(Arc::clone(&looked)))));
        let looked = looked.lock().unwrap_or_else(PoisonError::into_inner);
        (found, looked.clone())
    }
}
