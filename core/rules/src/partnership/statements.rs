//! What several people say about a child, read side by side: nobody's word is lost to another's. A
//! statement goes only when its own author takes it back or replaces it, or when a named person
//! confirms what holds. Knows no table.

use std::collections::BTreeMap;

use super::{NewNote, Told};
use crate::schema::notes::{Collector, Consent, Medical, MedicalResolution, Purpose, Severity};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;

/// A note that is a statement.
pub trait Statement {
    /// What it is about, as a person would compare it.
    fn about(&self) -> String;

    /// The statements that it takes the place of.
    fn replaces(&self) -> &[EntryKey];

    /// Whether it says that something no longer holds.
    fn is_withdrawal(&self) -> bool;
}

impl Statement for Medical {
    fn about(&self) -> String {
        plain(&self.substance)
    }

    fn replaces(&self) -> &[EntryKey] {
        self.of.as_deref().unwrap_or_default()
    }

    fn is_withdrawal(&self) -> bool {
        self.withdrawn == Some(true)
    }
}

impl Statement for Collector {
    fn about(&self) -> String {
        plain(&self.name)
    }

    fn replaces(&self) -> &[EntryKey] {
        self.of.as_deref().unwrap_or_default()
    }

    fn is_withdrawal(&self) -> bool {
        self.withdrawn == Some(true)
    }
}

/// How names and substances are compared: without case, marks of its edges or double spaces.
pub(super) fn plain(text: &str) -> String {
    let words = text.split_whitespace().map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}

/// What holds about one thing, by everyone who said something of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact<S> {
    /// The statements that stand, in the order they were told. Never empty.
    pub statements: Vec<Told<S>>,
    /// Whether they say different things: then somebody has to ask, and confirm what holds.
    pub differs: bool,
}

impl<S: Statement> Fact<S> {
    /// Whether anybody says that it holds.
    pub fn holds(&self) -> bool {
        self.statements.iter().any(|it| !it.note.is_withdrawal())
    }
}

/// The union of all statements: facts in the order of what they are about. `resolved` are statements
/// that a named person confirmed the meaning of.
pub fn union<S: Statement + Clone + PartialEq>(
    told: &[Told<S>],
    resolved: &[EntryKey],
) -> Vec<Fact<S>> {
    union_with(told, resolved, &[])
}

/// The same, where some statements stand whatever was said later: they were set right since.
fn union_with<S: Statement + Clone + PartialEq>(
    told: &[Told<S>],
    resolved: &[EntryKey],
    reopened: &[EntryKey],
) -> Vec<Fact<S>> {
    let stands = |it: &&Told<S>| {
        let by_its_author = |later: &Told<S>| {
            later.author() == it.author()
                && later.key != it.key
                && (later.note.replaces().contains(&it.key)
                    || (later.note.about() == it.note.about()
                        && (later.at, later.key) > (it.at, it.key)))
        };
        reopened.contains(&it.key)
            || (!resolved.contains(&it.key) && !told.iter().any(by_its_author))
    };
    let mut facts: BTreeMap<String, Vec<Told<S>>> = BTreeMap::new();
    for statement in told.iter().filter(stands) {
        // Who answers another's statement speaks of the same thing, whatever it is called.
        let answered = told
            .iter()
            .find(|it| statement.note.replaces().contains(&it.key));
        let about = answered.unwrap_or(statement).note.about();
        facts.entry(about).or_default().push(statement.clone());
    }
    let fact = |statements: Vec<Told<S>>| {
        let withdrawn = |it: &Told<S>| it.note.is_withdrawal();
        let differs =
            statements.iter().any(withdrawn) && statements.iter().any(|it| !withdrawn(it));
        Fact {
            statements,
            differs,
        }
    };
    let gone = |fact: &Fact<S>| fact.holds();
    facts.into_values().map(fact).filter(gone).collect()
}

/// What is medically known of a child.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MedicalFacts {
    /// What stands, and who says so.
    pub facts: Vec<Fact<Medical>>,
    /// What named persons confirmed, the latest last; with what stands beside it, since a later
    /// statement is not covered.
    pub confirmed: Vec<Told<MedicalResolution>>,
    /// What was confirmed in words alone: how bad it is goes on counting.
    pub settled: Vec<Told<Medical>>,
}

