//! Whether a name that somebody wrote may be the name of somebody who is known: the same, alike, or
//! nothing of it. Says too much rather than too little. Knows no child and no court.

use std::collections::BTreeSet;

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::fold;
use super::letters::is_apostrophe;
use super::search::{search_pieces, stands_alone};
use super::sound::sound_alike;
use super::words_beside::{
    is_kin, is_parent, is_particle, is_surely_some_parent, is_title, may_be_parent, names_a_parent,
};

/// A shorter part is at the end of too many words.
const RUN_INTO_LETTERS_MIN: usize = 3;

/// Fewer digits are a house number or a year.
const DIGITS_OF_A_NUMBER_MIN: usize = 6;

/// How much a written name is a known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// They share nothing.
    None,
    /// Nobody can tell from the name.
    Alike,
    /// The same words, in any order, perhaps with a title or "papa" beside them.
    Same,
}

/// How a name that was written down compares with the recorded name of a parent.
pub fn likeness(first_name: &str, last_name: &str, written: &str) -> Likeness {
    let (first, last) = (fold(first_name), fold(last_name));
    let recorded = [&first[..], &last[..]].concat();
    let (text, written) = (written, fold(written));
    if recorded.is_empty() || written.is_empty() {
        return Likeness::Alike;
    }
    // "P.a.p.a": letters by themselves are read as one word too.
    if written.len() > 2 && written.iter().all(|it| it.chars().count() == 1) {
        let joined = written.concat();
        if is_surely_some_parent(&joined) {
            return Likeness::Alike;
        }
    }
    // "Baba" may be a father or a surname: what is in the recorded name is part of a name.
    let beside = |word: &String| !recorded.contains(word);
    let without = |is_beside: fn(&str) -> bool| -> Vec<String> {
        let kept = |word: &&String| !(beside(word) && is_beside(word));
        let kept: Vec<String> = written.iter().filter(kept).cloned().collect();
        without_abbreviated_particle(kept)
    };
    let named = without(|word| is_title(word) || is_parent(word));
    if is_same_words(&recorded, &written) || is_same_words(&recorded, &named) {
        return Likeness::Same;
    }
    // Whoever is called papa may be this father, whatever stands beside it.
    let speaks_of_parent = |word: &&String| beside(word) && is_surely_some_parent(word);
    if is_unreadable(text, &written) || written.iter().any(|it| speaks_of_parent(&it)) {
        return Likeness::Alike;
    }
    let known = significant(&first, &last);
    let named = without(|word| is_title(word) || is_parent(word) || is_kin(word));
    let tells = named.iter().any(|word| !is_particle(word) || !beside(word));
    let may_be_a_parent = written.iter().all(|it| !is_kin(it));
    if !tells {
        // "Papa" may be this father; "oma" is not.
        return if may_be_a_parent {
            Likeness::Alike
        } else {
            Likeness::None
        };
    }
    let of_recorded = scripts(&recorded);
    // A name recorded in two scripts has a part that nobody can compare with one of them.
    let is_alike = of_recorded.len() > 1
        || !scripts(&named).is_subset(&of_recorded)
        || known
            .iter()
            .any(|it| named.iter().any(|word| may_be(it, word)))
        || are_initials(&known, &named)
        || are_initials_of_all(&recorded, &written)
        || is_run_together(&known, &named)
        || is_run_into(&known, &named)
        || is_within(&known, &named)
        || shares_a_joined_word(&recorded, &named);
    if is_alike {
        Likeness::Alike
    } else {
        Likeness::None
    }
}

/// Whether a written name may be the one that somebody else wrote: what tells it from others is alike,
/// whatever kin or title stands beside it.
pub fn resembles(known: &str, written: &str) -> bool {
    let words = fold(known);
    let is_beside = |word: &str| is_title(word) || is_parent(word) || is_kin(word);
    let tells = |word: &&String| !is_beside(word);
    let telling: Vec<&str> = words.iter().filter(tells).map(String::as_str).collect();
    match telling.iter().all(|it| is_particle(it)) {
        true => is_same_words(&words, &fold(written)),
        false => likeness("", &telling.join(" "), written) != Likeness::None,
    }
}

