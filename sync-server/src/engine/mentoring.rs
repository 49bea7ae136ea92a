//! A mentor's children pass on to another, in one change at one position: nothing is without somebody
//! who sees to it in between. What hangs on the role (parent channels, agreements, open requests and
//! concerns) follows from the directory by itself; circles name people, so the successor is named in them.

use samenspel_model::ids::{ChildId, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Circle, Directory, Mentorship, Person, Record, Span};
use samenspel_rules::policy::roles::{groups_of, has_left, is_manager_of, is_present, working_on};
use samenspel_rules::policy::table::Role;

use super::Organisation;
use super::error::EngineError;
use crate::audit::{About, Action, By};

/// Who hands over to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentorChange {
    /// The mentor or deputy until now.
    pub from: PersonId,
    /// The one from now on.
    pub to: PersonId,
    /// Which children; all of theirs if empty.
    pub children: Vec<ChildId>,
    /// The first leaves the organisation: every access of theirs ends.
    pub leaves: bool,
    /// The manager who decides it.
    pub manager: PersonId,
}

/// What passed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MentorChanged {
    /// Children with a new mentor or deputy.
    pub children: usize,
    /// Open circles in which the successor is named now.
    pub circles: usize,
    /// Who left as staff is a parent still: of that access nothing ended.
    pub stays_as_parent: bool,
}

/// Why nothing passed on.
#[derive(Debug, thiserror::Error)]
pub enum MentorError {
    /// The engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// They are one person.
    #[error("the mentor and the successor are the same person: name two")]
    Same,
    /// There is nothing to pass on.
    #[error("this person is no mentor of the children named, or of any: see assignments.csv")]
    NotTheMentor,
    /// A mentor works with the child.
    #[error(
        "the successor does not work on the group of {children} of the children: assign them to it first (import assignments.csv)"
    )]
    NotOnTheGroup {
        /// How many.
        children: usize,
    },
    /// A trainee learns.
    #[error(
        "the successor is a trainee on the group of {children} of the children: a mentor is a professional \
         there; name one, or import assignments.csv with their new role first"
    )]
    Trainee {
        /// How many.
        children: usize,
    },
    /// Nobody is the mentor of the own child.
    #[error(
        "the successor is a parent of one of the children: name a colleague for this child (--child)"
    )]
    Parent,
    /// Only a manager decides it.
    #[error("the person who decides is no manager of every child's location: name one who is")]
    NotTheManager,
}

impl Organisation {
    /// Passes a mentor's children on, all in one durable transaction.
    pub fn change_mentor(
        &self,
        change: &MentorChange,
    ) -> std::result::Result<MentorChanged, MentorError> {
        let mut refused = None;
        let done = self.write(|batch| {
            let state = std::sync::Arc::clone(&batch.directory);
            let plan = match Plan::make(&state.directory, change, batch.now) {
                Ok(plan) => plan,
                Err(error) => {
                    refused = Some(error);
                    return Err(EngineError::NothingDecided);
                }
            };
            batch.acting = By::Manager(change.manager);
            batch.change_directory(&plan.records, &[])?;
            let detail = format!("{} children to {}", plan.changed.children, change.to);
            batch.audit(Action::MentorChanged, About::Person(change.from), &detail)?;
            Ok(plan.changed)
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(done?),
        }
    }
}

struct Plan {
    records: Vec<Record>,
    changed: MentorChanged,
}

impl Plan {
    fn make(
        dir: &Directory,
        change: &MentorChange,
        now: UnixMillis,
    ) -> std::result::Result<Self, MentorError> {
        if change.from == change.to {
            return Err(MentorError::Same);
        }
        let passing = passing(dir, change, now)?;
        check_manager(dir, change, &passing, now)?;
        check_successor(dir, change, &passing, now)?;
        let mut plan = Self {
            records: Vec::new(),
            changed: MentorChanged::default(),
        };
        for mentorship in &passing {
            plan.pass_on(dir, change.to, mentorship, now);
        }
        if change.leaves {
            plan.changed.stays_as_parent = is_parent_still(dir, change.from, now);
            plan.name_in_circles(dir, change, now);
            plan.end_all(dir, change.from, now);
        }
        Ok(plan)
    }

