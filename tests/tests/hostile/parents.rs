//! Parents who write where they may not: among staff, to the other parent, about other people's
//! children, or over what somebody else said. Knows nothing of forged names (`identity`).

use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::{DocumentKind as Kind, Subject};
use samenspel_model::verdict::RefusalCode;
use samenspel_tests::support::notes::{keys, text};

use crate::siege::{Siege, unused_key};

/// Has each note signed by Samira's modified app and refused with this code.
fn samira_may_not(siege: &Siege, notes: &[Entry], code: RefusalCode) {
    let samira = siege.device_of(siege.at.samira);
    let signed = notes.iter().map(|it| samira.sign(it)).collect();
    siege.refuses_all(&samira, signed, code);
}

#[test]
fn hostile_parent_writes_into_the_documents_of_the_staff() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let noor = Subject::Child(at.noor);
    let notes = [
        at.question(at.samira, (Kind::Team, noor), now),
        at.question(at.samira, (Kind::Handover, noor), now),
        at.handover(at.samira, at.noor, now),
        at.note(
            at.samira,
            (Kind::Group, Subject::Group(at.rupsen)),
            "notice",
            &[("text", text("Let op."))],
            now,
        ),
    ];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_writes_on_the_board_in_the_handbook_or_in_the_care_record() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let words = [("title", text("Visie")), ("text", text("Anders."))];
    let dose = [
        ("medicine", text("Paracetamol")),
        ("dose", text("1")),
        ("at", Value::Int(now.0)),
    ];
    let board = (Kind::Board, Subject::Group(at.rupsen));
    let notes = [
        at.note(
            at.samira,
            board,
            "board_item",
            &[("code", text("closed"))],
            now,
        ),
        at.note(
            at.samira,
            (Kind::Handbook, Subject::Organisation),
            "handbook_page",
            &words,
            now,
        ),
        at.note(
            at.samira,
            (Kind::CareRecord, Subject::Child(at.noor)),
            "medicine_dose",
            &dose,
            now,
        ),
    ];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_writes_into_a_circle_that_she_is_not_named_in() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let case = (Kind::Circle, Subject::Case(siege.written.circle));
    let notes = [at.question(at.samira, case, now)];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_writes_on_the_desk_or_channel_of_the_other_parent() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let pieters = Subject::ChildParent(at.noor, at.pieter);
    let notes = [
        at.home_note(at.samira, (at.noor, at.pieter), now),
        at.question(at.samira, (Kind::ParentDesk, pieters), now),
        at.question(at.samira, (Kind::ParentChannel, pieters), now),
    ];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_writes_about_the_child_of_another_family() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let allergy = [("what", text("allergy")), ("substance", text("pinda"))];
    for child in [at.daan, at.zeynep] {
        let about = |kind| (kind, Subject::Child(child));
        let elsewhere = if child == at.daan { at.elif } else { at.hassan };
        let notes = [
            at.drop_off(at.samira, child, now),
            at.question(at.samira, about(Kind::Journal), now),
            at.note(at.samira, about(Kind::ChildCore), "medical", &allergy, now),
            at.home_note(at.samira, (child, elsewhere), now),
        ];
        samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
    }
}

#[test]
fn hostile_parent_writes_about_who_does_not_exist() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let nobody = PersonId([9; 16]);
    let circle = samenspel_model::ids::CircleId([9; 16]);
    let notes = [
        at.drop_off(at.samira, ChildId([9; 16]), now),
        at.home_note(at.samira, (at.noor, nobody), now),
        // A desk of hers, but with a child that is not hers.
        at.home_note(at.samira, (at.daan, at.samira), now),
        at.question(at.samira, (Kind::Circle, Subject::Case(circle)), now),
    ];
    samira_may_not(&siege, &notes, RefusalCode::UnknownSubject);
}

#[test]
fn hostile_parent_writes_what_only_staff_write() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let about = |kind| (kind, Subject::Child(at.noor));
    let channel = (
        Kind::ParentChannel,
        Subject::ChildParent(at.noor, at.samira),
    );
    let seen = [("domain", text("motor")), ("seen", text("Kan lopen."))];
    let outside = [
        ("receiver", text("school")),
        ("text", text("Alles over Noor.")),
    ];
    let notes = [
        at.note(
            at.samira,
            about(Kind::DayLog),
            "pick_up",
            &[("text", text("Fijn."))],
            now,
        ),
        at.note(
            at.samira,
            about(Kind::DayLog),
            "day_log",
            &[("what", text("sleep"))],
            now,
        ),
        at.note(at.samira, about(Kind::Journal), "observation", &seen, now),
        at.note(
            at.samira,
            about(Kind::Journal),
            "tip",
            &[("text", text("Doe dit."))],
            now,
        ),
        at.note(at.samira, channel, "share", &outside, now),
        at.note(
            at.samira,
            channel,
            "offer",
            &[("what", text("home_visit"))],
            now,
        ),
    ];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_writes_a_note_where_no_such_note_belongs() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let home = [("topic", text("sleep"))];
    for (kind, note) in [
        (Kind::DayLog, "home_note"),
        (Kind::Team, "home_note"),
        (Kind::DayLog, "medical"),
        (Kind::DayLog, "no_such_kind"),
        (Kind::DayLog, "entries"),
    ] {
        let about = (kind, Subject::Child(at.noor));
        let signed = samira.sign(&at.note(at.samira, about, note, &home, now));
        siege.refuses(&samira, signed, RefusalCode::WrongDocument, &[note]);
    }
}

