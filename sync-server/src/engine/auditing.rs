//! Writes the audit with what it is about, in the same transaction, and checks it from its first row
//! to its last. Knows which changes of the directory are worth a row, and which refusals.

use samenspel_model::ids::DeviceId;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire;
use samenspel_model::wire::decode_bounded;
use samenspel_rules::directory;
use samenspel_rules::directory::{Directory, Record, RecordId, record_kind};

use super::Organisation;
use super::batch::Batch;
use super::endings::ending_of;
use super::error::{EngineError, Result};
use crate::audit::{About, Action, By, Fact, Head, Opening};
use crate::keystore::KeyStore;
use crate::seal::{Place, Use};
use crate::storage::{AuditRow, ReadTransaction, Storage};

const OPENING_BYTES_MAX: usize = 8 * 1024;
const ROWS_AT_ONCE: usize = 1_000;
/// A row of the audit as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its number.
    pub number: u64,
    /// When.
    pub at: UnixMillis,
    /// What was done; nothing if a later version of this program wrote it.
    pub action: Option<Action>,
    /// Who did it to what; nothing after an erasure.
    pub fact: Option<Fact>,
}

/// What a check of the whole audit found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditReport {
    /// The end of the chain; its number is the number of rows.
    pub head: Head,
    /// How many rows can no longer be opened, because what they were about was erased.
    pub erased: u64,
}

/// Why the audit is not what was written.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// It could not be read.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A row does not follow the one before.
    #[error(
        "row {0} of the audit does not follow the row before it: it was changed, or rows are gone"
    )]
    Broken(u64),
    /// A row says something else than it committed to.
    #[error("row {0} of the audit says something else than it committed to")]
    Contradicted(u64),
    /// Rows that were there are gone.
    #[error(
        "the audit ends at row {found}, and had come to row {expected} at least: its end was cut off"
    )]
    Cut {
        /// The last row there is.
        found: u64,
        /// The last row there was.
        expected: u64,
    },
    /// A head that was noted earlier is not in the chain.
    #[error(
        "row {0} of the audit has another hash than was noted: everything up to it was written anew"
    )]
    Rewritten(u64),
}

/// What an honest app does not try, or only while its directory is old.
const WORTH_KNOWING: [RefusalCode; 13] = [
    RefusalCode::BadSignature,
    RefusalCode::UnknownDevice,
    RefusalCode::NotTheAuthor,
    RefusalCode::WrongOrganisation,
    RefusalCode::NotAllowed,
    RefusalCode::PersonalProfileRequired,
    RefusalCode::KeyReused,
    RefusalCode::Malformed,
    RefusalCode::TextActor,
    RefusalCode::TextSequence,
    RefusalCode::TextOperation,
    RefusalCode::TextEncoding,
    RefusalCode::TextTrial,
];

