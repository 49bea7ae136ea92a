//! How a note came to be as it is, and what was taken back. Decides nothing.

use samenspel_device::screens;

use super::ToldView;
use super::told::{all, ms};
use crate::profile::reading::with_status;
use crate::{NoteView, Profile, SamenspelError, convert};

/// A note with everything that was done to it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HistoryView {
    /// As it was first written.
    pub original: NoteView,
    /// Corrections, oldest first, each with its author and time.
    pub corrections: Vec<NoteView>,
    /// Who took it back and why, if anybody did.
    pub retractions: Vec<ToldView>,
}

/// A note that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RetractedRow {
    /// The retraction.
    pub retraction: ToldView,
    /// When the note was written, if it is on this device.
    pub written_at_ms: Option<i64>,
    /// Whether it may have been a data breach: somebody read about a child that was not theirs.
    pub may_be_a_breach: bool,
}

#[uniffi::export]
impl Profile {
    /// How a note came to be as it is; nothing if it is not on this device. Changes with `Notes` and
    /// `Status`.
    pub async fn history(
        &self,
        key: String,
        viewer: Option<String>,
    ) -> Result<Option<HistoryView>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let Some(history) = store.history(viewer, &convert::parse(&key, "key")?)? else {
                return Ok(None);
            };
            let original = with_status(store, [history.original])?.pop();
            let corrections = with_status(store, history.corrections)?;
            Ok(original.map(|original| HistoryView {
                original,
                corrections,
                retractions: all(history.retractions),
            }))
        })
        .await
    }

    /// What was taken back in the last year, of what this device holds, the latest first. Changes with
    /// `Notes` and `Status`.
    pub async fn retractions(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<RetractedRow>, SamenspelError> {
        self.as_person(viewer, |store, viewer| Ok(all(store.retractions(viewer)?)))
            .await
    }
}

impl From<screens::RetractedRow> for RetractedRow {
    fn from(row: screens::RetractedRow) -> Self {
        Self {
            retraction: row.retraction.into(),
            written_at_ms: ms(row.written_at),
            may_be_a_breach: row.may_be_a_breach,
        }
    }
}
