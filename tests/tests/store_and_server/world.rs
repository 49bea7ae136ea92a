//! A server, its location, and phones that sync with it in this process.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use samenspel_device::{Applied, Command, NewNote, Store, StoreKey, StoreOptions, TimelineQuery};
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, InvitationId, PersonId, Random};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Clock, UnixMillis};
use samenspel_model::verdict::RequestError;
use samenspel_protocol::{InvitationTicket, invitation_code_hash};
use samenspel_rules::directory::{Device, Holder, Record};
use samenspel_testkit::clock::{PhoneClock, TrueTime};
use samenspel_testkit::random::SeededRandom;
use samenspel_tests::location::{FictionalLocation, MONDAY_MORNING, Size};
use samenspel_tests::support::site::in_process_gate;
use sync_server::engine::{Options, Organisation};

/// A server and the people of a location.
pub struct World {
    pub time: TrueTime,
    pub place: FictionalLocation,
    pub server: Organisation,
    options: Options,
    folder: tempfile::TempDir,
    random: SeededRandom,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut random = SeededRandom::new(seed, "world");
        let size = Size {
            groups: 1,
            children_per_group: 2,
            staff_per_group: 3,
        };
        let time = TrueTime::starting_at(MONDAY_MORNING);
        let place = FictionalLocation::new(size, MONDAY_MORNING, &mut random);
        let folder = tempfile::tempdir().unwrap();
        let options = Options {
            synchronous_off_for_simulation: true,
            merge_entries_min: 8,
            merge_after_ms: 0,
        };
        let server = Organisation::create(
            &folder.path().join("server"),
            place.org,
            options,
            Arc::new(time.clone()),
            Box::new(SeededRandom::new(seed, "server")),
            in_process_gate(),
        )
        .unwrap();
        server.change_directory(&place.records, &[]).unwrap();
        Self {
            time,
            place,
            server,
            options,
            folder,
            random,
        }
    }

    pub fn phone(&mut self, name: &str, person: PersonId) -> Phone {
        let path = self.folder.path().join(name);
        let options = StoreOptions {
            durable: false,
            ..StoreOptions::default()
        };
        let store = Store::create_with(&path, &StoreKey::new([9; 32]), &options).unwrap();
        let code = self.random.bytes16().to_vec();
        let id = InvitationId::new(self.time.now(), &mut self.random);
        let holder = Holder::Person(person);
        self.server
            .invite(id, holder, invitation_code_hash(&code))
            .unwrap();
        let ticket = InvitationTicket {
            url: "http://localhost".into(),
            org: self.place.org,
            code,
        };
        let clock = PhoneClock::new(self.time.clone(), 0);
        let request = store
            .begin_enrolment(&ticket, name, clock.read(), &mut self.random)
            .unwrap();
        let response = self.server.enrol(&request).unwrap();
        store
            .finish_enrolment(&ticket, &response, clock.read())
            .unwrap();
        Phone {
            store,
            path,
            person,
            clock,
            random: SeededRandom::new(1, name),
        }
    }

    /// Stops the server, does something to its files, and starts it again.
    pub fn restart(&mut self, between: impl FnOnce(&std::path::Path)) {
        let folder = self.folder.path().join("server");
        let aside = self.folder.path().join("aside");
        let clock = Arc::new(self.time.clone());
        let random = |name| Box::new(SeededRandom::new(5, name));
        let placeholder = Organisation::create(
            &aside,
            self.place.org,
            self.options,
            clock.clone(),
            random("aside"),
            in_process_gate(),
        );
        drop(std::mem::replace(&mut self.server, placeholder.unwrap()));
        between(&folder);
        let options = self.options;
        let (org, random, gate) = (self.place.org, random("again"), in_process_gate());
        self.server = Organisation::open(&folder, org, options, clock, random, gate).unwrap();
        std::fs::remove_dir_all(aside).unwrap();
    }

    /// The log as it is now; the key store is never part of a backup.
    pub fn back_up(&mut self) -> Vec<u8> {
        let mut backup = Vec::new();
        self.restart(|folder| backup = std::fs::read(folder.join("log.sqlite")).unwrap());
        backup
    }

    /// The disk dies, and the log comes back from the backup.
    pub fn restore(&mut self, backup: Vec<u8>) {
        self.restart(|folder| {
            for suffix in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(folder.join(format!("log.sqlite{suffix}")));
            }
            std::fs::write(folder.join("log.sqlite"), backup).unwrap();
        });
    }

    /// Its owner reports the phone lost.
    pub fn revoke(&self, phone: &Phone) {
        let device = phone.store.profile().unwrap().device;
        let known = self.server.directory().device(device).unwrap().clone();
        let revoked = Device {
            revoked_at: Some(self.time.now()),
            ..known
        };
        self.server
            .change_directory(&[Record::Device(revoked)], &[])
            .unwrap();
    }

    pub fn pass(&self, minutes: i64) {
        self.time.advance_ms(minutes * UnixMillis::MINUTE_MS);
    }

    pub fn child_series(&self, kind: DocumentKind) -> Series {
        Series {
            org: self.place.org,
            kind,
            subject: Subject::Child(self.place.children[0][0]),
        }
    }

    pub fn handover(&self, words: &str) -> Command {
        let fields = [("state", "watch"), ("summary", words)];
        note(
            self.child_series(DocumentKind::Handover),
            "handover",
            &fields,
        )
    }
}

