//! Who looks: on a shared device a screen shows what whoever stands at it may read, and nothing while
//! nobody does. On a personal device its owner looks, and sees all that is there.

use std::sync::Arc;

use rusqlite::Connection;

use super::super::{Store, StoreError, access, contacts};
use super::standing;
use crate::directory::{Directory, Holder};
use crate::document::{Granularity, Period, Series};
use crate::ids::PersonId;
use crate::policy::reach;
use crate::time::{ClockReading, UnixMillis};

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
        let (at_it, now) = self.read(|connection| {
            let at_it = standing::present(connection, reading)?;
            Ok::<_, StoreError>((at_it, contacts::judging_time(connection, reading)?))
        })?;
        let at_it = at_it.filter(|at_it| viewer.is_none_or(|viewer| viewer == *at_it));
        let person = at_it.ok_or(StoreError::PinRequired)?;
        Ok(Eyes {
            through: Some((
                self.as_shown(self.directory_as_asked()?, person, reading)?,
                person,
            )),
            now,
        })
    }
}
