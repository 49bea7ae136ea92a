//! The table of note kinds, and what is refused by it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use samenspel_model::entry::{Entry, FieldName, Fields, NoteKind, Value};
use samenspel_model::ids::*;
use samenspel_model::limits::{BYTES_VALUE_BYTES_MAX, FIELDS_MAX};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::schema;
use samenspel_rules::schema::{FieldType, SCHEMA};

fn subject_for(kind: DocumentKind) -> Subject {
    match kind {
        DocumentKind::ParentDesk | DocumentKind::ParentChannel => {
            Subject::ChildParent(ChildId([2; 16]), PersonId([3; 16]))
        }
        DocumentKind::Circle => Subject::Case(CircleId([2; 16])),
        DocumentKind::Group | DocumentKind::Board => Subject::Group(GroupId([2; 16])),
        DocumentKind::Handbook => Subject::Organisation,
        _ => Subject::Child(ChildId([2; 16])),
    }
}

fn note(document: DocumentKind, kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: Series {
            org: OrgId([1; 16]),
            kind: document,
            subject: subject_for(document),
        },
        schema: SCHEMA,
        key: key(9),
        kind: NoteKind::new(kind).unwrap(),
        fields: set,
        written_at: UnixMillis(1_773_828_000_000),
        device: DeviceId([5; 16]),
    }
}

