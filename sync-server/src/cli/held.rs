//! `samenspel held`: what waits for a manager, and what the manager decides.

use anyhow::Result;
use clap::{Args, Subcommand};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::EntryKey;

use super::open::{Opened, Which};
use super::{names, open, output};
use crate::config::ConfigSources;
use crate::engine::{HeldDecision, HeldEntry};
use crate::import::{ExternalIds, IdStore};

/// List notes that wait for a manager, and take them in or leave them out.
///
/// A note waits when its author's access had ended or its device was revoked. Works while
/// `samenspel serve` runs.
#[derive(Args)]
pub(super) struct Held {
    #[command(flatten)]
    which: Which,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Subcommand)]
enum Action {
    /// List what waits (the default): no words, ids as in the imported files
    List,
    /// Show the words of one; kept in the audit with the reason
    Show(Decided),
    /// Take one in: it keeps its author's name and signature, and is marked late
    Adopt(Decided),
    /// Leave one out: its author's device is told why, and keeps the words
    Discard(Decided),
}

#[derive(Args)]
struct Decided {
    /// The note's key, from the list.
    #[arg(value_parser = names::entry_key)]
    key: EntryKey,
    /// The manager who decides, by the id in people.csv or by ULID.
    #[arg(long, value_name = "ID")]
    manager: String,
    /// Why. Kept; the author of a note that is left out reads it.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Held {
    pub(super) fn run(&self, sources: &ConfigSources) -> Result<()> {
        let config = open::settings(sources, None)?;
        match &self.action {
            None | Some(Action::List) => list(&open::for_reading(&config, &self.which)?),
            Some(Action::Show(one)) => show(&open::for_changing(&config, &self.which)?, one),
            Some(Action::Adopt(one)) => decide(
                &open::for_changing(&config, &self.which)?,
                one,
                HeldDecision::Adopt,
            ),
            Some(Action::Discard(one)) => decide(
                &open::for_changing(&config, &self.which)?,
                one,
                HeldDecision::Discard,
            ),
        }
    }
}

fn list(opened: &Opened) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let held = opened.organisation.held()?;
    for entry in &held {
        output::say(&line(entry, &ids));
    }
    output::complain(&format!("{} held", held.len()));
    Ok(())
}

fn line(held: &HeldEntry, ids: &ExternalIds) -> String {
    let author = samenspel_rules::directory::Holder::Person(held.key.person);
    format!(
        "{}  {} in {} of {}  by {}  written {}  came {}  {}",
        held.key,
        held.kind,
        held.series.kind.name(),
        names::subject(ids, &held.series),
        names::holder(ids, &author),
        held.written_at,
        held.arrived_at,
        held.why,
    )
}

fn show(opened: &Opened, one: &Decided) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let manager = names::person(&opened.organisation.directory(), &ids, &one.manager)?;
    for entry in opened
        .organisation
        .read_held(&one.key, manager, &one.reason)?
    {
        words(&entry, &ids)
            .iter()
            .for_each(|line| output::say(line));
    }
    Ok(())
}

fn words(entry: &Entry, ids: &ExternalIds) -> Vec<String> {
    let mut lines = vec![format!(
        "{} in {} of {}",
        entry.kind.as_str(),
        entry.series.kind.name(),
        names::subject(ids, &entry.series)
    )];
    for (name, value) in entry.fields.iter() {
        let shown = match value {
            Value::Text(text) => text.clone(),
            Value::Int(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null => String::new(),
            Value::Bytes(bytes) => format!("({} bytes)", bytes.len()),
        };
        lines.push(format!("  {name}: {shown}"));
    }
    lines
}

fn decide(opened: &Opened, one: &Decided, decision: HeldDecision) -> Result<()> {
    let ids = IdStore::open(&opened.folder)?.read()?;
    let manager = names::person(&opened.organisation.directory(), &ids, &one.manager)?;
    opened
        .organisation
        .decide_held(&one.key, decision, manager, &one.reason)?;
    output::say(match decision {
        HeldDecision::Adopt => "taken in",
        HeldDecision::Discard => "left out",
    });
    Ok(())
}
