//! Invitations and directory commands.

use samenspel_model::entry::{DevicePublicKey, domain};
use samenspel_model::ids::{CircleId, DeviceId, EntryKey, GrantId, InvitationId};
use samenspel_model::limits;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::*;
use samenspel_model::wire::*;
use samenspel_protocol::*;
use samenspel_rules::directory::{Circle, DayGrant, Holder, Record, Span};
use sync_server::engine::EngineError;

use crate::world::*;

const CODE: &[u8] = b"sixteen bytes...";

pub fn enrol_request(phone: &Phone, code: &[u8]) -> EnrolRequest {
    let public_key: DevicePublicKey = phone.key.public();
    let message = EnrolRequest::proof_message(&ORG, code, &phone.id, &public_key);
    EnrolRequest {
        version: PROTOCOL_VERSION,
        org: ORG,
        code: code.to_vec(),
        device: phone.id,
        public_key,
        device_name: "Fatima's phone".into(),
        proof: phone.key.sign(domain::ENROLMENT, &message),
    }
}

/// A phone of Fatima's that is not enrolled yet.
pub fn stranger(number: u8) -> Phone {
    Phone {
        id: DeviceId([number; 16]),
        holder: Holder::Person(FATIMA),
        person: FATIMA,
        key: samenspel_model::entry::DeviceKey::from_bytes(&[number; 32]),
        random: Counter(u64::from(number) << 32),
        cursor: None,
    }
}

fn invite(world: &World) {
    let holder = Holder::Person(FATIMA);
    let hash = invitation_code_hash(CODE);
    let id = InvitationId([1; 16]);
    world.org().invite(id, holder, hash).unwrap();
}

#[test]
fn an_invitation_makes_one_device_and_no_second() {
    let world = World::new();
    invite(&world);
    let mut phone = stranger(0x41);
    let request = enrol_request(&phone, CODE);
    let response = world.org().enrol(&request).unwrap();
    assert_eq!(response.holder, Holder::Person(FATIMA));
    assert_eq!(response.organisation, "De Klimboom");
    // The answer was lost: the same device asks again.
    assert_eq!(world.org().enrol(&request).unwrap(), response);
    let other = enrol_request(&stranger(0x42), CODE);
    assert_eq!(world.org().enrol(&other), Err(RequestError::InvitationUsed));
    let note = phone.handover("from the new phone", world.now());
    assert!(is_stored(&world.push(&mut phone, &[note])[0]));
}

#[test]
fn an_unknown_expired_or_unproven_invitation_enrols_nobody() {
    let world = World::new();
    let request = enrol_request(&stranger(0x41), CODE);
    let enrol = |request: &EnrolRequest| world.org().enrol(request).unwrap_err();
    assert_eq!(enrol(&request), RequestError::InvitationUnknown);
    invite(&world);
    let mut forged = request.clone();
    forged.public_key = stranger(0x42).key.public();
    assert_eq!(enrol(&forged), RequestError::BadSignature);
    let mut newer = request.clone();
    newer.version = 2;
    assert_eq!(enrol(&newer).code(), "unsupported_version");
    world.pass(limits::INVITATION_LIFETIME_MS);
    assert_eq!(enrol(&request), RequestError::InvitationExpired);
    assert!(world.org().directory().device(request.device).is_none());
}

#[test]
fn nobody_is_invited_who_is_not_in_the_directory() {
    let world = World::new();
    let nobody = Holder::Person(samenspel_model::ids::PersonId([0x55; 16]));
    let invited = world.org().invite(InvitationId([1; 16]), nobody, [1; 32]);
    assert!(invited.is_err());
}

pub fn command(phone: &mut Phone, action: CommandAction, at: UnixMillis) -> SignedCommand {
    let command = DirectoryCommand {
        org: ORG,
        key: EntryKey::new(phone.person, at, &mut phone.random),
        device: phone.id,
        written_at: at,
        action,
    };
    let body = encode(&command);
    let signature = phone.key.sign(domain::COMMAND, &body);
    SignedCommand { body, signature }
}

/// What becomes of one command.
pub fn ask(world: &World, phone: &mut Phone, action: CommandAction) -> Outcome {
    let mut request = phone.request(&[], world.now());
    request.commands = vec![command(phone, action, world.now())];
    world.send(phone, &request).unwrap().command_outcomes[0].clone()
}

fn ask_all(world: &World, phone: &mut Phone, commands: Vec<SignedCommand>) -> Vec<Outcome> {
    let mut request = phone.request(&[], world.now());
    request.commands = commands;
    world.send(phone, &request).unwrap().command_outcomes
}

