//! Short messages as text for a QR code or to be typed: a prefix, then Crockford's base 32 of the bytes
//! with a check value: only characters of a QR code's alphanumeric mode, and none that are mistaken for
//! each other. Read from what a scanner, a messenger or a person made of it. Knows nothing of what the
//! bytes say.

use super::text_around::{self, Letters, TEXT_AROUND_BYTES_MAX};
use super::text_asides;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NO_DIGIT: u8 = u8::MAX;
/// The value of each character: many readings of one text are tried.
static VALUES: [u8; 256] = values();
const GROUP: usize = 5;
const CHECK_BYTES: usize = 4;
/// Places in one text where a code may begin; more are not looked at.
const PREFIXES_MAX: usize = 16;
/// Of them, those at which a code in parts is looked for.
const IN_PARTS_MAX: usize = 4;
/// Characters behind such a place in which parts of a code are looked for.
const ASIDES_CHARS_MAX: usize = 4_096;

/// What one kind of text looks like.
pub struct TextCode {
    /// How it begins.
    pub prefix: &'static str,
    /// What its check value is derived for: a text of another kind does not pass for it.
    pub context: &'static str,
    /// Letters and digits of the longest one that is read, after the prefix.
    pub chars_max: usize,
    /// Whether it is written in groups of five, to be typed: a fifth longer.
    pub grouped: bool,
}

/// Why a text is not of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOfThisKind {
    /// Nothing in it begins like one, or it is too long.
    Other,
    /// It was cut off or mistyped.
    Mistyped,
    /// There are two in it, and nobody can tell which is meant.
    Several,
}

/// The one code among several readings of a text; two are none. `None` where there is no reading.
fn one_of(
    readings: impl Iterator<Item = Result<Vec<u8>, NotOfThisKind>>,
) -> Option<Result<Vec<u8>, NotOfThisKind>> {
    let mut one = None;
    for reading in readings {
        match (&one, reading) {
            (_, Err(NotOfThisKind::Several)) => return Some(Err(NotOfThisKind::Several)),
            (Some(Ok(first)), Ok(other)) if *first != other => {
                return Some(Err(NotOfThisKind::Several));
            }
            (None | Some(Err(_)), reading) => one = Some(reading),
            (Some(Ok(_)), _) => {}
        }
    }
    one
}

impl TextCode {
    /// The text of some bytes.
    pub fn write(&self, payload: &[u8]) -> String {
        let check = self.check_value(payload);
        let digits = to_base32(&[payload, &check[..]].concat());
        if !self.grouped {
            return format!("{}{digits}", self.prefix);
        }
        let groups: Vec<&str> = (0..digits.len())
            .step_by(GROUP)
            .map(|start| &digits[start..digits.len().min(start + GROUP)])
            .collect();
        format!("{}{}", self.prefix, groups.join("-"))
    }

    /// Finds and reads the text, with whatever stands around it or was put into it: other words, quotes,
    /// line ends, spaces and hyphens of every kind, invisible characters, and what stands between the parts
    /// of a text that was split. Case and the width of letters do not matter; O reads as 0, I and L as 1.
    /// Only the check value says what is the code; of two, none is.
    pub fn read(&self, text: &str) -> Result<Vec<u8>, NotOfThisKind> {
        if text.len() > TEXT_AROUND_BYTES_MAX {
            return Err(NotOfThisKind::Other);
        }
        let plain = text_around::plain(text);
        let found = self.read_plain(&plain);
        if found != Err(NotOfThisKind::Mistyped) {
            return found;
        }
        let ordered = text_asides::in_order(&plain);
        let ordered = ordered.iter().map(|it| self.read_plain(it));
        one_of(ordered.chain([found])).unwrap_or(Err(NotOfThisKind::Other))
    }

    fn read_plain(&self, plain: &[u8]) -> Result<Vec<u8>, NotOfThisKind> {
        let letters = Letters::of(plain);
        let starts = letters.behind_each(self.prefix).take(PREFIXES_MAX);
        let found = starts.enumerate().map(|(index, start)| {
            let rest = match index < IN_PARTS_MAX {
                true => plain,
                false => &[],
            };
            self.read_from(rest, &letters, start)
        });
        one_of(found).unwrap_or(Err(NotOfThisKind::Other))
    }

