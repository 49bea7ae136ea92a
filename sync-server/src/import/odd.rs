//! What is well formed, and probably not meant: a child with two mentors, a parent who becomes a mentor,
//! the same child twice. Looked at once everything is read; taken, with a warning. Knows no cell.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_core::directory::{Child, Directory, Mentorship, Record, RecordId, record_kind};
use samenspel_core::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_core::names::fold;
use samenspel_core::partnership::{Verdict, verdict_of_name};
use samenspel_core::time::UnixMillis;

/// The record that is odd, the column to look at, and what to do.
pub(super) type Odd = (RecordId, &'static str, &'static str);

const TWO_MENTORS: &str = "gives this child a second mentor, beside one from before; give the row of the \
                           one who ended an until, or make one of them the deputy";
const WORK_LEFT_OPEN: &str = "gives this person work on one more group, beside one from before that no row \
                              names; if that ended, give it a row with an until";
const PARENT_AND_STAFF: &str =
    "makes a parent staff, who was none before; look whether it is the right person";
const NOT_THERE: &str = "is a child at a location where this person does not work; look whether person and \
                         child are right";
const SAME_CHILD: &str = "has the name and birth date of a child with another id; look whether it is the \
                          same child";
const LIKE_A_BARRED_PARENT: &str = "is like the name of a parent who may not collect this child; look who \
                                    it is";

/// Everything odd about the records that the files make, beside the directory as it is.
pub(super) fn look(
    made: &BTreeMap<RecordId, Record>,
    existing: &Directory,
    now: UnixMillis,
) -> Vec<Odd> {
    let look = Look {
        made,
        existing,
        now,
    };
    let mut odd = Vec::new();
    let mut warned = BTreeSet::new();
    for (id, record) in made {
        if existing.get(id) == Some(record) {
            continue;
        }
        let found = match record {
            Record::Mentorship(it) if it.during.contains(now) => look.mentorship(it, &mut warned),
            Record::Assignment(it) if it.during.contains(now) => {
                let is_new = existing.get(id).is_none();
                if is_new && look.has_work_left_open(it.person, it.group) {
                    odd.push((id.clone(), "of", WORK_LEFT_OPEN));
                }
                look.is_only_parent(it.person, &mut warned)
            }
            Record::Office(it) if it.during.contains(now) => {
                look.is_only_parent(it.person, &mut warned)
            }
            Record::Contact(it) if !it.has_ended(now) => {
                let verdict = verdict_of_name(existing, it.child, &it.name);
                (verdict != Verdict::Yes).then_some(("name", LIKE_A_BARRED_PARENT))
            }
            _ => None,
        };
        odd.extend(found.map(|(column, problem)| (id.clone(), column, problem)));
    }
    odd.extend(look.children_twice());
    odd
}

struct Look<'a> {
    made: &'a BTreeMap<RecordId, Record>,
    existing: &'a Directory,
    now: UnixMillis,
}

type Found = Option<(&'static str, &'static str)>;

