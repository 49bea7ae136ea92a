//! The part of the directory that one device needs and may have. Everything left out here never
//! reaches a phone: what a phone has not, it cannot leak.
//!
//! Parents see their own children, mentor, deputy, the group and who is on it, by first name; never
//! the other parent's number, surname or court limits. Staff see their groups with children,
//! parents, contacts and numbers in call order. Managers see the directory of their location, and of all
//! locations as long as a phone can hold it; it is no content.
//! Keys go out only of devices that may grant, to staff: where they worked before, or everywhere to who
//! belongs nowhere yet.

mod managers;
mod parents;
mod staff;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Device, Directory, HereToday, Holder, OfficeRole, Person, PhoneOwner, Record, RecordId, Span,
};
use crate::policy::roles::{has_left, is_present};
use crate::policy::with_merged;
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::Digest8;

/// The records that `device` needs and may have at `now`, in order of their ids.
pub fn view(dir: &Directory, device: &Device, now: UnixMillis) -> Vec<Record> {
    view_with_groups(dir, device, now).0
}

/// The same, with the groups whose people the device may see: it is told who is there today.
pub fn view_with_groups(
    dir: &Directory,
    device: &Device,
    now: UnixMillis,
) -> (Vec<Record>, BTreeSet<GroupId>) {
    let mut view = View::new(dir, now);
    view.add(Record::Device(device.clone()));
    if let Some(organisation) = dir.organisation() {
        view.add(Record::Organisation(organisation.clone()));
    }
    match device.holder {
        Holder::Group(group) => view.working_on(&with_merged(dir, &BTreeSet::from([group]), now)),
        Holder::Person(person) => view.of_person(person),
    }
    let groups = std::mem::take(&mut view.groups);
    (view.finish(), groups)
}

/// The digest by which a device and the server find that they know the same of who is here today.
pub fn here_digest(here: &[HereToday]) -> Digest8 {
    digest("samenspel here today 1", here)
}

/// The digest by which a device and the server find that they have the same view.
pub fn view_digest(records: &[Record]) -> Digest8 {
    digest("samenspel directory view 1", records)
}

fn digest<T: minicbor::Encode<()>>(context: &str, records: &[T]) -> Digest8 {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for record in records {
        let bytes = minicbor::to_vec(record).expect("writing to a Vec cannot fail");
        hasher.update(&(bytes.len() as u64).to_be_bytes());
        hasher.update(&bytes);
    }
    let mut digest = [0; 8];
    digest.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    Digest8(digest)
}

/// Day grants of a group whose people are named, ended ones among them.
const GRANTS_NAMED_MAX: usize = 256;

/// How much of a person is shown; more wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    FirstName,
    /// Parents see which languages staff speak.
    FirstNameAndLanguages,
    Full,
}

struct View<'a> {
    dir: &'a Directory,
    now: UnixMillis,
    records: BTreeMap<RecordId, Record>,
    people: BTreeMap<PersonId, Detail>,
    /// Those whose people are in it.
    groups: BTreeSet<GroupId>,
}

impl<'a> View<'a> {
    fn new(dir: &'a Directory, now: UnixMillis) -> Self {
        Self {
            dir,
            now,
            records: BTreeMap::new(),
            people: BTreeMap::new(),
            groups: BTreeSet::new(),
        }
    }

    fn add(&mut self, record: Record) {
        self.records.insert(record.id(), record);
    }

    /// Adds a record that another part of the view may have in full already.
    fn add_redacted(&mut self, record: Record) {
        self.records.entry(record.id()).or_insert(record);
    }

    fn name(&mut self, person: PersonId, detail: Detail) {
        let shown = self.people.entry(person).or_insert(detail);
        *shown = detail.max(*shown);
    }

    fn finish(mut self) -> Vec<Record> {
        for (person, detail) in std::mem::take(&mut self.people) {
            if let Some(person) = self.dir.person(person) {
                self.add(Record::Person(shown(person, detail)));
            }
        }
        self.records.into_values().collect()
    }

    fn is_current(&self, during: Span) -> bool {
        during.contains(self.now)
    }

    fn is_current_or_to_come(&self, during: Span) -> bool {
        !during.has_ended(self.now)
    }

