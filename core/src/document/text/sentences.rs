//! Where the sentences of a text end: what a merge has to know of language. When in doubt a sentence goes on, so that two edits are shown as such
//! rather than mixed. Knows nothing of edits.

use super::difference::Word;

/// The sentence of each word, counted from nought.
pub(super) fn sentences(words: &[Word<'_>]) -> Vec<usize> {
    let mut sentence = 0;
    let mut of_words = Vec::with_capacity(words.len());
    for (index, word) in words.iter().enumerate() {
        of_words.push(sentence);
        if ends_sentence(word, words.get(index + 1)) {
            sentence += 1;
        }
    }
    of_words
}

/// Whether a sentence ends with this word, given the one behind it.
pub(super) fn ends_sentence(word: &Word<'_>, next: Option<&Word<'_>>) -> bool {
    let Some(next) = next else { return true };
    let breaks = word.space().matches('\n').count();
    let may_begin = begins_sentence(next.word());
    let is_numbered = next.word().starts_with(char::is_numeric);
    if breaks > 1 || breaks == 1 && (may_begin || is_numbered) {
        return true;
    }
    let bare = word.word().trim_end_matches(CLOSING);
    match bare.chars().next_back() {
        Some('!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '។' | '။' | '।') => {
            true
        }
        // Not after an initial ("J.P.") or a short form ("o.a."), and not before a word that goes on.
        Some('.') => may_begin && !is_short_form(bare),
        _ => false,
    }
}

const CLOSING: [char; 8] = ['"', '\'', '”', '’', '»', ')', ']', '」'];

/// Whether a word may be the first of a sentence: only a small letter says that it is not.
fn begins_sentence(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphanumeric())
        .is_none_or(|c| !c.is_lowercase() && !c.is_numeric())
        || word.starts_with(|c: char| !c.is_alphanumeric() && !['(', '\'', '"', '“'].contains(&c))
}

fn is_short_form(word: &str) -> bool {
    let letters = word.trim_end_matches('.');
    letters.chars().count() < 2 || letters.contains('.')
}

#[cfg(test)]
mod tests {
    use super::super::difference::words;
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let words = words(text);
        let of = sentences(&words);
        let mut cut: Vec<String> = Vec::new();
        for (word, sentence) in words.iter().zip(of) {
            cut.resize(cut.len().max(sentence + 1), String::new());
            cut[sentence].push_str(word.whole());
        }
        cut
    }

    #[test]
    fn a_sentence_ends_where_a_reader_would_stop() {
        for (text, count) in [
            ("Mag pinda. Slaapt om 12 uur.", 2),
            ("Mag pinda! slaapt om 12 uur", 2),
            ("Mag ca. 3 pinda's", 1),
            ("Bel J.P. Bos", 1),
            ("Mag o.a. Brood", 1),
            ("Mag\npinda", 1),
            ("- melk\n- pinda", 2),
            ("1) melk\n2) pinda", 2),
            ("Melk\n\npinda", 2),
            ("可以吃花生。十二点睡觉。", 2),
            ("هل يأكل؟ نعم", 2),
        ] {
            assert_eq!(cut(text).len(), count, "{text:?}: {:?}", cut(text));
        }
    }
}
