//! Ed25519 signatures with a domain tag each, and the content hash of an entry.
//!
//! Verified one by one with `verify_strict`: batch verification accepts signatures that single
//! verification refuses.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use minicbor::{Decode, Encode};

use super::{Entry, EntryError};
use crate::ids::Random;

/// Domain tags: what is signed for one purpose can never pass for another.
pub mod domain {
    /// An entry's canonical CBOR; it names the organisation.
    pub const ENTRY: &[u8] = b"samenspel/entry/1\0";
    /// A request.
    pub const REQUEST: &[u8] = b"samenspel/request/1\0";
    /// A directory command.
    pub const COMMAND: &[u8] = b"samenspel/command/1\0";
    /// Proof of possession at enrolment.
    pub const ENROLMENT: &[u8] = b"samenspel/enrolment/1\0";
    /// A day brief, from device to device.
    pub const BRIEF: &[u8] = b"samenspel/brief/1\0";
}

/// A signature's 64 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode)]
#[cbor(transparent)]
pub struct SignatureBytes(#[cbor(with = "minicbor::bytes")] pub [u8; 64]);

impl std::fmt::Debug for SignatureBytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignatureBytes(..)")
    }
}

/// A device's public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(transparent)]
pub struct DevicePublicKey(#[cbor(with = "minicbor::bytes")] pub [u8; 32]);

/// A hash of an entry's canonical CBOR: the same key with another hash is another entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
#[cbor(transparent)]
pub struct ContentHash(#[cbor(with = "minicbor::bytes")] pub [u8; 32]);

impl ContentHash {
    /// Of canonical CBOR.
    pub fn of(body: &[u8]) -> Self {
        Self(blake3::derive_key("samenspel entry content 1", body))
    }
}

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not match")]
pub struct SignatureError;

impl DevicePublicKey {
    /// Checks `signature` over `tag` and `message`, strictly.
    pub fn verify(
        &self,
        tag: &[u8],
        message: &[u8],
        signature: &SignatureBytes,
    ) -> Result<(), SignatureError> {
        self.unpack()?.verify(tag, message, signature)
    }

    /// The key as it is computed with: worth keeping where many signatures of one device come.
    pub fn unpack(&self) -> Result<Verifier, SignatureError> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| SignatureError)?;
        Ok(Verifier(key))
    }
}

/// A device's public key, unpacked: a tenth of checking a signature is unpacking the key.
#[derive(Debug, Clone)]
pub struct Verifier(VerifyingKey);

impl Verifier {
    /// Checks `signature` over `tag` and `message`, strictly.
    pub fn verify(
        &self,
        tag: &[u8],
        message: &[u8],
        signature: &SignatureBytes,
    ) -> Result<(), SignatureError> {
        self.0
            .verify_strict(
                &[tag, message].concat(),
                &Signature::from_bytes(&signature.0),
            )
            .map_err(|_| SignatureError)
    }
}

/// A device's secret key: made on the device, never leaving it. Wiped from memory when dropped.
pub struct DeviceKey(SigningKey);

impl DeviceKey {
    /// A new key.
    pub fn generate(random: &mut dyn Random) -> Self {
        Self::from_bytes(&random.bytes32())
    }

    /// From its seed, as the store keeps it.
    pub fn from_bytes(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The seed, for the sealed store only.
    pub fn to_bytes(&self) -> zeroize::Zeroizing<[u8; 32]> {
        zeroize::Zeroizing::new(self.0.to_bytes())
    }

    /// The public half.
    pub fn public(&self) -> DevicePublicKey {
        DevicePublicKey(self.0.verifying_key().to_bytes())
    }

    /// Signs `tag` and `message`.
    pub fn sign(&self, tag: &[u8], message: &[u8]) -> SignatureBytes {
        SignatureBytes(self.0.sign(&[tag, message].concat()).to_bytes())
    }
}

impl std::fmt::Debug for DeviceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeviceKey(..)")
    }
}

/// An entry's canonical CBOR with its signature: what travels and what is kept.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct SignedEntry {
    /// Canonical CBOR (see `Entry::to_cbor`).
    #[cbor(n(0), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// By the device that the entry names.
    #[n(1)]
    pub signature: SignatureBytes,
}

crate::hides_content!(SignedEntry);

impl SignedEntry {
    /// Signs an entry.
    pub fn sign(entry: &Entry, key: &DeviceKey) -> Self {
        let body = entry.to_cbor();
        let signature = key.sign(domain::ENTRY, &body);
        Self { body, signature }
    }

    /// Reads the entry; says nothing about the signature.
    pub fn entry(&self) -> Result<Entry, EntryError> {
        Entry::from_cbor(&self.body)
    }

    /// The content hash.
    pub fn content_hash(&self) -> ContentHash {
        ContentHash::of(&self.body)
    }

    /// Checks the signature with the key of the device that the entry names.
    pub fn verify(&self, key: &DevicePublicKey) -> Result<(), SignatureError> {
        self.verify_unpacked(&key.unpack()?)
    }

    /// [`SignedEntry::verify`] with a key that is unpacked already.
    pub fn verify_unpacked(&self, key: &Verifier) -> Result<(), SignatureError> {
        key.verify(domain::ENTRY, &self.body, &self.signature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_for_one_purpose_does_not_pass_for_another() {
        let key = DeviceKey::from_bytes(&[7; 32]);
        let signature = key.sign(domain::ENTRY, b"message");
        assert_eq!(
            key.public().verify(domain::ENTRY, b"message", &signature),
            Ok(())
        );
        assert_eq!(
            key.public().verify(domain::REQUEST, b"message", &signature),
            Err(SignatureError)
        );
        assert_eq!(
            key.public().verify(domain::ENTRY, b"massage", &signature),
            Err(SignatureError)
        );
    }
}
