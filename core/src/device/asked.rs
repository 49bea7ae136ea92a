//! What was asked of the directory on this device and the server does not have yet: circles that are
//! written in at once, substitutes who are let in at once, without a network. Knows no screen.

use std::sync::Arc;

use rusqlite::Connection;

use super::columns::cbor;
use super::rules::{Judge, refused};
use super::{Command, CommandError, NewNote, Store, StoreError};
use crate::directory::{Circle, Directory, Record};
use crate::document::Subject;
use crate::partnership::circles::Turning;
use crate::policy::circles::may_open_circle;
use crate::protocol::{CommandAction, DirectoryCommand, RefusalCode};

impl From<Turning> for Command {
    fn from(turning: Turning) -> Self {
        match turning.opens {
            Some(circle) => Self::OpenCircle {
                circle,
                notes: turning.notes,
            },
            None => Self::AddNotes(turning.notes),
        }
    }
}

impl Store {
    /// The directory with what was asked for here: a second thought goes into the same circle, and who
    /// was let in for the day works.
    pub fn directory_as_asked(&self) -> Result<Arc<Directory>, StoreError> {
        self.directory_with(None)
    }

    pub(super) fn directory_with(
        &self,
        one_more: Option<&Circle>,
    ) -> Result<Arc<Directory>, StoreError> {
        let directory = self.directory()?;
        let mut asked = self.read(asked_for)?;
        asked.extend(one_more.cloned().map(Record::Circle));
        // Before the first sync there is nothing to judge by; a circle alone would be a directory.
        if asked.is_empty() || directory.is_empty() {
            return Ok(directory);
        }
        let mut with_asked = Directory::clone(&directory);
        for record in asked {
            if with_asked.get(&record.id()).is_none() {
                with_asked.upsert(record);
            }
        }
        Ok(Arc::new(with_asked))
    }
}

/// The circles that were asked for and are not answered yet, in the order asked.
pub(super) fn circles(connection: &Connection) -> Result<Vec<Circle>, StoreError> {
    let records = asked_for(connection)?.into_iter();
    let circles = records.filter_map(|record| match record {
        Record::Circle(circle) => Some(circle),
        _ => None,
    });
    Ok(circles.collect())
}

/// The records that were asked for and are not answered yet, in the order asked.
fn asked_for(connection: &Connection) -> Result<Vec<Record>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT body FROM commands WHERE status IN (0, 1) ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let command: DirectoryCommand = cbor(body, "a directory command")?;
        records.extend(match command.action {
            CommandAction::OpenCircle(circle) => Some(Record::Circle(circle)),
            CommandAction::GrantDay(grant) => Some(Record::DayGrant(grant)),
            CommandAction::AddProvisionalPerson(person) => Some(Record::Person(person)),
            CommandAction::Invite(_) | CommandAction::HereToday(_) => None,
        });
    }
    Ok(records)
}

impl Judge<'_> {
    /// What the server will ask of a circle that is opened.
    pub(super) fn check_circle(
        &self,
        circle: &Circle,
        notes: &[NewNote],
    ) -> Result<(), CommandError> {
        if self.profile.is_group() {
            return Err(refused(RefusalCode::PersonalProfileRequired, "circle"));
        }
        if notes.is_empty() {
            return Err(CommandError::Empty);
        }
        if notes
            .iter()
            .any(|it| it.series.subject != Subject::Case(circle.id))
        {
            return Err(refused(RefusalCode::WrongDocument, "series"));
        }
        let others = self.directory_without(circle);
        let may =
            others.is_empty() || may_open_circle(&others, self.author, &circle.members, self.now);
        may.then_some(())
            .ok_or_else(|| refused(RefusalCode::NotAllowed, "circle"))
    }

    /// The directory before this circle, which must not count among those that are open.
    fn directory_without(&self, circle: &Circle) -> Directory {
        let mut before = self.directory.clone();
        before.remove(&Record::Circle(circle.clone()).id());
        before
    }
}
