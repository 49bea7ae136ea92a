//! The same few things in each language, word for word: a handover, a pick-up, an allergy, a
//! status, ages and dates; which way they run; and a child whose name the reader may not know.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::reader::{Directory, TUESDAY_MORNING, note, shown, text};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::DocumentKind;
use samenspel_phrasebook::{
    Direction, Language, Names, Phrase, StatusWord, age, day_and_time, list, render_entry, status,
};

/// The marks of direction, shown where they stand.
fn visible(text: &str) -> String {
    text.replace(['\u{200E}', '\u{200F}'], "|")
}

fn handover() -> Entry {
    let fields = [("state", text("watch"))];
    note(DocumentKind::Handover, "handover", &fields)
}

fn pick_up() -> Entry {
    let fields = [("moment", text("built_tower"))];
    note(DocumentKind::DayLog, "pick_up", &fields)
}

fn allergy() -> Entry {
    let fields = [
        ("what", text("allergy")),
        ("substance", text("pinda")),
        ("severity", text("severe")),
    ];
    note(DocumentKind::ChildCore, "medical", &fields)
}

/// The lines of the three notes, titles included.
fn notes_in(language: Language) -> Vec<String> {
    [handover(), pick_up(), allergy()]
        .iter()
        .flat_map(|entry| {
            let lines: Vec<_> = shown(entry, language)
                .lines()
                .map(|line| visible(line.trim()))
                .collect();
            lines
        })
        .collect()
}

#[test]
fn a_handover_a_pick_up_and_an_allergy_in_every_language() {
    let expected = |language| match language {
        Language::Dutch => [
            "Overdracht",
            "Houd Noor in de gaten.",
            "Ophaalbericht",
            "Noor heeft een hoge toren gebouwd.",
            "Gezondheid",
            "Noor heeft een allergie.",
            "Wat: “pinda”",
            "Ernstig",
        ],
        Language::English => [
            "Handover",
            "Keep an eye on Noor.",
            "Pick-up note",
            "Noor built a tall tower.",
            "Health",
            "Noor has an allergy.",
            "What: “pinda”",
            "Severe",
        ],
        Language::Turkish => [
            "Devir notu",
            "Noor yakından takip edilmeli.",
            "Alma notu",
            "Noor yüksek bir kule yaptı.",
            "Sağlık",
            "Noor için alerji bildirildi.",
            "Ne: “pinda”",
            "Ağır",
        ],
        Language::Arabic => [
            "تسليم داخل الفريق",
            "|Noor| بحاجة إلى متابعة وانتباه.",
            "رسالة الاستلام",
            "|Noor|: بناء برج عال.",
            "الصحة",
            "لدى |Noor| حساسية.",
            "ماذا: “pinda”",
            "شديد",
        ],
        Language::Polish => [
            "Przekazanie w zespole",
            "Noor potrzebuje więcej uwagi.",
            "Wiadomość przy odbiorze",
            "Noor buduje wysoką wieżę.",
            "Zdrowie",
            "Noor ma alergię.",
            "Co: “pinda”",
            "Ciężki stopień",
        ],
        Language::Ukrainian => [
            "Передача в команді",
            "Noor потребує більше уваги.",
            "Повідомлення наприкінці дня",
            "Noor будує високу вежу.",
            "Здоров’я",
            "Noor має алергію.",
            "Що саме: “pinda”",
            "Тяжкий ступінь",
        ],
    };
    for language in Language::ALL {
        assert_eq!(notes_in(language), expected(language), "{language:?}");
    }
}

#[test]
fn names_in_a_row_have_each_languages_own_comma_and_and() {
    let names = ["Fatima", "Joke", "Karim"].map(str::to_owned);
    let read_by = |language| {
        let by = StatusWord::ReadBy(names.to_vec());
        visible(&status(language, &by))
    };
    assert_eq!(
        Language::ALL.map(read_by),
        [
            "Gelezen door Fatima, Joke en Karim",
            "Read by Fatima, Joke and Karim",
            "Okuyan: Fatima, Joke ve Karim",
            "تمت القراءة من قِبل |Fatima|، |Joke| و|Karim|",
            "Kto przeczytał: Fatima, Joke i Karim",
            "Хто прочитав: Fatima, Joke та Karim",
        ]
    );
}

