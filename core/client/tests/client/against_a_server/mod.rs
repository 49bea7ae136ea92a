//! The device's client and a real store against a server that misbehaves: it hangs, cuts, sends
//! too much, refuses, and says what no server should. Nothing may be lost, and nothing may spin.

// This crate is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod fake_server;
mod refused;

use std::sync::Arc;
use std::time::Duration;

use fake_server::{Answer, FakeServer, quiet_response};
use samenspel_client::{Cancellation, Client, ClientError, ClientOptions};
use samenspel_device::{Store, StoreKey};
use samenspel_model::ids::{OrgId, PersonId};
use samenspel_model::limits;
use samenspel_model::time::{Clock, ClockReading, UnixMillis};
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::encode;
use samenspel_protocol::sync::{State, StopReason};
use samenspel_protocol::{EnrolResponse, InvitationTicket, SyncResponse};
use samenspel_rules::directory::Holder;
use samenspel_testkit::random::Counter;

const SERVER_TIME: UnixMillis = UnixMillis(1_772_436_600_000);

/// A year slow, and standing still.
struct SlowClock;

impl Clock for SlowClock {
    fn read(&self) -> ClockReading {
        ClockReading {
            wall: SERVER_TIME.plus_ms(-365 * UnixMillis::DAY_MS),
            boot_id: 1,
            monotonic_ms: 1_000,
        }
    }
}

struct Phone {
    store: Arc<Store>,
    client: Client,
    _folder: tempfile::TempDir,
}

fn ticket(url: &str) -> InvitationTicket {
    InvitationTicket {
        url: url.into(),
        org: OrgId([1; 16]),
        code: vec![2; 16],
    }
}

/// An answer with nothing in it.
fn quiet(server_time: UnixMillis) -> Answer {
    Answer::Sync(Box::new(quiet_response(server_time)))
}

fn unenrolled(server: &FakeServer) -> Phone {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profile.db");
    let store = Store::create(&path, &StoreKey::new([3; 32])).unwrap();
    let options = ClientOptions {
        idle_timeout: Duration::from_secs(2),
        ..ClientOptions::default()
    };
    let random = Box::new(Counter(4));
    Phone {
        store: Arc::new(store),
        client: Client::new(server.url(), &options, Arc::new(SlowClock), random).unwrap(),
        _folder: folder,
    }
}

async fn enrolled(server: &FakeServer) -> Phone {
    let phone = unenrolled(server);
    server.will(Answer::Cbor(encode(&EnrolResponse {
        holder: Holder::Person(PersonId([5; 16])),
        server_time: SERVER_TIME,
        organisation: "Kinderopvang De Regenboog".into(),
    })));
    phone
        .client
        .enrol(&phone.store, &ticket(server.url()), "telefoon van Samira")
        .await
        .unwrap();
    phone
}

async fn sync(phone: &Phone) -> samenspel_client::SyncReport {
    phone
        .client
        .sync_until_quiet(&phone.store, &Cancellation::new())
        .await
}

#[tokio::test]
async fn a_lost_answer_to_an_enrolment_costs_nothing() {
    let server = FakeServer::start().await;
    let phone = unenrolled(&server);
    server.will(Answer::CutAfter(0));
    let lost = phone
        .client
        .enrol(&phone.store, &ticket(server.url()), "telefoon")
        .await;
    assert!(matches!(lost, Err(ClientError::Transport(_))));
    server.will(Answer::Cbor(encode(&EnrolResponse {
        holder: Holder::Person(PersonId([5; 16])),
        server_time: SERVER_TIME,
        organisation: "Kinderopvang De Regenboog".into(),
    })));
    phone
        .client
        .enrol(&phone.store, &ticket(server.url()), "telefoon")
        .await
        .unwrap();
    let bodies = server.bodies();
    assert_eq!(
        bodies[0], bodies[1],
        "the second try asked for another device"
    );
}

#[tokio::test]
async fn an_expired_invitation_says_so_and_leaves_the_store_ready_for_another() {
    let server = FakeServer::start().await;
    let phone = unenrolled(&server);
    server.will(Answer::Refusal(RequestError::InvitationExpired));
    let refused = phone
        .client
        .enrol(&phone.store, &ticket(server.url()), "telefoon")
        .await
        .unwrap_err();
    assert_eq!(refused.to_string(), "this invitation has expired");
    assert!(phone.store.profile().is_err());
    let next = enrolled_with(&phone, &server, vec![9; 16]).await;
    assert!(next.is_ok());
}

async fn enrolled_with(
    phone: &Phone,
    server: &FakeServer,
    code: Vec<u8>,
) -> Result<(), ClientError> {
    server.will(Answer::Cbor(encode(&EnrolResponse {
        holder: Holder::Person(PersonId([5; 16])),
        server_time: SERVER_TIME,
        organisation: "Kinderopvang De Regenboog".into(),
    })));
    let ticket = InvitationTicket {
        code,
        ..ticket(server.url())
    };
    phone.client.enrol(&phone.store, &ticket, "telefoon").await
}

