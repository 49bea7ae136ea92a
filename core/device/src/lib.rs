//! The device's store: one encrypted SQLite file that keeps what was written here until the server
//! has it, and what the server sent in a form that screens read at once. Opening it and writing a
//! note load no Automerge document. Knows the rules (`schema`, `policy`) and the protocol; knows
//! no network and no clock: bytes and readings are passed in.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod access;
mod accounts;
mod anew;
mod archive;
mod asked;
mod clock_error;
mod columns;
mod command;
mod contacts;
mod damage;
mod directory;
mod documents;
mod drafts;
mod due;
mod error;
mod export;
mod floor;
mod forget;
mod handing_over;
mod here;
mod inbox;
mod incoming;
mod log_base;
mod logged_out;
mod marks;
mod notes;
mod open;
mod outbox;
mod outgoing;
mod own_devices;
mod pin_seal;
mod profile;
mod reflections;
mod rescue;
mod rules;
pub mod screens;
mod search;
mod status;
mod tables;
mod texts;
mod timeline;
mod topics;
mod written;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use error::MayBeOfTheStore;
use samenspel_sqlite::write_ahead::HeldFile;

pub use samenspel_rules::partnership::NewNote;

pub use accounts::{ACCOUNTS_MAX, Account, Accounts, AccountsError, PinChange, Seal};
pub use command::{Command, NOTES_PER_COMMAND_MAX};
pub use documents::DocumentSummary;
pub use drafts::{DRAFTS_MAX, Draft};
pub use due::Departures;
pub use error::{CommandError, StoreError, SyncError};
pub use export::Export;
pub use floor::{ClearedPin, Face, FaceState, FloorError, Pin};
pub use handing_over::carried::{RelayError, RelayOut, RelayTaken};
pub use handing_over::day_pass::{DayPassError, DayPassOut, DayPassTaken, DayPassView, LetIn};
pub use handing_over::relay;
pub use inbox::{InboxContent, InboxItem};
pub use incoming::Applied;
pub use logged_out::LoggedOut;
pub use open::{StoreKey, StoreOptions};
pub use outgoing::{OutgoingSync, SyncReceipt};
pub use own_devices::OwnDevice;
pub use profile::Profile;
pub use reflections::Reflection;
pub use status::Status;
pub use texts::{AgreementView, ApprovalView};
pub use timeline::{NoteView, TIMELINE_NOTES_MAX, TimelinePlace, TimelineQuery};
pub use topics::{ObserverId, Topic, Topics};

/// One profile's store.
pub struct Store {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    profile: Mutex<Option<std::sync::Arc<Profile>>>,
    directory: Mutex<directory::Cache>,
    observers: topics::Observers,
    damage: damage::Damage,
    log_base: log_base::LogBase,
    seen_version: Mutex<i64>,
    /// The last field: dropped after the connections.
    held: HeldFile,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store(..)")
    }
}

impl Store {
    /// Creates the store of a new profile; refuses to replace a file.
    pub fn create(path: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        Self::create_with(path, key, &StoreOptions::default())
    }

    /// [`Store::create`] with other options.
    pub fn create_with(
        path: &Path,
        key: &StoreKey,
        options: &StoreOptions,
    ) -> Result<Self, StoreError> {
        let (writer, held) = open::create(path, key, options)?;
        Self::with_reader(writer, held, path, key, options)
    }

    /// Opens a store. With a wrong key nothing is touched.
    pub fn open(path: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        Self::open_with(path, key, &StoreOptions::default())
    }

    /// [`Store::open`] with other options.
    pub fn open_with(
        path: &Path,
        key: &StoreKey,
        options: &StoreOptions,
    ) -> Result<Self, StoreError> {
        damage::Damage::of(path, key, options).watch(|| {
            let (writer, held) = open::open(path, key, options)?;
            Self::with_reader(writer, held, path, key, options)
        })
    }

    fn with_reader(
        writer: Connection,
        held: HeldFile,
        path: &Path,
        key: &StoreKey,
        options: &StoreOptions,
    ) -> Result<Self, StoreError> {
        let reader = open::open_reader(path, key, options)?;
        for connection in [&writer, &reader] {
            log_base::hold_back(connection, false)?;
        }
        let version = topics::data_version(&reader)?;
        Ok(Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            profile: Mutex::default(),
            directory: Mutex::default(),
            observers: topics::Observers::default(),
            damage: damage::Damage::of(path, key, options),
            log_base: log_base::LogBase::default(),
            seen_version: Mutex::new(version),
            held,
        })
    }

    /// Reads the whole file and checks it; takes as long as the file is large.
    pub fn check(&self) -> Result<(), StoreError> {
        self.read_always(open::check)
    }

    /// Runs `work` on the reading connection, beside the writer. An error once its person logged out.
    fn read<T, E: MayBeOfTheStore>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.read_always(|connection| {
            logged_out::refuse(connection)?;
            work(connection)
        })
    }

    /// The same, also where nobody is logged in: for what says so.
    fn read_always<T, E: MayBeOfTheStore>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        self.damage.watch(|| work(&lock(&self.reader)))
    }

    /// Runs `work` in one transaction of the one writer; nothing of it stays if it fails. Observers
    /// hear of the topics after the commit. An error once its person logged out.
    fn write<T, E: MayBeOfTheStore>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &mut Topics) -> Result<T, E>,
    ) -> Result<T, E> {
        self.write_always(|transaction, topics| {
            logged_out::refuse(transaction)?;
            work(transaction, topics)
        })
    }

    /// The same, also where nobody is logged in.
    fn write_always<T, E: MayBeOfTheStore>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &mut Topics) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut topics = Topics::default();
        let done = self.damage.watch(|| {
            let mut writer = lock(&self.writer);
            let transaction = writer
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(StoreError::from)?;
            let changes = transaction.total_changes();
            let done = work(&transaction, &mut topics)?;
            if transaction.total_changes() == changes {
                transaction.commit().map_err(StoreError::from)?;
                return Ok::<T, E>(done);
            }
            log_base::stamp(&transaction)?;
            transaction.commit().map_err(StoreError::from)?;
            self.log_base
                .note(&mut writer, self.damage.path(), &self.held);
            Ok(done)
        })?;
        self.observers.tell(topics);
        Ok(done)
    }
}

/// A panic elsewhere leaves the connection usable: its transaction was rolled back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The schema that this app writes.
const SCHEMA_WRITTEN: u16 = samenspel_rules::schema::SCHEMA;
