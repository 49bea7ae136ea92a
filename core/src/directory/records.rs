//! The records of the directory, as stored and as sent. One record is one fact with one id.

use minicbor::{Decode, Encode};

use crate::document::{DocumentKind, Subject};
use crate::entry::DevicePublicKey;
use crate::ids::{
    ChildId, CircleId, ContactId, DeviceId, GrantId, GroupId, LocationId, OrgId, PersonId,
};
use crate::time::UnixMillis;

/// A half-open span of time: from `from` up to, not including, `until`; open-ended without `until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Span {
    /// First moment.
    #[n(0)]
    pub from: UnixMillis,
    /// First moment after it.
    #[n(1)]
    pub until: Option<UnixMillis>,
}

impl Span {
    /// From `from`, without end.
    pub fn since(from: UnixMillis) -> Self {
        Self { from, until: None }
    }

    /// Whether `moment` is in it.
    pub fn contains(&self, moment: UnixMillis) -> bool {
        self.from <= moment && !self.has_ended(moment)
    }

    /// Whether it is over at `moment`.
    pub fn has_ended(&self, moment: UnixMillis) -> bool {
        self.until.is_some_and(|until| until <= moment)
    }
}

/// One fact of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Record {
    /// The organisation.
    #[n(0)]
    Organisation(#[n(0)] Organisation),
    /// A location.
    #[n(1)]
    Location(#[n(0)] Location),
    /// A group.
    #[n(2)]
    Group(#[n(0)] Group),
    /// A person.
    #[n(3)]
    Person(#[n(0)] Person),
    /// A child.
    #[n(4)]
    Child(#[n(0)] Child),
    /// A parent of a child.
    #[n(5)]
    Parenthood(#[n(0)] Parenthood),
    /// A person's work on a group.
    #[n(6)]
    Assignment(#[n(0)] Assignment),
    /// A child's mentor or deputy.
    #[n(7)]
    Mentorship(#[n(0)] Mentorship),
    /// A coach or manager.
    #[n(8)]
    Office(#[n(0)] Office),
    /// Groups that are one for a while.
    #[n(9)]
    Merge(#[n(0)] Merge),
    /// A substitute's access for a day.
    #[n(10)]
    DayGrant(#[n(0)] DayGrant),
    /// A case and the people named in it.
    #[n(11)]
    Circle(#[n(0)] Circle),
    /// Somebody who may collect a child.
    #[n(12)]
    Contact(#[n(0)] Contact),
    /// A telephone number.
    #[n(13)]
    Phone(#[n(0)] Phone),
    /// A device.
    #[n(14)]
    Device(#[n(0)] Device),
    /// A child's time on a group it has left.
    #[n(15)]
    EarlierGroup(#[n(0)] EarlierGroup),
    /// A manager's audited, short look at one series.
    #[n(16)]
    Opening(#[n(0)] Opening),
}

/// The id of a record: its type's number and the bytes that identify it within the type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct RecordId {
    /// The number of the [`Record`] variant.
    #[n(0)]
    pub kind: u8,
    /// Ids of the record, concatenated.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

impl Record {
    /// The record's id: a second record with the same id replaces the first.
    pub fn id(&self) -> RecordId {
        let (kind, bytes): (u8, Vec<u8>) = match self {
            Self::Organisation(it) => (0, it.id.0.to_vec()),
            Self::Location(it) => (1, it.id.0.to_vec()),
            Self::Group(it) => (2, it.id.0.to_vec()),
            Self::Person(it) => (3, it.id.0.to_vec()),
            Self::Child(it) => (4, it.id.0.to_vec()),
            Self::Parenthood(it) => (5, [it.child.0, it.person.0].concat()),
            Self::Assignment(it) => (6, [it.person.0, it.group.0].concat()),
            Self::Mentorship(it) => (7, [it.child.0, it.person.0].concat()),
            Self::Office(it) => (8, [&it.person.0[..], &[it.role as u8]].concat()),
            Self::Merge(it) => {
                let from = it.during.from.0.to_be_bytes();
                (9, [&it.location.0[..], &from[..]].concat())
            }
            Self::DayGrant(it) => (10, it.id.0.to_vec()),
            Self::Circle(it) => (11, it.id.0.to_vec()),
            Self::Contact(it) => (12, it.id.0.to_vec()),
            Self::Phone(it) => (13, [&it.of.to_bytes()[..], &[it.order]].concat()),
            Self::Device(it) => (14, it.id.0.to_vec()),
            Self::EarlierGroup(it) => {
                let from = it.during.from.0.to_be_bytes();
                (15, [&it.child.0[..], &it.group.0, &from].concat())
            }
            Self::Opening(it) => (16, it.id.0.to_vec()),
        };
        RecordId { kind, bytes }
    }
}

/// The organisation: the controller of the data.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Organisation {
    /// Id.
    #[n(0)]
    pub id: OrgId,
    /// Name.
    #[n(1)]
    pub name: String,
}

/// A location.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Location {
    /// Id.
    #[n(0)]
    pub id: LocationId,
    /// Name.
    #[n(1)]
    pub name: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Group {
    /// Id.
    #[n(0)]
    pub id: GroupId,
    /// Its location.
    #[n(1)]
    pub location: LocationId,
    /// Name.
    #[n(2)]
    pub name: String,
}

/// A member of staff, a parent, or a provisional person.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Person {
    /// Id; never changes.
    #[n(0)]
    pub id: PersonId,
    /// First name, as the other side sees it.
    #[n(1)]
    pub first_name: String,
    /// Last name; empty where unknown.
    #[n(2)]
    pub last_name: String,
    /// BCP 47 tags, best first.
    #[n(3)]
    pub languages: Vec<String>,
    /// When the person left, if so.
    #[n(4)]
    pub left_at: Option<UnixMillis>,
}

/// A child.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Child {
    /// Id.
    #[n(0)]
    pub id: ChildId,
    /// First name.
    #[n(1)]
    pub first_name: String,
    /// Last name.
    #[n(2)]
    pub last_name: String,
    /// Date of birth, ISO 8601.
    #[n(3)]
    pub birth_date: String,
    /// The child's own group.
    #[n(4)]
    pub group: GroupId,
    /// Days of the week, bit 0 = Monday.
    #[n(5)]
    pub weekdays: u8,
    /// From the first day to the day of leaving.
    #[n(6)]
    pub enrolled: Span,
    /// Languages at home, BCP 47.
    #[n(7)]
    pub languages: Vec<String>,
}

/// A parent's legal position towards a child ("gezag").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Authority {
    /// Parental authority ("gezag").
    #[n(0)]
    Full,
    /// Guardian ("voogd").
    #[n(1)]
    Guardian,
    /// None.
    #[n(2)]
    None,
}

/// A parent of a child.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Parenthood {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The parent.
    #[n(1)]
    pub person: PersonId,
    /// Authority.
    #[n(2)]
    pub authority: Authority,
    /// Cares for the child daily without authority (a foster parent).
    #[n(3)]
    pub carer: bool,
    /// A court's decision that this person may not collect, recorded by the manager.
    #[n(4)]
    pub collection_barred: bool,
    /// While it lasts.
    #[n(5)]
    pub during: Span,
}

/// What a person does on a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum GroupRole {
    /// Pedagogical professional.
    #[n(0)]
    Professional,
    /// Trainee ("stagiair").
    #[n(1)]
    Trainee,
}

/// A person's work on a group.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Assignment {
    /// Who.
    #[n(0)]
    pub person: PersonId,
    /// Where.
    #[n(1)]
    pub group: GroupId,
    /// As what.
    #[n(2)]
    pub role: GroupRole,
    /// While it lasts.
    #[n(3)]
    pub during: Span,
}

/// A child's mentor, or the deputy with the same rights.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Mentorship {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The mentor or deputy.
    #[n(1)]
    pub person: PersonId,
    /// Whether it is the deputy.
    #[n(2)]
    pub deputy: bool,
    /// While it lasts.
    #[n(3)]
    pub during: Span,
}

/// A role in the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum OfficeRole {
    /// Pedagogical coach.
    #[n(0)]
    Coach,
    /// Location manager.
    #[n(1)]
    Manager,
}

/// A coach or manager.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Office {
    /// Who.
    #[n(0)]
    pub person: PersonId,
    /// As what.
    #[n(1)]
    pub role: OfficeRole,
    /// For which location; for all without.
    #[n(2)]
    pub location: Option<LocationId>,
    /// While it lasts.
    #[n(3)]
    pub during: Span,
}

/// Groups that are one at opening, closing or in holidays: who is on duty in one is in each.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Merge {
    /// The location whose calendar it is.
    #[n(0)]
    pub location: LocationId,
    /// The groups.
    #[n(1)]
    pub groups: Vec<GroupId>,
    /// While it lasts.
    #[n(2)]
    pub during: Span,
}

/// A substitute's access to a group for a day.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct DayGrant {
    /// Id.
    #[n(0)]
    pub id: GrantId,
    /// The group.
    #[n(1)]
    pub group: GroupId,
    /// The substitute.
    #[n(2)]
    pub person: PersonId,
    /// Who let her in.
    #[n(3)]
    pub granted_by: PersonId,
    /// Until closing.
    #[n(4)]
    pub during: Span,
}

/// A case and the people named in it: the subject of a `circle` document.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Circle {
    /// Id.
    #[n(0)]
    pub id: CircleId,
    /// The people named.
    #[n(1)]
    pub members: Vec<PersonId>,
    /// While it is open.
    #[n(2)]
    pub during: Span,
}

/// Somebody a parent named who may collect a child.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Contact {
    /// Id.
    #[n(0)]
    pub id: ContactId,
    /// The child.
    #[n(1)]
    pub child: ChildId,
    /// The parent who named the contact.
    #[n(2)]
    pub named_by: PersonId,
    /// Full name.
    #[n(3)]
    pub name: String,
    /// Relation to the child in the parent's words.
    #[n(4)]
    pub relation: String,
}

/// Whose telephone number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum PhoneOwner {
    /// A parent or member of staff.
    #[n(0)]
    Person(#[n(0)] PersonId),
    /// A contact.
    #[n(1)]
    Contact(#[n(0)] ContactId),
    /// A group.
    #[n(2)]
    Group(#[n(0)] GroupId),
    /// A location.
    #[n(3)]
    Location(#[n(0)] LocationId),
}

impl PhoneOwner {
    /// A tag and the id.
    pub fn to_bytes(self) -> [u8; 17] {
        let (tag, id) = match self {
            Self::Person(id) => (0, id.0),
            Self::Contact(id) => (1, id.0),
            Self::Group(id) => (2, id.0),
            Self::Location(id) => (3, id.0),
        };
        let mut bytes = [tag; 17];
        bytes[1..].copy_from_slice(&id);
        bytes
    }
}

/// A telephone number. A parent's reaches staff, never the other parent.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Phone {
    /// Whose.
    #[n(0)]
    pub of: PhoneOwner,
    /// Call order, 0 first.
    #[n(1)]
    pub order: u8,
    /// As dialled.
    #[n(2)]
    pub number: String,
}

/// Who holds a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub enum Holder {
    /// One person: a personal profile.
    #[n(0)]
    Person(#[n(0)] PersonId),
    /// A group: the shared profile of a phone or tablet in the room.
    #[n(1)]
    Group(#[n(0)] GroupId),
}

/// One profile on one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Device {
    /// Id.
    #[n(0)]
    pub id: DeviceId,
    /// Who holds it.
    #[n(1)]
    pub holder: Holder,
    /// Its key.
    #[n(2)]
    pub public_key: DevicePublicKey,
    /// What its holder calls it.
    #[n(3)]
    pub name: String,
    /// When it was enrolled.
    #[n(4)]
    pub enrolled_at: UnixMillis,
    /// When it was revoked, if it was.
    #[n(5)]
    pub revoked_at: Option<UnixMillis>,
}

/// A child's time on a group it has left. Without it, nobody could tell a late note of the former
/// group from one by a stranger.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct EarlierGroup {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The group it was on.
    #[n(1)]
    pub group: GroupId,
    /// While it was.
    #[n(2)]
    pub during: Span,
}

/// A manager's audited look ("open, because …") at the documents of one series.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Opening {
    /// Id.
    #[n(0)]
    pub id: GrantId,
    /// The manager.
    #[n(1)]
    pub person: PersonId,
    /// The kind of document.
    #[n(2)]
    pub kind: DocumentKind,
    /// What it is about.
    #[n(3)]
    pub subject: Subject,
    /// Why, in the manager's words; goes to the audit, never to a log.
    #[n(4)]
    pub reason: String,
    /// While it lasts.
    #[n(5)]
    pub during: Span,
}
