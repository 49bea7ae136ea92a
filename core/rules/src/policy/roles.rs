//! Which roles a person or a shared device has towards a subject at a moment, from the directory.
//! Knows nothing of what a role allows.

use std::collections::BTreeSet;

use super::table::Role;
use crate::directory::{
    Authority, Directory, GroupRole, Holder, OfficeRole, Parenthood, Placement,
};
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// A set of roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u16);

impl Roles {
    /// No role.
    pub const NONE: Self = Self(0);

    /// Adds a role.
    pub fn add(&mut self, role: Role) {
        self.0 |= 1 << role as u16;
    }

    /// Whether the role is among them.
    pub fn contains(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The roles, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Role> {
        Role::ALL
            .into_iter()
            .filter(move |role| self.contains(*role))
    }

    /// Those for which `keep` holds.
    pub fn only(self, keep: impl Fn(Role) -> bool) -> Self {
        self.iter().filter(|role| keep(*role)).collect()
    }

    fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl FromIterator<Role> for Roles {
    fn from_iter<I: IntoIterator<Item = Role>>(roles: I) -> Self {
        let mut set = Self::NONE;
        roles.into_iter().for_each(|role| set.add(role));
        set
    }
}

/// The roles of `holder` towards `subject` at the moment `at`.
pub fn roles(dir: &Directory, holder: &Holder, subject: Subject, at: UnixMillis) -> Roles {
    match holder {
        Holder::Person(person) => person_roles(dir, *person, subject, at),
        Holder::Group(group) => group_profile_roles(dir, *group, subject, at),
    }
}

fn person_roles(dir: &Directory, person: PersonId, subject: Subject, at: UnixMillis) -> Roles {
    if !is_present(dir, person, at) {
        return Roles::NONE;
    }
    match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) => {
            towards_child(dir, person, child, at)
        }
        Subject::Group(group) => towards_group(dir, person, group, at),
        Subject::Case(_) | Subject::Organisation => anywhere(dir, person, at),
    }
}

/// Whether the person is known and has not left.
pub fn is_present(dir: &Directory, person: PersonId, at: UnixMillis) -> bool {
    dir.person(person)
        .is_some_and(|person| person.left_at.is_none_or(|left| at < left))
}

fn towards_child(dir: &Directory, person: PersonId, child: ChildId, at: UnixMillis) -> Roles {
    let mut roles = Roles::NONE;
    // Staff work with a child until it leaves; its parents keep what is theirs.
    let is_there = !has_left(dir, child, at);
    let mut groups = groups_of(dir, child, at).peekable();
    if is_there && groups.peek().is_some() && is_mentor(dir, person, child, at) {
        roles.add(Role::Mentor);
    }
    for group in groups {
        if is_there {
            roles = roles.and(working_on(dir, person, group, at));
        }
        roles = roles.and(offices(dir, person, location_of(dir, group), at));
    }
    if let Some(parenthood) = dir.parenthood(child, person) {
        add_parenthood(&mut roles, parenthood, at);
    }
    roles.and(offices(dir, person, None, at))
}

fn towards_group(dir: &Directory, person: PersonId, group: GroupId, at: UnixMillis) -> Roles {
    let mut roles = working_on(dir, person, group, at);
    for parenthood in dir.parenthoods_of(person) {
        if is_on(dir, parenthood.child, group, at) {
            add_parenthood(&mut roles, parenthood, at);
        }
    }
    roles.and(offices(dir, person, location_of(dir, group), at))
}

/// Everything a person is, whatever towards: what a circle's membership and the handbook ask for.
fn anywhere(dir: &Directory, person: PersonId, at: UnixMillis) -> Roles {
    let mut roles = Roles::NONE;
    for assignment in dir.assignments_of(person) {
        if assignment.during.contains(at) {
            roles.add(own_group_role(assignment.role));
        }
    }
    if dir.grants_of(person).any(|grant| grant.during.contains(at)) {
        roles.add(Role::Substitute);
    }
    if dir
        .mentorships_of(person)
        .any(|it| is_mentor(dir, person, it.child, at) && !has_left(dir, it.child, at))
    {
        roles.add(Role::Mentor);
    }
    for parenthood in dir.parenthoods_of(person) {
        add_parenthood(&mut roles, parenthood, at);
    }
    for office in dir.offices_of(person) {
        if office.during.contains(at) {
            roles.add(office_role(office.role));
        }
    }
    roles
}

