//! The gravest attacks again, against `samenspel serve` in a process of its own: with its own limits,
//! its trials of text changes in child processes, killed, and put back from a backup. Knows nothing of
//! the attacks' finer points; those are in the other files.

use std::io::Write;

use samenspel_document::text::{make_change, text_hash};
use samenspel_document::{Actor, ChainedEntry, materialise};
use samenspel_model::entry::{SignedEntry, Value};
use samenspel_model::ids::{DocumentId, EntryKey};
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{PushEntry, SYNC_PATH, SyncRequest, Wanted, WantedPart};
use samenspel_rules::directory::Holder;
use samenspel_tests::support::bare_http::{BareAnswer, connect, head};
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::{keys, text};
use samenspel_tests::support::picture::{Picture, first_want};

use crate::served_place::{Served, now};
use crate::siege::refused;
use samenspel_testkit::pulled::chained;

const SYNC: (&str, &str) = ("POST", SYNC_PATH);

fn is_turned_away(answer: &BareAnswer, expected: (u16, &str)) {
    let error = answer.error().unwrap();
    assert_eq!((answer.status, error.code()), expected);
}

#[test]
fn hostile_strangers_and_impostors_are_turned_away_by_the_served_process() {
    let mut served = Served::start(false);
    let body = compress(&encode(&empty_request()));
    served.nothing_changes(|it| {
        let stranger = ModifiedApp::unknown(it.at.org, it.server.address, now());
        let mut impostor = ModifiedApp::unknown(it.at.org, it.server.address, now());
        impostor.device = it.fatima.device;
        for _ in 0..200 {
            let answer = stranger.send_bytes(&body, now()).unwrap();
            is_turned_away(&answer, (401, "unknown_device"));
            let answer = impostor.send_bytes(&body, now()).unwrap();
            is_turned_away(&answer, (401, "bad_signature"));
        }
    });
    // One row each, written by itself after the merge interval of a second.
    let rows = || {
        let rows = served.site.open().unwrap().audit_after(0, 10_000).unwrap();
        let facts = rows.into_iter().filter_map(|row| row.fact);
        let noted = facts.filter(|it| it.detail.starts_with("request: "));
        noted.map(|it| it.detail).collect::<Vec<_>>()
    };
    let mut waited = 0;
    while rows().len() < 2 && waited < 100 {
        std::thread::sleep(std::time::Duration::from_millis(100));
        waited += 1;
    }
    let mut found = rows();
    found.sort();
    assert_eq!(found, ["request: bad_signature", "request: unknown_device"]);
}

#[test]
fn hostile_replay_is_refused_by_the_served_process_also_after_it_was_killed() {
    let mut served = Served::start(false);
    let note = served.at.drop_off(served.at.samira, served.at.noor, now());
    let body = compress(&encode(&SyncRequest {
        entries: vec![pushed(served.samira.sign(&note), now())],
        ..empty_request()
    }));
    let captured = served.samira.headers(SYNC, &body, now());
    let first = served.samira.send_with(&captured, &body).unwrap();
    assert_eq!(first.status, 200);
    for _ in 0..2 {
        served.nothing_changes(|it| {
            let answer = it.samira.send_with(&captured, &body).unwrap();
            is_turned_away(&answer, (409, "nonce_reused"));
        });
        served.server.kill().unwrap();
        served.server.restart().unwrap();
    }
}

#[test]
fn hostile_reader_gets_nothing_of_others_from_the_served_process() {
    let mut served = Served::start(false);
    let noor = Subject::Child(served.at.noor);
    let (handovers, team) = (
        served.document(Kind::Handover, noor),
        served.document(Kind::Team, noor),
    );
    let readers = [
        served.device(Holder::Person(served.at.ingrid)),
        served.device(Holder::Person(served.at.karim)),
        served.device(Holder::Person(served.at.hassan)),
        served.device(Holder::Person(served.at.samira)),
    ];
    served.nothing_changes(|_| {
        for reader in &readers {
            let request = SyncRequest {
                wants: [handovers, team].map(first_want).to_vec(),
                ..empty_request()
            };
            let response = reader.send(&request, now()).unwrap().unwrap();
            let gone = |document| Wanted {
                document,
                part: WantedPart::Gone,
            };
            assert_eq!(response.wanted, [handovers, team].map(gone));
        }
    });
}

