//! Which stretches of a text belong together in all three versions: cut only where a sentence ends in
//! each of them. Knows nothing of what becomes of them.

use std::ops::Range;

use super::difference::{Word, hunks};
use super::sentences::{Reading, breaks};

/// A version of a text, as words and as it is read.
pub(super) struct Version<'a> {
    pub words: Vec<Word<'a>>,
    pub reading: Reading,
}

impl<'a> Version<'a> {
    pub fn new(words: Vec<Word<'a>>) -> Self {
        let reading = Reading::of(&words);
        Self { words, reading }
    }

    pub fn is_end(&self, range: &Range<usize>) -> bool {
        range.end == self.words.len()
    }
}

/// A stretch of whole sentences in the three versions, as ranges of their words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub base: Range<usize>,
    pub mine: Range<usize>,
    pub theirs: Range<usize>,
    /// What both sides added here does not follow one another.
    pub is_disputed: bool,
}

impl Place {
    pub fn take_in(&mut self, other: &Self) {
        self.is_disputed |= other.is_disputed;
        for (range, other) in [
            (&mut self.base, &other.base),
            (&mut self.mine, &other.mine),
            (&mut self.theirs, &other.theirs),
        ] {
            range.start = range.start.min(other.start);
            range.end = range.end.max(other.end);
        }
    }
}

/// Cuts the three versions into stretches, in order.
pub(super) fn places(base: &Version<'_>, mine: &Version<'_>, theirs: &Version<'_>) -> Vec<Place> {
    let (of_mine, of_theirs) = (Borders::of(base, mine), Borders::of(base, theirs));
    let mut places = Vec::new();
    let (mut base_done, mut mine_done, mut theirs_done) = (0, 0, 0);
    for at in 0..=base.words.len() {
        for (mine, theirs) in [
            (of_mine.before[at], of_theirs.before[at]),
            (of_mine.behind[at], of_theirs.behind[at]),
        ] {
            let (Some(mine), Some(theirs)) = (mine, theirs) else {
                continue;
            };
            let is_new = (at, mine, theirs) != (base_done, mine_done, theirs_done);
            if is_new && mine >= mine_done && theirs >= theirs_done {
                places.push(Place {
                    base: base_done..at,
                    mine: mine_done..mine,
                    theirs: theirs_done..theirs,
                    is_disputed: false,
                });
                (base_done, mine_done, theirs_done) = (at, mine, theirs);
            }
        }
    }
    places
}

/// Where the ends of the base's sentences are in a side that edited it, if a sentence ends there too:
/// before and behind what the side inserted there.
struct Borders {
    before: Vec<Option<usize>>,
    behind: Vec<Option<usize>>,
}

impl Borders {
    fn of(base: &Version<'_>, side: &Version<'_>) -> Self {
        let mut borders = Self {
            before: vec![None; base.words.len() + 1],
            behind: vec![None; base.words.len() + 1],
        };
        let (mut base_done, mut side_done) = (0, 0);
        for (base_gap, side_gap) in gaps(base, side) {
            // What stands between two gaps is the same sentences.
            for offset in 0..=base_gap.start - base_done {
                let at = (base_done + offset, side_done + offset);
                borders.set(base, side, at.0, (at.1, at.1));
            }
            borders.refine(base, side, &base_gap, &side_gap);
            (base_done, side_done) = (base_gap.end, side_gap.end);
        }
        let (base_end, side_end) = (base.words.len(), side.words.len());
        borders.before[0] = Some(0);
        borders.behind[base_end] = Some(side_end);
        borders
    }

    fn set(
        &mut self,
        base: &Version<'_>,
        side: &Version<'_>,
        at: usize,
        (before, behind): (usize, usize),
    ) {
        if base.reading.ends_at(at) {
            if side.reading.ends_at(before) {
                self.before[at].get_or_insert(before);
            }
            if side.reading.ends_at(behind) {
                self.behind[at] = Some(behind);
            }
        }
    }

