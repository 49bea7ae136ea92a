//! The storage of one organisation's log, as a trait: synchronous, one write transaction at a time,
//! any number of consistent read transactions.
//!
//! Callers see rows and bytes; sealing, policy and placement are the engine's. Positions are handed
//! out under the organisation's row ([`ReadTransaction::log`] in a write transaction locks it), so
//! a database with several writers fits without changing callers. Every implementation passes the
//! same suite ([`conformance`]).

#[cfg(test)]
pub mod conformance;
mod rows;
pub(crate) mod sqlite;

pub use rows::*;
pub use sqlite::{SqliteOptions, SqliteStorage};

use std::ops::Range;

use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, GroupId, InvitationId, PersonId};
use samenspel_model::series::{Period, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{HereToday, RecordId};

/// What went wrong in storage. Nothing of a failed write transaction remains.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// There is no room left.
    #[error("the disk is full: free some space; nothing was stored")]
    Full,
    /// The folder or file cannot be written.
    #[error("the database cannot be written: check the owner and rights of its folder")]
    ReadOnly,
    /// The file is not there.
    #[error(
        "{file} is missing: restore it beside the others (docs/operating.md says which belong together), \
         and do not run samenspel init for it, which makes another organisation"
    )]
    Missing {
        /// The file.
        file: String,
    },
    /// The file is there and has nothing in it.
    #[error(
        "{file} is empty: restore it from its newest copy (docs/operating.md), and leave the others as they \
         are"
    )]
    Empty {
        /// The file.
        file: String,
    },
    /// The user that runs this may not read and write it.
    #[error(
        "{path} may not be read and written by the user that runs this: give it to that user (chown, \
         chmod); nothing is damaged, so restore nothing"
    )]
    NoRights {
        /// The file or folder.
        path: String,
    },
    /// The disk is mounted for reading only.
    #[error(
        "{path} is on a read-only file system: mount it for writing; if the system did this by itself, \
         its log names the disk's errors; nothing is known to be damaged, so restore nothing yet"
    )]
    ReadOnlyDisk {
        /// The file or folder.
        path: String,
    },
    /// Another program does not let go of it.
    #[error(
        "another program holds the database: wait, and end what else opened it (a sqlite3 shell, a copy \
         being made); nothing is damaged"
    )]
    Busy,
    /// The disk fails.
    #[error(
        "the disk failed while the database {doing} ({cause}): look at the system's log and at the disk; \
         copy the folder elsewhere before anything else, and restore nothing before"
    )]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// The database's own words.
        cause: String,
    },
    /// The file is not a database, or damaged.
    #[error(
        "the database is damaged ({0}): stop the server and copy the whole folder aside, then restore the \
         last backup; phones send again what it lacks, as long as they hold it"
    )]
    Corrupt(String),
    /// A backup was put back, and the write-ahead log of what it replaced is still there.
    #[error(
        "{file} was put back beside the write-ahead log of the file that it replaced; it was not opened, \
         so nothing was mixed or undone. After restoring a backup: move {file}-wal and {file}-shm away \
         and start again; phones send again what the backup lacks. If nobody restored anything (the \
         folder was copied after a crash): remove {file}-base, touch {file}-wal, and start again"
    )]
    StaleLog {
        /// The file's name.
        file: String,
    },
    /// Written by a later version of this program.
    #[error("the database was written by a later version of this program: update it")]
    NewerVersion,
    /// Anything else.
    #[error("the database failed while it {doing}: {cause}")]
    Failed {
        /// What was being done.
        doing: &'static str,
        /// The database's own words.
        cause: String,
    },
}

/// What a storage operation returns.
pub type Result<T> = std::result::Result<T, StorageError>;

/// The storage of one organisation.
pub trait Storage: Send + Sync {
    /// Waits for its turn and begins the one write transaction.
    fn begin_write(&self) -> Result<Box<dyn WriteTransaction + '_>>;

    /// Begins a read transaction: everything read in it is of one moment.
    fn begin_read(&self) -> Result<Box<dyn ReadTransaction + '_>>;
}

