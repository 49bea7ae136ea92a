//! A real server on loopback with a fictional location, and real phones enrolled at it.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use samenspel_core::device::client::{Client, ClientError, ClientOptions};
use samenspel_core::device::{Command, NewNote, NoteView, Store, StoreKey, TimelineQuery};
use samenspel_core::directory::Holder;
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Fields, NoteKind, Value};
use samenspel_core::ids::{IntentId, InvitationId, PersonId};
use samenspel_core::protocol::{InvitationTicket, invitation_code_hash};
use samenspel_core::time::{Clock, ClockReading, UnixMillis};
use sync_server::config::Config;
use sync_server::data_folder::DataFolder;
use sync_server::engine::{Options, Organisation};
use sync_server::serve::{RunningServer, Server};
use sync_server::system::SystemClock;

use crate::location::{FictionalLocation, Size};
use crate::random::SystemRandom;

/// A location and the server that serves it.
pub struct ServedLocation {
    /// Who is there.
    pub location: FictionalLocation,
    config: Config,
    server: Option<RunningServer>,
    _folder: tempfile::TempDir,
}

impl ServedLocation {
    /// One group with a few children and staff, served on a port of its own.
    pub async fn start() -> Self {
        let size = Size {
            groups: 1,
            children_per_group: 3,
            staff_per_group: 3,
        };
        let location = FictionalLocation::new(size, SystemClock.now(), &mut SystemRandom);
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config {
            data_directory: folder.path().to_owned(),
            ..Config::default()
        };
        config.serve.listen.set_port(0);
        config.serve.metrics_listen = None;
        // The tests ask more often than any phone.
        config.serve.device_requests_per_minute = 1_000_000;
        config.serve.device_requests_burst = 1_000_000;
        create_organisation(folder.path(), &location);
        let mut it = Self {
            location,
            config,
            server: None,
            _folder: folder,
        };
        it.start_again().await;
        it
    }

    /// Starts the server, on the port it had if it ran before.
    pub async fn start_again(&mut self) {
        let server = Server::start(self.config.clone()).await.unwrap();
        self.config.serve.listen = server.address;
        self.server = Some(server);
    }

    /// Stops the server in order.
    pub async fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop().await;
        }
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.config.serve.listen)
    }

    /// A new invitation.
    pub fn invite(&self, holder: Holder) -> InvitationTicket {
        let organisation = self
            .server
            .as_ref()
            .unwrap()
            .organisation(&self.location.org);
        let ticket =
            sync_server::invitation::draw(&self.url(), self.location.org, &mut SystemRandom);
        let id = InvitationId::new(SystemClock.now(), &mut SystemRandom);
        let invited = organisation
            .unwrap()
            .invite(id, holder, invitation_code_hash(&ticket.code));
        invited.unwrap();
        ticket
    }

    /// An enrolled phone of a person.
    pub async fn phone(&self, person: PersonId) -> ServedPhone {
        self.phone_with_clock(person, 0).await
    }

    /// An enrolled phone whose wall clock is wrong.
    pub async fn phone_with_clock(&self, person: PersonId, wrong_by_ms: i64) -> ServedPhone {
        let phone = ServedPhone::new(person, &self.url(), wrong_by_ms);
        let ticket = self.invite(Holder::Person(person));
        phone.enrol(&ticket).await.unwrap();
        phone
    }

    /// The hand-over series of the first child.
    pub fn handover(&self) -> Series {
        Series {
            org: self.location.org,
            kind: DocumentKind::Handover,
            subject: Subject::Child(self.location.children[0][0]),
        }
    }
}

fn create_organisation(folder: &Path, location: &FictionalLocation) {
    let data = DataFolder::new(folder);
    data.create().unwrap();
    let organisation = Organisation::create(
        &data.organisation(&location.org),
        location.org,
        Options::default(),
        Arc::new(SystemClock),
        Box::new(SystemRandom),
    );
    let organisation = organisation.unwrap();
    organisation
        .change_directory(&location.records, &[])
        .unwrap();
}

/// The real time on a wall clock that is wrong.
pub struct WrongClock {
    wrong_by_ms: i64,
    booted: Instant,
}

impl Clock for WrongClock {
    fn read(&self) -> ClockReading {
        ClockReading {
            wall: SystemClock.now().plus_ms(self.wrong_by_ms),
            boot_id: 1,
            monotonic_ms: i64::try_from(self.booted.elapsed().as_millis()).unwrap(),
        }
    }
}

/// A real store and a real client.
pub struct ServedPhone {
    /// Whose.
    pub person: PersonId,
    /// What it keeps.
    pub store: Arc<Store>,
    /// How it talks.
    pub client: Client,
    clock: Arc<WrongClock>,
    _folder: tempfile::TempDir,
}

impl ServedPhone {
    /// A phone that is not enrolled yet.
    pub fn new(person: PersonId, url: &str, wrong_by_ms: i64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("profile.db");
        let store = Store::create(&path, &StoreKey::new([7; 32])).unwrap();
        let clock = Arc::new(WrongClock {
            wrong_by_ms,
            booted: Instant::now(),
        });
        let options = ClientOptions::default();
        let client = Client::new(url, &options, clock.clone(), Box::new(SystemRandom)).unwrap();
        Self {
            person,
            store: Arc::new(store),
            client,
            clock,
            _folder: folder,
        }
    }

    /// Enrols it.
    pub async fn enrol(&self, ticket: &InvitationTicket) -> Result<(), ClientError> {
        self.client.enrol(&self.store, ticket, "telefoon").await
    }

    /// Writes a calm hand-over with a summary.
    pub fn hand_over(&self, series: Series, summary: &str) -> IntentId {
        let mut fields = Fields::new();
        fields.set("state", Value::Text("calm".into())).unwrap();
        fields.set("summary", Value::Text(summary.into())).unwrap();
        let note = NewNote {
            series,
            kind: NoteKind::new("handover").unwrap(),
            fields,
        };
        let command = Command::AddNote(note);
        self.store
            .execute(&command, self.person, self.clock.read(), &mut SystemRandom)
            .unwrap()
    }

    /// The notes about a series' subject, in the order shown.
    pub fn notes(&self, series: &Series) -> Vec<NoteView> {
        let query = TimelineQuery {
            subject: series.subject,
            kinds: &[series.kind],
            note_kinds: &[],
            before: None,
            limit: usize::MAX,
        };
        self.store.timeline(&query).unwrap()
    }

    /// Their summaries, sorted.
    pub fn summaries(&self, series: &Series) -> Vec<String> {
        let notes = self.notes(series);
        let texts = notes.iter().filter_map(|it| it.entry.text("summary"));
        let mut texts: Vec<String> = texts.map(str::to_owned).collect();
        texts.sort();
        texts
    }

    /// What time the phone takes it to be.
    pub fn now(&self) -> UnixMillis {
        self.store.corrected(self.clock.read()).unwrap().0
    }
}
