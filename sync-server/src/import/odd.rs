//! What is well formed, and probably not meant: a child with two mentors, a parent who becomes a mentor,
//! the same child twice. Looked at once everything is read; taken with a warning, or refused where it would
//! put somebody's notes before the wrong eyes. Knows no cell.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_names::fold;
use samenspel_rules::directory::{Child, Directory, Mentorship, Record, RecordId};

use super::looking::{Lines, Look, Odd};
use super::plan::Context;
use super::{barred, closed, exchanged, families, own_child, whole_columns};

const TWO_MENTORS: &str = "gives this child a second mentor, beside one from before; give the row of the \
                           one who ended an until, or make one of them the deputy";
const NO_MENTOR: &str = "leaves this child without a mentor; name another in a row of assignments.csv, or by \
                         samenspel mentor";
const WORK_LEFT_OPEN: &str = "gives this person work on one more group, beside one from before that no row \
                              names; if that ended, give it a row with an until";
const PARENT_AND_STAFF: &str =
    "makes a parent staff, who was none before; look whether it is the right person";
const NOT_THERE: &str = "is a child at a location where this person does not work; look whether person and \
                         child are right";

/// Everything odd about the records that the files make, beside the directory as it is.
pub(super) fn look(
    made: &BTreeMap<RecordId, Record>,
    existing: &Directory,
    lines: &Lines,
    context: &Context,
) -> Vec<Odd> {
    let look = Look::new(made, existing, lines, context);
    let mut odd = Vec::new();
    let mut warned = BTreeSet::new();
    for (id, record) in look.changed() {
        let found = match record {
            Record::Mentorship(it) => {
                odd.extend(without_mentor(&look, id, it));
                match it.during.contains(look.now) {
                    true => mentorship(&look, it, &mut warned),
                    false => None,
                }
            }
            Record::Assignment(it) if it.during.contains(look.now) => {
                let is_new = existing.get(id).is_none();
                if is_new && has_work_left_open(&look, it.person, it.group) {
                    odd.push(Odd::warned(id, "of", WORK_LEFT_OPEN));
                }
                is_only_parent(&look, it.person, &mut warned)
            }
            Record::Office(it) if it.during.contains(look.now) => {
                is_only_parent(&look, it.person, &mut warned)
            }
            _ => None,
        };
        odd.extend(found.map(|(column, problem)| Odd::warned(id, column, problem)));
    }
    children_twice(&look, &mut odd);
    exchanged::look(&look, &mut odd);
    whole_columns::look(&look, &mut odd);
    families::look(&look, &mut odd);
    own_child::look(&look, &mut odd);
    barred::look(&look, &mut odd);
    closed::look(&look, &mut odd);
    odd
}

type Found = Option<(&'static str, &'static str)>;

fn mentorship(look: &Look<'_>, it: &Mentorship, warned: &mut BTreeSet<PersonId>) -> Found {
    let is_another = |other: &Mentorship| {
        other.person != it.person && !other.deputy && other.during.contains(look.now)
    };
    if !it.deputy && look.mentors_of(it.child).any(is_another) {
        return Some(("person", TWO_MENTORS));
    }
    let only_parent = is_only_parent(look, it.person, warned);
    let elsewhere = || {
        let works = locations_of_work(look, it.person);
        let there = locations_of_child(look, it.child);
        let apart = !works.is_empty() && !there.is_empty() && works.is_disjoint(&there);
        apart.then_some(("of", NOT_THERE))
    };
    only_parent.or_else(elsewhere)
}

