//! `samenspel invite`: a QR code and a text that let one device in, once.

use std::io::IsTerminal;
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use samenspel_model::ids::{GroupId, InvitationId, PersonId};
use samenspel_model::limits::INVITATION_LIFETIME_MS;
use samenspel_model::time::UnixMillis;
use samenspel_protocol::invitation_code_hash;
use samenspel_rules::directory::Holder;

use super::open::Which;
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::{Inviting, Standing};
use crate::gate;
use crate::import::{ExternalKind, IdStore};
use crate::invitation;
use crate::system::{SystemClock, SystemRandom};

/// Invite a person's or a group's device: prints a QR code and the same as text.
///
/// It works once, for 72 hours. Whoever has it gets in as that person: show it, don't mail it.
/// Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Invite {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    holder: Whom,
    /// Where phones reach the server, as they see it; goes into the invitation
    /// [default: http://127.0.0.1:8480, or public_url in the settings file]
    #[arg(long, env = "SAMENSPEL_PUBLIC_URL", value_name = "URL")]
    public_url: Option<String>,
    /// Print only the text, for scripts.
    #[arg(long)]
    text_only: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Whom {
    /// A person, by the id in people.csv or by ULID.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// A group (the shared phone or tablet in the room), by the id in groups.csv or by ULID.
    #[arg(long, value_name = "ID")]
    group: Option<String>,
}

impl Invite {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, self.public_url.as_deref())?;
        if let Some((found, advice)) = config.public_url_problem() {
            output::complain(&format!("warning: {found}: {advice}"));
        }
        let chosen = open::choose(&config, &self.which)?;
        let ids = IdStore::open(&chosen.folder)?;
        let Some(holder) = self.holder.named(&ids)? else {
            bail!(self.holder.unknown());
        };
        let inviting = Inviting::open(
            &chosen.folder,
            chosen.org,
            holder,
            Arc::new(SystemClock),
            Box::new(SystemRandom),
            gate::sandboxed()?,
        )
        .with_context(|| open::cannot_be_opened(&chosen.org, &chosen.folder))?;
        open::warn_of_clock(inviting.clock_behind());
        ensure!(inviting.is_known(), self.holder.unknown());
        let now = inviting.now();
        refuse_who_left(inviting.left_at(), now)?;
        if inviting.standing() == Standing::Substitute {
            output::complain(
                "warning: this person has days of work and no role: until somebody lets them in by the day they \
                 read who may do that, first names of staff with their groups",
            );
        }
        let ticket = invitation::draw(&config.public_url, chosen.org, &mut SystemRandom);
        let id = InvitationId::new(now, &mut SystemRandom);
        inviting
            .invite(id, invitation_code_hash(&ticket.code))
            .context("the invitation was not kept")?;
        if !self.text_only {
            let qr = if std::io::stdout().is_terminal() {
                invitation::qr_in_colour(&ticket)
            } else {
                invitation::qr(&ticket)
            };
            output::say(&qr.unwrap_or_default());
            let until = now.plus_ms(INVITATION_LIFETIME_MS);
            output::say(&format!("Valid once, until {}:", in_seconds(until)));
        }
        output::say(&ticket.to_text());
        Ok(())
    }
}

/// A phone of somebody who left gets nothing.
fn refuse_who_left(left_at: Option<UnixMillis>, now: UnixMillis) -> Result<()> {
    if let Some(left_at) = left_at.filter(|it| *it <= now) {
        bail!(
            "this person left on {left_at}: nobody was invited; if they are back, import people.csv with a \
             later left_on first"
        );
    }
    Ok(())
}

fn in_seconds(moment: UnixMillis) -> UnixMillis {
    UnixMillis(moment.0 - moment.0.rem_euclid(UnixMillis::SECOND_MS))
}

impl Whom {
    /// Whom it names, there or not.
    fn named(&self, ids: &IdStore) -> Result<Option<Holder>> {
        if let Some(named) = &self.person {
            let imported = ids.find(ExternalKind::Person, named)?.map(PersonId);
            let person = imported.or_else(|| named.parse().ok());
            return Ok(person.map(Holder::Person));
        }
        let named = self.group.as_deref().unwrap_or_default();
        let imported = ids.find(ExternalKind::Group, named)?.map(GroupId);
        let group = imported.or_else(|| named.parse().ok());
        Ok(group.map(Holder::Group))
    }

    fn unknown(&self) -> &'static str {
        match self.person {
            Some(_) => names::NO_PERSON,
            None => names::NO_GROUP,
        }
    }
}
