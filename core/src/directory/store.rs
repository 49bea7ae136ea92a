//! All records of one organisation, or the part of them that a device has, in memory.
//!
//! Looked up for every entry on the server's hot path: one hash look-up per question, no allocation.
//! Records are shared, so that the server can copy a directory, change the copy and swap it in.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use super::{
    Assignment, Child, ChildDay, Circle, Contact, DayGrant, Device, EarlierGroup, Group, HereToday,
    Holder, Location, LocationSettings, Mentorship, Merge, Office, OfficeRole, Opening,
    Organisation, Parenthood, Person, Phone, PhoneOwner, Record, RecordId, WorkDays,
};
use crate::ids::{ChildId, CircleId, ContactId, DeviceId, GroupId, LocationId, PersonId};

/// The directory.
#[derive(Clone, Default)]
pub struct Directory {
    records: BTreeMap<RecordId, Arc<Record>>,
    /// Records by an id they name, in order of their own ids.
    index: HashMap<Handle, Vec<(RecordId, Arc<Record>)>>,
}

impl fmt::Debug for Directory {
    /// Counts only: a directory is full of names, and this may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("records", &self.records.len())
            .finish_non_exhaustive()
    }
}

/// By what a record can be found. The type of record and the part that the id plays are in it, so
/// that an id which a hostile device chose to equal another one's finds nothing of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Handle {
    Location(LocationId),
    Group(GroupId),
    GroupsAt(LocationId),
    Person(PersonId),
    Child(ChildId),
    ChildrenOn(GroupId),
    ParentsOf(ChildId),
    ParenthoodsOf(PersonId),
    AssignmentsOf(PersonId),
    AssignmentsTo(GroupId),
    MentorsOf(ChildId),
    MentorshipsOf(PersonId),
    OfficesOf(PersonId),
    Offices(OfficeRole),
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
    EarlierGroupsOf(ChildId),
    EarlierStaysOn(GroupId),
    OpeningsOf(PersonId),
    DaysOf(ChildId),
    WorkDaysOf(PersonId),
    HereOn(GroupId),
    SettingsOf(LocationId),
}

fn handles(record: &Record) -> Vec<Handle> {
    match record {
        Record::Organisation(_) => Vec::new(),
        Record::Location(it) => vec![Handle::Location(it.id)],
        Record::Group(it) => vec![Handle::Group(it.id), Handle::GroupsAt(it.location)],
        Record::Person(it) => vec![Handle::Person(it.id)],
        Record::Child(it) => vec![Handle::Child(it.id), Handle::ChildrenOn(it.group)],
        Record::Parenthood(it) => vec![
            Handle::ParentsOf(it.child),
            Handle::ParenthoodsOf(it.person),
        ],
        Record::Assignment(it) => vec![
            Handle::AssignmentsOf(it.person),
            Handle::AssignmentsTo(it.group),
        ],
        Record::Mentorship(it) => vec![
            Handle::MentorsOf(it.child),
            Handle::MentorshipsOf(it.person),
        ],
        Record::Office(it) => vec![Handle::OfficesOf(it.person), Handle::Offices(it.role)],
        Record::Merge(it) => it.groups.iter().copied().map(Handle::MergesWith).collect(),
        Record::DayGrant(it) => vec![Handle::GrantsOf(it.person), Handle::GrantsTo(it.group)],
        Record::Circle(it) => {
            let members = it.members.iter().copied().map(Handle::CirclesOf);
            std::iter::once(Handle::Circle(it.id))
                .chain(members)
                .collect()
        }
        Record::Contact(it) => vec![Handle::Contact(it.id), Handle::ContactsOf(it.child)],
        Record::Phone(it) => vec![Handle::PhonesOf(it.of)],
        Record::Device(it) => vec![Handle::Device(it.id), Handle::DevicesOf(it.holder)],
        Record::EarlierGroup(it) => vec![
            Handle::EarlierGroupsOf(it.child),
            Handle::EarlierStaysOn(it.group),
        ],
        Record::Opening(it) => vec![Handle::OpeningsOf(it.person)],
        Record::ChildDay(it) => vec![Handle::DaysOf(it.child)],
        Record::WorkDays(it) => vec![Handle::WorkDaysOf(it.person)],
        Record::HereToday(it) => vec![Handle::HereOn(it.group)],
        Record::LocationSettings(it) => vec![Handle::SettingsOf(it.location)],
    }
}

impl Directory {
    /// An empty directory.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a record, or replaces the one with the same id.
    pub fn upsert(&mut self, record: Record) {
        let id = record.id();
        self.remove(&id);
        let record = Arc::new(record);
        for handle in handles(&record) {
            let found = self.index.entry(handle).or_default();
            // A record may name an id twice (a careless merge, a circle): it is listed once.
            if let Err(place) = found.binary_search_by(|(other, _)| other.cmp(&id)) {
                found.insert(place, (id.clone(), Arc::clone(&record)));
            }
        }
        self.records.insert(id, record);
    }

    /// Takes a record out; says whether it was there. An access that *ends* gets its end date
    /// instead: only then are its late notes told from a stranger's.
    pub fn remove(&mut self, id: &RecordId) -> bool {
        let Some(record) = self.records.remove(id) else {
            return false;
        };
        for handle in handles(&record) {
            if let Some(found) = self.index.get_mut(&handle) {
                found.retain(|(other, _)| other != id);
                if found.is_empty() {
                    self.index.remove(&handle);
                }
            }
        }
        true
    }

