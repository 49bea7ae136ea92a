//! Turning to somebody: a parent to the manager, a professional to the coach, a trainee to those who
//! release what she proposes; what each phone shows of it, also before the server knows.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::{CircleView, ProposalView, Viewer};
use samenspel_device::{Command, CommandError};
use samenspel_model::ids::{LocationId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::{
    Assignment, GroupRole, Holder, LocationSettings, Office, OfficeRole, Person, Record, Span,
};
use samenspel_rules::partnership::circles::{
    Asked, InCircle, ProposalState, Turner, Turning, propose_again, return_proposal,
};
use samenspel_rules::partnership::{NewNote, release_proposal};
use samenspel_rules::schema::notes::{
    Domain, EscalatedTo, Observation, Proposal, Proposed, Question, Reply,
};

const INGRID: PersonId = PersonId([20; 16]);
const TIM: PersonId = PersonId([21; 16]);
const ANNA: PersonId = PersonId([22; 16]);
const LOCATION: LocationId = LocationId([4; 16]);

fn server() -> Server {
    let mut server = Server::new();
    let since = Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS));
    for (id, first_name) in [(INGRID, "Ingrid"), (TIM, "Tim"), (ANNA, "Anna")] {
        server.records.push(Record::Person(Person {
            id,
            first_name: first_name.into(),
            last_name: String::new(),
            languages: vec!["nl".into()],
            left_at: None,
        }));
    }
    for (person, role) in [(INGRID, OfficeRole::Manager), (ANNA, OfficeRole::Coach)] {
        server.records.push(Record::Office(Office {
            person,
            role,
            location: Some(LOCATION),
            during: since,
        }));
    }
    server.records.push(Record::Assignment(Assignment {
        person: TIM,
        group: GROUP,
        role: GroupRole::Trainee,
        during: since,
    }));
    let mut settings = LocationSettings::of(LOCATION);
    settings.designated_official = "Ingrid, 030 123".into();
    settings.send_delay_ms = 0;
    server.records.push(Record::LocationSettings(settings));
    server.records.sort_by_key(Record::id);
    server
}

fn phone(person: PersonId, server: &mut Server) -> Phone {
    let mut phone = Phone::of(person, server);
    phone.sync(server, 1);
    phone
}

fn viewer(person: PersonId, minutes: i64) -> Viewer {
    Viewer {
        person,
        now: at(minutes),
    }
}

fn turner(person: PersonId, minutes: i64) -> Turner {
    Turner {
        org: ORG,
        person,
        now: at(minutes).wall,
    }
}

fn circles(phone: &Phone, minutes: i64) -> Vec<CircleView> {
    phone.store.circles(viewer(phone.person, minutes)).unwrap()
}

fn proposals(phone: &Phone, minutes: i64) -> Vec<ProposalView> {
    let viewer = viewer(phone.person, minutes);
    phone.store.proposals(viewer, GROUP).unwrap()
}

/// The real server adds the circle to the directory; this one is told to.
fn accept(server: &mut Server, turning: &Turning) {
    let circle = turning.opens.clone().unwrap();
    server.records.push(Record::Circle(circle));
    server.records.sort_by_key(Record::id);
}

fn do_it(phone: &mut Phone, turning: &Turning, minutes: i64) {
    phone.intent(&Command::from(turning.clone()), minutes);
}

fn to_manager(phone: &mut Phone, others: &[PersonId], why: &str) -> Turning {
    let place = InCircle::NewWith(others.to_vec());
    turner(phone.person, 2).escalate(EscalatedTo::Manager, &place, why, None, &mut phone.random)
}

fn drawing() -> Proposal {
    Proposal {
        domain: Some(Domain::Motor),
        child: Some(CHILD),
        seen: Some("Noor tekende een rondje.".into()),
        ..Proposal::new(Proposed::Observation)
    }
}

fn propose(tim: &mut Phone) -> Turning {
    let dir = tim.store.directory_as_asked().unwrap();
    turner(TIM, 2).propose(&dir, GROUP, &drawing(), &mut tim.random)
}

