//! Codes in words, in the app's languages. Decides nothing and makes no sentence itself.
use samenspel_phrasebook::{CodeOf, Language};

/// What a code is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SentenceOf {
    /// [`crate::SamenspelError::Refused`] or [`crate::NoteStatus::Refused`].
    Refusal,
    /// [`crate::NoteStatus::Held`].
    Hold,
    /// [`crate::SamenspelError::Server`].
    Request,
    /// A note that is offered again later.
    Later,
    /// [`crate::SamenspelError::DayPass`].
    DayPass,
    /// [`crate::SamenspelError::Store`], [`crate::SamenspelError::Pin`],
    /// [`crate::SamenspelError::Unreachable`], [`crate::SamenspelError::Input`], and the failure of a
    /// [`crate::SyncReportView`]. What the server said of a whole request is among them.
    Device,
}

/// The languages that there are sentences in, as BCP 47 tags; the first is the default.
#[uniffi::export]
pub fn languages() -> Vec<String> {
    let tags = Language::ALL.into_iter().map(|it| it.tag().to_owned());
    tags.collect()
}

/// What the app says of a code, in the best of the reader's languages; nothing for a code that this
/// version does not know.
#[uniffi::export]
pub fn sentence(of: SentenceOf, code: String, languages: Vec<String>) -> Option<String> {
    let language = Language::best_of(languages.iter().map(String::as_str));
    let of = match of {
        SentenceOf::Refusal => CodeOf::Refusal,
        SentenceOf::Hold => CodeOf::Hold,
        SentenceOf::Request => CodeOf::Request,
        SentenceOf::Later => CodeOf::Later,
        SentenceOf::DayPass => CodeOf::Brief,
        // No code is of both: what the server says of a request may come from where the device failed.
        SentenceOf::Device => {
            let own = samenspel_phrasebook::of_code(language, CodeOf::Device, &code);
            return own.or_else(|| samenspel_phrasebook::of_code(language, CodeOf::Request, &code));
        }
    };
    samenspel_phrasebook::of_code(language, of, &code)
}
