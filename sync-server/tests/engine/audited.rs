//! The audit: what gets a row, and that nobody changes one unseen.

use rusqlite::Connection;
use samenspel_model::entry::DeviceKey;
use samenspel_model::ids::{DeviceId, InvitationId};
use samenspel_model::time::UnixMillis;
use samenspel_protocol::invitation_code_hash;
use samenspel_rules::directory::{Holder, Record};
use sync_server::audit::{About, Action, By, Head};
use sync_server::engine::{AuditError, CLAIMS_PER_DAY_MAX};

use crate::people::assignment;
use crate::world::*;

fn actions_after(world: &World, number: u64) -> Vec<Action> {
    let rows = world.org().audit_after(number, 1_000).unwrap();
    rows.iter().filter_map(|row| row.action).collect()
}

fn head(world: &World) -> Head {
    world.org().verify_audit(&[]).unwrap().head
}

fn tamper(world: &World, sql: &str) {
    let connection = Connection::open(world.path().join("log.sqlite")).unwrap();
    let triggers = "DROP TRIGGER audit_keeps_its_rows; DROP TRIGGER audit_keeps_what_it_says;";
    connection.execute_batch(triggers).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn enrolment_access_given_and_ended_and_revocation_each_get_a_row() {
    let world = World::new();
    let before = head(&world).number;
    let fatima = world.phone(FATIMA, 0x21);
    world.change(assignment(FATIMA, Some(world.now().plus_ms(1))));
    world.change(Record::Device(fatima.record(Some(world.now()), MORNING)));
    let expected = [Action::Enrolled, Action::AccessEnded, Action::Revoked];
    assert_eq!(actions_after(&world, before), expected);
    assert_eq!(world.org().verify_audit(&[]).unwrap().erased, 0);
}

#[test]
fn what_an_honest_app_does_not_try_gets_one_row_a_day() {
    let world = World::new();
    let mut samira = world.phone(SAMIRA, 0x24);
    let before = head(&world).number;
    let try_it = |samira: &mut Phone| {
        let note = samira.handover("by a parent", world.now());
        world.push(samira, &[note]);
    };
    for _ in 0..5 {
        try_it(&mut samira);
    }
    assert_eq!(actions_after(&world, before), [Action::Refused]);
    let row = &world.org().audit_after(before, 1).unwrap()[0];
    let fact = row.fact.as_ref().unwrap();
    assert_eq!(fact.actor, By::Device(samira.id));
    assert_eq!(fact.about, About::Device(samira.id));
    assert_eq!(fact.detail, "not_allowed");
    world.pass(UnixMillis::DAY_MS);
    try_it(&mut samira);
    assert_eq!(actions_after(&world, before), [Action::Refused; 2]);
}

#[test]
fn the_database_itself_refuses_to_change_the_audit() {
    let world = World::new();
    let connection = Connection::open(world.path().join("log.sqlite")).unwrap();
    for sql in [
        "DELETE FROM audit",
        "UPDATE audit SET at = 0",
        "UPDATE audit SET opening = x'00'",
    ] {
        let refused = connection.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("the audit only grows"), "{refused}");
    }
}

#[test]
fn a_row_that_was_changed_is_found() {
    let world = World::new();
    tamper(&world, "UPDATE audit SET at = at + 1 WHERE number = 3");
    let found = world.org().verify_audit(&[]);
    assert!(matches!(found, Err(AuditError::Broken(3))), "{found:?}");
}

#[test]
fn a_row_that_was_taken_away_is_found() {
    let world = World::new();
    tamper(&world, "DELETE FROM audit WHERE number = 2");
    let found = world.org().verify_audit(&[]);
    assert!(matches!(found, Err(AuditError::Broken(2))), "{found:?}");
}

#[test]
fn a_row_that_says_what_another_said_is_found() {
    let world = World::new();
    let swap = "UPDATE audit SET opening = (SELECT opening FROM audit WHERE number = 1),
                document = (SELECT document FROM audit WHERE number = 1) WHERE number = 2";
    tamper(&world, swap);
    let found = world.org().verify_audit(&[]);
    assert!(
        matches!(found, Err(AuditError::Contradicted(2))),
        "{found:?}"
    );
}

#[test]
fn an_end_that_was_cut_off_is_found_and_said_at_the_next_start() {
    let mut world = World::new();
    let last = head(&world);
    tamper(&world, "DELETE FROM audit WHERE number > 2");
    let found = world.org().verify_audit(&[]);
    let Err(AuditError::Cut { found, expected }) = found else {
        panic!("{found:?}");
    };
    assert_eq!((found, expected), (2, last.number));
    world.reopen();
    assert_eq!(actions_after(&world, 2), [Action::Restored]);
    let row = &world.org().audit_after(2, 1).unwrap()[0];
    let detail = &row.fact.as_ref().unwrap().detail;
    assert!(detail.contains(&last.to_string()), "{detail}");
    world.org().verify_audit(&[]).unwrap();
    assert!(matches!(
        world.org().verify_audit(&[last]),
        Err(AuditError::Cut { .. } | AuditError::Rewritten(_))
    ));
}

#[test]
fn a_head_noted_earlier_is_still_in_it() {
    let world = World::new();
    let noted = head(&world);
    world.phone(FATIMA, 0x21);
    assert!(world.org().verify_audit(&[noted]).is_ok());
    let other = Head {
        hash: [7; 32],
        ..noted
    };
    let found = world.org().verify_audit(&[other]);
    assert!(matches!(found, Err(AuditError::Rewritten(_))), "{found:?}");
}

/// The words and actors of the rows after a number.
fn rows_after(world: &World, number: u64) -> Vec<(By, About, String)> {
    let rows = world.org().audit_after(number, 10_000).unwrap();
    let facts = rows.into_iter().filter_map(|row| row.fact);
    facts.map(|it| (it.actor, it.about, it.detail)).collect()
}

