//! Turning to somebody: the manager, a coach, the professionals who release a trainee's proposal. Each is
//! a case with the people named in it, opened with its first note. Knows no table and no wire.

use super::{NewNote, Told};
use crate::directory::{Circle, Directory, Span};
use crate::policy::circles::professionals_of;
use crate::schema::notes::{Asks, Concern, EscalatedTo, Escalation, Proposal, Question, Reply};
use crate::schema::{Elsewhere, Note};
use samenspel_model::ids::{CircleId, EntryKey, GroupId, OrgId, PersonId, Random};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

/// What turning to somebody consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turning {
    /// The circle to open first; `None` where it is open already.
    pub opens: Option<Circle>,
    /// What is said in it.
    pub notes: Vec<NewNote>,
}

/// In which circle something is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InCircle {
    /// One that is there.
    Known(CircleId),
    /// A new one with these people beside the writer: a new case has its own end.
    NewWith(Vec<PersonId>),
}

/// Who turns to somebody, and when.
#[derive(Debug, Clone, Copy)]
pub struct Turner {
    /// The organisation.
    pub org: OrgId,
    /// Who.
    pub person: PersonId,
    /// When, by the device's clock.
    pub now: UnixMillis,
}

impl Turner {
    /// Says a note in a circle, which is opened if need be.
    pub fn say<N: Note>(self, place: &InCircle, note: &N, random: &mut dyn Random) -> Turning {
        let opens = match place {
            InCircle::Known(_) => None,
            InCircle::NewWith(others) => Some(self.circle(others, random)),
        };
        let id = match (place, &opens) {
            (InCircle::Known(id), _) => *id,
            (InCircle::NewWith(_), Some(circle)) => circle.id,
            (InCircle::NewWith(_), None) => CircleId::new(self.now, random),
        };
        Turning {
            opens,
            notes: vec![NewNote::of(series(self.org, id), note)],
        }
    }

    /// Asks the manager or a coach to help, about a note if there is one. Staff and parents alike.
    pub fn escalate(
        self,
        to: EscalatedTo,
        place: &InCircle,
        why: &str,
        about: Option<EntryKey>,
        random: &mut dyn Random,
    ) -> Turning {
        let note = Escalation {
            about: about.map(Elsewhere),
            ..Escalation::new(to, why.to_owned())
        };
        self.say(place, &note, random)
    }

    /// Asks a coach. No child is named unless the words or the note that it is about do.
    pub fn ask_coach(
        self,
        place: &InCircle,
        words: &str,
        about: Option<EntryKey>,
        random: &mut dyn Random,
    ) -> Turning {
        let question = Question {
            asks: Some(Asks::Advice),
            about: about.map(Elsewhere),
            ..Question::new(words.to_owned())
        };
        self.say(place, &question, random)
    }

    /// A trainee's draft for the professionals of her group, in the circle that they share.
    pub fn propose(
        self,
        dir: &Directory,
        group: GroupId,
        draft: &Proposal,
        random: &mut dyn Random,
    ) -> Turning {
        self.say(&self.place_for_proposals(dir, group), draft, random)
    }

    /// The open circle of a trainee and all professionals of the group; a new one when they changed.
    pub fn place_for_proposals(self, dir: &Directory, group: GroupId) -> InCircle {
        let professionals = professionals_of(dir, group, self.now);
        let mut wanted = professionals.clone();
        wanted.push(self.person);
        wanted.sort_unstable();
        let is_theirs = |it: &&Circle| {
            let mut members = it.members.clone();
            members.sort_unstable();
            it.during.contains(self.now) && members == wanted
        };
        match dir.circles_of(self.person).find(is_theirs) {
            Some(circle) => InCircle::Known(circle.id),
            None => InCircle::NewWith(professionals),
        }
    }

    fn circle(self, others: &[PersonId], random: &mut dyn Random) -> Circle {
        let mut members = others.to_vec();
        members.push(self.person);
        members.sort_unstable();
        members.dedup();
        Circle {
            id: CircleId::new(self.now, random),
            members,
            during: Span::since(self.now),
        }
    }
}

/// The series of a circle.
pub fn series(org: OrgId, circle: CircleId) -> Series {
    Series {
        org,
        kind: DocumentKind::Circle,
        subject: Subject::Case(circle),
    }
}

/// Gives a proposal back to the trainee with words.
pub fn return_proposal(draft: &Told<Proposal>, words: &str) -> NewNote {
    NewNote::of(draft.series, &Reply::new(draft.key, words.to_owned()))
}

/// The trainee's better draft, and her word that it is there again.
pub fn propose_again(draft: &Told<Proposal>, better: &Proposal, words: &str) -> Vec<NewNote> {
    vec![
        NewNote::correcting(draft.series, draft.key, better),
        return_proposal(draft, words),
    ]
}

/// Where a trainee's proposal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalState {
    /// A professional looks at it.
    Waiting,
    /// It came back with words; the trainee looks at it.
    Returned,
    /// It is a note now, released by this person.
    ReleasedBy(PersonId),
}

impl ProposalState {
    /// Reads what was said of it: whoever said the last word waits for the other. A release is final,
    /// whatever was said at the same time.
    pub fn of(author: PersonId, replies: &[Told<Reply>], released_by: Option<PersonId>) -> Self {
        match (released_by, replies.last()) {
            (Some(person), _) => Self::ReleasedBy(person),
            (None, Some(reply)) if reply.author() != author => Self::Returned,
            (None, _) => Self::Waiting,
        }
    }
}

/// What waits in a circle for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Somebody turned to the manager or the coach.
    Escalation(Told<Escalation>),
    /// A question.
    Question(Told<Question>),
    /// A worry.
    Concern(Told<Concern>),
}

impl Asked {
    /// Its key.
    pub fn key(&self) -> EntryKey {
        match self {
            Self::Escalation(it) => it.key,
            Self::Question(it) => it.key,
            Self::Concern(it) => it.key,
        }
    }

    /// When it was asked.
    pub fn at(&self) -> UnixMillis {
        match self {
            Self::Escalation(it) => it.at,
            Self::Question(it) => it.at,
            Self::Concern(it) => it.at,
        }
    }

    /// Who asked.
    pub fn author(&self) -> PersonId {
        self.key().person
    }
}
