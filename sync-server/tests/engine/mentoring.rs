//! A mentor's children pass on in one change, and a lost device's list says what it could have held.

use samenspel_model::ids::CircleId;
use samenspel_model::series::DocumentKind;
use samenspel_model::series::{Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{HoldReason, Outcome};
use samenspel_rules::directory::{Authority, Circle, Holder, Mentorship, Parenthood, Record, Span};
use samenspel_rules::policy::may_read;
use sync_server::audit::Action;
use sync_server::engine::{MentorChange, MentorError};

use crate::world::*;

const CIRCLE: CircleId = CircleId([0x51; 16]);

fn mentored() -> World {
    let world = World::new();
    world.change(Record::Mentorship(Mentorship {
        child: NOOR,
        person: FATIMA,
        deputy: false,
        during: Span::since(MORNING),
    }));
    world.manages(INGRID, None);
    world.pass(UnixMillis::HOUR_MS);
    world
}

fn leaving() -> MentorChange {
    MentorChange {
        from: FATIMA,
        to: JOKE,
        children: Vec::new(),
        leaves: true,
        manager: INGRID,
    }
}

fn channel() -> Series {
    Series {
        org: ORG,
        kind: DocumentKind::ParentChannel,
        subject: Subject::ChildParent(NOOR, SAMIRA),
    }
}

#[test]
fn a_mentor_who_leaves_passes_everything_on_at_one_position() {
    let world = mentored();
    world.change(Record::Circle(Circle {
        id: CIRCLE,
        members: vec![FATIMA, PIETER],
        during: Span::since(MORNING),
    }));
    let before = world.org().statistics().unwrap().last_position;
    let changed = world.org().change_mentor(&leaving()).unwrap();
    assert_eq!((changed.children, changed.circles), (1, 1));
    assert_eq!(world.org().statistics().unwrap().last_position, before + 1);
    let directory = world.org().directory();
    let reads = |person| may_read(&directory, &Holder::Person(person), &channel(), world.now());
    assert!(!reads(FATIMA) && reads(JOKE));
    assert!(directory.circle(CIRCLE).unwrap().members.contains(&JOKE));
    assert_eq!(directory.person(FATIMA).unwrap().left_at, Some(world.now()));
    let rows = world.org().audit_after(0, 1_000).unwrap();
    assert_eq!(rows.last().unwrap().action, Some(Action::MentorChanged));
}

fn is_parent(
    world: &World,
    person: samenspel_model::ids::PersonId,
    child: samenspel_model::ids::ChildId,
) {
    world.change(Record::Parenthood(Parenthood {
        child,
        person,
        authority: Authority::Full,
        carer: false,
        earlier_names: Vec::new(),
        collection_barred: false,
        during: Span::since(MORNING),
    }));
}

#[test]
fn who_leaves_as_staff_stays_what_she_is_as_a_parent() {
    let world = mentored();
    is_parent(&world, FATIMA, DAAN);
    world.change(Record::Circle(Circle {
        id: CIRCLE,
        members: vec![FATIMA, PIETER],
        during: Span::since(MORNING),
    }));
    let changed = world.org().change_mentor(&leaving()).unwrap();
    assert!(changed.stays_as_parent);
    let directory = world.org().directory();
    let reads =
        |series: &Series| may_read(&directory, &Holder::Person(FATIMA), series, world.now());
    let own = Series {
        subject: Subject::ChildParent(DAAN, FATIMA),
        ..channel()
    };
    let journal = Series {
        kind: DocumentKind::Journal,
        subject: Subject::Child(NOOR),
        ..channel()
    };
    assert!(reads(&own) && !reads(&channel()) && !reads(&journal));
    assert_eq!(directory.circle(CIRCLE).unwrap().members, [PIETER, JOKE]);
    let mut work = directory.assignments_of(FATIMA);
    assert!(work.all(|it| it.during.has_ended(world.now())));
}

#[test]
fn no_child_passes_on_to_its_own_parent() {
    let world = mentored();
    is_parent(&world, JOKE, NOOR);
    let refused = world.org().change_mentor(&leaving()).unwrap_err();
    assert!(matches!(refused, MentorError::Parent), "{refused}");
}

#[test]
fn her_old_phone_reads_nothing_and_what_it_still_held_is_judged() {
    let world = mentored();
    let mut fatima = world.phone(FATIMA, 0x21);
    let before = fatima.handover("before she left", world.now());
    world.pass(UnixMillis::MINUTE_MS);
    world.org().change_mentor(&leaving()).unwrap();
    world.pass(UnixMillis::MINUTE_MS);
    let after = fatima.handover("after she left", world.now());
    let mut request = fatima.request(&[before, after], world.now());
    request.list_documents = true;
    request.cursor = Some(start(&world));
    let response = world.send(&mut fatima, &request).unwrap();
    assert!(matches!(response.outcomes[0], Outcome::Stored { .. }));
    let why = HoldReason::AccessEnded;
    assert_eq!(response.outcomes[1], Outcome::Held { why });
    assert_eq!(response.documents, Some(Vec::new()));
    assert!(response.page.entries.is_empty());
}

#[test]
fn a_deputy_becomes_the_mentor_and_a_mentor_never_a_deputy() {
    let world = mentored();
    let deputy = Mentorship {
        child: NOOR,
        person: JOKE,
        deputy: true,
        during: Span::since(MORNING),
    };
    world.change(Record::Mentorship(deputy));
    let change = MentorChange {
        leaves: false,
        children: vec![NOOR],
        ..leaving()
    };
    world.org().change_mentor(&change).unwrap();
    let directory = world.org().directory();
    let mentors: Vec<_> = directory
        .mentors_of(NOOR)
        .filter(|it| it.during.contains(world.now()))
        .map(|it| (it.person, it.deputy))
        .collect();
    assert_eq!(mentors, [(JOKE, false)]);
    // Back again, from the mentor to nobody's deputy.
    let back = MentorChange {
        from: JOKE,
        to: FATIMA,
        ..change
    };
    world.org().change_mentor(&back).unwrap();
    assert_eq!(
        world.org().directory().person(FATIMA).unwrap().left_at,
        None
    );
}

#[test]
fn nothing_passes_on_to_somebody_who_does_not_work_there_or_without_a_manager() {
    let world = mentored();
    let before = world.org().statistics().unwrap().last_position;
    let to_a_parent = MentorChange {
        to: SAMIRA,
        ..leaving()
    };
    let by_a_colleague = MentorChange {
        manager: JOKE,
        ..leaving()
    };
    let other_child = MentorChange {
        children: vec![DAAN],
        ..leaving()
    };
    let to_herself = MentorChange {
        to: FATIMA,
        ..leaving()
    };
    let tried = [to_a_parent, by_a_colleague, other_child, to_herself];
    let errors = tried.map(|change| world.org().change_mentor(&change).unwrap_err());
    assert!(matches!(
        errors[0],
        MentorError::NotOnTheGroup { children: 1 }
    ));
    assert!(matches!(errors[1], MentorError::NotTheManager));
    assert!(matches!(errors[2], MentorError::NotTheMentor));
    assert!(matches!(errors[3], MentorError::Same));
    assert_eq!(world.org().statistics().unwrap().last_position, before);
}

#[test]
fn a_lost_devices_list_names_what_its_holder_could_read_when_it_was_last_here() {
    let world = mentored();
    let mut fatima = world.phone(FATIMA, 0x21);
    let notes = [0, 1].map(|_| fatima.handover("a note", world.now()));
    world.push(&mut fatima, &notes);
    world.pull(&mut fatima);
    let contact = world.now();
    world.pass(UnixMillis::DAY_MS);
    world.change(Record::Device(fatima.record(Some(world.now()), MORNING)));
    let exposure = world.org().could_have_held(&fatima.id).unwrap().unwrap();
    assert_eq!(exposure.last_contact, Some(contact));
    let listed: Vec<_> = exposure
        .series
        .iter()
        .map(|it| (it.series.kind, it.documents, it.entries))
        .collect();
    assert_eq!(listed, [(DocumentKind::Handover, 1, 2)]);
    let samira = world.phone(SAMIRA, 0x24);
    let hers = world.org().could_have_held(&samira.id).unwrap().unwrap();
    assert!(hers.series.is_empty(), "a parent reads no hand-overs");
    let stranger = samenspel_model::ids::DeviceId([9; 16]);
    assert_eq!(world.org().could_have_held(&stranger).unwrap(), None);
}
