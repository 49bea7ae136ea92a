//! `samenspel audit`: who did what to whose access, and whether anybody changed what that says.

use anyhow::Result;
use clap::{Args, Subcommand};
use samenspel_core::directory::Holder;
use samenspel_core::hex::hex;

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::audit::{About, By, Fact, Head};
use crate::config::ConfigSources;
use crate::engine::AuditEntry;
use crate::import::{ExternalIds, IdStore};

const ROWS_AT_ONCE: usize = 1_000;

/// Show or check the audit: enrolments, grants, access given and ended, held notes, refusals.
///
/// It holds ids and reasons, no notes. Works while `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Audit {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// List its rows
    List {
        /// Only rows after this number.
        #[arg(long, default_value_t = 0, value_name = "NUMBER")]
        after: u64,
    },
    /// Check that no row was changed, added or taken away since it was written; prints the head.
    ///
    /// Keep the head elsewhere: whoever can write both files of an organisation can write its audit
    /// anew, and only a head that they cannot reach shows it
    Verify {
        /// Heads noted earlier, which must still be in it.
        #[arg(long, value_name = "NUMBER:HASH")]
        noted: Vec<Head>,
    },
}

impl Audit {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let opened = open::for_reading(&config, &self.which)?;
        match &self.action {
            Action::List { after } => list(&opened, *after),
            Action::Verify { noted } => verify(&opened, noted),
        }
    }
}

fn list(opened: &Opened, mut after: u64) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    loop {
        let rows = opened.organisation.audit_after(after, ROWS_AT_ONCE)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.number;
        for row in &rows {
            output::say(&line(row, &ids));
        }
    }
}

fn line(row: &AuditEntry, ids: &ExternalIds) -> String {
    let action = row.action.map_or("unknown", |action| action.name());
    let start = format!("{}  {}  {action}", row.number, row.at);
    match &row.fact {
        None => format!("{start}  (erased)"),
        Some(fact) => {
            let (who, what) = (actor(fact, ids), about(&fact.about, ids));
            // A reason of several lines must not look like several rows.
            let detail = fact.detail.replace(char::is_control, " ");
            format!("{start}  by {who}  {what}  {detail}")
                .trim_end()
                .to_owned()
        }
    }
}

fn actor(fact: &Fact, ids: &ExternalIds) -> String {
    let person = |id| names::holder(ids, &Holder::Person(id));
    match fact.actor {
        By::Operator => "operator".to_owned(),
        By::Manager(id) => format!("manager {}", person(id)),
        By::Person(id, device) => format!("{} on {device}", person(id)),
        By::Device(device) => format!("device {device}"),
        By::Invited(invitation) => format!("invitation {invitation}"),
        By::Stranger => "a stranger".to_owned(),
    }
}

fn about(about: &About, ids: &ExternalIds) -> String {
    match about {
        About::Organisation => "organisation".to_owned(),
        About::Record(id) => format!("record {}/{}", id.kind, hex(&id.bytes)),
        About::Entry(key, series) => format!(
            "{key} in {} of {}",
            series.kind.name(),
            names::subject(ids, series)
        ),
        About::Series(series) => {
            format!("{} of {}", series.kind.name(), names::subject(ids, series))
        }
        About::Device(device) => format!("device {device}"),
        About::Person(person) => names::holder(ids, &Holder::Person(*person)),
    }
}

fn verify(opened: &Opened, noted: &[Head]) -> Result<()> {
    let report = opened.organisation.verify_audit(noted)?;
    output::say(&format!(
        "{} rows follow one another, {} of them erased",
        report.head.number, report.erased
    ));
    output::say(&format!("head {}", report.head));
    Ok(())
}
