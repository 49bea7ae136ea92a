//! What a spreadsheet makes of a cell: spaces, hyphens, errors, formulas, words for nothing, numbers
//! that were text. Pure functions of text; knows no column.

/// Spaces of every kind and line breaks are a space, several are one, none at the ends.
pub(super) fn spaced(cell: &str) -> String {
    let words: Vec<&str> = cell.split_whitespace().collect();
    words.join(" ")
}

/// Hyphens and dashes of every kind are `-`; the apostrophe by which a spreadsheet is told that a number
/// is text is not part of it. For what is no name.
pub(super) fn plain(cell: &str) -> String {
    let cell = cell
        .strip_prefix(['\'', '\u{2019}', '`'])
        .unwrap_or(cell)
        .trim();
    let is_shown = |c: &char| !('\u{200B}'..='\u{200F}').contains(c) && *c != '\u{FEFF}';
    cell.chars()
        .filter(is_shown)
        .map(|c| match c {
            '\u{00AD}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}'
            | '\u{FE58}'
            | '\u{FE63}'
            | '\u{FF0D}' => '-',
            '\u{FF0B}' => '+',
            '\u{FF1A}' => ':',
            '\u{FF10}'..='\u{FF19}' => char::from(b'0' + (c as u32 - 0xFF10) as u8),
            other => other,
        })
        .collect()
}

/// Why a cell holds no value at all, if so.
pub(super) fn no_value(cell: &str) -> Option<&'static str> {
    const ERROR: &str =
        "holds a spreadsheet's error instead of a value; correct it there, or empty it";
    let upper = cell.to_uppercase();
    let is_error = (upper.starts_with('#') && upper.ends_with(['!', '?']))
        || [
            "#N/A",
            "#N/B",
            "#NV",
            "#NA",
            "#GEGEVENS_OPHALEN",
            "#GETTING_DATA",
        ]
        .contains(&&*upper)
        || (upper.starts_with("ERR:") && upper[4..].chars().all(|c| c.is_ascii_digit()));
    if is_error {
        return Some(ERROR);
    }
    if cell.chars().count() > 2 && cell.chars().all(|c| c == '#') {
        return Some("holds # only, as a column that is too narrow shows; export the values");
    }
    if cell.starts_with('=') {
        return Some("holds a formula; export its value");
    }
    None
}

/// Whether a cell is the word by which databases and people write nothing.
pub(super) fn is_word_for_nothing(cell: &str) -> bool {
    const WRITTEN: [&str; 7] = [
        "NULL",
        "(NULL)",
        "<NULL>",
        "null",
        "NaN",
        "None",
        "undefined",
    ];
    const SAID: [&str; 15] = [
        "-", "--", "---", "?", ".", "/", "n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "onbekend",
        "unknown", "geen", "leeg",
    ];
    WRITTEN.contains(&cell) || SAID.contains(&&*plain(cell).to_lowercase())
}

/// Whether the first cell of a line that is no row is the word for a total, or for when it was made.
pub(super) fn is_total(cell: &str) -> bool {
    const WORDS: [&str; 16] = [
        "totaal",
        "total",
        "totalen",
        "subtotaal",
        "subtotal",
        "eindtotaal",
        "som",
        "sum",
        "aantal",
        "count",
        "gemiddelde",
        "geëxporteerd",
        "geexporteerd",
        "exported",
        "export",
        "einde",
    ];
    let first = cell.split([' ', ':', '=', '(']).next().unwrap_or_default();
    WORDS.contains(&&*first.to_lowercase())
}

/// "&eacute;", "&#233;", "&amp;": a sign by its name or number, as web pages write it.
fn has_entity(cell: &str) -> bool {
    cell.split('&').skip(1).any(|behind| {
        let name = behind.split_once(';').map(|(name, _)| name);
        let name = name.map(|it| it.strip_prefix('#').unwrap_or(it));
        name.is_some_and(|it| {
            (2..=8).contains(&it.len()) && it.chars().all(|c| c.is_ascii_alphanumeric())
        })
    })
}

/// Why a person's name may be none, if so.
pub(super) fn odd_name(cell: &str) -> Option<&'static str> {
    let first = cell.chars().next().unwrap_or(' ');
    let last = cell.chars().next_back().unwrap_or(' ');
    if cell.contains('@') {
        Some("looks like an e-mail address")
    } else if cell.chars().filter(|c| c.is_numeric()).count() > 1 {
        Some("has digits")
    } else if "“”„«\"".contains(first) && "“”„»\"".contains(last) {
        Some("stands in quotation marks")
    } else if cell.contains('\\') {
        Some("has a backslash, by which some programs write quotation marks")
    } else if has_entity(cell) {
        Some("has a sign as web pages write it, such as &eacute;")
    } else if cell.contains('?') {
        Some("has a question mark, which programs write for a letter that they do not know")
    } else if ["WAAR", "ONWAAR", "TRUE", "FALSE"].contains(&cell) {
        Some("is a spreadsheet's word for yes or no")
    } else {
        None
    }
}

