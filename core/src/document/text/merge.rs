//! The three-way merge of a text, by words: what a rebase does with an edit whose base somebody
//! else changed meanwhile. Where both sides touched the same words, both versions are kept. Knows
//! nothing of documents.

use std::ops::Range;

use super::difference::{Hunk, Word, hunks, words};

/// Stands between the two versions where both sides touched the same words.
const BETWEEN: &str = "/";

/// A text with the edits of both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Holds everything that either side inserted.
    pub text: String,
    /// Where both sides touched the same words, in order.
    pub overlaps: Vec<Overlap>,
}

/// Both versions of a place that both sides changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// As this side has it; empty if it deleted the place.
    pub mine: String,
    /// As the other side has it; empty if it deleted the place.
    pub theirs: String,
}

/// Merges two edits of `base`. Theirs, which others have seen already, comes first wherever both
/// are kept.
pub fn merge3(base: &str, mine: &str, theirs: &str) -> Merged {
    let unchanged = |text: &str| Merged {
        text: text.to_owned(),
        overlaps: Vec::new(),
    };
    if mine == base || mine == theirs {
        return unchanged(theirs);
    }
    if theirs == base {
        return unchanged(mine);
    }
    let base = words(base);
    let mine = Side::new(&base, words(mine));
    let theirs = Side::new(&base, words(theirs));
    Merger::new(base, mine, theirs).merge()
}

/// One side's words, and what of the base they replace.
struct Side<'a> {
    words: Vec<Word<'a>>,
    hunks: Vec<Hunk>,
}

impl<'a> Side<'a> {
    fn new(base: &[Word<'_>], words: Vec<Word<'a>>) -> Self {
        let old: Vec<_> = base.iter().map(Word::word).collect();
        let new: Vec<_> = words.iter().map(Word::word).collect();
        let hunks = hunks(&old, &new);
        Self { words, hunks }
    }

    /// The side's words for a place of the base: with what it inserted inside, not at the edges,
    /// unless the place is a gap.
    fn version(&self, base: &Range<usize>) -> &[Word<'a>] {
        let touched = |hunk: &&Hunk| {
            let inside = hunk.old.start >= base.start && hunk.old.end <= base.end;
            let gap = |at: usize| hunk.old == (at..at);
            inside && (base.is_empty() || !gap(base.start) && !gap(base.end))
        };
        let start = self.place(base.start, base.is_empty());
        let inside = self.hunks.iter().filter(touched);
        let grown: usize = inside.clone().map(|hunk| hunk.new.len()).sum();
        let gone: usize = inside.map(|hunk| hunk.old.len()).sum();
        &self.words[start..start + base.len() + grown - gone]
    }

    /// Where a place of the base that no hunk reaches across is among the side's words: behind what
    /// was inserted there, or before it.
    fn place(&self, base: usize, before_inserted: bool) -> usize {
        let gap = |hunk: &Hunk| before_inserted && hunk.old == (base..base);
        let done = |hunk: &&Hunk| hunk.old.end <= base && !gap(hunk);
        let last = self.hunks.iter().rfind(done);
        last.map_or(base, |hunk| hunk.new.end + base - hunk.old.end)
    }
}

struct Merger<'a> {
    base: Vec<Word<'a>>,
    mine: Side<'a>,
    theirs: Side<'a>,
    text: String,
    overlaps: Vec<Overlap>,
}

impl<'a> Merger<'a> {
    fn new(base: Vec<Word<'a>>, mine: Side<'a>, theirs: Side<'a>) -> Self {
        Self {
            base,
            mine,
            theirs,
            text: String::new(),
            overlaps: Vec::new(),
        }
    }

    fn merge(mut self) -> Merged {
        let mut done = 0;
        for place in places(&self.mine.hunks, &self.theirs.hunks) {
            self.keep(done..place.base.start);
            self.change(&place);
            done = place.base.end;
        }
        self.keep(done..self.base.len());
        Merged {
            text: self.text,
            overlaps: self.overlaps,
        }
    }

