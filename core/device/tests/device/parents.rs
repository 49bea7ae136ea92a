//! Parents and the group: the day as a parent reads it, contact that fits, talks, concerns, copies for
//! outside, the board, and who can read what.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, NewNote};
use samenspel_model::ids::{ChildId, EntryKey, GroupId, LocationId, PersonId};
use samenspel_model::series::{DocumentKind, Series};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{
    Authority, Child, Group, HereToday, LocationSettings, Mentorship, Parenthood, Person,
    Phone as Number, PhoneOwner, Placement, Record, Span, WorkDays,
};
use samenspel_rules::partnership;
use samenspel_rules::partnership::reuse::start_report;
use samenspel_rules::partnership::{
    AnswerState, OfferState, ShareRefused, ShareState, TalkRefused, TalkState, Telling, TipRefused,
    board_of, channel, desk, of_child,
};
use samenspel_rules::schema::notes::{
    AgendaItem, Agreement, Asks, BoardItem, Coming, Concern, Consent, ContactHeld, ContactMark,
    ContactPlan, ContactRhythm, DayChange, DayDifference, DayLog, DayLogMatter, Detail, Domain,
    DropOff, Event, EventAnswer, EventMatter, Expectations, FamilyCard, GoodMoment, HomeNote,
    HomeTopic, Observation, Offer, Offered, PickUp, Poll, PollAnswer, Purpose, Question, Receiver,
    Reply, SeeItDifferently, Share, ShareAnswer, Talk, TalkAnswer, TalkForm, TalkPurpose,
    TalkRequest, TalkSubject, Thanks, Tip, Urgency, YesNoLater,
};
use samenspel_rules::schema::{Elsewhere, Whole};

const LOCATION: LocationId = LocationId([4; 16]);
/// Noor's little brother, on another group.
const TIM: ChildId = ChildId([33; 16]);
const BABIES: GroupId = GroupId([22; 16]);
/// Noor's father.
const KARIM: PersonId = PersonId([14; 16]);
const DAY: i64 = 24 * 60;

fn since() -> Span {
    Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS))
}

fn parent(child: ChildId, person: PersonId) -> Record {
    Record::Parenthood(Parenthood {
        child,
        person,
        authority: Authority::Full,
        carer: true,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: since(),
    })
}

fn families() -> Server {
    let mut server = Server::new();
    let mentor = |child, person, deputy| {
        Record::Mentorship(Mentorship {
            child,
            person,
            deputy,
            during: since(),
        })
    };
    server.records.extend([
        Record::Group(Group {
            id: BABIES,
            location: LOCATION,
            name: "Muizen".into(),
        }),
        Record::Child(Child {
            id: TIM,
            first_name: "Tim".into(),
            last_name: "Voorbeeld".into(),
            birth_date: "2026-01-10".into(),
            languages: vec![],
        }),
        Record::Placement(Placement {
            child: TIM,
            group: BABIES,
            weekdays: 0b1,
            during: since(),
            expected_by_minute: None,
        }),
        Record::Person(Person {
            id: KARIM,
            first_name: "Karim".into(),
            last_name: String::new(),
            languages: vec!["tr".into()],
            left_at: None,
        }),
        parent(TIM, ELIF),
        parent(CHILD, KARIM),
        mentor(CHILD, SAMIRA, false),
        mentor(CHILD, JOOST, true),
        // Tuesday, Thursday.
        Record::WorkDays(WorkDays {
            person: SAMIRA,
            weekdays: 0b1010,
        }),
        Record::Phone(Number {
            of: PhoneOwner::Group(GROUP),
            order: 0,
            number: "06 555 20 001".into(),
        }),
        Record::Phone(Number {
            of: PhoneOwner::Location(LOCATION),
            order: 0,
            number: "070 555 0100".into(),
        }),
        Record::LocationSettings(LocationSettings {
            send_delay_ms: 0,
            ..LocationSettings::of(LOCATION)
        }),
    ]);
    server.records.sort_by_key(Record::id);
    let here = |person, at| HereToday {
        group: GROUP,
        person,
        at,
    };
    server.here = vec![
        here(JOOST, MORNING),
        here(SAMIRA, MORNING.plus_ms(-UnixMillis::DAY_MS)),
    ];
    server
}

fn moment(minutes: i64) -> UnixMillis {
    at(minutes).wall
}

fn about(child: ChildId, kind: DocumentKind) -> Series {
    of_child(ORG, kind, child)
}

