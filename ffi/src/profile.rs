//! One profile's store and its connection, as one object. Knows no screen.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use samenspel_core::device::client::{Cancellation, Client, ClientOptions};
use samenspel_core::device::{Command, Store, StoreKey, TIMELINE_NOTES_MAX, TimelineQuery};
use samenspel_core::directory::Holder;
use samenspel_core::ids::{EntryKey, IntentId, PersonId};
use samenspel_core::protocol::InvitationTicket;
use samenspel_core::time::Clock;
use tokio::runtime::{Builder, Runtime};

use crate::clock::{CoreClock, SystemRandom};
use crate::convert;
use crate::{
    EnrolTask, InboxItemView, NoteRequest, NoteStatus, NoteSubject, NoteView, PlatformClock,
    SamenspelError, SyncTask,
};

/// One profile on this device: its sealed store, and its server once it is enrolled.
#[derive(uniffi::Object)]
pub struct ProfileStore {
    store: Arc<Store>,
    clock: Arc<CoreClock>,
    client: Mutex<Option<Client>>,
    /// Taken out only when dropped.
    runtime: Option<Runtime>,
}

#[uniffi::export]
impl ProfileStore {
    /// Creates the store of a new profile; refuses to replace a file. The key has 32 bytes and
    /// comes from the platform's keystore.
    #[uniffi::constructor]
    pub fn create(
        path: String,
        key: Vec<u8>,
        clock: Arc<dyn PlatformClock>,
    ) -> Result<Arc<Self>, SamenspelError> {
        let store = Store::create(Path::new(&path), &store_key(key)?)?;
        Self::with_store(store, clock)
    }

    /// Opens a store. With a wrong key nothing is touched.
    #[uniffi::constructor]
    pub fn open(
        path: String,
        key: Vec<u8>,
        clock: Arc<dyn PlatformClock>,
    ) -> Result<Arc<Self>, SamenspelError> {
        let store = Store::open(Path::new(&path), &store_key(key)?)?;
        Self::with_store(store, clock)
    }

    /// Whether it is enrolled.
    pub fn is_enrolled(&self) -> bool {
        self.store.profile().is_ok()
    }

    /// Enrols by an invitation, as scanned or typed.
    pub fn enrol(
        &self,
        invitation: String,
        device_name: String,
    ) -> Result<Arc<EnrolTask>, SamenspelError> {
        let ticket = InvitationTicket::from_text(&invitation)
            .map_err(|_| SamenspelError::input("mistyped", "invitation"))?;
        let client = self.connect(&ticket.url)?;
        let store = self.store.clone();
        let running = self.runtime()?.spawn(async move {
            let enrolled = client.enrol(&store, &ticket, &device_name).await;
            enrolled.map_err(SamenspelError::from)
        });
        Ok(EnrolTask::new(running))
    }

    /// Writes a note: kept on this device when this returns. Gives the id of what was done, to ask
    /// for its status.
    pub fn add_note(&self, note: NoteRequest) -> Result<String, SamenspelError> {
        let profile = self.store.profile()?;
        let author: PersonId = match (&note.author, profile.holder) {
            (Some(author), _) => convert::parse(author, "author")?,
            (None, Holder::Person(person)) => person,
            (None, Holder::Group(_)) => return Err(SamenspelError::input("missing", "author")),
        };
        let command = Command::AddNote(convert::new_note(profile.org, &note)?);
        let reading = self.clock.read();
        let intent = self
            .store
            .execute(&command, author, reading, &mut SystemRandom)?;
        Ok(intent.to_string())
    }

    /// Where something that was done here stands; nothing if it is not known.
    pub fn status(&self, intent: String) -> Result<Option<NoteStatus>, SamenspelError> {
        let intent: IntentId = convert::parse(&intent, "intent")?;
        Ok(self.store.intent_status(intent)?.map(NoteStatus::from))
    }

