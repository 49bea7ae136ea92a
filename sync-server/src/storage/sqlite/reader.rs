//! The read transaction, and how both kinds of transaction read by the same functions (`read`).

use std::ops::Range;

use rusqlite::Connection;
use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, GroupId, InvitationId, PersonId};
use samenspel_model::series::{Period, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{HereToday, RecordId};

use super::{SqliteStorage, failed};
use crate::storage::*;

/// A read transaction: SQLite's snapshot of one moment, from its first read on.
pub(super) struct Reader<'a> {
    storage: &'a SqliteStorage,
    connection: Option<Connection>,
}

impl<'a> Reader<'a> {
    pub(super) fn begin(storage: &'a SqliteStorage) -> Result<Self> {
        let connection = storage.take_reader()?;
        connection
            .execute_batch("BEGIN DEFERRED")
            .map_err(|error| failed("began to read", error))?;
        Ok(Self {
            storage,
            connection: Some(connection),
        })
    }

    fn connection(&self) -> &Connection {
        self.connection
            .as_ref()
            .expect("the connection is taken only when the reader is dropped")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        // A connection that cannot end its transaction is closed instead of used again.
        if let Some(connection) = self.connection.take()
            && connection.execute_batch("COMMIT").is_ok()
        {
            self.storage.give_back_reader(connection);
        }
    }
}

