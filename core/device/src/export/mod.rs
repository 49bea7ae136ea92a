//! What is kept about a parent's child, for that parent to take along: readable, as data, and as the
//! documents themselves. Only what parents may read; nothing of the other parent's own. Knows no
//! screen.
//!
//! The data (`json`) has a form of its own, kept stable: `{"format": "samenspel-export", "version": 1,
//! "made_at", "organisation", "child": {"first_name", "last_name", "birth_date"}, "notes": [{"key",
//! "document", "kind", "author", "written_at", "fields", "text"}], "documents": [{"id", "kind"}],
//! "documents_left_out": [{"id", "kind"}]}`.
//! Moments are RFC 3339 in UTC, keys and ids hexadecimal, `fields` as the schema names them. `text` is
//! there for co-written texts: the words as they are now.

mod html;

use std::sync::Arc;

use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json, json};

use super::screens::Viewer;
use super::timeline::{NoteView, columns, view};
use super::{Store, StoreError, archive, contacts, texts};
use samenspel_model::entry::Value;
use samenspel_model::hex::hex;
use samenspel_model::ids::{ChildId, DocumentId, PersonId};
use samenspel_model::series::{Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_phrasebook::Language;
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::partnership::is_to_parents;
use samenspel_rules::policy::may_read;

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

samenspel_model::hides_content!(Export);

impl Store {
    /// Everything about a child that its parent `viewer` may read and that is on this device: sync
    /// first. What was taken back is left out of page and data; a document that holds its words is not
    /// given as a file, and page and data say so. Empty for who is no parent of the child.
    pub fn export(
        &self,
        viewer: Viewer,
        child: ChildId,
        language: Language,
    ) -> Result<Export, StoreError> {
        let dir = self.directory()?;
        let profile = self.profile()?;
        // At a shared device nobody takes along what another may read.
        self.eyes(viewer.now, Some(viewer.person))?;
        self.read(|connection| {
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
                has_left_out: documents.iter().any(|it| it.file.is_none()),
            };
            for note in notes {
                let text = match texts::view(connection, &note.entry.key)? {
                    Some(text) if samenspel_model::entry::initial_text(&note.entry).is_some() => {
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
                    .filter_map(|it| Some((it.id, it.file?)))
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
    /// A document's file is not given, because of what was taken back.
    has_left_out: bool,
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

/// A document, and its file unless that would hold what was taken back.
struct Taken {
    id: DocumentId,
    series: Series,
    file: Option<Vec<u8>>,
}

fn documents(connection: &Connection, taker: &Taker<'_>) -> Result<Vec<Taken>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, series FROM documents WHERE complete = 1 ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut taken = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, series): (DocumentId, Series) = (row.get(0)?, row.get(1)?);
        if !taker.takes(&series) {
            continue;
        }
        let file = if holds_what_was_taken_back(connection, &id)? {
            None
        } else if let Some(document) = archive::materialise(connection, &id)? {
            Some(document.save())
        } else {
            continue;
        };
        taken.push(Taken { id, series, file });
    }
    Ok(taken)
}

/// Whether a document ever held the words of a note that was taken back, for whatever reason: they are in
/// its history for good. The word that takes back may stand in a later document; one whose note this
/// device does not have counts for its own.
fn holds_what_was_taken_back(
    connection: &Connection,
    document: &DocumentId,
) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM notes WHERE document = ?1 AND (retracted = 1
       OR note_kind = 'retraction' AND NOT EXISTS (
         SELECT 1 FROM links JOIN notes told ON told.key = links.target
         WHERE links.note = notes.id)))";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row([document], |row| row.get(0))?)
}

fn data(about: &About, documents: &[Taken]) -> String {
    let child = about.dir.child(about.child);
    let notes: Vec<Json> = about.notes.iter().map(|it| note(about, it)).collect();
    let named = |given: bool| -> Vec<Json> {
        documents
            .iter()
            .filter(|it| it.file.is_some() == given)
            .map(|it| json!({ "id": hex(&it.id.0), "kind": it.series.kind.name() }))
            .collect()
    };
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
        "documents": named(true),
        "documents_left_out": named(false),
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
