//! HTTP that no client of ours would speak: methods, paths, headers, lengths. Knows nothing of what a
//! body means.

use std::io::Write;

use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{SYNC_PATH, header};
use samenspel_tests::support::bare_http::{self, BareAnswer, connect, exchange, head, read_answer};
use samenspel_tests::support::modified_app::{HINTS_PATH, ModifiedApp, empty_request};

use crate::siege::Siege;

const SYNC: (&str, &str) = ("POST", SYNC_PATH);
const MALFORMED: (u16, &str) = (400, "malformed");

type Headers = Vec<(&'static str, String)>;

/// Samira's modified app with a lawful request: headers and body.
fn besieged() -> (Siege, ModifiedApp, Headers, Vec<u8>) {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = compress(&encode(&empty_request()));
    let headers = samira.headers(SYNC, &body, siege.now()).to_headers();
    (siege, samira, headers.into(), body)
}

fn send(siege: &Siege, headers: &Headers, body: &[u8]) -> BareAnswer {
    bare_http::send(siege.address(), SYNC, headers, body).unwrap()
}

/// The server says that this header is missing or malformed.
fn misses(siege: &Siege, headers: &Headers, body: &[u8], name: &str) {
    let error = siege.turns_away(MALFORMED, || send(siege, headers, body));
    let what = format!("header {name} is missing or malformed");
    assert_eq!(error, RequestError::Malformed { what });
}

#[test]
fn hostile_method() {
    let (siege, _, headers, body) = besieged();
    let sync = [
        "GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW",
    ];
    let sync = sync.map(|method| (method, SYNC_PATH));
    let others = [
        ("GET", "/v1/enrol"),
        ("POST", HINTS_PATH),
        ("DELETE", HINTS_PATH),
    ];
    siege.nothing_changes(|| {
        for request in sync.into_iter().chain(others) {
            let answer = bare_http::send(siege.address(), request, &headers, &body).unwrap();
            assert_eq!(
                (answer.status, answer.body),
                (405, Vec::new()),
                "{request:?}"
            );
        }
    });
}

#[test]
fn hostile_path() {
    let (siege, _, headers, body) = besieged();
    let paths = [
        "/",
        "/v1",
        "/v1/",
        "/v1/sync/",
        "/v1/sync/x",
        "/v2/sync",
        "/V1/SYNC",
        "//v1/sync",
        "/v1/./sync",
        "/x/../v1/sync",
        "/v1/sync%00",
        "/v1%2fsync",
        "/v1/sync;x",
        "/metrics",
        "/v1/hints/",
        "/.env",
        "/console",
    ];
    siege.nothing_changes(|| {
        for path in paths {
            let request = ("POST", path);
            let answer = bare_http::send(siege.address(), request, &headers, &body).unwrap();
            assert_eq!((answer.status, answer.body), (404, Vec::new()), "{path}");
        }
    });
}

#[test]
fn hostile_request_lacks_a_header() {
    let (siege, _, headers, body) = besieged();
    for (missing, (name, _)) in headers.iter().enumerate() {
        let mut fewer = headers.clone();
        fewer.remove(missing);
        misses(&siege, &fewer, &body, name);
    }
    misses(&siege, &Vec::new(), &body, header::ORGANISATION);
}

#[test]
fn hostile_request_has_a_header_twice() {
    let (siege, samira, headers, body) = besieged();
    let theirs = siege
        .honest("Fatima")
        .headers(SYNC, &body, siege.now())
        .to_headers();
    for (doubled, other) in headers.iter().zip(&theirs) {
        // First hers, then another's; the other way round; and the same twice.
        let after = [&headers[..], std::slice::from_ref(other)].concat();
        let before = [std::slice::from_ref(other), &headers[..]].concat();
        let same = [&headers[..], std::slice::from_ref(doubled)].concat();
        for headers in [after, before, same] {
            misses(&siege, &headers, &body, doubled.0);
        }
    }
    let again = samira.headers(SYNC, &body, siege.now()).to_headers();
    assert_eq!(send(&siege, &again.into(), &body).status, 200);
}

#[test]
fn hostile_header_in_another_spelling() {
    let (siege, _, headers, body) = besieged();
    let device = headers[1].1.clone();
    let time = headers[2].1.clone();
    let wrong = [
        (
            header::ORGANISATION,
            "00000000000000000000000000Z".to_owned(),
        ),
        (header::ORGANISATION, "klimboom".into()),
        (header::DEVICE, device.to_lowercase()),
        (header::DEVICE, device[1..].to_owned()),
        (header::DEVICE, format!("{device}0")),
        (header::DEVICE, "80000000000000000000000000".into()),
        (header::DEVICE, "\u{202e}".into()),
        (header::TIME, format!("+{time}")),
        (header::TIME, format!("0{time}")),
        (header::TIME, format!("{time}.0")),
        (header::TIME, "9".repeat(40)),
        (header::TIME, "NaN".into()),
        (header::TIME, String::new()),
        (header::NONCE, "A".repeat(32)),
        (header::NONCE, "+a".repeat(16)),
        (header::NONCE, "0".repeat(31)),
        (header::NONCE, "0".repeat(33)),
        (header::NONCE, "g".repeat(32)),
        (header::SIGNATURE, "F".repeat(128)),
        (header::SIGNATURE, "0".repeat(127)),
        (header::SIGNATURE, "+1".repeat(64)),
        (header::SIGNATURE, "-0".repeat(64)),
    ];
    for (name, value) in wrong {
        let change = |(it, was): &(&'static str, String)| match *it == name {
            true => (*it, value.clone()),
            false => (*it, was.clone()),
        };
        let changed = headers.iter().map(change).collect();
        misses(&siege, &changed, &body, name);
    }
}

#[test]
fn hostile_header_larger_than_any_or_more_of_them() {
    let (siege, _, headers, body) = besieged();
    let large = [&headers[..], &[("x-filler", "x".repeat(20_000))]].concat();
    let many = (0..100).map(|_| ("x-filler", "x".to_owned()));
    let many = headers.iter().cloned().chain(many).collect();
    siege.nothing_changes(|| {
        for headers in [large, many] {
            assert_eq!(send(&siege, &headers, &body).status, 431);
        }
    });
}

#[test]
fn hostile_length_is_announced_too_large() {
    let (siege, _, headers, _) = besieged();
    let too_large = |what: &str, limit| RequestError::TooLarge {
        what: what.to_owned(),
        limit,
    };
    for length in [1_048_577, usize::MAX / 4] {
        // Refused before any of the body was sent.
        let head = head(SYNC, &headers, length);
        let error = siege.turns_away((413, "too_large"), || {
            exchange(siege.address(), head.as_bytes()).unwrap()
        });
        assert_eq!(error, too_large("bytes", 1_048_576));
    }
    let enrol = head(("POST", "/v1/enrol"), &[], 4_097);
    let error = siege.turns_away((413, "too_large"), || {
        exchange(siege.address(), enrol.as_bytes()).unwrap()
    });
    assert_eq!(error, too_large("bytes", 4_096));
}

#[test]
fn hostile_body_comes_in_chunks_without_end() {
    let (siege, _, headers, _) = besieged();
    let mut head = head(SYNC, &headers, 0);
    head = head.replace("content-length: 0", "transfer-encoding: chunked");
    let chunk = [b"10000\r\n".to_vec(), vec![0; 0x10000], b"\r\n".to_vec()].concat();
    siege.turns_away((413, "too_large"), || {
        let mut stream = connect(siege.address()).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        for _ in 0..160 {
            if stream.write_all(&chunk).is_err() {
                break;
            }
        }
        read_answer(&mut stream).unwrap()
    });
}

#[test]
fn hostile_body_ends_before_its_length() {
    let (siege, _, headers, body) = besieged();
    let head = head(SYNC, &headers, body.len() + 1);
    let error = siege.turns_away(MALFORMED, || {
        let mut stream = connect(siege.address()).unwrap();
        stream
            .write_all(&[head.as_bytes(), &body].concat())
            .unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        read_answer(&mut stream).unwrap()
    });
    let what = "the whole body, in time".to_owned();
    assert_eq!(error, RequestError::Malformed { what });
}

#[test]
fn hostile_lengths_that_contradict_each_other() {
    let (siege, _, headers, body) = besieged();
    let plain = head(SYNC, &headers, body.len());
    let length = format!("content-length: {}", body.len());
    let with = |other: &str| [plain.replace(&length, other).into_bytes(), body.clone()].concat();
    let requests = [
        with(&format!("{length}\r\ncontent-length: 1")),
        with("content-length: -1"),
        with("content-length: 0x10"),
        with("content-length: 1, 2"),
        with("content-length: 99999999999999999999999"),
        with("transfer-encoding: gzip"),
        with("transfer-encoding: chunked\r\ntransfer-encoding: identity"),
    ];
    siege.nothing_changes(|| {
        for request in requests {
            let answer = exchange(siege.address(), &request).unwrap();
            assert_eq!(answer.status, 400, "{}", answer.head);
        }
    });
}

#[test]
fn hostile_second_request_hides_in_the_body_of_the_first() {
    let (siege, samira, _, body) = besieged();
    // Whoever stands in front goes by the length; the server must not find a request in the rest.
    let hidden = samira.headers(SYNC, &body, siege.now()).to_headers();
    let hidden = [head(SYNC, &hidden, body.len()).into_bytes(), body].concat();
    let smuggling = [&b"0\r\n\r\n"[..], &hidden].concat();
    let outer = samira.headers(SYNC, &smuggling, siege.now()).to_headers();
    let head = head(SYNC, &outer, smuggling.len());
    let chunked = head.replace("connection: close", "transfer-encoding: chunked");
    let answer = siege.nothing_changes(|| {
        let mut stream = connect(siege.address()).unwrap();
        stream
            .write_all(&[chunked.as_bytes(), &smuggling].concat())
            .unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        read_answer(&mut stream).unwrap()
    });
    assert_ne!(answer.status, 200);
    let all = String::from_utf8_lossy(&answer.body).into_owned();
    assert!(
        !all.contains("HTTP/1.1 200"),
        "a hidden request was answered"
    );
}

#[test]
fn hostile_bytes_that_are_no_http() {
    let (siege, ..) = besieged();
    let hello = [&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3][..], &[7; 200]].concat();
    let wrong: [&[u8]; 6] = [
        &hello,
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"GET /healthz\r\n\r\n",
        b"POST /v1/sync HTTP/1.1\r\nhost: x\r\nx: \0\r\n\r\n",
        b"POST /v1/sync HTTP/1.1\r\n samenspel-time: 1\r\n\r\n",
    ];
    siege.nothing_changes(|| {
        for bytes in wrong {
            let mut stream = connect(siege.address()).unwrap();
            stream.write_all(bytes).unwrap();
            stream.shutdown(std::net::Shutdown::Write).unwrap();
            // An answer of 400, or none: never one of 200.
            if let Ok(answer) = read_answer(&mut stream) {
                assert_eq!(answer.status, 400, "{bytes:?}");
            }
        }
    });
}

#[test]
fn hostile_content_type_opens_no_other_reader() {
    let (siege, samira, _, _) = besieged();
    let json = br#"{"version":1,"schema":1,"list_documents":true}"#;
    for media in [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ] {
        let headers = samira.headers(SYNC, json, siege.now()).to_headers();
        let headers = [&headers[..], &[("content-type", media.to_owned())]].concat();
        siege.turns_away(MALFORMED, || send(&siege, &headers, json));
    }
}
