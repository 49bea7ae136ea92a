//! Requests that are cut, too long, malformed, of another version, and invitations that are used,
//! invented or too old, sent to a real server: each has its answer, and nothing is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use samenspel_model::limits::{INVITATION_LIFETIME_MS, REQUEST_WIRE_BYTES_MAX};
use samenspel_model::time::{Clock, ClockReading, UnixMillis};
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{SYNC_PATH, SyncRequest};
use support::serving::beside_a_server;
use support::{Phone, Place, connect, head, post, read_reply, sync_request};
use sync_server::config::Config;
use sync_server::serve::{Parts, Server};
use sync_server::system::SystemClock;

#[test]
fn an_invitation_works_once_and_an_invented_one_never() {
    beside_a_server(
        |_| (),
        |place, server| {
            let ticket = place.invite(&["--group", "zonnetjes"]);
            assert_eq!(
                Phone::new(1, place.org, server.address)
                    .enrol(&ticket)
                    .status,
                200
            );
            let second = Phone::new(2, place.org, server.address);
            let reply = second.enrol(&ticket);
            assert_eq!(
                (reply.status, reply.error()),
                (410, RequestError::InvitationUsed)
            );
            let mut invented = ticket;
            invented.code = vec![0; 16];
            let reply = second.enrol(&invented);
            assert_eq!(
                (reply.status, reply.error()),
                (404, RequestError::InvitationUnknown)
            );
        },
    );
}

#[test]
fn a_body_that_announces_too_much_is_refused_before_it_is_sent() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let headers = phone.signed("POST", SYNC_PATH, b"").to_headers();
            let mut stream = connect(server.address);
            let announced = REQUEST_WIRE_BYTES_MAX + 1;
            stream
                .write_all(head("POST", SYNC_PATH, &headers, announced).as_bytes())
                .unwrap();
            let reply = read_reply(&mut stream);
            assert_eq!(reply.status, 413);
            assert!(matches!(reply.error(), RequestError::TooLarge { .. }));
        },
    );
}

#[test]
fn an_enrolment_that_is_too_long_or_cut_enrols_nobody_and_the_invitation_still_works() {
    beside_a_server(
        |_| (),
        |place, server| {
            let ticket = place.invite(&["--person", "s001"]);
            let mut stream = connect(server.address);
            let announced = head("POST", "/v1/enrol", &[], REQUEST_WIRE_BYTES_MAX + 1);
            stream.write_all(announced.as_bytes()).unwrap();
            assert_eq!(read_reply(&mut stream).status, 413);
            let phone = Phone::new(7, place.org, server.address);
            let whole = encode(&phone.enrol_request(&ticket));
            for length in [0, 1, whole.len() / 2, whole.len() - 1] {
                let reply = post(server.address, "/v1/enrol", &[], &whole[..length]);
                assert_eq!(reply.status, 400, "{length} bytes");
                assert!(matches!(reply.error(), RequestError::Malformed { .. }));
            }
            assert_eq!(phone.enrol(&ticket).status, 200);
        },
    );
}

#[test]
fn a_body_without_length_is_cut_at_the_limit() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let mut headers = phone.signed("POST", SYNC_PATH, b"").to_headers().to_vec();
            headers.push(("transfer-encoding", "chunked".to_owned()));
            let mut stream = connect(server.address);
            stream
                .write_all(head("POST", SYNC_PATH, &headers, 0).as_bytes())
                .unwrap();
            let chunk = [b"10000\r\n".to_vec(), vec![0; 0x10000], b"\r\n".to_vec()].concat();
            for _ in 0..=REQUEST_WIRE_BYTES_MAX / 0x10000 {
                if stream.write_all(&chunk).is_err() {
                    break;
                }
            }
            assert_eq!(read_reply(&mut stream).status, 413);
        },
    );
}

#[test]
fn a_truncated_body_is_refused_and_stores_nothing() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let body = compress(&encode(&sync_request()));
            let reply = phone.send(&body[..body.len() / 2]);
            assert_eq!(reply.status, 400);
            assert!(matches!(reply.error(), RequestError::Malformed { .. }));
            assert_eq!(phone.sync().status, 200);
        },
    );
}

#[test]
fn a_body_that_stops_coming_ends_with_an_answer_in_time() {
    let quick = |config: &mut Config| config.serve.request_timeout = Duration::from_secs(1);
    beside_a_server(quick, |place, server| {
        let phone = place.enrolled(server.address);
        let body = compress(&encode(&sync_request()));
        let headers = phone.signed("POST", SYNC_PATH, &body).to_headers();
        let mut stream = connect(server.address);
        stream
            .write_all(head("POST", SYNC_PATH, &headers, body.len()).as_bytes())
            .unwrap();
        stream.write_all(&body[..3]).unwrap();
        let reply = read_reply(&mut stream);
        assert_eq!(reply.status, 400);
        let RequestError::Malformed { what } = reply.error() else {
            panic!("{:?}", reply.error())
        };
        assert_eq!(what, "the whole body, in time");
    });
}

#[test]
fn malformed_cbor_an_unknown_version_and_missing_headers_each_have_their_answer() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let reply = phone.send(&compress(b"\x9f\xff"));
            assert!(matches!(reply.error(), RequestError::Malformed { .. }));
            let newer = SyncRequest {
                version: 99,
                ..sync_request()
            };
            let reply = phone.send(&compress(&encode(&newer)));
            let unsupported = RequestError::UnsupportedVersion {
                got: 99,
                supported: 1,
            };
            assert_eq!((reply.status, reply.error()), (426, unsupported));
            let reply = post(server.address, SYNC_PATH, &[], b"body");
            assert_eq!(reply.status, 400);
            assert!(matches!(reply.error(), RequestError::Malformed { .. }));
            let reply = post(server.address, "/v1/enrol", &[], b"\xff");
            assert!(matches!(reply.error(), RequestError::Malformed { .. }));
        },
    );
}

#[test]
fn an_invitation_that_is_too_old_is_said_to_be() {
    let place = Place::new();
    let ticket = place.invite(&["--person", "s001"]);
    let later = Parts {
        clock: Arc::new(Later(INVITATION_LIFETIME_MS + UnixMillis::MINUTE_MS)),
        ..Parts::default()
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime
        .block_on(Server::start_with(place.config(), later))
        .unwrap();
    let reply = Phone::new(7, place.org, server.address).enrol(&ticket);
    assert_eq!(
        (reply.status, reply.error()),
        (410, RequestError::InvitationExpired)
    );
    runtime.block_on(server.stop());
}

/// The machine's clock, so many milliseconds on.
struct Later(i64);

impl Clock for Later {
    fn read(&self) -> ClockReading {
        let mut reading = SystemClock.read();
        reading.wall = reading.wall.plus_ms(self.0);
        reading.monotonic_ms = reading.monotonic_ms.saturating_add(self.0);
        reading
    }
}
