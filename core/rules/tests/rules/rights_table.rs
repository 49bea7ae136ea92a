//! Walks every cell of "Rights in one table" of the domain description. The table below is typed
//! from it, to be compared by eye; the one it is compared with is made from what the policy does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::nursery::*;
use samenspel_model::ids::{EntryKey, GrantId, PersonId};
use samenspel_model::series::{DocumentKind, Granularity, Period, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::{DayGrant, Directory, Holder, Opening, Record, Span};
use samenspel_rules::policy::table;
use samenspel_rules::policy::table::{Cell, Role};
use samenspel_rules::policy::{Decision, Reach, may_read, reach, readable};
use samenspel_rules::schema;

const EXPECTED: &str = "
role                     | child-core | day-log       | handover  | journal   | care-record | agreements | parent-desk | parent-channel | team      | circle                | group     | board | handbook
professional             | RW         | RW            | RW        | RW        | RW          | RW         | RW          | B              | RW        | named                 | RW        | RW    | R, own card
merged                   | RW         | RW            | RW        | –         | RW          | R          | –           | –              | –         | –                     | RW        | R     | R
substitute               | R          | RW this month | RW        | –         | RW          | R          | –           | –              | –         | –                     | RW        | R     | R
trainee                  | R          | RW facts      | R         | R         | R           | R          | R           | –              | –         | named, own proposals  | RW facts  | R     | R
mentor                   | RW         | RW            | RW        | RW        | RW          | RW         | RW          | RW             | RW        | named                 | –         | –     | R
parent with authority    | RW         | RW            | –         | RW        | R           | RW         | own RW      | own RW         | –         | named                 | –         | R     | R
guardian                 | RW         | RW            | –         | RW        | R           | RW         | own RW      | own RW         | –         | named                 | –         | R     | R
carer                    | RW         | RW            | –         | R         | R           | R          | own RW      | own RW         | –         | named                 | –         | R     | R
parent without authority | –          | –             | –         | –         | –           | –          | –           | own RW         | –         | named                 | –         | –     | R
coach                    | –          | –             | –         | –         | –           | –          | –           | –              | –         | named                 | –         | R     | R
manager                  | audited R  | audited R     | audited R | audited R | audited R   | audited R  | audited R   | audited R      | audited R | audited R             | audited R | RW    | RW
";

const ROWS: [(&str, PersonId); 11] = [
    ("professional", PROFESSIONAL),
    ("merged", MERGED),
    ("substitute", SUBSTITUTE),
    ("trainee", TRAINEE),
    ("mentor", MENTOR),
    ("parent with authority", PARENT),
    ("guardian", GUARDIAN),
    ("carer", CARER),
    ("parent without authority", OTHER_PARENT),
    ("coach", COACH),
    ("manager", MANAGER),
];

fn cells(line: &str) -> Vec<String> {
    line.split('|').map(|cell| cell.trim().to_owned()).collect()
}

#[test]
fn every_cell_of_the_rights_table_is_as_the_domain_says() {
    let mut expected = EXPECTED.trim().lines().map(cells);
    let columns = expected.next().unwrap();
    let names = DocumentKind::ALL.map(|kind| kind.name().to_owned());
    assert_eq!(columns[1..], names, "the columns are the document kinds");
    for ((name, person), expected) in ROWS.into_iter().zip(expected) {
        assert_eq!(expected[0], name);
        let observed: Vec<String> = DocumentKind::ALL
            .into_iter()
            .map(|kind| observed_cell(person, kind).to_owned())
            .collect();
        assert_eq!(observed, expected[1..], "{name}");
    }
}

/// The subject of a kind that the person of a row is tried on: the child of the bees, their own
/// series with it if they are a parent, the bees, a case that names them; for the manager one that
/// does not, since that is what she opens with a reason.
fn subject_for(person: PersonId, kind: DocumentKind) -> Subject {
    match kind {
        DocumentKind::ParentDesk | DocumentKind::ParentChannel if is_parent(person) => {
            Subject::ChildParent(CHILD, person)
        }
        DocumentKind::ParentDesk | DocumentKind::ParentChannel => {
            Subject::ChildParent(CHILD, PARENT)
        }
        DocumentKind::Circle if person == MANAGER => Subject::Case(CASE_OF_NOBODY),
        DocumentKind::Circle => Subject::Case(CASE),
        DocumentKind::Group | DocumentKind::Board => Subject::Group(BEES),
        DocumentKind::Handbook => Subject::Organisation,
        _ => Subject::Child(CHILD),
    }
}

fn is_parent(person: PersonId) -> bool {
    [PARENT, GUARDIAN, CARER, OTHER_PARENT].contains(&person)
}

/// The cell as the policy shows it from outside.
fn observed_cell(person: PersonId, kind: DocumentKind) -> &'static str {
    if person == MERGED && matches!(kind, DocumentKind::Circle | DocumentKind::Handbook) {
        // Cases and the handbook are of no group, and who is on duty in a merged group is always a
        // professional of her own: there the row stands alone only in the table.
        return match table::cell(Role::MergedDuty, kind) {
            Cell::Nothing => "–",
            Cell::Read => "R",
            other => panic!("{other:?}"),
        };
    }
    let dir = nursery();
    let subject = subject_for(person, kind);
    let reads = reach(&dir, &Holder::Person(person), &series(kind, subject), NOW);
    let writes = writable(&dir, person, kind, subject);
    let all = kinds_of(person, kind);
    match (reads, &writes) {
        (Reach::Months(..), writes) if *writes == all && !writes_last_month(&dir, kind) => {
            "RW this month"
        }
        (Reach::All, writes) if *writes == all => match subject {
            Subject::ChildParent(..) if is_parent(person) => {
                assert_nothing_of_another_parent(&dir, person, kind);
                "own RW"
            }
            Subject::Case(_) => {
                assert_nothing_unless_named(&dir, person);
                "named"
            }
            _ => "RW",
        },
        (Reach::All, writes) if writes.is_empty() => "R",
        (Reach::All, writes) if kind == DocumentKind::Circle => {
            assert_nothing_unless_named(&dir, person);
            let proposals = ["correction", "marks", "proposal", "reply"];
            assert_eq!(*writes, BTreeSet::from(proposals));
            "named, own proposals"
        }
        (Reach::All, writes) if *writes == BTreeSet::from(["correction", "staff_card"]) => {
            "R, own card"
        }
        (Reach::All, writes) => {
            let facts = ["correction", "day_log", "drop_off", "marks", "presence"];
            assert!(writes.iter().all(|kind| facts.contains(kind)), "{writes:?}");
            "RW facts"
        }
        (Reach::Nothing, writes) if writes.is_empty() => without_reading(dir, person, kind),
        other => panic!("{person} on {kind:?}: no cell is like {other:?}"),
    }
}

