//! The HTTP service from outside: a real server, real sockets, real SQLite files.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::io::{BufRead, BufReader, Write};

use samenspel_model::verdict::{Outcome, RequestError};
use support::serving::beside_a_server;
use support::{Phone, Place, child_and_holder, connect, get, head};
use sync_server::config::Config;
use sync_server::serve::{ServeError, Server};

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
fn who_is_not_enrolled_signs_wrongly_or_asks_another_organisation_is_told_so() {
    beside_a_server(
        |_| (),
        |place, server| {
            let stranger = Phone::new(9, place.org, server.address);
            assert_eq!(stranger.sync().error(), RequestError::UnknownDevice);
            let mut phone = place.enrolled(server.address);
            phone.key = samenspel_model::entry::DeviceKey::from_bytes(&[8; 32]);
            assert_eq!(phone.sync().error(), RequestError::BadSignature);
            phone.org = samenspel_model::ids::OrgId([1; 16]);
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
        forger.key = samenspel_model::entry::DeviceKey::from_bytes(&[8; 32]);
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
