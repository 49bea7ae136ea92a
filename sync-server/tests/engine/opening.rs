//! A manager opens documents for a while, because …: what she gets, for how long, who may, and what
//! the audit says.

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{ChildId, CircleId, GroupId, LocationId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_protocol::{Wanted, WantedPart};
use samenspel_rules::directory::{
    Circle, Directory, Group, Location, Office, OfficeRole, Record, Span, view,
};
use sync_server::audit::{About, Action, By};
use sync_server::engine::{AuditEntry, OpenBecause, OpeningError};

use crate::people::{always, assignment};
use crate::world::*;

const ELSEWHERE: LocationId = LocationId([0x31; 16]);
const REASON: &str = "Samira vraagt inzage";

fn handovers_of_noor(manager: PersonId) -> OpenBecause {
    OpenBecause {
        manager,
        subject: Subject::Child(NOOR),
        kinds: vec![DocumentKind::Handover],
        reason: REASON.into(),
        hours: 4,
    }
}

/// Joke becomes manager of another location, with a group of its own.
fn manager_elsewhere(world: &World) {
    world.change(Record::Location(Location {
        id: ELSEWHERE,
        name: "Beukenlaan".into(),
    }));
    world.change(Record::Group(Group {
        id: GroupId([0x32; 16]),
        location: ELSEWHERE,
        name: "Egels".into(),
    }));
    world.change(Record::Office(Office {
        person: JOKE,
        role: OfficeRole::Manager,
        location: Some(ELSEWHERE),
        during: always(),
    }));
}

/// Fatima's notes: a hand-over and a question in the team about Noor, a hand-over about Daan.
fn written(world: &World) -> [SignedEntry; 3] {
    let mut fatima = world.phone(FATIMA, 0x21);
    let now = world.now();
    let note = |fatima: &mut Phone, kind, child, name, field| {
        let fields: &[_] = match field {
            "text" => &[("text", text("Hoe gaat het?"))],
            _ => &[
                ("state", text("watch")),
                ("summary", text("Slaapt slecht.")),
            ],
        };
        let entry = fatima.note(kind, Subject::Child(child), name, fields, now);
        SignedEntry::sign(&entry, &fatima.key)
    };
    let notes = [
        note(
            &mut fatima,
            DocumentKind::Handover,
            NOOR,
            "handover",
            "state",
        ),
        note(&mut fatima, DocumentKind::Team, NOOR, "question", "text"),
        note(
            &mut fatima,
            DocumentKind::Handover,
            DAAN,
            "handover",
            "state",
        ),
    ];
    assert!(world.push(&mut fatima, &notes).iter().all(is_stored));
    notes
}

/// The kinds and subjects of the documents that a phone is told of.
fn listed(world: &World, phone: &mut Phone) -> Vec<(DocumentKind, Subject)> {
    let mut request = phone.request(&[], world.now());
    request.list_documents = true;
    let documents = world.send(phone, &request).unwrap().documents.unwrap();
    documents.iter().map(|it| (it.kind, it.subject)).collect()
}

fn handover_document(world: &World, phone: &mut Phone) -> Wanted {
    let series = Series {
        org: ORG,
        kind: DocumentKind::Handover,
        subject: Subject::Child(NOOR),
    };
    let mut joke = world.phone(JOKE, 0x2f);
    let mut request = joke.request(&[], world.now());
    request.list_documents = true;
    let documents = world.send(&mut joke, &request).unwrap().documents.unwrap();
    let of_noor = |it: &&samenspel_protocol::ListedDocument| {
        (it.kind, it.subject) == (series.kind, series.subject)
    };
    let document = documents.iter().find(of_noor).unwrap();
    let wants = vec![first_want(document.placement.document_id(&series))];
    want(world, phone, wants).remove(0)
}

fn last_rows(world: &World, count: usize) -> Vec<AuditEntry> {
    let mut rows = world.org().audit_after(0, 10_000).unwrap();
    rows.split_off(rows.len() - count)
}

fn refused(world: &World, wanted: &OpenBecause) -> OpeningError {
    let before = world.org().statistics().unwrap().last_position;
    let rows = world.org().audit_after(0, 10_000).unwrap().len();
    let error = world.org().open_because(wanted).unwrap_err();
    assert_eq!(world.org().statistics().unwrap().last_position, before);
    assert_eq!(world.org().audit_after(0, 10_000).unwrap().len(), rows);
    error
}

#[test]
fn a_manager_gets_what_was_opened_and_nothing_else_and_loses_it_by_itself() {
    let world = World::new();
    let notes = written(&world);
    let mut ingrid = world.phone(INGRID, 0x25);
    assert_eq!(listed(&world, &mut ingrid), []);
    let opened = world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    assert_eq!(opened.until, world.now().plus_ms(4 * UnixMillis::HOUR_MS));
    let expected = [(DocumentKind::Handover, Subject::Child(NOOR))];
    assert_eq!(listed(&world, &mut ingrid), expected);
    let WantedPart::Entries { page, .. } = handover_document(&world, &mut ingrid).part else {
        panic!("not merged yet");
    };
    let keys: Vec<_> = page.entries.iter().map(|it| it.stored.key).collect();
    assert_eq!(keys, [key_of(&notes[0])]);
    // Reading is all that it gives.
    let note = ingrid.handover("by the manager", world.now());
    let outcome = world.push(&mut ingrid, &[note]).remove(0);
    assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
    world.pass(4 * UnixMillis::HOUR_MS - 1);
    assert_eq!(listed(&world, &mut ingrid), expected);
    world.pass(1);
    assert_eq!(listed(&world, &mut ingrid), []);
    let gone = handover_document(&world, &mut ingrid);
    assert_eq!(gone.part, WantedPart::Gone);
}

#[test]
fn the_audit_says_who_opened_what_until_when_and_why_under_the_childs_key() {
    let world = World::new();
    let opened = world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    let row = &last_rows(&world, 1)[0];
    assert_eq!(row.action, Some(Action::Opened));
    let fact = row.fact.as_ref().unwrap();
    assert_eq!(fact.actor, By::Manager(INGRID));
    assert_eq!(fact.about, About::Series(opened.series[0]));
    assert_eq!(fact.detail, format!("until {}: {REASON}", opened.until));
    let other_row = About::Entry(
        samenspel_model::ids::EntryKey {
            person: FATIMA,
            entry: [1; 16],
        },
        opened.series[0],
    );
    assert_eq!(fact.about.sealed_under(), other_row.sealed_under());
    world.org().verify_audit(&[]).unwrap();
}

#[test]
fn a_childs_desks_and_channels_are_those_of_each_parent() {
    let world = World::new();
    let mut wanted = handovers_of_noor(INGRID);
    wanted.kinds = vec![DocumentKind::ParentDesk, DocumentKind::Team];
    let opened = world.org().open_because(&wanted).unwrap();
    let opened: Vec<_> = opened
        .series
        .iter()
        .map(|it| (it.kind, it.subject))
        .collect();
    let desk = Subject::ChildParent(NOOR, SAMIRA);
    let expected = [
        (DocumentKind::ParentDesk, desk),
        (DocumentKind::Team, Subject::Child(NOOR)),
    ];
    assert_eq!(opened, expected);
    wanted.subject = desk;
    let error = refused(&world, &wanted);
    assert!(matches!(
        error,
        OpeningError::OtherSubject(DocumentKind::Team)
    ));
}

#[test]
fn opened_again_it_gets_the_new_end_and_the_first_ends_in_the_audit() {
    let world = World::new();
    let mut ingrid = world.phone(INGRID, 0x25);
    written(&world);
    world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    world.pass(UnixMillis::HOUR_MS);
    let mut again = handovers_of_noor(INGRID);
    again.hours = 8;
    again.reason = "Het gesprek loopt uit".into();
    world.org().open_because(&again).unwrap();
    let now = world.now();
    let directory = world.org().directory();
    let open = directory.openings_of(INGRID);
    assert_eq!(open.filter(|it| it.during.contains(now)).count(), 1);
    let actions: Vec<_> = last_rows(&world, 2).iter().map(|it| it.action).collect();
    assert_eq!(actions, [Some(Action::AccessEnded), Some(Action::Opened)]);
    world.pass(5 * UnixMillis::HOUR_MS);
    assert_eq!(listed(&world, &mut ingrid).len(), 1);
    let closed = world.org().close_opened(INGRID, Subject::Child(NOOR));
    assert_eq!(closed.unwrap(), 1);
    assert_eq!(last_rows(&world, 1)[0].action, Some(Action::AccessEnded));
    assert_eq!(listed(&world, &mut ingrid), []);
    let nothing = world.org().close_opened(INGRID, Subject::Child(NOOR));
    assert!(matches!(nothing, Err(OpeningError::NotOpen)));
}

#[test]
fn an_opening_ends_with_the_office_and_comes_back_with_no_backup() {
    let mut world = World::new();
    written(&world);
    let mut ingrid = world.phone(INGRID, 0x25);
    let backup = world.folder.path().join("log.backup");
    world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    world.close();
    std::fs::copy(world.path().join("log.sqlite"), &backup).unwrap();
    world.reopen();
    let closed = world.org().close_opened(INGRID, Subject::Child(NOOR));
    closed.unwrap();
    world.close();
    std::fs::copy(&backup, world.path().join("log.sqlite")).unwrap();
    world.reopen();
    assert_eq!(listed(&world, &mut ingrid), []);
    world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    assert_eq!(listed(&world, &mut ingrid).len(), 1);
    world.change(Record::Office(Office {
        person: INGRID,
        role: OfficeRole::Manager,
        location: None,
        during: Span {
            until: Some(world.now()),
            ..always()
        },
    }));
    assert_eq!(listed(&world, &mut ingrid), []);
}

#[test]
fn another_managers_phone_does_not_hear_why() {
    let world = World::new();
    manager_elsewhere(&world);
    world
        .org()
        .open_because(&handovers_of_noor(INGRID))
        .unwrap();
    let (ingrid, joke) = (world.phone(INGRID, 0x25), world.phone(JOKE, 0x22));
    let directory: Directory = world.org().directory();
    let reasons = |phone: &Phone| {
        let records = view(&directory, &phone.record(None, MORNING), world.now());
        let openings = records.iter().filter_map(|it| match it {
            Record::Opening(it) => Some(it.reason.clone()),
            _ => None,
        });
        openings.collect::<Vec<_>>()
    };
    assert_eq!(reasons(&ingrid), [REASON]);
    assert!(reasons(&joke).is_empty());
}

#[test]
fn hostile_opening_by_who_is_no_manager_of_the_place() {
    let world = World::new();
    manager_elsewhere(&world);
    for person in [JOKE, FATIMA, SAMIRA, PersonId([0x66; 16])] {
        let error = refused(&world, &handovers_of_noor(person));
        assert!(matches!(error, OpeningError::NotTheManager), "{error}");
    }
    // A case is about people: whoever manages none of their places opens none of theirs.
    let case = CircleId([0x51; 16]);
    world.change(Record::Circle(Circle {
        id: case,
        members: vec![FATIMA, SAMIRA],
        during: always(),
    }));
    let mut wanted = handovers_of_noor(JOKE);
    wanted.subject = Subject::Case(case);
    wanted.kinds = vec![DocumentKind::Circle];
    world.change(assignment(JOKE, Some(world.now())));
    assert!(matches!(
        refused(&world, &wanted),
        OpeningError::NotTheManager
    ));
    wanted.manager = INGRID;
    assert_eq!(world.org().open_because(&wanted).unwrap().series.len(), 1);
}

#[test]
fn hostile_opening_without_a_reason_with_a_novel_or_without_an_end() {
    let world = World::new();
    let with = |change: &dyn Fn(&mut OpenBecause)| {
        let mut wanted = handovers_of_noor(INGRID);
        change(&mut wanted);
        refused(&world, &wanted)
    };
    for reason in [String::new(), " \n\t ".into(), "a".repeat(501)] {
        let error = with(&|it| it.reason.clone_from(&reason));
        assert!(matches!(error, OpeningError::Reason), "{error}");
    }
    for hours in [0, -1, 73, i64::MAX, i64::MIN] {
        let error = with(&|it| it.hours = hours);
        assert!(matches!(error, OpeningError::Hours), "{error}");
    }
    assert!(matches!(with(&|it| it.kinds.clear()), OpeningError::NoKind));
}

#[test]
fn hostile_opening_of_what_is_not_there_or_not_to_be_opened() {
    let world = World::new();
    let with = |subject, kind| {
        let mut wanted = handovers_of_noor(INGRID);
        (wanted.subject, wanted.kinds) = (subject, vec![kind]);
        refused(&world, &wanted)
    };
    // Another organisation's child, a parent of another child, no group, no circle.
    for subject in [
        Subject::Child(ChildId([0x66; 16])),
        Subject::ChildParent(NOOR, PIETER),
        Subject::Group(GroupId([0x66; 16])),
        Subject::Case(CircleId([0x66; 16])),
    ] {
        let error = with(subject, DocumentKind::Handover);
        assert!(matches!(error, OpeningError::Unknown), "{error}");
    }
    let board = with(Subject::Group(GROUP), DocumentKind::Board);
    assert!(matches!(board, OpeningError::OpenAlready(_)), "{board}");
    for (subject, kind) in [
        (Subject::Group(GROUP), DocumentKind::Team),
        (Subject::Child(NOOR), DocumentKind::Circle),
        (Subject::Child(NOOR), DocumentKind::Group),
        (Subject::Organisation, DocumentKind::Handover),
    ] {
        let error = with(subject, kind);
        assert!(matches!(error, OpeningError::OtherSubject(_)), "{error}");
    }
}

#[test]
fn hostile_opening_gives_a_colleagues_or_a_parents_phone_nothing() {
    let world = World::new();
    written(&world);
    // A record that no command makes: an opening for somebody who holds no office.
    let opened = samenspel_rules::directory::Opening {
        id: samenspel_model::ids::GrantId([0x61; 16]),
        person: SAMIRA,
        kind: DocumentKind::Team,
        subject: Subject::Child(NOOR),
        reason: REASON.into(),
        during: Span::since(MORNING),
    };
    world.change(Record::Opening(opened));
    let mut samira = world.phone(SAMIRA, 0x24);
    assert!(
        !listed(&world, &mut samira)
            .iter()
            .any(|(kind, _)| *kind == DocumentKind::Team)
    );
    let outcome: Vec<Outcome> = world.push(&mut samira, &[]);
    assert!(outcome.is_empty());
}

#[test]
fn after_an_opening_ended_a_manager_takes_back_what_was_stored_before_its_end_and_nothing_later() {
    for closed_by_hand in [true, false] {
        let world = World::new();
        let mut fatima = world.phone(FATIMA, 0x21);
        let mut ingrid = world.phone(INGRID, 0x25);
        let write = |fatima: &mut Phone| {
            let note = fatima.handover("Slaapt slecht.", world.now());
            assert!(is_stored(
                &world.push(fatima, std::slice::from_ref(&note))[0]
            ));
            key_of(&note)
        };
        let take_back = |ingrid: &mut Phone, key: samenspel_model::ids::EntryKey| {
            let of = samenspel_model::entry::Value::Bytes(key.to_bytes().to_vec());
            let fields = [("of", of), ("reason", text("wrong_child"))];
            let (kind, subject) = (DocumentKind::Handover, Subject::Child(NOOR));
            let entry = ingrid.note(kind, subject, "retraction", &fields, world.now());
            let signed = SignedEntry::sign(&entry, &ingrid.key);
            world.push(ingrid, &[signed])[0].clone()
        };
        let before = write(&mut fatima);
        assert_eq!(
            refusal(&take_back(&mut ingrid, before)),
            Some(RefusalCode::NotAllowed)
        );
        world
            .org()
            .open_because(&handovers_of_noor(INGRID))
            .unwrap();
        world.pass(1);
        let meanwhile = write(&mut fatima);
        world.pass(1);
        if closed_by_hand {
            let closed = world.org().close_opened(INGRID, Subject::Child(NOOR));
            assert_eq!(closed.unwrap(), 1);
        } else {
            world.pass(4 * UnixMillis::HOUR_MS);
        }
        let at_the_end = write(&mut fatima);
        world.pass(UnixMillis::HOUR_MS);
        let later = write(&mut fatima);
        for shown in [before, meanwhile] {
            assert!(is_stored(&take_back(&mut ingrid, shown)));
        }
        for not_shown in [at_the_end, later] {
            let outcome = take_back(&mut ingrid, not_shown);
            assert_eq!(refusal(&outcome), Some(RefusalCode::NotAllowed));
        }
        // Opened anew, she is shown it.
        world
            .org()
            .open_because(&handovers_of_noor(INGRID))
            .unwrap();
        assert!(is_stored(&take_back(&mut ingrid, later)));
    }
}
