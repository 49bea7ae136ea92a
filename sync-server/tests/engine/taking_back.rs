//! How much a person may ask of the directory, and taking back what was asked for: circles, day grants,
//! provisional people, invitations, one's own devices.

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{CircleId, DeviceId, GrantId, InvitationId, PersonId};
use samenspel_model::limits;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{Circle, DayGrant, Holder, Person, Record, Span, view};

use crate::enrolling::{ask, enrol_request};
use crate::world::*;

fn id(number: u64) -> [u8; 16] {
    let mut id = [7; 16];
    id[8..].copy_from_slice(&number.to_be_bytes());
    id
}

fn circle(number: u64, members: &[PersonId], from: UnixMillis) -> CommandAction {
    CommandAction::OpenCircle(Circle {
        id: CircleId(id(number)),
        members: members.to_vec(),
        during: Span::since(from),
    })
}

fn grant(number: u64, to: PersonId, from: UnixMillis) -> CommandAction {
    CommandAction::GrantDay(DayGrant {
        id: GrantId(id(number)),
        group: GROUP,
        person: to,
        granted_by: FATIMA,
        during: Span {
            from,
            until: Some(from.plus_ms(9 * UnixMillis::HOUR_MS)),
        },
    })
}

fn provisional(number: u64) -> CommandAction {
    CommandAction::AddProvisionalPerson(Person {
        id: PersonId(id(number)),
        first_name: "Olena".into(),
        last_name: String::new(),
        languages: vec![],
        left_at: None,
    })
}

fn too_many(what: &str) -> Outcome {
    Outcome::Refused {
        code: RefusalCode::TooMany,
        args: vec![what.into()],
    }
}

#[test]
fn what_one_person_makes_in_a_day_is_bounded_by_kind_and_another_day_is_another() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let flood = |phone: &mut Phone, most: u64, action: &dyn Fn(u64) -> CommandAction| {
        for number in 0..most {
            let outcome = ask(&world, phone, action(number));
            assert!(is_stored(&outcome), "{number}: {outcome:?}");
        }
        ask(&world, phone, action(most))
    };
    let now = world.now();
    let people = flood(
        &mut fatima,
        limits::PROVISIONAL_PEOPLE_PER_DAY_MAX,
        &provisional,
    );
    assert_eq!(people, too_many("people"));
    let substitute = |number| grant(number, OLENA, now);
    let grants = flood(&mut fatima, limits::DAY_GRANTS_PER_DAY_MAX, &substitute);
    assert_eq!(grants, too_many("day_grants"));
    let version = |world: &World| world.org().directory().len();
    let before = version(&world);
    assert_eq!(
        ask(&world, &mut fatima, provisional(200)),
        too_many("people")
    );
    assert_eq!(version(&world), before, "what is refused leaves nothing");
    // One person's flood is nobody else's.
    assert!(is_stored(&ask(&world, &mut joke, provisional(100))));
    world.pass(UnixMillis::DAY_MS);
    assert!(is_stored(&ask(&world, &mut fatima, provisional(101))));
}

#[test]
fn circles_that_somebody_holds_open_are_bounded_and_closing_one_makes_room() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let now = world.now();
    let most = u64::try_from(limits::CIRCLES_OPENED_MAX).unwrap();
    for number in 0..most {
        let outcome = ask(&world, &mut fatima, circle(number, &[FATIMA, JOKE], now));
        assert!(is_stored(&outcome), "{number}: {outcome:?}");
    }
    let full = ask(&world, &mut fatima, circle(most, &[FATIMA, JOKE], now));
    assert_eq!(full, too_many("circles"));
    // Nor tomorrow, while they are open.
    world.pass(UnixMillis::DAY_MS);
    let full = ask(&world, &mut fatima, circle(most, &[FATIMA, JOKE], now));
    assert_eq!(full, too_many("circles"));
    let close = CommandAction::CloseCircle(CircleId(id(0)));
    assert!(is_stored(&ask(&world, &mut fatima, close)));
    let room = ask(&world, &mut fatima, circle(most, &[FATIMA, JOKE], now));
    assert!(is_stored(&room), "{room:?}");
}

