//! A text as it is indexed for search, and what was asked for as it is looked up: folded words, and
//! single letters in scripts that write without spaces. Knows no index.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::fold;

/// A word that is looked for: its pieces stand next to each other, the last may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    /// As [`search_text`] writes them. Never empty.
    pub pieces: Vec<String>,
}

/// The text as it is indexed: pieces with a space between.
pub fn search_text(text: &str) -> String {
    search_pieces(text).join(" ")
}

/// The pieces of a text, in their order.
pub(super) fn search_pieces(text: &str) -> Vec<String> {
    let words = fold(text);
    let pieces = words.iter().flat_map(|word| pieces(word));
    pieces.map(str::to_owned).collect()
}

/// The words that somebody looks for.
pub fn search_words(text: &str) -> Vec<SearchWord> {
    let of = |word: &String| SearchWord {
        pieces: pieces(word).map(str::to_owned).collect(),
    };
    fold(text).iter().map(of).collect()
}

/// A word of a script that is written with spaces is one piece; of any other each letter is one, with the
/// marks that belong to it, so that a name is found in the middle of a sentence.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let mut starts = Vec::new();
    let mut earlier_alone = false;
    for (at, c) in word.char_indices() {
        let alone = stands_alone(c);
        if at == 0 || alone || earlier_alone {
            starts.push(at);
        }
        earlier_alone = alone;
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([word.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| &word[start..end])
}

pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        CodePointMapData::<Script>::new().get(c),
        Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Bopomofo
            | Script::Hangul
            | Script::Yi
            | Script::Thai
            | Script::Lao
            | Script::Khmer
            | Script::Myanmar
            | Script::Tibetan
            | Script::Javanese
            | Script::Balinese
            | Script::NewTaiLue
            | Script::TaiTham
            | Script::TaiLe
            | Script::TaiViet
    )
}