fn meet(server: &mut Server, minutes: i64, phones: &mut [&mut Phone]) {
    for _ in 0..2 {
        for phone in phones.iter_mut() {
            phone.sync(server, minutes);
        }
    }
}

#[test]
fn a_parent_reads_all_children_at_once_the_good_moment_first_and_who_is_there() {
    let mut server = families();
    let mut joost = Phone::of(JOOST, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut joost, &mut elif]);
    let day = about(CHILD, DocumentKind::DayLog);
    joost.add(NewNote::of(day, &DayLog::new(DayLogMatter::Sleep)), 2);
    joost.add(NewNote::of(day, &DayLog::new(DayLogMatter::Feed)), 3);
    let told = PickUp {
        moment: GoodMoment::named("built_tower"),
        keep_for_door: Some("Vraag naar de zandbak".into()),
        ..PickUp::new()
    };
    joost.add(NewNote::of(day, &told), 4);
    let nothing = PickUp {
        keep_for_door: Some("Vraag naar de tekening".into()),
        ..PickUp::new()
    };
    joost.add(NewNote::of(day, &nothing), 5);
    let chickenpox = BoardItem {
        text: Some("Waterpokken".into()),
        ..BoardItem::new()
    };
    joost.add(NewNote::of(board_of(ORG, GROUP), &chickenpox), 6);
    meet(&mut server, 7, &mut [&mut joost, &mut elif]);

    let view = elif.store.parent_today(elif.viewer(8)).unwrap();
    let children: Vec<_> = view
        .children
        .iter()
        .map(|it| (it.child, it.group))
        .collect();
    assert_eq!(children, [(CHILD, GROUP), (TIM, BABIES)]);
    let noor = &view.children[0];
    assert_eq!(
        (noor.moments.len(), noor.sleep.len(), noor.food.len()),
        (1, 1, 1)
    );
    assert_eq!(noor.ask_at_the_door.len(), 2);
    // Who was there yesterday is not there today.
    assert_eq!(noor.here_today, [JOOST]);
    assert_eq!(noor.mentors, [SAMIRA, JOOST]);
    assert_eq!(view.board.len(), 1);
    // Tomorrow the day is empty again; the board stays.
    let tomorrow = elif.store.parent_today(elif.viewer(DAY)).unwrap();
    assert_eq!(
        (tomorrow.children[0].moments.len(), tomorrow.board.len()),
        (0, 1)
    );
}

#[test]
fn one_form_tells_the_group_about_siblings_on_two_groups_and_says_whether_it_was_read() {
    let mut server = families();
    let mut joost = Phone::of(JOOST, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut joost, &mut elif]);
    let for_all = DropOff {
        collects: Some("Oma Nel".into()),
        ..DropOff::new()
    };
    let tired = DropOff {
        to_know: Some("Kort geslapen".into()),
        ..DropOff::new()
    };
    let telling = |child, differs| Telling {
        child,
        as_always: DropOff::new(),
        differs,
    };
    let forms = partnership::tell_the_group(
        ORG,
        &for_all,
        &[telling(CHILD, DropOff::new()), telling(TIM, tired)],
    );
    elif.intent(&Command::AddNotes(forms), 2);
    let change = DayChange {
        collects: Some("Opa Henk".into()),
        ..DayChange::new(DayDifference::OtherCollector)
    };
    let key = elif.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &change), 3);
    elif.sync(&mut server, 4);
    let view = elif.store.parent_today(elif.viewer(5)).unwrap();
    let noor = &view.children[0];
    assert_eq!(noor.collects, ["Opa Henk"]);
    assert_eq!(view.children[1].collects, ["Oma Nel"]);
    let told: Vec<_> = noor
        .told
        .iter()
        .map(|it| (it.is_change, it.is_read))
        .collect();
    assert_eq!(told, [(false, false), (true, false)]);
    assert_eq!(noor.call, ["06 555 20 001", "070 555 0100"]);

    joost.sync(&mut server, 6);
    joost.intent(&Command::MarkRead { notes: vec![key] }, 7);
    meet(&mut server, 8, &mut [&mut joost, &mut elif]);
    let view = elif.store.parent_today(elif.viewer(9)).unwrap();
    assert!(view.children[0].told[1].is_read);
    assert!(!view.children[0].told[0].is_read);
}

