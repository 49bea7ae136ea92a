//! All records of one organisation, or the part of them that a device has, in memory.
//!
//! Looked up for every entry on the server's hot path. Both trees are persistent: a copy costs
//! nothing and shares all that is not changed, so that the server copies a directory of any size,
//! changes the copy and swaps it in.

mod build;

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::Bound;
use std::sync::Arc;

use imbl::OrdSet;

use super::handle::{Handle, Mark, each_handle, is_found_by};
use super::looked::Watch;
use super::records::Identity;
use super::{
    Assignment, Child, ChildDay, Circle, Contact, DayGrant, Device, Group, Holder, Location,
    LocationSettings, Mentorship, Merge, Office, OfficeRole, Opening, Organisation, Parenthood,
    Person, Phone, PhoneOwner, Placement, Record, RecordId, SomebodyElse, WorkDays, record_kind,
};
use samenspel_model::ids::{ChildId, CircleId, ContactId, DeviceId, GroupId, LocationId, PersonId};

/// The directory.
#[derive(Clone, Default)]
pub struct Directory {
    /// In order of their ids.
    records: OrdSet<Kept>,
    /// By what each is found, then in order of their ids.
    index: OrdSet<Indexed>,
    watch: Watch,
}

impl fmt::Debug for Directory {
    /// Counts only: a directory is full of names, and this may end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("records", &self.records.len())
            .finish_non_exhaustive()
    }
}

/// A record, of which there is one copy however often it is listed; compared by its id alone.
#[derive(Clone)]
struct Kept(Arc<Record>);

/// What has the id of a record: the record, or an id that is looked for.
trait Identified {
    fn identity(&self) -> Identity;
}

impl Identified for Kept {
    fn identity(&self) -> Identity {
        self.0.identity()
    }
}

impl Identified for Identity {
    fn identity(&self) -> Identity {
        *self
    }
}

impl<'a> Borrow<dyn Identified + 'a> for Kept {
    fn borrow(&self) -> &(dyn Identified + 'a) {
        self
    }
}

impl PartialEq for dyn Identified + '_ {
    fn eq(&self, other: &Self) -> bool {
        self.identity() == other.identity()
    }
}

impl Eq for dyn Identified + '_ {}

