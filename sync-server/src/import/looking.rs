//! What the files make, beside the directory as it is: the directory as it will be, for whoever looks at
//! whether it can be meant. Knows no rule.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Directory, LocationSettings, Mentorship, Parenthood, Record, RecordId, record_kind,
};

use super::plan::Context;

/// The file and the line of each record that a row makes.
pub(super) type Lines = BTreeMap<RecordId, (&'static str, u64)>;

/// Something odd about a record that a row makes.
pub(super) struct Odd {
    pub id: RecordId,
    /// The column to look at.
    pub column: &'static str,
    /// What it is and what to do.
    pub problem: Cow<'static, str>,
    /// Whether it is not taken.
    pub refused: bool,
}

impl Odd {
    pub fn warned(
        id: &RecordId,
        column: &'static str,
        problem: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            id: id.clone(),
            column,
            problem: problem.into(),
            refused: false,
        }
    }

    pub fn refused(
        id: &RecordId,
        column: &'static str,
        problem: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            refused: true,
            ..Self::warned(id, column, problem)
        }
    }
}

pub(super) struct Look<'a> {
    pub made: &'a BTreeMap<RecordId, Record>,
    pub existing: &'a Directory,
    pub lines: &'a Lines,
    pub context: &'a Context,
    pub now: UnixMillis,
    /// Of whom the files make somebody a parent.
    made_children: BTreeMap<PersonId, BTreeSet<ChildId>>,
}

impl<'a> Look<'a> {
    pub fn new(
        made: &'a BTreeMap<RecordId, Record>,
        existing: &'a Directory,
        lines: &'a Lines,
        context: &'a Context,
    ) -> Self {
        let mut made_children: BTreeMap<PersonId, BTreeSet<ChildId>> = BTreeMap::new();
        for record in made.values() {
            if let Record::Parenthood(it) = record {
                made_children.entry(it.person).or_default().insert(it.child);
            }
        }
        Self {
            made,
            existing,
            lines,
            context,
            now: context.now,
            made_children,
        }
    }

    /// The records that the files make, and that are not there just so.
    pub fn changed(&self) -> impl Iterator<Item = (&'a RecordId, &'a Record)> {
        let existing = self.existing;
        self.made
            .iter()
            .filter(move |(id, record)| existing.get(id) != Some(*record))
    }

    pub fn is_changed(&self, id: &RecordId) -> bool {
        let made = self.made.get(id);
        made.is_some() && made != self.existing.get(id)
    }

