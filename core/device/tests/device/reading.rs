//! What screens read: order, open items, search, marks, the inbox.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, CommandError, InboxContent, Status, TimelineQuery, Topic};
use samenspel_model::entry::Value;
use samenspel_model::ids::EntryKey;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::verdict::{LaterReason, Outcome, RefusalCode};
use samenspel_rules::directory::Holder;

fn keys_shown(phone: &Phone) -> Vec<EntryKey> {
    let query = TimelineQuery {
        subject: Subject::Child(CHILD),
        kinds: &[],
        note_kinds: &[],
        before: None,
        limit: 100,
    };
    let notes = phone.store.timeline(&query, at(60)).unwrap();
    notes.iter().map(|note| note.entry.key).collect()
}

#[test]
fn a_reply_never_stands_before_what_it_answers_even_if_it_was_written_on_a_slow_clock() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    joost.sync(&mut server, 1);
    let journal = series(DocumentKind::Journal);
    let first = samira.write(&note(journal, "question", &[("text", text("Why?"))]), 100);
    samira.sync(&mut server, 101);
    joost.sync(&mut server, 102);
    let answer = [("of", keys(&[first])), ("text", text("Because."))];
    let reply = joost.write(&note(journal, "reply", &answer), 50);
    let other = joost.write(&note(journal, "question", &[("text", text("And?"))]), 60);
    joost.sync(&mut server, 103);
    samira.sync(&mut server, 104);
    assert_eq!(keys_shown(&joost), [other, first, reply]);
    assert_eq!(keys_shown(&samira), [other, first, reply]);
}

#[test]
fn the_timeline_pages_backwards_without_gaps() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let written: Vec<EntryKey> = (2..12)
        .map(|minute| samira.write(&handover("note"), minute))
        .collect();
    let mut seen = Vec::new();
    let mut before = None;
    loop {
        let query = TimelineQuery {
            subject: Subject::Child(CHILD),
            kinds: &[DocumentKind::Handover],
            note_kinds: &[],
            before,
            limit: 3,
        };
        let page = samira.store.timeline(&query, at(60)).unwrap();
        let Some(first) = page.first() else { break };
        before = Some(first.place());
        seen.splice(0..0, page.iter().map(|note| note.entry.key));
    }
    assert_eq!(seen, written);
}

#[test]
fn an_open_item_stays_until_it_is_closed_whichever_arrives_first() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    joost.sync(&mut server, 1);
    let what = [("what", text("Call the GP"))];
    let item = samira.write(&note(handover_series(), "open_item", &what), 2);
    samira.sync(&mut server, 3);
    joost.sync(&mut server, 4);
    let open = joost
        .store
        .open_items(Subject::Child(CHILD), at(60))
        .unwrap();
    assert_eq!(open.len(), 1);

    let of = [("of", keys(&[item]))];
    joost.write(&note(handover_series(), "take_over", &of), 5);
    joost.sync(&mut server, 6);
    samira.sync(&mut server, 7);
    assert_eq!(
        samira.store.status(&item).unwrap(),
        Some(Status::TakenOverBy(JOOST))
    );
    joost.write(&note(handover_series(), "close_item", &of), 8);
    assert!(
        joost
            .store
            .open_items(Subject::Child(CHILD), at(60))
            .unwrap()
            .is_empty()
    );
    joost.sync(&mut server, 9);
    samira.sync(&mut server, 10);
    assert!(
        samira
            .store
            .open_items(Subject::Child(CHILD), at(60))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_refused_closing_opens_the_item_again() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let what = [("what", text("Call the GP"))];
    let item = samira.write(&note(handover_series(), "open_item", &what), 2);
    let of = [("of", keys(&[item]))];
    let closing = samira.write(&note(handover_series(), "close_item", &of), 3);
    assert!(
        samira
            .store
            .open_items(Subject::Child(CHILD), at(60))
            .unwrap()
            .is_empty()
    );
    let code = RefusalCode::NotAllowed;
    server
        .refuse
        .insert(closing, Outcome::Refused { code, args: vec![] });
    samira.sync(&mut server, 4);
    assert_eq!(
        samira
            .store
            .open_items(Subject::Child(CHILD), at(60))
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn a_retracted_note_is_hidden_and_comes_back_if_the_retraction_is_refused() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let wrong = samira.write(&handover("meant for another child"), 2);
    samira.sync(&mut server, 3);
    let fields = [("of", keys(&[wrong])), ("reason", text("wrong_child"))];
    let retraction = samira.write(&note(handover_series(), "retraction", &fields), 4);
    assert!(keys_shown(&samira).is_empty());
    let code = RefusalCode::NotAllowed;
    server
        .refuse
        .insert(retraction, Outcome::Refused { code, args: vec![] });
    samira.sync(&mut server, 5);
    assert_eq!(keys_shown(&samira), [wrong]);
}

#[test]
fn a_refused_note_lies_in_the_inbox_with_its_full_text_until_it_is_put_away() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&handover("slept badly"), 2);
    let code = RefusalCode::PeriodExpired;
    server
        .refuse
        .insert(key, Outcome::Refused { code, args: vec![] });
    samira.sync(&mut server, 3);
    let inbox = samira.store.inbox(None, at(60)).unwrap();
    assert_eq!(inbox.len(), 1);
    let InboxContent::Note(entry) = &inbox[0].content else {
        panic!("a note was refused");
    };
    assert_eq!(entry.text("summary"), Some("slept badly"));
    assert!(keys_shown(&samira).is_empty());
    assert!(samira.store.dismiss(&key, at(60)).unwrap());
    assert!(samira.store.inbox(None, at(60)).unwrap().is_empty());
}

