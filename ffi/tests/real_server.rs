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
use samenspel_tests::served::ServedLocation;
use sync_server::system::SystemClock;

const KEY: [u8; 32] = [5; 32];

/// A platform whose clock works.
struct Platform;

impl PlatformClock for Platform {
    fn read(&self) -> Result<PlatformReading, PlatformError> {
        let reading = SystemClock.read();
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
    ProfileStore::create(path, KEY.to_vec(), Arc::new(Platform)).unwrap()
}

async fn enrolled(served: &ServedLocation, folder: &Path, person: PersonId) -> Arc<ProfileStore> {
    let profile = create(folder, &person.to_string());
    let invitation = served.invite(Holder::Person(person)).to_text();
    let enrolling = profile.enrol(invitation, "telefoon".into()).unwrap();
    enrolling.wait().await.unwrap();
    profile
}

async fn sync(profile: &ProfileStore) -> SyncReportView {
    profile.sync().unwrap().wait().await.unwrap()
}

fn subject(served: &ServedLocation) -> NoteSubject {
    NoteSubject::Child {
        child: served.location.children[0][0].to_string(),
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

fn hand_over(served: &ServedLocation) -> NoteRequest {
    NoteRequest {
        author: None,
        document: "handover".into(),
        subject: subject(served),
        kind: "handover".into(),
        fields: vec![field("state", "watch"), field("summary", "Sliep slecht.")],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_written_in_one_app_is_read_in_another() {
    let served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let staff = &served.location.staff[0];
    let fatima = enrolled(&served, folder.path(), staff[0]).await;
    let joke = enrolled(&served, folder.path(), staff[1]).await;
    let note = fatima.add_note(hand_over(&served)).unwrap();
    assert_eq!(
        fatima.status(note.clone()).unwrap(),
        Some(NoteStatus::OnThisDevice)
    );
    assert_eq!(fatima.pending().unwrap(), 1);
    for profile in [&fatima, &joke] {
        assert_eq!(sync(profile).await.state, SyncState::Idle);
    }
    assert_eq!(fatima.status(note).unwrap(), Some(NoteStatus::Sent));
    assert_eq!(fatima.pending().unwrap(), 0);
    let read = joke.timeline(subject(&served)).unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].author, staff[0].to_string());
    assert!(read[0].fields.contains(&field("summary", "Sliep slecht.")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_note_crosses_as_a_key() {
    let served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let fatima = enrolled(&served, folder.path(), served.location.staff[0][0]).await;
    fatima.add_note(hand_over(&served)).unwrap();
    let key = fatima.timeline(subject(&served)).unwrap()[0].key.clone();
    let answers = NoteField {
        name: "replies_to".into(),
        value: FieldValue::Notes { keys: vec![key] },
    };
    let mut reply = hand_over(&served);
    reply.fields.push(answers.clone());
    fatima.add_note(reply).unwrap();
    let notes = fatima.timeline(subject(&served)).unwrap();
    assert!(notes[1].fields.contains(&answers));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_rules_refuse_comes_as_a_code_with_the_field() {
    let served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let fatima = enrolled(&served, folder.path(), served.location.staff[0][0]).await;
    sync(&fatima).await;
    let refused = fatima.add_note(NoteRequest {
        fields: vec![field("summary", "zonder staat")],
        ..hand_over(&served)
    });
    assert_eq!(
        refused,
        Err(SamenspelError::Refused {
            code: "field_missing".into(),
            args: vec!["state".into()],
        })
    );
    assert!(fatima.timeline(subject(&served)).unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_sync_ends_and_the_next_one_does_its_work() {
    let served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let fatima = enrolled(&served, folder.path(), served.location.staff[0][0]).await;
    let note = fatima.add_note(hand_over(&served)).unwrap();
    let task = fatima.background_sync(30_000).unwrap();
    task.cancel();
    task.wait().await.unwrap();
    assert!(matches!(
        task.wait().await,
        Err(SamenspelError::Input { .. })
    ));
    sync(&fatima).await;
    assert_eq!(fatima.status(note).unwrap(), Some(NoteStatus::Sent));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_server_is_unreachable_and_the_note_stays() {
    let mut served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let fatima = enrolled(&served, folder.path(), served.location.staff[0][0]).await;
    served.stop().await;
    fatima.add_note(hand_over(&served)).unwrap();
    let report = sync(&fatima).await;
    assert_eq!(report.state, SyncState::Waiting);
    assert_eq!(report.failure.as_deref(), Some("no_answer"));
    assert_eq!(fatima.timeline(subject(&served)).unwrap().len(), 1);
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
    let short = ProfileStore::create(path.clone(), vec![1; 5], Arc::new(Platform)).err();
    assert!(matches!(short, Some(SamenspelError::Input { .. })));
    let missing = ProfileStore::open(path.clone(), KEY.to_vec(), Arc::new(Platform)).err();
    assert_eq!(missing, Some(store_error("not_found")));
    let profile = ProfileStore::create(path.clone(), KEY.to_vec(), Arc::new(Platform)).unwrap();
    assert!(!profile.is_enrolled());
    let mistyped = profile
        .enrol("SAMENSPEL1:ABC".into(), "telefoon".into())
        .err();
    assert!(matches!(mistyped, Some(SamenspelError::Input { .. })));
    assert_eq!(profile.sync().err(), Some(store_error("not_enrolled")));
    drop(profile);
    let wrong = ProfileStore::open(path, vec![9; 32], Arc::new(Platform)).err();
    assert_eq!(wrong, Some(store_error("wrong_key")));
}

fn store_error(code: &str) -> SamenspelError {
    SamenspelError::Store {
        code: code.into(),
        args: Vec::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_throws_costs_no_note() {
    let served = ServedLocation::start().await;
    let folder = tempfile::tempdir().unwrap();
    let person = served.location.staff[0][0];
    drop(enrolled(&served, folder.path(), person).await);
    let path = folder.path().join(person.to_string());
    let path = path.to_str().unwrap().to_owned();
    let profile = ProfileStore::open(path, KEY.to_vec(), Arc::new(BrokenPlatform)).unwrap();
    profile.add_note(hand_over(&served)).unwrap();
    assert_eq!(profile.timeline(subject(&served)).unwrap().len(), 1);
}
