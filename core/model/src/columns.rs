//! The ids and what else is one value as SQLite columns; what does not read back is an error. Only with the
//! feature `sqlite`: a trait of another crate can be had only where the type is. Knows no table.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::entry::SignatureBytes;
use crate::ids::{DeviceId, DocumentId, EntryKey, GroupId, Incarnation, IntentId, OrgId, PersonId};
use crate::series::Series;
use crate::time::Certainty;

/// A fixed number of bytes in a BLOB column.
pub struct Bytes<const N: usize>(pub [u8; N]);

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