/// Reads of one moment.
pub trait ReadTransaction {
    /// The organisation's row.
    fn log(&self) -> Result<LogRow>;
    /// The number of a series, if it has documents.
    fn series(&self, series: &Series) -> Result<Option<SeriesNumber>>;
    /// A document by its id.
    fn document(&self, id: &DocumentId) -> Result<Option<DocumentRow>>;
    /// A document by its number.
    fn document_numbered(&self, number: DocumentNumber) -> Result<Option<DocumentRow>>;
    /// The latest part (of the latest epoch) of a series in a period.
    fn latest_part(&self, series: SeriesNumber, period: Period) -> Result<Option<DocumentRow>>;
    /// Every document of a series.
    fn documents_of(&self, series: SeriesNumber) -> Result<Vec<DocumentRow>>;
    /// Every document whose last entry is after `position`, in order of that.
    fn documents_changed_after(&self, position: u64) -> Result<Vec<DocumentRow>>;
    /// What a document has after a position, looked up in indexes alone.
    fn following(&self, document: DocumentNumber, after: u64) -> Result<Option<Following>>;
    /// Documents with at least `entries_min` entries after their snapshot and up to a position, the
    /// longest waiting first.
    fn documents_to_merge(
        &self,
        entries_min: u64,
        up_to: u64,
        count_max: usize,
    ) -> Result<Vec<DocumentRow>>;
    /// The latest moment noted up to `at`, and the log's last position then.
    fn log_hour(&self, at: UnixMillis) -> Result<Option<(UnixMillis, u64)>>;
    /// Every series in which an entry with this key is stored.
    fn entries_with_key(&self, key: &EntryKey) -> Result<Vec<EntryRow>>;