#[test]
fn hostile_writer_in_the_name_or_the_place_of_others_is_refused_by_the_served_process() {
    let mut served = Served::start(false);
    served.nothing_changes(|it| {
        let (at, samira) = (&it.at, &it.samira);
        let as_fatima = samira.sign(&at.handover(at.fatima, at.noor, now()));
        let not_hers = refused(RefusalCode::NotTheAuthor, &[]);
        assert_eq!(it.outcome(samira, as_fatima), not_hers);
        let team = (Kind::Team, Subject::Child(at.noor));
        let into_the_team = samira.sign(&at.question(at.samira, team, now()));
        let not_allowed = refused(RefusalCode::NotAllowed, &[]);
        assert_eq!(it.outcome(samira, into_the_team), not_allowed);
        let mut altered = it.handover.clone();
        altered.fields.set("summary", text("Iets anders.")).unwrap();
        let forged = SignedEntry {
            body: samira.sign(&altered).body,
            ..it.fatima.sign(&it.handover)
        };
        let refused = it.outcome(samira, forged);
        assert!(matches!(refused, Outcome::Refused { .. }), "{refused:?}");
        let other_words = it.fatima.sign(&altered);
        let reused = crate::siege::refused(RefusalCode::KeyReused, &[]);
        assert_eq!(it.outcome(&it.fatima, other_words), reused);
    });
}

#[test]
fn hostile_bombs_and_rubbish_do_not_end_the_served_process() {
    let mut served = Served::start(false);
    let bomb = compress(&vec![0; 256 * 1024 * 1024]);
    let deep = compress(&vec![0x81; 1024 * 1024]);
    let long = vec![7; 2 * 1024 * 1024];
    let huge_count = compress(&[0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    served.nothing_changes(|it| {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for (body, expected) in [
                        (&bomb, (413, "too_large")),
                        (&deep, (400, "malformed")),
                        (&long, (413, "too_large")),
                        (&huge_count, (400, "malformed")),
                        (&b"no request".to_vec(), (400, "malformed")),
                    ] {
                        let answer = it.samira.send_bytes(body, now()).unwrap();
                        is_turned_away(&answer, expected);
                    }
                });
            }
        });
    });
}

/// The document with the agreement, as an app puts it together.
fn agreement_as_seen(app: &ModifiedApp, document: DocumentId) -> automerge::Automerge {
    let content = Picture::take(app, now())
        .unwrap()
        .contents
        .remove(&document);
    let content = content.unwrap();
    let snapshot = (!content.snapshot.is_empty()).then_some(&content.snapshot[..]);
    let tail: Vec<ChainedEntry> = content.entries.into_iter().map(chained).collect();
    materialise(snapshot, &tail).unwrap()
}

fn edit(
    served: &Served,
    of: EntryKey,
    change: Vec<u8>,
    (text_hash, change_hash): ([u8; 32], [u8; 32]),
) -> PushEntry {
    let at = &served.at;
    let fields = [
        ("agreement", keys(&[of])),
        ("text_hash", Value::Bytes(text_hash.to_vec())),
        ("change_hash", Value::Bytes(change_hash.to_vec())),
    ];
    let about = (Kind::Agreements, Subject::Child(at.noor));
    let entry = at.note(at.samira, about, "text_edit", &fields, now());
    PushEntry {
        text_change: Some(change.into()),
        ..pushed(served.samira.sign(&entry), now())
    }
}

