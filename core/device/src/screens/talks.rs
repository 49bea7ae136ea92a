//! Talks, questions and concerns about a child: what is asked, who answers by when, what is on the
//! agenda, and both views where people see it differently. Knows no pixels.

use std::collections::BTreeSet;

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene, Span};
use samenspel_model::ids::{ChildId, EntryKey};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::partnership::{
    AnswerState, ShareState, TalkState, Told, agenda_proposals, answer_by, answer_state,
    is_overdue, mentors, owner_now, settings_at, share_state, talk_state,
};
use samenspel_rules::schema::Note;
use samenspel_rules::schema::notes::{
    AgendaItem, Concern, Discussed, Helped, Observation, Offer, Question, Reply, SeeItDifferently,
    Share, ShareAnswer, ShareSent, Talk, TalkAnswer, TalkReport, TalkRequest,
};

/// Talks about a child, as far as this device may hold them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalksView {
    /// Who would like to talk, in both directions; the latest first.
    pub requests: Vec<RequestRow>,
    /// What was offered and what became of it; the latest first.
    pub offers: Vec<(Told<Offer>, AnswerState)>,
    /// Talks, the latest first.
    pub talks: Vec<TalkRow>,
    /// Points that observations suggest for the next agenda.
    pub proposals: Vec<AgendaItem>,
}

/// A request for a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The request.
    pub request: Told<TalkRequest>,
    /// What became of it.
    pub answer: AnswerState,
    /// By when mentor and deputy answer a parent; parents are given no limit.
    pub answer_by: Option<UnixMillis>,
}

/// A talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkRow {
    /// The talk.
    pub talk: Told<Talk>,
    /// Where it stands.
    pub state: TalkState,
    /// The answers to its proposal.
    pub answer: AnswerState,
    /// Its agenda, in the order the points were added.
    pub agenda: Vec<Told<AgendaItem>>,
    /// The report, a co-written text.
    pub report: Option<EntryKey>,
}

/// A question or a concern, and what was said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked<N> {
    /// What was asked.
    pub note: Told<N>,
    /// Answers.
    pub replies: Vec<Told<Reply>>,
    /// Other views, side by side with it.
    pub other_views: Vec<Told<SeeItDifferently>>,
    /// Whether the promised day of an answer has passed without one.
    pub is_overdue: bool,
    /// Who said that it helped.
    pub helped: Vec<Told<Helped>>,
}

/// Questions and concerns about a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedView {
    /// Questions, the latest first.
    pub questions: Vec<Asked<Question>>,
    /// Concerns, the latest first.
    pub concerns: Vec<Asked<Concern>>,
}

/// A copy for somebody outside.
#[derive(Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// The copy.
    pub share: Told<Share>,
    /// Where it stands with the parent in whose channel it is.
    pub state: ShareState,
    /// The parent's own words, which go with it.
    pub words: Option<String>,
}

samenspel_model::hides_content!(ShareRow);

impl Store {
    /// Talks about a child.
    pub fn talks(&self, viewer: Viewer, child: ChildId) -> Result<TalksView, StoreError> {
        self.scene(viewer, |scene| talks(scene, child))
    }

    /// Questions and concerns about a child.
    pub fn asked(&self, viewer: Viewer, child: ChildId) -> Result<AskedView, StoreError> {
        self.scene(viewer, |scene| asked(scene, child))
    }

    /// Concerns that the viewer has to see to and that nobody answered, the most urgent first: over
    /// the viewer's mentor children and own children.
    pub fn concerns_of(&self, viewer: Viewer) -> Result<Vec<Asked<Concern>>, StoreError> {
        self.scene(viewer, |scene| {
            let mut children = scene.mentor_children();
            children.extend(scene.own_children());
            let mut waiting = Vec::new();
            for child in children {
                let span = scene.days(400);
                let waits = |it: &Told<Concern>| {
                    let owner = owner_now(scene.dir, child, it, scene.now);
                    let is_own = owner == Some(scene.person);
                    Ok(is_own && scene.naming::<Reply>(&it.key)?.is_empty())
                };
                for concern in scene.notes_that(Subject::Child(child), span, 50, waits)? {
                    let late = is_overdue(&concern, scene.now);
                    waiting.push(scene.said_to(concern, late)?);
                }
            }
            waiting.sort_by_key(|it| (it.note.note.reply_by, it.note.at));
            Ok(waiting)
        })
    }

    /// Copies for outside about a child, the latest first.
    pub fn shares(&self, viewer: Viewer, child: ChildId) -> Result<Vec<ShareRow>, StoreError> {
        self.scene(viewer, |scene| {
            let shares = scene.notes::<Share>(Subject::Child(child), Span::ALWAYS, NOTES_MAX)?;
            let mut rows = Vec::new();
            for share in shares.into_iter().rev() {
                let answers = scene.naming::<ShareAnswer>(&share.key)?;
                let sent = scene.naming::<ShareSent>(&share.key)?;
                rows.push(ShareRow {
                    state: share_state(share.key, &answers, &sent),
                    words: answers.last().and_then(|it| it.note.text.clone()),
                    share,
                });
            }
            Ok(rows)
        })
    }
}

