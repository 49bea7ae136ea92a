//! What parents see of those who work with their child, and of each other.

use std::collections::BTreeSet;

use super::{Detail, View};
use crate::directory::{Authority, Child, Parenthood, PhoneOwner, Placement, Record};
use crate::policy::roles::{groups_of, has_left};
use crate::policy::with_merged;
use samenspel_model::ids::GroupId;

impl View<'_> {
    pub(super) fn of_parent(&mut self, own: &Parenthood) {
        let dir = self.dir;
        self.add(Record::Parenthood(own.clone()));
        let Some(child) = dir.child(own.child) else {
            return;
        };
        self.mentors(child.id, Detail::FirstNameAndLanguages);
        if !reads_the_day(own) {
            self.add_redacted(Record::Child(Child {
                languages: Vec::new(),
                ..child.clone()
            }));
            for placement in dir.placements_of(child.id) {
                self.add_redacted(Record::Placement(without_days(placement)));
            }
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
            if contact.named_by == own.person && !contact.has_ended(self.now) {
                self.add(Record::Contact(contact.clone()));
                self.add_phones(PhoneOwner::Contact(contact.id));
            }
        }
        if has_left(dir, child.id, self.now) {
            return;
        }
        let groups: BTreeSet<GroupId> = groups_of(dir, child.id, self.now).collect();
        for group in &groups {
            self.place(*group);
            self.managers_of(*group, Detail::FirstNameAndLanguages);
        }
        for near in with_merged(dir, &groups, self.now) {
            self.on_the_group(near, Detail::FirstNameAndLanguages);
        }
    }
}

/// Parents with authority and carers read the day; other parents have only their own channel.
fn reads_the_day(parenthood: &Parenthood) -> bool {
    parenthood.authority != Authority::None || parenthood.carer
}

/// When a child is where is not for a parent who may not read the day.
fn without_days(placement: &Placement) -> Placement {
    Placement {
        weekdays: 0,
        expected_by_minute: None,
        ..placement.clone()
    }
}
