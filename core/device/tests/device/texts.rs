//! Co-written text on the device: intents, rebases, approvals.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{AgreementView, Command, CommandError, InboxContent, Status};
use samenspel_model::entry::Value;
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::{Outcome, RefusalCode};

fn agreement() -> Command {
    let words = [("text", text("Noor slaapt om 12 uur."))];
    note(series(DocumentKind::Agreements), "agreement", &words)
}

#[test]
fn two_people_edit_one_text_offline_and_both_edits_survive() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    samira.sync(&mut server, 1);
    elif.sync(&mut server, 1);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let edit = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    samira.intent(&edit("Noor slaapt om 13 uur."), 5);
    elif.intent(&edit("Noor slaapt om 12 uur. Met haar knuffel."), 5);
    assert_eq!(
        elif.store.agreement_text(&key, at(60)).unwrap().as_deref(),
        Some("Noor slaapt om 12 uur. Met haar knuffel.")
    );
    for round in 6..9 {
        samira.sync(&mut server, round);
        elif.sync(&mut server, round);
    }
    let words = samira.store.agreement_text(&key, at(60)).unwrap().unwrap();
    assert!(
        words.contains("13 uur") && words.contains("knuffel"),
        "{words}"
    );
    assert_eq!(
        elif.store.agreement_text(&key, at(60)).unwrap().unwrap(),
        words
    );
    assert_eq!(samira.store.digest().unwrap(), server.digest());
    assert_eq!(elif.store.digest().unwrap(), server.digest());
    assert_eq!(samira.store.pending_count().unwrap(), 0);
    let mut fresh = Phone::of(JOOST, &mut server);
    fresh.sync(&mut server, 20);
    assert_eq!(
        fresh.store.agreement_text(&key, at(60)).unwrap().unwrap(),
        words
    );
}

#[test]
fn a_text_is_taken_back_and_not_emptied() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let agreement = samira.write(&agreement(), 2);
    for text in ["", "  ", "\u{200B}"] {
        let edit = Command::EditText {
            agreement,
            text: text.into(),
        };
        let refused = (samira.store).execute(&edit, SAMIRA, at(3), &mut samira.random);
        let code = RefusalCode::FieldInvalid;
        assert!(
            matches!(&refused, Err(CommandError::Refused { code: it, .. }) if *it == code),
            "{refused:?}"
        );
    }
}

#[test]
fn an_edit_whose_base_moved_on_is_merged_and_sent_again_under_the_same_key() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    samira.sync(&mut server, 1);
    elif.sync(&mut server, 1);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let edit = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    let rebased = elif.write(&edit("Noor slaapt om half een."), 5);
    samira.intent(&edit("Noor slaapt om 13 uur."), 5);
    samira.sync(&mut server, 6);
    server.refuse.insert(rebased, Outcome::Rebase);
    elif.once(&mut server, 7);
    assert_eq!(
        elif.store.status(&rebased).unwrap(),
        Some(Status::OnThisDevice)
    );
    server.refuse.clear();
    elif.sync(&mut server, 8);
    samira.sync(&mut server, 9);
    assert_eq!(server.count(&rebased), 1);
    let view = elif.store.agreement(&key, at(60)).unwrap().unwrap();
    assert!(
        view.text.contains("half een") && view.text.contains("13 uur"),
        "{}",
        view.text
    );
    assert_eq!(view.overlaps.len(), 1);
    assert!(!view.has_unsent_edits);
    assert_eq!(
        samira.store.agreement_text(&key, at(60)).unwrap().unwrap(),
        view.text
    );
}