/// The roles that work on `group` gives, merges and day grants included.
pub fn working_on(dir: &Directory, person: PersonId, group: GroupId, at: UnixMillis) -> Roles {
    let mut roles = Roles::NONE;
    for assignment in dir.assignments_of(person) {
        if !assignment.during.contains(at) {
            continue;
        }
        if assignment.group == group {
            roles.add(own_group_role(assignment.role));
        } else if assignment.role == GroupRole::Professional
            && are_merged(dir, assignment.group, group, at)
        {
            // A trainee learns on one group: a merge would give more there than at home.
            roles.add(Role::MergedDuty);
        }
    }
    let granted = |grant: &crate::directory::DayGrant| grant.during.contains(at);
    if dir
        .grants_of(person)
        .any(|grant| grant.group == group && granted(grant))
        && other_role(dir, person, group, at).is_none()
    {
        roles.add(Role::Substitute);
    }
    roles
}

/// What a person is at the location of `group` that a day grant must not widen: a parent stays a parent,
/// a trainee a trainee, and a manager or coach reads by what the office gives.
pub fn other_role(
    dir: &Directory,
    person: PersonId,
    group: GroupId,
    at: UnixMillis,
) -> Option<Role> {
    let location = location_of(dir, group);
    let office = offices(dir, person, location, at).iter().next();
    let trainee = || {
        let here = |it: &&crate::directory::Assignment| {
            it.role == GroupRole::Trainee
                && it.during.contains(at)
                && location_of(dir, it.group) == location
        };
        dir.assignments_of(person).find(here).map(|_| Role::Trainee)
    };
    let parent = || {
        dir.parenthoods_of(person)
            .filter(|it| !has_left(dir, it.child, at))
            .filter(|it| groups_of(dir, it.child, at).any(|own| location_of(dir, own) == location))
            .find_map(|it| {
                let mut roles = Roles::NONE;
                add_parenthood(&mut roles, it, at);
                roles.iter().next()
            })
    };
    office.or_else(trainee).or_else(parent)
}

/// Whether a child is or was on a group, or one that was merged with it.
pub fn ever_on(dir: &Directory, child: ChildId, group: GroupId) -> bool {
    dir.placements_of(child)
        .any(|it| is_or_was_merged(dir, it.group, group))
}

/// Whether two groups are the same, or are, were or will be merged at some time.
pub fn is_or_was_merged(dir: &Directory, one: GroupId, other: GroupId) -> bool {
    one == other
        || dir
            .merges_with(other)
            .any(|merge| merge.groups.contains(&one))
}

/// Whether a person works or worked anywhere: as an assigned colleague, a substitute, a mentor, in an
/// office.
pub fn has_staff_role(dir: &Directory, person: PersonId) -> bool {
    dir.assignments_of(person).next().is_some()
        || dir.grants_of(person).next().is_some()
        || dir.mentorships_of(person).next().is_some()
        || dir.offices_of(person).next().is_some()
}

/// Whether a person holds a manager's office in reach of a subject. A case is about people: in reach
/// of whoever manages a place of one of those named in it.
pub fn is_manager_of(dir: &Directory, person: PersonId, subject: Subject, at: UnixMillis) -> bool {
    if let Subject::Case(circle) = subject {
        return dir.circle(circle).is_some_and(|circle| {
            let named = circle.members.iter();
            let mut places = named.flat_map(|member| places_of(dir, *member));
            manages_all(dir, person, at)
                || places.any(|group| is_manager_of(dir, person, Subject::Group(group), at))
        });
    }
    person_roles(dir, person, subject, at).contains(Role::Manager)
}

