//! Lists in one cell: days of the week and languages, Dutch and English, in codes or in words. Pure
//! functions of text; knows no column.

use unic_langid::LanguageIdentifier;

use super::spelling::plain;

/// The words of a list.
pub(super) fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', ',', ';', '|', '+', '&'])
        .filter(|word| !word.is_empty())
}

/// Days of the week as bits with Monday first; an empty list is 0. Or what to do about it.
pub(super) fn weekdays(cell: &str) -> Result<u8, &'static str> {
    const LIKE: &str = "must be days like \"mon tue thu\" or \"ma di do\"";
    const UNTIL: &str = "\u{1}";
    let cell = plain(cell).to_lowercase();
    let cell = cell
        .replace("tot en met", UNTIL)
        .replace("t/m", UNTIL)
        .replace(UNTIL, " \u{1} ");
    let words = cell.split([' ', ',', ';', '|', '+', '&', '/']);
    let words = words.map(|word| word.trim_matches('.'));
    let mut bits = 0;
    let mut last = None;
    let mut from = None;
    for word in words.filter(|word| !word.is_empty() && *word != "en" && *word != "and") {
        if word == UNTIL {
            from = Some(last.ok_or(LIKE)?);
            continue;
        }
        let days: Option<Vec<u8>> = word.split('-').map(weekday).collect();
        let days = days.ok_or(LIKE)?;
        match (days.as_slice(), from.take()) {
            ([day], Some(first)) if first < *day => {
                bits |= (first..=*day).fold(0, |b, d| b | 1 << d)
            }
            (_, Some(_)) => return Err(LIKE),
            ([_, _], None) => {
                return Err(
                    "has a hyphen, and nobody can tell whether the days between are meant; \
                            write each day, like \"ma di wo\"",
                );
            }
            (days, None) => bits |= days.iter().fold(0, |bits, day| bits | 1 << day),
        }
        last = days.last().copied();
    }
    if from.is_some() { Err(LIKE) } else { Ok(bits) }
}

fn weekday(word: &str) -> Option<u8> {
    Some(match word.trim_matches('.') {
        "mon" | "monday" | "ma" | "maandag" => 0,
        "tue" | "tuesday" | "di" | "dinsdag" => 1,
        "wed" | "wednesday" | "wo" | "woensdag" => 2,
        "thu" | "thursday" | "do" | "donderdag" => 3,
        "fri" | "friday" | "vr" | "vrijdag" => 4,
        "sat" | "saturday" | "za" | "zaterdag" => 5,
        "sun" | "sunday" | "zo" | "zondag" => 6,
        _ => return None,
    })
}

/// Languages as BCP 47 tags in their usual spelling; nothing if one is none.
pub(super) fn languages(cell: &str) -> Option<Vec<String>> {
    let cell = cell.replace('/', " ");
    words(&cell).map(language).collect()
}

fn language(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    if let Some((_, code)) = NAMED.iter().find(|(names, _)| names.contains(&&*lower)) {
        return Some((*code).to_owned());
    }
    let tag = word.parse::<LanguageIdentifier>().ok()?;
    // A word of five letters and more has the form of a tag, and is none.
    let is_code = match tag.language.as_str() {
        "und" => false,
        code if code.len() == 2 => CODES.split(' ').any(|it| it == code),
        code => code.len() == 3,
    };
    is_code.then(|| tag.to_string())
}

/// The languages of Dutch locations by name.
const NAMED: [(&[&str], &str); 24] = [
    (&["nederlands", "dutch"], "nl"),
    (&["engels", "english"], "en"),
    (&["turks", "turkish", "türkçe"], "tr"),
    (&["arabisch", "arabic"], "ar"),
    (&["pools", "polish", "polski"], "pl"),
    (&["oekraïens", "oekraiens", "ukrainian"], "uk"),
    (&["russisch", "russian"], "ru"),
    (&["duits", "german", "deutsch"], "de"),
    (&["frans", "french", "français"], "fr"),
    (&["spaans", "spanish", "español"], "es"),
    (&["italiaans", "italian"], "it"),
    (&["portugees", "portuguese"], "pt"),
    (&["roemeens", "romanian"], "ro"),
    (&["bulgaars", "bulgarian"], "bg"),
    (&["chinees", "chinese"], "zh"),
    (&["hindi"], "hi"),
    (&["somalisch", "somali"], "so"),
    (&["tigrinya"], "ti"),
    (&["farsi", "perzisch", "persian"], "fa"),
    (&["koerdisch", "kurdish"], "ku"),
    (&["fries", "frisian"], "fy"),
    (&["papiamentu", "papiaments", "papiamento"], "pap"),
    (&["berbers", "berber"], "ber"),
    (&["hongaars", "hungarian"], "hu"),
];

/// Of two letters (ISO 639-1): a country's letters are often written instead.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr \
    ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb \
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os \
    pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th \
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_words_and_as_a_range_that_says_so() {
        for (cell, bits) in [
            ("ma,di", 0b11),
            ("ma di", 0b11),
            ("maandag, dinsdag", 0b11),
            ("Monday Tuesday", 0b11),
            ("ma/di", 0b11),
            ("ma en di", 0b11),
            ("ma. di.", 0b11),
            ("ma t/m wo", 0b111),
            ("maandag t/m woensdag", 0b111),
            ("ma tot en met wo, vr", 0b1_0111),
            ("ma-di-do", 0b1011),
            ("", 0),
        ] {
            assert_eq!(weekdays(cell), Ok(bits), "{cell}");
        }
        for cell in [
            "ma-wo",
            "mon–wed",
            "1 2",
            "madi",
            "t/m wo",
            "ma t/m",
            "wo t/m ma",
            "alle",
            "x",
        ] {
            assert!(weekdays(cell).is_err(), "{cell}");
        }
        assert!(weekdays("ma-wo").unwrap_err().contains("nobody can tell"));
    }

    #[test]
    fn languages_are_read_by_name_and_a_word_that_only_looks_like_a_code_is_none() {
        for (cell, tags) in [
            ("nl tr", vec!["nl", "tr"]),
            ("nl/tr", vec!["nl", "tr"]),
            ("Nederlands, Turks", vec!["nl", "tr"]),
            ("NL", vec!["nl"]),
            ("nl_NL", vec!["nl-NL"]),
            ("rif", vec!["rif"]),
            ("zh-Hans", vec!["zh-Hans"]),
        ] {
            assert_eq!(languages(cell).unwrap(), tags, "{cell}");
        }
        for cell in [
            "ua",
            "gb",
            "cz",
            "xx",
            "Klingons",
            "niets",
            "x",
            "nl klingons",
        ] {
            assert!(languages(cell).is_none(), "{cell}");
        }
    }
}
