//! Foreign bytes to a text change: everything that can be checked without a document. Automerge's
//! decoder never sees these bytes; what its encoder makes of the operations must be the same bytes.

use std::collections::HashSet;
use std::num::NonZeroU64;

use super::change::{Element, Parts, TextChange, TextOperation, encode};
use super::columns::{self, RawName, RawValue, Row};
use super::reader::Reader;
use super::{TextRefusal, is_forbidden};
use crate::Actor;
use samenspel_model::limits;

type Result<T> = std::result::Result<T, TextRefusal>;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const CHECKSUM_LENGTH: u64 = 4;
const CHUNK_CHANGE: u8 = 1;
const CHUNK_COMPRESSED: u8 = 2;
const ACTION_PUT: u64 = 1;
const ACTION_DELETE: u64 = 3;
const ACTION_MARK: u64 = 7;

/// Reads a text change; refuses everything that is not exactly what an honest device makes.
pub fn inspect(change: &[u8]) -> Result<TextChange> {
    if change.len() > limits::TEXT_CHANGE_BYTES_MAX {
        return Err(TextRefusal::TooLarge);
    }
    let mut reader = Reader::new(change);
    read_chunk_header(&mut reader)?;
    let header = ChangeHeader::read(&mut reader)?;
    let rows = columns::read(&mut reader)?;
    if !reader.is_empty() {
        return Err(TextRefusal::ExtraBytes);
    }
    let parts = header.with_operations(&rows)?;
    // Catches what is left: a wrong checksum, unused actors, runs that could be shorter.
    let encoded = encode(&parts);
    if encoded.raw_bytes() != change {
        return Err(TextRefusal::NotCanonical);
    }
    Ok(TextChange {
        bytes: change.to_vec(),
        hash: encoded.hash().0,
        parts,
    })
}

fn read_chunk_header(reader: &mut Reader<'_>) -> Result<()> {
    if reader.take(MAGIC.len() as u64)? != MAGIC {
        return Err(TextRefusal::NotAChange);
    }
    reader.take(CHECKSUM_LENGTH)?;
    match reader.byte()? {
        CHUNK_CHANGE => {}
        CHUNK_COMPRESSED => return Err(TextRefusal::Compressed),
        _ => return Err(TextRefusal::NotAChange),
    }
    let length = reader.unsigned()?;
    if length != reader.rest().len() as u64 {
        return Err(TextRefusal::Length);
    }
    Ok(())
}

/// What stands before the columns.
struct ChangeHeader {
    dependencies: Vec<[u8; 32]>,
    seq: u64,
    start_op: NonZeroU64,
    /// The author first, then the others as operations name them.
    actors: Vec<Actor>,
}

impl ChangeHeader {
    fn read(reader: &mut Reader<'_>) -> Result<Self> {
        let dependencies = read_dependencies(reader)?;
        let author = read_actor(reader)?;
        if !author.is_text() {
            return Err(TextRefusal::NotATextActor);
        }
        let seq = reader.unsigned()?;
        let start_op = NonZeroU64::new(reader.unsigned()?).ok_or(TextRefusal::StartOp)?;
        if seq == 0 {
            return Err(TextRefusal::Sequence);
        }
        if reader.signed()? != 0 {
            return Err(TextRefusal::Time);
        }
        if reader.unsigned()? != 0 {
            return Err(TextRefusal::Message);
        }
        let actors = read_actors(reader, author)?;
        Ok(Self {
            dependencies,
            seq,
            start_op,
            actors,
        })
    }

