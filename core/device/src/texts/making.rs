//! Makes the Automerge change of a text intent, and reads texts back. The only place where the
//! device loads a document, one at a time, and never while somebody writes a note.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::super::columns::{from_column, reading_at};
use super::super::outbox::{self, NewEntry};
use super::super::{
    Profile, SCHEMA_WRITTEN, StoreError, Topic, Topics, archive, contacts, documents,
};
use super::edit_fields;
use samenspel_document::text::{Edit, EditError, Overlap, make_change, merge3, read_text};
use samenspel_document::{Actor, TEXT_EDIT_KIND};
use samenspel_model::entry::COWRITTEN_KINDS;
use samenspel_model::entry::{Entry, NoteKind, SignedEntry};
use samenspel_model::ids::{DocumentId, EntryKey, IntentId, Random};
use samenspel_model::limits::TEXTS_JUDGED_PER_REQUEST_MAX;
use samenspel_model::series::Series;
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire::encode;

/// The first waiting intent of each text whose document is here whole, with no edit of that text
/// under way: an edit stands on acknowledged state only.
const READY: &str = "FROM text_intents t JOIN agreements a ON a.key = t.agreement
    JOIN documents d ON d.id = a.document
  WHERE t.state = 0 AND d.complete = 1
    AND NOT EXISTS (SELECT 1 FROM text_intents o WHERE o.agreement = t.agreement
      AND (o.state = 1 OR (o.state = 0 AND o.sequence < t.sequence)))";

/// Whether an edit could be made now.
pub(in super::super) fn is_ready(connection: &Connection) -> Result<bool, StoreError> {
    Ok(!ready(connection)?.is_empty())
}

struct Ready {
    intent: IntentId,
    key: EntryKey,
    agreement: EntryKey,
    series: Series,
    base: String,
    mine: String,
    written_at: UnixMillis,
    document: DocumentId,
    theirs: String,
}

fn ready(connection: &Connection) -> Result<Vec<Ready>, StoreError> {
    let sql = format!(
        "SELECT t.intent, t.key, t.agreement, t.series, t.base, t.mine, t.written_at,
           a.document, a.text {READY} ORDER BY t.sequence"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut under_way = under_way(connection)?;
    let rows = statement.query_map([], |row| {
        Ok(Ready {
            intent: row.get(0)?,
            key: row.get(1)?,
            agreement: row.get(2)?,
            series: row.get(3)?,
            base: row.get(4)?,
            mine: row.get(5)?,
            written_at: UnixMillis(row.get(6)?),
            document: row.get(7)?,
            theirs: row.get(8)?,
        })
    })?;
    let mut ready = rows.collect::<Result<Vec<Ready>, _>>()?;
    ready.retain(|ready| {
        let count = under_way.entry(ready.document).or_default();
        *count += 1;
        *count <= TEXTS_JUDGED_PER_REQUEST_MAX
    });
    Ok(ready)
}

/// How many edits of each document are made and not settled: the server takes no more at once, and
/// what is made later stands on what was taken before.
fn under_way(connection: &Connection) -> Result<HashMap<DocumentId, usize>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT a.document, count(*) FROM text_intents t JOIN agreements a ON a.key = t.agreement
         WHERE t.state = 1 GROUP BY a.document",
    )?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get(0)?,
            from_column(row.get(1)?).map(|count| count as usize),
        ))
    })?;
    let mut all = HashMap::new();
    for row in rows {
        let (document, count) = row?;
        all.insert(document, count?);
    }
    Ok(all)
}

/// Makes the changes of the intents that are ready, each by a new actor: after a store was put back
/// from a copy, numbers of an old one may be in use already.
pub(in super::super) fn make_changes(
    transaction: &Transaction<'_>,
    profile: &Profile,
    random: &mut dyn Random,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    for ready in ready(transaction)? {
        topics.add(Topic::Agreements);
        let Some(document) = archive::materialise(transaction, &ready.document)? else {
            documents::want(transaction, &ready.document, topics)?;
            continue;
        };
        let merged = merge3(&ready.base, &ready.mine, &ready.theirs);
        let mut distinction = [0; 8];
        random.fill(&mut distinction);
        let actor = Actor::text(profile.device, distinction);
        match make_change(&document, &ready.agreement, &actor, &merged.text) {
            Ok(Some(edit)) => {
                // Made again on what came meanwhile, the text may still hold what it met before.
                let mut met = super::own_overlaps(transaction, &ready.key)?;
                met.retain(|it| it.is_open_in(&edit.text) && !merged.overlaps.contains(it));
                met.extend(merged.overlaps);
                let overlaps: Vec<(&str, &str)> = met
                    .iter()
                    .map(|overlap| (overlap.mine.as_str(), overlap.theirs.as_str()))
                    .collect();
                transaction
                    .prepare_cached(
                        "UPDATE text_intents SET state = 1, base = ?2, mine = ?3,
                           overlaps = CASE WHEN ?4 = x'80' THEN x'' ELSE ?4 END
                         WHERE key = ?1",
                    )?
                    .execute(params![
                        ready.key,
                        ready.theirs,
                        edit.text,
                        encode(&overlaps)
                    ])?;
                send(transaction, profile, &ready, (&edit, &met), topics)?;
            }
            Ok(None) => super::arrived(transaction, &ready.key)?,
            Err(error) => refuse(transaction, &ready.key, &error, topics)?,
        }
    }
    Ok(())
}

