//! Contact with a family: how it stands with each parent, what is due for a mentor, and whether
//! somebody may be disturbed. Nudges staff; ranks nobody. Knows no pixels.

use super::super::{Store, StoreError};
use super::Viewer;
use super::parent_today::may_disturb;
use super::scene::{NOTES_MAX, Scene, Span};
use crate::document::Subject;
use crate::ids::{ChildId, PersonId};
use crate::partnership::{ContactState, OfferState, StartChecklist, Told, channel, offer_state};
use crate::policy::roles::{has_left, stay_began_at};
use crate::schema::notes::{
    ContactHeld, ContactMark, ContactPlan, Detail, Expectations, GoodMoment, Helped, Marks, Offer,
    Offered, PickUp, Talk, TalkAnswer, TalkPurpose, Thanks,
};
use crate::time::UnixMillis;

/// A first week, of which a good start is made.
const FIRST_WEEK_MS: i64 = 7 * UnixMillis::DAY_MS;

/// How contact stands with one parent of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactView {
    /// About which child.
    pub child: ChildId,
    /// With whom.
    pub parent: PersonId,
    /// What was agreed, what was last, what is due.
    pub state: ContactState,
    /// The yearly talk of ten minutes.
    pub ten_minutes: OfferState,
    /// The home visit at the intake.
    pub home_visit: OfferState,
    /// Whether the parent asked for quiet at this time of day.
    pub is_quiet: bool,
    /// How much the parent wants to read.
    pub detail: Detail,
    /// Whether to suggest more detail: to who chose nothing and has a first child here.
    pub suggests_extensive: bool,
    /// Whole days since the parent last read something; `None` if never, as far as is known here.
    pub read_days_ago: Option<i64>,
}

/// The contact page of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildContactView {
    /// Each parent.
    pub parents: Vec<ContactView>,
    /// What a good start asks for, while the child is in its first six weeks.
    pub start: Option<StartChecklist>,
    /// Thanks for notes about this child, for the author and the group.
    pub thanks: Vec<Told<Thanks>>,
    /// "This helped us", by name.
    pub helped: Vec<Told<Helped>>,
}

impl Store {
    /// How contact stands with each parent of a child.
    pub fn contact(&self, viewer: Viewer, child: ChildId) -> Result<ChildContactView, StoreError> {
        self.scene(viewer, |scene| {
            let mut parents = Vec::new();
            for parent in scene.parents(child) {
                parents.push(of_parent(scene, child, parent)?);
            }
            let subject = Subject::Child(child);
            Ok(ChildContactView {
                parents,
                start: start_checklist(scene, child)?,
                thanks: scene.notes::<Thanks>(subject, scene.days(60), 50)?,
                helped: scene.notes::<Helped>(subject, scene.days(60), 50)?,
            })
        })
    }

    /// Parents of the viewer's mentor children with whom contact is due, the longest first. Empty for
    /// who is nobody's mentor.
    pub fn due_contacts(&self, viewer: Viewer) -> Result<Vec<ContactView>, StoreError> {
        self.scene(viewer, |scene| {
            let mut due = Vec::new();
            for child in scene.mentor_children() {
                for parent in scene.parents(child) {
                    let contact = of_parent(scene, child, parent)?;
                    if contact.state.is_due(scene.now) {
                        due.push(contact);
                    }
                }
            }
            due.sort_by_key(|it| it.state.due_at);
            Ok(due)
        })
    }

    /// Whether a notification about a child may make itself heard to a person now: staff are at work,
    /// parents did not ask for quiet. What is written is kept either way.
    pub fn may_disturb(
        &self,
        viewer: Viewer,
        child: ChildId,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        self.scene(viewer, |scene| may_disturb(scene, child, person))
    }
}

