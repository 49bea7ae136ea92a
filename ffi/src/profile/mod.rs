//! One profile: its open store, and its server once it is enrolled. What can be done with it is in the
//! modules below, by what for. Knows no screen.

mod day_pass;
mod floor;
pub(crate) mod reading;
mod relaying;
mod syncing;
mod writing;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use samenspel_client::{Cancellation, Client, ClientOptions};
use samenspel_device::Store;
use samenspel_device::screens::Viewer;
use samenspel_model::ids::{AccountId, PersonId};
use samenspel_model::time::{Clock, ClockReading};
use samenspel_rules::directory::Holder;

use crate::clock::{CoreClock, SystemRandom};
use crate::error::DeviceCode;
use crate::runtime::{on_disk, runtime};
use crate::{
    ChangeObserver, ProfileView, SamenspelError, Subscription, SyncSession, Topic, android,
    convert, log,
};

/// How long closing waits for what still reads from the store.
const CLOSING_MS_MAX: u64 = 10_000;

/// An open profile. Close it when the app locks; dropping it does the same without waiting.
#[derive(uniffi::Object)]
pub struct Profile {
    account: AccountId,
    clock: Arc<CoreClock>,
    open: Mutex<Option<Open>>,
}

/// What an open profile holds.
struct Open {
    store: Arc<Store>,
    client: Option<Client>,
    session: Weak<SyncSession>,
    /// Of every sync under way.
    syncs: Vec<Cancellation>,
    paused: bool,
}

impl Open {
    /// Every sync ends soon.
    fn stop_syncing(&mut self) {
        self.syncs.drain(..).for_each(|sync| sync.cancel());
        if let Some(session) = std::mem::replace(&mut self.session, Weak::new()).upgrade() {
            session.cancel();
        }
    }
}

#[uniffi::export]
impl Profile {
    /// The id under which it is kept on this device.
    pub fn account(&self) -> String {
        self.account.to_string()
    }

    /// Whose it is; nothing before it is enrolled.
    pub async fn about(&self) -> Result<Option<ProfileView>, SamenspelError> {
        self.on_store(|store, _| match store.profile() {
            Ok(profile) => Ok(Some(ProfileView::from(&*profile))),
            Err(samenspel_device::StoreError::NotEnrolled) => Ok(None),
            Err(error) => Err(error.into()),
        })
        .await
    }

    /// Tells `observer` of changes to any of `topics` (of all if there are none) until the subscription
    /// is cancelled. It is told after the commit, so what it asks then is the new state.
    pub fn observe(
        &self,
        topics: Vec<Topic>,
        observer: Arc<dyn ChangeObserver>,
    ) -> Result<Arc<Subscription>, SamenspelError> {
        let store = self.store()?;
        let subscription = Subscription::start(&store, &topics, observer);
        let_go(store);
        Ok(subscription)
    }

    /// Looks whether another process (the background worker) changed something, and then tells every
    /// observer. The app calls it on coming to the foreground and every few seconds while there.
    pub async fn notice_other_processes(&self) -> Result<bool, SamenspelError> {
        self.on_store(|store, _| Ok(store.notice_other_processes()?))
            .await
    }

    /// Ends every sync and closes the store; its key is wiped from memory. May be called twice. After it
    /// every call gives `store: closed`.
    pub async fn close(&self) -> Result<(), SamenspelError> {
        let Some(mut open) = self.lock().take() else {
            return Ok(());
        };
        open.stop_syncing();
        on_disk(move || close_alone(open)).await?;
        log::event("closed");
        Ok(())
    }
}

impl Profile {
    pub(crate) fn of(account: AccountId, store: Store, clock: Arc<CoreClock>) -> Arc<Self> {
        Arc::new(Self {
            account,
            clock,
            open: Mutex::new(Some(Open {
                store: Arc::new(store),
                client: None,
                session: Weak::new(),
                syncs: Vec::new(),
                paused: false,
            })),
        })
    }

    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with_open<T>(
        &self,
        work: impl FnOnce(&mut Open) -> Result<T, SamenspelError>,
    ) -> Result<T, SamenspelError> {
        let mut open = self.lock();
        work(open.as_mut().ok_or_else(closed)?)
    }