    fn of_person(&mut self, person: PersonId) {
        let dir = self.dir;
        self.name(person, Detail::Full);
        if !is_present(dir, person, self.now) {
            return;
        }
        self.add_phones(PhoneOwner::Person(person));
        // To know one that is not one's own any more, and to revoke it.
        for device in dir.devices_of(Holder::Person(person)) {
            if device.revoked_at.is_none() {
                self.add(Record::Device(device.clone()));
            }
        }
        for assignment in dir.assignments_of(person) {
            self.add(Record::Assignment(assignment.clone()));
        }
        // Closed ones are read by whoever has them, and are no news to anybody's phone.
        let now = self.now;
        let open = dir
            .circles_of(person)
            .filter(|it| !it.during.has_ended(now));
        for circle in open {
            self.add(Record::Circle(circle.clone()));
            for member in &circle.members {
                self.name(*member, Detail::FirstNameAndLanguages);
            }
        }
        for parenthood in dir.parenthoods_of(person) {
            if self.is_current(parenthood.during) {
                self.of_parent(parenthood);
            }
        }
        self.working_on(&self.groups_of_work(person));
        for mentorship in dir.mentorships_of(person) {
            if self.is_current(mentorship.during) && !has_left(dir, mentorship.child, self.now) {
                self.child_for_staff(mentorship.child);
            }
        }
        self.of_offices(person);
        self.who_may_let_in(person);
    }

    /// A group and its location, with their numbers.
    fn place(&mut self, group: GroupId) {
        let Some(group) = self.dir.group(group) else {
            return;
        };
        self.add(Record::Group(group.clone()));
        self.add_phones(PhoneOwner::Group(group.id));
        self.location_itself(group.location);
    }

    fn location_itself(&mut self, location: LocationId) {
        if let Some(location) = self.dir.location(location) {
            self.add(Record::Location(location.clone()));
            self.add_phones(PhoneOwner::Location(location.id));
            if let Some(settings) = self.dir.settings(location.id) {
                self.add(Record::LocationSettings(settings.clone()));
            }
        }
    }

    /// Who works on a group now, and the names of who did: their notes are still read.
    fn on_the_group(&mut self, group: GroupId, detail: Detail) {
        let dir = self.dir;
        self.groups.insert(group);
        for assignment in dir.assignments_to(group) {
            self.name(assignment.person, detail);
            if self.is_current_or_to_come(assignment.during) {
                self.add(Record::Assignment(assignment.clone()));
            }
        }
        let grants: Vec<_> = dir.grants_to(group).collect();
        let current = grants
            .iter()
            .filter(|it| self.is_current_or_to_come(it.during));
        // Of those who were let in before, the last ones' names: their notes are still read.
        let named = &grants[grants.len().saturating_sub(GRANTS_NAMED_MAX)..];
        let grants: Vec<_> = current.chain(named).copied().collect();
        for grant in grants {
            self.name(grant.person, detail);
            if self.is_current_or_to_come(grant.during) {
                self.add(Record::DayGrant(grant.clone()));
            }
        }
    }

    fn managers_of(&mut self, group: GroupId, detail: Detail) {
        self.in_office(OfficeRole::Manager, group, detail);
    }

    /// Who holds an office for a group's location: whom one can turn to.
    fn in_office(&mut self, role: OfficeRole, group: GroupId, detail: Detail) {
        let location = self.dir.group(group).map(|group| group.location);
        self.offices_at(role, location, detail);
    }

    /// Who holds an office for a location now, or for all of them.
    fn offices_at(&mut self, role: OfficeRole, location: Option<LocationId>, detail: Detail) {
        for office in self.dir.offices_for(role, location) {
            if self.is_current(office.during) {
                self.add(Record::Office(office.clone()));
                self.name(office.person, detail);
            }
        }
    }

    fn child_itself(&mut self, child: ChildId) {
        let dir = self.dir;
        if let Some(child) = dir.child(child) {
            self.add(Record::Child(child.clone()));
        }
        for day in dir.days_of(child) {
            self.add(Record::ChildDay(day.clone()));
        }
        for placement in dir.placements_of(child) {
            self.add(Record::Placement(placement.clone()));
        }
    }

    fn mentors(&mut self, child: ChildId, detail: Detail) {
        for mentorship in self.dir.mentors_of(child) {
            self.name(mentorship.person, detail);
            if self.is_current_or_to_come(mentorship.during) {
                self.add(Record::Mentorship(mentorship.clone()));
                if let Some(days) = self.dir.work_days(mentorship.person) {
                    self.add(Record::WorkDays(days.clone()));
                }
            }
        }
    }

    fn add_phones(&mut self, owner: PhoneOwner) {
        for phone in self.dir.phones_of(owner) {
            self.add(Record::Phone(phone.clone()));
        }
    }
}

fn shown(person: &Person, detail: Detail) -> Person {
    let mut person = person.clone();
    if detail < Detail::Full {
        person.last_name = String::new();
    }
    if detail < Detail::FirstNameAndLanguages {
        person.languages = Vec::new();
    }
    person
}
