//! How two versions of a text differ, by words or by characters. Knows nothing of documents or of
//! merging.

use std::collections::HashSet;
use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A word with the white space behind it; the first of a text may be white space only.
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
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let behind = &rest[length..];
        let space = behind.find(|c: char| !c.is_whitespace());
        let end = length + space.unwrap_or(behind.len());
        let whole = &rest[..end];
        words.push(Word { whole, length });
        rest = &rest[end..];
    }
    words
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
