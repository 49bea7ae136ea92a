//! What makes two records the same one, and when each begins and ends to count.

use std::fmt;

use super::{Record, RecordId};
use crate::directory::record_kind;
use samenspel_model::time::UnixMillis;

const BYTES_MAX: usize = 48;

/// A record's id without an allocation: its type's number and the bytes that identify it within.
/// Ordered as [`RecordId`] is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    kind: u8,
    length: u8,
    bytes: [u8; BYTES_MAX],
}

impl fmt::Debug for Identity {
    /// Whose record it is stays out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Identity {
    /// Before all records of a type.
    pub fn first_of(kind: u8) -> Self {
        Self {
            kind,
            length: 0,
            bytes: [0; BYTES_MAX],
        }
    }

    fn of(kind: u8, parts: &[&[u8]]) -> Self {
        let mut identity = Self::first_of(kind);
        let mut length = 0;
        for part in parts {
            let Some(place) = identity.bytes.get_mut(length..length + part.len()) else {
                return Self::of_long(kind, parts);
            };
            place.copy_from_slice(part);
            length += part.len();
        }
        identity.length = length as u8;
        identity
    }

    /// Only a record that means nothing has an id this long; it still has one of its own.
    fn of_long(kind: u8, parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(part);
        }
        Self::of(kind, &[hasher.finalize().as_bytes()])
    }

    /// What the record is, as bytes that sort and compare.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }
}

impl PartialOrd for Identity {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Identity {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.kind, self.as_bytes()).cmp(&(other.kind, other.as_bytes()))
    }
}

impl From<&RecordId> for Identity {
    fn from(id: &RecordId) -> Self {
        Self::of(id.kind, &[&id.bytes])
    }
}

impl Record {
    /// The record's id: a second record with the same id replaces the first.
    pub fn id(&self) -> RecordId {
        let identity = self.identity();
        RecordId {
            kind: identity.kind,
            bytes: identity.as_bytes().to_vec(),
        }
    }

    /// The number of its type.
    pub fn kind(&self) -> u8 {
        match self.head() {
            Some((kind, _)) => kind,
            None => self.identity().kind,
        }
    }

    /// How the identity begins, if that takes no look at the rest: most records differ there, and are
    /// ordered by it.
    pub fn head(&self) -> Option<(u8, u128)> {
        let (kind, id) = match self {
            Self::Organisation(it) => (record_kind::ORGANISATION, it.id.0),
            Self::Location(it) => (record_kind::LOCATION, it.id.0),
            Self::Group(it) => (record_kind::GROUP, it.id.0),
            Self::Person(it) => (record_kind::PERSON, it.id.0),
            Self::Child(it) => (record_kind::CHILD, it.id.0),
            Self::Parenthood(it) => (record_kind::PARENTHOOD, it.child.0),
            Self::Assignment(it) => (record_kind::ASSIGNMENT, it.person.0),
            Self::Mentorship(it) => (record_kind::MENTORSHIP, it.child.0),
            Self::Office(it) => (record_kind::OFFICE, it.person.0),
            Self::Merge(it) => (record_kind::MERGE, it.location.0),
            Self::DayGrant(it) => (record_kind::DAY_GRANT, it.id.0),
            Self::Circle(it) => (record_kind::CIRCLE, it.id.0),
            Self::Contact(it) => (record_kind::CONTACT, it.id.0),
            Self::Phone(it) => {
                let of = it.of.to_bytes();
                (record_kind::PHONE, *of.first_chunk()?)
            }
            Self::Device(it) => (record_kind::DEVICE, it.id.0),
            Self::Placement(it) => (record_kind::PLACEMENT, it.child.0),
            Self::Opening(it) => (record_kind::OPENING, it.id.0),
            // May have an id too long to begin as it should.
            Self::ChildDay(_) => return None,
            Self::WorkDays(it) => (record_kind::WORK_DAYS, it.person.0),
            Self::SomebodyElse(it) => (record_kind::SOMEBODY_ELSE, it.child.0),
            Self::LocationSettings(it) => (record_kind::LOCATION_SETTINGS, it.location.0),
        };
        Some((kind, u128::from_be_bytes(id)))
    }