#[test]
fn what_a_phone_gets_of_circles_is_bounded_however_many_people_name_its_owner() {
    let world = World::new();
    let now = world.now();
    let most = u64::try_from(limits::CIRCLES_OF_MEMBER_MAX).unwrap();
    // 32 members each, as large as they may be; opened by others.
    let members: Vec<PersonId> = (0..31).map(|it| PersonId(id(1_000 + it))).collect();
    let everybody = [&members[..], &[FATIMA]].concat();
    let records = members.iter().map(|id| {
        Record::Person(Person {
            id: *id,
            first_name: "Iemand".into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        })
    });
    let circles = (0..most).map(|number| {
        Record::Circle(Circle {
            id: CircleId(id(number)),
            members: everybody.clone(),
            during: Span::since(now),
        })
    });
    let all: Vec<Record> = records.chain(circles).collect();
    world.org().change_directory(&all, &[]).unwrap();
    let fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let some = u64::try_from(limits::CIRCLES_OF_CROWDED_MEMBER_MAX).unwrap();
    for number in most..most + some {
        let outcome = ask(&world, &mut joke, circle(number, &[FATIMA, JOKE], now));
        assert!(is_stored(&outcome), "{number}: {outcome:?}");
    }
    let full = ask(&world, &mut joke, circle(200, &[FATIMA, JOKE], now));
    assert_eq!(full, too_many("circles"));
    let without_her = ask(&world, &mut joke, circle(201, &[JOKE, INGRID], now));
    assert!(is_stored(&without_her), "{without_her:?}");
    let directory = world.org().directory();
    let device = directory.device(fatima.id).unwrap();
    let bytes = encode(&view(&directory, device, now)).len();
    assert!(bytes < 128 * 1024, "{bytes} bytes of directory");
}

#[test]
fn a_few_who_name_one_coach_in_all_their_circles_shut_nobody_out() {
    let world = World::new();
    world.manages(INGRID, None);
    let now = world.now();
    // Four people at work here, who all name Ingrid as often as they may.
    let mut number = 0;
    for who in 0..4u8 {
        let person = PersonId([0xa0 + who; 16]);
        world.change(Record::Person(Person {
            id: person,
            first_name: "Iemand".into(),
            last_name: String::new(),
            languages: vec![],
            left_at: None,
        }));
        world.change(assignment(person, None));
        let mut phone = world.phone(person, 0x30 + who);
        for _ in 0..limits::CIRCLES_OPENED_MAX {
            let outcome = ask(&world, &mut phone, circle(number, &[person, INGRID], now));
            assert!(is_stored(&outcome), "{number}: {outcome:?}");
            number += 1;
        }
    }
    // A colleague asks her, a parent escalates to her, and she herself opens one.
    for (person, device) in [(JOKE, 0x22), (SAMIRA, 0x23)] {
        let mut phone = world.phone(person, device);
        number += 1;
        let outcome = ask(&world, &mut phone, circle(number, &[person, INGRID], now));
        assert!(is_stored(&outcome), "{person:?}: {outcome:?}");
    }
    let mut ingrid = world.phone(INGRID, 0x24);
    let outcome = ask(
        &world,
        &mut ingrid,
        circle(number + 1, &[INGRID, JOKE], now),
    );
    assert!(is_stored(&outcome), "{outcome:?}");
}

#[test]
fn circles_in_which_others_name_a_parent_leave_the_parents_own_way_open() {
    let world = World::new();
    world.manages(INGRID, None);
    let now = world.now();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut ingrid = world.phone(INGRID, 0x22);
    let most = u64::try_from(limits::PARENT_CIRCLES_MAX).unwrap();
    for number in 0..most {
        for (phone, number) in [(&mut fatima, number), (&mut ingrid, 100 + number)] {
            let members = [phone.person, SAMIRA];
            let outcome = ask(&world, phone, circle(number, &members, now));
            assert!(is_stored(&outcome), "{number}: {outcome:?}");
        }
    }
    let mut samira = world.phone(SAMIRA, 0x23);
    let outcome = ask(&world, &mut samira, circle(200, &[SAMIRA, INGRID], now));
    assert!(is_stored(&outcome), "{outcome:?}");
}