#[test]
fn hostile_text_changes_are_refused_and_an_honest_one_tried_in_a_child_of_the_served_process() {
    let mut served = Served::start(false);
    let at = served.at;
    let about = (Kind::Agreements, Subject::Child(at.noor));
    let words = [("text", text("Noor slaapt om 12 uur."))];
    let agreement = at.note(at.fatima, about, "agreement", &words, now());
    let outcome = served.outcome(&served.fatima, served.fatima.sign(&agreement));
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    let document = served.document(about.0, about.1);
    let seen = agreement_as_seen(&served.samira, document);
    let actor = |device| Actor::text(device, [5; 8]);
    let made = |device, words: &str| {
        let made = make_change(&seen, &agreement.key, &actor(device), words);
        made.unwrap().unwrap()
    };
    let honest = made(served.samira.device, "Noor slaapt om 13 uur.");
    let bytes = honest.change.bytes().to_vec();
    let hashes = (honest.text_hash, honest.change.hash());
    let theirs = made(served.fatima.device, "Noor slaapt niet.");
    served.nothing_changes(|it| {
        let mut cut = bytes.clone();
        cut.truncate(bytes.len() - 1);
        let mut tail = bytes.clone();
        tail.push(0);
        let mut bent = bytes.clone();
        let last = bent.len() - 3;
        bent[last] ^= 0x40;
        for forged in [cut, tail, bent, vec![0xff; 103], Vec::new()] {
            let outcome = it.outcomes(&it.samira, vec![edit(it, agreement.key, forged, hashes)]);
            assert!(matches!(outcome[0], Outcome::Refused { .. }), "{outcome:?}");
        }
        let change = theirs.change.bytes().to_vec();
        let stolen = edit(
            it,
            agreement.key,
            change,
            (theirs.text_hash, theirs.change.hash()),
        );
        let outcome = it.outcomes(&it.samira, vec![stolen]);
        assert_eq!(outcome[0], refused(RefusalCode::TextActor, &[]));
        let lies = (text_hash("Iets anders."), hashes.1);
        let outcome = it.outcomes(
            &it.samira,
            vec![edit(it, agreement.key, bytes.clone(), lies)],
        );
        assert!(matches!(outcome[0], Outcome::Refused { .. }), "{outcome:?}");
    });
    let outcome = served.outcomes(
        &served.samira,
        vec![edit(&served, agreement.key, bytes.clone(), hashes)],
    );
    assert!(matches!(outcome[0], Outcome::Stored { .. }), "{outcome:?}");
    assert!(served.server.is_alive());
}

#[test]
fn hostile_guesses_and_floods_meet_the_served_processs_own_limits() {
    let mut served = Served::start(true);
    let invited = served.invite(Holder::Person(served.at.joke));
    let body = compress(&encode(&empty_request()));
    served.nothing_changes(|it| {
        let guesser = ModifiedApp::unknown(it.at.org, it.server.address, now());
        let guesses = (0..100_u8).map(|number| {
            let request = guesser.enrol_request(&[number; 16]);
            guesser.send_enrolment(&request).unwrap().status
        });
        let statuses: Vec<u16> = guesses.collect();
        assert!(
            statuses.iter().all(|it| [404, 429].contains(it)),
            "{statuses:?}"
        );
        assert!(statuses.contains(&429), "{statuses:?}");
        let flood = (0..300).map(|_| it.samira.send_bytes(&body, now()).unwrap().status);
        let statuses: Vec<u16> = flood.collect();
        assert!(statuses.contains(&429), "{statuses:?}");
    });
    // Somebody invited gets in all the same.
    ModifiedApp::enrol(&invited, served.server.address, now()).unwrap();
}

#[test]
fn hostile_slow_connections_keep_nobody_from_the_served_process() {
    let mut served = Served::start(false);
    served.nothing_changes(|it| {
        let headers = it.samira.headers(SYNC, b"", now()).to_headers();
        let started: Vec<_> = (0..100)
            .map(|_| {
                let mut stream = connect(it.server.address).unwrap();
                let begun = head(SYNC, &headers, 1_000);
                stream.write_all(&begun.as_bytes()[..40]).unwrap();
                stream
            })
            .collect();
        for _ in 0..5 {
            Picture::take(&it.fatima, now()).unwrap();
        }
        drop(started);
    });
}

