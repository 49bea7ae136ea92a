//! Which places of a text two sides changed, and which of their changes belong together: all of
//! one sentence. Knows nothing of what becomes of them.

use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use super::difference::{Hunk, Word, hunks};
use super::sentences::ends_sentence;

/// One side's words, and what of the base they replace.
pub(super) struct Side<'a> {
    pub words: Vec<Word<'a>>,
    pub hunks: Vec<Hunk>,
}

impl<'a> Side<'a> {
    pub fn new(base: &[Word<'_>], words: Vec<Word<'a>>) -> Self {
        let old: Vec<_> = base.iter().map(Word::word).collect();
        let new: Vec<_> = words.iter().map(Word::word).collect();
        let hunks = hunks(&old, &new);
        Self { words, hunks }
    }

    /// Whether a sentence ends before this of the side's words.
    fn ends_before(&self, word: usize) -> bool {
        word == 0 || ends_sentence(&self.words[word - 1], self.words.get(word))
    }

    fn replaces_as(&self, hunk: &Hunk, other: &Self, others: &Hunk) -> bool {
        let words = |side: &Self, hunk: &Hunk| -> Vec<String> {
            let words = &side.words[hunk.new.clone()];
            words.iter().map(|it| it.word().to_owned()).collect()
        };
        hunk.old == others.old && words(self, hunk) == words(other, others)
    }
}

/// What one side did to a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Change {
    pub touched: bool,
    /// How many words it has more than the base.
    pub grown: isize,
}

impl Change {
    fn of(hunk: &Hunk) -> Self {
        Self {
            touched: true,
            grown: hunk.new.len().cast_signed() - hunk.old.len().cast_signed(),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            touched: self.touched || other.touched,
            grown: self.grown + other.grown,
        }
    }
}

/// A range of the base that one side changed, or both.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub base: Range<usize>,
    pub mine: Change,
    pub theirs: Change,
    /// The sentences of the base that the change is in; `None` if it adds sentences of its own.
    pub sentences: Option<RangeInclusive<usize>>,
    /// Both did the same.
    agreed: bool,
}

impl Place {
    /// Takes in a word beside it, of the same sentence: the one behind it if there is one.
    pub fn widen(&mut self, of_words: &[usize], from: usize, until: usize) {
        let Some(sentences) = &self.sentences else {
            return;
        };
        let is_in = |word: usize| of_words.get(word).is_some_and(|it| sentences.contains(it));
        if self.base.end < until && is_in(self.base.end) {
            self.base.end += 1;
        } else if from < self.base.start && is_in(self.base.start - 1) {
            self.base.start -= 1;
        }
    }

    fn take_in(&mut self, other: &Self) {
        self.base.end = self.base.end.max(other.base.end);
        self.mine = self.mine.and(other.mine);
        self.theirs = self.theirs.and(other.theirs);
        self.agreed &= other.agreed;
        self.sentences = match (self.sentences.take(), other.sentences.clone()) {
            (Some(one), Some(other)) => {
                Some(*one.start().min(other.start())..=*one.end().max(other.end()))
            }
            (one, other) => one.or(other),
        };
    }
}

