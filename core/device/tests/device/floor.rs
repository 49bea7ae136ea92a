//! The floor: who is expected and here, drop-off with what a parent wrote at home, hand-over, pick-up,
//! closing, and what must never reach the wrong parent.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::{DropOffMark, MedicalMark, NeedsYou, TodayView};
use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{ChildId, ContactId, EntryKey, LocationId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Authority, Child, ChildDay, Contact, LocationSettings, Office, OfficeRole, Parenthood, Person,
    Phone as Number, PhoneOwner, Placement, Record, SomebodyElse, Span,
};
use samenspel_rules::partnership;
use samenspel_rules::partnership::{
    Adult, Doubt, NotYet, Standing, Verdict, arrived, confirm, for_each_child, left, sweep,
};
use samenspel_rules::schema::notes::{
    Collector, DayChange, DayDifference, DayLog, DayLogMatter, DayReason, DropOff, GoodMoment,
    Handover, Illness, Incident, IncidentMatter, Medical, MedicalMatter, Mood, NetworkScope,
    Notice, OpenItem, PickUp, Question, ReadBack, Retraction, RetractionReason, Severity, Slept,
    State, Symptom, Told, Weekday,
};
use samenspel_rules::schema::{IsoDate, Several};

const BRAM: ChildId = ChildId([31; 16]);
const SEM: ChildId = ChildId([32; 16]);
/// Sem's father, whom a court keeps away from the door.
const KEES: PersonId = PersonId([13; 16]);
const LOCATION: LocationId = LocationId([4; 16]);

fn group(kind: DocumentKind) -> Series {
    Series {
        org: ORG,
        kind,
        subject: Subject::Group(GROUP),
    }
}

fn about(child: ChildId, kind: DocumentKind) -> Series {
    Series {
        org: ORG,
        kind,
        subject: Subject::Child(child),
    }
}

fn since() -> Span {
    Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS))
}

fn child(id: ChildId, first_name: &str) -> Record {
    Record::Child(Child {
        id,
        first_name: first_name.into(),
        last_name: "Voorbeeld".into(),
        birth_date: "2025-12-01".into(),
        languages: vec![],
    })
}

fn placement(child: ChildId) -> Record {
    Record::Placement(Placement {
        child,
        group: GROUP,
        weekdays: 31,
        during: since(),
        expected_by_minute: None,
    })
}

fn floor() -> Server {
    let mut server = Server::new();
    server.records.extend([
        child(BRAM, "Bram"),
        child(SEM, "Sem"),
        placement(BRAM),
        placement(SEM),
        Record::Person(Person {
            id: KEES,
            first_name: "Kees".into(),
            last_name: "De Jong".into(),
            languages: vec![],
            left_at: None,
        }),
        Record::Parenthood(Parenthood {
            child: SEM,
            person: KEES,
            authority: Authority::None,
            carer: false,
            earlier_names: Vec::new(),
            collection_barred: true,
            during: since(),
        }),
        Record::LocationSettings(LocationSettings {
            send_delay_ms: 0,
            ..LocationSettings::of(LOCATION)
        }),
    ]);
    server.records.sort_by_key(Record::id);
    server
}

impl Phone {
    fn today(&self, minutes: i64) -> TodayView {
        self.store.today(self.viewer(minutes), GROUP).unwrap()
    }
}

fn card(today: &TodayView, child: ChildId) -> &samenspel_device::screens::ChildCard {
    today.children.iter().find(|it| it.child == child).unwrap()
}

fn moment(minutes: i64) -> UnixMillis {
    at(minutes).wall
}

/// Two phones that meet the server again and again until both have everything.
fn meet(server: &mut Server, minutes: i64, phones: &mut [&mut Phone]) {
    for _ in 0..2 {
        for phone in phones.iter_mut() {
            phone.sync(server, minutes);
        }
    }
}

#[test]
fn the_cards_show_who_is_expected_here_gone_or_missing_in_a_fixed_order() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    // 08:00 at the location: nobody is late yet.
    let early = samira.today(-120);
    let names: Vec<ChildId> = early.children.iter().map(|it| it.child).collect();
    assert_eq!(names, [BRAM, CHILD, SEM]);
    assert!(
        early
            .children
            .iter()
            .all(|it| it.standing == Standing::Expected)
    );

    samira.add(
        arrived(group(DocumentKind::Group), BRAM, moment(2), None),
        2,
    );
    samira.add(
        arrived(
            group(DocumentKind::Group),
            CHILD,
            moment(3),
            Some("Elif".into()),
        ),
        3,
    );
    samira.add(
        left(
            group(DocumentKind::Group),
            CHILD,
            moment(9),
            "opa Henk".into(),
        ),
        9,
    );
    let now = samira.today(10);
    assert_eq!(
        card(&now, BRAM).standing,
        Standing::Here { since: moment(2) }
    );
    let with = Some("opa Henk".to_owned());
    assert_eq!(
        card(&now, CHILD).standing,
        Standing::Left {
            at: moment(9),
            with
        }
    );
    assert_eq!(card(&now, SEM).standing, Standing::NotReported);
    assert_eq!(now.here, [BRAM]);
    assert_eq!(now.needs_you, [NeedsYou::NotReported { child: SEM }]);
}

#[test]
fn whoever_counts_first_two_phones_come_to_the_same_head_count() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    // Joost wrote it down late: it is the time at the door that counts.
    samira.add(
        left(group(DocumentKind::Group), BRAM, moment(30), "mama".into()),
        31,
    );
    joost.add(
        arrived(group(DocumentKind::Group), BRAM, moment(5), None),
        40,
    );
    assert_eq!(joost.today(41).here, [BRAM]);
    meet(&mut server, 45, &mut [&mut samira, &mut joost]);
    assert_eq!(samira.today(46).here, []);
    assert_eq!(samira.today(46).children, joost.today(46).children);
}

#[test]
fn a_child_that_stays_away_is_said_once_and_nobody_is_called_about_it() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let ill = DayChange {
        reason: Some(DayReason::Ill),
        symptoms: Some(Several::of(&[Symptom::Fever])),
        ..DayChange::new(DayDifference::NotComing)
    };
    let key = elif.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &ill), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    let today = samira.today(4);
    let standing = Standing::NotComing {
        reason: Some(DayReason::Ill),
        said_by: ELIF,
    };
    assert_eq!(card(&today, CHILD).standing, standing);
    let unread = NeedsYou::ChangeToRead { child: CHILD, key };
    assert!(today.needs_you.contains(&unread));
    samira.intent(&Command::MarkRead { notes: vec![key] }, 5);
    samira.sync(&mut server, 6);
    assert!(!samira.today(7).needs_you.contains(&unread));
    // Of yesterday it says nothing today.
    let tomorrow = samira.today(24 * 60);
    assert_eq!(card(&tomorrow, CHILD).standing, Standing::NotReported);
}

fn day_text(days: i64) -> IsoDate {
    let date: jiff::civil::Date = "2026-09-01".parse().unwrap();
    IsoDate((date + jiff::Span::new().days(days)).to_string())
}

/// Minutes since the morning of 1 September, 10:00 where the nursery is.
fn clock(days: i64, hour: i64, minute: i64) -> i64 {
    days * 24 * 60 + (hour - 10) * 60 + minute
}

#[test]
fn a_form_of_the_evening_before_is_tomorrows() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let day = about(CHILD, DocumentKind::DayLog);
    let form = DropOff {
        for_date: Some(day_text(1)),
        collects: Some("Oma Nel".into()),
        to_know: Some("Geen fruit vandaag.".into()),
        ..DropOff::new()
    };
    let key = elif.add(NewNote::of(day, &form), clock(0, 21, 30));
    meet(&mut server, clock(0, 21, 40), &mut [&mut elif, &mut samira]);
    // Not this evening's.
    assert_eq!(
        card(&samira.today(clock(0, 21, 45)), CHILD).drop_off,
        DropOffMark::Nothing
    );
    let tomorrow = clock(1, 8, 0);
    let shown = samira.today(tomorrow);
    assert_eq!(card(&shown, CHILD).drop_off, DropOffMark::FromHome);
    assert_eq!(card(&shown, CHILD).collects, ["Oma Nel"]);
    let view = samira
        .store
        .drop_off(samira.viewer(tomorrow), CHILD)
        .unwrap();
    assert_eq!(
        view.from_home.iter().map(|it| it.key).collect::<Vec<_>>(),
        [key]
    );
    assert_eq!(view.form.to_know[0].what, "Geen fruit vandaag.");
    let oma = |phone: &Phone, minutes| {
        let adults = phone
            .store
            .may_collect(phone.viewer(minutes), CHILD)
            .unwrap();
        adults.iter().any(|it| {
            it.expected_today && matches!(&it.who, Adult::Named { name, .. } if name == "Oma Nel")
        })
    };
    assert!(oma(&samira, clock(1, 17, 0)));
    let brief = samira
        .store
        .day_brief(samira.viewer(tomorrow), GROUP)
        .unwrap();
    let row = brief.children.iter().find(|it| it.child == CHILD).unwrap();
    assert!(row.may_collect.iter().any(|it| it.expected_today));
    let own = elif.store.parent_today(elif.viewer(tomorrow)).unwrap();
    assert_eq!(own.children[0].collects, ["Oma Nel"]);
    // And the day after it is over.
    assert!(!oma(&samira, clock(2, 17, 0)));
    assert_eq!(
        card(&samira.today(clock(2, 8, 0)), CHILD).drop_off,
        DropOffMark::Nothing
    );
}