#[test]
fn an_approval_lapses_with_any_later_edit_even_if_the_words_come_back() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    let view = samira.store.agreement(&key, at(60)).unwrap().unwrap();
    let fields = [
        ("agreement", keys(&[key])),
        ("text_hash", Value::Bytes(view.text_hash.to_vec())),
        ("edits_hash", Value::Bytes(view.edits_hash.to_vec())),
    ];
    samira.write(
        &note(series(DocumentKind::Agreements), "approval", &fields),
        4,
    );
    samira.sync(&mut server, 5);
    let holds = |phone: &Phone| {
        phone
            .store
            .agreement(&key, at(60))
            .unwrap()
            .unwrap()
            .approvals[0]
            .holds
    };
    assert!(holds(&samira));
    for (minute, words) in [(6, "Iets heel anders."), (8, "Noor slaapt om 12 uur.")] {
        let text = words.into();
        samira.intent(
            &Command::EditText {
                agreement: key,
                text,
            },
            minute,
        );
        samira.sync(&mut server, minute + 1);
        assert!(!holds(&samira));
    }
    let words = samira.store.agreement_text(&key, at(60)).unwrap();
    assert_eq!(words.as_deref(), Some("Noor slaapt om 12 uur."));
}

fn came_back(phone: &Phone, edit: &EntryKey, words: &str) -> bool {
    let inbox = phone.store.inbox(None, at(60)).unwrap();
    inbox.iter().any(|item| {
        item.key == *edit
            && matches!(item.status, Status::Refused { .. })
            && matches!(&item.content, InboxContent::TextEdit { text, .. } if text == words)
    })
}

#[test]
fn an_edit_goes_back_when_its_agreement_was_stored_where_the_author_may_no_longer_read() {
    let mut server = Server::new();
    let mut elif = Phone::of(ELIF, &mut server);
    let key = elif.write(&agreement(), 2);
    let words = "Noor slaapt om 13 uur.";
    let edit = Command::EditText {
        agreement: key,
        text: words.into(),
    };
    let edit = elif.write(&edit, 3);
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 4);
    assert!(came_back(&elif, &edit, words));
    assert!(!elif.store.has_something_to_sync().unwrap());
    assert_eq!(elif.store.pending_count().unwrap(), 0);
}

#[test]
fn an_edit_goes_back_when_word_that_its_agreement_is_stored_comes_after_access_was_lost() {
    let mut server = Server::new();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let key = elif.write(&agreement(), 2);
    // The answer is lost, and with it the page; then the access.
    let lost = elif.request(3);
    server.answer(&lost, 3);
    server.hidden.insert(DocumentKind::Agreements);
    let words = "Noor slaapt om 13 uur.";
    let edit = Command::EditText {
        agreement: key,
        text: words.into(),
    };
    let edit = elif.write(&edit, 4);
    elif.sync(&mut server, 5);
    assert!(came_back(&elif, &edit, words));
    assert!(!elif.store.has_something_to_sync().unwrap());
    assert_eq!(elif.store.agreement_text(&key, at(60)).unwrap(), None);
}

#[test]
fn an_edit_to_be_made_again_goes_back_when_its_document_has_been_lost_meanwhile() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let words = "Noor slaapt om 13 uur.";
    let edit = Command::EditText {
        agreement: key,
        text: words.into(),
    };
    let edit = elif.write(&edit, 5);
    server.refuse.insert(edit, Outcome::Rebase);
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 6);
    assert!(came_back(&elif, &edit, words));
    assert!(!elif.store.has_something_to_sync().unwrap());
}

#[test]
fn an_edit_of_a_text_that_was_itself_refused_goes_back_with_it() {
    let mut server = Server::new();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let key = elif.write(&agreement(), 2);
    let words = "Noor slaapt om 13 uur.";
    let edit = Command::EditText {
        agreement: key,
        text: words.into(),
    };
    let edit = elif.write(&edit, 3);
    let code = RefusalCode::NotAllowed;
    server
        .refuse
        .insert(key, Outcome::Refused { code, args: vec![] });
    elif.sync(&mut server, 4);
    assert!(came_back(&elif, &edit, words));
    assert!(!elif.store.has_something_to_sync().unwrap());
}

