//! The storm: one step is one thing that happens somewhere. Which, is drawn from the seed.

use std::collections::{BTreeMap, BTreeSet};

use samenspel_core::device::{Command, CommandError, Status, SyncReceipt};
use samenspel_core::directory::{Assignment, Child, GroupRole, Holder, Record, Span};
use samenspel_core::ids::{ChildId, EntryKey, PersonId};
use samenspel_core::time::UnixMillis;

use super::ledger::{Fate, Ledger};
use super::network::{Network, Parcel};
use super::phone::Phone;
use super::rogue::{Rogue, Victims};
use super::server::Server;
use super::{Options, people};
use crate::clock::TrueTime;
use crate::location::{FictionalLocation, MONDAY_MORNING, Size};
use crate::random::SeededRandom;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 2,
    staff_per_group: 2,
};
const CALM_ROUNDS_MAX: u32 = 60;

/// Everything there is in one run.
pub struct World {
    /// The seed.
    pub seed: u64,
    /// The true time.
    pub time: TrueTime,
    /// Who is there.
    pub location: FictionalLocation,
    /// The server.
    pub server: Server,
    /// The phones.
    pub phones: Vec<Phone>,
    /// The modified phone of a parent of the second child.
    pub rogue: Rogue,
    /// What was written.
    pub ledger: Ledger,
    /// What went wrong on the way.
    pub failures: Vec<String>,
    /// What happened, by kind.
    pub happened: BTreeMap<&'static str, u32>,
    /// Where the files are; gone with the world.
    pub folder: tempfile::TempDir,
    /// Whether the server was ever restored from a backup.
    pub server_restored: bool,
    options: Options,
    network: Network<SyncReceipt>,
    random: SeededRandom,
    step: u32,
    agreements: Vec<EntryKey>,
}

impl World {
    /// A location, a server and a phone for some of its people.
    pub fn new(seed: u64, options: Options) -> Self {
        let folder = fast_folder();
        let time = TrueTime::starting_at(MONDAY_MORNING);
        let mut random = SeededRandom::new(seed, "world");
        let location = FictionalLocation::new(SIZE, time.now(), &mut random);
        let server_folder = folder.path().join("server");
        let mut server = Server::create(&server_folder, &location, &time, seed);
        let owners: Vec<PersonId> = vec![
            location.staff[0][0],
            location.staff[0][1],
            location.staff[1][0],
            location.parents[0][0],
            location.parents[0][1],
            location.parents[2][0],
        ];
        let phones = owners.iter().enumerate().map(|(index, person)| {
            let name = format!("phone {index}");
            Phone::enrol(folder.path(), &name, seed, *person, &time, &mut server)
        });
        let phones = phones.collect();
        let rogue = Rogue::enrol(seed, location.parents[1][0], time.now(), &mut server);
        let mut world = Self {
            seed,
            time,
            location,
            server,
            phones,
            rogue,
            ledger: Ledger::default(),
            failures: Vec::new(),
            happened: BTreeMap::new(),
            folder,
            server_restored: false,
            options,
            network: Network::new(),
            random,
            step: 0,
            agreements: Vec::new(),
        };
        // Everybody has synced once, long ago.
        world.calm();
        world
    }

    /// One thing happens.
    pub fn step(&mut self) {
        self.step += 1;
        self.time
            .advance_ms(self.random.between(200, 10 * UnixMillis::MINUTE_MS));
        let phone = self.random.below(self.phones.len() as u64) as usize;
        match self.random.below(1_000) {
            0..=279 => self.write(phone),
            280..=299 => self.attack(),
            300..=349 => self.edit_text(phone),
            350..=359 => self.read_some(phone),
            360..=559 => self.send(phone),
            560..=779 => self.deliver(),
            780..=809 => self.toggle_network(phone),
            810..=839 => self.crash_phone(phone),
            840..=854 => self.set_clock_wrong(phone),
            855..=869 => self.crash_server(),
            870..=899 => self.merge(),
            900..=969 => self.change_directory(),
            970..=977 => self.copy_phone(phone),
            978..=985 => self.restore_phone(phone),
            986..=991 => self.back_up_server(),
            992..=995 => self.restore_server(),
            _ => self.lose_everything_under_way(),
        }
    }

