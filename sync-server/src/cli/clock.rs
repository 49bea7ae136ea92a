//! `samenspel clock`: what time access is reckoned by, and going back to the system's after that was wrong.

use anyhow::Result;
use clap::Args;

use super::open::Which;
use super::{open, output};
use crate::config::ConfigSources;

/// Say what time access is reckoned by.
///
/// It is the system's clock, but never a moment before one that the log has come to: a clock that is
/// set back revives no access that ended. Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Clock {
    #[command(flatten)]
    which: Which,
    /// Go by the system's clock from now on, though the log has come further: for when that clock had
    /// been ahead by mistake and is right now. What ended by the wrong time alone goes on.
    #[arg(long)]
    follow_system: bool,
}

impl Clock {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        if !self.follow_system {
            let opened = open::for_reading(&config, &self.which)?;
            output::say(&format!("access goes by {}", opened.organisation.now()));
            return Ok(());
        }
        let opened = open::for_changing(&config, &self.which)?;
        if opened.organisation.clock_behind().is_none() {
            output::say("access goes by the system's clock already: nothing was changed");
            return Ok(());
        }
        let now = opened.organisation.follow_system_clock()?;
        output::say(&format!(
            "access goes by the system's clock from now on: {now}; a server that runs follows within \
             seconds, phones at their next contact"
        ));
        Ok(())
    }
}
