//! The audit: what gets a row, and that nobody changes one unseen.

use rusqlite::Connection;
use samenspel_core::directory::Record;
use samenspel_core::time::UnixMillis;
use sync_server::audit::{About, Action, By, Head};
use sync_server::engine::AuditError;

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
