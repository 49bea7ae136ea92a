//! The bytes around a snapshot's parts: form, checksum, bounds. Knows nothing of what is inside.

use minicbor::{Decode, Encode};

use super::SnapshotError;
use samenspel_model::limits;
use samenspel_model::series::{Placement, Series};
use samenspel_model::wire::{decode_bounded, encode};

/// Bytes of the largest snapshot that is built or read: a full document, the signatures and numbers
/// beside its entries, and room for edits of co-written text.
pub(super) const SNAPSHOT_BYTES_MAX: usize = 4 * limits::DOCUMENT_BYTES_MAX as usize;

const MAGIC: [u8; 4] = *b"SSNP";
const FORM: u8 = 1;
const CHECKSUM_BYTES: usize = 16;
const HEAD_BYTES: usize = MAGIC.len() + 1 + CHECKSUM_BYTES;

/// The parts of a snapshot as they are stored.
#[derive(Debug, Encode, Decode)]
pub(super) struct Stored {
    /// Which series the document is of.
    #[n(0)]
    pub(super) series: Series,
    /// Which document of the series.
    #[n(1)]
    pub(super) placement: Placement,
    /// The highest position of its entries.
    #[n(2)]
    pub(super) as_of: u64,
    /// As Automerge saves it.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub(super) automerge: Vec<u8>,
    /// See `side_table`.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub(super) side_table: Vec<u8>,
}

impl Stored {
    /// Magic, form, checksum, CBOR.
    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, SnapshotError> {
        let body = encode(self);
        if HEAD_BYTES + body.len() > SNAPSHOT_BYTES_MAX {
            return Err(SnapshotError::TooLarge);
        }
        Ok([&MAGIC[..], &[FORM], &checksum(&body), &body].concat())
    }

    /// The checksum is compared before anything is parsed: damage never reaches a parser.
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        if bytes.len() > SNAPSHOT_BYTES_MAX {
            return Err(SnapshotError::TooLarge);
        }
        let rest = bytes.strip_prefix(&MAGIC).ok_or(SnapshotError::Damaged)?;
        let (&form, rest) = rest.split_first().ok_or(SnapshotError::Damaged)?;
        if form != FORM {
            return Err(SnapshotError::UnknownForm(form));
        }
        let (sum, body) = rest
            .split_at_checked(CHECKSUM_BYTES)
            .ok_or(SnapshotError::Damaged)?;
        if sum != checksum(body) {
            return Err(SnapshotError::Damaged);
        }
        Ok(decode_bounded(body, SNAPSHOT_BYTES_MAX)?)
    }
}

fn checksum(body: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut sum = [0; CHECKSUM_BYTES];
    sum.copy_from_slice(&blake3::hash(body).as_bytes()[..CHECKSUM_BYTES]);
    sum
}
