//! When a device may be read, and how it is emptied: the offline lease, revocation, logging out.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::Viewer;
use samenspel_device::{
    Command, CommandError, InboxContent, LoggedOut, Status, StoreError, SyncError,
};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::ClockReading;
use samenspel_protocol::InvitationTicket;

const DAY: i64 = 24 * 60;

fn viewer(phone: &Phone, now: ClockReading) -> Viewer {
    Viewer {
        person: phone.person,
        now,
    }
}

#[test]
fn after_two_weeks_without_contact_nothing_is_read_and_nothing_is_lost() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let key = samira.write(&handover("slept badly"), 1);
    samira.sync(&mut server, 2);
    let store = &samira.store;
    let day = |days: i64| at(2 + days * DAY);
    assert!(store.today(viewer(&samira, day(13)), GROUP).is_ok());
    assert!(store.note(&key, day(13)).unwrap().is_some());
    let locked = store.today(viewer(&samira, day(15)), GROUP);
    assert!(
        matches!(locked, Err(StoreError::LeaseExpired)),
        "{locked:?}"
    );
    assert!(matches!(
        store.note(&key, day(15)),
        Err(StoreError::LeaseExpired)
    ));
    assert!(matches!(
        store.search("slept", day(15)),
        Err(StoreError::LeaseExpired)
    ));
    assert!(matches!(
        store.directory_shown(day(15)),
        Err(StoreError::LeaseExpired)
    ));
    assert!(store.lease_left_ms(day(15)).unwrap().unwrap() < 0);
    // One still writes, and the first contact opens everything again.
    let written = samira.write(&handover("written while locked"), 2 + 15 * DAY);
    samira.sync(&mut server, 3 + 15 * DAY);
    let status = samira.store.status(&written).unwrap();
    assert_eq!(status, Some(Status::Sent));
    let now = at(4 + 15 * DAY);
    assert!(samira.store.today(viewer(&samira, now), GROUP).is_ok());
    assert!(samira.store.note(&key, now).unwrap().is_some());
}

#[test]
fn setting_the_clock_back_within_one_boot_does_not_stretch_the_lease() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 2);
    let set_back = ClockReading {
        wall: at(2).wall,
        ..at(2 + 15 * DAY)
    };
    let locked = samira.store.today(viewer(&samira, set_back), GROUP);
    assert!(
        matches!(locked, Err(StoreError::LeaseExpired)),
        "{locked:?}"
    );
}

#[test]
fn a_revoked_device_is_emptied_and_keeps_what_was_not_sent() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let sent = samira.write(&handover("slept badly"), 1);
    samira.sync(&mut server, 2);
    let unsent = samira.write(&handover("not sent yet"), 3);
    samira.store.purge_everything().unwrap();
    assert!(samira.store.note(&sent, at(60)).unwrap().is_none());
    assert!(samira.store.search("slept", at(60)).unwrap().is_empty());
    assert!(samira.store.documents().unwrap().is_empty());
    assert!(samira.store.directory().unwrap().is_empty());
    assert_eq!(samira.store.pending_count().unwrap(), 1);
    assert_eq!(
        samira.store.status(&unsent).unwrap(),
        Some(Status::OnThisDevice)
    );
    for word in ["slept badly", "Noor"] {
        let bytes = std::fs::read(&samira.path).unwrap();
        assert!(!bytes.windows(word.len()).any(|it| it == word.as_bytes()));
    }
    // Purging again, and syncing again if it was a mistake, does no harm.
    samira.store.purge_everything().unwrap();
    samira.sync(&mut server, 4);
    assert!(samira.store.note(&sent, at(60)).unwrap().is_some());
    assert_eq!(samira.store.status(&unsent).unwrap(), Some(Status::Sent));
}

#[test]
fn what_was_sent_into_a_document_that_never_came_goes_with_the_rest() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let journal = series(DocumentKind::Journal);
    let seen = [("domain", text("motor")), ("seen", text("crawls"))];
    samira.write(&note(journal, "observation", &seen), 1);
    samira.sync(&mut server, 2);
    // Revoked: the server takes what it held, and gives nothing any more.
    let words = [("text", text("Noor slaapt om 12 uur."))];
    let agreements = series(DocumentKind::Agreements);
    let agreement = samira.write(&note(agreements, "agreement", &words), 3);
    let edit = Command::EditText {
        agreement,
        text: "Noor slaapt om 13 uur.".into(),
    };
    server.hidden = [DocumentKind::Journal, DocumentKind::Agreements].into();
    samira.once(&mut server, 4);
    assert_eq!(samira.store.status(&agreement).unwrap(), Some(Status::Sent));
    let edit = samira.write(&edit, 5);
    samira.store.purge_everything().unwrap();
    assert!(samira.store.note(&agreement, at(60)).unwrap().is_none());
    assert_eq!(
        samira.store.agreement_text(&agreement, at(60)).unwrap(),
        None
    );
    // The edit has nothing to stand on any more, and is not lost.
    assert!(!samira.store.has_something_to_sync().unwrap());
    let inbox = samira.store.inbox(None, at(60)).unwrap();
    let item = inbox.iter().find(|item| item.key == edit).unwrap();
    let InboxContent::TextEdit { text, .. } = &item.content else {
        panic!("not an edit: {:?}", item.content);
    };
    assert_eq!(text, "Noor slaapt om 13 uur.");
}

