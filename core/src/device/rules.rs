//! Applies schema and policy on the device with the directory it has, so that what the server would
//! refuse is mostly refused before it is written. Knows no transaction.

use rusqlite::{Connection, OptionalExtension};

use super::directory::Directory;
use super::{CommandError, Profile, StoreError};
use crate::directory::Holder;
use crate::entry::Entry;
use crate::ids::PersonId;
use crate::protocol::RefusalCode;
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
        let _ = (
            target_author,
            self.now,
            self.directory,
            self.profile.as_device(),
        );
        Ok(())
    }
}

/// A refusal with one argument.
pub(super) fn refused(code: RefusalCode, argument: &str) -> CommandError {
    CommandError::Refused {
        code,
        args: vec![argument.to_owned()],
    }
}

/// Who wrote the entry that this one acts on, if it is on the device.
pub(super) fn target_author(
    connection: &Connection,
    entry: &Entry,
) -> Result<Option<PersonId>, StoreError> {
    let Some(target) = entry.keys("of").into_iter().next() else {
        return Ok(None);
    };
    Ok(connection
        .prepare_cached("SELECT author FROM notes WHERE key = ?1 LIMIT 1")?
        .query_row([target], |row| row.get(0))
        .optional()?)
}
