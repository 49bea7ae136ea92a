//! What becomes of what a phone pushes.

use samenspel_model::entry::{DeviceKey, SignedEntry, Value};
use samenspel_model::ids::DeviceId;
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_rules::directory::{Holder, Record};

use crate::world::*;

#[test]
fn nothing_acknowledged_is_lost_after_reopening() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = fatima.handovers(3, world.now());
    let outcomes = world.push(&mut fatima, &notes);
    assert!(outcomes.iter().all(is_stored), "{outcomes:?}");
    world.reopen();
    let again = world.push(&mut fatima, &notes);
    for (first, second) in outcomes.iter().zip(&again) {
        let (
            Outcome::Stored {
                placement,
                position,
            },
            known,
        ) = (first, second)
        else {
            panic!("{first:?}");
        };
        let (placement, position) = (*placement, *position);
        assert_eq!(
            *known,
            Outcome::Known {
                placement,
                position
            }
        );
    }
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let expected: Vec<_> = notes.iter().map(key_of).collect();
    assert_eq!(keys(&world.pull(&mut joke)), expected);
}

#[test]
fn the_same_key_with_another_content_is_refused() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("she slept well", world.now());
    let mut other = fatima
        .handover("she did not sleep", world.now())
        .entry()
        .unwrap();
    other.key = key_of(&note);
    let other = SignedEntry::sign(&other, &fatima.key);
    let outcomes = world.push(&mut fatima, &[note, other.clone()]);
    assert!(is_stored(&outcomes[0]));
    assert_eq!(refusal(&outcomes[1]), Some(RefusalCode::KeyReused));
    let again = world.push(&mut fatima, &[other]);
    assert_eq!(refusal(&again[0]), Some(RefusalCode::KeyReused));
}

#[test]
fn a_replayed_request_is_refused_also_after_reopening() {
    let mut world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let request = fatima.request(&[], world.now());
    let (headers, body) = fatima.sign(&request, world.now());
    assert!(world.deliver(&headers, &body).is_ok());
    assert_eq!(
        world.deliver(&headers, &body),
        Err(RequestError::NonceReused)
    );
    world.reopen();
    assert_eq!(
        world.deliver(&headers, &body),
        Err(RequestError::NonceReused)
    );
    world.pass(limits::REQUEST_WINDOW_MS + 1);
    let late = world.deliver(&headers, &body);
    assert!(
        matches!(late, Err(RequestError::ClockWrong { .. })),
        "{late:?}"
    );
}

#[test]
fn a_wrong_clock_learns_the_servers_time() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let request = fatima.request(&[], world.now());
    for wrong in [-1, 1] {
        let year = wrong * 365 * UnixMillis::DAY_MS;
        let (headers, body) = fatima.sign(&request, world.now().plus_ms(year));
        let server_time = world.now();
        let expected = Err(RequestError::ClockWrong { server_time });
        assert_eq!(world.deliver(&headers, &body), expected);
    }
}

#[test]
fn a_request_by_a_stranger_or_with_a_changed_body_is_refused() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let request = fatima.request(&[], world.now());
    let (mut headers, body) = fatima.sign(&request, world.now());
    let changed = [&body[..], &[0]].concat();
    let told = world.deliver(&headers, &changed);
    assert_eq!(told, Err(RequestError::BadSignature));
    headers.device = DeviceId([0x99; 16]);
    assert_eq!(
        world.deliver(&headers, &body),
        Err(RequestError::UnknownDevice)
    );
}

#[test]
fn malformed_oversized_and_foreign_requests_are_refused_by_name() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let told = |phone: &mut Phone, body: &[u8]| {
        let headers = phone.sign_body(body, world.now());
        world.deliver(&headers, body).unwrap_err()
    };
    assert_eq!(told(&mut fatima, b"not zstd").code(), "malformed");
    assert_eq!(
        told(&mut fatima, &compress(b"\xff\xff")).code(),
        "malformed"
    );
    let long = vec![0; limits::REQUEST_WIRE_BYTES_MAX + 1];
    assert_eq!(told(&mut fatima, &long).code(), "too_large");
    let bomb = compress(&vec![0; limits::REQUEST_BYTES_MAX + 1]);
    assert_eq!(told(&mut fatima, &bomb).code(), "too_large");
    let mut request = fatima.request(&[], world.now());
    request.version = 9;
    let body = compress(&encode(&request));
    assert_eq!(told(&mut fatima, &body).code(), "unsupported_version");
    let many = fatima.handovers(limits::PUSH_ENTRIES_MAX + 1, world.now());
    let body = compress(&encode(&fatima.request(&many, world.now())));
    assert_eq!(told(&mut fatima, &body).code(), "too_large");
}

