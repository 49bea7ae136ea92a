//! What travels between the server and a trial worker: frames with a length before them. Knows
//! nothing of processes.

use std::io::{self, Read, Write};

use samenspel_document::text::{TrialError, TrialOutcome};

/// More than any document with its changes.
pub(super) const FRAME_BYTES_MAX: usize = 64 * 1024 * 1024;

const PASSED: u8 = 0;
const DOCUMENT: u8 = 1;
const DOES_NOT_APPLY: u8 = 2;
const DOES_NOT_RELOAD: u8 = 3;
const HASH_LENGTH: usize = 32;

/// Writes one frame.
pub(super) fn write(out: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    out.write_all(&length(frame.len())?)?;
    out.write_all(frame)?;
    out.flush()
}

/// Reads one frame; `None` when the other side closed.
pub(super) fn read(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_be_bytes(length) as usize;
    if length > FRAME_BYTES_MAX {
        return Err(io::Error::other("frame is too long"));
    }
    let mut frame = vec![0; length];
    input.read_exact(&mut frame)?;
    Ok(Some(frame))
}

/// A document and changes to try on it.
pub(super) fn task(document: &[u8], changes: &[Vec<u8>]) -> io::Result<Vec<u8>> {
    let mut frame = Vec::new();
    for part in std::iter::once(document).chain(changes.iter().map(Vec::as_slice)) {
        frame.extend(length(part.len())?);
        frame.extend_from_slice(part);
    }
    Ok(frame)
}

/// Reads what [`task`] wrote.
pub(super) fn read_task(mut frame: &[u8]) -> Option<(&[u8], Vec<Vec<u8>>)> {
    let document = part(&mut frame)?;
    let mut changes = Vec::new();
    while !frame.is_empty() {
        changes.push(part(&mut frame)?.to_vec());
    }
    Some((document, changes))
}

fn part<'a>(frame: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = frame.split_first_chunk::<4>()?;
    let length = u32::from_be_bytes(*length) as usize;
    let (part, rest) = rest.split_at_checked(length)?;
    *frame = rest;
    Some(part)
}

/// What a worker found.
pub(super) fn answer(result: &Result<TrialOutcome, TrialError>) -> Vec<u8> {
    match result {
        Ok(outcome) => [&[PASSED][..], outcome.heads.as_flattened()].concat(),
        Err(TrialError::Document) => vec![DOCUMENT],
        Err(TrialError::DoesNotReload) => vec![DOES_NOT_RELOAD],
        Err(_) => vec![DOES_NOT_APPLY],
    }
}

/// Reads what [`answer`] wrote.
pub(super) fn read_answer(frame: &[u8]) -> Option<Result<TrialOutcome, TrialError>> {
    match frame {
        [PASSED, heads @ ..] if heads.len() % HASH_LENGTH == 0 => {
            let (heads, _) = heads.as_chunks::<HASH_LENGTH>();
            let heads = heads.to_vec();
            Some(Ok(TrialOutcome { heads }))
        }
        [DOCUMENT] => Some(Err(TrialError::Document)),
        [DOES_NOT_APPLY] => Some(Err(TrialError::DoesNotApply)),
        [DOES_NOT_RELOAD] => Some(Err(TrialError::DoesNotReload)),
        _ => None,
    }
}

fn length(length: usize) -> io::Result<[u8; 4]> {
    u32::try_from(length)
        .ok()
        .filter(|length| *length as usize <= FRAME_BYTES_MAX)
        .map(u32::to_be_bytes)
        .ok_or_else(|| io::Error::other("frame is too long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_and_answers_read_back() {
        let changes = vec![vec![1, 2], vec![], vec![3]];
        let frame = task(b"document", &changes).unwrap();
        assert_eq!(read_task(&frame), Some((&b"document"[..], changes)));
        for result in [
            Ok(TrialOutcome {
                heads: vec![[1; 32], [2; 32]],
            }),
            Err(TrialError::Document),
            Err(TrialError::DoesNotApply),
            Err(TrialError::DoesNotReload),
        ] {
            assert_eq!(read_answer(&answer(&result)), Some(result));
        }
        let mut wire = Vec::new();
        write(&mut wire, &frame).unwrap();
        let mut wire = &wire[..];
        assert_eq!(read(&mut wire).unwrap(), Some(frame));
        assert_eq!(read(&mut wire).unwrap(), None);
    }

    #[test]
    fn frames_that_are_cut_or_claim_too_much_are_errors() {
        assert!(read(&mut &[0, 0, 0, 9, 1][..]).is_err());
        assert!(read(&mut &[0xff; 8][..]).is_err());
        assert_eq!(read_task(&[0, 0, 0, 9, 1]), None);
        assert_eq!(read_answer(&[]), None);
        assert_eq!(read_answer(&[PASSED, 1]), None);
    }
}