    /// The entries that are remembered as answers to an entry, in no order.
    fn answers_to(&self, key: &EntryKey) -> Result<Vec<(EntryKey, EntryRow)>>;
    /// Sealed entries of a document after a position, in order, at most `count_max`.
    fn payloads(
        &self,
        document: DocumentNumber,
        after: u64,
        count_max: usize,
    ) -> Result<Vec<PayloadRow>>;
    /// The same, and at most so many bytes, but for the first.
    fn some_payloads(
        &self,
        document: DocumentNumber,
        after: u64,
        count_max: usize,
        bytes_max: usize,
    ) -> Result<Vec<PayloadRow>>;
    /// A document's snapshot with all its parts.
    fn snapshot(&self, document: DocumentNumber) -> Result<Option<SnapshotRow>> {
        self.snapshot_parts(document, 0..u64::MAX)
    }
    /// A document's snapshot with these of its parts.
    fn snapshot_parts(
        &self,
        document: DocumentNumber,
        parts: Range<u64>,
    ) -> Result<Option<SnapshotRow>>;
    /// The end of an actor's chain in a document.
    fn chain(&self, document: DocumentNumber, actor: &[u8]) -> Result<Option<ChainRow>>;
    /// Where the chains of all actors of a document end: their last changes' hashes.
    fn chain_ends(&self, document: DocumentNumber) -> Result<Vec<[u8; 32]>>;
    /// What an author has written in a series and period.
    fn author(&self, author: &AuthorIn) -> Result<AuthorRow>;
    /// What was answered to an entry that was refused.
    fn refusal(&self, key: &EntryKey, content: &ContentHash) -> Result<Option<RefusalRow>>;
    /// An entry that waits for a manager.
    fn held(&self, key: &EntryKey) -> Result<Vec<HeldRow>>;
    /// Every entry that waits for a manager, in the order they came.
    fn all_held(&self) -> Result<Vec<HeldRow>>;
    /// How many entries wait for a manager.
    fn held_count(&self) -> Result<u64>;
    /// How many of those a device signed.
    fn held_count_of(&self, device: &DeviceId) -> Result<u64>;
    /// The last row of the audit.
    fn last_audit(&self) -> Result<Option<AuditRow>>;
    /// Rows of the audit after a number, in order, at most `count_max`.
    fn audit_after(&self, number: u64, count_max: usize) -> Result<Vec<AuditRow>>;
    /// When a device was last in contact with nothing left to send.
    fn contact(&self, device: &DeviceId) -> Result<Option<UnixMillis>>;
    /// Gives the position and the sealed bytes of every record of the directory to `each`, in order of
    /// their ids: all at once they would take as much memory again.
    fn each_record(&self, each: &mut dyn FnMut(u64, &[u8])) -> Result<()>;
    /// A record of the directory.
    fn record(&self, id: &RecordId) -> Result<Option<DirectoryRow>>;
    /// The records of the directory that a holder was noted for, in order of their ids.
    fn records_held_by(&self, holder: &[u8]) -> Result<Vec<DirectoryRow>>;
    /// The records of the directory that were put after a position, in order of their ids.
    fn records_after(&self, position: u64) -> Result<Vec<DirectoryRow>>;
    /// The records that were removed after a position, put again since or not.
    fn records_removed_after(&self, position: u64) -> Result<Vec<RecordId>>;
    /// Who opened a group's list, and when, in order of people.
    fn here_on(&self, group: GroupId) -> Result<Vec<HereToday>>;
    /// An invitation by the hash of its code.
    fn invitation(&self, code_hash: &[u8; 32]) -> Result<Option<InvitationRow>>;
    /// How many invitations of a holder are neither used nor expired.
    fn open_invitations(&self, holder: &[u8], now: UnixMillis) -> Result<u64>;
    /// All invitations that are neither used nor expired, in order of their ids.
    fn all_open_invitations(&self, now: UnixMillis) -> Result<Vec<InvitationRow>>;
    /// Those of them that a device made.
    fn open_invitations_by(&self, maker: &DeviceId, now: UnixMillis) -> Result<Vec<InvitationRow>>;
    /// An invitation by its id.
    fn invitation_with_id(&self, id: &InvitationId) -> Result<Option<InvitationRow>>;
    /// Who asked for a thing, if a person did by a command.
    fn asked(&self, kind: u8, id: &[u8; 16]) -> Result<Option<AskedRow>>;
    /// From which device a person asked for each of the things of a kind since a moment.
    fn asked_since(&self, person: &PersonId, kind: u8, since: UnixMillis) -> Result<Vec<DeviceId>>;
    /// Those that are still open.
    fn asked_and_open(&self, person: &PersonId, kind: u8) -> Result<Vec<[u8; 16]>>;
    /// Every thing of a kind that was asked for from a device.
    fn asked_from(&self, device: &DeviceId, kind: u8) -> Result<Vec<[u8; 16]>>;
    /// What became of a directory command.
    fn command(&self, key: &EntryKey) -> Result<Option<CommandRow>>;
    /// Counts for the operator.
    fn statistics(&self) -> Result<Statistics>;
}

/// Writes that all become durable with [`WriteTransaction::commit`], or none. Dropped: none.
pub trait WriteTransaction: ReadTransaction {
    /// Writes the organisation's row.
    fn set_log(&mut self, log: &LogRow) -> Result<()>;
    /// The number of a series, a new one if needed.
    fn add_series(&mut self, series: &Series) -> Result<SeriesNumber>;
    /// Adds a document; its number is given back.
    fn add_document(&mut self, document: &DocumentRow) -> Result<DocumentNumber>;
    /// Writes a document's last position, counters and heads; what is merged stays as it is.
    fn update_document(&mut self, document: &DocumentRow) -> Result<()>;
    /// Adds an entry's key; a key taken in its series is an error.
    fn add_entry(&mut self, key: &EntryKey, entry: &EntryRow) -> Result<()>;
    /// Notes that a retraction of an entry is stored.
    fn take_back_entry(&mut self, key: &EntryKey, series: SeriesNumber) -> Result<()>;

    /// Notes that an event is over at another time than was remembered.
    fn move_entry(&mut self, key: &EntryKey, series: SeriesNumber, over: UnixMillis) -> Result<()>;

