//! The part of the directory that one device needs and may have. Everything left out here never
//! reaches a phone: what a phone has not, it cannot leak.
//!
//! Parents see their own children, mentor, deputy, the group and who is on it, by first name; never
//! the other parent's number, surname or court limits. Staff see their groups with children,
//! parents, contacts and numbers in call order. Managers see the directory, which is no content.
//! Keys go out only of devices that may grant.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Authority, Child, Device, Directory, GroupRole, Holder, OfficeRole, Parenthood, Person,
    PhoneOwner, Record, RecordId, Span,
};
use crate::entry::DevicePublicKey;
use crate::ids::{ChildId, GroupId, LocationId, PersonId};
use crate::policy::roles::{children_at, group_of, has_left, is_present};
use crate::policy::with_merged;
use crate::protocol::Digest8;
use crate::time::UnixMillis;

/// The records that `device` needs and may have at `now`, in order of their ids.
pub fn view(dir: &Directory, device: &Device, now: UnixMillis) -> Vec<Record> {
    let mut view = View::new(dir, now);
    view.add(Record::Device(device.clone()));
    if let Some(organisation) = dir.organisation() {
        view.add(Record::Organisation(organisation.clone()));
    }
    match device.holder {
        Holder::Group(group) => view.working_on(BTreeSet::from([group])),
        Holder::Person(person) => view.of_person(person),
    }
    view.finish()
}

/// The digest by which a device and the server find that they have the same view.
pub fn view_digest(records: &[Record]) -> Digest8 {
    let mut hasher = blake3::Hasher::new_derive_key("samenspel directory view 1");
    for record in records {
        let bytes = minicbor::to_vec(record).expect("writing to a Vec cannot fail");
        hasher.update(&(bytes.len() as u64).to_be_bytes());
        hasher.update(&bytes);
    }
    let mut digest = [0; 8];
    digest.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    Digest8(digest)
}

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
}

