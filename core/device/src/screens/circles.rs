//! Turning to somebody: whom one can turn to, the cases one is named in, and trainees' proposals that
//! wait for a professional. Circles are of people, never of a group's device. Knows no pixels.

use rusqlite::{OptionalExtension, params};

use super::super::notes::about;
use super::super::{Store, StoreError, asked as pending};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene, Span};
use samenspel_model::ids::{CircleId, EntryKey, GroupId, PersonId};
use samenspel_model::series::{Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory;
use samenspel_rules::directory::{Circle, OfficeRole, Phone, PhoneOwner};
use samenspel_rules::partnership::Told;
use samenspel_rules::partnership::circles::{Asked, ProposalState};
use samenspel_rules::policy::circles::in_office;
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    Concern, Escalation, Proposal, Question, Reply, SeeItDifferently,
};

/// Circles in one answer, and what is looked at in each.
const CIRCLES_MAX: usize = 100;
const ASKED_MAX: usize = 50;

/// A case that the viewer is named in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CircleView {
    /// Which.
    pub id: CircleId,
    /// Who is named in it, the viewer included.
    pub members: Vec<PersonId>,
    /// Whether one can write in it.
    pub is_open: bool,
    /// Whether the server knows of it; until then nobody else does.
    pub is_sent: bool,
    /// The latest note.
    pub latest: Option<LatestNote>,
    /// What nobody answered, oldest first.
    pub unanswered: Vec<Asked>,
}

/// The latest note of a case, for one line of a list.
#[derive(Clone, PartialEq, Eq)]
pub struct LatestNote {
    /// Its key.
    pub key: EntryKey,
    /// Its kind.
    pub kind: String,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: UnixMillis,
}

samenspel_model::hides_content!(LatestNote);

/// A trainee's proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalView {
    /// The draft, as she put it right.
    pub draft: Told<Proposal>,
    /// Where it stands.
    pub state: ProposalState,
    /// What was said of it, oldest first.
    pub replies: Vec<Told<Reply>>,
}

/// Whom one can turn to.
#[derive(Clone, PartialEq, Eq)]
pub struct TurnTo {
    /// Managers of the location.
    pub managers: Vec<PersonId>,
    /// Coaches; none on a parent's phone.
    pub coaches: Vec<PersonId>,
    /// The location's numbers, in call order.
    pub phones: Vec<Phone>,
    /// Who signals of harm are taken to, as the location wrote it; empty if it did not.
    pub designated_official: String,
}

samenspel_model::hides_content!(TurnTo);

impl Store {
    /// The cases that the viewer is named in: open ones first, each by its latest note.
    pub fn circles(&self, viewer: Viewer) -> Result<Vec<CircleView>, StoreError> {
        self.scene(viewer, circles)
    }

    /// Trainees' proposals for a group, or one's own, that are not released yet: what waits for a
    /// professional first, then what was returned.
    pub fn proposals(
        &self,
        viewer: Viewer,
        group: GroupId,
    ) -> Result<Vec<ProposalView>, StoreError> {
        self.scene(viewer, |scene| {
            let mut open = scene.proposals(group)?;
            open.retain(|it| !matches!(it.state, ProposalState::ReleasedBy(_)));
            open.sort_by_key(|it| (it.state != ProposalState::Waiting, it.draft.at));
            Ok(open)
        })
    }

    /// What became of the viewer's own proposals for a group, the latest first.
    pub fn own_proposals(
        &self,
        viewer: Viewer,
        group: GroupId,
    ) -> Result<Vec<ProposalView>, StoreError> {
        self.scene(viewer, |scene| {
            let mut own = scene.proposals(group)?;
            own.retain(|it| it.draft.author() == scene.person);
            own.reverse();
            Ok(own)
        })
    }

    /// Whom one can turn to about a group.
    pub fn turn_to(&self, viewer: Viewer, group: GroupId) -> Result<TurnTo, StoreError> {
        self.scene(viewer, |scene| {
            let location = scene.dir.group(group).map(|it| it.location);
            let settings = location.and_then(|it| scene.dir.settings(it));
            let office = |role| in_office(scene.dir, role, group, scene.now);
            let phones = location.into_iter().flat_map(|it| {
                let phones = scene.dir.phones_of(PhoneOwner::Location(it));
                phones.cloned()
            });
            Ok(TurnTo {
                managers: office(OfficeRole::Manager),
                coaches: office(OfficeRole::Coach),
                phones: phones.collect(),
                designated_official: settings
                    .map_or_else(String::new, |it| it.designated_official.clone()),
            })
        })
    }
}

fn circles(scene: &Scene<'_>) -> Result<Vec<CircleView>, StoreError> {
    let mut views = Vec::new();
    for (circle, is_sent) in scene.own_circles()? {
        views.push(CircleView {
            is_open: circle.during.contains(scene.now) || !is_sent,
            latest: scene.latest_of_case(circle.id)?,
            unanswered: scene.unanswered_in(circle.id)?,
            id: circle.id,
            members: circle.members,
            is_sent,
        });
    }
    views.sort_by_key(|it| {
        let latest = it.latest.as_ref().map(|it| it.at);
        std::cmp::Reverse((it.is_open, latest, it.id))
    });
    Ok(views)
}

