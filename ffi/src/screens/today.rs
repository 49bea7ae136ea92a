//! The start of the staff app: a group's day. Decides nothing.

use samenspel_device::screens;
use samenspel_rules::partnership::{Cluster, Standing};

use super::ToldView;
use super::told::{all, code, ms, texts};
use crate::{Profile, SamenspelError, convert};

/// A group's day.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct TodayView {
    /// The group, and those that are one with it at the moment.
    pub groups: Vec<String>,
    /// The children who come today or are here, in a fixed order.
    pub children: Vec<ChildCardRow>,
    /// Who is in the building: the head count, readable without a network.
    pub here: Vec<String>,
    /// Those of them who came on an earlier day: they stay, or nobody wrote down that they left, and
    /// somebody asks.
    pub here_since_earlier: Vec<String>,
    /// Those of them whom no stay brings here: they left, or have not begun, and were brought all the same.
    pub here_without_stay: Vec<String>,
    /// Whether whoever looks may read who arrived; if not, that nobody is here says nothing.
    pub knows_who_is_here: bool,
    /// What somebody has to see to, most urgent first.
    pub needs_you: Vec<NeedsYouRow>,
    /// What everybody has to know today.
    pub notices: Vec<ToldView>,
    /// Several children with the same sign.
    pub clusters: Vec<ClusterRow>,
    /// As of when the data is complete; nothing before the first sync.
    pub data_as_of_ms: Option<i64>,
    /// Whether an opening day passed since then.
    pub is_old: bool,
}

samenspel_model::hides_content!(TodayView);

/// A child on the start screen.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChildCardRow {
    /// Who.
    pub child: String,
    /// Its group.
    pub group: String,
    /// Where it is in its day.
    pub standing: StandingView,
    /// What is different today.
    pub changes: Vec<ToldView>,
    /// Whether there is something medical, and how bad.
    pub medical: MedicalMark,
    /// How a colleague last found it: a code.
    pub state: Option<String>,
    /// Items that nobody closed.
    pub open_items: u32,
    /// Who collects today, as it was said today.
    pub collects: Vec<String>,
    /// When the child may go home alone, as it was said today.
    pub goes_alone_at_ms: Option<i64>,
    /// Whether a parent filled in the form at home, and whether the group spoke about it.
    pub drop_off: DropOffMark,
}

samenspel_model::hides_content!(ChildCardRow);

/// Where a child is in its day.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum StandingView {
    /// Does not come on this day.
    NotExpected,
    /// Comes, and is not here yet.
    Expected,
    /// Should be here by now, and nobody said otherwise: somebody has to call.
    NotReported,
    /// Comes; whether it is here is not known to whoever may not read who arrived.
    Unknown,
    /// Somebody said that it does not come.
    NotComing {
        /// Why, if it was said: a code.
        reason: Option<String>,
        /// Who said so.
        said_by: String,
    },
    /// Here.
    Here {
        /// Since when.
        since_ms: i64,
    },
    /// Was here, and left.
    Left {
        /// When.
        at_ms: i64,
        /// Who took the child, as it was written down.
        taken_by: Option<String>,
    },
}

samenspel_model::hides_content!(StandingView);

/// The mark for something medical.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum MedicalMark {
    /// Nothing is known.
    Nothing,
    /// Something.
    Something,
    /// Something severe.
    Severe,
}

/// Where the drop-off stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum DropOffMark {
    /// Nothing was told yet.
    Nothing,
    /// A parent wrote at home.
    FromHome,
    /// It was spoken about, or written at the door.
    Done,
}

/// Something that somebody has to see to.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum NeedsYouRow {
    /// Should be here by now; call.
    NotReported {
        /// Who.
        child: String,
    },
    /// What a parent changed for today, and nobody of the group read yet.
    ChangeToRead {
        /// About whom.
        child: String,
        /// The change.
        key: String,
    },
    /// Parents say different things of whether or when a child comes today: it is waited for until somebody of
    /// the group asked, and wrote down what is so. Both stand on its card.
    ChangesDiffer {
        /// About whom.
        child: String,
        /// What each said last, in the order they said it.
        said: Vec<String>,
    },
    /// A parent has to hear of an incident or illness.
    ParentToTell {
        /// About whom.
        child: String,
        /// The incident or illness.
        key: String,
    },
    /// People say different things about something medical.
    MedicalDiffers {
        /// About whom.
        child: String,
    },
    /// To be read and taken over.
    HandoverToReadBack {
        /// About whom.
        child: String,
        /// The hand-over.
        key: String,
        /// Whom it names, if anybody.
        who: Option<String>,
    },
    /// A parent asked something.
    QuestionToAnswer {
        /// About whom.
        child: String,
        /// The question.
        key: String,
    },
    /// What was released to the parents stands, and what it was made from was set right or taken back.
    CopyStands {
        /// About whom.
        child: String,
        /// The released copy.
        key: String,
        /// Who released it, and takes it back.
        who: String,
    },
}

