//! What messengers and people put between the parts of a code that they split: "(1/2)", who sent it when,
//! "Fwd:", line numbers, a line of other words. Makes of a text those that it may have been without; which
//! of them is the code only its check value says. Knows no code.

use std::collections::HashSet;

use super::text_around::{BREAK, FOREIGN};

/// Longest aside within one line: a date and a name.
const ASIDE_CHARS_MAX: usize = 80;
/// Lines of which nobody can tell whether they are of the code: with more, the others stay.
const DOUBTED_LINES_MAX: usize = 5;
/// Choices of lines that are looked at.
const TEXTS_MAX: usize = 96;
/// So many letters in a row are no aside.
const CODE_LETTERS_MIN: usize = 12;
/// Where an aside was cut out: what follows it may be who sent the next part.
const CUT: u8 = 1;

/// Words that stand before the number of a part.
const PART_WORDS: [&[u8]; 16] = [
    b"DEEL", b"PART", b"SMS", b"MMS", b"BERICHT", b"BER", b"MESSAGE", b"MSG", b"TEIL", b"PARTIE",
    b"PARTE", b"CZESC", b"BOLUM", b"PAGINA", b"PAGE", b"NR",
];
/// Words that stand between the number of a part and how many there are.
const OF_WORDS: [&[u8]; 7] = [b"VAN", b"OF", b"VON", b"SUR", b"DE", b"DI", b"Z"];
/// How the names of months begin, in the languages of the apps and some more.
const MONTHS: [&[u8]; 26] = [
    b"JAN", b"FEB", b"MRT", b"MAR", b"MAA", b"APR", b"MEI", b"MAY", b"MAJ", b"JUN", b"JUL", b"AUG",
    b"SEP", b"OKT", b"OCT", b"NOV", b"DEC", b"DEZ", b"OCA", b"SUB", b"NIS", b"HAZ", b"TEM", b"EYL",
    b"KAS", b"ARA",
];

/// The number of one part of several, and where it stands.
struct PartMark {
    start: usize,
    end: usize,
    part: usize,
    of: Option<usize>,
}

/// The texts that this one may have been, each once. `text` begins with a code.
pub(super) fn without_asides(text: &[u8]) -> Vec<Vec<u8>> {
    let bracketless = without_brackets(text);
    let unmarked = |text: &[u8]| without_marks(&without_stamps(text));
    let in_parts = unmarked(&bracketless);
    let sent = without_senders(&in_parts);
    let stages = [
        without_numbers(&sent),
        sent,
        in_parts,
        without_senders(&unmarked(text)),
        unmarked(text),
        bracketless,
        without_numbers(text),
    ];
    let fewer = stages.iter().flat_map(|it| without_other_lines(it));
    let fewer: Vec<Vec<u8>> = fewer.take(TEXTS_MAX).collect();
    let mut seen = HashSet::new();
    let mut texts: Vec<Vec<u8>> = stages.into_iter().chain(fewer).collect();
    texts.retain(|it| seen.insert(it.clone()));
    texts
}

/// The parts of a text that says which of its parts is which, put in their order: messages overtake one
/// another. Each part may have its number before it or after it.
pub(super) fn in_order(text: &[u8]) -> Vec<Vec<u8>> {
    let text = &without_stamps(text);
    let marks = part_marks(text);
    let mut order: Vec<usize> = marks.iter().map(|it| it.part).collect();
    let is_in_order = order.is_sorted();
    order.sort_unstable();
    let is_whole = order.iter().copied().eq(1..=marks.len())
        && marks
            .iter()
            .all(|it| it.of.is_none_or(|of| of == marks.len()));
    if is_in_order || !is_whole {
        return Vec::new();
    }
    let starts = || marks.iter().map(|it| it.start);
    let ends = || marks.iter().map(|it| it.end);
    let joined = |bounds: Vec<(usize, usize)>| {
        let mut parts: Vec<_> = bounds.into_iter().zip(&marks).collect();
        parts.sort_by_key(|(_, mark)| mark.part);
        let parts = parts.into_iter().map(|((from, to), _)| &text[from..to]);
        parts.collect::<Vec<_>>().join(&BREAK)
    };
    let before = starts().zip(starts().skip(1).chain([text.len()]));
    let after = std::iter::once(0).chain(ends()).zip(ends());
    vec![joined(before.collect()), joined(after.collect())]
}

