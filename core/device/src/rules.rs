//! Applies schema and policy on the device with the directory it has, so that what the server would
//! refuse is mostly refused before it is written. Knows no transaction.

use rusqlite::{Connection, OptionalExtension, params};

use super::clock_error::ClockError;
use super::{CommandError, Profile, Store, StoreError};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::{Period, Placement};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy::{
    Answer, Decision, NamedNote, Report, Times, Write, WrongField, check_correction, check_moments,
    check_named, check_write,
};
use samenspel_rules::schema;
use samenspel_rules::schema::{Fixed, NamedBy, Remembered};

/// So long after its last contact a phone believes a clock that was not compared since.
const BELIEVED_AHEAD_MS: i64 = 31 * UnixMillis::DAY_MS;

/// All that a judgement needs besides the entry.
pub(super) struct Judge<'a> {
    pub directory: &'a Directory,
    pub profile: &'a Profile,
    pub author: PersonId,
    pub now: UnixMillis,
    /// How wrong the phone's own clock is.
    pub clock: ClockError,
    /// What the phone's own clock says, by which its user tells when something happened.
    pub wall: UnixMillis,
}

impl Judge<'_> {
    /// A personal profile writes for its owner only.
    pub(super) fn check_author(&self) -> Result<(), CommandError> {
        match self.profile.holder {
            Holder::Person(owner) if owner != self.author => {
                Err(refused(RefusalCode::NotTheAuthor, "author"))
            }
            Holder::Person(_) | Holder::Group(_) => Ok(()),
        }
    }

    /// A phone that started again without a network judges as of its last contact; what happened since is
    /// not ahead of its clock, unless that clock is not to be believed.
    fn times(&self) -> Times {
        let ahead_ms = self.wall.since(self.now);
        let believed = (0..=BELIEVED_AHEAD_MS).contains(&ahead_ms);
        Times {
            written: self.now,
            now: if believed { self.wall } else { self.now },
        }
    }

    /// Schema first, then policy.
    pub(super) fn check(&self, entry: &Entry, named: Named) -> Result<(), CommandError> {
        if entry.series.org != self.profile.org {
            return Err(refused(RefusalCode::WrongOrganisation, "series"));
        }
        schema::check(entry)
            .and_then(|()| schema::check_days(entry, self.now))
            .map_err(|error| CommandError::Refused {
                code: error.code,
                args: error.args,
            })?;
        // Before the first sync there is nothing to judge by; the server will.
        if self.directory.is_empty() {
            return Ok(());
        }
        let own = self.profile.as_device();
        let device = self.directory.device(self.profile.device).unwrap_or(&own);
        let decision = check_write(
            self.directory,
            &Write {
                author: self.author,
                device,
                series: &entry.series,
                kind: &entry.kind,
                corrected_at: self.now,
                filed_at: schema::placed_at(entry, self.now),
                now: self.now,
                target: named.target,
                original_author: schema::original_author(entry),
                report: named.report,
                target_stored_at: None,
            },
        );
        match decision {
            Decision::Allow { .. } => check_moments(entry, None, self.times())
                .map_err(|wrong| refused(wrong.code, wrong.field)),
            Decision::Hold(_) => Err(refused(RefusalCode::NotAllowed, "access_ended")),
            Decision::Refuse(code) => Err(refused(code, entry.kind.as_str())),
        }
    }
}

/// A refusal with one argument.
pub(super) fn refused(code: RefusalCode, argument: &str) -> CommandError {
    CommandError::Refused {
        code,
        args: vec![argument.to_owned()],
    }
}

/// What the device has of the entries that another one names.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named {
    /// What it corrects or retracts.
    target: Option<EntryKey>,
    /// The report that it follows.
    report: Option<Report>,
}

impl Named {
    /// A manager has no note that she was only told of: its key is in the report.
    pub(super) fn find(connection: &Connection, entry: &Entry) -> Result<Self, StoreError> {
        let report = match schema::reported_in(entry) {
            Some(key) => find_report(connection, &key)?,
            None => None,
        };
        let target = match schema::target(entry) {
            Some(key) if report.is_some_and(|it| it.about == key) => Some(key),
            Some(key) => find_in_its_series(connection, &key, entry)?,
            None => None,
        };
        Ok(Self { target, report })
    }
}

