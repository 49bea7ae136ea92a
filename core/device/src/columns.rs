//! Reads and writes what the store keeps as SQLite columns; what does not read back is corruption.

use rusqlite::Row;

use super::StoreError;
use samenspel_model::time::ClockReading;

pub(super) use samenspel_model::columns::Bytes;

/// A boot id as SQLite keeps it: the same 64 bits, signed.
pub(super) fn boot_column(reading: &ClockReading) -> i64 {
    reading.boot_id.cast_signed()
}

/// The reading in three neighbouring columns.
pub(super) fn reading_at(row: &Row<'_>, first: usize) -> rusqlite::Result<ClockReading> {
    Ok(ClockReading {
        wall: samenspel_model::time::UnixMillis(row.get(first)?),
        boot_id: row.get::<_, i64>(first + 1)?.cast_unsigned(),
        monotonic_ms: row.get(first + 2)?,
    })
}

/// A count or position as SQLite keeps it.
pub(super) fn to_column(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::unreadable("a position"))
}

/// A count or position from its column.
pub(super) fn from_column(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::unreadable("a position"))
}

/// CBOR from a column that this store wrote.
pub(super) fn cbor<T: for<'b> minicbor::Decode<'b, ()>>(
    bytes: &[u8],
    what: &str,
) -> Result<T, StoreError> {
    minicbor::decode(bytes).map_err(|_| StoreError::unreadable(what))
}