#[test]
fn a_correction_of_the_day_moves_the_form() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let day = about(CHILD, DocumentKind::DayLog);
    let form = DropOff {
        for_date: Some(day_text(1)),
        collects: Some("Oma Nel".into()),
        ..DropOff::new()
    };
    let key = samira.add(NewNote::of(day, &form), 2);
    let right = DropOff {
        for_date: Some(day_text(2)),
        ..form
    };
    samira.add(NewNote::correcting(day, key, &right), 3);
    let collects = |days| {
        card(&samira.today(clock(days, 8, 0)), CHILD)
            .collects
            .clone()
    };
    assert_eq!(collects(1), [""; 0]);
    assert_eq!(collects(2), ["Oma Nel"]);
}

#[test]
fn a_day_too_far_away_is_refused_where_it_is_written() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let write = |days: i64, until: Option<i64>| {
        let change = DayChange {
            for_date: Some(day_text(days)),
            until_date: until.map(day_text),
            ..DayChange::new(DayDifference::NotComing)
        };
        let note = NewNote::of(about(CHILD, DocumentKind::DayLog), &change);
        let seed = 70_000 + days + until.unwrap_or(0) * 1_000;
        let mut random = crate::support::Counter(seed.unsigned_abs());
        samira
            .store
            .execute(&Command::AddNote(note), SAMIRA, at(2), &mut random)
            .is_ok()
    };
    for days in [-1, 0, 1, 365] {
        assert!(write(days, None), "{days}");
    }
    for days in [-2, 368, 40_000] {
        assert!(!write(days, None), "{days}");
    }
    assert!(write(3, Some(20)));
    assert!(!write(3, Some(2)));
    assert!(!write(3, Some(400)));
}

#[test]
fn a_holiday_over_the_end_of_a_month_is_one_action_and_an_entry_in_each() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let holiday = DayChange {
        reason: Some(DayReason::DayOff),
        for_date: Some(day_text(20)),
        until_date: Some(day_text(36)),
        ..DayChange::new(DayDifference::NotComing)
    };
    let notes = partnership::today_is_different(ORG, &[CHILD], &holiday);
    assert_eq!(notes.len(), 2);
    samira.intent(&Command::AddNotes(notes), 2);
    for (days, away) in [
        (17, false),
        (20, true),
        (29, true),
        (30, true),
        (36, true),
        (37, false),
    ] {
        samira.sync(&mut server, clock(days, 7, 0));
        let today = samira.today(clock(days, 8, 0));
        let standing = &card(&today, CHILD).standing;
        assert_eq!(
            matches!(standing, Standing::NotComing { .. }),
            away,
            "{days}"
        );
        if away {
            assert_eq!(card(&today, CHILD).changes.len(), 1, "{days}");
        }
    }
}

#[test]
fn a_holiday_given_as_one_note_is_an_entry_in_each_month_all_the_same() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let today = samenspel_model::calendar::day_of(at(2).wall).unwrap();
    let last_of_month = today.last_of_month();
    let next_month = last_of_month.tomorrow().unwrap();
    let away = |first: jiff::civil::Date| {
        let change = DayChange {
            for_date: Some(IsoDate(first.to_string())),
            until_date: Some(IsoDate(
                next_month
                    .saturating_add(jiff::Span::new().days(3))
                    .to_string(),
            )),
            reason: Some(DayReason::DayOff),
            ..DayChange::new(DayDifference::NotComing)
        };
        NewNote::of(about(CHILD, DocumentKind::DayLog), &change).in_language("nl")
    };
    let changes_of = |elif: &mut Phone, command: &Command, minutes| {
        let intent = elif.intent(command, minutes);
        elif.store.entry_keys(intent).unwrap().len()
    };
    let one = Command::AddNote(away(last_of_month));
    assert_eq!(changes_of(&mut elif, &one, 2), 2);
    let given_apart = Command::AddNotes(vec![away(last_of_month), away(next_month)]);
    assert_eq!(changes_of(&mut elif, &given_apart, 3), 2);
    let with_another = Command::AddNotes(vec![other_child_note(), away(last_of_month)]);
    assert_eq!(changes_of(&mut elif, &with_another, 4), 3);
    let draft = samenspel_model::ids::IntentId::new(at(5).wall, &mut elif.random);
    let of_draft = Command::SendDraft {
        draft,
        note: away(last_of_month),
    };
    assert_eq!(changes_of(&mut elif, &of_draft, 5), 2);
}

fn other_child_note() -> NewNote {
    form_with_collector("Oma Nel")
}

#[test]
fn a_time_of_another_day_than_can_be_told_of_is_refused() {
    let mut server = floor();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let later = |days: i64| {
        let change = DayChange {
            at: Some(at(60).wall.plus_ms(days * UnixMillis::DAY_MS)),
            ..DayChange::new(DayDifference::Later)
        };
        Command::AddNote(NewNote::of(about(CHILD, DocumentKind::DayLog), &change))
    };
    let refused = |days| {
        let done = (elif.store).may(&later(days), ELIF, at(2));
        format!("{done:?}")
    };
    assert_eq!(refused(0), "Ok(())");
    for days in [-6, -400, 400] {
        assert!(refused(days).contains("FieldInvalid"), "{}", refused(days));
    }
}

#[test]
fn a_child_said_to_be_later_and_not_when_is_missed_two_hours_after_the_usual_time() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let later = DayChange {
        for_date: Some(day_text(1)),
        ..DayChange::new(DayDifference::Later)
    };
    samira.add(NewNote::of(about(SEM, DocumentKind::DayLog), &later), 2);
    let usual = i64::from(LocationSettings::of(LOCATION).expected_by_minute);
    let standing = |minute: i64| {
        let at = clock(1, 0, usual + minute);
        card(&samira.today(at), SEM).standing.clone()
    };
    assert_eq!(standing(1), Standing::Expected);
    assert_eq!(standing(119), Standing::Expected);
    assert_eq!(standing(121), Standing::NotReported);
}

#[test]
fn a_child_with_a_usual_time_of_its_own_is_missed_by_that_and_not_by_the_locations() {
    let mut server = floor();
    let usual = 13 * 60;
    let own = |child, expected_by_minute| match placement(child) {
        Record::Placement(it) => Record::Placement(Placement {
            expected_by_minute,
            ..it
        }),
        other => other,
    };
    server
        .records
        .retain(|it| !matches!(it, Record::Placement(_)));
    server
        .records
        .extend([own(SEM, Some(usual)), own(BRAM, None)]);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let standing = |samira: &Phone, child, minute: i64| {
        let today = samira.today(clock(1, 0, i64::from(usual) + minute));
        card(&today, child).standing.clone()
    };
    assert_eq!(standing(&samira, SEM, -1), Standing::Expected);
    assert_eq!(standing(&samira, BRAM, -1), Standing::NotReported);
    assert_eq!(standing(&samira, SEM, 1), Standing::NotReported);
    let later = DayChange {
        for_date: Some(day_text(1)),
        ..DayChange::new(DayDifference::Later)
    };
    samira.add(NewNote::of(about(SEM, DocumentKind::DayLog), &later), 2);
    assert_eq!(standing(&samira, SEM, 119), Standing::Expected);
    assert_eq!(standing(&samira, SEM, 121), Standing::NotReported);
}

#[test]
fn a_stay_over_midnight_goes_on_until_left() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let since = moment(clock(0, 20, 0));
    samira.add(
        arrived(group(DocumentKind::Group), BRAM, since, None),
        clock(0, 20, 0),
    );
    for at in [
        clock(0, 23, 59),
        clock(1, 0, 5),
        clock(1, 12, 0),
        clock(2, 8, 0),
    ] {
        let today = samira.today(at);
        assert_eq!(
            card(&today, BRAM).standing,
            Standing::Here { since },
            "{at}"
        );
        assert_eq!(today.here, [BRAM]);
        let is_next_day = at > clock(1, 0, 0);
        assert_eq!(today.here_since_earlier.contains(&BRAM), is_next_day);
        let closing = samira.store.closing(samira.viewer(at), GROUP).unwrap();
        assert_eq!(closing.still_here, [BRAM]);
    }
    // Nobody tapped it last night: it is written down this morning, and today he is expected again.
    let evening = moment(clock(1, 18, 0));
    samira.add(
        left(group(DocumentKind::Group), BRAM, evening, "papa".into()),
        clock(2, 8, 5),
    );
    let today = samira.today(clock(2, 8, 10));
    assert_eq!(card(&today, BRAM).standing, Standing::Expected);
    assert_eq!((today.here, today.here_since_earlier), (vec![], vec![]));
}