/// Why an id may not be what it was, if so.
pub(super) fn odd_id(cell: &str) -> Option<&'static str> {
    let parts: Vec<&str> = cell.split(['-', '/']).collect();
    let short = |part: &&str| part.len() <= 4 && part.chars().all(|c| c.is_ascii_digit());
    let month = |part: &&str| is_month(part);
    let is_day = match parts.as_slice() {
        [one, other, year] if short(one) && short(year) => {
            month(other) || (short(other) && (one.len() == 4 || year.len() == 4))
        }
        [one, other] => (short(one) && month(other)) || (month(one) && short(other)),
        _ => false,
    };
    let thousands: Vec<&str> = cell.split('.').collect();
    let is_grouped = thousands.len() > 1
        && (1..4).contains(&thousands[0].len())
        && thousands[1..].iter().all(|it| it.len() == 3)
        && cell.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_number = cell.len() > 15 && cell.chars().all(|c| c.is_ascii_digit());
    if is_day {
        Some("looks like a date, which spreadsheets make of ids like 1-2")
    } else if is_grouped {
        Some("looks like a number in which a spreadsheet put points")
    } else if is_number && cell[15..].chars().all(|c| c == '0') {
        Some("is a number of which a spreadsheet keeps fifteen digits and fills up with zeros")
    } else {
        None
    }
}

/// Whether a word is a month, Dutch or English, in full or short.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 15] = [
        "jan", "feb", "mar", "maart", "mrt", "apr", "mei", "may", "jun", "jul", "aug", "sep",
        "okt", "nov", "dec",
    ];
    let word = word.to_lowercase();
    word.chars().count() >= 3
        && word.chars().all(char::is_alphabetic)
        && (MONTHS.iter().any(|month| word.starts_with(month)) || word.starts_with("oct"))
}

/// An id as other spellings of it are: without capitals and zeros in front.
pub(super) fn folded_id(id: &str) -> String {
    let lower = id.to_lowercase();
    let trimmed = lower.trim_start_matches('0');
    if trimmed.is_empty() {
        lower
    } else {
        trimmed.to_owned()
    }
}

/// Whether text was read in the wrong encoding once: "Zoë" as "ZoÃ«", or a character that was lost.
pub(super) fn is_garbled(cell: &str) -> bool {
    let mut before = ' ';
    for c in cell.chars() {
        // The second byte of a letter, as windows-1252 shows it.
        let is_second =
            ('\u{80}'..='\u{BF}').contains(&c) || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c);
        if c == '\u{FFFD}' || ("ÃÂÄÅÐÑØÙ".contains(before) && is_second) {
            return true;
        }
        if before == 'â' && c == '€' {
            return true;
        }
        before = c;
    }
    false
}

/// A number as a spreadsheet shortens it: 6,12E+08.
pub(super) fn is_scientific(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let number_is = match number.split_once(['.', ',']) {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(number) && power.starts_with(['+', '-']),
    };
    number_is && digits(power.trim_start_matches(['+', '-']))
}

/// A whole number without the point and zeros that a spreadsheet adds: 612345678.0.
pub(super) fn without_point(cell: &str) -> &str {
    match cell.split_once(['.', ',']) {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.chars().all(|c| c.is_ascii_digit())
                && (1..=2).contains(&zeros.len())
                && zeros.chars().all(|c| c == '0') =>
        {
            whole
        }
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_formulas_and_garbled_letters_are_seen_and_names_are_not() {
        for cell in [
            "#N/B", "#REF!", "#VERW!", "#NAAM?", "Err:502", "=A1", "#####",
        ] {
            assert!(no_value(cell).is_some(), "{cell}");
        }
        for cell in [
            "Zoë",
            "'t Hof",
            "Null",
            "Erik",
            "#1",
            "Ğ",
            "Ångström",
            "São",
        ] {
            assert!(no_value(cell).is_none() && !is_garbled(cell), "{cell}");
        }
        for cell in ["ZoÃ«", "RenÃ©", "Dâ€™Angelo", "Zo\u{FFFD}"] {
            assert!(is_garbled(cell), "{cell}");
        }
    }

    #[test]
    fn words_for_nothing_totals_and_odd_names_and_ids_are_seen_and_real_ones_are_not() {
        for cell in ["-", "–", "N.v.t.", "NVT", "n/a", "Onbekend", "null", "?"] {
            assert!(is_word_for_nothing(cell), "{cell}");
        }
        for cell in ["Null", "Geena", "Na", "x", "0"] {
            assert!(!is_word_for_nothing(cell), "{cell}");
        }
        for cell in [
            "Totaal",
            "TOTAL: 3",
            "Subtotaal groep",
            "Geëxporteerd op 1-2-2026",
        ] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["k1", "Somers", "t1", "totaalplan-3"] {
            assert!(!is_total(cell), "{cell}");
        }
        for cell in [
            "a@b.nl",
            "06-12345678",
            "44958",
            "“Jan”",
            "WAAR",
            "Zo?",
            "Zo&euml;",
            "Ren&#233;",
        ] {
            assert!(odd_name(cell).is_some(), "{cell}");
        }
        for cell in [
            "'t Hof",
            "D’Angelo",
            "J.P.",
            "Jan (oma)",
            "Willem 3",
            "Jan & Els; oma",
        ] {
            assert!(odd_name(cell).is_none(), "{cell}");
        }
        for cell in [
            "12.345",
            "1.234.567",
            "1-2-2023",
            "2023-02-01",
            "jan-05",
            "2-mrt",
            "1234567890123450000",
        ] {
            assert!(odd_id(cell).is_some(), "{cell}");
        }
        for cell in [
            "k-1",
            "1.2.3",
            "12-34",
            "de-linde",
            "a/b/c",
            "12345678901234567890",
            "marie-1x",
        ] {
            assert!(odd_id(cell).is_none(), "{cell}");
        }
    }
}
