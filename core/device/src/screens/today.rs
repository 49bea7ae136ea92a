//! The start of the staff app: the children of a group as cards in a fixed order, what needs somebody,
//! the head count. Knows no pixels.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene};
use samenspel_model::calendar::day_of;
use samenspel_model::ids::{ChildId, EntryKey, GroupId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::LocationSettings;
use samenspel_rules::partnership;
use samenspel_rules::partnership::{
    CLUSTER_DAYS, Cluster, MedicalFacts, Standing, Told, days_of, is_here_since_earlier,
};
use samenspel_rules::schema::notes::{
    DayChange, DayDifference, DropOff, Handover, Illness, Incident, Medical, MedicalResolution,
    Notice, Presence, Question, ReadBack, Reply, State, Told as ToldParents,
};
use samenspel_rules::schema::{Days, Note};

/// A hand-over matters to the next colleague for so long.
const HANDOVER_DAYS: i64 = 3;
/// A question that nobody answered is shown for so long; then it is one for the list of questions.
const QUESTION_DAYS: i64 = 14;

/// The group's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TodayView {
    /// The group, and those that are one with it at the moment.
    pub groups: Vec<GroupId>,
    /// The children who come today or are here, in a fixed order.
    pub children: Vec<ChildCard>,
    /// Who is in the building: the head count, readable without network.
    pub here: Vec<ChildId>,
    /// Those of them who came on an earlier day: they stay, or nobody wrote down that they left, and
    /// somebody asks.
    pub here_since_earlier: Vec<ChildId>,
    /// Those of them whom no stay brings here: they left, or have not begun, and were brought all the same.
    pub here_without_stay: Vec<ChildId>,
    /// Whether whoever looks may read who arrived; if not, that nobody is here says nothing.
    pub knows_who_is_here: bool,
    /// What somebody has to see to, most urgent first.
    pub needs_you: Vec<NeedsYou>,
    /// What everybody has to know today.
    pub notices: Vec<Told<Notice>>,
    /// Several children with the same sign.
    pub clusters: Vec<Cluster>,
    /// As of when the data is complete; `None` before the first sync.
    pub data_as_of: Option<UnixMillis>,
    /// Whether an opening day passed since then.
    pub is_old: bool,
}

/// A child on the start screen.
#[derive(Clone, PartialEq, Eq)]
pub struct ChildCard {
    /// Who.
    pub child: ChildId,
    /// Its group.
    pub group: GroupId,
    /// Where it is in its day.
    pub standing: Standing,
    /// What is different today.
    pub changes: Vec<Told<DayChange>>,
    /// Whether there is something medical, and how bad.
    pub medical: MedicalMark,
    /// How a colleague last found it.
    pub state: Option<State>,
    /// Items that nobody closed.
    pub open_items: u32,
    /// Who collects today, as it was said today.
    pub collects: Vec<String>,
    /// When the child may go home alone, as it was said today.
    pub goes_alone_at: Option<UnixMillis>,
    /// Whether a parent filled in the form at home, and whether the group spoke about it.
    pub drop_off: DropOffMark,
}

samenspel_model::hides_content!(ChildCard);

/// The mark for something medical.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MedicalMark {
    /// Nothing is known.
    Nothing,
    /// Something.
    Something,
    /// Something severe.
    Severe,
}

/// Where the drop-off stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropOffMark {
    /// Nothing was told yet.
    Nothing,
    /// A parent wrote at home.
    FromHome,
    /// It was spoken about, or written at the door.
    Done,
}

/// Something that somebody has to see to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NeedsYou {
    /// Should be here by now; call.
    NotReported {
        /// Who.
        child: ChildId,
    },
    /// What a parent changed for today, and nobody of the group read yet.
    ChangeToRead {
        /// About whom.
        child: ChildId,
        /// The change.
        key: EntryKey,
    },
    /// Parents say different things of whether or when a child comes today: it is waited for until somebody of
    /// the group asked, and wrote down what is so. Both stand on its card.
    ChangesDiffer {
        /// About whom.
        child: ChildId,
        /// What each said last, in the order they said it.
        said: Vec<EntryKey>,
    },
    /// A parent has to hear of an incident or illness.
    ParentToTell {
        /// About whom.
        child: ChildId,
        /// The incident or illness.
        key: EntryKey,
    },
    /// People say different things about something medical.
    MedicalDiffers {
        /// About whom.
        child: ChildId,
    },
    /// To be read and taken over.
    HandoverToReadBack {
        /// About whom.
        child: ChildId,
        /// The hand-over.
        key: EntryKey,
        /// Whom it names, if anybody.
        who: Option<PersonId>,
    },
    /// A parent asked something.
    QuestionToAnswer {
        /// About whom.
        child: ChildId,
        /// The question.
        key: EntryKey,
    },
    /// What was released to the parents stands, and what it was made from was set right or taken back.
    CopyStands {
        /// About whom.
        child: ChildId,
        /// The released copy.
        key: EntryKey,
        /// Who released it, and takes it back.
        who: PersonId,
    },
}

