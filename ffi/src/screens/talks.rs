//! Talks, questions, concerns and copies for outside about a child. Decides nothing.

use samenspel_device::screens;
use samenspel_rules::partnership;
use samenspel_rules::schema::Note;

use super::ToldView;
use super::told::{all, code, key, ms, values};
use crate::{NoteField, Profile, SamenspelError, convert};

/// Talks about a child, as far as this device may hold them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TalksView {
    /// Who would like to talk, in both directions; the latest first.
    pub requests: Vec<TalkRequestRow>,
    /// What was offered and what became of it; the latest first.
    pub offers: Vec<OfferRow>,
    /// Talks, the latest first.
    pub talks: Vec<TalkRow>,
    /// Points that observations suggest for the next agenda: the values of an agenda item each.
    pub proposals: Vec<Vec<NoteField>>,
}

/// A request for a talk.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TalkRequestRow {
    /// The request.
    pub request: ToldView,
    /// What became of it.
    pub answer: AnswerState,
    /// By when mentor and deputy answer a parent; parents are given no limit.
    pub answer_by_ms: Option<i64>,
}

/// An offer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OfferRow {
    /// The offer.
    pub offer: ToldView,
    /// What became of it.
    pub answer: AnswerState,
}

/// A talk.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TalkRow {
    /// The talk.
    pub talk: ToldView,
    /// Where it stands.
    pub state: TalkState,
    /// The answers to its proposal.
    pub answer: AnswerState,
    /// Its agenda, in the order the points were added.
    pub agenda: Vec<ToldView>,
    /// The key of the report, a co-written text.
    pub report: Option<String>,
}

samenspel_model::hides_content!(TalkRow);

/// Where a talk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum TalkState {
    /// No time yet.
    NoTime,
    /// To come.
    ToCome,
    /// Its time has passed and nothing is written.
    ToReport,
    /// There is a report.
    Reported,
    /// It was declined.
    Declined,
}

/// Where a request, an offer or a proposed talk stands.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum AnswerState {
    /// Nobody answered.
    Open,
    /// Yes.
    Agreed {
        /// When the talk is, if that is known.
        at_ms: Option<i64>,
        /// By phone or in person, if that is known: a code.
        how: Option<String>,
    },
    /// No.
    Declined {
        /// Not to be asked before.
        not_before_ms: i64,
    },
    /// Later.
    Later {
        /// Not to be asked before.
        until_ms: i64,
    },
}

samenspel_model::hides_content!(AnswerState);

/// A question or a concern, and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AskedRow {
    /// What was asked.
    pub note: ToldView,
    /// Answers.
    pub replies: Vec<ToldView>,
    /// Other views, side by side with it.
    pub other_views: Vec<ToldView>,
    /// Whether the promised day of an answer has passed without one.
    pub is_overdue: bool,
    /// Who said that it helped.
    pub helped: Vec<ToldView>,
}

/// Questions and concerns about a child.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct AskedView {
    /// Questions, the latest first.
    pub questions: Vec<AskedRow>,
    /// Concerns, the latest first.
    pub concerns: Vec<AskedRow>,
}

/// A copy for somebody outside.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ShareRow {
    /// The copy.
    pub share: ToldView,
    /// Where it stands with the parent in whose channel it is.
    pub state: ShareState,
    /// The parent's own words, which go with it.
    pub words: Option<String>,
}

samenspel_model::hides_content!(ShareRow);

/// Where a copy stands with one parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum ShareState {
    /// The parent said no.
    Declined,
    /// The parent has it to read.
    WithParent,
    /// The parent agreed.
    Agreed,
    /// It went.
    Sent,
}

#[uniffi::export]
impl Profile {
    /// Talks about a child. Changes with `Notes`, `Agreements`, `Status` and `Directory`.
    pub async fn talks(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<TalksView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.talks(viewer, child)?.into())
        })
        .await
    }

    /// Questions and concerns about a child. Changes with `Notes` and `Status`.
    pub async fn asked(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<AskedView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.asked(viewer, child)?.into())
        })
        .await
    }

    /// Concerns that the viewer has to see to and that nobody answered, the most urgent first: over the
    /// viewer's mentor children and own children. Changes with `Notes`, `Status` and `Directory`.
    pub async fn concerns_of(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<AskedRow>, SamenspelError> {
        self.as_person(viewer, |store, viewer| Ok(all(store.concerns_of(viewer)?)))
            .await
    }

    /// Copies for outside about a child, the latest first. Changes with `Notes` and `Status`.
    pub async fn shares(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<Vec<ShareRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(all(store.shares(viewer, child)?))
        })
        .await
    }
}

impl From<screens::TalksView> for TalksView {
    fn from(view: screens::TalksView) -> Self {
        let offers = view.offers.into_iter();
        Self {
            requests: all(view.requests),
            offers: offers
                .map(|(offer, answer)| OfferRow {
                    offer: offer.into(),
                    answer: answer.into(),
                })
                .collect(),
            talks: all(view.talks),
            proposals: view.proposals.iter().map(values).collect(),
        }
    }
}

impl From<screens::RequestRow> for TalkRequestRow {
    fn from(row: screens::RequestRow) -> Self {
        Self {
            request: row.request.into(),
            answer: row.answer.into(),
            answer_by_ms: ms(row.answer_by),
        }
    }
}

impl From<screens::TalkRow> for TalkRow {
    fn from(row: screens::TalkRow) -> Self {
        use partnership::TalkState as Core;
        Self {
            talk: row.talk.into(),
            state: match row.state {
                Core::NoTime => TalkState::NoTime,
                Core::ToCome => TalkState::ToCome,
                Core::ToReport => TalkState::ToReport,
                Core::Reported => TalkState::Reported,
                Core::Declined => TalkState::Declined,
            },
            answer: row.answer.into(),
            agenda: all(row.agenda),
            report: key(row.report),
        }
    }
}

impl From<partnership::AnswerState> for AnswerState {
    fn from(state: partnership::AnswerState) -> Self {
        use partnership::AnswerState as Core;
        match state {
            Core::Open => Self::Open,
            Core::Agreed { at, how } => Self::Agreed {
                at_ms: ms(at),
                how: how.map(code),
            },
            Core::Declined { not_before } => Self::Declined {
                not_before_ms: not_before.0,
            },
            Core::Later { until } => Self::Later { until_ms: until.0 },
        }
    }
}

impl<N: Note> From<screens::Asked<N>> for AskedRow {
    fn from(asked: screens::Asked<N>) -> Self {
        Self {
            note: asked.note.into(),
            replies: all(asked.replies),
            other_views: all(asked.other_views),
            is_overdue: asked.is_overdue,
            helped: all(asked.helped),
        }
    }
}

impl From<screens::AskedView> for AskedView {
    fn from(view: screens::AskedView) -> Self {
        Self {
            questions: all(view.questions),
            concerns: all(view.concerns),
        }
    }
}

impl From<screens::ShareRow> for ShareRow {
    fn from(row: screens::ShareRow) -> Self {
        use partnership::ShareState as Core;
        Self {
            share: row.share.into(),
            state: match row.state {
                Core::Declined => ShareState::Declined,
                Core::WithParent => ShareState::WithParent,
                Core::Agreed => ShareState::Agreed,
                Core::Sent => ShareState::Sent,
            },
            words: row.words,
        }
    }
}
