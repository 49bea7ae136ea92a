//! What those who work with children see, coaches included.

use std::collections::BTreeSet;

use super::{Detail, View};
use crate::directory::{GroupRole, Holder, OfficeRole, PhoneOwner, Record};
use crate::policy::grants::may_grant_from;
use crate::policy::roles::{children_at, groups_of, working_on};
use crate::policy::{groups_of_office, with_merged};
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};

/// Groups of which somebody who works and belongs nowhere yet learns who may let her in.
const GROUPS_MAX: usize = 300;

impl View<'_> {
    /// Merged groups are among them for professionals only, as the policy says.
    pub(super) fn groups_of_work(&self, person: PersonId) -> BTreeSet<GroupId> {
        let assigned = self.dir.assignments_of(person).map(|it| it.group);
        let granted = self.dir.grants_of(person).map(|it| it.group);
        let near = with_merged(self.dir, &assigned.chain(granted).collect(), self.now);
        near.into_iter()
            .filter(|group| !working_on(self.dir, person, *group, self.now).is_empty())
            .collect()
    }

    pub(super) fn working_on(&mut self, groups: &BTreeSet<GroupId>) {
        let dir = self.dir;
        for group in groups.iter().copied() {
            for merge in dir.merges_with(group) {
                if self.is_current_or_to_come(merge.during) {
                    self.add(Record::Merge(merge.clone()));
                }
            }
            self.place(group);
            self.on_the_group(group, Detail::Full);
            self.managers_of(group, Detail::Full);
            self.in_office(OfficeRole::Coach, group, Detail::Full);
            self.granting_devices(group);
            for child in children_at(dir, group, self.now) {
                self.child_for_staff(child);
            }
        }
    }

    /// A child as those who work with it need it: parents, contacts, numbers, mentors.
    pub(super) fn child_for_staff(&mut self, child: ChildId) {
        let dir = self.dir;
        self.child_itself(child);
        for group in groups_of(dir, child, self.now) {
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
            if contact.has_ended(self.now) {
                continue;
            }
            self.add(Record::Contact(contact.clone()));
            self.add_phones(PhoneOwner::Contact(contact.id));
        }
        // Never to a parent: it tells that a court decided something about the other.
        for said in dir.somebody_else_for(child) {
            self.add(Record::SomebodyElse(said.clone()));
        }
        self.mentors(child, Detail::Full);
        for mentorship in dir.mentors_of(child) {
            if self.is_current(mentorship.during) {
                self.devices_that_grant(Holder::Person(mentorship.person));
            }
        }
    }

    pub(super) fn granting_devices(&mut self, group: GroupId) {
        let dir = self.dir;
        self.devices_that_grant(Holder::Group(group));
        for assignment in dir.assignments_to(group) {
            self.devices_that_grant(Holder::Person(assignment.person));
        }
        let location = dir.group(group).map(|group| group.location);
        for office in dir.offices_for(OfficeRole::Manager, location) {
            self.devices_that_grant(Holder::Person(office.person));
        }
    }

    /// Who may let somebody in where she works or was let in before, and anywhere for whom has days of work
    /// and belongs nowhere yet: first names, and the keys of their devices. A grant on her own phone is
    /// checked by them without a network. Who has no role reads nothing of it.
    pub(super) fn who_may_let_in(&mut self, person: PersonId) {
        let dir = self.dir;
        let assigned = dir.assignments_of(person);
        let assigned = assigned
            .filter(|it| self.is_current_or_to_come(it.during))
            .map(|it| it.group);
        let granted = dir.grants_of(person).map(|it| it.group);
        let locations: BTreeSet<LocationId> = assigned
            .chain(granted)
            .filter_map(|group| Some(dir.group(group)?.location))
            .collect();
        if !locations.is_empty() {
            for group in locations.iter().flat_map(|it| dir.groups_at(*it)) {
                self.who_lets_in_on(group.id);
            }
            return;
        }
        let belongs_somewhere = dir.parenthoods_of(person).next().is_some()
            || dir.offices_of(person).next().is_some()
            || dir.mentorships_of(person).next().is_some();
        if belongs_somewhere || dir.work_days(person).is_none() {
            return;
        }
        for group in dir.groups().take(GROUPS_MAX) {
            self.who_lets_in_on(group.id);
        }
    }

    fn who_lets_in_on(&mut self, group: GroupId) {
        let dir = self.dir;
        let Some(record) = dir.group(group) else {
            return;
        };
        self.add(Record::Group(record.clone()));
        if let Some(location) = dir.location(record.location) {
            self.add(Record::Location(location.clone()));
        }
        for assignment in dir.assignments_to(group) {
            if assignment.role == GroupRole::Professional && self.is_current(assignment.during) {
                self.add(Record::Assignment(assignment.clone()));
                self.name(assignment.person, Detail::FirstName);
            }
        }
        self.managers_of(group, Detail::FirstName);
        self.granting_devices(group);
    }

    /// Their keys, so that a grant can be checked without a network; not what they are called.
    pub(super) fn devices_that_grant(&mut self, holder: Holder) {
        let dir = self.dir;
        for device in dir.devices_of(holder) {
            if may_grant_from(dir, device, self.now) {
                let mut device = device.clone();
                device.name = String::new();
                device.let_in_by = None;
                self.add_redacted(Record::Device(device));
            }
        }
    }

    pub(super) fn of_offices(&mut self, person: PersonId) {
        let dir = self.dir;
        for office in dir.offices_of(person) {
            if !self.is_current(office.during) {
                continue;
            }
            self.add(Record::Office(office.clone()));
            match office.role {
                OfficeRole::Manager => self.managed(person, office.location),
                OfficeRole::Coach => self.places(office.location),
            }
        }
    }

    /// What a coach sees: the places, without children or parents.
    pub(super) fn places(&mut self, location: Option<LocationId>) {
        for group in groups_of_office(self.dir, location) {
            self.place(group);
        }
    }
}
