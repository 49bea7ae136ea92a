//! The start of the parent app: every child of the parent on one page, readable in ten seconds, and
//! what happened since a child was last here. Knows no pixels.

use super::super::timeline::{self, NoteView, TimelineQuery};
use super::super::{Store, StoreError, here};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene};
use samenspel_model::calendar::start_of;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_names::sort_key;
use samenspel_rules::directory::PhoneOwner;
use samenspel_rules::partnership;
use samenspel_rules::partnership::{Told, last_day_here, mentors, new_mentor};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    BoardItem, DayChange, DayLog, DayLogMatter, DropOff, GoodMoment, Illness, Incident, PickUp,
    Question, Reply,
};

/// A parent's day: children first, the organisation's news after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentTodayView {
    /// The parent's children, over groups and locations.
    pub children: Vec<ParentChildView>,
    /// What holds on the boards of their groups, each once.
    pub board: Vec<Told<BoardItem>>,
    /// As of when the data is complete; `None` before the first sync.
    pub data_as_of: Option<UnixMillis>,
}

/// One child's day as its parent reads it, the good moment first.
#[derive(Clone, PartialEq, Eq)]
pub struct ParentChildView {
    /// Who.
    pub child: ChildId,
    /// Its group.
    pub group: GroupId,
    /// Good moments of today.
    pub moments: Vec<Told<PickUp>>,
    /// What to ask for at the door.
    pub ask_at_the_door: Vec<Told<PickUp>>,
    /// Sleep.
    pub sleep: Vec<Told<DayLog>>,
    /// Food and drink.
    pub food: Vec<Told<DayLog>>,
    /// The rest of the day book.
    pub more: Vec<Told<DayLog>>,
    /// What happened, once it was told.
    pub incidents: Vec<Told<Incident>>,
    /// What the child shows, once it was told.
    pub illness: Vec<Told<Illness>>,
    /// Who is on the group today, substitutes included.
    pub here_today: Vec<PersonId>,
    /// Whom to turn to first: the mentor, then deputies.
    pub mentors: Vec<PersonId>,
    /// Who became the child's mentor lately, and when: told to every parent.
    pub new_mentor: Option<(PersonId, UnixMillis)>,
    /// What this parent told for today, and whether the group read it.
    pub told: Vec<ToldToday>,
    /// The group's numbers, then the location's, in call order: for what was not read yet.
    pub call: Vec<String>,
    /// Who collects today, as it was said today.
    pub collects: Vec<String>,
    /// What the group asks this parent and the parent has not answered.
    pub asked: Vec<Told<Question>>,
}

samenspel_model::hides_content!(ParentChildView);

/// Something a parent told for today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldToday {
    /// The note.
    pub key: EntryKey,
    /// Whether it says that today is different: then it matters that somebody reads it.
    pub is_change: bool,
    /// Whether somebody of the group read it or spoke about it. "Not read yet, call the group" if not.
    pub is_read: bool,
}

/// What happened since a child was last here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SinceView {
    /// Midnight at the start of the day on which the child was last here, if it ever was.
    pub since: Option<UnixMillis>,
    /// Notes from then on, oldest first.
    pub notes: Vec<NoteView>,
}

impl Store {
    /// The start screen of the parent app, over all children of the parent.
    pub fn parent_today(&self, viewer: Viewer) -> Result<ParentTodayView, StoreError> {
        self.scene(viewer, parent_today)
    }

    /// What happened since the child's last day here, which may be a week ago.
    pub fn since_last_time(&self, viewer: Viewer, child: ChildId) -> Result<SinceView, StoreError> {
        self.scene(viewer, |scene| {
            let away = scene.days_away(child)?;
            let day = last_day_here(scene.dir, child, scene.now, &away);
            let since = day.and_then(start_of);
            let query = TimelineQuery {
                subject: Subject::Child(child),
                kinds: &[],
                note_kinds: &[],
                before: None,
                limit: NOTES_MAX,
            };
            let (org, eyes) = (scene.profile.org, scene.eyes);
            let mut notes = timeline::timeline(scene.connection, org, &query, eyes)?;
            notes.retain(|it| since.is_none_or(|since| it.at >= since));
            notes.reverse();
            Ok(SinceView { since, notes })
        })
    }
}

fn parent_today(scene: &Scene<'_>) -> Result<ParentTodayView, StoreError> {
    let mut children = Vec::new();
    let mut board: Vec<Told<BoardItem>> = Vec::new();
    for child in scene.own_children() {
        let Some(group) = scene.group(child) else {
            continue;
        };
        children.push(of_child(scene, child, group)?);
        for group in scene.groups(child) {
            for item in scene.board_items(group)? {
                if board.iter().all(|it| it.key != item.key) {
                    board.push(item);
                }
            }
        }
    }
    Ok(ParentTodayView {
        children,
        board,
        data_as_of: scene.data_as_of()?,
    })
}

