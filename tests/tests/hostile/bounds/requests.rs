//! Bounds of requests and of enrolments. Knows nothing of what they bring.

use samenspel_model::limits;
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::{CommandAction, EnrolRequest, InvitationTicket, SyncRequest, Want};
use samenspel_rules::directory::Holder;
use samenspel_tests::support::bare_http;
use samenspel_tests::support::modified_app::{ENROL_PATH, HINTS_PATH, empty_request, pushed};

use super::{is_stored, too_large};
use crate::siege::Siege;

#[test]
fn a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let entry = pushed(siege.written.signed[0].clone(), now);
    let grant = |_| {
        let action = CommandAction::GrantDay(at.day_grant(at.sanne, at.wim, now));
        sanne.command(at.sanne, action, now)
    };
    let with = |entries: usize, commands: usize, wants: usize| SyncRequest {
        entries: vec![entry.clone(); entries],
        commands: (0..commands).map(grant).collect(),
        wants: vec![
            Want {
                document: samenspel_model::ids::DocumentId([7; 16]),
                snapshot: None,
                after: None,
            };
            wants
        ],
        ..empty_request()
    };
    let (entries, commands, wants) = (
        limits::PUSH_ENTRIES_MAX,
        limits::PUSH_COMMANDS_MAX,
        limits::WANTS_MAX,
    );
    let answer = siege.ask(&sanne, &with(entries, commands, wants)).unwrap();
    assert_eq!(answer.outcomes.len(), entries);
    assert!(answer.command_outcomes.iter().all(is_stored));
    for (request, what, limit) in [
        (with(entries + 1, 0, 0), "entries", entries),
        (with(0, commands + 1, 0), "commands", commands),
        (with(0, 0, wants + 1), "wants", wants),
    ] {
        let error = siege.ask(&sanne, &request).unwrap_err();
        assert_eq!(error, too_large(what, limit));
    }
}

/// A request with one item more than this version knows, which it skips.
fn with_item(item: &[u8]) -> Vec<u8> {
    let mut request = encode(&empty_request());
    // Items at the end that are null may be left out: all nine are there first.
    let items = request[0] & 0x1f;
    request.extend(std::iter::repeat_n(0xf6, usize::from(9 - items)));
    request[0] = 0x80 + 10;
    request.extend(item);
    request
}

#[test]
fn a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let status = |body: &[u8]| samira.send_bytes(body, siege.now()).unwrap().status;
    let long = |bytes: usize| {
        let bare = with_item(&[0x5a, 0, 0, 0, 0]).len();
        let padding = u32::try_from(bytes - bare).unwrap();
        let mut item = vec![0x5a];
        item.extend(padding.to_be_bytes());
        item.resize(5 + bytes - bare, 7);
        compress(&with_item(&item))
    };
    assert_eq!(status(&long(limits::REQUEST_BYTES_MAX)), 200);
    assert_eq!(status(&long(limits::REQUEST_BYTES_MAX + 1)), 413);
    let deep = |depth: usize| {
        let mut item = vec![0x81; depth - 1];
        item.push(0);
        compress(&with_item(&item))
    };
    assert_eq!(status(&deep(limits::CBOR_DEPTH_MAX)), 200);
    assert_eq!(status(&deep(limits::CBOR_DEPTH_MAX + 1)), 400);
    // Read whole, and then found to be no frame.
    assert_eq!(status(&vec![0x28; limits::REQUEST_WIRE_BYTES_MAX]), 400);
    assert_eq!(status(&vec![0x28; limits::REQUEST_WIRE_BYTES_MAX + 1]), 413);
}

#[test]
fn headers_are_as_many_and_as_long_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let status = |more: usize, bytes: usize| {
        let headers = samira.headers(("GET", HINTS_PATH), b"", UnixMillis(0));
        let mut headers = headers.to_headers().to_vec();
        headers.extend((0..more).map(|_| ("x-more", "1".to_owned())));
        headers.push(("x-long", "x".repeat(bytes)));
        let answer = bare_http::send(siege.address(), ("GET", HINTS_PATH), &headers, b"");
        answer.map_or(0, |it| it.status)
    };
    // Dated 1970: what is read is refused for its time.
    assert_eq!(status(limits::HEADERS_MAX - 16, 1), 401);
    assert_ne!(status(limits::HEADERS_MAX, 1), 401);
    assert_eq!(status(1, limits::HEADERS_BYTES_MAX - 2_048), 401);
    assert_ne!(status(1, limits::HEADERS_BYTES_MAX), 401);
}

// Enrolments

#[test]
fn an_enrolment_is_as_long_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let stranger = siege.stranger();
    let status = |body: &[u8]| {
        let answer = bare_http::send(siege.address(), ("POST", ENROL_PATH), &[], body);
        answer.unwrap().status
    };
    // What is read whole is found to be no enrolment.
    assert_eq!(status(&vec![0; limits::ENROL_BYTES_MAX]), 400);
    assert_eq!(status(&vec![0; limits::ENROL_BYTES_MAX + 1]), 413);
    let called = |letters: usize| {
        let code = siege.ticket(Holder::Person(siege.at.sanne)).code;
        let app = siege.stranger();
        let request = EnrolRequest {
            device_name: "é".repeat(letters),
            ..app.enrol_request(&code)
        };
        app.send_enrolment(&request).unwrap().status
    };
    assert_eq!(called(limits::NAME_CHARS_MAX), 200);
    assert_eq!(called(limits::NAME_CHARS_MAX + 1), 413);
    // An invitation that is typed in has a code of these lengths and an address of this.
    let (shortest, longest) = (
        limits::INVITATION_CODE_BYTES_MIN,
        limits::INVITATION_CODE_BYTES_MAX,
    );
    let reads = |code: usize, url: usize| {
        let ticket = InvitationTicket {
            url: format!("https://{}", "x".repeat(url - 8)),
            org: stranger.org,
            code: vec![7; code],
        };
        InvitationTicket::from_text(&ticket.to_text()).is_ok()
    };
    let url = limits::INVITATION_URL_BYTES_MAX;
    assert!(reads(shortest, 30) && reads(longest, url));
    assert!(!reads(shortest - 1, 30) && !reads(longest + 1, 30) && !reads(longest, url + 1));
}
