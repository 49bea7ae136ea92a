//! What a code is found in: a message from a messenger, with what it and people put around a code and
//! into it. Knows no code.

use unicode_normalization::UnicodeNormalization;

use samenspel_names::{digit_of, is_left_out};

/// Bytes of the longest text in which a code is looked for.
pub(super) const TEXT_AROUND_BYTES_MAX: usize = 32 * 1_024;

/// For any letter that no code has: it ends one.
pub(super) const FOREIGN: u8 = b'?';
/// For every end of a line.
pub(super) const BREAK: u8 = b'\n';

/// A text in capitals of ASCII: `A` to `Z`, `0` to `9`, [`FOREIGN`], [`BREAK`], and the signs between.
pub(super) fn plain(text: &str) -> Vec<u8> {
    let text = without_markup(text);
    let capitals = text.nfkd().flat_map(char::to_uppercase);
    capitals.filter_map(plain_of).collect()
}

/// Nothing of what nobody sees, not even a gap.
fn plain_of(c: char) -> Option<u8> {
    if matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    ) {
        return Some(BREAK);
    }
    if is_left_out(c) || unicode_normalization::char::is_combining_mark(c) {
        return None;
    }
    Some(match (digit_of(c), like_latin(c)) {
        (Some(digit), _) => b'0' + digit,
        (None, Some(letter)) => letter,
        (None, None) if c.is_alphanumeric() => FOREIGN,
        (None, None) => match c {
            // Half of "1/2", where a keyboard made one sign of it.
            '\u{2044}' | '\u{2215}' => b'/',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => b'-',
            _ if c.is_whitespace() => b' ',
            '!'..='>' | '@'..='~' => u8::try_from(c).unwrap_or(b'.'),
            _ => b'.',
        },
    })
}

/// The letters and digits of a plain text, and where something stood between them.
pub(super) struct Letters {
    /// `A` to `Z`, `0` to `9` and [`FOREIGN`].
    letters: Vec<u8>,
    /// Whether another sign or a space stands before the letter of this place; of the end, always.
    apart: Vec<bool>,
    /// Where in the plain text each is; of the end, its length.
    places: Vec<usize>,
}

impl Letters {
    pub(super) fn of(plain: &[u8]) -> Self {
        let (mut letters, mut apart, mut places) = (Vec::new(), vec![true], Vec::new());
        for (place, sign) in plain.iter().enumerate() {
            if sign.is_ascii_alphanumeric() || *sign == FOREIGN {
                letters.push(*sign);
                apart.push(false);
                places.push(place);
            } else if let Some(last) = apart.last_mut() {
                *last = true;
            }
        }
        if let Some(last) = apart.last_mut() {
            *last = true;
        }
        places.push(plain.len());
        Self {
            letters,
            apart,
            places,
        }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.letters.len()
    }

    /// Where in the plain text a letter stands.
    pub(super) fn place(&self, letter: usize) -> usize {
        self.places[letter]
    }

    /// The places behind each prefix, whatever stands within it or for its colon.
    pub(super) fn behind_each(&self, prefix: &str) -> impl Iterator<Item = usize> {
        let prefix: Vec<u8> = prefix.bytes().filter(u8::is_ascii_alphanumeric).collect();
        let starts = 0..self.letters.len();
        starts.filter_map(move |start| {
            let end = start + prefix.len();
            let found = self.letters.get(start..end)?;
            let mut pairs = found.iter().zip(&prefix);
            let is_here = pairs.all(|(letter, of_prefix)| {
                // A one typed as a letter: only where the version ends, or every "Samenspel is" would do.
                let as_one = *of_prefix == b'1' && matches!(letter, b'I' | b'L') && self.apart[end];
                letter == of_prefix || as_one
            });
            is_here.then_some(end)
        })
    }

    /// The rows of letters from a place to where something stands between two, the longest first: a code
    /// ends at its own end, not at the next word's.
    pub(super) fn runs_from(&self, start: usize, length_max: usize) -> impl Iterator<Item = &[u8]> {
        let most = self.letters.len().min(start + length_max);
        let foreign = self.letters[start..most]
            .iter()
            .position(|it| *it == FOREIGN);
        let end = foreign.map_or(most, |it| start + it);
        let ends = (start..=end).rev().filter(|it| self.apart[*it]);
        ends.map(move |end| &self.letters[start..end])
    }
}

/// Without what a web page or a link writes for a space or a sign: `&nbsp;`, `%20`.
fn without_markup(text: &str) -> String {
    const ENTITY_CHARS_MAX: usize = 9;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '%']) {
        let (before, marked) = rest.split_at(at);
        plain.push_str(before);
        plain.push(' ');
        let after = &marked[1..];
        let skipped = if marked.starts_with('%') {
            let hex = after.bytes().take(2).filter(u8::is_ascii_hexdigit).count();
            if hex == 2 { 2 } else { 0 }
        } else {
            let named = after
                .bytes()
                .take(ENTITY_CHARS_MAX)
                .take_while(|it| it.is_ascii_alphanumeric() || *it == b'#')
                .count();
            let ends = named > 0 && after[named..].starts_with(';');
            if ends { named + 1 } else { 0 }
        };
        rest = &after[skipped..];
    }
    plain.push_str(rest);
    plain
}

/// A letter as its Latin capital, also where another keyboard has one that looks the same.
fn like_latin(c: char) -> Option<u8> {
    Some(match c {
        'A'..='Z' => u8::try_from(c).ok()?,
        'А' | 'Α' => b'A',
        'В' | 'Β' => b'B',
        'С' => b'C',
        'Е' | 'Ε' => b'E',
        'Н' | 'Η' => b'H',
        'І' | 'Ι' | 'ı' => b'I',
        'Ј' => b'J',
        'К' | 'Κ' => b'K',
        'М' | 'Μ' => b'M',
        'Ν' => b'N',
        'О' | 'Ο' => b'O',
        'Р' | 'Ρ' => b'P',
        'Ѕ' => b'S',
        'Т' | 'Τ' => b'T',
        'Х' | 'Χ' => b'X',
        'Υ' => b'Y',
        'Ζ' => b'Z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_link_or_a_page_writes_for_a_sign_is_a_space() {
        let plain = without_markup("a&nbsp;b%20c&#8203;d&e%zz&");
        assert_eq!(plain, "a b c d e zz ");
    }

    proptest! {
        #[test]
        fn no_text_is_cut_within_a_character(text in "[a-c&%;#éЖ😀]{0,24}") {
            let letters = Letters::of(&plain(&text));
            prop_assert_eq!(letters.letters.len() + 1, letters.apart.len());
            prop_assert_eq!(letters.places.len(), letters.apart.len());
        }
    }
}
