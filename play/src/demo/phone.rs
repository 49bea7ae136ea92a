//! One phone or tablet: an encrypted store in a file, a clock that may be wrong, a network that
//! comes and goes. Knows nothing of the script.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use samenspel_client::{Cancellation, Client, ClientOptions, SyncReport};
use samenspel_device::screens::Viewer;
use samenspel_device::{
    Command, CommandError, Face, FaceState, FloorError, NewNote, Pin, Store, StoreError, StoreKey,
};
use samenspel_model::ids::{EntryKey, PersonId, Random};
use samenspel_model::time::{Clock, ClockReading};
use samenspel_protocol::InvitationTicket;
use samenspel_rules::directory::Holder;

use super::random::Seeded;
use samenspel_testkit::clock::PhoneClock;

/// Everybody's, in a made-up location.
const DEMO_PIN: &str = "2580";

/// A phone or tablet.
pub struct Phone {
    /// Whose it is.
    pub holder: Holder,
    /// The file's name, and what its holder calls it.
    pub name: String,
    /// Whether it has a network now.
    pub online: bool,
    /// Keys of everything that its people were told is "on this device".
    pub promised: Vec<EntryKey>,
    path: PathBuf,
    key: [u8; 32],
    store: Option<Arc<Store>>,
    client: Client,
    clock: PhoneClock,
    random: Seeded,
}

/// Who a phone is for and where it lives.
pub struct NewPhone<'a> {
    /// Whose it is.
    pub holder: Holder,
    /// The file's name.
    pub name: String,
    /// The folder of the file.
    pub folder: &'a Path,
    /// What it connects to.
    pub url: &'a str,
    /// Its clock.
    pub clock: PhoneClock,
    /// Its randomness.
    pub random: Seeded,
}

impl Phone {
    /// A phone with an empty store.
    pub fn new(new: NewPhone<'_>) -> anyhow::Result<Self> {
        let NewPhone {
            holder,
            name,
            folder,
            url,
            clock,
            mut random,
        } = new;
        let path = folder.join(format!("{name}.samenspel"));
        let key = random.bytes32();
        let store = Store::create(&path, &StoreKey::new(key)).context("a phone's store")?;
        let client_random =
            Seeded::new(u64::from_be_bytes(first_eight(&random.bytes16())), "client");
        let options = ClientOptions {
            connect_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(10),
            request_timeout: Duration::from_secs(30),
            ..ClientOptions::default()
        };
        let client = Client::new(
            url,
            &options,
            Arc::new(clock.clone()),
            Box::new(client_random),
        )?;
        Ok(Self {
            holder,
            name,
            online: true,
            promised: Vec::new(),
            path,
            key,
            store: Some(Arc::new(store)),
            client,
            clock,
            random,
        })
    }

    /// Its store; it has none while the phone is dead.
    pub fn store(&self) -> anyhow::Result<&Arc<Store>> {
        self.store.as_ref().context("the phone is off")
    }

    /// What its clock says.
    pub fn reading(&self) -> ClockReading {
        self.clock.read()
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The key of its file; a real one never leaves the platform's keystore.
    pub fn key(&self) -> &[u8; 32] {
        &self.key
    }

    /// Requests and bytes so far.
    pub fn requests(&self) -> u64 {
        self.client.traffic().requests
    }

    /// Does what `author` asks; what is then on the device is promised to stay.
    pub fn execute(
        &mut self,
        author: PersonId,
        command: &Command,
    ) -> anyhow::Result<Vec<EntryKey>> {
        let reading = self.reading();
        let store = self.store.clone().context("the phone is off")?;
        let intent = match store.execute(command, author, reading, &mut self.random) {
            Err(CommandError::PinRequired { .. }) => {
                self.stand(&store, author)?;
                store.execute(command, author, reading, &mut self.random)?
            }
            done => done?,
        };
        let keys = store.entry_keys(intent)?;
        self.promised.extend(&keys);
        Ok(keys)
    }

    /// Somebody stands at the tablet: with their PIN, or chooses one while a colleague who has one says
    /// that it is them.
    fn stand(&mut self, store: &Store, person: PersonId) -> anyhow::Result<()> {
        let reading = self.reading();
        let pin = Pin::new(DEMO_PIN)?;
        match store.enter_pin(person, &pin, reading) {
            Err(FloorError::NoPin) => {}
            entered => return Ok(entered?),
        }
        let with_pin = |face: &Face| face.state != FaceState::NoPin && face.person != person;
        if let Some(colleague) = store.faces(reading)?.into_iter().find(with_pin) {
            store.enter_pin(colleague.person, &pin, reading)?;
        }
        Ok(store.choose_pin(person, &pin, reading, &mut self.random)?)
    }

    /// Writes notes in one action.
    pub fn write(
        &mut self,
        author: PersonId,
        notes: Vec<NewNote>,
    ) -> anyhow::Result<Vec<EntryKey>> {
        let kinds: Vec<String> = notes.iter().map(|it| it.kind.as_str().to_owned()).collect();
        self.execute(author, &Command::AddNotes(notes))
            .with_context(|| format!("{} writes {}", self.name, kinds.join(", ")))
    }

    /// What a screen of the tablet shows to `person`, who enters their PIN first.
    pub fn screen_after_pin<T>(
        &mut self,
        person: PersonId,
        show: impl FnOnce(&Store, Viewer) -> Result<T, StoreError>,
    ) -> anyhow::Result<T> {
        let store = self.store.clone().context("the phone is off")?;
        self.stand(&store, person)?;
        self.screen(person, show)
    }

    /// What a screen shows to `person`.
    pub fn screen<T>(
        &self,
        person: PersonId,
        show: impl FnOnce(&Store, Viewer) -> Result<T, StoreError>,
    ) -> anyhow::Result<T> {
        let now = self.reading();
        Ok(show(self.store()?, Viewer { person, now })?)
    }

    /// Keeps what `person` writes for nobody else.
    pub fn reflect(&mut self, person: PersonId, words: &str) -> anyhow::Result<()> {
        let reading = self.reading();
        let store = self.store.as_ref().context("the phone is off")?;
        store.reflect(person, None, words, reading, &mut self.random)?;
        Ok(())
    }

    /// The process ends: nothing of it stays in memory.
    pub fn switch_off(&mut self) {
        self.store = None;
    }

    /// Opens the store again.
    pub fn switch_on(&mut self) -> anyhow::Result<()> {
        let store = Store::open(&self.path, &StoreKey::new(self.key));
        self.store = Some(Arc::new(store.context("the store after the crash")?));
        Ok(())
    }

    /// What a task of its own needs to enrol.
    pub fn enrolment(
        &self,
        ticket: InvitationTicket,
    ) -> anyhow::Result<impl Future<Output = anyhow::Result<()>> + Send + 'static> {
        let (store, client, name) = (
            self.store()?.clone(),
            self.client.clone(),
            self.name.clone(),
        );
        Ok(async move {
            client
                .enrol(&store, &ticket, &name)
                .await
                .with_context(|| format!("{name} enrols"))
        })
    }

    /// What a task of its own needs to sync until it is quiet or the network fails it.
    pub fn sync(&self) -> anyhow::Result<impl Future<Output = SyncReport> + Send + 'static> {
        let (store, client) = (self.store()?.clone(), self.client.clone());
        Ok(async move { client.sync_until_quiet(&store, &Cancellation::new()).await })
    }
}

fn first_eight(bytes: &[u8; 16]) -> [u8; 8] {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[..8]);
    eight
}
