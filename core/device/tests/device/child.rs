//! A child's page, agreements and what changed since, medicine, how a note came to be as it is, and
//! what a parent takes along.

// Helpers of tests may fail as loudly as the tests themselves.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::support::*;
use samenspel_device::{Command, CommandError, Export, NewNote, TimelineQuery};
use samenspel_document::text::Passage;
use samenspel_model::ids::{EntryKey, LocationId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_phrasebook::Language;
use samenspel_rules::directory::{
    Authority, LocationSettings, Mentorship, Parenthood, Person, Record, Span,
};
use samenspel_rules::partnership::{MedicineState, desk, of_child};
use samenspel_rules::schema::IsoDate;
use samenspel_rules::schema::notes::{
    Agreement, Approval, Consent, DayLog, DayLogMatter, DoseCheck, Expectation, Expectations,
    GoodMoment, Handover, HomeNote, HomeTopic, MedicineAgreement, MedicineDose, OurWay, PickUp,
    Purpose, Retraction, RetractionReason, Rhythm, SeeItDifferently, State, Topic,
};

/// Noor's father.
const KARIM: PersonId = PersonId([14; 16]);
const DAY: i64 = 24 * 60;

fn family() -> Server {
    let mut server = Server::new();
    let since = Span::since(MORNING.plus_ms(-100 * UnixMillis::DAY_MS));
    server.records.extend([
        Record::Person(Person {
            id: KARIM,
            first_name: "Karim".into(),
            last_name: String::new(),
            languages: vec!["tr".into()],
            left_at: None,
        }),
        Record::Parenthood(Parenthood {
            child: CHILD,
            person: KARIM,
            authority: Authority::Full,
            carer: true,
            earlier_names: Vec::new(),
            collection_barred: false,
            during: since,
        }),
        Record::Mentorship(Mentorship {
            child: CHILD,
            person: SAMIRA,
            deputy: false,
            during: since,
        }),
        Record::LocationSettings(LocationSettings {
            send_delay_ms: 0,
            ..LocationSettings::of(LocationId([4; 16]))
        }),
    ]);
    server.records.sort_by_key(Record::id);
    server
}

impl Phone {
    fn export(&self, minutes: i64, language: Language) -> Export {
        self.store
            .export(self.viewer(minutes), CHILD, language)
            .unwrap()
    }
}

fn moment(minutes: i64) -> UnixMillis {
    at(minutes).wall
}

fn about(kind: DocumentKind) -> Series {
    of_child(ORG, kind, CHILD)
}

fn meet(server: &mut Server, minutes: i64, phones: &mut [&mut Phone]) {
    for _ in 0..2 {
        for phone in phones.iter_mut() {
            phone.sync(server, minutes);
        }
    }
}

#[test]
fn the_page_shows_both_sides_beside_each_other_and_what_the_intake_still_lacks() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut karim = Phone::of(KARIM, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif, &mut karim]);
    let page = samira.store.child_page(samira.viewer(2), CHILD).unwrap();
    assert!(page.intake.expectations_home && page.intake.ways && page.intake.consents);
    let core = about(DocumentKind::ChildCore);
    let way = |words: &str| OurWay::new(Topic::Sleep, words.into());
    elif.add(NewNote::of(core, &way("Op de arm.")), 2);
    elif.add(NewNote::of(core, &way("Eerst een liedje.")), 3);
    karim.add(NewNote::of(core, &way("Met de knuffel.")), 4);
    samira.add(NewNote::of(core, &way("In een eigen bedje.")), 5);
    let hope = Expectations {
        about: Some(Expectation::Hope),
        ..Expectations::new("Dat zij vrienden maakt.".into())
    };
    karim.add(NewNote::of(core, &hope), 6);
    let rhythm = Rhythm {
        sleep_times: Some("12:30".into()),
        ..Rhythm::new()
    };
    elif.add(NewNote::of(core, &rhythm), 7);
    let photos = |given| Consent::new(Purpose::PhotosInside, given);
    elif.add(NewNote::of(core, &photos(true)), 8);
    meet(&mut server, 9, &mut [&mut elif, &mut karim, &mut samira]);

    let page = samira.store.child_page(samira.viewer(10), CHILD).unwrap();
    let words = |notes: &[samenspel_rules::partnership::Told<OurWay>]| {
        let mut words: Vec<_> = notes.iter().map(|it| it.note.text.clone()).collect();
        words.sort();
        words
    };
    assert_eq!(page.ways.len(), 1);
    assert_eq!(
        words(&page.ways[0].home),
        ["Eerst een liedje.", "Met de knuffel."]
    );
    assert_eq!(words(&page.ways[0].here), ["In een eigen bedje."]);
    assert_eq!(page.expectations[0].of, Expectation::Hope);
    assert!(!page.intake.expectations_home && page.intake.expectations_here);
    assert!(page.consents[0].holds);
    assert_eq!(page.mentors, [SAMIRA]);
    // One parent's no is enough.
    karim.add(NewNote::of(core, &photos(false)), 11);
    meet(&mut server, 12, &mut [&mut karim, &mut samira]);
    let page = samira.store.child_page(samira.viewer(13), CHILD).unwrap();
    assert!(!page.consents[0].holds);
    assert_eq!(page.consents[0].said.len(), 2);
}

