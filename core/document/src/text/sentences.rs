//! How a reader takes a text: where its sentences end, and which headings stand above each. When in
//! doubt a sentence goes on, so that two edits are shown as such rather than mixed. Knows nothing of
//! edits.

use std::ops::Range;

use super::abbreviations::is_abbreviation;
use super::brackets::within_brackets;
use super::difference::{Word, is_unspaced};
use super::leaning::leans;
use super::merge::BETWEEN;

/// A text as it is read.
pub(super) struct Reading {
    pub sentences: Vec<Sentence>,
    /// Whether a sentence ends before each word, and behind the last.
    ends: Vec<bool>,
}

/// What can be read by itself, below its headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    pub words: Range<usize>,
    /// The sentences that it stands below, the outermost first.
    pub headings: Vec<usize>,
}

/// How a line of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    class: Class,
    indent: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Sign(char),
    Number,
    Letter,
}

impl Reading {
    pub fn of(words: &[Word<'_>]) -> Self {
        let inside = within_brackets(words);
        let ends: Vec<bool> = (0..=words.len())
            .map(|at| at == 0 || at == words.len() || !inside[at] && ends_before(words, at))
            .collect();
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, is_end) in ends.iter().enumerate().skip(1) {
            if *is_end {
                sentences.push(start..at);
                start = at;
            }
        }
        let headings = headings(words, &sentences);
        Self {
            sentences: sentences
                .into_iter()
                .zip(headings)
                .map(|(words, headings)| Sentence { words, headings })
                .collect(),
            ends,
        }
    }

    /// Whether a sentence ends before the word at a place.
    pub fn ends_at(&self, word: usize) -> bool {
        self.ends[word]
    }

    /// The sentences that a range of words touches.
    pub fn sentences_in(&self, words: &Range<usize>) -> Range<usize> {
        let first = self
            .sentences
            .partition_point(|it| it.words.end <= words.start);
        let last = self
            .sentences
            .partition_point(|it| it.words.start < words.end);
        first..last.max(first)
    }

