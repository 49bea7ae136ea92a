//! A text as it is indexed for search, and what was asked for as it is looked up: folded words, and
//! single letters in scripts that write without spaces. Knows no index.

use icu_properties::CodePointMapData;
use icu_properties::props::Script;

use super::fold;
use super::letters::is_apostrophe;

/// A word that is looked for: its pieces stand next to each other, the last may go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    /// As [`search_text`] writes them. Never empty.
    pub pieces: Vec<String>,
}

/// The text as it is indexed: pieces with a space between, behind them what else some words may be typed
/// as.
pub fn search_text(text: &str) -> String {
    let mut pieces = search_pieces(text);
    pieces.extend(other_readings(text));
    pieces.join(" ")
}

/// D'Angelo is looked for as Angelo too, and J.P. as JP.
fn other_readings(text: &str) -> Vec<String> {
    let divided = text.split_whitespace().filter_map(|word| {
        let parts: Vec<&str> = word.split(is_apostrophe).collect();
        // "Sem's" begins like Sem: that is found as it is.
        let tells = parts.len() > 1 && fold(parts[parts.len() - 1]).concat().chars().count() > 1;
        tells.then(|| search_pieces(&parts.join(" ")))
    });
    let mut readings: Vec<String> = divided.flatten().collect();
    let words = fold(text);
    let is_letter = |word: &String| word.chars().count() == 1;
    for run in words.chunk_by(|one, other| is_letter(one) && is_letter(other)) {
        if (2..=INITIALS_MAX).contains(&run.len()) {
            readings.push(run.concat());
        }
    }
    readings
}

/// More letters in a row are no initials.
const INITIALS_MAX: usize = 5;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_an_apostrophe_and_initials_are_found_by_their_parts_and_as_one_word() {
        let text = search_text("D’Angelo en J.P. spelen.");
        let pieces: Vec<&str> = text.split(' ').collect();
        for typed in [
            "angelo", "d angelo", "dangelo", "D'Angelo", "jp", "JP", "J.P.", "spelen",
        ] {
            let found =
                |word: &SearchWord| word.pieces.iter().all(|it| pieces.contains(&it.as_str()));
            assert!(search_words(typed).iter().all(found), "{typed}: {text}");
        }
        assert_eq!(search_text("Sem speelt."), "sem speelt");
    }
}
