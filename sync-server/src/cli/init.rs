//! `samenspel init`: a data folder and an organisation in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use samenspel_model::entry::clean_text;
use samenspel_model::ids::OrgId;
use samenspel_names::shows_something;
use samenspel_rules::directory::{Organisation as OrganisationRecord, Record};

use super::{open, output};
use crate::config::ConfigSources;
use crate::data_folder::{DataFolder, DataFolderError};
use crate::engine::{KEYS_FILE, LOG_FILE, Options, Organisation};
use crate::gate;
use crate::system::{SystemClock, SystemRandom};

const NAME_CHARS_MAX: usize = 100;

/// Make the data folder and an organisation, and print its id.
#[derive(Args)]
pub(super) struct Init {
    /// The organisation's name, as people see it on their phones.
    #[arg(long, value_name = "NAME")]
    name: String,
    /// Make one more organisation in a folder that has one already.
    #[arg(long)]
    another: bool,
}

impl Init {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let name = clean_text(self.name.trim());
        if !shows_something(&name) || name.chars().count() > NAME_CHARS_MAX {
            bail!("--name must have 1 to {NAME_CHARS_MAX} characters, and show something");
        }
        let data = DataFolder::new(&config.data_directory);
        if let Some(outer) = organisation_around(data.path()) {
            bail!(
                "{} is inside the data of an organisation ({}); nothing was made: give --data-directory the \
                 folder that holds organisations, or another outside it",
                data.path().display(),
                outer.display()
            );
        }
        let present = data.organisations()?;
        if let Some(id) = present.first()
            && !self.another
        {
            bail!(
                "there is an organisation in {} already: {id}\n\
                 nothing was changed; use it, choose another --data-directory, or add --another",
                data.path().display()
            );
        }
        let org = create(&data, name)?;
        output::say(&org.to_string());
        let then = match data.lock_serving() {
            Err(DataFolderError::InUse { .. }) => {
                "then restart samenspel serve: the one that runs does not serve it"
            }
            _ => "then samenspel serve",
        };
        output::complain(&format!(
            "organisation made in {}\n\
             next: samenspel import FOLDER --dry-run, {then}",
            data.organisation(&org).display()
        ));
        Ok(())
    }
}

/// The folder of an organisation, or of several, that this one lies in.
fn organisation_around(path: &Path) -> Option<PathBuf> {
    let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
    let absolute = absolute.ok()?;
    let is_of_one = |it: &&Path| {
        [LOG_FILE, KEYS_FILE]
            .iter()
            .any(|file| it.join(file).exists())
    };
    let is_of_several = |it: &Path| {
        let outer = it.parent().filter(|_| it.ends_with("organisations"));
        outer.is_some_and(|it| {
            DataFolder::new(it)
                .organisations()
                .is_ok_and(|it| !it.is_empty())
        })
    };
    let mut around = absolute.ancestors();
    let found = around.find(|it| is_of_one(it) || is_of_several(it));
    found.map(Path::to_path_buf)
}

fn create(data: &DataFolder, name: String) -> Result<OrgId> {
    let org = OrgId::new(SystemClock.now(), &mut SystemRandom);
    // Aside until it is whole: a disk that is full leaves no half organisation among the others.
    let preparing = data.prepare(&org)?;
    let organisation = Organisation::create(
        preparing.path(),
        org,
        Options::default(),
        Arc::new(SystemClock),
        Box::new(SystemRandom),
        gate::sandboxed()?,
    )
    .with_context(|| {
        format!(
            "the organisation cannot be made in {}",
            data.path().display()
        )
    })?;
    let record = Record::Organisation(OrganisationRecord { id: org, name });
    organisation.change_directory(&[record], &[])?;
    drop(organisation);
    preparing.keep()?;
    Ok(org)
}