    /// Adds an entry's sealed bytes.
    fn add_payload(&mut self, document: DocumentNumber, payload: &PayloadRow) -> Result<()>;
    /// Writes the end of an actor's chain.
    fn set_chain(&mut self, document: DocumentNumber, actor: &[u8], chain: &ChainRow)
    -> Result<()>;
    /// Writes what an author has written in a series and period.
    fn set_author(&mut self, author: &AuthorIn, written: &AuthorRow) -> Result<()>;
    /// Notes how far the log is; forgets what was noted before `horizon`, but for the last of it.
    fn note_log_hour(&mut self, at: UnixMillis, position: u64, horizon: UnixMillis) -> Result<()>;
    /// Puts a snapshot in place of the one before and deletes the sealed entries that are in it.
    fn put_snapshot(&mut self, document: DocumentNumber, snapshot: &SnapshotRow) -> Result<()>;
    /// Remembers a nonce; false if it was used before.
    fn use_nonce(&mut self, device: &DeviceId, nonce: &[u8; 16], time: UnixMillis) -> Result<bool>;
    /// Forgets nonces of requests dated before `time`.
    fn forget_nonces_before(&mut self, time: UnixMillis) -> Result<()>;
    /// Remembers a refusal; with the commit the oldest of its device beyond `per_device_max` are
    /// forgotten.
    fn add_refusal(
        &mut self,
        key: &EntryKey,
        content: &ContentHash,
        refusal: &RefusalRow,
        per_device_max: u32,
    ) -> Result<()>;
    /// Forgets refusals of before `time`.
    fn forget_refusals_before(&mut self, time: UnixMillis) -> Result<()>;
    /// Keeps an entry for a manager.
    fn add_held(&mut self, held: &HeldRow) -> Result<()>;
    /// A manager decided: it waits no longer.
    fn remove_held(&mut self, held: &HeldRow) -> Result<()>;
    /// Adds the next row of the audit.
    fn add_audit(&mut self, row: &AuditRow) -> Result<()>;
    /// Takes away what opens the commitments under this id's key: they stand, and say nothing any more.
    fn erase_audit_openings(&mut self, document: &DocumentId) -> Result<()>;
    /// Notes that a device was refused something for a reason on a day (since 1970); false if that was
    /// noted before. Forgets the days before the last two.
    fn note_refused_today(&mut self, day: i64, device: &DeviceId, code: &str) -> Result<bool>;
    /// Writes when a device was last in contact with nothing left to send.
    fn set_contact(&mut self, device: &DeviceId, at: UnixMillis) -> Result<()>;
    /// Adds or replaces a record of the directory.
    fn put_record(&mut self, row: &DirectoryRow) -> Result<()>;
    /// Removes a record of the directory at a position.
    fn remove_record(&mut self, id: &RecordId, position: u64) -> Result<()>;
    /// Notes that somebody opened a group's list, and forgets who did before `forget_before`.
    fn put_here(&mut self, here: &HereToday, forget_before: UnixMillis) -> Result<()>;
    /// Adds an invitation.
    fn add_invitation(&mut self, invitation: &InvitationRow) -> Result<()>;
    /// Marks an invitation as used.
    fn use_invitation(&mut self, code_hash: &[u8; 32], by: &DeviceId, at: UnixMillis)
    -> Result<()>;
    /// Lets every invitation that was not used expire at once.
    fn close_invitations(&mut self) -> Result<()>;
    /// Lets one invitation expire, if it was not used.
    fn close_invitation(&mut self, code_hash: &[u8; 32], at: UnixMillis) -> Result<()>;
    /// Remembers who asked for what; what was remembered of it before is replaced.
    fn add_asked(&mut self, row: &AskedRow) -> Result<()>;
    /// It is closed.
    fn close_asked(&mut self, kind: u8, id: &[u8; 16]) -> Result<()>;
    /// Remembers what became of a directory command.
    fn add_command(&mut self, key: &EntryKey, command: &CommandRow) -> Result<()>;
    /// Makes everything durable.
    fn commit(self: Box<Self>) -> Result<()>;
}
