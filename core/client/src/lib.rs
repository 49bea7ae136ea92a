//! The device's client: carries what the store wants to say to the server and back, when the sync
//! machine says so. Knows sockets and timers; knows nothing of what is in a message.
//!
//! The store blocks on the disk, so it is only touched on threads made for blocking. A request may
//! be dropped at any point: what was pushed and not answered is pushed again, and an answer is
//! applied in one transaction or not at all.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod cancellation;
mod certificate;
mod driver;
mod exchange;
mod hints;
mod options;
mod transport;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use cancellation::Cancellation;
pub use driver::{SyncHandle, SyncReport};
pub use exchange::ExchangeError;
pub use options::{ClientOptions, Roots};
pub use transport::{Traffic, TransportError};

use driver::{Driver, Until};
use samenspel_device::{Store, StoreError};
use samenspel_model::ids::Random;
use samenspel_model::time::{Clock, ClockReading};
use samenspel_protocol::InvitationTicket;
use samenspel_protocol::sync::{Event, State};
use transport::Transport;

/// Why the client cannot work, or could not enrol.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The server's address cannot be used.
    #[error("the server's address cannot be used: {0}")]
    Address(&'static str),
    /// TLS could not be set up.
    #[error("secure connections cannot be set up on this device: {0}")]
    Tls(String),
    /// The server could not be reached or refused.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work on the store was cut off: the process is stopping.
    #[error("the device is shutting down")]
    Stopping,
}

/// One profile's connection to its server. Cheap to clone; clones take turns.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    transport: Transport,
    clock: Arc<dyn Clock>,
    random: Mutex<Box<dyn Random>>,
    /// Held from building a request until its answer is applied, so that there is one at a time
    /// even where an answer is still being applied when its request was dropped.
    turn: Arc<tokio::sync::Mutex<()>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client(..)")
    }
}

impl Client {
    /// A client of the server at `url`.
    pub fn new(
        url: &str,
        options: &ClientOptions,
        clock: Arc<dyn Clock>,
        random: Box<dyn Random>,
    ) -> Result<Self, ClientError> {
        let transport = Transport::new(url, options)?;
        Ok(Self {
            inner: Arc::new(Inner {
                transport,
                clock,
                random: Mutex::new(random),
                turn: Arc::default(),
            }),
        })
    }

    /// Enrols the store's profile by an invitation. A second try with the same invitation picks up
    /// where the first was cut off.
    pub async fn enrol(
        &self,
        store: &Arc<Store>,
        ticket: &InvitationTicket,
        device_name: &str,
    ) -> Result<(), ClientError> {
        let (given, name) = (ticket.clone(), device_name.to_owned());
        let request = self
            .on_store(store, move |inner, store| {
                let reading = inner.clock.read();
                inner.with_random(|random| store.begin_enrolment(&given, &name, reading, random))
            })
            .await??;
        let before = self.inner.clock.read();
        let response = self.inner.transport.enrol(&request).await?;
        let reading = half_way(before, self.inner.clock.read());
        let given = ticket.clone();
        self.on_store(store, move |_, store| {
            store.finish_enrolment(&given, &response, reading)
        })
        .await??;
        Ok(())
    }

    /// Syncs until there is nothing more to do at once, or until something keeps it from going on;
    /// the report says which.
    pub async fn sync_until_quiet(
        &self,
        store: &Arc<Store>,
        cancellation: &Cancellation,
    ) -> SyncReport {
        let mut driver = Driver::new(self, store, cancellation);
        driver.tell(Event::Foreground);
        driver.drive(Until::Quiet).await
    }

    /// The one call that a background task of the operating system makes: syncs, trying again after
    /// failures, and returns before `deadline` is over with what it managed. What it could not
    /// finish is as it was before.
    pub async fn background_sync(
        &self,
        store: &Arc<Store>,
        deadline: Duration,
        cancellation: &Cancellation,
    ) -> SyncReport {
        let mut driver = Driver::new(self, store, cancellation);
        driver.tell(Event::Foreground);
        driver
            .drive(Until::Deadline(tokio::time::Instant::now() + deadline))
            .await
    }

    /// Keeps the store in step while the app is on screen: on commits, hints and the platform's
    /// word, which the handle takes in. Runs until the handle is cancelled or dropped; must be
    /// called on a tokio runtime, or with one entered.
    pub fn keep_in_step(&self, store: &Arc<Store>) -> SyncHandle {
        driver::start(self, store)
    }

    /// Bytes and requests since the client was made.
    pub fn traffic(&self) -> Traffic {
        self.inner.transport.traffic()
    }

    /// Runs `work` where blocking on the disk holds up nobody. It runs to its end even if the
    /// caller goes away.
    async fn on_store<T: Send + 'static>(
        &self,
        store: &Arc<Store>,
        work: impl FnOnce(&Inner, &Store) -> T + Send + 'static,
    ) -> Result<T, ClientError> {
        let (inner, store) = (self.inner.clone(), store.clone());
        tokio::task::spawn_blocking(move || work(&inner, &store))
            .await
            .map_err(|_| ClientError::Stopping)
    }
}

impl Inner {
    fn with_random<T>(&self, draw: impl FnOnce(&mut dyn Random) -> T) -> T {
        let mut random = self.random.lock().unwrap_or_else(PoisonError::into_inner);
        draw(&mut **random)
    }
}

/// The reading in the middle of two, which is when the server read its own clock, as well as one
/// can say. Across a reboot only the later one means anything.
fn half_way(before: ClockReading, after: ClockReading) -> ClockReading {
    if before.boot_id != after.boot_id {
        return after;
    }
    let half_ms = after.monotonic_ms.saturating_sub(before.monotonic_ms) / 2;
    ClockReading {
        wall: after.wall.plus_ms(-half_ms),
        boot_id: after.boot_id,
        monotonic_ms: after.monotonic_ms.saturating_sub(half_ms),
    }
}

/// Whether a machine in this state has nothing to do at once.
fn is_quiet(state: State) -> bool {
    !matches!(state, State::Syncing)
}
