//! Which notes a correction may be of, and which fields it may change: all kinds, each with its answer.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::*;
use samenspel_model::series::{DocumentKind, Granularity, Period, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::policy::{NamedNote, Times, WrongField, check_correction};
use samenspel_rules::schema;
use samenspel_rules::schema::{FieldType, Fixed, Remembered};

const FATIMA: PersonId = PersonId([2; 16]);
const TIM: PersonId = PersonId([3; 16]);

/// Kinds whose notes are corrected; all others are not. A new kind has to be put somewhere.
const CORRECTED: [&str; 43] = [
    "handover",
    "open_item",
    "notice",
    "presence",
    "drop_off",
    "pick_up",
    "day_log",
    "day_change",
    "home_note",
    "family_card",
    "talk_request",
    "talk_answer",
    "offer",
    "contact_plan",
    "contact_mark",
    "observation",
    "proposal",
    "question",
    "concern",
    "tip",
    "reply",
    "see_it_differently",
    "medical",
    "collector",
    "rhythm",
    "expectations",
    "our_way",
    "medicine_dose",
    "incident",
    "illness",
    "agreement",
    "talk",
    "talk_report",
    "agenda_item",
    "board_item",
    "event",
    "event_answer",
    "handbook_page",
    "staff_card",
    "template",
    "practice_card",
    "theme_pack",
    "self_check",
];

fn entry(kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut all = Fields::new();
    for (name, value) in fields {
        all.set(name, value.clone()).unwrap();
    }
    let documents = schema::kind(kind).unwrap().documents;
    Entry {
        series: Series {
            org: OrgId([1; 16]),
            kind: documents[0],
            subject: Subject::Child(ChildId([4; 16])),
        },
        schema: 1,
        key: EntryKey {
            person: FATIMA,
            entry: [5; 16],
        },
        kind: NoteKind::new(kind).unwrap(),
        fields: all,
        written_at: UnixMillis(1),
        device: DeviceId([6; 16]),
    }
}

fn key() -> Value {
    Value::Bytes(vec![7; 32])
}

#[test]
fn every_kind_is_corrected_or_is_taken_back_and_given_anew() {
    for kind in schema::kinds() {
        let fixed = Fixed::of(&entry(kind.name, &[]));
        let expected = CORRECTED.contains(&kind.name);
        assert_eq!(fixed != Fixed::Everything, expected, "{}", kind.name);
    }
    for kind in CORRECTED {
        assert!(schema::kind(kind).is_some(), "{kind}");
    }
}

#[test]
fn the_words_of_a_text_that_is_written_together_are_edited_and_not_corrected() {
    let words = [("text", Value::Text("Noor slaapt om 12 uur.".into()))];
    let agreement = entry("agreement", &words);
    assert_eq!(Fixed::of(&agreement), Fixed::Words);
    let of = ("of", key());
    let wrong = entry("correction", &[of.clone(), words[0].clone()]);
    assert_eq!(Fixed::Words.first_wrong(&wrong), Some("text"));
    let right = entry("correction", &[of, ("topic", Value::Text("sleep".into()))]);
    assert_eq!(Fixed::Words.first_wrong(&right), None);
}

#[test]
fn a_copy_in_anothers_name_is_not_corrected_and_ones_own_is() {
    let copied = |author: PersonId| {
        let origin = [
            ("copied_from", key()),
            ("original_author", Value::Bytes(author.0.to_vec())),
        ];
        entry("incident", &origin)
    };
    assert_eq!(Fixed::of(&copied(TIM)), Fixed::Everything);
    assert_eq!(Fixed::of(&copied(FATIMA)), Fixed::Nothing);
}

/// A value that the schema takes for a field.
fn example(field: &schema::Field) -> Value {
    match field.holds {
        FieldType::Text => Value::Text("Zo is het.".into()),
        FieldType::Code(list) | FieldType::Codes(list) => Value::Text(list.codes[0].into()),
        FieldType::Number(least, _) => Value::Int(least),
        FieldType::Moment => Value::Int(1_793_606_400_000),
        FieldType::Date => Value::Text("2026-11-02".into()),
        FieldType::Language => Value::Text("nl".into()),
        FieldType::Flag => Value::Bool(true),
        FieldType::Key | FieldType::Keys | FieldType::ForeignKey | FieldType::ForeignKeys => key(),
        FieldType::Child | FieldType::Person => Value::Bytes(vec![3; 16]),
        FieldType::Hash => Value::Bytes(vec![9; 32]),
    }
}

/// Whether a field of a kind takes the example of another field of its name.
fn takes(own: &schema::Field, other: &schema::Field) -> bool {
    match (own.holds, example(other)) {
        (FieldType::Code(list) | FieldType::Codes(list), Value::Text(code)) => {
            list.codes.contains(&code.as_str())
        }
        (FieldType::Number(least, most), Value::Int(number)) => (least..=most).contains(&number),
        (FieldType::Text, Value::Text(_)) => true,
        (holds, _) => holds == other.holds,
    }
}

#[test]
fn a_correction_takes_the_fields_of_the_kind_that_it_corrects_and_of_no_other() {
    let written = UnixMillis(1_793_606_400_000);
    let times = Times {
        written,
        now: written,
    };
    let (mut taken, mut foreign) = (0, 0);
    for document in DocumentKind::ALL {
        let of_document = || {
            let kinds = schema::kinds().iter();
            kinds.filter(move |kind| kind.documents.contains(&document))
        };
        for corrected in of_document().filter(|kind| CORRECTED.contains(&kind.name)) {
            let note = NamedNote {
                series: Series {
                    kind: document,
                    ..entry(corrected.name, &[]).series
                },
                period: Period::at(Granularity::Month, written),
                remembered: Remembered {
                    kind: schema::tag(corrected.name),
                    moment: Some(written),
                    says: 1,
                    ..Remembered::default()
                },
                taken_back: false,
            };
            let fields = of_document().flat_map(|kind| kind.fields);
            for field in fields.filter(|it| it.name != "of" && schema::may_be_corrected(it)) {
                let correction =
                    entry("correction", &[("of", key()), (field.name, example(field))]);
                let own = corrected.fields.iter().find(|it| it.name == field.name);
                let is_its = own.is_some_and(|own| takes(own, field));
                let checked = check_correction(&correction, &note, times);
                let wrong = WrongField {
                    code: RefusalCode::FieldInvalid,
                    field: field.name,
                };
                match is_its {
                    true => assert_eq!(checked, Ok(()), "{} {}", corrected.name, field.name),
                    false => assert_eq!(checked, Err(wrong), "{} {}", corrected.name, field.name),
                }
                *(if is_its { &mut taken } else { &mut foreign }) += 1;
            }
            // What must be there is never said to be empty, and a language is the correction's own.
            for field in corrected
                .fields
                .iter()
                .filter(|it| schema::may_be_corrected(it))
            {
                let language = ("language", Value::Text("nl".into()));
                let fields = [("of", key()), (field.name, Value::Null), language];
                let correction = entry("correction", &fields);
                let checked = check_correction(&correction, &note, times);
                assert_eq!(
                    checked.is_ok(),
                    !field.required,
                    "{} {}",
                    corrected.name,
                    field.name
                );
            }
        }
    }
    assert!(taken > 300 && foreign > 1_000, "{taken} {foreign}");
}

#[test]
fn no_correction_changes_what_a_note_is_about_whom_it_names_or_what_it_hangs_on() {
    let mut fixed = 0;
    for document in DocumentKind::ALL {
        let kinds = schema::kinds().iter();
        for field in kinds
            .filter(|kind| kind.documents.contains(&document))
            .flat_map(|kind| kind.fields)
            .filter(|field| field.name != "of" && field.name != "reported_in")
        {
            let mut correction = entry("correction", &[("of", key())]);
            correction.series.kind = document;
            let says = Value::Text("Zo is het.".into());
            if schema::may_be_corrected(field) && field.name != "text" {
                correction.fields.set(field.name, example(field)).unwrap();
                assert_eq!(schema::check(&correction), Ok(()), "{}", field.name);
                continue;
            }
            if schema::may_be_corrected(field) {
                continue;
            }
            // Beside something that may be corrected, where the document has it.
            correction.fields.set("text", says).unwrap();
            for value in [example(field), Value::Null] {
                correction.fields.set(field.name, value).unwrap();
                let refused = schema::check(&correction).unwrap_err();
                assert!(
                    refused.args == [field.name] || refused.args == ["text"],
                    "{}: {refused:?}",
                    field.name
                );
            }
            fixed += 1;
        }
    }
    assert!(fixed > 10, "{fixed}");
}