#[test]
fn what_the_groups_tablet_asks_in_somebodys_name_leaves_her_own_phone_its_share() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut tablet = world.device(Holder::Group(GROUP), FATIMA, 0x31);
    let now = world.now();
    for number in 0..limits::DAY_GRANTS_PER_DAY_MAX {
        let outcome = ask(&world, &mut tablet, grant(number, OLENA, now));
        assert!(is_stored(&outcome), "{number}: {outcome:?}");
    }
    for number in 0..limits::PROVISIONAL_PEOPLE_PER_DAY_MAX {
        let outcome = ask(&world, &mut tablet, provisional(number));
        assert!(is_stored(&outcome), "{number}: {outcome:?}");
    }
    let full = ask(&world, &mut tablet, grant(100, OLENA, now));
    assert_eq!(full, too_many("day_grants"));
    let full = ask(&world, &mut tablet, provisional(100));
    assert_eq!(full, too_many("people"));
    assert!(is_stored(&ask(&world, &mut fatima, grant(101, OLENA, now))));
    assert!(is_stored(&ask(&world, &mut fatima, provisional(101))));
}

#[test]
fn a_closed_circle_is_read_for_its_term_written_by_nobody_and_sent_to_no_phone() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let mut samira = world.phone(SAMIRA, 0x23);
    let now = world.now();
    assert!(is_stored(&ask(
        &world,
        &mut fatima,
        circle(1, &[FATIMA, JOKE], now)
    )));
    let note = |phone: &mut Phone| {
        let case = Subject::Case(CircleId(id(1)));
        let (kind, at) = (DocumentKind::Circle, world.now());
        let entry = phone.note(kind, case, "question", &[("text", text("How?"))], at);
        SignedEntry::sign(&entry, &phone.key)
    };
    let first = note(&mut fatima);
    assert!(is_stored(&world.push(&mut fatima, &[first])[0]));
    let listed = |phone: &mut Phone| {
        let mut request = phone.request(&[], world.now());
        request.list_documents = true;
        world
            .send(phone, &request)
            .unwrap()
            .documents
            .unwrap()
            .len()
    };
    let open = listed(&mut joke);
    let close = || CommandAction::CloseCircle(CircleId(id(1)));
    // Not by somebody who is not in it, and no word on whether it exists.
    let refused = ask(&world, &mut samira, close());
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    let nowhere = CommandAction::CloseCircle(CircleId([1; 16]));
    let refused = ask(&world, &mut samira, nowhere);
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    world.pass(1_000);
    assert!(is_stored(&ask(&world, &mut joke, close())));
    assert!(is_stored(&ask(&world, &mut joke, close())), "closed twice");
    let directory = world.org().directory();
    let device = directory.device(joke.id).unwrap();
    let sent = view(&directory, device, world.now());
    assert!(!sent.iter().any(|it| matches!(it, Record::Circle(_))));
    assert_eq!(listed(&mut joke), open, "still read");
    world.pass(1_000);
    let late = note(&mut joke);
    assert!(!is_stored(&world.push(&mut joke, &[late])[0]));
    world.pass(limits::CIRCLE_TERM_MS - 1_001);
    assert_eq!(listed(&mut joke), open, "to the last moment");
    world.pass(1);
    assert_eq!(listed(&mut joke), open - 1);
}

#[test]
fn a_day_is_ended_by_who_gave_it_and_by_who_may_let_in_there() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let mut samira = world.phone(SAMIRA, 0x23);
    let now = world.now();
    for number in [1, 2] {
        assert!(is_stored(&ask(
            &world,
            &mut fatima,
            grant(number, OLENA, now)
        )));
    }
    let end = |number| CommandAction::EndDayGrant(GrantId(id(number)));
    let refused = ask(&world, &mut samira, end(1));
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    assert!(is_stored(&ask(&world, &mut fatima, end(1))));
    assert!(is_stored(&ask(&world, &mut joke, end(2))));
    let directory = world.org().directory();
    assert!(
        directory
            .grants_of(OLENA)
            .all(|it| it.during.has_ended(world.now()))
    );
}

