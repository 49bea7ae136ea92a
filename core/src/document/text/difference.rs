//! How two versions of a text differ, by words or by characters. Knows nothing of documents or of
//! merging.

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

/// What of the old gives way to what of the new, as ranges of what was compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// The differences in order; between two of them there is always something that stayed.
pub(super) fn hunks<T: Eq + Ord + std::hash::Hash>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    // Only the lengths of the operations are reliable: the library moves deletions along equal
    // stretches without adjusting their place in the new.
    let (mut old_done, mut new_done) = (0, 0);
    for operation in capture_diff_slices(Algorithm::Myers, old, new) {
        let old = old_done..old_done + operation.old_range().len();
        let new = new_done..new_done + operation.new_range().len();
        (old_done, new_done) = (old.end, new.end);
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        match hunks.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => hunks.push(Hunk { old, new }),
        }
    }
    hunks
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
