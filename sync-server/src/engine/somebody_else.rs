//! A manager says once that a collector, whose name resembles that of a parent whom a court keeps away, is
//! somebody else. It holds until it is taken back or a court decides anew. Knows no collector: it is the
//! name that is said something of.

use std::collections::BTreeSet;

use samenspel_model::entry::clean_text;
use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_names::{Likeness, are_same, likeness, names_nobody, shows_something};
use samenspel_rules::directory::{Directory, Parenthood, Record, RecordId, SomebodyElse};
use samenspel_rules::policy::roles::is_manager_of;

use super::Organisation;
use super::batch::Batch;
use super::error::{EngineError, Result};
use crate::audit::By;

/// Characters of a collector's name.
const NAME_CHARS_MAX: usize = 200;
/// Names said of one child.
const PER_CHILD_MAX: usize = 100;

/// Of whom something is said, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarredFrom {
    /// The child.
    pub child: ChildId,
    /// The parent who may not collect it.
    pub than: PersonId,
    /// The manager who says it.
    pub manager: PersonId,
}

/// Why nothing was said or taken back.
#[derive(Debug, thiserror::Error)]
pub enum SomebodyElseError {
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Only a manager says it.
    #[error("the person who decides is no manager of the child's location: name one who is")]
    NotTheManager,
    /// No court keeps this parent away.
    #[error(
        "this parent is not barred from collecting this child: nothing has to be said of other names"
    )]
    NotBarred,
    /// It is no name.
    #[error(
        "write the collector's name as it is written for the child, in at most {NAME_CHARS_MAX} characters; a word such as papa names nobody"
    )]
    Name,
    /// Nobody would ask.
    #[error("this name does not resemble that of the barred parent: nothing has to be said of it")]
    NotAlike,
    /// More than anybody looks through.
    #[error("there are {PER_CHILD_MAX} such names of this child: take back those that are past")]
    TooMany,
    /// Nothing of the kind was said.
    #[error("nothing like this was said: see samenspel collectors list")]
    NotSaid,
}

type Said<T> = std::result::Result<T, SomebodyElseError>;

impl Organisation {
    /// A manager says that the collector of this name is somebody else; gives back how much the name is
    /// that of the barred parent.
    pub fn say_somebody_else(&self, of: BarredFrom, name: &str) -> Said<Likeness> {
        self.change_said(of, |batch| {
            let directory = &batch.directory.directory;
            let (record, likeness) = match check(directory, of, name, batch.now) {
                Ok(checked) => checked,
                Err(error) => return Ok(Err(error)),
            };
            batch.change_directory(&[Record::SomebodyElse(record)], &[])?;
            Ok(Ok(likeness))
        })
    }

    /// Takes back what was said of this name, or of every name; gives back of how many.
    pub fn ask_again(&self, of: BarredFrom, name: Option<&str>) -> Said<usize> {
        self.change_said(of, |batch| {
            let all = batch.directory.directory.somebody_else_for(of.child);
            let meant = all.filter(|it| {
                it.than == of.than && name.is_none_or(|name| are_same(&it.name, name))
            });
            let ids: Vec<RecordId> = meant
                .map(|it| Record::SomebodyElse(it.clone()).id())
                .collect();
            if ids.is_empty() {
                return Ok(Err(SomebodyElseError::NotSaid));
            }
            batch.change_directory(&[], &ids)?;
            Ok(Ok(ids.len()))
        })
    }

    fn change_said<T>(
        &self,
        of: BarredFrom,
        work: impl FnOnce(&mut Batch<'_>) -> Result<Said<T>>,
    ) -> Said<T> {
        let mut refused = None;
        let done = self.write(|batch| {
            let directory = &batch.directory.directory;
            let about = Subject::Child(of.child);
            let done = match is_manager_of(directory, of.manager, about, batch.now) {
                true => {
                    batch.acting = By::Manager(of.manager);
                    work(batch)?
                }
                false => Err(SomebodyElseError::NotTheManager),
            };
            done.map_err(|error| {
                refused = Some(error);
                EngineError::NothingDecided
            })
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(done?),
        }
    }
}

fn check(
    dir: &Directory,
    of: BarredFrom,
    name: &str,
    now: UnixMillis,
) -> Said<(SomebodyElse, Likeness)> {
    let barred = dir
        .parenthood(of.child, of.than)
        .filter(|it| it.collection_barred);
    let parent = dir.person(of.than).filter(|_| barred.is_some());
    let Some(parent) = parent else {
        return Err(SomebodyElseError::NotBarred);
    };
    let name = clean_text(name);
    let name = name.trim();
    let is_a_name = shows_something(name) && name.chars().count() <= NAME_CHARS_MAX;
    if !is_a_name || names_nobody(name) {
        return Err(SomebodyElseError::Name);
    }
    let likeness = likeness(&parent.first_name, &parent.last_name, name);
    if likeness == Likeness::None {
        return Err(SomebodyElseError::NotAlike);
    }
    if dir.somebody_else_for(of.child).count() >= PER_CHILD_MAX {
        return Err(SomebodyElseError::TooMany);
    }
    let said = SomebodyElse {
        child: of.child,
        than: of.than,
        name: name.to_owned(),
        by: of.manager,
        at: now,
    };
    Ok((said, likeness))
}

/// What was said of names and does not hold any more once this change is made: a court decided anew, or
/// the parent or the child is gone.
pub(super) fn lapsed_by(
    dir: &Directory,
    records: &[Record],
    removed: &[RecordId],
) -> Vec<RecordId> {
    let mut lapsed = BTreeSet::new();
    let mut lapse = |child: ChildId, than: Option<PersonId>| {
        let said = dir.somebody_else_for(child);
        let of_parent = said.filter(|it| than.is_none_or(|than| it.than == than));
        lapsed.extend(of_parent.map(|it| Record::SomebodyElse(it.clone()).id()));
    };
    for record in records {
        let Record::Parenthood(it) = record else {
            continue;
        };
        let decision = |it: &Parenthood| (it.collection_barred, it.during.from);
        let before = dir.parenthood(it.child, it.person);
        if before.map(decision) != Some(decision(it)) {
            lapse(it.child, Some(it.person));
        }
    }
    for id in removed {
        match dir.get(id) {
            Some(Record::Parenthood(it)) => lapse(it.child, Some(it.person)),
            Some(Record::Child(it)) => lapse(it.id, None),
            _ => {}
        }
    }
    for id in removed {
        lapsed.remove(id);
    }
    lapsed.into_iter().collect()
}