#[test]
fn a_circle_is_opened_once_and_written_to_in_the_same_request() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let circle = Circle {
        id: CircleId([7; 16]),
        members: vec![FATIMA, JOKE],
        during: Span::since(world.now()),
    };
    let open = command(&mut fatima, CommandAction::OpenCircle(circle), world.now());
    let mut request = fatima.request(&[], world.now());
    request.commands = vec![open.clone()];
    let note = fatima.note(
        samenspel_model::series::DocumentKind::Circle,
        samenspel_model::series::Subject::Case(CircleId([7; 16])),
        "question",
        &[("text", text("How do I begin this talk?"))],
        world.now(),
    );
    let note = samenspel_model::entry::SignedEntry::sign(&note, &fatima.key);
    request.entries = fatima.request(&[note], world.now()).entries;
    let response = world.send(&mut fatima, &request).unwrap();
    assert!(is_stored(&response.command_outcomes[0]));
    assert!(is_stored(&response.outcomes[0]), "{:?}", response.outcomes);
    let again = ask_all(&world, &mut fatima, vec![open]);
    assert!(matches!(again[0], Outcome::Known { .. }));
}

#[test]
fn what_somebody_may_not_ask_of_the_directory_is_refused() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x23);
    let circle = |members| Circle {
        id: CircleId([8; 16]),
        members,
        during: Span::since(MORNING),
    };
    let grant = DayGrant {
        id: GrantId([9; 16]),
        group: GROUP,
        person: PIETER,
        granted_by: SAMIRA,
        during: Span {
            from: MORNING,
            until: Some(MORNING.plus_ms(UnixMillis::HOUR_MS)),
        },
    };
    let for_joke = InvitationRequest {
        id: InvitationId([3; 16]),
        holder: Holder::Person(JOKE),
        code_hash: [3; 32],
    };
    let now = world.now();
    let actions = [
        CommandAction::OpenCircle(circle(vec![SAMIRA])),
        CommandAction::GrantDay(grant.clone()),
        CommandAction::Invite(for_joke),
    ];
    let commands = actions.map(|action| command(&mut samira, action, now));
    let outcomes = ask_all(&world, &mut samira, commands.to_vec());
    let codes: Vec<_> = outcomes.iter().map(refusal).collect();
    assert_eq!(codes, [Some(RefusalCode::NotAllowed); 3]);

    let mut fatima = world.phone(FATIMA, 0x21);
    let as_samira = CommandAction::GrantDay(grant);
    let forged = {
        let mut signed = command(&mut samira, as_samira, now);
        signed.signature = fatima.key.sign(domain::COMMAND, &signed.body);
        signed
    };
    let outcomes = ask_all(&world, &mut fatima, vec![forged]);
    assert!(refusal(&outcomes[0]).is_some());
    assert_eq!(world.org().directory().grants_to(GROUP).count(), 0);
}

#[test]
fn a_professional_lets_a_substitute_in_for_a_day_and_no_longer() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let grant = |id: u8, hours: i64| {
        CommandAction::GrantDay(DayGrant {
            id: GrantId([0x80 | id; 16]),
            group: GROUP,
            person: OLENA,
            granted_by: FATIMA,
            during: Span {
                from: MORNING,
                until: Some(MORNING.plus_ms(hours * UnixMillis::HOUR_MS)),
            },
        })
    };
    let now = world.now();
    let commands = vec![
        command(&mut fatima, grant(1, 9), now),
        command(&mut fatima, grant(2, 200), now),
    ];
    let outcomes = ask_all(&world, &mut fatima, commands);
    assert!(is_stored(&outcomes[0]));
    assert_eq!(refusal(&outcomes[1]), Some(RefusalCode::FieldInvalid));
    let granted = world.org().directory();
    let granted: Vec<_> = granted.grants_to(GROUP).collect();
    assert_eq!(granted.len(), 1);
    let record = Record::DayGrant(granted[0].clone());
    assert!(world.org().directory().get(&record.id()).is_some());
}

#[test]
fn ones_own_next_phone_is_invited_from_the_first() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let request = InvitationRequest {
        id: InvitationId([4; 16]),
        holder: Holder::Person(FATIMA),
        code_hash: invitation_code_hash(CODE),
    };
    let now = world.now();
    let invite = command(&mut fatima, CommandAction::Invite(request), now);
    let outcomes = ask_all(&world, &mut fatima, vec![invite]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    let next = enrol_request(&stranger(0x43), CODE);
    assert!(world.org().enrol(&next).is_ok());
}