#[test]
fn search_finds_beginnings_of_words_without_their_accents_and_forgets_what_is_lost() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let key = samira.write(&handover("Een tweede crèche-dag, met \"pinda\""), 2);
    samira.write(&handover("iets anders"), 3);
    let found = |phone: &Phone, words: &str| -> Vec<EntryKey> {
        let notes = phone.store.search(words, at(60)).unwrap();
        notes.iter().map(|note| note.entry.key).collect()
    };
    assert_eq!(found(&samira, "creche"), [key]);
    assert_eq!(found(&samira, "PIN twee"), [key]);
    assert_eq!(found(&samira, "\" OR *"), Vec::<EntryKey>::new());
    // Codes are not words that somebody wrote.
    assert!(found(&samira, "watch").is_empty());
    samira.sync(&mut server, 4);
    assert_eq!(found(&samira, "creche"), [key]);
    server.hidden.insert(DocumentKind::Handover);
    samira.sync(&mut server, 5);
    samira.sync(&mut server, 6);
    assert!(found(&samira, "creche").is_empty());
}

#[test]
fn read_marks_of_one_sync_are_one_entry_and_show_who_read() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    samira.sync(&mut server, 1);
    let written: Vec<EntryKey> = (2..6)
        .map(|it| samira.write(&handover("note"), it))
        .collect();
    samira.sync(&mut server, 7);
    joost.sync(&mut server, 8);
    let before = server.entry_count();
    for key in &written {
        joost.intent(&Command::MarkRead { notes: vec![*key] }, 9);
    }
    joost.sync(&mut server, 10);
    assert_eq!(server.entry_count(), before + 1);
    samira.sync(&mut server, 11);
    assert_eq!(
        samira.store.status(&written[0]).unwrap(),
        Some(Status::ReadBy(vec![JOOST]))
    );
    // Read again: said already.
    joost.intent(&Command::MarkRead { notes: written }, 12);
    joost.sync(&mut server, 13);
    assert_eq!(server.entry_count(), before + 1);
}

#[test]
fn a_parents_marks_go_to_the_parents_own_desk_with_the_part_of_the_day_only() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    samira.sync(&mut server, 1);
    let slept = [("what", text("sleep")), ("from", Value::Int(MORNING.0))];
    let key = samira.write(&note(series(DocumentKind::DayLog), "day_log", &slept), 2);
    samira.sync(&mut server, 3);
    server.hidden.insert(DocumentKind::Handover);
    elif.sync(&mut server, 4);
    elif.intent(&Command::MarkRead { notes: vec![key] }, 61);
    let sent = elif.request(62);
    server.answer(&sent, 62);
    let request = server.requests.last().unwrap();
    let entry = request.entries[0].signed.entry().unwrap();
    assert_eq!(entry.series.kind, DocumentKind::ParentDesk);
    assert_eq!(entry.series.subject, Subject::ChildParent(CHILD, ELIF));
    assert_eq!(entry.text("part_of_day"), Some("morning"));
    // Six o'clock at the location: neither the entry, nor its key, nor the stated time knows better.
    let cut = MORNING.plus_ms(-4 * 60 * 60 * 1000);
    assert_eq!(entry.written_at, cut);
    assert_eq!(request.entries[0].corrected_at, cut);
}

#[test]
fn a_group_device_never_shows_or_keeps_what_it_wrote_into_a_parents_channel() {
    let mut server = Server::new();
    let mut tablet = Phone::held_by(Holder::Group(GROUP), SAMIRA, &mut server);
    tablet.sync(&mut server, 1);
    tablet.stands(SAMIRA, 1);
    let mut channel = series(DocumentKind::ParentChannel);
    channel.subject = Subject::ChildParent(CHILD, ELIF);
    let concern = note(channel, "concern", &[("text", text("for the mentor"))]);
    let refused = tablet.write(&concern, 2);
    let sent = tablet.write(&concern, 2);
    assert!(tablet.store.note(&sent, at(3)).unwrap().is_none());
    assert!(tablet.store.search("mentor", at(3)).unwrap().is_empty());
    let code = RefusalCode::NotAllowed;
    server
        .refuse
        .insert(refused, Outcome::Refused { code, args: vec![] });
    server.hidden.insert(DocumentKind::ParentChannel);
    tablet.sync(&mut server, 3);
    assert_eq!(tablet.store.status(&sent).unwrap(), Some(Status::Sent));
    assert!(tablet.store.inbox(None, at(3)).unwrap().is_empty());
    assert!(tablet.store.inbox(Some(JOOST), at(3)).unwrap().is_empty());
    assert_eq!(tablet.store.inbox(Some(SAMIRA), at(3)).unwrap().len(), 1);
}

