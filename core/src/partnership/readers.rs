//! Who can read what is written in a series: named before it is sent, and shown to parents in "my
//! data". Asks the policy; decides nothing. Knows no table.

use crate::directory::{Directory, Holder, Record};
use crate::document::{DocumentKind, Series, Subject};
use crate::ids::{GroupId, PersonId};
use crate::policy::roles::group_of;
use crate::policy::table::{Cell, Role, cell};
use crate::policy::{Reach, reach};
use crate::time::UnixMillis;

/// Who can read a series, as far as this device knows people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readers {
    /// The group, where everyone who works there reads it.
    pub group: Option<GroupId>,
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
    let group = match series.subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => group_of(dir, child, now),
        Subject::Group(group) => Some(group),
        Subject::Case(_) | Subject::Organisation => None,
    };
    Readers {
        group: group.filter(|_| by_role(Role::Professional)),
        parents,
        staff,
        all_parents_of_group: series.kind == DocumentKind::Board,
        manager_with_reason: cell(Role::Manager, series.kind) == Cell::AuditedRead,
    }
}
