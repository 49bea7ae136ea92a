//! A phone: a real store in a file of its own and the real client, for one person.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, ensure};
use samenspel_client::{Cancellation, Client, ClientError, ClientOptions, SyncReport};
use samenspel_device::{
    Command, CommandError, NoteView, Status, Store, StoreKey, TIMELINE_NOTES_MAX, TimelineQuery,
};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::Clock;
use samenspel_protocol::InvitationTicket;
use samenspel_protocol::sync::State;
use samenspel_rules::directory::Holder;
use tokio::runtime::Handle;

use samenspel_testkit::random::SystemRandom;

/// Fictional people's phones all have the same key.
pub fn store_key() -> StoreKey {
    StoreKey::new([7; 32])
}

/// A phone.
pub struct Phone {
    /// Who writes on it.
    pub person: PersonId,
    /// Its store.
    pub store: Arc<Store>,
    /// The store's file.
    pub path: PathBuf,
    /// How it talks to the server.
    pub client: Client,
    clock: Arc<dyn Clock>,
    runtime: Handle,
    lives: u32,
}

/// Where a phone lives.
#[derive(Clone)]
pub struct Surroundings {
    /// Runs the client.
    pub runtime: Handle,
    /// The phone's clock.
    pub clock: Arc<dyn Clock>,
    /// How its client connects.
    pub options: ClientOptions,
}

impl Surroundings {
    /// Where a phone connects as phones do.
    pub fn new(runtime: &Handle, clock: Arc<dyn Clock>) -> Self {
        Self {
            runtime: runtime.clone(),
            clock,
            options: ClientOptions::default(),
        }
    }
}

impl Phone {
    /// Makes a store at `path` and enrols it.
    pub fn enrol(
        path: &Path,
        person: PersonId,
        ticket: &InvitationTicket,
        around: &Surroundings,
    ) -> anyhow::Result<Self> {
        let phone = Self::unenrolled(path, person, &ticket.url, around)?;
        phone.enrol_by(ticket).context("enrolling")?;
        Ok(phone)
    }

    /// Makes a store at `path` that knows nobody yet, on a phone that will reach `url`.
    pub fn unenrolled(
        path: &Path,
        person: PersonId,
        url: &str,
        around: &Surroundings,
    ) -> anyhow::Result<Self> {
        let store = Store::create(path, &store_key())?;
        Self::with_store(store, path, person, url, around)
    }

    /// Enrols it.
    pub fn enrol_by(&self, ticket: &InvitationTicket) -> Result<(), ClientError> {
        let enrolling = self.client.enrol(&self.store, ticket, "phone");
        self.runtime.block_on(enrolling)
    }

    /// Opens an enrolled phone again.
    pub fn open(path: &Path, around: &Surroundings) -> anyhow::Result<Self> {
        let store = Store::open(path, &store_key())?;
        let profile = store.profile()?;
        let Holder::Person(person) = profile.holder else {
            anyhow::bail!("the store at {} belongs to a group", path.display());
        };
        Self::with_store(store, path, person, &profile.url, around)
    }

    fn with_store(
        store: Store,
        path: &Path,
        person: PersonId,
        url: &str,
        around: &Surroundings,
    ) -> anyhow::Result<Self> {
        let random = Box::new(SystemRandom);
        Ok(Self {
            person,
            store: Arc::new(store),
            path: path.to_owned(),
            client: Client::new(url, &around.options, around.clock.clone(), random)?,
            clock: around.clock.clone(),
            runtime: around.runtime.clone(),
            lives: 1,
        })
    }

    /// The app is killed and opened again: it finds the files as they were at that moment, with
    /// nothing closed and the write-ahead log beside the store.
    pub fn killed_and_opened(&self, around: &Surroundings) -> anyhow::Result<Self> {
        let copy = self
            .path
            .with_extension(format!("{}-after-kill", self.lives));
        let with = |path: &Path, suffix: &str| {
            let mut name = path.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        std::fs::copy(&self.path, &copy)?;
        let log = with(&self.path, "-wal");
        if log.exists() {
            std::fs::copy(log, with(&copy, "-wal"))?;
        }
        let lives = self.lives + 1;
        Ok(Self {
            lives,
            ..Self::open(&copy, around)?
        })
    }

    /// Commits what the person does; gives the key of its one entry.
    pub fn write(&self, command: &Command) -> Result<EntryKey, CommandError> {
        self.write_as(self.person, command)
    }

    /// The same by whoever stands at a shared device.
    pub fn write_as(&self, author: PersonId, command: &Command) -> Result<EntryKey, CommandError> {
        let reading = self.clock.read();
        let store = &self.store;
        let intent = store.execute(command, author, reading, &mut SystemRandom)?;
        let keys = store.entry_keys(intent)?;
        keys.first().copied().ok_or(CommandError::Empty)
    }

    /// One sync, until it is quiet or something keeps it from going on.
    pub fn sync(&self) -> SyncReport {
        let cancellation = Cancellation::new();
        let syncing = self.client.sync_until_quiet(&self.store, &cancellation);
        self.runtime.block_on(syncing)
    }

    /// A sync that must succeed and leave nothing to do.
    pub fn sync_all(&self) -> anyhow::Result<SyncReport> {
        let report = self.sync();
        ensure!(
            report.state == State::Idle && !report.unfinished,
            "the sync did not come to its end: {:?}, {:?}",
            report.state,
            report.failure.as_ref().map(ToString::to_string)
        );
        ensure!(self.store.pending_count()? == 0, "something was not sent");
        ensure!(self.store.wanted_count()? == 0, "something was not fetched");
        Ok(report)
    }

    /// What the author is told of a note.
    pub fn status(&self, key: &EntryKey) -> anyhow::Result<Status> {
        let status = self.store.status(key)?;
        status.with_context(|| format!("the note {key} is not on this phone"))
    }

    /// What the screen shows of a child, the latest notes, oldest first.
    pub fn timeline(&self, subject: Subject) -> anyhow::Result<Vec<NoteView>> {
        let query = TimelineQuery {
            subject,
            kinds: &[],
            note_kinds: &[],
            before: None,
            limit: TIMELINE_NOTES_MAX,
        };
        Ok(self.store.timeline(&query, self.clock.read())?)
    }

    /// The phone's clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }
}

/// Whether the author is told that the server has it.
pub fn says_sent(status: &Status) -> bool {
    matches!(
        status,
        Status::Sent | Status::ReadBy(_) | Status::TakenOverBy(_)
    )
}