#[test]
fn an_edit_waits_while_its_document_is_being_fetched_again() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let edit = Command::EditText {
        agreement: key,
        text: "Noor slaapt om 13 uur.".into(),
    };
    let edit = elif.write(&edit, 5);
    server.restore(1);
    server.range_bytes = 40;
    elif.sync(&mut server, 6);
    assert_eq!(elif.store.status(&edit).unwrap(), Some(Status::Sent));
    assert_eq!(server.count(&edit), 1);
}

#[test]
fn word_that_an_edit_must_be_made_again_changes_nothing_once_it_is_stored() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let key = elif.write(&agreement(), 2);
    elif.sync(&mut server, 3);
    let edit_to = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    let edit = elif.write(&edit_to("Noor slaapt om 13 uur."), 4);
    let request = elif.request(5);
    server.refuse.insert(edit, Outcome::Rebase);
    let late = server.answer(&request, 5);
    server.refuse.clear();
    elif.sync(&mut server, 6);
    samira.sync(&mut server, 6);
    samira.write(&edit_to("Noor slaapt om 14 uur."), 7);
    samira.sync(&mut server, 7);
    elif.sync(&mut server, 7);
    elif.store
        .apply_sync(&request.receipt, at(8), &late)
        .unwrap();
    elif.sync(&mut server, 9);
    let words = elif.store.agreement_text(&key, at(60)).unwrap();
    assert_eq!(words.as_deref(), Some("Noor slaapt om 14 uur."));
    assert_eq!(server.count(&edit), 1);
    assert_eq!(elif.store.status(&edit).unwrap(), Some(Status::Sent));
    for document in elif.store.documents().unwrap() {
        assert!(elif.store.load_document(&document.id).unwrap().is_some());
        let entries = elif.store.entries(&document.id).unwrap();
        assert_eq!(entries.len() as u64, document.entries);
    }
}

#[test]
fn an_edit_that_arrives_without_the_text_it_stands_on_has_the_document_fetched_whole() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    elif.sync(&mut server, 1);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    joost.sync(&mut server, 3);
    // Elif may not read it when it passes by, and may again when a colleague edits it.
    server.hidden.insert(DocumentKind::Agreements);
    elif.sync(&mut server, 4);
    server.hidden.clear();
    let words = "Noor slaapt om 13 uur.";
    let edit = Command::EditText {
        agreement: key,
        text: words.into(),
    };
    joost.write(&edit, 5);
    joost.sync(&mut server, 6);
    elif.sync(&mut server, 7);
    let shown = elif.store.agreement_text(&key, at(60)).unwrap();
    assert_eq!(shown.as_deref(), Some(words));
    for document in elif.store.documents().unwrap() {
        assert!(elif.store.load_document(&document.id).unwrap().is_some());
    }
}

#[test]
fn an_approval_of_what_is_not_shown_or_not_sent_is_refused_before_it_is_written() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    let old = samira.store.agreement(&key, at(60)).unwrap().unwrap();
    let approval = |view: &AgreementView| {
        let fields = [
            ("agreement", keys(&[key])),
            ("text_hash", Value::Bytes(view.text_hash.to_vec())),
            ("edits_hash", Value::Bytes(view.edits_hash.to_vec())),
        ];
        note(series(DocumentKind::Agreements), "approval", &fields)
    };
    let edit = Command::EditText {
        agreement: key,
        text: "Noor slaapt om 13 uur.".into(),
    };
    samira.intent(&edit, 4);
    let unsent = samira.store.may(&approval(&old), SAMIRA, at(5));
    assert!(
        matches!(unsent, Err(CommandError::UnsentEdits)),
        "{unsent:?}"
    );
    samira.sync(&mut server, 6);
    let lapsed = samira.store.may(&approval(&old), SAMIRA, at(7));
    assert!(
        matches!(
            lapsed,
            Err(CommandError::Refused {
                code: RefusalCode::ApprovalLapsed,
                ..
            })
        ),
        "{lapsed:?}"
    );
    let new = samira.store.agreement(&key, at(60)).unwrap().unwrap();
    samira.intent(&approval(&new), 8);
    assert!(
        samira
            .store
            .agreement(&key, at(60))
            .unwrap()
            .unwrap()
            .approvals[0]
            .holds
    );
}

