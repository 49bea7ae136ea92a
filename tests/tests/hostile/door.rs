//! The door of a group in the morning: somebody who is enrolled and works nowhere yet, with an honest phone
//! and a real store, and a professional whose device is modified. Knows no attack.

use samenspel_device::DayPassError;
use samenspel_device::relay::day::{
    BriefChild, BriefNote, BriefStanding, DayBrief, DayPass, SignedBrief, grant_hash,
};
use samenspel_device::relay::{DayOffer, seal_day};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::BriefRefusal;
use samenspel_protocol::{CommandAction, SignedCommand};
use samenspel_rules::directory::{Child, DayGrant, Device, Group, Record, WorkDays};
use samenspel_rules::partnership::Told;
use samenspel_rules::schema::notes::{Medical, MedicalMatter};
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::modified_app::ModifiedApp;

use crate::siege::{Siege, person, unused_key};

pub const OLENA: PersonId = PersonId([0x51; 16]);
pub const MAREK: PersonId = PersonId([0x52; 16]);

/// Somebody who is enrolled and works nowhere yet, her honest phone, and a professional's modified one.
pub struct Door {
    pub siege: Siege,
    pub fatima: ModifiedApp,
    pub olena: Carried,
    pub offer: DayOffer,
}

impl Door {
    pub fn open() -> Self {
        let siege = Siege::lay();
        let people = [(OLENA, "Olena"), (MAREK, "Marek")];
        let mut records: Vec<Record> = Vec::new();
        for (id, name) in people {
            records.push(Record::Person(person(id, name)));
            // Substitutes, on any day.
            records.push(Record::WorkDays(WorkDays {
                person: id,
                weekdays: 0b1_1111,
            }));
        }
        siege
            .server
            .organisation
            .change_directory(&records, &[])
            .unwrap();
        let fatima = siege.device_of(siege.at.fatima);
        let olena = phone(&siege, "olena", OLENA);
        let offer = offer(&olena);
        Self {
            siege,
            fatima,
            olena,
            offer,
        }
    }

    pub fn now(&self) -> UnixMillis {
        self.siege.now()
    }

    pub fn day(&self) -> DayGrant {
        self.siege
            .at
            .day_grant(self.siege.at.fatima, OLENA, self.now())
    }

    pub fn sign(&self, grant: DayGrant) -> SignedCommand {
        let action = CommandAction::GrantDay(grant);
        self.fatima
            .command(self.siege.at.fatima, action, self.now())
    }

    pub fn group(&self) -> Group {
        let directory = self.siege.server.organisation.directory();
        directory.group(self.siege.at.rupsen).unwrap().clone()
    }

    pub fn child(&self, child: ChildId) -> BriefChild {
        let directory = self.siege.server.organisation.directory();
        let child: Child = directory.child(child).unwrap().clone();
        BriefChild {
            child,
            standing: BriefStanding::Expected,
            collectors: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// A brief of Noor, with an allergy.
    pub fn brief(&self, from: &ModifiedApp, grant: &SignedCommand) -> DayBrief {
        let mut noor = self.child(self.siege.at.noor);
        noor.notes.push(self.peanut(DocumentKind::ChildCore));
        DayBrief {
            org: self.siege.at.org,
            to: self.olena.store().profile().unwrap().device,
            from: from.device,
            grant: grant_hash(grant),
            made_at: self.now(),
            as_of: Some(self.now()),
            group: self.group(),
            people: Vec::new(),
            children: vec![noor],
            of_group: Vec::new(),
            left_out: Vec::new(),
            more_left_out: 0,
        }
    }

    pub fn peanut(&self, kind: DocumentKind) -> BriefNote {
        let at = &self.siege.at;
        let subject = Subject::Child(at.noor);
        let series = samenspel_model::series::Series {
            org: at.org,
            kind,
            subject,
        };
        BriefNote::of(&Told {
            key: unused_key(at.fatima, self.now()),
            series,
            at: self.now(),
            is_sent: true,
            is_corrected: false,
            language: None,
            replies_to: None,
            copied_from: None,
            original_author: None,
            note: Medical::new(MedicalMatter::Allergy, "Pinda".into()),
        })
    }

    /// Signed by `app` and sealed to Olena's phone, as an honest device would.
    pub fn sealed(&self, app: &ModifiedApp, grant: SignedCommand, brief: &DayBrief) -> Vec<u8> {
        let pass = DayPass {
            grant,
            brief: SignedBrief::sign(brief, &app.key),
            entries: Vec::new(),
        };
        seal_day(&pass, &self.offer.to, &mut SystemRandom).unwrap()
    }

    pub fn pass_of(&self, app: &ModifiedApp, grant: SignedCommand) -> Vec<u8> {
        let brief = self.brief(app, &grant);
        self.sealed(app, grant, &brief)
    }

    /// Olena's phone refuses it, and keeps and sends nothing of it.
    pub fn refuses(&self, sealed: &[u8], code: BriefRefusal) {
        refuses(&self.olena, sealed, code);
        let store = self.olena.store();
        assert!(store.day_passes(self.olena.viewer()).unwrap().is_empty());
        assert!(!store.has_something_to_sync().unwrap());
        assert!(
            store
                .directory_as_asked()
                .unwrap()
                .child(self.siege.at.noor)
                .is_none()
        );
    }

    pub fn takes(&self, sealed: &[u8]) {
        let reading = self.olena.clock_reading();
        self.olena.store().take_day_pass(sealed, reading).unwrap();
    }

    pub fn sync(&self) {
        self.siege.server.time.advance_ms(1_000);
        self.olena.phone.sync_all().unwrap();
    }

    pub fn passes(&self) -> usize {
        let store = self.olena.store();
        store.day_passes(self.olena.viewer()).unwrap().len()
    }

    pub fn revoke(&self, app: &ModifiedApp) {
        let organisation = &self.siege.server.organisation;
        let mut device: Device = organisation.directory().device(app.device).unwrap().clone();
        device.revoked_at = Some(self.now());
        organisation
            .change_directory(&[Record::Device(device)], &[])
            .unwrap();
    }
}

pub fn phone(siege: &Siege, name: &str, person: PersonId) -> Carried {
    Carried::new(&siege.server, name, person).unwrap()
}

pub fn offer(phone: &Carried) -> DayOffer {
    let reading = phone.clock_reading();
    let offer = phone.store().offer_day_pass(reading, &mut SystemRandom);
    DayOffer::from_text(&offer.unwrap().to_text()).unwrap()
}

pub fn refuses(phone: &Carried, sealed: &[u8], code: BriefRefusal) {
    let taken = phone.store().take_day_pass(sealed, phone.clock_reading());
    match taken {
        Err(DayPassError::Refused(refused)) => assert_eq!(refused, code),
        other => panic!("{other:?}, expected {code}"),
    }
}