/// A row that takes a child's mentor away, now or on a day to come, and there is no other on that day.
fn without_mentor(look: &Look<'_>, id: &RecordId, it: &Mentorship) -> Option<Odd> {
    let Some(Record::Mentorship(before)) = look.existing.get(id) else {
        return None;
    };
    let was_mentor = !before.deputy && before.during.contains(look.now);
    let moment = match (it.deputy, it.during.until) {
        (true, _) => look.now,
        (false, until) if until == before.during.until => return None,
        (false, until) => until?.max(look.now),
    };
    let stays = look
        .groups_of_child(it.child)
        .iter()
        .any(|group| is_on(look, it.child, *group, moment));
    let has_another = look
        .mentors_of(it.child)
        .any(|other| !other.deputy && other.during.contains(moment));
    let column = if it.deputy { "role" } else { "until" };
    (was_mentor && stays && !has_another).then(|| Odd::warned(id, column, NO_MENTOR))
}

fn is_on(
    look: &Look<'_>,
    child: ChildId,
    group: GroupId,
    moment: samenspel_model::time::UnixMillis,
) -> bool {
    look.placements_of(child).into_iter().any(
        |it| matches!(it, Record::Placement(it) if it.group == group && it.during.contains(moment)),
    )
}

fn has_work_left_open(look: &Look<'_>, person: PersonId, group: GroupId) -> bool {
    let mut present = look.existing.assignments_of(person);
    present.any(|it| {
        let id = Record::Assignment(it.clone()).id();
        it.group != group && it.during.contains(look.now) && !look.made.contains_key(&id)
    })
}

/// Said once of each person.
fn is_only_parent(look: &Look<'_>, person: PersonId, warned: &mut BTreeSet<PersonId>) -> Found {
    let was_staff = look.existing.assignments_of(person).next().is_some()
        || look.existing.mentorships_of(person).next().is_some()
        || look.existing.offices_of(person).next().is_some();
    let mut parenthoods = look.existing.parenthoods_of(person);
    let is_parent = parenthoods.any(|it| it.during.contains(look.now));
    let odd = is_parent && !was_staff && warned.insert(person);
    odd.then_some(("person", PARENT_AND_STAFF))
}

fn locations_of_work(look: &Look<'_>, person: PersonId) -> BTreeSet<LocationId> {
    let groups = look.assignments_of(person).into_iter();
    let groups = groups.filter_map(|it| match it {
        Record::Assignment(it) if it.during.contains(look.now) => Some(it.group),
        _ => None,
    });
    groups.filter_map(|it| look.location_of(it)).collect()
}

fn locations_of_child(look: &Look<'_>, child: ChildId) -> BTreeSet<LocationId> {
    let groups = look.groups_of_child(child).into_iter();
    groups.filter_map(|it| look.location_of(it)).collect()
}

/// Children that are new, and have what another has: of two rows the later is named, and names the other.
fn children_twice(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let facts = |child: &Child| {
        let name = fold(&format!("{} {}", child.first_name, child.last_name));
        (name, child.birth_date.clone())
    };
    let mut new: Vec<(u64, &RecordId, &Child)> = Vec::new();
    for (id, record) in look.changed() {
        if let (Record::Child(child), None) = (record, look.existing.get(id)) {
            let line = look.lines.get(id).map_or(0, |(_, line)| *line);
            new.push((line, id, child));
        }
    }
    if new.is_empty() {
        return;
    }
    new.sort_by_key(|(line, id, _)| (*line, *id));
    let mut known: BTreeMap<(Vec<String>, String), RecordId> = BTreeMap::new();
    for record in look.existing.records() {
        if let Some(Record::Child(child)) = look.latest(record) {
            known.insert(facts(child), record.id());
        }
    }
    for (line, id, child) in new {
        let Some(other) = known.get(&facts(child)) else {
            known.insert(facts(child), id.clone());
            continue;
        };
        let other_line = look.lines.get(other).map(|(_, line)| *line);
        let (later, earlier) = match other_line {
            Some(other_line) if other_line > line => (other, Some(line)),
            _ => (id, other_line),
        };
        let whose = match earlier {
            Some(line) => format!("the child in line {line}"),
            None => "a child that was imported before".to_owned(),
        };
        let problem = format!(
            "has the name and birth date of {whose}, which has another id; look whether it is the same child"
        );
        odd.push(Odd::warned(later, "id", problem));
    }
}