    fn note(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
        if self.options.verbose {
            let (step, time) = (self.step, self.time.now());
            #[expect(clippy::print_stderr, reason = "asked for with --verbose")]
            {
                eprintln!("{step:4} {time} {what}");
            }
        }
    }

    fn write(&mut self, phone: usize) {
        let text = format!("zaad {} stap {}", self.seed, self.step);
        let person = self.phones[phone].person;
        let directory = self.phones[phone].store().directory().unwrap();
        let now = self.time.now();
        let org = self.location.org;
        let command = people::any_note(org, &directory, person, now, &text, &mut self.random);
        let Some(command) = command else { return };
        let is_agreement =
            matches!(&command, Command::AddNote(note) if note.kind.as_str() == "agreement");
        let keys = self.execute(phone, &command, &text);
        if is_agreement {
            self.agreements.extend(keys);
        }
    }

    fn execute(&mut self, phone: usize, command: &Command, text: &str) -> Vec<EntryKey> {
        let person = self.phones[phone].person;
        let reading = self.phones[phone].reading();
        let (store, random) = self.phones[phone].store_and_random();
        match store.execute(command, person, reading, random) {
            Ok(intent) => {
                let keys = store.entry_keys(intent).unwrap();
                for key in &keys {
                    self.ledger.wrote(*key, phone, text.to_owned(), self.step);
                }
                self.note("write");
                keys
            }
            Err(CommandError::Store(error)) => {
                self.failures
                    .push(format!("phone {phone} could not write: {error}"));
                Vec::new()
            }
            Err(_) => {
                self.note("not allowed here");
                Vec::new()
            }
        }
    }

    fn edit_text(&mut self, phone: usize) {
        if self.agreements.is_empty() {
            return;
        }
        let agreement = *self.random.pick(&self.agreements);
        let word = format!("woord{}", self.step);
        let current = self.phones[phone]
            .store()
            .agreement_text(&agreement)
            .unwrap();
        let Some(current) = current else { return };
        let mut words: Vec<&str> = current.split(' ').collect();
        let at = self.random.below(words.len() as u64 + 1) as usize;
        if self.random.chance(30) && at < words.len() && !words[at].starts_with("woord") {
            words[at] = &word;
        } else {
            words.insert(at, &word);
        }
        let command = Command::EditText {
            agreement,
            text: words.join(" "),
        };
        if !self.execute(phone, &command, &word).is_empty() {
            self.note("text edited");
        }
    }

    fn read_some(&mut self, phone: usize) {
        let notes: Vec<EntryKey> = self.ledger.iter().map(|(key, _)| *key).collect();
        if notes.is_empty() {
            return;
        }
        let notes = vec![*self.random.pick(&notes)];
        let person = self.phones[phone].person;
        let reading = self.phones[phone].reading();
        let (store, random) = self.phones[phone].store_and_random();
        let _ = store.execute(&Command::MarkRead { notes }, person, reading, random);
        self.note("read");
    }

    fn send(&mut self, phone: usize) {
        if !self.phones[phone].online {
            return;
        }
        let (headers, body, receipt) = self.phones[phone].build_sync();
        let parcel = Parcel::Request {
            phone,
            headers,
            body,
            receipt,
        };
        if self.random.chance(8) {
            self.network.send(parcel.clone());
            self.note("request doubled");
        }
        self.network.send(parcel);
        self.note("send");
    }

