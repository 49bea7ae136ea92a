//! A note about to be written, from its type.

use crate::schema::notes::Correction;
use crate::schema::{Elsewhere, Field, Held, Note, may_be_corrected};
use samenspel_model::entry::{Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;

/// A note about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNote {
    /// Where it belongs.
    pub series: Series,
    /// The note kind.
    pub kind: NoteKind,
    /// Its fields; set through [`Fields::set`], which cleans text.
    pub fields: Fields,
}

impl NewNote {
    /// A note of this type in this series.
    pub fn of<N: Note>(series: Series, note: &N) -> Self {
        Self {
            series,
            kind: N::kind_name(),
            fields: note.to_fields(),
        }
    }

    /// What a note should have said, whole: a field that is left out was wrong to be there. What it is
    /// `of` stays: of that name a correction has a field of its own, which says what is corrected. So does
    /// what it is about and whom it names: that is taken back, and written anew.
    pub fn correcting<N: Note>(series: Series, wrong: EntryKey, right: &N) -> Self {
        let mut correction = Self::of(series, &Correction::new(wrong));
        let own = |name| Correction::KIND.fields.iter().any(|it| it.name == name);
        let corrected = |it: &&Field| !own(it.name) && may_be_corrected(it);
        for field in N::KIND.fields.iter().filter(corrected) {
            let value = right.to_fields().get(field.name).cloned();
            correction = correction.with(field.name, &value.unwrap_or(Value::Null));
        }
        correction
    }

    /// The language that its text is written in, BCP 47.
    #[must_use]
    pub fn in_language(self, tag: &str) -> Self {
        self.with("language", &Value::Text(tag.to_owned()))
    }

    /// What it answers, in the same series.
    #[must_use]
    pub fn replying_to(self, key: EntryKey) -> Self {
        self.with("replies_to", &key.to_value())
    }

    /// The note of another series that it releases or copies, and who wrote that.
    #[must_use]
    pub fn copied_from(self, key: EntryKey, original_author: PersonId) -> Self {
        self.with("copied_from", &Elsewhere(key).to_value())
            .with("original_author", &original_author.to_value())
    }

    fn with(mut self, name: &str, value: &Value) -> Self {
        self.fields
            .set(name, value.clone())
            .expect("the names of the fields are valid");
        self
    }
}
