//! By what the records of a directory are found: the ids that each names, and the part each id plays.
//! Knows nothing of how they are kept.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Holder, OfficeRole, PhoneOwner, Record};
use samenspel_model::ids::{ChildId, CircleId, ContactId, DeviceId, GroupId, LocationId, PersonId};

/// By what a record can be found. The type of record and the part that the id plays are in it, so
/// that an id which a hostile device chose to equal another one's finds nothing of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Handle {
    /// Every record there is.
    Everything,
    /// Every record of one type.
    OfKind(u8),
    Location(LocationId),
    Group(GroupId),
    GroupsAt(LocationId),
    Person(PersonId),
    Child(ChildId),
    ParentsOf(ChildId),
    ParenthoodsOf(PersonId),
    AssignmentsOf(PersonId),
    AssignmentsTo(GroupId),
    MentorsOf(ChildId),
    MentorshipsOf(PersonId),
    OfficesOf(PersonId),
    OfficesFor(OfficeRole, Option<LocationId>),
    MergesWith(GroupId),
    GrantsOf(PersonId),
    GrantsTo(GroupId),
    Circle(CircleId),
    CirclesOf(PersonId),
    Contact(ContactId),
    ContactsOf(ChildId),
    PhonesOf(PhoneOwner),
    Device(DeviceId),
    DevicesOf(Holder),
    DevicesLetInBy(DeviceId),
    PlacementsOf(ChildId),
    PlacementsOn(GroupId),
    OpeningsOf(PersonId),
    DaysOf(ChildId),
    WorkDaysOf(PersonId),
    SomebodyElseFor(ChildId),
    SettingsOf(LocationId),
}

/// Stands for a handle in eight bytes. Two handles with the same mark are told apart by looking at
/// the records; who only wants to know whether something changed looks once too often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark(u64);

impl Mark {
    /// Its first half, where some mistakes more are no harm.
    pub fn short(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl Handle {
    /// The same in every process of one program.
    pub(super) fn mark(self) -> Mark {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        Mark(hasher.finish())
    }
}

/// Gives every handle by which `record` is found, some perhaps twice.
pub(super) fn each_handle(record: &Record, mut give: impl FnMut(Handle)) {
    match record {
        Record::Organisation(_) => {}
        Record::Location(it) => give(Handle::Location(it.id)),
        Record::Group(it) => {
            give(Handle::Group(it.id));
            give(Handle::GroupsAt(it.location));
        }
        Record::Person(it) => give(Handle::Person(it.id)),
        Record::Child(it) => give(Handle::Child(it.id)),
        Record::Parenthood(it) => {
            give(Handle::ParentsOf(it.child));
            give(Handle::ParenthoodsOf(it.person));
        }
        Record::Assignment(it) => {
            give(Handle::AssignmentsOf(it.person));
            give(Handle::AssignmentsTo(it.group));
        }
        Record::Mentorship(it) => {
            give(Handle::MentorsOf(it.child));
            give(Handle::MentorshipsOf(it.person));
        }
        Record::Office(it) => {
            give(Handle::OfficesOf(it.person));
            give(Handle::OfficesFor(it.role, it.location));
        }
        Record::Merge(it) => it
            .groups
            .iter()
            .for_each(|id| give(Handle::MergesWith(*id))),
        Record::DayGrant(it) => {
            give(Handle::GrantsOf(it.person));
            give(Handle::GrantsTo(it.group));
        }
        Record::Circle(it) => {
            give(Handle::Circle(it.id));
            it.members
                .iter()
                .for_each(|id| give(Handle::CirclesOf(*id)));
        }
        Record::Contact(it) => {
            give(Handle::Contact(it.id));
            give(Handle::ContactsOf(it.child));
        }
        Record::Phone(it) => give(Handle::PhonesOf(it.of)),
        Record::Device(it) => {
            give(Handle::Device(it.id));
            give(Handle::DevicesOf(it.holder));
            it.let_in_by
                .into_iter()
                .for_each(|by| give(Handle::DevicesLetInBy(by)));
        }
        Record::Placement(it) => {
            give(Handle::PlacementsOf(it.child));
            give(Handle::PlacementsOn(it.group));
        }
        Record::Opening(it) => give(Handle::OpeningsOf(it.person)),
        Record::ChildDay(it) => give(Handle::DaysOf(it.child)),
        Record::WorkDays(it) => give(Handle::WorkDaysOf(it.person)),
        Record::SomebodyElse(it) => give(Handle::SomebodyElseFor(it.child)),
        Record::LocationSettings(it) => give(Handle::SettingsOf(it.location)),
    }
}

/// Whether `record` is found by `handle`.
pub(super) fn is_found_by(record: &Record, handle: Handle) -> bool {
    let mut found = false;
    each_handle(record, |it| found |= it == handle);
    found
}

/// Every mark of which somebody who looked would see that `record` came, changed or went.
pub fn marks(record: &Record) -> Vec<Mark> {
    let kind = record.kind();
    let mut marks = vec![Handle::Everything.mark(), Handle::OfKind(kind).mark()];
    each_handle(record, |handle| marks.push(handle.mark()));
    marks
}
