//! A store's key under a person's PIN: wrapped with what the PIN, a salt and the platform's key make together,
//! so that another PIN wraps the same key anew and the store stays as it is. Knows no file.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use minicbor::{Decode, Encode};
use zeroize::Zeroizing;

use super::{FloorError, Pin, StoreKey};
use samenspel_model::ids::{AccountId, Random};

/// Each wrapping key is of a salt of its own, so that it wraps once.
const NONCE: [u8; 24] = [0; 24];
/// A key of 32 bytes and its tag of 16.
const WRAPPED_BYTES: usize = 48;

/// What is kept beside a store that a PIN opens.
#[derive(Clone, Encode, Decode)]
pub(super) struct PinSeal {
    #[cbor(n(0), with = "minicbor::bytes")]
    salt: [u8; 16],
    #[cbor(n(1), with = "minicbor::bytes")]
    wrapped: [u8; WRAPPED_BYTES],
}

impl PinSeal {
    /// Wraps the key of a profile's store.
    pub fn of(
        key: &StoreKey,
        account: AccountId,
        pin: &Pin,
        platform: &[u8; 32],
        random: &mut dyn Random,
    ) -> Result<Self, FloorError> {
        let salt = random.bytes16();
        let cipher = cipher(pin, &salt, platform)?;
        let payload = Payload {
            msg: key.as_bytes(),
            aad: &account.0,
        };
        let wrapped = cipher
            .encrypt(&XNonce::from(NONCE), payload)
            .expect("32 bytes are far below the cipher's limit");
        let wrapped = wrapped
            .try_into()
            .expect("a wrapped key is as long as the key and its tag");
        Ok(Self { salt, wrapped })
    }

    /// The key of the store; nothing with a wrong PIN, on another device or for another profile.
    pub fn open(
        &self,
        account: AccountId,
        pin: &Pin,
        platform: &[u8; 32],
    ) -> Result<Option<StoreKey>, FloorError> {
        let cipher = cipher(pin, &self.salt, platform)?;
        let payload = Payload {
            msg: &self.wrapped,
            aad: &account.0,
        };
        let opened = cipher.decrypt(&XNonce::from(NONCE), payload);
        let key = opened.ok().map(Zeroizing::new);
        Ok(key.and_then(|key| Some(StoreKey::new(key.as_slice().try_into().ok()?))))
    }
}

fn cipher(
    pin: &Pin,
    salt: &[u8; 16],
    platform: &[u8; 32],
) -> Result<XChaCha20Poly1305, FloorError> {
    let key = pin.with_platform_key(salt, platform)?;
    Ok(XChaCha20Poly1305::new(&(*key).into()))
}