    /// The latest notes about a child, a group or a case, oldest first.
    pub fn timeline(&self, subject: NoteSubject) -> Result<Vec<NoteView>, SamenspelError> {
        let notes = self.store.timeline(&TimelineQuery {
            subject: convert::subject_of(&subject)?,
            kinds: &[],
            note_kinds: &[],
            before: None,
            limit: TIMELINE_NOTES_MAX,
        })?;
        let mut views = Vec::with_capacity(notes.len());
        for note in &notes {
            let key: &EntryKey = &note.entry.key;
            if let Some(status) = self.store.status(key)? {
                views.push(convert::note(note, status));
            }
        }
        Ok(views)
    }

    /// What came back: refused or held, text intact.
    pub fn inbox(&self) -> Result<Vec<InboxItemView>, SamenspelError> {
        let items = self.store.inbox(None)?;
        Ok(items.into_iter().map(convert::inbox_item).collect())
    }

    /// How much of what was written here the server does not have yet.
    pub fn pending(&self) -> Result<u64, SamenspelError> {
        Ok(self.store.pending_count()?)
    }

    /// Syncs until there is nothing more to do at once.
    pub fn sync(&self) -> Result<Arc<SyncTask>, SamenspelError> {
        let (client, store) = (self.client()?, self.store.clone());
        let cancellation = Cancellation::new();
        let cancelled = cancellation.clone();
        let running = self
            .runtime()?
            .spawn(async move { client.sync_until_quiet(&store, &cancelled).await });
        Ok(SyncTask::new(cancellation, running))
    }

    /// Syncs for at most this long, for a background task of the operating system.
    pub fn background_sync(&self, deadline_ms: u64) -> Result<Arc<SyncTask>, SamenspelError> {
        let (client, store) = (self.client()?, self.store.clone());
        let cancellation = Cancellation::new();
        let cancelled = cancellation.clone();
        let deadline = Duration::from_millis(deadline_ms);
        let running = self
            .runtime()?
            .spawn(async move { client.background_sync(&store, deadline, &cancelled).await });
        Ok(SyncTask::new(cancellation, running))
    }
}

impl ProfileStore {
    fn with_store(
        store: Store,
        clock: Arc<dyn PlatformClock>,
    ) -> Result<Arc<Self>, SamenspelError> {
        // One for timers and sockets; the store has threads of its own for blocking.
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("samenspel")
            .enable_all()
            .build()
            .map_err(|_| stopping())?;
        Ok(Arc::new(Self {
            store: Arc::new(store),
            clock: Arc::new(CoreClock::new(clock)),
            client: Mutex::default(),
            runtime: Some(runtime),
        }))
    }

    fn runtime(&self) -> Result<&Runtime, SamenspelError> {
        self.runtime.as_ref().ok_or_else(stopping)
    }

    /// The client of the profile's server, made at the first use: taking turns needs one only.
    fn client(&self) -> Result<Client, SamenspelError> {
        let mut kept = self.client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = &*kept {
            return Ok(client.clone());
        }
        let client = self.connect(&self.store.profile()?.url)?;
        Ok(kept.insert(client).clone())
    }

    fn connect(&self, url: &str) -> Result<Client, SamenspelError> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        let options = ClientOptions::default();
        Ok(Client::new(url, &options, clock, Box::new(SystemRandom))?)
    }
}

impl Drop for ProfileStore {
    /// Waits for nothing: what is under way on the store ends by itself, as a whole.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn store_key(key: Vec<u8>) -> Result<StoreKey, SamenspelError> {
    let key = zeroize::Zeroizing::new(key);
    let bytes: [u8; 32] = key[..]
        .try_into()
        .map_err(|_| SamenspelError::input("not_32_bytes", "key"))?;
    Ok(StoreKey::new(bytes))
}

fn stopping() -> SamenspelError {
    SamenspelError::Unreachable {
        code: "stopping".into(),
        args: Vec::new(),
    }
}
