//! What the library says by itself, in every language: errors, cards, moments, ages. Needs no server.

// This is test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;

use samenspel_ffi::{
    DEVICE_CODES, NoteStatus, SentenceOf, age_words, guide_cards, languages, moment_words,
    sentence, signals_lines, status_words,
};

const DUTCH: &str = include_str!("../../core/phrasebook/catalogue/nl.ftl");

#[test]
fn every_error_of_the_device_has_a_sentence_in_every_language_and_no_sentence_lacks_an_error() {
    let known: BTreeSet<&str> = DEVICE_CODES.iter().copied().collect();
    assert_eq!(known.len(), DEVICE_CODES.len(), "a code is there twice");
    for tag in languages() {
        for code in DEVICE_CODES {
            let said = sentence(SentenceOf::Device, (*code).into(), vec![tag.clone()]);
            let said = said.unwrap_or_else(|| panic!("{tag} says nothing of {code}"));
            assert!(said.ends_with('.') && !said.contains('{'), "{tag}: {said}");
        }
    }
    let in_catalogue = DUTCH.lines().filter_map(|line| {
        let (key, _) = line.split_once(" = ")?;
        key.strip_prefix("device-")
    });
    assert_eq!(in_catalogue.collect::<BTreeSet<_>>(), known);
}

#[test]
fn what_the_server_says_of_a_request_is_said_as_such_wherever_it_failed() {
    let say = |of, code: &str| sentence(of, code.into(), vec!["nl".into()]);
    for code in [
        "unavailable",
        "rate_limited",
        "device_revoked",
        "clock_wrong",
    ] {
        assert_eq!(
            say(SentenceOf::Device, code),
            say(SentenceOf::Request, code)
        );
    }
    for code in DEVICE_CODES {
        assert_eq!(say(SentenceOf::Request, code), None, "{code} is of both");
    }
}

#[test]
fn cards_moments_ages_and_statuses_are_told_in_the_readers_language() {
    let (dutch, arabic) = (guide_cards("nl".into()), guide_cards("ar".into()));
    assert_eq!(dutch.len(), arabic.len());
    for (one, other) in dutch.iter().zip(&arabic) {
        assert_eq!(one.name, other.name);
        assert_ne!(one.title, other.title);
        assert!(!one.lines.is_empty() && !one.source.is_empty());
    }
    assert_eq!(dutch.iter().filter(|it| it.is_for_parents).count(), 1);
    let lines = signals_lines("Ingrid de Wit".into(), "nl".into());
    assert!(lines.iter().any(|it| it.contains("Ingrid de Wit")));
    // 2026-11-02, a Monday, at seven in the morning in the Netherlands.
    let monday_ms = 1_793_599_200_000;
    assert!(moment_words(monday_ms, "nl".into()).contains("7:00"));
    let age = age_words("2024-03-05".into(), monday_ms, "en".into()).unwrap();
    assert!(age.contains('2') && age.contains("years"), "{age}");
    assert_eq!(age_words("ooit".into(), monday_ms, "en".into()), None);
    let read = NoteStatus::ReadBy { people: Vec::new() };
    let read = status_words(read, vec!["Fatima".into()], "nl".into());
    assert!(read.word.contains("Fatima") && !read.help.is_empty());
}
