//! Places, people, children and how to reach those who belong to them.

use minicbor::{Decode, Encode};

use super::Span;
use samenspel_model::ids::{ChildId, ContactId, GroupId, LocationId, OrgId, PersonId};
use samenspel_model::time::UnixMillis;

/// The organisation: the controller of the data.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Organisation {
    /// Id.
    #[n(0)]
    pub id: OrgId,
    /// Name.
    #[n(1)]
    pub name: String,
}

samenspel_model::hides_content!(Organisation { id });

/// A location.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct Location {
    /// Id.
    #[n(0)]
    pub id: LocationId,
    /// Name.
    #[n(1)]
    pub name: String,
}

samenspel_model::hides_content!(Location { id });

/// A group.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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

samenspel_model::hides_content!(Group { id, location });

/// A member of staff, a parent, or a provisional person.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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

samenspel_model::hides_content!(Person { id, left_at });

/// A child.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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
    /// Languages at home, BCP 47.
    #[n(4)]
    pub languages: Vec<String>,
}

samenspel_model::hides_content!(Child { id });

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
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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
    /// First and last names that somebody who may not collect had before: the court's decision holds for
    /// these too.
    #[n(6)]
    pub earlier_names: Vec<(String, String)>,
}

impl Parenthood {
    /// More are not kept; the latest are.
    pub const EARLIER_NAMES_MAX: usize = 16;

    /// Keeps a name that the person had, if they may not collect.
    pub fn keep_name(&mut self, first_name: &str, last_name: &str) {
        let name = (first_name.to_owned(), last_name.to_owned());
        if self.collection_barred && !self.earlier_names.contains(&name) {
            self.earlier_names.push(name);
            let over = self
                .earlier_names
                .len()
                .saturating_sub(Self::EARLIER_NAMES_MAX);
            self.earlier_names.drain(..over);
        }
    }
}

samenspel_model::hides_content!(Parenthood { child, person });

/// Somebody a parent named who may collect a child.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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
    /// From when on this is somebody's word no more; nothing as long as it is.
    #[n(5)]
    pub until: Option<UnixMillis>,
}

impl Contact {
    /// Whether it does not hold any more at `moment`.
    pub fn has_ended(&self, moment: UnixMillis) -> bool {
        self.until.is_some_and(|until| until <= moment)
    }
}

samenspel_model::hides_content!(Contact { id, child });

/// A manager's word that a collector of this name is somebody else than a parent whom a court keeps away.
/// It holds for the name as it is folded and for that court's decision: another spelling, or a new
/// decision, is asked about again.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct SomebodyElse {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The parent who may not collect, and whom the name resembles.
    #[n(1)]
    pub than: PersonId,
    /// The collector's name as it is written.
    #[n(2)]
    pub name: String,
    /// The manager who says so.
    #[n(3)]
    pub by: PersonId,
    /// When.
    #[n(4)]
    pub at: UnixMillis,
}

samenspel_model::hides_content!(SomebodyElse {
    child,
    than,
    by,
    at
});

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
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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

samenspel_model::hides_content!(Phone { of, order });

/// A child's place on a group: two at a time, and a second stay after a gap, are possible. One that is
/// over stays: without it, nobody could tell a late note of the former group from one by a stranger.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Placement {
    /// The child.
    #[n(0)]
    pub child: ChildId,
    /// The group.
    #[n(1)]
    pub group: GroupId,
    /// Days of the week, bit 0 = Monday.
    #[n(2)]
    pub weekdays: u8,
    /// From the first day to the day of leaving it.
    #[n(3)]
    pub during: Span,
    /// By when it is here as a rule, in minutes since local midnight; none: as its location settled.
    #[n(4)]
    pub expected_by_minute: Option<u16>,
}
