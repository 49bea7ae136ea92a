//! Applies schema and policy on the device with the directory it has, so that what the server would
//! refuse is mostly refused before it is written. Knows no transaction.

use rusqlite::{Connection, OptionalExtension};

use super::{CommandError, Profile, StoreError};
use crate::directory::{Directory, Holder};
use crate::entry::Entry;
use crate::ids::PersonId;
use crate::policy::{Decision, Write, check_moments, check_write};
use crate::protocol::RefusalCode;
use crate::schema;
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
    pub(super) fn check(
        &self,
        entry: &Entry,
        target_author: Option<PersonId>,
    ) -> Result<(), CommandError> {
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
                now: self.now,
                target_author,
                original_author: schema::original_author(entry),
                // Whether the report is there, only the server knows.
                report: None,
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

/// Who wrote the entry that this one corrects or retracts, if it is on the device.
pub(super) fn target_author(
    connection: &Connection,
    entry: &Entry,
) -> Result<Option<PersonId>, StoreError> {
    let Some(target) = schema::target(entry) else {
        return Ok(None);
    };
    Ok(connection
        .prepare_cached("SELECT author FROM notes WHERE key = ?1 LIMIT 1")?
        .query_row([target], |row| row.get(0))
        .optional()?)
}
