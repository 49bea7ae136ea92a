//! `samenspel open`: a manager reads documents for a while, because …. Knows nothing of what is in them.

use anyhow::Result;
use clap::Args;
use samenspel_model::ids::PersonId;
use samenspel_model::series::{DocumentKind, Subject};

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::{OPENING_HOURS_MAX, OpenBecause};
use crate::import::{ExternalIds, IdStore};

/// Open documents to a manager for a while, with a reason that is kept in the audit.
///
/// Managers read no notes by their office. What is opened comes to the manager's devices at their
/// next sync and leaves them at the first one after its end. Opened again while it is open, it gets
/// the new end and the new reason. Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Open {
    #[command(flatten)]
    which: Which,
    /// The manager who reads, by the id in people.csv or by ULID; of the place that it is about.
    #[arg(long, value_name = "ID")]
    manager: String,
    #[command(flatten)]
    about: About,
    /// A child's parent: only the desk and the channel of this one.
    #[arg(long, value_name = "ID", requires = "child")]
    parent: Option<String>,
    /// What kind of document; may be given several times. Of a child: child-core, day-log, handover,
    /// journal, care-record, agreements, parent-desk, parent-channel, team; of a group: handover, group
    #[arg(long = "kind", value_name = "KIND", value_parser = kind, required_unless_present_any = ["circle", "close"])]
    kinds: Vec<DocumentKind>,
    /// Why. Kept in the audit; goes to nobody else, and to no log.
    #[arg(long, value_name = "TEXT", required_unless_present = "close")]
    reason: Option<String>,
    /// For how many hours, at most 72.
    #[arg(long, value_name = "COUNT", default_value_t = 4,
        value_parser = clap::value_parser!(i64).range(1..=OPENING_HOURS_MAX))]
    hours: i64,
    /// End now what this manager has open about it.
    #[arg(long, conflicts_with_all = ["kinds", "reason", "hours"])]
    close: bool,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct About {
    /// A child, by the id in children.csv or by ULID.
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    /// A group, by the id in groups.csv or by ULID.
    #[arg(long, value_name = "ID")]
    group: Option<String>,
    /// A circle, by its ULID.
    #[arg(long, value_name = "ID")]
    circle: Option<String>,
}

impl Open {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let opened = open::for_changing(&config, &self.which)?;
        let ids = IdStore::open(&opened.folder)?.read()?;
        let directory = opened.organisation.directory();
        let manager = names::person(&directory, &ids, &self.manager)?;
        let subject = self.subject(&opened, &ids)?;
        if self.close {
            let count = opened.organisation.close_opened(manager, subject)?;
            output::say(&format!("{count} closed"));
            return Ok(());
        }
        self.open(&opened, &ids, manager, subject)
    }

    fn open(
        &self,
        opened: &Opened,
        ids: &ExternalIds,
        manager: PersonId,
        subject: Subject,
    ) -> Result<()> {
        let kinds = match subject {
            Subject::Case(_) if self.kinds.is_empty() => vec![DocumentKind::Circle],
            _ => self.kinds.clone(),
        };
        let done = opened.organisation.open_because(&OpenBecause {
            manager,
            subject,
            kinds,
            reason: self.reason.clone().unwrap_or_default(),
            hours: self.hours,
        })?;
        for series in &done.series {
            let (kind, about) = (series.kind.name(), names::subject(ids, series));
            output::say(&format!("{kind} of {about}"));
        }
        output::say(&format!("open until {}", done.until));
        Ok(())
    }

    fn subject(&self, opened: &Opened, ids: &ExternalIds) -> Result<Subject> {
        let directory = opened.organisation.directory();
        if let Some(named) = &self.about.circle {
            return names::circle(&directory, named).map(Subject::Case);
        }
        if let Some(named) = &self.about.group {
            return names::group(&directory, ids, named).map(Subject::Group);
        }
        let named = self.about.child.as_deref().unwrap_or_default();
        let child = names::child(&directory, ids, named)?;
        match &self.parent {
            None => Ok(Subject::Child(child)),
            Some(parent) => {
                let parent = names::person(&directory, ids, parent)?;
                Ok(Subject::ChildParent(child, parent))
            }
        }
    }
}

fn kind(named: &str) -> Result<DocumentKind, String> {
    let found = DocumentKind::ALL.into_iter().find(|it| it.name() == named);
    found.ok_or_else(|| {
        "no such kind of document; of a child there are child-core, day-log, handover, journal, care-record, \
         agreements, parent-desk, parent-channel and team, of a group handover and group"
            .to_owned()
    })
}
