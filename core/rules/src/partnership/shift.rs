//! From colleague to colleague: a sweep over the calm ones, and what the next one has to read back.
//! Knows no table.

use super::places::of_child;
use super::{NewNote, Told};
use crate::schema::Several;
use crate::schema::notes::{DayLog, Handover, PickUp, Proposal, Proposed, State, TakeOver};
use samenspel_model::ids::{ChildId, EntryKey, OrgId};
use samenspel_model::series::{DocumentKind, Series};

/// Everyone who is calm, in one tap: one hand-over per child.
pub fn sweep(org: OrgId, calm: &[ChildId], summary: Option<&str>) -> Vec<NewNote> {
    let note = Handover {
        summary: summary.map(str::to_owned),
        ..Handover::new(State::Calm)
    };
    calm.iter()
        .map(|child| NewNote::of(of_child(org, DocumentKind::Handover, *child), &note))
        .collect()
}

/// The same line of the day book for several children: everybody slept.
pub fn for_each_child(org: OrgId, children: &[ChildId], line: &DayLog) -> Vec<NewNote> {
    children
        .iter()
        .map(|child| NewNote::of(of_child(org, DocumentKind::DayLog, *child), line))
        .collect()
}

/// Whether somebody has to say "read and taken over": where the child is not calm, or where
/// something is to be done by somebody who is named.
pub fn asks_for_read_back(handover: &Handover) -> bool {
    handover.state != State::Calm || handover.to_do_who.is_some()
}

/// Takes open items over by name, each where it is.
pub fn take_over(items: &[(Series, EntryKey)]) -> Vec<NewNote> {
    let mut by_series: Vec<(Series, Vec<EntryKey>)> = Vec::new();
    for (series, key) in items {
        match by_series.iter_mut().find(|(it, _)| it == series) {
            Some((_, keys)) => keys.push(*key),
            None => by_series.push((*series, vec![*key])),
        }
    }
    by_series
        .into_iter()
        .map(|(series, keys)| NewNote::of(series, &TakeOver::new(keys)))
        .collect()
}

/// A trainee's draft as the note that a professional releases, about `child`; `None` if the draft
/// lacks what such a note must have, or is about another child. The trainee stays its author in name.
pub fn release_proposal(org: OrgId, child: ChildId, draft: &Told<Proposal>) -> Option<NewNote> {
    use crate::schema::notes::{Domain, Notice, Observation, Question};
    let it = &draft.note;
    if it.child.is_some_and(|about| about != child) {
        return None;
    }
    let text = || it.text.clone();
    let note = match it.for_kind {
        Proposed::Observation => NewNote::of(
            of_child(org, DocumentKind::Journal, child),
            &Observation {
                meaning: it.meaning.clone(),
                next: it.next.clone(),
                ..Observation::new(it.domain.unwrap_or(Domain::Other), it.seen.clone()?)
            },
        ),
        Proposed::PickUp => {
            if it.moment.is_none() && it.text.is_none() {
                return None;
            }
            NewNote::of(
                of_child(org, DocumentKind::DayLog, child),
                &PickUp {
                    moment: it.moment,
                    text: text(),
                    ..PickUp::new()
                },
            )
        }
        Proposed::Question => NewNote::of(
            of_child(org, DocumentKind::Journal, child),
            &Question::new(text()?),
        ),
        Proposed::Notice => NewNote::of(
            of_child(org, DocumentKind::Handover, child),
            &Notice::new(text()?),
        ),
    };
    Some(note.copied_from(draft.key, draft.author()))
}

/// Whether any of these codes is among several.
pub(super) fn has_any<C: crate::schema::Code + PartialEq>(
    several: &Several<C>,
    codes: &[C],
) -> bool {
    several.codes().iter().any(|it| codes.contains(it))
}