#[test]
fn forged_foreign_and_broken_entries_are_refused_one_by_one() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let good = fatima.handover("good", world.now());
    let stranger = DeviceKey::from_bytes(&[0x66; 32]);
    let forged = SignedEntry::sign(&good.entry().unwrap(), &stranger);
    let mut unknown = good.entry().unwrap();
    unknown.device = DeviceId([0x66; 16]);
    let unknown = SignedEntry::sign(&unknown, &stranger);
    let mut elsewhere = good.entry().unwrap();
    elsewhere.series.org = samenspel_model::ids::OrgId([9; 16]);
    let elsewhere = SignedEntry::sign(&elsewhere, &fatima.key);
    let mut broken = good.clone();
    broken.body.push(0);
    let entries = [forged, unknown, elsewhere, broken, good];
    let outcomes = world.push(&mut fatima, &entries);
    let codes: Vec<_> = outcomes.iter().map(refusal).collect();
    let expected = [
        Some(RefusalCode::BadSignature),
        Some(RefusalCode::UnknownDevice),
        Some(RefusalCode::WrongOrganisation),
        Some(RefusalCode::Malformed),
        None,
    ];
    assert_eq!(codes, expected);
    assert!(is_stored(&outcomes[4]));
}

#[test]
fn a_parent_cannot_write_a_hand_over_and_a_relayed_copy_gets_the_same_answer() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let note = samira.handover("not hers to write", world.now());
    let outcomes = world.push(&mut samira, std::slice::from_ref(&note));
    assert_eq!(refusal(&outcomes[0]), Some(RefusalCode::NotAllowed));
    // Even if she might by now: a mended cause is a new note with a new key.
    world.change(assignment(SAMIRA, None));
    let mut fatima = world.phone(FATIMA, 0x21);
    let relayed = world.push(&mut fatima, &[note]);
    assert_eq!(relayed, outcomes);
    let again = samira.handover("hers to write now", world.now());
    assert!(is_stored(&world.push(&mut samira, &[again])[0]));
}

#[test]
fn a_refusal_is_remembered_for_ninety_days_and_no_longer() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let note = samira.handover("not hers to write", world.now());
    let push = |phone: &mut Phone| world.push(phone, std::slice::from_ref(&note)).remove(0);
    assert!(refusal(&push(&mut samira)).is_some());
    world.change(assignment(SAMIRA, None));
    world.pass(limits::REFUSAL_MEMORY_MS);
    assert!(refusal(&push(&mut samira)).is_some());
    world.pass(1);
    world.pull(&mut samira);
    assert!(is_stored(&push(&mut samira)));
}

#[test]
fn a_colleagues_phone_relays_what_it_could_not_have_forged() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let note = fatima.handover("relayed", world.now());
    let relayed = world.push(&mut joke, std::slice::from_ref(&note));
    assert!(is_stored(&relayed[0]));
    let own = world.push(&mut fatima, &[note]);
    assert!(matches!(own[0], Outcome::Known { .. }));
}

#[test]
fn an_unknown_note_kind_a_missing_field_and_a_later_schema_are_named() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let subject = Subject::Child(NOOR);
    let mut write = |note: &str, fields: &[(&str, Value)], schema: u16| {
        let mut entry = fatima.note(DocumentKind::Handover, subject, note, fields, MORNING);
        entry.schema = schema;
        SignedEntry::sign(&entry, &fatima.key)
    };
    let entries = [
        write("gossip", &[], 1),
        write("handover", &[], 1),
        write("handover", &[("state", text("calm"))], 99),
    ];
    let outcomes = world.push(&mut fatima, &entries);
    let codes: Vec<_> = outcomes.iter().filter_map(refusal).collect();
    let expected = [
        RefusalCode::WrongDocument,
        RefusalCode::FieldMissing,
        RefusalCode::SchemaTooNew,
    ];
    assert_eq!(codes, expected);
}

#[test]
fn what_a_revoked_device_held_waits_for_a_manager_and_it_reads_nothing() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let before = fatima.handover("before", world.now());
    assert!(is_stored(&world.push(&mut fatima, &[before])[0]));
    let note = fatima.handover("held", world.now());
    let revoked = fatima.record(Some(world.now()), MORNING);
    world.change(Record::Device(revoked));
    let mut request = fatima.request(std::slice::from_ref(&note), world.now());
    request.list_documents = true;
    request.cursor = Some(start(&world));
    for _ in 0..2 {
        let response = world.send(&mut fatima, &request).unwrap();
        let why = HoldReason::DeviceRevoked;
        assert_eq!(response.outcomes, vec![Outcome::Held { why }]);
        assert_eq!(response.documents, Some(Vec::new()));
        assert!(response.page.entries.is_empty());
        assert_eq!(response.directory, None);
    }
    let empty = fatima.request(&[], world.now());
    let told = world.send(&mut fatima, &empty);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
    assert_eq!(world.org().statistics().unwrap().held, 1);
}

