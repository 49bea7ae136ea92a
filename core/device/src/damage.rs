//! Remembers that the file proved damaged, so that every later call says so: once a page failed its check
//! the cipher answers everything with "out of memory". Mends nothing, and removes nothing.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::{MayBeOfTheStore, PAGE_UNREADABLE};
use super::{StoreError, StoreKey, StoreOptions, open};

/// What is known of the damage of one store, while it is open.
pub(super) struct Damage {
    path: PathBuf,
    key: StoreKey,
    options: StoreOptions,
    proven: AtomicBool,
    /// An error that damage may have caused was looked into: that reads the whole file, so once is enough.
    examined: AtomicBool,
}

impl Damage {
    pub(super) fn of(path: &Path, key: &StoreKey, options: &StoreOptions) -> Self {
        Self {
            path: path.to_owned(),
            key: key.clone(),
            options: *options,
            proven: AtomicBool::new(false),
            examined: AtomicBool::new(false),
        }
    }

    /// Where the file is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Does `work` unless the file is known to be damaged, and learns from how it fails.
    pub(super) fn watch<T, E: MayBeOfTheStore>(
        &self,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        if self.proven.load(Ordering::Relaxed) {
            return Err(damaged().into());
        }
        work().map_err(|error| {
            if !error.of_the_store().is_some_and(|it| self.is_proof(it)) {
                return error;
            }
            self.proven.store(true, Ordering::Relaxed);
            damaged().into()
        })
    }

    fn is_proof(&self, error: &StoreError) -> bool {
        match error {
            StoreError::Corrupt(what) if what == PAGE_UNREADABLE => true,
            // A value that does not read back, or whatever SQLite says after the first page failed.
            StoreError::Corrupt(_) | StoreError::Sqlite(_) => {
                !self.examined.swap(true, Ordering::Relaxed) && self.is_damaged()
            }
            _ => false,
        }
    }

    /// Reads the file by a connection of its own: the others may be past use.
    fn is_damaged(&self) -> bool {
        let checked = open::open_reader(&self.path, &self.key, &self.options)
            .and_then(|connection| open::check(&connection));
        matches!(
            checked,
            Err(StoreError::Corrupt(_) | StoreError::WrongKey | StoreError::NotAStore)
        )
    }
}

fn damaged() -> StoreError {
    StoreError::Corrupt(PAGE_UNREADABLE.into())
}
