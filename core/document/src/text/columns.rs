//! The columns of an Automerge change, as far as an edit of a text has them. Knows the form of the
//! rows, not what they may do.

use super::TextRefusal;
use super::reader::{Reader, deltas, runs, truths};
use samenspel_model::limits;

type Result<T> = std::result::Result<T, TextRefusal>;

/// Column numbers: id in the upper bits, type in the lowest three.
mod spec {
    pub const OBJECT_ACTOR: u64 = 0x01;
    pub const OBJECT_COUNTER: u64 = 0x02;
    pub const KEY_ACTOR: u64 = 0x11;
    pub const KEY_COUNTER: u64 = 0x13;
    pub const KEY_NAME: u64 = 0x15;
    pub const INSERT: u64 = 0x34;
    pub const ACTION: u64 = 0x42;
    pub const VALUE_META: u64 = 0x56;
    pub const VALUE: u64 = 0x57;
    pub const PREDECESSORS: u64 = 0x70;
    pub const PREDECESSOR_ACTOR: u64 = 0x71;
    pub const PREDECESSOR_COUNTER: u64 = 0x73;
    pub const EXPAND: u64 = 0x94;
    pub const MARK_NAME: u64 = 0xa5;
    /// Set in the number of a column that is deflated.
    pub const DEFLATED: u64 = 0x08;
}

/// More columns than any change has.
const COLUMNS_MAX: u64 = 14;

/// An operation's name: the index of its actor in the change, and its number.
pub(super) type RawName = (Option<u64>, Option<u64>);

/// One row of the columns.
pub(super) struct Row<'a> {
    pub object: RawName,
    pub key: RawName,
    pub insert: bool,
    pub action: u64,
    pub value: RawValue<'a>,
    pub predecessor: Option<RawName>,
}

/// A value, as far as an edit has any.
#[derive(Clone, Copy)]
pub(super) enum RawValue<'a> {
    Null,
    Text(&'a [u8]),
    Other,
}

/// Reads the columns' headers, then the columns; what is behind them is left over.
pub(super) fn read<'a>(reader: &mut Reader<'a>) -> Result<Vec<Row<'a>>> {
    let columns = Columns::read(reader)?;
    columns.rows()
}

struct Columns<'a>(Vec<(u64, &'a [u8])>);

