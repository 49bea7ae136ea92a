//! The records of the directory, as stored and as sent. One record is one fact with one id.

mod day;
mod identity;
mod people;
mod work;

use minicbor::{Decode, Encode};

pub use day::*;
pub use identity::Identity;
pub use people::*;
pub use work::*;

use samenspel_model::time::UnixMillis;

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
    /// A child's place on a group.
    #[n(15)]
    Placement(#[n(0)] Placement),
    /// A manager's audited, short look at one series.
    #[n(16)]
    Opening(#[n(0)] Opening),
    /// A day on which a child comes or stays away, unlike its days of the week say.
    #[n(17)]
    ChildDay(#[n(0)] ChildDay),
    /// The days on which somebody works.
    #[n(18)]
    WorkDays(#[n(0)] WorkDays),
    /// A collector who is somebody else than a barred parent.
    #[n(19)]
    SomebodyElse(#[n(0)] SomebodyElse),
    /// What a location has settled.
    #[n(20)]
    LocationSettings(#[n(0)] LocationSettings),
}

/// The records that hold for a time.
macro_rules! during {
    ($record:expr, $it:ident => $during:expr) => {
        match $record {
            Record::Parenthood($it) => Some($during),
            Record::Assignment($it) => Some($during),
            Record::Mentorship($it) => Some($during),
            Record::Office($it) => Some($during),
            Record::Merge($it) => Some($during),
            Record::DayGrant($it) => Some($during),
            Record::Circle($it) => Some($during),
            Record::Placement($it) => Some($during),
            Record::Opening($it) => Some($during),
            Record::Organisation(_)
            | Record::Location(_)
            | Record::Group(_)
            | Record::Person(_)
            | Record::Child(_)
            | Record::Contact(_)
            | Record::Phone(_)
            | Record::Device(_)
            | Record::ChildDay(_)
            | Record::WorkDays(_)
            | Record::SomebodyElse(_)
            | Record::LocationSettings(_) => None,
        }
    };
}

impl Record {
    /// From when until when it holds, if it is of a kind that does not hold for ever.
    pub fn during(&self) -> Option<Span> {
        during!(self, it => it.during)
    }

    /// The same, to be changed.
    pub fn during_mut(&mut self) -> Option<&mut Span> {
        during!(self, it => &mut it.during)
    }

    /// Gives back what its lists have room for and do not hold: what is read from bytes has room for
    /// four languages where one is known.
    pub fn shrink_to_fit(&mut self) {
        match self {
            Self::Person(it) => it.languages.shrink_to_fit(),
            Self::Child(it) => it.languages.shrink_to_fit(),
            Self::Merge(it) => it.groups.shrink_to_fit(),
            Self::Circle(it) => it.members.shrink_to_fit(),
            Self::LocationSettings(it) => {
                it.kinds_off.shrink_to_fit();
                it.after_school_groups.shrink_to_fit();
                it.closed_days.shrink_to_fit();
            }
            _ => {}
        }
    }
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

impl RecordId {
    /// Of a record that one id identifies, by the number of its type.
    pub fn of(kind: u8, id: [u8; 16]) -> Self {
        let bytes = id.to_vec();
        Self { kind, bytes }
    }
}
