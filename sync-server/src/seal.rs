//! Seals what the log keeps: XChaCha20-Poly1305 under one key per document and epoch.
//!
//! The nonce is 24 random bytes, kept before the ciphertext: a server restored from a backup uses
//! positions a second time under the same key, so a nonce made of the position would repeat. What
//! it is, of which document and at which position is authenticated with it, so that nothing sealed
//! can be moved elsewhere. Knows nothing of where keys live.

use chacha20::{R20, hchacha};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use samenspel_model::ids::{DocumentId, Random};
use zeroize::Zeroizing;

const NONCE_BYTES: usize = 24;
const TAG_BYTES: usize = 16;

/// Bytes that sealing adds.
pub const OVERHEAD_BYTES: usize = NONCE_BYTES + TAG_BYTES;

/// What is sealed: part of the associated data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Use {
    /// An entry with its signature, its text change and its side data.
    Entry = 1,
    /// An entry that waits for a manager.
    Held = 2,
    /// A snapshot; its position is the one it is as of.
    Snapshot = 3,
    /// A record of the directory.
    Directory = 4,
    /// What opens a commitment of the audit; its position is the row's number.
    Audit = 5,
}

/// Sealed bytes that do not open: wrong key, wrong place, or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sealed bytes of document {document} at position {position} do not open")]
pub struct SealError {
    /// The document they should be of.
    pub document: DocumentId,
    /// The position they should be at.
    pub position: u64,
}

/// Where sealed bytes belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What they are.
    pub purpose: Use,
    /// The document.
    pub document: DocumentId,
    /// The position in the log.
    pub position: u64,
}

struct AssociatedData {
    bytes: [u8; 29],
    length: usize,
}

impl AssociatedData {
    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl Place {
    fn associated_data(&self, part: u32) -> AssociatedData {
        let mut bytes = [0; 29];
        bytes[..16].copy_from_slice(&self.document.0);
        bytes[16..24].copy_from_slice(&self.position.to_be_bytes());
        bytes[24] = self.purpose as u8;
        bytes[25..].copy_from_slice(&part.to_be_bytes());
        // What is sealed in one says nothing of parts.
        let length = if part == 0 { 25 } else { 29 };
        AssociatedData { bytes, length }
    }

    fn error(&self) -> SealError {
        SealError {
            document: self.document,
            position: self.position,
        }
    }
}

/// The key of one document and epoch. Wiped from memory when dropped.
#[derive(Clone)]
pub struct SealingKey(Zeroizing<[u8; 32]>);

impl std::fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SealingKey(..)")
    }
}

impl SealingKey {
    /// A new key.
    pub fn generate(random: &mut dyn Random) -> Self {
        Self(Zeroizing::new(random.bytes32()))
    }

    /// From the key store.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// For the key store only.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `plain` for its place.
    pub fn seal(&self, place: Place, plain: &[u8], random: &mut dyn Random) -> Vec<u8> {
        self.seal_part(place, 0, plain, random)
    }