#[test]
fn familiar_faces_are_those_who_wrote_its_days_lately_and_never_parents() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost]);
    let line = NewNote::of(
        about(DocumentKind::DayLog),
        &DayLog::new(DayLogMatter::Sleep),
    );
    samira.add(line.clone(), 2);
    joost.add(line.clone(), 3);
    joost.add(line, 4);
    meet(&mut server, 5, &mut [&mut joost, &mut samira]);
    let faces = |minutes| {
        samira.hear(minutes);
        let page = samira
            .store
            .child_page(samira.viewer(minutes), CHILD)
            .unwrap();
        page.familiar_faces
    };
    assert_eq!(faces(6), [JOOST, SAMIRA]);
    assert_eq!(faces(40 * DAY), []);
}

#[test]
fn an_agreement_says_whose_approval_is_missing_and_what_changed_since_mine() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif]);
    let series = about(DocumentKind::Agreements);
    let note = Agreement {
        review_at: Some(moment(30 * DAY)),
        ..Agreement::new("Noor slaapt om twaalf uur.".into())
    };
    let key = samira.add(NewNote::of(series, &note), 2);
    meet(&mut server, 3, &mut [&mut samira, &mut elif]);
    let row = |phone: &Phone, minutes| {
        phone.hear(minutes);
        phone
            .store
            .agreements(phone.viewer(minutes), CHILD)
            .unwrap()
            .remove(0)
    };
    assert_eq!(row(&elif, 4).missing, [ELIF, KARIM, SAMIRA]);
    let shown = row(&elif, 4).text;
    elif.add(
        NewNote::of(
            series,
            &Approval::new(key, shown.text_hash, shown.edits_hash),
        ),
        5,
    );
    meet(&mut server, 6, &mut [&mut elif, &mut samira]);
    assert_eq!(row(&samira, 7).missing, [KARIM, SAMIRA]);
    assert_eq!(row(&elif, 7).since_my_approval, None);

    let text = "Noor slaapt om één uur.".to_owned();
    samira.intent(
        &Command::EditText {
            agreement: key,
            text,
        },
        8,
    );
    meet(&mut server, 9, &mut [&mut samira, &mut elif]);
    let after = row(&elif, 10);
    assert_eq!(after.missing, [ELIF, KARIM, SAMIRA]);
    let changed = [
        Passage::Same("Noor slaapt om ".into()),
        Passage::Removed("twaalf ".into()),
        Passage::Added("één ".into()),
        Passage::Same("uur.".into()),
    ];
    assert_eq!(after.since_my_approval.as_deref(), Some(&changed[..]));
    // Who approved nothing on this device is shown the whole text.
    assert_eq!(row(&samira, 10).since_my_approval, None);
    let other = SeeItDifferently::new(key, "Bij ons slaapt ze later.".into());
    elif.add(NewNote::of(series, &other), 11);
    assert_eq!(row(&elif, 12).other_views.len(), 1);
    assert!(!row(&elif, 12).is_due_for_review);
    assert!(row(&elif, 31 * DAY).is_due_for_review);
}

