//! What is held for a manager: the device asks again what became of it, and its author is told.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::Status;
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};

const HELD: Outcome = Outcome::Held {
    why: HoldReason::AccessEnded,
};
const SIX_HOURS: i64 = 6 * 60;

fn offered(server: &Server) -> usize {
    server.requests.iter().map(|it| it.entries.len()).sum()
}

#[test]
fn the_device_asks_every_six_hours_and_not_at_every_contact() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let held = samira.write(&handover("slept badly"), 1);
    server.refuse.insert(held, HELD);
    samira.sync(&mut server, 2);
    for minutes in 3..60 {
        samira.sync(&mut server, minutes);
    }
    assert_eq!(offered(&server), 1);
    samira.sync(&mut server, 3 + SIX_HOURS);
    samira.sync(&mut server, 4 + SIX_HOURS);
    assert_eq!(offered(&server), 2);
    let status = Some(Status::Held(HoldReason::AccessEnded));
    assert_eq!(samira.store.status(&held).unwrap(), status);
    // It is no reason to make contact.
    assert!(!samira.store.has_something_to_sync().unwrap());
}

#[test]
fn what_a_manager_took_in_is_sent_and_leaves_the_inbox() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let held = samira.write(&handover("slept badly"), 1);
    server.refuse.insert(held, HELD);
    samira.sync(&mut server, 2);
    assert_eq!(samira.store.inbox(None, at(60)).unwrap().len(), 1);
    server.refuse.clear();
    samira.sync(&mut server, 3 + SIX_HOURS);
    assert_eq!(samira.store.status(&held).unwrap(), Some(Status::Sent));
    assert!(samira.store.inbox(None, at(60)).unwrap().is_empty());
    assert_eq!(server.count(&held), 1);
}

#[test]
fn what_a_manager_left_out_comes_back_with_the_reason_and_its_words() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let held = samira.write(&handover("slept badly"), 1);
    server.refuse.insert(held, HELD);
    samira.sync(&mut server, 2);
    let reason = vec!["Dit gaat over een ander kind".to_owned()];
    let discarded = Outcome::Refused {
        code: RefusalCode::Discarded,
        args: reason.clone(),
    };
    server.refuse.insert(held, discarded);
    samira.sync(&mut server, 3 + SIX_HOURS);
    let inbox = samira.store.inbox(None, at(60)).unwrap();
    let expected = Status::Refused {
        code: RefusalCode::Discarded,
        args: reason,
    };
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].status, expected);
    assert!(samira.store.dismiss(&held, at(60)).unwrap());
    assert!(samira.store.inbox(None, at(60)).unwrap().is_empty());
}