    /// The code that begins at a letter. What is read is read on: the rest may make another one of it.
    fn read_from(
        &self,
        plain: &[u8],
        letters: &Letters,
        start: usize,
    ) -> Result<Vec<u8>, NotOfThisKind> {
        let (whole, length) = match self.first_of(letters, start) {
            Some((payload, length)) => (Ok(payload), length),
            None => (Err(NotOfThisKind::Mistyped), 0),
        };
        let from = letters.place(start);
        let rest = plain.get(from..).unwrap_or(&[]);
        if start + length == letters.count() || rest.is_empty() {
            return whole;
        }
        let rest = &rest[..rest.len().min(ASIDES_CHARS_MAX)];
        let others = text_asides::without_asides(rest);
        let others = others.iter().filter_map(|it| {
            let read = self.first_of(&Letters::of(it), 0);
            read.map(|(payload, _)| Ok(payload))
        });
        one_of(std::iter::once(whole).chain(others)).unwrap_or(Err(NotOfThisKind::Mistyped))
    }

    /// The longest code from a letter on, and how many letters it has.
    fn first_of(&self, letters: &Letters, start: usize) -> Option<(Vec<u8>, usize)> {
        let mut runs = letters.runs_from(start, self.chars_max);
        runs.find_map(|digits| Some((self.checked(digits)?, digits.len())))
    }

    /// What the digits say, if their check value is right.
    fn checked(&self, digits: &[u8]) -> Option<Vec<u8>> {
        let mut bytes = from_base32(digits)?;
        let length = bytes.len().checked_sub(CHECK_BYTES)?;
        let check = bytes.split_off(length);
        (check == self.check_value(&bytes)).then_some(bytes)
    }

    fn check_value(&self, payload: &[u8]) -> [u8; CHECK_BYTES] {
        let hash = blake3::derive_key(self.context, payload);
        [hash[0], hash[1], hash[2], hash[3]]
    }
}

fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut buffer, mut bits) = (0u32, 0);
    for &byte in bytes {
        buffer = buffer << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(digit(buffer >> bits));
        }
    }
    if bits > 0 {
        text.push(digit(buffer << (5 - bits)));
    }
    text
}

const fn values() -> [u8; 256] {
    let mut values = [NO_DIGIT; 256];
    let mut value: u8 = 0;
    while value < 32 {
        values[ALPHABET[value as usize] as usize] = value;
        value += 1;
    }
    values[b'O' as usize] = 0;
    values[b'I' as usize] = 1;
    values[b'L' as usize] = 1;
    values
}

fn digit(value: u32) -> char {
    char::from(ALPHABET[(value & 31) as usize])
}

/// `None` for a foreign character or left-over bits that are not zero.
fn from_base32(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut buffer, mut bits) = (0u32, 0);
    for &character in text {
        let value = VALUES[usize::from(character)];
        if value == NO_DIGIT {
            return None;
        }
        buffer = (buffer << 5 | u32::from(value)) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    let left_over = buffer & ((1 << bits) - 1);
    (bits < 5 && left_over == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONE: TextCode = TextCode {
        prefix: "ONE1:",
        context: "samenspel text code test 1",
        chars_max: 400,
        grouped: true,
    };

    #[test]
    fn a_text_of_another_kind_is_told_from_a_mistyped_one() {
        let other = TextCode {
            context: "samenspel text code test 2",
            ..ONE
        };
        let text = ONE.write(b"overdracht");
        assert_eq!(ONE.read(&text).unwrap(), b"overdracht");
        assert_eq!(other.read(&text), Err(NotOfThisKind::Mistyped));
        assert_eq!(ONE.read("TWO1:00000"), Err(NotOfThisKind::Other));
        assert_eq!(ONE.read(&"0".repeat(401)), Err(NotOfThisKind::Other));
    }

    proptest! {
        #[test]
        fn base_32_reads_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(from_base32(to_base32(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn one_wrong_character_or_a_missing_end_is_noticed(
            bytes in prop::collection::vec(any::<u8>(), 0..80),
            at in any::<prop::sample::Index>(),
            cut in any::<prop::sample::Index>(),
        ) {
            let text = ONE.write(&bytes);
            let digits: Vec<usize> = (ONE.prefix.len()..text.len())
                .filter(|it| text.as_bytes()[*it] != b'-')
                .collect();
            let at = digits[at.index(digits.len())];
            let other = if &text[at..=at] == "7" { "8" } else { "7" };
            let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            prop_assert_eq!(ONE.read(&wrong), Err(NotOfThisKind::Mistyped));
            let cut = digits[cut.index(digits.len())];
            prop_assert_eq!(ONE.read(&text[..cut]), Err(NotOfThisKind::Mistyped));
        }
    }
}
