//! The HTTP service from outside: a real server, real sockets, real SQLite files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::sync::Arc;
use std::time::Duration;

use samenspel_core::directory::{Holder, Record};
use samenspel_core::ids::{ChildId, PersonId};
use samenspel_core::limits::{INVITATION_LIFETIME_MS, REQUEST_WIRE_BYTES_MAX};
use samenspel_core::protocol::{Outcome, RequestError, SYNC_PATH, SyncRequest, compress, encode};
use samenspel_core::time::{Clock, ClockReading, UnixMillis};
use support::{Phone, Place, SmallDisk, connect, get, head, post, read_reply, sync_request};
use sync_server::config::Config;
use sync_server::serve::{Parts, RunningServer, ServeError, Server};
use sync_server::system::SystemClock;

/// Runs `test` beside a server with the settings that `change` makes.
fn beside_a_server(change: impl FnOnce(&mut Config), test: impl FnOnce(&Place, &RunningServer)) {
    let place = Place::new();
    let mut config = place.config();
    change(&mut config);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(config)).unwrap();
    test(&place, &server);
    runtime.block_on(server.stop());
}

/// A phone of Willemijn, who works on a group.
#[test]
fn an_invited_phone_enrols_and_gets_its_part_of_the_directory() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let response = phone.sync().response();
            let view = response.directory.expect("a directory");
            assert!(view.records.len() > 20, "{} records", view.records.len());
        },
    );
}

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
fn who_is_not_enrolled_signs_wrongly_or_asks_another_organisation_is_told_so() {
    beside_a_server(
        |_| (),
        |place, server| {
            let stranger = Phone::new(9, place.org, server.address);
            assert_eq!(stranger.sync().error(), RequestError::UnknownDevice);
            let mut phone = place.enrolled(server.address);
            phone.key = samenspel_core::entry::DeviceKey::from_bytes(&[8; 32]);
            assert_eq!(phone.sync().error(), RequestError::BadSignature);
            phone.org = samenspel_core::ids::OrgId([1; 16]);
            assert_eq!(phone.sync().error(), RequestError::UnknownOrganisation);
        },
    );
}

#[test]
fn a_device_that_asks_too_often_is_told_when_to_come_again_and_nobody_else_is_slowed() {
    let strict = |config: &mut Config| {
        config.serve.device_requests_per_minute = 1;
        config.serve.device_requests_burst = 2;
    };
    beside_a_server(strict, |place, server| {
        let phone = place.enrolled(server.address);
        // Somebody else in this device's name does not use up its share.
        let mut forger = Phone::new(7, place.org, server.address);
        forger.key = samenspel_core::entry::DeviceKey::from_bytes(&[8; 32]);
        for _ in 0..5 {
            assert_eq!(forger.sync().error(), RequestError::BadSignature);
        }
        assert_eq!(phone.sync().status, 200);
        assert_eq!(phone.sync().status, 200);
        let reply = phone.sync();
        assert_eq!(reply.status, 429);
        assert!(reply.headers.contains("retry-after:"), "{}", reply.headers);
        assert!(matches!(
            reply.error(),
            RequestError::RateLimited {
                retry_after_ms: 1..
            }
        ));
        let other = Phone::new(3, place.org, server.address);
        assert_eq!(
            other.enrol(&place.invite(&["--person", "s002"])).status,
            200
        );
        assert_eq!(other.sync().status, 200);
    });
}

#[test]
fn hints_say_that_something_changed_and_nothing_else() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let mut stream = connect(server.address);
            let headers = phone.signed("GET", "/v1/hints", b"").to_headers();
            stream
                .write_all(head("GET", "/v1/hints", &headers, 0).as_bytes())
                .unwrap();
            let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
            assert!(lines.any(|line| line.contains("text/event-stream")));
            // News from elsewhere: a colleague's phone enrols.
            let other = Phone::new(3, place.org, server.address);
            assert_eq!(
                other.enrol(&place.invite(&["--person", "s002"])).status,
                200
            );
            assert!(lines.any(|line| line == "event: changed"));
        },
    );
}

#[test]
fn a_device_holds_no_more_hint_streams_than_it_may() {
    let one = |config: &mut Config| config.serve.hint_streams_per_device_max = 1;
    beside_a_server(one, |place, server| {
        let phone = place.enrolled(server.address);
        let open = || {
            let mut stream = connect(server.address);
            let headers = phone.signed("GET", "/v1/hints", b"").to_headers();
            stream
                .write_all(head("GET", "/v1/hints", &headers, 0).as_bytes())
                .unwrap();
            let mut first = String::new();
            let mut reader = BufReader::new(stream);
            reader.read_line(&mut first).unwrap();
            (reader, first)
        };
        let (held, first) = open();
        assert!(first.contains("200"), "{first}");
        let (_, second) = open();
        assert!(second.contains("429"), "{second}");
        drop(held);
    });
}

