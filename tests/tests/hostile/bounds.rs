//! Each bound of docs/protocol.md from outside: at the bound it is taken, one beyond it is refused. Those
//! of requests, entries, fields, texts, names, commands and invitations are tried here; the list names the
//! test that reaches each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minicbor::Encoder;
use samenspel_core::calendar::day_of;
use samenspel_core::directory::{
    Assignment, Circle, DayGrant, GroupRole, Holder, Person, Record, Span,
};
use samenspel_core::document::{DocumentKind, Subject};
use samenspel_core::entry::{Value, domain};
use samenspel_core::ids::{CircleId, PersonId};
use samenspel_core::limits;
use samenspel_core::protocol::{
    CommandAction, DirectoryCommand, EnrolRequest, InvitationTicket, Outcome, RefusalCode,
    RequestError, SignedCommand, SyncRequest, Want, compress, encode,
};
use samenspel_core::time::UnixMillis;
use samenspel_tests::random::SystemRandom;
use samenspel_tests::support::bare_http;
use samenspel_tests::support::modified_app::{
    ENROL_PATH, HINTS_PATH, ModifiedApp, empty_request, pushed,
};
use samenspel_tests::support::notes::text;

use crate::siege::{Siege, person, unused_key};

fn too_large(what: &str, limit: usize) -> RequestError {
    RequestError::TooLarge {
        what: what.to_owned(),
        limit: limit as u64,
    }
}

fn is_too_large(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::Refused {
            code: RefusalCode::TooLarge,
            ..
        }
    )
}

fn is_stored(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Stored { .. })
}

// Requests

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
                document: samenspel_core::ids::DocumentId([7; 16]),
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

// Entries

/// Fields of an entry, each as CBOR.
type Raw = Vec<(String, Vec<u8>)>;

fn cbor(value: impl minicbor::Encode<()>) -> Vec<u8> {
    minicbor::to_vec(value).unwrap()
}

fn cbor_bytes(length: usize) -> Vec<u8> {
    let mut item = Vec::new();
    Encoder::new(&mut item).bytes(&vec![7; length]).unwrap();
    item
}

/// A drop-off of Samira's with these fields, whatever they are.
fn entry(siege: &Siege, app: &ModifiedApp, kind: &str, mut fields: Raw) -> Vec<u8> {
    let like = &siege.written.drop_off;
    fields.sort_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
    let mut body = Vec::new();
    let mut e = Encoder::new(&mut body);
    e.array(10).unwrap();
    e.u32(1).unwrap();
    e.bytes(&like.series.org.0).unwrap();
    e.u32(u32::from(like.series.kind.code())).unwrap();
    e.bytes(&like.series.subject.to_bytes()).unwrap();
    e.u32(u32::from(like.schema)).unwrap();
    let key = unused_key(siege.at.samira, siege.now());
    e.bytes(&key.to_bytes()).unwrap();
    e.str(kind).unwrap();
    e.array(2 * fields.len() as u64).unwrap();
    for (name, value) in fields {
        e.str(&name).unwrap();
        e.writer_mut().extend(value);
    }
    e.i64(siege.now().0).unwrap();
    e.bytes(&app.device.0).unwrap();
    body
}

