//! `samenspel mentor`: a mentor's children pass on to another, in one step.

use anyhow::Result;
use clap::Args;

use super::open::Which;
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::MentorChange;
use crate::import::IdStore;

/// Pass a mentor's children on to a colleague, in one step.
///
/// Parent channels, agreements, requests and concerns go with the role; both parents see who the mentor
/// is now. With --leaves every access of the first as staff ends too, that of a parent stays,, and the colleague is named in the circles
/// that the first was in. Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Mentor {
    #[command(flatten)]
    which: Which,
    /// The mentor or deputy until now, by the id in people.csv or by ULID.
    #[arg(long, value_name = "ID")]
    from: String,
    /// The one from now on; works on the children's group.
    #[arg(long, value_name = "ID")]
    to: String,
    /// The manager who decides it.
    #[arg(long, value_name = "ID")]
    manager: String,
    /// Only these children, by the id in children.csv; may be given several times.
    #[arg(long = "child", value_name = "ID")]
    children: Vec<String>,
    /// The first leaves the organisation.
    #[arg(long, conflicts_with = "children")]
    leaves: bool,
}

impl Mentor {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let opened = open::for_changing(&config, &self.which)?;
        let ids = IdStore::open(&opened.folder)?.read()?;
        let directory = opened.organisation.directory();
        let children = self.children.iter();
        let change = MentorChange {
            from: names::person(&directory, &ids, &self.from)?,
            to: names::person(&directory, &ids, &self.to)?,
            manager: names::person(&directory, &ids, &self.manager)?,
            children: children
                .map(|child| names::child(&directory, &ids, child))
                .collect::<Result<_>>()?,
            leaves: self.leaves,
        };
        let changed = opened.organisation.change_mentor(&change)?;
        output::say(&format!(
            "{} children passed on, named in {} circles",
            changed.children, changed.circles
        ));
        if changed.stays_as_parent {
            output::complain(
                "what they were as staff has ended; they are a parent too, and keep that access: if they \
                 leave as a parent as well, give that row of assignments.csv its last day",
            );
        }
        Ok(())
    }
}