#[test]
fn the_operator_sees_that_it_lives_is_ready_and_what_it_did() {
    beside_a_server(
        |_| (),
        |place, server| {
            place.enrolled(server.address).sync().response();
            assert_eq!(get(server.address, "/healthz").text(), "ok\n");
            assert_eq!(get(server.address, "/readyz").text(), "ready\n");
            // Not on the address that a proxy makes public.
            assert_eq!(get(server.address, "/metrics").status, 404);
            let metrics = get(server.metrics_address.unwrap(), "/metrics").text();
            assert!(metrics.contains("samenspel_requests_total{"), "{metrics}");
            assert!(metrics.contains("code=\"ok\""), "{metrics}");
        },
    );
}

#[test]
fn stopping_ends_streams_and_a_stopped_server_leaves_its_folder_to_the_next() {
    let place = Place::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(place.config())).unwrap();
    let phone = place.enrolled(server.address);
    let mut stream = connect(server.address);
    let headers = phone.signed("GET", "/v1/hints", b"").to_headers();
    stream
        .write_all(head("GET", "/v1/hints", &headers, 0).as_bytes())
        .unwrap();
    let mut lines = BufReader::new(stream).lines();
    lines.next().unwrap().unwrap();
    let second = runtime.block_on(Server::start(place.config()));
    assert!(matches!(second, Err(ServeError::DataFolder(_))));
    runtime.block_on(server.stop());
    assert!(
        lines.all(|line| line.is_ok()),
        "the stream did not end in order"
    );
    let server = runtime.block_on(Server::start(place.config())).unwrap();
    let phone = Phone::new(7, place.org, server.address);
    assert_eq!(phone.sync().status, 200, "the device is still enrolled");
    runtime.block_on(server.stop());
}

#[test]
fn a_port_in_use_is_said_with_what_to_do() {
    let place = Place::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut config = place.config();
    config.serve.listen = taken.local_addr().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let Err(error) = runtime.block_on(Server::start(config)) else {
        panic!("it started")
    };
    assert!(
        error.to_string().contains("another program uses this port"),
        "{error}"
    );
}

/// The first child that a phone hears of, and the person whose phone it is.
fn child_and_holder(phone: &Phone) -> (ChildId, PersonId) {
    let records = phone.sync().response().directory.unwrap().records;
    let child = records.iter().find_map(|record| match record {
        Record::Child(child) => Some(child.id),
        _ => None,
    });
    let holder = records.iter().find_map(|record| match record {
        Record::Device(device) if device.id == phone.device => Some(device.holder),
        _ => None,
    });
    let Some(Holder::Person(person)) = holder else {
        panic!("the phone is not a person's: {holder:?}");
    };
    (child.expect("a child in the directory"), person)
}

#[test]
fn a_note_is_acknowledged_once_and_known_when_it_is_sent_again() {
    beside_a_server(
        |_| (),
        |place, server| {
            let phone = place.enrolled(server.address);
            let (child, person) = child_and_holder(&phone);
            let request = phone.hand_over(person, child, "sliep goed");
            let first = phone.push(&request).response();
            assert!(matches!(first.outcomes[..], [Outcome::Stored { .. }]));
            let again = phone.push(&request).response();
            assert!(matches!(again.outcomes[..], [Outcome::Known { .. }]));
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

#[test]
fn a_full_disk_refuses_new_notes_loses_none_and_recovers() {
    let place = Place::new();
    let Some(disk) = SmallDisk::under(&place) else {
        println!("skipped: needs the right to mount");
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start(place.config())).unwrap();
    let phone = place.enrolled(server.address);
    let (child, person) = child_and_holder(&phone);
    let kept = phone.hand_over(person, child, "van voor het volle schijfje");
    assert!(matches!(
        phone.push(&kept).response().outcomes[..],
        [Outcome::Stored { .. }]
    ));
    disk.fill();
    let refused = phone.hand_over(person, child, "erna");
    let mut reply = phone.push(&refused);
    // What is left of the log's own file takes a few more.
    for _ in 0..200 {
        if reply.status != 200 {
            break;
        }
        reply = phone.push(&phone.hand_over(person, child, &"vol ".repeat(900)));
    }
    assert_eq!(reply.status, 503, "{:?}", reply.body);
    assert!(matches!(reply.error(), RequestError::Unavailable { .. }));
    assert_eq!(
        get(server.address, "/healthz").status,
        200,
        "the process goes on"
    );
    disk.free();
    let after = phone.push(&refused).response();
    assert!(matches!(
        after.outcomes[..],
        [Outcome::Stored { .. } | Outcome::Known { .. }]
    ));
    let known = phone.push(&kept).response();
    assert!(matches!(known.outcomes[..], [Outcome::Known { .. }]));
    runtime.block_on(server.stop());
}
