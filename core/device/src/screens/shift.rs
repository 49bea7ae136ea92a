//! From shift to shift: the sweep, what is to be read back, the page for a substitute, and closing.
//! Knows no pixels.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params;

use super::super::outbox;
use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::Scene;
use samenspel_model::calendar::plus_days;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Granularity, Period, Series, Subject};
use samenspel_rules::directory::Holder;
use samenspel_rules::partnership;
use samenspel_rules::partnership::{MayCollect, MedicalFacts, Standing, Told};
use samenspel_rules::policy::reach;
use samenspel_rules::policy::roles::{has_left, is_present};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    DayChange, DropOff, FamilyCard, Handover, OpenItem, Presence, Rhythm, TakeOver,
};

/// Hand-overs of a shift are read back within so many days; later ones are history.
const READ_BACK_DAYS: i64 = 4;

/// Whoever was brought without a stay is looked for so far back: a forgotten "left" is asked about.
const BROUGHT_DAYS: i64 = 7;

/// The hand-over screen of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepView {
    /// The children who are here or were here today, in the order of the cards.
    pub children: Vec<SweepRow>,
    /// Those of them about whom nothing is watched, to be done or handed over yet: one tap.
    pub calm: Vec<ChildId>,
    /// What the viewer has to read back.
    pub to_read_back: Vec<Told<Handover>>,
}

/// A child on the hand-over screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepRow {
    /// Who.
    pub child: ChildId,
    /// What was handed over today, the latest.
    pub handover: Option<Told<Handover>>,
    /// Who read it back.
    pub read_back_by: Vec<PersonId>,
    /// How many items are open.
    pub open_items: u32,
}

/// The first five minutes of an unknown group on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayBriefView {
    /// The children of today, in the order of the cards.
    pub children: Vec<BriefRow>,
    /// What everybody has to know.
    pub notices: Vec<Told<samenspel_rules::schema::notes::Notice>>,
    /// Open items of the group itself.
    pub group_items: Vec<OpenWithTaker>,
    /// What the viewer has to read back.
    pub to_read_back: Vec<Told<Handover>>,
}

/// A child as somebody needs it who never saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BriefRow {
    /// Who.
    pub child: ChildId,
    /// Where it is in its day.
    pub standing: Standing,
    /// What is medically known.
    pub medical: MedicalFacts,
    /// Who may take it home.
    pub may_collect: Vec<MayCollect>,
    /// What is open, to be taken over one by one.
    pub open_items: Vec<OpenWithTaker>,
    /// How a colleague last found it.
    pub handover: Option<Told<Handover>>,
    /// Its rhythm: the latest word of each who said something.
    pub rhythm: Vec<Told<Rhythm>>,
    /// Names and how to say them, where the family wrote that down and this device may hold it.
    pub names: Vec<Told<FamilyCard>>,
    /// What is different today.
    pub changes: Vec<Told<DayChange>>,
    /// What was told for today at home or at the door.
    pub drop_offs: Vec<Told<DropOff>>,
}

/// An open item and who does it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenWithTaker {
    /// The item.
    pub item: Told<OpenItem>,
    /// Who took it over last.
    pub taken_over_by: Option<PersonId>,
}

/// The end of the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingView {
    /// Who is still in: nobody locks up before this is empty.
    pub still_here: Vec<ChildId>,
    /// Whether whoever looks may read who arrived; if not, that nobody is here says nothing.
    pub knows_who_is_here: bool,
    /// Hand-overs that nobody read back.
    pub not_read_back: Vec<Told<Handover>>,
    /// Items for tomorrow.
    pub items: Vec<OpenWithTaker>,
    /// Incidents and illness whose parents were not told, by child.
    pub parents_to_tell: Vec<(ChildId, EntryKey)>,
    /// Notes that are only on this device: leave it charging, with wifi.
    pub unsent: u64,
}

impl Store {
    /// The hand-over screen of a group, merged ones included.
    pub fn sweep(&self, viewer: Viewer, group: GroupId) -> Result<SweepView, StoreError> {
        self.scene(viewer, |scene| sweep(scene, group))
    }

    /// The page for somebody who does not know the group.
    pub fn day_brief(&self, viewer: Viewer, group: GroupId) -> Result<DayBriefView, StoreError> {
        self.scene(viewer, |scene| day_brief_of(scene, &scene.merged(group)))
    }

    /// The closing screen of a group, merged ones included.
    pub fn closing(&self, viewer: Viewer, group: GroupId) -> Result<ClosingView, StoreError> {
        self.scene(viewer, |scene| closing(scene, group))
    }

    /// What is open about a child or group and who does it now, oldest first.
    pub fn open_with_takers(
        &self,
        viewer: Viewer,
        subject: Subject,
    ) -> Result<Vec<OpenWithTaker>, StoreError> {
        self.scene(viewer, |scene| scene.open_with_takers(subject))
    }
}