    /// The record as the files make it, else as it is.
    pub fn latest(&self, present: &Record) -> Option<&'a Record> {
        self.latest_of(&present.id())
    }

    pub fn latest_of(&self, id: &RecordId) -> Option<&'a Record> {
        self.made.get(id).or_else(|| self.existing.get(id))
    }

    /// What the files make of a kind whose ids begin with this person, child or group.
    pub fn made_of(&self, kind: u8, whose: [u8; 16]) -> impl Iterator<Item = &'a Record> {
        let first = RecordId::of(kind, whose);
        let from_there = self.made.range(first..);
        let of_it =
            from_there.take_while(move |(id, _)| id.kind == kind && id.bytes.starts_with(&whose));
        of_it.map(|(_, record)| record)
    }

    /// All of a kind as it will be, of whom ids begin with and who is found in the directory so.
    fn all(&self, present: Vec<Record>, kind: u8, whose: [u8; 16]) -> Vec<&'a Record> {
        let stay = present
            .iter()
            .filter(|it| !self.made.contains_key(&it.id()));
        let stay = stay.filter_map(|it| self.existing.get(&it.id()));
        stay.chain(self.made_of(kind, whose)).collect()
    }

    pub fn assignments_of(&self, person: PersonId) -> Vec<&'a Record> {
        let present = self.existing.assignments_of(person).cloned();
        let present = present.map(Record::Assignment).collect();
        self.all(present, record_kind::ASSIGNMENT, person.0)
    }

    pub fn offices_of(&self, person: PersonId) -> Vec<&'a Record> {
        let present = self.existing.offices_of(person).cloned();
        let present = present.map(Record::Office).collect();
        self.all(present, record_kind::OFFICE, person.0)
    }

    pub fn placements_of(&self, child: ChildId) -> Vec<&'a Record> {
        let present = self.existing.placements_of(child).cloned();
        let present = present.map(Record::Placement).collect();
        self.all(present, record_kind::PLACEMENT, child.0)
    }

    pub fn mentors_of(&self, child: ChildId) -> impl Iterator<Item = &'a Mentorship> {
        let present = self.existing.mentors_of(child).cloned();
        let present = present.map(Record::Mentorship).collect();
        let all = self.all(present, record_kind::MENTORSHIP, child.0);
        all.into_iter().filter_map(|it| match it {
            Record::Mentorship(it) => Some(it),
            _ => None,
        })
    }

    pub fn parents_of(&self, child: ChildId) -> impl Iterator<Item = &'a Parenthood> {
        let present = self.existing.parents_of(child).cloned();
        let present = present.map(Record::Parenthood).collect();
        let all = self.all(present, record_kind::PARENTHOOD, child.0);
        all.into_iter().filter_map(|it| match it {
            Record::Parenthood(it) => Some(it),
            _ => None,
        })
    }

    pub fn parenthood(&self, child: ChildId, person: PersonId) -> Option<&'a Parenthood> {
        self.parents_of(child).find(|it| it.person == person)
    }

    pub fn parenthoods_of(&self, person: PersonId) -> Vec<&'a Parenthood> {
        let present = self.existing.parenthoods_of(person).map(|it| it.child);
        let mut children: BTreeSet<ChildId> = present.collect();
        children.extend(self.made_children.get(&person).into_iter().flatten());
        let found = children.into_iter();
        found.filter_map(|it| self.parenthood(it, person)).collect()
    }

    /// The groups on which a child is or will be.
    pub fn groups_of_child(&self, child: ChildId) -> BTreeSet<GroupId> {
        let groups = self.placements_of(child).into_iter();
        let groups = groups.filter_map(|it| match it {
            Record::Placement(it) if !it.during.has_ended(self.now) => Some(it.group),
            _ => None,
        });
        groups.collect()
    }

    /// Whether a child is on any group at noon of a day.
    pub fn is_placed_on(&self, child: ChildId, day: Date) -> bool {
        let noon = day.at(12, 0, 0, 0);
        let Ok(noon) = noon.to_zoned(self.context.time_zone.clone()) else {
            return true;
        };
        let noon = UnixMillis(noon.timestamp().as_millisecond());
        let placements = self.placements_of(child).into_iter();
        placements
            .filter_map(Record::during)
            .any(|it| it.contains(noon))
    }

    /// The groups on which a person works or will.
    pub fn groups_of_work(&self, person: PersonId) -> BTreeSet<GroupId> {
        let groups = self.assignments_of(person).into_iter();
        let groups = groups.filter_map(|it| match it {
            Record::Assignment(it) if !it.during.has_ended(self.now) => Some(it.group),
            _ => None,
        });
        groups.collect()
    }

    pub fn location_of(&self, group: GroupId) -> Option<LocationId> {
        let made = self
            .made_of(record_kind::GROUP, group.0)
            .find_map(|it| match it {
                Record::Group(it) => Some(it.location),
                _ => None,
            });
        made.or_else(|| self.existing.group(group).map(|it| it.location))
    }

    pub fn settings(&self, location: LocationId) -> LocationSettings {
        let default = LocationSettings::of(location);
        match self.latest(&Record::LocationSettings(default.clone())) {
            Some(Record::LocationSettings(it)) => it.clone(),
            _ => default,
        }
    }

    pub fn today(&self) -> Option<Date> {
        let now = jiff::Timestamp::from_millisecond(self.now.0).ok()?;
        Some(now.to_zoned(self.context.time_zone.clone()).date())
    }
}
