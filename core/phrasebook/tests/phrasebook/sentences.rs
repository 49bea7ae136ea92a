//! The phrasebook as its readers meet it: a day's notes in every language, free text with
//! its language, times, ages and the words for a status.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::reader::{
    Directory, FATIMA, NOOR, TUESDAY_MORNING, at, every_status, note, shown, text,
};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::series::DocumentKind;
use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::{Language, Phrase, age, day_and_time, list, render_entry, status};

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
fn a_deadline_at_midnight_is_a_day_and_what_happened_at_midnight_keeps_its_time() {
    let midnight = TUESDAY_MORNING.0 - (8 * 60 + 10) * UnixMillis::MINUTE_MS;
    let friday = Value::Int(midnight + 3 * UnixMillis::DAY_MS);
    let asked = [("text", text("Slaapt zij?")), ("reply_by", friday.clone())];
    let question = note(DocumentKind::Journal, "question", &asked);
    let told = shown(&question, Language::Dutch);
    let day = "Graag antwoord vóór vrijdag 27 november";
    assert!(told.lines().any(|line| line.trim() == day), "{told}");
    let slept = [("what", text("sleep")), ("from", friday)];
    let log = note(DocumentKind::DayLog, "day_log", &slept);
    let told = shown(&log, Language::Dutch);
    assert!(told.contains("Vanaf vrijdag 27 november, 00:00"), "{told}");
}

#[test]
fn a_moment_is_shown_with_its_time_in_another_year_and_on_the_other_side_of_a_clock_change() {
    let talk = |written_at: &str, at: &str| {
        let moment = |text: &str| -> i64 {
            let stamp: jiff::Timestamp = text.parse().unwrap();
            stamp.as_millisecond()
        };
        let fields = [("what", text("gesprek")), ("until", Value::Int(moment(at)))];
        let mut entry = note(DocumentKind::Handover, "open_item", &fields);
        entry.written_at = UnixMillis(moment(written_at));
        let lines = shown(&entry, Language::Dutch);
        lines.lines().last().unwrap().trim().to_owned()
    };
    // 14:00 on 5 January, written in December.
    assert_eq!(
        talk("2026-12-10T09:00:00Z", "2027-01-05T13:00:00Z"),
        "Tot 5 januari 2027, 14:00"
    );
    // A deadline at midnight is a day: in summer 22:00 in UTC, in winter 23:00.
    assert_eq!(
        talk("2026-12-10T09:00:00Z", "2027-06-30T22:00:00Z"),
        "Tot 1 juli 2027"
    );
    assert_eq!(
        talk("2026-10-01T09:00:00Z", "2026-11-02T23:00:00Z"),
        "Tot dinsdag 3 november"
    );
    // The night the clock goes back has half past two twice.
    for at in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
        assert_eq!(talk("2026-10-25T12:00:00Z", at), "Tot 02:30");
    }
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

#[test]
fn a_day_in_arabic() {
    insta::assert_snapshot!(day_in(Language::Arabic));
}

#[test]
fn a_day_in_polish() {
    insta::assert_snapshot!(day_in(Language::Polish));
}

#[test]
fn a_day_in_ukrainian() {
    insta::assert_snapshot!(day_in(Language::Ukrainian));
}