    /// The record with this id.
    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.records.get(id).map(Arc::as_ref)
    }

    /// All records, in order of their ids.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &Record> {
        self.records.values().map(Arc::as_ref)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    fn find(&self, handle: Handle) -> impl Iterator<Item = &Record> {
        let found = self.index.get(&handle).map_or(&[][..], Vec::as_slice);
        found.iter().map(|(_, record)| record.as_ref())
    }
}

/// Look-ups that give at most one record.
macro_rules! one {
    ($($(#[$doc:meta])* $name:ident: $handle:ident($id:ty) -> $record:ident;)*) => {
        impl Directory {
            $($(#[$doc])*
            pub fn $name(&self, id: $id) -> Option<&$record> {
                self.find(Handle::$handle(id)).find_map(|record| match record {
                    Record::$record(it) => Some(it),
                    _ => None,
                })
            })*
        }
    };
}

one! {
    /// A location.
    location: Location(LocationId) -> Location;
    /// A group.
    group: Group(GroupId) -> Group;
    /// A person.
    person: Person(PersonId) -> Person;
    /// A child.
    child: Child(ChildId) -> Child;
    /// A case.
    circle: Circle(CircleId) -> Circle;
    /// A contact.
    contact: Contact(ContactId) -> Contact;
    /// A device.
    device: Device(DeviceId) -> Device;
    /// The days on which somebody works, if they are known.
    work_days: WorkDaysOf(PersonId) -> WorkDays;
    /// What a location has settled, if anything.
    settings: SettingsOf(LocationId) -> LocationSettings;
}

/// Look-ups that give any number of records, in order of their ids.
macro_rules! many {
    ($($(#[$doc:meta])* $name:ident: $handle:ident($id:ty) -> $record:ident;)*) => {
        impl Directory {
            $($(#[$doc])*
            pub fn $name(&self, id: $id) -> impl Iterator<Item = &$record> {
                self.find(Handle::$handle(id)).filter_map(|record| match record {
                    Record::$record(it) => Some(it),
                    _ => None,
                })
            })*
        }
    };
}

many! {
    /// The groups of a location.
    groups_at: GroupsAt(LocationId) -> Group;
    /// The children whose own group this is, those who left included.
    children_on: ChildrenOn(GroupId) -> Child;
    /// A child's parents, former ones included.
    parents_of: ParentsOf(ChildId) -> Parenthood;
    /// A person's children.
    parenthoods_of: ParenthoodsOf(PersonId) -> Parenthood;
    /// A person's work on groups, ended work included.
    assignments_of: AssignmentsOf(PersonId) -> Assignment;
    /// The people who work or worked on a group.
    assignments_to: AssignmentsTo(GroupId) -> Assignment;
    /// A child's mentors and deputies, former ones included.
    mentors_of: MentorsOf(ChildId) -> Mentorship;
    /// The children a person is or was mentor or deputy of.
    mentorships_of: MentorshipsOf(PersonId) -> Mentorship;
    /// A person's offices.
    offices_of: OfficesOf(PersonId) -> Office;
    /// The offices of one role, ended ones included.
    offices: Offices(OfficeRole) -> Office;
    /// The merges that a group takes part in.
    merges_with: MergesWith(GroupId) -> Merge;
    /// A substitute's day grants.
    grants_of: GrantsOf(PersonId) -> DayGrant;
    /// The day grants for a group.
    grants_to: GrantsTo(GroupId) -> DayGrant;
    /// The cases in which a person is named.
    circles_of: CirclesOf(PersonId) -> Circle;
    /// Who may collect a child.
    contacts_of: ContactsOf(ChildId) -> Contact;
    /// Telephone numbers, in call order.
    phones_of: PhonesOf(PhoneOwner) -> Phone;
    /// The devices of a person or group, revoked ones included.
    devices_of: DevicesOf(Holder) -> Device;
    /// The groups a child was on before.
    earlier_groups_of: EarlierGroupsOf(ChildId) -> EarlierGroup;
    /// The stays on a group that ended, or that a planned move will end.
    earlier_stays_on: EarlierStaysOn(GroupId) -> EarlierGroup;
    /// A child's single days, by date.
    days_of: DaysOf(ChildId) -> ChildDay;
    /// Who opened a group's list, and when first on the last day they did.
    here_on: HereOn(GroupId) -> HereToday;
    /// A manager's audited openings.
    openings_of: OpeningsOf(PersonId) -> Opening;
}

impl Directory {
    /// The organisation, once it is known.
    pub fn organisation(&self) -> Option<&Organisation> {
        // Organisations have the lowest record ids.
        self.records().next().and_then(|record| match record {
            Record::Organisation(it) => Some(it),
            _ => None,
        })
    }

    /// A person's parenthood of a child, ended or not.
    pub fn parenthood(&self, child: ChildId, person: PersonId) -> Option<&Parenthood> {
        self.parents_of(child).find(|it| it.person == person)
    }
}

impl FromIterator<Record> for Directory {
    fn from_iter<I: IntoIterator<Item = Record>>(records: I) -> Self {
        let mut directory = Self::new();
        directory.extend(records);
        directory
    }
}

impl Extend<Record> for Directory {
    fn extend<I: IntoIterator<Item = Record>>(&mut self, records: I) {
        records.into_iter().for_each(|record| self.upsert(record));
    }
}
