//! Contact with a family: how it stands with each parent, what is due, and whether somebody may be
//! disturbed. Decides nothing.

use samenspel_device::screens;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership;
use samenspel_rules::partnership::StartChecklist;

use super::ToldView;
use super::told::{all, code, ms};
use crate::{Profile, SamenspelError, convert};

/// The contact page of a child.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ChildContactView {
    /// Each parent.
    pub parents: Vec<ContactRow>,
    /// What a good start asks for, while the child is in its first six weeks.
    pub start: Option<StartChecklistView>,
    /// Thanks for notes about this child, for the author and the group.
    pub thanks: Vec<ToldView>,
    /// "This helped us", by name.
    pub helped: Vec<ToldView>,
}

/// How contact stands with one parent of a child.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ContactRow {
    /// About which child.
    pub child: String,
    /// With whom.
    pub parent: String,
    /// What was agreed; the parent's own word counts before the mentor's.
    pub plan: Option<ToldView>,
    /// When both last spoke.
    pub last_two_way_at_ms: Option<i64>,
    /// When something good was last told.
    pub last_positive_at_ms: Option<i64>,
    /// When the next contact is due; nothing when the family wants none by rhythm.
    pub due_at_ms: Option<i64>,
    /// Whether it is due now.
    pub is_due: bool,
    /// Not before this, because the family said so.
    pub not_before_ms: Option<i64>,
    /// The yearly talk of ten minutes.
    pub ten_minutes: OfferState,
    /// The home visit at the intake.
    pub home_visit: OfferState,
    /// Whether the parent asked for quiet at this time of day.
    pub is_quiet: bool,
    /// How much the parent wants to read: a code.
    pub detail: String,
    /// Whether to suggest more detail: to who chose nothing and has a first child here.
    pub suggests_extensive: bool,
    /// Whole days since the parent last read something; nothing if never, as far as is known here.
    pub read_days_ago: Option<i64>,
}

samenspel_model::hides_content!(ContactRow);

/// Where an offer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum OfferState {
    /// Never made, or long enough ago: it may be made, once.
    May,
    /// Made, not answered. It is not repeated.
    Open,
    /// Accepted.
    Accepted,
    /// Declined or put off.
    NotBefore {
        /// Not asked again before this.
        at_ms: i64,
    },
}

/// What a good start asks for, and whether it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct StartChecklistView {
    /// A first good message within the first week.
    pub first_good_message: bool,
    /// A call in the first week.
    pub first_week_call: bool,
    /// The intake was held.
    pub intake: bool,
    /// Both sides said what they expect.
    pub expectations: bool,
}

#[uniffi::export]
impl Profile {
    /// How contact stands with each parent of a child. Changes with `Notes`, `Status` and `Directory`.
    pub async fn contact(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<ChildContactView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let now = store.corrected(viewer.now)?.0;
            let page = store.contact(viewer, convert::parse(&child, "child")?)?;
            Ok(ChildContactView {
                parents: rows(page.parents, now),
                start: page.start.map(StartChecklistView::from),
                thanks: all(page.thanks),
                helped: all(page.helped),
            })
        })
        .await
    }

    /// Parents of the viewer's mentor children with whom contact is due, the longest first; nobody for
    /// who is nobody's mentor. Changes with `Notes`, `Status` and `Directory`.
    pub async fn due_contacts(
        &self,
        viewer: Option<String>,
    ) -> Result<Vec<ContactRow>, SamenspelError> {
        self.as_person(viewer, |store, viewer| {
            let now = store.corrected(viewer.now)?.0;
            Ok(rows(store.due_contacts(viewer)?, now))
        })
        .await
    }

    /// Whether a notification about a child may make itself heard to a person now. Changes with `Notes`
    /// and `Directory`, and with the time.
    pub async fn may_disturb(
        &self,
        child: String,
        person: String,
        viewer: Option<String>,
    ) -> Result<bool, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            let person = convert::parse(&person, "person")?;
            Ok(store.may_disturb(viewer, child, person)?)
        })
        .await
    }
}

fn rows(views: Vec<screens::ContactView>, now: UnixMillis) -> Vec<ContactRow> {
    views.into_iter().map(|it| row(it, now)).collect()
}

fn row(view: screens::ContactView, now: UnixMillis) -> ContactRow {
    ContactRow {
        child: view.child.to_string(),
        parent: view.parent.to_string(),
        last_two_way_at_ms: ms(view.state.last_two_way_at),
        last_positive_at_ms: ms(view.state.last_positive_at),
        due_at_ms: ms(view.state.due_at),
        is_due: view.state.is_due(now),
        not_before_ms: ms(view.state.not_before),
        plan: view.state.plan.map(ToldView::from),
        ten_minutes: view.ten_minutes.into(),
        home_visit: view.home_visit.into(),
        is_quiet: view.is_quiet,
        detail: code(view.detail),
        suggests_extensive: view.suggests_extensive,
        read_days_ago: view.read_days_ago,
    }
}

impl From<partnership::OfferState> for OfferState {
    fn from(state: partnership::OfferState) -> Self {
        use partnership::OfferState as Core;
        match state {
            Core::May => Self::May,
            Core::Open => Self::Open,
            Core::Accepted => Self::Accepted,
            Core::NotBefore(at) => Self::NotBefore { at_ms: at.0 },
        }
    }
}

impl From<StartChecklist> for StartChecklistView {
    fn from(list: StartChecklist) -> Self {
        Self {
            first_good_message: list.first_good_message,
            first_week_call: list.first_week_call,
            intake: list.intake,
            expectations: list.expectations,
        }
    }
}