#[test]
fn a_medicine_is_given_by_an_agreement_that_holds_and_a_second_person_says_it_was_right() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut joost = Phone::of(JOOST, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut joost, &mut elif]);
    let core = about(DocumentKind::ChildCore);
    let agreed = MedicineAgreement {
        to: Some(moment(10 * DAY)),
        expires: Some(IsoDate("2026-09-05".into())),
        first_given_at_home: Some(false),
        ..MedicineAgreement::new("Amoxicilline".into(), "5 ml".into())
    };
    let first = elif.add(NewNote::of(core, &agreed), 2);
    meet(&mut server, 3, &mut [&mut elif, &mut samira, &mut joost]);
    let states = |phone: &Phone, minutes| {
        let view = phone.store.medicine(phone.viewer(minutes), CHILD).unwrap();
        view.agreements
            .iter()
            .map(|(_, state)| *state)
            .collect::<Vec<_>>()
    };
    assert_eq!(states(&samira, 4), [MedicineState::FirstNotGivenAtHome]);
    let at_home = MedicineAgreement {
        first_given_at_home: Some(true),
        of: Some(vec![first]),
        ..agreed
    };
    elif.add(NewNote::of(core, &at_home), 5);
    meet(&mut server, 6, &mut [&mut elif, &mut samira, &mut joost]);
    assert_eq!(
        states(&samira, 7),
        [MedicineState::Holds, MedicineState::Replaced]
    );
    assert_eq!(states(&samira, 5 * DAY)[0], MedicineState::PackageExpired);
    assert_eq!(states(&samira, 11 * DAY)[0], MedicineState::Over);

    let care = about(DocumentKind::CareRecord);
    let dose = |minutes| MedicineDose {
        given_by: Some(SAMIRA),
        ..MedicineDose::new("amoxicilline".into(), "5 ml".into(), moment(minutes))
    };
    let given = samira.add(NewNote::of(care, &dose(8)), 8);
    // Her own word about her own dose is no second pair of eyes.
    let own = Command::AddNote(NewNote::of(care, &DoseCheck::new(given)));
    let refused = samira.store.may(&own, SAMIRA, at(9)).unwrap_err();
    assert!(
        matches!(&refused, CommandError::Refused { code, .. } if *code == RefusalCode::NotAllowed),
        "{refused}"
    );
    meet(&mut server, 10, &mut [&mut samira, &mut joost]);
    let rows = |phone: &Phone, minutes| {
        phone
            .store
            .medicine(phone.viewer(minutes), CHILD)
            .unwrap()
            .doses
    };
    assert_eq!(rows(&joost, 11)[0].checked_by, []);
    joost.add(NewNote::of(care, &DoseCheck::new(given)), 12);
    assert_eq!(rows(&joost, 13)[0].checked_by, [JOOST]);
    // The same spoon written down by a colleague, half an hour later.
    joost.add(NewNote::of(care, &dose(38)), 38);
    assert_eq!(rows(&joost, 39)[0].too_soon_after, Some(given));
    assert_eq!(rows(&joost, 39)[1].too_soon_after, None);
}

#[test]
fn a_note_keeps_its_corrections_and_what_was_about_another_child_is_put_before_the_manager() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let series = about(DocumentKind::DayLog);
    let told = |words: &str| PickUp {
        moment: GoodMoment::named("built_tower"),
        text: Some(words.into()),
        ..PickUp::new()
    };
    let key = samira.add(NewNote::of(series, &told("Drie blokken.")), 2);
    let right = NewNote::correcting(series, key, &told("Acht blokken."));
    let correction = samira.add(right, 3);
    let history = samira
        .store
        .history(samira.viewer(4), &key)
        .unwrap()
        .unwrap();
    assert_eq!(history.original.entry.text("text"), Some("Drie blokken."));
    assert_eq!(history.corrections.len(), 1);
    assert_eq!(history.retractions, []);
    assert_eq!(samira.store.retractions(samira.viewer(4)).unwrap(), []);

    samira.add(
        NewNote::of(series, &Retraction::new(key, RetractionReason::WrongChild)),
        5,
    );
    for key in [key, correction] {
        assert!(samira.store.note(&key, at(6)).unwrap().is_none());
        let words = (samira.store).words(samira.viewer(6), &key, Language::Dutch);
        assert!(words.unwrap().is_empty());
    }
    assert!(samira.store.search("blokken", at(6)).unwrap().is_empty());
    let view = samira.store.pick_up(samira.viewer(6), CHILD).unwrap();
    assert_eq!(view.moments, []);
    let history = samira
        .store
        .history(samira.viewer(6), &key)
        .unwrap()
        .unwrap();
    assert_eq!(history.retractions[0].author(), SAMIRA);
    assert!(history.original.is_retracted && history.original.entry.fields.is_empty());
    assert!(history.corrections.is_empty());
    let rows = samira.store.retractions(samira.viewer(6)).unwrap();
    assert!(rows[0].may_be_a_breach);
    assert_eq!(rows[0].written_at, Some(moment(2)));
}

