//! How two versions of a text differ, by words or by characters. Knows nothing of documents or of
//! merging.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

/// A word with the white space behind it; the first of a text may be white space only. Where a script
/// has no spaces between words, each character is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'a> {
    whole: &'a str,
    length: usize,
}

impl<'a> Word<'a> {
    pub fn whole(&self) -> &'a str {
        self.whole
    }

    pub fn word(&self) -> &'a str {
        &self.whole[..self.length]
    }

    pub fn space(&self) -> &'a str {
        &self.whole[self.length..]
    }
}

/// Cuts a text into words; together they are the text again.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let length = word_length(rest);
        let behind = &rest[length..];
        let space = behind.find(|c: char| !c.is_whitespace());
        let end = length + space.unwrap_or(behind.len());
        let whole = &rest[..end];
        words.push(Word { whole, length });
        rest = &rest[end..];
    }
    words
}

/// How many bytes the first word of a text has.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    let first = characters.next().map(|(_, c)| c);
    let alone = first.is_some_and(is_unspaced);
    // A vowel or tone mark belongs to the character that bears it, written before or behind it.
    let mut is_before = first.is_some_and(is_vowel_before);
    let end = characters.find(|(_, c)| match alone {
        true if is_before && !c.is_whitespace() => {
            is_before = false;
            false
        }
        true => !is_combining_mark(*c),
        false => c.is_whitespace() || is_unspaced(*c),
    });
    let first_is_space = text.starts_with(char::is_whitespace);
    match end {
        _ if first_is_space => 0,
        Some((end, _)) => end,
        None => text.len(),
    }
}

/// Thai and Lao write some vowels before the consonant that they follow.
fn is_vowel_before(c: char) -> bool {
    matches!(c, '\u{0E40}'..='\u{0E44}' | '\u{0EC0}'..='\u{0EC4}')
}

/// Whether a character is of a script that puts no spaces between words.
pub(super) fn is_unspaced(c: char) -> bool {
    let in_range = matches!(c,
        // Thai, Lao, Tibetan, Burmese, Khmer.
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        // Chinese and Japanese, with their punctuation.
        | '\u{3001}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF9F}'
        | '\u{20000}'..='\u{3FFFF}');
    in_range && !is_combining_mark(c)
}

/// A stretch of a text beside an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passage {
    /// In both.
    Same(String),
    /// Only in the earlier one.
    Removed(String),
    /// Only in the later one.
    Added(String),
}

/// How a text became another, by whole words, in reading order.
pub fn passages(earlier: &str, later: &str) -> Vec<Passage> {
    let (old, new) = (words(earlier), words(later));
    let whole = |words: &[Word<'_>]| words.iter().map(Word::whole).collect::<String>();
    let wholes = |words: &[Word<'_>]| {
        words
            .iter()
            .map(|it| it.whole().to_owned())
            .collect::<Vec<_>>()
    };
    let mut passages = Vec::new();
    let mut push = |passage: fn(String) -> Passage, text: String| {
        if !text.is_empty() {
            passages.push(passage(text));
        }
    };
    let mut done = 0;
    for hunk in hunks(&wholes(&old), &wholes(&new)) {
        push(Passage::Same, whole(&new[done..hunk.new.start]));
        push(Passage::Removed, whole(&old[hunk.old]));
        push(Passage::Added, whole(&new[hunk.new.clone()]));
        done = hunk.new.end;
    }
    push(Passage::Same, whole(&new[done..]));
    passages
}

/// What of the old gives way to what of the new, as ranges of what was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The differences in order; between two of them there is always something that stayed.
pub(super) fn hunks<T: Ord + Hash>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let (mut old_done, mut new_done) = (0, 0);
    let end = (old.len(), new.len());
    for (stayed_old, stayed_new) in stayed(old, new).into_iter().chain([end]) {
        let hunk = Hunk {
            old: old_done..stayed_old,
            new: new_done..stayed_new,
        };
        if !hunk.old.is_empty() || !hunk.new.is_empty() {
            hunks.push(hunk);
        }
        (old_done, new_done) = (stayed_old + 1, stayed_new + 1);
    }
    hunks
}

/// What stayed, by its places in the old and in the new.
fn stayed<T: Ord + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    // What only one side has cannot have stayed; without it, a text that was written anew costs
    // milliseconds, not seconds.
    let (old, new) = (shared(old, new), shared(new, old));
    let operations = capture_diff_slices(Algorithm::Myers, &values(&old), &values(&new));
    let mut stayed = Vec::new();
    // Only the lengths of the operations are reliable: the library moves deletions along equal
    // stretches without adjusting their place in the new.
    let (mut old_done, mut new_done) = (0, 0);
    for operation in operations {
        let (gone, come) = (operation.old_range().len(), operation.new_range().len());
        if matches!(operation, DiffOp::Equal { .. }) {
            let pairs = old[old_done..old_done + gone].iter().zip(&new[new_done..]);
            stayed.extend(pairs.map(|((old, _), (new, _))| (*old, *new)));
        }
        old_done += gone;
        new_done += come;
    }
    stayed
}

/// The values, with their places, that the other side has too.
fn shared<'a, T: Eq + Hash>(side: &'a [T], other: &[T]) -> Vec<(usize, &'a T)> {
    let other: HashSet<&T> = other.iter().collect();
    let there = |(_, value): &(usize, &T)| other.contains(value);
    side.iter().enumerate().filter(there).collect()
}

fn values<'a, T>(side: &[(usize, &'a T)]) -> Vec<&'a T> {
    side.iter().map(|(_, value)| *value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_words_of_a_text_without_spaces_are_the_text(text in "[ก-๛一-你 ぁ-ん。a-c]{0,40}") {
            let words = words(&text);
            let whole: String = words.iter().map(Word::whole).collect();
            prop_assert_eq!(&whole, &text);
            prop_assert!(words.iter().skip(1).all(|it| !it.word().is_empty()));
        }

        #[test]
        fn the_words_of_a_text_are_the_text(text in "\\PC{0,60}") {
            let whole: String = words(&text).iter().map(Word::whole).collect();
            prop_assert_eq!(whole, text);
        }

        #[test]
        fn the_hunks_turn_the_old_into_the_new(old in "[a-d]{0,20}", new in "[a-d]{0,20}") {
            let (old, new) = (old.as_bytes(), new.as_bytes());
            let mut made: Vec<u8> = Vec::new();
            let mut done = 0;
            for hunk in hunks(old, new) {
                made.extend(&old[done..hunk.old.start]);
                prop_assert_eq!(made.len(), hunk.new.start);
                made.extend(&new[hunk.new]);
                done = hunk.old.end;
            }
            made.extend(&old[done..]);
            prop_assert_eq!(made, new);
        }
    }
}
