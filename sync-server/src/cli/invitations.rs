//! `samenspel invitations`: which can still be used, and withdrawing one.

use anyhow::Result;
use clap::{Args, Subcommand};
use samenspel_model::ids::{DeviceId, InvitationId};
use samenspel_rules::directory::Directory;

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::import::{ExternalIds, IdStore};

/// List the invitations that can still be used, or withdraw one.
///
/// Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Invitations {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand)]
enum Action {
    /// List them (the default): by whom, for whom and until when. No names, and no codes
    List,
    /// Withdraw one: nobody can use it any more
    Withdraw {
        /// The invitation's id, from the list.
        #[arg(value_parser = names::invitation_id)]
        invitation: InvitationId,
    },
}

impl Invitations {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        match self.action {
            None | Some(Action::List) => list(&open::for_reading(&config, &self.which)?),
            Some(Action::Withdraw { invitation }) => {
                let opened = open::for_changing(&config, &self.which)?;
                opened.organisation.withdraw_invitation(invitation)?;
                output::say("withdrawn");
                Ok(())
            }
        }
    }
}

fn list(opened: &Opened) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let directory = opened.organisation.directory();
    let open = opened.organisation.open_invitations()?;
    for it in &open {
        output::say(&format!(
            "{}  for {}  by {}  until {}",
            it.id,
            names::holder(&ids, &it.holder),
            maker(&directory, &ids, it.made_by),
            it.until
        ));
    }
    output::complain(&format!("{} open", open.len()));
    Ok(())
}

fn maker(directory: &Directory, ids: &ExternalIds, device: Option<DeviceId>) -> String {
    let Some(device) = device else {
        return "the operator".to_owned();
    };
    match directory.device(device) {
        Some(record) => format!("{} on device {device}", names::holder(ids, &record.holder)),
        None => format!("device {device}"),
    }
}
