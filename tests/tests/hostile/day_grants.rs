//! What the server says of a day grant that another phone brings than the one that gave it, and of a
//! provisional person who is made twice. Knows nothing of sealed briefs (`day_brief`).

use samenspel_device::{Command, CommandError};
use samenspel_model::ids::PersonId;
use samenspel_model::verdict::{Outcome, RefusalCode};
use samenspel_protocol::{CommandAction, DirectoryCommand};
use samenspel_rules::directory::Person;
use samenspel_testkit::random::SystemRandom;

use crate::door::{Door, MAREK, OLENA, phone};
use crate::siege::{person, refused, unused_key};

#[test]
fn hostile_day_grant_brought_by_another_than_whom_it_lets_in() {
    let door = Door::open();
    let at = door.siege.at;
    let grant = door.sign(door.day());
    for carrier in [at.samira, at.joke, at.wim, MAREK] {
        let app = door.siege.device_of(carrier);
        let outcome = door
            .siege
            .nothing_changes(|| door.siege.command(&app, grant.clone()));
        assert_eq!(outcome, refused(RefusalCode::BadSignature, &[]));
    }
    // By her own phone it counts, and once.
    let hers = door.siege.device_of(OLENA);
    let outcome = door.siege.command(&hers, grant.clone());
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    for app in [&door.fatima, &hers] {
        let outcome = door
            .siege
            .nothing_changes(|| door.siege.command(app, grant.clone()));
        assert!(matches!(outcome, Outcome::Known { .. }), "{outcome:?}");
    }
}

#[test]
fn hostile_day_grant_brought_for_oneself_that_nobody_gave() {
    let door = Door::open();
    let at = door.siege.at;
    let hers = door.siege.device_of(OLENA);
    // Signed by her own device in Fatima's name, by a stranger, by who may let nobody in.
    let stranger = door.siege.stranger();
    let bo = door.siege.device_of(at.bo);
    let action = CommandAction::GrantDay(door.day());
    let by_bo = CommandAction::GrantDay(at.day_grant(at.bo, OLENA, door.now()));
    let borrowed = DirectoryCommand {
        org: at.org,
        key: unused_key(at.fatima, door.now()),
        device: door.fatima.device,
        written_at: door.now(),
        action: action.clone(),
    };
    for (command, code) in [
        (
            hers.command(at.fatima, action.clone(), door.now()),
            RefusalCode::NotTheAuthor,
        ),
        (hers.sign_command(&borrowed), RefusalCode::BadSignature),
        (
            stranger.command(at.fatima, action, door.now()),
            RefusalCode::BadSignature,
        ),
        (
            bo.command(at.bo, by_bo, door.now()),
            RefusalCode::NotAllowed,
        ),
    ] {
        let outcome = door
            .siege
            .nothing_changes(|| door.siege.command(&hers, command));
        assert_eq!(outcome, refused(code, &[]));
    }
}

#[test]
fn hostile_day_grant_brought_from_or_by_a_revoked_device() {
    let door = Door::open();
    let grant = door.sign(door.day());
    let hers = door.siege.device_of(OLENA);
    let other = door.siege.device_of(OLENA);
    door.revoke(&hers);
    let outcome = door
        .siege
        .nothing_changes(|| door.siege.command(&hers, grant.clone()));
    assert_eq!(outcome, refused(RefusalCode::RevokedDevice, &[]));
    door.revoke(&door.fatima);
    let outcome = door
        .siege
        .nothing_changes(|| door.siege.command(&other, grant));
    assert_eq!(outcome, refused(RefusalCode::RevokedDevice, &[]));
}

#[test]
fn hostile_command_of_another_that_is_no_day_grant() {
    let door = Door::open();
    let at = door.siege.at;
    let hers = door.siege.device_of(OLENA);
    let provisional = Person {
        first_name: "Nadia".into(),
        ..person(PersonId([0x53; 16]), "")
    };
    for action in [
        CommandAction::AddProvisionalPerson(provisional),
        CommandAction::HereToday(at.rupsen),
    ] {
        let command = door.fatima.command(at.fatima, action, door.now());
        let outcome = door
            .siege
            .nothing_changes(|| door.siege.command(&hers, command));
        assert_eq!(outcome, refused(RefusalCode::BadSignature, &[]));
    }
}

#[test]
fn hostile_provisional_person_who_is_made_twice() {
    let door = Door::open();
    let (siege, at) = (&door.siege, door.siege.at);
    let id = PersonId([0x54; 16]);
    let made = |name: &str| CommandAction::AddProvisionalPerson(person(id, name));
    let first = door.fatima.command(at.fatima, made("Lena"), siege.now());
    let outcome = siege.command(&door.fatima, first.clone());
    assert!(matches!(outcome, Outcome::Stored { .. }), "{outcome:?}");
    let again = siege.nothing_changes(|| siege.command(&door.fatima, first));
    assert!(matches!(again, Outcome::Known { .. }), "{again:?}");
    // By a colleague, with another name; or over somebody who is there.
    let joke = siege.device_of(at.joke);
    let invalid = (RefusalCode::FieldInvalid, &["id"][..]);
    siege.refuses_command(&joke, at.joke, made("Lotte"), invalid);
    let olena = CommandAction::AddProvisionalPerson(person(OLENA, "Olena"));
    siege.refuses_command(&joke, at.joke, olena, invalid);
    // An honest phone says so before it is written, of what waits on it too.
    let sanne = phone(siege, "sanne", at.sanne);
    let store = sanne.store();
    let new = Command::Directory(CommandAction::AddProvisionalPerson(person(
        PersonId([0x55; 16]),
        "Mira",
    )));
    let write = || store.execute(&new, at.sanne, sanne.clock_reading(), &mut SystemRandom);
    write().unwrap();
    let twice = write();
    assert!(
        matches!(&twice, Err(CommandError::Refused { code, args })
            if *code == RefusalCode::FieldInvalid && args == &["id"]),
        "{twice:?}"
    );
}
