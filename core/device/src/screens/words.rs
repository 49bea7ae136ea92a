//! One note: as its type, and in words as it is shown and read aloud: corrected, a co-written text as it is
//! now, people by the names that this profile may know. Knows no pixels and no voice.

use super::super::timeline::by_key;
use super::super::{Store, StoreError, texts};
use super::Viewer;
use super::scene::Scene;
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_phrasebook::{Language, Names, Phrase, render_entry};
use samenspel_rules::directory::Directory;
use samenspel_rules::partnership::{Told, corrected};
use samenspel_rules::schema::Note;

/// The field of a note that holds a co-written text as it was begun.
const TEXT: &str = "text";

impl Store {
    /// A note as its type, corrected; nothing if it is not on this device, is of another kind, or was taken
    /// back.
    pub fn told<N: Note>(
        &self,
        viewer: Viewer,
        key: &EntryKey,
    ) -> Result<Option<Told<N>>, StoreError> {
        self.scene(viewer, |scene| scene.note(key))
    }

    /// A note in words, its title first; nothing if it is not on this device, or was taken back.
    pub fn words(
        &self,
        viewer: Viewer,
        key: &EntryKey,
        language: Language,
    ) -> Result<Vec<Phrase>, StoreError> {
        self.scene(viewer, |scene| {
            let entry = scene.as_it_reads(key)?;
            let phrases = entry.map(|it| render_entry(&it, language, &Called(scene.dir)));
            Ok(phrases.unwrap_or_default())
        })
    }
}

impl Scene<'_> {
    /// A note with what was put right in it.
    fn as_it_reads(&self, key: &EntryKey) -> Result<Option<Entry>, StoreError> {
        let note = by_key(self.connection, key)?;
        let Some(note) = note.filter(|it| !it.is_retracted && it.is_seen_by(self.eyes)) else {
            return Ok(None);
        };
        let mut entry = note.entry;
        entry.fields = corrected(&entry, &self.corrections(&entry.key, &entry.series)?);
        if let Some(together) = texts::view(self.connection, key)? {
            // What this device holds was checked when it came in; a text that fits no field stays as begun.
            let _ = entry.fields.set(TEXT, Value::Text(together.text));
        }
        Ok(Some(entry))
    }
}

/// First names, as the directory of this profile has them.
struct Called<'a>(&'a Directory);

impl Names for Called<'_> {
    fn child(&self, child: ChildId) -> Option<String> {
        Some(self.0.child(child)?.first_name.clone())
    }

    fn person(&self, person: PersonId) -> Option<String> {
        Some(self.0.person(person)?.first_name.clone())
    }
}
