//! The languages that the phrasebook speaks. Knows nothing of the sentences.

use super::direction::Direction;

/// A language with a complete catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Dutch, the first.
    Dutch,
    /// English.
    English,
    /// Turkish.
    Turkish,
    /// Arabic: the standard language, with the digits 0 to 9.
    Arabic,
    /// Polish.
    Polish,
    /// Ukrainian.
    Ukrainian,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 6] = [
        Self::Dutch,
        Self::English,
        Self::Turkish,
        Self::Arabic,
        Self::Polish,
        Self::Ukrainian,
    ];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
            Self::Turkish => "tr",
            Self::Arabic => "ar",
            Self::Polish => "pl",
            Self::Ukrainian => "uk",
        }
    }

    /// Whether a screen in this language is mirrored.
    pub fn is_right_to_left(self) -> bool {
        Direction::of_tag(self.tag()) == Direction::RightToLeft
    }

    /// The language of a BCP 47 tag, whatever its region: `tr-TR` is Turkish.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = primary_subtag(tag);
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.tag()))
    }

    /// The first of a person's languages (best first) that has a catalogue, else Dutch.
    pub fn best_of<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter()
            .find_map(Self::from_tag)
            .unwrap_or(Self::Dutch)
    }
}

/// `tr` of `tr-TR`.
pub(super) fn primary_subtag(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
