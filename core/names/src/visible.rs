//! Whether a text shows anything at all: a name of zero-width characters, fillers or marks alone is
//! empty. Knows nothing of what the text is for.

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory as Category};
use icu_properties::{CodePointMapData, CodePointSetData};

/// Whether a reader sees anything of this text: a letter, a digit, a sign or a symbol that is drawn.
pub fn shows_something(text: &str) -> bool {
    text.chars().any(is_drawn)
}

/// Whether a character is drawn on its own. Marks are not: they stand on something.
pub(super) fn is_drawn(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic();
    }
    let is_nothing = match category(c) {
        Category::Control | Category::Format | Category::Surrogate => true,
        // No two fonts agree on what these are.
        Category::PrivateUse => true,
        Category::SpaceSeparator | Category::LineSeparator | Category::ParagraphSeparator => true,
        Category::NonspacingMark | Category::SpacingMark | Category::EnclosingMark => true,
        Category::Unassigned => is_noncharacter(c),
        _ => false,
    };
    !is_nothing && !is_ignorable(c) && !BLANKS.contains(&c)
}

/// Letters and symbols by their category that are drawn as nothing: the empty braille cell, the null note
/// head, blank hieroglyphs, the place of an object.
const BLANKS: [char; 5] = [
    '\u{2800}',
    '\u{1D159}',
    '\u{13441}',
    '\u{13442}',
    '\u{FFFC}',
];

/// Whether a character is left out where names are compared: invisible or a control, but no space.
pub fn is_left_out(c: char) -> bool {
    if c.is_whitespace() {
        return false;
    }
    let nothing = matches!(
        category(c),
        Category::Control | Category::Format | Category::Surrogate | Category::PrivateUse
    );
    nothing || is_ignorable(c) || BLANKS.contains(&c) || is_noncharacter(c)
}

pub(super) fn category(c: char) -> Category {
    CodePointMapData::<Category>::new().get(c)
}

fn is_ignorable(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c), 0xFDD0..=0xFDEF) || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_empty() {
        for nothing in [
            "",
            " ",
            "\t\n\r",
            "\u{A0}",
            "\u{AD}",
            "\u{34F}",
            "\u{61C}",
            "\u{115F}",
            "\u{1160}",
            "\u{17B4}",
            "\u{180E}",
            "\u{180B}",
            "\u{200B}",
            "\u{200C}\u{200D}",
            "\u{200E}\u{200F}",
            "\u{2028}\u{2029}",
            "\u{202E}",
            "\u{2060}\u{2061}",
            "\u{2066}",
            "\u{206A}",
            "\u{2800}",
            "\u{3000}",
            "\u{3164}",
            "\u{FE0F}",
            "\u{FEFF}",
            "\u{FFA0}",
            "\u{FFF9}\u{FFFA}\u{FFFB}",
            "\u{FFFC}",
            "\u{1D159}",
            "\u{1D173}",
            "\u{13441}",
            "\u{E000}",
            "\u{E0001}\u{E0041}",
            "\u{E0100}",
            "\u{FFFF}",
            "\u{301}",
            "\u{20DD}",
            "\u{64E}",
            "\u{5B0}",
            "\u{93E}",
            "\u{0}\u{7}\u{1B}",
            "\u{85}\u{9F}",
            " \u{301}\u{200B} \u{3164}",
        ] {
            assert!(!shows_something(nothing), "{nothing:?}");
        }
    }

    #[test]
    fn what_is_drawn_is_not_empty() {
        for something in [
            "a",
            "-",
            ".",
            "é",
            "e\u{301}",
            "ł",
            "Ж",
            "ء",
            "א",
            "अ",
            "ก",
            "王",
            "김",
            "あ",
            "7",
            "٣",
            "❤️",
            "👍🏽",
            "´",
            "🇳🇱",
            "\u{200B}x",
            "\u{FFFD}",
        ] {
            assert!(shows_something(something), "{something:?}");
        }
    }
}
