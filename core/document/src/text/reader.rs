//! Reads the numbers and run-length coded columns of an Automerge change, each bound checked
//! before memory is spent. Knows nothing of what the columns mean.

use super::TextRefusal;
use samenspel_model::limits;

type Result<T> = std::result::Result<T, TextRefusal>;

/// A place in bytes that only moves forward.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.rest.split_first().ok_or(TextRefusal::Truncated)?;
        self.rest = rest;
        Ok(*first)
    }

    pub(super) fn take(&mut self, length: u64) -> Result<&'a [u8]> {
        let length = usize::try_from(length).map_err(|_| TextRefusal::Truncated)?;
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(TextRefusal::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// An unsigned LEB128 number in its shortest form.
    pub(super) fn unsigned(&mut self) -> Result<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(TextRefusal::Number);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                let padded = byte == 0 && shift > 0;
                return if padded {
                    Err(TextRefusal::Number)
                } else {
                    Ok(value)
                };
            }
        }
        Err(TextRefusal::Number)
    }

    /// A signed LEB128 number in its shortest form.
    pub(super) fn signed(&mut self) -> Result<i64> {
        let mut value = 0_i64;
        let mut previous = 0_u8;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = i64::from(byte & 0x7f);
            if shift == 63 && bits != 0 && bits != 0x7f {
                return Err(TextRefusal::Number);
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                let negative = byte & 0x40 != 0;
                let sign_was_there = shift > 0 && (previous & 0x40 != 0) == negative;
                if sign_was_there && (byte == 0 || byte == 0x7f) {
                    return Err(TextRefusal::Number);
                }
                if negative && shift < 57 {
                    value |= -1 << (shift + 7);
                }
                return Ok(value);
            }
            previous = byte;
        }
        Err(TextRefusal::Number)
    }
}

/// A run-length coded column. `Some` value or a null for each row, at most as many rows as a
/// change may have operations: a run that claims more is refused before it is laid out.
pub(super) fn runs<'a, T: Clone>(
    column: &'a [u8],
    read: fn(&mut Reader<'a>) -> Result<T>,
) -> Result<Vec<Option<T>>> {
    let mut reader = Reader::new(column);
    let mut rows = Vec::new();
    while !reader.is_empty() {
        match reader.signed()? {
            0 => {
                let count = reader.unsigned()?;
                grow(&mut rows, count, None)?;
            }
            count @ 1.. => {
                let value = read(&mut reader)?;
                grow(&mut rows, count.unsigned_abs(), Some(value))?;
            }
            literal => {
                check_rows(rows.len(), literal.unsigned_abs())?;
                for _ in 0..literal.unsigned_abs() {
                    rows.push(Some(read(&mut reader)?));
                }
            }
        }
    }
    Ok(rows)
}

/// A run-length coded column of differences, summed up.
pub(super) fn deltas(column: &[u8]) -> Result<Vec<Option<u64>>> {
    let mut absolute = 0_i64;
    runs(column, Reader::signed)?
        .into_iter()
        .map(|difference| {
            let Some(difference) = difference else {
                return Ok(None);
            };
            absolute = absolute
                .checked_add(difference)
                .ok_or(TextRefusal::Number)?;
            let value = u64::try_from(absolute).map_err(|_| TextRefusal::Number)?;
            Ok(Some(value))
        })
        .collect()
}

/// A column of truths: how many are false, then how many true, and so on.
pub(super) fn truths(column: &[u8]) -> Result<Vec<bool>> {
    let mut reader = Reader::new(column);
    let mut rows = Vec::new();
    let mut value = false;
    while !reader.is_empty() {
        let count = reader.unsigned()?;
        grow(&mut rows, count, value)?;
        value = !value;
    }
    Ok(rows)
}

fn grow<T: Clone>(rows: &mut Vec<T>, count: u64, value: T) -> Result<()> {
    let length = check_rows(rows.len(), count)?;
    rows.resize(length, value);
    Ok(())
}

fn check_rows(rows: usize, more: u64) -> Result<usize> {
    let total = (rows as u64).saturating_add(more);
    if total > limits::TEXT_CHANGE_OPS_MAX {
        return Err(TextRefusal::TooManyOperations);
    }
    usize::try_from(total).map_err(|_| TextRefusal::TooManyOperations)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signed(bytes: &[u8]) -> Result<i64> {
        Reader::new(bytes).signed()
    }

    fn unsigned(bytes: &[u8]) -> Result<u64> {
        Reader::new(bytes).unsigned()
    }

    fn shortest_unsigned(mut value: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value >= 0x80 {
            bytes.push(value as u8 & 0x7f | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    }

    fn shortest_signed(mut value: i64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while !(-64..64).contains(&value) {
            bytes.push(value as u8 & 0x7f | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8 & 0x7f);
        bytes
    }

    proptest! {
        #[test]
        fn every_number_reads_back_from_its_shortest_form(a in any::<u64>(), b in any::<i64>(), shift in 0..63u32) {
            let (a, b) = (a >> shift, b >> shift);
            prop_assert_eq!(unsigned(&shortest_unsigned(a)), Ok(a));
            prop_assert_eq!(signed(&shortest_signed(b)), Ok(b));
        }
    }

    #[test]
    fn the_extremes_are_read() {
        for value in [0, 1, 63, 64, 127, 128, u64::MAX - 1, u64::MAX] {
            assert_eq!(unsigned(&shortest_unsigned(value)), Ok(value));
        }
        for value in [0, -1, 63, 64, -64, -65, i64::MIN, i64::MIN + 1, i64::MAX] {
            assert_eq!(signed(&shortest_signed(value)), Ok(value));
        }
    }

    #[test]
    fn padded_and_oversized_numbers_are_refused() {
        assert_eq!(unsigned(&[0x80, 0x00]), Err(TextRefusal::Number));
        assert_eq!(unsigned(&[0x81, 0x80, 0x00]), Err(TextRefusal::Number));
        assert_eq!(signed(&[0x81, 0x00]), Err(TextRefusal::Number));
        assert_eq!(signed(&[0xff, 0x7f]), Err(TextRefusal::Number));
        assert_eq!(unsigned(&[0xff; 11]), Err(TextRefusal::Number));
        assert_eq!(signed(&[0xff; 11]), Err(TextRefusal::Number));
        assert_eq!(unsigned(&[0x80]), Err(TextRefusal::Truncated));
    }

    #[test]
    fn a_run_that_claims_more_rows_than_a_change_may_have_is_refused_before_it_is_laid_out() {
        let bomb = [&shortest_signed(i64::MAX)[..], &[1]].concat();
        assert_eq!(
            runs(&bomb, Reader::unsigned),
            Err(TextRefusal::TooManyOperations)
        );
        let nulls = [&[0][..], &shortest_unsigned(u64::MAX)].concat();
        assert_eq!(
            runs(&nulls, Reader::unsigned),
            Err(TextRefusal::TooManyOperations)
        );
        let literals = shortest_signed(i64::MIN);
        assert_eq!(
            runs(&literals, Reader::unsigned),
            Err(TextRefusal::TooManyOperations)
        );
        let truth = shortest_unsigned(u64::MAX);
        assert_eq!(truths(&truth), Err(TextRefusal::TooManyOperations));
    }
}
