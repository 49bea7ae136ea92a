//! The group of the week: its phones, its people and its clock.

use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{ChildId, EntryKey, GrantId, GroupId, OrgId, PersonId, Random};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{DayGrant, LocationSettings, Person, Placement, Record, Span};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::{Carried, assert_agree};
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 4,
    staff_per_group: 3,
};

/// Everybody of the week.
pub struct Week {
    pub server: DrivenServer,
    /// Mentor until Thursday.
    pub fatima: Carried,
    pub joke: Carried,
    pub sanne: Carried,
    /// Of the other group.
    pub opener: Carried,
    pub bart: Carried,
    pub mieke: Carried,
    /// Noor's parents.
    pub samira: Carried,
    pub pieter: Carried,
    /// Daan's mother.
    pub marta: Carried,
    /// Zeynep's father.
    pub hassan: Carried,
    /// Sem's mother.
    pub oksana: Carried,
}

impl Week {
    pub fn begin() -> Self {
        let server = DrivenServer::start(
            SIZE,
            TrueTime::starting_at(MONDAY_MORNING.plus_ms(-UnixMillis::HOUR_MS)),
        )
        .unwrap();
        let (bart, mieke) = furnish(&server);
        let location = server.site.location.clone();
        let phone = |name: &str, person| Carried::new(&server, name, person).unwrap();
        let parent = |child: usize, which: usize| location.parents[child][which];
        Self {
            fatima: phone("fatima", location.staff[0][0]),
            joke: phone("joke", location.staff[0][1]),
            sanne: phone("sanne", location.staff[0][2]),
            opener: phone("opener", location.staff[1][0]),
            bart: phone("bart", bart),
            mieke: phone("mieke", mieke),
            samira: phone("samira", parent(0, 0)),
            pieter: phone("pieter", parent(0, 1)),
            marta: phone("marta", parent(1, 1)),
            hassan: phone("hassan", parent(2, 0)),
            oksana: phone("oksana", parent(3, 1)),
            server,
        }
    }

    fn phones(&self) -> [&Carried; 11] {
        [
            &self.fatima,
            &self.joke,
            &self.sanne,
            &self.opener,
            &self.bart,
            &self.mieke,
            &self.samira,
            &self.pieter,
            &self.marta,
            &self.hassan,
            &self.oksana,
        ]
    }

    /// A moment of the week: Monday is day 0.
    pub fn moment(&self, day: i64, hour: i64, minute: i64) -> UnixMillis {
        let monday = MONDAY_MORNING.plus_ms(-7 * UnixMillis::HOUR_MS);
        monday.plus_ms(((day * 24 + hour) * 60 + minute) * UnixMillis::MINUTE_MS)
    }

    /// Lets the clocks stand at this moment.
    pub fn at(&self, day: i64, hour: i64, minute: i64) -> UnixMillis {
        let then = self.moment(day, hour, minute);
        let ms = then.since(self.server.time.now());
        assert!(ms >= 0, "the week runs backwards");
        self.server.time.advance_ms(ms);
        then
    }

    /// When everybody began to work here.
    pub fn began(&self) -> UnixMillis {
        let location = &self.server.site.location;
        let began = location.records.iter().find_map(|record| match record {
            Record::Placement(it) => Some(it.during.from),
            _ => None,
        });
        began.unwrap()
    }

    pub fn org(&self) -> OrgId {
        self.server.site.location.org
    }

    pub fn group(&self) -> GroupId {
        self.server.site.location.groups[0]
    }

    /// Noor, Daan, Zeynep, Sem.
    pub fn children(&self) -> (ChildId, ChildId, ChildId, ChildId) {
        let children = &self.server.site.location.children[0];
        (children[0], children[1], children[2], children[3])
    }

    pub fn group_document(&self) -> Series {
        Series {
            org: self.org(),
            kind: DocumentKind::Group,
            subject: Subject::Group(self.group()),
        }
    }

    pub fn of(&self, kind: DocumentKind, child: ChildId) -> Series {
        of_child(self.org(), kind, child)
    }

