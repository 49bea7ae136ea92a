//! What is not sent yet by its author's own wish: drafts, kept at once and without a button, and
//! what is taken back before it left the device. Knows no rules: a draft may be half a note.

use rusqlite::{Connection, Transaction, params};

use super::columns::{cbor, reading_at};
use super::{CommandError, NewNote, Store, StoreError, Topic, Topics, floor, notes};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{EntryKey, IntentId, PersonId};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::wire::encode;

/// Drafts of one person; more than this is somebody testing the limits.
pub const DRAFTS_MAX: u64 = 500;

/// A note that is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its id, drawn when it was begun.
    pub id: IntentId,
    /// The note so far.
    pub note: NewNote,
    /// When it was last changed, by the device's own clock.
    pub changed_at: UnixMillis,
}

impl Store {
    /// Keeps a draft as it is now; the same id replaces it. Nothing is asked of it: half a note is
    /// worth keeping.
    pub fn save_draft(
        &self,
        id: IntentId,
        author: PersonId,
        note: &NewNote,
        reading: ClockReading,
    ) -> Result<(), CommandError> {
        note.fields.check()?;
        self.ask_author(author, reading)?;
        self.write(|transaction, topics| {
            floor::touch_standing(transaction, reading)?;
            if others(transaction, id, author)? >= DRAFTS_MAX {
                return Err(CommandError::TooManyDrafts);
            }
            save(transaction, id, author, note, reading.wall, topics)?;
            Ok(())
        })
    }