/// The changes of both sides in order; those that belong together are one place.
pub(super) fn places(
    base: &[Word<'_>],
    of_words: &[usize],
    mine: &Side<'_>,
    theirs: &Side<'_>,
) -> Vec<Place> {
    let mut all = in_order(base, of_words, mine, theirs);
    // First what is at one place, so that it does not matter whose of them comes first.
    all.dedup_by(|next, first| {
        let is_one_place = next.base == first.base && !next.agreed && !first.agreed;
        if is_one_place {
            first.take_in(next);
        }
        is_one_place
    });
    let disputed = disputed(base, of_words, mine, theirs);
    let mut places: Vec<Place> = Vec::new();
    for place in all {
        // What both did alike lies between without keeping others apart.
        let last = places.iter().rposition(|it| !it.agreed);
        let last = last.filter(|_| !place.agreed);
        match last {
            Some(last) if belong_together(&disputed, &places[last], &place) => {
                let between = places.split_off(last + 1);
                for other in between.iter().chain([&place]) {
                    places[last].take_in(other);
                }
            }
            _ => places.push(place),
        }
    }
    places
}

fn in_order(
    base: &[Word<'_>],
    of_words: &[usize],
    mine: &Side<'_>,
    theirs: &Side<'_>,
) -> Vec<Place> {
    let place = |side: &Side<'_>, hunk: &Hunk| Place {
        base: hunk.old.clone(),
        mine: Change::default(),
        theirs: Change::default(),
        sentences: sentences_of(base, of_words, side, hunk),
        agreed: false,
    };
    let (agreed, by_me) = agreed(mine, theirs);
    let mut all: Vec<Place> = Vec::new();
    for (index, hunk) in mine.hunks.iter().enumerate() {
        let agreed = agreed.contains(&index);
        all.push(Place {
            mine: Change::of(hunk),
            theirs: if agreed {
                Change::of(hunk)
            } else {
                Change::default()
            },
            agreed,
            ..place(mine, hunk)
        });
    }
    for (index, hunk) in theirs.hunks.iter().enumerate() {
        if !by_me.contains(&index) {
            all.push(Place {
                theirs: Change::of(hunk),
                ..place(theirs, hunk)
            });
        }
    }
    all.sort_by_key(|place| (place.base.start, place.base.end));
    all
}

/// Which changes of each side the other made too.
fn agreed(mine: &Side<'_>, theirs: &Side<'_>) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let mut agreed = (BTreeSet::new(), BTreeSet::new());
    for (index, hunk) in mine.hunks.iter().enumerate() {
        let start = hunk.old.start;
        let first = theirs.hunks.partition_point(|it| it.old.start < start);
        let at_start = theirs.hunks[first..]
            .iter()
            .take_while(|it| it.old.start == start);
        for (offset, other) in at_start.enumerate() {
            if mine.replaces_as(hunk, theirs, other) {
                agreed.0.insert(index);
                agreed.1.insert(first + offset);
            }
        }
    }
    agreed
}

/// The sentences of the base that a change is in.
fn sentences_of(
    base: &[Word<'_>],
    of_words: &[usize],
    side: &Side<'_>,
    hunk: &Hunk,
) -> Option<RangeInclusive<usize>> {
    let sentence = |word: usize| of_words.get(word).copied();
    let ends = side.ends_before(hunk.new.end);
    if hunk.old.is_empty() {
        let before = (!side.ends_before(hunk.new.start)).then(|| hunk.old.start.checked_sub(1));
        let behind = (!ends).then_some(hunk.old.end);
        let touched = [before.flatten(), behind].map(|it| it.and_then(sentence));
        let first = touched.iter().flatten().min()?;
        let last = touched.iter().flatten().max()?;
        return Some(*first..=*last);
    }
    let last_word = hunk.old.end - 1;
    let (first, last) = (sentence(hunk.old.start)?, sentence(last_word)?);
    // Who takes away the end of a sentence has the next one follow in it.
    let ended = ends_sentence(&base[last_word], base.get(hunk.old.end));
    match (ended && !ends).then(|| sentence(hunk.old.end)).flatten() {
        Some(next) => Some(first..=next),
        None => Some(first..=last),
    }
}

/// The sentences that both sides changed: nobody wrote what the two edits of one would make together.
fn disputed(
    base: &[Word<'_>],
    of_words: &[usize],
    mine: &Side<'_>,
    theirs: &Side<'_>,
) -> BTreeSet<usize> {
    let (agreed_by_me, agreed_by_them) = agreed(mine, theirs);
    let touched = |side: &Side<'_>, agreed: &BTreeSet<usize>| -> BTreeSet<usize> {
        side.hunks
            .iter()
            .enumerate()
            .filter(|(index, _)| !agreed.contains(index))
            .filter_map(|(_, hunk)| sentences_of(base, of_words, side, hunk))
            .flatten()
            .collect()
    };
    let mine = touched(mine, &agreed_by_me);
    let theirs = touched(theirs, &agreed_by_them);
    mine.intersection(&theirs).copied().collect()
}

/// Whether two places, the first starting no later, are one.
fn belong_together(disputed: &BTreeSet<usize>, first: &Place, second: &Place) -> bool {
    let same_gap = first.base.is_empty() && first.base == second.base;
    if second.base.start < first.base.end || same_gap {
        return true;
    }
    let (Some(one), Some(other)) = (&first.sentences, &second.sentences) else {
        return false;
    };
    let mut shared = *one.start().max(other.start())..=*one.end().min(other.end());
    shared.any(|sentence| disputed.contains(&sentence))
}
