//! Access that ended, devices that were revoked, and the shared device in the room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::nursery::*;
use samenspel_model::ids::{ChildId, GroupId, OrgId, PersonId};
use samenspel_model::limits::LATE_WINDOW_MS;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, RefusalCode};
use samenspel_rules::directory::{
    Authority, Directory, GroupRole, Holder, Person, Placement, Record, Span,
};
use samenspel_rules::policy::{Decision, may_read};

const ON_TIME: Decision = Decision::Allow { late: false };
const LATE: Decision = Decision::Allow { late: true };
const HELD: Decision = Decision::Hold(HoldReason::AccessEnded);
const NOT_ALLOWED: Decision = Decision::Refuse(RefusalCode::NotAllowed);
const NOT_THE_AUTHOR: Decision = Decision::Refuse(RefusalCode::NotTheAuthor);

fn handover(author: PersonId) -> Attempt {
    Attempt::new(author, about_child(DocumentKind::Handover), "handover")
}

/// The professional of the bees stopped there two days ago.
fn nursery_after_she_left_the_group() -> (Directory, UnixMillis) {
    let mut dir = nursery();
    let end = NOW.plus_ms(-2 * DAY);
    let mut ended = assignment(PROFESSIONAL, BEES, GroupRole::Professional);
    ended.during = until(end);
    dir.upsert(Record::Assignment(ended));
    (dir, end)
}

#[test]
fn a_note_from_before_the_access_ended_is_late_but_stored() {
    let (dir, end) = nursery_after_she_left_the_group();
    let note = handover(PROFESSIONAL).written(end.plus_ms(-1));
    assert_eq!(note.judge(&dir), LATE);
}

#[test]
fn a_note_from_after_the_access_ended_is_held() {
    let (dir, end) = nursery_after_she_left_the_group();
    assert_eq!(handover(PROFESSIONAL).written(end).judge(&dir), HELD);
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
}

#[test]
fn after_fourteen_days_a_note_from_before_the_end_is_held_too() {
    let (dir, end) = nursery_after_she_left_the_group();
    let note = handover(PROFESSIONAL).written(end.plus_ms(-1));
    let last = end.plus_ms(LATE_WINDOW_MS - 1);
    assert_eq!(note.clone().arriving(last).judge(&dir), LATE);
    assert_eq!(note.arriving(last.plus_ms(1)).judge(&dir), HELD);
}

#[test]
fn a_note_dated_before_the_access_began_is_not_made_good_by_its_end() {
    let (dir, end) = nursery_after_she_left_the_group();
    let note = handover(PROFESSIONAL).written(end.plus_ms(-2 * 365 * DAY));
    assert_eq!(note.judge(&dir), HELD);
}

#[test]
fn somebody_who_never_had_the_access_is_refused_not_held() {
    let (dir, _) = nursery_after_she_left_the_group();
    for stranger in [OWL_PROFESSIONAL, OWL_PARENT, PARENT, COACH] {
        assert_eq!(handover(stranger).judge(&dir), NOT_ALLOWED);
    }
    // Even an ended access gives no more than it ever gave.
    let channel = about_parent(DocumentKind::ParentChannel);
    let note = Attempt::new(PROFESSIONAL, channel, "talk_request").written(NOW.plus_ms(-3 * DAY));
    assert_eq!(note.judge(&dir), NOT_ALLOWED);
}

fn about_parent(kind: DocumentKind) -> samenspel_model::series::Series {
    series(kind, Subject::ChildParent(CHILD, PARENT))
}

#[test]
fn reading_stops_the_moment_the_access_ends() {
    let (dir, end) = nursery_after_she_left_the_group();
    let series = about_child(DocumentKind::Handover);
    let holder = Holder::Person(PROFESSIONAL);
    assert!(may_read(&dir, &holder, &series, end.plus_ms(-1)));
    assert!(!may_read(&dir, &holder, &series, end));
}

/// The same place on the bees, now with an end, and one on the owls.
fn move_to_the_owls(dir: &mut Directory, moved: UnixMillis) {
    dir.upsert(Record::Placement(Placement {
        during: until(moved),
        ..placement(CHILD, BEES)
    }));
    dir.upsert(Record::Placement(Placement {
        during: Span::since(moved),
        ..placement(CHILD, OWLS)
    }));
}

