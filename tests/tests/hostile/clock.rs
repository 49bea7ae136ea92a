//! A server whose clock is set back, while it runs and while it is stopped, and one whose clock had been
//! ahead: no access that ended comes back, and the organisation goes on. Knows nothing of phones' clocks.

use samenspel_model::limits::INVITATION_LIFETIME_MS;
use samenspel_model::series::{DocumentKind as Kind, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{CommandAction, SYNC_PATH, SyncRequest, WantedPart};
use samenspel_rules::directory::Holder;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request};
use samenspel_tests::support::picture::{Picture, first_want};

use crate::siege::Siege;

const DAYS_BACK_MS: i64 = 4 * UnixMillis::DAY_MS;
const SYNC: (&str, &str) = ("POST", SYNC_PATH);
const STILL: [bool; 2] = [false, true];

/// The server's clock is set back by four days; `restarted`, while it is stopped.
fn set_back(siege: &mut Siege, restarted: bool) {
    if restarted {
        siege.server.stop();
    }
    siege.server.time.advance_ms(-DAYS_BACK_MS);
    if restarted {
        siege.server.start_again().unwrap();
    }
}

fn status_and_code(app: &ModifiedApp, at: UnixMillis) -> (u16, String) {
    let answer = app.send_bytes(&compress(&encode(&empty_request())), at);
    let answer = answer.unwrap();
    let code = answer.error().map_or("ok", |error| error.code());
    (answer.status, code.to_owned())
}

#[test]
fn hostile_invitation_that_expired_is_no_better_when_the_clock_goes_back() {
    for restarted in STILL {
        let mut siege = Siege::lay();
        let ticket = siege.ticket(Holder::Person(siege.at.samira));
        siege.server.time.advance_ms(INVITATION_LIFETIME_MS);
        siege.ask(siege.honest("Fatima"), &empty_request()).unwrap();
        set_back(&mut siege, restarted);
        let thief = siege.stranger();
        let answer = thief.send_enrolment(&thief.enrol_request(&ticket.code));
        let error = answer.unwrap().error().unwrap();
        assert_eq!(error, RequestError::InvitationExpired, "{restarted}");
    }
}

#[test]
fn hostile_day_grant_that_ended_is_no_better_when_the_clock_goes_back() {
    for restarted in STILL {
        let mut siege = Siege::lay();
        let (at, now) = (siege.at, siege.now());
        // Karim is of another group: here for a day.
        let grant = CommandAction::GrantDay(at.day_grant(at.fatima, at.karim, now));
        let fatima = siege.honest("Fatima");
        siege.command(fatima, fatima.command(at.fatima, grant, now));
        let karim = siege.device_of(at.karim);
        let series = Series {
            org: at.org,
            kind: Kind::Handover,
            subject: Subject::Child(at.noor),
        };
        let handover = Placement::first(Kind::Handover, now).document_id(&series);
        let reads = |at| {
            let picture = Picture::take(&karim, at).unwrap();
            picture.contents.contains_key(&handover)
        };
        assert!(reads(now));
        siege.server.time.advance_ms(DAYS_BACK_MS);
        let later = siege.now();
        assert!(!reads(later));
        set_back(&mut siege, restarted);
        // By the right time, and by the one that the server's clock shows.
        assert!(!reads(later), "{restarted}");
        assert_eq!(status_and_code(&karim, siege.now()).1, "clock_wrong");
        let request = SyncRequest {
            wants: vec![first_want(handover)],
            ..empty_request()
        };
        let answer = karim.send(&request, later).unwrap().unwrap();
        assert_eq!(answer.wanted[0].part, WantedPart::Gone);
    }
}

