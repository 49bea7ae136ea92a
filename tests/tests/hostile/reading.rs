//! Who would read what is not theirs: by wanting documents, by their cursors, by the directory. Knows
//! nothing of writing.

use samenspel_model::ids::{ChildId, DocumentId, Incarnation, PersonId};
use samenspel_model::series::{DocumentKind as Kind, Placement, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{RefusalCode, RequestError};
use samenspel_protocol::{
    Cursor, MergedDocument, SnapshotProgress, SyncRequest, SyncResponse, Want, Wanted, WantedPart,
};
use samenspel_rules::directory::{Holder, Record};
use samenspel_tests::support::modified_app::{ModifiedApp, empty_request, pushed};
use samenspel_tests::support::notes::text;
use samenspel_tests::support::picture::{Picture, first_want};
use sync_server::engine::OpenBecause;

use crate::siege::Siege;

/// The id of a document that anybody who knows the ids can compute.
fn document(siege: &Siege, kind: Kind, subject: Subject) -> DocumentId {
    let org = siege.at.org;
    Placement::first(kind, siege.now()).document_id(&Series { org, kind, subject })
}

fn wanting(siege: &Siege, app: &ModifiedApp, wants: Vec<Want>) -> SyncResponse {
    let request = SyncRequest {
        wants,
        ..empty_request()
    };
    siege.nothing_changes(|| siege.ask(app, &request).unwrap())
}

/// The device gets nothing of these documents: not even whether they exist.
fn gets_nothing_of(siege: &Siege, app: &ModifiedApp, documents: &[DocumentId]) {
    let wants = documents.iter().map(|it| first_want(*it)).collect();
    let gone = |document: &DocumentId| Wanted {
        document: *document,
        part: WantedPart::Gone,
    };
    let expected: Vec<Wanted> = documents.iter().map(gone).collect();
    assert_eq!(wanting(siege, app, wants).wanted, expected);
}

/// Every document on Noor that is there, and one that is not.
fn of_noor(siege: &Siege) -> [DocumentId; 5] {
    let noor = Subject::Child(siege.at.noor);
    [
        Kind::Handover,
        Kind::DayLog,
        Kind::Agreements,
        Kind::Team,
        Kind::Journal,
    ]
    .map(|kind| document(siege, kind, noor))
}

#[test]
fn hostile_parent_wants_the_documents_of_a_child_of_another_family() {
    let siege = Siege::lay();
    let hassan = siege.device_of(siege.at.hassan);
    gets_nothing_of(&siege, &hassan, &of_noor(&siege));
}

#[test]
fn hostile_professional_wants_the_documents_of_a_child_of_a_sibling_group() {
    let siege = Siege::lay();
    let karim = siege.device_of(siege.at.karim);
    gets_nothing_of(&siege, &karim, &of_noor(&siege));
}

#[test]
fn hostile_parent_wants_what_staff_write_among_themselves() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    let about = |kind, subject| document(&siege, kind, subject);
    let wanted = [
        about(Kind::Team, Subject::Child(at.noor)),
        about(Kind::Handover, Subject::Child(at.noor)),
        about(Kind::Circle, Subject::Case(siege.written.circle)),
        about(Kind::ParentDesk, Subject::ChildParent(at.noor, at.pieter)),
    ];
    gets_nothing_of(&siege, &samira, &wanted);
}

#[test]
fn hostile_manager_wants_content_by_office_alone() {
    let siege = Siege::lay();
    let ingrid = siege.device_of(siege.at.ingrid);
    gets_nothing_of(&siege, &ingrid, &of_noor(&siege));
}

#[test]
fn hostile_manager_with_an_opening_wants_more_or_longer_or_would_write() {
    let siege = Siege::lay();
    let at = siege.at;
    let ingrid = siege.device_of(at.ingrid);
    let handovers = document(&siege, Kind::Handover, Subject::Child(at.noor));
    let opened = siege.server.organisation.open_because(&OpenBecause {
        manager: at.ingrid,
        subject: Subject::Child(at.noor),
        kinds: vec![Kind::Handover],
        reason: "Een klacht".into(),
        hours: 1,
    });
    assert_eq!(opened.unwrap().series.len(), 1);
    let read = wanting(&siege, &ingrid, vec![first_want(handovers)]);
    assert!(matches!(read.wanted[0].part, WantedPart::Entries { .. }));
    let others = of_noor(&siege).into_iter().filter(|it| *it != handovers);
    gets_nothing_of(&siege, &ingrid, &others.collect::<Vec<_>>());
    let of_zeynep = document(&siege, Kind::Handover, Subject::Child(at.zeynep));
    gets_nothing_of(&siege, &ingrid, &[of_zeynep]);
    // Nor does it open anything to somebody else, or let her write.
    gets_nothing_of(&siege, &siege.device_of(at.karim), &[handovers]);
    let note = ingrid.sign(&at.handover(at.ingrid, at.noor, siege.now()));
    siege.refuses(&ingrid, note, RefusalCode::NotAllowed, &[]);
    siege.server.time.advance_ms(UnixMillis::HOUR_MS);
    gets_nothing_of(&siege, &ingrid, &[handovers]);
}

