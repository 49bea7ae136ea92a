//! The directory as a start finds it: read by one thread and opened by several, as unsealing takes longer
//! than reading. Knows nothing of changes.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{Scope, ScopedJoinHandle};

use samenspel_rules::directory::{Directory, Record};

use super::directory::{self, DirectoryState};
use super::error::Result;
use super::lock;
use crate::seal::SealingKey;
use crate::storage::ReadTransaction;

/// Records that a thread opens in one go.
const ROWS_AT_ONCE: usize = 256;
const THREADS_MAX: usize = 8;

type Opened = (usize, Result<Vec<Arc<Record>>>);

/// Sealed records, one after the other: an allocation for each would take as long as opening it.
#[derive(Default)]
struct Rows {
    /// In the order of reading.
    number: usize,
    bytes: Vec<u8>,
    /// Of each record its position in the log, and where its bytes end.
    ends: Vec<(u64, usize)>,
}

impl Rows {
    fn push(&mut self, position: u64, sealed: &[u8]) {
        self.bytes.extend_from_slice(sealed);
        self.ends.push((position, self.bytes.len()));
    }

    /// Gives those that have gathered, and begins anew.
    fn take(&mut self) -> Self {
        let next = Self {
            number: self.number + 1,
            bytes: Vec::with_capacity(self.bytes.len()),
            ends: Vec::with_capacity(self.ends.len()),
        };
        std::mem::replace(self, next)
    }

    fn open(mut self, key: &SealingKey) -> Opened {
        (self.number, self.open_all(key))
    }

    fn open_all(&mut self, key: &SealingKey) -> Result<Vec<Arc<Record>>> {
        let mut records = Vec::with_capacity(self.ends.len());
        let mut begin = 0;
        for (position, end) in &self.ends {
            let sealed = &mut self.bytes[begin..*end];
            let plain = key.open_in_place(directory::place(*position), sealed)?;
            let mut record = directory::read(plain)?;
            record.shrink_to_fit();
            records.push(Arc::new(record));
            begin = *end;
        }
        Ok(records)
    }
}

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
        let mut rows = Rows::default();
        read.each_record(&mut |position, sealed| {
            rows.push(position, sealed);
            if rows.ends.len() == ROWS_AT_ONCE {
                let openers = openers.get_or_insert_with(|| Openers::begin(scope, key));
                openers.give(rows.take());
            }
        })?;
        let mut opened = vec![rows.open(key)];
        if let Some(openers) = openers {
            opened.extend(openers.end());
        }
        Ok(opened)
    })
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
        let Ok(rows) = taken else {
            return opened;
        };
        opened.push(rows.open(key));
    }
}
