//! Applies schema and policy on the device with the directory it has, so that what the server would
//! refuse is mostly refused before it is written. Knows no transaction.

use rusqlite::{Connection, OptionalExtension};

use super::{CommandError, Profile, Store, StoreError};
use crate::directory::{Directory, Holder};
use crate::entry::Entry;
use crate::ids::{EntryKey, PersonId};
use crate::policy::{Decision, Report, Write, check_moments, check_write};
use crate::protocol::RefusalCode;
use crate::schema::{self, Fixed};
use crate::time::UnixMillis;

/// All that a judgement needs besides the entry.
pub(super) struct Judge<'a> {
    pub directory: &'a Directory,
    pub profile: &'a Profile,
    pub author: PersonId,
    pub now: UnixMillis,
}

impl Judge<'_> {
    /// A personal profile writes for its owner only.
    pub(super) fn check_author(&self) -> Result<(), CommandError> {
        match self.profile.holder {
            Holder::Person(owner) if owner != self.author => {
                Err(refused(RefusalCode::NotTheAuthor, "author"))
            }
            Holder::Person(_) | Holder::Group(_) => Ok(()),
        }
    }

    /// Schema first, then policy.
    pub(super) fn check(&self, entry: &Entry, named: Named) -> Result<(), CommandError> {
        if entry.series.org != self.profile.org {
            return Err(refused(RefusalCode::WrongOrganisation, "series"));
        }
        schema::check(entry)
            .and_then(|()| schema::check_days(entry, self.now))
            .map_err(|error| CommandError::Refused {
                code: error.code,
                args: error.args,
            })?;
        // Before the first sync there is nothing to judge by; the server will.
        if self.directory.is_empty() {
            return Ok(());
        }
        let own = self.profile.as_device();
        let device = self.directory.device(self.profile.device).unwrap_or(&own);
        let decision = check_write(
            self.directory,
            &Write {
                author: self.author,
                device,
                series: &entry.series,
                kind: &entry.kind,
                corrected_at: self.now,
                filed_at: schema::placed_at(entry, self.now),
                now: self.now,
                target: named.target,
                original_author: schema::original_author(entry),
                report: named.report,
                target_stored_at: None,
            },
        );
        match decision {
            Decision::Allow { .. } => {
                check_moments(entry, self.now).map_err(|wrong| refused(wrong.code, wrong.field))
            }
            Decision::Hold(_) => Err(refused(RefusalCode::NotAllowed, "access_ended")),
            Decision::Refuse(code) => Err(refused(code, entry.kind.as_str())),
        }
    }
}

/// A refusal with one argument.
pub(super) fn refused(code: RefusalCode, argument: &str) -> CommandError {
    CommandError::Refused {
        code,
        args: vec![argument.to_owned()],
    }
}

/// What the device has of the entries that another one names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named {
    /// What it corrects or retracts.
    target: Option<EntryKey>,
    /// The report that it follows.
    report: Option<Report>,
}

impl Named {
    /// A manager has no note that she was only told of: its key is in the report.
    pub(super) fn find(connection: &Connection, entry: &Entry) -> Result<Self, StoreError> {
        let report = match schema::reported_in(entry) {
            Some(key) => find_report(connection, &key)?,
            None => None,
        };
        let target = match schema::target(entry) {
            Some(key) if report.is_some_and(|it| it.about == key) => Some(key),
            Some(key) => find(connection, &key, "TRUE")?.map(|_| key),
            None => None,
        };
        Ok(Self { target, report })
    }
}

fn find_report(connection: &Connection, key: &EntryKey) -> Result<Option<Report>, StoreError> {
    let Some(entry) = find(connection, key, "retracted = 0")? else {
        return Ok(None);
    };
    Ok(schema::reported_note(&entry).map(|about| Report {
        by: key.person,
        series: entry.series,
        about,
    }))
}

impl Store {
    /// What was taken back is not approved, agreed to or changed any more; nor is made another note by a
    /// correction what others rely on.
    pub(super) fn check_standing(&self, entry: &Entry) -> Result<(), CommandError> {
        for key in schema::stands_on(entry) {
            let taken_back = self.read(|connection| find(connection, &key, "retracted = 1"))?;
            if taken_back.is_some_and(|it| it.series == entry.series) {
                let kind = entry.kind.as_str();
                return Err(refused(RefusalCode::TakenBack, kind));
            }
        }
        let corrected = schema::target(entry).filter(|_| entry.kind.as_str() == "correction");
        if let Some(key) = corrected
            && let Some(note) = self.read(|connection| find(connection, &key, "TRUE"))?
            && let Some(field) = Fixed::of(&note).first_wrong(entry)
        {
            return Err(refused(RefusalCode::NotAllowed, field));
        }
        Ok(())
    }
}

fn find(
    connection: &Connection,
    key: &EntryKey,
    condition: &'static str,
) -> Result<Option<Entry>, StoreError> {
    let sql = format!("SELECT body FROM notes WHERE key = ?1 AND {condition} LIMIT 1");
    let body: Option<Vec<u8>> = connection
        .prepare_cached(&sql)?
        .query_row([key], |row| row.get(0))
        .optional()?;
    let read = |body: Vec<u8>| Entry::from_cbor(&body);
    let entry = body.map(read).transpose();
    entry.map_err(|_| StoreError::unreadable("an entry"))
}
