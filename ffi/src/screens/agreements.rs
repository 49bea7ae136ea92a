//! What home and group agreed about a child. Decides nothing.

use samenspel_device::screens;
use samenspel_document::text::Passage;

use super::ToldView;
use super::told::{all, texts};
use crate::{AgreementView, Profile, SamenspelError, convert};

/// An agreement on a child's page.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct AgreementRow {
    /// The note that began it.
    pub agreement: ToldView,
    /// Its words now, and approvals.
    pub text: AgreementView,
    /// Whose approval it has no more, or never had: parents with authority, and the mentor.
    pub missing: Vec<String>,
    /// Whether it is time to look at it again.
    pub is_due_for_review: bool,
    /// Other views, side by side with it.
    pub other_views: Vec<ToldView>,
    /// What changed since the viewer approved it on this device; nothing if that was never, or if
    /// nothing changed.
    pub since_my_approval: Option<Vec<PassageView>>,
}

samenspel_model::hides_content!(AgreementRow);

/// A stretch of a text beside an earlier one, in reading order.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum PassageView {
    /// In both.
    Same {
        /// The words.
        text: String,
    },
    /// Only in the earlier one.
    Removed {
        /// The words.
        text: String,
    },
    /// Only in the later one.
    Added {
        /// The words.
        text: String,
    },
}

samenspel_model::hides_content!(PassageView);

#[uniffi::export]
impl Profile {
    /// The agreements about a child, the latest first. Changes with `Agreements`, `Notes`, `Status` and
    /// `Directory`.
    pub async fn agreements(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<Vec<AgreementRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(all(store.agreements(viewer, child)?))
        })
        .await
    }
}

impl From<screens::AgreementRow> for AgreementRow {
    fn from(row: screens::AgreementRow) -> Self {
        Self {
            agreement: row.agreement.into(),
            text: row.text.into(),
            missing: texts(row.missing),
            is_due_for_review: row.is_due_for_review,
            other_views: all(row.other_views),
            since_my_approval: row.since_my_approval.map(all),
        }
    }
}

impl From<Passage> for PassageView {
    fn from(passage: Passage) -> Self {
        match passage {
            Passage::Same(text) => Self::Same { text },
            Passage::Removed(text) => Self::Removed { text },
            Passage::Added(text) => Self::Added { text },
        }
    }
}