/// A part of the name at the end of a written word, as when the space was forgotten: "KdeJong", "dhrBos",
/// "OomJan". Not at its beginning: Bosman is another name than Bos.
fn is_run_into(known: &[String], named: &[String]) -> bool {
    let is_long = |part: &&String| part.chars().count() >= RUN_INTO_LETTERS_MIN;
    known.iter().filter(is_long).any(|part| {
        let ends_so = |word: &String| word.ends_with(&**part);
        named.iter().any(ends_so)
    })
}

/// Whether it speaks of a child's father or mother by the child's name: "Abu Noor", "Noors mem".
pub fn speaks_of_parent(child_first_name: &str, child_last_name: &str, written: &str) -> bool {
    let child = [fold(child_first_name), fold(child_last_name)].concat();
    let is_of_child = |word: &String| {
        let begins = |name: &String| name.chars().count() > 2 && word.starts_with(name.as_str());
        child.iter().any(|name| name == word || begins(name))
    };
    let words = fold(written);
    let fits = |word: &String| {
        may_be_parent(word) || is_of_child(word) || is_title(word) || is_particle(word)
    };
    words.iter().any(|it| may_be_parent(it)) && words.iter().all(fits)
}

/// Whether it speaks of somebody without naming anybody: "papa", "oma", "mevrouw".
pub fn names_nobody(written: &str) -> bool {
    let words = fold(written);
    let speaks_of = |word: &String| is_title(word) || is_parent(word) || is_kin(word);
    words.iter().any(speaks_of) && words.iter().all(|it| speaks_of(it) || is_particle(it))
}

/// Whether what somebody is said to be to the child is its father or mother, or who was with them: "papa",
/// "biologische vader", "ex". Not "man" or "partner": that is somebody new as well.
pub fn is_a_parents_relation(relation: &str) -> bool {
    fold(relation).iter().any(|it| names_a_parent(it))
}

/// Whether a name that was said means this adult: nothing in it speaks of anybody else. Used to point
/// out, never to allow.
pub fn is_meant(name: &str, relation: &str, said: &str) -> bool {
    let (name, relation, said) = (fold(name), fold(relation), fold(said));
    let (mut beside, mut named): (Vec<&String>, Vec<&String>) = (Vec::new(), Vec::new());
    for word in &said {
        // A letter by itself is an initial, and somebody's.
        let is_letter = word.chars().count() == 1;
        let is_beside =
            is_title(word) || is_parent(word) || is_kin(word) || (is_particle(word) && !is_letter);
        if is_beside && !name.contains(word) {
            beside.push(word);
        } else {
            named.push(word);
        }
    }
    if named.is_empty() {
        let tells = |it: &&&String| !is_title(it) && !is_particle(it);
        return beside
            .iter()
            .filter(tells)
            .any(|it| relation.contains(it) || name.contains(it));
    }
    named
        .iter()
        .all(|word| name.iter().any(|it| may_be_written(it, word)))
}

/// The words of a text in which names are looked for.
pub struct TextWords([Vec<String>; 2]);

impl TextWords {
    /// Reads a text. An apostrophe is part of a name, as in D'Angelo, or divides it from an ending, as in
    /// Ayşe'nin: both readings are kept.
    pub fn of(text: &str) -> Self {
        let divided: String = text
            .chars()
            .map(|c| if is_apostrophe(c) { ' ' } else { c })
            .collect();
        Self([search_pieces(text), search_pieces(&divided)])
    }

    /// Whether a name is among them: its words in a row, also with an s behind, or written as one word or
    /// as two.
    pub fn hold(&self, name: &str) -> bool {
        let name = search_pieces(name);
        !name.is_empty() && self.0.iter().any(|words| is_named_in(&name, words))
    }
}

fn is_named_in(name: &[String], words: &[String]) -> bool {
    let is_here = |window: &[String]| {
        let mut pairs = window.iter().zip(name);
        pairs.all(|(word, part)| word == part || is_form_of(part, word))
    };
    let joined = name.concat();
    words.windows(name.len()).any(is_here)
        || (name.len() > 1 && words.iter().any(|it| *it == joined || is_of(&joined, it)))
        || is_split_in(&joined, words)
}

