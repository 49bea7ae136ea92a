//! One phone of the world: a real store on a real file, a clock that may be wrong, and what happens
//! to phones: they crash, reboot, and are sometimes replaced by an old copy of themselves.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use samenspel_device::{Status, Store, StoreError, StoreKey, StoreOptions, SyncReceipt};
use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::time::{Clock, ClockReading};
use samenspel_model::verdict::{RefusalCode, RequestError};
use samenspel_protocol::{InvitationTicket, RequestHeaders};

use super::ledger::Fate;
use super::server::Server;
use samenspel_testkit::clock::{PhoneClock, TrueTime};
use samenspel_testkit::random::SeededRandom;

const OPTIONS: StoreOptions = StoreOptions {
    durable: false,
    busy_timeout_ms: 5_000,
    pages_max: None,
};

/// A phone with one profile.
pub struct Phone {
    /// Whose profile it is.
    pub person: PersonId,
    /// Its clock.
    pub clock: PhoneClock,
    /// Whether requests can leave it.
    pub online: bool,
    /// Whether an old copy of its store was put back.
    pub restored: bool,
    /// Whether the server was told that it is lost.
    pub revoked: bool,
    path: PathBuf,
    copy: Option<PathBuf>,
    store: Option<Store>,
    random: SeededRandom,
}

impl Phone {
    /// Enrols a new phone for `person` with the code of an invitation, if the server lets it in.
    pub fn enrol(
        folder: &Path,
        name: &str,
        seed: u64,
        person: PersonId,
        time: &TrueTime,
        server: &Server,
        code: &[u8],
    ) -> Result<Self, RequestError> {
        let mut phone = Self {
            person,
            clock: PhoneClock::new(time.clone(), 0),
            online: true,
            restored: false,
            revoked: false,
            path: folder.join(format!("{name}.sqlite")),
            copy: None,
            store: None,
            random: SeededRandom::new(seed, name),
        };
        std::fs::write(&phone.path, empty_store()).unwrap();
        let store = Store::open_with(&phone.path, &key(), &OPTIONS).unwrap();
        let ticket = InvitationTicket {
            url: "http://localhost".into(),
            org: server.org(),
            code: code.to_vec(),
        };
        let reading = phone.reading();
        let request = store
            .begin_enrolment(&ticket, name, reading, &mut phone.random)
            .unwrap();
        let response = server.enrol(&request)?;
        store.finish_enrolment(&ticket, &response, reading).unwrap();
        phone.store = Some(store);
        Ok(phone)
    }

    /// What its clocks say.
    pub fn reading(&self) -> ClockReading {
        self.clock.read()
    }

    /// Its store.
    pub fn store(&self) -> &Store {
        self.store
            .as_ref()
            .expect("a phone's store is open between its crashes")
    }

    /// Whether it holds an entry, so that it can offer it again.
    pub fn holds(&self, key: &EntryKey) -> bool {
        match self.store().note(key, self.reading()) {
            // Nobody may read it any more; it offers what it holds all the same.
            Err(StoreError::LeaseExpired) => self.holds_unread(key),
            found => found.unwrap().is_some(),
        }
    }

    /// The same where nobody may read it: in a document, or waiting to be sent.
    fn holds_unread(&self, key: &EntryKey) -> bool {
        let store = self.store();
        let is_it = |signed: &SignedEntry| signed.entry().is_ok_and(|entry| entry.key == *key);
        store.status(key).unwrap() == Some(Status::OnThisDevice)
            || store.documents().unwrap().iter().any(|document| {
                let entries = store.entries(&document.id).unwrap();
                entries.iter().any(|entry| is_it(&entry.signed))
            })
    }

    /// What its screen says of an entry, once the server has spoken.
    pub fn says(&self, key: &EntryKey) -> Option<Fate> {
        match self.store().status(key).unwrap()? {
            Status::Sent | Status::ReadBy(_) | Status::TakenOverBy(_) => Some(Fate::Sent),
            Status::Held(_) | Status::Refused { .. } => Some(Fate::Returned),
            Status::OnThisDevice => None,
        }
    }

    /// Whether its screen says that an entry waits for a manager.
    pub fn shows_held(&self, key: &EntryKey) -> bool {
        matches!(self.store().status(key).unwrap(), Some(Status::Held(_)))
    }

    /// Whether its screen says that a manager left an entry out.
    pub fn was_left_out(&self, key: &EntryKey) -> bool {
        let status = self.store().status(key).unwrap();
        matches!(status, Some(Status::Refused { code, .. }) if code == RefusalCode::Discarded)
    }

    /// Its randomness, beside its store.
    pub fn store_and_random(&mut self) -> (&Store, &mut SeededRandom) {
        let store = self
            .store
            .as_ref()
            .expect("a phone's store is open between its crashes");
        (store, &mut self.random)
    }

    /// Makes the next request.
    pub fn build_sync(&mut self) -> (RequestHeaders, Vec<u8>, SyncReceipt) {
        let reading = self.reading();
        let (store, random) = self.store_and_random();
        let outgoing = store.build_sync(reading, random).unwrap();
        (outgoing.headers, outgoing.body, outgoing.receipt)
    }

    /// Takes an answer; says whether there is more to ask for.
    pub fn take(
        &mut self,
        receipt: &SyncReceipt,
        body: Result<&[u8], &RequestError>,
    ) -> Result<bool, String> {
        let reading = self.reading();
        match body {
            Ok(bytes) => match self.store().apply_sync(receipt, reading, bytes) {
                Ok(applied) => Ok(applied.more),
                Err(error) => Err(format!("an answer was not applied: {error}")),
            },
            Err(RequestError::ClockWrong { server_time }) => {
                self.store()
                    .note_server_time(reading, *server_time)
                    .unwrap();
                Ok(true)
            }
            Err(RequestError::DeviceRevoked) => {
                self.store().purge_everything().unwrap();
                Ok(false)
            }
            Err(_) => Ok(false),
        }
    }

    /// The app is killed and opened again; sometimes the phone reboots with it.
    pub fn crash(&mut self, reboot: bool) {
        self.store = None;
        if reboot {
            self.clock.reboot();
        }
        self.store = Some(Store::open_with(&self.path, &key(), &OPTIONS).unwrap());
    }

    /// Keeps a copy of the store as it is now.
    pub fn keep_copy(&mut self) {
        self.store = None;
        let copy = self.path.with_extension("copy");
        std::fs::copy(&self.path, &copy).unwrap();
        self.copy = Some(copy);
        self.crash(false);
    }

    /// Puts the kept copy back; says whether there was one.
    pub fn put_copy_back(&mut self) -> bool {
        let Some(copy) = self.copy.take() else {
            return false;
        };
        self.store = None;
        for suffix in ["sqlite-wal", "sqlite-shm"] {
            let _ = std::fs::remove_file(self.path.with_extension(suffix));
        }
        std::fs::rename(copy, &self.path).unwrap();
        self.restored = true;
        self.crash(true);
        true
    }
}

fn key() -> StoreKey {
    StoreKey::new([42; 32])
}

/// The file of a store in which nothing is yet: made once by the store's own code and copied, since
/// making its tables costs as much as a fifth of a run.
fn empty_store() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("empty.sqlite");
        drop(Store::create_with(&path, &key(), &OPTIONS).unwrap());
        std::fs::read(&path).unwrap()
    })
}