    /// Words that neither side changed; of the white space behind them, a changed one.
    fn keep(&mut self, range: Range<usize>) {
        for index in range {
            let base = self.base[index];
            let mine = self.mine.words[self.mine.place(index, false)];
            let theirs = self.theirs.words[self.theirs.place(index, false)];
            let changed = mine.space() != base.space();
            self.push(if changed { mine } else { theirs });
        }
    }

    fn change(&mut self, place: &Place) {
        let mine = self.mine.version(&place.base).to_vec();
        let theirs = self.theirs.version(&place.base).to_vec();
        match (place.by_me, place.by_them) {
            (true, false) => self.push_all(&mine),
            (false, true) => self.push_all(&theirs),
            _ if same(&mine, &theirs) => self.push_all(&theirs),
            // Both only added something here: one after the other, no words are disputed.
            _ if place.base.is_empty() => {
                self.push_all(&theirs);
                self.push_all(&mine);
            }
            _ => self.keep_both(&mine, &theirs),
        }
    }

    fn keep_both(&mut self, mine: &[Word<'a>], theirs: &[Word<'a>]) {
        self.push_all(theirs);
        if !mine.is_empty() && !theirs.is_empty() {
            self.separate();
            self.text.push_str(BETWEEN);
            self.text.push(' ');
        }
        self.push_all(mine);
        self.overlaps.push(Overlap {
            mine: join(mine),
            theirs: join(theirs),
        });
    }