fn of_parent(
    scene: &Scene<'_>,
    child: ChildId,
    parent: PersonId,
) -> Result<ContactView, StoreError> {
    let series = channel(scene.profile.org, child, parent);
    let plans = scene.notes_in::<ContactPlan>(&series, Span::ALWAYS, NOTES_MAX)?;
    let marks = scene.notes_in::<ContactMark>(&series, Span::ALWAYS, NOTES_MAX)?;
    let offers = scene.notes_in::<Offer>(&series, Span::ALWAYS, NOTES_MAX)?;
    let answers = scene.notes_in::<TalkAnswer>(&series, Span::ALWAYS, NOTES_MAX)?;
    let began_at = stay_began_at(scene.dir, child, scene.now).unwrap_or(scene.now);
    let told_good_at = told_good_at(scene, child)?;
    let state = ContactState::of(parent, &plans, &marks, began_at, told_good_at);
    let plan = state.plan.as_ref().map(|it| &it.note);
    let chosen = plan.and_then(|it| it.detail);
    let own_children = scene.dir.parenthoods_of(parent).count();
    let read = scene.notes::<Marks>(Subject::Child(child), Span::ALWAYS, NOTES_MAX)?;
    let last_read = read.iter().rfind(|it| it.author() == parent);
    Ok(ContactView {
        child,
        parent,
        ten_minutes: offer_state(Offered::TenMinutes, &offers, &answers, scene.now),
        home_visit: offer_state(Offered::HomeVisit, &offers, &answers, scene.now),
        is_quiet: plan.is_some_and(|it| crate::partnership::is_quiet(it, scene.now)),
        detail: chosen.unwrap_or(Detail::Normal),
        suggests_extensive: chosen.is_none() && own_children == 1,
        read_days_ago: last_read.map(|it| crate::calendar::days_between(it.at, scene.now)),
        state,
    })
}

fn told_good_at(scene: &Scene<'_>, child: ChildId) -> Result<Option<UnixMillis>, StoreError> {
    let good = |it: &Told<PickUp>| {
        let moment = it.note.moment.as_ref();
        Ok(moment.is_some_and(|it| *it != GoodMoment::NOTHING_SPECIAL))
    };
    let told = scene.notes_that(Subject::Child(child), Span::ALWAYS, 1, good)?;
    Ok(told.last().map(|it| it.at))
}

/// What a good start asks for; `None` after six weeks.
fn start_checklist(
    scene: &Scene<'_>,
    child: ChildId,
) -> Result<Option<StartChecklist>, StoreError> {
    let Some(began_at) = stay_began_at(scene.dir, child, scene.now) else {
        return Ok(None);
    };
    if scene.now.since(began_at) > 6 * FIRST_WEEK_MS {
        return Ok(None);
    }
    let subject = Subject::Child(child);
    let in_first_week = |at: UnixMillis| at.since(began_at) <= FIRST_WEEK_MS;
    let moments = scene.notes::<PickUp>(subject, Span::since(began_at), NOTES_MAX)?;
    let marks = scene.notes::<ContactMark>(subject, Span::since(began_at), NOTES_MAX)?;
    let talks = scene.notes::<Talk>(subject, Span::ALWAYS, NOTES_MAX)?;
    let expected = scene.notes::<Expectations>(subject, Span::ALWAYS, NOTES_MAX)?;
    let parents = scene.parents(child);
    let by_parent = |it: &Told<Expectations>| parents.contains(&it.author());
    Ok(Some(StartChecklist {
        first_good_message: moments
            .iter()
            .any(|it| it.note.moment.is_some() && in_first_week(it.at)),
        first_week_call: marks.iter().any(|it| {
            it.note.what == ContactHeld::Call && in_first_week(it.note.at.unwrap_or(it.at))
        }),
        intake: talks.iter().any(|it| {
            it.note.purpose == TalkPurpose::Intake && it.note.at.is_some_and(|at| at < scene.now)
        }),
        expectations: expected.iter().any(by_parent) && !expected.iter().all(by_parent),
    }))
}

impl Scene<'_> {
    /// What one parent and the mentor agreed on contact: the parent's own word before the mentor's.
    pub(super) fn contact_plan(
        &self,
        child: ChildId,
        parent: PersonId,
    ) -> Result<Option<Told<ContactPlan>>, StoreError> {
        let series = channel(self.profile.org, child, parent);
        let plans = self.notes_in::<ContactPlan>(&series, Span::ALWAYS, NOTES_MAX)?;
        let own = plans.iter().rfind(|it| it.author() == parent);
        Ok(own.or(plans.last()).cloned())
    }

    /// The children whose mentor or deputy the viewer is.
    pub(super) fn mentor_children(&self) -> Vec<ChildId> {
        let mut children: Vec<ChildId> = self
            .dir
            .mentorships_of(self.person)
            .filter(|it| it.during.contains(self.now))
            .map(|it| it.child)
            .filter(|child| !has_left(self.dir, *child, self.now))
            .collect();
        children.sort_unstable();
        children.dedup();
        children
    }
}
