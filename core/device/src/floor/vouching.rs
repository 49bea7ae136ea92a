//! Who may say who somebody is at the shared device, and what a PIN gives that was chosen after another was
//! cleared. Knows no hash and no screen.

use std::sync::Arc;

use rusqlite::Connection;

use super::super::{Store, StoreError, contacts};
use super::{Floor, FloorError, ask_for_fresh, pins};
use samenspel_model::calendar::bounds_of_day;
use samenspel_model::ids::{GrantId, GroupId, PersonId};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_rules::directory::{DayGrant, Directory, Holder, Record, Span};
use samenspel_rules::policy::roles::{holds_managers_office, working_on};
use samenspel_rules::policy::table::Role;

/// How much somebody may do on a group, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    Trainee,
    Substitute,
    MergedDuty,
    Professional,
    Manager,
}

impl Standing {
    fn of(dir: &Directory, person: PersonId, group: GroupId, now: UnixMillis) -> Self {
        let roles = working_on(dir, person, group, now);
        if holds_managers_office(dir, person, now) {
            Self::Manager
        } else if roles.contains(Role::Professional) {
            Self::Professional
        } else if roles.contains(Role::MergedDuty) {
            Self::MergedDuty
        } else if roles.contains(Role::Substitute) {
            Self::Substitute
        } else {
            Self::Trainee
        }
    }
}

impl Floor {
    /// Whether anybody who works here and has a PIN could say who somebody is. Where nobody could, the device
    /// is to them as a new one: a trainee who came first does not close it to the professionals. Whoever is
    /// more than a professional finds it no more open than a professional does, and whose PIN was cleared
    /// is no newcomer.
    pub(super) fn has_who_says(
        &self,
        connection: &Connection,
        of: PersonId,
    ) -> Result<bool, StoreError> {
        if pins::cleared(connection, of)?.is_some() {
            return Ok(true);
        }
        let standing = |person| Standing::of(&self.dir, person, self.group, self.now);
        let least = standing(of).clamp(Standing::Substitute, Standing::Professional);
        for person in self.people().filter(|it| *it != of) {
            if standing(person) >= least
                && pins::has_one(connection, person)?
                && pins::cleared(connection, person)?.is_none()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Who says who somebody is: nobody who may do less, and no trainee. Nor a substitute of the day where a
    /// PIN was cleared, or is to be.
    pub(super) fn check_says(
        &self,
        connection: &Connection,
        (by, of): (PersonId, PersonId),
        clears: bool,
        reading: ClockReading,
    ) -> Result<(), FloorError> {
        let least = match clears || pins::cleared(connection, of)?.is_some() {
            true => Standing::MergedDuty,
            false => Standing::Substitute,
        };
        self.check(by)?;
        let standing = |person| Standing::of(&self.dir, person, self.group, self.now);
        let own = standing(by);
        // Whose own PIN was cleared has not shown yet who they are.
        if own < least || own < standing(of) || pins::cleared(connection, by)?.is_some() {
            return Err(FloorError::NobodyVouches);
        }
        ask_for_fresh(connection, reading)
    }
}

impl Store {
    /// The directory by which a person's rights are judged here: on a shared device, where their PIN was
    /// cleared and they have not shown yet who they are, as if they were let in for the day.
    pub(in super::super) fn as_shown(
        &self,
        directory: Arc<Directory>,
        person: PersonId,
        reading: ClockReading,
    ) -> Result<Arc<Directory>, StoreError> {
        let Holder::Group(group) = self.profile()?.holder else {
            return Ok(directory);
        };
        let (cleared, now) = self.read(|connection| {
            let cleared = pins::cleared(connection, person)?;
            Ok::<_, StoreError>((cleared, contacts::judging_time(connection, reading)?))
        })?;
        match cleared {
            Some(_) => Ok(Arc::new(as_substitute(&directory, person, group, now))),
            None => Ok(directory),
        }
    }

    /// Whether somebody's own drafts may be shown and sent here: not under a PIN that was chosen after
    /// theirs was cleared.
    pub(in super::super) fn shows_own_words(&self, person: PersonId) -> Result<bool, StoreError> {
        // A profile of one's own has no PINs to be cleared, and shows them before it is enrolled too.
        let cleared = self.read(|connection| pins::cleared(connection, person))?;
        Ok(cleared.is_none())
    }
}

/// Takes from a person all that they are but a trainee, or a substitute: who is more than that is one.
fn as_substitute(
    directory: &Directory,
    person: PersonId,
    group: GroupId,
    now: UnixMillis,
) -> Directory {
    let least = Standing::of(directory, person, group, now) <= Standing::Substitute;
    let mut shown = Directory::clone(directory);
    let goes = |record: &Record| match record {
        Record::Assignment(it) => it.person == person && !least,
        Record::Mentorship(it) => it.person == person,
        Record::Office(it) => it.person == person,
        Record::Parenthood(it) => it.person == person,
        _ => false,
    };
    for record in directory.records().filter(|it| goes(it)) {
        shown.remove(&record.id());
    }
    if !least {
        let (from, until) = bounds_of_day(now);
        shown.upsert(Record::DayGrant(DayGrant {
            id: GrantId([0; 16]),
            group,
            person,
            granted_by: person,
            during: Span {
                from,
                until: Some(until),
            },
        }));
    }
    shown
}
