//! The store and a server that follows the protocol to the letter.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{InboxContent, Status};
use samenspel_model::verdict::{Outcome, RefusalCode};

#[test]
fn a_note_travels_from_one_phone_to_another() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    joost.sync(&mut server, 1);
    let key = samira.write(&handover("slept badly"), 2);
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::OnThisDevice)
    );
    assert_eq!(samira.store.pending_count().unwrap(), 1);

    samira.sync(&mut server, 3);
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
    assert_eq!(samira.store.pending_count().unwrap(), 0);
    joost.sync(&mut server, 4);

    assert_eq!(joost.store.digest().unwrap(), server.digest());
    assert_eq!(samira.store.digest().unwrap(), server.digest());
}

#[test]
fn an_answer_that_comes_twice_changes_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    samira.write(&handover("slept badly"), 2);
    let outgoing = samira.request(3);
    let wire = server.answer(&outgoing, 3);
    let first = samira
        .store
        .apply_sync(&outgoing.receipt, at(3), &wire)
        .unwrap();
    let before = samira.store.digest().unwrap();
    let again = samira
        .store
        .apply_sync(&outgoing.receipt, at(4), &wire)
        .unwrap();
    assert!(!first.outcomes_only && again.outcomes_only);
    assert_eq!(samira.store.digest().unwrap(), before);
    assert_eq!(before, server.digest());
}

#[test]
fn a_lost_answer_costs_nothing_and_doubles_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&handover("slept badly"), 2);
    let lost = samira.request(3);
    server.answer(&lost, 3);
    samira.sync(&mut server, 4);
    assert_eq!(server.count(&key), 1);
    assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
    assert_eq!(samira.store.digest().unwrap(), server.digest());
}

#[test]
fn a_new_phone_fetches_snapshots_in_ranges_and_converges() {
    for range_bytes in [0, 50, 100_000] {
        let mut server = Server::new();
        server.range_bytes = range_bytes;
        let mut samira = Phone::of(SAMIRA, &mut server);
        samira.sync(&mut server, 1);
        for minute in 2..12 {
            samira.write(&handover("a note"), minute);
        }
        samira.sync(&mut server, 20);
        let mut joost = Phone::of(JOOST, &mut server);
        joost.sync(&mut server, 30);
        assert_eq!(joost.store.digest().unwrap(), server.digest());
        assert_eq!(joost.store.wanted_count().unwrap(), 0);
        let key = samira.write(&handover("one more"), 31);
        samira.sync(&mut server, 32);
        joost.sync(&mut server, 33);
        assert_eq!(joost.store.digest().unwrap(), server.digest());
        assert_eq!(joost.store.status(&key).unwrap(), Some(Status::Sent));
    }
}

#[test]
fn a_phone_behind_what_was_merged_fetches_the_document_and_keeps_its_own_unsent_note() {
    for range_bytes in [50, 100_000] {
        let mut server = Server::new();
        server.range_bytes = range_bytes;
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut joost = Phone::of(JOOST, &mut server);
        samira.sync(&mut server, 1);
        joost.sync(&mut server, 1);
        let theirs: Vec<_> = (2..12)
            .map(|minute| samira.write(&handover("a note"), minute))
            .collect();
        samira.sync(&mut server, 20);
        server.merged_up_to = 8;
        let own = joost.write(&handover("not sent yet"), 21);
        let why = samenspel_model::verdict::LaterReason::Rate;
        server.refuse.insert(own, Outcome::Later { why });

        joost.sync(&mut server, 22);

        assert_eq!(joost.store.digest().unwrap(), server.digest());
        assert_eq!(joost.store.wanted_count().unwrap(), 0);
        for key in &theirs {
            assert_eq!(joost.store.status(key).unwrap(), Some(Status::Sent));
        }
        let status = joost.store.status(&own).unwrap();
        assert_eq!(status, Some(Status::OnThisDevice));
        server.refuse.clear();
        joost.sync(&mut server, 23);
        assert_eq!(joost.store.digest().unwrap(), server.digest());
    }
}

