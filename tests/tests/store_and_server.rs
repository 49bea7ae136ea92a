//! The device's store and the server's engine, joined in one process: what one person writes is
//! what the others read, whatever is lost, repeated or put back.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::PathBuf;
use std::sync::Arc;

use samenspel_core::device::{
    Applied, Command, NewNote, Status, Store, StoreKey, StoreOptions, TimelineQuery,
};
use samenspel_core::directory::Holder;
use samenspel_core::document::text::InProcessTrial;
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Fields, NoteKind, Value};
use samenspel_core::ids::{EntryKey, InvitationId, PersonId, Random};
use samenspel_core::protocol::{InvitationTicket, invitation_code_hash};
use samenspel_core::time::{Clock, UnixMillis};
use samenspel_tests::clock::{PhoneClock, TrueTime};
use samenspel_tests::location::{FictionalLocation, MONDAY_MORNING, Size};
use samenspel_tests::random::SeededRandom;
use sync_server::engine::CheckedGate;
use sync_server::engine::{Options, Organisation};

struct World {
    time: TrueTime,
    place: FictionalLocation,
    server: Organisation,
    options: Options,
    folder: tempfile::TempDir,
    random: SeededRandom,
}

impl World {
    fn new(seed: u64) -> Self {
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
        };
        let server = Organisation::create(
            &folder.path().join("server"),
            place.org,
            options,
            Arc::new(time.clone()),
            Box::new(SeededRandom::new(seed, "server")),
        )
        .unwrap();
        server.change_directory(&place.records, &[]).unwrap();
        server.set_text_gate(Box::new(CheckedGate::new(Box::new(InProcessTrial))));
        Self {
            time,
            place,
            server,
            options,
            folder,
            random,
        }
    }

    fn phone(&mut self, name: &str, person: PersonId) -> Phone {
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
    fn restart(&mut self, between: impl FnOnce(&std::path::Path)) {
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
        );
        drop(std::mem::replace(&mut self.server, placeholder.unwrap()));
        between(&folder);
        let options = self.options;
        self.server =
            Organisation::open(&folder, self.place.org, options, clock, random("again")).unwrap();
        self.server
            .set_text_gate(Box::new(CheckedGate::new(Box::new(InProcessTrial))));
        std::fs::remove_dir_all(aside).unwrap();
    }

    fn pass(&self, minutes: i64) {
        self.time.advance_ms(minutes * UnixMillis::MINUTE_MS);
    }

    fn child_series(&self, kind: DocumentKind) -> Series {
        Series {
            org: self.place.org,
            kind,
            subject: Subject::Child(self.place.children[0][0]),
        }
    }

    fn handover(&self, words: &str) -> Command {
        let fields = [("state", "watch"), ("summary", words)];
        note(
            self.child_series(DocumentKind::Handover),
            "handover",
            &fields,
        )
    }
}

