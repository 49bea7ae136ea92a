//! Turning to somebody: whom one can turn to, the cases one is named in, and trainees' proposals. Decides
//! nothing; turning itself is a command ([`crate::CommandRequest`]).

use samenspel_device::screens;
use samenspel_rules::partnership::circles;

use super::ToldView;
use super::told::{all, texts};
use crate::{Profile, SamenspelError, convert};

/// A case that the viewer is named in.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct CircleRow {
    /// Which.
    pub id: String,
    /// Who is named in it, the viewer included.
    pub members: Vec<String>,
    /// Whether one can write in it.
    pub is_open: bool,
    /// Whether the server knows of it; until then nobody else does.
    pub is_sent: bool,
    /// The latest note.
    pub latest: Option<LatestNoteRow>,
    /// What nobody answered, oldest first: questions, concerns, and what was taken to the manager or a
    /// coach.
    pub unanswered: Vec<ToldView>,
}

samenspel_model::hides_content!(CircleRow);

/// The latest note of a case, for one line of a list.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct LatestNoteRow {
    /// Its key.
    pub key: String,
    /// Its kind.
    pub kind: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at_ms: i64,
}

samenspel_model::hides_content!(LatestNoteRow);

/// A trainee's proposal.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProposalRow {
    /// The draft, as its author put it right.
    pub draft: ToldView,
    /// Where it stands.
    pub state: ProposalState,
    /// What was said of it, oldest first.
    pub replies: Vec<ToldView>,
}

/// Where a trainee's proposal stands.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ProposalState {
    /// A professional looks at it.
    Waiting,
    /// It came back with words; the trainee looks at it.
    Returned,
    /// It is a note now.
    Released {
        /// Who released it.
        by: String,
    },
}

samenspel_model::hides_content!(ProposalState);

/// Whom one can turn to.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TurnToView {
    /// Managers of the location.
    pub managers: Vec<String>,
    /// Coaches; none on a parent's phone.
    pub coaches: Vec<String>,
    /// The location's numbers, in call order.
    pub phones: Vec<String>,
    /// Who signals of harm are taken to, as the location wrote it; empty if it did not.
    pub designated_official: String,
}

samenspel_model::hides_content!(TurnToView);

#[uniffi::export]
impl Profile {
    /// The cases that the viewer is named in: open ones first, each by its latest note. Changes with
    /// `Notes`, `Status` and `Directory`.
    pub async fn circles(&self, viewer: Option<String>) -> Result<Vec<CircleRow>, SamenspelError> {
        self.as_person(viewer, |store, viewer| Ok(all(store.circles(viewer)?)))
            .await
    }

    /// Trainees' proposals for a group, or one's own, that are not released yet: what waits for a
    /// professional first, then what was returned. Changes with `Notes`, `Status` and `Directory`.
    pub async fn proposals(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<Vec<ProposalRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(all(store.proposals(viewer, group)?))
        })
        .await
    }

    /// What became of the viewer's own proposals for a group, the latest first. Changes with `Notes`,
    /// `Status` and `Directory`.
    pub async fn own_proposals(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<Vec<ProposalRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(all(store.own_proposals(viewer, group)?))
        })
        .await
    }

    /// Whom one can turn to about a group. Changes with `Directory`.
    pub async fn turn_to(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<TurnToView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.turn_to(viewer, group)?.into())
        })
        .await
    }
}

impl From<screens::CircleView> for CircleRow {
    fn from(view: screens::CircleView) -> Self {
        Self {
            id: view.id.to_string(),
            members: texts(view.members),
            is_open: view.is_open,
            is_sent: view.is_sent,
            latest: view.latest.map(|it| LatestNoteRow {
                key: it.key.to_string(),
                kind: it.kind,
                by: it.by.to_string(),
                at_ms: it.at.0,
            }),
            unanswered: all(view.unanswered),
        }
    }
}

impl From<circles::Asked> for ToldView {
    fn from(asked: circles::Asked) -> Self {
        match asked {
            circles::Asked::Escalation(told) => told.into(),
            circles::Asked::Question(told) => told.into(),
            circles::Asked::Concern(told) => told.into(),
        }
    }
}

impl From<screens::ProposalView> for ProposalRow {
    fn from(view: screens::ProposalView) -> Self {
        Self {
            draft: view.draft.into(),
            state: match view.state {
                circles::ProposalState::Waiting => ProposalState::Waiting,
                circles::ProposalState::Returned => ProposalState::Returned,
                circles::ProposalState::ReleasedBy(person) => ProposalState::Released {
                    by: person.to_string(),
                },
            },
            replies: all(view.replies),
        }
    }
}

impl From<screens::TurnTo> for TurnToView {
    fn from(to: screens::TurnTo) -> Self {
        Self {
            managers: texts(to.managers),
            coaches: texts(to.coaches),
            phones: to.phones.into_iter().map(|it| it.number).collect(),
            designated_official: to.designated_official,
        }
    }
}
