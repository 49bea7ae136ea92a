//! The side table: per entry what neither its body nor the document says. Kept in columns of small
//! differences, for an entry's signature alone is 64 bytes. Knows nothing of documents.

use minicbor::{Decode, Encode};

use super::SnapshotError;
use crate::ChainedEntry;
use samenspel_model::entry::SignatureBytes;
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_model::wire::{decode_bounded, encode};

use super::file::SNAPSHOT_BYTES_MAX;

const SIGNATURE_BYTES: usize = 64;
const LATE_BIT: u8 = 4;
const CERTAINTY_BITS: u8 = 3;

/// One entry's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) signature: SignatureBytes,
    pub(super) position: u64,
    pub(super) corrected_at: UnixMillis,
    pub(super) certainty: Certainty,
    pub(super) arrived_at: UnixMillis,
    pub(super) late: bool,
}

impl Row {
    /// What a chained entry adds to its body and chain.
    pub(super) fn of(entry: &ChainedEntry) -> Self {
        Self {
            signature: entry.signed.signature,
            position: entry.position,
            corrected_at: entry.corrected_at,
            certainty: entry.certainty,
            arrived_at: entry.arrived_at,
            late: entry.late,
        }
    }
}

/// All rows by column, in order of actor, then sequence number. The differences wrap, so that every
/// pair of numbers has one and reading needs no check.
#[derive(Debug, Default, Encode, Decode)]
struct Columns {
    /// 64 bytes each.
    #[cbor(n(0), with = "minicbor::bytes")]
    signatures: Vec<u8>,
    /// Position less the previous row's.
    #[n(1)]
    positions: Vec<i64>,
    /// Correction of the written time less the previous row's: it stays the same between a
    /// device's contacts with the server.
    #[n(2)]
    corrections: Vec<i64>,
    /// Arrival less corrected time.
    #[n(3)]
    delays: Vec<i64>,
    /// Certainty, and whether it was late.
    #[cbor(n(4), with = "minicbor::bytes")]
    flags: Vec<u8>,
}

/// Writes the rows, each with the time that its entry states itself.
pub(super) fn write(rows: &[(Row, UnixMillis)]) -> Vec<u8> {
    let mut columns = Columns::default();
    let (mut last_position, mut last_correction) = (0, 0);
    for (row, written_at) in rows {
        let position = row.position.cast_signed();
        let correction = row.corrected_at.0.wrapping_sub(written_at.0);
        columns.signatures.extend_from_slice(&row.signature.0);
        columns.positions.push(position.wrapping_sub(last_position));
        columns
            .corrections
            .push(correction.wrapping_sub(last_correction));
        columns
            .delays
            .push(row.arrived_at.0.wrapping_sub(row.corrected_at.0));
        columns.flags.push(flags(row));
        (last_position, last_correction) = (position, correction);
    }
    encode(&columns)
}

/// Reads the rows of entries that state the times `written_at` themselves.
pub(super) fn read(bytes: &[u8], written_at: &[UnixMillis]) -> Result<Vec<Row>, SnapshotError> {
    let columns: Columns = decode_bounded(bytes, SNAPSHOT_BYTES_MAX)?;
    let (signatures, rest) = columns.signatures.as_chunks::<SIGNATURE_BYTES>();
    let lengths = [
        signatures.len(),
        columns.positions.len(),
        columns.corrections.len(),
        columns.delays.len(),
        columns.flags.len(),
    ];
    if !rest.is_empty() || lengths != [written_at.len(); 5] {
        return Err(SnapshotError::Malformed(
            "the side table and the document have different entries",
        ));
    }
    let (mut position, mut correction) = (0i64, 0i64);
    let row = |index: usize| {
        position = position.wrapping_add(columns.positions[index]);
        correction = correction.wrapping_add(columns.corrections[index]);
        let corrected_at = written_at[index].0.wrapping_add(correction);
        let flags = columns.flags[index];
        Ok(Row {
            signature: SignatureBytes(signatures[index]),
            position: position.cast_unsigned(),
            corrected_at: UnixMillis(corrected_at),
            certainty: certainty(flags)?,
            arrived_at: UnixMillis(corrected_at.wrapping_add(columns.delays[index])),
            late: flags & LATE_BIT != 0,
        })
    };
    (0..written_at.len()).map(row).collect()
}

fn flags(row: &Row) -> u8 {
    let late = if row.late { LATE_BIT } else { 0 };
    late | match row.certainty {
        Certainty::Measured => 0,
        Certainty::Estimated => 1,
        Certainty::Unknown => 2,
    }
}

fn certainty(flags: u8) -> Result<Certainty, SnapshotError> {
    match flags & CERTAINTY_BITS {
        0 => Ok(Certainty::Measured),
        1 => Ok(Certainty::Estimated),
        2 => Ok(Certainty::Unknown),
        _ => Err(SnapshotError::Malformed("an unknown certainty")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_row() -> impl Strategy<Value = (Row, UnixMillis)> {
        let certainty = prop_oneof![
            Just(Certainty::Measured),
            Just(Certainty::Estimated),
            Just(Certainty::Unknown)
        ];
        let numbers = (any::<u64>(), any::<i64>(), any::<i64>(), any::<i64>());
        (any::<u8>(), numbers, certainty, any::<bool>()).prop_map(
            |(byte, (position, written, corrected, arrived), certainty, late)| {
                let row = Row {
                    signature: SignatureBytes([byte; 64]),
                    position,
                    corrected_at: UnixMillis(corrected),
                    certainty,
                    arrived_at: UnixMillis(arrived),
                    late,
                };
                (row, UnixMillis(written))
            },
        )
    }

    proptest! {
        #[test]
        fn rows_with_any_numbers_read_back(rows in prop::collection::vec(any_row(), 0..20)) {
            let (expected, written_at): (Vec<_>, Vec<_>) = rows.iter().cloned().unzip();
            prop_assert_eq!(read(&write(&rows), &written_at).unwrap(), expected);
        }

        #[test]
        fn any_bytes_give_rows_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            // Reading must return at all: no panic, whatever the bytes.
            let rows = read(&bytes, &[UnixMillis(0)]);
            prop_assert!(rows.map_or(true, |rows| rows.len() == 1));
        }
    }

    #[test]
    fn a_row_too_few_is_an_error() {
        let bytes = write(&[]);
        assert!(matches!(
            read(&bytes, &[UnixMillis(0)]),
            Err(SnapshotError::Malformed(_))
        ));
    }
}
