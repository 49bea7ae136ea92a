//! A note as somebody told it: what it says now, who said it and when. Knows no table and no kind.

use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;

/// A note of one kind as a screen needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<N> {
    /// Its key: asks for status, correction, reply.
    pub key: EntryKey,
    /// Where it is.
    pub series: Series,
    /// When it was written, corrected.
    pub at: UnixMillis,
    /// Whether the server has it.
    pub is_sent: bool,
    /// Whether it was corrected.
    pub is_corrected: bool,
    /// The language of its text, BCP 47, if said.
    pub language: Option<String>,
    /// What it answers, in the same series.
    pub replies_to: Option<EntryKey>,
    /// The note of another series that it releases or copies.
    pub copied_from: Option<EntryKey>,
    /// Who wrote it first, if it was released or copied.
    pub original_author: Option<PersonId>,
    /// What it says.
    pub note: N,
}

impl<N> Told<N> {
    /// Who wrote it.
    pub fn author(&self) -> PersonId {
        self.key.person
    }

    /// Those whose words it answers or says again.
    pub fn answers(&self) -> impl Iterator<Item = PersonId> {
        let keys = [self.replies_to, self.copied_from].into_iter().flatten();
        keys.map(|it| it.person).chain(self.original_author)
    }
}

/// What one person says of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: UnixMillis,
}