    /// The borders within sentences that a side changed, by their words.
    fn refine(
        &mut self,
        base: &Version<'_>,
        side: &Version<'_>,
        base_gap: &Range<usize>,
        side_gap: &Range<usize>,
    ) {
        let old = in_order(&base.words[base_gap.clone()]);
        let new = in_order(&side.words[side_gap.clone()]);
        let end = (base_gap.end, side_gap.end);
        let (mut base_done, mut side_done) = (base_gap.start, side_gap.start);
        // Before what the gap begins with, and behind all that it has.
        self.set(base, side, base_done, (side_done, side_done));
        for hunk in hunks(&old, &new) {
            let (start, side_start) = (
                base_gap.start + hunk.old.start,
                side_gap.start + hunk.new.start,
            );
            for offset in 1..start.saturating_sub(base_done) {
                self.set(
                    base,
                    side,
                    base_done + offset,
                    (side_done + offset, side_done + offset),
                );
            }
            let side_end = side_gap.start + hunk.new.end;
            if hunk.old.is_empty() {
                self.set(base, side, start, (side_start, side_end));
            } else {
                self.set(base, side, start, (side_start, side_start));
                let base_end = base_gap.start + hunk.old.end;
                self.set(base, side, base_end, (side_end, side_end));
            }
            (base_done, side_done) = (base_gap.start + hunk.old.end, side_end);
        }
        for offset in 1..end.0 - base_done {
            self.set(
                base,
                side,
                base_done + offset,
                (side_done + offset, side_done + offset),
            );
        }
        if base_done < end.0 {
            self.set(base, side, end.0, (end.1, end.1));
        }
    }
}

/// Where the sentences of a side are others than those of the base, as ranges of words; at last what is
/// behind all words.
fn gaps(base: &Version<'_>, side: &Version<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let texts = |version: &Version<'_>| -> Vec<Vec<String>> {
        let sentences = version.reading.sentences.iter();
        sentences
            .map(|it| in_order(&version.words[it.words.clone()]))
            .collect()
    };
    let start = |version: &Version<'_>, sentence: usize| {
        let sentences = &version.reading.sentences;
        sentences
            .get(sentence)
            .map_or(version.words.len(), |it| it.words.start)
    };
    let (old, new) = (texts(base), texts(side));
    let mut gaps: Vec<_> = hunks(&old, &new)
        .into_iter()
        .map(|hunk| {
            (
                start(base, hunk.old.start)..start(base, hunk.old.end),
                start(side, hunk.new.start)..start(side, hunk.new.end),
            )
        })
        .collect();
    let end = (base.words.len(), side.words.len());
    if gaps
        .last()
        .is_none_or(|(old, new)| (old.end, new.end) != end)
    {
        gaps.push((end.0..end.0, end.1..end.1));
    }
    gaps
}

fn in_order(words: &[Word<'_>]) -> Vec<String> {
    words.iter().map(|it| it.word().to_owned()).collect()
}

/// Whether words and the lines they stand in are the same. What stands behind the last is no matter where
/// a text ends.
pub(super) fn is_same(one: &[Word<'_>], other: &[Word<'_>], is_at_end: bool) -> bool {
    let count = one.len();
    same_words(one, other)
        && one
            .iter()
            .zip(other)
            .zip(1..)
            .all(|((one, other), number)| {
                is_at_end && number == count || shape(one.space()) == shape(other.space())
            })
}

/// Whether the words are the same, wherever their lines break.
pub(super) fn same_words(one: &[Word<'_>], other: &[Word<'_>]) -> bool {
    let words = |side: &[Word<'_>]| {
        side.iter()
            .map(|it| it.word().to_owned())
            .collect::<Vec<_>>()
    };
    one.len() == other.len() && words(one) == words(other)
}

/// How white space breaks a line, and how far it indents the next.
fn shape(space: &str) -> (usize, usize) {
    match space.rsplit_once('\n') {
        Some((_, indent)) => (breaks(space), indent.chars().count()),
        None => (0, 0),
    }
}

/// Whether one edit of a stretch did all that another did, and more.
pub(super) fn includes(base: &[Word<'_>], edit: &[Word<'_>], other: &[Word<'_>]) -> bool {
    let shaped = |words: &[Word<'_>]| -> Vec<(String, (usize, usize))> {
        let last = words.len();
        let shape = |(word, number): (&Word<'_>, usize)| {
            let shape = if number == last {
                (0, 0)
            } else {
                shape(word.space())
            };
            (word.word().to_owned(), shape)
        };
        words.iter().zip(1..).map(shape).collect()
    };
    let (base, edit, other) = (shaped(base), shaped(edit), shaped(other));
    let changes = |side: &[(String, (usize, usize))]| -> Vec<_> {
        let hunks = hunks(&base, side).into_iter();
        hunks.map(|it| (it.old, side[it.new].to_vec())).collect()
    };
    let edit = changes(&edit);
    changes(&other).iter().all(|it| edit.contains(it))
}