#[test]
fn since_last_time_counts_from_the_childs_last_day_here_and_skips_days_it_stayed_away() {
    let mut server = families();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    // Tim comes on Mondays. It is Tuesday 1 September: the last time was yesterday.
    let day = about(TIM, DocumentKind::DayLog);
    elif.add(
        NewNote::of(
            day,
            &DropOff {
                to_know: Some("a".into()),
                ..DropOff::new()
            },
        ),
        2,
    );
    let next_monday = 6 * DAY;
    let view = elif
        .store
        .since_last_time(elif.viewer(next_monday), TIM)
        .unwrap();
    assert_eq!(view.notes.len(), 1);
    assert_eq!(view.since, Some(moment(-DAY - 10 * 60)));
    // That Monday it stayed away: a week later the same note is still since last time.
    let away = DayChange::new(DayDifference::NotComing);
    elif.add(NewNote::of(day, &away), next_monday);
    let view = elif
        .store
        .since_last_time(elif.viewer(next_monday + 7 * DAY), TIM)
        .unwrap();
    assert_eq!(view.since, Some(moment(-DAY - 10 * 60)));
    assert_eq!(view.notes.len(), 2);
}

#[test]
fn a_mentor_is_told_with_whom_contact_is_due_and_nobody_else_is() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let due = |phone: &Phone, minutes| {
        phone.hear(minutes);
        let due = phone.store.due_contacts(phone.viewer(minutes)).unwrap();
        due.iter().map(|it| it.parent).collect::<Vec<_>>()
    };
    // A hundred days without a word with either.
    assert_eq!(due(&samira, 2), [ELIF, KARIM]);
    let call = ContactMark::new(ContactHeld::Call);
    samira.add(NewNote::of(channel(ORG, CHILD, ELIF), &call), 3);
    assert_eq!(due(&samira, 4), [KARIM]);
    assert_eq!(due(&samira, 92 * DAY), [KARIM, ELIF]);
    // A word at the door that nobody called a talk is none.
    samira.add(
        NewNote::of(
            channel(ORG, CHILD, KARIM),
            &ContactMark::new(ContactHeld::Door),
        ),
        5,
    );
    assert_eq!(due(&samira, 6), [KARIM]);

    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 7);
    assert_eq!(due(&elif, 8), []);
}

#[test]
fn a_parents_own_plan_counts_before_the_mentors_and_a_no_until_a_day_is_kept() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut karim = Phone::of(KARIM, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut karim]);
    let series = channel(ORG, CHILD, KARIM);
    let until = moment(40 * DAY);
    let own = ContactPlan {
        detail: Some(Detail::Brief),
        declined_until: Some(until),
        quiet_from: Whole::new(20 * 60),
        quiet_until: Whole::new(7 * 60),
        ..ContactPlan::new(ContactRhythm::Weekly)
    };
    karim.add(NewNote::of(series, &own), 2);
    samira.add(
        NewNote::of(series, &ContactPlan::new(ContactRhythm::Monthly)),
        3,
    );
    meet(&mut server, 4, &mut [&mut karim, &mut samira]);
    let view = samira.store.contact(samira.viewer(5), CHILD).unwrap();
    let with_karim = view.parents.iter().find(|it| it.parent == KARIM).unwrap();
    assert_eq!(with_karim.detail, Detail::Brief);
    assert_eq!(with_karim.state.due_at, Some(until));
    // Elif's plan is nobody's yet.
    let with_elif = view.parents.iter().find(|it| it.parent == ELIF).unwrap();
    assert_eq!(
        (with_elif.state.plan.clone(), with_elif.detail),
        (None, Detail::Normal)
    );
    // At eleven in the evening he is left alone, and she on her free day.
    let disturb = |who, minutes| samira.store.may_disturb(samira.viewer(minutes), CHILD, who);
    assert!(disturb(KARIM, 5).unwrap());
    assert!(!disturb(KARIM, 13 * 60).unwrap());
    assert!(disturb(SAMIRA, 5).unwrap());
    assert!(!disturb(SAMIRA, DAY).unwrap());
}

#[test]
fn however_many_plans_others_made_since_a_parents_own_plan_is_found() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut karim = Phone::of(KARIM, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut karim]);
    let own = ContactPlan {
        detail: Some(Detail::Brief),
        ..ContactPlan::new(ContactRhythm::Weekly)
    };
    karim.add(NewNote::of(channel(ORG, CHILD, KARIM), &own), 2);
    for minute in 3..30 {
        for parent in [KARIM, ELIF] {
            let plan = ContactPlan::new(ContactRhythm::Monthly);
            samira.add(NewNote::of(channel(ORG, CHILD, parent), &plan), minute);
        }
    }
    meet(&mut server, 31, &mut [&mut karim, &mut samira]);
    let reach = samira.store.reach(samira.viewer(32), GROUP).unwrap();
    let his = reach.iter().find(|it| it.parent == KARIM).unwrap();
    assert!(his.plan.as_ref().unwrap().note == own, "{:?}", his.plan);
}