#[test]
fn hostile_coach_trainee_or_parent_without_authority_wants_what_is_not_theirs() {
    let siege = Siege::lay();
    let at = siege.at;
    for person in [at.nadia, at.jan] {
        let app = siege.device_of(person);
        gets_nothing_of(&siege, &app, &of_noor(&siege));
    }
    let team = document(&siege, Kind::Team, Subject::Child(at.noor));
    for person in [at.bo, at.wim] {
        gets_nothing_of(&siege, &siege.device_of(person), &[team]);
    }
}

#[test]
fn hostile_tablet_wants_what_is_kept_on_personal_devices_only() {
    let siege = Siege::lay();
    let at = siege.at;
    let wanted = [
        document(&siege, Kind::Team, Subject::Child(at.noor)),
        document(&siege, Kind::Circle, Subject::Case(siege.written.circle)),
        document(
            &siege,
            Kind::ParentChannel,
            Subject::ChildParent(at.noor, at.samira),
        ),
    ];
    gets_nothing_of(&siege, &siege.tablet(), &wanted);
}

#[test]
fn hostile_substitute_wants_last_month() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let before = siege.now().plus_ms(-3 * UnixMillis::DAY_MS);
    let note = sanne.sign(&at.drop_off(at.sanne, at.noor, before));
    siege.push(&sanne, vec![pushed(note, before)]);
    let (kind, org) = (Kind::DayLog, at.org);
    let subject = Subject::Child(at.noor);
    let series = Series { org, kind, subject };
    let last_month = Placement::first(kind, before).document_id(&series);
    let wim = siege.device_of(at.wim);
    gets_nothing_of(&siege, &wim, &[last_month]);
    // It is there: for her who wrote it.
    let read = wanting(&siege, &sanne, vec![first_want(last_month)]);
    assert!(matches!(read.wanted[0].part, WantedPart::Entries { .. }));
}

#[test]
fn hostile_parent_wants_documents_by_guessing() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let guesses: Vec<DocumentId> = (0..=255).map(|byte| DocumentId([byte; 16])).collect();
    gets_nothing_of(&siege, &samira, &guesses);
}

#[test]
fn hostile_wants_out_of_every_bound() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let noor = Subject::Child(siege.at.noor);
    let own = document(&siege, Kind::DayLog, noor);
    let progress = |as_of, offset| Some(SnapshotProgress { as_of, offset });
    let numbers = [0, 1, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX];
    for number in numbers {
        for want in [
            Want {
                snapshot: progress(number, number),
                ..first_want(own)
            },
            Want {
                after: Some(number),
                ..first_want(own)
            },
            Want {
                snapshot: progress(number, u64::MAX),
                after: Some(number),
                ..first_want(own)
            },
        ] {
            let wanted = wanting(&siege, &samira, vec![want]).wanted;
            let [Wanted { part, .. }] = &wanted[..] else {
                panic!("{wanted:?}")
            };
            assert!(
                matches!(part, WantedPart::Entries { complete: true, .. }),
                "{want:?}: {part:?}"
            );
        }
    }
}

#[test]
fn hostile_wants_out_of_the_bounds_of_a_snapshot() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let many = (0..40).map(|_| samira.sign(&at.drop_off(at.samira, at.noor, now)));
    let many = many.map(|it| pushed(it, now));
    siege.push(&samira, many.collect());
    siege.server.merge_all().unwrap();
    let own = document(&siege, Kind::DayLog, Subject::Child(at.noor));
    let whole = wanting(&siege, &samira, vec![first_want(own)]).wanted;
    let WantedPart::Snapshot { as_of, length, .. } = whole[0].part else {
        panic!("{whole:?}")
    };
    for offset in [length, length + 1, u64::MAX] {
        let snapshot = Some(SnapshotProgress { as_of, offset });
        let want = Want {
            snapshot,
            ..first_want(own)
        };
        let beyond = wanting(&siege, &samira, vec![want]).wanted;
        // Nothing is left of it; the device is told where it ends.
        let nothing = WantedPart::Snapshot {
            as_of,
            length,
            offset: length,
            bytes: Vec::new(),
        };
        assert_eq!(beyond[0].part, nothing, "{offset}");
    }
    // Progress in a snapshot that never was is none.
    let snapshot = Some(SnapshotProgress {
        as_of: as_of + 1,
        offset: 7,
    });
    let want = Want {
        snapshot,
        ..first_want(own)
    };
    assert_eq!(wanting(&siege, &samira, vec![want]).wanted, whole);
}