impl<'a> View<'a> {
    fn new(dir: &'a Directory, now: UnixMillis) -> Self {
        Self {
            dir,
            now,
            records: BTreeMap::new(),
            people: BTreeMap::new(),
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
        for assignment in dir.assignments_of(person) {
            self.add(Record::Assignment(assignment.clone()));
        }
        for circle in dir.circles_of(person) {
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
        self.working_on(self.groups_of_work(person));
        for mentorship in dir.mentorships_of(person) {
            if self.is_current(mentorship.during) && !has_left(dir, mentorship.child, self.now) {
                self.child_for_staff(mentorship.child);
            }
        }
        self.of_offices(person);
    }

    fn groups_of_work(&self, person: PersonId) -> BTreeSet<GroupId> {
        let assigned = self.dir.assignments_of(person);
        let assigned = assigned.filter(|it| self.is_current(it.during));
        let granted = self.dir.grants_of(person);
        let granted = granted.filter(|it| self.is_current(it.during));
        assigned
            .map(|it| it.group)
            .chain(granted.map(|it| it.group))
            .collect()
    }

    fn of_offices(&mut self, person: PersonId) {
        let dir = self.dir;
        for office in dir.offices_of(person) {
            if !self.is_current(office.during) {
                continue;
            }
            self.add(Record::Office(office.clone()));
            match office.role {
                OfficeRole::Manager => self.everything(),
                OfficeRole::Coach => self.places(office.location),
            }
        }
    }

    /// What a manager sees: the directory, with the keys of those devices only that may grant.
    fn everything(&mut self) {
        let dir = self.dir;
        for record in dir.records() {
            match record {
                Record::Person(person) => self.name(person.id, Detail::Full),
                Record::Device(device) if !may_grant(dir, device, self.now) => {
                    let mut device = device.clone();
                    device.public_key = DevicePublicKey([0; 32]);
                    self.add_redacted(Record::Device(device));
                }
                Record::Device(device) => self.add_redacted(Record::Device(device.clone())),
                other => self.add(other.clone()),
            }
        }
    }

    /// What a coach sees: the places, without children or parents.
    fn places(&mut self, location: Option<LocationId>) {
        let dir = self.dir;
        for record in dir.records() {
            if let Record::Group(group) = record
                && location.is_none_or(|it| it == group.location)
            {
                self.place(group.id);
            }
        }
    }

    /// A group and its location, with their numbers.
    fn place(&mut self, group: GroupId) {
        let Some(group) = self.dir.group(group) else {
            return;
        };
        self.add(Record::Group(group.clone()));
        self.add_phones(PhoneOwner::Group(group.id));
        if let Some(location) = self.dir.location(group.location) {
            self.add(Record::Location(location.clone()));
            self.add_phones(PhoneOwner::Location(location.id));
        }
    }

    fn working_on(&mut self, groups: BTreeSet<GroupId>) {
        let dir = self.dir;
        for group in &groups {
            for merge in dir.merges_with(*group) {
                if self.is_current_or_to_come(merge.during) {
                    self.add(Record::Merge(merge.clone()));
                }
            }
        }
        for group in with_merged(dir, &groups, self.now) {
            self.place(group);
            self.on_the_group(group, Detail::Full);
            self.managers_of(group, Detail::Full);
            self.granting_devices(group);
            for child in children_at(dir, group, self.now) {
                self.child_for_staff(child);
            }
        }
    }

    /// Who works on a group now, and the names of who did: their notes are still read.
    fn on_the_group(&mut self, group: GroupId, detail: Detail) {
        let dir = self.dir;
        for assignment in dir.assignments_to(group) {
            self.name(assignment.person, detail);
            if self.is_current_or_to_come(assignment.during) {
                self.add(Record::Assignment(assignment.clone()));
            }
        }
        for grant in dir.grants_to(group) {
            self.name(grant.person, detail);
            if self.is_current_or_to_come(grant.during) {
                self.add(Record::DayGrant(grant.clone()));
            }
        }
    }

    fn managers_of(&mut self, group: GroupId, detail: Detail) {
        let location = self.dir.group(group).map(|group| group.location);
        for office in self.dir.offices(OfficeRole::Manager) {
            let here = office.location.is_none() || office.location == location;
            if here && self.is_current(office.during) {
                self.add(Record::Office(office.clone()));
                self.name(office.person, detail);
            }
        }
    }

    /// A child as those who work with it need it: parents, contacts, numbers, mentors.
    fn child_for_staff(&mut self, child: ChildId) {
        let dir = self.dir;
        self.child_itself(child);
        if let Some(group) = group_of(dir, child, self.now) {
            self.place(group);
        }
        for parenthood in dir.parents_of(child) {
            // Former parents too: their desk is still read.
            self.add(Record::Parenthood(parenthood.clone()));
            self.name(parenthood.person, Detail::Full);
            if self.is_current(parenthood.during) {
                self.add_phones(PhoneOwner::Person(parenthood.person));
            }
        }
        for contact in dir.contacts_of(child) {
            self.add(Record::Contact(contact.clone()));
            self.add_phones(PhoneOwner::Contact(contact.id));
        }
        self.mentors(child, Detail::Full);
        for mentorship in dir.mentors_of(child) {
            if self.is_current(mentorship.during) {
                self.devices_that_grant(Holder::Person(mentorship.person));
            }
        }
    }

    fn child_itself(&mut self, child: ChildId) {
        let dir = self.dir;
        if let Some(child) = dir.child(child) {
            self.add(Record::Child(child.clone()));
        }
        self.planned_move(child);
    }

    /// Until a planned move the child is on a group that its record no longer names.
    fn planned_move(&mut self, child: ChildId) {
        for stay in self.dir.earlier_groups_of(child) {
            if self.is_current(stay.during) {
                self.add(Record::EarlierGroup(stay.clone()));
            }
        }
    }

    fn mentors(&mut self, child: ChildId, detail: Detail) {
        for mentorship in self.dir.mentors_of(child) {
            self.name(mentorship.person, detail);
            if self.is_current_or_to_come(mentorship.during) {
                self.add(Record::Mentorship(mentorship.clone()));
            }
        }
    }

    fn of_parent(&mut self, own: &Parenthood) {
        let dir = self.dir;
        let Some(child) = dir.child(own.child) else {
            return;
        };
        self.add(Record::Parenthood(own.clone()));
        self.mentors(child.id, Detail::FirstNameAndLanguages);
        if !reads_the_day(own) {
            self.add_redacted(Record::Child(without_days(child)));
            return;
        }
        self.child_itself(child.id);
        for other in dir.parents_of(child.id) {
            if reads_the_day(other) {
                // By name only: the record itself holds what a court decided about the other.
                self.name(other.person, Detail::FirstName);
            }
        }
        for contact in dir.contacts_of(child.id) {
            if contact.named_by == own.person {
                self.add(Record::Contact(contact.clone()));
                self.add_phones(PhoneOwner::Contact(contact.id));
            }
        }
        if let Some(group) = group_of(dir, child.id, self.now)
            && !has_left(dir, child.id, self.now)
        {
            self.place(group);
            self.managers_of(group, Detail::FirstNameAndLanguages);
            for near in with_merged(dir, &BTreeSet::from([group]), self.now) {
                self.on_the_group(near, Detail::FirstNameAndLanguages);
            }
        }
    }

    fn granting_devices(&mut self, group: GroupId) {
        let dir = self.dir;
        self.devices_that_grant(Holder::Group(group));
        for assignment in dir.assignments_to(group) {
            self.devices_that_grant(Holder::Person(assignment.person));
        }
        let location = dir.group(group).map(|group| group.location);
        for office in dir.offices(OfficeRole::Manager) {
            if office.location.is_none() || office.location == location {
                self.devices_that_grant(Holder::Person(office.person));
            }
        }
    }

    /// Their keys, so that a grant can be checked without a network; not what they are called.
    fn devices_that_grant(&mut self, holder: Holder) {
        let dir = self.dir;
        for device in dir.devices_of(holder) {
            if may_grant(dir, device, self.now) {
                let mut device = device.clone();
                device.name = String::new();
                self.add_redacted(Record::Device(device));
            }
        }
    }

    fn add_phones(&mut self, owner: PhoneOwner) {
        for phone in self.dir.phones_of(owner) {
            self.add(Record::Phone(phone.clone()));
        }
    }
}

/// Parents with authority and carers read the day; other parents have only their own channel.
fn reads_the_day(parenthood: &Parenthood) -> bool {
    parenthood.authority != Authority::None || parenthood.carer
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

/// When a child is where is not for a parent who may not read the day.
fn without_days(child: &Child) -> Child {
    Child {
        weekdays: 0,
        languages: Vec::new(),
        ..child.clone()
    }
}

/// Whether a device's holder may let a substitute in.
fn may_grant(dir: &Directory, device: &Device, now: UnixMillis) -> bool {
    if device.revoked_at.is_some() {
        return false;
    }
    let Holder::Person(person) = device.holder else {
        return true;
    };
    let professional = |it: &super::Assignment| it.role == GroupRole::Professional;
    is_present(dir, person, now)
        && (dir
            .assignments_of(person)
            .any(|it| professional(it) && it.during.contains(now))
            || dir.mentorships_of(person).any(|it| it.during.contains(now))
            || dir
                .offices_of(person)
                .any(|it| it.role == OfficeRole::Manager && it.during.contains(now)))
}