    fn store(&self) -> Result<Arc<Store>, SamenspelError> {
        self.with_open(|open| Ok(open.store.clone()))
    }

    /// Runs `work` on the store, off the caller's thread. A call whose caller went away ends whole.
    pub(crate) async fn on_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store, ClockReading) -> Result<T, SamenspelError> + Send + 'static,
    ) -> Result<T, SamenspelError> {
        let (store, clock) = (self.store()?, self.clock.clone());
        on_disk(move || work(&store, clock.read())).await
    }

    /// Runs `work` for a person: who is named, else whose profile it is.
    pub(crate) async fn as_person<T: Send + 'static>(
        &self,
        person: Option<String>,
        work: impl FnOnce(&Store, Viewer) -> Result<T, SamenspelError> + Send + 'static,
    ) -> Result<T, SamenspelError> {
        self.on_store(move |store, now| {
            let person = person_of(store, person.as_deref())?;
            work(store, Viewer { person, now })
        })
        .await
    }

    /// Something was written: a session that keeps the profile in step sends it.
    fn committed(&self) -> Result<(), SamenspelError> {
        let session = self.with_open(|open| Ok(open.session.upgrade()))?;
        if let Some(session) = session {
            session.committed();
        }
        Ok(())
    }

    /// The client of the profile's server, made at the first use: taking turns needs one only.
    fn client(&self) -> Result<Client, SamenspelError> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        self.with_open(|open| {
            if open.paused {
                return Err(SamenspelError::unreachable(DeviceCode::Paused));
            }
            if open.store.logged_out()?.is_some() {
                return Err(samenspel_device::StoreError::LoggedOut.into());
            }
            if let Some(client) = &open.client {
                return Ok(client.clone());
            }
            let client = connect(&open.store.profile()?.url, clock)?;
            Ok(open.client.insert(client).clone())
        })
    }
}

impl Drop for Profile {
    /// As closing, but waits for nothing; never blocks the thread that let go of it.
    fn drop(&mut self) {
        let Some(mut open) = self.lock().take() else {
            return;
        };
        open.stop_syncing();
        let_go(open.store);
    }
}

/// Lets go of a store where waiting for the disk holds up nobody: the last one to do so closes it.
pub(crate) fn let_go(store: Arc<Store>) {
    if Arc::strong_count(&store) > 1 {
        return;
    }
    match runtime() {
        Ok(runtime) => drop(runtime.spawn_blocking(move || drop(store))),
        Err(_) => drop(store),
    }
}

/// Waits until nobody else reads from the store, and closes it.
fn close_alone(open: Open) -> Result<(), SamenspelError> {
    let Open {
        mut store, client, ..
    } = open;
    drop(client);
    for _ in 0..CLOSING_MS_MAX {
        match Arc::try_unwrap(store) {
            Ok(alone) => {
                drop(alone);
                return Ok(());
            }
            Err(shared) => store = shared,
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    // Whoever still has it closes it.
    Err(SamenspelError::store(DeviceCode::Busy))
}

fn connect(url: &str, clock: Arc<dyn Clock>) -> Result<Client, SamenspelError> {
    if !android::can_ask_about_servers() {
        return Err(SamenspelError::unreachable(DeviceCode::NoContext));
    }
    let options = ClientOptions::default();
    Ok(Client::new(url, &options, clock, Box::new(SystemRandom))?)
}

/// Who is named, else whose profile it is. A shared device must say who.
fn person_of(store: &Store, named: Option<&str>) -> Result<PersonId, SamenspelError> {
    match (named, store.profile()?.holder) {
        (Some(person), _) => convert::parse(person, "person"),
        (None, Holder::Person(person)) => Ok(person),
        (None, Holder::Group(_)) => Err(SamenspelError::input(DeviceCode::Missing, "person")),
    }
}

fn closed() -> SamenspelError {
    SamenspelError::store(DeviceCode::Closed)
}