fn named(fields: &[(&str, Vec<u8>)]) -> Raw {
    let fields = fields.iter();
    fields
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

#[test]
fn an_entry_holds_as_much_as_the_bounds_say_and_no_more() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let push = |kind: &str, fields: Raw| {
        let body = entry(&siege, &samira, kind, fields);
        siege.push_one(&samira, samira.sign_bytes(body))
    };
    // The longest text is of letters of four bytes: both bounds at once.
    let letters =
        |letters: usize| named(&[("to_know", cbor("\u{1f9f8}".repeat(letters).as_str()))]);
    assert_eq!(limits::TEXT_BYTES_MAX, 4 * limits::TEXT_CHARS_MAX);
    assert!(is_stored(&push(
        "drop_off",
        letters(limits::TEXT_CHARS_MAX)
    )));
    assert!(is_too_large(&push(
        "drop_off",
        letters(limits::TEXT_CHARS_MAX + 1)
    )));
    // No note has so many fields or such keys: beyond what it is, it is no drop-off any more.
    let bytes = |length| push("drop_off", named(&[("replies_to", cbor_bytes(length))]));
    let many = |count: usize| {
        let fields = (0..count).map(|it| (format!("field_{it:02}"), cbor(1)));
        push("drop_off", fields.collect())
    };
    let invalid = |outcome: &Outcome| {
        let code = RefusalCode::FieldInvalid;
        matches!(outcome, Outcome::Refused { code: it, .. } if *it == code)
    };
    assert!(invalid(&bytes(limits::BYTES_VALUE_BYTES_MAX)));
    assert!(is_too_large(&bytes(limits::BYTES_VALUE_BYTES_MAX + 1)));
    assert!(invalid(&many(limits::FIELDS_MAX)));
    assert!(is_too_large(&many(limits::FIELDS_MAX + 1)));
    let of_bytes = |bytes: usize| {
        let letters = "x".repeat(limits::TEXT_CHARS_MAX);
        let fill = |count: usize| -> Raw {
            let texts = (0..8).map(|it| (format!("t{it}"), cbor(letters.as_str())));
            let rest = cbor("x".repeat(count).as_str());
            texts.chain([("u".to_owned(), rest)]).collect()
        };
        let start = entry(&siege, &samira, "drop_off", fill(300)).len();
        push("drop_off", fill(300 + bytes - start))
    };
    assert!(invalid(&of_bytes(limits::ENTRY_BYTES_MAX)));
    assert!(is_too_large(&of_bytes(limits::ENTRY_BYTES_MAX + 1)));
    // A name of a kind or field beyond its bound is none.
    let malformed = |outcome: &Outcome| {
        let code = RefusalCode::Malformed;
        matches!(outcome, Outcome::Refused { code: it, .. } if *it == code)
    };
    let name = |length: usize| named(&[("x".repeat(length).as_str(), cbor(1))]);
    assert!(!malformed(&push("drop_off", name(limits::NAME_BYTES_MAX))));
    assert!(malformed(&push(
        "drop_off",
        name(limits::NAME_BYTES_MAX + 1)
    )));
    let kind = |length: usize| push(&"x".repeat(length), Raw::new());
    assert!(!malformed(&kind(limits::NAME_BYTES_MAX)));
    assert!(malformed(&kind(limits::NAME_BYTES_MAX + 1)));
}

// Commands

#[test]
fn a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let ask = |action| siege.command(&sanne, sanne.command(at.sanne, action, now));

    let padded = |bytes: usize| {
        let command = DirectoryCommand {
            org: at.org,
            key: unused_key(at.sanne, now),
            device: sanne.device,
            written_at: now,
            action: CommandAction::GrantDay(at.day_grant(at.sanne, at.wim, now)),
        };
        let mut body = encode(&command);
        // One item more than this version knows, which it skips.
        body[0] += 1;
        body.push(0x59);
        let padding = bytes - body.len() - 2;
        body.extend(u16::try_from(padding).unwrap().to_be_bytes());
        body.resize(bytes, 7);
        let signature = sanne.key.sign(domain::COMMAND, &body);
        siege.command(&sanne, SignedCommand { body, signature })
    };
    assert!(is_stored(&padded(limits::COMMAND_BYTES_MAX)));
    assert!(is_too_large(&padded(limits::COMMAND_BYTES_MAX + 1)));

    let colleagues: Vec<PersonId> = (0..limits::CIRCLE_MEMBERS_MAX)
        .map(|number| PersonId([100 + number as u8; 16]))
        .collect();
    let work = |id: &PersonId| {
        [
            Record::Person(person(*id, "Collega")),
            Record::Assignment(Assignment {
                person: *id,
                group: at.rupsen,
                role: GroupRole::Professional,
                during: Span::since(UnixMillis(0)),
            }),
        ]
    };
    let records: Vec<Record> = colleagues.iter().flat_map(work).collect();
    siege
        .server
        .organisation
        .change_directory(&records, &[])
        .unwrap();
    let circle = |others: usize| {
        let mut members = vec![at.sanne];
        members.extend(&colleagues[..others]);
        ask(CommandAction::OpenCircle(Circle {
            id: CircleId::new(now, &mut SystemRandom),
            members,
            during: Span::since(now),
        }))
    };
    assert!(is_stored(&circle(limits::CIRCLE_MEMBERS_MAX - 1)));
    assert!(!is_stored(&circle(limits::CIRCLE_MEMBERS_MAX)));

    let provisional = |number: u8, letters: usize, languages: usize| {
        ask(CommandAction::AddProvisionalPerson(Person {
            last_name: "é".repeat(letters),
            languages: vec!["nl".into(); languages],
            ..person(PersonId([number; 16]), &"é".repeat(letters))
        }))
    };
    let (letters, languages) = (limits::NAME_CHARS_MAX, limits::LANGUAGES_MAX);
    assert!(is_stored(&provisional(61, letters, languages)));
    assert!(!is_stored(&provisional(62, letters + 1, 1)));
    assert!(!is_stored(&provisional(63, 1, languages + 1)));

    let lasting = |from: UnixMillis, ms: i64| {
        let during = Span {
            from,
            until: Some(from.plus_ms(ms)),
        };
        ask(CommandAction::GrantDay(DayGrant {
            during,
            ..at.day_grant(at.sanne, at.wim, now)
        }))
    };
    let (day, ahead) = (limits::DAY_GRANT_MS_MAX, limits::DAY_GRANT_AHEAD_MS_MAX);
    assert!(is_stored(&lasting(now, day)));
    assert!(!is_stored(&lasting(now, day + 1)));
    assert!(is_stored(&lasting(now.plus_ms(ahead), day)));
    assert!(!is_stored(&lasting(now.plus_ms(ahead + 1), day)));
}