#[test]
fn what_was_written_before_an_access_ended_is_late_and_after_it_is_held() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let before = fatima.handover("before the end", world.now());
    world.pass(UnixMillis::HOUR_MS);
    world.change(assignment(FATIMA, Some(world.now())));
    world.pass(UnixMillis::HOUR_MS);
    let after = fatima.handover("after the end", world.now());
    let outcomes = world.push(&mut fatima, &[before, after]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    let why = HoldReason::AccessEnded;
    assert_eq!(outcomes[1], Outcome::Held { why });
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let pulled = world.pull(&mut joke);
    let late: Vec<_> = pulled[0]
        .page
        .entries
        .iter()
        .map(|it| it.stored.late)
        .collect();
    assert_eq!(late, [true]);
}

#[test]
fn an_answer_lands_where_the_note_is_and_one_to_nothing_is_refused() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let note = fatima.handover("in the autumn", world.now());
    let first = world.push(&mut fatima, std::slice::from_ref(&note));
    world.pass(100 * UnixMillis::DAY_MS);
    let answer = |phone: &mut Phone, of: &[u8]| {
        let fields = [("of", Value::Bytes(of.to_vec()))];
        let (kind, subject) = (DocumentKind::Handover, Subject::Child(NOOR));
        let entry = phone.note(kind, subject, "read_back", &fields, world.now());
        SignedEntry::sign(&entry, &phone.key)
    };
    let answers = [
        answer(&mut fatima, &key_of(&note).to_bytes()),
        answer(&mut fatima, &[7; 32]),
    ];
    let outcomes = world.push(&mut fatima, &answers);
    let placement = |outcome: &Outcome| match outcome {
        Outcome::Stored { placement, .. } => *placement,
        other => panic!("{other:?}"),
    };
    assert_eq!(placement(&outcomes[0]), placement(&first[0]));
    assert_eq!(refusal(&outcomes[1]), Some(RefusalCode::UnknownReference));
    let new = fatima.handover("in the winter", world.now());
    let new = world.push(&mut fatima, &[new]);
    assert_ne!(placement(&new[0]), placement(&first[0]));
}

#[test]
fn a_stated_time_lies_between_the_last_quiet_contact_and_arrival() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    world.pull(&mut fatima);
    let contact = world.now();
    world.pass(UnixMillis::HOUR_MS);
    let year_ms = 365 * UnixMillis::DAY_MS;
    let written = fatima.handovers(3, contact);
    let mut request = fatima.request(&written, world.now());
    for (entry, stated_ms) in request.entries.iter_mut().zip([-year_ms, year_ms, 7]) {
        entry.corrected_at = contact.plus_ms(stated_ms);
    }
    world.send(&mut fatima, &request).unwrap();
    let mut joke = world.phone(JOKE, 0x22);
    joke.cursor = Some(start(&world));
    let pulled = world.pull(&mut joke);
    let times: Vec<_> = pulled[0]
        .page
        .entries
        .iter()
        .map(|it| it.stored.corrected_at)
        .collect();
    assert_eq!(times, [contact, world.now(), contact.plus_ms(7)]);
}

#[test]
fn a_shared_tablet_signs_for_whoever_works_there_and_for_nobody_else() {
    let world = World::new();
    let mut tablet = world.device(Holder::Group(GROUP), FATIMA, 0x31);
    let by_fatima = tablet.handover("by Fatima", world.now());
    tablet.person = SAMIRA;
    let by_samira = tablet.handover("by a parent", world.now());
    let outcomes = world.push(&mut tablet, &[by_fatima, by_samira]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    assert_eq!(refusal(&outcomes[1]), Some(RefusalCode::NotTheAuthor));
}

#[test]
fn what_a_carrier_puts_beside_a_note_is_not_remembered_against_it() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let note = fatima.handover("carried", world.now());
    for junk in [vec![], b"junk".to_vec(), vec![7; 70_000]] {
        let mut spoilt = joke.request(std::slice::from_ref(&note), world.now());
        spoilt.entries[0].text_change = Some(junk.into());
        let answered = world.send(&mut joke, &spoilt);
        let outcomes = answered.map(|it| it.outcomes).unwrap_or_default();
        assert!(!outcomes.iter().any(is_stored), "{outcomes:?}");
    }
    let outcomes = world.push(&mut fatima, &[note]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
}

#[test]
fn a_parent_marks_nothing_in_a_document_that_the_other_parent_reads() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x22);
    let now = world.now();
    let noor = Subject::Child(NOOR);
    let entry = samira.note(
        DocumentKind::DayLog,
        noor,
        "drop_off",
        &[("mood", text("tired"))],
        now,
    );
    let note = SignedEntry::sign(&entry, &samira.key);
    let pushed = world.push(&mut samira, std::slice::from_ref(&note));
    assert!(is_stored(&pushed[0]), "{pushed:?}");
    let marks = |phone: &mut Phone| {
        let read = Value::Bytes(key_of(&note).to_bytes().to_vec());
        let entry = phone.note(DocumentKind::DayLog, noor, "marks", &[("read", read)], now);
        let signed = SignedEntry::sign(&entry, &phone.key);
        world.push(phone, &[signed]).remove(0)
    };
    let outcome = marks(&mut samira);
    assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    let outcome = marks(&mut fatima);
    assert!(is_stored(&outcome), "{outcome:?}");
}