    /// Which record this is: two versions of one record have the same.
    pub fn identity(&self) -> Identity {
        match self {
            Self::Organisation(it) => Identity::of(record_kind::ORGANISATION, &[&it.id.0]),
            Self::Location(it) => Identity::of(record_kind::LOCATION, &[&it.id.0]),
            Self::Group(it) => Identity::of(record_kind::GROUP, &[&it.id.0]),
            Self::Person(it) => Identity::of(record_kind::PERSON, &[&it.id.0]),
            Self::Child(it) => Identity::of(record_kind::CHILD, &[&it.id.0]),
            Self::Parenthood(it) => {
                Identity::of(record_kind::PARENTHOOD, &[&it.child.0, &it.person.0])
            }
            Self::Assignment(it) => {
                Identity::of(record_kind::ASSIGNMENT, &[&it.person.0, &it.group.0])
            }
            Self::Mentorship(it) => {
                Identity::of(record_kind::MENTORSHIP, &[&it.child.0, &it.person.0])
            }
            Self::Office(it) => {
                // Nobody has the same office twice at one location, or twice over all of them.
                let location = it.location.as_ref().map_or(&[][..], |it| &it.0);
                Identity::of(
                    record_kind::OFFICE,
                    &[&it.person.0, &[it.role as u8], location],
                )
            }
            Self::Merge(it) => {
                let from = it.during.from.0.to_be_bytes();
                Identity::of(record_kind::MERGE, &[&it.location.0, &from])
            }
            Self::DayGrant(it) => Identity::of(record_kind::DAY_GRANT, &[&it.id.0]),
            Self::Circle(it) => Identity::of(record_kind::CIRCLE, &[&it.id.0]),
            Self::Contact(it) => Identity::of(record_kind::CONTACT, &[&it.id.0]),
            Self::Phone(it) => Identity::of(record_kind::PHONE, &[&it.of.to_bytes(), &[it.order]]),
            Self::Device(it) => Identity::of(record_kind::DEVICE, &[&it.id.0]),
            Self::Placement(it) => {
                let from = it.during.from.0.to_be_bytes();
                Identity::of(record_kind::PLACEMENT, &[&it.child.0, &it.group.0, &from])
            }
            Self::Opening(it) => Identity::of(record_kind::OPENING, &[&it.id.0]),
            Self::ChildDay(it) => {
                Identity::of(record_kind::CHILD_DAY, &[&it.child.0, it.date.as_bytes()])
            }
            Self::WorkDays(it) => Identity::of(record_kind::WORK_DAYS, &[&it.person.0]),
            Self::SomebodyElse(it) => {
                let name = blake3::hash(it.name.as_bytes());
                let (name, _) = name.as_bytes().split_at(16);
                Identity::of(record_kind::SOMEBODY_ELSE, &[&it.child.0, &it.than.0, name])
            }
            Self::LocationSettings(it) => {
                Identity::of(record_kind::LOCATION_SETTINGS, &[&it.location.0])
            }
        }
    }

    /// The moments at which some access begins or ends by this record alone.
    pub fn turning_points(&self) -> [Option<UnixMillis>; 3] {
        match self {
            Self::Person(it) => return [it.left_at, None, None],
            Self::Device(it) => return [it.revoked_at, None, None],
            Self::Contact(it) => return [it.until, None, None],
            Self::Circle(it) => {
                return [Some(it.during.from), it.during.until, it.forgotten_at()];
            }
            _ => {}
        }
        match self.during() {
            Some(during) => [Some(during.from), during.until, None],
            None => [None; 3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::{ChildDay, Person, Phone, PhoneOwner};
    use samenspel_model::ids::{ChildId, PersonId};

    fn day(date: &str) -> Record {
        Record::ChildDay(ChildDay {
            child: ChildId([4; 16]),
            date: date.into(),
            comes: true,
        })
    }

    #[test]
    fn identities_are_ordered_as_record_ids_are() {
        let person = |byte| {
            Record::Person(Person {
                id: PersonId([byte; 16]),
                first_name: String::new(),
                last_name: String::new(),
                languages: Vec::new(),
                left_at: None,
            })
        };
        let phone = |byte, order| {
            Record::Phone(Phone {
                of: PhoneOwner::Person(PersonId([byte; 16])),
                order,
                number: String::new(),
            })
        };
        let mut records = vec![person(2), person(1), day("2026-11-02"), day("2026-11-0")];
        records.extend([phone(1, 0), phone(1, 1), phone(2, 0)]);
        for one in &records {
            for other in &records {
                if let (Some(head), Some(others)) = (one.head(), other.head())
                    && head != others
                {
                    assert_eq!(head.cmp(&others), one.id().cmp(&other.id()));
                }
                let identities = one.identity().cmp(&other.identity());
                assert_eq!(identities, one.id().cmp(&other.id()));
                assert_eq!(Identity::from(&one.id()), one.identity());
            }
        }
    }

    #[test]
    fn records_with_ids_too_long_to_mean_anything_are_told_apart() {
        let long = |end: &str| day(&format!("{}{end}", "x".repeat(100)));
        assert_ne!(long("1").identity(), long("2").identity());
        assert_eq!(long("1").id(), long("1").id());
        assert_eq!(Identity::from(&long("1").id()), long("1").identity());
    }
}
