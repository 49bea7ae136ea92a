//! What took access away, kept where a restored log cannot forget it. Ids, codes and moments only.

use rusqlite::params;
use samenspel_model::ids::{Incarnation, LocationId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Authority, GroupRole, RecordId};

use super::{KeyStore, Result, commit, lock};
use crate::storage::sqlite::failed;

/// How a record of the directory takes access away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ending {
    /// When its access ends or ended, or its device was revoked.
    pub until: Option<UnixMillis>,
    /// Since when its device waits for a manager.
    pub suspended: Option<UnixMillis>,
    /// A court's limit on collecting.
    pub barred: bool,
    /// The record is gone.
    pub removed: bool,
    /// What its access is since it was last changed.
    pub form: Option<Form>,
}

/// On what the access by a record depends, besides when it holds: of what an administration changes without
/// ending anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A parent's authority, and whether the parent cares for the child without it.
    Parenthood(Authority, bool),
    /// As what somebody works on a group.
    Assignment(GroupRole),
    /// To which location a group belongs.
    Group(LocationId),
    /// A child came to a group: its record says to which, and on which days. A log without it gets it, so
    /// that the child is neither where it was nor nowhere.
    Placement(u8),
}

impl Form {
    fn to_bytes(self) -> Vec<u8> {
        match self {
            Self::Parenthood(authority, carer) => vec![0, authority as u8, u8::from(carer)],
            Self::Assignment(role) => vec![1, role as u8],
            Self::Group(location) => [&[2][..], &location.0].concat(),
            Self::Placement(weekdays) => vec![3, weekdays],
        }
    }

    /// Nothing for what this version does not know.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [0, authority, carer @ (0 | 1)] => {
                let all = [Authority::Full, Authority::Guardian, Authority::None];
                let authority = all.into_iter().find(|it| *it as u8 == *authority)?;
                Self::Parenthood(authority, *carer == 1)
            }
            [1, role] => {
                let all = [GroupRole::Professional, GroupRole::Trainee];
                Self::Assignment(all.into_iter().find(|it| *it as u8 == *role)?)
            }
            [2, location @ ..] => Self::Group(LocationId(location.try_into().ok()?)),
            [3, weekdays] => Self::Placement(*weekdays),
            _ => return None,
        })
    }
}

/// An ending with the place in the log where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingRow {
    /// Of which record.
    pub id: RecordId,
    /// What ends.
    pub ending: Ending,
    /// In which life of the log.
    pub incarnation: Incarnation,
    /// At which position.
    pub position: u64,
}

impl KeyStore {
    /// Keeps endings; an earlier one of the same record is replaced.
    pub fn put_endings(&self, endings: &[EndingRow]) -> Result<()> {
        let keeping = |error| failed("kept an ending", error);
        if endings.is_empty() {
            return Ok(());
        }
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(keeping)?;
        for row in endings {
            let position = i64::try_from(row.position).unwrap_or(i64::MAX);
            let params = params![
                row.id.kind,
                row.id.bytes,
                row.ending.until.map(|until| until.0),
                row.ending.barred,
                row.ending.removed,
                row.incarnation.0,
                position,
                row.ending.suspended.map(|since| since.0),
                row.ending.form.map(Form::to_bytes),
            ];
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO ending (kind, id, until, barred, removed, incarnation,
                                                    position, suspended, form)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                )
                .and_then(|mut statement| statement.execute(params))
                .map_err(keeping)?;
        }
        commit(transaction).map_err(keeping)
    }

    /// Forgets the endings of records that have none any more.
    pub fn lift_endings(&self, records: &[RecordId]) -> Result<()> {
        let lifting = |error| failed("lifted an ending", error);
        if records.is_empty() {
            return Ok(());
        }
        let mut connection = lock(&self.connection);
        let transaction = connection.transaction().map_err(lifting)?;
        for id in records {
            transaction
                .prepare_cached("DELETE FROM ending WHERE kind = ?1 AND id = ?2")
                .and_then(|mut statement| statement.execute(params![id.kind, id.bytes]))
                .map_err(lifting)?;
        }
        commit(transaction).map_err(lifting)
    }

    /// The endings that were written in a life of the log after a position.
    pub fn endings_after(&self, incarnation: Incarnation, position: u64) -> Result<Vec<EndingRow>> {
        let reading = |error| failed("read the endings", error);
        let connection = lock(&self.connection);
        let mut statement = connection
            .prepare_cached(
                "SELECT kind, id, until, barred, removed, incarnation, position, suspended, form
                 FROM ending WHERE incarnation = ?1 AND position > ?2",
            )
            .map_err(reading)?;
        let after = i64::try_from(position).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![incarnation.0, after], |row| {
            Ok(EndingRow {
                id: RecordId {
                    kind: row.get(0)?,
                    bytes: row.get(1)?,
                },
                ending: Ending {
                    until: row.get::<_, Option<i64>>(2)?.map(UnixMillis),
                    suspended: row.get::<_, Option<i64>>(7)?.map(UnixMillis),
                    barred: row.get(3)?,
                    removed: row.get(4)?,
                    form: (row.get::<_, Option<Vec<u8>>>(8)?)
                        .and_then(|bytes| Form::from_bytes(&bytes)),
                },
                incarnation: Incarnation(row.get(5)?),
                position: u64::try_from(row.get::<_, i64>(6)?).unwrap_or(0),
            })
        });
        rows.and_then(|rows| rows.collect()).map_err(reading)
    }
}
