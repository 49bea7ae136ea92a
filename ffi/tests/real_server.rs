//! What the apps call, driven from Rust against a real server in the same process.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use samenspel_core::directory::Holder;
use samenspel_core::ids::PersonId;
use samenspel_core::time::Clock;
use samenspel_ffi::{
    FieldValue, NoteField, NoteRequest, NoteStatus, NoteSubject, PlatformClock, PlatformError,
    PlatformReading, ProfileStore, SamenspelError, SyncReportView, SyncState,
};
use samenspel_tests::clock::TrueTime;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::driven_server::DrivenServer;

const KEY: [u8; 32] = [5; 32];
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
struct BrokenPlatform;

impl PlatformClock for BrokenPlatform {
    fn read(&self) -> Result<PlatformReading, PlatformError> {
        Err(PlatformError::Unexpected)
    }
}

fn create(folder: &Path, name: &str) -> Arc<ProfileStore> {
    let path = folder.join(name).to_str().unwrap().to_owned();
    ProfileStore::create(path, KEY.to_vec(), platform()).unwrap()
}

fn platform() -> Arc<Platform> {
    Arc::new(Platform(TrueTime::starting_at(MONDAY_MORNING)))
}

fn server() -> DrivenServer {
    DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap()
}

fn enrolled(server: &DrivenServer, person: PersonId) -> Arc<ProfileStore> {
    let profile = create(&server.site.phones().unwrap(), &person.to_string());
    let invitation = server
        .invite(Holder::Person(person), server.address)
        .unwrap();
    let enrolling = profile
        .enrol(invitation.to_text(), "telefoon".into())
        .unwrap();
    server.runtime.block_on(enrolling.wait()).unwrap();
    profile
}

fn sync(server: &DrivenServer, profile: &ProfileStore) -> SyncReportView {
    let syncing = profile.sync().unwrap();
    server.runtime.block_on(syncing.wait()).unwrap()
}

fn staff(server: &DrivenServer, number: usize) -> PersonId {
    server.site.location.staff[0][number]
}

fn subject(server: &DrivenServer) -> NoteSubject {
    NoteSubject::Child {
        child: server.site.location.children[0][0].to_string(),
    }
}

fn field(name: &str, value: &str) -> NoteField {
    NoteField {
        name: name.into(),
        value: FieldValue::Text {
            value: value.into(),
        },
    }
}

fn hand_over(server: &DrivenServer) -> NoteRequest {
    NoteRequest {
        author: None,
        document: "handover".into(),
        subject: subject(server),
        kind: "handover".into(),
        fields: vec![field("state", "watch"), field("summary", "Sliep slecht.")],
    }
}

#[test]
fn a_note_written_in_one_app_is_read_in_another() {
    let server = server();
    let fatima = enrolled(&server, staff(&server, 0));
    let joke = enrolled(&server, staff(&server, 1));
    let note = fatima.add_note(hand_over(&server)).unwrap();
    assert_eq!(
        fatima.status(note.clone()).unwrap(),
        Some(NoteStatus::OnThisDevice)
    );
    assert_eq!(fatima.pending().unwrap(), 1);
    for profile in [&fatima, &joke] {
        assert_eq!(sync(&server, profile).state, SyncState::Idle);
    }
    assert_eq!(fatima.status(note).unwrap(), Some(NoteStatus::Sent));
    assert_eq!(fatima.pending().unwrap(), 0);
    let read = joke.timeline(subject(&server)).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].author, staff(&server, 0).to_string());
    assert!(read[0].fields.contains(&field("summary", "Sliep slecht.")));
}

#[test]
fn a_key_of_another_note_crosses_as_a_key() {
    let server = server();
    let fatima = enrolled(&server, staff(&server, 0));
    fatima.add_note(hand_over(&server)).unwrap();
    let key = fatima.timeline(subject(&server)).unwrap()[0].key.clone();
    let answers = NoteField {
        name: "replies_to".into(),
        value: FieldValue::Notes { keys: vec![key] },
    };
    let mut reply = hand_over(&server);
    reply.fields.push(answers.clone());
    fatima.add_note(reply).unwrap();
    let notes = fatima.timeline(subject(&server)).unwrap();
    assert!(notes[1].fields.contains(&answers));
}

#[test]
fn what_the_rules_refuse_comes_as_a_code_with_the_field() {
    let server = server();
    let fatima = enrolled(&server, staff(&server, 0));
    sync(&server, &fatima);
    let refused = fatima.add_note(NoteRequest {
        fields: vec![field("summary", "zonder staat")],
        ..hand_over(&server)
    });
    assert_eq!(
        refused,
        Err(SamenspelError::Refused {
            code: "field_missing".into(),
            args: vec!["state".into()],
        })
    );
    assert!(fatima.timeline(subject(&server)).unwrap().is_empty());
}

#[test]
fn a_cancelled_sync_ends_and_the_next_one_does_its_work() {
    let server = server();
    let fatima = enrolled(&server, staff(&server, 0));
    let note = fatima.add_note(hand_over(&server)).unwrap();
    let task = fatima.background_sync(30_000).unwrap();
    task.cancel();
    server.runtime.block_on(task.wait()).unwrap();
    assert!(matches!(
        server.runtime.block_on(task.wait()),
        Err(SamenspelError::Input { .. })
    ));
    sync(&server, &fatima);
    assert_eq!(fatima.status(note).unwrap(), Some(NoteStatus::Sent));
}

#[test]
fn a_stopped_server_is_unreachable_and_the_note_stays() {
    let mut server = server();
    let fatima = enrolled(&server, staff(&server, 0));
    server.stop();
    fatima.add_note(hand_over(&server)).unwrap();
    let report = sync(&server, &fatima);
    assert_eq!(report.state, SyncState::Waiting);
    assert_eq!(report.failure.as_deref(), Some("no_answer"));
    assert_eq!(fatima.timeline(subject(&server)).unwrap().len(), 1);
}

#[test]
fn bad_arguments_are_said_to_be_bad_and_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder
        .path()
        .join("profile.db")
        .to_str()
        .unwrap()
        .to_owned();
    let short = ProfileStore::create(path.clone(), vec![1; 5], platform()).err();
    assert!(matches!(short, Some(SamenspelError::Input { .. })));
    let missing = ProfileStore::open(path.clone(), KEY.to_vec(), platform()).err();
    assert_eq!(missing, Some(store_error("not_found")));
    let profile = ProfileStore::create(path.clone(), KEY.to_vec(), platform()).unwrap();
    assert!(!profile.is_enrolled());
    let mistyped = profile
        .enrol("SAMENSPEL1:ABC".into(), "telefoon".into())
        .err();
    assert!(matches!(mistyped, Some(SamenspelError::Input { .. })));
    assert_eq!(profile.sync().err(), Some(store_error("not_enrolled")));
    drop(profile);
    let wrong = ProfileStore::open(path, vec![9; 32], platform()).err();
    assert_eq!(wrong, Some(store_error("wrong_key")));
}

fn store_error(code: &str) -> SamenspelError {
    SamenspelError::Store {
        code: code.into(),
        args: Vec::new(),
    }
}

#[test]
fn a_platform_that_throws_costs_no_note() {
    let server = server();
    let person = staff(&server, 0);
    drop(enrolled(&server, person));
    let path = server.site.phones().unwrap().join(person.to_string());
    let path = path.to_str().unwrap().to_owned();
    let profile = ProfileStore::open(path, KEY.to_vec(), Arc::new(BrokenPlatform)).unwrap();
    profile.add_note(hand_over(&server)).unwrap();
    assert_eq!(profile.timeline(subject(&server)).unwrap().len(), 1);
}