#[test]
fn a_parent_turns_to_the_manager_without_network_and_only_they_read_it() {
    let mut server = server();
    let mut elif = phone(ELIF, &mut server);
    let whom = elif.store.turn_to(viewer(ELIF, 2), GROUP).unwrap();
    assert_eq!(whom.managers, [INGRID]);
    assert_eq!(whom.designated_official, "Ingrid, 030 123");
    let turning = to_manager(
        &mut elif,
        &whom.managers,
        "Ik kom er met de groep niet uit.",
    );
    do_it(&mut elif, &turning, 2);

    let shown = circles(&elif, 3);
    assert_eq!(shown.len(), 1);
    assert!(shown[0].is_open && !shown[0].is_sent);
    assert_eq!(shown[0].members, [ELIF, INGRID]);
    let place = InCircle::Known(shown[0].id);
    let more = turner(ELIF, 4).say(
        &place,
        &Question::new("Wanneer kunt u bellen?".into()),
        &mut elif.random,
    );
    assert_eq!(more.opens, None);
    do_it(&mut elif, &more, 4);

    accept(&mut server, &turning);
    elif.sync(&mut server, 5);
    let together = server
        .requests
        .iter()
        .any(|it| it.commands.len() == 1 && it.entries.len() == 2);
    assert!(
        together,
        "the circle and what is said in it go in one request"
    );
    assert!(circles(&elif, 6)[0].is_sent);
    let mut ingrid = phone(INGRID, &mut server);
    let seen = circles(&ingrid, 6);
    assert_eq!(seen[0].unanswered.len(), 2);
    assert!(matches!(seen[0].unanswered[0], Asked::Escalation(_)));
    let joost = phone(JOOST, &mut server);
    assert_eq!(circles(&joost, 6), []);

    for asked in &seen[0].unanswered {
        let reply = Reply::new(asked.key(), "Vanmiddag om drie uur.".into());
        let series = samenspel_rules::partnership::circles::series(ORG, seen[0].id);
        ingrid.write(&Command::AddNote(NewNote::of(series, &reply)), 7);
    }
    ingrid.sync(&mut server, 8);
    elif.sync(&mut server, 9);
    let answered = &circles(&elif, 9)[0];
    assert_eq!(answered.unanswered, []);
    let latest = answered.latest.as_ref().unwrap();
    assert_eq!((latest.by, latest.kind.as_str()), (INGRID, "reply"));
}

#[test]
fn what_the_asker_adds_is_no_answer_and_a_closed_circle_takes_no_notes() {
    let mut server = server();
    let mut samira = phone(SAMIRA, &mut server);
    let place = InCircle::NewWith(vec![ANNA]);
    let turning =
        turner(SAMIRA, 2).ask_coach(&place, "Hoe begin ik hierover?", None, &mut samira.random);
    do_it(&mut samira, &turning, 2);
    let asked = circles(&samira, 3)[0].unanswered[0].key();
    let series = turning.notes[0].series;
    let own = NewNote::of(series, &Reply::new(asked, "Het gaat om slapen.".into()));
    samira.write(&Command::AddNote(own.clone()), 3);
    assert_eq!(circles(&samira, 4)[0].unanswered.len(), 1);

    let mut closed = turning.opens.clone().unwrap();
    closed.during.until = Some(at(5).wall);
    server.records.push(Record::Circle(closed));
    server.records.sort_by_key(Record::id);
    samira.sync(&mut server, 5);
    let shown = circles(&samira, 6);
    assert!(!shown[0].is_open);
    let late = samira
        .store
        .execute(&Command::AddNote(own), SAMIRA, at(6), &mut samira.random);
    assert!(matches!(late, Err(CommandError::Refused { .. })));
}

#[test]
fn a_parent_opens_a_circle_with_nobody_but_the_manager_and_a_groups_device_with_nobody() {
    let mut server = server();
    let mut elif = phone(ELIF, &mut server);
    for others in [vec![SAMIRA], vec![INGRID, SAMIRA], vec![ANNA], vec![]] {
        let turning = to_manager(&mut elif, &others, "Mag dit?");
        let refused = elif
            .store
            .execute(&Command::from(turning), ELIF, at(2), &mut elif.random);
        assert!(
            matches!(
                refused,
                Err(CommandError::Refused {
                    code: RefusalCode::NotAllowed,
                    ..
                })
            ),
            "{others:?}: {refused:?}"
        );
    }
    assert_eq!(circles(&elif, 3), []);
    let mut tablet = Phone::held_by(Holder::Group(GROUP), SAMIRA, &mut server);
    tablet.sync(&mut server, 1);
    tablet.stands(SAMIRA, 1);
    let turning = to_manager(&mut tablet, &[INGRID], "Mag dit?");
    let refused = tablet
        .store
        .execute(&Command::from(turning), SAMIRA, at(2), &mut tablet.random);
    assert!(matches!(
        refused,
        Err(CommandError::Refused {
            code: RefusalCode::PersonalProfileRequired,
            ..
        })
    ));
}

