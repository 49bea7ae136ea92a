//! A manager opens documents for a while, because …: a grant to one person, of one kind of document
//! about one child, group or case each, that ends by itself. Who opened what, until when and why is in
//! the audit. Knows nothing of what is in the documents.

use std::collections::BTreeSet;

use samenspel_model::entry::clean_text;
use samenspel_model::ids::{GrantId, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Directory, Opening, Record, Span};
use samenspel_rules::policy;
use samenspel_rules::policy::roles::is_manager_of;
use samenspel_rules::policy::table::{Cell, Role, cell};

use super::Organisation;
use super::deciding::{REASON_CHARS_MAX, is_a_reason};
use super::error::EngineError;
use crate::audit::By;

/// The longest time that something is opened for.
pub const OPENING_HOURS_MAX: i64 = 72;

/// What a manager opens, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct OpenBecause {
    /// Who will read.
    pub manager: PersonId,
    /// What it is about: a child, a child and one of its parents, a group or a case.
    pub subject: Subject,
    /// Which kinds of document about it. A child's desks and channels are those of each parent.
    pub kinds: Vec<DocumentKind>,
    /// Why, in the manager's words.
    pub reason: String,
    /// For how many hours.
    pub hours: i64,
}

samenspel_model::hides_content!(OpenBecause {
    manager,
    subject,
    kinds,
    hours
});

/// What was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The series, in order.
    pub series: Vec<Series>,
    /// When it ends by itself.
    pub until: UnixMillis,
}

/// Why nothing was opened.
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// It is not in this organisation's directory.
    #[error("there is no such child, parent of the child, group or circle in this organisation")]
    Unknown,
    /// Only a manager of the place opens.
    #[error("this person is no manager of the place that it is about: name one who is")]
    NotTheManager,
    /// A reason is part of it.
    #[error("say why, in at most {REASON_CHARS_MAX} characters: the reason is kept in the audit")]
    Reason,
    /// It would never end, or too late.
    #[error(
        "open it for 1 to {OPENING_HOURS_MAX} hours: it can be opened again, with a new reason"
    )]
    Hours,
    /// Nothing was named.
    #[error("name the kinds of document to open, as few as will do")]
    NoKind,
    /// Managers read it as it is.
    #[error("{} is open to a manager as it is", .0.name())]
    OpenAlready(DocumentKind),
    /// There are no such documents about that.
    #[error("there is no {} about that: see samenspel open --help", .0.name())]
    OtherSubject(DocumentKind),
    /// Nothing of it is open to that person.
    #[error("nothing of this is open to that person")]
    NotOpen,
}

type Result<T> = std::result::Result<T, OpeningError>;

impl Organisation {
    /// Opens documents to a manager for a while, in one durable transaction. What she had open of the
    /// same series ends: the new time and the new reason take its place.
    pub fn open_because(&self, wanted: &OpenBecause) -> Result<Opened> {
        if !is_a_reason(&wanted.reason) {
            return Err(OpeningError::Reason);
        }
        if !(1..=OPENING_HOURS_MAX).contains(&wanted.hours) {
            return Err(OpeningError::Hours);
        }
        self.change_openings(wanted.manager, |directory, now, draw| {
            let pairs = pairs(directory, self.org, wanted, now)?;
            let until = now.plus_ms(wanted.hours * UnixMillis::HOUR_MS);
            let same = |it: &Opening| pairs.contains(&(it.kind, it.subject));
            let mut records = ended(directory, wanted.manager, now, same);
            for &(kind, subject) in &pairs {
                records.push(Record::Opening(Opening {
                    id: draw(),
                    person: wanted.manager,
                    kind,
                    subject,
                    reason: clean_text(wanted.reason.trim()),
                    during: Span {
                        from: now,
                        until: Some(until),
                    },
                }));
            }
            let series = pairs.iter().map(|&(kind, subject)| Series {
                org: self.org,
                kind,
                subject,
            });
            let opened = Opened {
                series: series.collect(),
                until,
            };
            Ok((records, opened))
        })
    }

