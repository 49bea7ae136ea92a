//! Digits of every script are digits: what Unicode calls a decimal number (Nd). Knows no number longer
//! than one digit.

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory;

/// The value of a decimal digit of any script; nothing for any other character.
pub fn digit_of(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|it| u8::try_from(it).ok());
    }
    let is_digit = |code: u32| {
        CodePointMapData::<GeneralCategory>::new().get32(code) == GeneralCategory::DecimalNumber
    };
    // Unicode gives the digits of a script in one row of ten, from zero to nine; the rows of the
    // mathematical digits follow each other.
    let code = u32::from(c);
    let before = (0..code).rev().take_while(|it| is_digit(*it)).count();
    let value = is_digit(code).then_some(before % 10);
    value.and_then(|it| u8::try_from(it).ok())
}

/// The text with every decimal digit in its ASCII form; all else stays as it is.
pub fn ascii_digits(text: &str) -> String {
    let digit = |c: char| digit_of(c).map_or(c, |it| char::from(b'0' + it));
    text.chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_are_digits() {
        for (text, digits) in [
            ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
            ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
            ("०१२३४५६७८९", "0123456789"),
            ("০১২৩৪৫৬৭৮৯", "0123456789"),
            ("０１２３４５６７８９", "0123456789"),
            ("𝟎𝟗𝟘𝟡𝟢𝟫𝟬𝟵𝟶𝟿", "0909090909"),
            ("๑๒:๓๐", "12:30"),
            ("06 १२३", "06 123"),
        ] {
            assert_eq!(ascii_digits(text), digits);
        }
    }

    #[test]
    fn the_digits_of_each_script_are_ten_in_order() {
        let digits: Vec<u8> = ('\0'..=char::MAX).filter_map(digit_of).collect();
        assert!(digits.len() > 600, "{}", digits.len());
        for row in digits.chunks(10) {
            assert_eq!(row, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        }
    }

    #[test]
    fn what_only_looks_like_a_digit_is_none() {
        for c in ['²', '①', '½', 'Ⅳ', '一', 'O', 'l', ' '] {
            assert_eq!(digit_of(c), None, "{c}");
        }
    }
}