#[test]
fn a_talk_is_offered_once_a_year_and_a_home_visit_once() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let series = channel(ORG, CHILD, ELIF);
    let offers = |phone: &Phone, minutes| {
        phone.hear(minutes);
        let view = phone.store.contact(phone.viewer(minutes), CHILD).unwrap();
        let elif = view
            .parents
            .into_iter()
            .find(|it| it.parent == ELIF)
            .unwrap();
        (elif.ten_minutes, elif.home_visit)
    };
    assert_eq!(offers(&samira, 2), (OfferState::May, OfferState::May));
    let mut answers = Vec::new();
    for what in [Offered::TenMinutes, Offered::HomeVisit] {
        let offer = samira.add(NewNote::of(series, &Offer::new(what)), 3);
        answers.push(NewNote::of(series, &TalkAnswer::new(offer, YesNoLater::No)));
    }
    assert_eq!(offers(&samira, 4), (OfferState::Open, OfferState::Open));
    samira.intent(&Command::AddNotes(answers), 5);
    let year_later = moment(3 + 365 * DAY);
    let not_before = OfferState::NotBefore(year_later);
    assert_eq!(offers(&samira, 6), (not_before, not_before));
    assert_eq!(
        offers(&samira, 4 + 365 * DAY),
        (OfferState::May, not_before)
    );
}

#[test]
fn a_request_of_the_group_waits_while_nobody_can_be_called() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let request = TalkRequest::new(TalkSubject::Sleep, Urgency::ThisWeek, TalkForm::Phone);
    let series = channel(ORG, CHILD, ELIF);
    let left_ms = |phone: &mut Phone, minutes| {
        let intent = phone.intent(&Command::AddNote(NewNote::of(series, &request)), minutes);
        phone.store.undo_left_ms(intent, at(minutes)).unwrap()
    };
    assert_eq!(left_ms(&mut samira, 2), None);
    // Friday, a quarter past six: until Monday at eight.
    let friday = 3 * DAY + 8 * 60 + 15;
    let waits = left_ms(&mut samira, friday).unwrap();
    assert_eq!(moment(friday).plus_ms(waits), moment(6 * DAY - 2 * 60));
    // A parent's own request goes at once.
    assert_eq!(left_ms(&mut elif, friday), None);
}

#[test]
fn a_parents_request_is_answered_within_two_of_the_mentors_working_days() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let request = TalkRequest::new(TalkSubject::TellMyself, Urgency::NoHurry, TalkForm::Either);
    let series = channel(ORG, CHILD, ELIF);
    let key = elif.add(NewNote::of(series, &request), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    let row = |phone: &Phone, minutes| {
        let view = phone.store.talks(phone.viewer(minutes), CHILD).unwrap();
        view.requests[0].clone()
    };
    // Asked on Tuesday; she works on Tuesdays and Thursdays: by the end of next Tuesday.
    assert_eq!(row(&samira, 4).answer_by, Some(moment(8 * DAY - 10 * 60)));
    assert_eq!(row(&samira, 4).answer, AnswerState::Open);
    let later = TalkAnswer {
        until: Some(moment(30 * DAY)),
        ..TalkAnswer::new(key, YesNoLater::Later)
    };
    samira.add(NewNote::of(series, &later), 5);
    meet(&mut server, 6, &mut [&mut samira, &mut elif]);
    let remembered = AnswerState::Later {
        until: moment(30 * DAY),
    };
    assert_eq!(row(&elif, 7).answer, remembered);
}

