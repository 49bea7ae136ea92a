//! Whether a write-ahead log is damaged in its middle. SQLite takes a log to end at the first frame that fails
//! its check, since that is how one ends that power was cut from: what was committed behind a damaged frame
//! would be gone without a word. Reads the form that SQLite documents as "The WAL File Format".

use std::io::{self, Read};

use super::{FRAME_HEADER_BYTES, HEADER_BYTES, PAGE_BYTES_MAX};

/// The two running sums of the log's check.
type Sums = (u32, u32);

/// Whether a commit that had reached the disk stands behind a frame that fails its check.
///
/// Each frame keeps the sums up to itself, so that the next can be checked even where it cannot be. Power that
/// is cut leaves the last commit in pieces, and remains of what was never committed may lie behind the end. Only
/// a commit with a whole frame right behind it, both of this log, was on the disk before that one was written.
///
/// Nobody may write the log meanwhile. Works on the whole log, once: some milliseconds for the usual four
/// megabytes.
pub fn is_broken_within(log: &mut impl Read) -> io::Result<bool> {
    let mut header = [0; HEADER_BYTES];
    if !is_filled(log, &mut header)? {
        return Ok(false);
    }
    let page_bytes = number(&header, 8) as usize;
    let is_log = number(&header, 0) & !1 == 0x377f_0682;
    if !is_log || !page_bytes.is_power_of_two() || !(512..=PAGE_BYTES_MAX).contains(&page_bytes) {
        return Ok(false);
    }
    let is_big_endian = number(&header, 0) & 1 == 1;
    let mut before = (number(&header, 24), number(&header, 28));
    let mut frame = vec![0; FRAME_HEADER_BYTES + page_bytes];
    let (mut is_broken, mut follows_commit) = (false, false);
    while is_filled(log, &mut frame)? {
        let sums = (number(&frame, 16), number(&frame, 20));
        let covered = add(before, &frame[..8], is_big_endian);
        let is_whole = frame[8..16] == header[16..24]
            && add(covered, &frame[FRAME_HEADER_BYTES..], is_big_endian) == sums;
        before = sums;
        if is_whole && is_broken && follows_commit {
            return Ok(true);
        }
        is_broken |= !is_whole;
        // Of a frame that is not whole nothing that it says of itself counts.
        follows_commit = is_whole && number(&frame, 4) != 0;
    }
    Ok(false)
}

/// Adds eight bytes at a time; all lengths here are multiples of that.
fn add((mut one, mut two): Sums, bytes: &[u8], is_big_endian: bool) -> Sums {
    let (pairs, _) = bytes.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in pairs {
        let (first, second) = ([*a, *b, *c, *d], [*e, *f, *g, *h]);
        let (first, second) = match is_big_endian {
            true => (u32::from_be_bytes(first), u32::from_be_bytes(second)),
            false => (u32::from_le_bytes(first), u32::from_le_bytes(second)),
        };
        one = one.wrapping_add(first).wrapping_add(two);
        two = two.wrapping_add(second).wrapping_add(one);
    }
    (one, two)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// Whether there was enough to fill it.
fn is_filled(log: &mut impl Read, bytes: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}