#[test]
fn when_a_child_moves_the_former_group_is_late_and_the_new_one_on_time() {
    let mut dir = nursery();
    let moved = NOW.plus_ms(-DAY);
    move_to_the_owls(&mut dir, moved);
    let before = moved.plus_ms(-1);
    assert_eq!(handover(PROFESSIONAL).written(before).judge(&dir), LATE);
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
    assert_eq!(handover(OWL_PROFESSIONAL).judge(&dir), ON_TIME);
    assert_eq!(
        handover(OWL_PROFESSIONAL).written(before).judge(&dir),
        ON_TIME
    );
}

#[test]
fn a_child_with_two_base_groups_is_worked_with_by_both_whatever_the_day() {
    let mut dir = nursery();
    dir.upsert(Record::Placement(Placement {
        weekdays: 0b1_0000,
        ..placement(CHILD, OWLS)
    }));
    assert_eq!(handover(PROFESSIONAL).judge(&dir), ON_TIME);
    assert_eq!(handover(OWL_PROFESSIONAL).judge(&dir), ON_TIME);
    let series = about_child(DocumentKind::Handover);
    for group in [BEES, OWLS] {
        assert!(may_read(&dir, &Holder::Group(group), &series, NOW));
        let board = Series {
            org: ORG,
            kind: DocumentKind::Board,
            subject: Subject::Group(group),
        };
        assert!(may_read(&dir, &Holder::Person(PARENT), &board, NOW));
    }
    // One of them ends, the other goes on.
    dir.upsert(Record::Placement(Placement {
        weekdays: 0b1_0000,
        during: until(NOW.plus_ms(-DAY)),
        ..placement(CHILD, OWLS)
    }));
    assert_eq!(handover(PROFESSIONAL).judge(&dir), ON_TIME);
    assert_eq!(handover(OWL_PROFESSIONAL).judge(&dir), HELD);
}

#[test]
fn a_child_who_comes_back_after_a_gap_had_left_only_until_it_was_placed_again() {
    let mut dir = nursery();
    dir.upsert(Record::Placement(Placement {
        during: until(NOW.plus_ms(-30 * DAY)),
        ..placement(CHILD, BEES)
    }));
    assert_eq!(handover(OWL_PROFESSIONAL).judge(&dir), NOT_ALLOWED);
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
    dir.upsert(Record::Placement(Placement {
        during: Span::since(NOW.plus_ms(10 * DAY)),
        ..placement(CHILD, OWLS)
    }));
    // The intake on the group it comes to; the one it left has no part in it.
    assert_eq!(handover(OWL_PROFESSIONAL).judge(&dir), ON_TIME);
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
    let began = samenspel_rules::policy::roles::stay_began_at(&dir, CHILD, NOW);
    assert_eq!(began, Some(NOW.plus_ms(10 * DAY)));
}

#[test]
fn when_a_child_leaves_staff_stop_and_its_parents_stay() {
    let mut dir = nursery();
    let left = NOW.plus_ms(-DAY);
    dir.upsert(Record::Placement(Placement {
        during: until(left),
        ..placement(CHILD, BEES)
    }));
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
    assert_eq!(
        handover(PROFESSIONAL).written(left.plus_ms(-1)).judge(&dir),
        LATE
    );
    let series = about_child(DocumentKind::Agreements);
    assert!(may_read(&dir, &Holder::Person(PARENT), &series, NOW));
    assert!(!may_read(&dir, &Holder::Person(MENTOR), &series, NOW));
    assert!(!may_read(&dir, &Holder::Group(BEES), &series, NOW));
}

#[test]
fn a_child_that_has_yet_to_start_is_there_for_its_intake() {
    let mut dir = nursery();
    dir.remove(&Record::Placement(placement(CHILD, BEES)).id());
    dir.upsert(Record::Placement(Placement {
        during: Span::since(NOW.plus_ms(10 * DAY)),
        ..placement(CHILD, BEES)
    }));
    assert_eq!(handover(PROFESSIONAL).judge(&dir), ON_TIME);
}

#[test]
fn somebody_who_left_the_organisation_keeps_nothing_but_late_notes() {
    let mut dir = nursery();
    let left = NOW.plus_ms(-DAY);
    dir.upsert(Record::Person(Person {
        left_at: Some(left),
        ..person(PROFESSIONAL)
    }));
    assert_eq!(
        handover(PROFESSIONAL).written(left.plus_ms(-1)).judge(&dir),
        LATE
    );
    assert_eq!(handover(PROFESSIONAL).judge(&dir), HELD);
}

