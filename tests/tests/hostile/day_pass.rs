//! Day grants from phone to phone by who may not give them, or changed after they were signed; and what a
//! phone learns before anybody let its owner in. Knows nothing of what a brief tells (`day_brief`).

use std::sync::Arc;

use samenspel_device::relay::day::{DayBrief, DayPass, SignedBrief};
use samenspel_device::relay::seal_day;
use samenspel_model::entry::domain;
use samenspel_model::ids::OrgId;
use samenspel_model::verdict::BriefRefusal;
use samenspel_protocol::{CommandAction, DirectoryCommand};
use samenspel_rules::directory::{Directory, Record};
use samenspel_testkit::random::SystemRandom;

use crate::door::{Door, OLENA};
use crate::siege::unused_key;

#[test]
fn an_honest_pass_is_taken() {
    let door = Door::open();
    let grant = door.sign(door.day());
    door.takes(&door.pass_of(&door.fatima, grant));
    assert_eq!(door.passes(), 1);
    door.sync();
    assert_eq!(door.passes(), 0);
}

#[test]
fn hostile_day_pass_from_a_device_that_may_let_nobody_in() {
    let door = Door::open();
    let at = door.siege.at;
    for who in [at.samira, at.bo, at.wim, at.nadia] {
        let app = door.siege.device_of(who);
        door.sync();
        let grant = at.day_grant(who, OLENA, door.now());
        let grant = app.command(who, CommandAction::GrantDay(grant), door.now());
        let sealed = door.pass_of(&app, grant);
        door.refuses(&sealed, BriefRefusal::UnknownDevice);
    }
    let stranger = door.siege.stranger();
    let grant = stranger.command(at.fatima, CommandAction::GrantDay(door.day()), door.now());
    let sealed = door.pass_of(&stranger, grant);
    door.refuses(&sealed, BriefRefusal::UnknownDevice);
}

#[test]
fn hostile_day_pass_from_the_tablet_by_a_trainee_or_a_parent() {
    let door = Door::open();
    let at = door.siege.at;
    let tablet = door.siege.tablet();
    door.sync();
    for who in [at.bo, at.samira, at.wim] {
        let grant = CommandAction::GrantDay(at.day_grant(who, OLENA, door.now()));
        let grant = tablet.command(who, grant, door.now());
        let sealed = door.pass_of(&tablet, grant);
        door.refuses(&sealed, BriefRefusal::MayNotGrant);
    }
}

#[test]
fn hostile_day_pass_in_the_name_of_a_colleague() {
    let door = Door::open();
    let at = door.siege.at;
    let as_joke = CommandAction::GrantDay(at.day_grant(at.joke, OLENA, door.now()));
    for asker in [at.fatima, at.joke] {
        let grant = door.fatima.command(asker, as_joke.clone(), door.now());
        let sealed = door.pass_of(&door.fatima, grant);
        door.refuses(&sealed, BriefRefusal::MayNotGrant);
    }
}

#[test]
fn hostile_day_pass_for_a_group_that_the_granter_does_not_work_on() {
    let door = Door::open();
    let at = door.siege.at;
    let karim = door.siege.device_of(at.karim);
    door.sync();
    let grant = CommandAction::GrantDay(at.day_grant(at.karim, OLENA, door.now()));
    let grant = karim.command(at.karim, grant, door.now());
    let sealed = door.pass_of(&karim, grant);
    door.refuses(&sealed, BriefRefusal::MayNotGrant);
}

#[test]
fn hostile_day_pass_of_another_organisation() {
    let door = Door::open();
    let at = door.siege.at;
    let elsewhere = OrgId([7; 16]);
    let grant = door.fatima.sign_command(&DirectoryCommand {
        org: elsewhere,
        key: unused_key(at.fatima, door.now()),
        device: door.fatima.device,
        written_at: door.now(),
        action: CommandAction::GrantDay(door.day()),
    });
    let sealed = door.pass_of(&door.fatima, grant);
    door.refuses(&sealed, BriefRefusal::OtherOrganisation);
    // A grant of here with a brief of elsewhere.
    let grant = door.sign(door.day());
    let brief = DayBrief {
        org: elsewhere,
        ..door.brief(&door.fatima, &grant)
    };
    let sealed = door.sealed(&door.fatima, grant, &brief);
    door.refuses(&sealed, BriefRefusal::OtherOrganisation);
}

