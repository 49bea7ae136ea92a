//! Who may read and write what: pure functions of the directory, used by phone (to grey out a
//! button) and server (to refuse an entry) alike.
//!
//! The table in [`mod@table`] is the only source; [`mod@roles`] says who is what; this file reads,
//! `write` judges entries. Knows nothing of documents' contents or of storage.

pub mod circles;
mod follows;
pub mod grants;
pub mod inviting;
mod named;
mod origins;
mod repeats;
pub mod roles;
pub mod table;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use crate::directory::{Directory, Holder};
use crate::partnership::{next_opening, settings_for};
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::{DocumentKind, Granularity, Period, Series, Subject};
use samenspel_model::time::UnixMillis;

pub use follows::{Answer, NamedNote, check_correction, check_lasting, check_named, may_name};
pub use named::{
    Times, WrongField, check_fields, check_moments, check_written_at, tells_what_happened,
};
pub use origins::{Copied, check_origin};
pub use repeats::{Original, check_words, is_compared};
use roles::{Roles, are_merged, roles};
use table::{Cell, Role, cell};
pub use write::{Decision, Report, Write, check_write};

/// How much of a series somebody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// None of it.
    Nothing,
    /// The documents of the current month, and of the next opening day's: a substitute needs no past, and
    /// the forms for tomorrow.
    Months(Period, Period),
    /// All of it.
    All,
}

impl Reach {
    /// Whether a document of `period` (for kinds that have a document per month) is within reach.
    pub fn covers(self, period: Period) -> bool {
        match self {
            Self::Nothing => false,
            Self::Months(this, next) => period == this || period == next,
            Self::All => true,
        }
    }
}

/// Whether `holder` may read documents of `series`; [`reach`] says which.
pub fn may_read(dir: &Directory, holder: &Holder, series: &Series, now: UnixMillis) -> bool {
    reach(dir, holder, series, now) != Reach::Nothing
}

/// How much of `series` the `holder` may read.
pub fn reach(dir: &Directory, holder: &Holder, series: &Series, now: UnixMillis) -> Reach {
    let foreign = dir.organisation().is_some_and(|org| org.id != series.org);
    if foreign || !series.is_well_formed() || !exists(dir, series.subject) {
        return Reach::Nothing;
    }
    let roles = roles(dir, holder, series.subject, now);
    reach_of(dir, holder, roles, series.kind, series.subject, now)
}

/// Every kind and subject that `holder` may read, whether or not a document exists.
pub fn readable(
    dir: &Directory,
    holder: &Holder,
    now: UnixMillis,
) -> BTreeSet<(DocumentKind, Subject)> {
    reaches(dir, holder, now).into_keys().collect()
}

/// How much `holder` may read of every kind and subject that it may read at all.
pub fn reaches(
    dir: &Directory,
    holder: &Holder,
    now: UnixMillis,
) -> BTreeMap<(DocumentKind, Subject), Reach> {
    let mut reaches = BTreeMap::new();
    for subject in subjects(dir, holder, now) {
        if !exists(dir, subject) {
            continue;
        }
        let roles = roles(dir, holder, subject, now);
        for kind in DocumentKind::ALL
            .into_iter()
            .filter(|it| fits(*it, subject))
        {
            let reach = reach_of(dir, holder, roles, kind, subject, now);
            if reach != Reach::Nothing {
                reaches.insert((kind, subject), reach);
            }
        }
    }
    reaches
}

/// The month of `at` and that of the next opening day: what a substitute of that day works with.
fn months_of_work(dir: &Directory, subject: Subject, at: UnixMillis) -> [Period; 2] {
    let settings = settings_for(dir, subject, at);
    let next = next_opening(&settings, at).unwrap_or(at);
    [at, next].map(|moment| Period::at(Granularity::Month, moment))
}

fn fits(kind: DocumentKind, subject: Subject) -> bool {
    // Well-formedness does not depend on the organisation.
    let org = samenspel_model::ids::OrgId([0; 16]);
    Series { org, kind, subject }.is_well_formed()
}

fn reach_of(
    dir: &Directory,
    holder: &Holder,
    roles: Roles,
    kind: DocumentKind,
    subject: Subject,
    now: UnixMillis,
) -> Reach {
    let person = match holder {
        Holder::Person(person) => Some(*person),
        Holder::Group(_) if kind.kept_by_group_profile() => None,
        Holder::Group(_) => return Reach::Nothing,
    };
    let yes = |allowed: bool| if allowed { Reach::All } else { Reach::Nothing };
    let by_role = |role: Role| match cell(role, kind) {
        Cell::Nothing | Cell::Blind => Reach::Nothing,
        Cell::Read | Cell::ReadWrite | Cell::ReadWriteFacts | Cell::ReadAndOwnCard => Reach::All,
        Cell::ReadWriteThisMonth if person.is_none() => Reach::All,
        Cell::ReadWriteThisMonth => {
            let [this, next] = months_of_work(dir, subject, now);
            Reach::Months(this, next)
        }
        Cell::ReadWriteOwn => yes(person.is_some_and(|person| is_own(subject, person))),
        Cell::Named | Cell::NamedProposals => {
            yes(person.is_some_and(|person| reads_as_named(dir, subject, person, now)))
        }
        // A manager who is named in a case is in it as everybody named is: she is asked for help.
        Cell::AuditedRead => yes(person.is_some_and(|person| {
            reads_as_named(dir, subject, person, now) || is_opened(dir, person, kind, subject, now)
        })),
    };
    roles.iter().map(by_role).max().unwrap_or(Reach::Nothing)
}

