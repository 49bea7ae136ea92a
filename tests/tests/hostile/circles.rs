//! Who opens circles with people whom they may not name, and who puts people into the directory or
//! onto a group. Knows nothing of notes.

use samenspel_model::ids::{CircleId, GroupId, PersonId};
use samenspel_model::limits::PARENT_CIRCLES_MAX;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{Circle, Span};
use samenspel_testkit::random::SystemRandom;

use crate::siege::{Siege, person};

const NOT_ALLOWED: (RefusalCode, &[&str]) = (RefusalCode::NotAllowed, &[]);

fn invalid(field: &'static [&'static str]) -> (RefusalCode, &'static [&'static str]) {
    (RefusalCode::FieldInvalid, field)
}

fn circle(siege: &Siege, members: &[PersonId]) -> CommandAction {
    CommandAction::OpenCircle(Circle {
        id: CircleId::new(siege.now(), &mut SystemRandom),
        members: members.to_vec(),
        during: Span::since(siege.now()),
    })
}

#[test]
fn hostile_circle_with_strangers_or_without_oneself() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let groups: [&[PersonId]; 4] = [
        &[at.sanne, PersonId([9; 16])],
        &[at.fatima, at.ingrid],
        &[],
        &[PersonId([9; 16])],
    ];
    for members in groups {
        let action = circle(&siege, members);
        siege.refuses_command(&sanne, at.sanne, action, NOT_ALLOWED);
    }
}

#[test]
fn hostile_circle_of_parents_among_themselves_or_with_other_staff() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    let groups: [&[PersonId]; 5] = [
        &[at.samira, at.pieter],
        &[at.samira, at.ingrid, at.elif],
        &[at.samira, at.fatima],
        &[at.samira, at.nadia],
        &[at.samira],
    ];
    for members in groups {
        let action = circle(&siege, members);
        siege.refuses_command(&samira, at.samira, action, NOT_ALLOWED);
    }
}

#[test]
fn hostile_circle_of_a_trainee_with_other_groups() {
    let siege = Siege::lay();
    let at = siege.at;
    let bo = siege.device_of(at.bo);
    for other in [at.karim, at.samira, at.wim] {
        let action = circle(&siege, &[at.bo, other]);
        siege.refuses_command(&bo, at.bo, action, NOT_ALLOWED);
    }
}

#[test]
fn hostile_circle_that_takes_over_another() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let action = CommandAction::OpenCircle(Circle {
        id: siege.written.circle,
        members: vec![at.sanne],
        during: Span::since(siege.now()),
    });
    siege.refuses_command(&sanne, at.sanne, action, invalid(&["id"]));
}

#[test]
fn hostile_circle_of_more_people_than_one_case_has() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let action = circle(&siege, &[at.sanne; 33]);
    siege.refuses_command(&sanne, at.sanne, action, invalid(&["members"]));
}

#[test]
fn hostile_circle_from_the_tablet() {
    let siege = Siege::lay();
    let at = siege.at;
    let action = circle(&siege, &[at.fatima, at.joke]);
    let expected = (RefusalCode::PersonalProfileRequired, &[][..]);
    siege.refuses_command(&siege.tablet(), at.fatima, action, expected);
}

#[test]
fn hostile_parent_opens_one_circle_after_another() {
    let siege = Siege::lay();
    let at = siege.at;
    let samira = siege.device_of(at.samira);
    for _ in 0..PARENT_CIRCLES_MAX {
        let action = circle(&siege, &[at.samira, at.ingrid]);
        let outcome = siege.command(&samira, samira.command(at.samira, action, siege.now()));
        assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    }
    let action = circle(&siege, &[at.samira, at.ingrid]);
    let full = (RefusalCode::TooMany, &["circles"][..]);
    siege.refuses_command(&samira, at.samira, action, full);
}

// People and presence

#[test]
fn hostile_provisional_person_replaces_one_who_is_there() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    for there in [at.ingrid, at.samira, at.sanne] {
        let action = CommandAction::AddProvisionalPerson(person(there, "Iemand"));
        siege.refuses_command(&sanne, at.sanne, action, invalid(&["id"]));
    }
}

#[test]
fn hostile_provisional_person_by_who_is_no_staff() {
    let siege = Siege::lay();
    let at = siege.at;
    for asker in [at.samira, at.bo, at.wim, at.jan] {
        let app = siege.device_of(asker);
        let action = CommandAction::AddProvisionalPerson(person(PersonId([9; 16]), "Iemand"));
        siege.refuses_command(&app, asker, action, NOT_ALLOWED);
    }
}

#[test]
fn hostile_provisional_person_without_a_name_or_with_too_much() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let plain = person(PersonId([9; 16]), "Iemand");
    let mut blank = plain.clone();
    blank.first_name = " \t".into();
    let mut long = plain.clone();
    long.first_name = "x".repeat(101);
    let mut long_last = plain.clone();
    long_last.last_name = "x".repeat(101);
    let mut many = plain.clone();
    many.languages = vec!["nl".into(); 9];
    let mut gone = plain;
    gone.left_at = Some(siege.now());
    let wrong: [(_, &[&str]); 5] = [
        (blank, &["first_name"]),
        (long, &["first_name"]),
        (long_last, &["last_name"]),
        (many, &["languages"]),
        (gone, &["id"]),
    ];
    for (person, field) in wrong {
        let action = CommandAction::AddProvisionalPerson(person);
        let expected = (RefusalCode::FieldInvalid, field);
        siege.refuses_command(&sanne, at.sanne, action, expected);
    }
}

#[test]
fn hostile_here_today_on_a_group_that_is_not_ones_own() {
    let siege = Siege::lay();
    let at = siege.at;
    let here = CommandAction::HereToday(at.rupsen);
    for asker in [at.karim, at.samira, at.nadia, at.ingrid] {
        let app = siege.device_of(asker);
        siege.refuses_command(&app, asker, here.clone(), NOT_ALLOWED);
    }
    let nowhere = CommandAction::HereToday(GroupId([9; 16]));
    let sanne = siege.device_of(at.sanne);
    siege.refuses_command(&sanne, at.sanne, nowhere, NOT_ALLOWED);
}
