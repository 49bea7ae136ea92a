//! The phrasebook through its public doors: no hole, nothing unused, and a day's notes read in
//! Dutch, English and Turkish.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Entry, Fields, NoteKind, Value};
use samenspel_core::ids::{ChildId, DeviceId, EntryKey, OrgId, PersonId};
use samenspel_core::phrasebook::{
    Language, Names, Phrase, StatusWord, age, day_and_time, hold, later, list, refusal,
    render_entry, request_error, status, status_help,
};
use samenspel_core::protocol::{HoldReason, LaterReason, RefusalCode, RequestError};
use samenspel_core::schema::{self, COMMON_FIELDS, Field, FieldType};
use samenspel_core::time::UnixMillis;

const NOOR: ChildId = ChildId([1; 16]);
const FATIMA: PersonId = PersonId([2; 16]);
/// Tuesday 24 November 2026, 08:10 in the Netherlands.
const TUESDAY_MORNING: UnixMillis = UnixMillis(1_795_504_200_000);

struct Directory;

impl Names for Directory {
    fn child(&self, child: ChildId) -> Option<String> {
        (child == NOOR).then(|| "Noor".to_owned())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        (person == FATIMA).then(|| "Fatima".to_owned())
    }
}

fn note(document: DocumentKind, kind: &str, fields: &[(&str, Value)]) -> Entry {
    let mut set = Fields::new();
    for (name, value) in fields {
        set.set(name, value.clone()).unwrap();
    }
    Entry {
        series: Series {
            org: OrgId([9; 16]),
            kind: document,
            subject: Subject::Child(NOOR),
        },
        schema: schema::SCHEMA,
        key: EntryKey {
            person: FATIMA,
            entry: [3; 16],
        },
        kind: NoteKind::new(kind).unwrap(),
        fields: set,
        written_at: TUESDAY_MORNING,
        device: DeviceId([4; 16]),
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn at(hour: i64, minute: i64) -> Value {
    let since_ten_past_eight = (hour - 8) * 60 + minute - 10;
    Value::Int(TUESDAY_MORNING.0 + since_ten_past_eight * UnixMillis::MINUTE_MS)
}

/// As a screen would show it, one line per phrase.
fn shown(entry: &Entry, language: Language) -> String {
    let line = |phrase: Phrase| match phrase {
        Phrase::Coded(sentence) => sentence,
        Phrase::Written {
            label,
            text,
            language: None,
        } => format!("{label}: “{text}”"),
        Phrase::Written {
            label,
            text,
            language: Some(language),
        } => format!("{label} [{}]: “{text}”", language.name),
    };
    let lines = render_entry(entry, language, &Directory);
    lines
        .into_iter()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n    ")
}

fn source(language: Language) -> &'static str {
    match language {
        Language::Dutch => include_str!("../catalogue/nl.ftl"),
        Language::English => include_str!("../catalogue/en.ftl"),
        Language::Turkish => include_str!("../catalogue/tr.ftl"),
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
fn every_language_has_the_same_keys() {
    let dutch: BTreeSet<_> = keys(Language::Dutch).into_iter().collect();
    for language in Language::ALL {
        let own: BTreeSet<_> = keys(language).into_iter().collect();
        let difference: Vec<_> = dutch.symmetric_difference(&own).collect();
        assert!(
            difference.is_empty(),
            "{language:?} and Dutch differ: {difference:?}"
        );
    }
}

/// Every value that tells something different in a field.
fn values_of(field: &Field) -> Vec<Value> {
    match field.holds {
        FieldType::Text => vec![text("pinda")],
        FieldType::Code(codes) => codes.iter().map(|code| text(code)).collect(),
        FieldType::Codes(codes) => {
            let single = codes.iter().map(|code| text(code));
            single.chain([text(&codes.join(" "))]).collect()
        }
        FieldType::Number(least, most) => vec![Value::Int(least), Value::Int(most)],
        FieldType::Moment => vec![at(14, 5)],
        FieldType::Date => vec![text("2027-03-05")],
        FieldType::Flag => vec![Value::Bool(true), Value::Bool(false)],
        FieldType::Id => vec![Value::Bytes(FATIMA.0.to_vec())],
        FieldType::Language
        | FieldType::Key
        | FieldType::Keys
        | FieldType::ForeignKey
        | FieldType::ForeignKeys
        | FieldType::Hash => vec![],
    }
}

/// What a reader learns otherwise: the child by its name in the other sentences, a template's
/// number not at all, and "not withdrawn" by the note itself.
fn needs_no_sentence(field: &Field, value: &Value) -> bool {
    matches!(field.name, "child" | "template")
        || (field.name == "withdrawn" && *value == Value::Bool(false))
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
        "request-",
        "unknown-",
    ];
    let single = [
        "somebody",
        "the-child",
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
    ]
}

fn every_status() -> Vec<StatusWord> {
    let names = vec!["Fatima".to_owned(), "Karim".to_owned()];
    vec![
        StatusWord::Draft,
        StatusWord::OnThisDevice,
        StatusWord::Sent,
        StatusWord::ReadBy(names.clone()),
        StatusWord::TakenOverBy(names),
        StatusWord::HeldForManager,
        StatusWord::Refused,
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
        let requests = errors.iter().map(|error| request_error(language, error));
        let helps: Vec<_> = every_status()
            .iter()
            .map(|word| status_help(language, word))
            .collect();
        for (family, sentences) in [
            ("refusal-", refusals.collect::<Vec<_>>()),
            ("later-", laters.collect()),
            ("hold-", holds.collect()),
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

#[test]
fn a_status_is_one_of_the_only_words_for_it() {
    let words = |language| -> Vec<String> {
        let all = every_status();
        all.iter().map(|word| status(language, word)).collect()
    };
    assert_eq!(
        words(Language::Dutch),
        [
            "Concept",
            "Op dit toestel",
            "Verzonden",
            "Gelezen door Fatima en Karim",
            "Overgenomen door Fatima en Karim",
            "Wacht op de leidinggevende",
            "Geweigerd",
        ]
    );
    assert_eq!(words(Language::Turkish)[3], "Okuyan: Fatima ve Karim");
}

#[test]
fn the_words_are_ours_and_nothing_holds_isolation_marks() {
    for language in Language::ALL {
        let catalogue = source(language).to_lowercase();
        assert!(!catalogue.contains("partner"));
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
fn there_are_at_least_forty_good_moments_to_tell_beside_nothing_special() {
    let kind = schema::kind("pick_up").unwrap();
    let codes = kind.field("moment").unwrap().codes();
    let special: Vec<_> = codes
        .iter()
        .filter(|code| **code != "nothing_special")
        .collect();
    assert!(special.len() >= 40, "only {}", special.len());
    let told: BTreeSet<String> = codes
        .iter()
        .map(|code| {
            let entry = note(DocumentKind::DayLog, "pick_up", &[("moment", text(code))]);
            shown(&entry, Language::Turkish)
        })
        .collect();
    assert_eq!(told.len(), codes.len(), "two moments read the same");
}

#[test]
fn a_mother_reads_codes_in_turkish_and_free_text_as_written_with_its_language() {
    let entry = note(
        DocumentKind::DayLog,
        "pick_up",
        &[
            ("moment", text("built_tower")),
            ("keep_for_door", text("Vraag naar de toren!")),
            ("language", text("nl-NL")),
        ],
    );
    let [
        _,
        Phrase::Coded(moment),
        Phrase::Written { text, language, .. },
    ] = &render_entry(&entry, Language::Turkish, &Directory)[..]
    else {
        panic!("a title, a coded and a written phrase");
    };
    assert_eq!(moment, "Noor yüksek bir kule yaptı.");
    assert_eq!(text, "Vraag naar de toren!");
    let language = language.as_ref().unwrap();
    assert_eq!(
        (language.tag.as_str(), language.name.as_str()),
        ("nl-NL", "Felemenkçe")
    );

    let to_staff = render_entry(&entry, Language::Dutch, &Directory);
    assert!(matches!(
        &to_staff[2],
        Phrase::Written { language: None, .. }
    ));
}

#[test]
fn a_language_that_we_do_not_speak_is_named_or_shown_by_its_tag() {
    let written_in = |tag| {
        let fields = [("to_know", text("…")), ("language", text(tag))];
        shown(
            &note(DocumentKind::DayLog, "drop_off", &fields),
            Language::Dutch,
        )
    };
    assert!(written_in("ar").contains("[Arabisch]"));
    assert!(written_in("ti").contains("[een andere taal (ti)]"));
}

#[test]
fn names_are_the_same_in_every_language_and_carry_no_language() {
    let fields = [("collects", text("Oma Ria")), ("language", text("nl"))];
    let entry = note(DocumentKind::DayLog, "drop_off", &fields);
    assert_eq!(
        shown(&entry, Language::English),
        "Drop-off note\n    Who collects: “Oma Ria”"
    );
}

#[test]
fn a_kind_or_code_of_a_later_schema_asks_for_an_update() {
    let kind = note(
        DocumentKind::DayLog,
        "not_yet_invented",
        &[("x", text("y"))],
    );
    assert_eq!(
        shown(&kind, Language::English),
        "This is a new kind of note. Update the app to read it."
    );
    for field in ["moment", "not_yet_invented"] {
        let code = note(DocumentKind::DayLog, "pick_up", &[(field, text("juggled"))]);
        assert_eq!(
            shown(&code, Language::English),
            "Pick-up note\n    This app does not know this yet. Update the app to read it."
        );
    }
}

#[test]
fn a_correction_tells_the_fields_of_the_note_it_corrects() {
    let of = Value::Bytes(vec![5; 32]);
    let fields = [("of", of), ("mood", text("tired")), ("woke_at", at(6, 30))];
    assert_eq!(
        shown(
            &note(DocumentKind::DayLog, "correction", &fields),
            Language::English
        ),
        "Corrected\n    Noor is tired today.\n    Awake since 06:30"
    );
}

#[test]
fn times_are_those_of_the_netherlands_in_winter_and_in_summer() {
    let half_past_one_utc = |month_ms: i64| UnixMillis(month_ms);
    let winter = half_past_one_utc(1_796_002_200_000); // 2026-11-30T01:30Z
    let summer = half_past_one_utc(1_783_042_200_000); // 2026-07-03T01:30Z
    assert_eq!(
        day_and_time(Language::Dutch, winter),
        "maandag 30 november, 02:30"
    );
    assert_eq!(
        day_and_time(Language::English, summer),
        "Friday 3 July, 03:30"
    );
    assert_eq!(
        day_and_time(Language::Turkish, summer),
        "3 Temmuz Cuma, 03:30"
    );
    assert_eq!(day_and_time(Language::Dutch, UnixMillis(i64::MAX)), "?");
}

#[test]
fn a_moment_is_told_as_shortly_as_it_is_clear() {
    let until = |at: i64| {
        let fields = [("what", text("fles")), ("until", Value::Int(at))];
        let entry = note(DocumentKind::Handover, "open_item", &fields);
        shown(&entry, Language::Dutch)
            .lines()
            .last()
            .unwrap()
            .trim()
            .to_owned()
    };
    let midnight = TUESDAY_MORNING.0 - (8 * 60 + 10) * UnixMillis::MINUTE_MS;
    assert_eq!(until(midnight + 15 * UnixMillis::HOUR_MS), "Tot 15:00");
    assert_eq!(
        until(midnight + 39 * UnixMillis::HOUR_MS),
        "Tot woensdag 25 november, 15:00"
    );
    assert_eq!(
        until(midnight + 24 * UnixMillis::HOUR_MS),
        "Tot woensdag 25 november"
    );
    assert_eq!(
        until(midnight + 60 * UnixMillis::DAY_MS),
        "Tot 23 januari 2027"
    );
}

#[test]
fn an_age_is_told_in_weeks_then_months_then_years() {
    let at_birth = |born| age(Language::Dutch, born, TUESDAY_MORNING);
    assert_eq!(at_birth("2026-11-16").as_deref(), Some("1 week"));
    assert_eq!(at_birth("2026-09-24").as_deref(), Some("8 weken"));
    assert_eq!(at_birth("2026-03-25").as_deref(), Some("7 maanden"));
    assert_eq!(at_birth("2025-11-24").as_deref(), Some("1 jaar"));
    assert_eq!(at_birth("2023-10-05").as_deref(), Some("3 jaar en 1 maand"));
    assert_eq!(at_birth("2026-11-25"), None);
    assert_eq!(at_birth("gisteren"), None);
    let english = age(Language::English, "2025-09-24", TUESDAY_MORNING);
    assert_eq!(english.as_deref(), Some("1 year and 2 months"));
    let turkish = age(Language::Turkish, "2023-10-05", TUESDAY_MORNING);
    assert_eq!(turkish.as_deref(), Some("3 yıl 1 aylık"));
}

#[test]
fn names_in_a_row_and_nobody_known() {
    let names = ["Fatima", "Joke", "Karim"].map(str::to_owned);
    assert_eq!(list(Language::English, &names), "Fatima, Joke and Karim");
    assert_eq!(list(Language::Dutch, &[]), "iemand");
}

#[test]
fn a_reader_gets_the_best_of_their_languages_that_we_speak() {
    assert_eq!(Language::best_of(["ku", "tr-TR", "nl"]), Language::Turkish);
    assert_eq!(Language::best_of(["so"]), Language::Dutch);
    assert_eq!(Language::best_of([]), Language::Dutch);
}

/// A Tuesday of Noor's, as its notes were written.
fn a_day() -> Vec<Entry> {
    let dutch = ("language", text("nl"));
    let fatima = Value::Bytes(FATIMA.0.to_vec());
    vec![
        note(
            DocumentKind::DayLog,
            "drop_off",
            &[
                ("mood", text("tired")),
                ("slept", text("short")),
                ("woke_at", at(5, 45)),
                ("fed_at", at(7, 15)),
                ("collects", text("Oma Ria")),
                ("collects_at", at(17, 0)),
                ("to_know", text("Dün gece çok öksürdü.")),
                ("medicine", Value::Bool(false)),
                ("language", text("tr")),
            ],
        ),
        note(
            DocumentKind::Handover,
            "handover",
            &[
                ("state", text("watch")),
                ("summary", text("Hoest en is hangerig.")),
                ("to_do", text("Temperatuur meten na het slapen")),
                ("to_do_by", at(13, 30)),
                ("to_do_who", fatima),
                ("if_then", text("Als ze koorts heeft, bel dan haar moeder.")),
                dutch.clone(),
            ],
        ),
        note(
            DocumentKind::DayLog,
            "day_log",
            &[
                ("what", text("sleep")),
                ("from", at(11, 50)),
                ("to", at(13, 20)),
                ("code", text("in_bed")),
            ],
        ),
        note(
            DocumentKind::DayLog,
            "day_log",
            &[
                ("what", text("feed")),
                ("from", at(15, 0)),
                ("amount", Value::Int(180)),
                ("code", text("bottle")),
            ],
        ),
        note(
            DocumentKind::CareRecord,
            "illness",
            &[
                ("child", Value::Bytes(NOOR.0.to_vec())),
                ("symptoms", text("fever cough tired")),
                ("at", at(15, 30)),
                ("temperature_tenths", Value::Int(385)),
                ("action", text("parent_called")),
                ("told", text("called")),
            ],
        ),
        note(
            DocumentKind::DayLog,
            "pick_up",
            &[
                ("moment", text("comforted_other")),
                ("text", text("Ze gaf Sem haar eigen knuffel.")),
                ("keep_for_door", text("Vraag naar de knuffel!")),
                dutch,
            ],
        ),
        note(
            DocumentKind::DayLog,
            "day_change",
            &[
                ("what", text("not_coming")),
                ("reason", text("ill")),
                ("symptoms", text("fever")),
            ],
        ),
        note(
            DocumentKind::ChildCore,
            "medical",
            &[
                ("what", text("allergy")),
                ("substance", text("pinda")),
                ("severity", text("severe")),
            ],
        ),
        note(
            DocumentKind::ParentChannel,
            "talk_request",
            &[
                ("subject", text("sleep")),
                ("urgency", text("this_week")),
                ("how", text("phone")),
            ],
        ),
        note(
            DocumentKind::ParentDesk,
            "marks",
            &[
                ("read", Value::Bytes([7; 96].to_vec())),
                ("part_of_day", text("evening")),
            ],
        ),
    ]
}

fn day_in(language: Language) -> String {
    let notes = a_day();
    let shown: Vec<_> = notes.iter().map(|note| shown(note, language)).collect();
    shown.join("\n")
}

#[test]
fn a_day_in_dutch() {
    insta::assert_snapshot!(day_in(Language::Dutch));
}

#[test]
fn a_day_in_english() {
    insta::assert_snapshot!(day_in(Language::English));
}

#[test]
fn a_day_in_turkish() {
    insta::assert_snapshot!(day_in(Language::Turkish));
}
