//! The directory as a start finds it: read by one thread and opened by several, as unsealing takes longer
//! than reading. Knows nothing of changes.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{Scope, ScopedJoinHandle};

use samenspel_core::directory::{Directory, Record};

use super::directory::{DirectoryState, open};
use super::error::Result;
use super::lock;
use crate::seal::SealingKey;
use crate::storage::{DirectoryRow, ReadTransaction};

/// Records that a thread opens in one go.
const ROWS_AT_ONCE: usize = 256;
const THREADS_MAX: usize = 8;

/// Rows with their number in the order of reading.
type Rows = (usize, Vec<DirectoryRow>);
type Opened = (usize, Result<Vec<Arc<Record>>>);

/// Reads the whole directory.
pub(super) fn load(
    read: &dyn ReadTransaction,
    version: u64,
    key: &SealingKey,
) -> Result<DirectoryState> {
    let mut opened = read_and_open(read, key)?;
    opened.sort_unstable_by_key(|(number, _)| *number);
    let mut records = Vec::new();
    for (_, some) in opened {
        records.append(&mut some?);
    }
    Ok(DirectoryState {
        version,
        directory: Directory::of_all(records),
    })
}

fn read_and_open(read: &dyn ReadTransaction, key: &SealingKey) -> Result<Vec<Opened>> {
    std::thread::scope(|scope| {
        // Nobody but a large organisation needs more threads than this one.
        let mut openers: Option<Openers<'_>> = None;
        let mut rows = Vec::new();
        let mut number = 0;
        read.each_record(&mut |row| {
            rows.push(row);
            if rows.len() == ROWS_AT_ONCE {
                let openers = openers.get_or_insert_with(|| Openers::begin(scope, key));
                openers.give((number, std::mem::take(&mut rows)));
                number += 1;
            }
        })?;
        let mut opened = vec![(number, open_all(&rows, key))];
        if let Some(openers) = openers {
            opened.extend(openers.end());
        }
        Ok(opened)
    })
}

fn open_all(rows: &[DirectoryRow], key: &SealingKey) -> Result<Vec<Arc<Record>>> {
    let open = |row| {
        let mut record = open(row, key)?;
        record.shrink_to_fit();
        Ok(Arc::new(record))
    };
    rows.iter().map(open).collect()
}

/// Threads that open what they are given.
struct Openers<'scope> {
    give: SyncSender<Rows>,
    threads: Vec<ScopedJoinHandle<'scope, Vec<Opened>>>,
}

impl<'scope> Openers<'scope> {
    fn begin(scope: &'scope Scope<'scope, '_>, key: &'scope SealingKey) -> Self {
        let count = std::thread::available_parallelism().map_or(1, usize::from);
        let count = count.min(THREADS_MAX);
        let (give, take) = sync_channel(2 * count);
        let take = Arc::new(Mutex::new(take));
        let begin = |_| {
            let take = Arc::clone(&take);
            scope.spawn(move || work(&take, key))
        };
        Self {
            give,
            threads: (0..count).map(begin).collect(),
        }
    }

    fn give(&self, rows: Rows) {
        // Nobody takes it only once every thread has panicked, which the end passes on.
        let _ = self.give.send(rows);
    }

    fn end(self) -> Vec<Opened> {
        drop(self.give);
        let mut opened = Vec::new();
        for thread in self.threads {
            match thread.join() {
                Ok(some) => opened.extend(some),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        opened
    }
}

fn work(take: &Mutex<Receiver<Rows>>, key: &SealingKey) -> Vec<Opened> {
    let mut opened = Vec::new();
    loop {
        let taken = lock(take).recv();
        let Ok((number, rows)) = taken else {
            return opened;
        };
        opened.push((number, open_all(&rows, key)));
    }
}