#[test]
fn a_document_that_was_fetched_further_than_the_cursor_is_not_fetched_again_when_it_is_named() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    joost.sync(&mut server, 1);
    for minute in 2..12 {
        samira.write(&handover("a note"), minute);
    }
    samira.sync(&mut server, 20);
    server.merged_up_to = 10;
    // One position a page: every page names the one document again.
    server.page_entries = 1;
    let before = server.requests.len();

    joost.sync(&mut server, 22);

    assert_eq!(joost.store.digest().unwrap(), server.digest());
    let whole = |request: &samenspel_protocol::SyncRequest| {
        let fresh = |want: &samenspel_protocol::Want| want.after.is_none();
        request.wants.iter().filter(|it| fresh(it)).count()
    };
    let fetched: usize = server.requests[before..].iter().map(whole).sum();
    assert_eq!(fetched, 1, "the document was fetched more than once");
}

#[test]
fn putting_back_an_old_copy_of_the_store_loses_and_doubles_nothing() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let before = samira.write(&handover("before the copy"), 2);
    let copy = samira.folder.path().join("copy");
    samira.reopen();
    samira.copy_to(&copy);
    let after = samira.write(&handover("after the copy"), 3);
    samira.sync(&mut server, 4);

    samira.put_back(&copy);
    assert_eq!(samira.store.status(&after).unwrap(), None);
    samira.sync(&mut server, 5);

    assert_eq!((server.count(&before), server.count(&after)), (1, 1));
    assert_eq!(samira.store.digest().unwrap(), server.digest());
    assert_eq!(samira.store.status(&after).unwrap(), Some(Status::Sent));
    samira.write(&handover("and on"), 6);
    samira.sync(&mut server, 7);
    assert_eq!(samira.store.digest().unwrap(), server.digest());
}

#[test]
fn after_last_nights_backup_phones_bring_back_what_they_hold() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    joost.sync(&mut server, 1);
    let old = samira.write(&handover("yesterday"), 2);
    samira.sync(&mut server, 3);
    let by_samira = samira.write(&handover("today"), 4);
    samira.sync(&mut server, 5);
    let by_joost = joost.write(&handover("also today"), 6);
    joost.sync(&mut server, 7);

    server.restore(1);
    assert_eq!((server.count(&by_samira), server.count(&by_joost)), (0, 0));
    // Joost also holds what Samira wrote; she does not come back first.
    joost.sync(&mut server, 8);
    for key in [old, by_samira, by_joost] {
        assert_eq!(server.count(&key), 1);
    }
    samira.sync(&mut server, 9);
    joost.sync(&mut server, 10);
    assert_eq!(samira.store.digest().unwrap(), server.digest());
    assert_eq!(joost.store.digest().unwrap(), server.digest());
    assert_eq!(samira.store.status(&by_samira).unwrap(), Some(Status::Sent));
    assert_eq!(joost.store.pending_count().unwrap(), 0);
}

#[test]
fn a_document_that_may_no_longer_be_read_leaves_the_phone_and_unsent_notes_stay() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    let theirs = samira.write(&handover("slept badly"), 2);
    samira.sync(&mut server, 3);
    joost.sync(&mut server, 4);
    assert!(joost.store.status(&theirs).unwrap().is_some());
    let own = joost.write(&handover("not sent yet"), 5);
    server.refuse.insert(
        own,
        Outcome::Later {
            why: samenspel_model::verdict::LaterReason::Rate,
        },
    );
    server
        .hidden
        .insert(samenspel_model::series::DocumentKind::Handover);
    joost.sync(&mut server, 6);
    joost.sync(&mut server, 7);
    assert_eq!(joost.store.status(&theirs).unwrap(), None);
    assert!(joost.store.documents().unwrap().is_empty());
    assert_eq!(
        joost.store.status(&own).unwrap(),
        Some(Status::OnThisDevice)
    );
}