fn sweep(scene: &Scene<'_>, group: GroupId) -> Result<SweepView, StoreError> {
    let groups = scene.merged(group);
    let attendance = scene.attendance(&groups)?;
    let mut children = Vec::new();
    let mut calm = Vec::new();
    for (child, standing) in attendance {
        if !matches!(standing, Standing::Here { .. } | Standing::Left { .. }) {
            continue;
        }
        let handover = scene.latest::<Handover>(Subject::Child(child), scene.today())?;
        let read_back_by = match &handover {
            Some(handover) => scene.answered_as_it_is_by(&handover.key, "read_back")?,
            None => Vec::new(),
        };
        let open_items = scene.open_count(Subject::Child(child))?;
        if handover.is_none() && open_items == 0 {
            calm.push(child);
        }
        children.push(SweepRow {
            child,
            handover,
            read_back_by,
            open_items,
        });
    }
    Ok(SweepView {
        children,
        calm,
        to_read_back: scene.to_read_back(&groups)?,
    })
}

/// The page of some groups.
pub(in super::super) fn day_brief_of(
    scene: &Scene<'_>,
    groups: &[GroupId],
) -> Result<DayBriefView, StoreError> {
    let mut notices = Vec::new();
    let mut group_items = Vec::new();
    for group in groups {
        notices.extend(scene.notices(Subject::Group(*group))?);
        group_items.extend(scene.open_with_takers(Subject::Group(*group))?);
    }
    let mut children = Vec::new();
    for (child, standing, changes) in scene.attendance_and_changes(groups)? {
        if standing == Standing::NotExpected {
            continue;
        }
        let subject = Subject::Child(child);
        notices.extend(scene.notices(subject)?);
        let drop_offs = scene.notes_of_today(subject)?;
        let rhythm = scene.all::<Rhythm>(subject)?;
        let names = scene.all::<FamilyCard>(subject)?;
        let mut names = partnership::latest_by_each(&names);
        names.retain(|it| it.note.names.is_some());
        children.push(BriefRow {
            child,
            standing,
            medical: scene.medical(child)?,
            may_collect: scene.may_collect(child, &drop_offs, &changes)?,
            open_items: scene.open_with_takers(subject)?,
            handover: scene.latest::<Handover>(subject, scene.days(3))?,
            rhythm: partnership::latest_by_each(&rhythm),
            names,
            changes,
            drop_offs,
        });
    }
    Ok(DayBriefView {
        children,
        notices,
        group_items,
        to_read_back: scene.to_read_back(groups)?,
    })
}

fn closing(scene: &Scene<'_>, group: GroupId) -> Result<ClosingView, StoreError> {
    let groups = scene.merged(group);
    let mut items = Vec::new();
    let mut needs_you = Vec::new();
    for group in &groups {
        items.extend(scene.open_with_takers(Subject::Group(*group))?);
        scene.tell_parents(*group, &mut needs_you)?;
    }
    let mut still_here = Vec::new();
    for (child, standing) in scene.attendance(&groups)? {
        if matches!(standing, Standing::Here { .. }) {
            still_here.push(child);
        }
        items.extend(scene.open_with_takers(Subject::Child(child))?);
    }
    Ok(ClosingView {
        still_here,
        knows_who_is_here: scene.knows_who_is_here(&groups),
        not_read_back: scene.not_read_back(&groups)?,
        items,
        parents_to_tell: needs_you
            .iter()
            .filter_map(super::NeedsYou::parent_to_tell)
            .collect(),
        unsent: outbox::pending_count(scene.connection)?,
    })
}

/// A child, where it is in its day, and what is different today.
type Attendance = (ChildId, Standing, Vec<Told<DayChange>>);

