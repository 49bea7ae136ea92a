//! Who can read what is written in a series: named before it is sent, and shown to parents in "my
//! data". Asks the policy; decides nothing. Knows no table.

use std::collections::BTreeSet;

use crate::directory::{Directory, Holder, Record};
use crate::policy::roles::groups_of;
use crate::policy::table::{Cell, Role, cell};
use crate::policy::{Reach, reach};
use samenspel_model::ids::{GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

/// Who can read a series, as far as this device knows people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// The groups, where everyone who works there reads it.
    pub groups: Vec<GroupId>,
    /// Parents, guardians and carers.
    pub parents: Vec<PersonId>,
    /// Staff who read it by name: mentors, members of a circle, the group's people that are known.
    pub staff: Vec<PersonId>,
    /// All parents of the group.
    pub all_parents_of_group: bool,
    /// The manager can, with a reason, and that is written down.
    pub manager_with_reason: bool,
}

/// Names the readers of `series` at the moment.
pub fn readers(dir: &Directory, series: &Series, now: UnixMillis) -> Readers {
    let is_parent = |person: PersonId| match series.subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => {
            dir.parenthood(child, person).is_some()
        }
        Subject::Group(_) | Subject::Case(_) | Subject::Organisation => {
            dir.parenthoods_of(person).next().is_some()
        }
    };
    let people = dir.records().filter_map(|record| match record {
        Record::Person(person) => Some(person.id),
        _ => None,
    });
    let reads =
        |person: &PersonId| reach(dir, &Holder::Person(*person), series, now) != Reach::Nothing;
    let (parents, staff) = people.filter(reads).partition(|person| is_parent(*person));
    let by_role = |role: Role| {
        matches!(
            cell(role, series.kind),
            Cell::Read | Cell::ReadWrite | Cell::ReadWriteFacts | Cell::ReadAndOwnCard
        )
    };
    let groups: BTreeSet<GroupId> = match series.subject {
        _ if !by_role(Role::Professional) => BTreeSet::new(),
        Subject::Child(child) | Subject::ChildParent(child, _) => {
            groups_of(dir, child, now).collect()
        }
        Subject::Group(group) => BTreeSet::from([group]),
        Subject::Case(_) | Subject::Organisation => BTreeSet::new(),
    };
    Readers {
        groups: groups.into_iter().collect(),
        parents,
        staff,
        all_parents_of_group: series.kind == DocumentKind::Board,
        manager_with_reason: cell(Role::Manager, series.kind) == Cell::AuditedRead,
    }
}
