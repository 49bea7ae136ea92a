//! Reads notes of certain kinds for the screens, corrected and typed. Every query is a seek in the
//! index by (about, kind, time). Knows no screen.

use rusqlite::{Connection, params};

use super::super::StoreError;
use super::super::notes::about;
use crate::document::{Series, Subject};
use crate::entry::{Entry, Fields};
use crate::ids::{EntryKey, OrgId, PersonId};
use crate::partnership::corrected;
use crate::schema::Note;
use crate::time::UnixMillis;

/// A note of one kind as a screen needs it: what it says now, who said it when, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told<N> {
    /// Its key: asks for status, correction, reply.
    pub key: EntryKey,
    /// Where it is.
    pub series: Series,
    /// When it was written, corrected.
    pub at: UnixMillis,
    /// Whether the server has it.
    pub is_sent: bool,
    /// Whether it was corrected.
    pub is_corrected: bool,
    /// The language of its text, BCP 47, if said.
    pub language: Option<String>,
    /// Who wrote it first, if it was released or copied by its author.
    pub original_author: Option<PersonId>,
    /// What it says.
    pub note: N,
}

impl<N> Told<N> {
    /// Who wrote it.
    pub fn author(&self) -> PersonId {
        self.key.person
    }
}

/// How far back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub from: UnixMillis,
    pub until: UnixMillis,
}

impl Span {
    pub(super) const ALWAYS: Self = Self {
        from: UnixMillis(i64::MIN),
        until: UnixMillis(i64::MAX),
    };

    pub(super) fn since(from: UnixMillis) -> Self {
        Self {
            from,
            ..Self::ALWAYS
        }
    }
}

/// Notes of one kind about a subject, oldest first; the latest `limit` of them. What is between one
/// parent and the group is about the child.
pub(super) fn of_kind<N: Note>(
    connection: &Connection,
    org: OrgId,
    subject: Subject,
    span: Span,
    limit: usize,
) -> Result<Vec<Told<N>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, series, body, sort_at, position IS NOT NULL FROM notes
         WHERE about = ?1 AND note_kind = ?2 AND retracted = 0 AND sort_at >= ?3 AND sort_at < ?4
         ORDER BY sort_at DESC, sort_depth DESC, key DESC LIMIT ?5",
    )?;
    let mut rows = statement.query(params![
        about(subject, &org.0),
        N::KIND.name,
        span.from.0,
        span.until.0,
        i64::try_from(limit).unwrap_or(i64::MAX)
    ])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(2)?;
        let entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
        let told = told(connection, &entry, UnixMillis(row.get(3)?), row.get(4)?)?;
        notes.extend(told);
    }
    notes.reverse();
    Ok(notes)
}

/// The latest note of a kind about a subject.
pub(super) fn latest<N: Note>(
    connection: &Connection,
    org: OrgId,
    subject: Subject,
    span: Span,
) -> Result<Option<Told<N>>, StoreError> {
    Ok(of_kind(connection, org, subject, span, 1)?.pop())
}

/// An entry as a note of its type; `None` if this version cannot read it as one.
fn told<N: Note>(
    connection: &Connection,
    entry: &Entry,
    at: UnixMillis,
    is_sent: bool,
) -> Result<Option<Told<N>>, StoreError> {
    let corrections = corrections(connection, &entry.key, &entry.series)?;
    let corrected_fields: Fields;
    let fields = if corrections.is_empty() {
        &entry.fields
    } else {
        corrected_fields = corrected(entry, &corrections);
        &corrected_fields
    };
    let original_author = match fields.get("original_author") {
        Some(crate::entry::Value::Bytes(id)) => PersonId::from_slice(id).ok(),
        _ => None,
    };
    Ok(N::from_fields(fields).map(|note| Told {
        key: entry.key,
        series: entry.series,
        at,
        is_sent,
        is_corrected: !corrections.is_empty(),
        language: entry.text("language").map(str::to_owned),
        original_author,
        note,
    }))
}

/// The corrections of a note that were not taken back, oldest first.
fn corrections(
    connection: &Connection,
    key: &EntryKey,
    series: &Series,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.body FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.series = ?2 AND l.kind = 'correction' AND n.retracted = 0
         ORDER BY n.sort_at, n.sort_depth, n.key",
    )?;
    let mut rows = statement.query(params![key, series])?;
    let mut corrections = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        corrections.push(Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?);
    }
    Ok(corrections)
}

/// Who did what to a note: the authors of the notes of `kind` that name it, oldest first.
pub(super) fn acted_by(
    connection: &Connection,
    key: &EntryKey,
    kind: &str,
) -> Result<Vec<(PersonId, UnixMillis)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n.author, n.sort_at FROM links l JOIN notes n ON n.id = l.note
         WHERE l.target = ?1 AND l.kind = ?2 AND n.retracted = 0
         ORDER BY n.sort_at, n.sort_depth, n.key",
    )?;
    let rows = statement.query_map(params![key, kind], |row| {
        Ok((row.get(0)?, UnixMillis(row.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