impl Scene<'_> {
    /// The circles that the viewer is named in, each with whether the server knows of it.
    fn own_circles(&self) -> Result<Vec<(Circle, bool)>, StoreError> {
        if self.profile.is_group() {
            return Ok(Vec::new());
        }
        let known = self.dir.circles_of(self.person);
        let mut circles: Vec<(Circle, bool)> = known.map(|it| (it.clone(), true)).collect();
        for circle in pending::circles(self.connection)? {
            let is_known = circles.iter().any(|(it, _)| it.id == circle.id);
            if !is_known && circle.members.contains(&self.person) {
                circles.push((circle, false));
            }
        }
        for circle in self.closed_circles()? {
            if !circles.iter().any(|(it, _)| it.id == circle.id) {
                circles.push((circle, true));
            }
        }
        // Ids are in the order of time: the open ones are kept, then the latest.
        circles.sort_by_key(|(it, is_sent)| {
            let is_open = it.during.contains(self.now) || !is_sent;
            std::cmp::Reverse((is_open, it.id))
        });
        circles.truncate(CIRCLES_MAX);
        Ok(circles)
    }

    /// Circles that the directory does not tell of any more, of which the notes are still here: closed, as
    /// of whenever that was, with those who wrote in them.
    fn closed_circles(&self) -> Result<Vec<Circle>, StoreError> {
        let mut statement = (self.connection).prepare_cached("SELECT series FROM documents")?;
        let series = statement.query_map([], |row| row.get::<_, Series>(0))?;
        let mut circles = Vec::new();
        for series in series {
            let Subject::Case(id) = series?.subject else {
                continue;
            };
            if self.dir.circle(id).is_none() {
                circles.push(Circle {
                    id,
                    members: self.writers_of_case(id)?,
                    during: directory::Span {
                        from: self.now,
                        until: Some(self.now),
                    },
                });
            }
        }
        Ok(circles)
    }

    fn writers_of_case(&self, circle: CircleId) -> Result<Vec<PersonId>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT author FROM notes WHERE shown = 1 AND about = ?1 ORDER BY author",
        )?;
        let about = about(Subject::Case(circle), &self.profile.org.0);
        let authors = statement.query_map(params![about], |row| row.get(0))?;
        let mut members: Vec<PersonId> = authors.collect::<Result<_, _>>()?;
        if !members.contains(&self.person) {
            members.push(self.person);
        }
        Ok(members)
    }

    fn latest_of_case(&self, circle: CircleId) -> Result<Option<LatestNote>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT key, note_kind, author, sort_at FROM notes WHERE shown = 1 AND about = ?1
             ORDER BY sort_at DESC, sort_depth DESC, key DESC LIMIT 1",
        )?;
        let about = about(Subject::Case(circle), &self.profile.org.0);
        let latest = statement.query_row(params![about], |row| {
            Ok(LatestNote {
                key: row.get(0)?,
                kind: row.get(1)?,
                by: row.get(2)?,
                at: UnixMillis(row.get(3)?),
            })
        });
        Ok(latest.optional()?)
    }

    fn unanswered_in(&self, circle: CircleId) -> Result<Vec<Asked>, StoreError> {
        let case = Subject::Case(circle);
        let mut waiting: Vec<Asked> = Vec::new();
        let escalations = self.unanswered_of::<Escalation>(case)?;
        waiting.extend(escalations.into_iter().map(Asked::Escalation));
        let questions = self.unanswered_of::<Question>(case)?;
        waiting.extend(questions.into_iter().map(Asked::Question));
        let concerns = self.unanswered_of::<Concern>(case)?;
        waiting.extend(concerns.into_iter().map(Asked::Concern));
        waiting.sort_by_key(|it| (it.at(), it.key()));
        Ok(waiting)
    }

    fn unanswered_of<N: Note>(&self, case: Subject) -> Result<Vec<Told<N>>, StoreError> {
        self.notes_that(case, Span::ALWAYS, ASKED_MAX, |it: &Told<N>| {
            let mut answered_by = self.named_by(&it.key, Reply::KIND.name)?;
            answered_by.extend(self.named_by(&it.key, SeeItDifferently::KIND.name)?);
            // Who asked may add to it; that is no answer.
            Ok(answered_by.iter().all(|by| *by == it.author()))
        })
    }

    /// Proposals in the viewer's circles that are for this group, oldest first.
    fn proposals(&self, group: GroupId) -> Result<Vec<ProposalView>, StoreError> {
        let mut views = Vec::new();
        for (circle, _) in self.own_circles()? {
            let case = Subject::Case(circle.id);
            let is_for = |it: &Told<Proposal>| Ok(self.is_for(it.author(), group));
            for draft in self.notes_that(case, Span::ALWAYS, NOTES_MAX, is_for)? {
                let released_by = self.named_by(&draft.key, "copied_from")?.first().copied();
                let replies = self.naming::<Reply>(&draft.key)?;
                views.push(ProposalView {
                    state: ProposalState::of(draft.author(), &replies, released_by),
                    draft,
                    replies,
                });
            }
        }
        views.sort_by_key(|it| (it.draft.at, it.draft.key));
        Ok(views)
    }

    /// Of a trainee who left only what she proposed is known: it is for every group until released.
    fn is_for(&self, trainee: PersonId, group: GroupId) -> bool {
        let mut groups = self.dir.assignments_of(trainee).peekable();
        groups.peek().is_none() || groups.any(|it| it.group == group)
    }
}