/// Cuts out what stands in brackets within a line.
fn without_brackets(text: &[u8]) -> Vec<u8> {
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let closing = match text[at] {
            b'(' => b')',
            b'[' => b']',
            b'{' => b'}',
            b'<' => b'>',
            _ => {
                at += 1;
                continue;
            }
        };
        let inside = line_of(&text[at..], ASIDE_CHARS_MAX);
        match inside.iter().position(|it| *it == closing) {
            Some(length) => {
                cuts.push((at, at + length + 1));
                at += length + 1;
            }
            None => at += 1,
        }
    }
    cut(text, &cuts)
}

/// Cuts out dates and times of the day.
fn without_stamps(text: &[u8]) -> Vec<u8> {
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < text.len() {
        match stamp_at(text, at) {
            Some(end) if is_apart(text, at) => {
                cuts.push((at, end));
                at = end;
            }
            _ => at += 1,
        }
    }
    cut(text, &cuts)
}

/// The end of a date or a time that begins here.
fn stamp_at(text: &[u8], at: usize) -> Option<usize> {
    let (first, mut end) = number_at(text, at, 4)?;
    let is_time = |separator: u8| matches!(separator, b':' | b'.');
    let is_date = |separator: u8| matches!(separator, b'-' | b'/' | b'.');
    let separator = text.get(end).copied().unwrap_or(b' ');
    let second = number_at(text, end + 1, 2);
    match second {
        Some((_, next)) if is_date(separator) && text.get(next) == Some(&separator) => {
            end = number_at(text, next + 1, 4)?.1;
        }
        Some((minute, next)) if is_time(separator) && first < 24 && next - end == 3 => {
            (minute < 60).then_some(())?;
            end = next;
            if text.get(end) == Some(&separator) && number_at(text, end + 1, 2).is_some() {
                end += 3;
            }
            let rest = skip(text, end, |it| it == b' ');
            if matches!(text.get(rest..rest + 2), Some(b"AM" | b"PM")) {
                end = rest + 2;
            }
        }
        _ => {
            let month = skip(text, end, |it| matches!(it, b' ' | b'.'));
            let is_month = MONTHS.iter().any(|it| text[month..].starts_with(it));
            (first <= 31 && is_month && month > end).then_some(())?;
            end = skip(text, month, |it| it.is_ascii_alphabetic());
            let year = skip(text, end, |it| matches!(it, b' ' | b'.' | b','));
            if let Some((_, after)) = number_at(text, year, 4).filter(|(_, end)| end - year == 4) {
                end = after;
            }
        }
    }
    is_apart(text, end).then_some(end)
}

/// Cuts out the numbers of parts.
fn without_marks(text: &[u8]) -> Vec<u8> {
    let marks = part_marks(text);
    let cuts: Vec<_> = marks.iter().map(|it| (it.start, it.end)).collect();
    cut(text, &cuts)
}

/// "1/2", "deel 1 van 2", "part 2": with the words before and the colon behind.
fn part_marks(text: &[u8]) -> Vec<PartMark> {
    let mut marks: Vec<PartMark> = Vec::new();
    for at in 0..text.len() {
        let from = marks.last().map_or(0, |it| it.end);
        if at >= from
            && let Some(mark) = slashed(text, from, at).or_else(|| spoken(text, at))
        {
            marks.push(mark);
        }
    }
    marks
}

