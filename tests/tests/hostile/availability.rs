//! Who would keep the others from being answered: floods, slow connections, open streams, full
//! documents. What counts is that honest devices get the same as ever meanwhile, not how fast.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use samenspel_model::entry::DeviceKey;
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::verdict::{RefusalCode, RequestError};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{SYNC_PATH, SyncRequest};
use samenspel_rules::directory::Holder;
use samenspel_tests::support::bare_http::{self, connect, head, read_answer};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::patient;
use samenspel_tests::support::modified_app::{HINTS_PATH, ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::text;
use samenspel_tests::support::picture::Picture;
use sync_server::config::ServeConfig;
use sync_server::data_folder::DataFolder;

use crate::siege::{Siege, refused};

fn nothing() -> Vec<u8> {
    compress(&encode(&empty_request()))
}

// Floods

#[test]
fn hostile_flood_of_requests_is_told_when_to_come_again() {
    let siege = Siege::lay_with(&ServeConfig {
        device_requests_per_minute: 1,
        device_requests_burst: 30,
        ..patient()
    });
    let samira = siege.device_of(siege.at.samira);
    siege.nothing_changes(|| {
        let answers = (0..40).map(|_| samira.send_bytes(&nothing(), siege.now()).unwrap());
        let (served, limited): (Vec<_>, Vec<_>) = answers.partition(|it| it.status == 200);
        assert_eq!((served.len(), limited.len()), (30, 10));
        for answer in limited {
            let error = answer.error().unwrap();
            let RequestError::RateLimited { retry_after_ms } = error else {
                panic!("{error:?}")
            };
            assert!((1..=60_001).contains(&retry_after_ms), "{retry_after_ms}");
            assert!(answer.head.contains("\r\nretry-after: "), "{}", answer.head);
        }
    });
}

#[test]
fn hostile_flood_in_the_name_of_another_uses_up_nothing_of_theirs() {
    let siege = Siege::lay_with(&ServeConfig {
        device_requests_per_minute: 1,
        device_requests_burst: 30,
        ..patient()
    });
    let mut forger = siege.stranger();
    forger.device = siege.honest("Fatima").device;
    siege.nothing_changes(|| {
        for _ in 0..100 {
            let answer = forger.send_bytes(&nothing(), siege.now()).unwrap();
            assert_eq!(answer.error().unwrap(), RequestError::BadSignature);
        }
    });
}

#[test]
fn hostile_flood_of_guessed_codes_keeps_nobody_invited_out() {
    let siege = Siege::lay_with(&ServeConfig {
        enrolments_per_minute: 5,
        ..patient()
    });
    let ticket = siege.ticket(Holder::Person(siege.at.samira));
    let thief = siege.stranger();
    siege.nothing_changes(|| {
        for number in 0..20 {
            let request = thief.enrol_request(&[number; 16]);
            let error = thief.send_enrolment(&request).unwrap().error().unwrap();
            match number {
                0..5 => assert_eq!(error, RequestError::InvitationUnknown),
                _ => assert_eq!(error.code(), "rate_limited"),
            }
        }
    });
    let owner = siege.stranger();
    let answer = owner
        .send_enrolment(&owner.enrol_request(&ticket.code))
        .unwrap();
    assert_eq!(answer.status, 200, "{}", answer.head);
}

#[test]
fn hostile_floods_from_all_sides_leave_everybody_elses_answers_as_they_are() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let team = (Kind::Team, Subject::Child(at.noor));
    let refused = |_| pushed(samira.sign(&at.question(at.samira, team, now)), now);
    let full = compress(&encode(&SyncRequest {
        entries: (0..1_000).map(refused).collect(),
        ..empty_request()
    }));
    let bomb = compress(&vec![0; 64 * 1024 * 1024]);
    let names = ["Fatima", "Pieter", "Karim", "Ingrid", "the tablet"];
    let take = |name: &str| Picture::take(siege.honest(name), now).unwrap();
    let before = names.map(take);
    let stop = AtomicBool::new(false);
    let flood = |body: &[u8], expected: u16| {
        while !stop.load(Ordering::SeqCst) {
            assert_eq!(samira.send_bytes(body, now).unwrap().status, expected);
        }
    };
    siege.nothing_changes(|| {
        std::thread::scope(|scope| {
            scope.spawn(|| flood(&full, 200));
            scope.spawn(|| flood(&bomb, 413));
            scope.spawn(|| flood(b"no request", 400));
            for _ in 0..10 {
                assert_eq!(names.map(take), before);
            }
            stop.store(true, Ordering::SeqCst);
        });
    });
}

