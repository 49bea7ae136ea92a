//! Rebuilding signed entries from the Automerge document they were put into. Knows how `encode`
//! spells an entry; knows nothing of the side table.

use std::collections::HashMap;
use std::sync::Arc;

use automerge::iter::{DocItem, MapRangeItem};
use automerge::{Automerge, ObjId, ObjType, ReadDoc, ScalarValueRef, ValueRef};

use super::SnapshotError;
use crate::encode::{KIND_KEY, SCHEMA_KEY, WRITTEN_AT_KEY};
use crate::{Actor, entries_object};
use samenspel_model::entry::{Entry, FieldName, Fields, NoteKind, Value};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::Series;
use samenspel_model::time::UnixMillis;

/// An entry as the document holds it.
pub(super) struct Rebuilt {
    pub(super) entry: Entry,
    pub(super) actor: Actor,
    pub(super) seq: u64,
}

/// An operation's number and actor: who made the map of an entry, and when in its chain.
type OperationId = (Actor, u64);

/// An entry of which the fields are being collected.
struct Draft {
    key: EntryKey,
    made_by: OperationId,
    kind: Option<NoteKind>,
    schema: Option<u16>,
    written_at: Option<UnixMillis>,
    fields: Fields,
}

const NOT_AN_ENTRY: SnapshotError =
    SnapshotError::Malformed("the document holds something that is not an entry");

/// All entries in order of actor, then sequence number.
pub(super) fn rebuild(
    document: &Automerge,
    series: &Series,
) -> Result<Vec<Rebuilt>, SnapshotError> {
    let mut drafts = collect(document)?;
    drafts.sort_by_key(|draft| draft.made_by);
    let mut rebuilt: Vec<Rebuilt> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let (actor, _) = draft.made_by;
        // Every change of an actor of entries is one entry, so the number is the rank.
        let seq = match rebuilt.last() {
            Some(last) if last.actor == actor => last.seq + 1,
            _ => 1,
        };
        let entry = draft.finish(series)?;
        rebuilt.push(Rebuilt { entry, actor, seq });
    }
    Ok(rebuilt)
}

/// One pass over the map of entries and the maps in it.
fn collect(document: &Automerge) -> Result<Vec<Draft>, SnapshotError> {
    let entries = entries_object();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut by_object: HashMap<ObjId, usize> = HashMap::new();
    // The items of one map come together: look its draft up once.
    let mut current: Option<(Arc<ObjId>, usize)> = None;
    for found in document.iter_at(&entries, None) {
        let DocItem::Map(item) = found.item else {
            return Err(NOT_AN_ENTRY);
        };
        if *found.obj == entries {
            by_object.insert(item.id(), drafts.len());
            drafts.push(Draft::new(&item)?);
            continue;
        }
        let index = match &current {
            Some((object, index)) if *object == found.obj => *index,
            _ => *by_object.get(&*found.obj).ok_or(NOT_AN_ENTRY)?,
        };
        current = Some((found.obj, index));
        drafts[index].add(item)?;
    }
    Ok(drafts)
}

impl Draft {
    fn new(item: &MapRangeItem<'_>) -> Result<Self, SnapshotError> {
        let ObjId::Id(number, actor, _) = item.id() else {
            return Err(NOT_AN_ENTRY);
        };
        if !matches!(item.value, ValueRef::Object(ObjType::Map)) {
            return Err(NOT_AN_ENTRY);
        }
        let actor = Actor::from_slice(actor.to_bytes()).map_err(|_| NOT_AN_ENTRY)?;
        Ok(Self {
            key: item.key.parse().map_err(|_| NOT_AN_ENTRY)?,
            made_by: (actor, number),
            kind: None,
            schema: None,
            written_at: None,
            fields: Fields::new(),
        })
    }

    fn add(&mut self, item: MapRangeItem<'_>) -> Result<(), SnapshotError> {
        let ValueRef::Scalar(scalar) = item.value else {
            return Err(NOT_AN_ENTRY);
        };
        match (&*item.key, scalar) {
            (KIND_KEY, ScalarValueRef::Str(kind)) => {
                self.kind = Some(NoteKind::new(kind).map_err(|_| NOT_AN_ENTRY)?);
            }
            (SCHEMA_KEY, ScalarValueRef::Int(number)) => {
                self.schema = Some(u16::try_from(number).map_err(|_| NOT_AN_ENTRY)?);
            }
            (WRITTEN_AT_KEY, ScalarValueRef::Int(moment)) => {
                self.written_at = Some(UnixMillis(moment));
            }
            (name, scalar) => {
                let name = FieldName::new(name).map_err(|_| NOT_AN_ENTRY)?;
                self.fields.insert_raw(name, value(scalar)?);
            }
        }
        Ok(())
    }

    fn finish(self, series: &Series) -> Result<Entry, SnapshotError> {
        let (actor, _) = self.made_by;
        Ok(Entry {
            series: *series,
            schema: self.schema.ok_or(NOT_AN_ENTRY)?,
            key: self.key,
            kind: self.kind.ok_or(NOT_AN_ENTRY)?,
            fields: self.fields,
            written_at: self.written_at.ok_or(NOT_AN_ENTRY)?,
            device: actor.device(),
        })
    }
}

fn value(scalar: ScalarValueRef<'_>) -> Result<Value, SnapshotError> {
    Ok(match scalar {
        ScalarValueRef::Str(text) => Value::Text(text.into_owned()),
        ScalarValueRef::Bytes(bytes) => Value::Bytes(bytes.into_owned()),
        ScalarValueRef::Int(number) => Value::Int(number),
        ScalarValueRef::Boolean(flag) => Value::Bool(flag),
        ScalarValueRef::Null => Value::Null,
        _ => return Err(NOT_AN_ENTRY),
    })
}