impl NeedsYou {
    /// The child and the incident or illness, if it is that.
    pub(super) fn parent_to_tell(&self) -> Option<(ChildId, EntryKey)> {
        match self {
            Self::ParentToTell { child, key } => Some((*child, *key)),
            _ => None,
        }
    }

    fn urgency(&self) -> u8 {
        match self {
            Self::NotReported { .. } => 0,
            Self::ParentToTell { .. } | Self::CopyStands { .. } => 1,
            Self::ChangesDiffer { .. } => 2,
            Self::ChangeToRead { .. } => 3,
            Self::MedicalDiffers { .. } => 4,
            Self::HandoverToReadBack { .. } => 5,
            Self::QuestionToAnswer { .. } => 6,
        }
    }
}

impl Store {
    /// The start screen of the staff app for a group, merged ones included.
    pub fn today(&self, viewer: Viewer, group: GroupId) -> Result<TodayView, StoreError> {
        self.scene(viewer, |scene| today(scene, group))
    }
}

fn today(scene: &Scene<'_>, group: GroupId) -> Result<TodayView, StoreError> {
    let groups = scene.merged(group);
    let presences = scene.presences(&groups)?;
    let mut stay_unsaid = Vec::new();
    let mut notices = Vec::new();
    let mut needs_you = Vec::new();
    let mut clusters = Vec::new();
    for group in &groups {
        notices.extend(scene.notices(Subject::Group(*group))?);
        clusters.extend(scene.tell_parents(*group, &mut needs_you)?);
    }
    scene.copies_that_stand(&groups, &mut needs_you)?;
    let mut cards = Vec::new();
    let without_stay = scene.here_without_stay(&groups)?;
    for child in scene.children_and(&groups, without_stay.keys().copied()) {
        let its = scene.passages(&presences, child)?;
        notices.extend(scene.notices(Subject::Child(child))?);
        let card = card(scene, child, &groups, &without_stay, &its, &mut needs_you)?;
        let is_earlier = |it: &&ChildCard| is_here_since_earlier(&it.standing, scene.now);
        stay_unsaid.extend(card.as_ref().filter(is_earlier).map(|it| it.child));
        cards.extend(card);
    }
    let is_here = |card: &&ChildCard| matches!(card.standing, Standing::Here { .. });
    let here = cards.iter().filter(is_here).map(|it| it.child).collect();
    needs_you.sort_by_key(NeedsYou::urgency);
    let data_as_of = scene.data_as_of()?;
    let settings = scene.settings(group);
    Ok(TodayView {
        here,
        here_since_earlier: stay_unsaid,
        here_without_stay: without_stay.into_keys().collect(),
        knows_who_is_here: scene.knows_who_is_here(&groups),
        needs_you,
        notices,
        clusters,
        data_as_of,
        is_old: data_as_of.is_some_and(|as_of| {
            partnership::opening_days_between(&settings, as_of, scene.now) > 0
        }),
        groups,
        children: cards,
    })
}

