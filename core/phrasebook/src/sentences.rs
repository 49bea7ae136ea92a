//! What happened to a note or a request, and what its reader can do. Knows the protocol's codes;
//! knows nothing of how they came about.

use super::Language;
use super::catalogue::{Argument, Catalogue};
use samenspel_model::verdict::{BriefRefusal, HoldReason, LaterReason, RefusalCode, RequestError};

/// The only words for where a note is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusWord {
    /// Not sent yet by its author.
    Draft,
    /// Durable on this device, not on the server.
    OnThisDevice,
    /// Durable on the server.
    Sent,
    /// Read by these people.
    ReadBy(Vec<String>),
    /// Taken over by these people.
    TakenOverBy(Vec<String>),
    /// Kept until a manager decides.
    HeldForManager,
    /// Not accepted; [`refusal`] says why.
    Refused,
}

impl StatusWord {
    fn key(&self) -> &'static str {
        match self {
            Self::Draft => "status-draft",
            Self::OnThisDevice => "status-on_this_device",
            Self::Sent => "status-sent",
            Self::ReadBy(_) => "status-read_by",
            Self::TakenOverBy(_) => "status-taken_over_by",
            Self::HeldForManager => "status-held",
            Self::Refused => "status-refused",
        }
    }

    fn names(&self) -> &[String] {
        match self {
            Self::ReadBy(names) | Self::TakenOverBy(names) => names,
            _ => &[],
        }
    }
}

/// The word for a status: "op dit toestel".
pub fn status(language: Language, status: &StatusWord) -> String {
    let names = list(language, status.names());
    let arguments = [("names", Argument::Text(&names))];
    Catalogue::of(language).say_known(status.key(), &arguments)
}

/// What a status means and whether its reader must do something.
pub fn status_help(language: Language, status: &StatusWord) -> String {
    Catalogue::of(language)
        .attribute(status.key(), "help")
        .unwrap_or_default()
}

/// Why a note was refused, and what its author can do.
pub fn refusal(language: Language, code: RefusalCode) -> String {
    sentence(language, "refusal", code.as_str())
}

/// Why a note will be offered again later.
pub fn later(language: Language, reason: LaterReason) -> String {
    sentence(language, "later", reason.as_str())
}

/// Why a note waits for a manager.
pub fn hold(language: Language, reason: HoldReason) -> String {
    sentence(language, "hold", reason.as_str())
}

/// Why a day grant from a colleague's device was not taken, and what its receiver can do.
pub fn brief_refusal(language: Language, code: BriefRefusal) -> String {
    sentence(language, "brief", code.as_str())
}

/// Why a whole request was refused.
pub fn request_error(language: Language, error: &RequestError) -> String {
    sentence(language, "request", error.code())
}

/// Of what a code is, for who has it as text only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeOf {
    /// A [`RefusalCode`].
    Refusal,
    /// A [`LaterReason`].
    Later,
    /// A [`HoldReason`].
    Hold,
    /// A [`RequestError`].
    Request,
    /// A [`BriefRefusal`].
    Brief,
    /// What did not work on the device itself; the interface for the apps lists the codes.
    Device,
}

/// What the app says of a code; nothing for one that this version does not know.
pub fn of_code(language: Language, of: CodeOf, code: &str) -> Option<String> {
    let family = match of {
        CodeOf::Refusal => "refusal",
        CodeOf::Later => "later",
        CodeOf::Hold => "hold",
        CodeOf::Request => "request",
        CodeOf::Brief => "brief",
        CodeOf::Device => "device",
    };
    Catalogue::of(language).say(&format!("{family}-{code}"), &[])
}

/// What an export says beside the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportSentence<'a> {
    /// Its title.
    Title {
        /// The child's first name.
        child: &'a str,
    },
    /// When it was made, for whom, by which organisation.
    Made {
        /// When.
        time: &'a str,
        /// For whom.
        name: &'a str,
        /// The organisation.
        organisation: &'a str,
    },
    /// Who wrote a note, and when.
    By {
        /// Who.
        name: &'a str,
        /// When.
        time: &'a str,
    },
    /// The label of a co-written text.
    WrittenTogether,
    /// That files are not given which would hold what was taken back.
    LeftOut,
}

/// A sentence of an export.
pub fn export_sentence(language: Language, sentence: &ExportSentence<'_>) -> String {
    let catalogue = Catalogue::of(language);
    match sentence {
        ExportSentence::Title { child } => {
            catalogue.say_known("export-title", &[("child", Argument::Text(child))])
        }
        ExportSentence::Made {
            time,
            name,
            organisation,
        } => {
            let arguments = [
                ("time", Argument::Text(time)),
                ("name", Argument::Text(name)),
                ("organisation", Argument::Text(organisation)),
            ];
            catalogue.say_known("export-made", &arguments)
        }
        ExportSentence::By { name, time } => {
            let arguments = [
                ("name", Argument::Text(name)),
                ("time", Argument::Text(time)),
            ];
            catalogue.say_known("export-by", &arguments)
        }
        ExportSentence::WrittenTogether => catalogue.say_known("export-together", &[]),
        ExportSentence::LeftOut => catalogue.say_known("export-left-out", &[]),
    }
}

fn sentence(language: Language, family: &str, code: &str) -> String {
    Catalogue::of(language).say_known(&format!("{family}-{code}"), &[])
}

/// Names in a row: "Fatima, Joke en Karim"; "iemand" if there are none.
pub fn list(language: Language, names: &[String]) -> String {
    let catalogue = Catalogue::of(language);
    match names {
        [] => catalogue.say_known("somebody", &[]),
        [only] => only.clone(),
        [first, between @ .., last] => {
            let rest = between.iter().fold(first.clone(), |rest, next| {
                let arguments = [
                    ("rest", Argument::Text(&rest)),
                    ("next", Argument::Text(next)),
                ];
                catalogue.say_known("list-more", &arguments)
            });
            let arguments = [
                ("rest", Argument::Text(&rest)),
                ("last", Argument::Text(last)),
            ];
            catalogue.say_known("list-and", &arguments)
        }
    }
}