/// Whether a person holds a manager's office anywhere.
pub fn holds_managers_office(dir: &Directory, person: PersonId, at: UnixMillis) -> bool {
    dir.offices_of(person)
        .any(|it| it.role == OfficeRole::Manager && it.during.contains(at))
}

/// Whether a person manages the whole organisation.
pub(super) fn manages_all(dir: &Directory, person: PersonId, at: UnixMillis) -> bool {
    is_present(dir, person, at) && offices(dir, person, None, at).contains(Role::Manager)
}

/// The groups that a person has or had to do with; none for who has had to do with none yet.
pub fn places_of(dir: &Directory, person: PersonId) -> BTreeSet<GroupId> {
    let mut groups: BTreeSet<GroupId> = BTreeSet::new();
    groups.extend(dir.assignments_of(person).map(|it| it.group));
    groups.extend(dir.grants_of(person).map(|it| it.group));
    let children = dir.parenthoods_of(person).map(|it| it.child);
    let children = children.chain(dir.mentorships_of(person).map(|it| it.child));
    groups.extend(children.flat_map(|child| dir.placements_of(child).map(|it| it.group)));
    groups
}

/// Whether a person may pick their name on the shared device of `group`.
pub fn may_work_at(dir: &Directory, person: PersonId, group: GroupId, at: UnixMillis) -> bool {
    is_present(dir, person, at)
        && (!working_on(dir, person, group, at).is_empty()
            || dir.assignments_of(person).any(|assignment| {
                assignment.during.contains(at) && are_merged(dir, assignment.group, group, at)
            }))
}

/// A shared device reads as the professionals of its group do.
fn group_profile_roles(
    dir: &Directory,
    profile: GroupId,
    subject: Subject,
    at: UnixMillis,
) -> Roles {
    let towards = |group: GroupId| match group == profile {
        true => Some(Role::Professional),
        false => are_merged(dir, profile, group, at).then_some(Role::MergedDuty),
    };
    match subject {
        Subject::Child(child) | Subject::ChildParent(child, _) if !has_left(dir, child, at) => {
            groups_of(dir, child, at).filter_map(towards).collect()
        }
        Subject::Group(group) => towards(group).into_iter().collect(),
        Subject::Organisation => towards(profile).into_iter().collect(),
        Subject::Child(_) | Subject::ChildParent(..) | Subject::Case(_) => Roles::NONE,
    }
}

/// The placements that count for a child at a moment: those it has then; before its first, and between
/// two stays, those that come next; once it left, those it had last. Rights do not look at the days of
/// the week: who works on a group knows its children on the others too.
pub fn placements_at(
    dir: &Directory,
    child: ChildId,
    at: UnixMillis,
) -> impl Iterator<Item = &Placement> {
    let counted = counted_moment(dir, child, at);
    dir.placements_of(child)
        .filter(move |it| counted.is_some_and(|moment| it.during.contains(moment)))
}

fn counted_moment(dir: &Directory, child: ChildId, at: UnixMillis) -> Option<UnixMillis> {
    let (mut next, mut last) = (None, None);
    for Placement { during, .. } in dir.placements_of(child) {
        if during.contains(at) {
            return Some(at);
        }
        if during.from > at && !during.has_ended(during.from) {
            next = Some(next.map_or(during.from, |moment: UnixMillis| moment.min(during.from)));
        }
        let before_the_end = during.until.map(|until| until.plus_ms(-1));
        last = last.max(before_the_end.filter(|moment| during.contains(*moment)));
    }
    next.or(last)
}

/// The groups of [`placements_at`]. A group is named twice if the child has two placements on it.
pub fn groups_of(
    dir: &Directory,
    child: ChildId,
    at: UnixMillis,
) -> impl Iterator<Item = GroupId> + '_ {
    placements_at(dir, child, at).map(|it| it.group)
}

