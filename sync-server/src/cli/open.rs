//! Opening one organisation for a command.

use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use samenspel_model::ids::OrgId;

use super::output;
use crate::config::{Config, ConfigSources, ServeSettings};
use crate::data_folder::{DataFolder, Lock};
use crate::engine::{ClockBehind, Options, Organisation};
use crate::gate;
use crate::system::{SystemClock, SystemRandom};
use crate::telemetry;

/// Which organisation a command is about.
#[derive(Args)]
pub(super) struct Which {
    /// The organisation's id; may be left out if there is only one.
    #[arg(
        long,
        env = "SAMENSPEL_ORGANISATION",
        value_name = "ID",
        value_parser = super::names::organisation_id
    )]
    pub organisation: Option<OrgId>,
}

/// The settings, with log lines going to standard error.
pub(super) fn settings(sources: &ConfigSources, public_url: Option<&str>) -> Result<Config> {
    let config = Config::load(sources, &ServeSettings::default(), public_url)?;
    telemetry::start_logging(&Config {
        log: quiet(sources, &config),
        ..config.clone()
    })?;
    Ok(config)
}

/// A command's answer is its output: it logs warnings only, unless asked for more.
fn quiet(sources: &ConfigSources, config: &Config) -> String {
    match &sources.log {
        Some(_) => config.log.clone(),
        None => "warn".to_owned(),
    }
}

/// An organisation opened by a command, with the lock that keeps other commands out.
pub(super) struct Opened {
    pub org: OrgId,
    pub organisation: Organisation,
    pub folder: std::path::PathBuf,
    _lock: Option<Lock>,
}

/// An organisation's folder, with the lock that keeps other commands out.
pub(super) struct Chosen {
    pub org: OrgId,
    pub folder: std::path::PathBuf,
    _lock: Lock,
}

/// Finds an organisation to change something in, and opens nothing of it yet.
pub(super) fn choose(config: &Config, which: &Which) -> Result<Chosen> {
    let data = DataFolder::new(&config.data_directory);
    let org = data.choose(which.organisation)?;
    let lock = data.lock_changing(&org)?;
    Ok(Chosen {
        org,
        folder: data.organisation(&org),
        _lock: lock,
    })
}

/// Opens it to change something.
pub(super) fn for_changing(config: &Config, which: &Which) -> Result<Opened> {
    let data = DataFolder::new(&config.data_directory);
    let org = data.choose(which.organisation)?;
    let lock = data.lock_changing(&org)?;
    open(&data, org, Some(lock))
}

/// Opens it to look.
pub(super) fn for_reading(config: &Config, which: &Which) -> Result<Opened> {
    let data = DataFolder::new(&config.data_directory);
    let org = data.choose(which.organisation)?;
    open(&data, org, None)
}

fn open(data: &DataFolder, org: OrgId, lock: Option<Lock>) -> Result<Opened> {
    let folder = data.organisation(&org);
    let organisation = Organisation::open(
        &folder,
        org,
        Options::default(),
        Arc::new(SystemClock),
        Box::new(SystemRandom),
        gate::sandboxed()?,
    )
    .with_context(|| cannot_be_opened(&org, &folder))?;
    warn_of_clock(organisation.clock_behind());
    Ok(Opened {
        org,
        organisation,
        folder,
        _lock: lock,
    })
}

/// What every command says where the system's clock went back: what ends is reckoned by a later time.
pub(super) fn warn_of_clock(behind: Option<ClockBehind>) {
    if let Some(behind) = behind {
        output::complain(&format!("warning: {behind}: {}", ClockBehind::ADVICE));
    }
}

/// What every command says of an organisation whose files do not open.
pub(super) fn cannot_be_opened(org: &OrgId, folder: &std::path::Path) -> String {
    let folder = folder.display();
    format!("organisation {org} in {folder} cannot be opened")
}
