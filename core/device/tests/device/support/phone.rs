//! A phone: a store in its own folder, and what its owner does with it.

use std::path::PathBuf;

use samenspel_device::screens::Viewer;
use samenspel_device::{Applied, Command, FloorError, NewNote, OutgoingSync, Pin, Store};
use samenspel_model::ids::{DeviceId, EntryKey, IntentId, PersonId};
use samenspel_protocol::{EnrolResponse, InvitationTicket};
use samenspel_rules::directory::Holder;

use super::{Counter, MORNING, ORG, Server, at, fast, key};

/// A phone: a store in its own folder.
pub struct Phone {
    pub store: Store,
    pub path: PathBuf,
    pub person: PersonId,
    pub device: DeviceId,
    pub random: Counter,
    pub folder: tempfile::TempDir,
}

impl Phone {
    pub fn of(person: PersonId, server: &mut Server) -> Self {
        Self::held_by(Holder::Person(person), person, server)
    }

    pub fn held_by(holder: Holder, person: PersonId, server: &mut Server) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profile.store");
        let store = Store::create_with(&path, &key(), &fast()).unwrap();
        let mut random = Counter(u64::from(person.0[0]) << 32 | server.enrolled << 20);
        let ticket = InvitationTicket {
            url: "http://localhost".into(),
            org: ORG,
            code: vec![person.0[0], server.enrolled as u8],
        };
        let request = store
            .begin_enrolment(&ticket, "phone", at(0), &mut random)
            .unwrap();
        let response = EnrolResponse {
            holder,
            server_time: MORNING,
            organisation: "Kinderopvang De Notenboom".into(),
        };
        store.finish_enrolment(&ticket, &response, at(0)).unwrap();
        server.enrolled += 1;
        server.holders.insert(request.device, holder);
        Self {
            store,
            path,
            person,
            device: request.device,
            random,
            folder,
        }
    }

    /// Somebody stands at the group's device: with their first PIN, or with the one they have.
    pub fn stands(&mut self, person: PersonId, minutes: i64) {
        let pin = Pin::new("2580").unwrap();
        let entered = self.store.enter_pin(person, &pin, at(minutes));
        if matches!(entered, Err(FloorError::NoPin)) {
            self.store
                .choose_pin(person, &pin, at(minutes), &mut self.random)
                .unwrap();
        } else {
            entered.unwrap();
        }
    }

    /// The server said its time: two weeks later it would be too long ago to read on.
    pub fn hear(&self, minutes: i64) {
        let reading = at(minutes);
        self.store.note_server_time(reading, reading.wall).unwrap();
    }

    pub fn write(&mut self, command: &Command, minutes: i64) -> EntryKey {
        let intent = self.intent(command, minutes);
        self.store.entry_keys(intent).unwrap()[0]
    }

    pub fn intent(&mut self, command: &Command, minutes: i64) -> IntentId {
        self.store
            .execute(command, self.person, at(minutes), &mut self.random)
            .unwrap()
    }

    pub fn request(&mut self, minutes: i64) -> OutgoingSync {
        self.store
            .build_sync(at(minutes), &mut self.random)
            .unwrap()
    }

    pub fn once(&mut self, server: &mut Server, minutes: i64) -> Applied {
        let outgoing = self.request(minutes);
        let wire = server.answer(&outgoing, minutes);
        self.store
            .apply_sync(&outgoing.receipt, at(minutes), &wire)
            .unwrap()
    }

    pub fn sync(&mut self, server: &mut Server, minutes: i64) {
        for _ in 0..50 {
            if !self.once(server, minutes).more {
                return;
            }
        }
        panic!("the sync does not come to rest");
    }

    /// A copy of the store's file as a backup makes it, with nothing open.
    pub fn copy_to(&self, target: &std::path::Path) {
        std::fs::copy(&self.path, target).unwrap();
        let with = |path: &std::path::Path, suffix| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        let _ = std::fs::remove_file(with(target, "-wal"));
        let log = with(&self.path, "-wal");
        if log.exists() {
            std::fs::copy(log, with(target, "-wal")).unwrap();
        }
        let _ = std::fs::remove_file(with(target, "-shm"));
    }

    pub fn add(&mut self, note: NewNote, minutes: i64) -> EntryKey {
        self.write(&Command::AddNote(note), minutes)
    }

    /// Its owner, who looks at it.
    pub fn viewer(&self, minutes: i64) -> Viewer {
        Viewer {
            person: self.person,
            now: at(minutes),
        }
    }

    pub fn reopen(&mut self) {
        let aside = tempfile::tempdir().unwrap();
        let placeholder = Store::create_with(&aside.path().join("other"), &key(), &fast()).unwrap();
        drop(std::mem::replace(&mut self.store, placeholder));
        self.store = Store::open_with(&self.path, &key(), &fast()).unwrap();
    }

    pub fn put_back(&mut self, copy: &std::path::Path) {
        let aside = tempfile::tempdir().unwrap();
        let placeholder = Store::create_with(&aside.path().join("other"), &key(), &fast()).unwrap();
        drop(std::mem::replace(&mut self.store, placeholder));
        for suffix in ["", "-wal", "-shm"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(suffix);
            let _ = std::fs::remove_file(&name);
            let mut source = copy.as_os_str().to_owned();
            source.push(suffix);
            if std::path::Path::new(&source).exists() {
                std::fs::copy(&source, &name).unwrap();
            }
        }
        self.store = Store::open_with(&self.path, &key(), &fast()).unwrap();
    }
}