impl Batch<'_> {
    /// Adds a row, by whoever acts in this batch.
    pub(super) fn audit(&mut self, action: Action, about: About, detail: &str) -> Result<()> {
        let head = self.audit_head()?;
        let opening = Opening {
            salt: self.random.bytes32(),
            fact: Fact {
                actor: self.acting,
                about,
                detail: detail.to_owned(),
            },
        };
        let commitment = opening.commitment();
        let next = head.next(self.now, action as u8, &commitment);
        let document = opening.fact.about.sealed_under();
        let key = self.sealing_key(document)?;
        let place = place(document, next.number);
        let sealed = key.seal(place, &wire::encode(&opening), self.random);
        self.write.add_audit(&AuditRow {
            number: next.number,
            at: self.now,
            action: action as u8,
            commitment,
            hash: next.hash,
            document,
            opening: Some(sealed),
        })?;
        self.audited = Some(next);
        Ok(())
    }

    fn audit_head(&self) -> Result<Head> {
        match self.audited {
            Some(head) => Ok(head),
            None => Ok(head_of(self.write.last_audit()?)),
        }
    }

    /// Rows for a change of the directory: one for each change of access, one for all the rest.
    pub(super) fn audit_directory(
        &mut self,
        records: &[Record],
        removed: &[RecordId],
    ) -> Result<()> {
        let mut other = 0;
        // Before the change is made: what a device was tells what becomes of it.
        for record in records {
            if let Record::Opening(opening) = record {
                self.audit_opening(opening)?;
                continue;
            }
            match access_action(&self.directory.directory, record) {
                Some(action) => self.audit(action, About::Record(record.id()), "")?,
                None if is_of_the_day(record) => {}
                None => other += 1,
            }
        }
        for id in removed {
            let action = match id.kind {
                // Only the id is left of what goes.
                record_kind::SOMEBODY_ELSE => Action::AsksAgain,
                _ => Action::AccessEnded,
            };
            self.audit(action, About::Record(id.clone()), "removed")?;
        }
        match other {
            0 => Ok(()),
            _ => self.audit(
                Action::DirectoryChanged,
                About::Organisation,
                &format!("{other} records"),
            ),
        }
    }

    /// A row that says what was opened, until when and why, sealed under the key of whom it is about.
    fn audit_opening(&mut self, opening: &directory::Opening) -> Result<()> {
        let about = About::Series(Series {
            org: self.log.org,
            kind: opening.kind,
            subject: opening.subject,
        });
        if opening.during.has_ended(self.now) {
            return self.audit(Action::AccessEnded, about, "closed");
        }
        let detail = match opening.during.until {
            Some(until) => format!("until {until}: {}", opening.reason),
            None => opening.reason.clone(),
        };
        self.audit(Action::Opened, about, &detail)
    }

    /// A row, once a day for one device and one reason, for a refusal worth knowing.
    pub(super) fn audit_refusal(&mut self, device: DeviceId, code: &'static str) -> Result<()> {
        let day = self.now.0.div_euclid(UnixMillis::DAY_MS);
        if !self.write.note_refused_today(day, &device, code)? {
            return Ok(());
        }
        let acting = std::mem::replace(&mut self.acting, By::Device(device));
        let written = self.audit(Action::Refused, About::Device(device), code);
        self.acting = acting;
        written
    }
}

/// Whether a refusal for this reason is worth a row.
pub(super) fn is_worth_knowing(code: RefusalCode) -> bool {
    WORTH_KNOWING.contains(&code)
}

fn access_action(before: &Directory, record: &Record) -> Option<Action> {
    let ended = ending_of(record).is_some();
    Some(match record {
        Record::Device(device) if device.revoked_at.is_some() => Action::Revoked,
        Record::Device(device) if device.suspended_at.is_some() => Action::Suspended,
        Record::Device(device)
            if (before.device(device.id)).is_some_and(|it| it.suspended_at.is_some()) =>
        {
            Action::Confirmed
        }
        Record::Device(_) => Action::Enrolled,
        Record::DayGrant(_) => Action::DayGranted,
        Record::SomebodyElse(_) => Action::SomebodyElse,
        Record::Circle(_) if !ended => Action::CircleOpened,
        _ if ended => Action::AccessEnded,
        Record::Parenthood(_) | Record::Assignment(_) | Record::Mentorship(_) => {
            Action::AccessChanged
        }
        Record::Office(_) | Record::Merge(_) => Action::AccessChanged,
        _ => return None,
    })
}

/// What changes every day and gives nobody access.
fn is_of_the_day(record: &Record) -> bool {
    matches!(record, Record::ChildDay(_) | Record::WorkDays(_))
}

fn place(document: samenspel_model::ids::DocumentId, number: u64) -> Place {
    Place {
        purpose: Use::Audit,
        document,
        position: number,
    }
}

pub(super) fn head_of(row: Option<AuditRow>) -> Head {
    row.map_or(Head::START, |row| Head {
        number: row.number,
        hash: row.hash,
    })
}

