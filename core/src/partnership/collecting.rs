//! Who may take a child home. Only a court's decision that the manager recorded forbids; what a
//! parent plans is shown; in doubt nobody is handed a child and the manager is called. Knows no table.

use super::Told;
use super::statements::{Fact, plain};
use crate::directory::{Authority, Directory, Parenthood, PhoneOwner};
use crate::ids::{ChildId, PersonId};
use crate::schema::notes::{Collector, DayChange, DayDifference, DropOff, NetworkScope, Weekday};
use crate::time::UnixMillis;

/// What to do when this adult is at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// May take the child.
    Yes,
    /// Nobody can tell here: do not hand over, call the manager.
    Ask,
    /// A court forbids it.
    Barred,
}

/// Who somebody is to the child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adult {
    /// A parent or carer with an account.
    Parent(PersonId),
    /// Somebody named by a parent, in the parent's words.
    Named {
        /// The name.
        name: String,
        /// What they are to the child.
        relation: Option<String>,
        /// Who named them.
        by: Vec<PersonId>,
    },
}

/// An adult who may stand at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MayCollect {
    /// Who.
    pub who: Adult,
    /// What to do.
    pub verdict: Verdict,
    /// Whether this adult is the one expected today.
    pub expected_today: bool,
    /// On which days of the week as a rule.
    pub weekdays: Vec<Weekday>,
    /// Numbers, in call order.
    pub phones: Vec<String>,
}

/// Everyone who may stand at the door: parents first, then those they named. `today` names who is
/// expected, as it was said today.
pub fn may_collect(
    dir: &Directory,
    child: ChildId,
    named: &[Fact<Collector>],
    today: &[String],
    now: UnixMillis,
) -> Vec<MayCollect> {
    let mut adults: Vec<MayCollect> = dir
        .parents_of(child)
        .filter(|it| it.during.contains(now))
        .map(|it| MayCollect {
            who: Adult::Parent(it.person),
            verdict: verdict_of_parent(it),
            expected_today: today.iter().any(|name| is_called(dir, it.person, name)),
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Person(it.person)),
        })
        .collect();
    for contact in dir.contacts_of(child) {
        adults.push(MayCollect {
            who: Adult::Named {
                name: contact.name.clone(),
                relation: Some(contact.relation.clone()).filter(|it| !it.is_empty()),
                by: vec![contact.named_by],
            },
            verdict: verdict_of_name(dir, child, &contact.name, now),
            expected_today: is_named(&contact.name, today),
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Contact(contact.id)),
        });
    }
    adults.extend(
        named
            .iter()
            .filter_map(|fact| of_statements(dir, child, fact, today, now)),
    );
    // Somebody whom nobody named before, and who is expected today all the same.
    for name in today {
        let known = adults
            .iter()
            .any(|it| it.expected_today && matches(dir, it, name));
        if !known && !name.trim().is_empty() {
            adults.push(MayCollect {
                who: Adult::Named {
                    name: name.clone(),
                    relation: None,
                    by: Vec::new(),
                },
                verdict: verdict_of_name(dir, child, name, now),
                expected_today: true,
                weekdays: Vec::new(),
                phones: Vec::new(),
            });
        }
    }
    adults
}

/// Who collects today by what was said today: the last word of each author counts.
pub fn expected_collectors(
    drop_offs: &[Told<DropOff>],
    changes: &[Told<DayChange>],
) -> Vec<String> {
    let mut said: Vec<(PersonId, UnixMillis, &str)> = drop_offs
        .iter()
        .filter_map(|it| Some((it.author(), it.at, it.note.collects.as_deref()?)))
        .chain(changes.iter().filter_map(|it| {
            let other = it.note.what == DayDifference::OtherCollector;
            Some((it.author(), it.at, it.note.collects.as_deref()?)).filter(|_| other)
        }))
        .collect();
    said.sort_by_key(|(_, at, _)| *at);
    // The last change of plan is the plan; what it changed is not expected any more.
    said.last()
        .map(|(_, _, name)| (*name).to_owned())
        .into_iter()
        .collect()
}

fn verdict_of_parent(parenthood: &Parenthood) -> Verdict {
    if parenthood.collection_barred {
        return Verdict::Barred;
    }
    match parenthood.authority {
        Authority::Full | Authority::Guardian => Verdict::Yes,
        Authority::None if parenthood.carer => Verdict::Yes,
        Authority::None => Verdict::Ask,
    }
}

/// A name that a parent wrote down may be that of somebody whom a court keeps away.
fn verdict_of_name(dir: &Directory, child: ChildId, name: &str, now: UnixMillis) -> Verdict {
    let barred: Vec<PersonId> = dir
        .parents_of(child)
        .filter(|it| it.during.contains(now) && it.collection_barred)
        .map(|it| it.person)
        .collect();
    if barred.iter().any(|person| is_full_name(dir, *person, name)) {
        Verdict::Barred
    } else if barred.iter().any(|person| is_called(dir, *person, name)) {
        Verdict::Ask
    } else {
        Verdict::Yes
    }
}

fn of_statements(
    dir: &Directory,
    child: ChildId,
    fact: &Fact<Collector>,
    today: &[String],
    now: UnixMillis,
) -> Option<MayCollect> {
    let stands = |it: &&Told<Collector>| it.note.withdrawn != Some(true);
    let latest = fact.statements.iter().rfind(stands)?;
    let collects = latest
        .note
        .scope
        .as_ref()
        .is_none_or(|scope| scope.codes().contains(&NetworkScope::Collect));
    if !collects {
        return None;
    }
    let by_name = verdict_of_name(dir, child, &latest.note.name, now);
    Some(MayCollect {
        who: Adult::Named {
            name: latest.note.name.clone(),
            relation: latest.note.relation.clone(),
            by: fact
                .statements
                .iter()
                .filter(stands)
                .map(Told::author)
                .collect(),
        },
        verdict: if fact.differs && by_name == Verdict::Yes {
            Verdict::Ask
        } else {
            by_name
        },
        expected_today: is_named(&latest.note.name, today),
        weekdays: latest
            .note
            .weekdays
            .as_ref()
            .map(|it| it.codes().to_vec())
            .unwrap_or_default(),
        phones: Vec::new(),
    })
}

fn phones(dir: &Directory, of: PhoneOwner) -> Vec<String> {
    dir.phones_of(of).map(|it| it.number.clone()).collect()
}

fn matches(dir: &Directory, adult: &MayCollect, name: &str) -> bool {
    match &adult.who {
        Adult::Parent(person) => is_called(dir, *person, name),
        Adult::Named { name: other, .. } => is_same_name(other, name),
    }
}

fn is_named(name: &str, today: &[String]) -> bool {
    today.iter().any(|it| is_same_name(name, it))
}

/// "Oma Selin" is "Selin Aksoy": one of the words is the same. Used to point out, never to allow.
fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    one == other
        || one
            .split(' ')
            .any(|word| word.chars().count() > 2 && other.split(' ').any(|it| it == word))
}

fn is_called(dir: &Directory, person: PersonId, name: &str) -> bool {
    dir.person(person).is_some_and(|person| {
        let first = plain(&person.first_name);
        !first.is_empty() && plain(name).split(' ').any(|word| word == first)
    })
}

fn is_full_name(dir: &Directory, person: PersonId, name: &str) -> bool {
    dir.person(person).is_some_and(|person| {
        !person.last_name.is_empty()
            && plain(&format!("{} {}", person.first_name, person.last_name)) == plain(name)
    })
}