#[test]
fn a_trainees_proposal_waits_comes_back_waits_again_and_is_released_in_her_name() {
    let mut server = server();
    let mut tim = phone(TIM, &mut server);
    let first = propose(&mut tim);
    do_it(&mut tim, &first, 2);
    // A second one goes into the same circle, though the server knows of none yet.
    assert_eq!(propose(&mut tim).opens, None);
    accept(&mut server, &first);
    tim.sync(&mut server, 3);

    let mut samira = phone(SAMIRA, &mut server);
    let waiting = proposals(&samira, 4);
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].state, ProposalState::Waiting);
    let back = return_proposal(&waiting[0].draft, "Welke hand gebruikte ze?");
    samira.write(&Command::AddNote(back), 4);
    samira.sync(&mut server, 5);
    tim.sync(&mut server, 6);
    let returned = proposals(&tim, 6);
    assert_eq!(returned[0].state, ProposalState::Returned);
    assert_eq!(returned[0].replies[0].note.text, "Welke hand gebruikte ze?");

    let better = Proposal {
        seen: Some("Noor tekende een rondje met links.".into()),
        ..drawing()
    };
    let again = propose_again(&returned[0].draft, &better, "Met links.");
    tim.intent(&Command::AddNotes(again), 7);
    tim.sync(&mut server, 8);
    samira.sync(&mut server, 9);
    let waiting = proposals(&samira, 9);
    assert_eq!(waiting[0].state, ProposalState::Waiting);
    assert_eq!(waiting[0].draft.note, better);

    let released = release_proposal(ORG, CHILD, &waiting[0].draft).unwrap();
    let observation = Observation::new(Domain::Motor, better.seen.clone().unwrap());
    let journal = NewNote::of(series(DocumentKind::Journal), &observation);
    let draft = waiting[0].draft.key;
    assert_eq!(released, journal.copied_from(draft, TIM));
    samira.write(&Command::AddNote(released), 10);
    assert_eq!(proposals(&samira, 10), []);
    samira.sync(&mut server, 11);
    tim.sync(&mut server, 12);
    assert_eq!(proposals(&tim, 12), []);
    let own = tim.store.own_proposals(viewer(TIM, 12), GROUP).unwrap();
    assert_eq!(own[0].state, ProposalState::ReleasedBy(SAMIRA));
}

#[test]
fn a_release_stands_whichever_of_release_and_return_comes_first() {
    for samira_first in [true, false] {
        let mut server = server();
        let mut tim = phone(TIM, &mut server);
        let turning = propose(&mut tim);
        do_it(&mut tim, &turning, 2);
        accept(&mut server, &turning);
        tim.sync(&mut server, 3);
        let mut samira = phone(SAMIRA, &mut server);
        let mut joost = phone(JOOST, &mut server);
        let draft = proposals(&samira, 4).remove(0).draft;
        let released = release_proposal(ORG, CHILD, &draft).unwrap();
        samira.write(&Command::AddNote(released), 5);
        let back = return_proposal(&draft, "Nog even wachten?");
        joost.write(&Command::AddNote(back), 5);
        let mut order = [&mut samira, &mut joost];
        if !samira_first {
            order.reverse();
        }
        for (phone, minutes) in order.into_iter().zip(6..) {
            phone.sync(&mut server, minutes);
        }
        for phone in [&mut samira, &mut joost, &mut tim] {
            phone.sync(&mut server, 9);
            assert_eq!(proposals(phone, 9), []);
        }
        let elif = phone(ELIF, &mut server);
        assert_eq!(proposals(&elif, 9), []);
    }
}

#[test]
fn a_group_device_shows_no_circles() {
    let mut server = server();
    let mut samira = phone(SAMIRA, &mut server);
    let turning = to_manager(&mut samira, &[INGRID], "Over het rooster.");
    do_it(&mut samira, &turning, 2);
    accept(&mut server, &turning);
    samira.sync(&mut server, 3);
    assert_eq!(circles(&samira, 4).len(), 1);
    let mut tablet = Phone::held_by(Holder::Group(GROUP), SAMIRA, &mut server);
    tablet.sync(&mut server, 4);
    tablet.stands(SAMIRA, 4);
    assert_eq!(circles(&tablet, 5), []);
}
