//! Which places of a text stand within brackets or quotation marks: no sentence ends there for whoever
//! reads the whole. Knows nothing of sentences.

use super::difference::Word;
use super::sentences::breaks;

/// Whether each place between words, and before and behind them, is within brackets or quotation marks.
/// In a paragraph where they do not match, every place is.
pub(super) fn within_brackets(words: &[Word<'_>]) -> Vec<bool> {
    let mut within = vec![false; words.len() + 1];
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len() || breaks(word.space()) > 1;
        if is_last {
            mark_paragraph(&words[start..=at], &mut within[start..=at + 1]);
            start = at + 1;
        }
    }
    within
}

fn mark_paragraph(words: &[Word<'_>], within: &mut [bool]) {
    let mut open: Vec<char> = Vec::new();
    let mut matches = true;
    for (at, word) in words.iter().enumerate() {
        let is_line_start = at == 0 || breaks(words[at - 1].space()) > 0;
        let is_no_bracket = is_face(word.word()) || is_line_start && is_number(word.word());
        if !is_no_bracket {
            matches &= take_in(word.word(), &mut open);
        }
        if at + 1 < words.len() {
            within[at + 1] = !open.is_empty();
        }
    }
    if !matches || !open.is_empty() {
        let inner = 1..words.len();
        within[inner].fill(true);
    }
}

/// Opens and closes what a word does; false if something closes that was not open.
fn take_in(word: &str, open: &mut Vec<char>) -> bool {
    let mut matches = true;
    let last = word.chars().count().saturating_sub(1);
    for (at, c) in word.chars().enumerate() {
        let is_open = |closer: char| open.last() == Some(&closer);
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            '（' => open.push('）'),
            '「' => open.push('」'),
            '『' => open.push('』'),
            '《' => open.push('》'),
            '【' => open.push('】'),
            // These open in one language and close in another.
            '"' | '“' | '”' | '„' | '«' | '»' => match open.last() {
                Some('"') => {
                    open.pop();
                }
                _ => open.push('"'),
            },
            '\'' | '‘' | '‚' if at == 0 && !is_clitic(word) && !is_open('\'') => {
                open.push('\'')
            }
            '\'' | '’' if is_open('\'') && ends_word(word, at, last) => {
                open.pop();
            }
            ')' | ']' | '}' | '）' | '」' | '』' | '》' | '】' => {
                if is_open(c) {
                    open.pop();
                } else {
                    matches = false;
                }
            }
            _ => {}
        }
    }
    matches
}

fn ends_word(word: &str, at: usize, last: usize) -> bool {
    at > 0 && (at == last || word.chars().skip(at + 1).all(|c| !c.is_alphanumeric()))
}

/// "'s ochtends", "'t is": an apostrophe, no quotation mark.
fn is_clitic(word: &str) -> bool {
    let mut letters = word.chars().skip(1);
    let first = letters.next();
    first.is_none()
        || first.is_some_and(|c| c.is_numeric())
        || letters.next().is_none_or(|c| !c.is_alphanumeric())
        || matches!(word.get(1..), Some("tis" | "twas" | "em" | "til"))
}

/// ":-)" is no bracket.
fn is_face(word: &str) -> bool {
    let mut characters = word.chars();
    let eyes = characters.next();
    let rest = characters.as_str();
    matches!(eyes, Some(':' | ';' | '='))
        && rest.chars().count() <= 2
        && rest.ends_with(['(', ')', '[', ']'])
}

/// "1)" begins a line of a list.
fn is_number(word: &str) -> bool {
    word.strip_suffix(')').is_some_and(|it| {
        !it.contains('(') && it.len() <= 2 && it.chars().all(char::is_alphanumeric)
    })
}