#[test]
fn hostile_flood_of_refusals_is_still_refused_when_no_more_are_remembered() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let team = (Kind::Team, Subject::Child(at.noor));
    let note = || pushed(samira.sign(&at.question(at.samira, team, now)), now);
    let first = note();
    siege.nothing_changes(|| {
        let expected = refused(RefusalCode::NotAllowed, &[]);
        for round in 0..12 {
            let mut notes: Vec<_> = (1..1_000).map(|_| note()).collect();
            notes.push(first.clone());
            let outcomes = siege.push(&samira, notes);
            assert!(outcomes.iter().all(|it| *it == expected), "round {round}");
        }
    });
}

// Streams

/// Opens a hints stream; gives it, and the status.
fn open_hints(siege: &Siege, app: &ModifiedApp) -> (BufReader<TcpStream>, String) {
    let request = ("GET", HINTS_PATH);
    let headers = app.headers(request, b"", siege.now()).to_headers();
    let mut stream = connect(siege.address()).unwrap();
    stream
        .write_all(head(request, &headers, 0).as_bytes())
        .unwrap();
    let mut reader = BufReader::new(stream);
    let mut status = String::new();
    reader.read_line(&mut status).unwrap();
    (reader, status)
}

#[test]
fn hostile_device_opens_hint_stream_after_hint_stream() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    siege.nothing_changes(|| {
        let open: Vec<_> = (0..20).map(|_| open_hints(&siege, &samira)).collect();
        let status = |code: &str| open.iter().filter(|(_, it)| it.contains(code)).count();
        assert_eq!((status("200"), status("429")), (2, 18));
        // Others listen as before.
        let (_, status) = open_hints(&siege, siege.honest("Pieter"));
        assert!(status.contains("200"), "{status}");
    });
}

#[test]
fn hostile_hint_stream_without_or_with_a_wrong_signature() {
    let siege = Siege::lay();
    let request = ("GET", HINTS_PATH);
    let ask = |headers: &[(&'static str, String)]| {
        bare_http::send(siege.address(), request, headers, b"").unwrap()
    };
    siege.turns_away((400, "malformed"), || ask(&[]));
    let mut samira = siege.device_of(siege.at.samira);
    let late = siege.now().plus_ms(-600_000);
    let late = samira.headers(request, b"", late).to_headers();
    siege.turns_away((401, "clock_wrong"), || ask(&late));
    samira.key = DeviceKey::from_bytes(&[66; 32]);
    let forged = samira.headers(request, b"", siege.now()).to_headers();
    siege.turns_away((401, "bad_signature"), || ask(&forged));
    let unknown = siege
        .stranger()
        .headers(request, b"", siege.now())
        .to_headers();
    siege.turns_away((401, "unknown_device"), || ask(&unknown));
}

// Slow connections

#[test]
fn hostile_body_that_stops_coming_is_given_up() {
    let siege = Siege::lay_with(&ServeConfig {
        request_timeout: Duration::from_secs(1),
        ..patient()
    });
    let samira = siege.device_of(siege.at.samira);
    let body = nothing();
    let open = || {
        let request = ("POST", SYNC_PATH);
        let headers = samira.headers(request, &body, siege.now()).to_headers();
        let mut stream = connect(siege.address()).unwrap();
        stream
            .write_all(head(request, &headers, body.len()).as_bytes())
            .unwrap();
        stream.write_all(&body[..3]).unwrap();
        stream
    };
    siege.nothing_changes(|| {
        let mut slow: Vec<_> = (0..50).map(|_| open()).collect();
        // Nobody waits for them.
        Picture::take(siege.honest("Fatima"), siege.now()).unwrap();
        for stream in &mut slow {
            let error = read_answer(stream).unwrap().error().unwrap();
            let what = "the whole body, in time".to_owned();
            assert_eq!(error, RequestError::Malformed { what });
        }
    });
}

#[test]
fn hostile_headers_that_come_byte_by_byte_are_given_up() {
    let siege = Siege::lay_with(&ServeConfig {
        connections_max: 10,
        ..patient()
    });
    let begun = Instant::now();
    siege.nothing_changes(|| {
        // They take every connection that there is.
        let mut slow: Vec<_> = (0..10).map(|_| connect(siege.address()).unwrap()).collect();
        let answered = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for byte in b"POST /v1/sync HTTP/1.1\r\nhost: ".iter().cycle() {
                    for stream in &mut slow {
                        let _ = stream.write_all(&[*byte]);
                    }
                    if answered.load(Ordering::SeqCst) || begun.elapsed().as_secs() > 50 {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(500));
                }
            });
            // Whoever comes after them is answered, for they are given up.
            Picture::take(siege.honest("Fatima"), siege.now()).unwrap();
            answered.store(true, Ordering::SeqCst);
        });
        for mut stream in slow {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest);
            assert!(!rest.starts_with(b"HTTP/1.1 200"), "it was answered");
        }
    });
}

