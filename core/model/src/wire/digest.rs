//! Digests: the few bytes by which two replicas prove that they hold the same. Knows nothing of what they
//! are taken of.

use std::ops::{BitXor, BitXorAssign};

use minicbor::{Decode, Encode};

/// An 8-byte digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct Digest8(#[cbor(with = "minicbor::bytes")] pub [u8; 8]);

/// A digest over all documents a device may read: see `document`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Encode, Decode)]
#[cbor(transparent)]
pub struct Digest16(#[cbor(with = "minicbor::bytes")] pub [u8; 16]);

impl BitXor for Digest16 {
    type Output = Self;

    fn bitxor(self, other: Self) -> Self {
        Self((u128::from_ne_bytes(self.0) ^ u128::from_ne_bytes(other.0)).to_ne_bytes())
    }
}

impl BitXorAssign for Digest16 {
    fn bitxor_assign(&mut self, other: Self) {
        *self = *self ^ other;
    }
}