#[test]
fn two_edits_of_one_sentence_are_shown_on_both_phones_and_approved_by_nobody_until_one_is_chosen() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    samira.sync(&mut server, 1);
    elif.sync(&mut server, 1);
    let words = [("text", text("Paracetamol 2 keer per dag."))];
    let begun = note(series(DocumentKind::Agreements), "agreement", &words);
    let key = samira.write(&begun, 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let edit = |text: &str| Command::EditText {
        agreement: key,
        text: text.into(),
    };
    samira.intent(&edit("Paracetamol 3 keer per dag."), 5);
    let rebased = elif.write(&edit("Paracetamol 2 keer per nacht."), 5);
    samira.sync(&mut server, 6);
    server.refuse.insert(rebased, Outcome::Rebase);
    elif.once(&mut server, 6);
    server.refuse.clear();
    for round in 6..9 {
        samira.sync(&mut server, round);
        elif.sync(&mut server, round);
    }
    let approval = |phone: &Phone| {
        let view = phone.store.agreement(&key, at(60)).unwrap().unwrap();
        let fields = [
            ("agreement", keys(&[key])),
            ("text_hash", Value::Bytes(view.text_hash.to_vec())),
            ("edits_hash", Value::Bytes(view.edits_hash.to_vec())),
        ];
        let approval = note(series(DocumentKind::Agreements), "approval", &fields);
        phone.store.may(&approval, phone.person, at(60))
    };
    for (phone, mine, theirs) in [
        (&samira, "3 keer per dag.", "2 keer per nacht."),
        (&elif, "2 keer per nacht.", "3 keer per dag."),
    ] {
        let view = phone.store.agreement(&key, at(60)).unwrap().unwrap();
        assert_eq!(view.text, "Paracetamol 3 keer per dag. / 2 keer per nacht.");
        assert_eq!(view.overlaps.len(), 1);
        let overlap = &view.overlaps[0];
        assert_eq!(
            (overlap.mine.as_str(), overlap.theirs.as_str()),
            (mine, theirs)
        );
        let refused = approval(phone);
        let code = RefusalCode::Undecided;
        assert!(
            matches!(&refused, Err(CommandError::Refused { code: it, .. }) if *it == code),
            "{refused:?}"
        );
    }
    samira.intent(&edit("Paracetamol 2 keer per nacht."), 61);
    for round in 62..64 {
        samira.sync(&mut server, round);
        elif.sync(&mut server, round);
    }
    for phone in [&samira, &elif] {
        let view = phone.store.agreement(&key, at(65)).unwrap().unwrap();
        assert_eq!(view.overlaps, []);
        assert!(approval(phone).is_ok(), "{:?}", approval(phone));
    }
}

