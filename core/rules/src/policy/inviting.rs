//! Who may invite somebody's next device, and so decide on their invitations and on devices of theirs that
//! wait: whoever holds a device reads and writes all that its holder may, so the inviter's office must
//! reach all of it. Knows nothing of codes, or of how many there may be.

use std::collections::BTreeSet;

use super::roles::{groups_of, is_manager_of, is_present, manages_all};
use crate::directory::{Directory, Holder, OfficeRole, Span};
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::limits::LATE_WINDOW_MS;
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;

/// Whether a person may invite a device for a holder: one's own next one; as a manager, a device of whoever
/// has nothing that the manager's own office does not reach.
pub fn may_invite(dir: &Directory, asker: PersonId, holder: &Holder, now: UnixMillis) -> bool {
    *holder == Holder::Person(asker) || reaches_all_of(dir, asker, holder, now)
}

/// Whether a manager's office reaches all that a holder may read or write.
pub fn reaches_all_of(
    dir: &Directory,
    manager: PersonId,
    holder: &Holder,
    now: UnixMillis,
) -> bool {
    let known = match holder {
        Holder::Person(person) => dir.person(*person).is_some(),
        Holder::Group(group) => dir.group(*group).is_some(),
    };
    let Some(office) = Office::of(dir, manager, now).filter(|_| known) else {
        return false;
    };
    match holder {
        Holder::Person(person) => office.reaches_person(*person),
        Holder::Group(group) => office.reaches_group(*group),
    }
}

/// What a manager's offices of a moment reach.
struct Office<'a> {
    dir: &'a Directory,
    manager: PersonId,
    now: UnixMillis,
    all: bool,
    locations: BTreeSet<LocationId>,
}

impl<'a> Office<'a> {
    /// Nothing for who holds no manager's office.
    fn of(dir: &'a Directory, manager: PersonId, now: UnixMillis) -> Option<Self> {
        let offices = dir.offices_of(manager);
        let held = offices.filter(|it| it.role == OfficeRole::Manager && it.during.contains(now));
        let held: Vec<_> = held.map(|it| it.location).collect();
        (is_present(dir, manager, now) && !held.is_empty()).then(|| Self {
            dir,
            manager,
            now,
            all: manages_all(dir, manager, now),
            locations: held.into_iter().flatten().collect(),
        })
    }

    /// An office for the whole organisation is in reach of such a one only.
    fn reaches_location(&self, location: Option<LocationId>) -> bool {
        self.all || location.is_some_and(|it| self.locations.contains(&it))
    }

    /// A group is read with those that it is or will be merged with.
    fn reaches_group(&self, group: GroupId) -> bool {
        let location = |group: GroupId| self.dir.group(group).map(|it| it.location);
        let merges = self.dir.merges_with(group);
        let merged = merges
            .filter(|it| !it.during.has_ended(self.now))
            .flat_map(|it| it.groups.iter().copied());
        merged
            .chain([group])
            .all(|group| self.reaches_location(location(group)))
    }

    /// A child with every group that it is or will be on; once it left, with those that it had last.
    fn reaches_child(&self, child: ChildId) -> bool {
        let placements = self.dir.placements_of(child);
        let mut groups: BTreeSet<GroupId> = placements
            .filter(|it| !it.during.has_ended(self.now))
            .map(|it| it.group)
            .collect();
        groups.extend(groups_of(self.dir, child, self.now));
        is_manager_of(self.dir, self.manager, Subject::Child(child), self.now)
            && groups.into_iter().all(|group| self.reaches_group(group))
    }

    /// What somebody has and is going to have. Somebody who has nothing any more is of where they were; who
    /// never had to do with anything reads nothing, and is invited by any manager.
    fn reaches_person(&self, person: PersonId) -> bool {
        let has_any = self
            .holdings(person, |span| self.counts(span))
            .next()
            .is_some();
        let mut counted = self.holdings(person, |span| !has_any || self.counts(span));
        counted.all(|reached| reached)
    }

    /// Notes dated before an access ended are taken in for a while after it.
    fn counts(&self, span: &Span) -> bool {
        span.until
            .is_none_or(|until| self.now.since(until) < LATE_WINDOW_MS)
    }

    /// For each office, assignment, day grant, mentorship and parenthood whether it is in reach.
    fn holdings<'b>(
        &'b self,
        person: PersonId,
        counts: impl Fn(&Span) -> bool + Copy + 'b,
    ) -> impl Iterator<Item = bool> + 'b {
        let dir = self.dir;
        let offices = (dir.offices_of(person)).filter(move |it| counts(&it.during));
        let offices = offices.map(|it| self.reaches_location(it.location));
        let assigned = (dir.assignments_of(person)).filter(move |it| counts(&it.during));
        let granted = (dir.grants_of(person)).filter(move |it| counts(&it.during));
        let groups = assigned
            .map(|it| it.group)
            .chain(granted.map(|it| it.group));
        let mentored = (dir.mentorships_of(person)).filter(move |it| counts(&it.during));
        let own = (dir.parenthoods_of(person)).filter(move |it| counts(&it.during));
        let children = mentored.map(|it| it.child).chain(own.map(|it| it.child));
        offices
            .chain(groups.map(|group| self.reaches_group(group)))
            .chain(children.map(|child| self.reaches_child(child)))
    }
}