impl<'a> Columns<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self> {
        let count = reader.unsigned()?;
        if count > COLUMNS_MAX {
            return Err(TextRefusal::UnknownColumn);
        }
        let mut headers = Vec::new();
        for _ in 0..count {
            headers.push((reader.unsigned()?, reader.unsigned()?));
        }
        check_headers(&headers)?;
        let columns = headers
            .into_iter()
            .map(|(column, length)| Ok((column, reader.take(length)?)))
            .collect::<Result<_>>()?;
        Ok(Self(columns))
    }

    fn get(&self, wanted: u64) -> &'a [u8] {
        let found = self.0.iter().find(|(column, _)| *column == wanted);
        found.map_or(&[], |(_, bytes)| bytes)
    }

    fn rows(&self) -> Result<Vec<Row<'a>>> {
        let actions = runs(self.get(spec::ACTION), Reader::unsigned)?;
        let count = actions.len();
        let objects = runs(self.get(spec::OBJECT_COUNTER), Reader::unsigned)?;
        let mut objects = self.names(spec::OBJECT_ACTOR, objects, count)?;
        let keys = deltas(self.get(spec::KEY_COUNTER))?;
        let mut keys = self.names(spec::KEY_ACTOR, keys, count)?;
        let inserts = truths(self.get(spec::INSERT))?;
        if inserts.len() != count {
            return Err(TextRefusal::RaggedColumns);
        }
        let mut values = self.values(count)?.into_iter();
        let mut predecessors = self.predecessors(count)?.into_iter();
        let mut rows = Vec::with_capacity(count);
        for (action, insert) in actions.into_iter().zip(inserts) {
            rows.push(Row {
                object: objects.next().ok_or(TextRefusal::RaggedColumns)?,
                key: keys.next().ok_or(TextRefusal::RaggedColumns)?,
                insert,
                action: action.ok_or(TextRefusal::Action)?,
                value: values.next().ok_or(TextRefusal::RaggedColumns)?,
                predecessor: predecessors.next().ok_or(TextRefusal::RaggedColumns)?,
            });
        }
        Ok(rows)
    }

    fn names(
        &self,
        actors: u64,
        counters: Vec<Option<u64>>,
        count: usize,
    ) -> Result<impl Iterator<Item = RawName> + use<>> {
        let actors = padded(runs(self.get(actors), Reader::unsigned)?, count)?;
        Ok(actors.into_iter().zip(padded(counters, count)?))
    }

    fn values(&self, count: usize) -> Result<Vec<RawValue<'a>>> {
        let metas = padded(runs(self.get(spec::VALUE_META), Reader::unsigned)?, count)?;
        let mut raw = Reader::new(self.get(spec::VALUE));
        let mut values = Vec::with_capacity(count);
        for meta in metas {
            let meta = meta.ok_or(TextRefusal::RaggedColumns)?;
            let bytes = raw.take(meta >> 4)?;
            values.push(match (meta & 0xf, bytes) {
                (0, []) => RawValue::Null,
                (6, _) => RawValue::Text(bytes),
                _ => RawValue::Other,
            });
        }
        if raw.is_empty() {
            Ok(values)
        } else {
            Err(TextRefusal::RaggedColumns)
        }
    }

    /// At most one predecessor per row: the counts are read before the predecessors themselves.
    fn predecessors(&self, count: usize) -> Result<Vec<Option<RawName>>> {
        let counts = padded(runs(self.get(spec::PREDECESSORS), Reader::unsigned)?, count)?;
        if counts
            .iter()
            .any(|count| count.is_some_and(|many| many > 1))
        {
            return Err(TextRefusal::TooManyPredecessors);
        }
        let total = counts.iter().filter(|count| **count == Some(1)).count();
        let names = deltas(self.get(spec::PREDECESSOR_COUNTER))?;
        let mut names = self.names(spec::PREDECESSOR_ACTOR, names, total)?;
        let named = counts.into_iter().map(|count| match count {
            Some(1) => names.next(),
            _ => None,
        });
        Ok(named.collect())
    }
}

/// A column of nulls alone is left out; any other has a value for each row.
fn padded<T: Clone>(rows: Vec<Option<T>>, count: usize) -> Result<Vec<Option<T>>> {
    match rows.len() {
        0 => Ok(vec![None; count]),
        length if length == count => Ok(rows),
        _ => Err(TextRefusal::RaggedColumns),
    }
}

fn check_headers(headers: &[(u64, u64)]) -> Result<()> {
    let mut previous = None;
    for (column, length) in headers {
        if column & spec::DEFLATED != 0 {
            return Err(TextRefusal::DeflatedColumn);
        }
        match *column {
            spec::KEY_NAME => return Err(TextRefusal::MapKey),
            spec::EXPAND | spec::MARK_NAME => return Err(TextRefusal::Mark),
            spec::OBJECT_ACTOR
            | spec::OBJECT_COUNTER
            | spec::KEY_ACTOR
            | spec::KEY_COUNTER
            | spec::INSERT
            | spec::ACTION
            | spec::VALUE_META
            | spec::VALUE
            | spec::PREDECESSORS
            | spec::PREDECESSOR_ACTOR
            | spec::PREDECESSOR_COUNTER => {}
            _ => return Err(TextRefusal::UnknownColumn),
        }
        if previous.replace(*column) >= Some(*column) {
            return Err(TextRefusal::UnknownColumn);
        }
        if *length > limits::TEXT_CHANGE_BYTES_MAX as u64 {
            return Err(TextRefusal::Truncated);
        }
    }
    Ok(())
}
