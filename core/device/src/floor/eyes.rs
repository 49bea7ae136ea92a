//! Who looks: on a shared device a screen shows what whoever stands at it may read, and nothing while
//! nobody does. On a personal device its owner looks, and sees all that is there.

use std::sync::Arc;

use rusqlite::Connection;

use super::super::{CommandError, Store, StoreError, access, contacts};
use super::standing;
use samenspel_model::ids::PersonId;
use samenspel_model::series::{Granularity, Period, Series};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy::reach;

/// See the module's first lines.
pub(in super::super) struct Eyes {
    through: Option<(Arc<Directory>, PersonId)>,
    now: UnixMillis,
}

impl Eyes {
    /// Of a person, by a directory.
    pub(in super::super) fn of(dir: Arc<Directory>, person: PersonId, now: UnixMillis) -> Self {
        Self {
            through: Some((dir, person)),
            now,
        }
    }

    /// Whether a note of a series, written at a moment, may be shown.
    pub(in super::super) fn see(&self, series: &Series, at: UnixMillis) -> bool {
        match &self.through {
            None => true,
            Some((dir, person)) => {
                let reach = reach(dir, &Holder::Person(*person), series, self.now);
                reach.covers(Period::at(Granularity::Month, at))
            }
        }
    }
}

impl Store {
    /// Reads through the eyes of whoever looks now; an error where nobody may: whether the device lay idle
    /// and whether its lease is over go by the clock.
    pub(in super::super) fn look<T>(
        &self,
        reading: ClockReading,
        show: impl FnOnce(&Connection, &Eyes) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let eyes = self.eyes(reading, None)?;
        self.read(|connection| show(connection, &eyes))
    }

    /// The eyes of a moment; of `viewer` where it is said who looks.
    pub(in super::super) fn eyes(
        &self,
        reading: ClockReading,
        viewer: Option<PersonId>,
    ) -> Result<Eyes, StoreError> {
        let profile = self.profile()?;
        self.read(|connection| access::check_lease(connection, reading))?;
        if !profile.is_group() {
            return Ok(Eyes {
                through: None,
                now: UnixMillis(0),
            });
        }
        let at_it = self.ask_who(viewer, reading)?;
        let person = at_it.ok_or(StoreError::PinRequired)?;
        let now = self.read(|connection| contacts::judging_time(connection, reading))?;
        Ok(Eyes {
            through: Some((
                self.as_shown(self.directory_as_asked()?, person, reading)?,
                person,
            )),
            now,
        })
    }

    /// The one place that asks for the person behind the PIN: at a shared device who stands at it, an error
    /// where nobody does, or another than `person`. Nobody is asked on one's own, enrolled or not.
    pub(in super::super) fn ask_who(
        &self,
        person: Option<PersonId>,
        reading: ClockReading,
    ) -> Result<Option<PersonId>, StoreError> {
        match self.profile() {
            Ok(profile) if profile.is_group() => {}
            Ok(_) | Err(StoreError::NotEnrolled) => return Ok(None),
            Err(error) => return Err(error),
        }
        let at_it = self.read(|connection| standing::present(connection, reading))?;
        match at_it.filter(|at_it| person.is_none_or(|person| person == *at_it)) {
            Some(at_it) => Ok(Some(at_it)),
            None => Err(StoreError::PinRequired),
        }
    }

    /// The same, of who is about to write something.
    pub(in super::super) fn ask_author(
        &self,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<(), CommandError> {
        match self.ask_who(Some(author), reading) {
            Ok(_) => Ok(()),
            Err(StoreError::PinRequired) => Err(CommandError::PinRequired { fresh: false }),
            Err(error) => Err(error.into()),
        }
    }
}
