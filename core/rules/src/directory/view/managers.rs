//! What managers see: the directory of their location, or of the organisation, which is no content.

use std::collections::BTreeSet;

use super::{Detail, View};
use crate::directory::{Device, Holder, OfficeRole, PhoneOwner, Record};
use crate::policy::grants::may_grant_from;
use samenspel_model::entry::DevicePublicKey;
use samenspel_model::ids::{ChildId, GroupId, LocationId, PersonId};
use samenspel_model::limits::MANAGED_RECORDS_MAX;
use samenspel_model::series::Subject;

const ROLES: [OfficeRole; 2] = [OfficeRole::Coach, OfficeRole::Manager];

impl View<'_> {
    /// What the office of a manager gives: of one location, or of all.
    pub(super) fn managed(&mut self, manager: PersonId, location: Option<LocationId>) {
        match location {
            Some(location) => self.managed_location(location),
            None if self.dir.len() <= MANAGED_RECORDS_MAX => self.everything(manager),
            None => self.all_places(),
        }
        self.opened_by(manager);
    }

    /// The location with whoever is or was there. Other locations are none of its manager's business.
    fn managed_location(&mut self, location: LocationId) {
        let dir = self.dir;
        self.location_itself(location);
        for role in ROLES {
            for office in dir.offices_for(role, Some(location)) {
                self.add(Record::Office(office.clone()));
                self.person_for_manager(office.person);
            }
        }
        for group in dir.groups_at(location) {
            self.managed_group(group.id);
        }
    }

    fn managed_group(&mut self, group: GroupId) {
        let dir = self.dir;
        self.place(group);
        self.on_the_group(group, Detail::Full);
        for merge in dir.merges_with(group) {
            self.add(Record::Merge(merge.clone()));
        }
        for device in dir.devices_of(Holder::Group(group)) {
            self.device_for_manager(device);
        }
        for assignment in dir.assignments_to(group) {
            self.add(Record::Assignment(assignment.clone()));
            self.person_for_manager(assignment.person);
        }
        for grant in dir.grants_to(group) {
            if self.is_current_or_to_come(grant.during) {
                self.person_for_manager(grant.person);
            }
        }
        // Those who left too: their notes are still asked about.
        let children: BTreeSet<ChildId> = dir.placements_on(group).map(|it| it.child).collect();
        for child in children {
            self.child_for_staff(child);
            for parenthood in dir.parents_of(child) {
                self.devices_for_manager(parenthood.person);
            }
            for mentorship in dir.mentors_of(child) {
                self.add(Record::Mentorship(mentorship.clone()));
            }
        }
    }

    fn person_for_manager(&mut self, person: PersonId) {
        self.name(person, Detail::Full);
        self.add_phones(PhoneOwner::Person(person));
        self.devices_for_manager(person);
        if let Some(days) = self.dir.work_days(person) {
            self.add(Record::WorkDays(days.clone()));
        }
    }

    fn devices_for_manager(&mut self, person: PersonId) {
        let dir = self.dir;
        for device in dir.devices_of(Holder::Person(person)) {
            self.device_for_manager(device);
        }
    }

    /// A device that can still be revoked or confirmed, with its key only if that is to be checked.
    fn device_for_manager(&mut self, device: &Device) {
        if device.revoked_at.is_some() {
            return;
        }
        let mut device = device.clone();
        if !may_grant_from(self.dir, &device, self.now) {
            device.public_key = DevicePublicKey([0; 32]);
        }
        self.add_redacted(Record::Device(device));
    }

    /// Everybody, where that is few enough for a phone. Of the openings her own: why another opened
    /// something is in the audit. Cases are for those who are named in them.
    fn everything(&mut self, manager: PersonId) {
        let dir = self.dir;
        for record in dir.records() {
            match record {
                Record::Person(person) => self.name(person.id, Detail::Full),
                Record::Device(device) => self.device_for_manager(device),
                Record::Circle(_) => {}
                Record::Opening(it)
                    if it.person != manager || !self.is_current_or_to_come(it.during) => {}
                other => self.add(other.clone()),
            }
        }
    }

    /// Of an organisation too large for a phone: its places, and who leads each.
    fn all_places(&mut self) {
        self.places(None);
        let locations: BTreeSet<LocationId> =
            self.dir.groups().map(|group| group.location).collect();
        for location in locations {
            for role in ROLES {
                self.offices_at(role, Some(location), Detail::Full);
            }
        }
    }

    /// What the manager opened is read with the names that stand in it.
    fn opened_by(&mut self, manager: PersonId) {
        let dir = self.dir;
        for opening in dir.openings_of(manager) {
            if !self.is_current_or_to_come(opening.during) {
                continue;
            }
            self.add(Record::Opening(opening.clone()));
            match opening.subject {
                Subject::Child(child) | Subject::ChildParent(child, _) => {
                    self.child_for_staff(child);
                }
                Subject::Group(group) => self.place(group),
                Subject::Case(case) => {
                    if let Some(circle) = dir.circle(case) {
                        self.add(Record::Circle(circle.clone()));
                        for member in &circle.members {
                            self.name(*member, Detail::Full);
                        }
                    }
                }
                Subject::Organisation => {}
            }
        }
    }
}
