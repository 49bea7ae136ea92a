//! The three-way merge of a text, by sentences: what a rebase does with an edit whose base somebody
//! else changed meanwhile. Where both sides touched what is read together, both versions are kept. What
//! comes out is read once more: a sentence that nobody wrote is never left in it. Knows nothing of
//! documents.

use std::collections::HashSet;
use std::ops::Range;

use super::difference::{Word, words};
use super::places::{Place, Version, includes, is_same, places, same_words};
use super::sentences::needs_space;
use samenspel_names::shows_something;

/// Stands between the two versions of a place that both sides changed.
pub(super) const BETWEEN: &str = "/";

/// More than an edit can tell of become one.
const OVERLAPS_MAX: usize = 24;
/// After so many readings everything that anybody changed is one place.
const READINGS_MAX: usize = 8;

/// A text with the edits of both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Holds everything that either side inserted.
    pub text: String,
    /// Where both sides touched one sentence, in order.
    pub overlaps: Vec<Overlap>,
}

/// Both versions of a place that both sides changed. Where one side deleted it, its version is what
/// stands beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// As this side has it.
    pub mine: String,
    /// As the other side has it.
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
    let here = Merger::new(base, mine, theirs).merge(mine, theirs);
    let there = Merger::new(base, theirs, mine).merge(theirs, mine).turned();
    // Which of two additions comes first may decide whether a sentence comes out that nobody wrote. Both phones
    // show the same: what is disputed in one order is disputed.
    match (here.overlaps.is_empty(), there.overlaps.is_empty()) {
        _ if here.overlaps == there.overlaps => here,
        (true, _) => there,
        (_, true) => here,
        _ if mine < theirs => here,
        _ => there,
    }
}

impl Merged {
    /// As the other side has it.
    fn turned(self) -> Self {
        Self {
            overlaps: self.overlaps.into_iter().map(Overlap::turned).collect(),
            ..self
        }
    }
}

struct Merger<'a> {
    base: Version<'a>,
    mine: Version<'a>,
    theirs: Version<'a>,
    /// What a sentence below its headings tells in any of the three.
    told: HashSet<String>,
}

/// What becomes of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Kept,
    Mine,
    Theirs,
    /// Only where the lines break they may differ: those that others have seen already count.
    SameWords,
    /// Both added sentences of their own: one after the other, no words are disputed.
    BothAdded,
    Disputed,
}

/// A text made of places, and where each of them is in it, in bytes.
#[derive(Default)]
struct Made {
    text: String,
    overlaps: Vec<Overlap>,
    ends: Vec<usize>,
}

impl<'a> Merger<'a> {
    fn new(base: &'a str, mine: &'a str, theirs: &'a str) -> Self {
        let [base, mine, theirs] = [base, mine, theirs].map(|text| Version::new(words(text)));
        let mut told = HashSet::new();
        for version in [&base, &mine, &theirs] {
            for sentence in 0..version.reading.sentences.len() {
                told.insert(version.reading.told(&version.words, sentence));
            }
        }
        Self {
            base,
            mine,
            theirs,
            told,
        }
    }

    fn merge(self, mine: &str, theirs: &str) -> Merged {
        let mut places = places(&self.base, &self.mine, &self.theirs);
        let mut readings = 0;
        loop {
            while self.widen_deleted(&mut places) {}
            let made = self.make(&places, false);
            readings += 1;
            let too_many = readings > READINGS_MAX || made.overlaps.len() > OVERLAPS_MAX;
            let unwritten = if too_many {
                self.all_changed(&places)
            } else {
                // As either phone would put it, so that both find the same.
                let turned = self.make(&places, true);
                let mut unwritten = self.unwritten(&places, &made);
                unwritten.extend(self.unwritten(&places, &turned));
                unwritten
            };
            let disputed = self.dispute_added(&mut places, &unwritten);
            if !join_places(&mut places, unwritten) && !disputed {
                let (mut text, overlaps) = (made.text, made.overlaps);
                // What a version ended with may stand last no more, and the other way round.
                let ends_open = |side: &str| side.ends_with(char::is_whitespace);
                if !ends_open(mine) && !ends_open(theirs) {
                    text.truncate(text.trim_end().len());
                }
                return Merged { text, overlaps };
            }
        }
    }