pub fn note(series: Series, kind: &str, texts: &[(&str, &str)]) -> Command {
    let mut fields = Fields::new();
    for (name, text) in texts {
        fields.set(name, Value::Text((*text).into())).unwrap();
    }
    Command::AddNote(NewNote {
        series,
        kind: NoteKind::new(kind).unwrap(),
        fields,
    })
}

/// A phone with one profile.
pub struct Phone {
    pub store: Store,
    path: PathBuf,
    person: PersonId,
    pub clock: PhoneClock,
    random: SeededRandom,
}

impl Phone {
    pub fn write(&mut self, command: &Command) -> EntryKey {
        let now = self.clock.read();
        let intent = self
            .store
            .execute(command, self.person, now, &mut self.random)
            .unwrap();
        self.store.entry_keys(intent).unwrap()[0]
    }

    pub fn once(&mut self, world: &World) -> Applied {
        let now = self.clock.read();
        let outgoing = self.store.build_sync(now, &mut self.random).unwrap();
        let wire = world
            .server
            .sync_now(&outgoing.headers, &outgoing.body)
            .unwrap();
        self.store
            .apply_sync(&outgoing.receipt, now, &wire)
            .unwrap()
    }

    pub fn sync(&mut self, world: &World) -> usize {
        for requests in 1..50 {
            if !self.once(world).more {
                return requests;
            }
        }
        panic!("the sync does not come to rest");
    }

    /// Syncs until it is told that it was revoked, and forgets; says how many answers it had before.
    pub fn sync_until_revoked(&mut self, world: &World) -> usize {
        for answers in 0..50 {
            let now = self.clock.read();
            let outgoing = self.store.build_sync(now, &mut self.random).unwrap();
            match world.server.sync_now(&outgoing.headers, &outgoing.body) {
                Ok(wire) => drop(
                    self.store
                        .apply_sync(&outgoing.receipt, now, &wire)
                        .unwrap(),
                ),
                Err(error) => {
                    assert_eq!(error, RequestError::DeviceRevoked);
                    self.store.purge_everything().unwrap();
                    return answers;
                }
            }
        }
        panic!("a revoked phone is not told");
    }

    /// A request that the server answered and whose answer never came.
    pub fn lose_an_answer(&mut self, world: &World) {
        let now = self.clock.read();
        let outgoing = self.store.build_sync(now, &mut self.random).unwrap();
        world
            .server
            .sync_now(&outgoing.headers, &outgoing.body)
            .unwrap();
    }

    pub fn summaries(&self, world: &World) -> Vec<String> {
        let query = TimelineQuery {
            subject: Subject::Child(world.place.children[0][0]),
            kinds: &[DocumentKind::Handover],
            note_kinds: &[],
            before: None,
            limit: 500,
        };
        let notes = self.store.timeline(&query, self.clock.read()).unwrap();
        notes
            .iter()
            .filter_map(|note| note.entry.text("summary").map(str::to_owned))
            .collect()
    }

    /// A copy of its store, made while it is closed.
    pub fn copied(self) -> (Self, Vec<u8>) {
        let phone = self.reopen_after(|_| ());
        let copy = std::fs::read(&phone.path).unwrap();
        (phone, copy)
    }

    /// The copy in place of its store, on a phone that was started anew.
    pub fn put_back(self, copy: Vec<u8>) -> Self {
        let phone = self.reopen_after(|path| {
            for suffix in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
            }
            std::fs::write(path, copy).unwrap();
        });
        Self {
            random: SeededRandom::new(77, "after the copy"),
            ..phone
        }
    }

    fn reopen_after(self, closed: impl FnOnce(&Path)) -> Self {
        drop(self.store);
        closed(&self.path);
        let options = StoreOptions {
            durable: false,
            ..StoreOptions::default()
        };
        let store = Store::open_with(&self.path, &StoreKey::new([9; 32]), &options).unwrap();
        Self { store, ..self }
    }
}

pub fn assert_same(phones: &[&Phone]) {
    let first = phones[0].store.digest().unwrap();
    for phone in phones {
        assert_eq!(phone.store.wanted_count().unwrap(), 0);
        assert_eq!(phone.store.pending_count().unwrap(), 0);
        assert_eq!(phone.store.digest().unwrap(), first);
        for document in phone.store.documents().unwrap() {
            let loaded = phone.store.load_document(&document.id).unwrap().unwrap();
            let heads: Vec<[u8; 32]> = loaded.get_heads().iter().map(|head| head.0).collect();
            assert_eq!(samenspel_document::heads_digest(&heads), document.heads);
        }
    }
}