/// The one of its groups that a child is on: the one of this day of the week if there is one, else the
/// one it has been on longest. For what needs a single place; rights ask [`groups_of`].
pub fn group_of(dir: &Directory, child: ChildId, at: UnixMillis) -> Option<GroupId> {
    let today = samenspel_model::calendar::day_of(at);
    placements_at(dir, child, at)
        .min_by_key(|it| {
            let comes =
                today.is_some_and(|day| samenspel_model::calendar::is_weekday_in(day, it.weekdays));
            (!comes, it.during.from, it.group)
        })
        .map(|it| it.group)
}

/// Whether a child that has not left is on a group at a moment.
pub fn is_on(dir: &Directory, child: ChildId, group: GroupId, at: UnixMillis) -> bool {
    !has_left(dir, child, at) && groups_of(dir, child, at).any(|own| own == group)
}

/// When the stay of a child that counts at a moment began: its placements follow each other, or overlap,
/// since then. What is due in a child's first weeks is due again when it comes back.
pub fn stay_began_at(dir: &Directory, child: ChildId, at: UnixMillis) -> Option<UnixMillis> {
    let mut began = placements_at(dir, child, at)
        .map(|it| it.during.from)
        .min()?;
    let reaches = |began: UnixMillis| {
        let before = dir.placements_of(child).map(|it| it.during);
        before
            .filter(|it| it.from < began && it.until.is_none_or(|until| until >= began))
            .map(|it| it.from)
            .min()
    };
    while let Some(earlier) = reaches(began) {
        began = earlier;
    }
    Some(began)
}

/// The children that are on a group at a moment: a planned move counts from its day.
pub fn children_at(
    dir: &Directory,
    group: GroupId,
    at: UnixMillis,
) -> impl Iterator<Item = ChildId> {
    let candidates: BTreeSet<ChildId> = dir.placements_on(group).map(|it| it.child).collect();
    candidates
        .into_iter()
        .filter(move |child| is_on(dir, *child, group, at))
}

/// Whether the child has left: every placement is over, and none is to come. A child that has yet to
/// start, or to come back, is there already: its intake is.
pub fn has_left(dir: &Directory, child: ChildId, at: UnixMillis) -> bool {
    dir.child(child).is_none() || dir.placements_of(child).all(|it| it.during.has_ended(at))
}

fn is_mentor(dir: &Directory, person: PersonId, child: ChildId, at: UnixMillis) -> bool {
    dir.mentors_of(child)
        .any(|it| it.person == person && it.during.contains(at))
}

/// Whether two different groups are one at the moment.
pub fn are_merged(dir: &Directory, one: GroupId, other: GroupId, at: UnixMillis) -> bool {
    one != other
        && dir
            .merges_with(one)
            .any(|merge| merge.during.contains(at) && merge.groups.contains(&other))
}

fn location_of(dir: &Directory, group: GroupId) -> Option<LocationId> {
    dir.group(group).map(|group| group.location)
}

fn offices(
    dir: &Directory,
    person: PersonId,
    location: Option<LocationId>,
    at: UnixMillis,
) -> Roles {
    dir.offices_of(person)
        .filter(|office| office.during.contains(at))
        .filter(|office| office.location.is_none() || office.location == location)
        .map(|office| office_role(office.role))
        .collect()
}

fn office_role(role: OfficeRole) -> Role {
    match role {
        OfficeRole::Coach => Role::Coach,
        OfficeRole::Manager => Role::Manager,
    }
}

fn own_group_role(role: GroupRole) -> Role {
    match role {
        GroupRole::Professional => Role::Professional,
        GroupRole::Trainee => Role::Trainee,
    }
}

fn add_parenthood(roles: &mut Roles, parenthood: &Parenthood, at: UnixMillis) {
    if parenthood.during.contains(at) {
        roles.add(match parenthood.authority {
            Authority::Full | Authority::Guardian => Role::Parent,
            Authority::None if parenthood.carer => Role::Carer,
            Authority::None => Role::ParentWithoutAuthority,
        });
    }
}
