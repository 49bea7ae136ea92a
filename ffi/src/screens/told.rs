//! A note as somebody told it, of whatever kind, and the few conversions that every screen needs. Knows
//! no screen.

use samenspel_model::ids::EntryKey;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{Fact, Told};
use samenspel_rules::schema::{Code, Note};

use crate::{NoteField, NoteSubject, convert};

/// A note as a screen needs it: what it says now, who said it and when.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ToldView {
    /// Its key: asks for its status, a correction, a reply.
    pub key: String,
    /// The kind of document that it is in.
    pub document: String,
    /// What it is about.
    pub subject: NoteSubject,
    /// Who wrote it.
    pub author: String,
    /// When it was written, corrected, in milliseconds since 1970.
    pub at_ms: i64,
    /// Whether the server has it.
    pub is_sent: bool,
    /// Whether it was corrected; the values are those after it.
    pub is_corrected: bool,
    /// The language of its text, a BCP 47 tag, if said.
    pub language: Option<String>,
    /// The key of what it answers, in the same document.
    pub replies_to: Option<String>,
    /// The key of the note of another document that it releases or copies.
    pub copied_from: Option<String>,
    /// Who wrote it first, if it was released or copied.
    pub original_author: Option<String>,
    /// The note kind.
    pub kind: String,
    /// Its values.
    pub fields: Vec<NoteField>,
}

samenspel_model::hides_content!(ToldView);

/// What is said of one thing, by everyone who said something of it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FactView {
    /// What stands, in the order told; never empty.
    pub statements: Vec<ToldView>,
    /// Whether they say different things: somebody has to ask, and confirm what holds.
    pub differs: bool,
}

impl<N: Note> From<Told<N>> for ToldView {
    fn from(told: Told<N>) -> Self {
        Self {
            key: told.key.to_string(),
            document: told.series.kind.name().into(),
            subject: convert::subject(told.series.subject),
            author: told.author().to_string(),
            at_ms: told.at.0,
            is_sent: told.is_sent,
            is_corrected: told.is_corrected,
            language: told.language,
            replies_to: told.replies_to.map(|it| it.to_string()),
            copied_from: told.copied_from.map(|it| it.to_string()),
            original_author: told.original_author.map(|it| it.to_string()),
            kind: N::KIND.name.into(),
            fields: values(&told.note),
        }
    }
}

impl<N: Note> From<Fact<N>> for FactView {
    fn from(fact: Fact<N>) -> Self {
        Self {
            statements: all(fact.statements),
            differs: fact.differs,
        }
    }
}

/// The values of a note that nobody wrote yet, or of which only the values matter.
pub(super) fn values<N: Note>(note: &N) -> Vec<NoteField> {
    convert::note_fields(N::KIND.name, &note.to_fields())
}

/// Each turned into its row.
pub(super) fn all<T, R: From<T>>(given: impl IntoIterator<Item = T>) -> Vec<R> {
    given.into_iter().map(R::from).collect()
}

/// Ids or keys as text.
pub(super) fn texts<T: ToString>(given: impl IntoIterator<Item = T>) -> Vec<String> {
    given.into_iter().map(|it| it.to_string()).collect()
}

/// A code of the schema.
pub(super) fn code(code: impl Code) -> String {
    code.name().to_owned()
}

/// A moment that may be unknown.
pub(super) fn ms(moment: Option<UnixMillis>) -> Option<i64> {
    moment.map(|it| it.0)
}

/// A key that may be absent.
pub(super) fn key(key: Option<EntryKey>) -> Option<String> {
    key.map(|it| it.to_string())
}