/// A number of a part around a stroke: in "FGH1/2JKM" nobody can tell the digits of a code from it, but that
/// there are fewer than ten parts.
fn slashed(text: &[u8], from: usize, at: usize) -> Option<PartMark> {
    if !matches!(text[at], b'/' | b'\\' | b'|') {
        return None;
    }
    let digits_end = text[from..at].trim_ascii_end().len() + from;
    let before = &text[from..digits_end];
    let count = before.iter().rev().take_while(|it| it.is_ascii_digit());
    let count = match count.count() {
        0 => return None,
        count @ 1..=2 if is_apart(text, digits_end - count) => count,
        _ => 1,
    };
    let number = digits_end - count;
    let (part, _) = number_at(text, number, count)?;
    let after = skip(text, at + 1, |it| it == b' ');
    let count = text[after..].iter().take_while(|it| it.is_ascii_digit());
    let count = match count.count() {
        0 => return None,
        count @ 1..=2 if is_apart(text, after + count) => count,
        _ => 1,
    };
    let (of, end) = number_at(text, after, count)?;
    (1..=of).contains(&part).then(|| PartMark {
        start: start_of_words(text, from, number),
        end: skip_colon(text, end),
        part,
        of: Some(of),
    })
}

/// Where the word before a number begins, if it is one of a part's.
fn start_of_words(text: &[u8], from: usize, number: usize) -> usize {
    let before = text[from..number].iter().rev();
    let gap = before.take_while(|it| matches!(**it, b' ' | b'#' | b'.'));
    let end = number - gap.count();
    let word = PART_WORDS
        .iter()
        .find(|word| text[from..end].ends_with(word));
    match word {
        Some(word) if is_apart(text, end - word.len()) => end - word.len(),
        _ => number,
    }
}

/// A number of a part in words.
fn spoken(text: &[u8], at: usize) -> Option<PartMark> {
    if !is_apart(text, at) {
        return None;
    }
    let word = PART_WORDS.iter().find(|it| text[at..].starts_with(it));
    let number = match word {
        Some(word) => skip(text, at + word.len(), |it| matches!(it, b' ' | b'#' | b'.')),
        None => at,
    };
    let (part, end) = number_at(text, number, 2).filter(|(_, end)| is_apart(text, *end))?;
    let after = skip(text, end, |it| it == b' ');
    let of = OF_WORDS.iter().find_map(|it| {
        let rest = text[after..].strip_prefix(*it)?;
        let start = text.len() - rest.len();
        let number = skip(text, start, |it| it == b' ');
        (number > start).then(|| number_at(text, number, 2))?
    });
    // A number alone is anything.
    let (of, end) = match (word, of) {
        (_, Some((of, end))) if is_apart(text, end) => (Some(of), end),
        (Some(_), None) => (None, end),
        _ => return None,
    };
    (part >= 1 && of.is_none_or(|of| part <= of)).then(|| PartMark {
        start: at,
        end: skip_colon(text, end),
        part,
        of,
    })
}

/// Cuts out who sent a part: up to the last colon at the beginning of a line, or behind another aside; and a
/// word with a colon anywhere: no code has one.
fn without_senders(text: &[u8]) -> Vec<u8> {
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for at in 0..text.len() {
        let from = cuts.last().map_or(0, |it| it.1);
        let begins = at > 0 && matches!(text[at - 1], BREAK | CUT);
        if at < from {
            continue;
        }
        if begins {
            let line = line_of(&text[at..], ASIDE_CHARS_MAX);
            if let Some(colon) = line.iter().rposition(|it| *it == b':') {
                cuts.push((at, at + colon + 1));
            }
        } else if text[at] == b':' {
            let word = text[from..at].iter().rev();
            let length = word.take_while(|it| is_letter(**it)).count();
            if length > 0 && at - length > 0 {
                cuts.push((at - length, at + 1));
            }
        }
    }
    cut(text, &cuts)
}

/// Cuts out the numbers of lines.
fn without_numbers(text: &[u8]) -> Vec<u8> {
    let mut cuts = Vec::new();
    for at in 1..text.len() {
        if text[at - 1] != BREAK {
            continue;
        }
        let number = skip(text, at, |it| !is_letter(it) && it != BREAK);
        if let Some((_, end)) = number_at(text, number, 3)
            && is_apart(text, end)
            && text.get(end).is_some_and(|it| *it != b'-')
        {
            cuts.push((at, end));
        }
    }
    cut(text, &cuts)
}

