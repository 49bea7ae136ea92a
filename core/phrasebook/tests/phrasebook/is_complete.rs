//! The phrasebook has a sentence for everything that can be said, in every language, and none that
//! nothing says.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use crate::reader::{
    Directory, TUESDAY_MORNING, every_status, needs_no_sentence, note, shown, text, values_of,
};
use fluent_bundle::FluentResource;
use samenspel_model::series::DocumentKind;
use samenspel_model::verdict::{BriefRefusal, HoldReason, LaterReason, RefusalCode, RequestError};
use samenspel_phrasebook::{
    Language, Phrase, brief_refusal, hold, later, refusal, render_entry, request_error, status_help,
};
use samenspel_rules::schema;
use samenspel_rules::schema::{COMMON_FIELDS, FieldType};

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

/// The keys of a catalogue in order, its attributes left out.
fn keys(language: Language) -> Vec<&'static str> {
    let key = |line: &'static str| {
        let (key, _) = line.split_once(" =")?;
        key.starts_with(|c: char| c.is_ascii_lowercase())
            .then_some(key)
    };
    source(language).lines().filter_map(key).collect()
}

fn is_in(language: Language, key: &str) -> bool {
    keys(language).contains(&key)
}

#[test]
fn every_catalogue_is_well_formed_and_says_nothing_twice() {
    for language in Language::ALL {
        assert!(FluentResource::try_new(source(language).to_owned()).is_ok());
        let all = keys(language);
        let unique: BTreeSet<_> = all.iter().collect();
        assert_eq!(unique.len(), all.len(), "{language:?} has a key twice");
    }
}

#[test]
fn every_language_has_the_same_keys_in_the_same_order() {
    let dutch = keys(Language::Dutch);
    for language in Language::ALL {
        let own = keys(language);
        let in_dutch: BTreeSet<_> = dutch.iter().collect();
        let difference: Vec<_> = in_dutch
            .symmetric_difference(&own.iter().collect())
            .copied()
            .collect();
        assert!(
            difference.is_empty(),
            "{language:?} and Dutch differ: {difference:?}"
        );
        assert_eq!(own, dutch, "{language:?} has another order");
    }
}

/// The attributes of a catalogue, each with the key that it belongs to.
fn attributes(language: Language) -> Vec<(&'static str, &'static str)> {
    let mut key = "";
    let mut all = Vec::new();
    for line in source(language).lines() {
        match line.split_once(" = ") {
            Some((name, _)) if name.starts_with("    .") => all.push((key, name.trim())),
            Some((name, _)) => key = name,
            None => {}
        }
    }
    all
}

#[test]
fn every_language_has_the_same_attributes() {
    for language in Language::ALL {
        assert_eq!(attributes(language), attributes(Language::Dutch));
    }
}

/// The plurals of a catalogue: the key that each is in, and its categories.
fn plurals(language: Language) -> Vec<(&'static str, Vec<&'static str>)> {
    let mut key = "";
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in source(language).lines() {
        if let Some((name, _)) = line.split_once(" = ") {
            key = name;
        }
        if line.ends_with("->") {
            all.push((key, Vec::new()));
        }
        let category = line.trim_start().trim_start_matches('*');
        if let Some((category, _)) = category.strip_prefix('[').and_then(|c| c.split_once(']')) {
            all.last_mut().unwrap().1.push(category);
        }
    }
    all
}

#[test]
fn every_plural_has_the_categories_that_its_language_needs() {
    let inflected = plurals(Language::English);
    let inflected: Vec<_> = inflected.iter().map(|(key, _)| *key).collect();
    assert_eq!(inflected.len(), 6, "{inflected:?}");
    for language in Language::ALL {
        let needed: &[&str] = match language {
            Language::Dutch | Language::English => &["one", "other"],
            // A Turkish noun after a number has no plural.
            Language::Turkish => &[],
            Language::Arabic => &["zero", "one", "two", "few", "many", "other"],
            Language::Polish | Language::Ukrainian => &["one", "few", "many", "other"],
        };
        let own = plurals(language);
        for (key, categories) in &own {
            assert_eq!(categories, needed, "{language:?} {key}");
        }
        if needed.len() > 2 {
            let own: Vec<_> = own.iter().map(|(key, _)| *key).collect();
            assert_eq!(own, inflected, "{language:?}");
        }
    }
}

