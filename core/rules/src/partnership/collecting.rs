//! Who may take a child home. Only a court's decision that the manager recorded forbids; what a
//! parent plans is shown; in doubt nobody is handed a child and the manager is called. Knows no table.

use super::Told;
use super::named::{Named, Speaker, is_somebody_else, speaker};
use super::statements::Fact;
use crate::directory::{Authority, Child, Directory, Parenthood, PhoneOwner};
use crate::schema::notes::{Collector, DayChange, DayDifference, DropOff, NetworkScope, Weekday};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_names::{
    Likeness, are_same, is_a_parents_relation, is_meant, likeness, may_be_short, names_nobody,
    shows_something, sort_key, speaks_of_parent,
};

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

/// Why nobody can tell here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A parent without authority over the child.
    NoAuthority,
    /// Named by somebody whose word lets nobody collect, and by no parent whose word does; also where a
    /// colleague wrote it down.
    NamedByWhoMayNot,
    /// The name may be that of a parent whom a court keeps away.
    LikeABarredParent,
    /// People say different things.
    Differs,
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

samenspel_model::hides_content!(Adult);

/// An adult who may stand at the door.
#[derive(Clone, PartialEq, Eq)]
pub struct MayCollect {
    /// Who.
    pub who: Adult,
    /// What to do.
    pub verdict: Verdict,
    /// Why to ask; the strongest reason, and none where there is nothing to ask.
    pub doubt: Option<Doubt>,
    /// Whether this adult is the one expected today.
    pub expected_today: bool,
    /// On which days of the week as a rule.
    pub weekdays: Vec<Weekday>,
    /// Numbers, in call order.
    pub phones: Vec<String>,
}

samenspel_model::hides_content!(MayCollect);

/// Everyone who may stand at the door: parents first, then those they named. `today` names who is
/// expected, as [`expected_collectors`] has it.
pub fn may_collect(
    dir: &Directory,
    child: ChildId,
    named: &Named,
    today: &[Expected],
    now: UnixMillis,
) -> Vec<MayCollect> {
    let mut adults: Vec<MayCollect> = dir
        .parents_of(child)
        // A court's decision does not end with what somebody is to the child.
        .filter(|it| it.during.contains(now) || it.collection_barred)
        .map(|it| {
            let verdict = verdict_of_parent(it);
            MayCollect {
                who: Adult::Parent(it.person),
                verdict,
                doubt: (verdict == Verdict::Ask).then_some(Doubt::NoAuthority),
                expected_today: false,
                weekdays: Vec::new(),
                phones: phones(dir, PhoneOwner::Person(it.person)),
            }
        })
        .collect();
    let by_lawful = |it: &&Expected| it.word != Word::OfBarred && named.is_lawful(dir, &it.by, now);
    let of_today: Vec<&str> = (today.iter().filter(by_lawful))
        .map(|it| it.name.as_str())
        .collect();
    let may_not = |name: &str| !are_any(&of_today, name) && named.only_by_barred(dir, name, now);
    for contact in dir.contacts_of(child) {
        // A phone that was not here since hears of it later.
        if contact.has_ended(now) {
            continue;
        }
        let by_name = verdict_of_named(dir, child, &contact.name, Some(&contact.relation));
        let may_not = match speaker(dir, child, contact.named_by, now) {
            Speaker::MayNot => true,
            Speaker::Parent => false,
            Speaker::Staff => may_not(&contact.name),
        };
        let (verdict, doubt) = judged(by_name, may_not, false);
        adults.push(MayCollect {
            who: Adult::Named {
                name: contact.name.clone(),
                relation: Some(contact.relation.clone()).filter(|it| !it.is_empty()),
                by: vec![contact.named_by],
            },
            verdict,
            doubt,
            expected_today: false,
            weekdays: Vec::new(),
            phones: phones(dir, PhoneOwner::Contact(contact.id)),
        });
    }
    let counted = named.counted.iter();
    adults.extend(counted.filter_map(|fact| of_statements(dir, child, fact, &may_not)));
    // Nobody is shown twice because somebody named them whose word does not count.
    let counted = named.names_counted();
    let not_counted = named.not_counted.iter();
    let not_counted = not_counted.filter_map(|fact| {
        of_statements(dir, child, fact, &|name: &str| !are_any(&of_today, name))
    });
    adults.extend(not_counted.filter(|it| match &it.who {
        Adult::Named { name, .. } => !are_any(&counted, name),
        Adult::Parent(_) => true,
    }));
    for said in today {
        let mut known = false;
        let by_name = verdict_of_name(dir, child, &said.name);
        for adult in adults.iter_mut().filter(|it| matches(dir, it, &said.name)) {
            // "Jan Smit en papa" is not Jan Smit: whoever else may come keeps a row, with its doubt.
            let is_whole = by_name == Verdict::Yes
                || adult.verdict != Verdict::Yes
                || is_called(adult, &said.name);
            known |= is_whole;
            let is_parent = matches!(adult.who, Adult::Parent(_));
            // A barred parent's word changes nothing about somebody whom others know.
            adult.expected_today |= said.word != Word::OfBarred && (is_whole || is_parent);
            // A parent's own right is not made by what was said today.
            if said.word == Word::Differs && matches!(adult.who, Adult::Named { .. }) {
                (adult.verdict, adult.doubt) = doubted(adult.verdict, adult.doubt, Doubt::Differs);
            }
        }
        // Somebody whom nobody named before, and who is said to come today all the same.
        if !known && shows_something(&said.name) {
            let (verdict, doubt) = match said.word {
                Word::Holds => judged(by_name, may_not(&said.name), false),
                Word::Differs => judged(by_name, may_not(&said.name), true),
                Word::OfBarred => judged(by_name, true, false),
            };
            adults.push(MayCollect {
                who: Adult::Named {
                    name: said.name.clone(),
                    relation: None,
                    by: Vec::new(),
                },
                verdict,
                doubt,
                expected_today: true,
                weekdays: Vec::new(),
                phones: Vec::new(),
            });
        }
    }
    // Parents stay in front; names in the order in which people look them up.
    adults.sort_by_cached_key(|it| match &it.who {
        Adult::Parent(_) => None,
        Adult::Named { name, .. } => Some(sort_key(name, "")),
    });
    adults
}

