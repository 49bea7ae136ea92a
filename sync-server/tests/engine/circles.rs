//! Who may open a circle with whom: a parent with the manager of a child's location and nobody else, a
//! trainee with the professionals of her group. Everything else is refused.

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{CircleId, GrantId, LocationId, PersonId};
use samenspel_model::limits::PARENT_CIRCLES_MAX;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_protocol::CommandAction;
use samenspel_rules::directory::{
    Assignment, Authority, Circle, DayGrant, GroupRole, Holder, Location, Office, OfficeRole,
    Parenthood, Person, Record, Span,
};

use crate::enrolling::{ask, command};
use crate::people::always;
use crate::world::*;

const TIM: PersonId = PersonId([0x31; 16]);
const FAR_MANAGER: PersonId = PersonId([0x32; 16]);
const COACH: PersonId = PersonId([0x33; 16]);

fn world() -> World {
    let world = World::new();
    let person = |id, first_name: &str| {
        Record::Person(Person {
            id,
            first_name: first_name.into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        })
    };
    let office = |person, role, location| {
        Record::Office(Office {
            person,
            role,
            location,
            during: always(),
        })
    };
    let far = LocationId([0x34; 16]);
    for record in [
        person(TIM, "Tim"),
        person(FAR_MANAGER, "Bas"),
        person(COACH, "Anna"),
        Record::Location(Location {
            id: far,
            name: "Elders".into(),
        }),
        office(FAR_MANAGER, OfficeRole::Manager, Some(far)),
        office(COACH, OfficeRole::Coach, None),
        Record::Assignment(Assignment {
            person: TIM,
            group: GROUP,
            role: GroupRole::Trainee,
            during: always(),
        }),
    ] {
        world.change(record);
    }
    world
}

fn circle(number: u8, members: &[PersonId], from: UnixMillis) -> CommandAction {
    CommandAction::OpenCircle(Circle {
        id: CircleId([0x80 | number; 16]),
        members: members.to_vec(),
        during: Span::since(from),
    })
}

fn escalation(phone: &mut Phone, number: u8, at: UnixMillis) -> SignedEntry {
    let fields = [
        ("to", text("manager")),
        ("text", text("Wilt u mij bellen?")),
    ];
    let subject = Subject::Case(CircleId([0x80 | number; 16]));
    let entry = phone.note(DocumentKind::Circle, subject, "escalation", &fields, at);
    SignedEntry::sign(&entry, &phone.key)
}

fn is_refused(outcome: &Outcome) -> bool {
    refusal(outcome) == Some(RefusalCode::NotAllowed)
}

#[test]
fn a_parent_opens_a_circle_with_the_manager_and_writes_in_it_in_one_request() {
    let world = world();
    let mut samira = world.phone(SAMIRA, 0x41);
    let now = world.now();
    let note = escalation(&mut samira, 1, now);
    let mut request = samira.request(std::slice::from_ref(&note), now);
    request.commands = vec![command(&mut samira, circle(1, &[SAMIRA, INGRID], now), now)];
    let response = world.send(&mut samira, &request).unwrap();
    assert!(is_stored(&response.command_outcomes[0]), "{response:?}");
    assert!(is_stored(&response.outcomes[0]), "{response:?}");

    let from = start(&world);
    let reads = |person, number| {
        let mut phone = world.phone(person, number);
        phone.cursor = Some(from);
        keys(&world.pull(&mut phone)).contains(&key_of(&note))
    };
    assert!(reads(INGRID, 0x42));
    assert!(!reads(FATIMA, 0x43));
    assert!(!reads(PIETER, 0x44));
}

#[test]
fn a_parent_opens_no_other_circle() {
    let world = world();
    let mut samira = world.phone(SAMIRA, 0x41);
    let now = world.now();
    for (number, members) in [
        &[SAMIRA, FATIMA][..],
        &[SAMIRA, INGRID, FATIMA],
        &[SAMIRA, INGRID, PIETER],
        &[SAMIRA, FAR_MANAGER],
        &[SAMIRA, INGRID, FAR_MANAGER],
        &[SAMIRA, COACH],
        &[SAMIRA],
        &[INGRID],
        &[PIETER, INGRID],
        &[],
    ]
    .into_iter()
    .enumerate()
    {
        let action = circle(number as u8 + 1, members, now);
        let outcome = ask(&world, &mut samira, action);
        assert!(is_refused(&outcome), "{members:?}: {outcome:?}");
    }
    let directory = world.org().directory();
    assert_eq!(directory.circles_of(SAMIRA).count(), 0);
    assert_eq!(directory.circles_of(INGRID).count(), 0);
    // Nor does a note get anywhere by itself.
    let note = escalation(&mut samira, 1, now);
    let outcome = world.push(&mut samira, &[note]).remove(0);
    assert_eq!(refusal(&outcome), Some(RefusalCode::UnknownSubject));
}

#[test]
fn who_is_no_parent_any_more_or_whose_manager_left_opens_none() {
    let world = world();
    let mut samira = world.phone(SAMIRA, 0x41);
    let now = world.now();
    let until = now.plus_ms(UnixMillis::HOUR_MS);
    world.change(Record::Parenthood(Parenthood {
        child: NOOR,
        person: SAMIRA,
        authority: Authority::Full,
        carer: false,
        collection_barred: false,
        earlier_names: Vec::new(),
        during: Span {
            until: Some(until),
            ..always()
        },
    }));
    let with_manager = |number| circle(number, &[SAMIRA, INGRID], now);
    assert!(is_stored(&ask(&world, &mut samira, with_manager(1))));
    world.pass(2 * UnixMillis::HOUR_MS);
    assert!(is_refused(&ask(&world, &mut samira, with_manager(2))));

    let mut pieter = world.phone(PIETER, 0x42);
    world.change(Record::Office(Office {
        person: INGRID,
        role: OfficeRole::Manager,
        location: None,
        during: Span {
            until: Some(world.now()),
            ..always()
        },
    }));
    let outcome = ask(&world, &mut pieter, circle(3, &[PIETER, INGRID], now));
    assert!(is_refused(&outcome));
}