fn without_reading(dir: Directory, person: PersonId, kind: DocumentKind) -> &'static str {
    let subject = subject_for(person, kind);
    if reads_when_opened(dir.clone(), person, kind, subject) {
        return "audited R";
    }
    let blind = kinds_of(person, kind).into_iter().filter(|note| {
        Attempt::new(person, series(kind, subject), note)
            .on(shared_device(BEES))
            .is_allowed(&dir)
    });
    if blind.count() > 0 { "B" } else { "–" }
}

fn reads_when_opened(
    mut dir: Directory,
    person: PersonId,
    kind: DocumentKind,
    subject: Subject,
) -> bool {
    dir.upsert(Record::Opening(Opening {
        id: GrantId([77; 16]),
        person,
        kind,
        subject,
        reason: "a parent asked for access".into(),
        during: today(),
    }));
    may_read(&dir, &Holder::Person(person), &series(kind, subject), NOW)
}

/// The note kinds of a document that the person's side writes. Retractions have a rule of their own.
fn kinds_of(person: PersonId, document: DocumentKind) -> BTreeSet<&'static str> {
    schema::kinds()
        .iter()
        .filter(|kind| kind.documents.contains(&document))
        .filter(|kind| kind.written_by.includes(is_parent(person)))
        .map(|kind| kind.name)
        .filter(|name| *name != "retraction")
        .filter(|name| *name != "marks" || marks_here(person, document))
        .collect()
}

/// Neither parent learns what the other read: a parent's marks stand where no other parent reads.
fn marks_here(person: PersonId, document: DocumentKind) -> bool {
    let of_one_parent = [DocumentKind::ParentDesk, DocumentKind::ParentChannel];
    !is_parent(person) || of_one_parent.contains(&document) || document == DocumentKind::Circle
}

fn writable(
    dir: &Directory,
    person: PersonId,
    kind: DocumentKind,
    subject: Subject,
) -> BTreeSet<&'static str> {
    kinds_of(person, kind)
        .into_iter()
        .filter(|note| Attempt::new(person, series(kind, subject), note).is_allowed(dir))
        .collect()
}

fn writes_last_month(dir: &Directory, kind: DocumentKind) -> bool {
    Attempt::new(SUBSTITUTE, about_child(kind), "day_log")
        .written(NOW.plus_ms(-31 * DAY))
        .is_allowed(dir)
}