/// Whether the audit lacks rows that the key store remembers: the log went back.
pub(super) fn lost_rows(storage: &dyn Storage, keys: &KeyStore) -> Result<Option<Head>> {
    // The key store first: it follows the log, so it can only lag behind a log that is whole.
    let Some(noted) = keys.audit_head()? else {
        return Ok(None);
    };
    let read = storage.begin_read()?;
    Ok((!holds(&*read, &noted)?).then_some(noted))
}

fn holds(read: &dyn ReadTransaction, head: &Head) -> Result<bool> {
    if *head == Head::START {
        return Ok(true);
    }
    let rows = read.audit_after(head.number.saturating_sub(1), 1)?;
    Ok(head_of(rows.into_iter().next()) == *head)
}

impl Organisation {
    /// Rows of the audit after a number, opened, at most `count_max`.
    pub fn audit_after(
        &self,
        number: u64,
        count_max: usize,
    ) -> std::result::Result<Vec<AuditEntry>, EngineError> {
        let rows = self.storage.begin_read()?.audit_after(number, count_max)?;
        rows.into_iter()
            .map(|row| {
                Ok(AuditEntry {
                    number: row.number,
                    at: row.at,
                    action: Action::from_number(row.action),
                    fact: self.open_audit(&row)?.map(|opening| opening.fact),
                })
            })
            .collect()
    }

    fn open_audit(&self, row: &AuditRow) -> Result<Option<Opening>> {
        let Some(sealed) = &row.opening else {
            return Ok(None);
        };
        // A key that is gone is an erasure whose other half was stopped.
        let Some(key) = self.keys.get(&row.document)? else {
            return Ok(None);
        };
        let plain = key.open(place(row.document, row.number), sealed)?;
        decode_bounded(&plain, OPENING_BYTES_MAX)
            .map(Some)
            .map_err(|source| EngineError::Stored {
                document: row.document,
                source,
            })
    }

    /// Checks every row: that each follows the one before, that none says anything else than it
    /// committed to, that the end was not cut off, and that the heads `noted` earlier are in it.
    pub fn verify_audit(&self, noted: &[Head]) -> std::result::Result<AuditReport, AuditError> {
        let newest = self.keys.audit_head().map_err(EngineError::from)?;
        let read = self.storage.begin_read().map_err(EngineError::from)?;
        let mut report = AuditReport {
            head: Head::START,
            erased: 0,
        };
        loop {
            let after = report.head.number;
            let rows = read
                .audit_after(after, ROWS_AT_ONCE)
                .map_err(EngineError::from)?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                self.verify_row(&mut report, &row)?;
                let other = |head: &&Head| head.number == row.number && head.hash != row.hash;
                if noted.iter().chain(&newest).any(|head| other(&head)) {
                    return Err(AuditError::Rewritten(row.number));
                }
            }
        }
        let furthest = noted.iter().chain(&newest).map(|head| head.number).max();
        match furthest {
            Some(expected) if expected > report.head.number => Err(AuditError::Cut {
                found: report.head.number,
                expected,
            }),
            _ => Ok(report),
        }
    }

    fn verify_row(
        &self,
        report: &mut AuditReport,
        row: &AuditRow,
    ) -> std::result::Result<(), AuditError> {
        let next = report.head.next(row.at, row.action, &row.commitment);
        if (next.number, next.hash) != (row.number, row.hash) {
            return Err(AuditError::Broken(next.number));
        }
        report.head = next;
        match self.open_audit(row) {
            Ok(None) => report.erased += 1,
            Ok(Some(opening)) if opening.commitment() == row.commitment => {}
            Ok(Some(_)) | Err(EngineError::Seal(_) | EngineError::Stored { .. }) => {
                return Err(AuditError::Contradicted(row.number));
            }
            Err(other) => return Err(other.into()),
        }
        Ok(())
    }
}