#[test]
fn a_child_said_to_be_later_is_missed_only_after_that_time() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let later = DayChange {
        at: Some(moment(60)),
        ..DayChange::new(DayDifference::Later)
    };
    samira.add(NewNote::of(about(SEM, DocumentKind::DayLog), &later), 2);
    assert_eq!(card(&samira.today(59), SEM).standing, Standing::Expected);
    assert_eq!(card(&samira.today(61), SEM).standing, Standing::NotReported);
}

#[test]
fn single_days_closed_days_and_days_before_the_start_count_more_than_days_of_the_week() {
    let mut server = floor();
    let on = |child, date: &str, comes| {
        Record::ChildDay(ChildDay {
            child,
            date: date.into(),
            comes,
        })
    };
    server.records.push(on(SEM, "2026-09-01", false));
    server.records.push(on(BRAM, "2026-09-05", true));
    server.records.sort_by_key(Record::id);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let shown = |view: TodayView| view.children.iter().map(|it| it.child).collect::<Vec<_>>();
    assert_eq!(shown(samira.today(2)), [BRAM, CHILD]);
    // Saturday: only who comes on that single day.
    assert_eq!(shown(samira.today(4 * 24 * 60)), [BRAM]);
}

#[test]
fn what_a_parent_wrote_at_home_is_in_the_form_and_confirmed_without_writing_it_again() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let day = about(CHILD, DocumentKind::DayLog);
    let home = DropOff {
        mood: Some(Mood::Tired),
        slept: Some(Slept::Badly),
        collects: Some("opa Henk".into()),
        ..DropOff::new()
    };
    elif.add(NewNote::of(day, &home), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    assert_eq!(
        card(&samira.today(4), CHILD).drop_off,
        DropOffMark::FromHome
    );
    let view = samira.store.drop_off(samira.viewer(4), CHILD).unwrap();
    assert_eq!(view.form.mood[0].what, Mood::Tired);
    assert_eq!(view.form.mood[0].by, ELIF);
    let opa = view
        .may_collect
        .iter()
        .find(|it| it.expected_today)
        .unwrap();
    assert!(matches!(&opa.who, Adult::Named { name, .. } if name == "opa Henk"));

    // At the door she is cheerful all the same: only that is added.
    let at_the_door = DropOff {
        mood: Some(Mood::Happy),
        ..home
    };
    let notes = confirm(day, &view.to_confirm[0], &at_the_door);
    assert_eq!(notes.len(), 2);
    samira.intent(&Command::AddNotes(notes), 5);
    let view = samira.store.drop_off(samira.viewer(6), CHILD).unwrap();
    assert_eq!(view.to_confirm, []);
    let moods: Vec<_> = view.form.mood.iter().map(|it| (it.by, it.what)).collect();
    assert_eq!(moods, [(ELIF, Mood::Tired), (SAMIRA, Mood::Happy)]);
    assert_eq!(view.form.slept.len(), 1);
    assert_eq!(card(&samira.today(6), CHILD).drop_off, DropOffMark::Done);
}

#[test]
fn as_always_takes_over_collector_and_time_of_day_and_nothing_that_was_of_that_day_only() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let earlier = DropOff {
        mood: Some(Mood::Sad),
        collects: Some("Elif".into()),
        collects_at: Some(moment(450)),
        to_know: Some("Tandje door.".into()),
        ..DropOff::new()
    };
    samira.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &earlier), 2);
    let next_week = 7 * 24 * 60;
    let view = samira
        .store
        .drop_off(samira.viewer(next_week), CHILD)
        .unwrap();
    let usual = view.as_always.unwrap();
    assert_eq!(usual.collects.as_deref(), Some("Elif"));
    assert_eq!(usual.collects_at, Some(moment(next_week + 450)));
    assert_eq!((usual.mood, usual.to_know), (Some(Mood::AsUsual), None));
    assert_eq!(view.from_home, []);
}

#[test]
fn all_calm_children_are_handed_over_in_one_tap_and_the_others_wait_for_read_back() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    for child in [BRAM, CHILD, SEM] {
        samira.add(
            arrived(group(DocumentKind::Group), child, moment(2), None),
            2,
        );
    }
    let watch = Handover {
        if_then: Some("Boven 38,5: ouders bellen.".into()),
        ..Handover::new(State::Watch)
    };
    let key = samira.add(NewNote::of(about(CHILD, DocumentKind::Handover), &watch), 3);
    let view = samira.store.sweep(samira.viewer(4), GROUP).unwrap();
    assert_eq!(view.calm, [BRAM, SEM]);
    samira.intent(&Command::AddNotes(sweep(ORG, &view.calm, None)), 5);
    let view = samira.store.sweep(samira.viewer(6), GROUP).unwrap();
    assert_eq!((view.calm.len(), view.children.len()), (0, 3));
    // One does not read back one's own.
    assert_eq!(view.to_read_back, []);

    meet(&mut server, 7, &mut [&mut samira, &mut joost]);
    let waits = |phone: &Phone, minutes| {
        let view = phone.store.sweep(phone.viewer(minutes), GROUP).unwrap();
        view.to_read_back
            .iter()
            .map(|it| it.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(waits(&joost, 8), [key]);
    assert_eq!(card(&joost.today(8), CHILD).state, Some(State::Watch));
    let read_back = ReadBack::new(vec![key]);
    joost.add(
        NewNote::of(about(CHILD, DocumentKind::Handover), &read_back),
        9,
    );
    assert_eq!(waits(&joost, 10), []);
}

#[test]
fn an_item_with_a_name_is_for_that_name_alone_and_stays_open_until_it_is_closed() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    let series = about(SEM, DocumentKind::Handover);
    let to_do = Handover {
        to_do: Some("Zalf om vier uur".into()),
        to_do_who: Some(SAMIRA),
        ..Handover::new(State::Calm)
    };
    let key = joost.add(NewNote::of(series, &to_do), 2);
    let item = joost.add(
        NewNote::of(series, &OpenItem::new("Luiers zijn op".into())),
        2,
    );
    meet(&mut server, 3, &mut [&mut joost, &mut samira]);
    let view = samira.store.sweep(samira.viewer(4), GROUP).unwrap();
    assert_eq!(
        view.to_read_back
            .iter()
            .map(|it| it.key)
            .collect::<Vec<_>>(),
        [key]
    );
    // The hand-over with something to do is an item too.
    assert_eq!(card(&samira.today(4), SEM).open_items, 2);

    let taken = partnership::take_over(&[(series, item)]);
    samira.intent(&Command::AddNotes(taken), 5);
    let three_weeks = 21 * 24 * 60;
    samira.hear(three_weeks);
    let open = samira
        .store
        .open_with_takers(samira.viewer(three_weeks), Subject::Child(SEM))
        .unwrap();
    assert_eq!(open[0].taken_over_by, Some(SAMIRA));
}

#[test]
fn the_good_moment_is_asked_once_a_day_and_never_in_after_school_care() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let asks = |phone: &Phone, minutes| {
        let view = phone.store.pick_up(phone.viewer(minutes), CHILD).unwrap();
        view.asks_for_moment
    };
    assert!(asks(&samira, 2));
    let told = PickUp {
        moment: GoodMoment::named("built_tower"),
        keep_for_door: Some("Vraag naar de zandbak".into()),
        ..PickUp::new()
    };
    samira.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &told), 3);
    assert!(!asks(&samira, 4));
    let view = samira.store.pick_up(samira.viewer(4), CHILD).unwrap();
    assert_eq!((view.moments.len(), view.keep_for_door.len()), (1, 1));
    assert!(asks(&samira, 24 * 60));

    let mut server = floor();
    server
        .records
        .retain(|it| !matches!(it, Record::LocationSettings(_)));
    server
        .records
        .push(Record::LocationSettings(LocationSettings {
            after_school_groups: vec![GROUP],
            ..LocationSettings::of(LOCATION)
        }));
    server.records.sort_by_key(Record::id);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    assert!(!asks(&samira, 2));
}