/// The text without the lines that are surely other words, and that with each choice of those of which
/// nobody can tell.
fn without_other_lines(text: &[u8]) -> Vec<Vec<u8>> {
    let lines: Vec<&[u8]> = text.split(|it| *it == BREAK).collect();
    let looks: Vec<Look> = lines.iter().map(|line| look_of(line)).collect();
    // The first begins with the code.
    let doubted = looks.iter().enumerate().skip(1);
    let doubted: Vec<usize> = doubted
        .filter(|(_, look)| **look == Look::Doubtful)
        .map(|(index, _)| index)
        .take(DOUBTED_LINES_MAX)
        .collect();
    let choices = 0..1_u32 << doubted.len();
    let text = |left_out: u32| {
        let stays = |index: usize| {
            let bit = doubted.iter().position(|it| *it == index);
            let is_left_out = bit.is_some_and(|bit| left_out >> bit & 1 == 1);
            index == 0 || (looks[index] != Look::Other && !is_left_out)
        };
        let kept = lines.iter().enumerate().filter(|(index, _)| stays(*index));
        let kept: Vec<&[u8]> = kept.map(|(_, line)| *line).collect();
        kept.join(&BREAK)
    };
    choices.map(text).collect()
}

/// What a line looks like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A part of a code.
    Code,
    /// Other words.
    Other,
    /// Either.
    Doubtful,
}

/// Groups of five, broken only where the line begins and ends; or one long row.
fn look_of(line: &[u8]) -> Look {
    const GROUP: usize = 5;
    let words: Vec<&[u8]> = line
        .split(|it| !is_letter(*it))
        .filter(|it| !it.is_empty())
        .collect();
    let letters: usize = words.iter().map(|it| it.len()).sum();
    // No code has a U, and none an alphabet of its own.
    let is_foreign = line.iter().any(|it| matches!(*it, FOREIGN | b'U'));
    let inner = words.get(1..words.len().saturating_sub(1)).unwrap_or(&[]);
    let is_in_groups = inner.iter().all(|it| it.len() == GROUP);
    let is_spelled = words.iter().all(|it| it.len() == 1);
    match () {
        () if is_foreign => Look::Other,
        // An empty one is nothing to choose.
        () if words.is_empty() => Look::Code,
        () if letters >= CODE_LETTERS_MIN && (is_in_groups || is_spelled) => Look::Code,
        () if is_in_groups || is_spelled => Look::Doubtful,
        () if letters >= 3 * CODE_LETTERS_MIN => Look::Doubtful,
        () => Look::Other,
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == FOREIGN
}

/// Whether nothing of a word goes on from the sign before to the one at this place.
fn is_apart(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|it| text.get(it));
    !(before.is_some_and(|it| is_letter(*it)) && text.get(at).is_some_and(|it| is_letter(*it)))
}

fn skip(text: &[u8], from: usize, over: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or(&[]).iter();
    (from + rest.take_while(|it| over(**it)).count()).min(text.len())
}

fn skip_colon(text: &[u8], end: usize) -> usize {
    let colon = skip(text, end, |it| it == b' ');
    match text.get(colon) {
        Some(b':') => colon + 1,
        _ => end,
    }
}

/// The number of at most so many digits that begins here, and where it ends.
fn number_at(text: &[u8], at: usize, digits_max: usize) -> Option<(usize, usize)> {
    let end = skip(text, at, |it| it.is_ascii_digit()).min(at + digits_max);
    let digits = text.get(at..end).filter(|it| !it.is_empty())?;
    let number = digits
        .iter()
        .fold(0, |sum, it| sum * 10 + usize::from(it - b'0'));
    Some((number, end))
}

fn line_of(text: &[u8], length_max: usize) -> &[u8] {
    let end = text
        .iter()
        .position(|it| *it == BREAK)
        .unwrap_or(text.len());
    &text[..end.min(length_max)]
}

/// The text with these places, in their order, cut out.
fn cut(text: &[u8], places: &[(usize, usize)]) -> Vec<u8> {
    let mut left = Vec::with_capacity(text.len());
    let mut from = 0;
    for (start, end) in places {
        left.extend_from_slice(&text[from..*start]);
        left.push(CUT);
        from = *end;
    }
    left.extend_from_slice(&text[from..]);
    left
}
