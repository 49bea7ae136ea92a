//! Contact with a family: how it stands with each parent, what is due for a mentor, and whether
//! somebody may be disturbed. Nudges staff; ranks nobody. Knows no pixels.

use super::super::{Store, StoreError};
use super::Viewer;
use super::parent_today::may_disturb;
use super::scene::{Scene, Span};
use samenspel_model::calendar::plus_days;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{
    ContactState, OfferState, StartChecklist, Told, channel, offer_state,
};
use samenspel_rules::policy::roles::{has_left, stay_began_at};
use samenspel_rules::schema::notes::{
    ContactHeld, ContactMark, ContactPlan, Detail, Expectations, GoodMoment, Helped, Marks, Offer,
    Offered, PickUp, Talk, TalkAnswer, TalkPurpose, Thanks,
};

/// The days of a first week, of which a good start is made, and of the weeks in which it is asked for.
const FIRST_WEEK_DAYS: i64 = 7;
const START_DAYS: i64 = 42;

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
    let subject = series.subject;
    let plans = Vec::from_iter(scene.contact_plan(child, parent)?);
    let marks = scene.notes_in::<ContactMark>(&series, Span::ALWAYS, usize::MAX)?;
    let offer = |what| -> Result<OfferState, StoreError> {
        let offers = scene.latest_that(subject, |it: &Told<Offer>| {
            Ok(it.series == series && it.note.what == what)
        })?;
        let offers = Vec::from_iter(offers);
        let answers = scene.latest_that(subject, |it: &Told<TalkAnswer>| {
            let is_of = |offer: &Told<Offer>| it.note.of == offer.key;
            Ok(it.series == series && offers.iter().any(is_of))
        })?;
        let answers = Vec::from_iter(answers);
        Ok(offer_state(what, &offers, &answers, scene.now))
    };
    let began_at = stay_began_at(scene.dir, child, scene.now).unwrap_or(scene.now);
    let told_good_at = told_good_at(scene, child)?;
    let state = ContactState::of(parent, &plans, &marks, began_at, told_good_at);
    let plan = state.plan.as_ref().map(|it| &it.note);
    let chosen = plan.and_then(|it| it.detail);
    let own_children = scene.dir.parenthoods_of(parent).count();
    let last_read = scene.latest_that(Subject::Child(child), |it: &Told<Marks>| {
        Ok(it.author() == parent)
    })?;
    Ok(ContactView {
        child,
        parent,
        ten_minutes: offer(Offered::TenMinutes)?,
        home_visit: offer(Offered::HomeVisit)?,
        is_quiet: plan.is_some_and(|it| samenspel_rules::partnership::is_quiet(it, scene.now)),
        detail: chosen.unwrap_or(Detail::Normal),
        suggests_extensive: chosen.is_none() && own_children == 1,
        read_days_ago: last_read
            .map(|it| samenspel_model::calendar::days_between(it.at, scene.now)),
        state,
    })
}

fn told_good_at(scene: &Scene<'_>, child: ChildId) -> Result<Option<UnixMillis>, StoreError> {
    let good = |it: &Told<PickUp>| {
        let moment = it.note.moment.as_ref();
        Ok(moment.is_some_and(|it| *it != GoodMoment::NOTHING_SPECIAL))
    };
    let told = scene.latest_that(Subject::Child(child), good)?;
    Ok(told.map(|it| it.at))
}

/// What a good start asks for; `None` after six weeks.
fn start_checklist(
    scene: &Scene<'_>,
    child: ChildId,
) -> Result<Option<StartChecklist>, StoreError> {
    let Some(began_at) = stay_began_at(scene.dir, child, scene.now) else {
        return Ok(None);
    };
    if scene.now > plus_days(began_at, START_DAYS) {
        return Ok(None);
    }
    let subject = Subject::Child(child);
    let in_first_week = |at: UnixMillis| at <= plus_days(began_at, FIRST_WEEK_DAYS);
    let since = Span::since(began_at);
    let moment = scene.notes_that(subject, since, 1, |it: &Told<PickUp>| {
        Ok(it.note.moment.is_some() && in_first_week(it.at))
    })?;
    let call = scene.notes_that(subject, since, 1, |it: &Told<ContactMark>| {
        let at = it.note.at.unwrap_or(it.at);
        Ok(it.note.what == ContactHeld::Call && in_first_week(at))
    })?;
    let intake = scene.latest_that(subject, |it: &Told<Talk>| {
        let was_held = it.note.at.is_some_and(|at| at < scene.now);
        Ok(it.note.purpose == TalkPurpose::Intake && was_held)
    })?;
    let expected = scene.all::<Expectations>(subject)?;
    let parents = scene.parents(child);
    let by_parent = |it: &Told<Expectations>| parents.contains(&it.author());
    Ok(Some(StartChecklist {
        first_good_message: !moment.is_empty(),
        first_week_call: !call.is_empty(),
        intake: intake.is_some(),
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
        let plan = |by_whom: &dyn Fn(PersonId) -> bool| {
            self.latest_that(series.subject, |it: &Told<ContactPlan>| {
                Ok(it.series == series && by_whom(it.author()))
            })
        };
        match plan(&|author| author == parent)? {
            Some(own) => Ok(Some(own)),
            None => plan(&|_| true),
        }
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