fn find_report(connection: &Connection, key: &EntryKey) -> Result<Option<Report>, StoreError> {
    let Some(entry) = find_standing(connection, key)? else {
        return Ok(None);
    };
    Ok(schema::reported_note(&entry).map(|about| Report {
        by: key.person,
        series: entry.series,
        about,
    }))
}

impl Store {
    /// What a note names must be such that the note can follow on it, as far as the device has that; nor is
    /// made another note by a correction what others rely on.
    pub(super) fn check_standing(
        &self,
        entry: &Entry,
        judge: &Judge<'_>,
    ) -> Result<(), CommandError> {
        let wrong = |wrong: WrongField| refused(wrong.code, wrong.field);
        for named in schema::named_notes(entry) {
            let known = self.read(|connection| Known::find(connection, entry, &named))?;
            let Some(known) = known else { continue };
            let (note, answers) = (&known.note, &known.answers);
            check_named(entry, &named, note, answers, judge.now).map_err(wrong)?;
            if entry.kind.as_str() == "correction" && named.naming.field == "of" {
                if let Some(field) = Fixed::of(&known.entry).first_wrong(entry) {
                    return Err(refused(RefusalCode::NotAllowed, field));
                }
                check_correction(entry, note, judge.times()).map_err(wrong)?;
            }
        }
        Ok(())
    }
}

/// A note that the device has and another one names.
struct Known {
    entry: Entry,
    note: NamedNote,
    answers: Vec<Answer>,
}

impl Known {
    fn find(
        connection: &Connection,
        entry: &Entry,
        named: &NamedBy,
    ) -> Result<Option<Self>, StoreError> {
        let row = connection
            .prepare_cached(
                "SELECT n.body, n.corrected_at, n.retracted, d.period
                 FROM notes n LEFT JOIN documents d ON d.id = n.document
                 WHERE n.key = ?1 AND (?2 OR n.series = ?3) LIMIT 1",
            )?
            .query_row(params![named.key, named.elsewhere, entry.series], |row| {
                let (body, at): (Vec<u8>, i64) = (row.get(0)?, row.get(1)?);
                let (taken_back, period): (bool, Option<u32>) = (row.get(2)?, row.get(3)?);
                Ok((body, UnixMillis(at), taken_back, period))
            })
            .optional()?;
        let Some((body, at, taken_back, period)) = row else {
            return Ok(None);
        };
        let known = read(&body)?;
        let filed = || Placement::first(known.series.kind, schema::placed_at(&known, at)).period;
        let mut remembered = Remembered::of(&known, at);
        for correction in answering(connection, &named.key, "correction")? {
            remembered.moment = remembered.moved_by(&correction).or(remembered.moment);
        }
        let mut answers = Vec::new();
        for kind in ["share_answer", "share_sent"] {
            let given = answering(connection, &named.key, kind)?.into_iter();
            answers.extend(given.map(|it| Answer {
                by: it.author(),
                remembered: Remembered::of(&it, at),
            }));
        }
        let note = NamedNote {
            series: known.series,
            period: period.map_or_else(filed, Period),
            remembered,
            taken_back,
        };
        Ok(Some(Self {
            entry: known,
            note,
            answers,
        }))
    }
}

/// The notes of a kind that act on another one and stand.
fn answering(
    connection: &Connection,
    key: &EntryKey,
    kind: &str,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.body FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0",
    )?;
    let mut rows = statement.query(params![key, kind])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        entries.push(read(&body)?);
    }
    Ok(entries)
}

fn read(body: &[u8]) -> Result<Entry, StoreError> {
    Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))
}

fn find_in_its_series(
    connection: &Connection,
    key: &EntryKey,
    entry: &Entry,
) -> Result<Option<EntryKey>, StoreError> {
    let is_there: bool = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM notes WHERE key = ?1 AND series = ?2)")?
        .query_row(params![key, entry.series], |row| row.get(0))?;
    Ok(is_there.then_some(*key))
}

fn find_standing(connection: &Connection, key: &EntryKey) -> Result<Option<Entry>, StoreError> {
    let body: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body FROM notes WHERE key = ?1 AND retracted = 0 LIMIT 1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    body.map(|body| read(&body)).transpose()
}