#[test]
fn a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let fatima = siege.device_of(at.fatima);
    let samira = siege.device_of(at.samira);
    let arrived = |ms: i64| {
        let fields = [
            ("child", Value::Bytes(at.noor.0.to_vec())),
            ("what", text("arrived")),
            ("at", Value::Int(now.plus_ms(ms).0)),
        ];
        let about = (DocumentKind::Group, Subject::Group(at.rupsen));
        let note = at.note(at.fatima, about, "presence", &fields, now);
        is_stored(&siege.push_one(&fatima, fatima.sign(&note)))
    };
    let until = |ms: i64| {
        let fields = [
            ("what", text("Luiers kopen")),
            ("until", Value::Int(now.plus_ms(ms).0)),
        ];
        let about = (DocumentKind::Handover, Subject::Child(at.noor));
        let note = at.note(at.fatima, about, "open_item", &fields, now);
        is_stored(&siege.push_one(&fatima, fatima.sign(&note)))
    };
    let (before, ahead) = (
        limits::HAPPENED_BEFORE_MS_MAX,
        limits::HAPPENED_AHEAD_MS_MAX,
    );
    assert!(arrived(-before) && arrived(ahead));
    assert!(!arrived(-before - 1) && !arrived(ahead + 1));
    let (before, ahead) = (limits::LASTS_BEFORE_MS_MAX, limits::LASTS_AHEAD_MS_MAX);
    assert!(until(-before) && until(ahead));
    assert!(!until(-before - 1) && !until(ahead + 1));
    let for_day = |days: i64| {
        let date = day_of(now.plus_ms(days * UnixMillis::DAY_MS)).unwrap();
        let fields = [
            ("to_know", text("Geen fruit.")),
            ("for_date", text(date.to_string())),
        ];
        let about = (DocumentKind::DayLog, Subject::Child(at.noor));
        let note = at.note(at.samira, about, "drop_off", &fields, now);
        is_stored(&siege.push_one(&samira, samira.sign(&note)))
    };
    let (back, ahead) = (
        limits::FOR_DATE_BACK_DAYS_MAX,
        limits::FOR_DATE_AHEAD_DAYS_MAX,
    );
    assert!(for_day(-back) && for_day(ahead));
    assert!(!for_day(-back - 1) && !for_day(ahead + 1));
}

// Invitations

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

// The list