#[test]
fn hostile_phone_that_was_revoked_reads_nothing_from_the_served_process_and_what_it_brings_waits() {
    let mut served = Served::start(false);
    let stolen = served.device(Holder::Person(served.at.joke));
    let at = served.at;
    served.revoke(&stolen);
    served.nothing_changes(|it| {
        let refused = stolen.send(&empty_request(), now()).unwrap().unwrap_err();
        assert_eq!(refused.code(), "device_revoked");
        let why = HoldReason::DeviceRevoked;
        let note = stolen.sign(&at.handover(at.joke, at.noor, now()));
        assert_eq!(it.outcome(&stolen, note), Outcome::Held { why });
    });
}

#[test]
fn hostile_visitors_of_a_restored_served_process_get_nothing_that_had_ended() {
    let mut served = Served::start(false);
    let at = served.at;
    let stolen = served.device(Holder::Person(at.joke));
    let ticket = served.invite(Holder::Person(at.sanne));
    let before = stolen.send(&empty_request(), now()).unwrap().unwrap();
    let backup = served.back_up();
    // After the backup: an invitation is used, a phone is revoked, a request is captured, a note sent.
    let sanne = ModifiedApp::enrol(&ticket, served.server.address, now()).unwrap();
    served.revoke(&stolen);
    let note = served.fatima.sign(&at.handover(at.fatima, at.noor, now()));
    let body = compress(&encode(&SyncRequest {
        entries: vec![pushed(note.clone(), now())],
        ..empty_request()
    }));
    let captured = served.fatima.headers(SYNC, &body, now());
    let answer = served.fatima.send_with(&captured, &body).unwrap();
    assert_eq!(answer.status, 200);
    served.restore(&backup);

    served.nothing_changes(|it| {
        let thief = ModifiedApp::unknown(at.org, it.server.address, now());
        let answer = thief.send_enrolment(&thief.enrol_request(&ticket.code));
        is_turned_away(&answer.unwrap(), (410, "invitation_expired"));
        let refused = stolen.send(&empty_request(), now()).unwrap().unwrap_err();
        assert_eq!(refused.code(), "device_revoked");
        // With a cursor of before it is asked what it still holds, and reads nothing.
        let returning = SyncRequest {
            cursor: Some(before.cursor),
            list_documents: true,
            here: None,
            ..empty_request()
        };
        let told = stolen.send(&returning, now()).unwrap().unwrap();
        assert!(told.restored.is_some() && told.page.entries.is_empty());
        assert!(told.documents.is_none() && told.directory.is_none());
        // Not with the answer to somebody else's request of before, either.
        let answer = it.fatima.send_with(&captured, &body).unwrap();
        is_turned_away(&answer, (401, "clock_wrong"));
        // An enrolment that the log has lost is none, whatever the device says of the past.
        let forgotten = sanne.send(&empty_request(), now()).unwrap().unwrap_err();
        assert_eq!(forgotten.code(), "unknown_device");
        // Nor may a device offer as its colleague's what she never signed.
        let forged = SignedEntry {
            body: it.samira.sign(&at.handover(at.fatima, at.noor, now())).body,
            ..note.clone()
        };
        let outcome = it.outcome(&it.samira, forged);
        assert!(matches!(outcome, Outcome::Refused { .. }), "{outcome:?}");
    });
    // What was lost comes back from its author, once.
    let again = served.outcome(&served.fatima, note.clone());
    assert!(matches!(again, Outcome::Stored { .. }), "{again:?}");
    let known = served.outcome(&served.samira, note);
    assert!(matches!(known, Outcome::Known { .. }), "{known:?}");
    served.site.open().unwrap().verify_audit(&[]).unwrap();
}