/// A child's card; `None` if it does not come today and is not here.
fn card(
    scene: &Scene<'_>,
    child: ChildId,
    groups: &[GroupId],
    without_stay: &BTreeMap<ChildId, GroupId>,
    presences: &[Told<Presence>],
    needs_you: &mut Vec<NeedsYou>,
) -> Result<Option<ChildCard>, StoreError> {
    let subject = Subject::Child(child);
    let changes = scene.changes_today(child)?;
    let standing = scene.standing(child, groups, presences, &changes);
    let own = scene.groups(child);
    let today = scene.group(child).filter(|it| groups.contains(it));
    let own = || groups.iter().copied().find(|it| own.contains(it));
    let brought = || without_stay.get(&child).copied();
    let Some(group) = today.or_else(own).or_else(brought) else {
        return Ok(None);
    };
    if standing == Standing::NotExpected {
        return Ok(None);
    }
    if standing == Standing::NotReported {
        needs_you.push(NeedsYou::NotReported { child });
    }
    if matches!(standing, Standing::Expected | Standing::NotReported) {
        let said = partnership::contradictions(scene.dir, child, &changes);
        let said: Vec<EntryKey> = said.into_iter().map(|it| it.key).collect();
        if !said.is_empty() {
            needs_you.push(NeedsYou::ChangesDiffer { child, said });
        }
    }
    let parents = scene.parents(child);
    for change in changes.iter().filter(|it| parents.contains(&it.author())) {
        if scene
            .named_by(&change.key, "marks")?
            .iter()
            .all(|it| parents.contains(it))
            && !scene.is_named_by(&change.key, "discussed")?
        {
            let key = change.key;
            needs_you.push(NeedsYou::ChangeToRead { child, key });
        }
    }
    let medical = scene.medical(child)?;
    if medical.differs() {
        needs_you.push(NeedsYou::MedicalDiffers { child });
    }
    let handover = scene.latest::<Handover>(subject, scene.days(HANDOVER_DAYS))?;
    if let Some(handover) = &handover
        && scene.waits_for_read_back(handover)?
    {
        needs_you.push(NeedsYou::HandoverToReadBack {
            child,
            key: handover.key,
            who: handover.note.to_do_who,
        });
    }
    let waits = |it: &Told<Question>| {
        Ok(parents.contains(&it.author())
            && !scene.is_answered_as_it_is(&it.key, Reply::KIND.name)?)
    };
    for question in scene.notes_that(subject, scene.days(QUESTION_DAYS), 20, waits)? {
        let key = question.key;
        needs_you.push(NeedsYou::QuestionToAnswer { child, key });
    }
    let drop_offs = scene.notes_of_today::<DropOff>(subject)?;
    Ok(Some(ChildCard {
        child,
        group,
        medical: match (medical.is_severe(), medical.is_empty()) {
            (true, _) => MedicalMark::Severe,
            (false, true) => MedicalMark::Nothing,
            (false, false) => MedicalMark::Something,
        },
        state: handover.map(|it| it.note.state),
        open_items: scene.open_count(subject)?,
        collects: scene.collects(child, &drop_offs, &changes)?,
        goes_alone_at: drop_offs
            .iter()
            .rev()
            .filter(|it| partnership::word_counts(scene.dir, child, it.author(), scene.now))
            .find_map(|it| it.note.goes_alone_at),
        drop_off: drop_off_mark(scene, &drop_offs, &parents)?,
        standing,
        changes,
    }))
}

fn drop_off_mark(
    scene: &Scene<'_>,
    drop_offs: &[Told<DropOff>],
    parents: &[PersonId],
) -> Result<DropOffMark, StoreError> {
    let mut mark = DropOffMark::Nothing;
    for told in drop_offs {
        if !parents.contains(&told.author())
            || scene.is_answered_as_it_is(&told.key, "discussed")?
        {
            return Ok(DropOffMark::Done);
        }
        mark = DropOffMark::FromHome;
    }
    Ok(mark)
}