#[test]
fn on_the_last_day_of_a_month_a_substitute_works_in_the_month_of_the_next_opening_day_too() {
    // Monday 30 November 2026, 11:00 at the location; the first of December is a Tuesday.
    let last = UnixMillis(1_796_032_800_000);
    let mut dir = nursery();
    let today = Span {
        from: last.plus_ms(-DAY / 8),
        until: Some(last.plus_ms(DAY / 4)),
    };
    dir.upsert(Record::DayGrant(day_grant(SUBSTITUTE, BEES, today)));
    let day_log = about_child(DocumentKind::DayLog);
    let reads = |at| {
        let reach = reach(&dir, &Holder::Person(SUBSTITUTE), &day_log, last);
        reach.covers(Period::at(Granularity::Month, at))
    };
    let writes = |filed_at| {
        Attempt::new(SUBSTITUTE, day_log, "drop_off")
            .arriving(last)
            .written(last)
            .filed(filed_at)
            .is_allowed(&dir)
    };
    for (day, may) in [(-30, false), (0, true), (1, true), (20, true), (45, false)] {
        let at = last.plus_ms(day * DAY);
        assert_eq!((reads(at), writes(at)), (may, may), "{day} days later");
    }
}

fn assert_nothing_of_another_parent(dir: &Directory, person: PersonId, kind: DocumentKind) {
    for other in [PARENT, GUARDIAN, CARER, OTHER_PARENT] {
        let subject = Subject::ChildParent(CHILD, other);
        if other != person {
            let holder = Holder::Person(person);
            assert!(!may_read(dir, &holder, &series(kind, subject), NOW));
            assert!(writable(dir, person, kind, subject).is_empty());
        }
    }
}

#[test]
fn a_manager_who_is_named_in_a_case_reads_and_answers_there_as_everybody_named_does() {
    let dir = nursery();
    let case = series(DocumentKind::Circle, Subject::Case(CASE));
    assert!(may_read(&dir, &Holder::Person(MANAGER), &case, NOW));
    let writes = writable(&dir, MANAGER, DocumentKind::Circle, case.subject);
    assert!(writes.contains("reply") && writes.contains("escalation"));
    assert_nothing_unless_named(&dir, MANAGER);
}

fn assert_nothing_unless_named(dir: &Directory, person: PersonId) {
    let subject = Subject::Case(CASE_OF_NOBODY);
    let unnamed = series(DocumentKind::Circle, subject);
    assert!(!may_read(dir, &Holder::Person(person), &unnamed, NOW));
    assert!(writable(dir, person, DocumentKind::Circle, subject).is_empty());
}

#[test]
fn what_is_readable_is_what_may_be_read_for_every_holder_kind_and_subject() {
    let dir = nursery();
    let people = EVERYONE.map(Holder::Person);
    let groups = [BEES, ANTS, OWLS].map(Holder::Group);
    for holder in people.into_iter().chain(groups) {
        let listed = readable(&dir, &holder, NOW);
        let asked: BTreeSet<_> = all_subjects()
            .into_iter()
            .flat_map(|subject| DocumentKind::ALL.map(|kind| (kind, subject)))
            .filter(|(kind, subject)| may_read(&dir, &holder, &series(*kind, *subject), NOW))
            .collect();
        assert_eq!(listed, asked, "{holder:?}");
    }
}

fn all_subjects() -> Vec<Subject> {
    let mut subjects = vec![Subject::Organisation];
    subjects.extend([BEES, ANTS, OWLS].map(Subject::Group));
    subjects.extend([CASE, CASE_OF_NOBODY].map(Subject::Case));
    for child in [CHILD, OWL_CHILD] {
        subjects.push(Subject::Child(child));
        subjects.extend(EVERYONE.map(|person| Subject::ChildParent(child, person)));
    }
    subjects
}

#[test]
fn nobody_reads_or_writes_about_a_child_of_another_group_by_working_elsewhere() {
    let dir = nursery();
    let strangers = [
        PROFESSIONAL,
        MERGED,
        SUBSTITUTE,
        TRAINEE,
        PARENT,
        CARER,
        COACH,
    ];
    for person in strangers {
        for kind in DocumentKind::ALL {
            let series = series(kind, Subject::Child(OWL_CHILD));
            assert!(!may_read(&dir, &Holder::Person(person), &series, NOW));
            for note in kinds_of(person, kind) {
                let attempt = Attempt::new(person, series, note);
                assert!(!attempt.is_allowed(&dir), "{person} {kind:?} {note}");
            }
        }
    }
}

#[test]
fn a_manager_may_retract_what_she_was_shown_and_nobody_else_what_another_wrote() {
    let dir = nursery();
    for kind in DocumentKind::ALL {
        let series = series(kind, subject_for(MANAGER, kind));
        let retraction = |author: PersonId| {
            Attempt::new(author, series, "retraction").naming_an_entry_of(Some(OWL_PARENT))
        };
        let reads_by_herself = may_read(&dir, &Holder::Person(MANAGER), &series, NOW);
        assert_eq!(
            retraction(MANAGER).is_allowed(&dir),
            reads_by_herself,
            "{kind:?}"
        );
        let mut opened = dir.clone();
        opened.upsert(Record::Opening(Opening {
            id: GrantId([7; 16]),
            person: MANAGER,
            kind,
            subject: series.subject,
            reason: "A report by telephone".into(),
            during: until(NOW),
        }));
        assert!(retraction(MANAGER).is_allowed(&opened), "{kind:?}");
        for (_, person) in ROWS.into_iter().filter(|(_, it)| *it != MANAGER) {
            assert!(!retraction(person).is_allowed(&opened), "{person} {kind:?}");
        }
    }
}

