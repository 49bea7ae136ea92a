//! Which way a language runs, and how a word of the other direction keeps its place inside a
//! sentence. Knows letters; knows nothing of catalogues or notes.

use std::borrow::Cow;

/// Languages written from right to left in their usual script: those of families here, so that what
/// they type is shown rightly even where the phrasebook does not speak their language.
const RIGHT_TO_LEFT: [&str; 13] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi",
];
/// Scripts written from right to left (ISO 15924), for tags that name one: `ku-Arab`.
const RIGHT_TO_LEFT_SCRIPTS: [&str; 6] = ["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"];

const LEFT_TO_RIGHT_MARK: char = '\u{200E}';
const RIGHT_TO_LEFT_MARK: char = '\u{200F}';
const ARABIC_LETTER_MARK: char = '\u{061C}';

/// The way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// As Dutch.
    LeftToRight,
    /// As Arabic.
    RightToLeft,
}

impl Direction {
    /// The direction of text in the language of a BCP 47 tag; its script decides if it names one.
    pub fn of_tag(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut subtags = tag.split('-');
        let primary = subtags.next().unwrap_or_default();
        let is_script = |subtag: &&str| {
            subtag.len() == 4 && subtag.chars().all(|letter| letter.is_ascii_alphabetic())
        };
        let to_the_left = match subtags.find(is_script) {
            Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
            None => RIGHT_TO_LEFT.contains(&primary),
        };
        if to_the_left {
            Self::RightToLeft
        } else {
            Self::LeftToRight
        }
    }

    /// The direction of a letter; digits, spaces and punctuation have none of their own.
    fn of_letter(letter: char) -> Option<Self> {
        match letter {
            RIGHT_TO_LEFT_MARK | ARABIC_LETTER_MARK => Some(Self::RightToLeft),
            LEFT_TO_RIGHT_MARK => Some(Self::LeftToRight),
            _ if !letter.is_alphabetic() => None,
            '\u{0590}'..='\u{08FF}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}' => Some(Self::RightToLeft),
            _ => Some(Self::LeftToRight),
        }
    }

    fn mark(self) -> char {
        match self {
            Self::LeftToRight => LEFT_TO_RIGHT_MARK,
            Self::RightToLeft => RIGHT_TO_LEFT_MARK,
        }
    }
}

/// `argument` as it may stand in a sentence that runs as `around`: between two marks of the
/// sentence's own direction if any of its letters runs the other way, else as it is.
///
/// Without the marks, "Noor" at the start of an Arabic sentence would turn the whole line round, and
/// a time or a bracket beside it would jump to the wrong side. Marks do not nest: what stands between
/// two of them already, as a name in a list does, needs no more.
pub(super) fn keep_in_place(argument: &str, around: Direction) -> Cow<'_, str> {
    let mark = around.mark();
    let runs_along = |letter| Direction::of_letter(letter).is_none_or(|own| own == around);
    let mut outside_marks = argument.split(mark).step_by(2);
    if outside_marks.all(|part| part.chars().all(runs_along)) {
        Cow::Borrowed(argument)
    } else {
        Cow::Owned(format!("{mark}{argument}{mark}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Direction::{LeftToRight, RightToLeft};
    use super::*;

    #[test]
    fn a_tag_tells_the_direction_and_its_script_has_the_last_word() {
        for tag in [
            "ar",
            "AR-SY",
            "he",
            "fa-IR",
            "ur",
            "ps",
            "ku-Arab",
            "az-Arab-IR",
        ] {
            assert_eq!(Direction::of_tag(tag), RightToLeft, "{tag}");
        }
        for tag in ["nl", "tr-TR", "ku", "ti", "uk", "ur-Latn", "sl-1994", ""] {
            assert_eq!(Direction::of_tag(tag), LeftToRight, "{tag}");
        }
    }

    #[test]
    fn an_argument_that_runs_along_stays_as_it_is() {
        for name in ["Noor", "Ольга", "Łukasz", "14:05", "?", ""] {
            assert_eq!(keep_in_place(name, LeftToRight), name);
        }
        for name in ["نور", "נועה", "14:05", "١٤", "?", ""] {
            assert_eq!(keep_in_place(name, RightToLeft), name);
        }
    }

    #[test]
    fn an_argument_of_the_other_direction_stands_between_marks_of_the_sentence() {
        assert_eq!(keep_in_place("Noor", RightToLeft), "\u{200F}Noor\u{200F}");
        assert_eq!(keep_in_place("نور", LeftToRight), "\u{200E}نور\u{200E}");
    }

    #[test]
    fn one_letter_of_the_other_direction_is_enough_wherever_it_stands() {
        let mixed = "Noor (نور)";
        for around in [LeftToRight, RightToLeft] {
            let mark = around.mark();
            assert_eq!(keep_in_place(mixed, around), format!("{mark}{mixed}{mark}"));
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let name = keep_in_place("Noor", RightToLeft);
        for sentence in [
            name.to_string(),
            format!("حال {name}"),
            format!("{name}، {name}"),
        ] {
            assert_eq!(keep_in_place(&sentence, RightToLeft), sentence);
        }
        let typed = "\u{200F}Noor";
        assert_eq!(keep_in_place(typed, RightToLeft), typed);
        assert_ne!(keep_in_place("Noor\u{200F}", RightToLeft), "Noor\u{200F}");
    }
}