impl Scene<'_> {
    /// What is different for a child today, whenever it was said.
    pub(super) fn changes_today(&self, child: ChildId) -> Result<Vec<Told<DayChange>>, StoreError> {
        self.notes_of_today::<DayChange>(Subject::Child(child))
    }

    /// The days of the last year on which a child was said not to come.
    pub(super) fn days_away(&self, child: ChildId) -> Result<Vec<jiff::civil::Date>, StoreError> {
        let year_ago = samenspel_model::calendar::plus_days(self.now, -366);
        let days = (day_of(year_ago), day_of(self.now));
        let (Some(first), Some(last)) = days else {
            return Ok(Vec::new());
        };
        let subject = Subject::Child(child);
        let changes = self.notes_of_days::<DayChange>(subject, Days { first, last })?;
        let away = changes
            .iter()
            .filter(|it| it.note.what == DayDifference::NotComing)
            .filter_map(days_of);
        let each = |its: Days| {
            its.first
                .series(jiff::Span::new().days(1))
                .take_while(move |it| *it <= its.last)
        };
        let mut away: Vec<_> = away.flat_map(each).collect();
        away.sort_unstable();
        away.dedup();
        away.retain(|day| {
            let of_day = |it: &&Told<DayChange>| days_of(it).is_some_and(|it| it.contains(*day));
            partnership::is_said_to_stay_away(self.dir, child, changes.iter().filter(of_day))
        });
        Ok(away)
    }

    /// What is medically known of a child.
    pub(super) fn medical(&self, child: ChildId) -> Result<MedicalFacts, StoreError> {
        let subject = Subject::Child(child);
        let told = self.all::<Medical>(subject)?;
        let confirmed = self.all::<MedicalResolution>(subject)?;
        let seen: BTreeSet<EntryKey> = (confirmed.iter())
            .flat_map(|it| it.note.of.iter().copied())
            .collect();
        // Who confirmed a statement as it read then did not confirm what its author made of it since.
        let mut reopened = Vec::new();
        for statement in told.iter().filter(|it| seen.contains(&it.key)) {
            let corrections = self.corrections(&statement.key, &statement.series)?;
            if corrections.iter().any(|it| !seen.contains(&it.key)) {
                reopened.push(statement.key);
            }
        }
        Ok(MedicalFacts::of(&told, confirmed, &reopened))
    }

    /// Notices about a subject that have not ended.
    pub(super) fn notices(&self, subject: Subject) -> Result<Vec<Told<Notice>>, StoreError> {
        const WITHOUT_END_DAYS: i64 = 7;
        self.notes_that(subject, self.days(120), NOTES_MAX, |it: &Told<Notice>| {
            let week_later = samenspel_model::calendar::plus_days(it.at, WITHOUT_END_DAYS);
            Ok(self.now < it.note.until.unwrap_or(week_later))
        })
    }

    /// Whether a hand-over asks for "read and taken over" and nobody but its author said so.
    pub(super) fn waits_for_read_back(&self, told: &Told<Handover>) -> Result<bool, StoreError> {
        if !partnership::asks_for_read_back(&told.note) {
            return Ok(false);
        }
        let by = self.answered_as_it_is_by(&told.key, ReadBack::KIND.name)?;
        Ok(by.iter().all(|person| *person == told.author()))
    }

    /// Incidents and illness of a group whose parents have to hear of it, and what several children
    /// show at once.
    pub(super) fn tell_parents(
        &self,
        group: GroupId,
        needs_you: &mut Vec<NeedsYou>,
    ) -> Result<Vec<Cluster>, StoreError> {
        let subject = Subject::Group(group);
        let not_told = |told: Option<ToldParents>| told.is_none_or(|it| it == ToldParents::NotYet);
        let illnesses = self.notes::<Illness>(subject, self.days(CLUSTER_DAYS), usize::MAX)?;
        let incidents = self.notes::<Incident>(subject, self.days(CLUSTER_DAYS), usize::MAX)?;
        let incidents = incidents
            .iter()
            .map(|it| (it.key, it.note.child, it.note.told));
        let ill = illnesses
            .iter()
            .map(|it| (it.key, it.note.child, it.note.told));
        for (key, child, told) in incidents.chain(ill) {
            if let (Some(child), true) = (child, not_told(told))
                && !self.is_named_by(&key, "copied_from")?
            {
                needs_you.push(NeedsYou::ParentToTell { child, key });
            }
        }
        let shown: Vec<_> = illnesses
            .iter()
            .filter_map(|it| Some((it.note.child?, it.note.symptoms.codes())))
            .collect();
        Ok(partnership::clusters(group, &shown))
    }

    /// What holds at the location of a group.
    pub(super) fn settings(&self, group: GroupId) -> LocationSettings {
        partnership::settings_for(self.dir, Subject::Group(group), self.now)
    }

    /// As of when the data on this device is complete.
    pub(in super::super) fn data_as_of(&self) -> Result<Option<UnixMillis>, StoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT data_as_of FROM sync_state")?;
        let at: Option<i64> = statement.query_row([], |row| row.get(0))?;
        Ok(at.map(UnixMillis))
    }
}
