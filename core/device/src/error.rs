//! What can go wrong with the store, and what the person or the app can do about it. Knows nothing
//! personal: paths, codes and ids only.

use samenspel_model::entry::{EntryError, ValueError};
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire::WireError;

/// What a page that fails its check is called.
pub(super) const PAGE_UNREADABLE: &str = "a page cannot be read";

/// An error of the device that may have come from its store.
pub(super) trait MayBeOfTheStore: From<StoreError> {
    /// The store's error in it.
    fn of_the_store(&self) -> Option<&StoreError>;
}

impl MayBeOfTheStore for StoreError {
    fn of_the_store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// For errors that wrap the store's in their variant `Store`.
macro_rules! wraps_the_store {
    ($($error:ty),*) => {$(
        impl MayBeOfTheStore for $error {
            fn of_the_store(&self) -> Option<&StoreError> {
                match self {
                    Self::Store(error) => Some(error),
                    _ => None,
                }
            }
        }
    )*};
}

wraps_the_store!(
    CommandError,
    SyncError,
    super::FloorError,
    super::RelayError
);

impl MayBeOfTheStore for super::DayPassError {
    fn of_the_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) | Self::Command(CommandError::Store(error)) => Some(error),
            _ => None,
        }
    }
}

/// Why the store cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The key does not open the file; nothing was touched.
    #[error(
        "the key does not open this store, or its first page is damaged; nothing was changed: unlock again, and if that does not help enrol this device anew"
    )]
    WrongKey,
    /// There is no store at the path.
    #[error("there is no store at this path: enrol this device first")]
    NotFound,
    /// A new store would replace a file.
    #[error("there already is a file at this path: open it, or choose another path")]
    AlreadyExists,
    /// A file, but not of this app.
    #[error("this file is not a Samenspel store: choose another path")]
    NotAStore,
    /// The store is damaged.
    #[error(
        "the store is damaged ({0}): keep the file, enrol this device anew, and give the file to your administrator for what was not sent yet"
    )]
    Corrupt(String),
    /// The store's file and its write-ahead log are of different states.
    #[error(
        "the store's file and the log beside it do not belong together: one of them was put back; nothing was changed: keep both files and enrol this device anew"
    )]
    StaleLog,
    /// The folder or the file cannot be written.
    #[error("the store cannot be written: allow the app to write to its folder")]
    ReadOnly,
    /// The disk is full.
    #[error(
        "there is no space left on this device: free some space; nothing already saved is lost"
    )]
    DiskFull,
    /// Written by a later version of the app.
    #[error(
        "a later version of the app wrote this store (version {found}, this app knows {known}): update the app"
    )]
    NewerVersion {
        /// Of the file.
        found: i64,
        /// Of this app.
        known: i64,
    },
    /// Another process holds it.
    #[error("another process is writing to the store: try again")]
    Locked,
    /// The device is not enrolled yet.
    #[error("this device is not enrolled: use an invitation first")]
    NotEnrolled,
    /// The store belongs to an enrolled profile already.
    #[error("this store belongs to a profile already: make a new store for another one")]
    AlreadyEnrolled,
    /// The device was without contact for too long.
    #[error(
        "this device was without contact for {} days: connect it to the network to read on; what you wrote is kept and is sent then",
        samenspel_model::limits::OFFLINE_LEASE_MS / samenspel_model::time::UnixMillis::DAY_MS
    )]
    LeaseExpired,
    /// Nobody stands at the shared device.
    #[error("enter your PIN on this shared device first")]
    PinRequired,
    /// Logging out would lose something.
    #[error(
        "{count} notes on this device were not sent yet: synchronise first, or log out and keep them here for your next log-in"
    )]
    Unsent {
        /// How many.
        count: u64,
    },
    /// The person of this store logged out.
    #[error("you are logged out here: log in again; what was not sent yet is kept")]
    LoggedOut,
    /// Something else went wrong in SQLite.
    #[error("the store failed: {0}")]
    Sqlite(String),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Locked,
            Some(Code::DatabaseCorrupt | Code::NotADatabase) => {
                Self::Corrupt(PAGE_UNREADABLE.into())
            }
            // Only the code: a message of SQLite may quote values.
            Some(code) => Self::Sqlite(format!("{code:?}")),
            None => Self::from_conversion(&error),
        }
    }
}

impl StoreError {
    fn from_conversion(error: &rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::FromSqlConversionFailure(column, ..)
            | rusqlite::Error::InvalidColumnType(column, ..)
            | rusqlite::Error::IntegralValueOutOfRange(column, _) => {
                Self::Corrupt(format!("column {column} holds something else"))
            }
            rusqlite::Error::QueryReturnedNoRows => Self::Corrupt("a row is missing".into()),
            _ => Self::Sqlite("the query is not valid".into()),
        }
    }

    /// Something stored that does not read back.
    pub(super) fn unreadable(what: &str) -> Self {
        Self::Corrupt(format!("{what} does not read back"))
    }
}

/// Why a command was not accepted; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The rules do not allow it, as the server would say.
    #[error("not allowed: {code}")]
    Refused {
        /// Why.
        code: RefusalCode,
        /// Which field or limit.
        args: Vec<String>,
    },
    /// A field breaks a bound.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// The entry would not be well formed.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The agreement is not on this device.
    #[error("the agreement is not on this device: synchronise first")]
    UnknownAgreement,
    /// A person keeps more drafts than anybody needs.
    #[error("there are too many drafts: send or discard some")]
    TooManyDrafts,
    /// The text shown is not the one that the server has.
    #[error(
        "the text has edits that were not sent yet: synchronise, read it again, then approve it"
    )]
    UnsentEdits,
    /// The author has to enter their PIN on this shared device.
    #[error("enter your PIN on this shared device first")]
    PinRequired {
        /// They stand at it, and this asks for the PIN again.
        fresh: bool,
    },
    /// There is nothing to do.
    #[error("the command holds nothing to do")]
    Empty,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for CommandError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Why a response was not applied; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// The response is not of the protocol.
    #[error("the server's answer cannot be read: {0}")]
    Wire(#[from] WireError),
    /// The response speaks another version.
    #[error("the server speaks protocol version {0}: update the app")]
    Version(u16),
    /// The response answers something else than was sent.
    #[error("the server's answer does not fit the request: {0}")]
    Mismatch(&'static str),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for SyncError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
