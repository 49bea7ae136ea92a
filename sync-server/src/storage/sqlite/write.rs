//! Writing: one transaction at a time, on the one writing connection.

use std::collections::BTreeMap;
use std::sync::MutexGuard;

use rusqlite::{Connection, Params, params};
use samenspel_model::entry::ContentHash;
use samenspel_model::ids::{DeviceId, DocumentId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{Period, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{HereToday, RecordId};
use samenspel_sqlite::write_ahead::HeldFile;

use super::audit;
use super::failed;
use super::read::{self, signed};
use super::reader::impl_reads;
use super::{asked, directory, invitations};
use crate::storage::*;

/// The one write transaction.
pub(super) struct Writer<'a> {
    connection: MutexGuard<'a, Connection>,
    held: &'a HeldFile,
    open: bool,
    /// Devices with new refusals, and how many each may keep.
    refused: BTreeMap<DeviceId, u32>,
}

impl<'a> Writer<'a> {
    pub(super) fn begin(
        connection: MutexGuard<'a, Connection>,
        held: &'a HeldFile,
    ) -> Result<Self> {
        // Immediate: a read transaction that turns into a writing one may find the file busy.
        connection
            .execute_batch("BEGIN IMMEDIATE")
            .map_err(|error| failed("began to write", error))?;
        Ok(Self {
            connection,
            held,
            open: true,
            refused: BTreeMap::new(),
        })
    }

    fn connection(&self) -> &Connection {
        &self.connection
    }

    fn run(&self, doing: &'static str, sql: &str, params: impl Params) -> Result<usize> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params))
            .map_err(|error| failed(doing, error))
    }
}

impl Writer<'_> {
    /// Once per device and transaction: it counts through all that the device may keep, and a flood
    /// of refusals would count for each of them anew.
    fn forget_refusals_beyond(&self) -> Result<()> {
        let sql = "DELETE FROM refusal WHERE device = ?1 AND refused_at <= (
                       SELECT refused_at FROM refusal WHERE device = ?1
                       ORDER BY refused_at DESC LIMIT 1 OFFSET ?2)";
        for (device, kept_max) in &self.refused {
            self.run("forgot old refusals", sql, params![device.0, kept_max])?;
        }
        Ok(())
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        // A full disk may have rolled it back already.
        if self.open && !self.connection.is_autocommit() {
            let rolled_back = self.connection.execute_batch("ROLLBACK");
            if let Err(error) = rolled_back {
                tracing::error!(%error, "a write transaction did not roll back");
            }
        }
    }
}

