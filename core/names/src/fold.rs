//! A text as the words by which people compare it: decomposed, without marks, case, apostrophes and
//! invisible characters, hyphens and other signs as spaces. Knows no language.

use icu_properties::props::{GeneralCategory as Category, GeneralCategoryGroup as Group};
use unicode_normalization::UnicodeNormalization;

use super::digit_of;
use super::letters::{folded_letter, folded_mark, is_apostrophe};
use super::visible::{category, is_drawn, is_left_out};

/// The folded words of a text. Empty only if the text shows nothing: of a text of signs alone, the signs
/// are its word.
pub fn fold(text: &str) -> Vec<String> {
    let words = words(text);
    if !words.is_empty() {
        return words;
    }
    let signs: String = text
        .chars()
        .filter(|c| is_drawn(*c))
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect();
    if signs.is_empty() {
        Vec::new()
    } else {
        vec![signs]
    }
}

/// Whether two texts are the same words in the same order, folded, and show something.
pub fn are_same(one: &str, other: &str) -> bool {
    let one = fold(one);
    !one.is_empty() && one == fold(other)
}

/// By what a list of people is sorted: folded, first name before last name.
pub fn sort_key(first_name: &str, last_name: &str) -> (String, String) {
    (fold(first_name).join(" "), fold(last_name).join(" "))
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            words.push(composed(word));
            word.clear();
        }
    };
    let mut rest = decomposed(text).peekable();
    while let Some(c) = rest.next() {
        if is_apostrophe(c) || is_left_out(c) {
            continue;
        }
        match part_of(c) {
            Part::Letter => match folded_letter(c) {
                Some(letters) => word.push_str(letters),
                None => word.push(c),
            },
            Part::Number => match digit_of(c) {
                Some(digit) => word.push(char::from(b'0' + digit)),
                None => word.push(c),
            },
            Part::Mark if word.is_empty() => {}
            Part::Mark => word.extend(folded_mark(c)),
            // A lone accent decomposes to a space with a mark: it stands for an apostrophe.
            Part::Sign if c == ' ' && rest.peek().is_some_and(|it| is_accent(*it)) => {}
            // Catalan: the dot between two l's.
            Part::Sign if c == '·' && word.ends_with('l') && rest.peek() == Some(&'l') => {}
            Part::Sign => end(&mut word),
        }
    }
    end(&mut word);
    words
}

/// What part a character has in a word.
enum Part {
    Letter,
    Number,
    Mark,
    Sign,
}

fn part_of(c: char) -> Part {
    let category = category(c);
    // What a later Unicode assigns is most likely a letter.
    if Group::Letter.contains(category) || category == Category::Unassigned {
        Part::Letter
    } else if Group::Number.contains(category) {
        Part::Number
    } else if Group::Mark.contains(category) {
        Part::Mark
    } else {
        Part::Sign
    }
}

fn is_accent(c: char) -> bool {
    category(c) == Category::NonspacingMark && folded_mark(c).is_none()
}

/// Compatibility decomposition in lower case: some capitals decompose only in one of both.
fn decomposed(text: &str) -> impl Iterator<Item = char> {
    let unboxed = text.chars().map(unboxed);
    unboxed.nfkd().flat_map(char::to_lowercase).nfkd()
}

/// Letters in black circles and squares have no decomposition.
fn unboxed(c: char) -> char {
    let place = match u32::from(c) {
        code @ 0x1F150..=0x1F169 => code - 0x1F150,
        code @ 0x1F170..=0x1F189 => code - 0x1F170,
        _ => return c,
    };
    u8::try_from(place).map_or(c, |place| char::from(b'a' + place))
}

/// Hangul in syllables, kana with their voicing; and the Armenian ligature as it is written today.
fn composed(word: &str) -> String {
    let composed: String = word.nfc().collect();
    if composed.contains("եւ") {
        composed.replace("եւ", "եվ")
    } else {
        composed
    }
}
