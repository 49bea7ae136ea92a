//! Talks and what comes before them: requests and their answers, who is there, the agenda out of
//! observations. Knows no table.

use std::collections::BTreeSet;

use super::{NewNote, Told};
use crate::schema::Elsewhere;
use crate::schema::notes::{
    AgendaItem, Domain, Observation, Talk, TalkAnswer, TalkForm, TalkPurpose, Topic, YesNoLater,
};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;

/// Why a talk is not planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TalkRefused {
    /// A sensitive talk is never held alone.
    #[error("a sensitive talk has a second colleague: name one, or ask the coach")]
    SecondPersonNeeded,
    /// The second person is the first.
    #[error("the second colleague is somebody else than you: name one, or ask the coach")]
    SecondPersonIsYou,
}

/// Plans a talk.
pub fn plan_talk(series: Series, talk: &Talk, planner: PersonId) -> Result<NewNote, TalkRefused> {
    if talk.purpose == TalkPurpose::Sensitive {
        match talk.second {
            None => return Err(TalkRefused::SecondPersonNeeded),
            Some(second) if second == planner => return Err(TalkRefused::SecondPersonIsYou),
            Some(_) => {}
        }
    }
    Ok(NewNote::of(series, talk))
}

/// Points that observations suggest for the next talk: those that no agenda has and that were not
/// spoken about at the door. The oldest first, so that nothing waits for ever.
pub fn agenda_proposals(
    observations: &[Told<Observation>],
    agenda: &[Told<AgendaItem>],
    discussed: &BTreeSet<EntryKey>,
) -> Vec<AgendaItem> {
    let taken: BTreeSet<EntryKey> = agenda
        .iter()
        .filter_map(|it| it.note.about.map(|Elsewhere(key)| key))
        .collect();
    let mut open: Vec<&Told<Observation>> = observations
        .iter()
        .filter(|it| !taken.contains(&it.key) && !discussed.contains(&it.key))
        .collect();
    open.sort_by_key(|it| (it.at, it.key));
    open.into_iter()
        .map(|it| AgendaItem {
            about: Some(Elsewhere(it.key)),
            topic: (it.note.domain == Domain::Language).then_some(Topic::Language),
            ..AgendaItem::new(it.note.seen.clone())
        })
        .collect()
}

/// Where a talk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkState {
    /// No time yet.
    NoTime,
    /// To come.
    ToCome,
    /// Its time has passed and nothing is written.
    ToReport,
    /// There is a report.
    Reported,
    /// It was declined.
    Declined,
}

/// Where a talk stands, from its time, its answers and its report.
pub fn talk_state(
    talk: &Talk,
    answer: AnswerState,
    has_report: bool,
    now: UnixMillis,
) -> TalkState {
    let at = match answer {
        AnswerState::Agreed { at: Some(at), .. } => Some(at),
        _ => talk.at,
    };
    match (at, answer) {
        _ if has_report => TalkState::Reported,
        (_, AnswerState::Declined { .. }) => TalkState::Declined,
        (None, _) => TalkState::NoTime,
        (Some(at), _) if now < at => TalkState::ToCome,
        (Some(_), _) => TalkState::ToReport,
    }
}

/// Where a request, an offer or a proposed talk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// Nobody answered.
    Open,
    /// Yes.
    Agreed {
        /// When the talk is, if that is known.
        at: Option<UnixMillis>,
        /// By phone or in person, if that is known.
        how: Option<TalkForm>,
    },
    /// No.
    Declined {
        /// Not to be asked before.
        not_before: UnixMillis,
    },
    /// Later.
    Later {
        /// Not to be asked before.
        until: UnixMillis,
    },
}

/// Where something stands by its answers: the last one counts, on every phone the same.
pub fn answer_state(of: EntryKey, answers: &[Told<TalkAnswer>]) -> AnswerState {
    let its = answers.iter().filter(|it| it.note.of == of);
    let Some(last) = its.max_by_key(|it| (it.at, it.key)) else {
        return AnswerState::Open;
    };
    let year_later = samenspel_model::calendar::plus_days(last.at, 365);
    let until = last.note.until.unwrap_or(year_later);
    match last.note.answer {
        YesNoLater::Yes => AnswerState::Agreed {
            at: last.note.at,
            how: last.note.how,
        },
        YesNoLater::No => AnswerState::Declined { not_before: until },
        YesNoLater::Later => AnswerState::Later { until },
    }
}