fn note(series: Series, kind: &str, texts: &[(&str, &str)]) -> Command {
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

struct Phone {
    store: Store,
    path: PathBuf,
    person: PersonId,
    clock: PhoneClock,
    random: SeededRandom,
}

impl Phone {
    fn write(&mut self, command: &Command) -> EntryKey {
        let now = self.clock.read();
        let intent = self
            .store
            .execute(command, self.person, now, &mut self.random)
            .unwrap();
        self.store.entry_keys(intent).unwrap()[0]
    }

    fn once(&mut self, world: &World) -> Applied {
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

    fn sync(&mut self, world: &World) -> usize {
        for requests in 1..50 {
            if !self.once(world).more {
                return requests;
            }
        }
        panic!("the sync does not come to rest");
    }

    /// A request that the server answered and whose answer never came.
    fn lose_an_answer(&mut self, world: &World) {
        let now = self.clock.read();
        let outgoing = self.store.build_sync(now, &mut self.random).unwrap();
        world
            .server
            .sync_now(&outgoing.headers, &outgoing.body)
            .unwrap();
    }

    fn summaries(&self, world: &World) -> Vec<String> {
        let query = TimelineQuery {
            subject: Subject::Child(world.place.children[0][0]),
            kinds: &[DocumentKind::Handover],
            note_kinds: &[],
            before: None,
            limit: 500,
        };
        let notes = self.store.timeline(&query).unwrap();
        notes
            .iter()
            .filter_map(|note| note.entry.text("summary").map(str::to_owned))
            .collect()
    }

    fn reopen(self) -> Self {
        let Self {
            store,
            path,
            person,
            clock,
            random,
        } = self;
        drop(store);
        let options = StoreOptions {
            durable: false,
            ..StoreOptions::default()
        };
        let store = Store::open_with(&path, &StoreKey::new([9; 32]), &options).unwrap();
        Self {
            store,
            path,
            person,
            clock,
            random,
        }
    }
}

fn assert_same(phones: &[&Phone]) {
    let first = phones[0].store.digest().unwrap();
    for phone in phones {
        assert_eq!(phone.store.wanted_count().unwrap(), 0);
        assert_eq!(phone.store.pending_count().unwrap(), 0);
        assert_eq!(phone.store.digest().unwrap(), first);
        for document in phone.store.documents().unwrap() {
            let loaded = phone.store.load_document(&document.id).unwrap().unwrap();
            let heads: Vec<[u8; 32]> = loaded.get_heads().iter().map(|head| head.0).collect();
            assert_eq!(
                samenspel_core::document::heads_digest(&heads),
                document.heads
            );
        }
    }
}

#[test]
fn a_handover_reaches_the_colleague_and_never_the_parent() {
    let mut world = World::new(1);
    let [one, two] = [world.place.staff[0][0], world.place.staff[0][1]];
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", one);
    let mut joost = world.phone("joost", two);
    let mut elif = world.phone("elif", mother);
    for phone in [&mut samira, &mut joost, &mut elif] {
        phone.sync(&world);
    }
    let key = samira.write(&world.handover("slept badly"));
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::OnThisDevice)
    );
    world.pass(5);
    samira.sync(&world);
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
    joost.sync(&world);
    elif.sync(&world);
    assert_eq!(joost.summaries(&world), ["slept badly"]);
    assert!(elif.summaries(&world).is_empty());
    assert_same(&[&samira, &joost]);
}

#[test]
fn after_everything_is_there_a_sync_is_one_request() {
    let mut world = World::new(2);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    samira.sync(&world);
    samira.write(&world.handover("slept badly"));
    samira.sync(&world);
    world.pass(1);
    assert_eq!(samira.sync(&world), 1);
}

#[test]
fn lost_answers_and_merging_on_the_server_lose_and_double_nothing() {
    let mut world = World::new(3);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    samira.sync(&world);
    let mut written = Vec::new();
    for round in 0..20 {
        let words = format!("note {round}");
        samira.write(&world.handover(&words));
        written.push(words);
        world.pass(1);
        match round % 4 {
            0 => samira.lose_an_answer(&world),
            1 => drop(world.server.merge_all().unwrap()),
            2 => drop(samira.sync(&world)),
            _ => {}
        }
    }
    samira.sync(&world);
    world.server.merge_all().unwrap();
    joost.sync(&world);
    samira.sync(&world);
    assert_eq!(joost.summaries(&world), written);
    assert_eq!(samira.summaries(&world), written);
    assert_same(&[&samira, &joost]);
}

#[test]
fn a_store_put_back_from_a_copy_catches_up_with_itself() {
    let mut world = World::new(4);
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    samira.sync(&world);
    samira.write(&world.handover("first"));
    world.pass(1);
    samira.sync(&world);
    samira.write(&world.handover("waiting in the copy"));
    let samira = samira.reopen();
    let copy = std::fs::read(&samira.path).unwrap();
    let mut samira = samira;
    world.pass(1);
    samira.write(&world.handover("after the copy"));
    samira.sync(&world);
    // Sent and acknowledged, then the old copy comes back.
    let path = samira.path.clone();
    let mut samira = {
        let (clock, person) = (samira.clock.clone(), samira.person);
        drop(samira.store);
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
        std::fs::write(&path, copy).unwrap();
        Phone {
            store: Store::open(&path, &StoreKey::new([9; 32])).unwrap(),
            path,
            person,
            clock,
            random: SeededRandom::new(77, "after the copy"),
        }
    };
    world.pass(1);
    samira.sync(&world);
    let all = ["first", "waiting in the copy", "after the copy"];
    assert_eq!(samira.summaries(&world), all);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    joost.sync(&world);
    assert_eq!(joost.summaries(&world), all);
    assert_same(&[&samira, &joost]);
}