impl_reads!(Writer<'_>);

impl WriteTransaction for Writer<'_> {
    fn set_log(&mut self, log: &LogRow) -> Result<()> {
        let sql =
            "INSERT INTO log (id, org, incarnation, last_position, directory_version, newest_at,
                                    clock_set_right, clock_set_right_at)
                   VALUES (0, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (id) DO UPDATE SET incarnation = ?2, last_position = ?3,
                       directory_version = ?4, newest_at = ?5, clock_set_right = ?6,
                       clock_set_right_at = ?7";
        let params = params![
            log.org.0,
            log.incarnation.0,
            signed(log.last_position),
            signed(log.directory_version),
            log.newest_at.0,
            signed(log.clock_set_right),
            log.clock_set_right_at.0,
        ];
        self.run("wrote the log's row", sql, params).map(drop)
    }

    fn add_series(&mut self, series: &Series) -> Result<SeriesNumber> {
        if let Some(number) = self.series(series)? {
            return Ok(number);
        }
        let sql = "INSERT INTO series (series) VALUES (?1)";
        self.run("added a series", sql, [series.to_bytes()])?;
        Ok(SeriesNumber(self.connection.last_insert_rowid()))
    }

    fn add_document(&mut self, document: &DocumentRow) -> Result<DocumentNumber> {
        let sql = "INSERT INTO document (id, series, period, part, epoch, last_position, entries,
                                         merged_entries, merged_up_to, bytes, text_bytes, heads)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let params = params![
            document.id.0,
            document.series_number.0,
            document.placement.period.0,
            document.placement.part,
            document.placement.epoch,
            signed(document.last_position),
            signed(document.entries),
            signed(document.merged_entries),
            signed(document.merged_up_to),
            signed(document.bytes),
            signed(document.text_bytes),
            document.heads.as_flattened(),
        ];
        self.run("added a document", sql, params)?;
        Ok(DocumentNumber(self.connection.last_insert_rowid()))
    }

    fn update_document(&mut self, document: &DocumentRow) -> Result<()> {
        let sql = "UPDATE document SET last_position = ?2, entries = ?3, bytes = ?4,
                       text_bytes = ?5, heads = ?6
                   WHERE number = ?1";
        let params = params![
            document.number.0,
            signed(document.last_position),
            signed(document.entries),
            signed(document.bytes),
            signed(document.text_bytes),
            document.heads.as_flattened(),
        ];
        self.run("updated a document", sql, params).map(drop)
    }

    fn add_entry(&mut self, key: &EntryKey, entry: &EntryRow) -> Result<()> {
        let sql =
            "INSERT INTO entry (key, series, document, position, content, taken_back, reports,
                                      stored_at, fixed, kind, moment, answers, says, done_by)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        let remembered = &entry.remembered;
        let position = signed(entry.position);
        let (series, document) = (entry.series.0, entry.document.0);
        let params = params![
            key.to_bytes(),
            series,
            document,
            position,
            entry.content.0,
            entry.taken_back,
            entry.reports.map(|it| it.to_bytes()),
            entry.stored_at.0,
            entry.fixed as u8,
            remembered.kind,
            remembered.moment.map(|it| it.0),
            remembered.answers.map(|it| it.to_bytes()),
            remembered.says,
            remembered.by.map(|it| it.0)
        ];
        self.run("added an entry", sql, params).map(drop)
    }

    fn take_back_entry(&mut self, key: &EntryKey, series: SeriesNumber) -> Result<()> {
        let sql = "UPDATE entry SET taken_back = 1 WHERE key = ?1 AND series = ?2";
        let params = params![key.to_bytes(), series.0];
        self.run("noted a retraction", sql, params).map(drop)
    }

    fn move_entry(&mut self, key: &EntryKey, series: SeriesNumber, over: UnixMillis) -> Result<()> {
        let sql = "UPDATE entry SET moment = ?3 WHERE key = ?1 AND series = ?2";
        let params = params![key.to_bytes(), series.0, over.0];
        self.run("noted a new end", sql, params).map(drop)
    }

    fn add_payload(&mut self, document: DocumentNumber, payload: &PayloadRow) -> Result<()> {
        let sql = "INSERT INTO payload (document, position, sealed) VALUES (?1, ?2, ?3)";
        let params = params![document.0, signed(payload.position), payload.sealed];
        self.run("added an entry's bytes", sql, params).map(drop)
    }

    fn set_chain(
        &mut self,
        document: DocumentNumber,
        actor: &[u8],
        chain: &ChainRow,
    ) -> Result<()> {
        let sql = "INSERT INTO chain (document, actor, seq, max_op, hash)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (document, actor) DO UPDATE SET seq = ?3, max_op = ?4, hash = ?5";
        let (seq, max_op) = (signed(chain.seq), signed(chain.max_op));
        let params = params![document.0, actor, seq, max_op, chain.hash];
        self.run("wrote a chain", sql, params).map(drop)
    }

    fn set_author(&mut self, author: &AuthorIn, written: &AuthorRow) -> Result<()> {
        let sql = "INSERT INTO author (series, period, person, entries, bytes, text_bytes, tablet)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT (series, period, person, tablet)
                   DO UPDATE SET entries = ?4, bytes = ?5, text_bytes = ?6";
        let (series, period, person) = (author.series.0, author.period.0, author.author.0);
        let (bytes, text_bytes) = (signed(written.bytes), signed(written.text_bytes));
        let (entries, tablet) = (written.entries, read::tablet(author));
        let params = params![series, period, person, entries, bytes, text_bytes, tablet];
        self.run("wrote a quota", sql, params).map(drop)
    }

    fn note_log_hour(&mut self, at: UnixMillis, position: u64, horizon: UnixMillis) -> Result<()> {
        let sql = "INSERT INTO log_hour (at, position) VALUES (?1, ?2)
                   ON CONFLICT (at) DO UPDATE SET position = ?2";
        let params = params![at.0, signed(position)];
        self.run("noted how far the log is", sql, params)?;
        let sql = "DELETE FROM log_hour
                   WHERE at < (SELECT MAX(at) FROM log_hour WHERE at <= ?1)";
        let doing = "forgot how far the log was";
        self.run(doing, sql, [horizon.0]).map(drop)
    }

    fn put_snapshot(&mut self, document: DocumentNumber, snapshot: &SnapshotRow) -> Result<()> {
        let sql = "INSERT INTO snapshot (document, as_of, entries, length, part_bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (document) DO UPDATE
                     SET as_of = ?2, entries = ?3, length = ?4, part_bytes = ?5";
        let as_of = signed(snapshot.as_of);
        let params = params![
            document.0,
            as_of,
            signed(snapshot.entries),
            signed(snapshot.length),
            signed(snapshot.part_bytes)
        ];
        self.run("put a snapshot", sql, params)?;
        let sql = "DELETE FROM snapshot_part WHERE document = ?1";
        self.run("took out a snapshot", sql, [document.0])?;
        let sql = "INSERT INTO snapshot_part (document, part, sealed) VALUES (?1, ?2, ?3)";
        for (part, sealed) in snapshot.parts.iter().enumerate() {
            let params = params![document.0, signed(part as u64), sealed];
            self.run("put a part of a snapshot", sql, params)?;
        }
        let sql = "DELETE FROM payload WHERE document = ?1 AND position <= ?2";
        self.run("deleted merged entries", sql, params![document.0, as_of])?;
        let sql = "UPDATE document SET merged_entries = ?2, merged_up_to = ?3 WHERE number = ?1";
        let params = params![document.0, signed(snapshot.entries), as_of];
        self.run("noted a snapshot", sql, params).map(drop)
    }

    fn use_nonce(&mut self, device: &DeviceId, nonce: &[u8; 16], time: UnixMillis) -> Result<bool> {
        let sql = "INSERT INTO nonce (device, nonce, time) VALUES (?1, ?2, ?3)
                   ON CONFLICT (device, nonce) DO NOTHING";
        let added = self.run("added a nonce", sql, params![device.0, nonce, time.0])?;
        Ok(added == 1)
    }

    fn forget_nonces_before(&mut self, time: UnixMillis) -> Result<()> {
        let sql = "DELETE FROM nonce WHERE time < ?1";
        self.run("forgot nonces", sql, [time.0]).map(drop)
    }

    fn add_refusal(
        &mut self,
        key: &EntryKey,
        content: &ContentHash,
        refusal: &RefusalRow,
        per_device_max: u32,
    ) -> Result<()> {
        let sql = "INSERT INTO refusal (key, content, device, answer, refused_at)
                   VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (key, content) DO NOTHING";
        let (device, at) = (refusal.device.0, refusal.refused_at.0);
        let params = params![key.to_bytes(), content.0, device, refusal.answer, at];
        self.run("added a refusal", sql, params)?;
        self.refused.insert(refusal.device, per_device_max);
        Ok(())
    }

    fn forget_refusals_before(&mut self, time: UnixMillis) -> Result<()> {
        let sql = "DELETE FROM refusal WHERE refused_at < ?1";
        self.run("forgot old refusals", sql, [time.0]).map(drop)
    }

    fn add_held(&mut self, held: &HeldRow) -> Result<()> {
        let sql = "INSERT INTO held (key, content, series, document, why, arrived_at, position,
                                     sealed, device)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                   ON CONFLICT (key, series, content) DO NOTHING";
        let params = params![
            held.key.to_bytes(),
            held.content.0,
            held.series.to_bytes(),
            held.document.0,
            held.why,
            held.arrived_at.0,
            signed(held.position),
            held.sealed,
            held.device.0,
        ];
        self.run("kept an entry for a manager", sql, params)
            .map(drop)
    }

    fn remove_held(&mut self, held: &HeldRow) -> Result<()> {
        let sql = "DELETE FROM held WHERE key = ?1 AND series = ?2 AND content = ?3";
        let (key, series) = (held.key.to_bytes(), held.series.to_bytes());
        self.run(
            "took out a held entry",
            sql,
            params![key, series, held.content.0],
        )
        .map(drop)
    }

    fn add_audit(&mut self, row: &AuditRow) -> Result<()> {
        audit::add(&self.connection, row)
    }

    fn erase_audit_openings(&mut self, document: &DocumentId) -> Result<()> {
        audit::erase_openings(&self.connection, document)
    }

    fn note_refused_today(&mut self, day: i64, device: &DeviceId, code: &str) -> Result<bool> {
        audit::note_refused_today(&self.connection, day, device, code)
    }

    fn set_contact(&mut self, device: &DeviceId, at: UnixMillis) -> Result<()> {
        let sql = "INSERT INTO contact (device, at) VALUES (?1, ?2)
                   ON CONFLICT (device) DO UPDATE SET at = ?2";
        self.run("wrote a contact", sql, params![device.0, at.0])
            .map(drop)
    }

    fn put_record(&mut self, row: &DirectoryRow) -> Result<()> {
        let sql = "INSERT INTO directory (kind, id, position, sealed, holder)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (kind, id)
                   DO UPDATE SET position = ?3, sealed = ?4, holder = ?5";
        let (id, position) = (&row.id, signed(row.position));
        let params = params![id.kind, id.bytes, position, row.sealed, row.holder];
        self.run("wrote the directory", sql, params).map(drop)
    }

    fn remove_record(&mut self, id: &RecordId, position: u64) -> Result<()> {
        let doing = "wrote the directory";
        let sql = "DELETE FROM directory WHERE kind = ?1 AND id = ?2";
        self.run(doing, sql, params![id.kind, id.bytes])?;
        let sql = "INSERT OR REPLACE INTO removed_record (kind, id, position) VALUES (?1, ?2, ?3)";
        self.run(doing, sql, params![id.kind, id.bytes, signed(position)])
            .map(drop)
    }

    fn put_here(&mut self, here: &HereToday, forget_before: UnixMillis) -> Result<()> {
        let doing = "noted who is here";
        let sql = "DELETE FROM here_today WHERE at < ?1";
        self.run(doing, sql, [forget_before.0])?;
        let sql = "INSERT OR REPLACE INTO here_today (group_id, person, at) VALUES (?1, ?2, ?3)";
        let params = params![here.group.0, here.person.0, here.at.0];
        self.run(doing, sql, params).map(drop)
    }

    fn add_invitation(&mut self, invitation: &InvitationRow) -> Result<()> {
        let sql = "INSERT INTO invitation (code_hash, id, holder, expires_at, used_by, made_by)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let used_by = invitation.used_by.map(|device| device.0);
        let made_by = invitation.made_by.map(|device| device.0);
        let (id, expires_at) = (invitation.id.0, invitation.expires_at.0);
        let params = params![
            invitation.code_hash,
            id,
            invitation.holder,
            expires_at,
            used_by,
            made_by
        ];
        self.run("added an invitation", sql, params).map(drop)
    }

    fn use_invitation(
        &mut self,
        code_hash: &[u8; 32],
        by: &DeviceId,
        at: UnixMillis,
    ) -> Result<()> {
        let sql = "UPDATE invitation SET used_by = ?2, used_at = ?3 WHERE code_hash = ?1";
        self.run("used an invitation", sql, params![code_hash, by.0, at.0])
            .map(drop)
    }

    fn close_invitations(&mut self) -> Result<()> {
        let sql = "UPDATE invitation SET expires_at = 0 WHERE used_by IS NULL";
        self.run("closed invitations", sql, []).map(drop)
    }

    fn close_invitation(&mut self, code_hash: &[u8; 32], at: UnixMillis) -> Result<()> {
        let sql = "UPDATE invitation SET expires_at = min(expires_at, ?2)
                   WHERE code_hash = ?1 AND used_by IS NULL";
        self.run("closed an invitation", sql, params![code_hash, at.0])
            .map(drop)
    }

    fn add_asked(&mut self, row: &AskedRow) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO asked
                   (kind, id, person, at, open, device, closed_with_device)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let (device, with_device) = (row.device.0, row.closed_with_device);
        let (person, at) = (row.person.0, row.at.0);
        let params = params![row.kind, row.id, person, at, row.open, device, with_device];
        self.run("noted who asked", sql, params).map(drop)
    }

    fn close_asked(&mut self, kind: u8, id: &[u8; 16]) -> Result<()> {
        let sql = "UPDATE asked SET open = 0 WHERE kind = ?1 AND id = ?2";
        self.run("noted what is closed", sql, params![kind, id])
            .map(drop)
    }

    fn add_command(&mut self, key: &EntryKey, command: &CommandRow) -> Result<()> {
        let sql = "INSERT INTO command (key, content, position) VALUES (?1, ?2, ?3)";
        let params = params![key.to_bytes(), command.content, signed(command.position)];
        self.run("added a command", sql, params).map(drop)
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        self.forget_refusals_beyond()?;
        super::pairing::stamp(&self.connection)
            .and_then(|()| self.connection.execute_batch("COMMIT"))
            .map_err(|error| failed("committed", error))?;
        self.open = false;
        super::pairing::note(&self.connection, self.held);
        Ok(())
    }
}
