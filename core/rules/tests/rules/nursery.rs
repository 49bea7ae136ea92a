//! A fictional nursery with one person for each role, for the tests of policy and directory.
#![allow(dead_code)] // each test file uses its own part
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use samenspel_model::entry::{DeviceKey, NoteKind};
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::*;
use samenspel_rules::policy::{Decision, Write, check_write};

/// 2026-03-18T10:00:00Z, a Wednesday.
pub const NOW: UnixMillis = UnixMillis(1_773_828_000_000);
pub const DAY: i64 = UnixMillis::DAY_MS;

pub const ORG: OrgId = OrgId([1; 16]);
pub const LOCATION: LocationId = LocationId([2; 16]);
/// The group of [`CHILD`].
pub const BEES: GroupId = GroupId([10; 16]);
/// Merged with the bees all day.
pub const ANTS: GroupId = GroupId([11; 16]);
/// Of the same location, on its own.
pub const OWLS: GroupId = GroupId([12; 16]);
pub const CHILD: ChildId = ChildId([20; 16]);
pub const OWL_CHILD: ChildId = ChildId([21; 16]);

pub const PROFESSIONAL: PersonId = PersonId([30; 16]);
pub const MERGED: PersonId = PersonId([31; 16]);
pub const SUBSTITUTE: PersonId = PersonId([32; 16]);
pub const TRAINEE: PersonId = PersonId([33; 16]);
/// Is mentor of [`CHILD`], and works on no group.
pub const MENTOR: PersonId = PersonId([34; 16]);
pub const PARENT: PersonId = PersonId([35; 16]);
pub const GUARDIAN: PersonId = PersonId([36; 16]);
pub const CARER: PersonId = PersonId([37; 16]);
pub const OTHER_PARENT: PersonId = PersonId([38; 16]);
pub const COACH: PersonId = PersonId([39; 16]);
pub const MANAGER: PersonId = PersonId([40; 16]);
pub const OWL_PROFESSIONAL: PersonId = PersonId([41; 16]);
pub const OWL_PARENT: PersonId = PersonId([42; 16]);
pub const EVERYONE: [PersonId; 13] = [
    PROFESSIONAL,
    MERGED,
    SUBSTITUTE,
    TRAINEE,
    MENTOR,
    PARENT,
    GUARDIAN,
    CARER,
    OTHER_PARENT,
    COACH,
    MANAGER,
    OWL_PROFESSIONAL,
    OWL_PARENT,
];

/// Names everyone.
pub const CASE: CircleId = CircleId([50; 16]);
/// Names nobody.
pub const CASE_OF_NOBODY: CircleId = CircleId([51; 16]);

pub fn since_last_year() -> Span {
    Span::since(NOW.plus_ms(-365 * DAY))
}

pub fn until(end: UnixMillis) -> Span {
    Span {
        until: Some(end),
        ..since_last_year()
    }
}

pub fn today() -> Span {
    Span {
        from: NOW.plus_ms(-UnixMillis::HOUR_MS * 3),
        until: Some(NOW.plus_ms(UnixMillis::HOUR_MS * 8)),
    }
}

pub fn person(id: PersonId) -> Person {
    Person {
        id,
        first_name: format!("First{}", id.0[0]),
        last_name: format!("Last{}", id.0[0]),
        languages: vec!["nl".into()],
        left_at: None,
    }
}

pub fn child(id: ChildId) -> Child {
    Child {
        id,
        first_name: format!("Child{}", id.0[0]),
        last_name: format!("Family{}", id.0[0]),
        birth_date: "2024-05-06".into(),
        languages: vec!["tr".into()],
    }
}

pub fn placement(child: ChildId, group: GroupId) -> Placement {
    Placement {
        child,
        group,
        weekdays: 0b101,
        during: since_last_year(),
        expected_by_minute: Some(13 * 60),
    }
}

pub fn assignment(person: PersonId, group: GroupId, role: GroupRole) -> Assignment {
    Assignment {
        person,
        group,
        role,
        during: since_last_year(),
    }
}

pub fn mentorship(person: PersonId, child: ChildId) -> Mentorship {
    Mentorship {
        child,
        person,
        deputy: false,
        during: since_last_year(),
    }
}

pub fn parenthood(
    person: PersonId,
    child: ChildId,
    authority: Authority,
    carer: bool,
) -> Parenthood {
    Parenthood {
        child,
        person,
        authority,
        carer,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: since_last_year(),
    }
}

pub fn day_grant(person: PersonId, group: GroupId, during: Span) -> DayGrant {
    DayGrant {
        id: GrantId(person.0),
        group,
        person,
        granted_by: PROFESSIONAL,
        during,
    }
}

pub fn office(person: PersonId, role: OfficeRole) -> Office {
    Office {
        person,
        role,
        location: Some(LOCATION),
        during: since_last_year(),
    }
}

pub fn circle(id: CircleId, members: &[PersonId]) -> Circle {
    Circle {
        id,
        members: members.to_vec(),
        during: since_last_year(),
    }
}

pub fn phone(of: PhoneOwner, number: &str) -> Phone {
    Phone {
        of,
        order: 0,
        number: number.into(),
    }
}

/// A device of a person or a group; its id is that of its holder.
pub fn device(holder: Holder) -> Device {
    let id = match holder {
        Holder::Person(person) => person.0,
        Holder::Group(group) => group.0,
    };
    Device {
        id: DeviceId(id),
        holder,
        public_key: DeviceKey::from_bytes(&[id[0]; 32]).public(),
        name: "phone in the drawer".into(),
        enrolled_at: NOW.plus_ms(-100 * DAY),
        revoked_at: None,
        let_in_by: None,
        suspended_at: None,
    }
}