#[test]
fn ages_take_the_plural_of_their_language() {
    // 1, 2, 5, 11 and 23 months, 5 years and 2 months, on 24 November 2026.
    let births = [
        "2026-10-24",
        "2026-09-24",
        "2026-06-24",
        "2025-12-24",
        "2024-12-24",
        "2021-09-24",
    ];
    let ages = |language| births.map(|born| age(language, born, TUESDAY_MORNING).unwrap());
    assert_eq!(
        ages(Language::Arabic),
        [
            "4 أسابيع",
            "8 أسابيع",
            "5 أشهر",
            "11 شهرًا",
            "سنة واحدة و11 شهرًا",
            "5 سنوات وشهران",
        ]
    );
    assert_eq!(
        ages(Language::Polish),
        [
            "4 tygodnie",
            "8 tygodni",
            "5 miesięcy",
            "11 miesięcy",
            "1 rok i 11 miesięcy",
            "5 lat i 2 miesiące",
        ]
    );
    assert_eq!(
        ages(Language::Ukrainian),
        [
            "4 тижні",
            "8 тижнів",
            "5 місяців",
            "11 місяців",
            "1 рік і 11 місяців",
            "5 років і 2 місяці",
        ]
    );
    assert_eq!(
        ages(Language::Dutch)[3..],
        ["11 maanden", "1 jaar en 11 maanden", "5 jaar en 2 maanden"]
    );
    assert_eq!(
        ages(Language::Turkish)[3..],
        ["11 aylık", "1 yıl 11 aylık", "5 yıl 2 aylık"]
    );
}

#[test]
fn every_plural_is_met_by_an_age() {
    let weeks_old = |weeks: i64, language| {
        let day = 24 - weeks * 7;
        let born = if day > 0 {
            format!("2026-11-{day:02}")
        } else {
            format!("2026-10-{:02}", day + 31)
        };
        age(language, &born, TUESDAY_MORNING).unwrap()
    };
    let first = |language| [0, 1, 2, 3, 5].map(|weeks| weeks_old(weeks, language));
    assert_eq!(
        first(Language::Arabic),
        [
            "أقل من أسبوع",
            "أسبوع واحد",
            "أسبوعان",
            "3 أسابيع",
            "5 أسابيع"
        ]
    );
    assert_eq!(
        first(Language::Polish)[1..],
        ["1 tydzień", "2 tygodnie", "3 tygodnie", "5 tygodni"]
    );
    assert_eq!(
        first(Language::Ukrainian)[1..],
        ["1 тиждень", "2 тижні", "3 тижні", "5 тижнів"]
    );
    let years = |born| age(Language::Ukrainian, born, TUESDAY_MORNING).unwrap();
    assert_eq!(years("2025-11-24"), "1 рік");
    assert_eq!(years("2022-11-24"), "4 роки");
    assert_eq!(years("2015-11-24"), "11 років");
}

#[test]
fn dates_are_written_as_each_language_writes_them() {
    assert_eq!(
        Language::ALL.map(|language| day_and_time(language, TUESDAY_MORNING)),
        [
            "dinsdag 24 november, 08:10",
            "Tuesday 24 November, 08:10",
            "24 Kasım Salı, 08:10",
            "الثلاثاء 24 نوفمبر، الساعة 08:10",
            "wtorek, 24 listopada, 08:10",
            "вівторок, 24 листопада, 08:10",
        ]
    );
    let medicine = note(
        DocumentKind::ChildCore,
        "medicine_agreement",
        &[("expires", text("2027-03-05"))],
    );
    let expires = |language| {
        let lines = shown(&medicine, language);
        lines.lines().last().unwrap().trim().to_owned()
    };
    assert_eq!(
        Language::ALL.map(expires),
        [
            "Houdbaar tot 5 maart 2027",
            "Use before 5 March 2027",
            "Son kullanma tarihi: 5 Mart 2027",
            "صالح للاستعمال حتى: 5 مارس 2027",
            "Termin ważności leku: 5 marca 2027",
            "Придатні до: 5 березня 2027 року",
        ]
    );
}

