//! Who may take a child home. Only a court's decision that the manager recorded forbids; what a
//! parent plans is shown; in doubt nobody is handed a child and the manager is called. Knows no table.

use super::Told;
use super::statements::Fact;
use crate::directory::{Authority, Child, Directory, Parenthood, PhoneOwner};
use crate::ids::{ChildId, PersonId};
use crate::names::{
    Likeness, are_same, is_meant, likeness, names_nobody, shows_something, speaks_of_parent,
};
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
#[derive(Clone, PartialEq, Eq)]
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

crate::hides_content!(Adult);

/// An adult who may stand at the door.
#[derive(Clone, PartialEq, Eq)]
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

crate::hides_content!(MayCollect);

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
        // A court's decision does not end with what somebody is to the child.
        .filter(|it| it.during.contains(now) || it.collection_barred)
        .map(|it| MayCollect {
            who: Adult::Parent(it.person),
            verdict: verdict_of_parent(it),
            expected_today: today
                .iter()
                .any(|name| is_parent_meant(dir, it.person, name)),
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Person(it.person)),
        })
        .collect();
    for contact in dir.contacts_of(child) {
        // A phone that was not here since hears of it later.
        if contact.has_ended(now) {
            continue;
        }
        adults.push(MayCollect {
            who: Adult::Named {
                name: contact.name.clone(),
                relation: Some(contact.relation.clone()).filter(|it| !it.is_empty()),
                by: vec![contact.named_by],
            },
            verdict: match verdict_of_named(dir, child, &contact.name, Some(&contact.relation)) {
                Verdict::Yes if is_former_parent(dir, child, contact.named_by, now) => Verdict::Ask,
                verdict => verdict,
            },
            expected_today: is_expected(&contact.name, &contact.relation, today),
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
        if !known && shows_something(name) {
            adults.push(MayCollect {
                who: Adult::Named {
                    name: name.clone(),
                    relation: None,
                    by: Vec::new(),
                },
                verdict: verdict_of_name(dir, child, name),
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

/// A name that a parent wrote down may be that of somebody whom a court keeps away: until the manager takes the
/// decision back, whether or not that person is still, or already, a parent in the records.
pub fn verdict_of_name(dir: &Directory, child: ChildId, name: &str) -> Verdict {
    let likeness = dir
        .parents_of(child)
        .filter(|it| it.collection_barred)
        .filter(|it| !is_somebody_else(dir, it, name))
        .map(|it| match dir.person(it.person) {
            Some(person) => {
                let alike = likeness(&person.first_name, &person.last_name, name);
                alike.max(likeness_as_parent(dir, child, name))
            }
            None => Likeness::Alike,
        })
        .max();
    match likeness {
        Some(Likeness::Same) => Verdict::Barred,
        Some(Likeness::Alike) => Verdict::Ask,
        Some(Likeness::None) | None => Verdict::Yes,
    }
}

/// The same of a name with what is said beside it: a name may stand there too.
fn verdict_of_named(
    dir: &Directory,
    child: ChildId,
    name: &str,
    relation: Option<&str>,
) -> Verdict {
    let beside = relation.filter(|it| shows_something(it) && !names_nobody(it));
    match (verdict_of_name(dir, child, name), beside) {
        (Verdict::Yes, Some(beside)) => match verdict_of_name(dir, child, beside) {
            Verdict::Yes => Verdict::Yes,
            Verdict::Ask | Verdict::Barred => Verdict::Ask,
        },
        (verdict, _) => verdict,
    }
}

/// "Vader van Noor", "Abu Noor": a barred parent named by the child.
fn likeness_as_parent(dir: &Directory, child: ChildId, name: &str) -> Likeness {
    let speaks_of_parent = |it: &Child| speaks_of_parent(&it.first_name, &it.last_name, name);
    match dir.child(child).is_some_and(speaks_of_parent) {
        true => Likeness::Alike,
        false => Likeness::None,
    }
}

/// Whether a manager said that whoever is called this is not that parent.
fn is_somebody_else(dir: &Directory, barred: &Parenthood, name: &str) -> bool {
    dir.somebody_else_for(barred.child)
        .any(|it| it.than == barred.person && are_same(&it.name, name))
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
    let relation = latest.note.relation.as_deref();
    let by_name = verdict_of_named(dir, child, &latest.note.name, relation);
    let mut authors = fact.statements.iter().filter(stands).map(Told::author);
    let asks = fact.differs || authors.all(|it| is_former_parent(dir, child, it, now));
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
        verdict: if asks && by_name == Verdict::Yes {
            Verdict::Ask
        } else {
            by_name
        },
        expected_today: is_expected(
            &latest.note.name,
            latest.note.relation.as_deref().unwrap_or_default(),
            today,
        ),
        weekdays: latest
            .note
            .weekdays
            .as_ref()
            .map(|it| it.codes().to_vec())
            .unwrap_or_default(),
        phones: Vec::new(),
    })
}

/// What somebody said as a parent says little of today once they are none any more.
fn is_former_parent(dir: &Directory, child: ChildId, person: PersonId, now: UnixMillis) -> bool {
    dir.parenthood(child, person)
        .is_some_and(|it| it.during.has_ended(now))
}

fn phones(dir: &Directory, of: PhoneOwner) -> Vec<String> {
    dir.phones_of(of).map(|it| it.number.clone()).collect()
}

fn matches(dir: &Directory, adult: &MayCollect, said: &str) -> bool {
    match &adult.who {
        Adult::Parent(person) => is_parent_meant(dir, *person, said),
        Adult::Named { name, relation, .. } => {
            is_meant(name, relation.as_deref().unwrap_or_default(), said)
        }
    }
}

fn is_expected(name: &str, relation: &str, today: &[String]) -> bool {
    today.iter().any(|said| is_meant(name, relation, said))
}

fn is_parent_meant(dir: &Directory, person: PersonId, said: &str) -> bool {
    dir.person(person).is_some_and(|it| {
        let name = format!("{} {}", it.first_name, it.last_name);
        is_meant(&name, "", said)
    })
}