#[test]
fn a_court_bars_and_a_parents_plan_does_not_and_in_doubt_nobody_is_handed_a_child() {
    let mut server = floor();
    server.records.push(Record::Contact(Contact {
        id: ContactId([51; 16]),
        child: SEM,
        named_by: ELIF,
        name: "Oma Truus".into(),
        relation: "oma".into(),
        until: None,
    }));
    server.records.push(Record::Phone(Number {
        of: PhoneOwner::Contact(ContactId([51; 16])),
        order: 0,
        number: "06 555 12 345".into(),
    }));
    server.records.sort_by_key(Record::id);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let core = about(SEM, DocumentKind::ChildCore);
    for name in ["Kees de Jong", "Kees", "Buurvrouw Ans"] {
        samira.add(NewNote::of(core, &Collector::new(name.into())), 2);
    }
    let adults = samira.store.may_collect(samira.viewer(3), SEM).unwrap();
    let verdict = |name: &str| {
        let named = |it: &&partnership::MayCollect| matches!(&it.who, Adult::Named { name: other, .. } if other == name);
        adults.iter().find(named).unwrap()
    };
    assert_eq!(adults[0].who, Adult::Parent(KEES));
    assert_eq!(adults[0].verdict, Verdict::Barred);
    assert_eq!(verdict("Kees de Jong").verdict, Verdict::Barred);
    assert_eq!(verdict("Kees").verdict, Verdict::Ask);
    assert_eq!(verdict("Buurvrouw Ans").verdict, Verdict::Yes);
    assert_eq!(verdict("Oma Truus").verdict, Verdict::Yes);
    assert_eq!(verdict("Oma Truus").phones, ["06 555 12 345"]);
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
const ANNA: PersonId = PersonId([14; 16]);
const JOSE: PersonId = PersonId([15; 16]);

/// Noor has a mother, Elif, another, Anna, and a father whom a court keeps from collecting.
fn three_parents() -> Server {
    let mut server = floor();
    for (id, first_name, collection_barred) in [(ANNA, "Anna", false), (JOSE, "José", true)] {
        server.records.push(Record::Person(Person {
            id,
            first_name: first_name.into(),
            last_name: "Martínez".into(),
            languages: vec![],
            left_at: None,
        }));
        server.records.push(Record::Parenthood(Parenthood {
            child: CHILD,
            person: id,
            authority: Authority::Full,
            carer: false,
            earlier_names: Vec::new(),
            collection_barred,
            during: since(),
        }));
    }
    server.records.sort_by_key(Record::id);
    server
}

fn other_collector(name: &str) -> NewNote {
    let change = DayChange {
        collects: Some(name.into()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    NewNote::of(about(CHILD, DocumentKind::DayLog), &change)
}

fn form_with_collector(name: &str) -> NewNote {
    let form = DropOff {
        collects: Some(name.into()),
        ..DropOff::new()
    };
    NewNote::of(about(CHILD, DocumentKind::DayLog), &form)
}

impl Phone {
    fn doubt_about(&self, of: &str, minutes: i64) -> Option<Doubt> {
        let adults = (self.store)
            .may_collect(self.viewer(minutes), CHILD)
            .unwrap();
        let named = |it: &&partnership::MayCollect| matches!(&it.who, Adult::Named { name, .. } if name == of);
        adults.iter().find(named).and_then(|it| it.doubt)
    }

    /// What is said of an adult at the door of Noor: the verdict, and whether they are expected.
    fn at_the_door(&self, of: &str, minutes: i64) -> Option<(Verdict, bool)> {
        let adults = (self.store)
            .may_collect(self.viewer(minutes), CHILD)
            .unwrap();
        let named = |it: &&partnership::MayCollect| matches!(&it.who, Adult::Named { name, .. } if name == of);
        adults
            .iter()
            .find(named)
            .map(|it| (it.verdict, it.expected_today))
    }
}

#[test]
fn the_word_of_a_barred_parent_lets_nobody_collect_and_puts_nobody_elses_away() {
    for by_form in [false, true] {
        let said = |name: &str| match by_form {
            true => form_with_collector(name),
            false => other_collector(name),
        };
        let mut server = three_parents();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut anna = Phone::of(ANNA, &mut server);
        let mut jose = Phone::of(JOSE, &mut server);
        meet(&mut server, 1, &mut [&mut samira, &mut anna, &mut jose]);
        jose.add(said("Nieuwe Vriendin"), 2);
        meet(&mut server, 3, &mut [&mut jose, &mut samira]);
        let at_door = samira.at_the_door("Nieuwe Vriendin", 4).unwrap();
        assert_eq!(at_door.0, Verdict::Ask);
        assert!(card(&samira.today(4), CHILD).collects.is_empty());
        anna.add(said("Opa Henk"), 5);
        meet(&mut server, 6, &mut [&mut anna, &mut samira]);
        jose.add(said("Nieuwe Vriendin"), 7);
        meet(&mut server, 8, &mut [&mut jose, &mut samira, &mut anna]);
        assert_eq!(
            samira.at_the_door("Opa Henk", 9),
            Some((Verdict::Yes, true))
        );
        assert_eq!(
            samira.at_the_door("Nieuwe Vriendin", 9).unwrap().0,
            Verdict::Ask
        );
        assert_eq!(card(&samira.today(9), CHILD).collects, ["Opa Henk"]);
        // A colleague who writes the same down after him makes it no more than that.
        samira.add(said("nieuwe vriendin"), 10);
        assert_eq!(
            samira.at_the_door("Nieuwe Vriendin", 11).unwrap().0,
            Verdict::Ask
        );
        assert_eq!(samira.at_the_door("nieuwe vriendin", 11), None);
    }
}

#[test]
fn a_collector_whom_a_barred_parent_alone_names_is_asked_about() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut anna = Phone::of(ANNA, &mut server);
    let mut jose = Phone::of(JOSE, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut anna, &mut jose]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let every_day = Collector {
        weekdays: Some(Several::of(&WEEK)),
        ..Collector::new("Nieuwe Vriendin".into())
    };
    jose.add(NewNote::of(core, &every_day), 2);
    meet(&mut server, 3, &mut [&mut jose, &mut samira]);
    assert_eq!(
        samira.at_the_door("Nieuwe Vriendin", 4),
        Some((Verdict::Ask, false))
    );
    assert!(card(&samira.today(4), CHILD).collects.is_empty());
    anna.add(
        NewNote::of(core, &Collector::new("Nieuwe Vriendin".into())),
        5,
    );
    meet(&mut server, 6, &mut [&mut anna, &mut samira]);
    assert_eq!(
        samira.at_the_door("Nieuwe Vriendin", 7).unwrap().0,
        Verdict::Yes
    );
}

#[test]
fn whatever_note_a_barred_parents_word_names_it_takes_the_place_of_nobody_elses() {
    let core = about(CHILD, DocumentKind::ChildCore);
    let named = |name: &str, of: Option<Vec<EntryKey>>| Collector {
        of,
        ..Collector::new(name.into())
    };
    type Said = fn(Collector) -> Collector;
    let ways: [(&str, Said); 5] = [
        ("Nieuwe Vriendin", |it| it),
        ("Oma Goed", |it| Collector {
            weekdays: Some(Several::of(&[Weekday::Sunday])),
            ..it
        }),
        ("Oma Goed", |it| Collector {
            scope: Some(Several::of(&[NetworkScope::BeCalled])),
            ..it
        }),
        ("Oma Goed", |it| Collector {
            withdrawn: Some(true),
            ..it
        }),
        ("oma  goed", |it| Collector {
            relation: Some("vriendin".into()),
            ..it
        }),
    ];
    for (name, said) in ways {
        for names_hers in [true, false] {
            let mut server = three_parents();
            let mut samira = Phone::of(SAMIRA, &mut server);
            let mut anna = Phone::of(ANNA, &mut server);
            let mut jose = Phone::of(JOSE, &mut server);
            meet(&mut server, 1, &mut [&mut samira, &mut anna, &mut jose]);
            let every_day = Collector {
                weekdays: Some(Several::of(&WEEK)),
                ..named("Oma Goed", None)
            };
            let hers = anna.add(NewNote::of(core, &every_day), 2);
            meet(&mut server, 3, &mut [&mut anna, &mut jose]);
            let his = said(named(name, names_hers.then(|| vec![hers])));
            jose.add(NewNote::of(core, &his), 4);
            meet(&mut server, 5, &mut [&mut jose, &mut samira, &mut anna]);
            for phone in [&samira, &anna, &jose] {
                let oma = phone.at_the_door("Oma Goed", 6);
                assert_eq!(oma, Some((Verdict::Yes, true)), "{name} {names_hers}");
                assert_eq!(phone.at_the_door("oma  goed", 6), None);
            }
            assert_eq!(card(&samira.today(6), CHILD).collects, ["Oma Goed"]);
            if name == "Nieuwe Vriendin" {
                let door = samira.at_the_door(name, 6);
                assert_eq!(door, Some((Verdict::Ask, false)));
                assert_eq!(samira.doubt_about(name, 6), Some(Doubt::NamedByWhoMayNot));
            }
        }
    }
}

#[test]
fn a_colleague_who_writes_down_whom_a_barred_parent_named_makes_it_no_yes() {
    let core = about(CHILD, DocumentKind::ChildCore);
    let collector = |name: &str| NewNote::of(core, &Collector::new(name.into()));
    for his in [
        collector("Truus Bakker"),
        form_with_collector("Truus Bakker"),
        other_collector("Truus Bakker"),
        form_with_collector("oma Truus"),
    ] {
        let is_core = his.series == core;
        let mut server = three_parents();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut anna = Phone::of(ANNA, &mut server);
        let mut jose = Phone::of(JOSE, &mut server);
        meet(&mut server, 1, &mut [&mut samira, &mut anna, &mut jose]);
        let key = jose.add(his, 2);
        meet(&mut server, 3, &mut [&mut jose, &mut samira]);
        let asked = |samira: &Phone, name: &str, minutes| {
            let door = samira.at_the_door(name, minutes);
            assert_eq!(door.map(|it| it.0), Some(Verdict::Ask), "{name} {minutes}");
            let doubt = samira.doubt_about(name, minutes);
            assert_eq!(doubt, Some(Doubt::NamedByWhoMayNot), "{name}");
        };
        for name in ["Truus Bakker", "TRUUS  bakker", "Truus", "mevrouw Truus B."] {
            samira.add(collector(name), 4);
            samira.add(form_with_collector(name), 4);
        }
        asked(&samira, "Truus", 5);
        asked(&samira, "mevrouw Truus B.", 5);
        // His own words go; that he said them does not.
        if is_core {
            let right = Collector::new("Wies Smit".into());
            jose.add(NewNote::correcting(core, key, &right), 6);
            meet(&mut server, 7, &mut [&mut jose, &mut samira]);
            asked(&samira, "Truus", 8);
            samira.add(collector("Wies Smit").replying_to(key), 8);
            asked(&samira, "Wies Smit", 9);
            let back = Retraction::new(key, RetractionReason::NotWanted);
            jose.add(NewNote::of(core, &back), 10);
            meet(&mut server, 11, &mut [&mut jose, &mut samira]);
            asked(&samira, "Truus", 12);
            asked(&samira, "Wies Smit", 12);
        }
        // Somebody else is nobody whom he named.
        samira.add(collector("Nel Postma"), 13);
        assert_eq!(
            samira.at_the_door("Nel Postma", 14).map(|it| it.0),
            Some(Verdict::Yes)
        );
        // A manager knows who it is, or the other parent says so.
        server.records.push(Record::SomebodyElse(SomebodyElse {
            child: CHILD,
            than: JOSE,
            name: "mevrouw truus b".into(),
            by: SAMIRA,
            at: moment(14),
        }));
        server.records.sort_by_key(Record::id);
        anna.add(collector("Truus"), 15);
        meet(&mut server, 16, &mut [&mut anna, &mut samira]);
        for name in ["Truus", "mevrouw Truus B."] {
            let door = samira.at_the_door(name, 17);
            assert_eq!(door.map(|it| it.0), Some(Verdict::Yes), "{name}");
        }
    }
}

#[test]
fn a_colleague_who_repeats_a_barred_parent_puts_nobody_elses_word_away() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut anna = Phone::of(ANNA, &mut server);
    let mut jose = Phone::of(JOSE, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut anna, &mut jose]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let hers = anna.add(NewNote::of(core, &Collector::new("Oma Goed".into())), 2);
    anna.add(form_with_collector("Oma Goed"), 2);
    let his = jose.add(form_with_collector("Nieuwe Vriendin"), 3);
    meet(&mut server, 4, &mut [&mut anna, &mut jose, &mut samira]);
    samira.add(other_collector("nieuwe vriendin"), 5);
    samira.add(form_with_collector("Vriendin Bo").replying_to(his), 5);
    let instead = Collector {
        of: Some(vec![hers]),
        ..Collector::new("Nieuwe Vriendin".into())
    };
    samira.add(NewNote::of(core, &instead), 6);
    assert_eq!(
        samira.at_the_door("Oma Goed", 7),
        Some((Verdict::Yes, true))
    );
    assert_eq!(
        samira.at_the_door("Nieuwe Vriendin", 7).map(|it| it.0),
        Some(Verdict::Ask)
    );
    assert_eq!(
        samira.at_the_door("Vriendin Bo", 7).map(|it| it.0),
        Some(Verdict::Ask)
    );
    assert_eq!(card(&samira.today(7), CHILD).collects, ["Oma Goed"]);
}

#[test]
fn a_barred_parent_sends_no_child_home_alone() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut jose = Phone::of(JOSE, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut jose]);
    let alone = DropOff {
        goes_alone_at: Some(moment(200)),
        ..DropOff::new()
    };
    jose.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &alone), 2);
    meet(&mut server, 3, &mut [&mut jose, &mut samira]);
    assert_eq!(card(&samira.today(4), CHILD).goes_alone_at, None);
}

