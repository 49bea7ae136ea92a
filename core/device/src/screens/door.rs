//! At the door: drop-off with what a parent wrote at home, pick-up, and who may take the child.
//! Knows no pixels.

use rusqlite::params;

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene};
use samenspel_model::calendar::{day_of, plus_days};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Subject;
use samenspel_names::{names_nobody, shows_something};
use samenspel_rules::partnership::{
    BarredWord, DropOffMerged, MayCollect, Named, Told, as_always, expected_collectors,
    is_after_school, is_of_parent, may_collect, names_expected, word_counts,
};
use samenspel_rules::schema::notes::{
    Collector, DayChange, DayLog, DropOff, GoodMoment, HomeNote, Incident, OpenItem, PickUp,
    Question, Reply,
};
use samenspel_rules::schema::{Days, Note};

/// Of each sort of what was told at the door today.
const PICK_UPS_MAX: usize = 20;

/// The drop-off screen of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DropOffView {
    /// Who.
    pub child: ChildId,
    /// One form, each field with who said it.
    pub form: DropOffMerged,
    /// What parents wrote at home today.
    pub from_home: Vec<Told<DropOff>>,
    /// Those of them that the group has not spoken about yet.
    pub to_confirm: Vec<Told<DropOff>>,
    /// "As always": what an earlier drop-off says again today.
    pub as_always: Option<DropOff>,
    /// What is different today.
    pub changes: Vec<Told<DayChange>>,
    /// What the family wrote about home and still matters.
    pub home_notes: Vec<Told<HomeNote>>,
    /// Who may take the child home.
    pub may_collect: Vec<MayCollect>,
}

/// The pick-up card of one child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickUpView {
    /// Who.
    pub child: ChildId,
    /// Good moments that were told today, the first is the day's.
    pub moments: Vec<Told<PickUp>>,
    /// Whether to ask for a good moment: once per child per day, and never in after-school care.
    pub asks_for_moment: bool,
    /// Real questions for the parent.
    pub questions: Vec<Told<PickUp>>,
    /// What was kept for the door.
    pub keep_for_door: Vec<Told<PickUp>>,
    /// What is open.
    pub open_items: Vec<Told<OpenItem>>,
    /// What a parent asked and nobody answered.
    pub asked_by_parents: Vec<Told<Question>>,
    /// What happened and has to be told now.
    pub incidents_to_tell: Vec<Told<Incident>>,
    /// The day's lines.
    pub day_log: Vec<Told<DayLog>>,
    /// Who may take the child home, whoever is expected first.
    pub may_collect: Vec<MayCollect>,
}

impl Store {
    /// The drop-off screen.
    pub fn drop_off(&self, viewer: Viewer, child: ChildId) -> Result<DropOffView, StoreError> {
        self.scene(viewer, |scene| drop_off(scene, child))
    }

    /// The pick-up card.
    pub fn pick_up(&self, viewer: Viewer, child: ChildId) -> Result<PickUpView, StoreError> {
        self.scene(viewer, |scene| pick_up(scene, child))
    }

    /// Who may take a child home.
    pub fn may_collect(
        &self,
        viewer: Viewer,
        child: ChildId,
    ) -> Result<Vec<MayCollect>, StoreError> {
        self.scene(viewer, |scene| {
            let drop_offs = scene.notes_of_today::<DropOff>(Subject::Child(child))?;
            let changes = scene.changes_today(child)?;
            scene.may_collect(child, &drop_offs, &changes)
        })
    }
}

fn drop_off(scene: &Scene<'_>, child: ChildId) -> Result<DropOffView, StoreError> {
    let subject = Subject::Child(child);
    let parents = scene.parents(child);
    let told = scene.notes_of_today::<DropOff>(subject)?;
    let changes = scene.changes_today(child)?;
    let from_home: Vec<Told<DropOff>> = told
        .iter()
        .filter(|it| is_of_parent(it, &parents))
        .cloned()
        .collect();
    let mut to_confirm = Vec::new();
    for form in &from_home {
        if !scene.is_answered_as_it_is(&form.key, "discussed")? {
            to_confirm.push(form.clone());
        }
    }
    // A week and a half back: the same child last came at most that long ago, as a rule.
    let earlier = scene.earlier_drop_offs(subject, 11)?;
    // What a parent says whose word does not count is nothing to say again.
    let counts = |it: &&Told<DropOff>| word_counts(scene.dir, child, it.author(), scene.now);
    let usual = earlier.iter().rfind(counts);
    Ok(DropOffView {
        child,
        form: DropOffMerged::of(&told),
        as_always: usual.map(|it| as_always(&it.note, scene.now)),
        home_notes: scene.home_notes(child)?,
        may_collect: scene.may_collect(child, &told, &changes)?,
        from_home,
        to_confirm,
        changes,
    })
}