#[test]
fn what_was_taken_back_is_not_approved_edited_or_corrected_on_the_phone() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let key = samira.write(&agreement(), 2);
    samira.sync(&mut server, 3);
    elif.sync(&mut server, 4);
    let back = [("of", keys(&[key])), ("reason", text("wrong_child"))];
    let back = note(series(DocumentKind::Agreements), "retraction", &back);
    let view = samira.store.agreement(&key, at(5)).unwrap().unwrap();
    samira.write(&back, 5);
    // On her own phone at once, on the other's when it hears of it.
    assert!(samira.store.agreement(&key, at(60)).unwrap().is_none());
    assert!(samira.store.agreement_text(&key, at(60)).unwrap().is_none());
    let approval = [
        ("agreement", keys(&[key])),
        ("text_hash", Value::Bytes(view.text_hash.to_vec())),
        ("edits_hash", Value::Bytes(view.edits_hash.to_vec())),
    ];
    let approval = note(series(DocumentKind::Agreements), "approval", &approval);
    let edit = Command::EditText {
        agreement: key,
        text: "Noor slaapt om 13 uur.".into(),
    };
    assert!(elif.store.may(&approval, ELIF, at(6)).is_ok());
    samira.sync(&mut server, 7);
    elif.sync(&mut server, 8);
    for (phone, person) in [(&samira, SAMIRA), (&elif, ELIF)] {
        for (command, kind) in [(&approval, "approval"), (&edit, "text_edit")] {
            let refused = phone.store.may(command, person, at(9));
            let Err(CommandError::Refused { code, args }) = refused else {
                panic!("{kind} by {person}: {refused:?}");
            };
            assert_eq!(
                (code, args),
                (RefusalCode::TakenBack, vec![kind.to_owned()])
            );
        }
    }
    let fields = [("of", keys(&[key])), ("text", text("Toch om 12 uur."))];
    let correction = note(series(DocumentKind::Agreements), "correction", &fields);
    let refused = samira.store.may(&correction, SAMIRA, at(9));
    assert!(
        matches!(&refused, Err(CommandError::Refused { code, .. }) if *code == RefusalCode::TakenBack),
        "{refused:?}"
    );
    // What she has to say of it herself goes on.
    let differs = note(
        series(DocumentKind::Agreements),
        "see_it_differently",
        &fields,
    );
    assert!(elif.store.may(&differs, ELIF, at(9)).is_ok());
}

/// What a person's phone says of the text: its words, both versions of what is open, and whether this
/// person may approve it.
fn standing(phone: &Phone, key: EntryKey, minutes: i64) -> (String, Vec<(String, String)>, bool) {
    let view = (phone.store.agreement(&key, at(minutes))).unwrap().unwrap();
    let fields = [
        ("agreement", keys(&[key])),
        ("text_hash", Value::Bytes(view.text_hash.to_vec())),
        ("edits_hash", Value::Bytes(view.edits_hash.to_vec())),
    ];
    let approval = note(series(DocumentKind::Agreements), "approval", &fields);
    let may = phone
        .store
        .may(&approval, phone.person, at(minutes))
        .is_ok();
    let overlaps = view.overlaps.into_iter().map(|it| (it.mine, it.theirs));
    (view.text, overlaps.collect(), may)
}

/// Sends an edit that stands on an older text as often as it takes.
fn send_late(phone: &mut Phone, edit: EntryKey, server: &mut Server, minutes: i64) {
    server.refuse.insert(edit, Outcome::Rebase);
    phone.once(server, minutes);
    server.refuse.clear();
    phone.sync(server, minutes);
}