#[test]
fn two_parents_who_name_different_collectors_are_both_shown_and_nobody_can_tell() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut anna = Phone::of(ANNA, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif, &mut anna]);
    elif.add(other_collector("Opa Henk"), 2);
    anna.add(form_with_collector("Tante Rosa"), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut anna, &mut samira]);
    for phone in [&samira, &elif] {
        assert_eq!(phone.at_the_door("Opa Henk", 5), Some((Verdict::Ask, true)));
        assert_eq!(
            phone.at_the_door("Tante Rosa", 5),
            Some((Verdict::Ask, true))
        );
    }
    assert_eq!(
        card(&samira.today(5), CHILD).collects,
        ["Opa Henk", "Tante Rosa"]
    );
    let own = elif.store.parent_today(elif.viewer(5)).unwrap();
    assert_eq!(own.children[0].collects, ["Opa Henk", "Tante Rosa"]);
    // The same one by another word is no difference.
    anna.add(other_collector("opa"), 6);
    meet(&mut server, 7, &mut [&mut anna, &mut samira]);
    assert_eq!(
        samira.at_the_door("Opa Henk", 8),
        Some((Verdict::Yes, true))
    );
    // Each one's own last word counts; and what a colleague writes down after a call is the plan.
    elif.add(other_collector("Buurvrouw Ans"), 9);
    meet(&mut server, 10, &mut [&mut elif, &mut samira]);
    assert_eq!(
        samira.at_the_door("Buurvrouw Ans", 11),
        Some((Verdict::Ask, true))
    );
    samira.add(other_collector("Buurvrouw Ans"), 12);
    assert_eq!(
        samira.at_the_door("Buurvrouw Ans", 13),
        Some((Verdict::Yes, true))
    );
    assert_eq!(card(&samira.today(13), CHILD).collects, ["Buurvrouw Ans"]);
}

#[test]
fn two_parents_who_say_different_things_of_a_day_are_both_shown_and_the_child_is_waited_for() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut anna = Phone::of(ANNA, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif, &mut anna]);
    let say = |what: DayDifference, at: Option<i64>| {
        let change = DayChange {
            at: at.map(moment),
            ..DayChange::new(what)
        };
        NewNote::of(about(CHILD, DocumentKind::DayLog), &change)
    };
    let differ = |today: &TodayView| {
        today.needs_you.iter().find_map(|it| match it {
            NeedsYou::ChangesDiffer { child, said } if *child == CHILD => Some(said.clone()),
            _ => None,
        })
    };
    let away = |said_by| Standing::NotComing {
        reason: None,
        said_by,
    };
    // Whoever says it last, both words stand, and the earlier hour counts.
    let later = elif.add(say(DayDifference::Later, Some(60)), 2);
    let not_coming = anna.add(say(DayDifference::NotComing, None), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut anna, &mut samira]);
    let today = samira.today(5);
    assert_eq!(card(&today, CHILD).standing, Standing::Expected);
    assert_eq!(differ(&today), Some(vec![later, not_coming]));
    let said: Vec<_> = (card(&today, CHILD).changes.iter())
        .map(|it| (it.author(), it.at, it.note.what))
        .collect();
    let each = [
        (ELIF, moment(2), DayDifference::Later),
        (ANNA, moment(3), DayDifference::NotComing),
    ];
    assert_eq!(said, each);
    let today = samira.today(61);
    assert_eq!(card(&today, CHILD).standing, Standing::NotReported);
    assert_eq!(differ(&today), Some(vec![later, not_coming]));
    // What one says herself takes the place of what she said before.
    let another = anna.add(say(DayDifference::Later, Some(90)), 62);
    meet(&mut server, 63, &mut [&mut anna, &mut samira]);
    assert_eq!(differ(&samira.today(64)), Some(vec![later, another]));
    elif.add(say(DayDifference::NotComing, None), 65);
    anna.add(say(DayDifference::NotComing, None), 66);
    meet(&mut server, 67, &mut [&mut elif, &mut anna, &mut samira]);
    let today = samira.today(68);
    assert_eq!(card(&today, CHILD).standing, away(ANNA));
    assert_eq!(differ(&today), None);
    // A colleague who called writes down what is so.
    let corrected = anna.add(say(DayDifference::Later, Some(120)), 69);
    meet(&mut server, 70, &mut [&mut anna, &mut samira]);
    assert!(differ(&samira.today(71)).unwrap().contains(&corrected));
    samira.add(say(DayDifference::NotComing, None), 72);
    let today = samira.today(73);
    assert_eq!(card(&today, CHILD).standing, away(SAMIRA));
    assert_eq!(differ(&today), None);
    // Who is there is there, whatever was said.
    anna.add(say(DayDifference::Later, Some(120)), 74);
    elif.add(say(DayDifference::NotComing, None), 75);
    meet(&mut server, 76, &mut [&mut elif, &mut anna, &mut samira]);
    assert!(differ(&samira.today(77)).is_some());
    samira.add(
        arrived(group(DocumentKind::Group), CHILD, moment(78), None),
        78,
    );
    assert_eq!(differ(&samira.today(79)), None);
}

