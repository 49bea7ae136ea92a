//! Edits of co-written text that nobody can bring into it: held for a manager, or gone with the
//! server's disk after their author lost access.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, InboxContent, Status};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::{HoldReason, Outcome, RefusalCode};

const HELD: Outcome = Outcome::Held {
    why: HoldReason::AccessEnded,
};

fn agreement() -> Command {
    let words = [("text", text("Noor slaapt om 12 uur."))];
    note(series(DocumentKind::Agreements), "agreement", &words)
}

fn edit(agreement: EntryKey, words: &str) -> Command {
    Command::EditText {
        agreement,
        text: words.into(),
    }
}

fn shown(phone: &Phone, agreement: &EntryKey) -> String {
    phone
        .store
        .agreement_text(agreement, at(60))
        .unwrap()
        .unwrap()
}

/// What became of an edit that is in its author's inbox with these words.
fn in_inbox(phone: &Phone, edit: &EntryKey, words: &str) -> Option<Status> {
    let inbox = phone.store.inbox(None, at(60)).unwrap();
    let item = inbox.into_iter().find(|item| item.key == *edit)?;
    let whole = matches!(&item.content, InboxContent::TextEdit { text, .. } if text == words);
    whole.then_some(item.status)
}

#[test]
fn a_held_edit_hides_no_words_of_others_and_keeps_no_later_edit_waiting() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let words = "Noor slaapt om 12 uur of later.";
    let held = elif.write(&edit(key, words), 5);
    server.refuse.insert(held, HELD);
    elif.sync(&mut server, 6);
    let status = Some(Status::Held(HoldReason::AccessEnded));
    assert_eq!(in_inbox(&elif, &held, words), status);
    assert_eq!(shown(&elif, &key), "Noor slaapt om 12 uur.");

    samira.write(&edit(key, "Noor slaapt om 13 uur."), 7);
    samira.sync(&mut server, 8);
    elif.sync(&mut server, 9);
    assert_eq!(shown(&elif, &key), "Noor slaapt om 13 uur.");
    assert!(
        !elif
            .store
            .agreement(&key, at(60))
            .unwrap()
            .unwrap()
            .has_unsent_edits
    );

    elif.write(&edit(key, "Noor slaapt om 13 uur. Met knuffel."), 10);
    elif.sync(&mut server, 11);
    samira.sync(&mut server, 12);
    assert_eq!(shown(&samira, &key), "Noor slaapt om 13 uur. Met knuffel.");
    assert_eq!(elif.store.pending_count().unwrap(), 0);
    // Only the manager can settle it.
    assert!(!elif.store.dismiss(&held, at(60)).unwrap());
    assert_eq!(in_inbox(&elif, &held, words), status);
}

#[test]
fn what_is_held_is_offered_again_to_a_server_that_went_back() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let held = samira.write(&handover("slept badly"), 2);
    server.refuse.insert(held, HELD);
    samira.sync(&mut server, 3);
    let status = Some(Status::Held(HoldReason::AccessEnded));
    assert_eq!(samira.store.status(&held).unwrap(), status);

    server.restore(0);
    samira.sync(&mut server, 4);
    let offered = server.requests.iter().rev().take(2);
    assert!(offered.flat_map(|it| &it.entries).next().is_some());
    assert_eq!(samira.store.status(&held).unwrap(), status);
    // As after the manager took it in.
    server.refuse.clear();
    server.restore(0);
    samira.sync(&mut server, 5);
    assert_eq!(server.count(&held), 1);
    assert_eq!(samira.store.status(&held).unwrap(), Some(Status::Sent));
}

#[test]
fn an_edit_that_went_with_the_servers_disk_goes_back_to_an_author_who_may_not_make_it_again() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let words = "Noor slaapt om 13 uur.";
    let lost = elif.write(&edit(key, words), 5);
    elif.sync(&mut server, 6);
    assert_eq!(elif.store.status(&lost).unwrap(), Some(Status::Sent));
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 7);
    assert_eq!(elif.store.agreement_text(&key, at(60)).unwrap(), None);

    server.restore(1);
    assert_eq!(server.count(&lost), 0);
    elif.sync(&mut server, 8);
    let refused = Status::Refused {
        code: RefusalCode::NotAllowed,
        args: vec![],
    };
    assert_eq!(in_inbox(&elif, &lost, words), Some(refused));
    assert!(!elif.store.has_something_to_sync().unwrap());
    assert!(elif.store.dismiss(&lost, at(60)).unwrap());
}

#[test]
fn an_edit_from_before_the_backup_stays_sent_when_the_server_went_back() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let kept = elif.write(&edit(key, "Noor slaapt om 13 uur."), 5);
    elif.sync(&mut server, 6);
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 7);
    server.restore(2);
    elif.sync(&mut server, 8);
    assert_eq!(server.count(&kept), 1);
    assert_eq!(elif.store.status(&kept).unwrap(), Some(Status::Sent));
    assert!(elif.store.inbox(None, at(60)).unwrap().is_empty());
}

const EIGHT_DAYS_MINUTES: i64 = 8 * 24 * 60;

#[test]
fn the_words_of_an_edit_leave_the_phone_a_week_after_its_author_may_not_read_them_any_more() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let edited = elif.write(&edit(key, "Noor slaapt om 13 uur."), 5);
    elif.sync(&mut server, 6);
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 7);
    elif.sync(&mut server, 7 + EIGHT_DAYS_MINUTES);
    // Nothing is left of it that could be given back, even if the server lost it.
    server.restore(1);
    elif.sync(&mut server, 8 + EIGHT_DAYS_MINUTES);
    assert!(elif.store.inbox(None, at(60)).unwrap().is_empty());
    assert_eq!(elif.store.status(&edited).unwrap(), Some(Status::Sent));
}

#[test]
fn what_was_sent_into_a_document_that_never_came_leaves_the_phone_after_a_week() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    server.hidden.insert(DocumentKind::Handover);
    let sent = samira.write(&handover("slept badly"), 2);
    samira.sync(&mut server, 3);
    assert_eq!(server.count(&sent), 1);
    server.restore(0);
    samira.sync(&mut server, 4);
    assert_eq!(server.count(&sent), 1, "it was offered again");
    samira.sync(&mut server, 4 + EIGHT_DAYS_MINUTES);
    server.restore(0);
    samira.sync(&mut server, 5 + EIGHT_DAYS_MINUTES);
    assert_eq!(server.count(&sent), 0);
}
