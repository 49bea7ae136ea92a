//! Ten past seven: yesterday's notes are on the phones, the network is gone, and a substitute who is enrolled
//! and assigned nowhere stands at the door with her own phone. Knows nothing of what happens then.

use samenspel_device::relay::DayOffer;
use samenspel_device::screens::BriefRow;
use samenspel_device::{Command, DayPassOut, DayPassView, LetIn, NewNote, Store};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{DayGrant, Person, Phone, PhoneOwner, Record, WorkDays};
use samenspel_rules::schema::notes::{
    Collector, Handover, Medical, MedicalMatter, OpenItem, Rhythm, Severity, State,
};
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::notes::of_child;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 2,
    staff_per_group: 2,
};

/// See the module's first lines.
pub struct Morning {
    pub server: DrivenServer,
    pub joke: Carried,
    pub colleague: Carried,
    pub olena: Carried,
    pub group: GroupId,
    pub child: ChildId,
    pub item: EntryKey,
}

fn person(id: PersonId, first_name: &str) -> Person {
    Person {
        id,
        first_name: first_name.into(),
        last_name: String::new(),
        languages: vec!["uk".into()],
        left_at: None,
    }
}

impl Morning {
    /// Yesterday's notes are on the phones, the network is gone, it is ten past seven.
    pub fn begin() -> Self {
        let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
        let location = server.site.location.clone();
        let (group, child) = (location.groups[0], location.children[0][0]);
        // She is enrolled in the organisation, and assigned nowhere: a substitute on any day.
        let olena = PersonId::new(MONDAY_MORNING, &mut SystemRandom);
        let number = Record::Phone(Phone {
            of: PhoneOwner::Person(location.parents[0][0]),
            order: 0,
            number: "06 555 20 112".into(),
        });
        let any_day = Record::WorkDays(WorkDays {
            person: olena,
            weekdays: 0b1_1111,
        });
        let records = [Record::Person(person(olena, "Olena")), any_day, number];
        server.organisation.change_directory(&records, &[]).unwrap();
        let joke = Carried::new(&server, "joke", location.staff[0][0]).unwrap();
        let colleague = Carried::new(&server, "colleague", location.staff[0][1]).unwrap();
        server.time.advance_ms(1_000);
        let olena = Carried::new(&server, "olena", olena).unwrap();
        let series = |kind| of_child(location.org, kind, child);
        let core = series(DocumentKind::ChildCore);
        let peanut = Medical {
            severity: Some(Severity::Severe),
            ..Medical::new(MedicalMatter::Allergy, "Pinda".into())
        };
        let add = |note: NewNote| colleague.write(&Command::AddNote(note)).unwrap();
        add(NewNote::of(core, &peanut));
        add(NewNote::of(core, &Collector::new("Oma Selin".into())));
        let rhythm = Rhythm {
            sleep_times: Some("12:30 tot 14:00".into()),
            ..Rhythm::new()
        };
        add(NewNote::of(core, &rhythm));
        let handover = series(DocumentKind::Handover);
        add(NewNote::of(handover, &Handover::new(State::Watch)));
        let item = add(NewNote::of(handover, &OpenItem::new("Laarsje zoek".into())));
        for phone in [&colleague, &joke, &olena] {
            phone.phone.sync_all().unwrap();
        }
        let it = Self {
            server,
            joke,
            colleague,
            olena,
            group,
            child,
            item,
        };
        it.joke.link.cut();
        it.olena.link.cut();
        it.server.time.advance_ms(70 * UnixMillis::MINUTE_MS);
        it
    }

    pub fn closing(&self) -> UnixMillis {
        MONDAY_MORNING.plus_ms(12 * UnixMillis::HOUR_MS)
    }

    pub fn offer(&self) -> DayOffer {
        let reading = self.olena.clock_reading();
        let shown = self
            .olena
            .store()
            .offer_day_pass(reading, &mut SystemRandom);
        DayOffer::from_text(&shown.unwrap().to_text()).unwrap()
    }

    pub fn let_in_by(&self, granter: &Carried, author: PersonId) -> DayPassOut {
        let ask = LetIn {
            offer: &self.offer(),
            group: self.group,
            until: self.closing(),
        };
        let reading = granter.clock_reading();
        let store = granter.store();
        store
            .let_in(&ask, author, reading, &mut SystemRandom)
            .unwrap()
    }

    /// Her phone takes what was given; it is in her store then.
    pub fn take(&self, given: &DayPassOut) -> &Store {
        let olena = self.olena.store();
        let reading = self.olena.clock_reading();
        olena.take_day_pass(&given.sealed, reading).unwrap();
        olena
    }

    pub fn brief(&self) -> Option<DayPassView> {
        let mut passes = self.olena.store().day_passes(self.olena.viewer()).unwrap();
        assert!(passes.len() <= 1);
        passes.pop()
    }

    pub fn row(&self) -> BriefRow {
        let brief = self.brief().unwrap();
        let mut rows = brief.page.children.into_iter();
        rows.rfind(|it| it.child == self.child).unwrap()
    }

    pub fn grants(&self) -> Vec<DayGrant> {
        let directory = self.server.organisation.directory();
        directory.grants_to(self.group).cloned().collect()
    }

    pub fn add(&self, note: NewNote) -> EntryKey {
        self.olena.write(&Command::AddNote(note)).unwrap()
    }

    pub fn handover(&self) -> Series {
        let org = self.server.site.location.org;
        of_child(org, DocumentKind::Handover, self.child)
    }
}