fn are_any(names: &[&str], name: &str) -> bool {
    names.iter().any(|it| are_same(it, name))
}

/// What is at most "nobody can tell here", and why; the first reason stays.
fn doubted(verdict: Verdict, before: Option<Doubt>, doubt: Doubt) -> (Verdict, Option<Doubt>) {
    match verdict {
        Verdict::Yes => (Verdict::Ask, Some(doubt)),
        Verdict::Ask => (Verdict::Ask, before.or(Some(doubt))),
        Verdict::Barred => (Verdict::Barred, None),
    }
}

/// The verdict of a name, given who named it and whether people say different things.
fn judged(by_name: Verdict, may_not: bool, differs: bool) -> (Verdict, Option<Doubt>) {
    let mut judged = (by_name, None);
    for (holds, doubt) in [
        (may_not, Doubt::NamedByWhoMayNot),
        (by_name == Verdict::Ask, Doubt::LikeABarredParent),
        (differs, Doubt::Differs),
    ] {
        if holds {
            judged = doubted(judged.0, judged.1, doubt);
        }
    }
    judged
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

samenspel_model::hides_content!(Expected);

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

/// The names on a child's card: of those whose word counts.
pub fn names_expected(expected: &[Expected]) -> Vec<String> {
    let counts = expected.iter().filter(|it| it.word != Word::OfBarred);
    counts.map(|it| it.name.clone()).collect()
}

/// Who collects today by what was said today, else by the standing days of the week of those who were
/// named. Each parent's last word counts. A colleague writes down what was agreed at the door: that takes
/// the place of what was said before, until a parent says something else; what only a barred parent says
/// takes nobody's place, whoever writes it down.
pub fn expected_collectors(
    dir: &Directory,
    child: ChildId,
    named: &Named,
    drop_offs: &[Told<DropOff>],
    changes: &[Told<DayChange>],
    now: UnixMillis,
) -> Vec<Expected> {
    let form = |it: &Told<DropOff>| Some(SaidToday::of(it, it.note.collects.clone()?));
    let change = |it: &Told<DayChange>| {
        let other = it.note.what == DayDifference::OtherCollector;
        Some(SaidToday::of(it, it.note.collects.clone()?)).filter(|_| other)
    };
    let mut said: Vec<SaidToday> = drop_offs
        .iter()
        .filter_map(form)
        .chain(changes.iter().filter_map(change))
        .collect();
    said.sort_by_key(|it| (it.at, it.key));
    let of_parents: Vec<&str> = said
        .iter()
        .filter(|it| speaker(dir, child, it.key.person, now) == Speaker::Parent)
        .map(|it| it.name.as_str())
        .collect();
    let (mut counted, mut barred): (Vec<Expected>, Vec<Expected>) = (Vec::new(), Vec::new());
    let mut of_staff: Option<Expected> = None;
    for it in &said {
        let author = it.key.person;
        let word = |word| Expected {
            name: it.name.clone(),
            by: vec![author],
            word,
        };
        let is_lawful = || are_any(&of_parents, &it.name) || named.names_lawful(dir, &it.name, now);
        match speaker(dir, child, author, now) {
            // A colleague who wrote down what a barred parent says made it no more than that.
            Speaker::Staff
                if !is_lawful()
                    && (it
                        .answers
                        .iter()
                        .any(|it| speaker(dir, child, *it, now) == Speaker::MayNot)
                        || named.only_by_barred(dir, &it.name, now)) =>
            {
                barred.push(word(Word::OfBarred));
            }
            Speaker::Staff => {
                counted.clear();
                of_staff = Some(word(Word::Holds));
            }
            Speaker::Parent => {
                of_staff = None;
                counted.retain(|it| !it.by.contains(&author));
                counted.push(word(Word::Holds));
            }
            Speaker::MayNot => {
                barred.retain(|it| !it.by.contains(&author));
                barred.push(word(Word::OfBarred));
            }
        }
    }
    counted.extend(of_staff);
    if counted.is_empty() {
        counted = by_the_week(dir, child, named, now);
    }
    let mut expected = side_by_side(dir, child, counted);
    for other in barred {
        if expected.iter().all(|it| !are_same(&it.name, &other.name)) {
            expected.push(other);
        }
    }
    expected
}

/// A name that was said today, by whom, and whom it answers.
struct SaidToday {
    at: UnixMillis,
    key: EntryKey,
    name: String,
    answers: Vec<PersonId>,
}

impl SaidToday {
    fn of<N>(told: &Told<N>, name: String) -> Self {
        Self {
            at: told.at,
            key: told.key,
            name,
            answers: told.answers().collect(),
        }
    }
}

/// Those whose standing day of the week it is; none whom only a barred parent named.
fn by_the_week(dir: &Directory, child: ChildId, named: &Named, now: UnixMillis) -> Vec<Expected> {
    let Some(today) = samenspel_model::calendar::day_of(now) else {
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
        samenspel_model::calendar::is_weekday_in(today, 1 << bit)
    };
    named
        .counted
        .iter()
        .filter_map(|fact| of_statements(dir, child, fact, &|_: &str| false))
        .filter(|it| it.weekdays.iter().any(comes))
        .filter_map(|it| match it.who {
            Adult::Named { name, by, .. } => Some(Expected {
                name,
                by,
                word: Word::Holds,
            }),
            Adult::Parent(_) => None,
        })
        .filter(|it| !named.only_by_barred(dir, &it.name, now))
        .collect()
}

/// Each name once; two names of different people are both there, and differ. A name in which more may be meant,
/// such as a barred parent beside it, is another.
fn side_by_side(dir: &Directory, child: ChildId, counted: Vec<Expected>) -> Vec<Expected> {
    let mut expected: Vec<Expected> = Vec::new();
    let verdict = |name: &str| verdict_of_name(dir, child, name);
    for word in counted {
        let is_one = |it: &Expected| {
            is_one_name(&it.name, &word.name)
                && (verdict(&it.name) == verdict(&word.name) || are_same(&it.name, &word.name))
        };
        match expected.iter_mut().find(|it| is_one(it)) {
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
pub(super) fn is_one_name(one: &str, other: &str) -> bool {
    are_same(one, other) || is_meant(one, "", other) || is_meant(other, "", one)
}

pub(super) fn verdict_of_parent(parenthood: &Parenthood) -> Verdict {
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
        .filter(|it| !is_somebody_else(dir, it.child, it.person, name))
        .map(|it| match dir.person(it.person) {
            Some(person) => {
                let now = (person.first_name.as_str(), person.last_name.as_str());
                let earlier = it.earlier_names.iter();
                let earlier = earlier.map(|(first, last)| (first.as_str(), last.as_str()));
                std::iter::once(now)
                    .chain(earlier)
                    .map(|(first, last)| likeness_or_short(first, last, name))
                    .fold(likeness_as_parent(dir, child, name), Likeness::max)
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

/// A name may be a parent's also by what people call them for short.
fn likeness_or_short(first_name: &str, last_name: &str, written: &str) -> Likeness {
    match likeness(first_name, last_name, written) {
        Likeness::None if may_be_short(first_name, last_name, written) => Likeness::Alike,
        likeness => likeness,
    }
}

/// The same of a name with what is said beside it, a relation: another name may stand there too.
pub fn verdict_of_named(
    dir: &Directory,
    child: ChildId,
    name: &str,
    relation: Option<&str>,
) -> Verdict {
    let beside = relation.filter(|it| shows_something(it) && !names_nobody(it));
    // "Papa" beside another name: perhaps the one whom a court keeps away, by a name that nobody knows.
    let is_a_parents = relation.is_some_and(is_a_parents_relation)
        && dir.parents_of(child).any(|it| it.collection_barred);
    match (verdict_of_name(dir, child, name), beside) {
        (Verdict::Yes, _) if is_a_parents => Verdict::Ask,
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

fn of_statements(
    dir: &Directory,
    child: ChildId,
    fact: &Fact<Collector>,
    may_not: &dyn Fn(&str) -> bool,
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
    let (verdict, doubt) = judged(by_name, may_not(&latest.note.name), fact.differs);
    Some(MayCollect {
        who: Adult::Named {
            name: latest.note.name.clone(),
            relation: latest.note.relation.clone(),
            by,
        },
        verdict,
        doubt,
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

/// Whether this is the very name under which somebody was named.
fn is_called(adult: &MayCollect, said: &str) -> bool {
    match &adult.who {
        Adult::Parent(_) => false,
        Adult::Named { name, .. } => are_same(name, said),
    }
}

fn is_parent_meant(dir: &Directory, person: PersonId, said: &str) -> bool {
    dir.person(person).is_some_and(|it| {
        let name = format!("{} {}", it.first_name, it.last_name);
        is_meant(&name, "", said)
    })
}