    fn pass_on(&mut self, dir: &Directory, to: PersonId, ends: &Mentorship, now: UnixMillis) {
        self.changed.children += 1;
        let mut ended = ends.clone();
        ended.during.until = Some(now);
        self.records.push(Record::Mentorship(ended));
        let own = dir
            .mentors_of(ends.child)
            .find(|it| it.person == to && it.during.contains(now));
        // A deputy who becomes the mentor is no deputy any more; a mentor stays one.
        if own.is_some_and(|own| !own.deputy || ends.deputy) {
            return;
        }
        self.records.push(Record::Mentorship(Mentorship {
            child: ends.child,
            person: to,
            deputy: ends.deputy,
            during: Span::since(now),
        }));
    }

    /// A trainee's draft and a colleague's question are answered by whoever is named.
    fn name_in_circles(&mut self, dir: &Directory, change: &MentorChange, now: UnixMillis) {
        for circle in dir.circles_of(change.from) {
            let mut members = circle.members.clone();
            // Who has left reads nothing; who stays as a parent would read on.
            if self.changed.stays_as_parent {
                members.retain(|it| *it != change.from);
            }
            if !members.contains(&change.to) {
                members.push(change.to);
                self.changed.circles += 1;
            }
            if circle.during.contains(now) && members != circle.members {
                self.records.push(Record::Circle(Circle {
                    members,
                    ..circle.clone()
                }));
            }
        }
    }

    fn end_all(&mut self, dir: &Directory, person: PersonId, now: UnixMillis) {
        let until = |span: Span| Span {
            until: Some(span.until.map_or(now, |until| until.min(now))),
            ..span
        };
        for it in dir.assignments_of(person) {
            let mut ended = it.clone();
            ended.during = until(it.during);
            self.records.push(Record::Assignment(ended));
        }
        for it in dir.offices_of(person) {
            let mut ended = it.clone();
            ended.during = until(it.during);
            self.records.push(Record::Office(ended));
        }
        for it in dir.grants_of(person) {
            let mut ended = it.clone();
            ended.during = until(it.during);
            self.records.push(Record::DayGrant(ended));
        }
        if let Some(left) = dir.person(person)
            && !self.changed.stays_as_parent
        {
            self.records.push(Record::Person(Person {
                left_at: Some(now),
                ..left.clone()
            }));
        }
    }
}

/// What somebody is as a parent does not end with the work.
fn is_parent_still(dir: &Directory, person: PersonId, now: UnixMillis) -> bool {
    let mut parenthoods = dir.parenthoods_of(person);
    parenthoods.any(|it| !it.during.has_ended(now))
}

fn passing(
    dir: &Directory,
    change: &MentorChange,
    now: UnixMillis,
) -> std::result::Result<Vec<Mentorship>, MentorError> {
    let current: Vec<Mentorship> = dir
        .mentorships_of(change.from)
        .filter(|it| it.during.contains(now) && !has_left(dir, it.child, now))
        .filter(|it| change.children.is_empty() || change.children.contains(&it.child))
        .cloned()
        .collect();
    let all_found = change
        .children
        .iter()
        .all(|child| current.iter().any(|it| it.child == *child));
    match all_found && !current.is_empty() {
        true => Ok(current),
        false => Err(MentorError::NotTheMentor),
    }
}

fn check_manager(
    dir: &Directory,
    change: &MentorChange,
    passing: &[Mentorship],
    now: UnixMillis,
) -> std::result::Result<(), MentorError> {
    let manages =
        |it: &Mentorship| is_manager_of(dir, change.manager, Subject::Child(it.child), now);
    match passing.iter().all(manages) {
        true => Ok(()),
        false => Err(MentorError::NotTheManager),
    }
}

fn check_successor(
    dir: &Directory,
    change: &MentorChange,
    passing: &[Mentorship],
    now: UnixMillis,
) -> std::result::Result<(), MentorError> {
    let is_there_as = |it: &Mentorship, role: Role| {
        groups_of(dir, it.child, now)
            .any(|group| working_on(dir, change.to, group, now).contains(role))
    };
    let works_with = |it: &Mentorship| is_there_as(it, Role::Professional);
    let present = is_present(dir, change.to, now);
    let learns_with =
        |it: &&Mentorship| present && !works_with(it) && is_there_as(it, Role::Trainee);
    match passing.iter().filter(learns_with).count() {
        0 => {}
        children => return Err(MentorError::Trainee { children }),
    }
    let children = passing
        .iter()
        .filter(|it| !present || !works_with(it))
        .count();
    let is_own = |it: &Mentorship| {
        let own = dir.parenthood(it.child, change.to);
        own.is_some_and(|own| own.collection_barred || !own.during.has_ended(now))
    };
    match children {
        0 if passing.iter().any(is_own) => Err(MentorError::Parent),
        0 => Ok(()),
        children => Err(MentorError::NotOnTheGroup { children }),
    }
}