fn of_child(
    scene: &Scene<'_>,
    child: ChildId,
    group: GroupId,
) -> Result<ParentChildView, StoreError> {
    let subject = Subject::Child(child);
    let today = scene.today();
    let is_good = |it: &Told<PickUp>| {
        let moment = it.note.moment;
        let is_special = moment.is_some_and(|it| it != GoodMoment::NOTHING_SPECIAL);
        Ok(is_special || it.note.text.is_some())
    };
    let for_the_door = |it: &Told<PickUp>| Ok(it.note.keep_for_door.is_some());
    let about = |matters: &[DayLogMatter]| {
        scene.notes_that(subject, today, NOTES_MAX, |it: &Told<DayLog>| {
            Ok(matters.contains(&it.note.what))
        })
    };
    let drop_offs = scene.notes_of_today::<DropOff>(subject)?;
    let changes = scene.changes_today(child)?;
    // Who is gone from the view by now has no name to be shown by.
    let mut here_today = here::on(scene.connection, group, scene.now)?;
    here_today.retain(|person| scene.dir.person(*person).is_some());
    let parents = scene.parents(child);
    let asked = scene.notes_that(subject, scene.days(30), 50, |it: &Told<Question>| {
        Ok(!parents.contains(&it.author())
            && !scene.is_answered_as_it_is(&it.key, Reply::KIND.name)?)
    })?;
    Ok(ParentChildView {
        child,
        group,
        moments: scene.notes_that(subject, today, 20, is_good)?,
        ask_at_the_door: scene.notes_that(subject, today, 20, for_the_door)?,
        sleep: about(&[DayLogMatter::Sleep])?,
        food: about(&[DayLogMatter::Feed])?,
        more: about(&[DayLogMatter::Nappy, DayLogMatter::Play])?,
        incidents: scene.notes::<Incident>(subject, today, 20)?,
        illness: scene.notes::<Illness>(subject, today, 20)?,
        here_today,
        mentors: mentors(scene.dir, child, scene.now),
        new_mentor: new_mentor(scene.dir, child, scene.now),
        told: told_today(scene, child, &drop_offs, &changes)?,
        call: scene.numbers(group),
        collects: scene.collects(child, &drop_offs, &changes)?,
        asked,
    })
}

fn told_today(
    scene: &Scene<'_>,
    child: ChildId,
    drop_offs: &[Told<DropOff>],
    changes: &[Told<DayChange>],
) -> Result<Vec<ToldToday>, StoreError> {
    let own = |author: PersonId| author == scene.person;
    let forms = drop_offs
        .iter()
        .filter(|it| own(it.author()))
        .map(|it| (it.key, false));
    let changed = changes
        .iter()
        .filter(|it| own(it.author()))
        .map(|it| (it.key, true));
    forms
        .chain(changed)
        .map(|(key, is_change)| {
            let is_read = scene.is_read_by_group(child, &key)?;
            Ok(ToldToday {
                key,
                is_change,
                is_read,
            })
        })
        .collect()
}

impl Scene<'_> {
    /// The viewer's own children that have not left, in the order of their names.
    pub(super) fn own_children(&self) -> Vec<ChildId> {
        let of = self.dir.parenthoods_of(self.person);
        let mut children: Vec<ChildId> = of
            .filter(|it| it.during.contains(self.now))
            .map(|it| it.child)
            .filter(|child| !samenspel_rules::policy::roles::has_left(self.dir, *child, self.now))
            .collect();
        children.sort_by_cached_key(|child| {
            self.dir
                .child(*child)
                .map(|it| (sort_key(&it.first_name, &it.last_name), it.id))
        });
        children
    }

    /// Whether somebody of the group read a note about a child, or spoke about it.
    pub(super) fn is_read_by_group(
        &self,
        child: ChildId,
        key: &EntryKey,
    ) -> Result<bool, StoreError> {
        let parents = self.parents(child);
        for kind in ["marks", "discussed"] {
            let by = self.named_by(key, kind)?;
            if by.iter().any(|person| !parents.contains(person)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The numbers of a group, then of its location.
    pub(super) fn numbers(&self, group: GroupId) -> Vec<String> {
        let location = self
            .dir
            .group(group)
            .map(|it| PhoneOwner::Location(it.location));
        let owners = [Some(PhoneOwner::Group(group)), location];
        owners
            .into_iter()
            .flatten()
            .flat_map(|owner| self.dir.phones_of(owner))
            .map(|it| it.number.clone())
            .collect()
    }
}

/// Whether staff may be disturbed now, or a parent asked for quiet.
pub(super) fn may_disturb(
    scene: &Scene<'_>,
    child: ChildId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let parents = scene.parents(child);
    if parents.contains(&person) {
        let plan = scene.contact_plan(child, person)?;
        return Ok(plan.is_none_or(|it| !partnership::is_quiet(&it.note, scene.now)));
    }
    let closes_at = partnership::settings_at(scene.dir, child, scene.now).closes_at_minute;
    Ok(partnership::is_at_work(
        scene.dir, person, closes_at, scene.now,
    ))
}
