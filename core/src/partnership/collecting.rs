//! Who may take a child home. Only a court's decision that the manager recorded forbids; what a
//! parent plans is shown; in doubt nobody is handed a child and the manager is called. Knows no table.

use super::Told;
use super::statements::Fact;
use crate::directory::{Authority, Child, Directory, Parenthood, PhoneOwner};
use crate::ids::{ChildId, EntryKey, PersonId};
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
/// expected, as [`expected_collectors`] has it.
pub fn may_collect(
    dir: &Directory,
    child: ChildId,
    named: &[Fact<Collector>],
    today: &[Expected],
    now: UnixMillis,
) -> Vec<MayCollect> {
    let mut adults: Vec<MayCollect> = dir
        .parents_of(child)
        // A court's decision does not end with what somebody is to the child.
        .filter(|it| it.during.contains(now) || it.collection_barred)
        .map(|it| MayCollect {
            who: Adult::Parent(it.person),
            verdict: verdict_of_parent(it),
            expected_today: false,
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Person(it.person)),
        })
        .collect();
    for contact in dir.contacts_of(child) {
        // A phone that was not here since hears of it later.
        if contact.has_ended(now) {
            continue;
        }
        let by_name = verdict_of_named(dir, child, &contact.name, Some(&contact.relation));
        adults.push(MayCollect {
            who: Adult::Named {
                name: contact.name.clone(),
                relation: Some(contact.relation.clone()).filter(|it| !it.is_empty()),
                by: vec![contact.named_by],
            },
            verdict: match speaker(dir, child, contact.named_by, now) {
                Speaker::Barred => doubted(by_name),
                Speaker::Parent | Speaker::Staff => by_name,
            },
            expected_today: false,
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Contact(contact.id)),
        });
    }
    let of_statements = named
        .iter()
        .filter_map(|fact| of_statements(dir, child, fact, now));
    adults.extend(of_statements);
    for said in today {
        let mut known = false;
        for adult in adults.iter_mut().filter(|it| matches(dir, it, &said.name)) {
            known = true;
            // A barred parent's word changes nothing about somebody whom others know.
            adult.expected_today |= said.word != Word::OfBarred;
            // A parent's own right is not made by what was said today.
            if said.word == Word::Differs && matches!(adult.who, Adult::Named { .. }) {
                adult.verdict = doubted(adult.verdict);
            }
        }
        // Somebody whom nobody named before, and who is said to come today all the same.
        if !known && shows_something(&said.name) {
            let by_name = verdict_of_name(dir, child, &said.name);
            adults.push(MayCollect {
                who: Adult::Named {
                    name: said.name.clone(),
                    relation: None,
                    by: Vec::new(),
                },
                verdict: match said.word {
                    Word::Holds => by_name,
                    Word::Differs | Word::OfBarred => doubted(by_name),
                },
                expected_today: true,
                weekdays: Vec::new(),
                phones: Vec::new(),
            });
        }
    }
    adults
}

/// What is at most "nobody can tell here".
fn doubted(verdict: Verdict) -> Verdict {
    match verdict {
        Verdict::Yes | Verdict::Ask => Verdict::Ask,
        Verdict::Barred => Verdict::Barred,
    }
}

/// Who is said to collect today.
#[derive(Clone, PartialEq, Eq)]
pub struct Expected {
    /// As it was said.
    pub name: String,
    /// Who said so.
    pub by: Vec<PersonId>,
    /// What it is worth.
    pub word: Word,
}

crate::hides_content!(Expected);

/// What a word about who collects is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It is the plan.
    Holds,
    /// Parents say different things: both are shown, and nobody can tell.
    Differs,
    /// Of a parent whom a court keeps from collecting, or of one who is none any more: it lets nobody
    /// collect.
    OfBarred,
}

/// Who speaks about a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speaker {
    Staff,
    Parent,
    Barred,
}

fn speaker(dir: &Directory, child: ChildId, author: PersonId, now: UnixMillis) -> Speaker {
    let own = || dir.parents_of(child).filter(|it| it.person == author);
    if own().next().is_none() {
        Speaker::Staff
    } else if own().any(|it| !it.during.has_ended(now)) && !own().any(|it| it.collection_barred) {
        Speaker::Parent
    } else {
        Speaker::Barred
    }
}

/// The names on a child's card: of those whose word counts.
pub fn names_expected(expected: &[Expected]) -> Vec<String> {
    let counts = expected.iter().filter(|it| it.word != Word::OfBarred);
    counts.map(|it| it.name.clone()).collect()
}