/// A name that is one word in the record and two in the text, as Annemarie and Anne-Marie, or one letter
/// after the other, as JP and J.P.
fn is_split_in(joined: &str, words: &[String]) -> bool {
    let in_two = |pair: &[String]| {
        let length = pair[0].len() + pair[1].len();
        let fits = length == joined.len() || length == joined.len() + 1;
        fits && (pair.concat() == joined || is_of(joined, &pair.concat()))
    };
    let letters = joined.chars().count();
    let spelt = |row: &[String]| {
        let alone = row.iter().all(|it| it.chars().count() == 1);
        alone && row.concat() == joined
    };
    (is_long_enough_to_be_split(joined) && words.windows(2).any(in_two))
        || ((2..=4).contains(&letters) && words.windows(letters).any(spelt))
}

/// A shorter name would be found in any two small words.
fn is_long_enough_to_be_split(name: &str) -> bool {
    name.chars().count() >= 6
}

/// "Sems" and "Sem's" are of Sem.
fn is_of(name: &str, word: &str) -> bool {
    word.strip_suffix('s') == Some(name)
}

/// Endings with which a name is bent without an apostrophe, in the languages of the app: Łukasza, Ивана, Ömerle.
const ENDINGS: [&str; 20] = [
    "a", "u", "em", "om", "owi", "ie", "le", "la", "yle", "yla", "а", "у", "ю", "ом", "ем", "ові",
    "еві", "ою", "е", "і",
];
/// Letters that Arabic writes to the word behind them: "and", "for", "with", "like".
const BEFORE: [char; 5] = ['و', 'ف', 'ل', 'ب', 'ك'];
/// A shorter name with an ending is too often another word.
const BENT_LETTERS_MIN: usize = 4;

/// A name as it may stand in a sentence: "Sems", "Łukasza", "وأحمد".
fn is_form_of(name: &str, word: &str) -> bool {
    let is_long = name.chars().count() >= BENT_LETTERS_MIN;
    let ending = word.strip_prefix(name);
    is_of(name, word)
        || (is_long && ending.is_some_and(|it| ENDINGS.contains(&it)))
        || word.strip_prefix(BEFORE) == Some(name)
}

/// "v.d. Berg": these two letters are no initials.
fn without_abbreviated_particle(words: Vec<String>) -> Vec<String> {
    let is_one = |pair: &[String]| pair[0] == "v" && matches!(pair[1].as_str(), "d" | "h" | "t");
    match words.windows(2).position(is_one) {
        Some(at) => [&words[..at], &words[at + 2..]].concat(),
        None => words,
    }
}

fn is_same_words(one: &[String], other: &[String]) -> bool {
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort_unstable();
        words
    };
    sorted(one) == sorted(other)
}

/// The words of a recorded name by which people are told apart. A part that is all small words is a
/// name: Ben, Al, Do.
fn significant(first: &[String], last: &[String]) -> Vec<String> {
    let of = |part: &[String]| -> Vec<String> {
        let tells = |word: &&String| !is_particle(word);
        let kept: Vec<String> = part.iter().filter(tells).cloned().collect();
        if kept.is_empty() { part.to_vec() } else { kept }
    };
    [of(first), of(last)].concat()
}

/// Whether a word of a written name may stand for a word of a recorded one.
fn may_be(known: &str, written: &str) -> bool {
    may_be_written(known, written) || is_of(written, known) || sound_alike(known, written)
}

/// The same word, "of" the same word, or its initial on either side.
fn may_be_written(known: &str, written: &str) -> bool {
    known == written
        || is_of(known, written)
        || is_initial(known, written)
        || is_initial(written, known)
}

fn is_initial(word: &str, initial: &str) -> bool {
    let mut letters = initial.chars();
    let first = letters.next().filter(|_| letters.next().is_none());
    first.is_some_and(|it| !it.is_ascii_digit() && word.starts_with(it))
}

/// "JW", "jwb" or "BJ": the initials of the name in one word.
fn are_initials(known: &[String], named: &[String]) -> bool {
    let initials: String = known.iter().filter_map(|it| it.chars().next()).collect();
    let turned: String = initials.chars().rev().collect();
    let fits = |word: &String| {
        let enough = word.chars().count() >= 2;
        enough && (initials.starts_with(word.as_str()) || turned.starts_with(word.as_str()))
    };
    named.iter().any(fits)
}