impl Scene<'_> {
    /// Where each child of some groups is in its day, in the order of the cards.
    pub(super) fn attendance(
        &self,
        groups: &[GroupId],
    ) -> Result<Vec<(ChildId, Standing)>, StoreError> {
        let attendance = self.attendance_and_changes(groups)?.into_iter();
        Ok(attendance
            .map(|(child, standing, _)| (child, standing))
            .collect())
    }

    /// The same with what is different today, which it is made of.
    fn attendance_and_changes(&self, groups: &[GroupId]) -> Result<Vec<Attendance>, StoreError> {
        let presences = self.presences(groups)?;
        let without_stay = self.here_without_stay(groups)?;
        let mut attendance = Vec::new();
        for child in self.children_and(groups, without_stay.keys().copied()) {
            let changes = self.changes_today(child)?;
            let its = self.passages(&presences, child)?;
            let standing = self.standing(child, groups, &its, &changes);
            attendance.push((child, standing, changes));
        }
        Ok(attendance)
    }

    /// Where a child is in its day, as far as whoever looks may know.
    pub(super) fn standing(
        &self,
        child: ChildId,
        groups: &[GroupId],
        presences: &[Told<Presence>],
        changes: &[Told<DayChange>],
    ) -> Standing {
        let known = partnership::standing(self.dir, child, groups, presences, changes, self.now);
        match known {
            Standing::Expected | Standing::NotReported if !self.knows_who_is_here(groups) => {
                Standing::Unknown
            }
            known => known,
        }
    }

    /// Whether whoever looks may read who arrived in some groups.
    pub(super) fn knows_who_is_here(&self, groups: &[GroupId]) -> bool {
        let holder = Holder::Person(self.person);
        let today = Period::at(Granularity::Month, self.now);
        groups.iter().all(|group| {
            let series = Series {
                org: self.profile.org,
                kind: DocumentKind::Group,
                subject: Subject::Group(*group),
            };
            reach(self.dir, &holder, &series, self.now).covers(today)
        })
    }

    /// Children who were brought to some groups and have no stay there, with the group: whoever is in the
    /// building is counted.
    pub(super) fn here_without_stay(
        &self,
        groups: &[GroupId],
    ) -> Result<BTreeMap<ChildId, GroupId>, StoreError> {
        let placed: BTreeSet<ChildId> = self.children(groups).into_iter().collect();
        let today = self.presences(groups)?;
        let mut without = BTreeMap::new();
        for group in groups {
            for child in self.brought_lately(*group)? {
                if placed.contains(&child) || without.contains_key(&child) {
                    continue;
                }
                // Who moved to another group since is counted there.
                let was_today = today.iter().any(|it| it.note.child == child);
                let its = self.passages(&today, child)?;
                let standing = partnership::standing(self.dir, child, groups, &its, &[], self.now);
                let is_here = matches!(standing, Standing::Here { .. });
                if is_here && (was_today || has_left(self.dir, child, self.now)) {
                    without.insert(child, *group);
                }
            }
        }
        Ok(without)
    }

    fn brought_lately(&self, group: GroupId) -> Result<Vec<ChildId>, StoreError> {
        let since = plus_days(self.now, -BROUGHT_DAYS);
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT child FROM notes
             WHERE about = ?1 AND note_kind = ?2 AND sort_at >= ?3 AND child IS NOT NULL",
        )?;
        let mut rows = statement.query(params![group.0, Presence::KIND.name, since.0])?;
        let mut children = Vec::new();
        while let Some(row) = rows.next()? {
            let child = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            children.extend(ChildId::from_slice(child).ok());
        }
        Ok(children)
    }

    /// Who arrived and left today in some groups.
    pub(super) fn presences(&self, groups: &[GroupId]) -> Result<Vec<Told<Presence>>, StoreError> {
        let mut presences = Vec::new();
        for group in groups {
            let subject = Subject::Group(*group);
            presences.extend(self.notes::<Presence>(subject, self.today(), usize::MAX)?);
        }
        Ok(presences)
    }

    /// When a child arrived and left today; if it did neither, the last times before: a stay lasts
    /// until "left", over midnight too.
    pub(super) fn passages(
        &self,
        presences: &[Told<Presence>],
        child: ChildId,
    ) -> Result<Vec<Told<Presence>>, StoreError> {
        let today: Vec<_> = presences
            .iter()
            .filter(|it| it.note.child == child)
            .cloned()
            .collect();
        match today.is_empty() {
            true => self.presences_before_today(child),
            false => Ok(today),
        }
    }

    /// Open items and who took them over.
    pub(super) fn open_with_takers(
        &self,
        subject: Subject,
    ) -> Result<Vec<OpenWithTaker>, StoreError> {
        let mut open = Vec::new();
        for item in self.open::<OpenItem>(subject)? {
            let takers = self.naming::<TakeOver>(&item.key)?;
            // Whoever left does nothing any more: it is to be taken over anew.
            let taker = takers.last().map(Told::author);
            open.push(OpenWithTaker {
                taken_over_by: taker.filter(|it| !self.left_the_organisation(*it)),
                item,
            });
        }
        Ok(open)
    }

    /// Whether somebody left. Who was let in just now and is not in the directory yet did not.
    fn left_the_organisation(&self, person: PersonId) -> bool {
        self.dir.person(person).is_some() && !is_present(self.dir, person, self.now)
    }

    /// Hand-overs that nobody read back, those that name somebody else left out.
    fn to_read_back(&self, groups: &[GroupId]) -> Result<Vec<Told<Handover>>, StoreError> {
        let mut waiting = self.not_read_back(groups)?;
        waiting.retain(|it| {
            it.author() != self.person && it.note.to_do_who.is_none_or(|who| who == self.person)
        });
        Ok(waiting)
    }

    /// The latest hand-over of each child, where it asks for "read and taken over" and has none.
    fn not_read_back(&self, groups: &[GroupId]) -> Result<Vec<Told<Handover>>, StoreError> {
        let mut waiting = Vec::new();
        for child in self.children(groups) {
            let span = self.days(READ_BACK_DAYS);
            let waits = |it: &Told<Handover>| self.waits_for_read_back(it);
            waiting.extend(self.notes_that(Subject::Child(child), span, 20, waits)?);
        }
        Ok(waiting)
    }
}
