//! Notes, their status, moments and ages in words, as a screen shows and reads them aloud. Makes no
//! sentence itself.

use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::{Direction, Language, Phrase, StatusWord};

use crate::{NoteStatus, Profile, SamenspelError, convert};

/// One line of a note.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct PhraseView {
    /// What is said: a sentence of the phrasebook, or what a person wrote.
    pub text: String,
    /// What the writing is, in the reader's language; nothing beside a sentence of the phrasebook.
    pub label: Option<String>,
    /// The language of the text, a BCP 47 tag: which voice reads it.
    pub language: String,
    /// What the reader calls that language, where it is not their own.
    pub language_name: Option<String>,
    /// Whether the text runs from right to left.
    pub is_right_to_left: bool,
}

samenspel_model::hides_content!(PhraseView);

/// Where a note stands, in words.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct StatusWordsView {
    /// The word: these and no other.
    pub word: String,
    /// What it means and whether its reader must do something.
    pub help: String,
}

samenspel_model::hides_content!(StatusWordsView);

#[uniffi::export]
impl Profile {
    /// A note in words in a language (BCP 47), its title first: corrected, a co-written text as it is now.
    /// Nothing if it is not on this device. Changes with `Notes`, `Agreements` and `Directory`.
    pub async fn words(
        &self,
        key: String,
        language: String,
        viewer: Option<String>,
    ) -> Result<Vec<PhraseView>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let language = Language::best_of([language.as_str()]);
            let phrases = store.words(viewer, &convert::parse(&key, "key")?, language)?;
            let views = phrases.into_iter().map(|it| phrase(it, language));
            Ok(views.collect())
        })
        .await
    }
}

/// The word for where a note stands, in a language (BCP 47); `names` are of those whom the status names.
#[uniffi::export]
pub fn status_words(status: NoteStatus, names: Vec<String>, language: String) -> StatusWordsView {
    let language = Language::best_of([language.as_str()]);
    let word = match status {
        NoteStatus::OnThisDevice => StatusWord::OnThisDevice,
        NoteStatus::Sent => StatusWord::Sent,
        NoteStatus::ReadBy { .. } => StatusWord::ReadBy(names),
        NoteStatus::TakenOverBy { .. } => StatusWord::TakenOverBy(names),
        NoteStatus::Held { .. } => StatusWord::HeldForManager,
        NoteStatus::Refused { .. } => StatusWord::Refused,
    };
    StatusWordsView {
        word: samenspel_phrasebook::status(language, &word),
        help: samenspel_phrasebook::status_help(language, &word),
    }
}

/// A moment in words, in the Netherlands' time, in a language (BCP 47).
#[uniffi::export]
pub fn moment_words(at_ms: i64, language: String) -> String {
    let language = Language::best_of([language.as_str()]);
    samenspel_phrasebook::day_and_time(language, UnixMillis(at_ms))
}

/// How old a child born on a day (ISO 8601) is, in a language (BCP 47); nothing for what is no day or
/// lies ahead.
#[uniffi::export]
pub fn age_words(birth_date: String, now_ms: i64, language: String) -> Option<String> {
    let language = Language::best_of([language.as_str()]);
    samenspel_phrasebook::age(language, &birth_date, UnixMillis(now_ms))
}

fn phrase(phrase: Phrase, reader: Language) -> PhraseView {
    let tag = phrase.language(reader).to_owned();
    let is_right_to_left = phrase.direction(reader) == Direction::RightToLeft;
    let (text, label, language) = match phrase {
        Phrase::Coded(text) => (text, None, None),
        Phrase::Written {
            label,
            text,
            language,
        } => (text, Some(label), language),
    };
    PhraseView {
        text,
        label,
        language: tag,
        language_name: language.map(|it| it.name),
        is_right_to_left,
    }
}
