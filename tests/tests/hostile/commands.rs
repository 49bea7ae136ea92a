//! Directory commands that are forged, replayed, malformed or too many. Knows nothing of what each of
//! them may ask (`grants`, `circles`).

use samenspel_model::entry::domain;
use samenspel_model::ids::OrgId;
use samenspel_model::verdict::{Outcome, RefusalCode, RequestError};
use samenspel_model::wire::encode;
use samenspel_protocol::{CommandAction, DirectoryCommand, SignedCommand, SyncRequest};
use samenspel_rules::directory::Record;
use samenspel_tests::support::modified_app::empty_request;

use crate::siege::{Siege, refused, unused_key};

#[test]
fn hostile_command_signed_by_another_or_for_another_purpose() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let theirs = siege.honest("Fatima");
    let action = CommandAction::HereToday(at.rupsen);
    // What Fatima signed counts from her own device only.
    let borrowed = theirs.command(at.fatima, action.clone(), now);
    let own = samira.command(at.fatima, action, now);
    let as_entry = SignedCommand {
        signature: samira.key.sign(domain::ENTRY, &own.body),
        body: own.body,
    };
    for command in [borrowed, as_entry] {
        let outcome = siege.nothing_changes(|| siege.command(&samira, command));
        assert_eq!(outcome, refused(RefusalCode::BadSignature, &[]));
    }
}

#[test]
fn hostile_command_names_another_organisation_device_or_person() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let plain = DirectoryCommand {
        org: at.org,
        key: unused_key(at.samira, now),
        device: samira.device,
        written_at: now,
        action: CommandAction::HereToday(at.rupsen),
    };
    let mut foreign = plain.clone();
    foreign.org = OrgId([7; 16]);
    let mut borrowed = plain.clone();
    borrowed.device = siege.honest("Fatima").device;
    let mut impostor = plain;
    impostor.key = unused_key(at.fatima, now);
    for (command, code) in [
        (foreign, RefusalCode::WrongOrganisation),
        (borrowed, RefusalCode::BadSignature),
        (impostor, RefusalCode::NotTheAuthor),
    ] {
        let command = samira.sign_command(&command);
        let outcome = siege.nothing_changes(|| siege.command(&samira, command));
        assert_eq!(outcome, refused(code, &[]));
    }
}

#[test]
fn hostile_command_key_is_used_again_for_something_else() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let first = DirectoryCommand {
        org: at.org,
        key: unused_key(at.sanne, now),
        device: sanne.device,
        written_at: now,
        action: CommandAction::GrantDay(at.day_grant(at.sanne, at.wim, now)),
    };
    let signed = sanne.sign_command(&first);
    let outcome = siege.command(&sanne, signed.clone());
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    // The same again is known, and done once.
    let again = siege.nothing_changes(|| siege.command(&sanne, signed));
    assert!(matches!(again, Outcome::Known { .. }), "{again:?}");
    let mut other = first;
    other.action = CommandAction::GrantDay(at.day_grant(at.sanne, at.jan, now));
    let other = sanne.sign_command(&other);
    let outcome = siege.nothing_changes(|| siege.command(&sanne, other));
    assert_eq!(outcome, refused(RefusalCode::KeyReused, &[]));
}

#[test]
fn hostile_command_that_nobody_knows_or_that_is_no_command() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let honest = encode(&DirectoryCommand {
        org: at.org,
        key: unused_key(at.samira, now),
        device: samira.device,
        written_at: now,
        action: CommandAction::HereToday(at.rupsen),
    });
    // The action comes last: [4, [group]].
    let mut unknown = honest.clone();
    let action = unknown.len() - 19;
    assert_eq!(unknown[action], 4, "the number of the action");
    unknown[action] = 23;
    let with_tail = [&honest[..], &[0]].concat();
    let cut = honest[..honest.len() - 1].to_vec();
    for body in [unknown, with_tail, cut, Vec::new(), vec![0xff; 2_000]] {
        let signature = samira.key.sign(domain::COMMAND, &body);
        let command = SignedCommand { body, signature };
        let outcome = siege.nothing_changes(|| siege.command(&samira, command));
        assert_eq!(outcome, refused(RefusalCode::Malformed, &[]));
    }
}

#[test]
fn hostile_request_of_more_commands_than_allowed() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let grant = || CommandAction::GrantDay(at.day_grant(at.sanne, at.wim, now));
    let request = SyncRequest {
        commands: (0..17)
            .map(|_| sanne.command(at.sanne, grant(), now))
            .collect(),
        ..empty_request()
    };
    let reply = siege.nothing_changes(|| siege.ask(&sanne, &request));
    let what = "commands".to_owned();
    assert_eq!(reply, Err(RequestError::TooLarge { what, limit: 16 }));
}

#[test]
fn hostile_command_of_a_revoked_device() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let directory = siege.server.organisation.directory();
    let mut device = directory.device(sanne.device).unwrap().clone();
    device.revoked_at = Some(now);
    let revoked = Record::Device(device);
    siege
        .server
        .organisation
        .change_directory(&[revoked], &[])
        .unwrap();
    let grant = CommandAction::GrantDay(at.day_grant(at.sanne, at.jan, now));
    let command = sanne.command(at.sanne, grant, now);
    let outcome = siege.nothing_changes(|| siege.command(&sanne, command));
    // Nobody would keep it for a manager: it is refused, and says so.
    let code = RefusalCode::RevokedDevice;
    assert_eq!(outcome, Outcome::Refused { code, args: vec![] });
}