samenspel_model::hides_content!(NeedsYouRow);

/// Several children of a group with the same sign within a few days: a hint, no more.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClusterRow {
    /// Where.
    pub group: String,
    /// The sign: a code.
    pub symptom: String,
    /// The children.
    pub children: Vec<String>,
}

samenspel_model::hides_content!(ClusterRow);

#[uniffi::export]
impl Profile {
    /// The start screen of the staff app for a group, merged ones included. Changes with `Notes`,
    /// `OpenItems`, `Status` and `Directory`.
    pub async fn today(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<TodayView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.today(viewer, group)?.into())
        })
        .await
    }
}

impl From<screens::TodayView> for TodayView {
    fn from(view: screens::TodayView) -> Self {
        Self {
            groups: texts(view.groups),
            children: all(view.children),
            here: texts(view.here),
            here_since_earlier: texts(view.here_since_earlier),
            here_without_stay: texts(view.here_without_stay),
            knows_who_is_here: view.knows_who_is_here,
            needs_you: all(view.needs_you),
            notices: all(view.notices),
            clusters: all(view.clusters),
            data_as_of_ms: ms(view.data_as_of),
            is_old: view.is_old,
        }
    }
}

impl From<screens::ChildCard> for ChildCardRow {
    fn from(card: screens::ChildCard) -> Self {
        Self {
            child: card.child.to_string(),
            group: card.group.to_string(),
            standing: card.standing.into(),
            changes: all(card.changes),
            medical: match card.medical {
                screens::MedicalMark::Nothing => MedicalMark::Nothing,
                screens::MedicalMark::Something => MedicalMark::Something,
                screens::MedicalMark::Severe => MedicalMark::Severe,
            },
            state: card.state.map(code),
            open_items: card.open_items,
            collects: card.collects,
            goes_alone_at_ms: ms(card.goes_alone_at),
            drop_off: match card.drop_off {
                screens::DropOffMark::Nothing => DropOffMark::Nothing,
                screens::DropOffMark::FromHome => DropOffMark::FromHome,
                screens::DropOffMark::Done => DropOffMark::Done,
            },
        }
    }
}

impl From<Standing> for StandingView {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::NotExpected => Self::NotExpected,
            Standing::Expected => Self::Expected,
            Standing::NotReported => Self::NotReported,
            Standing::Unknown => Self::Unknown,
            Standing::NotComing { reason, said_by } => Self::NotComing {
                reason: reason.map(code),
                said_by: said_by.to_string(),
            },
            Standing::Here { since } => Self::Here { since_ms: since.0 },
            Standing::Left { at, with } => Self::Left {
                at_ms: at.0,
                taken_by: with,
            },
        }
    }
}

impl From<screens::NeedsYou> for NeedsYouRow {
    fn from(needs: screens::NeedsYou) -> Self {
        use screens::NeedsYou as Core;
        match needs {
            Core::NotReported { child } => Self::NotReported {
                child: child.to_string(),
            },
            Core::ChangeToRead { child, key } => Self::ChangeToRead {
                child: child.to_string(),
                key: key.to_string(),
            },
            Core::ChangesDiffer { child, said } => Self::ChangesDiffer {
                child: child.to_string(),
                said: said.iter().map(ToString::to_string).collect(),
            },
            Core::ParentToTell { child, key } => Self::ParentToTell {
                child: child.to_string(),
                key: key.to_string(),
            },
            Core::MedicalDiffers { child } => Self::MedicalDiffers {
                child: child.to_string(),
            },
            Core::HandoverToReadBack { child, key, who } => Self::HandoverToReadBack {
                child: child.to_string(),
                key: key.to_string(),
                who: who.map(|it| it.to_string()),
            },
            Core::QuestionToAnswer { child, key } => Self::QuestionToAnswer {
                child: child.to_string(),
                key: key.to_string(),
            },
            Core::CopyStands { child, key, who } => Self::CopyStands {
                child: child.to_string(),
                key: key.to_string(),
                who: who.to_string(),
            },
        }
    }
}

impl From<Cluster> for ClusterRow {
    fn from(cluster: Cluster) -> Self {
        Self {
            group: cluster.group.to_string(),
            symptom: code(cluster.symptom),
            children: texts(cluster.children),
        }
    }
}