    pub fn day(&self, child: ChildId) -> Series {
        self.of(DocumentKind::DayLog, child)
    }

    pub fn handover(&self, child: ChildId) -> Series {
        self.of(DocumentKind::Handover, child)
    }

    pub fn change_directory(&self, records: &[Record]) {
        self.server
            .organisation
            .change_directory(records, &[])
            .unwrap();
    }

    /// A substitute is let in until closing.
    pub fn let_in(&self, person: PersonId, from: UnixMillis) {
        self.change_directory(&[Record::DayGrant(DayGrant {
            id: GrantId(SystemRandom.bytes16()),
            group: self.group(),
            person,
            granted_by: self.fatima.phone.person,
            during: Span {
                from,
                until: Some(from.plus_ms(11 * UnixMillis::HOUR_MS + 30 * UnixMillis::MINUTE_MS)),
            },
        })]);
    }

    /// Twice, so that each has what the others sent.
    pub fn sync(&self, phones: &[&Carried]) {
        for phone in phones.iter().chain(phones) {
            phone.phone.sync_all().unwrap();
        }
    }

    /// After the last sync nothing waits, nothing came back, and who reads the same reads the same.
    pub fn everybody_has_everything(&self) {
        self.at(4, 19, 0);
        self.sync(&self.phones());
        for phone in self.phones() {
            assert_eq!(phone.store().pending_count().unwrap(), 0);
            assert!(
                phone
                    .store()
                    .inbox(None, phone.clock_reading())
                    .unwrap()
                    .is_empty()
            );
        }
        let fresh = Carried::new(&self.server, "fresh", self.sanne.phone.person).unwrap();
        assert_agree(&[&fresh, &self.sanne]);
    }
}

/// Languages, two substitutes, days of the week, no delay; Sem is new.
fn furnish(server: &DrivenServer) -> (PersonId, PersonId) {
    let location = &server.site.location;
    let now = MONDAY_MORNING;
    let (bart, mieke) = (
        PersonId::new(now, &mut SystemRandom),
        PersonId::new(now, &mut SystemRandom),
    );
    let person = |id, first: &str, language: &str| {
        Record::Person(Person {
            id,
            first_name: first.into(),
            last_name: "Jansen".into(),
            languages: vec![language.into()],
            left_at: None,
        })
    };
    let parent = |child: usize, which: usize| location.parents[child][which];
    let mut records = vec![
        person(bart, "Bart", "nl"),
        person(mieke, "Mieke", "nl"),
        person(parent(0, 0), "Samira", "nl"),
        person(parent(0, 1), "Pieter", "tr"),
        person(parent(1, 1), "Marta", "pl"),
        person(parent(2, 0), "Hassan", "ar"),
        person(parent(3, 1), "Oksana", "uk"),
        Record::LocationSettings(LocationSettings {
            send_delay_ms: 0,
            ..LocationSettings::of(location.location)
        }),
    ];
    let mut removed = Vec::new();
    for record in &location.records {
        if let Record::Placement(it) = record
            && it.child == location.children[0][3]
        {
            // It began yesterday, and not with the others.
            removed.push(record.id());
            records.push(Record::Placement(Placement {
                during: Span::since(now.plus_ms(-UnixMillis::DAY_MS)),
                ..it.clone()
            }));
        }
    }
    server
        .organisation
        .change_directory(&records, &removed)
        .unwrap();
    (bart, mieke)
}

/// Writes one note, a moment after what was written before it.
pub fn add(phone: &Carried, note: NewNote) -> EntryKey {
    phone.time.advance_ms(1);
    phone.write(&Command::AddNote(note)).unwrap()
}

/// Writes what one action consists of.
pub fn add_all(phone: &Carried, notes: Vec<NewNote>) {
    intent(phone, &Command::AddNotes(notes));
}

/// Does something that leaves no note of its own at once.
pub fn intent(phone: &Carried, command: &Command) {
    phone.time.advance_ms(1);
    let reading = phone.phone.clock().read();
    let store = phone.store();
    store
        .execute(command, phone.phone.person, reading, &mut SystemRandom)
        .unwrap();
}
