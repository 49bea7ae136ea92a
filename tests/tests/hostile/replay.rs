//! Requests and entries that come again, come late, or say two things under one key. Knows nothing of
//! directory commands (`commands`) or of co-written text (`cowritten`).

use samenspel_model::entry::{Entry, SignedEntry};
use samenspel_model::limits::REQUEST_WINDOW_MS;
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::verdict::{Outcome, RefusalCode, RequestError};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{RequestHeaders, SYNC_PATH, SyncRequest};
use samenspel_rules::directory::Record;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::support::bare_http;
use samenspel_tests::support::modified_app::{HINTS_PATH, ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::text;
use samenspel_tests::support::picture::Picture;

use crate::siege::{Siege, refused};

const SYNC: (&str, &str) = ("POST", SYNC_PATH);

fn bringing(entries: Vec<SignedEntry>, at: UnixMillis) -> Vec<u8> {
    let entries = entries.into_iter().map(|it| pushed(it, at)).collect();
    compress(&encode(&SyncRequest {
        entries,
        ..empty_request()
    }))
}

// Requests

#[test]
fn hostile_request_is_replayed_byte_for_byte() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let body = bringing(
        vec![samira.sign(&at.drop_off(at.samira, at.noor, now))],
        now,
    );
    let captured = samira.headers(SYNC, &body, now);
    assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
    for _ in 0..3 {
        siege.turns_away((409, "nonce_reused"), || {
            samira.send_with(&captured, &body).unwrap()
        });
    }
}

#[test]
fn hostile_request_is_replayed_after_its_time() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = compress(&encode(&empty_request()));
    let captured = samira.headers(SYNC, &body, siege.now());
    assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
    // At the window's end its nonce is still known, after it its time is wrong: never a gap.
    siege.server.time.advance_ms(REQUEST_WINDOW_MS);
    siege.turns_away((409, "nonce_reused"), || {
        samira.send_with(&captured, &body).unwrap()
    });
    for later_ms in [1, REQUEST_WINDOW_MS, UnixMillis::DAY_MS] {
        siege.server.time.advance_ms(later_ms);
        siege.turns_away((401, "clock_wrong"), || {
            samira.send_with(&captured, &body).unwrap()
        });
    }
}

#[test]
fn hostile_request_from_ahead_of_time_is_replayed_as_long_as_its_time_is_right() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let body = compress(&encode(&empty_request()));
    let ahead = samira.headers(SYNC, &body, siege.now().plus_ms(REQUEST_WINDOW_MS));
    assert_eq!(samira.send_with(&ahead, &body).unwrap().status, 200);
    for _ in 0..8 {
        siege.server.time.advance_ms(REQUEST_WINDOW_MS / 4);
        siege.turns_away((409, "nonce_reused"), || {
            samira.send_with(&ahead, &body).unwrap()
        });
    }
    siege.server.time.advance_ms(1);
    siege.turns_away((401, "clock_wrong"), || {
        samira.send_with(&ahead, &body).unwrap()
    });
}

#[test]
fn hostile_nonce_is_used_again_with_another_body() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let ids = (at.org, samira.device);
    let sign = |body: &[u8]| RequestHeaders::sign(&samira.key, ids, SYNC, body, now, [5; 16]);
    let first = compress(&encode(&empty_request()));
    assert_eq!(samira.send_with(&sign(&first), &first).unwrap().status, 200);
    let note = samira.sign(&at.drop_off(at.samira, at.noor, now));
    let second = bringing(vec![note], now);
    siege.turns_away((409, "nonce_reused"), || {
        samira.send_with(&sign(&second), &second).unwrap()
    });
}

#[test]
fn hostile_device_cannot_use_up_the_nonces_of_another() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let body = compress(&encode(&empty_request()));
    let nonce = [5; 16];
    for person in [at.samira, at.pieter] {
        let app = siege.device_of(person);
        let ids = (at.org, app.device);
        let headers = RequestHeaders::sign(&app.key, ids, SYNC, &body, now, nonce);
        assert_eq!(app.send_with(&headers, &body).unwrap().status, 200);
    }
    siege.nothing_changes(|| ());
}

