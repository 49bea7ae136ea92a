//! The guide has every card and every built-in template in every language, nothing in its catalogue is
//! there in vain, and all of it can be read over.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fmt::Write as _;

use samenspel_phrasebook::{GuideCard, GuidePart, Language, built_in_template, signals_lines};
use samenspel_rules::schema::Code;
use samenspel_rules::schema::notes::{AgeBand, TemplateFor};

fn source(language: Language) -> &'static str {
    match language {
        Language::Dutch => include_str!("../../catalogue/nl.ftl"),
        Language::English => include_str!("../../catalogue/en.ftl"),
        Language::Turkish => include_str!("../../catalogue/tr.ftl"),
        Language::Arabic => include_str!("../../catalogue/ar.ftl"),
        Language::Polish => include_str!("../../catalogue/pl.ftl"),
        Language::Ukrainian => include_str!("../../catalogue/uk.ftl"),
    }
}

/// Every sentence of the family in a catalogue: values and attributes.
fn sentences(language: Language) -> BTreeSet<&'static str> {
    let mut inside = false;
    let mut all = BTreeSet::new();
    for line in source(language).lines() {
        if !line.starts_with(' ') {
            inside = line.starts_with("guide-");
        }
        if let (true, Some((_, sentence))) = (inside, line.split_once(" = ")) {
            all.insert(sentence);
        }
    }
    all
}

fn every_template(language: Language) -> Vec<(TemplateFor, AgeBand, Vec<String>)> {
    let kinds = TemplateFor::NAMES
        .iter()
        .filter_map(|it| TemplateFor::named(it));
    let ages = || AgeBand::NAMES.iter().filter_map(|it| AgeBand::named(it));
    kinds
        .flat_map(|kind| ages().map(move |age| (kind, age, built_in_template(language, kind, age))))
        .collect()
}

fn said(language: Language) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for card in GuideCard::ALL {
        said.insert(card.title(language));
        said.insert(card.source(language));
        said.extend(card.lines(language));
    }
    said.extend(signals_lines(language, ""));
    said.extend(
        signals_lines(language, "NAME")
            .into_iter()
            .map(|it| it.replace('\u{200f}', "").replace("NAME", "{ $official }")),
    );
    said.extend(
        every_template(language)
            .into_iter()
            .flat_map(|(_, _, lines)| lines),
    );
    said
}

#[test]
fn every_sentence_of_the_guide_is_said_and_every_one_that_is_said_is_there() {
    for language in Language::ALL {
        let said = said(language);
        let said: BTreeSet<&str> = said.iter().map(String::as_str).collect();
        let there = sentences(language);
        let difference: Vec<_> = said.symmetric_difference(&there).collect();
        assert!(difference.is_empty(), "{language:?}: {difference:?}");
    }
}

#[test]
fn every_card_has_a_title_three_to_five_lines_and_a_source_and_keeps_its_name() {
    for card in GuideCard::ALL.iter().copied() {
        assert_eq!(GuideCard::named(card.name()), Some(card));
        for language in Language::ALL {
            let lines = card.lines(language);
            assert!((3..=5).contains(&lines.len()), "{language:?} {card:?}");
            for line in lines
                .iter()
                .chain([&card.title(language), &card.source(language)])
            {
                assert!(!line.starts_with("guide-") && !line.contains('{'), "{line}");
                assert!(line.chars().count() <= 130, "{language:?}: {line}");
            }
        }
    }
    let of = |part| GuideCard::ALL.iter().filter(|it| it.part() == part).count();
    assert_eq!(of(GuidePart::Competence), 4);
    assert_eq!(GuideCard::named("gossip"), None);
}

#[test]
fn every_age_has_its_own_question_in_every_template() {
    for language in Language::ALL {
        for (kind, age, lines) in every_template(language) {
            assert_eq!(lines.len(), 2, "{language:?} {kind:?} {age:?}");
        }
    }
}

#[test]
fn the_card_on_signals_names_who_to_go_to_here_and_the_numbers() {
    for language in Language::ALL {
        let lines = signals_lines(language, "Ingrid, 030 123").join("\n");
        assert!(lines.contains("Ingrid, 030 123"), "{language:?}");
        assert!(lines.replace(' ', "").contains("08002000"), "{language:?}");
        assert!(lines.contains("112"), "{language:?}");
        let without = signals_lines(language, "  ");
        assert_eq!(without.len(), GuideCard::Signals.lines(language).len() + 1);
        assert!(!without.join("").contains("Ingrid"));
    }
}

#[test]
fn the_guide_is_there_to_be_read_over() {
    for language in Language::ALL {
        let mut page = String::new();
        for card in GuideCard::ALL {
            writeln!(page, "{} ({:?})", card.title(language), card.part()).unwrap();
            let lines = match card {
                GuideCard::Signals => signals_lines(language, "Ingrid Voorbeeld, 030 123 45 67"),
                _ => card.lines(language),
            };
            for line in lines {
                writeln!(page, "    {line}").unwrap();
            }
            writeln!(page, "    [{}]", card.source(language)).unwrap();
        }
        for (kind, age, lines) in every_template(language) {
            writeln!(page, "{} {}: {}", kind.name(), age.name(), lines.join(" ")).unwrap();
        }
        insta::assert_snapshot!(format!("the_guide_in_{}", language.tag()), page);
    }
}
