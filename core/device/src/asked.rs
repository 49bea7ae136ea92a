//! What was asked of the directory on this device and the server does not have yet: circles that are
//! written in at once, substitutes who are let in at once, without a network. Knows no screen.

use std::sync::Arc;

use rusqlite::Connection;

use super::columns::cbor;
use super::rules::{Judge, refused};
use super::{Command, CommandError, NewNote, Store, StoreError};
use samenspel_model::series::Subject;
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_names::shows_something;
use samenspel_protocol::{CommandAction, DirectoryCommand};
use samenspel_rules::directory::{Circle, DayGrant, Directory, Holder, Record};
use samenspel_rules::partnership::circles::Turning;
use samenspel_rules::policy::circles::{is_staff, may_open_circle};
use samenspel_rules::policy::grants::{is_a_day, may_let_in};
use samenspel_rules::policy::roles::other_role;

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
        let mut asked = self.read(crate::handing_over::day_pass::overlay)?;
        asked.extend(self.read(asked_for)?);
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
            CommandAction::GrantDay(grant) => {
                Some(Record::DayGrant(begun(grant, command.written_at)))
            }
            CommandAction::AddProvisionalPerson(person) => Some(Record::Person(person)),
            CommandAction::Invite(_)
            | CommandAction::HereToday(_)
            | CommandAction::CloseCircle(_)
            | CommandAction::EndDayGrant(_)
            | CommandAction::WithdrawPerson(_)
            | CommandAction::WithdrawInvitation(_)
            | CommandAction::RevokeDevice(_) => None,
        });
    }
    Ok(records)
}

/// A day that began as it was asked for has begun, whatever this device makes of the time since: after a
/// restart without a network it judges as of its last contact.
fn begun(mut grant: DayGrant, asked_at: UnixMillis) -> DayGrant {
    if grant.during.from <= asked_at.plus_ms(UnixMillis::MINUTE_MS) {
        grant.during.from = UnixMillis(i64::MIN);
    }
    grant
}

fn allowed(condition: bool, what: &str) -> Result<(), CommandError> {
    condition
        .then_some(())
        .ok_or_else(|| refused(RefusalCode::NotAllowed, what))
}

fn valid(condition: bool, field: &str) -> Result<(), CommandError> {
    condition
        .then_some(())
        .ok_or_else(|| refused(RefusalCode::FieldInvalid, field))
}

impl Judge<'_> {
    /// What the server will ask of a change of the directory, as far as this device can tell.
    pub(super) fn check_asked(&self, action: &CommandAction) -> Result<(), CommandError> {
        // Before the first sync there is nothing to judge by; the server will.
        if self.directory.is_empty() {
            return Ok(());
        }
        match action {
            CommandAction::GrantDay(grant) => {
                let may = grant.granted_by == self.author
                    && may_let_in(self.directory, self.author, grant.group, self.now);
                allowed(may, "grant")?;
                let role = other_role(self.directory, grant.person, grant.group, self.now);
                if let Some(role) = role {
                    return Err(refused(RefusalCode::OtherRole, role.name()));
                }
                valid(is_a_day(&grant.during), "during")
            }
            CommandAction::AddProvisionalPerson(person) => {
                allowed(is_staff(self.directory, self.author, self.now), "person")?;
                valid(self.directory.person(person.id).is_none(), "id")?;
                valid(shows_something(&person.first_name), "first_name")?;
                let last = &person.last_name;
                valid(last.is_empty() || shows_something(last), "last_name")
            }
            CommandAction::RevokeDevice(id) => {
                let own = Holder::Person(self.author);
                let device = self.directory.device(*id);
                allowed(device.is_some_and(|it| it.holder == own), "device")?;
                match self.profile.is_group() {
                    true => Err(refused(RefusalCode::PersonalProfileRequired, "device")),
                    false => Ok(()),
                }
            }
            CommandAction::OpenCircle(_)
            | CommandAction::Invite(_)
            | CommandAction::HereToday(_)
            | CommandAction::CloseCircle(_)
            | CommandAction::EndDayGrant(_)
            | CommandAction::WithdrawPerson(_)
            | CommandAction::WithdrawInvitation(_) => Ok(()),
        }
    }

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