#[test]
fn hostile_request_at_an_impossible_time() {
    let siege = Siege::lay();
    let now = siege.now();
    let samira = siege.device_of(siege.at.samira);
    let body = compress(&encode(&empty_request()));
    for time in [
        now.plus_ms(-REQUEST_WINDOW_MS - 1),
        now.plus_ms(REQUEST_WINDOW_MS + 1),
        now.plus_ms(365 * UnixMillis::DAY_MS),
        UnixMillis(0),
        UnixMillis(-1),
        UnixMillis(i64::MAX),
        UnixMillis(i64::MIN),
    ] {
        let headers = samira.headers(SYNC, &body, time);
        let error = siege.turns_away((401, "clock_wrong"), || {
            samira.send_with(&headers, &body).unwrap()
        });
        assert_eq!(error, RequestError::ClockWrong { server_time: now });
    }
}

#[test]
fn hostile_hints_request_serves_for_no_sync() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let captured = samira.headers(("GET", HINTS_PATH), b"", siege.now());
    siege.turns_away((401, "bad_signature"), || {
        samira.send_with(&captured, b"").unwrap()
    });
    let sync = samira.headers(SYNC, b"", siege.now()).to_headers();
    siege.turns_away((401, "bad_signature"), || {
        bare_http::send(siege.address(), ("GET", HINTS_PATH), &sync, b"").unwrap()
    });
}

#[test]
fn hostile_hints_request_comes_again() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let captured = samira.headers(("GET", HINTS_PATH), b"", siege.now());
    let organisation = &siege.server.organisation;
    organisation.use_reader_nonce(&captured).unwrap();
    siege.turns_away((409, "nonce_reused"), || {
        bare_http::send(
            siege.address(),
            ("GET", HINTS_PATH),
            &captured.to_headers(),
            b"",
        )
        .unwrap()
    });
}

// Entries

/// Stores a note of Samira's; gives her app and the note.
fn stored(siege: &Siege) -> (ModifiedApp, Entry) {
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let note = at.drop_off(at.samira, at.noor, now);
    siege.stores(&samira, samira.sign(&note));
    (samira, note)
}

#[test]
fn hostile_entry_comes_again_in_any_number_and_order() {
    let siege = Siege::lay();
    let (samira, note) = stored(&siege);
    let signed = samira.sign(&note);
    let many = vec![pushed(signed.clone(), siege.now()); 500];
    let outcomes = siege.nothing_changes(|| siege.push(&samira, many));
    let first = outcomes[0].clone();
    assert!(matches!(first, Outcome::Known { .. }), "{first:?}");
    assert_eq!(outcomes, vec![first; 500]);
}

#[test]
fn hostile_key_is_used_again_for_other_words() {
    let siege = Siege::lay();
    let (samira, note) = stored(&siege);
    let mut other = note.clone();
    other
        .fields
        .set("to_know", text("Iets heel anders."))
        .unwrap();
    let mut moved = note.clone();
    moved.written_at = siege.now().plus_ms(1);
    for entry in [other, moved] {
        let signed = samira.sign(&entry);
        siege.refuses(&samira, signed, RefusalCode::KeyReused, &[]);
    }
    // From her second device as well.
    let second = siege.device_of(siege.at.samira);
    let same_words = second.sign(&note);
    siege.refuses(&second, same_words, RefusalCode::KeyReused, &[]);
}

#[test]
fn hostile_key_is_used_twice_in_one_request() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let first = at.drop_off(at.samira, at.noor, now);
    let mut second = first.clone();
    second.fields.set("to_know", text("Iets anders.")).unwrap();
    let entries = [&first, &second, &first].map(|it| pushed(samira.sign(it), now));
    let outcomes = siege.push(&samira, entries.into());
    assert!(
        matches!(outcomes[0], Outcome::Stored { .. }),
        "{outcomes:?}"
    );
    assert_eq!(outcomes[1], refused(RefusalCode::KeyReused, &[]));
    assert!(matches!(outcomes[2], Outcome::Known { .. }), "{outcomes:?}");
    siege.refuses(&samira, samira.sign(&second), RefusalCode::KeyReused, &[]);
}

#[test]
fn hostile_key_of_a_colleague_is_taken_before_or_after_its_owner_uses_it() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let fatima = siege.honest("Fatima");
    let honest = at.handover(at.fatima, at.noor, now);
    siege.refuses(&sanne, sanne.sign(&honest), RefusalCode::NotTheAuthor, &[]);
    // It is free for its owner, and stays hers.
    siege.stores(fatima, fatima.sign(&honest));
    let mut other = honest;
    other.fields.set("summary", text("Iets anders.")).unwrap();
    siege.refuses(&sanne, sanne.sign(&other), RefusalCode::KeyReused, &[]);
}