    fn deliver(&mut self) {
        let index = self.random.below(u64::MAX);
        let Some(parcel) = self.network.take(index) else {
            return;
        };
        if self.random.chance(12) {
            self.note("lost on the way");
            return;
        }
        match parcel {
            Parcel::Request {
                phone,
                headers,
                mut body,
                receipt,
            } => {
                if self.random.chance(3) && !body.is_empty() {
                    let at = self.random.below(body.len() as u64) as usize;
                    body[at] ^= 1;
                    self.note("request damaged");
                }
                let body = self.server.sync(&headers, &body);
                let parcel = Parcel::Response {
                    phone,
                    body,
                    receipt,
                };
                if self.random.chance(8) {
                    self.network.send(parcel.clone());
                    self.note("response doubled");
                }
                self.network.send(parcel);
            }
            Parcel::Response {
                phone,
                body,
                receipt,
            } => {
                let body = body.as_ref().map(Vec::as_slice);
                if self.random.chance(3) {
                    if let Ok(bytes) = body {
                        let cut = &bytes[..bytes.len() / 2];
                        let _ = self.phones[phone].take(&receipt, Ok(cut));
                        self.note("response cut");
                    }
                    return;
                }
                match self.phones[phone].take(&receipt, body) {
                    Ok(_) => self.note("received"),
                    Err(error) => self.failures.push(format!("phone {phone}: {error}")),
                }
                self.look(phone);
            }
        }
    }

    /// Notes in the ledger what the phone says of its entries.
    pub fn look(&mut self, phone: usize) {
        for key in self.ledger.of_phone(phone) {
            let fate = match self.phones[phone].store().status(&key).unwrap() {
                Some(Status::Sent | Status::ReadBy(_) | Status::TakenOverBy(_)) => Fate::Sent,
                Some(Status::Held(_) | Status::Refused { .. }) => Fate::Returned,
                Some(Status::OnThisDevice) | None => continue,
            };
            self.ledger.saw(&key, fate);
        }
    }

    fn attack(&mut self) {
        let entries: Vec<EntryKey> = self.ledger.iter().map(|(key, _)| *key).collect();
        let victims = Victims {
            child: self.location.children[0][0],
            person: self.location.staff[0][0],
            entry: (!entries.is_empty()).then(|| *self.random.pick(&entries)),
        };
        let fault = self.rogue.attack(&self.server, &victims, self.time.now());
        self.failures.extend(fault);
        self.note("attacked");
    }

    fn toggle_network(&mut self, phone: usize) {
        self.phones[phone].online = !self.phones[phone].online;
        self.note("network");
    }

    fn crash_phone(&mut self, phone: usize) {
        let reboot = self.random.chance(40);
        self.phones[phone].crash(reboot);
        self.note("phone crashed");
    }

    fn set_clock_wrong(&mut self, phone: usize) {
        let year_ms = 365 * UnixMillis::DAY_MS;
        self.phones[phone].clock.wrong_by_ms = self.random.between(-year_ms, year_ms);
        self.note("clock wrong");
    }

    fn crash_server(&mut self) {
        self.server.crash();
        self.note("server crashed");
    }

    fn merge(&mut self) {
        self.server.merge();
        self.note("merged");
    }

    fn change_directory(&mut self) {
        let now = self.time.now();
        let group = *self.random.pick(&self.location.groups);
        let record = if self.random.chance(50) {
            let children: Vec<ChildId> = self.location.children.concat();
            let child = *self.random.pick(&children);
            let moved = self
                .location
                .records
                .iter()
                .find_map(|record| match record {
                    Record::Child(it) if it.id == child => Some(Child {
                        group,
                        ..it.clone()
                    }),
                    _ => None,
                });
            Record::Child(moved.expect("the location lists its children"))
        } else {
            let ends = self.random.chance(50);
            let from = now.plus_ms(-30 * UnixMillis::DAY_MS);
            Record::Assignment(Assignment {
                person: self.location.staff[0][1],
                group,
                role: GroupRole::Professional,
                during: Span {
                    from,
                    until: ends.then_some(now),
                },
            })
        };
        self.server.change(&[record]);
        self.note("directory changed");
    }

    fn copy_phone(&mut self, phone: usize) {
        self.phones[phone].keep_copy();
        self.note("phone copied");
    }