/// What a voice would say of each line of a catalogue: comments, keys and arguments left out.
fn spoken(language: Language) -> impl Iterator<Item = String> {
    source(language).lines().filter_map(|line| {
        let line = line.split_once(" = ").map_or(line, |(_, value)| value);
        let is_variant = line.starts_with("    [") || line.starts_with("   *[");
        let line = match line.split_once(']') {
            Some((_, value)) if is_variant => value,
            _ => line,
        };
        let mut inside = false;
        let mut outside = String::new();
        for character in line.chars() {
            inside |= character == '{';
            if !inside {
                outside.push(character);
            }
            inside &= character != '}';
        }
        (!line.starts_with('#')).then_some(outside)
    })
}

#[test]
fn a_voice_can_say_every_character() {
    for language in Language::ALL {
        for line in spoken(language) {
            let unsaid = line.chars().find(|character| {
                !character.is_alphanumeric()
                    && !character.is_whitespace()
                    && !".,:;!?()’'-…،؛؟}\u{64B}\u{650}\u{651}".contains(*character)
            });
            assert_eq!(unsaid, None, "{language:?}: {line}");
        }
    }
}

#[test]
fn every_kind_field_and_code_of_the_schema_is_told_in_every_language() {
    for language in Language::ALL {
        let unknown_code = shown(
            &note(
                DocumentKind::DayLog,
                "pick_up",
                &[("moment", text("no_such_code"))],
            ),
            language,
        );
        let unknown_code = unknown_code.lines().nth(1).unwrap().trim();
        for kind in schema::kinds() {
            let title = shown(&note(kind.documents[0], kind.name, &[]), language);
            assert_ne!(title, kind.name, "{language:?} has no title for a kind");
            for field in kind.fields.iter().chain(&COMMON_FIELDS) {
                for value in values_of(field) {
                    if needs_no_sentence(field, &value) {
                        continue;
                    }
                    let what = format!("{language:?} {}-{} {value:?}", kind.name, field.name);
                    let entry = note(kind.documents[0], kind.name, &[(field.name, value)]);
                    let phrases = render_entry(&entry, language, &Directory);
                    assert_eq!(phrases.len(), 2, "{what} is not told");
                    if let Phrase::Written { label, .. } = &phrases[1] {
                        assert!(!label.is_empty(), "{what} has no label");
                    }
                    let line = shown(&entry, language);
                    assert!(!line.contains(unknown_code), "{what} has no sentence");
                    assert!(
                        !line.contains(['{', '}']),
                        "{what} lacks an argument: {line}"
                    );
                }
            }
        }
    }
}

/// Every key that a note can ask for.
fn keys_of_the_schema() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for kind in schema::kinds() {
        all.insert(kind.name.to_owned());
        for field in kind.fields.iter().chain(&COMMON_FIELDS) {
            let specific = format!("{}-{}", kind.name, field.name);
            let general = format!("field-{}", field.name);
            for codes in [field.codes(), &["yes", "no"][..]] {
                let flag = field.holds == FieldType::Flag;
                for code in codes
                    .iter()
                    .filter(|code| flag || field.codes().contains(code))
                {
                    all.insert(first_present(&specific, &general, code));
                }
            }
            let label = |base: &str| is_in(Language::Dutch, base).then(|| base.to_owned());
            all.extend(label(&specific).or_else(|| label(&general)));
        }
    }
    all
}

fn first_present(specific: &str, general: &str, code: &str) -> String {
    let specific = format!("{specific}-{code}");
    if is_in(Language::Dutch, &specific) {
        specific
    } else {
        format!("{general}-{code}")
    }
}

#[test]
fn no_key_for_notes_is_there_in_vain() {
    let families = [
        "language-",
        "weekday-",
        "month-",
        "age-",
        "status-",
        "refusal-",
        "later-",
        "hold-",
        "brief-",
        "request-",
        "device-",
        "unknown-",
        "export-",
        "guide-",
    ];
    let single = [
        "somebody",
        "the-child",
        "list-more",
        "list-and",
        "time-of-day",
        "day",
        "day-and-time",
        "day-with-year",
        "decimal-number",
    ];
    let used = keys_of_the_schema();
    let unused: Vec<_> = keys(Language::Dutch)
        .into_iter()
        .filter(|key| !families.iter().any(|family| key.starts_with(family)))
        .filter(|key| !single.contains(key) && !used.contains(*key))
        .collect();
    assert!(unused.is_empty(), "nothing uses {unused:?}");
}