#[test]
fn a_text_edited_by_two_offline_keeps_both_edits() {
    let mut world = World::new(5);
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut elif = world.phone("elif", mother);
    samira.sync(&world);
    let agreement = note(
        world.child_series(DocumentKind::Agreements),
        "agreement",
        &[("text", "Noor slaapt om 12 uur.")],
    );
    let key = samira.write(&agreement);
    world.pass(1);
    samira.sync(&world);
    elif.sync(&world);
    let edit = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    samira.write(&edit("Noor slaapt om 13 uur."));
    elif.write(&edit("Noor slaapt om 12 uur. Met haar knuffel."));
    for _ in 0..4 {
        world.pass(1);
        samira.sync(&world);
        elif.sync(&world);
    }
    let words = samira.store.agreement_text(&key).unwrap().unwrap();
    assert!(words.contains("13") && words.contains("knuffel"), "{words}");
    assert_eq!(elif.store.agreement_text(&key).unwrap().unwrap(), words);
    assert!(samira.store.inbox(None).unwrap().is_empty());
    assert!(elif.store.inbox(None).unwrap().is_empty());
    assert_eq!(elif.store.pending_count().unwrap(), 0);
    world.server.merge_all().unwrap();
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    joost.sync(&world);
    samira.sync(&world);
    assert_eq!(joost.store.agreement_text(&key).unwrap().unwrap(), words);
    assert_same(&[&samira, &joost]);
}

#[test]
fn after_last_nights_backup_nothing_is_missing_that_a_phone_still_holds() {
    let mut world = World::new(6);
    let mother = world.place.parents[0][0];
    let mut samira = world.phone("samira", world.place.staff[0][0]);
    let mut joost = world.phone("joost", world.place.staff[0][1]);
    let mut elif = world.phone("elif", mother);
    let agreement = note(
        world.child_series(DocumentKind::Agreements),
        "agreement",
        &[("text", "Noor slaapt om 12 uur.")],
    );
    samira.sync(&world);
    joost.sync(&world);
    let text = samira.write(&agreement);
    samira.write(&world.handover("yesterday"));
    world.pass(1);
    samira.sync(&world);
    elif.sync(&world);

    let mut backup = Vec::new();
    world.restart(|folder| backup = std::fs::read(folder.join("log.sqlite")).unwrap());
    world.pass(1);
    samira.write(&world.handover("today by Samira"));
    elif.write(&Command::EditText {
        agreement: text,
        text: "Noor slaapt om 12 uur, met haar knuffel.".into(),
    });
    for phone in [&mut samira, &mut elif] {
        phone.sync(&world);
        phone.sync(&world);
    }
    world.pass(1);
    joost.write(&world.handover("today by Joost"));
    joost.sync(&world);

    world.restart(|folder| {
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("log.sqlite{suffix}")));
        }
        std::fs::write(folder.join("log.sqlite"), backup).unwrap();
    });
    for _ in 0..3 {
        world.pass(1);
        for phone in [&mut joost, &mut elif, &mut samira] {
            phone.sync(&world);
        }
    }
    let all = ["yesterday", "today by Samira", "today by Joost"];
    assert_eq!(samira.summaries(&world), all);
    assert_eq!(joost.summaries(&world), all);
    let words = "Noor slaapt om 12 uur, met haar knuffel.";
    for phone in [&samira, &joost, &elif] {
        let shown = phone.store.agreement_text(&text).unwrap();
        assert_eq!(shown.as_deref(), Some(words));
    }
    assert_same(&[&samira, &joost]);
    assert_eq!(elif.store.pending_count().unwrap(), 0);
}
