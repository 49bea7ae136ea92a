//! The records of the directory, as stored and as sent. One record is one fact with one id.

mod day;
mod people;
mod work;

use minicbor::{Decode, Encode};

pub use day::*;
pub use people::*;
pub use work::*;

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
    /// A day on which a child comes or stays away, unlike its days of the week say.
    #[n(17)]
    ChildDay(#[n(0)] ChildDay),
    /// The days on which somebody works.
    #[n(18)]
    WorkDays(#[n(0)] WorkDays),
    /// Somebody is on a group today.
    #[n(19)]
    HereToday(#[n(0)] HereToday),
    /// What a location has settled.
    #[n(20)]
    LocationSettings(#[n(0)] LocationSettings),
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
            Self::ChildDay(it) => (17, [&it.child.0[..], it.date.as_bytes()].concat()),
            Self::WorkDays(it) => (18, it.person.0.to_vec()),
            Self::HereToday(it) => (19, [it.group.0, it.person.0].concat()),
            Self::LocationSettings(it) => (20, it.location.0.to_vec()),
        };
        RecordId { kind, bytes }
    }
}