fn every_request_error() -> Vec<RequestError> {
    vec![
        RequestError::Malformed {
            what: String::new(),
        },
        RequestError::TooLarge {
            what: String::new(),
            limit: 1,
        },
        RequestError::UnsupportedVersion {
            got: 2,
            supported: 1,
        },
        RequestError::UnknownOrganisation,
        RequestError::UnknownDevice,
        RequestError::DeviceRevoked,
        RequestError::BadSignature,
        RequestError::ClockWrong {
            server_time: TUESDAY_MORNING,
        },
        RequestError::NonceReused,
        RequestError::RateLimited { retry_after_ms: 1 },
        RequestError::Unavailable { retry_after_ms: 1 },
        RequestError::InvitationUnknown,
        RequestError::InvitationUsed,
        RequestError::InvitationExpired,
        RequestError::TooManyDevices,
        RequestError::DeviceSuspended,
    ]
}

#[test]
fn every_outcome_has_one_sentence_of_its_own_and_no_sentence_lacks_an_outcome() {
    let errors = every_request_error();
    for language in Language::ALL {
        let refusals = RefusalCode::ALL.iter().map(|code| refusal(language, *code));
        let laters = LaterReason::ALL
            .iter()
            .map(|reason| later(language, *reason));
        let holds = HoldReason::ALL.iter().map(|reason| hold(language, *reason));
        let briefs = BriefRefusal::ALL
            .iter()
            .map(|code| brief_refusal(language, *code));
        let requests = errors.iter().map(|error| request_error(language, error));
        let helps: Vec<_> = every_status()
            .iter()
            .map(|word| status_help(language, word))
            .collect();
        for (family, sentences) in [
            ("refusal-", refusals.collect::<Vec<_>>()),
            ("later-", laters.collect()),
            ("hold-", holds.collect()),
            ("brief-", briefs.collect()),
            ("request-", requests.collect()),
            ("status-", helps),
        ] {
            let here = keys(language);
            let in_catalogue = here.iter().filter(|key| key.starts_with(family)).count();
            assert_eq!(in_catalogue, sentences.len(), "{language:?} {family}");
            for sentence in &sentences {
                assert!(sentence.ends_with('.'), "{language:?}: {sentence:?}");
                assert!(!sentence.contains('{'), "{language:?}: {sentence:?}");
            }
        }
    }
}

/// One card of the guide explains the word that nothing else says.
fn without_the_explained_word(language: Language) -> String {
    let mut inside = false;
    let kept = source(language).lines().filter(|line| {
        if !line.starts_with(' ') {
            inside = line.starts_with("guide-the-word =");
        }
        !inside
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_words_are_ours_and_nothing_holds_isolation_marks() {
    for language in Language::ALL {
        let catalogue = without_the_explained_word(language).to_lowercase();
        for not_ours in ["partner", "партнер", "ortaklık", "شراك", "شريك"] {
            assert!(!catalogue.contains(not_ours), "{language:?}: {not_ours}");
        }
        assert!(!catalogue.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']));
        let entry = note(
            DocumentKind::DayLog,
            "pick_up",
            &[("moment", text("ate_well"))],
        );
        assert!(!shown(&entry, language).contains(['\u{2068}', '\u{2069}']));
    }
}

#[test]
fn there_are_more_than_a_hundred_good_moments_to_tell_beside_nothing_special() {
    let kind = schema::kind("pick_up").unwrap();
    let codes = kind.field("moment").unwrap().codes();
    let (last, special) = codes.split_last().unwrap();
    assert_eq!(*last, "nothing_special");
    assert!(special.len() > 100, "only {}", special.len());
    for language in Language::ALL {
        let told: BTreeSet<String> = codes
            .iter()
            .map(|code| {
                let entry = note(DocumentKind::DayLog, "pick_up", &[("moment", text(code))]);
                shown(&entry, language)
            })
            .collect();
        assert_eq!(
            told.len(),
            codes.len(),
            "two moments read the same in {language:?}"
        );
    }
}
