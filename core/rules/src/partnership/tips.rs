//! Tips for upbringing: only for a parent who asked. Four in ten parents see a partner in childcare,
//! three do not; whether to be advised is theirs to say. Knows no table and no words.

use super::{NewNote, Told};
use crate::schema::notes::{Asks, ContactPlan, Question, Tip};
use samenspel_model::ids::PersonId;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

/// Advice that was asked for longer ago is asked for again.
const ASKED_DAYS: i64 = 365;

/// Why a tip is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TipRefused {
    /// The parent did not ask for advice.
    #[error(
        "this parent has not asked for tips: tell what you saw, and ask whether a tip is welcome"
    )]
    NotAsked,
    /// A tip in the journal reaches both parents, and nobody asked there.
    #[error("both parents would read this: write it to the parent who asked")]
    NotAskedHere,
}

/// Writes a tip, if it was asked for. `plan` is what the parent said in the own channel, where the
/// device has it; `questions` are those about the child.
pub fn tip(
    series: Series,
    tip: &Tip,
    plan: Option<&ContactPlan>,
    questions: &[Told<Question>],
    now: UnixMillis,
) -> Result<NewNote, TipRefused> {
    let asks = |it: &Told<Question>| {
        it.note.asks == Some(Asks::Advice)
            && now < samenspel_model::calendar::plus_days(it.at, ASKED_DAYS)
    };
    match series.subject {
        Subject::ChildParent(_, parent) => {
            if !wants_tips(parent, plan, questions, now) {
                return Err(TipRefused::NotAsked);
            }
        }
        _ => {
            let here = |it: &&Told<Question>| it.series == series && asks(it);
            if series.kind != DocumentKind::Journal || !questions.iter().any(|it| here(&it)) {
                return Err(TipRefused::NotAskedHere);
            }
        }
    }
    Ok(NewNote::of(series, tip))
}

/// Whether a parent asked for tips: in the plan for contact, or with a question that asks for advice.
pub fn wants_tips(
    parent: PersonId,
    plan: Option<&ContactPlan>,
    questions: &[Told<Question>],
    now: UnixMillis,
) -> bool {
    let asked = |it: &Told<Question>| {
        it.author() == parent
            && it.note.asks == Some(Asks::Advice)
            && now < samenspel_model::calendar::plus_days(it.at, ASKED_DAYS)
    };
    plan.and_then(|it| it.tips) == Some(true) || questions.iter().any(asked)
}
