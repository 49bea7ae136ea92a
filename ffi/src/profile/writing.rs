//! What a person does: commands, drafts, and taking back. Decides nothing.

use samenspel_model::ids::{EntryKey, IntentId, PersonId};
use samenspel_model::time::Clock;

use super::Profile;
use crate::clock::SystemRandom;
use crate::{
    CommandRequest, DraftView, NoteRequest, NoteStatus, ReflectionView, SamenspelError, convert,
};

#[uniffi::export]
impl Profile {
    /// Does what a person asks: durable on this device when this returns, nothing at all if it is
    /// refused. `author` is who does it: on a shared device who stands at it; on one's own, nobody need
    /// be named. Gives the id of what was done, to ask for its status or to take it back.
    pub async fn execute(
        &self,
        command: CommandRequest,
        author: Option<String>,
    ) -> Result<String, SamenspelError> {
        let done = self
            .as_person(author, move |store, viewer| {
                let command = convert::command(store, &command, viewer)?;
                let random = &mut SystemRandom;
                Ok(store.execute(&command, viewer.person, viewer.now, random)?)
            })
            .await?;
        self.committed()?;
        Ok(done.to_string())
    }

    /// Whether that would be allowed now, as far as this device knows: to grey out a button.
    pub async fn may(
        &self,
        command: CommandRequest,
        author: Option<String>,
    ) -> Result<(), SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let command = convert::command(store, &command, viewer)?;
            Ok(store.may(&command, viewer.person, viewer.now)?)
        })
        .await
    }

    /// Where something that was done here stands as a whole, as far as `sent`, `held` or `refused`;
    /// nothing if it is not known. Who read a note is said by [`Profile::note_status`]. Changes with
    /// `Status`.
    pub async fn status(&self, intent: String) -> Result<Option<NoteStatus>, SamenspelError> {
        self.on_store(move |store, _| {
            let intent: IntentId = convert::parse(&intent, "intent")?;
            Ok(store.intent_status(intent)?.map(NoteStatus::from))
        })
        .await
    }

    /// The keys of the notes that were written by what was done.
    pub async fn keys_of(&self, intent: String) -> Result<Vec<String>, SamenspelError> {
        self.on_store(move |store, _| {
            let keys = store.entry_keys(convert::parse(&intent, "intent")?)?;
            Ok(keys.iter().map(ToString::to_string).collect())
        })
        .await
    }

    /// Takes back what has not left this device yet; it is a draft then, words intact. `false` if it may
    /// have left: then a correction or a retraction is what remains.
    pub async fn undo(
        &self,
        intent: String,
        author: Option<String>,
    ) -> Result<bool, SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let intent = convert::parse(&intent, "intent")?;
            Ok(store.undo(intent, viewer.person, viewer.now)?)
        })
        .await
    }

    /// For how much longer that can be taken back; nothing if it cannot.
    pub async fn undo_left_ms(&self, intent: String) -> Result<Option<i64>, SamenspelError> {
        self.on_store(move |store, now| {
            Ok(store.undo_left_ms(convert::parse(&intent, "intent")?, now)?)
        })
        .await
    }

    /// A fresh id for a draft.
    pub fn new_draft_id(&self) -> String {
        let now = self.clock.read().wall;
        IntentId::new(now, &mut SystemRandom).to_string()
    }

    /// A fresh id for somebody who is made known here.
    pub fn new_person_id(&self) -> String {
        let now = self.clock.read().wall;
        PersonId::new(now, &mut SystemRandom).to_string()
    }

    /// Keeps a draft as it is now; the same id replaces it. Half a note is worth keeping.
    pub async fn save_draft(
        &self,
        draft: String,
        note: NoteRequest,
        author: Option<String>,
    ) -> Result<(), SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let id = convert::parse(&draft, "draft")?;
            let note = convert::new_note(store.profile()?.org, &note)?;
            Ok(store.save_draft(id, viewer.person, &note, viewer.now)?)
        })
        .await
    }

    /// A person's drafts, the latest first.
    pub async fn drafts(&self, author: Option<String>) -> Result<Vec<DraftView>, SamenspelError> {
        self.as_person(author, |store, viewer| {
            let drafts = store.drafts(viewer.person, viewer.now)?;
            Ok(drafts.into_iter().map(DraftView::from).collect())
        })
        .await
    }

    /// Throws a draft away.
    pub async fn discard_draft(
        &self,
        draft: String,
        author: Option<String>,
    ) -> Result<bool, SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let id = convert::parse(&draft, "draft")?;
            Ok(store.discard_draft(id, viewer.person, viewer.now)?)
        })
        .await
    }

    /// Takes a refused item out of the inbox: its author has read it.
    pub async fn dismiss(&self, key: String) -> Result<bool, SamenspelError> {
        self.on_store(move |store, now| {
            let key: EntryKey = convert::parse(&key, "key")?;
            Ok(store.dismiss(&key, now)?)
        })
        .await
    }

    /// Keeps a private reflection, beside a guide card or not. It never leaves this device.
    pub async fn reflect(
        &self,
        text: String,
        card: Option<String>,
        author: Option<String>,
    ) -> Result<String, SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let (card, random) = (card.as_deref(), &mut SystemRandom);
            let id = store.reflect(viewer.person, card, &text, viewer.now, random)?;
            Ok(id.to_string())
        })
        .await
    }

    /// A person's reflections, the latest first.
    pub async fn reflections(
        &self,
        author: Option<String>,
    ) -> Result<Vec<ReflectionView>, SamenspelError> {
        self.as_person(author, |store, viewer| {
            let all = store.reflections(viewer.person, viewer.now)?;
            Ok(all.into_iter().map(ReflectionView::from).collect())
        })
        .await
    }

    /// Forgets a reflection.
    pub async fn forget_reflection(
        &self,
        reflection: String,
        author: Option<String>,
    ) -> Result<bool, SamenspelError> {
        self.as_person(author, move |store, viewer| {
            let id = convert::parse(&reflection, "reflection")?;
            Ok(store.forget_reflection(id, viewer.person, viewer.now)?)
        })
        .await
    }
}
