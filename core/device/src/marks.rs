//! Read marks: collected while reading, written as one entry per reader and document at the next
//! sync, since one per note would be most of the traffic. A parent's go to the parent's own
//! documents, with their time cut to the part of the day. Knows no wire.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Transaction, params};

use super::command::Intent;
use super::outbox::{self, NewEntry};
use super::{Profile, StoreError, Topics, contacts};
use samenspel_model::calendar::{at_minute, day_of, minute_of_day};
use samenspel_model::entry::{Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::{ChildId, EntryKey, IntentId, PersonId, Random};
use samenspel_model::limits::BYTES_VALUE_BYTES_MAX;
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, ClockReading, UnixMillis};
use samenspel_rules::directory::Directory;

const KEYS_PER_ENTRY_MAX: usize = BYTES_VALUE_BYTES_MAX / 32;
/// Marks written in one sync; the rest waits for the next.
const MARKS_PER_SYNC_MAX: i64 = 2_000;

/// Remembers what the author of the intent read; a note read before is not marked again.
pub(super) fn collect(
    transaction: &Transaction<'_>,
    intent: &Intent<'_>,
    notes: &[EntryKey],
) -> Result<(), StoreError> {
    let read_at = contacts::judging_time(transaction, intent.reading)?;
    for key in notes.iter().filter(|key| key.person != intent.author) {
        let series: Option<Series> = transaction
            .prepare_cached("SELECT series FROM notes WHERE key = ?1 LIMIT 1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let Some(series) = series else { continue };
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO read_marks (reader, key, series, intent, read_at)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![intent.author, key, series, intent.id, read_at.0])?;
    }
    Ok(())
}

struct Mark {
    key: EntryKey,
    intent: IntentId,
    read_at: UnixMillis,
}

/// Where a reader's marks on one series go, and whether as a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Destination {
    reader: PersonId,
    series: Series,
    as_parent: bool,
}

/// Writes the collected marks as entries.
pub(super) fn flush(
    transaction: &Transaction<'_>,
    profile: &Profile,
    directory: &Directory,
    reading: ClockReading,
    random: &mut dyn Random,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    for (destination, marks) in take_waiting(transaction, directory)? {
        for marks in marks.chunks(KEYS_PER_ENTRY_MAX) {
            let entry = entry(profile, &destination, marks, random);
            let signed = SignedEntry::sign(&entry, &profile.key);
            let stated = (entry.written_at, Certainty::Estimated);
            let new = NewEntry {
                intent: marks.last().map(|mark| mark.intent),
                entry: &entry,
                signed: &signed,
                reading,
                stated: Some(stated),
                text_change: None,
                blind: profile.is_group() && !destination.series.kind.kept_by_group_profile(),
                delay_ms: 0,
            };
            outbox::add(transaction, &new, stated, topics)?;
        }
    }
    Ok(())
}

fn take_waiting(
    transaction: &Transaction<'_>,
    directory: &Directory,
) -> Result<BTreeMap<Destination, Vec<Mark>>, StoreError> {
    let mut groups: BTreeMap<Destination, Vec<Mark>> = BTreeMap::new();
    let mut statement = transaction.prepare_cached(
        "UPDATE read_marks SET waiting = 0 WHERE (reader, key) IN
           (SELECT reader, key FROM read_marks WHERE waiting = 1 ORDER BY reader, key LIMIT ?1)
         RETURNING reader, series, key, intent, read_at",
    )?;
    let mut rows = statement.query([MARKS_PER_SYNC_MAX])?;
    while let Some(row) = rows.next()? {
        let mark = Mark {
            key: row.get(2)?,
            intent: row.get(3)?,
            read_at: UnixMillis(row.get(4)?),
        };
        if let Some(destination) = destination(directory, row.get(0)?, row.get(1)?) {
            groups.entry(destination).or_default().push(mark);
        }
    }
    for marks in groups.values_mut() {
        marks.sort_by_key(|mark| (mark.read_at, mark.key));
    }
    Ok(groups)
}

fn entry(
    profile: &Profile,
    destination: &Destination,
    marks: &[Mark],
    random: &mut dyn Random,
) -> Entry {
    let latest = marks
        .iter()
        .map(|mark| mark.read_at)
        .max()
        .unwrap_or_default();
    let (at, part) = part_of_day(latest);
    let mut fields = Fields::new();
    let keys: Vec<u8> = marks.iter().flat_map(|mark| mark.key.to_bytes()).collect();
    let known = "the names of the fields are valid";
    fields.set("read", Value::Bytes(keys)).expect(known);
    if destination.as_parent {
        fields
            .set("part_of_day", Value::Text(part.into()))
            .expect(known);
    }
    let at = if destination.as_parent { at } else { latest };
    Entry {
        series: destination.series,
        schema: super::SCHEMA_WRITTEN,
        key: EntryKey::new(destination.reader, at, random),
        kind: NoteKind::new("marks").expect("marks is a valid name"),
        fields,
        written_at: at,
        device: profile.device,
    }
}

/// The part of the day at the location: when it began and what it is called. What a parent reads when is
/// the group's business only as roughly as this.
fn part_of_day(moment: UnixMillis) -> (UnixMillis, &'static str) {
    let (hour, name) = match minute_of_day(moment) / 60 {
        0..6 => (0, "night"),
        6..12 => (6, "morning"),
        12..18 => (12, "afternoon"),
        _ => (18, "evening"),
    };
    let began = day_of(moment).and_then(|day| at_minute(day, hour * 60));
    // Beyond the calendar nothing else of the moment is told either.
    (began.unwrap_or_default(), name)
}

/// A parent's marks go to the parent's desk for that child, or the channel where the note is; staff
/// mark where the note is. `None` where a parent has no child to mark it under.
fn destination(directory: &Directory, reader: PersonId, series: Series) -> Option<Destination> {
    let here = |as_parent| Destination {
        reader,
        series,
        as_parent,
    };
    let own_children = children_of(directory, reader);
    match series.subject {
        Subject::ChildParent(_, parent) => Some(here(parent == reader)),
        Subject::Child(child) if own_children.contains(&child) => Some(desk(reader, series, child)),
        Subject::Group(_) | Subject::Organisation if !own_children.is_empty() => own_children
            .first()
            .map(|child| desk(reader, series, *child)),
        _ => Some(here(false)),
    }
}

fn desk(reader: PersonId, series: Series, child: ChildId) -> Destination {
    Destination {
        reader,
        series: Series {
            kind: DocumentKind::ParentDesk,
            subject: Subject::ChildParent(child, reader),
            ..series
        },
        as_parent: true,
    }
}

fn children_of(directory: &Directory, person: PersonId) -> Vec<ChildId> {
    directory
        .parenthoods_of(person)
        .map(|parenthood| parenthood.child)
        .collect()
}