#[test]
fn a_refused_note_says_why_and_is_gone_from_where_others_would_see_it() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&handover("slept badly"), 2);
    server.refuse.insert(
        key,
        Outcome::Refused {
            code: RefusalCode::PeriodExpired,
            args: vec!["2020".into()],
        },
    );
    samira.sync(&mut server, 3);
    assert_eq!(
        samira.store.status(&key).unwrap(),
        Some(Status::Refused {
            code: RefusalCode::PeriodExpired,
            args: vec!["2020".into()],
        })
    );
}

/// The words of the hand-overs on a phone.
fn words(phone: &Phone) -> Vec<String> {
    let entries = phone.store.written_here().unwrap();
    let note = |key| phone.store.note(&key, at(60)).unwrap();
    let mut words: Vec<String> = entries
        .into_iter()
        .filter_map(|(key, _)| note(key))
        .filter_map(|it| it.entry.text("summary").map(str::to_owned))
        .collect();
    words.sort();
    words
}

#[test]
fn a_note_whose_key_another_device_took_goes_under_a_new_key_by_itself() {
    for arrives_first in [false, true] {
        let mut server = Server::new();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut taker = Phone::of(SAMIRA, &mut server);
        let mut joost = Phone::of(JOOST, &mut server);
        for phone in [&mut samira, &mut taker, &mut joost] {
            phone.sync(&mut server, 1);
        }
        // The other device signs other words under the very key that her phone makes.
        let asked = samira.request(2);
        taker.random = samira.random.clone();
        let own = samira.write(&handover("slept badly"), 3);
        let taken = taker.write(&handover("nothing special"), 3);
        assert_eq!(own, taken);
        taker.sync(&mut server, 4);
        if arrives_first {
            let wire = server.answer(&asked, 5);
            let applied = samira.store.apply_sync(&asked.receipt, at(5), &wire);
            applied.unwrap();
            let inbox = samira.store.inbox(Some(SAMIRA), at(5)).unwrap();
            assert_eq!(
                (words(&samira), inbox),
                (vec!["slept badly".into()], vec![])
            );
        }
        samira.sync(&mut server, 6);
        assert_eq!(samira.store.inbox(Some(SAMIRA), at(7)).unwrap(), []);
        let written = samira.store.written_here().unwrap();
        assert_eq!(written.len(), 1);
        let key = written[0].0;
        assert_ne!(key, own);
        assert_eq!(samira.store.status(&key).unwrap(), Some(Status::Sent));
        assert_eq!((server.count(&own), server.count(&key)), (1, 1));
        joost.sync(&mut server, 8);
        for (key, words) in [(own, "nothing special"), (key, "slept badly")] {
            for phone in [&samira, &joost] {
                let note = phone.store.note(&key, at(9)).unwrap().unwrap();
                assert_eq!(note.entry.text("summary"), Some(words));
            }
        }
    }
}

#[test]
fn a_key_is_taken_once_and_then_the_words_go_back_to_their_author() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let reused = Outcome::Refused {
        code: RefusalCode::KeyReused,
        args: vec![],
    };
    let own = samira.write(&handover("slept badly"), 2);
    server.refuse.insert(own, reused.clone());
    assert!(samira.once(&mut server, 3).more);
    let again = samira.store.written_here().unwrap()[0].0;
    let waits = Some(Status::OnThisDevice);
    assert_eq!(samira.store.status(&again).unwrap(), waits);
    server.refuse.insert(again, reused);
    samira.sync(&mut server, 4);
    let inbox = samira.store.inbox(Some(SAMIRA), at(5)).unwrap();
    let [item] = &inbox[..] else {
        panic!("{inbox:?}");
    };
    assert_eq!(item.key, again);
    let InboxContent::Note(entry) = &item.content else {
        panic!("{item:?}");
    };
    assert_eq!(entry.text("summary"), Some("slept badly"));
}