pub fn own_device(person: PersonId) -> Device {
    device(Holder::Person(person))
}

pub fn shared_device(group: GroupId) -> Device {
    device(Holder::Group(group))
}

pub fn nursery() -> Directory {
    let mut dir = Directory::new();
    let org = Organisation {
        id: ORG,
        name: "De Vlinder".into(),
    };
    dir.upsert(Record::Organisation(org));
    dir.upsert(Record::Location(Location {
        id: LOCATION,
        name: "Parkzicht".into(),
    }));
    for (id, name) in [(BEES, "Bijen"), (ANTS, "Mieren"), (OWLS, "Uilen")] {
        dir.upsert(Record::Group(Group {
            id,
            location: LOCATION,
            name: name.into(),
        }));
        dir.upsert(Record::Device(shared_device(id)));
    }
    for id in EVERYONE {
        dir.upsert(Record::Person(person(id)));
        dir.upsert(Record::Device(own_device(id)));
    }
    add_staff(&mut dir);
    add_families(&mut dir);
    dir
}

fn add_staff(dir: &mut Directory) {
    let professional = GroupRole::Professional;
    dir.extend(
        [
            assignment(PROFESSIONAL, BEES, professional),
            assignment(MERGED, ANTS, professional),
            assignment(TRAINEE, BEES, GroupRole::Trainee),
            assignment(OWL_PROFESSIONAL, OWLS, professional),
        ]
        .map(Record::Assignment),
    );
    dir.upsert(Record::Merge(Merge {
        location: LOCATION,
        groups: vec![BEES, ANTS],
        during: today(),
    }));
    dir.upsert(Record::DayGrant(day_grant(SUBSTITUTE, BEES, today())));
    dir.upsert(Record::Mentorship(mentorship(MENTOR, CHILD)));
    dir.upsert(Record::Office(office(COACH, OfficeRole::Coach)));
    dir.upsert(Record::Office(office(MANAGER, OfficeRole::Manager)));
    dir.upsert(Record::Circle(circle(CASE, &EVERYONE)));
    dir.upsert(Record::Circle(circle(CASE_OF_NOBODY, &[])));
}

fn add_families(dir: &mut Directory) {
    for (id, group) in [(CHILD, BEES), (OWL_CHILD, OWLS)] {
        dir.upsert(Record::Child(child(id)));
        dir.upsert(Record::Placement(placement(id, group)));
    }
    dir.extend(
        [
            parenthood(PARENT, CHILD, Authority::Full, false),
            parenthood(GUARDIAN, CHILD, Authority::Guardian, false),
            parenthood(CARER, CHILD, Authority::None, true),
            parenthood(OTHER_PARENT, CHILD, Authority::None, false),
            parenthood(OWL_PARENT, OWL_CHILD, Authority::Full, false),
        ]
        .map(Record::Parenthood),
    );
}

pub fn series(kind: DocumentKind, subject: Subject) -> Series {
    Series {
        org: ORG,
        kind,
        subject,
    }
}

pub fn about_child(kind: DocumentKind) -> Series {
    series(kind, Subject::Child(CHILD))
}

/// The key of some entry of a person's.
pub fn entry_of(person: PersonId) -> EntryKey {
    EntryKey {
        person,
        entry: [0x11; 16],
    }
}

/// One entry to judge; written today, on the author's own phone, naming an own entry if any.
#[derive(Clone)]
pub struct Attempt {
    pub author: PersonId,
    pub device: Device,
    pub series: Series,
    pub kind: &'static str,
    pub corrected_at: UnixMillis,
    pub filed_at: Option<UnixMillis>,
    pub now: UnixMillis,
    pub target: Option<EntryKey>,
}

impl Attempt {
    pub fn new(author: PersonId, series: Series, kind: &'static str) -> Self {
        Self {
            author,
            device: own_device(author),
            series,
            kind,
            corrected_at: NOW,
            filed_at: None,
            now: NOW,
            target: matches!(kind, "correction" | "retraction").then_some(entry_of(author)),
        }
    }

    pub fn on(self, device: Device) -> Self {
        Self { device, ..self }
    }

    pub fn written(self, corrected_at: UnixMillis) -> Self {
        Self {
            corrected_at,
            ..self
        }
    }

    pub fn arriving(self, now: UnixMillis) -> Self {
        Self { now, ..self }
    }

    pub fn naming_an_entry_of(self, target_author: Option<PersonId>) -> Self {
        Self {
            target: target_author.map(entry_of),
            ..self
        }
    }

    /// For another day than the one on which it is written.
    pub fn filed(self, filed_at: UnixMillis) -> Self {
        Self {
            filed_at: Some(filed_at),
            ..self
        }
    }

    pub fn judge(&self, dir: &Directory) -> Decision {
        check_write(
            dir,
            &Write {
                author: self.author,
                device: &self.device,
                series: &self.series,
                kind: &NoteKind::new(self.kind).unwrap(),
                corrected_at: self.corrected_at,
                filed_at: self.filed_at.unwrap_or(self.corrected_at),
                now: self.now,
                target: self.target,
                original_author: None,
                report: None,
                target_stored_at: None,
            },
        )
    }

    pub fn is_allowed(&self, dir: &Directory) -> bool {
        matches!(self.judge(dir), Decision::Allow { .. })
    }
}