#[test]
fn an_edit_that_waits_when_the_device_is_revoked_comes_back_with_its_words() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let words = [("text", text("Noor slaapt om 12 uur."))];
    let agreement = note(series(DocumentKind::Agreements), "agreement", &words);
    let agreement = samira.write(&agreement, 1);
    samira.sync(&mut server, 2);
    let edit = Command::EditText {
        agreement,
        text: "Noor slaapt om 13 uur.".into(),
    };
    samira.write(&edit, 3);
    samira.store.purge_everything().unwrap();
    let inbox = samira.store.inbox(None, at(60)).unwrap();
    assert_eq!(inbox.len(), 1);
    let whole = |content: &InboxContent| matches!(content, InboxContent::TextEdit { text, .. } if text == "Noor slaapt om 13 uur.");
    assert!(whole(&inbox[0].content));
    assert!(!samira.store.has_something_to_sync().unwrap());
}

#[test]
fn logging_out_with_unsent_notes_is_refused_or_keeps_them_for_the_next_log_in() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let sent = samira.write(&handover("slept badly"), 1);
    samira.sync(&mut server, 2);
    let unsent = samira.write(&handover("not sent yet"), 3);
    let refused = samira.store.log_out(false);
    assert!(matches!(refused, Err(StoreError::Unsent { count: 1 })));
    assert!(
        samira.store.note(&sent, at(60)).unwrap().is_some(),
        "nothing happened"
    );
    let kept = samira.store.log_out(true).unwrap();
    assert_eq!(kept, LoggedOut::Kept { unsent: 1 });
    samira.reopen();
    samira.store.log_in().unwrap();
    assert!(samira.store.note(&sent, at(60)).unwrap().is_none());
    samira.sync(&mut server, 5);
    assert_eq!(samira.store.status(&unsent).unwrap(), Some(Status::Sent));
    assert!(samira.store.note(&sent, at(60)).unwrap().is_some());
    assert_eq!(samira.store.log_out(false).unwrap(), LoggedOut::Empty);
}

#[test]
fn who_is_logged_out_neither_reads_nor_writes_nor_syncs_until_they_log_in_again() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let unsent = samira.write(&handover("not sent yet"), 2);
    let under_way = samira.request(3);
    let answer = server.answer(&under_way, 3);
    let out = |error: StoreError| assert!(matches!(error, StoreError::LoggedOut), "{error}");
    samira.store.log_out(true).unwrap();
    for opened_again in [false, true] {
        if opened_again {
            samira.reopen();
        }
        let store = &samira.store;
        let kept = LoggedOut::Kept { unsent: 1 };
        assert_eq!(store.logged_out().unwrap(), Some(kept));
        assert_eq!(store.log_out(false).unwrap(), kept, "twice is once");
        assert_eq!(store.pending_count().unwrap(), 1);
        assert_eq!(store.profile().unwrap().org, ORG);
        let random = &mut samira.random;
        let wrote = store.execute(&handover("more"), SAMIRA, at(4), random);
        let Err(CommandError::Store(error)) = wrote else {
            panic!("it was written")
        };
        out(error);
        out(store.build_sync(at(4), random).unwrap_err());
        out(store.note(&unsent, at(60)).unwrap_err());
        out(store.search("sent", at(60)).unwrap_err());
        out(store.drafts(SAMIRA, at(60)).unwrap_err());
        out(store.reflections(SAMIRA, at(60)).unwrap_err());
        out(store.inbox(None, at(60)).unwrap_err());
        out(store.status(&unsent).unwrap_err());
        out(store
            .open_items(samenspel_model::series::Subject::Child(CHILD), at(60))
            .unwrap_err());
        out(store.directory().unwrap_err());
        out(store.documents().unwrap_err());
        // What was under way changes nothing any more.
        let late = store.apply_sync(&under_way.receipt, at(4), &answer);
        assert!(matches!(late, Err(SyncError::Store(StoreError::LoggedOut))));
    }
    samira.store.log_in().unwrap();
    assert_eq!(samira.store.logged_out().unwrap(), None);
    samira.write(&handover("more"), 5);
    samira.sync(&mut server, 6);
    assert_eq!(samira.store.status(&unsent).unwrap(), Some(Status::Sent));
    assert_eq!(server.count(&unsent), 1);
}

#[test]
fn an_invitation_taken_while_logged_out_says_to_log_in_and_changes_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let device = samira.store.profile().unwrap().device;
    samira.write(&handover("not sent yet"), 2);
    samira.store.log_out(true).unwrap();
    let ticket = InvitationTicket {
        url: "https://samenspel.example".into(),
        org: ORG,
        code: vec![7; 16],
    };
    let again = samira
        .store
        .begin_enrolment(&ticket, "telefoon", at(3), &mut samira.random);
    assert!(matches!(again, Err(StoreError::LoggedOut)));
    samira.reopen();
    assert_eq!(samira.store.profile().unwrap().device, device);
    assert_eq!(samira.store.pending_count().unwrap(), 1);
}