    fn fate(&self, place: &Place) -> Fate {
        let is_at_end = self.base.is_end(&place.base)
            || self.mine.is_end(&place.mine)
            || self.theirs.is_end(&place.theirs);
        let base = &self.base.words[place.base.clone()];
        let mine = &self.mine.words[place.mine.clone()];
        let theirs = &self.theirs.words[place.theirs.clone()];
        match (
            is_same(base, mine, is_at_end),
            is_same(base, theirs, is_at_end),
        ) {
            (true, true) => Fate::Kept,
            (false, true) => Fate::Mine,
            (true, false) => Fate::Theirs,
            (false, false) if same_words(mine, theirs) => Fate::SameWords,
            (false, false) if base.is_empty() && !place.is_disputed => Fate::BothAdded,
            // Who did all that the other did, and more, wrote what both want.
            (false, false) if includes(base, theirs, mine) => Fate::Theirs,
            (false, false) if includes(base, mine, theirs) => Fate::Mine,
            (false, false) => Fate::Disputed,
        }
    }

    /// Where one side deleted a disputed place, what stands beside joins it: alone, a version that is not
    /// there would not be seen.
    fn widen_deleted(&self, places: &mut Vec<Place>) -> bool {
        let is_hidden = |version: &Version<'_>, range: &Range<usize>| {
            !shows_something(&join(&version.words[range.clone()]))
        };
        let is_lone = |place: &Place| {
            self.fate(place) == Fate::Disputed
                && (is_hidden(&self.mine, &place.mine) || is_hidden(&self.theirs, &place.theirs))
        };
        let Some(last) = places.len().checked_sub(2) else {
            return false;
        };
        let lone = (0..places.len()).filter(|it| is_lone(&places[*it]));
        let with_next = lone.map(|it| it.min(last)..it.min(last) + 2).collect();
        join_places(places, with_next)
    }

    /// The text that the places make; turned, as the other side would have it.
    fn make(&self, places: &[Place], turned: bool) -> Made {
        let mut made = Made::default();
        for place in places {
            let mine = (&self.mine, place.mine.clone());
            let theirs = (&self.theirs, place.theirs.clone());
            match self.fate(place) {
                Fate::Kept => self.keep(place, &mut made),
                Fate::Mine => made.push(&mine),
                Fate::Theirs => made.push(&theirs),
                Fate::SameWords => made.push(if turned { &mine } else { &theirs }),
                Fate::BothAdded => {
                    let (first, second) = if turned {
                        (mine, theirs)
                    } else {
                        (theirs, mine)
                    };
                    made.push(&first);
                    made.push(&second);
                }
                Fate::Disputed => self.keep_both(place, turned, &mut made),
            }
            made.ends.push(made.text.len());
        }
        made
    }

    /// Words that neither side changed; of the white space behind them, a changed one.
    fn keep(&self, place: &Place, made: &mut Made) {
        let base = &self.base.words[place.base.clone()];
        for (offset, base) in base.iter().enumerate() {
            let mine = place.mine.start + offset;
            let theirs = place.theirs.start + offset;
            if self.mine.words[mine].space() == base.space() {
                made.push(&(&self.theirs, theirs..theirs + 1));
            } else {
                made.push(&(&self.mine, mine..mine + 1));
            }
        }
    }

    fn keep_both(&self, place: &Place, turned: bool, made: &mut Made) {
        let (before, behind) = self.common(place);
        let inner = |range: &Range<usize>| range.start + before..range.end - behind;
        let (mine, theirs) = (inner(&place.mine), inner(&place.theirs));
        let overlap = Overlap {
            mine: join(&self.mine.words[mine.clone()]),
            theirs: join(&self.theirs.words[theirs.clone()]),
        };
        let mine = (&self.mine, &place.mine, mine);
        let theirs = (&self.theirs, &place.theirs, theirs);
        let (first, second) = if turned {
            (mine, theirs)
        } else {
            (theirs, mine)
        };
        made.push(&(first.0, first.1.start..first.2.end));
        if !overlap.mine.is_empty() && !overlap.theirs.is_empty() {
            let has_lines = overlap.mine.contains('\n') || overlap.theirs.contains('\n');
            let space = if has_lines { '\n' } else { ' ' };
            made.text.truncate(made.text.trim_end().len());
            made.text.push(space);
            made.text.push_str(BETWEEN);
            made.text.push(space);
        }
        made.push(&(second.0, second.2.start..second.1.end));
        made.overlaps.push(overlap);
    }

    /// How many words, before and behind, both versions of a disputed place have alike: within one
    /// sentence any, otherwise those of whole sentences. Neither version is left empty, and an older pair
    /// of versions is not torn apart.
    fn common(&self, place: &Place) -> (usize, usize) {
        let mine = &self.mine.words[place.mine.clone()];
        let theirs = &self.theirs.words[place.theirs.clone()];
        let most = mine.len().min(theirs.len());
        let same = |(mine, theirs): &(&Word<'_>, &Word<'_>)| mine.word() == theirs.word();
        let has_pair = |words: &[Word<'_>]| words.iter().any(|it| it.word() == BETWEEN);
        let is_one = |version: &Version<'_>, range: &Range<usize>| {
            version.reading.sentences_in(range).len() <= 1
        };
        if most == 0 || has_pair(mine) {
            return (0, 0);
        }
        if !is_one(&self.mine, &place.mine)
            || !is_one(&self.theirs, &place.theirs)
            || !is_one(&self.base, &place.base)
        {
            return self.common_sentences(place, has_pair(theirs));
        }
        let mut before = mine.iter().zip(theirs).take_while(same).count();
        let from_end = mine.iter().rev().zip(theirs.iter().rev());
        let mut behind = from_end.take_while(same).count().min(most - before);
        if has_pair(theirs) {
            behind = 0;
        }
        if before + behind == most {
            if behind > 0 {
                behind -= 1;
            } else {
                before -= 1;
            }
        }
        (before, behind)
    }

    fn common_sentences(&self, place: &Place, has_pair: bool) -> (usize, usize) {
        let mine = self.mine.reading.sentences_in(&place.mine);
        let theirs = self.theirs.reading.sentences_in(&place.theirs);
        let most = mine.len().min(theirs.len()).saturating_sub(1);
        let same = |(mine, theirs): &(usize, usize)| {
            self.mine.reading.told(&self.mine.words, *mine)
                == self.theirs.reading.told(&self.theirs.words, *theirs)
        };
        let before = mine.clone().zip(theirs.clone()).take(most).take_while(same);
        let before: Vec<usize> = before.map(|(mine, _)| mine).collect();
        let behind = mine.rev().zip(theirs.rev()).take(most - before.len());
        let behind: Vec<usize> = behind.take_while(same).map(|(mine, _)| mine).collect();
        let count = |sentences: &[usize]| -> usize {
            let sentences = sentences.iter().map(|it| &self.mine.reading.sentences[*it]);
            sentences.map(|it| it.words.len()).sum()
        };
        (count(&before), if has_pair { 0 } else { count(&behind) })
    }

    /// The places that must be one because of a sentence, as the made text is read, that stands in none of
    /// the three versions below these headings.
    fn unwritten(&self, places: &[Place], made: &Made) -> Vec<Range<usize>> {
        let read = Version::new(words(&made.text));
        let starts: Vec<usize> = read
            .words
            .iter()
            .scan(0, |done, word| {
                let start = *done;
                *done += word.whole().len();
                Some(start)
            })
            .collect();
        let place_of = |word: usize| {
            let place = made.ends.partition_point(|end| *end <= starts[word]);
            place.min(places.len() - 1)
        };
        let fates: Vec<Fate> = places.iter().map(|it| self.fate(it)).collect();
        let mut unwritten = Vec::new();
        for (index, sentence) in read.reading.sentences.iter().enumerate() {
            let (first, last) = (
                place_of(sentence.words.start),
                place_of(sentence.words.end - 1),
            );
            if first == last && fates[first] == Fate::Disputed {
                continue;
            }
            if self.told.contains(&read.reading.told(&read.words, index)) {
                continue;
            }
            let heading = |heading: &usize| place_of(read.reading.sentences[*heading].words.start);
            let headings: Vec<usize> = sentence.headings.iter().map(heading).collect();
            let below_disputed = headings.iter().any(|it| fates[*it] == Fate::Disputed);
            if below_disputed && first == last && fates[first] == Fate::Kept {
                // Whoever decides about the heading decides about what stands below.
                continue;
            }
            let first = headings.into_iter().fold(first, usize::min);
            unwritten.push(Self::with_another(&fates, first, last));
        }
        unwritten
    }

    /// A range of places; where it is a single one, with the nearest that somebody changed.
    fn with_another(fates: &[Fate], first: usize, last: usize) -> Range<usize> {
        if first < last || fates[first] == Fate::BothAdded {
            return first..last + 1;
        }
        let is_changed = |place: &usize| fates[*place] != Fate::Kept;
        let before = (0..first).rev().find(is_changed);
        let behind = (last + 1..fates.len()).find(is_changed);
        match (before, behind) {
            (Some(before), _) => before..last + 1,
            (None, Some(behind)) => first..behind + 1,
            (None, None) => first..last + 1,
        }
    }

    /// What both added cannot always follow one another.
    fn dispute_added(&self, places: &mut [Place], unwritten: &[Range<usize>]) -> bool {
        let mut disputed = false;
        for range in unwritten.iter().filter(|it| it.len() == 1) {
            if self.fate(&places[range.start]) == Fate::BothAdded {
                places[range.start].is_disputed = true;
                disputed = true;
            }
        }
        disputed
    }

    fn all_changed(&self, places: &[Place]) -> Vec<Range<usize>> {
        let is_changed = |place: &Place| self.fate(place) != Fate::Kept;
        let first = places.iter().position(is_changed);
        let last = places.iter().rposition(is_changed);
        first
            .zip(last)
            .map(|(first, last)| first..last + 1)
            .into_iter()
            .collect()
    }
}