#[test]
fn only_arabic_mirrors_the_screen() {
    let mirrored = Language::ALL.map(Language::is_right_to_left);
    assert_eq!(mirrored, [false, false, false, true, false, false]);
}

#[test]
fn a_phrase_runs_as_its_own_language_does() {
    let written_in = |tag| {
        let fields = [("to_know", text("…")), ("language", text(tag))];
        note(DocumentKind::DayLog, "drop_off", &fields)
    };
    let directions = |tag, reader| {
        let phrases = render_entry(&written_in(tag), reader, &Directory);
        [phrases[0].direction(reader), phrases[1].direction(reader)]
    };
    use Direction::{LeftToRight, RightToLeft};
    for tag in ["ar-SY", "he", "fa", "ur"] {
        assert_eq!(directions(tag, Language::Dutch), [LeftToRight, RightToLeft]);
    }
    assert_eq!(
        directions("nl", Language::Arabic),
        [RightToLeft, LeftToRight]
    );
    assert_eq!(
        directions("ar", Language::Arabic),
        [RightToLeft, RightToLeft]
    );
}

/// A directory in which names are written in Arabic, or are not known.
struct Named(Option<&'static str>);

impl Names for Named {
    fn child(&self, _: ChildId) -> Option<String> {
        self.0.map(str::to_owned)
    }

    fn person(&self, _: PersonId) -> Option<String> {
        self.0.map(str::to_owned)
    }
}

fn sentence(entry: &Entry, language: Language, name: Option<&'static str>) -> String {
    let phrases = render_entry(entry, language, &Named(name));
    let Some(Phrase::Coded(sentence)) = phrases.get(1) else {
        panic!("a coded sentence after the title");
    };
    sentence.clone()
}

#[test]
fn a_name_keeps_its_place_in_a_sentence_of_the_other_direction_and_has_no_marks_in_its_own() {
    let arabic_name = Some("نور");
    assert_eq!(
        visible(&sentence(&handover(), Language::Dutch, arabic_name)),
        "Houd |نور| in de gaten."
    );
    assert_eq!(
        visible(&sentence(&pick_up(), Language::Arabic, arabic_name)),
        "نور: بناء برج عال."
    );
    let marks = ['\u{200E}', '\u{200F}', '\u{061C}'];
    for language in Language::ALL {
        if !language.is_right_to_left() {
            assert!(!shown(&handover(), language).contains(marks));
        }
    }
    let names = ["نور", "Karim"].map(str::to_owned);
    assert_eq!(visible(&list(Language::English, &names)), "|نور| and Karim");
}

#[test]
fn a_child_without_a_known_name_fits_at_the_start_and_in_the_middle() {
    let both = |language| [handover(), pick_up()].map(|entry| sentence(&entry, language, None));
    assert_eq!(
        both(Language::Dutch),
        [
            "Houd het kind in de gaten.",
            "Het kind heeft een hoge toren gebouwd."
        ]
    );
    assert_eq!(
        both(Language::English),
        ["Keep an eye on the child.", "The child built a tall tower."]
    );
    assert_eq!(both(Language::Turkish)[1], "Çocuk yüksek bir kule yaptı.");
    assert_eq!(both(Language::Arabic)[1], "الطفل: بناء برج عال.");
    assert_eq!(both(Language::Polish)[1], "Dziecko buduje wysoką wieżę.");
    assert_eq!(both(Language::Ukrainian)[1], "Дитина будує високу вежу.");
}