#[test]
fn a_correction_takes_only_fields_of_the_kind_that_it_corrects() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let day = about(CHILD, DocumentKind::DayLog);
    let line = samira.add(NewNote::of(day, &DayLog::new(DayLogMatter::Feed)), 2);
    let form = samira.add(
        NewNote::of(
            day,
            &DropOff {
                mood: Some(Mood::Happy),
                ..DropOff::new()
            },
        ),
        3,
    );
    let pick_up = PickUp {
        keep_for_door: Some("Vraag naar de zandbak.".into()),
        ..PickUp::new()
    };
    let bottle = DayLog {
        text: Some("Een fles.".into()),
        ..DayLog::new(DayLogMatter::Feed)
    };
    let may = |note: NewNote| {
        let done = samira.store.may(&Command::AddNote(note), SAMIRA, at(4));
        format!("{done:?}")
    };
    for wrong in [
        NewNote::correcting(day, line, &pick_up),
        NewNote::correcting(day, form, &pick_up),
        NewNote::correcting(day, form, &DayChange::new(DayDifference::NotComing)),
        NewNote::correcting(day, form, &bottle),
    ] {
        let refused = may(wrong);
        assert!(refused.contains("FieldInvalid"), "{refused}");
    }
    assert_eq!(may(NewNote::correcting(day, line, &bottle)), "Ok(())");
    // Nor is it of a note of another document.
    let elsewhere = about(CHILD, DocumentKind::Handover);
    let refused = may(NewNote::correcting(
        elsewhere,
        line,
        &OpenItem::new("Laarzen".into()),
    ));
    assert!(refused.contains("UnknownReference"), "{refused}");
}

#[test]
fn a_collectors_standing_weekday_is_the_default_until_somebody_says_otherwise() {
    let mut server = three_parents();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let on = |name: &str, days: &[Weekday]| {
        let weekdays = Some(Several::of(days));
        let named = Collector {
            weekdays,
            ..Collector::new(name.into())
        };
        NewNote::of(core, &named)
    };
    let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
    for day in WEEK {
        let today = samenspel_model::calendar::day_of(at(2).wall).unwrap();
        let number = today.weekday().to_monday_zero_offset() as usize;
        let is_today = WEEK[number] == day;
        if is_today { &mut here } else { &mut elsewhere }.push(day);
    }
    elif.add(on("Oma Nel", &here), 2);
    elif.add(on("Oom Bas", &elsewhere), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    assert_eq!(samira.at_the_door("Oma Nel", 4), Some((Verdict::Yes, true)));
    assert_eq!(
        samira.at_the_door("Oom Bas", 4),
        Some((Verdict::Yes, false))
    );
    assert_eq!(card(&samira.today(4), CHILD).collects, ["Oma Nel"]);
    let own = elif.store.parent_today(elif.viewer(4)).unwrap();
    assert_eq!(own.children[0].collects, ["Oma Nel"]);
    elif.add(other_collector("Oom Bas"), 5);
    meet(&mut server, 6, &mut [&mut elif, &mut samira]);
    assert_eq!(
        samira.at_the_door("Oma Nel", 7),
        Some((Verdict::Yes, false))
    );
    assert_eq!(card(&samira.today(7), CHILD).collects, ["Oom Bas"]);
}

#[test]
fn a_collector_whom_one_parent_names_and_another_withdraws_is_asked_about() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let named = elif.add(NewNote::of(core, &Collector::new("Tante Bo".into())), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    let verdict = |phone: &Phone, minutes| {
        let adults = phone
            .store
            .may_collect(phone.viewer(minutes), CHILD)
            .unwrap();
        let tante = adults
            .iter()
            .find(|it| matches!(it.who, Adult::Named { .. }));
        tante.map(|it| it.verdict)
    };
    assert_eq!(verdict(&samira, 4), Some(Verdict::Yes));
    // By telephone, the other parent: not tante Bo. Written down by staff, so both stand.
    let withdrawn = Collector {
        withdrawn: Some(true),
        of: Some(vec![named]),
        ..Collector::new("Tante Bo".into())
    };
    samira.add(NewNote::of(core, &withdrawn), 5);
    assert_eq!(verdict(&samira, 6), Some(Verdict::Ask));
    // Her own withdrawal is enough by itself.
    elif.add(NewNote::of(core, &withdrawn), 7);
    meet(&mut server, 8, &mut [&mut elif, &mut samira]);
    assert_eq!(verdict(&samira, 9), None);
}

#[test]
fn what_two_people_say_about_an_allergy_stands_side_by_side_until_a_named_person_confirms() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let allergy = |severity| Medical {
        severity: Some(severity),
        ..Medical::new(MedicalMatter::Allergy, "Pinda".into())
    };
    // Both offline.
    let first = elif.add(NewNote::of(core, &allergy(Severity::Mild)), 2);
    let second = samira.add(NewNote::of(core, &allergy(Severity::Severe)), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut samira]);
    let today = samira.today(5);
    assert_eq!(card(&today, CHILD).medical, MedicalMark::Severe);
    assert!(
        today
            .needs_you
            .contains(&NeedsYou::MedicalDiffers { child: CHILD })
    );
    assert_eq!(today.children, elif_sees_the_same(&mut server, &today));

    let words = "Pinda is ernstig, huisarts bevestigd.";
    let severe = allergy(Severity::Severe);
    let notes = partnership::confirm_medical(core, vec![first, second], words, Some(&severe));
    elif.intent(&Command::AddNotes(notes), 6);
    meet(&mut server, 7, &mut [&mut elif, &mut samira]);
    let today = samira.today(8);
    assert!(
        !today
            .needs_you
            .contains(&NeedsYou::MedicalDiffers { child: CHILD })
    );
    assert_eq!(card(&today, CHILD).medical, MedicalMark::Severe);
    // A statement after it is not covered by it.
    samira.add(NewNote::of(core, &allergy(Severity::Mild)), 9);
    let today = samira.today(11);
    assert!(
        today
            .needs_you
            .contains(&NeedsYou::MedicalDiffers { child: CHILD })
    );
}

/// A colleague's phone that fetches everything anew comes to the same cards.
fn elif_sees_the_same(
    server: &mut Server,
    today: &TodayView,
) -> Vec<samenspel_device::screens::ChildCard> {
    let mut joost = Phone::of(JOOST, server);
    joost.sync(server, 5);
    let view = joost.today(5);
    assert_eq!(view.needs_you, today.needs_you);
    view.children
}

#[test]
fn an_incident_reaches_the_parents_only_after_they_were_told_and_names_no_other_child() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let incident = |words: &str| Incident {
        child: Some(CHILD),
        text: Some(words.into()),
        ..Incident::new(IncidentMatter::Bite)
    };
    let first = incident("Noor is gebeten door Bram.");
    let key = samira.add(NewNote::of(group(DocumentKind::Group), &first), 2);
    let tell = NeedsYou::ParentToTell { child: CHILD, key };
    assert!(samira.today(3).needs_you.contains(&tell));
    let told = samira.store.pick_up(samira.viewer(3), CHILD).unwrap();
    let told = told.incidents_to_tell[0].clone();
    let dir = samira.store.directory().unwrap();
    let release = |told: &partnership::Told<Incident>, how| {
        partnership::release_incident(ORG, &dir, told, how, moment(4))
    };
    assert_eq!(release(&told, Told::NotYet), Err(NotYet::NotTold));
    let named = NotYet::NamesAnother {
        children: vec![BRAM],
    };
    assert_eq!(release(&told, Told::Called), Err(named));

    let right = NewNote::correcting(told.series, key, &incident("Noor is gebeten in haar arm."));
    samira.add(right, 5);
    let told = samira.store.pick_up(samira.viewer(6), CHILD).unwrap();
    let released = release(&told.incidents_to_tell[0], Told::Called).unwrap();
    samira.add(released, 7);
    assert!(!samira.today(8).needs_you.contains(&tell));
    let view = samira.store.pick_up(samira.viewer(8), CHILD).unwrap();
    assert_eq!(view.incidents_to_tell, []);
}

#[test]
fn another_childs_name_is_pointed_out_and_a_word_that_only_contains_it_is_not() {
    let server = floor();
    let dir: samenspel_rules::directory::Directory = server.records.iter().cloned().collect();
    let named = |text: &str| partnership::names_of_others(&dir, CHILD, text, MORNING);
    assert_eq!(named("Samen met SEM in de zandbak"), [SEM]);
    assert_eq!(named("Sem's beker en Brams schoen"), [BRAM, SEM]);
    assert_eq!(named("Noor speelde met de bramen in het semester"), []);
}