#[test]
fn the_timeline_shows_only_the_kinds_that_were_chosen_and_pages_through_them() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    samira.sync(&mut server, 1);
    let mut written = Vec::new();
    for minute in (2..20).step_by(3) {
        let line = DayLog::new(DayLogMatter::Sleep);
        written.push(samira.add(NewNote::of(about(DocumentKind::DayLog), &line), minute));
        samira.add(
            NewNote::of(about(DocumentKind::Handover), &Handover::new(State::Calm)),
            minute + 1,
        );
        let told = PickUp {
            text: Some("x".into()),
            ..PickUp::new()
        };
        written.push(samira.add(NewNote::of(about(DocumentKind::DayLog), &told), minute + 2));
    }
    let mut seen: Vec<EntryKey> = Vec::new();
    let mut before = None;
    loop {
        let query = TimelineQuery {
            subject: Subject::Child(CHILD),
            kinds: &[],
            note_kinds: &["pick_up", "day_log"],
            before,
            limit: 5,
        };
        let page = samira.store.timeline(&query, at(60)).unwrap();
        let Some(first) = page.first() else { break };
        before = Some(first.place());
        seen.splice(0..0, page.iter().map(|it| it.entry.key));
    }
    assert_eq!(seen, written);
}

#[test]
fn a_parent_takes_along_a_page_data_and_documents_and_nothing_of_the_other_parents_own() {
    let mut server = family();
    let mut samira = Phone::of(SAMIRA, &mut server);
    let mut elif = Phone::of(ELIF, &mut server);
    let mut karim = Phone::of(KARIM, &mut server);
    meet(&mut server, 1, &mut [&mut samira, &mut elif, &mut karim]);
    let told = PickUp {
        moment: GoodMoment::named("built_tower"),
        text: Some("<script>alert('Noor & co')</script>".into()),
        ..PickUp::new()
    };
    let day = about(DocumentKind::DayLog);
    samira.add(NewNote::of(day, &told).in_language("nl"), 2);
    let agreement = Agreement::new("Slaapt om twaalf uur.\nMet knuffel.".into());
    samira.add(NewNote::of(about(DocumentKind::Agreements), &agreement), 3);
    let home = |words: &str| HomeNote {
        text: Some(words.into()),
        ..HomeNote::new(HomeTopic::Sleep)
    };
    elif.add(NewNote::of(desk(ORG, CHILD, ELIF), &home("Van Elif.")), 4);
    karim.add(NewNote::of(desk(ORG, CHILD, KARIM), &home("Van Karim.")), 5);
    samira.write(&handover("Alleen voor collega's."), 6);
    let wrong = PickUp {
        text: Some("Over een ander kind.".into()),
        ..PickUp::new()
    };
    let wrong = samira.add(NewNote::of(day, &wrong), 7);
    samira.add(
        NewNote::of(day, &Retraction::new(wrong, RetractionReason::WrongChild)),
        8,
    );
    meet(&mut server, 9, &mut [&mut samira, &mut karim, &mut elif]);

    let dutch = elif.export(10, Language::Dutch);
    insta::assert_snapshot!("export_in_dutch", dutch.html);
    let arabic = elif.export(10, Language::Arabic);
    assert!(arabic.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(arabic.html.contains("<span lang=\"nl\" dir=\"ltr\">"));
    // The store of this test was given everything: what is left out is left out here.
    for kept_out in [
        "Van Karim.",
        "Alleen voor",
        "Over een ander kind",
        "<script>",
    ] {
        assert!(!dutch.html.contains(kept_out), "{kept_out}");
        assert!(
            kept_out == "<script>" || !dutch.json.contains(kept_out),
            "{kept_out}"
        );
    }
    let data: serde_json::Value = serde_json::from_str(&dutch.json).unwrap();
    assert_eq!(data["format"], "samenspel-export");
    assert_eq!(data["child"]["first_name"], "Noor");
    let notes = data["notes"].as_array().unwrap();
    let kinds: Vec<_> = notes
        .iter()
        .map(|it| it["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["pick_up", "agreement", "home_note"]);
    assert_eq!(notes[1]["text"], "Slaapt om twaalf uur.\nMet knuffel.");
    assert_eq!(notes[0]["author"], "Samira");
    let kinds: Vec<_> = data["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert_eq!(dutch.documents.len(), kinds.len());
    assert!(!kinds.contains(&serde_json::json!("handover")));
    // The month's day book once held a note about another child: it is not given as a document.
    assert!(!kinds.contains(&serde_json::json!("day-log")));
    assert!(kinds.contains(&serde_json::json!("agreements")));
    for (_, bytes) in &dutch.documents {
        automerge::Automerge::load(bytes).unwrap();
    }
    // A colleague is no parent: nothing is taken along.
    let none = samira
        .store
        .export(samira.viewer(10), CHILD, Language::Dutch)
        .unwrap();
    assert_eq!(
        (none.documents.len(), none.html.contains("<article>")),
        (0, false)
    );
}

#[test]
fn what_was_taken_back_for_whatever_reason_is_in_no_file_that_a_parent_takes_along() {
    const NEXT_MONTH: i64 = 40 * 24 * 60;
    for reason in [
        RetractionReason::WrongFacts,
        RetractionReason::NotWanted,
        RetractionReason::Other,
        RetractionReason::WrongChild,
    ] {
        for minutes in [3, NEXT_MONTH] {
            let mut server = family();
            let mut samira = Phone::of(SAMIRA, &mut server);
            let mut elif = Phone::of(ELIF, &mut server);
            meet(&mut server, 1, &mut [&mut samira, &mut elif]);
            let day = about(DocumentKind::DayLog);
            let told = |words: &str| PickUp {
                text: Some(words.into()),
                ..PickUp::new()
            };
            let back = samira.add(NewNote::of(day, &told("Heeft epilepsie.")), 2);
            let words = Agreement::new("Slaapt om twaalf uur.".into());
            samira.add(NewNote::of(about(DocumentKind::Agreements), &words), 2);
            meet(&mut server, 2, &mut [&mut samira, &mut elif]);
            samira.add(NewNote::of(day, &told("Speelde fijn.")), minutes);
            let taken_back = Retraction::new(back, reason);
            samira.add(NewNote::of(day, &taken_back), minutes);
            meet(&mut server, minutes + 1, &mut [&mut samira, &mut elif]);

            let export = elif.export(minutes + 2, Language::Dutch);
            let holds = |bytes: &[u8]| bytes.windows(9).any(|it| it == b"epilepsie");
            assert!(!holds(export.html.as_bytes()) && !holds(export.json.as_bytes()));
            // A saved document is deflated: what it says is read in its changes.
            for (_, bytes) in &export.documents {
                let document = automerge::Automerge::load(bytes).unwrap();
                let changes = document.get_changes(&[]);
                let holds = changes.iter().any(|it| holds(it.raw_bytes()));
                assert!(!holds && !format!("{:?}", document.hydrate(None)).contains("epilepsie"));
            }
            assert!(export.html.contains("Wat is teruggenomen"), "{reason:?}");
            let data: serde_json::Value = serde_json::from_str(&export.json).unwrap();
            assert_eq!(data["documents_left_out"][0]["kind"], "day-log");
            assert_eq!(data["documents_left_out"].as_array().unwrap().len(), 1);
            assert_eq!(
                data["documents"].as_array().unwrap().len(),
                export.documents.len()
            );
            let given = if minutes == NEXT_MONTH { 2 } else { 1 };
            assert_eq!(export.documents.len(), given, "{reason:?} {minutes}");
        }
    }
}
