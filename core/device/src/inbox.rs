//! What came back: refused notes with code and full text, and what is held for a manager. Nothing
//! leaves it but by its author's hand. Knows no screen.

use rusqlite::{Connection, params};

use super::columns::cbor;
use super::outbox::{self, Standing};
use super::{Status, Store, StoreError, Topic};
use samenspel_model::entry::Entry;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Series;
use samenspel_model::time::ClockReading;
use samenspel_protocol::DirectoryCommand;

/// What was refused or is held.
#[derive(Clone, PartialEq, Eq)]
pub enum InboxContent {
    /// A note.
    Note(Box<Entry>),
    /// An edit of a co-written text, with the words it wanted.
    TextEdit {
        /// The text.
        agreement: EntryKey,
        /// The words.
        text: String,
    },
    /// A change of the directory.
    Directory(Box<DirectoryCommand>),
}

samenspel_model::hides_content!(InboxContent);

/// An item of the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxItem {
    /// The key of the entry or command.
    pub key: EntryKey,
    /// Why it is here: held or refused.
    pub status: Status,
    /// What was written, complete.
    pub content: InboxContent,
}

impl Store {
    /// What came back, oldest first. On a shared device, what a colleague wrote into a document that
    /// the device never keeps is only for `viewer`, its author, after their PIN.
    pub fn inbox(
        &self,
        viewer: Option<PersonId>,
        reading: ClockReading,
    ) -> Result<Vec<InboxItem>, StoreError> {
        let viewer = viewer.filter(|viewer| self.eyes(reading, Some(*viewer)).is_ok());
        let viewer = match viewer {
            Some(viewer) => self.shows_own_words(viewer)?.then_some(viewer),
            None => None,
        };
        self.read(|connection| {
            let mut items = entries(connection, viewer)?;
            items.extend(text_edits(connection)?);
            items.extend(commands(connection)?);
            Ok(items)
        })
    }

    /// Takes a refused item out of the inbox: its author has read it. What is held stays until the
    /// manager decides. On a shared device its author stands there, or a colleague once its author works
    /// there no more.
    pub fn dismiss(&self, key: &EntryKey, reading: ClockReading) -> Result<bool, StoreError> {
        let at_it = self.ask_who(None, reading)?;
        let is_anothers = at_it.is_some_and(|at_it| at_it != key.person);
        if is_anothers && self.works_at_it(key.person, reading) {
            return Err(StoreError::PinRequired);
        }
        self.write(|transaction, topics| {
            let mut gone = 0;
            for sql in [
                "DELETE FROM outbox WHERE key = ?1 AND status = 4",
                "DELETE FROM commands WHERE key = ?1 AND status = 4",
                "DELETE FROM text_intents WHERE key = ?1 AND state > 1
                   AND NOT EXISTS (SELECT 1 FROM outbox WHERE key = ?1 AND status = 3)",
            ] {
                gone += transaction.prepare_cached(sql)?.execute([key])?;
            }
            if gone > 0 {
                topics.add(Topic::Inbox);
            }
            Ok(gone > 0)
        })
    }
}

type Row = (
    EntryKey,
    Series,
    Option<Vec<u8>>,
    i64,
    Option<String>,
    Option<Vec<u8>>,
);

fn entries(
    connection: &Connection,
    viewer: Option<PersonId>,
) -> Result<Vec<InboxItem>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, series, body, status, code, args FROM outbox
         WHERE status IN (3, 4) AND intent IS NOT NULL AND (blind = 0 OR substr(key, 1, 16) = ?1)
         ORDER BY sequence",
    )?;
    let rows: Vec<Row> = statement
        .query_map(params![viewer], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        })?
        .collect::<Result<_, _>>()?;
    let mut items = Vec::new();
    for (key, _, body, standing, code, args) in rows {
        let Some(body) = body else { continue };
        let entry = Entry::from_cbor(&body).map_err(|_| StoreError::unreadable("an entry"))?;
        let content = match edit_text(connection, &key)? {
            Some((agreement, text)) => InboxContent::TextEdit { agreement, text },
            None => InboxContent::Note(Box::new(entry)),
        };
        items.push(InboxItem {
            key,
            status: status(standing, code.as_deref(), args)?,
            content,
        });
    }
    Ok(items)
}

fn status(standing: i64, code: Option<&str>, args: Option<Vec<u8>>) -> Result<Status, StoreError> {
    Ok(match Standing::from_column(standing)? {
        Standing::Held => Status::Held(outbox::hold_reason(code)?),
        _ => Status::Refused {
            code: outbox::refusal_code(code)?,
            args: args.map_or(Ok(Vec::new()), |args| cbor(&args, "a refusal"))?,
        },
    })
}

fn edit_text(
    connection: &Connection,
    key: &EntryKey,
) -> Result<Option<(EntryKey, String)>, StoreError> {
    use rusqlite::OptionalExtension;
    Ok(connection
        .prepare_cached("SELECT agreement, mine FROM text_intents WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn text_edits(connection: &Connection) -> Result<Vec<InboxItem>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, agreement, mine, code FROM text_intents WHERE state = 3 ORDER BY sequence",
    )?;
    let mut rows = statement.query([])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let code: Option<String> = row.get(3)?;
        items.push(InboxItem {
            key: row.get(0)?,
            status: status(Standing::Refused as i64, code.as_deref(), None)?,
            content: InboxContent::TextEdit {
                agreement: row.get(1)?,
                text: row.get(2)?,
            },
        });
    }
    Ok(items)
}

fn commands(connection: &Connection) -> Result<Vec<InboxItem>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, body, status, code, args FROM commands WHERE status IN (3, 4) ORDER BY sequence",
    )?;
    let mut rows = statement.query([])?;
    let mut items = Vec::new();
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        let code: Option<String> = row.get(3)?;
        items.push(InboxItem {
            key: row.get(0)?,
            status: status(row.get(2)?, code.as_deref(), row.get(4)?)?,
            content: InboxContent::Directory(Box::new(cbor(&body, "a directory command")?)),
        });
    }
    Ok(items)
}
