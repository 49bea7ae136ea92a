//! What a profile answers about its notes and its people. Rows as the core gives them; decides nothing.
use samenspel_device::{Store, TIMELINE_NOTES_MAX, TimelineQuery};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind;
use samenspel_phrasebook::Language;

use super::Profile;
use crate::{
    AgreementView, DirectoryView, ExportView, InboxItemView, NoteStatus, NoteSubject, NoteView,
    SamenspelError, TimelineRequest, convert,
};

#[uniffi::export]
impl Profile {
    /// Notes about a child, a group or a case as a screen shows them, oldest first: the latest ones, or
    /// those before a note that is shown already. Changes with `Notes` and `Status`.
    pub async fn timeline(
        &self,
        request: TimelineRequest,
    ) -> Result<Vec<NoteView>, SamenspelError> {
        self.on_store(move |store, now| {
            let kinds = request
                .documents
                .iter()
                .map(|name| convert::document_kind(name))
                .collect::<Result<Vec<DocumentKind>, _>>()?;
            let note_kinds: Vec<&str> = request.kinds.iter().map(String::as_str).collect();
            let before = match &request.before {
                None => None,
                Some(key) => {
                    let note = store.note(&convert::parse(key, "before")?, now)?;
                    let note = note.ok_or_else(|| SamenspelError::unknown("before"))?;
                    Some(note.place())
                }
            };
            let notes = store.timeline(
                &TimelineQuery {
                    subject: convert::subject_of(&request.subject)?,
                    kinds: &kinds,
                    note_kinds: &note_kinds,
                    before,
                    limit: (request.limit as usize).min(TIMELINE_NOTES_MAX),
                },
                now,
            )?;
            with_status(store, notes)
        })
        .await
    }

    /// One note; nothing if it is not on this device. Changes with `Notes` and `Status`.
    pub async fn note(&self, key: String) -> Result<Option<NoteView>, SamenspelError> {
        self.on_store(move |store, now| {
            let note = store.note(&convert::parse(&key, "key")?, now)?;
            Ok(with_status(store, note)?.pop())
        })
        .await
    }

    /// Where a note stands; nothing if it is not on this device. Changes with `Status` and, since others
    /// say that they read it by notes of their own, with `Notes`.
    pub async fn note_status(&self, key: String) -> Result<Option<NoteStatus>, SamenspelError> {
        self.on_store(move |store, _| {
            let key: EntryKey = convert::parse(&key, "key")?;
            Ok(store.status(&key)?.map(NoteStatus::from))
        })
        .await
    }

    /// Items that nobody closed. Changes with `OpenItems`.
    pub async fn open_items(&self, subject: NoteSubject) -> Result<Vec<NoteView>, SamenspelError> {
        self.on_store(move |store, now| {
            let items = store.open_items(convert::subject_of(&subject)?, now)?;
            with_status(store, items)
        })
        .await
    }

    /// Notes that hold all these words, or words that begin like them, the latest first.
    pub async fn search(&self, words: String) -> Result<Vec<NoteView>, SamenspelError> {
        self.on_store(move |store, now| with_status(store, store.search(&words, now)?))
            .await
    }

    /// What came back: refused or held, words intact. On a shared device what a colleague wrote blind is
    /// only for `viewer`, its author. Changes with `Inbox`.
    pub async fn inbox(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<InboxItemView>, SamenspelError> {
        self.on_store(move |store, now| {
            let viewer = match &viewer {
                None => None,
                Some(person) => Some(convert::parse(person, "viewer")?),
            };
            let items = store.inbox(viewer, now)?;
            Ok(items.into_iter().map(convert::inbox_item).collect())
        })
        .await
    }

    /// A co-written text, by the note that began it; nothing if it is not on this device. Changes with
    /// `Agreements`.
    pub async fn agreement(
        &self,
        agreement: String,
    ) -> Result<Option<AgreementView>, SamenspelError> {
        self.on_store(move |store, now| {
            let key: EntryKey = convert::parse(&agreement, "agreement")?;
            Ok(store.agreement(&key, now)?.map(AgreementView::from))
        })
        .await
    }

    /// The people, children, groups and places that this profile may know. Changes with `Directory`.
    pub async fn directory(&self) -> Result<DirectoryView, SamenspelError> {
        self.on_store(|store, now| match store.directory_shown(now) {
            Ok(directory) => Ok(convert::directory(&directory)),
            Err(error) => Err(error.into()),
        })
        .await
    }

    /// All that a parent may take along about a child and that is on this device: sync first.
    pub async fn export(
        &self,
        child: String,
        language: String,
        viewer: Option<String>,
    ) -> Result<ExportView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let language = Language::best_of([language.as_str()]);
            let export = store.export(viewer, convert::parse(&child, "child")?, language)?;
            Ok(export.into())
        })
        .await
    }
}

/// Each with where it stands.
pub(crate) fn with_status(
    store: &Store,
    notes: impl IntoIterator<Item = samenspel_device::NoteView>,
) -> Result<Vec<NoteView>, SamenspelError> {
    let mut views = Vec::new();
    for note in notes {
        if let Some(status) = store.status(&note.entry.key)? {
            views.push(convert::note(&note, status));
        }
    }
    Ok(views)
}