#[test]
fn a_parent_whose_authority_ended_is_held_and_reads_nothing() {
    let mut dir = nursery();
    let mut ended = parenthood(PARENT, CHILD, Authority::Full, false);
    ended.during = until(NOW.plus_ms(-DAY));
    dir.upsert(Record::Parenthood(ended));
    let note = Attempt::new(PARENT, about_parent(DocumentKind::ParentDesk), "home_note");
    assert_eq!(note.judge(&dir), HELD);
    assert_eq!(note.written(NOW.plus_ms(-2 * DAY)).judge(&dir), LATE);
    assert!(
        samenspel_rules::policy::readable(&dir, &Holder::Person(PARENT), NOW)
            .iter()
            .all(|(kind, _)| *kind == DocumentKind::Handbook || *kind == DocumentKind::Circle)
    );
}

#[test]
fn a_closed_case_is_read_by_those_named_but_written_no_more() {
    let mut dir = nursery();
    let mut closed = circle(CASE, &EVERYONE);
    closed.during = until(NOW.plus_ms(-DAY));
    dir.upsert(Record::Circle(closed));
    let case = series(DocumentKind::Circle, Subject::Case(CASE));
    assert!(may_read(&dir, &Holder::Person(COACH), &case, NOW));
    assert_eq!(Attempt::new(COACH, case, "reply").judge(&dir), HELD);
}

#[test]
fn a_substitute_of_yesterday_is_late_with_yesterdays_note_and_held_with_todays() {
    let mut dir = nursery();
    let end = NOW.plus_ms(-DAY);
    let yesterday = Span {
        from: end.plus_ms(-UnixMillis::HOUR_MS),
        until: Some(end),
    };
    dir.upsert(Record::DayGrant(day_grant(SUBSTITUTE, BEES, yesterday)));
    assert_eq!(
        handover(SUBSTITUTE).written(end.plus_ms(-1)).judge(&dir),
        LATE
    );
    assert_eq!(handover(SUBSTITUTE).judge(&dir), HELD);
}

#[test]
fn the_end_of_a_month_does_not_refuse_what_a_substitute_wrote_the_evening_before() {
    let mut dir = nursery();
    let first_of_april = UnixMillis(1_775_001_600_000);
    let over_the_end = Span {
        from: first_of_april.plus_ms(-DAY),
        until: Some(first_of_april.plus_ms(DAY)),
    };
    dir.upsert(Record::DayGrant(day_grant(SUBSTITUTE, BEES, over_the_end)));
    let note = Attempt::new(SUBSTITUTE, about_child(DocumentKind::DayLog), "day_log")
        .arriving(first_of_april.plus_ms(1));
    let evening_before = first_of_april.plus_ms(-UnixMillis::HOUR_MS);
    assert_eq!(note.clone().written(evening_before).judge(&dir), ON_TIME);
    let weeks_before = first_of_april.plus_ms(-20 * DAY);
    assert_eq!(note.written(weeks_before).judge(&dir), NOT_ALLOWED);
}

#[test]
fn a_revoked_device_is_held_whatever_it_brings_and_whenever_it_was_written() {
    let dir = nursery();
    let mut device = own_device(PROFESSIONAL);
    device.revoked_at = Some(NOW.plus_ms(-DAY));
    for written in [NOW, NOW.plus_ms(-5 * DAY)] {
        let note = handover(PROFESSIONAL).on(device.clone()).written(written);
        let held = Decision::Hold(HoldReason::DeviceRevoked);
        assert_eq!(note.judge(&dir), held);
    }
    // But it cannot put words into another's mouth.
    assert_eq!(handover(MENTOR).on(device).judge(&dir), NOT_THE_AUTHOR);
}

#[test]
fn nobody_writes_as_somebody_else_from_a_phone_of_their_own() {
    let dir = nursery();
    let note = handover(PROFESSIONAL).on(own_device(MANAGER));
    assert_eq!(note.judge(&dir), NOT_THE_AUTHOR);
}

#[test]
fn on_the_shared_device_writes_who_works_there_assigned_merged_or_let_in_for_the_day() {
    let dir = nursery();
    for author in [PROFESSIONAL, MERGED, SUBSTITUTE] {
        assert_eq!(
            handover(author).on(shared_device(BEES)).judge(&dir),
            ON_TIME
        );
    }
    for stranger in [OWL_PROFESSIONAL, MENTOR, PARENT, MANAGER, COACH] {
        let note = handover(stranger).on(shared_device(BEES));
        assert_eq!(note.judge(&dir), NOT_THE_AUTHOR, "{stranger}");
    }
}