    /// What a reader is told by a sentence: its words below those of its headings.
    pub fn told(&self, words: &[Word<'_>], sentence: usize) -> String {
        let sentence = &self.sentences[sentence];
        let mut told = String::new();
        for heading in &sentence.headings {
            push_words(&mut told, &words[self.sentences[*heading].words.clone()]);
            told.push('\n');
        }
        push_words(&mut told, &words[sentence.words.clone()]);
        told
    }
}

fn push_words(text: &mut String, words: &[Word<'_>]) {
    for word in words.iter().filter(|it| !it.word().is_empty()) {
        text.push_str(word.word());
        text.push(' ');
    }
}

/// How many line breaks white space has; two leave a line empty.
pub(super) fn breaks(space: &str) -> usize {
    space.matches('\n').count().min(2)
}

/// Whether a sentence ends unmistakably before a word that has one before it.
fn ends_before(words: &[Word<'_>], at: usize) -> bool {
    let (last, next) = (&words[at - 1], &words[at]);
    let is_between = |word: &Word<'_>| word.word() == BETWEEN;
    if last.word().is_empty() || is_between(last) || is_between(next) {
        return false;
    }
    if last.word().ends_with(GOES_ON) {
        return false;
    }
    if item(words, at).is_some() || is_title(words, at) {
        return true;
    }
    let breaks = breaks(last.space());
    let is_marked = is_marked(words, at - 1);
    if breaks > 1 {
        return is_marked || !next.word().starts_with(char::is_lowercase);
    }
    is_marked && may_begin(words, at) && !leans(next.word())
}

const GOES_ON: [char; 9] = [',', ';', '、', '，', '；', '،', '؛', '–', '—'];
const COLONS: [char; 3] = [':', '：', '\u{FE55}'];
/// Marks after which no space is needed.
const UNSPACED_MARKS: [char; 6] = ['。', '！', '？', '．', '｡', '။'];
const SPACED_MARKS: [char; 8] = ['!', '?', '؟', '۔', '।', '॥', '።', '։'];

/// Whether a word ends with a mark that ends a sentence.
fn is_marked(words: &[Word<'_>], at: usize) -> bool {
    let word = &words[at];
    let text = word.word();
    let Some(mark) = text.chars().next_back() else {
        return false;
    };
    if UNSPACED_MARKS.contains(&mark) {
        // Several of them are dots that leave something open.
        let mark = Some(mark);
        let same = |at: usize| words.get(at).and_then(|it| it.word().chars().next_back()) == mark;
        return !at.checked_sub(1).is_some_and(same) && !same(at + 1);
    }
    let bare = text.trim_end_matches(['.', '!', '?', '…']);
    let run = &text[bare.len()..];
    if word.space().is_empty() || run.contains('…') || run.contains("..") {
        return false;
    }
    if SPACED_MARKS.contains(&mark) {
        return true;
    }
    if mark != '.' || bare.is_empty() {
        return false;
    }
    if bare.ends_with(char::is_numeric) {
        return breaks(word.space()) > 0;
    }
    !is_abbreviation(bare) && !is_short_name(words, at, bare) && !is_doubtful_script(bare)
}

/// A short word with a capital within a sentence may be a name or title cut short.
fn is_short_name(words: &[Word<'_>], at: usize, bare: &str) -> bool {
    let is_within = at.checked_sub(1).is_some_and(|before| {
        let before = &words[before];
        breaks(before.space()) == 0 && before.word().ends_with(char::is_alphanumeric)
    });
    is_within && bare.starts_with(char::is_uppercase) && bare.chars().count() <= 4
}

/// In scripts that have a stroke of their own for the end of a sentence a point cuts a word short; where
/// there are no capitals, a very short word may be one.
fn is_doubtful_script(bare: &str) -> bool {
    let mut letters = bare.chars().filter(|c| c.is_alphabetic());
    let is_cased = bare.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    let has_stroke = |c: char| matches!(c, '\u{0900}'..='\u{0B7F}');
    !is_cased && (bare.contains(has_stroke) || letters.nth(2).is_none())
}

/// Whether a word may be the first of a sentence: one with a capital, or in a script without.
fn may_begin(words: &[Word<'_>], at: usize) -> bool {
    let last = words[at - 1];
    let Some(first) = words[at].word().chars().next() else {
        return false;
    };
    let needs_space = !last.word().ends_with(UNSPACED_MARKS);
    if needs_space && last.space().is_empty() {
        return false;
    }
    matches!(first, '¿' | '¡') || first.is_alphabetic() && !first.is_lowercase()
}

/// How the line that begins at a word is an item of a list, if it is one.
fn item(words: &[Word<'_>], at: usize) -> Option<Item> {
    let before = at.checked_sub(1).map(|before| words[before]);
    if before.is_some_and(|it| breaks(it.space()) == 0 && !it.word().is_empty()) {
        return None;
    }
    let word = words.get(at)?.word();
    let mut characters = word.chars();
    let first = characters.next()?;
    let second = characters.next();
    let is_alone = second.is_none() && words.get(at + 1).is_some();
    let is_sign = matches!(
        first,
        '-' | '*'
            | '•'
            | '·'
            | '–'
            | '—'
            | '+'
            | '○'
            | '◦'
            | '▪'
            | '‣'
            | '☐'
            | '☑'
            | '✓'
            | '✔'
            | '✗'
            | '→'
            | '・'
    );
    let class = if is_sign && (is_alone || second.is_some_and(char::is_alphabetic)) {
        Class::Sign(first)
    } else {
        let bare = word.strip_suffix(['.', ')'])?;
        let bare = bare.strip_prefix('(').unwrap_or(bare);
        if !bare.is_empty() && bare.len() <= 2 && bare.bytes().all(|c| c.is_ascii_digit()) {
            Class::Number
        } else if bare.len() == 1 && bare.bytes().all(|c| c.is_ascii_lowercase()) {
            Class::Letter
        } else {
            return None;
        }
    };
    let space = before.map_or("", |it| it.space());
    let line = space.rsplit('\n').next().unwrap_or_default();
    Some(Item {
        class,
        indent: line.chars().count(),
    })
}

/// Whether a line of its own begins at a word, with a capital, and ends with a colon.
fn is_title(words: &[Word<'_>], at: usize) -> bool {
    let begins = breaks(words[at - 1].space()) > 0
        && (words[at].word().chars().next())
            .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let mut line = words[at..].iter();
    let last = line.find(|it| breaks(it.space()) > 0);
    begins && last.is_some_and(|it| it.word().ends_with(COLONS))
}

/// A sentence that others stand below.
struct Heading {
    sentence: usize,
    item: Option<Item>,
    /// It ends with a colon.
    is_titled: bool,
    /// A question: only what answers it, the next sentence, stands below.
    is_question: bool,
}

impl Heading {
    /// Whether a later sentence, the first behind the heading or another, still stands below it.
    fn reaches(&self, sentence: usize, line: &Line) -> bool {
        if sentence == self.sentence + 1 && !matches!((self.item, line.item), (Some(_), Some(_))) {
            return true;
        }
        if self.is_question {
            return false;
        }
        match (self.item, line.item) {
            (None, Some(_)) => true,
            (Some(own), Some(other)) => {
                own.class != other.class
                    || other.indent > own.indent
                    || self.is_titled && !line.is_titled
            }
            (_, None) => !line.is_new_paragraph && !line.is_titled,
        }
    }
}

/// What a sentence is in its text's lines.
struct Line {
    /// The item that it is of, also where it is not the first sentence there.
    item: Option<Item>,
    is_new_paragraph: bool,
    /// It ends with a colon.
    is_titled: bool,
}

/// The headings of each sentence.
fn headings(words: &[Word<'_>], sentences: &[Range<usize>]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Line> = Vec::with_capacity(sentences.len());
    for range in sentences {
        let space = range
            .start
            .checked_sub(1)
            .map(|before| words[before].space());
        let breaks = space.map_or(2, breaks);
        let own = item(words, range.start);
        let goes_on = (breaks == 0).then(|| lines.last().and_then(|it| it.item));
        let item = own.or(goes_on.flatten());
        lines.push(Line {
            item,
            is_new_paragraph: breaks > 1,
            is_titled: words[range.end - 1].word().ends_with(COLONS),
        });
    }
    let mut open: Vec<Heading> = Vec::new();
    let mut all = Vec::with_capacity(sentences.len());
    for (sentence, line) in lines.iter().enumerate() {
        open.retain(|heading| heading.reaches(sentence, line));
        all.push(open.iter().map(|it| it.sentence).collect());
        let last = sentences[sentence].end - 1;
        let next = lines.get(sentence + 1);
        let is_asked = words[last].word().ends_with(['?', '？', '؟']);
        let is_heading = next.is_some_and(|next| is_heading(words, last, line, next));
        if is_heading || is_asked && next.is_some() {
            open.push(Heading {
                sentence,
                item: line.item,
                is_titled: line.is_titled,
                is_question: !is_heading,
            });
        }
    }
    all
}

fn is_heading(words: &[Word<'_>], last: usize, line: &Line, next: &Line) -> bool {
    if words[last].word().ends_with(COLONS) {
        return true;
    }
    match (line.item, next.item) {
        // What introduces a list, and a title without a mark.
        (None, Some(_)) => true,
        (None, None) => !is_marked(words, last),
        (Some(own), Some(other)) => own.class != other.class || other.indent > own.indent,
        (Some(_), None) => false,
    }
}

/// Whether a stretch that is followed by another without white space needs some.
pub(super) fn needs_space(last: char, first: char) -> bool {
    !last.is_whitespace() && !is_unspaced(last) && !is_unspaced(first)
}

#[cfg(test)]
mod tests {
    use super::super::difference::words;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let words = words(text);
        let sentences = Reading::of(&words).sentences;
        let whole = |it: &Sentence| words[it.words.clone()].iter().map(Word::whole).collect();
        sentences.iter().map(whole).collect()
    }

    #[test]
    fn a_sentence_ends_only_where_no_reader_would_go_on() {
        for (text, count) in [
            ("Mag pinda. Slaapt om 12 uur.", 2),
            ("Mag pinda! slaapt om 12 uur", 1),
            ("Mag ca. 3 pinda's", 1),
            ("Bel J.P. Bos", 1),
            ("Bel dr. Visser of mw. Bos", 1),
            ("Mag o.a. Brood", 1),
            ("Mag bijv. Brood, enz. En melk", 1),
            ("Mag\npinda", 1),
            ("Mag niet\nOp de buik", 1),
            ("Mag niet (ook niet in koek!) En geen ei", 1),
            ("Zeg \"Nee!\" Als hij roept", 1),
            ("Zeg ‘Nee! Nooit!’ Als hij roept", 1),
            ("Mag... Of niet", 1),
            ("Slaapt 's ochtends. Eet goed.", 2),
            ("- melk\n- pinda", 2),
            ("1) melk\n2) pinda", 2),
            ("Melk\n\nPinda", 2),
            ("Melk\n\npinda", 1),
            ("可以吃花生。十二点睡觉。", 2),
            ("说「不！」然后睡觉。", 1),
            ("هل يأكل؟ نعم", 2),
            ("मूंगफली नहीं। दूध हाँ", 2),
        ] {
            assert_eq!(cut(text).len(), count, "{text:?}: {:?}", cut(text));
        }
    }

    #[test]
    fn items_stand_below_what_introduces_them() {
        let of = |text: &str| -> Vec<Vec<usize>> {
            let words = words(text);
            let sentences = Reading::of(&words).sentences;
            sentences.into_iter().map(|it| it.headings).collect()
        };
        assert_eq!(of("Mag niet:\n- pinda\n- ei"), [vec![], vec![0], vec![0]]);
        assert_eq!(
            of("Mag niet\n\n- pinda\n\n- ei"),
            [vec![], vec![0], vec![0]]
        );
        let two = "Niet:\n- pinda\nWel:\n- melk";
        assert_eq!(of(two), [vec![], vec![0], vec![], vec![2]]);
        let asked = of("Wat mag niet?\n- pinda\n- ei");
        assert_eq!(asked, [vec![], vec![0], vec![0]]);
        assert_eq!(of("Mag. Goed.\n\nSlaapt."), vec![Vec::<usize>::new(); 3]);
        assert_eq!(of("Mag hij pinda? Nee. Goed."), [vec![], vec![0], vec![]]);
    }
}