#[tokio::test]
async fn a_phone_with_nothing_new_needs_one_request() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(quiet(SERVER_TIME));
    let report = sync(&phone).await;
    assert_eq!((report.state, report.answers), (State::Idle, 1));
    assert_eq!(report.traffic.requests, 1);
    assert!(report.failure.is_none() && !report.unfinished);
}

#[tokio::test]
async fn a_refused_clock_is_tried_again_at_once_with_the_servers_time() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    let server_time = SERVER_TIME.plus_ms(UnixMillis::DAY_MS);
    server.will(Answer::Refusal(RequestError::ClockWrong { server_time }));
    server.will(quiet(server_time));
    let report = sync(&phone).await;
    assert_eq!((report.state, report.answers), (State::Idle, 1));
    let times = server.header_values("samenspel-time");
    assert_eq!(times.last(), Some(&server_time.0.to_string()));
    let nonces = server.header_values("samenspel-nonce");
    assert_ne!(nonces[0], nonces[1], "a nonce was used twice");
}

#[tokio::test]
async fn a_server_that_is_stopping_is_left_alone_for_as_long_as_it_asks() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(Answer::Refusal(RequestError::Unavailable {
        retry_after_ms: 60_000,
    }));
    let report = phone
        .client
        .background_sync(&phone.store, Duration::from_secs(20), &Cancellation::new())
        .await;
    assert!(matches!(report.state, State::Waiting { .. }));
    assert_eq!(report.traffic.requests, 1);
    assert!(report.unfinished);
}

#[tokio::test]
async fn a_revoked_phone_stops_and_says_why() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(Answer::Refusal(RequestError::DeviceRevoked));
    let report = sync(&phone).await;
    assert_eq!(report.state, State::Stopped(StopReason::DeviceRevoked));
    assert_eq!(report.traffic.requests, 1);
}

#[tokio::test]
async fn whatever_a_bad_server_says_the_phone_waits_and_a_good_answer_ends_it() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    let whole = encode(&quiet_response(SERVER_TIME));
    let bad_answers = [
        Answer::CutAfter(0),
        Answer::CutAfter(40),
        Answer::Status(502, b"<html>bad gateway</html>".to_vec()),
        Answer::Status(301, Vec::new()),
        Answer::Status(
            503,
            vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        ),
        Answer::Wire(b"not zstd".to_vec()),
        Answer::Wire(samenspel_model::wire::compress(&whole[..whole.len() / 2])),
        Answer::Wire(samenspel_model::wire::compress(&vec![0x81; 4 << 20])),
        Answer::Sync(Box::new(SyncResponse {
            version: 9,
            ..quiet_response(SERVER_TIME)
        })),
        Answer::EndlessBody(limits::RESPONSE_BYTES_MAX + 1),
    ];
    for bad in bad_answers {
        let what = format!("{bad:?}");
        server.will(bad);
        let report = sync(&phone).await;
        assert!(report.failure.is_some(), "{what}");
        assert_eq!(report.answers, 0, "{what}");
        assert_ne!(report.state, State::Idle, "{what}");
    }
    server.will(quiet(SERVER_TIME));
    assert_eq!(sync(&phone).await.state, State::Idle);
}

#[tokio::test]
async fn a_failure_is_tried_again_within_the_deadline_of_a_background_sync() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(Answer::CutAfter(0));
    server.will(quiet(SERVER_TIME));
    let report = phone
        .client
        .background_sync(&phone.store, Duration::from_secs(20), &Cancellation::new())
        .await;
    assert_eq!((report.state, report.answers), (State::Idle, 1));
}

#[tokio::test]
async fn a_server_that_never_answers_does_not_hold_up_a_background_task() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(Answer::Hang);
    let report = phone
        .client
        .background_sync(
            &phone.store,
            Duration::from_millis(300),
            &Cancellation::new(),
        )
        .await;
    assert_eq!(report.answers, 0);
    assert!(report.unfinished);
    assert_eq!(report.state, State::Idle);
}

#[tokio::test]
async fn a_cancelled_sync_ends_and_the_next_one_goes_through() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.will(Answer::Hang);
    let cancellation = Cancellation::new();
    let syncing = phone.client.sync_until_quiet(&phone.store, &cancellation);
    let cancelling = async {
        server.until_asked(2).await;
        cancellation.cancel();
    };
    let (report, ()) = tokio::join!(syncing, cancelling);
    assert!(report.unfinished);
    server.will(quiet(SERVER_TIME));
    assert_eq!(sync(&phone).await.state, State::Idle);
}

#[tokio::test]
async fn a_hint_leads_to_a_sync_and_so_does_every_new_connection() {
    let server = FakeServer::start().await;
    let phone = enrolled(&server).await;
    server.always(quiet(SERVER_TIME));
    let handle = phone.client.keep_in_step(&phone.store);
    server.until_listening().await;
    server.until_quiet().await;
    let before = server.count("POST /v1/sync");
    server.hint();
    server.until_count("POST /v1/sync", before + 1).await;
    handle.cancel();
}
