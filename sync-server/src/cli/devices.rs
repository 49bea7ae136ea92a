//! `samenspel devices`: which there are, and taking one's access away.

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use samenspel_model::ids::{CircleId, DeviceId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Device, Record};

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::{RevokeError, Revoked};
use crate::import::{ExternalIds, IdStore};

/// List devices, revoke one, or confirm those that wait.
///
/// Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Devices {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand)]
enum Action {
    /// List devices with their holders (the default): ids as in the imported files, and what the holder
    /// calls the device
    List,
    /// List what a lost device could have held when it was last here: kinds and subjects, no words
    CouldHold {
        /// The device's id, from the list.
        #[arg(value_parser = names::device_id)]
        device: DeviceId,
    },
    /// Take a device's access away for good. What it still holds unsent is kept for a manager when
    /// it arrives. What it prepared ends: its invitations, its day grants, its circles and the
    /// provisional people it added; the devices it let in wait for a manager
    Revoke {
        /// The device's id, from the list.
        #[arg(value_parser = names::device_id)]
        device: DeviceId,
    },
    /// Let circles go on that were closed because the device that opened them was revoked
    KeepCircles {
        /// The circles' ids, as `revoke` gave them.
        #[arg(required = true)]
        circles: Vec<CircleId>,
        /// The manager who asked those named in them, by the id in people.csv or by ULID.
        #[arg(long, value_name = "ID")]
        manager: String,
    },
    /// Confirm devices that wait because the device that let them in was revoked: they go on as before
    Confirm {
        /// The devices' ids, from the list.
        #[arg(required = true, value_parser = names::device_id)]
        devices: Vec<DeviceId>,
        /// The manager who knows whose they are, by the id in people.csv or by ULID.
        #[arg(long, value_name = "ID")]
        manager: String,
    },
}

impl Devices {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        match &self.action {
            None | Some(Action::List) => list(&open::for_reading(&config, &self.which)?),
            Some(Action::CouldHold { device }) => {
                could_hold(&open::for_reading(&config, &self.which)?, *device)
            }
            Some(Action::Revoke { device }) => {
                revoke(&open::for_changing(&config, &self.which)?, *device)
            }
            Some(Action::KeepCircles { circles, manager }) => {
                let opened = open::for_changing(&config, &self.which)?;
                keep_circles(&opened, circles, manager)
            }
            Some(Action::Confirm { devices, manager }) => {
                let opened = open::for_changing(&config, &self.which)?;
                confirm(&opened, devices, manager)
            }
        }
    }
}

fn list(opened: &Opened) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let directory = opened.organisation.directory();
    let devices = directory.records().filter_map(|record| match record {
        Record::Device(device) => Some(device),
        _ => None,
    });
    let mut count = 0;
    for device in devices {
        let seen = opened.organisation.last_seen(&device.id)?;
        output::say(&line(device, seen, &ids));
        count += 1;
    }
    output::complain(&format!("{count} devices"));
    Ok(())
}

fn line(device: &Device, seen: Option<UnixMillis>, ids: &ExternalIds) -> String {
    let seen = seen.map_or_else(|| "never".to_owned(), |moment| moment.to_string());
    let state = match device.revoked_at {
        Some(moment) => format!("revoked {moment}"),
        None => match device.suspended_at {
            Some(moment) => format!("waits for a manager since {moment}"),
            None => "active".to_owned(),
        },
    };
    let let_in = match device.let_in_by {
        Some(by) => format!(" by {by}"),
        None => String::new(),
    };
    format!(
        "{}  {}  {}  enrolled {}{let_in}  seen {seen}  {state}",
        device.id,
        names::holder(ids, &device.holder),
        called(device),
        device.enrolled_at
    )
}

/// What its holder calls it; one line whatever that is.
fn called(device: &Device) -> String {
    match device.name.trim() {
        "" => "(no name)".to_owned(),
        name => format!(
            "\"{}\"",
            name.replace(char::is_control, " ").replace('"', "'")
        ),
    }
}

fn could_hold(opened: &Opened, id: DeviceId) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let Some(exposure) = opened.organisation.could_have_held(&id)? else {
        bail!("there is no device {id}: see samenspel devices");
    };
    let seen = exposure.last_contact;
    let seen = seen.map_or_else(|| "never".to_owned(), |moment| moment.to_string());
    output::say(&format!("last here {seen}; it got nothing since"));
    for it in &exposure.series {
        output::say(&format!(
            "{} of {}  {} documents  {} notes",
            it.series.kind.name(),
            names::subject(&ids, &it.series),
            it.documents,
            it.entries
        ));
    }
    Ok(())
}

fn revoke(opened: &Opened, id: DeviceId) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    match opened.organisation.revoke_device(id) {
        Ok(revoked) => {
            output::say("revoked");
            say_what_ended(&revoked);
        }
        Err(RevokeError::AlreadyRevoked(_)) => {
            output::say("it was revoked already: nothing changed");
        }
        Err(RevokeError::UnknownDevice(_)) => {
            bail!("there is no device {id}: see samenspel devices")
        }
        Err(error) => return Err(error).context("the device was not revoked"),
    }
    let waiting = opened.organisation.suspended_devices();
    for device in &waiting {
        output::say(&format!(
            "device {} of {} waits for a manager",
            device.id,
            names::holder(&ids, &device.holder)
        ));
    }
    if !waiting.is_empty() {
        output::say(
            "Ask each holder, then: samenspel devices confirm ID --manager ID, \
             or samenspel devices revoke ID",
        );
    }
    Ok(())
}

fn say_what_ended(revoked: &Revoked) {
    for invitation in &revoked.invitations {
        output::say(&format!("invitation {invitation} closed"));
    }
    for grant in &revoked.grants {
        output::say(&format!("day grant {grant} ended"));
    }
    for circle in &revoked.circles {
        output::say(&format!("circle {circle} closed"));
    }
    for person in &revoked.people {
        output::say(&format!("provisional person {person} taken out"));
    }
    for person in &revoked.people_kept {
        output::say(&format!(
            "provisional person {person} stays: others had to do with them since"
        ));
    }
    output::say(&format!(
        "ended with it: {} invitations, {} day grants, {} circles, {} provisional people",
        revoked.invitations.len(),
        revoked.grants.len(),
        revoked.circles.len(),
        revoked.people.len()
    ));
    if !revoked.circles.is_empty() {
        output::say(
            "Those named still read a closed circle. To let one go on: \
             samenspel devices keep-circles ID --manager ID",
        );
    }
}

fn keep_circles(opened: &Opened, circles: &[CircleId], manager: &str) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let manager = names::person(&opened.organisation.directory(), &ids, manager)?;
    (opened.organisation.keep_circles(circles, manager)).context("no circle goes on")?;
    output::say(&format!("{} circles go on", circles.len()));
    Ok(())
}

fn confirm(opened: &Opened, devices: &[DeviceId], manager: &str) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let manager = names::person(&opened.organisation.directory(), &ids, manager)?;
    (opened.organisation.confirm_devices(devices, manager)).context("nothing was confirmed")?;
    output::say(&format!("{} confirmed", devices.len()));
    Ok(())
}
