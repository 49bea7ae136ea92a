//! Inviting from a command beside the server, which looks up what it needs and no more.

use samenspel_model::ids::{InvitationId, PersonId};
use samenspel_model::limits;
use samenspel_protocol::invitation_code_hash;
use samenspel_rules::directory::{Holder, Office, OfficeRole, Person, Record, Span, WorkDays};
use sync_server::engine::{EngineError, Inviting, Standing};

use crate::enrolling::{enrol_request, stranger};
use crate::restoring::{LOG, back_up, copy};
use crate::world::*;

const CODE: &[u8] = b"sixteen bytes...";

fn inviting(world: &World, person: PersonId) -> Inviting {
    let holder = Holder::Person(person);
    let random = Box::new(Counter(1 << 51));
    Inviting::open(
        &world.path(),
        ORG,
        holder,
        world.clock.clone(),
        random,
        gate(),
    )
    .unwrap()
}

fn invite(world: &World, person: PersonId, number: u8) -> Result<(), EngineError> {
    let hash = invitation_code_hash(&[CODE, &[number]].concat());
    inviting(world, person).invite(InvitationId([number; 16]), hash)
}

#[test]
fn a_command_invites_beside_the_server_and_the_server_lets_in() {
    let world = World::new();
    let mut joke = world.phone(JOKE, 0x22);
    world.pull(&mut joke);
    invite(&world, FATIMA, 1).unwrap();
    let request = enrol_request(&stranger(0x41), &[CODE, &[1]].concat());
    let response = world.org().enrol(&request).unwrap();
    assert_eq!(response.holder, Holder::Person(FATIMA));
    // What it wrote is the server's, which goes on.
    let note = joke.handover("afterwards", world.now());
    assert!(is_stored(&world.push(&mut joke, &[note])[0]));
    assert!(world.org().verify_audit(&[]).is_ok());
}

#[test]
fn a_command_invites_nobody_whom_the_directory_does_not_know() {
    let world = World::new();
    assert!(inviting(&world, FATIMA).is_known());
    let nobody = PersonId([0x77; 16]);
    assert!(!inviting(&world, nobody).is_known());
    let refused = invite(&world, nobody, 1);
    assert!(matches!(refused, Err(EngineError::UnknownHolder)));
}

#[test]
fn a_command_counts_the_devices_of_the_invited_one_and_of_nobody_else() {
    let world = World::new();
    world.phone(JOKE, 0x22);
    let most = u8::try_from(limits::DEVICES_PER_PERSON_MAX).unwrap();
    let phones: Vec<Phone> = (1..=most)
        .map(|it| world.phone(FATIMA, 0x40 + it))
        .collect();
    let refused = invite(&world, FATIMA, 1);
    assert!(matches!(refused, Err(EngineError::TooManyDevices)));
    let revoked = phones[0].record(Some(world.now()), world.now());
    world.change(Record::Device(revoked));
    invite(&world, FATIMA, 2).unwrap();
}

#[test]
fn a_command_that_opens_a_restored_log_first_ends_what_had_ended() {
    let mut world = World::new();
    let fatima = world.phone(FATIMA, 0x21);
    let backup = back_up(&mut world);
    let revoked = fatima.record(Some(world.now()), world.now());
    world.change(Record::Device(revoked));
    world.close();
    copy(&LOG, &backup, &world.path());
    // The command is the first to see it, and begins the log's new life.
    let command = inviting(&world, JOKE);
    let hash = invitation_code_hash(CODE);
    command.invite(InvitationId([1; 16]), hash).unwrap();
    drop(command);
    world.reopen();
    let directory = world.org().directory();
    assert!(directory.device(fatima.id).unwrap().revoked_at.is_some());
    let request = enrol_request(&stranger(0x41), CODE);
    assert_eq!(
        world.org().enrol(&request).unwrap().holder,
        Holder::Person(JOKE)
    );
}

#[test]
fn a_command_invites_nobody_without_a_role_and_a_substitute_with_days_of_work() {
    let world = World::new();
    let somebody = PersonId([0x77; 16]);
    world.change(Record::Person(Person {
        id: somebody,
        first_name: "Iemand".into(),
        last_name: String::new(),
        languages: Vec::new(),
        left_at: None,
    }));
    let refused = invite(&world, somebody, 1);
    assert!(matches!(refused, Err(EngineError::NoRole)));
    let during = Span {
        from: world.now().plus_ms(-10),
        until: Some(world.now()),
    };
    let office = |during| {
        Record::Office(Office {
            person: somebody,
            role: OfficeRole::Coach,
            location: None,
            during,
        })
    };
    world.change(office(during));
    let refused = invite(&world, somebody, 2);
    assert!(matches!(refused, Err(EngineError::NoRole)), "it has ended");
    world.change(Record::WorkDays(WorkDays {
        person: somebody,
        weekdays: 0b1,
    }));
    assert_eq!(inviting(&world, somebody).standing(), Standing::Substitute);
    invite(&world, somebody, 3).unwrap();
    // One that begins next month is a role already.
    world.change(office(Span::since(world.now().plus_ms(1))));
    assert_eq!(inviting(&world, somebody).standing(), Standing::HasRole);
    for known in [FATIMA, JOKE] {
        assert_eq!(inviting(&world, known).standing(), Standing::HasRole);
    }
}