    fn with_operations(self, rows: &[Row<'_>]) -> Result<Parts> {
        let first = rows.first().ok_or(TextRefusal::NoOperations)?;
        let last = self.start_op.get().saturating_add(rows.len() as u64);
        if last > u64::from(u32::MAX) {
            return Err(TextRefusal::CounterMaximum);
        }
        let text = self.text(first)?;
        let mut operations = Vec::with_capacity(rows.len());
        let mut deleted = HashSet::new();
        for row in rows {
            if self.element(row.object, TextRefusal::Object)? != Some(text) {
                return Err(TextRefusal::Object);
            }
            let operation = self.operation(row, &operations)?;
            if let TextOperation::Delete(element) = operation
                && !deleted.insert(element)
            {
                return Err(TextRefusal::DeletedTwice);
            }
            operations.push(operation);
        }
        Ok(Parts {
            actor: self.actors[0],
            seq: self.seq,
            start_op: self.start_op,
            dependencies: self.dependencies,
            text,
            operations,
        })
    }

    /// The one text that all operations are in: made by an entry, before this change.
    fn text(&self, row: &Row<'_>) -> Result<Element> {
        let text = self.element(row.object, TextRefusal::Object)?;
        let text = text.ok_or(TextRefusal::Object)?;
        if text.actor.is_text() || text.counter >= self.start_op.get() {
            return Err(TextRefusal::Object);
        }
        Ok(text)
    }

    fn operation(&self, row: &Row<'_>, earlier: &[TextOperation]) -> Result<TextOperation> {
        let element = self.element(row.key, TextRefusal::Element)?;
        match (row.action, row.insert) {
            (ACTION_PUT, true) => {
                if row.predecessor.is_some() {
                    return Err(TextRefusal::Predecessor);
                }
                let after = element;
                after.map_or(Ok(()), |after| self.check_after(after, earlier))?;
                let character = character(row.value)?;
                Ok(TextOperation::Insert { after, character })
            }
            (ACTION_DELETE, false) => {
                let element = element.ok_or(TextRefusal::Element)?;
                let predecessor = row.predecessor.ok_or(TextRefusal::Predecessor)?;
                if self.element(predecessor, TextRefusal::Predecessor)? != Some(element) {
                    return Err(TextRefusal::Predecessor);
                }
                // Nobody types a character and takes it back within one edit.
                if element.counter >= self.start_op.get() {
                    return Err(TextRefusal::Element);
                }
                match row.value {
                    RawValue::Null => Ok(TextOperation::Delete(element)),
                    _ => Err(TextRefusal::Value),
                }
            }
            (ACTION_MARK, _) => Err(TextRefusal::Mark),
            _ => Err(TextRefusal::Action),
        }
    }

    /// An element that was there before, or that this change inserted before.
    fn check_after(&self, after: Element, earlier: &[TextOperation]) -> Result<()> {
        let Some(own) = after.counter.checked_sub(self.start_op.get()) else {
            return Ok(());
        };
        let own = usize::try_from(own).map_err(|_| TextRefusal::Element)?;
        match earlier.get(own) {
            Some(TextOperation::Insert { .. }) if after.actor == self.actors[0] => Ok(()),
            _ => Err(TextRefusal::Element),
        }
    }

    /// An element by the names of the columns; `None` for the start of a text.
    fn element(&self, (actor, counter): RawName, refusal: TextRefusal) -> Result<Option<Element>> {
        match (actor, counter) {
            (None, Some(0)) => Ok(None),
            (Some(index), Some(counter @ 1..)) => {
                let index = usize::try_from(index).map_err(|_| refusal)?;
                let actor = *self.actors.get(index).ok_or(refusal)?;
                Ok(Some(Element { counter, actor }))
            }
            _ => Err(refusal),
        }
    }
}

fn read_dependencies(reader: &mut Reader<'_>) -> Result<Vec<[u8; 32]>> {
    let count = reader.unsigned()?;
    if count == 0 || count > limits::TEXT_CHANGE_DEPS_MAX as u64 {
        return Err(TextRefusal::DependencyList);
    }
    let mut dependencies = Vec::new();
    for _ in 0..count {
        let hash = reader.take(32)?;
        dependencies.push(hash.try_into().map_err(|_| TextRefusal::Truncated)?);
    }
    if dependencies.is_sorted_by(|a, b| a < b) {
        Ok(dependencies)
    } else {
        Err(TextRefusal::DependencyList)
    }
}

fn read_actor(reader: &mut Reader<'_>) -> Result<Actor> {
    let length = reader.unsigned()?;
    if length != Actor::LENGTH as u64 {
        return Err(TextRefusal::ActorForm);
    }
    Actor::from_slice(reader.take(length)?).map_err(|_| TextRefusal::ActorForm)
}

fn read_actors(reader: &mut Reader<'_>, author: Actor) -> Result<Vec<Actor>> {
    let count = reader.unsigned()?;
    if count > limits::TEXT_CHANGE_ACTORS_MAX as u64 {
        return Err(TextRefusal::ActorList);
    }
    let mut actors = vec![author];
    for _ in 0..count {
        actors.push(read_actor(reader)?);
    }
    let others = &actors[1..];
    if others.contains(&author) || !others.is_sorted_by(|a, b| a < b) {
        return Err(TextRefusal::ActorList);
    }
    Ok(actors)
}

/// Exactly one character: what Automerge's splice makes of a text.
fn character(value: RawValue<'_>) -> Result<char> {
    let RawValue::Text(bytes) = value else {
        return Err(TextRefusal::Value);
    };
    let text = std::str::from_utf8(bytes).map_err(|_| TextRefusal::Value)?;
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if is_forbidden(character) => Err(TextRefusal::Character),
        (Some(character), None) => Ok(character),
        _ => Err(TextRefusal::Value),
    }
}