fn key(byte: u8) -> EntryKey {
    EntryKey {
        person: PersonId([3; 16]),
        entry: [byte; 16],
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn keys(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.iter().flat_map(|it| key(*it).to_bytes()).collect())
}

#[track_caller]
fn assert_refused(entry: &Entry, code: RefusalCode, arg: &str) {
    let error = schema::check(entry).expect_err("is refused");
    assert_eq!((error.code, error.args), (code, vec![arg.to_owned()]));
}

#[track_caller]
fn assert_accepted(entry: &Entry) {
    assert_eq!(schema::check(entry), Ok(()));
}

#[test]
fn the_table_of_note_kinds_changes_only_visibly() {
    let mut table = String::new();
    for kind in schema::kinds() {
        let documents: Vec<&str> = kind.documents.iter().map(|it| it.name()).collect();
        let documents = match documents.len() {
            13 => "everywhere".to_owned(),
            _ => documents.join(", "),
        };
        writeln!(
            table,
            "{} [{documents}] by {:?}",
            kind.name, kind.written_by
        )
        .unwrap();
        for field in kind.fields {
            let required = if field.required { "" } else { "?" };
            let holds = match field.holds {
                FieldType::Code(list) => format!("Code({:?})", list.codes),
                FieldType::Codes(list) => format!("Codes({:?})", list.codes),
                other => format!("{other:?}"),
            };
            writeln!(table, "  {}{required}: {holds}", field.name).unwrap();
        }
        for rule in kind.rules {
            writeln!(table, "  rule {rule:?}").unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn every_name_in_the_table_is_a_valid_name_and_stands_once() {
    let mut seen = BTreeSet::new();
    for kind in schema::kinds() {
        NoteKind::new(kind.name).unwrap();
        assert!(seen.insert(kind.name), "{} twice", kind.name);
        assert!(!kind.documents.is_empty());
        let mut fields = BTreeSet::new();
        for field in kind.fields {
            FieldName::new(field.name).unwrap();
            assert!(fields.insert(field.name), "{}.{}", kind.name, field.name);
            let codes: BTreeSet<_> = field.codes().iter().collect();
            assert_eq!(codes.len(), field.codes().len());
            codes
                .iter()
                .for_each(|code| assert!(NoteKind::new(**code).is_ok()));
        }
        assert!(kind.fields.len() + schema::COMMON_FIELDS.len() <= FIELDS_MAX);
    }
}

/// A value of the type that is accepted.
fn example(holds: FieldType) -> Value {
    match holds {
        FieldType::Text => text("Mira speelde in de zandbak"),
        FieldType::Code(list) | FieldType::Codes(list) => text(list.codes[0]),
        FieldType::Number(least, _) => Value::Int(least),
        FieldType::Moment => Value::Int(1_773_828_000_000),
        FieldType::Date => text("2026-03-18"),
        FieldType::Language => text("nl-NL"),
        FieldType::Flag => Value::Bool(true),
        FieldType::Key | FieldType::ForeignKey => keys(&[1]),
        FieldType::Keys | FieldType::ForeignKeys => keys(&[1, 2]),
        FieldType::Child | FieldType::Person => Value::Bytes(vec![7; 16]),
        FieldType::Hash => Value::Bytes(vec![7; 32]),
    }
}

/// A value of no type the field has.
fn counterexample(holds: FieldType) -> Value {
    match holds {
        FieldType::Text | FieldType::Flag => Value::Int(1),
        FieldType::Code(_) | FieldType::Codes(_) => text("no_such_code"),
        FieldType::Number(least, _) => Value::Int(least - 1),
        FieldType::Moment => Value::Int(-1),
        FieldType::Date => text("18 March"),
        FieldType::Language => text("the language of flowers"),
        FieldType::Key | FieldType::ForeignKey => keys(&[1, 2]),
        FieldType::Keys | FieldType::ForeignKeys => Value::Bytes(vec![1; 33]),
        FieldType::Child | FieldType::Person => Value::Bytes(vec![7; 15]),
        FieldType::Hash => Value::Bytes(vec![7; 31]),
    }
}

#[test]
fn every_kind_is_accepted_with_all_its_fields_in_each_of_its_documents_and_in_no_other() {
    for kind in schema::kinds() {
        let mut fields: Vec<(&str, Value)> = kind
            .fields
            .iter()
            .chain(&schema::COMMON_FIELDS)
            .map(|field| (field.name, example(field.holds)))
            .collect();
        for (name, value) in &mut fields {
            if *name == "original_author" {
                *value = Value::Bytes(key(1).person.0.to_vec());
            }
        }
        if kind.name == "correction" {
            fields.push(("text", text("Het was half drie")));
        }
        for document in DocumentKind::ALL {
            let mut fields = fields.clone();
            if kind.name == "correction" && !takes_text(document) {
                fields.retain(|(name, _)| *name != "text");
                fields.push(("part_of_day", text("morning")));
            }
            let entry = note(document, kind.name, &fields);
            if kind.documents.contains(&document) {
                assert_accepted(&entry);
            } else {
                assert_refused(&entry, RefusalCode::WrongDocument, kind.name);
            }
        }
    }
}

#[test]
fn a_copy_names_the_author_of_what_it_copies_and_nobody_else() {
    let copied = |fields: &[(&str, Value)]| {
        let own = [("what", text("play"))];
        note(
            DocumentKind::DayLog,
            "day_log",
            &[&own[..], fields].concat(),
        )
    };
    let author = |byte: u8| ("original_author", Value::Bytes(vec![byte; 16]));
    let from = ("copied_from", keys(&[7]));
    assert_accepted(&copied(&[author(3), from.clone()]));
    // One's own words need no other name than the key's.
    assert_accepted(&copied(std::slice::from_ref(&from)));
    let other = EntryKey {
        person: PersonId([9; 16]),
        ..key(7)
    };
    assert_refused(
        &copied(&[("copied_from", Value::Bytes(other.to_bytes().to_vec()))]),
        RefusalCode::FieldMissing,
        "original_author",
    );
    assert_refused(
        &copied(&[author(4), from]),
        RefusalCode::FieldInvalid,
        "original_author",
    );
    assert_refused(
        &copied(&[author(3)]),
        RefusalCode::FieldMissing,
        "copied_from",
    );
}

fn takes_text(document: DocumentKind) -> bool {
    schema::kinds()
        .iter()
        .filter(|kind| kind.documents.contains(&document))
        .any(|kind| kind.fields.iter().any(|field| field.name == "text"))
}

#[test]
fn every_field_refuses_another_type_and_every_required_one_must_be_there() {
    for kind in schema::kinds() {
        let all: Vec<(&str, Value)> = kind
            .fields
            .iter()
            .map(|field| (field.name, example(field.holds)))
            .collect();
        for field in kind.fields {
            let mut wrong = all.clone();
            wrong.retain(|(name, _)| *name != field.name);
            let without = note(kind.documents[0], kind.name, &wrong);
            if field.required {
                assert_refused(&without, RefusalCode::FieldMissing, field.name);
            }
            wrong.push((field.name, counterexample(field.holds)));
            let entry = note(kind.documents[0], kind.name, &wrong);
            assert_refused(&entry, RefusalCode::FieldInvalid, field.name);
        }
    }
}

#[test]
fn an_unknown_kind_field_or_later_schema_is_refused() {
    let handover = |fields: &[(&str, Value)]| note(DocumentKind::Handover, "handover", fields);
    let calm = ("state", text("calm"));
    assert_accepted(&handover(std::slice::from_ref(&calm)));
    let surprise = handover(&[calm.clone(), ("surprise", text("x"))]);
    assert_refused(&surprise, RefusalCode::FieldInvalid, "surprise");
    let unknown = note(DocumentKind::Handover, "gossip", &[]);
    assert_refused(&unknown, RefusalCode::WrongDocument, "gossip");
    let mut later = handover(std::slice::from_ref(&calm));
    later.schema = SCHEMA + 1;
    assert_refused(&later, RefusalCode::SchemaTooNew, "1");
    later.schema = 0;
    assert_refused(&later, RefusalCode::FieldInvalid, "schema");
}

#[test]
fn only_nothing_special_is_no_message_for_a_parent() {
    let pick_up = |fields: &[(&str, Value)]| note(DocumentKind::DayLog, "pick_up", fields);
    let nothing = ("moment", text("nothing_special"));
    let refused = RefusalCode::OnlyNothingSpecial;
    assert_refused(&pick_up(std::slice::from_ref(&nothing)), refused, "moment");
    // Neither a language label, nor blanks, nor a field said to be empty makes it one.
    for padding in [
        ("language", text("nl")),
        ("question", text("  \n")),
        ("text", Value::Null),
    ] {
        assert_refused(&pick_up(&[nothing.clone(), padding]), refused, "moment");
    }
    let with_question = [nothing, ("question", text("Slaapt ze thuis ook zo kort?"))];
    assert_accepted(&pick_up(&with_question));
    assert_accepted(&pick_up(&[("moment", text("laughed"))]));
}

#[test]
fn a_note_that_says_nothing_is_refused() {
    for (document, kind) in [
        (DocumentKind::DayLog, "drop_off"),
        (DocumentKind::DayLog, "pick_up"),
        (DocumentKind::Board, "board_item"),
    ] {
        assert_refused(
            &note(document, kind, &[]),
            RefusalCode::FieldMissing,
            "text",
        );
    }
    let blank = [("text", text(" ")), ("of", keys(&[1]))];
    let reply = note(DocumentKind::Journal, "reply", &blank);
    assert_refused(&reply, RefusalCode::FieldMissing, "text");
}

#[test]
fn a_text_that_shows_nothing_is_refused_required_or_not() {
    for nothing in [
        "\u{200B}",
        "\u{3164}",
        "\u{115F}\u{1160}",
        "\u{FFA0}",
        "\u{2800}",
        "\u{FEFF}",
        "\u{34F}",
        "\u{180E}",
        "\u{AD}",
        "\u{E0041}",
        "\u{FE0F}",
        "\u{301}",
        "\u{FFF9}",
        "\u{7}",
        " \u{200B}\n",
    ] {
        let blank = [("text", text(nothing)), ("of", keys(&[1]))];
        let reply = note(DocumentKind::Journal, "reply", &blank);
        assert_refused(&reply, RefusalCode::FieldMissing, "text");
        let fields = [("mood", text("happy")), ("collects", text(nothing))];
        let form = note(DocumentKind::DayLog, "drop_off", &fields);
        assert_refused(&form, RefusalCode::FieldInvalid, "collects");
    }
}

#[test]
fn a_correction_replaces_fields_of_notes_of_its_document_and_of_no_other() {
    let of = ("of", keys(&[1]));
    let correct = |field| note(DocumentKind::DayLog, "correction", &[of.clone(), field]);
    assert_accepted(&correct(("amount", Value::Int(120))));
    let elsewhere = correct(("severity", text("mild")));
    assert_refused(&elsewhere, RefusalCode::FieldInvalid, "severity");
    let wrong = correct(("amount", Value::Int(-1)));
    assert_refused(&wrong, RefusalCode::FieldInvalid, "amount");
    let empty = note(DocumentKind::DayLog, "correction", &[of]);
    assert_refused(&empty, RefusalCode::FieldMissing, "text");
}

#[test]
fn a_note_names_entries_of_its_own_series_by_its_references() {
    let fields = [("of", keys(&[1, 2])), ("replies_to", keys(&[4]))];
    let take_over = note(DocumentKind::Handover, "take_over", &fields);
    assert_eq!(schema::references(&take_over), [key(1), key(2), key(4)]);
    assert_eq!(schema::target(&take_over), None);

    // What was read or thanked for is in other documents.
    let marks = note(
        DocumentKind::ParentDesk,
        "marks",
        &[("read", keys(&[1, 2]))],
    );
    assert_accepted(&marks);
    assert_eq!(schema::references(&marks), []);

    let fields = [("of", keys(&[3])), ("reason", text("wrong_child"))];
    let retraction = note(DocumentKind::DayLog, "retraction", &fields);
    assert_eq!(schema::references(&retraction), [key(3)]);
    assert_eq!(schema::target(&retraction), Some(key(3)));
}

#[test]
fn a_refusal_never_repeats_what_was_written() {
    let secret = "Mira is bang in het donker";
    let fields = [("state", text(secret)), ("summary", text(secret))];
    let error = schema::check(&note(DocumentKind::Handover, "handover", &fields)).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("bang"));
}

#[test]
fn as_many_marks_as_a_value_can_hold_are_accepted() {
    let many: Vec<u8> = (0..77).collect();
    let full = keys(&many);
    assert!(matches!(&full, Value::Bytes(bytes) if bytes.len() == BYTES_VALUE_BYTES_MAX));
    assert_accepted(&note(DocumentKind::DayLog, "marks", &[("read", full)]));
}