#[test]
fn three_children_with_the_same_sign_are_a_hint_and_two_or_an_old_one_are_not() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let ill = |child| Illness {
        child: Some(child),
        ..Illness::new(Several::of(&[Symptom::Vomiting, Symptom::Tired]))
    };
    let series = group(DocumentKind::Group);
    samira.add(NewNote::of(series, &ill(BRAM)), 2);
    samira.add(NewNote::of(series, &ill(BRAM)), 3);
    samira.add(NewNote::of(series, &ill(SEM)), 4);
    assert_eq!(samira.today(5).clusters, []);
    samira.add(NewNote::of(series, &ill(CHILD)), 6);
    let clusters = samira.today(7).clusters;
    assert_eq!(clusters.len(), 1);
    assert_eq!(clusters[0].symptom, Symptom::Vomiting);
    assert_eq!(clusters[0].children.len(), 3);
    assert_eq!(samira.today(5 * 24 * 60).clusters, []);
}

#[test]
fn everybody_slept_is_one_command_with_a_line_for_each_child() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let line = DayLog {
        from: Some(moment(150)),
        to: Some(moment(240)),
        ..DayLog::new(DayLogMatter::Sleep)
    };
    samira.intent(
        &Command::AddNotes(for_each_child(ORG, &[BRAM, CHILD], &line)),
        241,
    );
    for (child, lines) in [(BRAM, 1), (CHILD, 1), (SEM, 0)] {
        let view = samira.store.pick_up(samira.viewer(242), child).unwrap();
        assert_eq!(view.day_log.len(), lines);
    }
}

#[test]
fn the_brief_gives_a_substitute_the_group_on_one_page() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    let core = about(CHILD, DocumentKind::ChildCore);
    samira.add(
        NewNote::of(core, &Medical::new(MedicalMatter::Allergy, "Ei".into())),
        2,
    );
    let until = Notice {
        until: Some(moment(600)),
        ..Notice::new("Brandoefening om drie uur.".into())
    };
    samira.add(NewNote::of(group(DocumentKind::Group), &until), 3);
    let item = NewNote::of(
        about(CHILD, DocumentKind::Handover),
        &OpenItem::new("Laarsje zoek".into()),
    );
    samira.add(item, 4);
    meet(&mut server, 5, &mut [&mut samira, &mut joost]);
    let brief = joost.store.day_brief(joost.viewer(6), GROUP).unwrap();
    assert_eq!(brief.children.len(), 3);
    let row = brief.children.iter().find(|it| it.child == CHILD).unwrap();
    assert!(row.medical.facts[0].holds());
    assert_eq!(row.open_items[0].item.note.what, "Laarsje zoek");
    assert_eq!(row.open_items[0].taken_over_by, None);
    assert_eq!(brief.notices.len(), 1);
    let tomorrow = joost.store.day_brief(joost.viewer(24 * 60), GROUP).unwrap();
    assert_eq!(tomorrow.notices, []);
    assert_eq!(
        tomorrow.children[0].open_items.len() + tomorrow.children[1].open_items.len(),
        1
    );
}

#[test]
fn closing_says_who_is_still_in_and_what_is_only_on_this_device() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    samira.add(
        arrived(group(DocumentKind::Group), BRAM, moment(2), None),
        2,
    );
    samira.add(arrived(group(DocumentKind::Group), SEM, moment(2), None), 2);
    samira.add(
        left(group(DocumentKind::Group), BRAM, moment(9), "papa".into()),
        9,
    );
    let view = samira.store.closing(samira.viewer(10), GROUP).unwrap();
    assert_eq!(view.still_here, [SEM]);
    assert_eq!(view.unsent, 3);
    samira.sync(&mut server, 11);
    assert_eq!(
        samira
            .store
            .closing(samira.viewer(12), GROUP)
            .unwrap()
            .unsent,
        0
    );
}

#[test]
fn a_parents_question_stays_in_the_strip_until_somebody_answers() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let series = about(CHILD, DocumentKind::Journal);
    let key = elif.add(
        NewNote::of(series, &Question::new("Slaapt ze lang?".into())),
        2,
    );
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    let asked = NeedsYou::QuestionToAnswer { child: CHILD, key };
    assert!(samira.today(4).needs_you.contains(&asked));
    // However many others were asked since, by colleagues.
    for _ in 0..25 {
        samira.add(NewNote::of(series, &Question::new("En thuis?".into())), 5);
    }
    assert!(samira.today(5).needs_you.contains(&asked));
    let reply = samenspel_rules::schema::notes::Reply::new(key, "Anderhalf uur.".into());
    samira.add(NewNote::of(series, &reply), 5);
    assert!(!samira.today(6).needs_you.contains(&asked));
}

#[test]
fn data_is_old_after_an_opening_day_without_the_server_and_not_after_a_weekend() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let day = 24 * 60;
    assert!(!samira.today(day).is_old);
    assert!(samira.today(2 * day).is_old);
    // Friday's data on Monday.
    samira.sync(&mut server, 3 * day);
    assert!(!samira.today(6 * day).is_old);
    assert!(samira.today(7 * day).is_old);
}

fn peanut(severity: Severity) -> Medical {
    Medical {
        severity: Some(severity),
        ..Medical::new(MedicalMatter::Allergy, "Pinda".into())
    }
}

fn medical_of(phone: &Phone, minutes: i64) -> partnership::MedicalFacts {
    let page = phone
        .store
        .child_page(phone.viewer(minutes), CHILD)
        .unwrap();
    page.medical
}

fn is_to_be_confirmed(phone: &Phone, minutes: i64) -> bool {
    let differs = NeedsYou::MedicalDiffers { child: CHILD };
    phone.today(minutes).needs_you.contains(&differs)
}

#[test]
fn what_is_said_of_an_allergy_after_it_was_confirmed_is_not_settled_by_that() {
    for in_words in [true, false] {
        let mut server = floor();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut elif = Phone::of(ELIF, &mut server);
        meet(&mut server, 1, &mut [&mut samira, &mut elif]);
        let core = about(CHILD, DocumentKind::ChildCore);
        let hers = elif.add(NewNote::of(core, &peanut(Severity::Severe)), 2);
        let other = samira.add(NewNote::of(core, &peanut(Severity::Mild)), 3);
        meet(&mut server, 4, &mut [&mut elif, &mut samira]);
        let holds = peanut(Severity::Severe);
        let holds = Some(&holds).filter(|_| !in_words);
        let seen = vec![hers, other];
        let confirm = |phone: &mut Phone, seen: Vec<EntryKey>, minutes| {
            let notes = partnership::confirm_medical(core, seen, "Pinda.", holds);
            phone.intent(&Command::AddNotes(notes), minutes);
        };
        confirm(&mut samira, seen.clone(), 5);
        meet(&mut server, 6, &mut [&mut samira, &mut elif]);
        assert!(!is_to_be_confirmed(&samira, 7));
        // She sets her own words right.
        let more = Medical {
            substance: "pinda en noten, 2 epipennen".into(),
            ..peanut(Severity::Severe)
        };
        elif.add(NewNote::correcting(core, hers, &more), 7);
        meet(&mut server, 8, &mut [&mut elif, &mut samira]);
        for phone in [&samira, &elif] {
            let medical = medical_of(phone, 9);
            let beside = medical.facts.iter().flat_map(|it| &it.statements);
            let beside: Vec<&str> = beside.map(|it| it.note.substance.as_str()).collect();
            assert!(
                beside.contains(&"pinda en noten, 2 epipennen"),
                "{beside:?}"
            );
            assert!(medical.differs());
        }
        assert!(is_to_be_confirmed(&samira, 9));
        // Confirmed as it reads now, it is settled.
        let stands = medical_of(&samira, 9);
        let stands = stands.facts.iter().flat_map(|it| &it.statements);
        let seen = stands.map(|it| it.key).collect();
        confirm(&mut samira, seen, 10);
        meet(&mut server, 11, &mut [&mut samira, &mut elif]);
        assert!(!is_to_be_confirmed(&samira, 12), "{in_words}");
        // A new word of the same is not.
        let again = Medical {
            text: Some("Nu ook bij aanraken.".into()),
            ..peanut(Severity::Severe)
        };
        elif.add(NewNote::of(core, &again), 13);
        meet(&mut server, 14, &mut [&mut elif, &mut samira]);
        assert!(is_to_be_confirmed(&samira, 15), "{in_words}");
    }
}