macro_rules! impl_reads {
    ($type:ty) => {
        impl ReadTransaction for $type {
            fn log(&self) -> Result<LogRow> {
                read::log(self.connection())
            }
            fn series(&self, series: &Series) -> Result<Option<SeriesNumber>> {
                read::series(self.connection(), series)
            }
            fn document(&self, id: &DocumentId) -> Result<Option<DocumentRow>> {
                read::document(self.connection(), id)
            }
            fn document_numbered(&self, number: DocumentNumber) -> Result<Option<DocumentRow>> {
                read::document_numbered(self.connection(), number)
            }
            fn latest_part(
                &self,
                series: SeriesNumber,
                period: Period,
            ) -> Result<Option<DocumentRow>> {
                read::latest_part(self.connection(), series, period)
            }
            fn documents_of(&self, series: SeriesNumber) -> Result<Vec<DocumentRow>> {
                read::documents_of(self.connection(), series)
            }
            fn documents_changed_after(&self, position: u64) -> Result<Vec<DocumentRow>> {
                read::documents_changed_after(self.connection(), position)
            }
            fn following(&self, document: DocumentNumber, after: u64) -> Result<Option<Following>> {
                read::following(self.connection(), document, after)
            }
            fn documents_to_merge(
                &self,
                least: u64,
                up_to: u64,
                most: usize,
            ) -> Result<Vec<DocumentRow>> {
                read::documents_to_merge(self.connection(), least, up_to, most)
            }
            fn log_hour(&self, at: UnixMillis) -> Result<Option<(UnixMillis, u64)>> {
                read::log_hour(self.connection(), at)
            }
            fn entries_with_key(&self, key: &EntryKey) -> Result<Vec<EntryRow>> {
                read::entries_with_key(self.connection(), key)
            }

            fn answers_to(&self, key: &EntryKey) -> Result<Vec<(EntryKey, EntryRow)>> {
                read::answers_to(self.connection(), key)
            }
            fn payloads(
                &self,
                document: DocumentNumber,
                after: u64,
                count_max: usize,
            ) -> Result<Vec<PayloadRow>> {
                read::payloads(self.connection(), document, after, count_max, usize::MAX)
            }
            fn some_payloads(
                &self,
                document: DocumentNumber,
                after: u64,
                count_max: usize,
                bytes_max: usize,
            ) -> Result<Vec<PayloadRow>> {
                read::payloads(self.connection(), document, after, count_max, bytes_max)
            }
            fn snapshot_parts(
                &self,
                document: DocumentNumber,
                parts: Range<u64>,
            ) -> Result<Option<SnapshotRow>> {
                read::snapshot_parts(self.connection(), document, parts)
            }
            fn chain(&self, document: DocumentNumber, actor: &[u8]) -> Result<Option<ChainRow>> {
                read::chain(self.connection(), document, actor)
            }
            fn chain_ends(&self, document: DocumentNumber) -> Result<Vec<[u8; 32]>> {
                read::chain_ends(self.connection(), document)
            }
            fn author(&self, author: &AuthorIn) -> Result<AuthorRow> {
                read::author(self.connection(), author)
            }
            fn refusal(&self, key: &EntryKey, content: &ContentHash) -> Result<Option<RefusalRow>> {
                read::refusal(self.connection(), key, content)
            }
            fn held(&self, key: &EntryKey) -> Result<Vec<HeldRow>> {
                read::held(self.connection(), key)
            }
            fn all_held(&self) -> Result<Vec<HeldRow>> {
                read::all_held(self.connection())
            }
            fn held_count(&self) -> Result<u64> {
                read::count(self.connection(), "SELECT COUNT(*) FROM held")
            }
            fn held_count_of(&self, device: &DeviceId) -> Result<u64> {
                read::held_count_of(self.connection(), device)
            }
            fn last_audit(&self) -> Result<Option<AuditRow>> {
                audit::last(self.connection())
            }
            fn audit_after(&self, number: u64, count_max: usize) -> Result<Vec<AuditRow>> {
                audit::after(self.connection(), number, count_max)
            }
            fn contact(&self, device: &DeviceId) -> Result<Option<UnixMillis>> {
                read::contact(self.connection(), device)
            }
            fn each_record(&self, each: &mut dyn FnMut(u64, &[u8])) -> Result<()> {
                directory::each_record(self.connection(), each)
            }
            fn record(&self, id: &RecordId) -> Result<Option<DirectoryRow>> {
                directory::record(self.connection(), id)
            }
            fn records_held_by(&self, holder: &[u8]) -> Result<Vec<DirectoryRow>> {
                directory::records_held_by(self.connection(), holder)
            }
            fn records_after(&self, position: u64) -> Result<Vec<DirectoryRow>> {
                directory::records_after(self.connection(), position)
            }
            fn records_removed_after(&self, position: u64) -> Result<Vec<RecordId>> {
                directory::records_removed_after(self.connection(), position)
            }
            fn here_on(&self, group: GroupId) -> Result<Vec<HereToday>> {
                read::here_on(self.connection(), group)
            }
            fn invitation(&self, code_hash: &[u8; 32]) -> Result<Option<InvitationRow>> {
                invitations::by_code(self.connection(), code_hash)
            }
            fn open_invitations(&self, holder: &[u8], now: UnixMillis) -> Result<u64> {
                invitations::open_of(self.connection(), holder, now)
            }
            fn all_open_invitations(&self, now: UnixMillis) -> Result<Vec<InvitationRow>> {
                invitations::all_open(self.connection(), now)
            }
            fn open_invitations_by(
                &self,
                maker: &DeviceId,
                now: UnixMillis,
            ) -> Result<Vec<InvitationRow>> {
                invitations::open_by(self.connection(), maker, now)
            }
            fn invitation_with_id(&self, id: &InvitationId) -> Result<Option<InvitationRow>> {
                invitations::by_id(self.connection(), id)
            }
            fn asked(&self, kind: u8, id: &[u8; 16]) -> Result<Option<AskedRow>> {
                asked::find(self.connection(), kind, id)
            }
            fn asked_since(
                &self,
                person: &PersonId,
                kind: u8,
                since: UnixMillis,
            ) -> Result<Vec<DeviceId>> {
                asked::since(self.connection(), person, kind, since)
            }
            fn asked_and_open(&self, person: &PersonId, kind: u8) -> Result<Vec<[u8; 16]>> {
                asked::open(self.connection(), person, kind)
            }
            fn asked_from(&self, device: &DeviceId, kind: u8) -> Result<Vec<[u8; 16]>> {
                asked::asked_from(self.connection(), device, kind)
            }
            fn command(&self, key: &EntryKey) -> Result<Option<CommandRow>> {
                read::command(self.connection(), key)
            }
            fn statistics(&self) -> Result<Statistics> {
                read::statistics(self.connection())
            }
        }
    };
}
pub(super) use impl_reads;

// The macro names the functions as its other user, the writer, sees them.
use super::{asked, audit, directory, invitations, read};
impl_reads!(Reader<'_>);
