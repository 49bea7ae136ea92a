//! Who is at the besieged location, and the notes that they could write. Knows no server.

use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, GrantId, GroupId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Assignment, Authority, DayGrant, GroupRole, Office, OfficeRole, Parenthood, Person, Record,
    Span,
};
use samenspel_rules::schema::SCHEMA;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{FictionalLocation, Size};
use samenspel_tests::support::notes::text;

/// Two groups of two children, three professionals each.
pub const SIZE: Size = Size {
    groups: 2,
    children_per_group: 2,
    staff_per_group: 3,
};

/// The people by name; all of them fictional.
#[derive(Clone, Copy)]
pub struct People {
    pub org: OrgId,
    pub rupsen: GroupId,
    /// On Rupsen; her parents are Samira and Pieter.
    pub noor: ChildId,
    /// On Rupsen too; Elif is his mother.
    pub daan: ChildId,
    /// On Vlinders; Hassan is her father.
    pub zeynep: ChildId,
    pub samira: PersonId,
    pub pieter: PersonId,
    pub elif: PersonId,
    pub hassan: PersonId,
    /// Noor's father without authority and care: he has his own channel only.
    pub jan: PersonId,
    /// Noor's mentor.
    pub fatima: PersonId,
    /// Noor's deputy mentor.
    pub joke: PersonId,
    /// On Rupsen, nobody's mentor.
    pub sanne: PersonId,
    /// On Vlinders.
    pub karim: PersonId,
    /// The manager.
    pub ingrid: PersonId,
    /// A trainee on Rupsen.
    pub bo: PersonId,
    /// Let in on Rupsen today.
    pub wim: PersonId,
    /// A coach.
    pub nadia: PersonId,
}

impl People {
    /// Of a location of [`SIZE`], with those whom it does not have by itself.
    pub fn of(location: &FictionalLocation, now: UnixMillis) -> (Self, Vec<Record>) {
        let draw = || PersonId::new(now, &mut SystemRandom);
        let it = Self {
            org: location.org,
            rupsen: location.groups[0],
            noor: location.children[0][0],
            daan: location.children[0][1],
            zeynep: location.children[1][0],
            samira: location.parents[0][0],
            pieter: location.parents[0][1],
            elif: location.parents[1][0],
            hassan: location.parents[2][0],
            jan: draw(),
            fatima: location.staff[0][0],
            joke: location.staff[0][1],
            sanne: location.staff[0][2],
            karim: location.staff[1][0],
            ingrid: location.manager,
            bo: draw(),
            wim: draw(),
            nadia: draw(),
        };
        (it, it.further_records(now))
    }

    fn further_records(&self, now: UnixMillis) -> Vec<Record> {
        let always = Span::since(now.plus_ms(-30 * UnixMillis::DAY_MS));
        vec![
            Record::Person(person(self.jan, "Jan")),
            Record::Person(person(self.bo, "Bo")),
            Record::Person(person(self.wim, "Wim")),
            Record::Person(person(self.nadia, "Nadia")),
            Record::Parenthood(Parenthood {
                child: self.noor,
                person: self.jan,
                authority: Authority::None,
                carer: false,
                earlier_names: Vec::new(),
                collection_barred: true,
                during: always,
            }),
            Record::Assignment(Assignment {
                person: self.bo,
                group: self.rupsen,
                role: GroupRole::Trainee,
                during: always,
            }),
            Record::DayGrant(self.day_grant(self.fatima, self.wim, now)),
            Record::Office(Office {
                person: self.nadia,
                role: OfficeRole::Coach,
                location: None,
                during: always,
            }),
        ]
    }

    /// Twelve hours on Rupsen.
    pub fn day_grant(&self, by: PersonId, person: PersonId, from: UnixMillis) -> DayGrant {
        DayGrant {
            id: GrantId::new(from, &mut SystemRandom),
            group: self.rupsen,
            person,
            granted_by: by,
            during: Span {
                from,
                until: Some(from.plus_ms(12 * UnixMillis::HOUR_MS)),
            },
        }
    }

    /// A note of `by`, which no device has signed yet.
    pub fn note(
        &self,
        by: PersonId,
        (kind, subject): (DocumentKind, Subject),
        note: &str,
        fields: &[(&str, Value)],
        at: UnixMillis,
    ) -> Entry {
        let org = self.org;
        let mut all = Fields::new();
        for (name, value) in fields {
            all.set(name, value.clone()).unwrap();
        }
        Entry {
            series: Series { org, kind, subject },
            schema: SCHEMA,
            key: EntryKey::new(by, at, &mut SystemRandom),
            kind: NoteKind::new(note).unwrap(),
            fields: all,
            written_at: at,
            device: DeviceId([0; 16]),
        }
    }

    /// A hand-over on a child.
    pub fn handover(&self, by: PersonId, child: ChildId, at: UnixMillis) -> Entry {
        let fields = [
            ("state", text("watch")),
            ("summary", text("Slaapt slecht.")),
        ];
        let about = (DocumentKind::Handover, Subject::Child(child));
        self.note(by, about, "handover", &fields, at)
    }

    /// What is told at drop-off.
    pub fn drop_off(&self, by: PersonId, child: ChildId, at: UnixMillis) -> Entry {
        let fields = [("to_know", text("Heeft een nieuwe knuffel."))];
        let about = (DocumentKind::DayLog, Subject::Child(child));
        self.note(by, about, "drop_off", &fields, at)
    }

    /// A question where any side may ask one.
    pub fn question(&self, by: PersonId, about: (DocumentKind, Subject), at: UnixMillis) -> Entry {
        let fields = [("text", text("Hoe gaat het met slapen?"))];
        self.note(by, about, "question", &fields, at)
    }

    /// A note from home, on the desk of `parent`.
    pub fn home_note(
        &self,
        by: PersonId,
        (child, parent): (ChildId, PersonId),
        at: UnixMillis,
    ) -> Entry {
        let fields = [("topic", text("sleep")), ("text", text("Korte nacht."))];
        let about = (
            DocumentKind::ParentDesk,
            Subject::ChildParent(child, parent),
        );
        self.note(by, about, "home_note", &fields, at)
    }
}

/// A person with nothing but a first name.
pub fn person(id: PersonId, first_name: &str) -> Person {
    Person {
        id,
        first_name: first_name.into(),
        last_name: String::new(),
        languages: vec!["nl".into()],
        left_at: None,
    }
}
