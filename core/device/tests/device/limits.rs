//! What is picked out of many is found however many others came after it: a limit is on what is shown.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::screens::Viewer;
use samenspel_device::{Command, NewNote};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Mentorship, Record, Span};
use samenspel_rules::partnership::{board_of, channel, desk};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    BoardItem, ContactPlan, ContactRhythm, DayLog, DayLogMatter, Detail, HomeNote, HomeTopic,
    Medical, MedicalMatter, Notice, PickUp, Severity,
};

/// More than any list holds.
const MANY: usize = 240;

fn viewer(phone: &Phone, minutes: i64) -> Viewer {
    Viewer {
        person: phone.person,
        now: at(minutes),
    }
}

fn add<N: Note>(phone: &mut Phone, series: Series, note: &N, minutes: i64) {
    phone.intent(&Command::AddNote(NewNote::of(series, note)), minutes);
}

fn add_many<N: Note>(phone: &mut Phone, series: Series, note: &N, minutes: i64) {
    for _ in 0..MANY / 60 {
        let notes = vec![NewNote::of(series, note); 60];
        phone.intent(&Command::AddNotes(notes), minutes);
    }
}

fn phone(person: samenspel_model::ids::PersonId) -> Phone {
    let mut server = Server::new();
    let mut phone = Phone::of(person, &mut server);
    phone.sync(&mut server, 1);
    phone
}

#[test]
fn the_question_for_the_door_is_there_after_many_other_words() {
    let mut samira = phone(SAMIRA);
    let day = series(DocumentKind::DayLog);
    let question = PickUp {
        question: Some("Mag Noor morgen mee naar het bos?".into()),
        keep_for_door: Some("Laat de tekening zien".into()),
        ..PickUp::new()
    };
    add(&mut samira, day, &question, 2);
    let more = PickUp {
        text: Some("Speelde in de zandbak".into()),
        ..PickUp::new()
    };
    add_many(&mut samira, day, &more, 3);
    let card = samira.store.pick_up(viewer(&samira, 4), CHILD).unwrap();
    assert_eq!((card.questions.len(), card.keep_for_door.len()), (1, 1));
}

#[test]
fn a_parent_reads_how_the_child_slept_after_many_other_lines_of_the_day() {
    let mut server = Server::new();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let day = series(DocumentKind::DayLog);
    add(&mut samira, day, &DayLog::new(DayLogMatter::Sleep), 2);
    let door = PickUp {
        keep_for_door: Some("Laat de tekening zien".into()),
        ..PickUp::new()
    };
    add(&mut samira, day, &door, 2);
    add_many(&mut samira, day, &DayLog::new(DayLogMatter::Nappy), 3);
    let told = PickUp {
        text: Some("Speelde in de zandbak".into()),
        ..PickUp::new()
    };
    add_many(&mut samira, day, &told, 3);
    let mut elif = Phone::of(ELIF, &mut server);
    samira.sync(&mut server, 15);
    server.hidden.insert(DocumentKind::Handover);
    elif.sync(&mut server, 16);
    let today = elif.store.parent_today(viewer(&elif, 17)).unwrap();
    assert_eq!(today.children[0].sleep.len(), 1);
    assert_eq!(today.children[0].ask_at_the_door.len(), 1);
}

#[test]
fn an_allergy_is_known_however_much_was_said_after_it() {
    let mut samira = phone(SAMIRA);
    let core = series(DocumentKind::ChildCore);
    let peanut = Medical {
        severity: Some(Severity::Severe),
        ..Medical::new(MedicalMatter::Allergy, "pinda".into())
    };
    add(&mut samira, core, &peanut, 2);
    let harmless = Medical::new(MedicalMatter::Allergy, "gras".into());
    add_many(&mut samira, core, &harmless, 3);
    let page = samira.store.child_page(viewer(&samira, 4), CHILD).unwrap();
    let mut statements = page.medical.facts.iter().flat_map(|it| &it.statements);
    assert!(statements.any(|it| it.note.substance == "pinda"));
}

#[test]
fn what_still_holds_on_the_board_is_there_after_many_things_that_ended() {
    let mut samira = phone(SAMIRA);
    let board = board_of(ORG, GROUP);
    let until = |minutes| BoardItem {
        text: Some("Waterpokken op de groep".into()),
        until: Some(at(minutes).wall),
        ..BoardItem::new()
    };
    add(&mut samira, board, &until(1_000), 2);
    add_many(&mut samira, board, &until(4), 3);
    let shown = samira.store.board(viewer(&samira, 5), GROUP).unwrap();
    assert_eq!(shown.items.len(), 1);
}

#[test]
fn a_notice_that_holds_is_there_after_many_that_ended() {
    let mut samira = phone(SAMIRA);
    let until = |minutes| Notice {
        until: Some(at(minutes).wall),
        ..Notice::new("Het hek klemt".into())
    };
    let group = Series {
        kind: DocumentKind::Group,
        subject: Subject::Group(GROUP),
        ..handover_series()
    };
    add(&mut samira, group, &until(1_000), 2);
    add_many(&mut samira, group, &until(4), 3);
    let today = samira.store.today(viewer(&samira, 5), GROUP).unwrap();
    assert_eq!(today.notices.len(), 1);
}

#[test]
fn what_a_family_wrote_of_home_is_there_as_long_as_it_matters() {
    let mut elif = phone(ELIF);
    let desk = desk(ORG, CHILD, ELIF);
    let until = |minutes| HomeNote {
        text: Some("Oma ligt in het ziekenhuis".into()),
        expires: Some(at(minutes).wall),
        ..HomeNote::new(HomeTopic::FamilyEvent)
    };
    add(&mut elif, desk, &until(1_000), 2);
    add_many(&mut elif, desk, &until(4), 3);
    let form = elif.store.drop_off(viewer(&elif, 5), CHILD).unwrap();
    assert_eq!(form.home_notes.len(), 1);
}

#[test]
fn a_parents_own_word_on_contact_counts_however_often_the_mentor_wrote_after_it() {
    let mut server = Server::new();
    let always = Span::since(MORNING.plus_ms(-10 * UnixMillis::DAY_MS));
    server.records.push(Record::Mentorship(Mentorship {
        child: CHILD,
        person: SAMIRA,
        deputy: false,
        during: always,
    }));
    server.records.sort_by_key(Record::id);
    let mut elif = Phone::of(ELIF, &mut server);
    elif.sync(&mut server, 1);
    let series = channel(ORG, CHILD, ELIF);
    let own = ContactPlan {
        detail: Some(Detail::Extensive),
        ..ContactPlan::new(ContactRhythm::Weekly)
    };
    add(&mut elif, series, &own, 2);
    elif.sync(&mut server, 3);
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 4);
    add_many(
        &mut samira,
        series,
        &ContactPlan::new(ContactRhythm::Monthly),
        5,
    );
    let contact = samira.store.contact(viewer(&samira, 6), CHILD).unwrap();
    let plan = contact.parents[0].state.plan.as_ref().unwrap();
    assert_eq!(plan.note.rhythm, ContactRhythm::Weekly);
    assert_eq!(contact.parents[0].detail, Detail::Extensive);
    assert!(plan.at < UnixMillis(at(5).wall.0));
}
