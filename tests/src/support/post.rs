//! Where somebody works: at their own phone, or at the group's tablet after their PIN, which they enter
//! anew whenever it lay idle. Knows nothing of what they do.

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, CommandError, FloorError, Pin, Store};
use samenspel_model::ids::{EntryKey, GroupId, PersonId};
use samenspel_rules::directory::Holder;

use super::carried::Carried;
use super::driven_server::DrivenServer;
use samenspel_testkit::random::SystemRandom;

/// See the module's first lines.
pub struct Post {
    /// The device.
    pub device: Carried,
    /// Who works at it.
    pub person: PersonId,
    pin: Option<Pin>,
}

impl Post {
    /// Somebody's own phone.
    pub fn own(server: &DrivenServer, name: &str, person: PersonId) -> anyhow::Result<Self> {
        Ok(Self {
            device: Carried::new(server, name, person)?,
            person,
            pin: None,
        })
    }

    /// The tablet of a group, on which somebody chooses a PIN.
    pub fn tablet(
        server: &DrivenServer,
        name: &str,
        group: GroupId,
        person: PersonId,
    ) -> anyhow::Result<Self> {
        let device = Carried::tablet(server, name, group)?;
        let pin = Pin::new("2580")?;
        let now = device.clock_reading();
        device
            .store()
            .choose_pin(person, &pin, now, &mut SystemRandom)?;
        Ok(Self {
            device,
            person,
            pin: Some(pin),
        })
    }

    /// Whether it is a group's.
    pub fn is_shared(&self) -> bool {
        let profile = self.store().profile();
        profile.is_ok_and(|it| matches!(it.holder, Holder::Group(_)))
    }

    /// What it keeps.
    pub fn store(&self) -> &Store {
        self.device.store()
    }

    /// They come to it: by one tap, or by their PIN.
    pub fn stand(&self) -> Result<(), FloorError> {
        let Some(pin) = &self.pin else { return Ok(()) };
        let now = self.device.clock_reading();
        let store = self.store();
        match store.switch_to(self.person, now) {
            Err(FloorError::PinNeeded) => store.enter_pin(self.person, pin, now),
            other => other,
        }
    }

    /// They look at a screen.
    pub fn viewer(&self) -> anyhow::Result<Viewer> {
        self.stand()?;
        Ok(Viewer {
            person: self.person,
            now: self.device.clock_reading(),
        })
    }

    /// They do something.
    pub fn write(&self, command: &Command) -> Result<EntryKey, CommandError> {
        self.stand().map_err(|error| match error {
            FloorError::Store(error) => error.into(),
            _ => CommandError::PinRequired { fresh: false },
        })?;
        self.device.phone.write_as(self.person, command)
    }
}