#[test]
fn an_allergy_that_was_confirmed_in_words_stays_as_severe_as_it_was_said_to_be() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let core = about(CHILD, DocumentKind::ChildCore);
    let hers = elif.add(NewNote::of(core, &peanut(Severity::Severe)), 2);
    let other = samira.add(NewNote::of(core, &peanut(Severity::Mild)), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut samira]);
    let mut confirm = |samira: &mut Phone, seen, holds: Option<Medical>, minutes| {
        let notes = partnership::confirm_medical(core, seen, "EpiPen in de tas", holds.as_ref());
        samira.intent(&Command::AddNotes(notes), minutes);
        meet(&mut server, minutes + 1, &mut [samira, &mut elif]);
        let mark = |phone: &Phone| card(&phone.today(minutes + 2), CHILD).medical;
        (mark(samira), medical_of(&elif, minutes + 2).is_severe())
    };
    let seen = vec![hers, other];
    assert_eq!(
        confirm(&mut samira, seen.clone(), None, 5),
        (MedicalMark::Severe, true)
    );
    // Whoever says what holds, says how bad it is.
    assert_eq!(
        confirm(&mut samira, seen.clone(), Some(peanut(Severity::Mild)), 10),
        (MedicalMark::Something, false)
    );
    let gone = Medical {
        withdrawn: Some(true),
        ..peanut(Severity::Severe)
    };
    assert_eq!(
        confirm(&mut samira, seen, Some(gone), 15),
        (MedicalMark::Something, false)
    );
}

#[test]
fn what_was_released_to_the_parents_is_set_right_and_taken_back_with_its_note() {
    for (own_release, reason) in [
        (true, RetractionReason::WrongChild),
        (true, RetractionReason::WrongFacts),
        (false, RetractionReason::WrongChild),
    ] {
        let mut server = floor();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut joost = Phone::of(JOOST, &mut server);
        let mut elif = Phone::of(ELIF, &mut server);
        meet(&mut server, 1, &mut [&mut samira, &mut joost, &mut elif]);
        let bite = Incident {
            child: Some(CHILD),
            text: Some("Gebeten in de arm.".into()),
            ..Incident::new(IncidentMatter::Bite)
        };
        let series = group(DocumentKind::Group);
        let key = samira.add(NewNote::of(series, &bite), 2);
        meet(&mut server, 3, &mut [&mut samira, &mut joost]);
        let releases = if own_release { &mut samira } else { &mut joost };
        let told = releases.store.pick_up(releases.viewer(4), CHILD).unwrap();
        let dir = releases.store.directory().unwrap();
        let told = &told.incidents_to_tell[0];
        let copy = partnership::release_incident(ORG, &dir, told, Told::Called, moment(4)).unwrap();
        let copy = releases.add(copy, 4);
        meet(&mut server, 5, &mut [&mut samira, &mut joost, &mut elif]);
        let read = |elif: &Phone, minutes| -> Vec<IncidentMatter> {
            let view = elif.store.parent_today(elif.viewer(minutes)).unwrap();
            let incidents = view.children[0].incidents.iter();
            incidents.map(|it| it.note.what).collect()
        };
        assert_eq!(read(&elif, 6), [IncidentMatter::Bite]);
        let stands = NeedsYou::CopyStands {
            child: CHILD,
            key: copy,
            who: if own_release { SAMIRA } else { JOOST },
        };
        assert!(!samira.today(6).needs_you.contains(&stands));
        let fall = Incident {
            text: Some("Gevallen, niet gebeten.".into()),
            ..Incident::new(IncidentMatter::Fall)
        };
        samira.add(NewNote::correcting(series, key, &fall), 7);
        assert_eq!(samira.today(7).needs_you.contains(&stands), !own_release);
        meet(&mut server, 8, &mut [&mut samira, &mut joost, &mut elif]);
        if own_release {
            assert_eq!(read(&elif, 9), [IncidentMatter::Fall]);
        }
        let back = Retraction::new(key, reason);
        samira.add(NewNote::of(series, &back), 10);
        assert_eq!(samira.today(10).needs_you.contains(&stands), !own_release);
        meet(&mut server, 11, &mut [&mut samira, &mut joost, &mut elif]);
        if !own_release {
            assert!(joost.today(12).needs_you.contains(&stands));
            let back = Retraction::new(copy, reason);
            joost.add(
                NewNote::of(about(CHILD, DocumentKind::CareRecord), &back),
                12,
            );
            meet(&mut server, 13, &mut [&mut joost, &mut samira, &mut elif]);
            assert!(!samira.today(14).needs_you.contains(&stands));
        }
        assert_eq!(read(&elif, 15), []);
    }
}

#[test]
fn a_child_without_a_stay_that_was_brought_is_in_the_head_count_and_marked() {
    let mut server = floor();
    for record in &mut server.records {
        if let Record::Placement(it) = record
            && it.child == BRAM
        {
            it.during.until = Some(MORNING.plus_ms(-3 * UnixMillis::DAY_MS));
        }
    }
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    assert!(!samira.today(2).children.iter().any(|it| it.child == BRAM));
    let series = group(DocumentKind::Group);
    samira.add(arrived(series, BRAM, moment(3), None), 3);
    meet(&mut server, 4, &mut [&mut samira, &mut joost]);
    for phone in [&samira, &joost] {
        for minutes in [5, 20 * 60] {
            let today = phone.today(minutes);
            assert_eq!(
                (&today.here, &today.here_without_stay),
                (&vec![BRAM], &vec![BRAM])
            );
            assert!(matches!(card(&today, BRAM).standing, Standing::Here { .. }));
            let closing = phone.store.closing(phone.viewer(minutes), GROUP).unwrap();
            assert_eq!(closing.still_here, [BRAM]);
        }
    }
    samira.add(
        left(series, BRAM, moment(20 * 60 + 1), "mama".into()),
        20 * 60 + 1,
    );
    let today = samira.today(20 * 60 + 2);
    assert_eq!((today.here, today.here_without_stay), (vec![], vec![]));
}

#[test]
fn who_may_not_read_who_arrived_is_told_that_it_is_not_known() {
    const KARIN: PersonId = PersonId([16; 16]);
    let mut server = floor();
    server.records.push(Record::Person(Person {
        id: KARIN,
        first_name: "Karin".into(),
        last_name: "Bakker".into(),
        languages: vec![],
        left_at: None,
    }));
    server.records.push(Record::Office(Office {
        person: KARIN,
        role: OfficeRole::Manager,
        location: Some(LOCATION),
        during: since(),
    }));
    server.records.sort_by_key(Record::id);
    server.hidden.insert(DocumentKind::Group);
    let mut karin = Phone::of(KARIN, &mut server);
    karin.sync(&mut server, 1);
    let late = 3 * 60;
    let today = karin.today(late);
    assert!(!today.knows_who_is_here);
    assert!(!today.children.is_empty());
    for card in &today.children {
        assert_eq!(card.standing, Standing::Unknown);
    }
    let calls = |it: &NeedsYou| matches!(it, NeedsYou::NotReported { .. });
    assert!(!today.needs_you.iter().any(calls));
    let closing = karin.store.closing(karin.viewer(late), GROUP).unwrap();
    assert!(!closing.knows_who_is_here);
    // Whoever works there knows.
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    assert!(samira.today(late).knows_who_is_here);
}

#[test]
fn what_is_set_right_after_it_was_read_back_or_answered_comes_back() {
    let mut server = floor();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost, &mut elif]);
    let series = about(CHILD, DocumentKind::Handover);
    let state = |state, summary: &str| Handover {
        summary: Some(summary.into()),
        ..Handover::new(state)
    };
    let key = samira.add(NewNote::of(series, &state(State::Watch, "38,0")), 2);
    let day = about(CHILD, DocumentKind::DayLog);
    let form = DropOff {
        slept: Some(Slept::Well),
        ..DropOff::new()
    };
    let told = elif.add(NewNote::of(day, &form), 2);
    meet(&mut server, 3, &mut [&mut samira, &mut joost, &mut elif]);
    joost.add(NewNote::of(series, &ReadBack::new(vec![key])), 4);
    let drop_off = joost.store.drop_off(joost.viewer(4), CHILD).unwrap();
    let agreed = confirm(day, &drop_off.to_confirm[0], &form);
    joost.intent(&Command::AddNotes(agreed), 4);
    let waits = |phone: &Phone, minutes| {
        let closing = phone.store.closing(phone.viewer(minutes), GROUP).unwrap();
        let drop_off = phone.store.drop_off(phone.viewer(minutes), CHILD).unwrap();
        (closing.not_read_back.len(), drop_off.to_confirm.len())
    };
    assert_eq!(waits(&joost, 5), (0, 0));
    let right = state(State::Act, "40,0, elk kwartier meten");
    samira.add(NewNote::correcting(series, key, &right), 6);
    let fever = DropOff {
        medicine: Some(true),
        ..form.clone()
    };
    elif.add(NewNote::correcting(day, told, &fever), 6);
    meet(&mut server, 7, &mut [&mut samira, &mut joost, &mut elif]);
    assert_eq!(waits(&joost, 8), (1, 1));
    joost.add(NewNote::of(series, &ReadBack::new(vec![key])), 9);
    let drop_off = joost.store.drop_off(joost.viewer(9), CHILD).unwrap();
    let agreed = confirm(day, &drop_off.to_confirm[0], &fever);
    joost.intent(&Command::AddNotes(agreed), 9);
    assert_eq!(waits(&joost, 10), (0, 0));
}