    /// Opens what was sealed for the same place.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        self.open_part(place, 0, sealed)
    }

    /// Opens in place what was sealed for a place; gives the part that is the plain text. The same
    /// algorithm as in [`Self::open`], its second half by a library that is faster on what is small, which
    /// counts where much is opened.
    pub fn open_in_place<'a>(
        &self,
        place: Place,
        sealed: &'a mut [u8],
    ) -> Result<&'a [u8], SealError> {
        let error = || place.error();
        let (nonce, sealed) = sealed.split_first_chunk_mut().ok_or_else(error)?;
        let nonce: &[u8; NONCE_BYTES] = nonce;
        let (of_key, of_message) = nonce.split_first_chunk::<16>().ok_or_else(error)?;
        // XChaCha20: a key of its own from the first 16 bytes, and a nonce of the other eight.
        let own_key = hchacha::<R20>((&*self.0).into(), of_key.into());
        let own_key = Zeroizing::new(<[u8; 32]>::from(own_key));
        let mut nonce = [0; 12];
        nonce[4..].copy_from_slice(of_message);
        let data = place.associated_data(0);
        let key = UnboundKey::new(&CHACHA20_POLY1305, &*own_key).map_err(|_| error())?;
        let opened = LessSafeKey::new(key).open_in_place(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(data.as_bytes()),
            sealed,
        );
        opened.map(|plain| &*plain).map_err(|_| error())
    }

    /// Seals one of the parts, from 0, of what is too large to be opened whole each time.
    pub fn seal_part(
        &self,
        place: Place,
        part: u32,
        plain: &[u8],
        random: &mut dyn Random,
    ) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        random.fill(&mut nonce);
        let data = place.associated_data(part);
        let payload = Payload {
            msg: plain,
            aad: data.as_bytes(),
        };
        let sealed = XChaCha20Poly1305::new((&*self.0).into())
            .encrypt(&XNonce::from(nonce), payload)
            .expect("a message far below 256 GB always seals");
        [&nonce[..], &sealed].concat()
    }

    /// Opens what was sealed as the same part for the same place.
    pub fn open_part(&self, place: Place, part: u32, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or_else(|| place.error())?;
        let data = place.associated_data(part);
        let payload = Payload {
            msg: sealed,
            aad: data.as_bytes(),
        };
        XChaCha20Poly1305::new((&*self.0).into())
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| place.error())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use samenspel_testkit::random::Counter;

    const PLACE: Place = Place {
        purpose: Use::Entry,
        document: DocumentId([1; 16]),
        position: 7,
    };

    #[test]
    fn what_is_sealed_opens_at_its_own_place_and_nowhere_else() {
        let random = &mut Counter(0);
        let key = SealingKey::generate(random);
        let sealed = key.seal(PLACE, b"zij sliep goed", random);
        assert_eq!(sealed.len(), b"zij sliep goed".len() + OVERHEAD_BYTES);
        assert_eq!(key.open(PLACE, &sealed).unwrap(), b"zij sliep goed");
        let mut in_place = sealed.clone();
        let opened = key.open_in_place(PLACE, &mut in_place).unwrap().to_vec();
        assert_eq!(opened, b"zij sliep goed");
        let elsewhere = [
            Place {
                position: 8,
                ..PLACE
            },
            Place {
                document: DocumentId([2; 16]),
                ..PLACE
            },
            Place {
                purpose: Use::Held,
                ..PLACE
            },
        ];
        for place in elsewhere {
            assert!(key.open(place, &sealed).is_err(), "{place:?}");
            let mut in_place = sealed.clone();
            let opened = key.open_in_place(place, &mut in_place).is_ok();
            assert!(!opened, "{place:?}");
        }
    }

    #[test]
    fn a_part_opens_as_itself_and_as_no_other() {
        let random = &mut Counter(0);
        let key = SealingKey::generate(random);
        let second = key.seal_part(PLACE, 1, b"zij sliep goed", random);
        assert_eq!(key.open_part(PLACE, 1, &second).unwrap(), b"zij sliep goed");
        assert!(key.open_part(PLACE, 2, &second).is_err());
        assert!(key.open(PLACE, &second).is_err());
    }

    #[test]
    fn changed_or_cut_bytes_and_another_key_do_not_open() {
        let random = &mut Counter(0);
        let key = SealingKey::generate(random);
        let sealed = key.seal(PLACE, b"text", random);
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert!(key.open(PLACE, &changed).is_err());
            assert!(key.open(PLACE, &sealed[..index]).is_err());
            assert!(key.open_in_place(PLACE, &mut changed).is_err());
            assert!(key.open_in_place(PLACE, &mut changed[..index]).is_err());
        }
        let other = SealingKey::generate(random);
        assert!(other.open(PLACE, &sealed).is_err());
    }

    #[test]
    fn the_same_text_at_the_same_place_never_seals_alike() {
        let random = &mut Counter(0);
        let key = SealingKey::generate(random);
        assert_ne!(
            key.seal(PLACE, b"text", random),
            key.seal(PLACE, b"text", random)
        );
    }
}