#[test]
fn a_parents_open_circles_are_bounded_and_a_group_device_opens_none() {
    let world = world();
    let mut samira = world.phone(SAMIRA, 0x41);
    let now = world.now();
    for number in 1..=PARENT_CIRCLES_MAX as u8 {
        let outcome = ask(&world, &mut samira, circle(number, &[SAMIRA, INGRID], now));
        assert!(is_stored(&outcome), "{number}: {outcome:?}");
    }
    let one_more = circle(0x70, &[SAMIRA, INGRID], now);
    let outcome = ask(&world, &mut samira, one_more);
    assert_eq!(refusal(&outcome), Some(RefusalCode::TooMany));

    let mut tablet = world.device(Holder::Group(GROUP), FATIMA, 0x43);
    let outcome = ask(&world, &mut tablet, circle(0x71, &[FATIMA, INGRID], now));
    let needs = Some(RefusalCode::PersonalProfileRequired);
    assert_eq!(refusal(&outcome), needs);
    // Nor does it close one in the name of whoever opened it.
    let mut fatima = world.phone(FATIMA, 0x44);
    let outcome = ask(&world, &mut fatima, circle(0x71, &[FATIMA, INGRID], now));
    assert!(is_stored(&outcome), "{outcome:?}");
    let close = CommandAction::CloseCircle(CircleId([0xf1; 16]));
    assert_eq!(refusal(&ask(&world, &mut tablet, close)), needs);
}

#[test]
fn a_circle_lasts_within_reason_and_what_is_made_has_an_id_of_its_own() {
    let world = world();
    let mut fatima = world.phone(FATIMA, 0x41);
    let now = world.now();
    let year = 366 * UnixMillis::DAY_MS;
    let opened = |id: [u8; 16], from: i64, until: Option<i64>| {
        CommandAction::OpenCircle(Circle {
            id: CircleId(id),
            members: vec![FATIMA, JOKE],
            during: Span {
                from: UnixMillis(from),
                until: until.map(UnixMillis),
            },
        })
    };
    let far = 1 << 62;
    for (from, until) in [
        (-far, Some(far)),
        (now.0 - year - 1, None),
        (now.0 + 31 * year, None),
        (i64::MIN, None),
        (i64::MAX, None),
        (now.0, Some(now.0 + 11 * year)),
        (now.0, Some(i64::MAX)),
    ] {
        let outcome = ask(&world, &mut fatima, opened([9; 16], from, until));
        assert_eq!(outcome, invalid("during"), "{from} {until:?}");
    }
    let taken = [NOOR.0, GROUP.0, LOCATION.0, ORG.0, [0; 16]];
    for id in taken {
        let outcome = ask(&world, &mut fatima, opened(id, now.0, None));
        assert_eq!(outcome, invalid("id"));
        let person = CommandAction::AddProvisionalPerson(Person {
            id: PersonId(id),
            first_name: "Olena".into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        });
        assert_eq!(ask(&world, &mut fatima, person), invalid("id"));
        let grant = CommandAction::GrantDay(DayGrant {
            id: GrantId(id),
            group: GROUP,
            person: OLENA,
            granted_by: FATIMA,
            during: Span {
                from: now,
                until: Some(now.plus_ms(UnixMillis::HOUR_MS)),
            },
        });
        assert_eq!(ask(&world, &mut fatima, grant), invalid("id"));
    }
    let outcome = ask(
        &world,
        &mut fatima,
        opened([9; 16], now.0, Some(now.0 + year)),
    );
    assert!(is_stored(&outcome), "{outcome:?}");
}

fn invalid(field: &str) -> Outcome {
    Outcome::Refused {
        code: RefusalCode::FieldInvalid,
        args: vec![field.into()],
    }
}

#[test]
fn a_trainee_opens_a_circle_with_her_groups_professionals_and_proposes_there() {
    let world = world();
    let mut tim = world.phone(TIM, 0x41);
    let now = world.now();
    for members in [&[TIM, INGRID][..], &[TIM, FATIMA, SAMIRA], &[TIM]] {
        assert!(is_refused(&ask(&world, &mut tim, circle(1, members, now))));
    }
    let fields = [("for_kind", text("notice")), ("text", text("Noor lachte."))];
    let subject = Subject::Case(CircleId([0x82; 16]));
    let entry = tim.note(DocumentKind::Circle, subject, "proposal", &fields, now);
    let proposal = SignedEntry::sign(&entry, &tim.key);
    let mut request = tim.request(&[proposal], now);
    let open = circle(2, &[TIM, FATIMA, JOKE], now);
    request.commands = vec![command(&mut tim, open, now)];
    let response = world.send(&mut tim, &request).unwrap();
    assert!(is_stored(&response.command_outcomes[0]), "{response:?}");
    assert!(is_stored(&response.outcomes[0]), "{response:?}");
}

#[test]
fn a_phone_whose_clock_runs_ahead_opens_its_circle_now() {
    let world = world();
    let mut samira = world.phone(SAMIRA, 0x41);
    let ahead = world.now().plus_ms(365 * UnixMillis::DAY_MS);
    let outcome = ask(&world, &mut samira, circle(1, &[SAMIRA, INGRID], ahead));
    assert!(is_stored(&outcome));
    let note = escalation(&mut samira, 1, world.now());
    assert!(is_stored(&world.push(&mut samira, &[note])[0]));
}
