//! What screens show of a child, a group or a case: notes in order, open items, and how old the
//! data is. Reads rows only; loads no document.

use rusqlite::{Connection, Row, Rows, params};

use super::floor::Eyes;
use super::notes::about;
use super::{Store, StoreError};
use samenspel_model::entry::{Entry, Fields};
use samenspel_model::ids::{EntryKey, OrgId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::{Certainty, ClockReading, UnixMillis};

/// Notes in one answer.
pub const TIMELINE_NOTES_MAX: usize = 500;

/// A note as screens show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteView {
    /// What was written.
    pub entry: Entry,
    /// When it was written, as well as is known.
    pub at: UnixMillis,
    /// How sure that is.
    pub certainty: Certainty,
    /// When the server received it; `None` while it is only on this device.
    pub arrived_at: Option<UnixMillis>,
    /// Accepted after its author's access had ended.
    pub late: bool,
    /// Who corrected it: the keys of the corrections, oldest first.
    pub corrected_by: Vec<EntryKey>,
    /// Taken back: its words are shown to nobody, and are not in it.
    pub is_retracted: bool,
    place: TimelinePlace,
}

impl NoteView {
    /// Where it stands in the timeline, to ask for what comes before it.
    pub fn place(&self) -> TimelinePlace {
        self.place
    }
}

/// A place in a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelinePlace {
    at: i64,
    depth: i64,
    key: EntryKey,
}

/// Which notes.
#[derive(Debug, Clone, Copy)]
pub struct TimelineQuery<'a> {
    /// About a child (with what is between its parents and the group), a group, a case or the
    /// organisation.
    pub subject: Subject,
    /// Only in documents of these kinds; all if empty.
    pub kinds: &'a [DocumentKind],
    /// Only notes of these kinds, by their names; all if empty.
    pub note_kinds: &'a [&'a str],
    /// Only what comes before this place: for the page before.
    pub before: Option<TimelinePlace>,
    /// At most so many, the latest.
    pub limit: usize,
}

impl NoteView {
    pub(super) fn is_seen_by(&self, eyes: &Eyes) -> bool {
        eyes.see(&self.entry.series, self.at)
    }
}

impl Store {
    /// Notes in the order shown: corrected time, then key, a reply never before what it answers.
    /// The latest ones, oldest first.
    pub fn timeline(
        &self,
        query: &TimelineQuery<'_>,
        reading: ClockReading,
    ) -> Result<Vec<NoteView>, StoreError> {
        let org = self.profile()?.org;
        self.look(reading, |connection, eyes| {
            let mut notes = timeline(connection, org, query, eyes)?;
            notes.reverse();
            Ok(notes)
        })
    }

    /// Items about a child or group that nobody closed, oldest first.
    pub fn open_items(
        &self,
        subject: Subject,
        reading: ClockReading,
    ) -> Result<Vec<NoteView>, StoreError> {
        let org = self.profile()?.org;
        self.look(reading, |connection, eyes| {
            let sql = format!(
                "SELECT {COLUMNS} FROM notes WHERE open_item = 1 AND about = ?1
                 ORDER BY sort_at, sort_depth, key"
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement.query(params![about(subject, &org.0)])?;
            first_seen(connection, rows, eyes, TIMELINE_NOTES_MAX)
        })
    }

    /// One note by its key; nothing if it was taken back.
    pub fn note(
        &self,
        key: &EntryKey,
        reading: ClockReading,
    ) -> Result<Option<NoteView>, StoreError> {
        self.look(reading, |connection, eyes| {
            let note = by_key(connection, key)?.filter(|it| !it.is_retracted);
            Ok(note.filter(|it| it.is_seen_by(eyes)))
        })
    }

    /// As of when the data on this device is complete, by the server's clock; `None` before the
    /// first sync.
    pub fn data_as_of(&self) -> Result<Option<UnixMillis>, StoreError> {
        self.read(|connection| {
            let at: Option<i64> = connection
                .prepare_cached("SELECT data_as_of FROM sync_state")?
                .query_row([], |row| row.get(0))?;
            Ok(at.map(UnixMillis))
        })
    }
}

const COLUMNS: &str = "id, key, series, body, corrected_at, certainty, arrived_at, late, sort_at, sort_depth, \
     retracted";

/// One note by its key.
pub(super) fn by_key(
    connection: &Connection,
    key: &EntryKey,
) -> Result<Option<NoteView>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM notes WHERE key = ?1 ORDER BY retracted DESC LIMIT 1");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([key])?;
    rows.next()?.map(|row| view(connection, row)).transpose()
}