    /// A person's drafts, the latest first.
    pub fn drafts(
        &self,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<Vec<Draft>, StoreError> {
        self.ask_who(Some(author), reading)?;
        if !self.shows_own_words(author)? {
            return Ok(Vec::new());
        }
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, series, note_kind, fields, changed_at FROM drafts
                 WHERE author = ?1 ORDER BY changed_at DESC, id DESC",
            )?;
            let mut rows = statement.query([author])?;
            let mut drafts = Vec::new();
            while let Some(row) = rows.next()? {
                drafts.push(Draft {
                    id: row.get(0)?,
                    note: NewNote {
                        series: row.get(1)?,
                        kind: kind(row.get(2)?)?,
                        fields: fields(&row.get::<_, Vec<u8>>(3)?)?,
                    },
                    changed_at: UnixMillis(row.get(4)?),
                });
            }
            Ok(drafts)
        })
    }

    /// Throws a draft away, by its author's hand.
    pub fn discard_draft(
        &self,
        id: IntentId,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<bool, StoreError> {
        self.ask_who(Some(author), reading)?;
        self.write(|transaction, topics| discard(transaction, id, author, topics))
    }

    /// Takes back what has not left the device yet and keeps it as drafts, text intact. `false` if it
    /// may have left already: then a correction or a retraction is what remains. On a shared device its
    /// author stands there.
    pub fn undo(
        &self,
        intent: IntentId,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<bool, StoreError> {
        self.ask_who(Some(author), reading)?;
        self.write(|transaction, topics| {
            let since = floor::own_words_since(transaction, author)?;
            let rows = of_intent(transaction, intent)?;
            let all_wait = rows.iter().all(|row| {
                row.waits(reading) && row.key.person == author && row.written.wall >= since
            });
            if rows.is_empty() || !all_wait {
                return Ok(false);
            }
            for row in &rows {
                let entry = Entry::from_cbor(&row.body)
                    .map_err(|_| StoreError::unreadable("an entry of the outbox"))?;
                let note = NewNote {
                    series: entry.series,
                    kind: entry.kind.clone(),
                    fields: entry.fields.clone(),
                };
                let draft = IntentId(entry.key.entry);
                save(transaction, draft, author, &note, reading.wall, topics)?;
                let series = entry.series.to_bytes();
                notes::remove_overlay(transaction, &entry.key, &series, topics)?;
            }
            for sql in [
                "DELETE FROM outbox WHERE intent = ?1",
                "DELETE FROM intents WHERE id = ?1",
            ] {
                transaction.prepare_cached(sql)?.execute([intent])?;
            }
            topics.add(Topic::Status);
            Ok(true)
        })
    }

    /// How long an intent can still be undone, in milliseconds; `None` if it cannot.
    pub fn undo_left_ms(
        &self,
        intent: IntentId,
        reading: ClockReading,
    ) -> Result<Option<i64>, StoreError> {
        self.read(|connection| {
            let rows = of_intent(connection, intent)?;
            let left = rows.iter().map(|row| row.left_ms(reading)).min();
            Ok(left.filter(|left| *left > 0))
        })
    }
}

struct Waiting {
    key: EntryKey,
    body: Vec<u8>,
    delay_ms: i64,
    written: ClockReading,
    status: i64,
}

impl Waiting {
    fn left_ms(&self, now: ClockReading) -> i64 {
        if self.status != 0 {
            return 0;
        }
        let passed_ms = if self.written.boot_id == now.boot_id {
            now.monotonic_ms.saturating_sub(self.written.monotonic_ms)
        } else {
            now.wall.since(self.written.wall)
        };
        // A clock that was set back must not hold a note for ever.
        if passed_ms < 0 {
            return 0;
        }
        self.delay_ms.saturating_sub(passed_ms)
    }

    fn waits(&self, now: ClockReading) -> bool {
        self.left_ms(now) > 0
    }
}

fn of_intent(connection: &Connection, intent: IntentId) -> Result<Vec<Waiting>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, ifnull(body, x''), delay_ms, wall, boot_id, monotonic_ms, status
         FROM outbox WHERE intent = ?1",
    )?;
    let rows = statement.query_map([intent], |row| {
        Ok(Waiting {
            key: row.get(0)?,
            body: row.get(1)?,
            delay_ms: row.get(2)?,
            written: reading_at(row, 3)?,
            status: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn save(
    transaction: &Transaction<'_>,
    id: IntentId,
    author: PersonId,
    note: &NewNote,
    at: UnixMillis,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    topics.add(Topic::Drafts);
    transaction
        .prepare_cached(
            "INSERT INTO drafts (id, author, series, note_kind, fields, changed_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET series = excluded.series,
               note_kind = excluded.note_kind, fields = excluded.fields,
               changed_at = excluded.changed_at
             WHERE author = excluded.author AND changed_at >= ?7",
        )?
        .execute(params![
            id,
            author,
            note.series,
            note.kind.as_str(),
            pairs(&note.fields),
            at.0,
            floor::own_words_since(transaction, author)?.0
        ])?;
    Ok(())
}

/// Takes a draft out; also when it was sent.
pub(super) fn discard(
    transaction: &Transaction<'_>,
    id: IntentId,
    author: PersonId,
    topics: &mut Topics,
) -> Result<bool, StoreError> {
    let gone = transaction
        .prepare_cached("DELETE FROM drafts WHERE id = ?1 AND author = ?2 AND changed_at >= ?3")?
        .execute(params![
            id,
            author,
            floor::own_words_since(transaction, author)?.0
        ])?;
    if gone > 0 {
        topics.add(Topic::Drafts);
    }
    Ok(gone > 0)
}

fn others(connection: &Connection, id: IntentId, author: PersonId) -> Result<u64, StoreError> {
    let count = connection
        .prepare_cached("SELECT count(*) FROM drafts WHERE author = ?1 AND id <> ?2")?
        .query_row(params![author, id], |row| row.get(0))?;
    super::columns::from_column(count)
}

/// One scalar of a field, as an array of a tag and the value.
#[derive(minicbor::Encode, minicbor::Decode)]
enum Scalar {
    #[n(0)]
    Text(#[n(0)] String),
    #[n(1)]
    Bytes(#[cbor(n(0), with = "minicbor::bytes")] Vec<u8>),
    #[n(2)]
    Int(#[n(0)] i64),
    #[n(3)]
    Bool(#[n(0)] bool),
    #[n(4)]
    Null,
}

fn pairs(fields: &Fields) -> Vec<u8> {
    let pairs: Vec<(String, Scalar)> = fields
        .iter()
        .map(|(name, value)| {
            let scalar = match value {
                Value::Text(text) => Scalar::Text(text.clone()),
                Value::Bytes(bytes) => Scalar::Bytes(bytes.clone()),
                Value::Int(number) => Scalar::Int(*number),
                Value::Bool(flag) => Scalar::Bool(*flag),
                Value::Null => Scalar::Null,
            };
            (name.as_str().to_owned(), scalar)
        })
        .collect();
    encode(&pairs)
}

fn fields(bytes: &[u8]) -> Result<Fields, StoreError> {
    let pairs: Vec<(String, Scalar)> = cbor(bytes, "a draft")?;
    let mut fields = Fields::new();
    for (name, scalar) in pairs {
        let value = match scalar {
            Scalar::Text(text) => Value::Text(text),
            Scalar::Bytes(bytes) => Value::Bytes(bytes),
            Scalar::Int(number) => Value::Int(number),
            Scalar::Bool(flag) => Value::Bool(flag),
            Scalar::Null => Value::Null,
        };
        fields
            .set(&name, value)
            .map_err(|_| StoreError::unreadable("a draft"))?;
    }
    Ok(fields)
}

fn kind(name: String) -> Result<NoteKind, StoreError> {
    NoteKind::new(name).map_err(|_| StoreError::unreadable("a draft"))
}
