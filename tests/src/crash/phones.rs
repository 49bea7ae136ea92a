//! What a phone of the run writes: notes of the kinds that its holder may write, about the children
//! it knows.

use anyhow::ensure;
use samenspel_device::{Command, Store};
use samenspel_model::entry::Value;
use samenspel_model::ids::{ChildId, OrgId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_rules::directory::Record;

use crate::support::notes::{desk_of, note, of_child, text};
use samenspel_testkit::random::SeededRandom;

/// Somebody with something to say.
pub(super) struct Pen {
    org: OrgId,
    person: PersonId,
    children: Vec<ChildId>,
    is_parent: bool,
    random: SeededRandom,
    written: u64,
}

impl Pen {
    /// For the holder of a store that was synced once.
    pub fn new(store: &Store, person: PersonId, random: SeededRandom) -> anyhow::Result<Self> {
        let directory = store.directory()?;
        let parent_of: Vec<ChildId> = directory
            .parenthoods_of(person)
            .map(|it| it.child)
            .collect();
        let is_parent = !parent_of.is_empty();
        let children = if is_parent {
            parent_of
        } else {
            let children = directory.records().filter_map(|record| match record {
                Record::Child(child) => Some(child.id),
                _ => None,
            });
            children.collect()
        };
        ensure!(!children.is_empty(), "a phone knows no child");
        Ok(Self {
            org: store.profile()?.org,
            person,
            children,
            is_parent,
            random,
            written: 0,
        })
    }

    /// The next thing to write, in one of several kinds of document.
    pub fn next(&mut self) -> Command {
        self.written += 1;
        let child = *self.random.pick(&self.children);
        let words = format!("Regel {} van {}", self.written, self.person);
        if self.is_parent {
            self.parents_note(child, &words)
        } else {
            self.staff_note(child, &words)
        }
    }

    fn parents_note(&mut self, child: ChildId, words: &str) -> Command {
        if self.random.chance(50) {
            let series = of_child(self.org, DocumentKind::DayLog, child);
            let fields = [("slept", text("badly")), ("to_know", text(words))];
            return note(series, "drop_off", &fields);
        }
        let series = desk_of(self.org, child, self.person);
        let fields = [("topic", text("sleep")), ("text", text(words))];
        note(series, "home_note", &fields)
    }

    fn staff_note(&mut self, child: ChildId, words: &str) -> Command {
        if self.random.chance(60) {
            let series = of_child(self.org, DocumentKind::Handover, child);
            let fields = [("state", text("watch")), ("summary", text(words))];
            return note(series, "handover", &fields);
        }
        let series = of_child(self.org, DocumentKind::DayLog, child);
        let fields = [
            ("what", text("feed")),
            ("amount", Value::Int(120)),
            ("text", text(words)),
        ];
        note(series, "day_log", &fields)
    }
}