    /// Ends before its time all that a manager has open about a child with its parents, a group or a
    /// case; says how many series.
    pub fn close_opened(&self, manager: PersonId, subject: Subject) -> Result<usize> {
        self.change_openings(manager, |directory, now, _| {
            let records = ended(directory, manager, now, |it| is_about(it.subject, subject));
            match records.len() {
                0 => Err(OpeningError::NotOpen),
                count => Ok((records, count)),
            }
        })
    }

    fn change_openings<T>(
        &self,
        manager: PersonId,
        plan: impl FnOnce(
            &Directory,
            UnixMillis,
            &mut dyn FnMut() -> GrantId,
        ) -> Result<(Vec<Record>, T)>,
    ) -> Result<T> {
        let mut refused = None;
        let done = self.write(|batch| {
            let state = std::sync::Arc::clone(&batch.directory);
            let now = batch.now;
            let mut draw = || GrantId::new(now, &mut *batch.random);
            match plan(&state.directory, now, &mut draw) {
                Ok((records, told)) => {
                    batch.acting = By::Manager(manager);
                    batch.change_directory(&records, &[])?;
                    Ok(told)
                }
                Err(error) => {
                    refused = Some(error);
                    Err(EngineError::NothingDecided)
                }
            }
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(done?),
        }
    }
}

/// The kinds and subjects that are to be opened, each once.
fn pairs(
    directory: &Directory,
    org: OrgId,
    wanted: &OpenBecause,
    now: UnixMillis,
) -> Result<BTreeSet<(DocumentKind, Subject)>> {
    if !policy::exists(directory, wanted.subject) {
        return Err(OpeningError::Unknown);
    }
    if !is_manager_of(directory, wanted.manager, wanted.subject, now) {
        return Err(OpeningError::NotTheManager);
    }
    let mut pairs = BTreeSet::new();
    for &kind in &wanted.kinds {
        if cell(Role::Manager, kind) != Cell::AuditedRead {
            return Err(OpeningError::OpenAlready(kind));
        }
        let before = pairs.len();
        pairs.extend(
            subjects(directory, kind, wanted.subject)
                .into_iter()
                .filter(|&subject| Series { org, kind, subject }.is_well_formed())
                .map(|subject| (kind, subject)),
        );
        if pairs.len() == before && !pairs.iter().any(|(it, _)| *it == kind) {
            return Err(OpeningError::OtherSubject(kind));
        }
    }
    match pairs.is_empty() {
        true => Err(OpeningError::NoKind),
        false => Ok(pairs),
    }
}

/// What a kind of document about a child is about: the child, or the child with each parent.
fn subjects(directory: &Directory, kind: DocumentKind, subject: Subject) -> Vec<Subject> {
    match (kind, subject) {
        (DocumentKind::ParentDesk | DocumentKind::ParentChannel, Subject::Child(child)) => {
            let parents = directory.parents_of(child).map(|it| it.person);
            parents
                .map(|parent| Subject::ChildParent(child, parent))
                .collect()
        }
        _ => vec![subject],
    }
}

/// The manager's openings of now that `which` chooses, ended.
fn ended(
    directory: &Directory,
    manager: PersonId,
    now: UnixMillis,
    which: impl Fn(&Opening) -> bool,
) -> Vec<Record> {
    directory
        .openings_of(manager)
        .filter(|it| it.during.contains(now) && which(it))
        .map(|it| {
            let mut ended = it.clone();
            ended.during.until = Some(now);
            Record::Opening(ended)
        })
        .collect()
}

fn is_about(opened: Subject, named: Subject) -> bool {
    match (opened, named) {
        (Subject::ChildParent(child, _), Subject::Child(named)) => child == named,
        _ => opened == named,
    }
}