/// Which test reaches each bound, as file and function; after "-", why none does from outside.
const REACHED: &[(&str, &str)] = &[
    (
        "TEXT_CHARS_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "TEXT_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "BYTES_VALUE_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "FIELDS_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "NAME_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "ENTRY_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_entry_holds_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "PUSH_ENTRIES_MAX",
        "tests/tests/hostile/bounds.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "PUSH_COMMANDS_MAX",
        "tests/tests/hostile/bounds.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "WANTS_MAX",
        "tests/tests/hostile/bounds.rs: a_request_brings_and_wants_as_much_as_the_bounds_say_and_no_more",
    ),
    (
        "REQUEST_WIRE_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "REQUEST_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "RESPONSE_BYTES_MAX",
        "core/tests/device_client/main.rs: whatever_a_bad_server_says_the_phone_waits_and_a_good_answer_ends_it",
    ),
    (
        "PAGE_BYTES_MAX",
        "-: about; what a page carries is counted in sync-server/tests/engine/merging.rs",
    ),
    (
        "PAGE_ENTRIES_MAX",
        "sync-server/tests/engine/pulling.rs: pages_of_a_long_log_follow_one_another_without_gap_or_repeat",
    ),
    (
        "SNAPSHOT_RANGE_BYTES_MAX",
        "sync-server/tests/engine/merging.rs: a_large_snapshot_comes_in_ranges_and_a_byte_of_it_costs_a_part_of_it_at_most",
    ),
    (
        "CBOR_DEPTH_MAX",
        "tests/tests/hostile/bounds.rs: a_request_is_as_long_and_as_deep_as_the_bounds_say_and_no_more",
    ),
    (
        "TEXT_CHANGE_BYTES_MAX",
        "core/tests/hostile_text/bombs.rs: hostile_more_bytes_than_an_edit_needs",
    ),
    (
        "TEXT_CHANGE_OPS_MAX",
        "core/tests/hostile_text/bombs.rs: hostile_more_operations_than_allowed_laid_out_one_by_one",
    ),
    (
        "COWRITTEN_TEXT_BYTES_MAX",
        "core/tests/text_edits.rs: a_whole_text_of_the_greatest_length_is_checked_and_one_more_is_refused",
    ),
    (
        "TEXT_CHANGE_DEPS_MAX",
        "core/tests/hostile_text/sequence.rs: hostile_dependencies_unsorted_repeated_none_or_too_many",
    ),
    (
        "TEXT_CHANGE_ACTORS_MAX",
        "core/tests/hostile_text/actors.rs: hostile_actor_listed_twice_or_in_numbers",
    ),
    (
        "TEXTS_JUDGED_PER_REQUEST_MAX",
        "sync-server/tests/engine/judged.rs: of_a_thousand_edits_of_one_request_a_few_are_judged_and_the_rest_come_again",
    ),
    (
        "TEXTS_JUDGED_PER_MINUTE_MAX",
        "sync-server/tests/engine/judged.rs: a_device_has_few_edits_judged_in_a_minute_which_holds_up_nobody_else",
    ),
    (
        "DOCUMENT_BYTES_MAX",
        "-: the next part opens; nothing is refused",
    ),
    (
        "DOCUMENT_TEXT_BYTES_MAX",
        "-: the next part opens; nothing is refused",
    ),
    (
        "PARTS_MAX",
        "-: 256 MB of notes in one series, which no author's quota allows",
    ),
    (
        "AUTHOR_ENTRIES_PER_PERIOD_MAX",
        "tests/tests/hostile/quotas.rs: hostile_flood_of_notes_ends_at_the_authors_quota_and_leaves_room_for_others",
    ),
    (
        "AUTHOR_BYTES_PER_PERIOD_MAX",
        "tests/tests/hostile/quotas.rs: hostile_long_notes_end_at_the_authors_quota_and_never_open_the_next_part",
    ),
    (
        "AUTHOR_TEXT_BYTES_PER_PERIOD_MAX",
        "-: 1 MB of co-written text by one author, thirty-two a minute",
    ),
    (
        "MANAGED_RECORDS_MAX",
        "core/tests/directory_view.rs: what_a_manager_over_all_locations_gets_is_bounded_however_large_the_organisation",
    ),
    (
        "REQUEST_WINDOW_MS",
        "tests/tests/hostile/replay.rs: hostile_request_at_an_impossible_time",
    ),
    (
        "LATE_WINDOW_MS",
        "core/tests/policy_over_time.rs: after_fourteen_days_a_note_from_before_the_end_is_held_too",
    ),
    (
        "REFUSAL_MEMORY_MS",
        "sync-server/tests/engine/pushing.rs: a_refusal_is_remembered_for_ninety_days_and_no_longer",
    ),
    (
        "REFUSALS_PER_DEVICE_MAX",
        "tests/tests/hostile/availability.rs: hostile_flood_of_refusals_is_still_refused_when_no_more_are_remembered",
    ),
    (
        "HELD_PER_DEVICE_MAX",
        "sync-server/tests/engine/held.rs: a_device_may_not_fill_the_managers_list",
    ),
    (
        "OFFLINE_LEASE_MS",
        "core/tests/device_access.rs: after_two_weeks_without_contact_nothing_is_read_and_nothing_is_lost",
    ),
    (
        "INVITATION_LIFETIME_MS",
        "tests/tests/hostile/enrolment.rs: hostile_enrolment_by_an_invitation_that_expired",
    ),
    (
        "OPEN_INVITATIONS_MAX",
        "sync-server/tests/engine/enrolling.rs: a_person_or_a_group_has_a_few_invitations_open_and_no_more",
    ),
    (
        "DEVICES_PER_PERSON_MAX",
        "sync-server/tests/engine/enrolling.rs: a_person_has_so_many_devices_and_one_more_when_one_was_revoked",
    ),
    (
        "DEVICES_PER_GROUP_MAX",
        "sync-server/tests/engine/enrolling.rs: a_group_has_so_many_devices_and_no_more",
    ),
    (
        "CIRCLES_OPENED_MAX",
        "sync-server/tests/engine/taking_back.rs: circles_that_somebody_holds_open_are_bounded_and_closing_one_makes_room",
    ),
    (
        "CIRCLES_OF_MEMBER_MAX",
        "sync-server/tests/engine/taking_back.rs: what_a_phone_gets_of_circles_is_bounded_however_many_people_name_its_owner",
    ),
    (
        "CIRCLES_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: circles_that_somebody_holds_open_are_bounded_and_closing_one_makes_room",
    ),
    (
        "PROVISIONAL_PEOPLE_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: what_one_person_makes_in_a_day_is_bounded_by_kind_and_another_day_is_another",
    ),
    (
        "DAY_GRANTS_PER_DAY_MAX",
        "sync-server/tests/engine/taking_back.rs: what_one_person_makes_in_a_day_is_bounded_by_kind_and_another_day_is_another",
    ),
    (
        "INVITATIONS_PER_DAY_MAX",
        "-: a hundred people with five open ones each; counted as the other kinds of a day are",
    ),
    (
        "CIRCLE_TERM_MS",
        "sync-server/tests/engine/taking_back.rs: a_closed_circle_is_read_for_its_term_written_by_nobody_and_sent_to_no_phone",
    ),
    (
        "COMMAND_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "CIRCLE_MEMBERS_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "PARENT_CIRCLES_MAX",
        "tests/tests/hostile/circles.rs: hostile_parent_opens_one_circle_after_another",
    ),
    (
        "NAME_CHARS_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "LANGUAGES_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "ENROL_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_CODE_BYTES_MIN",
        "tests/tests/hostile/bounds.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_CODE_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "INVITATION_URL_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: an_enrolment_is_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "HEADERS_BYTES_MAX",
        "tests/tests/hostile/bounds.rs: headers_are_as_many_and_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "HEADERS_MAX",
        "tests/tests/hostile/bounds.rs: headers_are_as_many_and_as_long_as_the_bounds_say_and_no_more",
    ),
    (
        "DAY_GRANT_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "DAY_GRANT_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_command_is_as_long_as_the_bounds_say_and_names_as_many_people_and_letters",
    ),
    (
        "FOR_DATE_AHEAD_DAYS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "FOR_DATE_BACK_DAYS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "HAPPENED_BEFORE_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "HAPPENED_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "LASTS_BEFORE_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "LASTS_AHEAD_MS_MAX",
        "tests/tests/hostile/bounds.rs: a_moment_and_a_day_are_as_far_as_the_bounds_say_and_no_further",
    ),
    (
        "RELAY_BYTES_MAX",
        "core/src/relay/frames.rs: nothing_and_too_much_have_no_frames",
    ),
    (
        "RELAY_ENTRIES_MAX",
        "-: more are left for the next time; what is sealed is bounded in bytes first",
    ),
    (
        "DAY_PASS_BYTES_MAX",
        "tests/tests/hostile/day_brief.rs: hostile_day_brief_that_is_too_long",
    ),
];

#[test]
fn every_bound_of_the_document_is_reached_by_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let document = std::fs::read_to_string(root.join("docs/protocol.md")).unwrap();
    let table = document.split("<!-- bounds -->").nth(1).unwrap();
    let table = table.split("<!-- /bounds -->").next().unwrap();
    let bounds: BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    let reached: BTreeMap<&str, &str> = REACHED.iter().copied().collect();
    assert_eq!(reached.keys().copied().collect::<BTreeSet<_>>(), bounds);
    for (bound, test) in reached {
        let (file, name) = test.split_once(": ").unwrap();
        if file == "-" {
            assert!(!name.is_empty(), "{bound}: say why no test reaches it");
            continue;
        }
        let source = std::fs::read_to_string(root.join(file)).unwrap();
        assert!(source.contains(&format!("fn {name}(")), "{bound}: {test}");
    }
}