/// Who collects today by what was said today, else by the standing days of the week of those who were
/// named. Each parent's last word counts. A colleague writes down what was agreed at the door: that takes
/// the place of what was said before, until a parent says something else.
pub fn expected_collectors(
    dir: &Directory,
    child: ChildId,
    named: &[Fact<Collector>],
    drop_offs: &[Told<DropOff>],
    changes: &[Told<DayChange>],
    now: UnixMillis,
) -> Vec<Expected> {
    let form = |it: &Told<DropOff>| Some((it.at, it.key, it.note.collects.clone()?));
    let change = |it: &Told<DayChange>| {
        let other = it.note.what == DayDifference::OtherCollector;
        Some((it.at, it.key, it.note.collects.clone()?)).filter(|_| other)
    };
    let mut said: Vec<(UnixMillis, EntryKey, String)> = drop_offs
        .iter()
        .filter_map(form)
        .chain(changes.iter().filter_map(change))
        .collect();
    said.sort_by_key(|(at, key, _)| (*at, *key));
    let (mut counted, mut barred): (Vec<Expected>, Vec<Expected>) = (Vec::new(), Vec::new());
    let mut of_staff: Option<Expected> = None;
    for (_, key, name) in said {
        let author = key.person;
        let word = |word| Expected {
            name: name.clone(),
            by: vec![author],
            word,
        };
        match speaker(dir, child, author, now) {
            Speaker::Staff => {
                counted.clear();
                of_staff = Some(word(Word::Holds));
            }
            Speaker::Parent => {
                of_staff = None;
                counted.retain(|it| !it.by.contains(&author));
                counted.push(word(Word::Holds));
            }
            Speaker::Barred => {
                barred.retain(|it| !it.by.contains(&author));
                barred.push(word(Word::OfBarred));
            }
        }
    }
    // A colleague who wrote down what a barred parent says made it no more than that.
    let repeats = |it: &Expected| {
        barred
            .iter()
            .any(|other| is_one_name(&it.name, &other.name))
    };
    counted.extend(of_staff.filter(|it| !repeats(it)));
    if counted.is_empty() {
        counted = by_the_week(dir, child, named, now);
    }
    let mut expected = side_by_side(counted);
    for other in barred {
        if expected.iter().all(|it| !are_same(&it.name, &other.name)) {
            expected.push(other);
        }
    }
    expected
}

/// Those whose standing day of the week it is; none whom only a barred parent named.
fn by_the_week(
    dir: &Directory,
    child: ChildId,
    named: &[Fact<Collector>],
    now: UnixMillis,
) -> Vec<Expected> {
    let Some(today) = crate::calendar::day_of(now) else {
        return Vec::new();
    };
    let comes = |day: &Weekday| {
        let bit = match day {
            Weekday::Monday => 0,
            Weekday::Tuesday => 1,
            Weekday::Wednesday => 2,
            Weekday::Thursday => 3,
            Weekday::Friday => 4,
            Weekday::Saturday => 5,
            Weekday::Sunday => 6,
        };
        crate::calendar::is_weekday_in(today, 1 << bit)
    };
    named
        .iter()
        .filter_map(|fact| of_statements(dir, child, fact, now))
        .filter(|it| it.weekdays.iter().any(comes))
        .filter_map(|it| match it.who {
            Adult::Named { name, by, .. } => Some(Expected {
                name,
                by,
                word: Word::Holds,
            }),
            Adult::Parent(_) => None,
        })
        .filter(|it| (it.by.iter()).any(|by| speaker(dir, child, *by, now) != Speaker::Barred))
        .collect()
}

/// Each name once; two names of different people are both there, and differ.
fn side_by_side(counted: Vec<Expected>) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::new();
    for word in counted {
        match expected
            .iter_mut()
            .find(|it| is_one_name(&it.name, &word.name))
        {
            Some(same) => same.by.extend(word.by),
            None => expected.push(word),
        }
    }
    let agree = |one: &Expected, other: &Expected| one.by.iter().any(|by| other.by.contains(by));
    let differ = expected
        .iter()
        .any(|one| expected.iter().any(|other| !agree(one, other)));
    if differ {
        expected.iter_mut().for_each(|it| it.word = Word::Differs);
    }
    expected
}

/// Whether two people may mean the same adult: "oma" and "Oma Nel".
fn is_one_name(one: &str, other: &str) -> bool {
    are_same(one, other) || is_meant(one, "", other) || is_meant(other, "", one)
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
    let by: Vec<PersonId> = fact
        .statements
        .iter()
        .filter(stands)
        .map(Told::author)
        .collect();
    let only_barred = by
        .iter()
        .all(|it| speaker(dir, child, *it, now) == Speaker::Barred);
    Some(MayCollect {
        who: Adult::Named {
            name: latest.note.name.clone(),
            relation: latest.note.relation.clone(),
            by,
        },
        verdict: match fact.differs || only_barred {
            true => doubted(by_name),
            false => by_name,
        },
        expected_today: false,
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

fn matches(dir: &Directory, adult: &MayCollect, said: &str) -> bool {
    match &adult.who {
        Adult::Parent(person) => is_parent_meant(dir, *person, said),
        Adult::Named { name, relation, .. } => {
            is_meant(name, relation.as_deref().unwrap_or_default(), said)
        }
    }
}

fn is_parent_meant(dir: &Directory, person: PersonId, said: &str) -> bool {
    dir.person(person).is_some_and(|it| {
        let name = format!("{} {}", it.first_name, it.last_name);
        is_meant(&name, "", said)
    })
}