#[test]
fn a_provisional_person_is_taken_back_as_long_as_nothing_names_her() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    for number in [1, 2] {
        assert!(is_stored(&ask(&world, &mut fatima, provisional(number))));
    }
    let olena = PersonId(id(2));
    assert!(is_stored(&ask(
        &world,
        &mut fatima,
        grant(1, olena, world.now())
    )));
    let back = |number| CommandAction::WithdrawPerson(PersonId(id(number)));
    let not_allowed = Some(RefusalCode::NotAllowed);
    assert_eq!(refusal(&ask(&world, &mut joke, back(1))), not_allowed);
    assert_eq!(
        refusal(&ask(&world, &mut fatima, back(2))),
        not_allowed,
        "let in"
    );
    let real = CommandAction::WithdrawPerson(SAMIRA);
    assert_eq!(refusal(&ask(&world, &mut fatima, real)), not_allowed);
    assert!(is_stored(&ask(&world, &mut fatima, back(1))));
    assert!(world.org().directory().person(PersonId(id(1))).is_none());
    assert!(world.org().directory().person(olena).is_some());
}

#[test]
fn an_invitation_is_taken_back_and_ones_own_device_revoked_with_what_it_let_in() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut joke = world.phone(JOKE, 0x22);
    let invite = |code: &[u8], number| {
        CommandAction::Invite(InvitationRequest {
            id: InvitationId([number; 16]),
            holder: Holder::Person(FATIMA),
            code_hash: invitation_code_hash(code),
        })
    };
    let stranger = |number: u8| Phone {
        id: DeviceId([number; 16]),
        holder: Holder::Person(FATIMA),
        person: FATIMA,
        key: samenspel_model::entry::DeviceKey::from_bytes(&[number; 32]),
        random: Counter(u64::from(number) << 32),
        cursor: None,
    };
    let codes: [&[u8]; 2] = [b"sixteen bytes...", b"another sixteen."];
    assert!(is_stored(&ask(&world, &mut fatima, invite(codes[0], 1))));
    assert!(is_stored(&ask(&world, &mut fatima, invite(codes[1], 2))));
    let back = |number| CommandAction::WithdrawInvitation(InvitationId([number; 16]));
    let refused = ask(&world, &mut joke, back(1));
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    assert!(is_stored(&ask(&world, &mut fatima, back(1))));
    let refused = world.org().enrol(&enrol_request(&stranger(0x41), codes[0]));
    assert_eq!(refused, Err(RequestError::InvitationExpired));
    let mut second = stranger(0x42);
    world
        .org()
        .enrol(&enrol_request(&second, codes[1]))
        .unwrap();
    // Each of them is shown to the other, with who let it in.
    let directory = world.org().directory();
    let device = directory.device(fatima.id).unwrap();
    let shown = view(&directory, device, world.now());
    assert!(shown.iter().any(
        |it| matches!(it, Record::Device(it) if it.id == second.id && it.let_in_by == Some(fatima.id))
    ));
    let revoke = |phone: &Phone| CommandAction::RevokeDevice(phone.id);
    let refused = ask(&world, &mut joke, revoke(&fatima));
    assert_eq!(refusal(&refused), Some(RefusalCode::NotAllowed));
    let mut third = world.phone(FATIMA, 0x24);
    assert!(is_stored(&ask(&world, &mut third, revoke(&fatima))));
    let empty = fatima.request(&[], world.now());
    let told = world.send(&mut fatima, &empty);
    assert_eq!(told, Err(RequestError::DeviceRevoked));
    let empty = second.request(&[], world.now());
    let told = world.send(&mut second, &empty);
    assert_eq!(told, Err(RequestError::DeviceSuspended));
}