#[test]
fn the_phone_says_beforehand_what_the_server_would_refuse() {
    let mut server = Server::new();
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let denied = elif.store.may(&handover("not for parents"), ELIF, at(2));
    assert!(matches!(
        denied,
        Err(CommandError::Refused {
            code: RefusalCode::NotAllowed,
            ..
        })
    ));
    let other = elif.store.may(&handover("as somebody else"), SAMIRA, at(2));
    assert!(matches!(
        other,
        Err(CommandError::Refused {
            code: RefusalCode::NotTheAuthor,
            ..
        })
    ));
    let unknown = note(
        series(DocumentKind::DayLog),
        "handover",
        &[("state", text("calm"))],
    );
    assert!(elif.store.may(&unknown, ELIF, at(2)).is_err());
    assert_eq!(elif.store.pending_count().unwrap(), 0);
}

#[test]
fn observers_hear_of_what_changed_after_the_commit() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let heard = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let ears = heard.clone();
    let observer = samira
        .store
        .observe(move |topics| ears.lock().unwrap().push(topics));
    samira.write(&handover("note"), 2);
    samira.store.stop_observing(observer);
    samira.write(&handover("note"), 3);
    let heard = heard.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert!(heard[0].contains(Topic::Notes) && !heard[0].contains(Topic::Directory));
}

#[test]
fn a_note_written_with_a_clock_a_year_off_finds_its_time_at_the_first_contact() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let year_ms = 365 * 24 * 60 * 60 * 1000;
    let mut wrong = at(10);
    wrong.wall = wrong.wall.plus_ms(-year_ms);
    wrong.boot_id = 2;
    let intent = samira
        .store
        .execute(&handover("note"), SAMIRA, wrong, &mut samira.random)
        .unwrap();
    let key = samira.store.entry_keys(intent).unwrap()[0];
    server.refuse.insert(
        key,
        Outcome::Later {
            why: LaterReason::Rate,
        },
    );
    wrong.monotonic_ms += 60_000;
    wrong.wall = wrong.wall.plus_ms(60_000);
    let outgoing = samira.store.build_sync(wrong, &mut samira.random).unwrap();
    let wire = server.answer(&outgoing, 11);
    let applied = samira
        .store
        .apply_sync(&outgoing.receipt, wrong, &wire)
        .unwrap();
    assert!(applied.later);
    assert_eq!(
        samira.store.note(&key, wrong).unwrap().unwrap().at,
        at(10).wall
    );
    assert_eq!(samira.store.wrong_clock_ms(wrong).unwrap(), Some(-year_ms));
}

#[test]
fn search_finds_a_name_as_it_is_written_and_without_its_marks_in_every_alphabet() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    for (at_minute, (written, asked)) in [
        ("Paweł speelde", &["Paweł", "Pawel", "PAWEŁ", "paw"][..]),
        ("Yıldız sliep", &["Yıldız", "Yildiz", "YILDIZ"]),
        ("Işıl lachte", &["IŞIL", "isil", "Işıl"]),
        ("Søren at brood", &["Soren", "SØREN"]),
        ("D’Angelo viel", &["D'Angelo", "dangelo"]),
        ("Ґалаґан бігав", &["галаган", "ҐАЛАҐАН"]),
        ("Γιώργος έπαιξε", &["ΓΙΩΡΓΟΣ", "γιωργος"]),
        ("لعب أحمد اليوم", &["احمد", "أَحْمَد", "أحـمد"]),
        ("שָׁלוֹם שיחק", &["שלום"]),
        ("Սևակ խաղաց", &["ՍԵՎԱԿ", "սեւակ"]),
        ("გიორგი", &["ᲒᲘᲝᲠᲒᲘ"]),
        ("ज़ारा खेली", &["जारा", "ज़ारा"]),
        ("วันนี้น้องสมชายเล่น", &["สมชาย"]),
        ("今天小明来了", &["小明", "明来"]),
        ("오늘 김민준이가 잤다", &["민준", "김민준"]),
        ("groep ٣ buiten", &["3", "٣"]),
    ]
    .into_iter()
    .enumerate()
    {
        let minutes = i64::try_from(at_minute).unwrap() + 2;
        let key = samira.write(&handover(written), minutes);
        for words in asked {
            let found = samira.store.search(words, at(60)).unwrap();
            let keys: Vec<EntryKey> = found.iter().map(|it| it.entry.key).collect();
            assert_eq!(keys, [key], "{words} in {written}");
        }
    }
    assert!(samira.store.search("\u{3164}", at(60)).unwrap().is_empty());
}
