//! Everything there is in one run: people, server, phones and what was written; and the calm after
//! the storm, in which all phones sync until nothing is left to say.

mod mishaps;
mod preparations;
mod storm;
mod trust;

use std::collections::{BTreeMap, BTreeSet};

use samenspel_device::SyncReceipt;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;
use samenspel_protocol::RequestHeaders;
use samenspel_rules::directory::Holder;
use sync_server::engine::HeldDecision;

use crate::location::{FictionalLocation, MONDAY_MORNING, Size};
use crate::sim::Options;
use crate::sim::ledger::Ledger;
use crate::sim::network::Network;
use crate::sim::people::Known;
use crate::sim::phone::Phone;
use crate::sim::rogue::Rogue;
use crate::sim::server::Server;
use crate::sim::watcher;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SeededRandom;

use preparations::Prepared;

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 2,
    staff_per_group: 2,
};
/// One edit of a text goes in a round; a flood has forty.
const CALM_ROUNDS_MAX: u32 = 200;
/// Within this all phones are compared.
const SOON_MS: i64 = 15 * UnixMillis::MINUTE_MS;
/// Ends in a row are few.
const ENDS_SOON_MAX: usize = 20;

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
    /// How often the server was restored from a backup.
    pub lives: u32,
    /// What managers decided about held notes, as the server has it; and as its backup has it.
    pub decided: BTreeMap<EntryKey, HeldDecision>,
    decided_at_backup: BTreeMap<EntryKey, HeldDecision>,
    options: Options,
    network: Network<SyncReceipt>,
    random: SeededRandom,
    /// For what was thought of later, so that the rest of a seed stays what it was.
    aside: SeededRandom,
    /// At which step a phone and the server's disk are lost at once, if they are.
    all_lost_at: Option<u32>,
    step: u32,
    agreements: Vec<EntryKey>,
    known: Known,
    /// What whoever stole a phone prepared with it.
    prepared: Prepared,
}

impl World {
    /// A location, a server and a phone for some of its people.
    pub fn new(seed: u64, options: Options) -> Self {
        let folder = fast_folder();
        let time = TrueTime::starting_at(beginning(seed));
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
            // The second phone of somebody, which may be stolen.
            location.staff[0][1],
        ];
        let phones = owners.iter().enumerate().map(|(index, person)| {
            let name = format!("phone {index}");
            let code = server.invite(Holder::Person(*person));
            let path = folder.path();
            Phone::enrol(path, &name, seed, *person, &time, &server, &code).unwrap()
        });
        let phones = phones.collect();
        let rogue = Rogue::enrol(seed, location.parents[1][0], time.now(), &mut server);
        let mut aside = SeededRandom::new(seed, "aside");
        let all_lost_at = aside.chance(15).then(|| aside.between(20, 130) as u32);
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
            lives: 0,
            decided: BTreeMap::new(),
            decided_at_backup: BTreeMap::new(),
            options,
            network: Network::new(),
            random,
            aside,
            all_lost_at,
            step: 0,
            agreements: Vec::new(),
            known: Known::new(),
            prepared: Prepared::default(),
        };
        // Everybody has synced once, long ago.
        world.calm();
        world
    }

    /// Notes in the ledger what the phone says of its entries.
    pub fn look(&mut self, phone: usize) {
        for key in self.ledger.of_phone(phone) {
            if let Some(fate) = self.phones[phone].says(&key) {
                self.ledger.saw(&key, fate);
            }
        }
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

    /// Phones that hold everything lose and gain some of it.
    pub fn change_after_the_calm(&mut self) {
        self.change_directory();
        self.calm();
    }

    /// What the server answers, watched.
    fn answer(&mut self, headers: &RequestHeaders, body: &[u8]) -> Result<Vec<u8>, RequestError> {
        let answer = self.server.sync(headers, body);
        if let Ok(wire) = &answer {
            let directory = self.server.directory();
            let seen = watcher::check(&directory, headers, wire, self.time.now());
            self.failures.extend(seen);
        }
        answer
    }

    /// Managers decide what is still held, and authors' phones ask again.
    pub fn hear_what_was_decided(&mut self) {
        for _ in 0..self.server.engine().held().unwrap().len() {
            self.decide_what_is_held();
        }
        self.time.advance_ms(7 * UnixMillis::HOUR_MS);
        self.calm();
    }

    /// One request and its answer without accidents; true if the phone has nothing left to say.
    fn sync_now(&mut self, phone: usize) -> bool {
        let (headers, body, receipt) = self.phones[phone].build_sync();
        let answer = self.answer(&headers, &body);
        let refused = answer.is_err() && answer != Err(RequestError::DeviceRevoked);
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
        let (seed, server) = (self.seed, &mut self.server);
        server.withdraw_invitations(Holder::Person(person));
        let code = server.invite(Holder::Person(person));
        let mut phone = Phone::enrol(&folder, name, seed, person, &time, server, &code).unwrap();
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
    pub fn readable(&self, person: PersonId) -> Vec<samenspel_model::series::Series> {
        self.readable_at(person, self.time.now())
    }

    /// Lets the time pass in which somebody's rights end or begin, so that nobody's change while phones are
    /// compared: that takes seconds for each.
    pub fn let_what_ends_soon_end(&mut self) {
        for _ in 0..ENDS_SOON_MAX {
            let (now, soon) = (self.time.now(), self.time.now().plus_ms(SOON_MS));
            let people = self.readers();
            let changes = |it: &PersonId| self.readable_at(*it, now) != self.readable_at(*it, soon);
            if !people.iter().any(changes) {
                return;
            }
            self.time.advance_ms(SOON_MS);
            self.calm();
        }
    }

    fn readable_at(
        &self,
        person: PersonId,
        now: UnixMillis,
    ) -> Vec<samenspel_model::series::Series> {
        let holder = Holder::Person(person);
        samenspel_rules::policy::readable(&self.server.directory(), &holder, now)
            .into_iter()
            .map(|(kind, subject)| samenspel_model::series::Series {
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

    /// The entries that made a co-written text.
    pub fn agreements(&self) -> &[EntryKey] {
        &self.agreements
    }

    /// The phones of a person.
    pub fn phones_of(&self, person: PersonId) -> Vec<usize> {
        let mine = self
            .phones
            .iter()
            .enumerate()
            .filter(|(_, phone)| phone.person == person && !phone.revoked);
        mine.map(|(index, _)| index).collect()
    }
}

/// Most runs are of one working day; some go from the last evening of a month into the next, when
/// documents of a month are new and a substitute may not read the old ones; some over the nights in
/// which the clock changes.
fn beginning(seed: u64) -> UnixMillis {
    let hours_later = |hours: i64| MONDAY_MORNING.plus_ms(hours * UnixMillis::HOUR_MS);
    match seed % 10 {
        // 24 October 2026 and 27 March 2027, 22:00 at the location.
        3 => hours_later(-202),
        8 => hours_later(145 * 24 + 15),
        4 | 9 => MONDAY_MORNING.plus_ms(-35 * UnixMillis::HOUR_MS),
        _ => MONDAY_MORNING,
    }
}

/// In memory where the machine has such a place: opening files costs more than the runs themselves.
fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}
