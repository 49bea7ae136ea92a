//! Whom people named as collectors, and whose word that is: a parent whom a court keeps from collecting
//! names nobody into it and puts nobody's word away, whoever writes it down after him. Knows no table.

use super::Told;
use super::collecting::{Verdict, is_one_name, verdict_of_parent};
use super::statements::{Fact, union};
use crate::directory::{Directory, Parenthood};
use crate::schema::notes::Collector;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_names::{are_same, resembles};

/// Who speaks about a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaker {
    Staff,
    Parent,
    /// Barred by a court, without a parent's right to the child, or none of its parents any more.
    MayNot,
}

pub(super) fn speaker(
    dir: &Directory,
    child: ChildId,
    author: PersonId,
    now: UnixMillis,
) -> Speaker {
    let own = || dir.parents_of(child).filter(|it| it.person == author);
    let may = |it: &Parenthood| !it.during.has_ended(now) && verdict_of_parent(it) == Verdict::Yes;
    if own().next().is_none() {
        Speaker::Staff
    } else if own().any(may) && !own().any(|it| it.collection_barred) {
        Speaker::Parent
    } else {
        Speaker::MayNot
    }
}

/// Whether what a person says about how a child goes home counts: not of a parent who may not collect it.
pub fn word_counts(dir: &Directory, child: ChildId, author: PersonId, now: UnixMillis) -> bool {
    speaker(dir, child, author, now) != Speaker::MayNot
}

/// Whether a manager said that whoever is called this is not that parent.
pub(super) fn is_somebody_else(
    dir: &Directory,
    child: ChildId,
    than: PersonId,
    name: &str,
) -> bool {
    dir.somebody_else_for(child)
        .any(|it| it.than == than && are_same(&it.name, name))
}

/// A name that a barred parent ever wrote where it says who collects: taken back or set right, it was said.
#[derive(Clone, PartialEq, Eq)]
pub struct BarredWord {
    /// Who wrote it.
    pub by: PersonId,
    /// The name.
    pub name: String,
}

samenspel_model::hides_content!(BarredWord { by });

/// Who was named for a child.
#[derive(Clone, PartialEq, Eq)]
pub struct Named {
    child: ChildId,
    /// What those say whose word counts: nobody else's is among it, and nobody else's takes its place.
    pub(super) counted: Vec<Fact<Collector>>,
    /// What only the others say.
    pub(super) not_counted: Vec<Fact<Collector>>,
    by_barred: Vec<BarredWord>,
    /// What colleagues wrote down in answer to somebody whose word does not count.
    in_answer: Vec<String>,
}

samenspel_model::hides_content!(Named { child });

impl Named {
    /// Reads what was told, beside all that barred parents ever said.
    pub fn of(
        dir: &Directory,
        child: ChildId,
        told: &[Told<Collector>],
        by_barred: Vec<BarredWord>,
        now: UnixMillis,
    ) -> Self {
        let may_not = |person: PersonId| speaker(dir, child, person, now) == Speaker::MayNot;
        let (mut not_counted, counted): (Vec<_>, Vec<_>) =
            told.iter().cloned().partition(|it| may_not(it.author()));
        let in_answer = counted.iter().filter(|it| {
            let of = it.note.of.iter().flatten().map(|of| of.person);
            it.answers().chain(of).any(may_not)
        });
        let mut named = Self {
            child,
            in_answer: in_answer.map(|it| it.note.name.clone()).collect(),
            counted: union(&counted, &[]),
            not_counted: Vec::new(),
            by_barred,
        };
        // What a colleague wrote down after such a word is no more than that word.
        let (after, counted): (Vec<_>, Vec<_>) = counted.into_iter().partition(|it| {
            let is_parent = named.is_lawful(dir, &[it.author()], now);
            !is_parent && named.only_by_barred(dir, &it.note.name, now)
        });
        not_counted.extend(after);
        not_counted.sort_by_key(|it| (it.at, it.key));
        named.counted = union(&counted, &[]);
        named.not_counted = union(&not_counted, &[]);
        named
    }

    /// Whether one of them is a parent whose word counts.
    pub(super) fn is_lawful(&self, dir: &Directory, people: &[PersonId], now: UnixMillis) -> bool {
        let parent = |it: &PersonId| speaker(dir, self.child, *it, now) == Speaker::Parent;
        people.iter().any(parent)
    }

    /// Whether a parent whose word counts named somebody of this very name.
    pub(super) fn names_lawful(&self, dir: &Directory, name: &str, now: UnixMillis) -> bool {
        let by_statement = self
            .standing()
            .any(|it| self.is_lawful(dir, &[it.author()], now) && are_same(&it.note.name, name));
        by_statement
            || dir.contacts_of(self.child).any(|it| {
                !it.has_ended(now)
                    && self.is_lawful(dir, &[it.named_by], now)
                    && are_same(&it.name, name)
            })
    }

    /// Whether this may be somebody whom a barred parent named, and no parent whose word counts did, and of
    /// whom no manager said that they are somebody else.
    pub(super) fn only_by_barred(&self, dir: &Directory, name: &str, now: UnixMillis) -> bool {
        let is_of = |it: &BarredWord| {
            (is_one_name(&it.name, name) || resembles(&it.name, name))
                && !is_somebody_else(dir, self.child, it.by, name)
        };
        let in_answer = || self.in_answer.iter().any(|it| are_same(it, name));
        (in_answer() || self.by_barred.iter().any(is_of)) && !self.names_lawful(dir, name, now)
    }

    pub(super) fn names_counted(&self) -> Vec<&str> {
        self.standing().map(|it| it.note.name.as_str()).collect()
    }

    fn standing(&self) -> impl Iterator<Item = &Told<Collector>> {
        let stands = |it: &&Told<Collector>| it.note.withdrawn != Some(true);
        self.counted
            .iter()
            .flat_map(|it| &it.statements)
            .filter(stands)
    }
}
