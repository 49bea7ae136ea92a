//! A telephone number as an office writes it: whole, without its zero, with a name beside it, two in
//! one cell. A pure function of text; knows no column.

use super::spelling::{is_scientific, plain, without_point};

/// A telephone number.
#[derive(PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
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

const LIKE: &str = "must be a telephone number like 06 12345678 or +31 6 12345678";
const TWO: &str = "holds two numbers; leave one, and put the other in phone_2";
const WORDS: &str = "has words beside the number; leave the number alone in the cell";
const SHORTENED: &str =
    "is a number that a spreadsheet shortened; make the column text and fill it in again";
const NO_NUMBER: &str = "is one digit over and over; fill in the number, or empty the cell";

pub(super) fn telephone(cell: &str) -> Telephone {
    let plain = plain(cell);
    if is_scientific(&plain) {
        return Telephone::Not(SHORTENED);
    }
    let written = without_point(&plain);
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let numbers = written
        .split([',', ';', '|', '/', '\\'])
        .filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 7);
    if numbers.count() > 1 || (digits.len() > 15 && !written.contains(char::is_alphabetic)) {
        return Telephone::Not(TWO);
    }
    if written.contains(char::is_alphabetic) {
        return Telephone::Not(if digits.len() >= 6 { WORDS } else { LIKE });
    }
    let shape = |c: char| c.is_ascii_digit() || "+-()./ ".contains(c);
    let plus_is_first = match written.matches('+').count() {
        0 => true,
        1 => written.trim_start_matches(['(', ' ']).starts_with('+'),
        _ => false,
    };
    let is_long_enough = (3..=15).contains(&digits.len());
    if !written.chars().all(shape) || !is_long_enough || written.len() > 24 || !plus_is_first {
        return Telephone::Not(LIKE);
    }
    if digits.len() > 3 && is_one_digit(&digits) {
        return Telephone::Not(NO_NUMBER);
    }
    if digits.len() >= 10 && is_one_digit(&digits[digits.len() - 8..]) {
        return Telephone::Odd(written.to_owned(), "looks like a number that is none");
    }
    if written.contains('+') {
        return abroad(written, &digits);
    }
    match digits.strip_prefix("00") {
        Some(digits) => abroad(written, digits),
        None => at_home(written, &digits),
    }
}

fn is_one_digit(digits: &str) -> bool {
    let first = digits.chars().next();
    digits.chars().all(|c| Some(c) == first)
}

/// A number with a country code: `digits` begins with it.
fn abroad(written: &str, digits: &str) -> Telephone {
    let odd = |why| Telephone::Odd(written.to_owned(), why);
    if let Some(rest) = digits.strip_prefix("31") {
        return match rest.strip_prefix('0') {
            Some(rest) if rest.len() == 9 => {
                Telephone::Meant(format!("+31{rest}"), "has a 0 after +31")
            }
            _ if rest.len() != 9 => odd("has not the nine digits that follow +31"),
            _ => Telephone::Fine(written.to_owned()),
        };
    }
    if written.contains("(0)") {
        let without: String = written.replace("(0)", "");
        let digits: String = without.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        return Telephone::Meant(format!("+{digits}"), "has a 0 after the country code");
    }
    match digits.len() {
        _ if digits.starts_with('0') => odd("has no country code after + or 00"),
        9 if digits.starts_with('6') => odd("has no country code after + or 00"),
        0..=7 => odd("is short for a number with a country code"),
        _ => Telephone::Fine(written.to_owned()),
    }
}

/// A number without a country code.
fn at_home(written: &str, digits: &str) -> Telephone {
    let odd = |why| Telephone::Odd(written.to_owned(), why);
    let fine = || Telephone::Fine(written.to_owned());
    let starts = |prefix: &str| digits.starts_with(prefix);
    let is_service = ["0800", "0900", "0906", "0909"].into_iter().any(starts);
    match digits.len() {
        10 if starts("0") => fine(),
        // Free and paid numbers are shorter or longer.
        7..12 if is_service => fine(),
        _ if starts("0") => odd("has not the ten digits of a Dutch number"),
        3 if digits == "112" => fine(),
        3..=5 => odd("is short for a telephone number"),
        9 => Telephone::Meant(format!("0{digits}"), "lost its first 0"),
        12 if starts("310") => Telephone::Meant(
            format!("+31{}", &digits[3..]),
            "lost its +, with a 0 after 31",
        ),
        11 => Telephone::Meant(format!("+{digits}"), "lost its +"),
        12..=15 if !starts("31") => Telephone::Meant(format!("+{digits}"), "lost its + or 00"),
        _ => odd("begins with neither 0 nor +"),
    }
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
    fn a_cell_that_holds_more_or_less_than_a_number_says_which() {
        for (cell, told) in [
            ("06-12345678 / 020-1234567", TWO),
            ("0612345678 0687654321", TWO),
            ("0612345678;0687654321", TWO),
            ("06-12345678 (moeder)", WORDS),
            ("moeder: 06-12345678", WORDS),
            ("070-5550100 tst 12", WORDS),
            ("0000000000", NO_NUMBER),
            ("+31+612345678", LIKE),
            ("++31612345678", LIKE),
            ("+31612345678+", LIKE),
            ("ouder@voorbeeld.nl", LIKE),
            ("3.1612E+10", SHORTENED),
        ] {
            assert_eq!(telephone(cell), Telephone::Not(told), "{cell}");
        }
    }

    #[test]
    fn a_zero_too_many_is_taken_out_and_a_doubtful_number_is_told() {
        for (cell, meant) in [
            ("0031 (0)6 12345678", "+31612345678"),
            ("00310612345678", "+31612345678"),
            ("310612345678", "+31612345678"),
            ("+49 (0)170 1234567", "+491701234567"),
            ("0049 (0)170 1234567", "+491701234567"),
        ] {
            let found = telephone(cell);
            assert!(
                matches!(&found, Telephone::Meant(it, _) if it == meant),
                "{cell}: {found:?}"
            );
        }
        for cell in [
            "+612345678",
            "0600000000",
            "316123456789",
            "0031612345",
            "1234",
            "+32 12",
        ] {
            assert!(matches!(telephone(cell), Telephone::Odd(..)), "{cell}");
        }
    }
}