#[test]
fn observations_make_an_agenda_that_the_parent_adds_to_and_both_write_the_report() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let seen = Observation::new(Domain::Motor, "Klimt zelf op de bank.".into());
    samira.add(NewNote::of(about(CHILD, DocumentKind::Journal), &seen), 2);
    let between_us = Observation::new(Domain::Other, "Vader oogt moe.".into());
    samira.add(
        NewNote::of(about(CHILD, DocumentKind::Team), &between_us),
        3,
    );
    let series = about(CHILD, DocumentKind::Agreements);
    let talk = Talk {
        at: Some(moment(60)),
        ..Talk::new(TalkPurpose::TenMinutes)
    };
    let planned = partnership::plan_talk(series, &talk, SAMIRA).unwrap();
    let key = samira.add(planned, 4);
    let view = samira.store.talks(samira.viewer(5), CHILD).unwrap();
    let words: Vec<_> = view.proposals.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(words, ["Klimt zelf op de bank."]);
    let point = AgendaItem {
        talk: Some(key),
        ..view.proposals[0].clone()
    };
    samira.add(NewNote::of(series, &point), 6);
    meet(&mut server, 7, &mut [&mut samira, &mut elif]);
    let own = AgendaItem {
        talk: Some(key),
        ..AgendaItem::new("Zindelijk worden".into())
    };
    elif.add(NewNote::of(series, &own), 8);
    meet(&mut server, 9, &mut [&mut elif, &mut samira]);
    let view = samira.store.talks(samira.viewer(10), CHILD).unwrap();
    assert_eq!((view.talks[0].agenda.len(), view.proposals.len()), (2, 0));
    assert_eq!(view.talks[0].state, TalkState::ToCome);
    // A parent is shown no proposals of the staff's.
    assert_eq!(
        elif.store.talks(elif.viewer(10), CHILD).unwrap().proposals,
        []
    );

    let after = samira.store.talks(samira.viewer(61), CHILD).unwrap();
    assert_eq!(after.talks[0].state, TalkState::ToReport);
    let dir = samira.store.directory().unwrap();
    let row = &after.talks[0];
    let report = start_report((&dir, moment(62)), series, &row.talk, &row.agenda, &[]).unwrap();
    let report = samira.add(report, 62);
    let view = samira.store.talks(samira.viewer(63), CHILD).unwrap();
    assert_eq!(
        (view.talks[0].state, view.talks[0].report),
        (TalkState::Reported, Some(report))
    );
    let text = samira
        .store
        .agreement_text(&report, at(60))
        .unwrap()
        .unwrap();
    assert_eq!(text, "Klimt zelf op de bank.\nZindelijk worden");
    meet(&mut server, 64, &mut [&mut samira, &mut elif]);
    elif.intent(
        &Command::EditText {
            agreement: report,
            text: format!("{text}\nLogeren"),
        },
        65,
    );
    meet(&mut server, 66, &mut [&mut elif, &mut samira]);
    assert!(
        samira
            .store
            .agreement_text(&report, at(60))
            .unwrap()
            .unwrap()
            .ends_with("Logeren")
    );
}

#[test]
fn a_sensitive_talk_is_never_planned_alone() {
    let series = about(CHILD, DocumentKind::Agreements);
    let mut talk = Talk::new(TalkPurpose::Sensitive);
    let plan = |talk: &Talk| partnership::plan_talk(series, talk, SAMIRA);
    assert_eq!(plan(&talk), Err(TalkRefused::SecondPersonNeeded));
    talk.second = Some(SAMIRA);
    assert_eq!(plan(&talk), Err(TalkRefused::SecondPersonIsYou));
    talk.second = Some(JOOST);
    assert!(plan(&talk).is_ok());
}

#[test]
fn a_concern_has_the_mentor_as_its_owner_and_a_day_and_both_views_stay() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let dir = elif.store.directory().unwrap();
    let series = about(CHILD, DocumentKind::Journal);
    let words = Concern::new("Ze huilt bij het brengen.".into());
    let raised = partnership::raise_concern(&dir, series, &words, moment(2));
    let key = elif.add(raised, 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira]);
    let mine = samira.store.concerns_of(samira.viewer(4)).unwrap();
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0].note.note.owner, Some(SAMIRA));
    assert_eq!(mine[0].note.note.reply_by, Some(moment(8 * DAY - 10 * 60)));
    assert!(!mine[0].is_overdue);
    assert!(samira.store.concerns_of(samira.viewer(9 * DAY)).unwrap()[0].is_overdue);

    samira.add(
        NewNote::of(
            series,
            &Reply::new(key, "Na vijf minuten speelt ze.".into()),
        ),
        5,
    );
    elif_sees_it_differently(&mut server, &mut elif, &mut samira, key);
    assert_eq!(samira.store.concerns_of(samira.viewer(8)).unwrap(), []);
    for phone in [&samira, &elif] {
        let view = phone.store.asked(phone.viewer(8), CHILD).unwrap();
        assert_eq!(view.concerns[0].replies.len(), 1);
        assert_eq!(view.concerns[0].other_views.len(), 1);
        assert!(!view.concerns[0].is_overdue);
    }
}