/// Answered, and long before a silent connection is given up.
fn is_alive(siege: &Siege) {
    let begun = Instant::now();
    let answer = bare_http::send(siege.address(), ("GET", "/healthz"), &[], b"").unwrap();
    assert_eq!(answer.status, 200, "{}", answer.head);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn hostile_silent_strangers_take_no_place_from_those_who_watch_or_sync() {
    let siege = Siege::lay_with(&ServeConfig {
        connections_max: 16,
        ..patient()
    });
    siege.nothing_changes(|| {
        let (mut hints, status) = open_hints(&siege, siege.honest("Pieter"));
        assert!(status.contains("200"), "{status}");
        let mut silent: Vec<_> = (0..16).map(|_| connect(siege.address()).unwrap()).collect();
        is_alive(&siege);
        for _ in 0..20 {
            silent.extend((0..20).map(|_| connect(siege.address()).unwrap()));
            is_alive(&siege);
        }
        Picture::take(siege.honest("Fatima"), siege.now()).unwrap();
        // Whoever listened before they came still listens.
        let stream = hints.get_mut();
        stream
            .set_read_timeout(Some(Duration::from_millis(200)))
            .unwrap();
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        assert!(ended.is_err(), "the stream ended");
    });
}

#[test]
fn hostile_strangers_who_send_headers_in_a_phones_name_and_no_body_take_no_place_either() {
    let siege = Siege::lay_with(&ServeConfig {
        connections_max: 16,
        ..patient()
    });
    let mut forger = siege.stranger();
    forger.device = siege.honest("Fatima").device;
    let body = nothing();
    let open = || {
        let request = ("POST", SYNC_PATH);
        let headers = forger.headers(request, &body, siege.now()).to_headers();
        let mut stream = connect(siege.address()).unwrap();
        stream
            .write_all(head(request, &headers, body.len()).as_bytes())
            .unwrap();
        stream
    };
    siege.nothing_changes(|| {
        let slow: Vec<_> = (0..64).map(|_| open()).collect();
        is_alive(&siege);
        Picture::take(siege.honest("Fatima"), siege.now()).unwrap();
        drop(slow);
    });
}

#[test]
fn hostile_devices_that_hold_every_place_open_leave_one_to_those_who_watch() {
    let siege = Siege::lay_with(&ServeConfig {
        connections_max: 16,
        hint_streams_per_device_max: 20,
        ..patient()
    });
    let samira = siege.device_of(siege.at.samira);
    siege.nothing_changes(|| {
        let held: Vec<_> = (0..16).map(|_| open_hints(&siege, &samira)).collect();
        assert!(held.iter().all(|(_, status)| status.contains("200")));
        is_alive(&siege);
        let answer = samira.send_bytes(&nothing(), siege.now()).unwrap();
        let error = answer.error().unwrap();
        assert_eq!(error.code(), "unavailable");
        drop(held);
        siege.until_everybody_is_served();
    });
}

// What is stored

#[test]
fn hostile_notes_that_are_stored_stop_no_real_phone() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let texts = [
        "\u{1}\u{7f}\u{85}\u{feff}\u{fffd}\u{10ffff}".to_owned(),
        "x\u{200f}\u{200e}\u{61c}\u{200d}\u{200c}".into(),
        "\u{1f9f8}".repeat(4_000),
        "a\u{308}\u{35e}\u{36f}".repeat(500),
        "<script>alert(1)</script>'; DROP TABLE entry; --".into(),
        "\n".repeat(3_999) + "x",
    ];
    for words in &texts {
        let mut note = at.drop_off(at.samira, at.noor, now);
        note.fields.set("to_know", text(words.as_str())).unwrap();
        siege.stores(&samira, samira.sign(&note));
    }
    let phone = Carried::new(&siege.server, "sanne", at.sanne).unwrap();
    let shown = phone.phone.timeline(Subject::Child(at.noor)).unwrap();
    let hers = shown.iter().filter(|it| it.entry.author() == at.samira);
    assert_eq!(hers.count(), texts.len() + 1);
    // And after what she wrote was merged.
    for _ in 0..40 {
        siege.stores(&samira, samira.sign(&at.drop_off(at.samira, at.noor, now)));
    }
    siege.server.merge_all().unwrap();
    phone.phone.sync_all().unwrap();
    Carried::new(&siege.server, "fatima", at.fatima).unwrap();
}

