//! What is kept about a parent's child, for that parent to take along: readable, as data, and as the
//! documents themselves. Only what parents may read; nothing of the other parent's own. Knows no
//! screen.
//!
//! The data (`json`) has a form of its own, kept stable: `{"format": "samenspel-export", "version": 1,
//! "made_at", "organisation", "child": {"first_name", "last_name", "birth_date"}, "notes": [{"key",
//! "document", "kind", "author", "written_at", "fields", "text"}], "documents": [{"id", "kind"}]}`.
//! Moments are RFC 3339 in UTC, keys and ids hexadecimal, `fields` as the schema names them. `text` is
//! there for co-written texts: the words as they are now.

mod html;

use std::sync::Arc;

use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json, json};

use super::screens::Viewer;
use super::timeline::{NoteView, columns, view};
use super::{Store, StoreError, archive, contacts, texts};
use crate::directory::{Directory, Holder};
use crate::document::{Series, Subject};
use crate::entry::{Entry, Value};
use crate::hex::hex;
use crate::ids::{ChildId, DocumentId, PersonId};
use crate::partnership::is_to_parents;
use crate::phrasebook::Language;
use crate::policy::may_read;
use crate::schema::Note;
use crate::schema::notes::{Retraction, RetractionReason};
use crate::time::UnixMillis;

/// Everything about one child that its parent may take along.
#[derive(Clone, PartialEq, Eq)]
pub struct Export {
    /// A page of its own to read and print, in the reader's language.
    pub html: String,
    /// The same as data; the module says in what form.
    pub json: String,
    /// The documents, each of which opens in stock Automerge.
    pub documents: Vec<(DocumentId, Vec<u8>)>,
}

crate::hides_content!(Export);

impl Store {
    /// Everything about a child that its parent `viewer` may read and that is on this device: sync
    /// first. What was taken back is left out of page and data, and a document that ever held a note
    /// about another child is not given as such. Empty for who is no parent of the child.
    pub fn export(
        &self,
        viewer: Viewer,
        child: ChildId,
        language: Language,
    ) -> Result<Export, StoreError> {
        let dir = self.directory()?;
        let profile = self.profile()?;
        self.look(viewer.now, |connection, _| {
            let now = contacts::corrected(connection, viewer.now)?.0;
            let taker = Taker {
                dir: &dir,
                person: viewer.person,
                child,
                now,
            };
            let notes = notes(connection, &taker)?;
            let documents = documents(connection, &taker)?;
            let mut about = About {
                dir: Arc::clone(&dir),
                organisation: profile.organisation.clone(),
                child,
                person: viewer.person,
                now,
                notes: Vec::new(),
            };
            for note in notes {
                let text = match texts::view(connection, &note.entry.key)? {
                    Some(text) if crate::document::initial_text(&note.entry).is_some() => {
                        Some(text.text)
                    }
                    _ => None,
                };
                about.notes.push((note, text));
            }
            Ok(Export {
                html: html::page(&about, language),
                json: data(&about, &documents),
                documents: documents
                    .into_iter()
                    .map(|(id, _, bytes)| (id, bytes))
                    .collect(),
            })
        })
    }
}

/// Who takes what along.
struct Taker<'a> {
    dir: &'a Directory,
    person: PersonId,
    child: ChildId,
    now: UnixMillis,
}

impl Taker<'_> {
    /// Whether a series is the child's and the parent's to read: never another parent's own, never what
    /// is between colleagues, whatever else this person may be here.
    fn takes(&self, series: &Series) -> bool {
        let is_own = match series.subject {
            Subject::Child(child) => child == self.child,
            Subject::ChildParent(child, parent) => child == self.child && parent == self.person,
            Subject::Group(_) | Subject::Case(_) | Subject::Organisation => false,
        };
        is_own
            && is_to_parents(series.kind)
            && self.dir.parenthood(self.child, self.person).is_some()
            && may_read(self.dir, &Holder::Person(self.person), series, self.now)
    }
}

/// What page and data are made of.
pub(super) struct About {
    dir: Arc<Directory>,
    organisation: String,
    child: ChildId,
    person: PersonId,
    now: UnixMillis,
    notes: Vec<(NoteView, Option<String>)>,
}

fn notes(connection: &Connection, taker: &Taker<'_>) -> Result<Vec<NoteView>, StoreError> {
    let sql = format!(
        "SELECT {} FROM notes WHERE about = ?1 AND shown = 1
         ORDER BY sort_at, sort_depth, key",
        columns()
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![taker.child.0])?;
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let note = view(connection, row)?;
        if taker.takes(&note.entry.series) {
            notes.push(note);
        }
    }
    Ok(notes)
}

type Taken = (DocumentId, Series, Vec<u8>);

fn documents(connection: &Connection, taker: &Taker<'_>) -> Result<Vec<Taken>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, series FROM documents WHERE complete = 1 ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, series): (DocumentId, Series) = (row.get(0)?, row.get(1)?);
        if taker.takes(&series)
            && !ever_held_another_child(connection, &id)?
            && let Some(document) = archive::materialise(connection, &id)?
        {
            taken.push((id, series, document.save()));
        }
    }
    Ok(taken)
}

/// Whether a note of a document was taken back because it was about another child: its words are in the
/// document's history for good.
fn ever_held_another_child(
    connection: &Connection,
    document: &DocumentId,
) -> Result<bool, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM notes WHERE document = ?1 AND note_kind = 'retraction'",
    )?;
    let mut rows = statement.query([document])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let entry = Entry::from_cbor(body).map_err(|_| StoreError::unreadable("an entry"))?;
        if Retraction::read(&entry).is_some_and(|it| it.reason == RetractionReason::WrongChild) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn data(about: &About, documents: &[Taken]) -> String {
    let child = about.dir.child(about.child);
    let notes: Vec<Json> = about.notes.iter().map(|it| note(about, it)).collect();
    let documents: Vec<Json> = documents
        .iter()
        .map(|(id, series, _)| json!({ "id": hex(&id.0), "kind": series.kind.name() }))
        .collect();
    let whole = json!({
        "format": "samenspel-export",
        "version": 1,
        "made_at": moment(about.now),
        "organisation": about.organisation,
        "child": {
            "first_name": child.map(|it| &it.first_name),
            "last_name": child.map(|it| &it.last_name),
            "birth_date": child.map(|it| &it.birth_date),
        },
        "notes": notes,
        "documents": documents,
    });
    // Alternate form: indented, so that a person can look into it.
    format!("{whole:#}")
}

fn note(about: &About, (note, text): &(NoteView, Option<String>)) -> Json {
    let author = about.dir.person(note.entry.author());
    let mut fields = Map::new();
    for (name, value) in note.entry.fields.iter() {
        fields.insert(name.as_str().to_owned(), field(value));
    }
    json!({
        "key": note.entry.key.to_string(),
        "document": note.entry.series.kind.name(),
        "kind": note.entry.kind.as_str(),
        "author": author.map(|it| &it.first_name),
        "written_at": moment(note.at),
        "fields": fields,
        "text": text,
    })
}

fn field(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(it) => json!(it),
        Value::Int(it) => json!(it),
        Value::Text(it) => json!(it),
        Value::Bytes(it) => json!(hex(it)),
    }
}

fn moment(at: UnixMillis) -> String {
    jiff::Timestamp::from_millisecond(at.0).map_or_else(|_| String::new(), |it| it.to_string())
}
