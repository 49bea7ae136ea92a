//! What a spreadsheet makes of a cell: spaces, hyphens, errors, formulas, numbers that were text. Pure
//! functions of text; knows no column.

use jiff::civil::Date;

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

/// Whether a cell is the word by which databases write nothing.
pub(super) fn is_null(cell: &str) -> bool {
    [
        "NULL",
        "(NULL)",
        "<NULL>",
        "null",
        "NaN",
        "None",
        "undefined",
    ]
    .contains(&cell)
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

/// A telephone number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Telephone {
    /// As it is dialled.
    Fine(String),
    /// Cannot be meant as it stands: what it must have been, and why.
    Meant(String, &'static str),
    /// Can be, and is odd: why.
    Odd(String, &'static str),
    /// No number: what to do.
    Not(&'static str),
}

pub(super) fn telephone(cell: &str) -> Telephone {
    const LIKE: &str = "must be a telephone number like 06 12345678 or +31 6 12345678";
    let plain = plain(cell);
    if is_scientific(&plain) {
        return Telephone::Not(
            "is a number that a spreadsheet shortened; make the column text and fill it in again",
        );
    }
    let written = without_point(&plain);
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let shape = |c: char| c.is_ascii_digit() || "+-()./ ".contains(c);
    if !written.chars().all(shape) || !(3..=15).contains(&digits.len()) || written.len() > 24 {
        return Telephone::Not(LIKE);
    }
    let written = written.to_owned();
    let starts = |prefix: &str| digits.starts_with(prefix);
    if written.contains('+') {
        return match written.trim_start_matches('(').starts_with('+') {
            true if starts("310") && digits.len() == 12 => {
                let meant = format!("+31{}", &digits[3..]);
                Telephone::Meant(meant, "has a 0 after +31")
            }
            true if starts("31") && digits.len() != 11 => {
                Telephone::Odd(written, "has not the nine digits that follow +31")
            }
            true => Telephone::Fine(written),
            false => Telephone::Not(LIKE),
        };
    }
    match digits.len() {
        _ if starts("00") => Telephone::Fine(written),
        10 if starts("0") => Telephone::Fine(written),
        // Free and paid numbers are shorter or longer.
        7..12 if starts("0800") || starts("0900") || starts("0906") || starts("0909") => {
            Telephone::Fine(written)
        }
        _ if starts("0") => Telephone::Odd(written, "has not the ten digits of a Dutch number"),
        3..=5 => Telephone::Fine(written),
        9 => Telephone::Meant(format!("0{digits}"), "lost its first 0"),
        11 => Telephone::Meant(format!("+{digits}"), "lost its +"),
        13 if starts("0031") => Telephone::Fine(written),
        12..=15 => Telephone::Meant(format!("+{digits}"), "lost its + or 00"),
        _ => Telephone::Odd(written, "begins with neither 0 nor +"),
    }
}

/// A date, or what to do about it.
pub(super) fn date(cell: &str) -> Result<Date, String> {
    const LIKE: &str = "must be a date between 1900 and 2199, written like 2026-03-31";
    let plain = plain(cell);
    // A spreadsheet adds midnight.
    let day = plain.split_once(['T', ' ']).map_or(&*plain, |(day, time)| {
        let midnight = !time.is_empty() && time.chars().all(|c| "0:.Z".contains(c));
        if midnight { day } else { &*plain }
    });
    if let Ok(date) = day.parse::<Date>()
        && day.len() == 10
    {
        return match (1900..=2199).contains(&date.year()) {
            true => Ok(date),
            false => Err(LIKE.to_owned()),
        };
    }
    let number = without_point(day);
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    if is_number && number.len() == 5 {
        return Err(
            "is a spreadsheet's number of a day; make the column text and write it like \
                    2026-03-31"
                .to_owned(),
        );
    }
    if is_number && number.len() == 8 {
        return Err("must be written with hyphens, like 2026-03-31".to_owned());
    }
    let parts: Vec<&str> = day.split(['-', '/', '.', ' ']).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    Err(match numbers.as_deref() {
        Some([_, _, _]) if parts[0].len() == 4 => {
            "must be a day that exists, with two digits for month and day and hyphens, like 2026-03-31"
        }
        Some([one, other, _]) if parts[2].len() == 4 && *one <= 12 && *other <= 12 => {
            "has the day or the month first, and nobody can tell which; write it like 2026-03-31"
        }
        Some([_, _, _]) if parts[2].len() == 4 => {
            "is turned round, as spreadsheets do; write it like 2026-03-31"
        }
        Some([_, _, _]) if parts[2].len() == 2 => {
            "has a year of two digits, and nobody can tell the century; write it like 2026-03-31"
        }
        _ => LIKE,
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_lost_its_zero_or_plus_is_offered_whole() {
        for (cell, meant) in [
            ("612345678", "0612345678"),
            ("6 12345678", "0612345678"),
            ("612345678.0", "0612345678"),
            ("612345678,0", "0612345678"),
            ("31612345678", "+31612345678"),
            ("491701234567", "+491701234567"),
            ("32475123456", "+32475123456"),
            ("201234567", "0201234567"),
            ("+310612345678", "+31612345678"),
        ] {
            let found = telephone(cell);
            assert!(
                matches!(&found, Telephone::Meant(it, _) if it == meant),
                "{cell}: {found:?}"
            );
        }
        for cell in [
            "6,12E+08",
            "6.12346E+08",
            "zes",
            "06 1234 abc",
            "6+12345678",
        ] {
            assert!(matches!(telephone(cell), Telephone::Not(_)), "{cell}");
        }
        for cell in ["0612345", "12345678", "+31 6 1234"] {
            assert!(matches!(telephone(cell), Telephone::Odd(..)), "{cell}");
        }
    }

    #[test]
    fn a_number_is_what_it_looks_like() {
        for (cell, written) in [
            ("06\u{2011}12345678", "06-12345678"),
            ("06\u{2013}12345678", "06-12345678"),
            ("'0612345678", "0612345678"),
            ("+31 6 12345678", "+31 6 12345678"),
            ("(020) 123 45 67", "(020) 123 45 67"),
            ("0800-2000", "0800-2000"),
            ("0031 6 12345678", "0031 6 12345678"),
            ("112", "112"),
        ] {
            assert_eq!(telephone(cell), Telephone::Fine(written.into()), "{cell}");
        }
    }

    #[test]
    fn a_date_that_a_spreadsheet_turned_is_refused_with_what_it_looks_like() {
        let told = |cell| date(cell).unwrap_err();
        assert!(told("45123").contains("number of a day"));
        assert!(told("45123.0").contains("number of a day"));
        assert!(told("1-2-2022").contains("nobody can tell which"));
        assert!(told("31-12-2022").contains("turned round"));
        assert!(told("12/31/2022").contains("turned round"));
        assert!(told("01/02/22").contains("two digits"));
        assert!(told("20220131").contains("with hyphens"));
        assert!(told("2022-1-31").contains("two digits for month"));
        assert!(told("2022-02-30").contains("a day that exists"));
        assert!(told("maart 2022").contains("must be a date"));
        let day = jiff::civil::date(2023, 5, 1);
        for cell in [
            "2023-05-01",
            "2023\u{2011}05\u{2011}01",
            "2023-05-01 00:00:00",
            "2023-05-01T00:00:00",
            "'2023-05-01",
        ] {
            assert_eq!(date(cell), Ok(day), "{cell}");
        }
    }

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
}