impl Look<'_> {
    /// The record as the files make it, else as it is.
    fn latest<'a>(&'a self, present: &Record) -> Option<&'a Record> {
        let id = present.id();
        self.made.get(&id).or_else(|| self.existing.get(&id))
    }

    fn mentorship(&self, mentorship: &Mentorship, warned: &mut BTreeSet<PersonId>) -> Found {
        if !mentorship.deputy && self.has_another_mentor(mentorship) {
            return Some(("person", TWO_MENTORS));
        }
        let only_parent = self.is_only_parent(mentorship.person, warned);
        let elsewhere = || {
            let works = self.locations_of_work(mentorship.person);
            let there = self.locations_of_child(mentorship.child);
            let apart = !works.is_empty() && !there.is_empty() && works.is_disjoint(&there);
            apart.then_some(("of", NOT_THERE))
        };
        only_parent.or_else(elsewhere)
    }

    fn has_another_mentor(&self, mentorship: &Mentorship) -> bool {
        let present = self.existing.mentors_of(mentorship.child);
        let from_before = present.filter_map(|it| self.latest(&Record::Mentorship(it.clone())));
        let mut others =
            from_before.chain(self.made_of(record_kind::MENTORSHIP, mentorship.child.0));
        others.any(|it| match it {
            Record::Mentorship(other) => {
                other.person != mentorship.person
                    && other.child == mentorship.child
                    && !other.deputy
                    && other.during.contains(self.now)
            }
            _ => false,
        })
    }

    /// What the files make of a kind whose ids begin with this person, child or group.
    fn made_of(&self, kind: u8, whose: [u8; 16]) -> impl Iterator<Item = &Record> {
        let first = RecordId {
            kind,
            bytes: whose.to_vec(),
        };
        let from_there = self.made.range(first..);
        let of_it =
            from_there.take_while(move |(id, _)| id.kind == kind && id.bytes.starts_with(&whose));
        of_it.map(|(_, record)| record)
    }

    fn has_work_left_open(&self, person: PersonId, group: GroupId) -> bool {
        let mut present = self.existing.assignments_of(person);
        present.any(|it| {
            let id = Record::Assignment(it.clone()).id();
            it.group != group && it.during.contains(self.now) && !self.made.contains_key(&id)
        })
    }

    /// Said once of each person.
    fn is_only_parent(&self, person: PersonId, warned: &mut BTreeSet<PersonId>) -> Found {
        let was_staff = self.existing.assignments_of(person).next().is_some()
            || self.existing.mentorships_of(person).next().is_some()
            || self.existing.offices_of(person).next().is_some();
        let mut parenthoods = self.existing.parenthoods_of(person);
        let is_parent = parenthoods.any(|it| it.during.contains(self.now));
        let odd = is_parent && !was_staff && warned.insert(person);
        odd.then_some(("person", PARENT_AND_STAFF))
    }

    fn locations_of_work(&self, person: PersonId) -> BTreeSet<LocationId> {
        let present = self.existing.assignments_of(person).cloned();
        let present = present.map(Record::Assignment);
        let present: Vec<&Record> = present.filter_map(|it| self.latest(&it)).collect();
        let all = present
            .into_iter()
            .chain(self.made_of(record_kind::ASSIGNMENT, person.0));
        let groups = all.filter_map(|it| match it {
            Record::Assignment(it) if it.during.contains(self.now) => Some(it.group),
            _ => None,
        });
        groups.filter_map(|it| self.location_of(it)).collect()
    }

    fn locations_of_child(&self, child: ChildId) -> BTreeSet<LocationId> {
        let present = self.existing.placements_of(child).cloned();
        let present = present.map(Record::Placement);
        let present: Vec<&Record> = present.filter_map(|it| self.latest(&it)).collect();
        let all = present
            .into_iter()
            .chain(self.made_of(record_kind::PLACEMENT, child.0));
        let groups = all.filter_map(|it| match it {
            Record::Placement(it) if !it.during.has_ended(self.now) => Some(it.group),
            _ => None,
        });
        groups.filter_map(|it| self.location_of(it)).collect()
    }

    fn location_of(&self, group: GroupId) -> Option<LocationId> {
        let made = self
            .made_of(record_kind::GROUP, group.0)
            .find_map(|it| match it {
                Record::Group(it) => Some(it.location),
                _ => None,
            });
        made.or_else(|| self.existing.group(group).map(|it| it.location))
    }

    /// Children that are new, and have what another has.
    fn children_twice(&self) -> Vec<Odd> {
        let mut known: BTreeMap<(Vec<String>, String), ChildId> = BTreeMap::new();
        let facts = |child: &Child| {
            let name = fold(&format!("{} {}", child.first_name, child.last_name));
            (name, child.birth_date.clone())
        };
        let is_new = |id: &RecordId| self.existing.get(id).is_none();
        let any_new = |(id, it): (&RecordId, &Record)| matches!(it, Record::Child(_)) && is_new(id);
        if !self.made.iter().any(any_new) {
            return Vec::new();
        }
        for record in self.existing.records() {
            if let Record::Child(child) = record {
                known.insert(facts(child), child.id);
            }
        }
        let mut odd = Vec::new();
        for (id, record) in self.made.iter().filter(|(id, _)| is_new(id)) {
            if let Record::Child(child) = record
                && known.insert(facts(child), child.id).is_some()
            {
                odd.push((id.clone(), "id", SAME_CHILD));
            }
        }
        odd
    }
}