    fn push_all(&mut self, words: &[Word<'a>]) {
        for word in words {
            self.push(*word);
        }
    }

    fn push(&mut self, word: Word<'a>) {
        if !word.word().is_empty() {
            self.separate();
        }
        self.text.push_str(word.whole());
    }

    /// The last word of a text has no white space behind it; another may follow it now.
    fn separate(&mut self) {
        if self.text.ends_with(|c: char| !c.is_whitespace()) {
            self.text.push(' ');
        }
    }
}

/// A range of the base that one side changed, or both.
#[derive(Debug)]
struct Place {
    base: Range<usize>,
    by_me: bool,
    by_them: bool,
}

/// The hunks of both sides in order; those that touch the same words become one place.
fn places(mine: &[Hunk], theirs: &[Hunk]) -> Vec<Place> {
    let place = |hunk: &Hunk, by_me: bool| Place {
        base: hunk.old.clone(),
        by_me,
        by_them: !by_me,
    };
    let mine = mine.iter().map(|hunk| place(hunk, true));
    let mut all: Vec<_> = mine
        .chain(theirs.iter().map(|hunk| place(hunk, false)))
        .collect();
    all.sort_by_key(|place| (place.base.start, place.base.end));
    let mut places: Vec<Place> = Vec::new();
    for place in all {
        match places.last_mut() {
            Some(last) if same_words(&last.base, &place.base) => {
                last.base.end = last.base.end.max(place.base.end);
                last.by_me |= place.by_me;
                last.by_them |= place.by_them;
            }
            _ => places.push(place),
        }
    }
    places
}

/// Whether two ranges, the first starting no later, share a word or are the same gap.
fn same_words(first: &Range<usize>, second: &Range<usize>) -> bool {
    second.start < first.end || first == second
}

fn same(mine: &[Word<'_>], theirs: &[Word<'_>]) -> bool {
    let words = |side: &[Word<'_>]| {
        side.iter()
            .map(|word| word.word().to_owned())
            .collect::<Vec<_>>()
    };
    words(mine) == words(theirs)
}

fn join(words: &[Word<'_>]) -> String {
    let whole: String = words.iter().map(Word::whole).collect();
    whole.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn merged(base: &str, mine: &str, theirs: &str) -> String {
        merge3(base, mine, theirs).text
    }

    #[test]
    fn edits_of_different_words_are_both_there() {
        let base = "Mila slaapt om 12 uur in het blauwe bed.";
        let mine = "Mila slaapt om 13 uur in het blauwe bed.";
        let theirs = "Mila slaapt om 12 uur in het rode bed.";
        let both = merge3(base, mine, theirs);
        assert_eq!(both.text, "Mila slaapt om 13 uur in het rode bed.");
        assert_eq!(both.overlaps, []);
    }

    #[test]
    fn where_both_touched_the_same_words_both_versions_are_kept_and_shown() {
        let both = merge3(
            "Slaap om 12 uur.",
            "Slaap om 13 uur.",
            "Slaap om half een uur.",
        );
        assert_eq!(both.text, "Slaap om half een / 13 uur.");
        let overlap = Overlap {
            mine: "13".into(),
            theirs: "half een".into(),
        };
        assert_eq!(both.overlaps, [overlap]);
    }

    #[test]
    fn what_one_deleted_and_the_other_changed_is_kept() {
        let both = merge3("speen en knuffel mee", "speen mee", "speen en doekje mee");
        assert_eq!(both.text, "speen en doekje mee");
        assert_eq!(both.overlaps.len(), 1);
        assert_eq!(both.overlaps[0].mine, "");
    }

    #[test]
    fn additions_at_the_same_place_follow_each_other() {
        let both = merge3(
            "Slaap om 12 uur.",
            "Slaap om 12 uur. Met speen.",
            "Slaap om 12 uur. Deur open.",
        );
        assert_eq!(both.text, "Slaap om 12 uur. Deur open. Met speen.");
        assert_eq!(both.overlaps, []);
    }

    #[test]
    fn the_same_edit_on_both_sides_is_there_once() {
        assert_eq!(
            merged("om 12 uur", "om 13 uur", "om 13 uur soms"),
            "om 13 uur soms"
        );
        assert_eq!(
            merged("om 12 uur x", "om 13 uur x y", "om 13 uur z"),
            "om 13 uur z y"
        );
    }

    #[test]
    fn line_breaks_of_either_side_survive() {
        assert_eq!(
            merged("een twee drie", "een\ntwee drie", "een twee vier"),
            "een\ntwee vier"
        );
    }

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(("[a-e]{1,2}", "[ \n]{1,2}"), 0..12).prop_map(|words| {
            words
                .into_iter()
                .map(|(word, space)| word + &space)
                .collect()
        })
    }

    fn counts(text: &str) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for word in text.split_whitespace() {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
        counts
    }

    proptest! {
        #[test]
        fn one_side_unchanged_gives_the_other(base in "\\PC{0,40}", other in "\\PC{0,40}") {
            prop_assert_eq!(merged(&base, &base, &other), other.clone());
            prop_assert_eq!(merged(&base, &other, &base), other);
        }

        #[test]
        fn the_same_words_survive_whoever_merges(base in text(), one in text(), two in text()) {
            prop_assert_eq!(counts(&merged(&base, &one, &two)), counts(&merged(&base, &two, &one)));
        }

        #[test]
        fn nothing_that_either_side_inserted_is_lost(base in text(), one in text(), two in text()) {
            let merged = counts(&merged(&base, &one, &two));
            let base = counts(&base);
            for side in [counts(&one), counts(&two)] {
                for (word, count) in side {
                    // More of a word than the base has were inserted: they must be there.
                    if count > base.get(&word).copied().unwrap_or(0) {
                        prop_assert!(merged.contains_key(&word), "{} is lost", word);
                    }
                }
            }
        }

        #[test]
        fn words_marked_by_their_side_all_survive(
            base in text(),
            one in prop::collection::vec((any::<prop::sample::Index>(), "[m-o]{2}"), 1..5),
            two in prop::collection::vec((any::<prop::sample::Index>(), "[p-r]{2}"), 1..5),
        ) {
            let put = |marks: Vec<(prop::sample::Index, String)>| {
                let mut words: Vec<String> = base.split_whitespace().map(str::to_owned).collect();
                for (at, word) in marks {
                    let at = at.index(words.len() + 1);
                    // Half of the marks replace a word, half are inserted.
                    if at < words.len() && word.starts_with(['m', 'p']) {
                        words[at] = word;
                    } else {
                        words.insert(at, word);
                    }
                }
                words.join(" ")
            };
            let (one, two) = (put(one), put(two));
            let merged = counts(&merged(&base, &one, &two));
            for side in [counts(&one), counts(&two)] {
                for (word, count) in side.into_iter().filter(|(word, _)| word.starts_with(['m', 'n', 'o', 'p', 'q', 'r'])) {
                    prop_assert!(merged.get(&word).copied().unwrap_or(0) >= count, "{} is lost", word);
                }
            }
        }
    }
}