impl MedicalFacts {
    /// Reads what was told. Of what was confirmed, `reopened` was set right in a way that nobody confirmed:
    /// it stands beside the confirmation.
    pub fn of(
        told: &[Told<Medical>],
        resolutions: Vec<Told<MedicalResolution>>,
        reopened: &[EntryKey],
    ) -> Self {
        let is_named = |key: &EntryKey| resolutions.iter().any(|it| it.note.of.contains(key));
        let (resolved, reopened): (Vec<EntryKey>, Vec<EntryKey>) = told
            .iter()
            .map(|it| it.key)
            .filter(is_named)
            .partition(|key| !reopened.contains(key));
        let was_settled = |it: &&Told<Medical>| resolved.contains(&it.key);
        // What somebody who confirmed says that holds, of a statement.
        let holds = |it: &Told<Medical>, of: &EntryKey| {
            let names = it.note.replaces().contains(of);
            names
                && (resolutions.iter())
                    .any(|by| by.author() == it.author() && by.note.of.contains(of))
        };
        let holds_of_any = |it: &Told<Medical>| it.note.replaces().iter().any(|of| holds(it, of));
        let subjects: Vec<String> = (told.iter().filter(was_settled))
            .map(|it| it.note.about())
            .collect();
        let mut facts = union_with(told, &resolved, &reopened);
        for fact in &mut facts {
            let severity = |it: &Told<Medical>| it.note.severity;
            let statements = &fact.statements;
            let first = statements.first().map(severity);
            let is_as_confirmed = |it: &Told<Medical>| {
                let same = |other: &&Told<Medical>| says_the_same(&other.note, &it.note);
                statements.iter().filter(same).any(holds_of_any)
            };
            let is_settled = |it: &Told<Medical>| subjects.contains(&it.note.about());
            // Said about what somebody confirmed, and not seen by them.
            let is_beside = |it: &Told<Medical>| {
                reopened.contains(&it.key) || (is_settled(it) && !is_as_confirmed(it))
            };
            fact.differs |= statements.iter().any(is_beside)
                || statements.iter().map(severity).any(|it| Some(it) != first);
        }
        let counts = |it: &&Told<Medical>| !told.iter().any(|other| holds(other, &it.key));
        Self {
            facts,
            settled: told
                .iter()
                .filter(was_settled)
                .filter(counts)
                .cloned()
                .collect(),
            confirmed: resolutions,
        }
    }

    /// Whether there is anything to mark a child's card with.
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.confirmed.is_empty()
    }

    /// Whether anybody says that something is severe, or said so and nobody confirmed that it is less.
    pub fn is_severe(&self) -> bool {
        let severe = |it: &Told<Medical>| {
            it.note.severity == Some(Severity::Severe) && !it.note.is_withdrawal()
        };
        let stands = self.facts.iter().flat_map(|it| &it.statements);
        stands.chain(&self.settled).any(severe)
    }

    /// Whether people say different things.
    pub fn differs(&self) -> bool {
        self.facts.iter().any(|fact| fact.differs)
    }
}

/// Whether two statements say the same, whatever they take the place of.
fn says_the_same(one: &Medical, other: &Medical) -> bool {
    let plainly = |it: &Medical| Medical {
        of: None,
        substance: plain(&it.substance),
        ..it.clone()
    };
    plainly(one) == plainly(other)
}

/// A named person confirms what holds after several statements: the confirmation, and what holds as a
/// statement of its own that names them, so that its severity is the one that shows. In words alone, what
/// was seen goes on counting as being as bad as it was said to be; that nothing holds any more is said
/// by a withdrawal.
pub fn confirm_medical(
    core: Series,
    seen: Vec<EntryKey>,
    words: &str,
    holds: Option<&Medical>,
) -> Vec<NewNote> {
    let holds = holds.map(|it| {
        let named = it.of.iter().flatten().filter(|it| !seen.contains(it));
        let of = seen.iter().chain(named).copied().collect();
        Medical {
            of: Some(of),
            ..it.clone()
        }
    });
    let confirmation = MedicalResolution::new(seen, words.to_owned());
    let mut notes = vec![NewNote::of(core, &confirmation)];
    notes.extend(holds.map(|it| NewNote::of(core, &it)));
    notes
}

/// What parents say of one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentView {
    /// For what.
    pub purpose: Purpose,
    /// The latest word of each who said something.
    pub said: Vec<Told<Consent>>,
    /// Whether it is given: somebody says yes and nobody says no.
    pub holds: bool,
}

/// Consents by purpose; notes in the order they were told.
pub fn consents(told: &[Told<Consent>]) -> Vec<ConsentView> {
    let mut latest: Vec<&Told<Consent>> = Vec::new();
    for consent in told {
        let same = |it: &&Told<Consent>| {
            it.author() == consent.author() && it.note.purpose == consent.note.purpose
        };
        latest.retain(|it| !same(it));
        latest.push(consent);
    }
    let mut views: Vec<ConsentView> = Vec::new();
    for consent in latest {
        match views
            .iter_mut()
            .find(|it| it.purpose == consent.note.purpose)
        {
            Some(view) => view.said.push(consent.clone()),
            None => views.push(ConsentView {
                purpose: consent.note.purpose,
                said: vec![consent.clone()],
                holds: false,
            }),
        }
    }
    for view in &mut views {
        view.holds = view.said.iter().all(|it| it.note.given);
    }
    views
}

/// The latest word of each person about one matter, in the order they first spoke.
pub fn latest_by_each<N: Clone>(told: &[Told<N>]) -> Vec<Told<N>> {
    let mut latest: Vec<Told<N>> = Vec::new();
    for note in told {
        let author: PersonId = note.author();
        match latest.iter_mut().find(|it| it.author() == author) {
            Some(earlier) => *earlier = note.clone(),
            None => latest.push(note.clone()),
        }
    }
    latest
}