#[test]
fn hostile_day_pass_from_a_revoked_device() {
    let door = Door::open();
    door.revoke(&door.fatima);
    door.sync();
    let grant = door.sign(door.day());
    let sealed = door.pass_of(&door.fatima, grant);
    door.refuses(&sealed, BriefRefusal::UnknownDevice);
}

#[test]
fn hostile_day_pass_from_a_revoked_device_ends_at_the_first_contact() {
    let door = Door::open();
    door.revoke(&door.fatima);
    // Her phone was not told: as far as it knows, all is well.
    let grant = door.sign(door.day());
    door.takes(&door.pass_of(&door.fatima, grant));
    assert_eq!(door.passes(), 1);
    door.siege.server.time.advance_ms(1_000);
    door.olena.phone.sync();
    assert_eq!(door.passes(), 0);
    let directory = door.siege.server.organisation.directory();
    assert_eq!(directory.grants_of(OLENA).count(), 0);
    let store = door.olena.store();
    assert!(
        store
            .directory_as_asked()
            .unwrap()
            .child(door.siege.at.noor)
            .is_none()
    );
    let told = store.inbox(None, door.olena.clock_reading()).unwrap();
    assert_eq!(told.len(), 1, "she is told");
}

#[test]
fn hostile_day_pass_that_was_changed_after_it_was_signed() {
    let door = Door::open();
    let grant = door.sign(door.day());
    let bad = BriefRefusal::BadSignature;
    // The grant by another, or for another purpose.
    let mut forged = grant.clone();
    forged.signature = door
        .siege
        .stranger()
        .key
        .sign(domain::COMMAND, &forged.body);
    let sealed = door.pass_of(&door.fatima, forged);
    door.refuses(&sealed, bad);
    let mut other_tag = grant.clone();
    other_tag.signature = door.fatima.key.sign(domain::BRIEF, &other_tag.body);
    let sealed = door.pass_of(&door.fatima, other_tag);
    door.refuses(&sealed, bad);
    // The brief by another.
    let brief = door.brief(&door.fatima, &grant);
    let by_another = door.siege.device_of(door.siege.at.joke);
    door.sync();
    let sealed = door.sealed(&by_another, grant.clone(), &brief);
    door.refuses(&sealed, bad);
    // The brief of another grant, or one that says it comes from elsewhere.
    let other = door.sign(door.day());
    let sealed = door.sealed(
        &door.fatima,
        grant.clone(),
        &door.brief(&door.fatima, &other),
    );
    door.refuses(&sealed, bad);
    let sealed = door.sealed(
        &door.fatima,
        grant.clone(),
        &door.brief(&by_another, &grant),
    );
    door.refuses(&sealed, bad);
    // An allergy taken out of it.
    let mut signed = SignedBrief::sign(&brief, &door.fatima.key);
    let peanut = signed
        .body
        .windows(5)
        .position(|it| it == b"Pinda")
        .unwrap();
    signed.body[peanut] = b'L';
    let pass = DayPass {
        grant,
        brief: signed,
        entries: Vec::new(),
    };
    let sealed = seal_day(&pass, &door.offer.to, &mut SystemRandom).unwrap();
    door.refuses(&sealed, bad);
}

/// What a phone of somebody who belongs nowhere learns of the organisation: who may let her in.
#[test]
fn hostile_reader_without_a_group_learns_first_names_and_keys_only() {
    let door = Door::open();
    let directory: Arc<Directory> = door.olena.store().directory().unwrap();
    for record in directory.records() {
        match record {
            Record::Organisation(_) | Record::Location(_) | Record::Group(_) => {}
            Record::Assignment(_) | Record::Office(_) => {}
            Record::Person(it) => {
                assert!(it.id == OLENA || (it.last_name.is_empty() && it.languages.is_empty()));
            }
            Record::Device(it) => assert!(it.name.is_empty() || it.id == profile(&door)),
            other => panic!("{other:?}"),
        }
    }
    let at = door.siege.at;
    for nobody in [at.samira, at.bo, at.nadia, at.wim] {
        assert!(directory.person(nobody).is_none());
    }
}

fn profile(door: &Door) -> samenspel_model::ids::DeviceId {
    door.olena.store().profile().unwrap().device
}
