//! `samenspel collectors`: a manager says that a collector is somebody else than a barred parent.

use anyhow::Result;
use clap::{Args, Subcommand};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_names::Likeness;
use samenspel_rules::directory::{Holder, Record, SomebodyElse};

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::BarredFrom;
use crate::import::{ExternalIds, IdStore};

/// Say that a collector is somebody else than a parent whom a court keeps away.
///
/// A collector whose name resembles that parent's is never just let through: the app says to ask the
/// manager. What is said here holds for that name, of that child, against that parent, for good: the
/// app then answers as for anybody else. Another spelling, and a new court decision, are asked about
/// again. Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Collectors {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Say that the collector of this name is somebody else; kept in the audit
    SomebodyElse {
        #[command(flatten)]
        of: Of,
        /// The collector's name, as it is written for the child.
        #[arg(long, value_name = "TEXT")]
        name: String,
    },
    /// Take that back: the app asks again; kept in the audit
    AskAgain {
        #[command(flatten)]
        of: Of,
        /// Only of this name; of every name without.
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
    },
    /// List of which children something was said, by whom and when; no names
    List,
}

#[derive(Args)]
struct Of {
    /// The child, by the id in children.csv or by ULID.
    #[arg(long, value_name = "ID")]
    child: String,
    /// The parent who may not collect it, by the id in people.csv or by ULID.
    #[arg(long, value_name = "ID")]
    barred: String,
    /// The manager who decides it.
    #[arg(long, value_name = "ID")]
    manager: String,
}

impl Of {
    fn read(&self, opened: &Opened, ids: &ExternalIds) -> Result<BarredFrom> {
        let directory = opened.organisation.directory();
        Ok(BarredFrom {
            child: names::child(&directory, ids, &self.child)?,
            than: names::person(&directory, ids, &self.barred)?,
            manager: names::person(&directory, ids, &self.manager)?,
        })
    }
}

impl Collectors {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let opened = open::for_changing(&config, &self.which)?;
        let ids = IdStore::open(&opened.folder)?.read()?;
        match &self.action {
            Action::SomebodyElse { of, name } => {
                let of = of.read(&opened, &ids)?;
                let said = opened.organisation.say_somebody_else(of, name)?;
                output::say("said: phones hear it at their next sync");
                if said == Likeness::Same {
                    output::say(
                        "note: this is also how the barred parent is called; whoever is at the door has to be known by face",
                    );
                }
            }
            Action::AskAgain { of, name } => {
                let of = of.read(&opened, &ids)?;
                let count = opened.organisation.ask_again(of, name.as_deref())?;
                output::say(&format!("{count} taken back"));
            }
            Action::List => list(&opened, &ids),
        }
        Ok(())
    }
}

fn list(opened: &Opened, ids: &ExternalIds) {
    let directory = opened.organisation.directory();
    let said: Vec<&SomebodyElse> = directory
        .records()
        .filter_map(|record| match record {
            Record::SomebodyElse(it) => Some(it),
            _ => None,
        })
        .collect();
    if said.is_empty() {
        output::say("nothing was said of any collector");
    }
    for it in said {
        let child = Series {
            org: opened.org,
            kind: DocumentKind::ChildCore,
            subject: Subject::ChildParent(it.child, it.than),
        };
        output::say(&format!(
            "{}  of {}  by {}",
            it.at,
            names::subject(ids, &child),
            names::holder(ids, &Holder::Person(it.by)),
        ));
    }
}
