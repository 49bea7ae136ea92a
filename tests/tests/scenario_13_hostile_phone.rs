//! Scenario 13: a hostile phone.
//!
//! "A modified parent app tries to: write in another parent's name, alter a staff note, read a sibling
//! group's child, push into a team document, replay an old request, reuse an actor and sequence number,
//! send a change of 10 MB, open 10,000 documents. Every try is refused with a code, is in the audit, and
//! costs other phones nothing." (Each of these and two hundred more, one by one: the target `hostile`.)

use std::collections::BTreeSet;

use samenspel_device::{Command, NewNote};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{DocumentKind, Placement};
use samenspel_model::verdict::{Outcome, RefusalCode, RequestError};
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::Want;
use samenspel_rules::directory::Holder;
use samenspel_rules::schema::SCHEMA;
use samenspel_rules::schema::notes::OpenItem;
use samenspel_testkit::clock::TrueTime;
use samenspel_testkit::random::SystemRandom;
use samenspel_tests::location::{MONDAY_MORNING, Size};
use samenspel_tests::support::carried::Carried;
use samenspel_tests::support::driven_server::DrivenServer;
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request};
use samenspel_tests::support::notes::of_child;
use sync_server::audit::{Action, By};

const SIZE: Size = Size {
    groups: 2,
    children_per_group: 1,
    staff_per_group: 2,
};

#[test]
fn a_modified_parent_app_gets_nowhere_and_everybody_can_see_that_it_tried() {
    let server = DrivenServer::start(SIZE, TrueTime::starting_at(MONDAY_MORNING)).unwrap();
    let location = server.site.location.clone();
    let (org, own, other) = (
        location.org,
        location.children[0][0],
        location.children[1][0],
    );
    let [parent, partner] = location.parents[0];
    let staff = Carried::new(&server, "staff", location.staff[0][0]).unwrap();
    let items = of_child(org, DocumentKind::Handover, own);
    let item = Command::AddNote(NewNote::of(items, &OpenItem::new("Laarsje zoek".into())));
    let staff_note = staff.write(&item).unwrap();
    staff.phone.sync_all().unwrap();
    let now = server.time.now();
    let ticket = server
        .invite(Holder::Person(parent), server.address)
        .unwrap();
    let app = ModifiedApp::enrol(&ticket, server.address, now).unwrap();
    let before = server.organisation.statistics().unwrap();
    let entry = |author: PersonId, kind: DocumentKind, note: &str, field: (&str, &str)| {
        let mut fields = Fields::new();
        fields.set(field.0, Value::Text(field.1.into())).unwrap();
        Entry {
            series: of_child(org, kind, own),
            schema: SCHEMA,
            key: EntryKey::new(author, now, &mut SystemRandom),
            kind: NoteKind::new(note).unwrap(),
            fields,
            written_at: now,
            device: app.device,
        }
    };
    let refused = |outcome: Outcome| match outcome {
        Outcome::Refused { code, .. } => code,
        other => panic!("{other:?}"),
    };

    // In another parent's name; over a staff note; into the team's document.
    let forged = entry(
        partner,
        DocumentKind::DayLog,
        "day_change",
        ("what", "later"),
    );
    assert_eq!(
        refused(app.push(&forged, now).unwrap()),
        RefusalCode::NotTheAuthor
    );
    let mut altered = entry(
        parent,
        DocumentKind::Handover,
        "open_item",
        ("what", "Niets zoek"),
    );
    altered.key = staff_note;
    assert_eq!(
        refused(app.push(&altered, now).unwrap()),
        RefusalCode::KeyReused
    );
    let team = entry(
        parent,
        DocumentKind::Team,
        "question",
        ("text", "Wat vinden jullie?"),
    );
    assert_eq!(
        refused(app.push(&team, now).unwrap()),
        RefusalCode::NotAllowed
    );

    // A sibling group's child, and ten thousand documents, in as many requests as that takes.
    let series = of_child(org, DocumentKind::DayLog, other);
    let foreign = Placement::first(DocumentKind::DayLog, now).document_id(&series);
    let want = |document| Want {
        document,
        snapshot: None,
        after: None,
    };
    let ask = |wants: Vec<Want>| {
        let request = samenspel_protocol::SyncRequest {
            wants,
            ..empty_request()
        };
        app.send(&request, now).unwrap()
    };
    let answer = ask(vec![want(foreign)]).unwrap();
    let gone = samenspel_protocol::WantedPart::Gone;
    assert!(answer.wanted.iter().all(|it| it.part == gone));
    let guess = |number: u32| {
        let mut id = [0; 16];
        id[..4].copy_from_slice(&number.to_be_bytes());
        want(samenspel_model::ids::DocumentId(id))
    };
    let all: Vec<Want> = (0..10_000).map(guess).collect();
    let too_many = ask(all.clone());
    assert!(
        matches!(too_many, Err(RequestError::TooLarge { .. })),
        "{too_many:?}"
    );
    for some in all.chunks(samenspel_model::limits::WANTS_MAX) {
        let answer = ask(some.to_vec()).unwrap();
        assert!(answer.wanted.iter().all(|it| it.part == gone));
    }

    // An old request again, byte for byte; ten megabytes.
    let body = compress(&encode(&empty_request()));
    let headers = app.headers(("POST", "/v1/sync"), &body, now);
    assert_eq!(app.send_with(&headers, &body).unwrap().status, 200);
    let replayed = app.send_with(&headers, &body).unwrap();
    assert_eq!(replayed.error().unwrap(), RequestError::NonceReused);
    let huge = app.send_bytes(&vec![7; 10 * 1024 * 1024], now).unwrap();
    assert!(matches!(
        huge.error().unwrap(),
        RequestError::TooLarge { .. }
    ));

    // It is all in the audit, and nothing else changed.
    let rows = server.organisation.audit_after(0, 10_000).unwrap();
    let codes: BTreeSet<String> = rows
        .into_iter()
        .filter(|row| row.action == Some(Action::Refused))
        .filter_map(|row| row.fact)
        .filter(|fact| fact.actor == By::Device(app.device))
        .map(|fact| fact.detail)
        .collect();
    for code in [
        "not_the_author",
        "key_reused",
        "not_allowed",
        "nonce_reused",
    ] {
        assert!(codes.contains(code), "{code} is not in {codes:?}");
    }
    server.organisation.verify_audit(&[]).unwrap();
    let after = server.organisation.statistics().unwrap();
    assert_eq!(
        (after.documents, after.entries),
        (before.documents, before.entries)
    );
    staff.phone.sync_all().unwrap();
    let kept = staff
        .store()
        .note(&staff_note, staff.clock_reading())
        .unwrap()
        .unwrap();
    assert_eq!(kept.entry.text("what"), Some("Laarsje zoek"));
}