#[test]
fn hostile_request_of_days_ago_is_no_better_when_the_clock_goes_back() {
    for restarted in STILL {
        let mut siege = Siege::lay();
        let samira = siege.device_of(siege.at.samira);
        let body = compress(&encode(&empty_request()));
        let captured = samira.headers(SYNC, &body, siege.now());
        assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
        siege.server.time.advance_ms(DAYS_BACK_MS);
        // Its nonce is forgotten with this.
        siege.ask(siege.honest("Fatima"), &empty_request()).unwrap();
        let later = siege.now();
        set_back(&mut siege, restarted);
        let answer = samira.send_with(&captured, &body).unwrap();
        assert_eq!(answer.error().unwrap().code(), "clock_wrong");
        // Whose clock is right goes on as before.
        assert_eq!(status_and_code(&samira, later).0, 200, "{restarted}");
    }
}

#[test]
fn hostile_clock_that_went_back_stops_no_time() {
    for restarted in STILL {
        let mut siege = Siege::lay();
        siege.server.time.advance_ms(DAYS_BACK_MS);
        siege.ask(siege.honest("Fatima"), &empty_request()).unwrap();
        set_back(&mut siege, restarted);
        let behind = siege.server.organisation.clock_behind().unwrap();
        assert_eq!(behind.reckoned.since(behind.system), DAYS_BACK_MS);
        // What is given now ends when it should, long before the clock has caught up.
        let ticket = siege.ticket(Holder::Person(siege.at.samira));
        siege.server.time.advance_ms(INVITATION_LIFETIME_MS);
        let late = siege.stranger();
        let answer = late.send_enrolment(&late.enrol_request(&ticket.code));
        let error = answer.unwrap().error().unwrap();
        assert_eq!(error, RequestError::InvitationExpired, "{restarted}");
    }
}

#[test]
fn hostile_clock_set_back_by_a_minute_is_caught_up_with_in_silence() {
    let siege = Siege::lay();
    let fatima = siege.honest("Fatima");
    siege.server.time.advance_ms(-UnixMillis::MINUTE_MS);
    assert_eq!(siege.server.organisation.clock_behind(), None);
    siege.ask(fatima, &empty_request()).unwrap();
    siege.server.time.advance_ms(UnixMillis::MINUTE_MS);
    assert_eq!(siege.server.organisation.now(), siege.now());
}

#[test]
fn hostile_hour_in_another_decade_locks_nobody_out_for_ever() {
    const AHEAD_MS: i64 = 14 * 365 * UnixMillis::DAY_MS;
    for restarted in STILL {
        let mut siege = Siege::lay();
        let samira = siege.device_of(siege.at.samira);
        let ticket = siege.ticket(Holder::Person(siege.at.hassan));
        let body = compress(&encode(&empty_request()));
        let captured = samira.headers(SYNC, &body, siege.now());
        assert_eq!(samira.send_with(&captured, &body).unwrap().status, 200);
        siege.server.time.advance_ms(AHEAD_MS);
        assert_eq!(status_and_code(&samira, siege.now()).0, 200);
        // Two minutes later it is put right: the captured request is not even too old.
        siege
            .server
            .time
            .advance_ms(2 * UnixMillis::MINUTE_MS - AHEAD_MS);
        if restarted {
            siege.server.start_again().unwrap();
        }
        assert_eq!(status_and_code(&samira, siege.now()).1, "clock_wrong");

        // As `samenspel clock --follow-system` does, in a process of its own.
        siege
            .server
            .site
            .open()
            .unwrap()
            .follow_system_clock()
            .unwrap();
        siege.server.organisation.notice_others().unwrap();
        for _ in STILL {
            assert_eq!(siege.server.organisation.clock_behind(), None);
            let answer = samira.send_with(&captured, &body).unwrap();
            assert_eq!(answer.error().unwrap().code(), "clock_wrong");
            assert_eq!(status_and_code(&samira, siege.now()).0, 200);
            siege.server.start_again().unwrap();
        }
        // What had not really ended goes on.
        let hassan = siege.stranger();
        let answer = hassan.send_enrolment(&hassan.enrol_request(&ticket.code));
        assert_eq!(answer.unwrap().status, 200);
        siege.server.organisation.verify_audit(&[]).unwrap();
    }
}
