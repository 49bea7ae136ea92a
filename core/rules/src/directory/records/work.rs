//! Who works where as what, who was let in, and the devices they hold.

use minicbor::{Decode, Encode};

use super::Span;
use samenspel_model::entry::DevicePublicKey;
use samenspel_model::ids::{ChildId, CircleId, DeviceId, GrantId, GroupId, LocationId, PersonId};
use samenspel_model::limits::CIRCLE_TERM_MS;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;

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

impl Circle {
    /// When nobody named in it reads it any more; nothing while it has no end.
    pub fn forgotten_at(&self) -> Option<UnixMillis> {
        (self.during.until).map(|until| until.plus_ms(CIRCLE_TERM_MS))
    }

    /// Whether those named in it read it.
    pub fn is_read_at(&self, now: UnixMillis) -> bool {
        self.forgotten_at().is_none_or(|at| now < at)
    }
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
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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
    /// The device that invited it; nothing where the operator did, or a manager confirmed it since.
    #[n(6)]
    pub let_in_by: Option<DeviceId>,
    /// Since when it waits for a manager, because a device that let it in was revoked.
    #[n(7)]
    pub suspended_at: Option<UnixMillis>,
}

impl Device {
    /// Whether it may read, ask and be told: neither revoked nor suspended.
    pub fn is_active(&self) -> bool {
        self.revoked_at.is_none() && self.suspended_at.is_none()
    }
}

samenspel_model::hides_content!(Device {
    id,
    holder,
    revoked_at
});

/// A manager's audited look ("open, because …") at the documents of one series.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
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

samenspel_model::hides_content!(Opening {
    id,
    person,
    kind,
    subject,
    during
});