fn talks(scene: &Scene<'_>, child: ChildId) -> Result<TalksView, StoreError> {
    let subject = Subject::Child(child);
    let parents = scene.parents(child);
    let open_weekdays = settings_at(scene.dir, child, scene.now).open_weekdays;
    let mentor = mentors(scene.dir, child, scene.now).first().copied();
    let answer = |key: EntryKey| -> Result<AnswerState, StoreError> {
        Ok(answer_state(key, &scene.naming::<TalkAnswer>(&key)?))
    };
    let mut requests = Vec::new();
    for request in scene
        .notes::<TalkRequest>(subject, scene.days(400), 50)?
        .into_iter()
        .rev()
    {
        let by_parent = parents.contains(&request.author());
        let answerer = mentor.filter(|_| by_parent);
        requests.push(RequestRow {
            answer: answer(request.key)?,
            answer_by: answerer.and_then(|it| answer_by(scene.dir, it, open_weekdays, request.at)),
            request,
        });
    }
    let mut offers = Vec::new();
    for offer in scene
        .notes::<Offer>(subject, Span::ALWAYS, 50)?
        .into_iter()
        .rev()
    {
        let state = answer(offer.key)?;
        offers.push((offer, state));
    }
    let agenda = scene.all::<AgendaItem>(subject)?;
    let mut rows = Vec::new();
    for talk in scene
        .notes::<Talk>(subject, Span::ALWAYS, 50)?
        .into_iter()
        .rev()
    {
        let answer = answer(talk.key)?;
        let report = scene.report_of(&talk.key)?;
        let of_talk = |it: &&Told<AgendaItem>| it.note.talk == Some(talk.key);
        rows.push(TalkRow {
            state: talk_state(&talk.note, answer, report.is_some(), scene.now),
            answer,
            agenda: agenda.iter().filter(of_talk).cloned().collect(),
            report,
            talk,
        });
    }
    Ok(TalksView {
        requests,
        offers,
        talks: rows,
        proposals: if parents.contains(&scene.person) {
            Vec::new()
        } else {
            proposals(scene, child, &agenda)?
        },
    })
}

/// What observations of the last year suggest for an agenda.
fn proposals(
    scene: &Scene<'_>,
    child: ChildId,
    agenda: &[Told<AgendaItem>],
) -> Result<Vec<AgendaItem>, StoreError> {
    // What is only between colleagues is not put on an agenda that parents read.
    let of_the_journal = |it: &Told<Observation>| {
        Ok(it.series.kind == samenspel_model::series::DocumentKind::Journal)
    };
    let subject = Subject::Child(child);
    let seen = scene.notes_that(subject, scene.days(366), 50, of_the_journal)?;
    let mut discussed = BTreeSet::new();
    for observation in &seen {
        if scene.is_named_by(&observation.key, Discussed::KIND.name)? {
            discussed.insert(observation.key);
        }
    }
    Ok(agenda_proposals(&seen, agenda, &discussed))
}

fn asked(scene: &Scene<'_>, child: ChildId) -> Result<AskedView, StoreError> {
    let subject = Subject::Child(child);
    let mut questions = Vec::new();
    for question in scene
        .notes::<Question>(subject, scene.days(400), 50)?
        .into_iter()
        .rev()
    {
        let reply_by = question.note.reply_by;
        questions.push(scene.said_to(question, reply_by.is_some_and(|by| by < scene.now))?);
    }
    let mut concerns = Vec::new();
    for concern in scene
        .notes::<Concern>(subject, scene.days(400), 50)?
        .into_iter()
        .rev()
    {
        let late = is_overdue(&concern, scene.now);
        concerns.push(scene.said_to(concern, late)?);
    }
    Ok(AskedView {
        questions,
        concerns,
    })
}

impl Scene<'_> {
    fn said_to<N>(&self, note: Told<N>, is_past_its_day: bool) -> Result<Asked<N>, StoreError> {
        let replies = self.naming::<Reply>(&note.key)?;
        Ok(Asked {
            other_views: self.naming::<SeeItDifferently>(&note.key)?,
            helped: self.naming::<Helped>(&note.key)?,
            is_overdue: is_past_its_day && replies.is_empty(),
            replies,
            note,
        })
    }

    /// The report of a talk, if one was begun.
    fn report_of(&self, talk: &EntryKey) -> Result<Option<EntryKey>, StoreError> {
        // Reports name their talk in a field of that name.
        let mut statement = self.connection.prepare_cached(
            "SELECT n.key FROM links l JOIN notes n ON n.id = l.note
             WHERE l.target = ?1 AND l.kind = 'talk' AND n.note_kind = ?2 AND n.retracted = 0
             ORDER BY n.sort_at, n.key LIMIT 1",
        )?;
        let mut rows = statement.query(rusqlite::params![talk, TalkReport::KIND.name])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
    }
}