// A writer that does not come to its turn

#[test]
fn hostile_queue_that_stands_still_is_said_by_readyz_and_drops_what_is_over() {
    let siege = Siege::lay_with(&ServeConfig {
        request_timeout: Duration::from_secs(1),
        ..patient()
    });
    let (at, now) = (siege.at, siege.now());
    let ready = || bare_http::send(siege.address(), ("GET", "/readyz"), &[], b"").unwrap();
    assert_eq!(ready().status, 200);
    let folder = DataFolder::new(siege.server.site.data()).organisation(&at.org);
    let log = rusqlite::Connection::open(folder.join("log.sqlite")).unwrap();
    let (first, late) = (siege.device_of(at.samira), siege.device_of(at.fatima));
    let entries = || siege.server.organisation.statistics().unwrap().entries;
    let before = entries();
    log.execute_batch("BEGIN IMMEDIATE").unwrap();
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| first.send(&empty_request(), now).unwrap());
        std::thread::sleep(Duration::from_millis(200));
        let note = late.sign(&at.handover(at.fatima, at.noor, now));
        let request = SyncRequest {
            entries: vec![pushed(note, now)],
            ..empty_request()
        };
        let late = &late;
        let waiting = scope.spawn(move || late.send(&request, now).unwrap());
        let started = Instant::now();
        let told = loop {
            let told = ready();
            if told.status == 503 && told.body.starts_with(b"queue") {
                break told;
            }
            assert!(started.elapsed() < Duration::from_secs(9), "{}", told.head);
            std::thread::sleep(Duration::from_millis(100));
        };
        let told = String::from_utf8(told.body).unwrap();
        assert!(told.starts_with("queue: 2 waiting"), "{told}");
        log.execute_batch("ROLLBACK").unwrap();
        assert!(writing.join().unwrap().is_ok());
        let over = waiting.join().unwrap().unwrap_err();
        assert_eq!(over.code(), "unavailable");
    });
    assert_eq!(entries(), before);
    assert_eq!(ready().status, 200);
}
