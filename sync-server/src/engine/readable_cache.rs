//! What the devices that were here lately may read, kept between requests so that a device with
//! nothing new costs a look-up, however much changed elsewhere.
//!
//! Every commit says beforehand what it changes: of which marks records of the directory, and which
//! documents. Knows nothing of who may read what, nor of how it is kept (`kept`).

use std::sync::{Arc, Mutex};

use samenspel_model::ids::DeviceId;
use samenspel_model::time::UnixMillis;

use super::change::Change;
use super::directory::DirectoryState;
use super::error::Result;
use super::kept::Kept;
use super::lock;
use super::readable::Readable;
use crate::storage::{LogRow, ReadTransaction};

/// What is known of the devices that were here lately.
#[derive(Debug)]
pub(super) struct ReadableCache(Mutex<Kept>);

impl ReadableCache {
    /// Nothing is known yet, and the log is at `position`.
    pub(super) fn new(position: u64) -> Self {
        Self(Mutex::new(Kept::at(position)))
    }

    /// The log's position up to which every change was said.
    pub(super) fn said_up_to(&self) -> u64 {
        lock(&self.0).said_up_to()
    }

    /// Says what a commit is about to change: before it, so that nobody who sees it has not heard.
    pub(super) fn say(&self, change: Change) {
        lock(&self.0).say(change);
    }

    /// A commit whose change was said did not happen: what is known may be wrong.
    pub(super) fn forget_all(&self, position: u64) {
        lock(&self.0).forget_all(position);
    }

    /// What `device` may read in this read transaction, all changes before which were said.
    pub(super) fn get(
        &self,
        read: &dyn ReadTransaction,
        log: &LogRow,
        state: &DirectoryState,
        device: DeviceId,
        now: UnixMillis,
    ) -> Result<Arc<Readable>> {
        let known = lock(&self.0).known(device, state.version, log.last_position, now);
        let Some((known, changed)) = known else {
            let (found, looked) = Readable::find(read, log, state, device, now)?;
            let found = Arc::new(found);
            lock(&self.0).put(device, &found, &looked);
            return Ok(found);
        };
        if changed.is_empty() {
            return Ok(known);
        }
        let mut next = Readable::clone(&known);
        for number in changed {
            if let Some(row) = read.document_numbered(number)? {
                next.take_in(&row);
            }
        }
        next.as_of = log.last_position;
        let next = Arc::new(next);
        lock(&self.0).caught_up(device, &known, &next);
        Ok(next)
    }
}
