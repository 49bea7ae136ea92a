//! From shift to shift: the sweep, the page for a substitute, closing, and what is open. Decides nothing.

use samenspel_device::screens;

use super::told::{all, texts};
use super::{MayCollectRow, MedicalView, StandingView, ToldView};
use crate::{NoteSubject, Profile, SamenspelError, convert};

/// The hand-over screen of a group.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SweepView {
    /// The children who are here or were here today, in the order of the cards.
    pub children: Vec<SweepRow>,
    /// Those of them about whom nothing is watched, to be done or handed over yet: one tap.
    pub calm: Vec<String>,
    /// What the viewer has to read back.
    pub to_read_back: Vec<ToldView>,
}

samenspel_model::hides_content!(SweepView);

/// A child on the hand-over screen.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SweepRow {
    /// Who.
    pub child: String,
    /// What was handed over today, the latest.
    pub handover: Option<ToldView>,
    /// Who read it back.
    pub read_back_by: Vec<String>,
    /// How many items are open.
    pub open_items: u32,
}

samenspel_model::hides_content!(SweepRow);

/// The first five minutes of an unknown group on one page.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct DayBriefView {
    /// The children of today, in the order of the cards.
    pub children: Vec<BriefRow>,
    /// What everybody has to know.
    pub notices: Vec<ToldView>,
    /// Open items of the group itself.
    pub group_items: Vec<OpenItemRow>,
    /// What the viewer has to read back.
    pub to_read_back: Vec<ToldView>,
}

/// A child as somebody needs it who never saw it.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct BriefRow {
    /// Who.
    pub child: String,
    /// Where it is in its day.
    pub standing: StandingView,
    /// What is medically known.
    pub medical: MedicalView,
    /// Who may take it home.
    pub may_collect: Vec<MayCollectRow>,
    /// What is open, to be taken over one by one.
    pub open_items: Vec<OpenItemRow>,
    /// How a colleague last found it.
    pub handover: Option<ToldView>,
    /// Its rhythm: the latest word of each who said something.
    pub rhythm: Vec<ToldView>,
    /// Names and how to say them, where the family wrote that down and this device may hold it.
    pub names: Vec<ToldView>,
    /// What is different today.
    pub changes: Vec<ToldView>,
    /// What was told for today at home or at the door.
    pub drop_offs: Vec<ToldView>,
}

samenspel_model::hides_content!(BriefRow);

/// An open item and who does it now.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct OpenItemRow {
    /// The item.
    pub item: ToldView,
    /// Who took it over last.
    pub taken_over_by: Option<String>,
}

samenspel_model::hides_content!(OpenItemRow);

/// The end of the day.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClosingView {
    /// Who is still in: nobody locks up before this is empty.
    pub still_here: Vec<String>,
    /// Whether whoever looks may read who arrived; if not, that nobody is here says nothing.
    pub knows_who_is_here: bool,
    /// Hand-overs that nobody read back.
    pub not_read_back: Vec<ToldView>,
    /// Items for tomorrow.
    pub items: Vec<OpenItemRow>,
    /// Incidents and illness whose parents were not told.
    pub parents_to_tell: Vec<ParentToTellRow>,
    /// Notes that are only on this device: leave it charging, with wifi.
    pub unsent: u64,
}

samenspel_model::hides_content!(ClosingView);

/// An incident or illness whose parents were not told.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParentToTellRow {
    /// About whom.
    pub child: String,
    /// The incident or illness.
    pub key: String,
}

samenspel_model::hides_content!(ParentToTellRow);

#[uniffi::export]
impl Profile {
    /// The hand-over screen of a group, merged ones included. Changes with `Notes`, `OpenItems`, `Status`
    /// and `Directory`.
    pub async fn sweep(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<SweepView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.sweep(viewer, group)?.into())
        })
        .await
    }

    /// The page for somebody who does not know the group. Changes with `Notes`, `OpenItems`, `Status` and
    /// `Directory`.
    pub async fn day_brief(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<DayBriefView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.day_brief(viewer, group)?.into())
        })
        .await
    }

    /// The closing screen of a group, merged ones included. Changes with `Notes`, `OpenItems`, `Status`
    /// and `Directory`.
    pub async fn closing(
        &self,
        group: String,
        viewer: Option<String>,
    ) -> Result<ClosingView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let group = convert::parse(&group, "group")?;
            Ok(store.closing(viewer, group)?.into())
        })
        .await
    }

    /// What is open about a child or group and who does it now, oldest first. Changes with `OpenItems`,
    /// `Notes` and `Status`.
    pub async fn open_with_takers(
        &self,
        subject: NoteSubject,
        viewer: Option<String>,
    ) -> Result<Vec<OpenItemRow>, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let subject = convert::subject_of(&subject)?;
            Ok(all(store.open_with_takers(viewer, subject)?))
        })
        .await
    }
}

impl From<screens::SweepView> for SweepView {
    fn from(view: screens::SweepView) -> Self {
        Self {
            children: all(view.children),
            calm: texts(view.calm),
            to_read_back: all(view.to_read_back),
        }
    }
}

impl From<screens::SweepRow> for SweepRow {
    fn from(row: screens::SweepRow) -> Self {
        Self {
            child: row.child.to_string(),
            handover: row.handover.map(ToldView::from),
            read_back_by: texts(row.read_back_by),
            open_items: row.open_items,
        }
    }
}

impl From<screens::DayBriefView> for DayBriefView {
    fn from(view: screens::DayBriefView) -> Self {
        Self {
            children: all(view.children),
            notices: all(view.notices),
            group_items: all(view.group_items),
            to_read_back: all(view.to_read_back),
        }
    }
}

impl From<screens::BriefRow> for BriefRow {
    fn from(row: screens::BriefRow) -> Self {
        Self {
            child: row.child.to_string(),
            standing: row.standing.into(),
            medical: row.medical.into(),
            may_collect: all(row.may_collect),
            open_items: all(row.open_items),
            handover: row.handover.map(ToldView::from),
            rhythm: all(row.rhythm),
            names: all(row.names),
            changes: all(row.changes),
            drop_offs: all(row.drop_offs),
        }
    }
}

impl From<screens::OpenWithTaker> for OpenItemRow {
    fn from(open: screens::OpenWithTaker) -> Self {
        Self {
            item: open.item.into(),
            taken_over_by: open.taken_over_by.map(|it| it.to_string()),
        }
    }
}

impl From<screens::ClosingView> for ClosingView {
    fn from(view: screens::ClosingView) -> Self {
        let to_tell = view.parents_to_tell.into_iter();
        Self {
            still_here: texts(view.still_here),
            knows_who_is_here: view.knows_who_is_here,
            not_read_back: all(view.not_read_back),
            items: all(view.items),
            parents_to_tell: to_tell
                .map(|(child, key)| ParentToTellRow {
                    child: child.to_string(),
                    key: key.to_string(),
                })
                .collect(),
            unsent: view.unsent,
        }
    }
}