fn elif_sees_it_differently(
    server: &mut Server,
    elif: &mut Phone,
    samira: &mut Phone,
    of: EntryKey,
) {
    let other = SeeItDifferently::new(of, "Bij opa gaat het wel goed.".into());
    elif.add(NewNote::of(about(CHILD, DocumentKind::Journal), &other), 6);
    meet(server, 7, &mut [elif, samira]);
}

#[test]
fn a_copy_for_outside_goes_only_after_every_parent_who_was_asked_agreed() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let copy = Share::new(Receiver::School, "Noor houdt van bouwen.".into());
    let propose = |consents: &[_]| partnership::propose_share(ORG, CHILD, &[ELIF], &copy, consents);
    assert!(matches!(
        partnership::propose_share(ORG, CHILD, &[], &copy, &[]),
        Err(ShareRefused::Empty)
    ));
    let key = samira.add(propose(&[]).unwrap().remove(0), 2);
    let row = |phone: &Phone, minutes| {
        phone
            .store
            .shares(phone.viewer(minutes), CHILD)
            .unwrap()
            .remove(0)
    };
    let send = |row: &samenspel_device::screens::ShareRow| {
        partnership::mark_share_sent(&[(row.share.series, row.share.key, row.state)], moment(9))
    };
    assert_eq!(send(&row(&samira, 3)), Err(ShareRefused::NotAgreed));
    meet(&mut server, 4, &mut [&mut samira, &mut elif]);
    let answer = ShareAnswer {
        text: Some("En van puzzelen.".into()),
        ..ShareAnswer::new(key, true)
    };
    elif.add(NewNote::of(channel(ORG, CHILD, ELIF), &answer), 5);
    meet(&mut server, 6, &mut [&mut elif, &mut samira]);
    let agreed = row(&samira, 7);
    assert_eq!(agreed.state, ShareState::Agreed);
    assert_eq!(agreed.words.as_deref(), Some("En van puzzelen."));
    samira.add(send(&agreed).unwrap().remove(0), 8);
    assert_eq!(row(&samira, 9).state, ShareState::Sent);

    // Who said no to school is not even asked.
    let no = partnership::Told {
        key: EntryKey {
            person: ELIF,
            entry: [1; 16],
        },
        series: about(CHILD, DocumentKind::ChildCore),
        at: moment(1),
        is_sent: true,
        is_corrected: false,
        language: None,
        replies_to: None,
        copied_from: None,
        original_author: None,
        note: Consent::new(Purpose::ShareSchool, false),
    };
    assert_eq!(propose(&[no]), Err(ShareRefused::NoConsent));
}

#[test]
fn a_poll_is_counted_without_names_for_staff_and_not_at_all_for_parents() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut karim = Phone::of(KARIM, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif, &mut karim]);
    let board = board_of(ORG, GROUP);
    let poll = Poll::new("Een avond over slapen?".into(), "Graag\nNiet nodig".into());
    let poll = samira.add(NewNote::of(board, &poll), 2);
    let event = Event {
        at: Some(moment(5 * DAY)),
        poll: Some(Elsewhere(poll)),
        ..Event::new(EventMatter::Workshop, "Slapen".into())
    };
    let event = samira.add(NewNote::of(board, &event), 3);
    meet(&mut server, 4, &mut [&mut samira, &mut elif, &mut karim]);
    let choose = |choice| PollAnswer::new(Elsewhere(poll), Whole::new(choice).unwrap());
    for (phone, choices) in [(&mut elif, vec![1, 2]), (&mut karim, vec![2])] {
        let desk = desk(ORG, CHILD, phone.person);
        for (number, choice) in choices.into_iter().enumerate() {
            phone.add(NewNote::of(desk, &choose(choice)), 5 + number as i64);
        }
    }
    let comes = EventAnswer {
        persons: Whole::new(2),
        helps: Some(true),
        shares_contact: Some(true),
        text: Some("Elif, moeder van Noor".into()),
        ..EventAnswer::new(Elsewhere(event), Coming::Yes)
    };
    elif.add(NewNote::of(desk(ORG, CHILD, ELIF), &comes), 7);
    meet(&mut server, 8, &mut [&mut elif, &mut karim, &mut samira]);

    let view = samira.store.board(samira.viewer(9), GROUP).unwrap();
    let counted = vec![("Graag".to_owned(), 0), ("Niet nodig".to_owned(), 2)];
    assert_eq!(view.polls[0].tally, Some(counted));
    assert_eq!(view.events[0].comers, Some((2, 1)));
    let view = karim.store.board(karim.viewer(9), GROUP).unwrap();
    assert_eq!(
        (view.polls[0].tally.clone(), view.events[0].comers),
        (None, None)
    );
    assert_eq!(view.polls[0].own.as_ref().unwrap().note.choice.get(), 2);
    // What is over leaves the board.
    samira.hear(40 * DAY);
    let later = samira.store.board(samira.viewer(40 * DAY), GROUP).unwrap();
    assert_eq!((later.polls.len(), later.events.len()), (0, 0));
}

