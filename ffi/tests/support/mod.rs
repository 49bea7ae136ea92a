//! A real server, and apps as UniFFI's callers see them. Knows no test.
#![allow(dead_code)] // each test file uses its own part

use std::future::Future;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use samenspel_ffi::{
    Accounts, ChangeObserver, CommandRequest, DraftView, FieldValue, NoteField, NoteRequest,
    NoteStatus, NoteSubject, NoteView, PlatformClock, PlatformError, PlatformReading, Profile,
    SamenspelError, SyncReportView, SyncStatusView, TimelineRequest, Topic,
};
use samenspel_model::ids::PersonId;
use samenspel_model::time::Clock;
use samenspel_rules::directory::Holder;
use samenspel_testkit::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::driven_server::DrivenServer;

pub const KEY: [u8; 32] = [5; 32];
const SIZE: Size = Size {
    groups: 1,
    children_per_group: 1,
    staff_per_group: 2,
};

/// A platform whose clock works.
struct Platform(TrueTime);

impl PlatformClock for Platform {
    fn read(&self) -> Result<PlatformReading, PlatformError> {
        let reading = self.0.read();
        Ok(PlatformReading {
            wall_ms: reading.wall.0,
            boot_id: 1,
            monotonic_ms: reading.monotonic_ms,
        })
    }
}

/// A platform that throws whenever it is asked.
pub struct BrokenPlatform;

impl PlatformClock for BrokenPlatform {
    fn read(&self) -> Result<PlatformReading, PlatformError> {
        Err(PlatformError::Unexpected)
    }
}

/// Passes on what it is told.
pub struct Hearing(pub Sender<Vec<Topic>>);

impl ChangeObserver for Hearing {
    fn changed(&self, topics: Vec<Topic>) -> Result<(), PlatformError> {
        self.0.send(topics).map_err(|_| PlatformError::Unexpected)
    }
}

/// A server with one group, one child and two colleagues.
pub struct World {
    pub server: DrivenServer,
}

impl World {
    pub fn start() -> Self {
        let time = TrueTime::starting_at(MONDAY_MORNING);
        Self {
            server: DrivenServer::start(SIZE, time).unwrap(),
        }
    }

    pub fn platform(&self) -> Arc<dyn PlatformClock> {
        Arc::new(Platform(self.server.time.clone()))
    }

    /// All apps of a test keep their profiles in one folder.
    pub fn accounts(&self, clock: Arc<dyn PlatformClock>) -> Arc<Accounts> {
        let folder = self.server.site.phones().unwrap();
        Accounts::new(folder.to_str().unwrap().to_owned(), clock)
    }

    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.server.runtime.block_on(work)
    }

    pub fn staff(&self, number: usize) -> PersonId {
        self.server.site.location.staff[0][number]
    }

    pub fn phone(&self, number: usize) -> Phone<'_> {
        self.enrolled(Holder::Person(self.staff(number)))
    }

    pub fn enrolled(&self, holder: Holder) -> Phone<'_> {
        let accounts = self.accounts(self.platform());
        let creating = accounts.create(accounts.new_id(), KEY.to_vec());
        let profile = self.run(creating).unwrap();
        let invitation = self.server.invite(holder, self.server.address).unwrap();
        let enrolling = profile
            .enrol(invitation.to_text(), "telefoon".into())
            .unwrap();
        self.run(enrolling.wait()).unwrap();
        Phone::of(self, profile)
    }

    pub fn subject(&self) -> NoteSubject {
        NoteSubject::Child {
            child: self.server.site.location.children[0][0].to_string(),
        }
    }

    pub fn hand_over(&self) -> NoteRequest {
        NoteRequest {
            document: "handover".into(),
            subject: self.subject(),
            kind: "handover".into(),
            fields: vec![field("state", "watch"), field("summary", "Sliep slecht.")],
        }
    }

    pub fn timeline_request(&self) -> TimelineRequest {
        TimelineRequest {
            subject: self.subject(),
            documents: Vec::new(),
            kinds: Vec::new(),
            before: None,
            limit: 100,
        }
    }
}

/// An app with an open profile.
pub struct Phone<'a> {
    world: &'a World,
    pub profile: Arc<Profile>,
}

impl<'a> Phone<'a> {
    pub fn of(world: &'a World, profile: Arc<Profile>) -> Self {
        Self { world, profile }
    }

    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.world.run(work)
    }

    pub fn write(&self, note: NoteRequest) -> Result<String, SamenspelError> {
        self.execute(CommandRequest::AddNotes { notes: vec![note] })
    }

    pub fn execute(&self, command: CommandRequest) -> Result<String, SamenspelError> {
        self.run(self.profile.execute(command, None))
    }

    pub fn sync(&self) -> SyncReportView {
        let syncing = self.profile.sync().unwrap();
        self.run(syncing.wait()).unwrap()
    }

    pub fn status(&self, intent: &str) -> Option<NoteStatus> {
        self.run(self.profile.status(intent.to_owned())).unwrap()
    }

    pub fn sync_status(&self) -> SyncStatusView {
        self.run(self.profile.sync_status()).unwrap()
    }

    pub fn timeline(&self) -> Vec<NoteView> {
        let request = self.world.timeline_request();
        self.run(self.profile.timeline(request)).unwrap()
    }

    pub fn drafts(&self) -> Vec<DraftView> {
        self.run(self.profile.drafts(None)).unwrap()
    }

    pub fn wait_until(&self, is_so: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is_so() {
            assert!(begun.elapsed() < Duration::from_secs(20), "waited in vain");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

pub fn field(name: &str, value: &str) -> NoteField {
    NoteField {
        name: name.into(),
        value: FieldValue::Text {
            value: value.into(),
        },
    }
}

pub fn number(name: &str, value: i64) -> NoteField {
    NoteField {
        name: name.into(),
        value: FieldValue::Number { value },
    }
}

pub fn id(name: &str, id: &str) -> NoteField {
    NoteField {
        name: name.into(),
        value: FieldValue::Id { id: id.into() },
    }
}

pub fn store_error(code: &str) -> SamenspelError {
    SamenspelError::Store {
        code: code.into(),
        args: Vec::new(),
    }
}

pub fn input_error(code: &str, argument: &str) -> SamenspelError {
    SamenspelError::Input {
        code: code.into(),
        args: vec![argument.into()],
    }
}

pub fn pin_error(code: &str, args: &[&str]) -> SamenspelError {
    SamenspelError::Pin {
        code: code.into(),
        args: args.iter().map(ToString::to_string).collect(),
    }
}