#[test]
fn a_parent_who_works_on_the_group_does_not_write_as_parent_on_the_shared_device() {
    let mut dir = nursery();
    dir.upsert(Record::Parenthood(parenthood(
        PROFESSIONAL,
        CHILD,
        Authority::Full,
        false,
    )));
    let own = series(
        DocumentKind::ParentDesk,
        Subject::ChildParent(CHILD, PROFESSIONAL),
    );
    let note = Attempt::new(PROFESSIONAL, own, "home_note");
    assert_eq!(note.judge(&dir), ON_TIME);
    assert_eq!(note.on(shared_device(BEES)).judge(&dir), NOT_ALLOWED);
}

#[test]
fn the_shared_device_signs_no_approval_no_resolution_and_nothing_in_a_case() {
    let dir = nursery();
    let personal = Decision::Refuse(RefusalCode::PersonalProfileRequired);
    let case = series(DocumentKind::Circle, Subject::Case(CASE));
    for (series, kind) in [
        (about_child(DocumentKind::Agreements), "approval"),
        (about_child(DocumentKind::ChildCore), "medical_resolution"),
        (case, "reply"),
    ] {
        let attempt = Attempt::new(PROFESSIONAL, series, kind);
        assert_eq!(attempt.judge(&dir), ON_TIME);
        assert_eq!(attempt.on(shared_device(BEES)).judge(&dir), personal);
    }
}

#[test]
fn the_shared_device_writes_blind_what_it_never_keeps() {
    let dir = nursery();
    let tablet = Holder::Group(BEES);
    let team = about_child(DocumentKind::Team);
    let channel = about_parent(DocumentKind::ParentChannel);
    for (series, kind) in [(team, "question"), (channel, "talk_request")] {
        let note = Attempt::new(PROFESSIONAL, series, kind).on(shared_device(BEES));
        assert_eq!(note.judge(&dir), ON_TIME);
        assert!(!may_read(&dir, &tablet, &series, NOW));
    }
    let case = series(DocumentKind::Circle, Subject::Case(CASE));
    assert!(!may_read(&dir, &tablet, &case, NOW));
    assert!(may_read(
        &dir,
        &tablet,
        &about_parent(DocumentKind::ParentDesk),
        NOW
    ));
}

#[test]
fn a_trainee_states_facts_and_leaves_the_rest_to_a_professional() {
    let dir = nursery();
    let day_log = about_child(DocumentKind::DayLog);
    for fact in ["drop_off", "day_log"] {
        assert_eq!(Attempt::new(TRAINEE, day_log, fact).judge(&dir), ON_TIME);
    }
    assert_eq!(
        Attempt::new(TRAINEE, day_log, "pick_up").judge(&dir),
        NOT_ALLOWED
    );
    let group = series(DocumentKind::Group, Subject::Group(BEES));
    assert_eq!(
        Attempt::new(TRAINEE, group, "presence").judge(&dir),
        ON_TIME
    );
    assert_eq!(
        Attempt::new(TRAINEE, group, "notice").judge(&dir),
        NOT_ALLOWED
    );
}

#[test]
fn an_unknown_or_erased_subject_is_named_as_such() {
    let mut dir = nursery();
    let unknown = Decision::Refuse(RefusalCode::UnknownSubject);
    let no_child = Subject::Child(ChildId([99; 16]));
    let no_parent = Subject::ChildParent(CHILD, OWL_PARENT);
    let no_group = Subject::Group(GroupId([99; 16]));
    for (kind, subject) in [
        (DocumentKind::Handover, no_child),
        (DocumentKind::ParentDesk, no_parent),
        (DocumentKind::Group, no_group),
        // A kind that cannot be about such a subject at all.
        (DocumentKind::Board, Subject::Child(CHILD)),
    ] {
        let attempt = Attempt::new(PROFESSIONAL, series(kind, subject), "notice");
        assert_eq!(attempt.judge(&dir), unknown, "{kind:?}");
        assert!(!may_read(
            &dir,
            &Holder::Person(PROFESSIONAL),
            &series(kind, subject),
            NOW
        ));
    }
    dir.remove(&Record::Child(child(CHILD)).id());
    assert_eq!(handover(PROFESSIONAL).judge(&dir), unknown);
}

#[test]
fn another_organisations_series_is_refused_as_such() {
    let dir = nursery();
    let mut note = handover(PROFESSIONAL);
    note.series.org = OrgId([9; 16]);
    let wrong = Decision::Refuse(RefusalCode::WrongOrganisation);
    assert_eq!(note.judge(&dir), wrong);
    assert!(!may_read(
        &dir,
        &Holder::Person(PROFESSIONAL),
        &note.series,
        NOW
    ));
}