fn pick_up(scene: &Scene<'_>, child: ChildId) -> Result<PickUpView, StoreError> {
    let subject = Subject::Child(child);
    let some = |has: &dyn Fn(&PickUp) -> bool| {
        let today = scene.today();
        scene.notes_that(subject, today, PICK_UPS_MAX, |it: &Told<PickUp>| {
            Ok(has(&it.note))
        })
    };
    let is_good = |it: &PickUp| {
        it.moment
            .is_some_and(|it| it != GoodMoment::NOTHING_SPECIAL)
    };
    let moments = some(&is_good)?;
    let drop_offs = scene.notes_of_today::<DropOff>(subject)?;
    let changes = scene.changes_today(child)?;
    let mut may_collect = scene.may_collect(child, &drop_offs, &changes)?;
    may_collect.sort_by_key(|it| !it.expected_today);
    let mut incidents_to_tell = Vec::new();
    for group in scene.groups(child) {
        let to_tell = |told: &Told<Incident>| {
            let is_its = told.note.child == Some(child);
            Ok(is_its && !scene.is_named_by(&told.key, "copied_from")?)
        };
        let (group, today) = (Subject::Group(group), scene.today());
        incidents_to_tell.extend(scene.notes_that(group, today, NOTES_MAX, to_tell)?);
    }
    Ok(PickUpView {
        child,
        asks_for_moment: moments.is_empty() && !is_after_school(scene.dir, subject, scene.now),
        moments,
        questions: some(&|it| it.question.is_some())?,
        keep_for_door: some(&|it| it.keep_for_door.is_some())?,
        open_items: scene.open::<OpenItem>(subject)?,
        asked_by_parents: scene.unanswered(child, &scene.parents(child))?,
        incidents_to_tell,
        day_log: scene.notes::<DayLog>(subject, scene.today(), NOTES_MAX)?,
        may_collect,
    })
}

impl Scene<'_> {
    /// What was told for the days before today, back to so many.
    fn earlier_drop_offs(
        &self,
        subject: Subject,
        days: i64,
    ) -> Result<Vec<Told<DropOff>>, StoreError> {
        let first = day_of(plus_days(self.now, -days));
        let last = day_of(self.now).and_then(|today| today.yesterday().ok());
        match (first, last) {
            (Some(first), Some(last)) => self.notes_of_days(subject, Days { first, last }),
            _ => Ok(Vec::new()),
        }
    }

    /// Who may take a child home, given what was said today.
    pub(super) fn may_collect(
        &self,
        child: ChildId,
        drop_offs: &[Told<DropOff>],
        changes: &[Told<DayChange>],
    ) -> Result<Vec<MayCollect>, StoreError> {
        let named = self.named(child)?;
        let today = expected_collectors(self.dir, child, &named, drop_offs, changes, self.now);
        Ok(may_collect(self.dir, child, &named, &today, self.now))
    }

    /// The names of who collects today, given what was said today.
    pub(super) fn collects(
        &self,
        child: ChildId,
        drop_offs: &[Told<DropOff>],
        changes: &[Told<DayChange>],
    ) -> Result<Vec<String>, StoreError> {
        let named = self.named(child)?;
        let today = expected_collectors(self.dir, child, &named, drop_offs, changes, self.now);
        Ok(names_expected(&today))
    }

    fn named(&self, child: ChildId) -> Result<Named, StoreError> {
        let told = self.all::<Collector>(Subject::Child(child))?;
        let by_barred = self.barred_words(child)?;
        Ok(Named::of(self.dir, child, &told, by_barred, self.now))
    }

    /// Every name that a barred parent wrote where it says who collects a child, also in what was taken
    /// back or set right since.
    fn barred_words(&self, child: ChildId) -> Result<Vec<BarredWord>, StoreError> {
        let barred = self.dir.parents_of(child).filter(|it| it.collection_barred);
        let mut words = Vec::new();
        for by in barred.map(|it| it.person) {
            let mut statement = self.connection.prepare_cached(
                "SELECT body FROM notes WHERE about = ?1 AND author = ?2
                 AND note_kind IN ('collector', 'drop_off', 'day_change', 'correction')",
            )?;
            let mut rows = statement.query(params![child.0, by])?;
            while let Some(row) = rows.next()? {
                let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
                let entry =
                    Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))?;
                // "Vriendin" is nobody's name, unless it stands where the name goes.
                let relation = entry.text("relation").filter(|it| !names_nobody(it));
                let said = [entry.text("name"), entry.text("collects"), relation];
                for name in said.into_iter().flatten().filter(|it| shows_something(it)) {
                    let name = name.to_owned();
                    words.push(BarredWord { by, name });
                }
            }
        }
        words.sort_by(|one, other| (one.by, &one.name).cmp(&(other.by, &other.name)));
        words.dedup();
        Ok(words)
    }

    /// Notes about home that still matter.
    pub(super) fn home_notes(&self, child: ChildId) -> Result<Vec<Told<HomeNote>>, StoreError> {
        const WITHOUT_END_DAYS: i64 = 3;
        let subject = Subject::Child(child);
        self.notes_that(subject, self.days(60), 50, |it: &Told<HomeNote>| {
            let soon = plus_days(it.at, WITHOUT_END_DAYS);
            Ok(self.now < it.note.expires.unwrap_or(soon))
        })
    }

    /// Questions of the last two weeks, by any of `people`, that nobody answered.
    pub(super) fn unanswered(
        &self,
        child: ChildId,
        people: &[PersonId],
    ) -> Result<Vec<Told<Question>>, StoreError> {
        let subject = Subject::Child(child);
        self.notes_that(subject, self.days(14), 50, |it: &Told<Question>| {
            let is_theirs = people.contains(&it.author());
            Ok(is_theirs && !self.is_answered_as_it_is(&it.key, Reply::KIND.name)?)
        })
    }
}