impl PartialOrd for dyn Identified + '_ {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for dyn Identified + '_ {
    fn cmp(&self, other: &Self) -> Ordering {
        self.identity().cmp(&other.identity())
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Kept {}

impl PartialOrd for Kept {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kept {
    fn cmp(&self, other: &Self) -> Ordering {
        if Arc::ptr_eq(&self.0, &other.0) {
            return Ordering::Equal;
        }
        match (self.0.head(), other.0.head()) {
            (Some(head), Some(others)) if head != others => head.cmp(&others),
            _ => self.0.identity().cmp(&other.0.identity()),
        }
    }
}

/// A record under one of its handles; without a record, the place before all of that handle.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Indexed {
    mark: Mark,
    record: Option<Kept>,
}

impl Directory {
    /// An empty directory.
    pub fn new() -> Self {
        Self::default()
    }

    pub(super) fn watched_by(&self, watch: Watch) -> Self {
        Self {
            watch,
            ..self.clone()
        }
    }

    /// Adds a record, or replaces the one with the same id.
    pub fn upsert(&mut self, mut record: Record) {
        record.shrink_to_fit();
        self.keep(Kept(Arc::new(record)));
    }

    fn keep(&mut self, kept: Kept) {
        if let Some(before) = self.records.insert(kept.clone()) {
            self.take_out_of_index(&before);
        }
        let index = &mut self.index;
        each_handle(&kept.0, |handle| {
            // A record may name an id twice (a careless merge, a circle): it is listed once.
            index.insert(Indexed {
                mark: handle.mark(),
                record: Some(kept.clone()),
            });
        });
    }

    /// Takes a record out; says whether it was there. An access that *ends* gets its end date
    /// instead: only then are its late notes told from a stranger's.
    pub fn remove(&mut self, id: &RecordId) -> bool {
        let sought = Identity::from(id);
        let Some(before) = self.records.remove(&sought as &dyn Identified) else {
            return false;
        };
        self.take_out_of_index(&before);
        true
    }

    fn take_out_of_index(&mut self, kept: &Kept) {
        let index = &mut self.index;
        each_handle(&kept.0, |handle| {
            index.remove(&Indexed {
                mark: handle.mark(),
                record: Some(kept.clone()),
            });
        });
    }

    /// The record with this id.
    pub fn get(&self, id: &RecordId) -> Option<&Record> {
        self.watch.looks_for(Handle::OfKind(id.kind));
        let sought = Identity::from(id);
        let kept = self.records.get(&sought as &dyn Identified)?;
        self.watch.sees(&kept.0);
        Some(&kept.0)
    }

    /// All records, in order of their ids.
    pub fn records(&self) -> impl ExactSizeIterator<Item = &Record> {
        self.watch.looks_for(Handle::Everything);
        self.records.iter().map(|kept| {
            self.watch.sees(&kept.0);
            kept.0.as_ref()
        })
    }

    fn of_kind(&self, kind: u8) -> impl Iterator<Item = &Record> {
        self.watch.looks_for(Handle::OfKind(kind));
        let first = Identity::first_of(kind);
        let from: Bound<&dyn Identified> = Bound::Included(&first);
        self.records
            .range::<_, dyn Identified>((from, Bound::Unbounded))
            .map(|kept| kept.0.as_ref())
            .take_while(move |record| record.kind() == kind)
            .inspect(|record| self.watch.sees(record))
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
        self.watch.looks_for(handle);
        let mark = handle.mark();
        let first = Indexed { mark, record: None };
        self.index
            .range(first..)
            .take_while(move |it| it.mark == mark)
            .filter_map(|it| it.record.as_ref())
            .map(|kept| kept.0.as_ref())
            .filter(move |record| is_found_by(record, handle))
            .inspect(|record| self.watch.sees(record))
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
    /// Of which collectors of a child a manager said that they are somebody else.
    somebody_else_for: SomebodyElseFor(ChildId) -> SomebodyElse;
    /// Telephone numbers, in call order.
    phones_of: PhonesOf(PhoneOwner) -> Phone;
    /// The devices of a person or group, revoked ones included.
    devices_of: DevicesOf(Holder) -> Device;
    /// The devices that were enrolled by an invitation which a device made, revoked ones included.
    devices_let_in_by: DevicesLetInBy(DeviceId) -> Device;
    /// A child's places on groups, those that are over or to come included.
    placements_of: PlacementsOf(ChildId) -> Placement;
    /// The places on a group, those that are over or to come included.
    placements_on: PlacementsOn(GroupId) -> Placement;
    /// A child's single days, by date.
    days_of: DaysOf(ChildId) -> ChildDay;
    /// A manager's audited openings.
    openings_of: OpeningsOf(PersonId) -> Opening;
}

impl Directory {
    /// The organisation, once it is known.
    pub fn organisation(&self) -> Option<&Organisation> {
        self.of_kind(record_kind::ORGANISATION)
            .find_map(|record| match record {
                Record::Organisation(it) => Some(it),
                _ => None,
            })
    }

    /// All groups.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.of_kind(record_kind::GROUP)
            .filter_map(|record| match record {
                Record::Group(it) => Some(it),
                _ => None,
            })
    }

    /// The offices of one role in reach of a location, or of no location but of the whole
    /// organisation; ended ones included.
    pub fn offices_for(
        &self,
        role: OfficeRole,
        location: Option<LocationId>,
    ) -> impl Iterator<Item = &Office> {
        let own = location.map(|it| self.find(Handle::OfficesFor(role, Some(it))));
        let of_all = self.find(Handle::OfficesFor(role, None));
        let offices = own.into_iter().flatten().chain(of_all);
        offices.filter_map(|record| match record {
            Record::Office(it) => Some(it),
            _ => None,
        })
    }

    /// The offices of one role, ended ones included, in order of their ids.
    pub fn offices(&self, role: OfficeRole) -> impl Iterator<Item = &Office> {
        self.of_kind(record_kind::OFFICE)
            .filter_map(move |record| match record {
                Record::Office(it) if it.role == role => Some(it),
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