    fn restore_phone(&mut self, phone: usize) {
        if !self.phones[phone].put_copy_back() {
            return;
        }
        let store = self.phones[phone].store();
        self.ledger
            .lost_with_phone(phone, |key| store.status(key).unwrap().is_some());
        self.note("phone restored from a copy");
    }

    fn back_up_server(&mut self) {
        self.server.back_up();
        self.note("server backed up");
    }

    fn restore_server(&mut self) {
        if self.server.restore() {
            self.server_restored = true;
            self.note("server restored from a backup");
        }
    }

    fn lose_everything_under_way(&mut self) {
        self.network.clear();
        self.note("everything under way lost");
    }

    /// The network heals, and all phones sync until nothing is left to say.
    pub fn calm(&mut self) {
        self.network.clear();
        for phone in &mut self.phones {
            phone.online = true;
        }
        for round in 0.. {
            self.time.advance_ms(UnixMillis::MINUTE_MS);
            let mut quiet = true;
            for phone in 0..self.phones.len() {
                quiet &= self.sync_now(phone);
            }
            if quiet {
                return;
            }
            if round == CALM_ROUNDS_MAX {
                self.failures
                    .push(format!("not quiet after {CALM_ROUNDS_MAX} rounds"));
                return;
            }
        }
    }

    /// One request and its answer without accidents; true if the phone has nothing left to say.
    fn sync_now(&mut self, phone: usize) -> bool {
        let (headers, body, receipt) = self.phones[phone].build_sync();
        let answer = self.server.sync(&headers, &body);
        let refused = answer.is_err();
        let silent = receipt.entry_count() == 0;
        let more = match self.phones[phone].take(&receipt, answer.as_ref().map(Vec::as_slice)) {
            Ok(more) => more,
            Err(error) => {
                self.failures
                    .push(format!("phone {phone} in the calm: {error}"));
                false
            }
        };
        self.look(phone);
        let store = self.phones[phone].store();
        silent && !refused && !more && !store.has_something_to_sync().unwrap()
    }

    /// A phone that nobody wrote on, enrolled now for `person` and fully synced: what the server
    /// would give to somebody new.
    pub fn fresh_phone(&mut self, person: PersonId, name: &str) -> Phone {
        let folder = self.folder.path().to_owned();
        let time = self.time.clone();
        let mut phone = Phone::enrol(&folder, name, self.seed, person, &time, &mut self.server);
        for _ in 0..CALM_ROUNDS_MAX {
            self.time.advance_ms(UnixMillis::SECOND_MS);
            let (headers, body, receipt) = phone.build_sync();
            let answer = self.server.sync(&headers, &body);
            match phone.take(&receipt, answer.as_ref().map(Vec::as_slice)) {
                Ok(more) if !more && !phone.store().has_something_to_sync().unwrap() => break,
                Ok(_) => {}
                Err(error) => self.failures.push(format!("fresh phone: {error}")),
            }
        }
        phone
    }

    /// Who may read what, now.
    pub fn readable(&self, person: PersonId) -> Vec<samenspel_core::document::Series> {
        let now = self.time.now();
        let holder = Holder::Person(person);
        samenspel_core::policy::readable(&self.server.directory(), &holder, now)
            .into_iter()
            .map(|(kind, subject)| samenspel_core::document::Series {
                org: self.location.org,
                kind,
                subject,
            })
            .collect()
    }

    /// All staff and every owner of a phone: between them they may read whatever was written.
    pub fn readers(&self) -> BTreeSet<PersonId> {
        let owners = self.phones.iter().map(|phone| phone.person);
        self.location
            .staff
            .concat()
            .into_iter()
            .chain(owners)
            .collect()
    }

    /// The phones of a person.
    pub fn phones_of(&self, person: PersonId) -> Vec<usize> {
        let mine = self
            .phones
            .iter()
            .enumerate()
            .filter(|(_, phone)| phone.person == person);
        mine.map(|(index, _)| index).collect()
    }
}

/// In memory where the machine has such a place: opening files costs more than the runs themselves.
fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}