#[test]
fn hostile_old_cursor_over_large_merged_notes_gets_a_name_and_nothing_cut_out_of_them() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let life = siege.ask(&samira, &empty_request()).unwrap().cursor;
    let large = || {
        let mut note = at.drop_off(at.samira, at.noor, now);
        let words = "\u{1f9f8}".repeat(4_000);
        note.fields.set("to_know", text(words.as_str())).unwrap();
        pushed(samira.sign(&note), now)
    };
    for _ in 0..3 {
        siege.push(&samira, (0..40).map(|_| large()).collect());
    }
    let old = |position| SyncRequest {
        cursor: Some(Cursor { position, ..life }),
        ..empty_request()
    };
    // While they are rows, a page carries as many as fit.
    let rows = siege.ask(&samira, &old(life.position)).unwrap();
    assert!(rows.page.entries.len() > 50 && rows.more);
    siege.server.merge_all().unwrap();
    let own = document(&siege, Kind::DayLog, Subject::Child(at.noor));
    for position in [0, 1, life.position, life.position + 40] {
        let told = siege.nothing_changes(|| siege.ask(&samira, &old(position)).unwrap());
        assert!(
            told.page.entries.is_empty() && !told.more,
            "{:?}",
            told.page
        );
        let org = at.org;
        let id = |it: &MergedDocument| {
            let (kind, subject) = (it.kind, it.subject);
            it.placement.document_id(&Series { org, kind, subject })
        };
        let named: Vec<_> = told.page.merged.iter().map(id).collect();
        assert!(named.contains(&own), "{position}");
        // Every one of them is hers to read.
        let mine = wanting(
            &siege,
            &samira,
            named.iter().copied().map(first_want).collect(),
        );
        let gone = |it: &&Wanted| it.part == WantedPart::Gone;
        assert_eq!(mine.wanted.iter().filter(gone).count(), 0);
    }
}

#[test]
fn hostile_request_of_more_wants_than_allowed() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let own = document(&siege, Kind::DayLog, Subject::Child(siege.at.noor));
    for count in [257, 10_000] {
        let request = SyncRequest {
            wants: vec![first_want(own); count],
            ..empty_request()
        };
        let reply = siege.nothing_changes(|| siege.ask(&samira, &request));
        let what = "wants".to_owned();
        assert_eq!(reply, Err(RequestError::TooLarge { what, limit: 256 }));
    }
}

#[test]
fn hostile_cursor_of_another_life_or_beyond_the_end_brings_nothing_that_is_not_theirs() {
    let siege = Siege::lay();
    let samira = siege.device_of(siege.at.samira);
    let own = siege.ask(&samira, &empty_request()).unwrap().cursor;
    let lives = [own.incarnation, Incarnation([0; 8]), Incarnation([0xff; 8])];
    let noor = Subject::Child(siege.at.noor);
    let may_read = [
        document(&siege, Kind::DayLog, noor),
        document(&siege, Kind::Agreements, noor),
        document(&siege, Kind::Board, Subject::Group(siege.at.rupsen)),
    ];
    for incarnation in lives {
        for position in [0, 1, own.position, own.position + 1, u64::MAX] {
            let request = SyncRequest {
                cursor: Some(Cursor {
                    incarnation,
                    position,
                }),
                ..empty_request()
            };
            let response = siege.ask(&samira, &request).unwrap();
            assert_eq!(response.cursor, own);
            for it in response.page.documents {
                let series = Series {
                    org: siege.at.org,
                    kind: it.kind,
                    subject: it.subject,
                };
                let id = it.placement.document_id(&series);
                assert!(may_read.contains(&id), "{it:?}");
            }
        }
    }
    siege.nothing_changes(|| ());
}

/// The records about other people's families that a device was given.
fn knows_of(siege: &Siege, holder: PersonId, children: &[ChildId]) {
    let app = siege.device_of(holder);
    let picture = Picture::take(&app, siege.now()).unwrap();
    for record in &picture.directory {
        let child = match record {
            Record::Child(it) => it.id,
            Record::Parenthood(it) => it.child,
            Record::Mentorship(it) => it.child,
            Record::Contact(it) => it.child,
            _ => continue,
        };
        assert!(children.contains(&child), "{record:?}");
    }
}

#[test]
fn hostile_directory_request_names_no_child_of_another_family_or_group() {
    let siege = Siege::lay();
    let at = siege.at;
    knows_of(&siege, at.samira, &[at.noor]);
    knows_of(&siege, at.jan, &[at.noor]);
    knows_of(&siege, at.hassan, &[at.zeynep]);
    knows_of(&siege, at.sanne, &[at.noor, at.daan]);
    knows_of(&siege, at.wim, &[at.noor, at.daan]);
    knows_of(&siege, at.nadia, &[]);
}

#[test]
fn hostile_parent_learns_of_no_court_decision_and_of_no_device_of_others() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    let picture = Picture::take(&samira, siege.now()).unwrap();
    for record in &picture.directory {
        match record {
            Record::Parenthood(it) => assert_eq!(it.person, at.samira, "{it:?}"),
            Record::Device(it) => assert_eq!(it.holder, Holder::Person(at.samira), "{it:?}"),
            _ => {}
        }
    }
}