/// Whether the subject is in the directory, ended or not. An erased one is not.
pub fn exists(dir: &Directory, subject: Subject) -> bool {
    match subject {
        Subject::Child(child) => dir.child(child).is_some(),
        Subject::Group(group) => dir.group(group).is_some(),
        Subject::ChildParent(child, parent) => {
            dir.child(child).is_some() && dir.parenthood(child, parent).is_some()
        }
        Subject::Case(circle) => dir.circle(circle).is_some(),
        Subject::Organisation => true,
    }
}

fn is_own(subject: Subject, person: PersonId) -> bool {
    matches!(subject, Subject::ChildParent(_, parent) if parent == person)
}

fn is_named(dir: &Directory, subject: Subject, person: PersonId) -> bool {
    match subject {
        Subject::Case(circle) => dir
            .circle(circle)
            .is_some_and(|circle| circle.members.contains(&person)),
        _ => false,
    }
}

/// A closed case is still read by those named in it, until its term.
fn reads_as_named(dir: &Directory, subject: Subject, person: PersonId, now: UnixMillis) -> bool {
    let Subject::Case(circle) = subject else {
        return false;
    };
    is_named(dir, subject, person) && dir.circle(circle).is_some_and(|it| it.is_read_at(now))
}

fn is_opened(
    dir: &Directory,
    person: PersonId,
    kind: DocumentKind,
    subject: Subject,
    now: UnixMillis,
) -> bool {
    dir.openings_of(person)
        .any(|it| it.kind == kind && it.subject == subject && it.during.contains(now))
}

/// Every subject that the holder may have a role towards; some of them may turn out to give nothing.
fn subjects(dir: &Directory, holder: &Holder, now: UnixMillis) -> BTreeSet<Subject> {
    let mut subjects = BTreeSet::from([Subject::Organisation]);
    let mut groups = BTreeSet::new();
    match holder {
        Holder::Group(group) => {
            groups.insert(*group);
        }
        Holder::Person(person) => {
            groups.extend(dir.assignments_of(*person).map(|it| it.group));
            groups.extend(dir.grants_of(*person).map(|it| it.group));
            for office in dir.offices_of(*person) {
                // Boards of every group in reach of the office; never its children.
                subjects.extend(groups_of_office(dir, office.location).map(Subject::Group));
            }
            for child in dir.mentorships_of(*person).map(|it| it.child) {
                add_child(dir, child, &mut subjects);
            }
            for child in dir.parenthoods_of(*person).map(|it| it.child) {
                subjects.insert(Subject::Child(child));
                subjects.insert(Subject::ChildParent(child, *person));
                subjects.extend(roles::groups_of(dir, child, now).map(Subject::Group));
            }
            let read = dir.circles_of(*person).filter(|it| it.is_read_at(now));
            subjects.extend(read.map(|it| Subject::Case(it.id)));
            subjects.extend(dir.openings_of(*person).map(|it| it.subject));
        }
    }
    for group in with_merged(dir, &groups, now) {
        subjects.insert(Subject::Group(group));
        for child in roles::children_at(dir, group, now) {
            add_child(dir, child, &mut subjects);
        }
    }
    subjects
}

fn add_child(dir: &Directory, child: ChildId, subjects: &mut BTreeSet<Subject>) {
    subjects.insert(Subject::Child(child));
    let parents = dir.parents_of(child).map(|it| it.person);
    subjects.extend(parents.map(|parent| Subject::ChildParent(child, parent)));
}

/// The groups in reach of an office: those of its location, or all.
pub fn groups_of_office(
    dir: &Directory,
    location: Option<samenspel_model::ids::LocationId>,
) -> impl Iterator<Item = GroupId> {
    let here = location.into_iter().flat_map(|it| dir.groups_at(it));
    let anywhere = location.is_none().then(|| dir.groups());
    here.chain(anywhere.into_iter().flatten()).map(|it| it.id)
}

/// The groups and those merged with any of them at the moment.
pub fn with_merged(
    dir: &Directory,
    groups: &BTreeSet<GroupId>,
    now: UnixMillis,
) -> BTreeSet<GroupId> {
    let merged = groups.iter().flat_map(|group| {
        dir.merges_with(*group)
            .flat_map(|merge| merge.groups.iter().copied())
            .filter(|other| are_merged(dir, *group, *other, now))
    });
    merged.chain(groups.iter().copied()).collect()
}