#[test]
fn the_readers_of_a_note_are_named_before_it_is_sent() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let readers = |series: Series| samira.store.readers(samira.viewer(2), &series).unwrap();
    let journal = readers(about(CHILD, DocumentKind::Journal));
    assert_eq!(journal.groups, [GROUP]);
    assert_eq!(journal.parents, [ELIF, KARIM]);
    let with_karim = readers(channel(ORG, CHILD, KARIM));
    assert_eq!(
        (with_karim.groups, with_karim.parents),
        (vec![], vec![KARIM])
    );
    assert_eq!(with_karim.staff, [SAMIRA, JOOST]);
    let team = readers(about(CHILD, DocumentKind::Team));
    assert_eq!((team.parents.len(), team.groups), (0, vec![GROUP]));
    assert!(team.manager_with_reason);
    assert!(readers(board_of(ORG, GROUP)).all_parents_of_group);
}

#[test]
fn a_note_from_home_and_how_to_say_names_reach_the_group_until_the_note_expires() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let note = HomeNote {
        text: Some("Oma ligt in het ziekenhuis.".into()),
        expires: Some(moment(2 * DAY)),
        ..HomeNote::new(HomeTopic::FamilyEvent)
    };
    let desk = desk(ORG, CHILD, ELIF);
    elif.add(NewNote::of(desk, &note), 2);
    let card = FamilyCard {
        names: Some("Elif: zeg Eh-lief".into()),
        customs: Some("Wij eten halal.".into()),
        ..FamilyCard::new()
    };
    elif.add(NewNote::of(desk, &card), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut samira]);
    let home = |minutes| {
        let view = samira
            .store
            .drop_off(samira.viewer(minutes), CHILD)
            .unwrap();
        view.home_notes.len()
    };
    assert_eq!((home(5), home(3 * DAY)), (1, 0));
    let brief = samira.store.day_brief(samira.viewer(5), GROUP).unwrap();
    let names = brief.children[0].names[0].note.names.as_deref();
    assert_eq!(names, Some("Elif: zeg Eh-lief"));
    let page = samira.store.child_page(samira.viewer(5), CHILD).unwrap();
    assert_eq!(
        page.families[0].note.customs.as_deref(),
        Some("Wij eten halal.")
    );
}

#[test]
fn a_good_start_is_a_first_good_message_a_call_and_both_sides_expectations() {
    let mut server = families();
    let began = Span::since(MORNING.plus_ms(-UnixMillis::DAY_MS));
    for record in &mut server.records {
        if let Record::Placement(it) = record
            && it.child == CHILD
        {
            it.during = began;
        }
    }
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let start = |phone: &Phone, minutes| {
        phone.hear(minutes);
        phone
            .store
            .contact(phone.viewer(minutes), CHILD)
            .unwrap()
            .start
    };
    let empty = start(&samira, 2).unwrap();
    assert!(!empty.first_good_message && !empty.first_week_call && !empty.expectations);
    let told = PickUp {
        moment: GoodMoment::named("built_tower"),
        ..PickUp::new()
    };
    samira.add(NewNote::of(about(CHILD, DocumentKind::DayLog), &told), 3);
    let call = ContactMark::new(ContactHeld::Call);
    samira.add(NewNote::of(channel(ORG, CHILD, ELIF), &call), 4);
    let core = about(CHILD, DocumentKind::ChildCore);
    elif.add(
        NewNote::of(core, &Expectations::new("Dat jullie bellen.".into())),
        5,
    );
    meet(&mut server, 6, &mut [&mut elif, &mut samira]);
    assert!(!start(&samira, 7).unwrap().expectations);
    samira.add(
        NewNote::of(core, &Expectations::new("Dat jullie bellen.".into())),
        8,
    );
    let done = start(&samira, 9).unwrap();
    assert!(done.first_good_message && done.first_week_call && done.expectations);
    assert_eq!(start(&samira, 50 * DAY), None);
}