#[test]
fn a_manager_may_retract_what_a_reader_reported_to_her_in_a_case() {
    let dir = nursery();
    let team = about_child(DocumentKind::Team);
    let device = own_device(MANAGER);
    let kind = samenspel_model::entry::NoteKind::new("retraction").unwrap();
    let case = series(DocumentKind::Circle, Subject::Case(CASE));
    let note = entry_of(PROFESSIONAL);
    let reported_of = |about, by: PersonId, series| {
        let write = samenspel_rules::policy::Write {
            author: MANAGER,
            device: &device,
            series: &team,
            kind: &kind,
            corrected_at: NOW,
            filed_at: NOW,
            now: NOW,
            target: Some(note),
            original_author: None,
            report: Some(samenspel_rules::policy::Report { by, series, about }),
            target_stored_at: None,
        };
        matches!(
            samenspel_rules::policy::check_write(&dir, &write),
            Decision::Allow { .. }
        )
    };
    let reported = |by, series| reported_of(note, by, series);
    assert!(reported(PROFESSIONAL, case));
    let another = EntryKey {
        entry: [0x12; 16],
        ..note
    };
    assert!(
        !reported_of(another, PROFESSIONAL, case),
        "a report of another note"
    );
    assert!(
        !reported(PARENT, case),
        "a parent may not read the team's notes"
    );
    assert!(!reported(PROFESSIONAL, team), "not in a case");
    let of_others = series(DocumentKind::Circle, Subject::Case(CASE_OF_NOBODY));
    assert!(!reported(PROFESSIONAL, of_others), "not in her case");
}

#[test]
fn a_day_grant_gives_nothing_to_who_has_another_role_at_the_location() {
    for person in [
        PARENT,
        CARER,
        OTHER_PARENT,
        OWL_PARENT,
        TRAINEE,
        MANAGER,
        COACH,
    ] {
        let mut dir = nursery();
        let handover = about_child(DocumentKind::Handover);
        let reads = |dir: &Directory| may_read(dir, &Holder::Person(person), &handover, NOW);
        let before = reads(&dir);
        dir.upsert(Record::DayGrant(DayGrant {
            id: GrantId([8; 16]),
            group: BEES,
            person,
            granted_by: PROFESSIONAL,
            during: today(),
        }));
        assert_eq!(reads(&dir), before, "{person}");
        assert!(
            !Attempt::new(person, handover, "open_item").is_allowed(&dir),
            "{person}"
        );
    }
}

#[test]
fn only_the_author_corrects_an_entry_not_even_a_manager() {
    let dir = nursery();
    let board = series(DocumentKind::Board, Subject::Group(BEES));
    let own = Attempt::new(PROFESSIONAL, board, "correction");
    assert!(own.is_allowed(&dir));
    let of_another = Attempt::new(MANAGER, board, "correction").naming_an_entry_of(Some(PARENT));
    assert_eq!(
        of_another.judge(&dir),
        Decision::Refuse(RefusalCode::NotAllowed)
    );
    let of_nothing = own.naming_an_entry_of(None);
    assert_eq!(
        of_nothing.judge(&dir),
        Decision::Refuse(RefusalCode::UnknownReference)
    );
}

#[test]
fn a_person_with_several_roles_has_the_rights_of_each() {
    let mut dir = nursery();
    // A colleague of the owls has her own child on the bees.
    let own_child = parenthood(
        OWL_PROFESSIONAL,
        CHILD,
        samenspel_rules::directory::Authority::Full,
        false,
    );
    dir.upsert(Record::Parenthood(own_child));
    let holder = Holder::Person(OWL_PROFESSIONAL);
    let reads = |series| may_read(&dir, &holder, &series, NOW);
    assert!(reads(about_child(DocumentKind::Journal)), "as a parent");
    assert!(
        !reads(about_child(DocumentKind::Team)),
        "not as a colleague"
    );
    let team = series(DocumentKind::Team, Subject::Child(OWL_CHILD));
    assert!(reads(team), "as a colleague");
    // A parent's rights do not make a note of staff.
    let day_log = about_child(DocumentKind::DayLog);
    assert!(!Attempt::new(OWL_PROFESSIONAL, day_log, "pick_up").is_allowed(&dir));
    assert!(Attempt::new(OWL_PROFESSIONAL, day_log, "drop_off").is_allowed(&dir));
}
