//! Every phrase of every note kind, as its readers meet it, for a speaker of each language to read
//! over: an example of each kind with all its fields, then the sentences of its other codes. What
//! was shown before is not shown again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::reader::{needs_no_sentence, note, shown, values_of};
use samenspel_phrasebook::{Language, status, status_help};
use samenspel_rules::schema;
use samenspel_rules::schema::{COMMON_FIELDS, Kind};

fn example(kind: &Kind, language: Language) -> Vec<String> {
    let document = kind.documents[0];
    let fields = kind.fields.iter().chain(&COMMON_FIELDS);
    let values: Vec<_> = fields.map(|field| (field, values_of(field))).collect();
    let first: Vec<_> = values
        .iter()
        .filter(|(field, _)| !matches!(field.name, "child" | "template"))
        .filter_map(|(field, values)| Some((field.name, values.first()?.clone())))
        .collect();
    let mut lines: Vec<String> = shown(&note(document, kind.name, &first), language)
        .lines()
        .map(str::to_owned)
        .collect();
    for (field, values) in &values {
        for value in values.iter().skip(1) {
            if !needs_no_sentence(field, value) {
                let other = note(document, kind.name, &[(field.name, value.clone())]);
                lines.extend(shown(&other, language).lines().skip(1).map(str::to_owned));
            }
        }
    }
    lines
}

fn every_note(language: Language) -> String {
    let mut page = String::new();
    let mut before = BTreeSet::new();
    for kind in schema::kinds() {
        let mut lines = example(kind, language).into_iter();
        writeln!(page, "{}: {}", kind.name, lines.next().unwrap()).unwrap();
        for line in lines {
            if before.insert(line.clone()) {
                writeln!(page, "{line}").unwrap();
            }
        }
    }
    for word in crate::reader::every_status() {
        let (word, help) = (status(language, &word), status_help(language, &word));
        writeln!(page, "status: {word}\n    {help}").unwrap();
    }
    page
}

#[test]
fn every_phrase_is_there_to_be_read_over() {
    for language in Language::ALL {
        let name = format!("every_note_in_{}", language.tag());
        insta::assert_snapshot!(name, every_note(language));
    }
}