#[test]
fn a_tip_is_written_only_to_a_parent_who_asked() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let series = channel(ORG, CHILD, ELIF);
    let tip = Tip::new("Een vast liedje voor het slapen.".into());
    let write = |phone: &Phone, minutes| {
        let view = phone.store.asked(phone.viewer(minutes), CHILD).unwrap();
        let questions: Vec<_> = view.questions.into_iter().map(|it| it.note).collect();
        partnership::tip(series, &tip, None, &questions, moment(minutes))
    };
    assert_eq!(write(&samira, 2), Err(TipRefused::NotAsked));
    let asks = Question {
        asks: Some(Asks::Advice),
        ..Question::new("Hoe krijgen jullie haar in slaap?".into())
    };
    let key = elif.add(NewNote::of(series, &asks), 3);
    meet(&mut server, 4, &mut [&mut elif, &mut samira]);
    let note = write(&samira, 5).unwrap();
    samira.add(note, 5);
    // "This helped us", by name.
    let helped = partnership::helped(key, series, CHILD, ELIF);
    assert_eq!(helped.series, series);
    elif.add(helped, 6);
    meet(&mut server, 7, &mut [&mut elif, &mut samira]);
    assert_eq!(
        samira
            .store
            .contact(samira.viewer(8), CHILD)
            .unwrap()
            .helped
            .len(),
        1
    );
}

#[test]
fn thanks_reach_the_author_by_name() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let told = PickUp {
        moment: GoodMoment::named("built_tower"),
        ..PickUp::new()
    };
    let day = about(CHILD, DocumentKind::DayLog);
    let key = samira.add(NewNote::of(day, &told), 2);
    meet(&mut server, 3, &mut [&mut samira, &mut elif]);
    let thanks = partnership::thanks(key, day, CHILD, ELIF);
    assert_eq!(thanks.series, desk(ORG, CHILD, ELIF));
    elif.add(thanks, 4);
    meet(&mut server, 5, &mut [&mut elif, &mut samira]);
    let view = samira.store.contact(samira.viewer(6), CHILD).unwrap();
    assert_eq!(view.thanks.len(), 1);
    assert_eq!(
        (view.thanks[0].author(), view.thanks[0].note.clone()),
        (ELIF, Thanks::new(Elsewhere(key)))
    );
    // Told something good today, and it is on the record of contact with both parents.
    assert!(
        view.parents
            .iter()
            .all(|it| it.state.last_positive_at == Some(moment(2)))
    );
}

#[test]
fn a_question_gets_options_an_answer_and_an_agreement_that_names_it() {
    let mut server = families();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let journal = about(CHILD, DocumentKind::Journal);
    let question = Question {
        options: Some("Om half twaalf, of als ze moe is".into()),
        ..Question::new("Hoe laat doet ze thuis haar ogen dicht?".into())
    };
    let question = samira.add(NewNote::of(journal, &question), 2);
    meet(&mut server, 3, &mut [&mut samira, &mut elif]);
    let answer = Reply::new(question, "Als ze moe is.".into());
    elif.add(NewNote::of(journal, &answer), 4);
    meet(&mut server, 5, &mut [&mut elif, &mut samira]);
    let agreed = Agreement {
        about: Some(Elsewhere(question)),
        ..Agreement::new("Noor slaapt als ze moe is, niet op de klok.".into())
    };
    let agreements = about(CHILD, DocumentKind::Agreements);
    samira.add(NewNote::of(agreements, &agreed), 6);
    meet(&mut server, 7, &mut [&mut samira, &mut elif]);

    let row = elif
        .store
        .agreements(elif.viewer(8), CHILD)
        .unwrap()
        .remove(0);
    let came_of = row.agreement.note.about.unwrap().0;
    let asked = elif.store.asked(elif.viewer(8), CHILD).unwrap();
    let found = asked.questions.iter().find(|it| it.note.key == came_of);
    let found = found.unwrap();
    assert_eq!(
        found.note.note.options.as_deref(),
        Some("Om half twaalf, of als ze moe is")
    );
    assert_eq!(found.replies[0].note.text, "Als ze moe is.");
}