fn invite_with(world: &World, holder: Holder, code: &[u8]) -> Result<(), EngineError> {
    let id = InvitationId([code[0]; 16]);
    world.org().invite(id, holder, invitation_code_hash(code))
}

#[test]
fn a_person_or_a_group_has_a_few_invitations_open_and_no_more() {
    let world = World::new();
    for holder in [Holder::Person(FATIMA), Holder::Group(GROUP)] {
        let code = |number: u64| {
            let kind = u64::from(matches!(holder, Holder::Group(_)));
            [number.to_be_bytes(), kind.to_be_bytes()].concat()
        };
        for number in 0..limits::OPEN_INVITATIONS_MAX {
            invite_with(&world, holder, &code(number)).unwrap();
        }
        let more = invite_with(&world, holder, &code(100));
        assert!(matches!(more, Err(EngineError::TooManyInvitations)));
    }
    // One's own phone hears it with a code.
    let mut fatima = world.phone(FATIMA, 0x21);
    let request = InvitationRequest {
        id: InvitationId([4; 16]),
        holder: Holder::Person(FATIMA),
        code_hash: invitation_code_hash(CODE),
    };
    let now = world.now();
    let invite = command(&mut fatima, CommandAction::Invite(request), now);
    let expected = Outcome::Refused {
        code: RefusalCode::TooMany,
        args: vec!["invitations".into()],
    };
    assert_eq!(
        ask_all(&world, &mut fatima, vec![invite.clone()]),
        [expected]
    );
    // Whoever uses one, or lets one expire, may have another.
    let used = [0_u64.to_be_bytes(), 0_u64.to_be_bytes()].concat();
    let request = enrol_request(&stranger(0x41), &used);
    world.org().enrol(&request).unwrap();
    let outcomes = ask_all(&world, &mut fatima, vec![invite]);
    assert!(is_stored(&outcomes[0]), "{outcomes:?}");
    let full = invite_with(&world, Holder::Person(FATIMA), b"full");
    assert!(matches!(full, Err(EngineError::TooManyInvitations)));
    world.pass(limits::INVITATION_LIFETIME_MS);
    invite_with(&world, Holder::Person(FATIMA), b"later").unwrap();
}

#[test]
fn a_group_has_so_many_devices_and_no_more() {
    let world = World::new();
    let most = u8::try_from(limits::DEVICES_PER_GROUP_MAX).unwrap();
    let enrol = |number: u8| {
        let code = [number; 16];
        invite_with(&world, Holder::Group(GROUP), &code)?;
        let enrolled = world
            .org()
            .enrol(&enrol_request(&stranger(0x80 + number), &code));
        enrolled.unwrap();
        Ok::<(), EngineError>(())
    };
    (0..most).try_for_each(enrol).unwrap();
    assert!(matches!(enrol(most), Err(EngineError::TooManyDevices)));
}

#[test]
fn a_person_has_so_many_devices_and_one_more_when_one_was_revoked() {
    let world = World::new();
    // Two that were made before the last place was taken.
    let codes = [b"the first of two", b"the other of two"];
    for code in codes {
        invite_with(&world, Holder::Person(FATIMA), code).unwrap();
    }
    let most = u8::try_from(limits::DEVICES_PER_PERSON_MAX).unwrap();
    let devices: Vec<Phone> = (0..most - 1)
        .map(|number| world.phone(FATIMA, 0x80 + number))
        .collect();
    let enrol = |number, code: &[u8]| world.org().enrol(&enrol_request(&stranger(number), code));
    enrol(0x41, codes[0]).unwrap();
    let refused = enrol(0x42, codes[1]);
    assert_eq!(refused, Err(RequestError::TooManyDevices));
    let more = invite_with(&world, Holder::Person(FATIMA), b"more");
    assert!(matches!(more, Err(EngineError::TooManyDevices)));
    // The same request sent twice is answered twice, full or not.
    enrol(0x41, codes[0]).unwrap();
    world.change(Record::Device(
        devices[0].record(Some(world.now()), MORNING),
    ));
    enrol(0x42, codes[1]).unwrap();
    // Whom others are invited for is nothing to them.
    invite_with(&world, Holder::Person(JOKE), b"joke").unwrap();
    invite_with(&world, Holder::Group(GROUP), b"tablet").unwrap();
}