fn send(
    transaction: &Transaction<'_>,
    profile: &Profile,
    ready: &Ready,
    (edit, overlaps): (&Edit, &[Overlap]),
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let reading = intent_reading(transaction, &ready.intent, ready.written_at)?;
    let entry = Entry {
        series: ready.series,
        schema: SCHEMA_WRITTEN,
        key: ready.key,
        kind: NoteKind::new(TEXT_EDIT_KIND).expect("text_edit is a valid name"),
        fields: edit_fields(
            &ready.agreement,
            &edit.text_hash,
            &edit.change.hash(),
            overlaps,
        ),
        written_at: contacts::judging_time(transaction, reading)?,
        device: profile.device,
    };
    let signed = SignedEntry::sign(&entry, &profile.key);
    let new = NewEntry {
        intent: Some(ready.intent),
        entry: &entry,
        signed: &signed,
        reading,
        stated: None,
        text_change: Some(edit.change.bytes()),
        blind: false,
        delay_ms: 0,
    };
    let corrected = contacts::corrected(transaction, reading)?;
    outbox::add(transaction, &new, corrected, topics)
}

fn intent_reading(
    connection: &Connection,
    intent: &IntentId,
    written_at: UnixMillis,
) -> Result<ClockReading, StoreError> {
    let reading = connection
        .prepare_cached("SELECT wall, boot_id, monotonic_ms FROM intents WHERE id = ?1")?
        .query_row([intent], |row| reading_at(row, 0))
        .optional()?;
    Ok(reading.unwrap_or(ClockReading {
        wall: written_at,
        boot_id: 0,
        monotonic_ms: 0,
    }))
}

/// An edit that can never be sent goes to the inbox, its words intact.
fn refuse(
    transaction: &Transaction<'_>,
    key: &EntryKey,
    error: &EditError,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    let code = match error {
        EditError::UnknownText(_) => RefusalCode::UnknownReference,
        EditError::TooLong | EditError::TooMuchAtOnce => RefusalCode::TextTooLong,
        EditError::Unacceptable(refusal) => refusal.code().unwrap_or(RefusalCode::TextOperation),
    };
    topics.add(Topic::Inbox);
    topics.add(Topic::Status);
    transaction
        .prepare_cached("UPDATE text_intents SET state = 3, code = ?2 WHERE key = ?1")?
        .execute(params![key, code.as_str()])?;
    Ok(())
}

/// Reads a document's texts again after they changed. Loading it also proves that all that an edit
/// stands on is here: heads alone do not, since an edit stands in for what it depends on.
pub(in super::super) fn refresh(
    transaction: &Transaction<'_>,
    document: &DocumentId,
    topics: &mut Topics,
) -> Result<(), StoreError> {
    if !has_texts(transaction, document)? {
        return Ok(());
    }
    let agreements = agreements_in(transaction, document)?;
    topics.add(Topic::Agreements);
    let Some(loaded) = archive::materialise(transaction, document)? else {
        return documents::want(transaction, document, topics);
    };
    for (key, series) in agreements {
        let Some(text) = read_text(&loaded, &key) else {
            continue;
        };
        transaction
            .prepare_cached(
                "INSERT INTO agreements (key, series, document, text) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (key) DO UPDATE SET series = ?2, document = ?3, text = ?4",
            )?
            .execute(params![key, series, document, text])?;
    }
    Ok(())
}

fn has_texts(connection: &Connection, document: &DocumentId) -> Result<bool, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT DISTINCT note_kind FROM notes WHERE document = ?1")?;
    let kinds = statement.query_map([document], |row| row.get::<_, String>(0))?;
    for kind in kinds {
        let kind = kind?;
        if kind == TEXT_EDIT_KIND || COWRITTEN_KINDS.contains(&kind.as_str()) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn agreements_in(
    connection: &Connection,
    document: &DocumentId,
) -> Result<Vec<(EntryKey, Series)>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT key, series, note_kind FROM notes WHERE document = ?1")?;
    let rows = statement.query_map([document], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))
    })?;
    let mut agreements = Vec::new();
    for row in rows {
        let (key, series, kind) = row?;
        if COWRITTEN_KINDS.contains(&kind.as_str()) {
            agreements.push((key, series));
        }
    }
    Ok(agreements)
}
