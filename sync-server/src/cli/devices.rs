//! `samenspel devices`: which there are, and taking one's access away.

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use samenspel_core::directory::{Device, Record};
use samenspel_core::ids::DeviceId;
use samenspel_core::time::UnixMillis;

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::import::{ExternalIds, IdStore};
use crate::system::SystemClock;

/// List devices, or revoke one.
///
/// Works while `samenspel serve` runs.
#[derive(Debug, Args)]
pub(super) struct Devices {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List devices with their holders (the default). No names: ids as in the imported files
    List,
    /// List what a lost device could have held when it was last here: kinds and subjects, no words
    CouldHold {
        /// The device's id, from the list.
        device: DeviceId,
    },
    /// Take a device's access away for good. What it still holds unsent is kept for a manager when
    /// it arrives
    Revoke {
        /// The device's id, from the list.
        device: DeviceId,
    },
}

impl Devices {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        match self.action {
            None | Some(Action::List) => list(&open::for_reading(&config, &self.which)?),
            Some(Action::CouldHold { device }) => {
                could_hold(&open::for_reading(&config, &self.which)?, device)
            }
            Some(Action::Revoke { device }) => {
                revoke(&open::for_changing(&config, &self.which)?, device)
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
        None => "active".to_owned(),
    };
    format!(
        "{}  {}  enrolled {}  seen {seen}  {state}",
        device.id,
        names::holder(ids, &device.holder),
        device.enrolled_at
    )
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
    let directory = opened.organisation.directory();
    let Some(device) = directory.device(id) else {
        bail!("there is no device {id}: see samenspel devices");
    };
    if device.revoked_at.is_some() {
        output::say("it was revoked already: nothing changed");
        return Ok(());
    }
    let revoked = Device {
        revoked_at: Some(SystemClock.now()),
        ..device.clone()
    };
    opened
        .organisation
        .change_directory(&[Record::Device(revoked)], &[])
        .context("the device was not revoked")?;
    output::say("revoked");
    Ok(())
}
