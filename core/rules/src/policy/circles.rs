//! Who may open a circle, and with whom: one rule for the phone and the server. Knows nothing of what
//! is written in it.

use super::roles::{groups_of, has_left, is_manager_of, is_present};
use crate::directory::{Circle, Directory, GroupRole, OfficeRole};
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// Whether `asker` may open a circle of exactly these people. Professionals, coaches and managers name
/// whom they need; a trainee, the professionals of her group; a parent, the managers of a child's
/// location and nobody else.
pub fn may_open_circle(
    dir: &Directory,
    asker: PersonId,
    members: &[PersonId],
    now: UnixMillis,
) -> bool {
    if !members.contains(&asker) || !members.iter().all(|it| is_present(dir, *it, now)) {
        return false;
    }
    let others: Vec<PersonId> = members.iter().copied().filter(|it| *it != asker).collect();
    is_staff(dir, asker, now)
        || (!others.is_empty()
            && (is_with_professionals(dir, asker, &others, now)
                || is_with_managers(dir, asker, &others, now)))
}

/// Whether `asker` may close a circle: who opened it, whoever of those named in it may open such a one as
/// staff, and the managers of those named in it.
pub fn may_close_circle(
    dir: &Directory,
    asker: PersonId,
    circle: &Circle,
    opened_by: Option<PersonId>,
    now: UnixMillis,
) -> bool {
    opened_by == Some(asker)
        || (circle.members.contains(&asker) && is_staff(dir, asker, now))
        || is_manager_of(dir, asker, Subject::Case(circle.id), now)
}

/// The managers of a child's locations at the moment, in order of their ids.
pub fn managers_of(dir: &Directory, child: ChildId, now: UnixMillis) -> Vec<PersonId> {
    if has_left(dir, child, now) {
        return Vec::new();
    }
    let mut managers: Vec<PersonId> = groups_of(dir, child, now)
        .flat_map(|group| in_office(dir, OfficeRole::Manager, group, now))
        .collect();
    managers.sort_unstable();
    managers.dedup();
    managers
}

/// Who holds an office for the location of a group at the moment, in order of their ids.
pub fn in_office(
    dir: &Directory,
    role: OfficeRole,
    group: GroupId,
    now: UnixMillis,
) -> Vec<PersonId> {
    let location: Option<LocationId> = dir.group(group).map(|it| it.location);
    let mut people: Vec<PersonId> = dir
        .offices_for(role, location)
        .filter(|it| it.during.contains(now) && is_present(dir, it.person, now))
        .map(|it| it.person)
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// The professionals assigned to a group at the moment, in order of their ids.
pub fn professionals_of(dir: &Directory, group: GroupId, now: UnixMillis) -> Vec<PersonId> {
    let mut people: Vec<PersonId> = dir
        .assignments_to(group)
        .filter(|it| it.role == GroupRole::Professional && it.during.contains(now))
        .filter(|it| is_present(dir, it.person, now))
        .map(|it| it.person)
        .collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Whether somebody is a professional of any group, a coach or a manager at the moment.
pub fn is_staff(dir: &Directory, person: PersonId, now: UnixMillis) -> bool {
    let professional = |it: &crate::directory::Assignment| {
        it.role == GroupRole::Professional && it.during.contains(now)
    };
    dir.assignments_of(person).any(professional)
        || dir.offices_of(person).any(|it| it.during.contains(now))
}

fn is_with_professionals(
    dir: &Directory,
    asker: PersonId,
    others: &[PersonId],
    now: UnixMillis,
) -> bool {
    dir.assignments_of(asker)
        .filter(|it| it.role == GroupRole::Trainee && it.during.contains(now))
        .any(|it| {
            let professionals = professionals_of(dir, it.group, now);
            others.iter().all(|other| professionals.contains(other))
        })
}

fn is_with_managers(
    dir: &Directory,
    asker: PersonId,
    others: &[PersonId],
    now: UnixMillis,
) -> bool {
    dir.parenthoods_of(asker)
        .filter(|it| it.during.contains(now))
        .any(|it| {
            let managers = managers_of(dir, it.child, now);
            others.iter().all(|other| managers.contains(other))
        })
}