impl Made {
    fn push(&mut self, (version, range): &(&Version<'_>, Range<usize>)) {
        for at in range.clone() {
            let word = version.words[at];
            // The last word of a text has no white space behind it; another may follow it now.
            let last = self.text.chars().next_back();
            if let (Some(last), Some(first)) = (last, word.word().chars().next())
                && !last.is_whitespace()
            {
                let own = at
                    .checked_sub(1)
                    .map_or("", |before| version.words[before].space());
                if !own.is_empty() {
                    self.text.push_str(own);
                } else if needs_space(last, first) {
                    self.text.push(' ');
                }
            }
            self.text.push_str(word.whole());
        }
    }
}

/// Makes each range of places one; false if all were single places already.
fn join_places(places: &mut Vec<Place>, mut ranges: Vec<Range<usize>>) -> bool {
    ranges.retain(|it| it.len() > 1);
    ranges.sort_by_key(|it| it.start);
    let mut joined = Vec::with_capacity(places.len());
    let mut ranges = ranges.into_iter().peekable();
    let mut until = 0;
    let before = places.len();
    for (index, place) in places.drain(..).enumerate() {
        let is_within = index < until;
        while let Some(range) = ranges.next_if(|it| it.start <= index) {
            until = until.max(range.end);
        }
        match joined.last_mut() {
            Some(last) if is_within => Place::take_in(last, &place),
            _ => joined.push(place),
        }
    }
    *places = joined;
    places.len() < before
}

fn join(words: &[Word<'_>]) -> String {
    let whole: String = words.iter().map(Word::whole).collect();
    whole.trim().to_owned()
}

#[cfg(test)]
mod tests;