/// The longest row of initials that is looked for in one word: a name has no more words as a rule.
const INITIALS_MAX: usize = 8;

/// "JdV", "KvdB", "KWvdB", "vdB", "WB": initials of the name, small words too, in their order and with that of
/// the last word, as one word.
fn are_initials_of_all(recorded: &[String], written: &[String]) -> bool {
    let initials: Vec<char> = recorded.iter().filter_map(|it| it.chars().next()).collect();
    let fits = |word: &String| {
        let letters: Vec<char> = word.chars().collect();
        let is_short = (2..=initials.len().min(INITIALS_MAX)).contains(&letters.len());
        is_short && letters.last() == initials.last() && {
            let mut rest = initials.iter();
            letters.iter().all(|letter| rest.any(|it| it == letter))
        }
    };
    written.iter().any(fits)
}

/// "Bosjan", "jbos", "janb" and "王小明": two words of the name, or one and an initial, without a space.
fn is_run_together(known: &[String], named: &[String]) -> bool {
    let initial = |word: &str| word.chars().next().map(String::from).unwrap_or_default();
    known.iter().enumerate().any(|(at, one)| {
        let others = known.iter().enumerate().filter(|(other, _)| *other != at);
        others.into_iter().any(|(_, other)| {
            let ways = [
                format!("{one}{other}"),
                format!("{}{other}", initial(one)),
                format!("{one}{}", initial(other)),
            ];
            named.iter().any(|word| ways.contains(word))
        })
    })
}

/// In a script without spaces a surname is the beginning of a word.
fn is_within(known: &[String], named: &[String]) -> bool {
    let unspaced = |word: &&String| word.chars().all(stands_alone);
    known.iter().filter(unspaced).any(|it| {
        named.iter().any(|word| {
            word.contains(it.as_str()) || (unspaced(&word) && it.contains(word.as_str()))
        })
    })
}

/// A name of signs, of letters among digits or of letters that only look like some: it names somebody, and
/// nobody can tell whom.
fn is_unreadable(text: &str, words: &[String]) -> bool {
    let turns_around = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let letters_of_flags = text
        .chars()
        .filter(|c| matches!(c, '\u{1F1E6}'..='\u{1F1FF}'));
    let is_strange = |word: &String| {
        let letters = word.chars().filter(|c| c.is_alphabetic());
        let has_letters = letters.clone().next().is_some();
        let latin = |c: char| CodePointMapData::<Script>::new().get(c) == Script::Latin;
        (has_letters && word.chars().any(char::is_numeric))
            || letters.into_iter().any(|c| latin(c) && !c.is_ascii())
    };
    let has_a_letter = |word: &String| word.chars().any(char::is_alphabetic);
    // A telephone number may be anybody's, whatever stands beside it.
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    !words.iter().any(has_a_letter)
        || digits >= DIGITS_OF_A_NUMBER_MIN
        || text.chars().any(turns_around)
        || letters_of_flags.count() > 2
        || words.iter().any(is_strange)
}

/// "Janwillem" and "Jan Willem", "Elamrani" and "el Amrani": words of one that are one word of the other.
fn shares_a_joined_word(one: &[String], other: &[String]) -> bool {
    let is_joined = |parts: &[String], whole: &[String]| {
        (2..=parts.len().min(4)).any(|length| {
            parts
                .windows(length)
                .any(|window| whole.contains(&window.concat()))
        })
    };
    one.concat() == other.concat() || is_joined(one, other) || is_joined(other, one)
}

/// The scripts of the letters; the three of Japanese are one.
fn scripts(words: &[String]) -> BTreeSet<Script> {
    let script = |c: char| match CodePointMapData::<Script>::new().get(c) {
        Script::Common | Script::Inherited => None,
        Script::Hiragana | Script::Katakana => Some(Script::Hiragana),
        other => Some(other),
    };
    let letters = words.iter().flat_map(|it| it.chars());
    letters.filter_map(script).collect()
}