/// A correction of `note`, whose words would take the place of its own.
fn correction(siege: &Siege, by: PersonId, note: &Entry) -> Entry {
    let said = note.fields.iter().next().unwrap();
    let fields = [("of", keys(&[note.key])), (said.0.as_str(), said.1.clone())];
    let about = (note.series.kind, note.series.subject);
    siege.at.note(by, about, "correction", &fields, siege.now())
}

fn retraction(siege: &Siege, by: PersonId, note: &Entry) -> Entry {
    let fields = [("of", keys(&[note.key])), ("reason", text("wrong_child"))];
    let about = (note.series.kind, note.series.subject);
    siege.at.note(by, about, "retraction", &fields, siege.now())
}

#[test]
fn hostile_parent_corrects_or_takes_back_what_staff_wrote() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sleep = [("what", text("sleep"))];
    let about = (Kind::DayLog, Subject::Child(at.noor));
    let theirs = at.note(at.fatima, about, "day_log", &sleep, now);
    let fatima = siege.honest("Fatima");
    siege.stores(fatima, fatima.sign(&theirs));
    let notes = [
        correction(&siege, at.samira, &theirs),
        retraction(&siege, at.samira, &theirs),
        retraction(&siege, at.samira, &siege.written.handover),
        retraction(&siege, at.samira, &siege.written.agreement),
    ];
    samira_may_not(&siege, &notes, RefusalCode::NotAllowed);
}

#[test]
fn hostile_parent_corrects_or_takes_back_what_the_other_parent_wrote() {
    let siege = Siege::lay();
    let at = siege.at;
    let pieter = siege.device_of(at.pieter);
    let theirs = &siege.written.drop_off;
    let notes = [
        correction(&siege, at.pieter, theirs),
        retraction(&siege, at.pieter, theirs),
    ];
    let signed = notes.iter().map(|it| pieter.sign(it)).collect();
    siege.refuses_all(&pieter, signed, RefusalCode::NotAllowed);
}

#[test]
fn hostile_professional_corrects_or_takes_back_what_a_colleague_wrote() {
    let siege = Siege::lay();
    let at = siege.at;
    let sanne = siege.device_of(at.sanne);
    let theirs = &siege.written.handover;
    let notes = [
        correction(&siege, at.sanne, theirs),
        retraction(&siege, at.sanne, theirs),
    ];
    let signed = notes.iter().map(|it| sanne.sign(it)).collect();
    siege.refuses_all(&sanne, signed, RefusalCode::NotAllowed);
}

#[test]
fn hostile_correction_of_an_own_note_that_does_not_exist() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let mut invented = siege.written.drop_off.clone();
    invented.key = unused_key(at.samira, now);
    let note = samira.sign(&correction(&siege, at.samira, &invented));
    siege.refuses(&samira, note, RefusalCode::UnknownReference, &[]);
}

#[test]
fn hostile_correction_reaches_into_another_document() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    // Her own note of the day-log, named from the journal.
    let fields = [
        ("of", keys(&[siege.written.drop_off.key])),
        ("reason", text("other")),
    ];
    let journal = (Kind::Journal, Subject::Child(at.noor));
    let note = samira.sign(&at.note(at.samira, journal, "retraction", &fields, now));
    siege.refuses(&samira, note, RefusalCode::UnknownReference, &[]);
}

#[test]
fn hostile_answer_to_a_note_of_a_document_that_one_may_not_read() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let samira = siege.device_of(at.samira);
    let fields = [
        ("of", keys(&[siege.written.question.key])),
        ("text", text("Ik weet wat jullie schrijven.")),
    ];
    let about = |kind| (kind, Subject::Child(at.noor));
    let there = at.note(at.samira, about(Kind::Team), "reply", &fields, now);
    siege.refuses(&samira, samira.sign(&there), RefusalCode::NotAllowed, &[]);
    // From a document of hers the key names nothing, whether or not it exists elsewhere.
    let here = at.note(at.samira, about(Kind::Journal), "reply", &fields, now);
    siege.refuses(
        &samira,
        samira.sign(&here),
        RefusalCode::UnknownReference,
        &[],
    );
}

#[test]
fn hostile_parent_without_authority_writes_beyond_his_own_channel() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let jan = siege.device_of(at.jan);
    let about = |kind| (kind, Subject::Child(at.noor));
    let own = Subject::ChildParent(at.noor, at.jan);
    let collector = [("name", text("Jan"))];
    let words = [("text", text("Ik haal haar vandaag op."))];
    let notes = [
        at.drop_off(at.jan, at.noor, now),
        at.note(at.jan, about(Kind::ChildCore), "collector", &collector, now),
        at.note(at.jan, about(Kind::Agreements), "agreement", &words, now),
        at.question(at.jan, about(Kind::Journal), now),
        at.question(at.jan, (Kind::ParentDesk, own), now),
    ];
    let signed = notes.iter().map(|it| jan.sign(it)).collect();
    siege.refuses_all(&jan, signed, RefusalCode::NotAllowed);
}

#[test]
fn hostile_note_says_nothing_but_nothing_special() {
    let siege = Siege::lay();
    let (at, now) = (siege.at, siege.now());
    let sanne = siege.device_of(at.sanne);
    let fields = [("moment", text("nothing_special"))];
    let about = (Kind::DayLog, Subject::Child(at.noor));
    let note = sanne.sign(&at.note(at.sanne, about, "pick_up", &fields, now));
    siege.refuses(&sanne, note, RefusalCode::OnlyNothingSpecial, &["moment"]);
}
