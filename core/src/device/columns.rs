//! Reads and writes the core's types as SQLite columns; what does not read back is corruption.

use rusqlite::Row;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use super::StoreError;
use crate::document::Series;
use crate::entry::SignatureBytes;
use crate::ids::{DeviceId, DocumentId, EntryKey, GroupId, Incarnation, IntentId, OrgId, PersonId};
use crate::time::{Certainty, ClockReading};

/// A fixed number of bytes in a BLOB column.
pub(super) struct Bytes<const N: usize>(pub(super) [u8; N]);

impl<const N: usize> FromSql for Bytes<N> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = value.as_blob()?;
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| FromSqlError::InvalidBlobSize {
                expected_size: N,
                blob_size: bytes.len(),
            })
    }
}

impl<const N: usize> ToSql for Bytes<N> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
    }
}

macro_rules! id_columns {
    ($($name:ident: $length:literal),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::Borrowed(ValueRef::Blob(&self.0)))
            }
        }

        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Bytes::<$length>::column_result(value).map(|bytes| Self(bytes.0))
            }
        }
    )*};
}

id_columns!(OrgId: 16, GroupId: 16, DeviceId: 16, PersonId: 16, IntentId: 16, DocumentId: 16, Incarnation: 8, SignatureBytes: 64);

impl ToSql for EntryKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_bytes().to_vec()))
    }
}

impl FromSql for EntryKey {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_slice(value.as_blob()?).map_err(|_| FromSqlError::InvalidType)
    }
}

impl ToSql for Series {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_bytes()))
    }
}

impl FromSql for Series {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::from_slice(value.as_blob()?).map_err(|_| FromSqlError::InvalidType)
    }
}

impl ToSql for Certainty {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(*self as u8))
    }
}

impl FromSql for Certainty {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_i64()? {
            0 => Ok(Self::Measured),
            1 => Ok(Self::Estimated),
            2 => Ok(Self::Unknown),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// A boot id as SQLite keeps it: the same 64 bits, signed.
pub(super) fn boot_column(reading: &ClockReading) -> i64 {
    reading.boot_id.cast_signed()
}

/// The reading in three neighbouring columns.
pub(super) fn reading_at(row: &Row<'_>, first: usize) -> rusqlite::Result<ClockReading> {
    Ok(ClockReading {
        wall: crate::time::UnixMillis(row.get(first)?),
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