pub(super) fn timeline(
    connection: &Connection,
    org: OrgId,
    query: &TimelineQuery<'_>,
    eyes: &Eyes,
) -> Result<Vec<NoteView>, StoreError> {
    let limit = query.limit.min(TIMELINE_NOTES_MAX);
    let kinds = query
        .kinds
        .iter()
        .fold(0i64, |set, it| set | 1 << it.code());
    let page = |note_kind: Option<&str>| {
        // Of one kind, its own index is the way; the last condition lets it be used.
        let of_kind = match note_kind {
            Some(_) => "note_kind = ?6 AND retracted = 0",
            None => "?6 IS NULL",
        };
        let sql = format!(
            "SELECT {COLUMNS} FROM notes
             WHERE shown = 1 AND about = ?1 AND (?2 = 0 OR ?2 & (1 << document_kind) <> 0)
               AND (?3 IS NULL OR (sort_at, sort_depth, key) < (?3, ?4, ?5)) AND {of_kind}
             ORDER BY sort_at DESC, sort_depth DESC, key DESC"
        );
        let mut statement = connection.prepare_cached(&sql)?;
        let rows = statement.query(params![
            about(query.subject, &org.0),
            kinds,
            query.before.map(|place| place.at),
            query.before.map(|place| place.depth),
            query.before.map(|place| place.key),
            note_kind
        ])?;
        first_seen(connection, rows, eyes, limit)
    };
    if query.note_kinds.is_empty() {
        return page(None);
    }
    let mut notes = Vec::new();
    for kind in query.note_kinds {
        notes.extend(page(Some(kind))?);
    }
    notes.sort_by_key(|note| std::cmp::Reverse(note.place));
    notes.truncate(limit);
    Ok(notes)
}

/// The first rows that whoever looks may see: a limit in SQL would count the others too.
pub(super) fn first_seen(
    connection: &Connection,
    mut rows: Rows<'_>,
    eyes: &Eyes,
    limit: usize,
) -> Result<Vec<NoteView>, StoreError> {
    let mut notes = Vec::new();
    while notes.len() < limit
        && let Some(row) = rows.next()?
    {
        let note = view(connection, row)?;
        if note.is_seen_by(eyes) {
            notes.push(note);
        }
    }
    Ok(notes)
}

/// A row as a note: every screen that shows one comes through here, so that nobody reads the words of one
/// that was taken back.
pub(super) fn view(connection: &Connection, row: &Row<'_>) -> Result<NoteView, StoreError> {
    let body: Vec<u8> = row.get(3)?;
    let key: EntryKey = row.get(1)?;
    let series: Series = row.get(2)?;
    let is_retracted: bool = row.get(10)?;
    let mut entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
    if is_retracted {
        entry.fields = Fields::new();
    }
    Ok(NoteView {
        entry,
        is_retracted,
        at: UnixMillis(row.get(4)?),
        certainty: row.get(5)?,
        arrived_at: row.get::<_, Option<i64>>(6)?.map(UnixMillis),
        late: row.get(7)?,
        corrected_by: corrections(connection, &key, &series)?,
        place: TimelinePlace {
            at: row.get(8)?,
            depth: row.get(9)?,
            key,
        },
    })
}

fn corrections(
    connection: &Connection,
    key: &EntryKey,
    series: &Series,
) -> Result<Vec<EntryKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.key FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.series = ?2 AND l.kind = 'correction' ORDER BY n.sort_at, n.key",
    )?;
    let keys = statement.query_map(params![key, series], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// The columns that [`view`] reads, of the table under the name `notes`.
pub(super) fn columns() -> &'static str {
    COLUMNS
}