#[test]
fn hostile_key_is_used_again_in_another_series() {
    let siege = Siege::lay();
    let (samira, note) = stored(&siege);
    let at = siege.at;
    // A key is one note, wherever; nor does it lead anybody into a series that is not theirs.
    for kind in [Kind::Journal, Kind::Team] {
        let about = (kind, Subject::Child(at.noor));
        let mut elsewhere = at.question(at.samira, about, siege.now());
        elsewhere.key = note.key;
        siege.refuses(
            &samira,
            samira.sign(&elsewhere),
            RefusalCode::KeyReused,
            &[],
        );
    }
}

#[test]
fn hostile_refused_entry_gets_the_same_answer_whoever_brings_it() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let team = (Kind::Team, Subject::Child(at.noor));
    let note = samira.sign(&at.question(at.samira, team, now));
    siege.refuses(&samira, note.clone(), RefusalCode::NotAllowed, &[]);
    for name in ["Fatima", "Joke", "Ingrid", "Hassan", "the tablet"] {
        let relay = siege.honest(name);
        siege.refuses(relay, note.clone(), RefusalCode::NotAllowed, &[]);
    }
}

#[test]
fn hostile_refused_entry_is_kept_until_its_author_has_the_right() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let karim = siege.device_of(at.karim);
    let note = karim.sign(&at.handover(at.karim, at.noor, now));
    siege.refuses(&karim, note.clone(), RefusalCode::NotAllowed, &[]);
    let grant = Record::DayGrant(at.day_grant(at.fatima, at.karim, now));
    siege
        .server
        .organisation
        .change_directory(&[grant], &[])
        .unwrap();
    siege.refuses(&karim, note, RefusalCode::NotAllowed, &[]);
    // A new note is what he may write now.
    siege.stores(&karim, karim.sign(&at.handover(at.karim, at.noor, now)));
}

#[test]
fn hostile_held_entry_comes_again() {
    let siege = Siege::lay();
    let at = siege.at;
    let wim = siege.device_of(at.wim);
    siege.server.time.advance_ms(12 * UnixMillis::HOUR_MS);
    let note = at.handover(at.wim, at.noor, siege.now());
    let held = siege.push_one(&wim, wim.sign(&note));
    assert!(matches!(held, Outcome::Held { .. }), "{held:?}");
    let again = siege.nothing_changes(|| siege.push_one(&wim, wim.sign(&note)));
    assert_eq!(again, held);
    let mut other = note;
    other.fields.set("summary", text("Iets anders.")).unwrap();
    siege.refuses(&wim, wim.sign(&other), RefusalCode::KeyReused, &[]);
}

#[test]
fn hostile_time_of_a_note_is_moved_into_what_is_possible() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    assert_eq!(siege.push(&samira, Vec::new()), []);
    siege.server.time.advance_ms(UnixMillis::HOUR_MS);
    let arrival = siege.now();
    for (stated, expected) in [
        (UnixMillis(i64::MAX), arrival),
        (arrival.plus_ms(UnixMillis::DAY_MS), arrival),
        (now.plus_ms(-UnixMillis::DAY_MS), now),
        (UnixMillis(i64::MIN), now),
    ] {
        let note = at.drop_off(at.samira, at.noor, arrival);
        let mut note_pushed = pushed(samira.sign(&note), stated);
        note_pushed.certainty = Certainty::Measured;
        let outcome = siege.push(&samira, vec![note_pushed]).remove(0);
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
        let picture = Picture::take(siege.honest("Pieter"), arrival).unwrap();
        let all = picture.contents.values().flat_map(|it| &it.entries);
        let mine = all.map(|it| &it.stored).find(|it| it.key == note.key);
        assert_eq!(mine.unwrap().corrected_at, expected, "{stated:?}");
    }
}

#[test]
fn hostile_random_requests_are_never_answered() {
    use samenspel_model::ids::Random;
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    siege.nothing_changes(|| {
        for length in 0..200 {
            let mut body = vec![0; length];
            SystemRandom.fill(&mut body);
            for wire in [body.clone(), compress(&body)] {
                let error = samira
                    .send_bytes(&wire, siege.now())
                    .unwrap()
                    .error()
                    .unwrap();
                assert_eq!(error.code(), "malformed");
            }
        }
    });
}
