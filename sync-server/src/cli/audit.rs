//! `samenspel audit`: who did what to whose access, and whether anybody changed what that says.

use anyhow::Result;
use clap::{Args, Subcommand};
use samenspel_model::ids::DeviceId;
use samenspel_model::series::{Series, Subject};
use samenspel_rules::directory::{Directory, Holder};

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
    List(Wanted),
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

/// Which rows to list. With several of these, those that name each.
#[derive(Args)]
struct Wanted {
    /// Only rows after this number.
    #[arg(long, default_value_t = 0, value_name = "NUMBER")]
    after: u64,
    /// Only rows that name this person or a device of theirs, by the id in people.csv or by ULID.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Only rows that name this child, by the id in children.csv or by ULID.
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    /// Only rows that name this device, by its id in samenspel devices.
    #[arg(long, value_name = "ID", value_parser = names::device_id)]
    device: Option<DeviceId>,
}

impl Audit {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        let opened = open::for_reading(&config, &self.which)?;
        match &self.action {
            Action::List(wanted) => list(&opened, wanted),
            Action::Verify { noted } => verify(&opened, noted),
        }
    }
}

fn list(opened: &Opened, wanted: &Wanted) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let directory = opened.organisation.directory();
    let person = wanted.person.iter();
    let person = person.map(|it| Ok(names::person(&directory, &ids, it)?.0));
    let child = wanted.child.iter();
    let child = child.map(|it| Ok(names::child(&directory, &ids, it)?.0));
    let device = wanted.device.iter().map(|it| Ok(it.0));
    let must_name: Vec<[u8; 16]> = person.chain(child).chain(device).collect::<Result<_>>()?;
    let mut after = wanted.after;
    loop {
        let rows = opened.organisation.audit_after(after, ROWS_AT_ONCE)?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after = last.number;
        for row in &rows {
            if must_name.is_empty() || names_all(row, &directory, &must_name) {
                output::say(&line(row, &ids, &directory));
            }
        }
    }
}

/// What was erased names nobody any more.
fn names_all(row: &AuditEntry, directory: &Directory, ids: &[[u8; 16]]) -> bool {
    let named = row.fact.as_ref().map(|fact| named(fact, directory));
    named.is_some_and(|named| ids.iter().all(|id| named.contains(id)))
}

/// Everybody and everything that a row names, and whose the devices are.
fn named(fact: &Fact, directory: &Directory) -> Vec<[u8; 16]> {
    let of_series = |series: &Series| match series.subject {
        Subject::Child(child) => vec![child.0],
        Subject::ChildParent(child, parent) => vec![child.0, parent.0],
        Subject::Group(group) => vec![group.0],
        Subject::Case(circle) => vec![circle.0],
        Subject::Organisation => Vec::new(),
    };
    let mut named = match fact.actor {
        By::Manager(person) => vec![person.0],
        By::Person(person, device) => vec![person.0, device.0],
        By::Device(device) => vec![device.0],
        By::Invited(_) | By::Operator | By::Stranger => Vec::new(),
    };
    match &fact.about {
        About::Organisation => {}
        About::Record(id) => {
            named.extend(id.bytes.chunks_exact(16).flat_map(<[u8; 16]>::try_from));
        }
        About::Entry(key, series) => {
            named.push(key.person.0);
            named.extend(of_series(series));
        }
        About::Device(device) => named.push(device.0),
        About::Person(person) => named.push(person.0),
        About::Series(series) => named.extend(of_series(series)),
    }
    let device = |id: &[u8; 16]| directory.device(DeviceId(*id));
    let holders = named.iter().filter_map(device).map(|it| match it.holder {
        Holder::Person(person) => person.0,
        Holder::Group(group) => group.0,
    });
    let holders: Vec<_> = holders.collect();
    named.extend(holders);
    named
}

fn line(row: &AuditEntry, ids: &ExternalIds, directory: &Directory) -> String {
    let action = row.action.map_or("unknown", |action| action.name());
    let start = format!("{}  {}  {action}", row.number, row.at);
    match &row.fact {
        None => format!("{start}  (erased)"),
        Some(fact) => {
            let who = actor(fact, ids, directory);
            let what = about(&fact.about, ids, directory);
            // A reason of several lines must not look like several rows.
            let detail = fact.detail.replace(char::is_control, " ");
            format!("{start}  by {who}  {what}  {detail}")
                .trim_end()
                .to_owned()
        }
    }
}

fn actor(fact: &Fact, ids: &ExternalIds, directory: &Directory) -> String {
    let person = |id| names::holder(ids, &Holder::Person(id));
    match fact.actor {
        By::Operator => "operator".to_owned(),
        By::Manager(id) => format!("manager {}", person(id)),
        By::Person(id, device) => format!("{} on device {device}", person(id)),
        By::Device(device) => names::device(ids, directory, device),
        By::Invited(invitation) => format!("invitation {invitation}"),
        By::Stranger => "a stranger".to_owned(),
    }
}

fn about(about: &About, ids: &ExternalIds, directory: &Directory) -> String {
    match about {
        About::Organisation => "organisation".to_owned(),
        About::Record(id) => names::record(ids, directory, id),
        About::Entry(key, series) => format!(
            "{key} in {} of {}",
            series.kind.name(),
            names::subject(ids, series)
        ),
        About::Series(series) => {
            format!("{} of {}", series.kind.name(), names::subject(ids, series))
        }
        About::Device(device) => names::device(ids, directory, *device),
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
