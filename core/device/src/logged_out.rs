//! Logging out and in again: in between nothing is shown, written or sent, and what was not sent waits,
//! sealed. Says beside the file, for whoever has no key, how much that is. Knows no screen.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::{Store, StoreError, Topics, access, lock, outbox};

/// What logging out left on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoggedOut {
    /// Nothing: the app removes the profile and its key.
    Empty,
    /// Only what was not sent yet, sealed as before, for the next log-in of the same person.
    Kept {
        /// How many notes and commands.
        unsent: u64,
    },
}

impl LoggedOut {
    pub(super) fn of(unsent: u64) -> Self {
        match unsent {
            0 => Self::Empty,
            unsent => Self::Kept { unsent },
        }
    }

    /// How much is left.
    pub fn unsent(self) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Kept { unsent } => unsent,
        }
    }
}

impl Store {
    /// Logs out. What is not sent yet is either a reason to refuse, or it stays, sealed, and everything
    /// else goes. After this every command, query and sync gives [`StoreError::LoggedOut`] until
    /// [`Store::log_in`], also after the store was closed and opened again. Logging out twice is harmless.
    pub fn log_out(&self, keep_unsent: bool) -> Result<LoggedOut, StoreError> {
        let unsent = self.write_always(|transaction, topics| {
            let unsent = access::left_behind(transaction)?;
            if is_logged_out(transaction)? {
                return Ok(unsent);
            }
            if unsent > 0 && !keep_unsent {
                return Err(StoreError::Unsent { count: unsent });
            }
            access::purge_everything(transaction, topics)?;
            transaction.execute("UPDATE sync_state SET logged_out = 1", [])?;
            *topics = Topics::all();
            Ok(unsent)
        })?;
        lock(&self.directory).forget();
        write_left(self.damage.path(), unsent)?;
        Ok(LoggedOut::of(unsent))
    }

    /// The same person logs in again: what was kept is here, and the next sync sends it and fetches
    /// everything else anew. Asks for nothing itself: whoever holds the key is that person, so the app asks
    /// the platform for them first, as when it unlocks. For somebody else there is another profile.
    pub fn log_in(&self) -> Result<(), StoreError> {
        // First, so that nobody takes it for empty once something is written again.
        remove_left(self.damage.path())?;
        self.write_always(|transaction, topics| {
            transaction.execute("UPDATE sync_state SET logged_out = 0", [])?;
            *topics = Topics::all();
            Ok::<_, StoreError>(())
        })
    }

    /// What logging out left; `None` while somebody is logged in.
    pub fn logged_out(&self) -> Result<Option<LoggedOut>, StoreError> {
        self.read_always(|connection| {
            let out = is_logged_out(connection)?;
            let left = out.then(|| access::left_behind(connection)).transpose()?;
            Ok(left.map(LoggedOut::of))
        })
    }

    /// How much of what was written here the server does not have yet.
    pub fn pending_count(&self) -> Result<u64, StoreError> {
        self.read_always(outbox::pending_count)
    }
}

/// An error where the person of the store logged out.
pub(super) fn refuse(connection: &Connection) -> Result<(), StoreError> {
    match is_logged_out(connection)? {
        true => Err(StoreError::LoggedOut),
        false => Ok(()),
    }
}

fn is_logged_out(connection: &Connection) -> Result<bool, StoreError> {
    let out: Option<bool> = connection
        .prepare_cached("SELECT logged_out FROM sync_state")?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(out.unwrap_or(false))
}

/// What logging out left of the store at `path`, as its file beside it says; `None` where nobody logged out,
/// or the file is not readable.
pub(super) fn read_left(path: &Path) -> Option<u64> {
    fs::read_to_string(beside(path)).ok()?.trim().parse().ok()
}

fn write_left(path: &Path, unsent: u64) -> Result<(), StoreError> {
    fs::write(beside(path), unsent.to_string()).map_err(|error| super::open::from_io(&error))
}

fn remove_left(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(beside(path)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(super::open::from_io(&error))
        }
        _ => Ok(()),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push("-left");
    name.into()
}