/// A phone with a key of its own that says it is another.
fn claiming(device: DeviceId, number: u8) -> Phone {
    Phone {
        id: device,
        holder: Holder::Person(SAMIRA),
        person: SAMIRA,
        key: DeviceKey::from_bytes(&[number; 32]),
        random: Counter(u64::from(number) << 32),
        cursor: None,
    }
}

#[test]
fn requests_of_strangers_get_a_row_a_day_for_each_reason_and_cost_nothing_before() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let before = head(&world).number;
    let flood = |code: &str, device: &dyn Fn(u8) -> DeviceId| {
        for number in 1..200 {
            let mut stranger = claiming(device(number), 0x66);
            let request = stranger.request(&[], world.now());
            let refused = world.send(&mut stranger, &request).unwrap_err();
            assert_eq!(refused.code(), code);
        }
    };
    flood("unknown_device", &|number| {
        DeviceId([number, 0, 0, 0, 9, 9, 9, 9, 0, 0, 0, 0, 1, 1, 1, 1])
    });
    flood("bad_signature", &|_| fatima.id);
    assert!(
        rows_after(&world, before).is_empty(),
        "no transaction for it"
    );
    let request = fatima.request(&[], world.now());
    world.send(&mut fatima, &request).unwrap();
    let stranger = (
        By::Stranger,
        About::Organisation,
        "request: unknown_device".to_owned(),
    );
    let expected = [
        stranger.clone(),
        (
            By::Stranger,
            About::Device(fatima.id),
            "request: bad_signature".to_owned(),
        ),
    ];
    assert_eq!(rows_after(&world, before), expected);
    // Nothing more today, not even after a restart.
    let mut world = world;
    world.reopen();
    let mut unknown = claiming(DeviceId([0x67; 16]), 0x67);
    let request = unknown.request(&[], world.now());
    assert!(world.send(&mut unknown, &request).is_err());
    world.org().write_turned_away().unwrap();
    assert_eq!(rows_after(&world, before), expected);
    world.pass(UnixMillis::DAY_MS);
    let request = unknown.request(&[], world.now());
    assert!(world.send(&mut unknown, &request).is_err());
    world.org().write_turned_away().unwrap();
    assert_eq!(rows_after(&world, before + 2), [stranger]);
    world.org().verify_audit(&[]).unwrap();
}

#[test]
fn a_revoked_phone_that_calls_and_a_known_one_that_sends_rubbish_are_named() {
    let world = World::new();
    let mut fatima = world.phone(FATIMA, 0x21);
    let mut samira = world.phone(SAMIRA, 0x24);
    world.change(Record::Device(fatima.record(Some(world.now()), MORNING)));
    let before = head(&world).number;
    for _ in 0..5 {
        let request = fatima.request(&[], world.now());
        let refused = world.send(&mut fatima, &request).unwrap_err();
        assert_eq!(refused.code(), "device_revoked");
        let headers = samira.sign_body(b"rubbish", world.now());
        let refused = world.deliver(&headers, b"rubbish").unwrap_err();
        assert_eq!(refused.code(), "malformed");
    }
    world.org().write_turned_away().unwrap();
    let by = |phone: &Phone, what: &str| {
        let (by, about) = (By::Device(phone.id), About::Device(phone.id));
        (by, about, what.to_owned())
    };
    let expected = [
        by(&fatima, "request: device_revoked"),
        by(&samira, "request: malformed"),
    ];
    assert_eq!(rows_after(&world, before), expected);
}

#[test]
fn a_flood_in_the_name_of_every_device_leaves_a_bounded_number_of_rows() {
    let world = World::new();
    let ids = |number: usize| {
        let mut id = [0x71; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        DeviceId(id)
    };
    let count = CLAIMS_PER_DAY_MAX + 200;
    let devices: Vec<Record> = (0..count)
        .map(|number| Record::Device(claiming(ids(number), 0x72).record(None, MORNING)))
        .collect();
    world.org().change_directory(&devices, &[]).unwrap();
    let before = head(&world).number;
    for number in 0..count {
        let mut claiming = claiming(ids(number), 0x73);
        let request = claiming.request(&[], world.now());
        assert!(world.send(&mut claiming, &request).is_err());
    }
    world.org().write_turned_away().unwrap();
    let rows = rows_after(&world, before);
    assert_eq!(rows.len(), CLAIMS_PER_DAY_MAX + 1);
    let last = &rows.last().unwrap().2;
    assert_eq!(last, "request: more in the name of other devices");
}

#[test]
fn guessed_and_used_invitations_get_a_row_a_day() {
    let world = World::new();
    let code = b"sixteen bytes...";
    let before = head(&world).number;
    let enrol = |number: u8, code: &[u8]| {
        let request =
            crate::enrolling::enrol_request(&claiming(DeviceId([number; 16]), number), code);
        world.org().enrol(&request)
    };
    for number in 0x41..0x50 {
        assert!(enrol(number, b"guessed sixteen.").is_err());
    }
    let id = InvitationId([1; 16]);
    let hash = invitation_code_hash(code);
    world
        .org()
        .invite(id, Holder::Person(FATIMA), hash)
        .unwrap();
    enrol(0x51, code).unwrap();
    assert!(enrol(0x52, code).is_err());
    world.org().write_turned_away().unwrap();
    let rows = rows_after(&world, before);
    let strangers = rows.iter().filter(|it| it.0 == By::Stranger);
    let words: Vec<_> = strangers.map(|it| it.2.as_str()).collect();
    let expected = [
        "enrolment: invitation_unknown",
        "enrolment: invitation_used",
    ];
    assert_eq!(words, expected);
}