#[test]
fn an_edit_against_a_deletion_is_shown_on_every_phone_and_approved_by_nobody_until_settled() {
    for (base, deleted, edited) in [
        (
            "Geen pinda. Wel melk.",
            "Wel melk.",
            "Geen pinda of noten. Wel melk.",
        ),
        (
            "- geen pinda\n- wel melk",
            "- wel melk\n- geen pinda",
            "- geen pinda\n- wel melk, lauw",
        ),
        (
            "- geen pinda\n- wel melk\n- geen ei",
            "- geen pinda\n- geen ei",
            "- geen pinda\n- wel sojamelk\n- geen ei",
        ),
        (
            "Slaapt niet\nop de buik",
            "Slaapt niet op de buik",
            "Slaapt niet\nop de rug",
        ),
        (
            "Mag niet:\n- pinda\n- ei",
            "Mag wel:\n- pinda\n- ei",
            "Mag niet:\n- pinda\n- melk",
        ),
    ] {
        let mut server = Server::new();
        let mut samira = Phone::of(SAMIRA, &mut server);
        let mut elif = Phone::of(ELIF, &mut server);
        let mut joost = Phone::of(JOOST, &mut server);
        let begun = [("text", text(base))];
        let begun = note(series(DocumentKind::Agreements), "agreement", &begun);
        let key = samira.write(&begun, 2);
        for phone in [&mut samira, &mut elif, &mut joost] {
            phone.sync(&mut server, 3);
        }
        let edit = |words: &str| Command::EditText {
            agreement: key,
            text: words.into(),
        };
        samira.intent(&edit(deleted), 5);
        let late = elif.write(&edit(edited), 5);
        samira.sync(&mut server, 6);
        send_late(&mut elif, late, &mut server, 6);
        for phone in [&mut samira, &mut elif, &mut joost] {
            phone.sync(&mut server, 7);
        }
        let (words, mine, _) = standing(&elif, key, 60);
        assert_eq!(mine.len(), 1, "{words:?}");
        for phone in [&samira, &elif, &joost] {
            let (shown, overlaps, may) = standing(phone, key, 60);
            assert_eq!(shown, words);
            assert!(!may, "{words:?}");
            assert_eq!(overlaps.len(), 1, "{words:?}");
            let (one, other) = &overlaps[0];
            let is_mine = (one, other) == (&mine[0].0, &mine[0].1);
            let is_turned = (other, one) == (&mine[0].0, &mine[0].1);
            assert!(is_mine || is_turned, "{overlaps:?}");
            assert!(shown.contains(one.as_str()) && shown.contains(other.as_str()));
        }
        samira.intent(&edit(edited), 61);
        for minutes in 62..64 {
            for phone in [&mut samira, &mut elif, &mut joost] {
                phone.sync(&mut server, minutes);
            }
        }
        for phone in [&samira, &elif, &joost] {
            assert_eq!(
                standing(phone, key, 65),
                (edited.to_owned(), Vec::new(), true)
            );
        }
    }
}

#[test]
fn of_three_editors_every_version_is_shown_on_every_phone() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    let begun = [("text", text("Mag pinda bij de lunch."))];
    let begun = note(series(DocumentKind::Agreements), "agreement", &begun);
    let key = samira.write(&begun, 2);
    for phone in [&mut samira, &mut elif, &mut joost] {
        phone.sync(&mut server, 3);
    }
    let edit = |words: &str| Command::EditText {
        agreement: key,
        text: words.into(),
    };
    samira.intent(&edit("Mag geen pinda bij de lunch."), 5);
    let second = elif.write(&edit("Mag altijd pinda bij het ontbijt."), 5);
    let third = joost.write(&edit("Mag pinda bij de lunch en soms."), 5);
    samira.sync(&mut server, 6);
    // Joost's is made again twice: on Samira's, then on both.
    server.refuse.insert(third, Outcome::Rebase);
    joost.once(&mut server, 7);
    joost.once(&mut server, 7);
    send_late(&mut elif, second, &mut server, 8);
    send_late(&mut joost, third, &mut server, 9);
    for phone in [&mut samira, &mut elif, &mut joost] {
        phone.sync(&mut server, 10);
    }
    for phone in [&samira, &elif, &joost] {
        let (words, overlaps, may) = standing(phone, key, 60);
        assert!(!may, "{words:?}");
        let shown: String = (overlaps.iter())
            .map(|(mine, theirs)| format!("{mine}\n{theirs}\n"))
            .collect();
        for version in ["geen pinda", "het ontbijt.", "en soms."] {
            assert!(words.contains(version), "{words:?}");
            assert!(shown.contains(version), "{version:?} in {overlaps:?}");
        }
    }
    // Who takes one of the three away has not decided between the other two.
    let (words, _, _) = standing(&samira, key, 60);
    let less = words.replace(" / pinda bij de lunch en soms.", "");
    assert_ne!(less, words);
    samira.intent(&edit(&less), 61);
    for minutes in 62..64 {
        for phone in [&mut samira, &mut elif, &mut joost] {
            phone.sync(&mut server, minutes);
        }
    }
    for phone in [&samira, &elif, &joost] {
        let (words, overlaps, may) = standing(phone, key, 65);
        assert!(!may && !overlaps.is_empty(), "{words:?}: {overlaps:?}");
    }
}
