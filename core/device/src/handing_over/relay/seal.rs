//! Seals notes, or a day pass, to the key of an offer: an ephemeral X25519 key agreed with the receiver's, and
//! XChaCha20-Poly1305 under what they share. Who sealed it is not proven by this: the signatures
//! inside prove who wrote. Knows nothing of frames.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::day::{DAY_BYTES_MAX, DayPass};
use super::{Bundle, Offer, RELAY_BYTES_MAX, RELAY_ENTRIES_MAX};
use samenspel_model::ids::Random;
use samenspel_model::wire::{compress, decode_bounded, decompress, encode};

/// One kind of thing that is sealed. What was sealed as one never opens as another.
struct Kind {
    /// How sealed bytes begin, in a file too.
    magic: &'static [u8; 16],
    /// What its keys are derived for.
    context: &'static str,
    /// Sealed bytes.
    bytes_max: usize,
    /// After decompression.
    plain_bytes_max: usize,
}

const NOTES: Kind = Kind {
    magic: b"SAMENSPEL-RELAY1",
    context: "samenspel relay 1",
    bytes_max: RELAY_BYTES_MAX,
    plain_bytes_max: 4 * RELAY_BYTES_MAX,
};

const DAY: Kind = Kind {
    magic: b"SAMENSPEL-DAYPA1",
    context: "samenspel day pass 1",
    bytes_max: DAY_BYTES_MAX,
    plain_bytes_max: 8 * DAY_BYTES_MAX,
};

/// Under one key there is one message: the ephemeral key is drawn anew for each.
const NONCE: [u8; 24] = [0; 24];
/// What sealing adds: how it begins, the ephemeral key, the tag.
const OVERHEAD_BYTES: usize = 16 + 32 + 16;

/// What sealed bytes hold, by how they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// Notes to be taken along.
    Notes,
    /// A day grant and its brief.
    Day,
}

impl Sealed {
    /// By how the bytes begin; `None` if it is neither.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            _ if bytes.starts_with(NOTES.magic) => Some(Self::Notes),
            _ if bytes.starts_with(DAY.magic) => Some(Self::Day),
            _ => None,
        }
    }
}

/// The receiver's key for relays. Wiped from memory when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RelayKey([u8; 32]);

impl std::fmt::Debug for RelayKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RelayKey(..)")
    }
}

impl RelayKey {
    /// A new one.
    pub fn generate(random: &mut dyn Random) -> Self {
        Self(random.bytes32())
    }

    /// From its 32 bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What an offer shows of it.
    pub fn public(&self) -> [u8; 32] {
        PublicKey::from(&StaticSecret::from(self.0)).to_bytes()
    }
}

/// Why sealed bytes do not open, or a bundle cannot be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RelaySealError {
    /// Not sealed by this app.
    #[error(
        "this is not what a colleague's phone made for this: choose the file that it made, or scan its moving code"
    )]
    NotARelay,
    /// Sealed to another key, or changed on the way.
    #[error(
        "this is for another phone, or was damaged on the way: let your colleague scan your code and try again"
    )]
    NotForUs,
    /// More than one relay holds.
    #[error(
        "this is too much at once: at most {RELAY_ENTRIES_MAX} notes, or one day brief of {DAY_BYTES_MAX} bytes"
    )]
    TooLarge,
    /// The offer's key is no key.
    #[error("the code of the receiving phone is damaged: scan it again")]
    BadOffer,
}

/// Seals a bundle to whoever made the offer.
pub fn seal(
    bundle: &Bundle,
    offer: &Offer,
    random: &mut dyn Random,
) -> Result<Vec<u8>, RelaySealError> {
    seal_bytes(&NOTES, &encode(bundle), offer, random)
}

/// Opens what was sealed to this offer.
pub fn open(sealed: &[u8], key: &RelayKey, offer: &Offer) -> Result<Bundle, RelaySealError> {
    let plain = open_bytes(&NOTES, sealed, key, offer)?;
    let bundle: Bundle =
        decode_bounded(&plain, plain.len()).map_err(|_| RelaySealError::NotARelay)?;
    if bundle.entries.len() > RELAY_ENTRIES_MAX {
        return Err(RelaySealError::TooLarge);
    }
    Ok(bundle)
}

/// Seals a day pass to whoever made the offer.
pub fn seal_day(
    pass: &DayPass,
    offer: &Offer,
    random: &mut dyn Random,
) -> Result<Vec<u8>, RelaySealError> {
    seal_bytes(&DAY, &encode(pass), offer, random)
}

/// Opens a day pass that was sealed to this offer.
pub fn open_day(sealed: &[u8], key: &RelayKey, offer: &Offer) -> Result<DayPass, RelaySealError> {
    let plain = open_bytes(&DAY, sealed, key, offer)?;
    decode_bounded(&plain, plain.len()).map_err(|_| RelaySealError::NotARelay)
}

/// How many bytes a day pass has once it is sealed.
pub(super) fn day_bytes(pass: &DayPass) -> usize {
    compress(&encode(pass)).len() + OVERHEAD_BYTES
}

fn seal_bytes(
    kind: &Kind,
    plain: &[u8],
    offer: &Offer,
    random: &mut dyn Random,
) -> Result<Vec<u8>, RelaySealError> {
    if plain.len() > kind.plain_bytes_max {
        return Err(RelaySealError::TooLarge);
    }
    let plain = compress(plain);
    let ephemeral = RelayKey::generate(random);
    let public = ephemeral.public();
    let key = shared(kind, &ephemeral, &offer.key, offer, &public)?;
    let payload = Payload {
        msg: &plain,
        aad: kind.magic,
    };
    let sealed = XChaCha20Poly1305::new(&key.into())
        .encrypt(&XNonce::from(NONCE), payload)
        .map_err(|_| RelaySealError::TooLarge)?;
    let bytes = [&kind.magic[..], &public, &sealed].concat();
    if bytes.len() > kind.bytes_max {
        return Err(RelaySealError::TooLarge);
    }
    Ok(bytes)
}

fn open_bytes(
    kind: &Kind,
    sealed: &[u8],
    key: &RelayKey,
    offer: &Offer,
) -> Result<Vec<u8>, RelaySealError> {
    let rest = sealed
        .strip_prefix(kind.magic)
        .ok_or(RelaySealError::NotARelay)?;
    if sealed.len() > kind.bytes_max {
        return Err(RelaySealError::TooLarge);
    }
    let (public, sealed) = rest
        .split_first_chunk::<32>()
        .ok_or(RelaySealError::NotARelay)?;
    let opened = shared(kind, key, public, offer, public).map_err(|_| RelaySealError::NotForUs)?;
    let payload = Payload {
        msg: sealed,
        aad: kind.magic,
    };
    let plain = XChaCha20Poly1305::new(&opened.into())
        .decrypt(&XNonce::from(NONCE), payload)
        .map_err(|_| RelaySealError::NotForUs)?;
    decompress(&plain, kind.plain_bytes_max).map_err(|_| RelaySealError::TooLarge)
}

/// The key that both sides come to, bound to what is sealed, to the offer and to both public keys.
fn shared(
    kind: &Kind,
    own: &RelayKey,
    theirs: &[u8; 32],
    offer: &Offer,
    ephemeral: &[u8; 32],
) -> Result<[u8; 32], RelaySealError> {
    let agreed = StaticSecret::from(own.0).diffie_hellman(&PublicKey::from(*theirs));
    if !agreed.was_contributory() {
        return Err(RelaySealError::BadOffer);
    }
    let mut hasher = blake3::Hasher::new_derive_key(kind.context);
    hasher.update(agreed.as_bytes());
    hasher.update(ephemeral);
    hasher.update(&encode(offer));
    Ok(*hasher.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use samenspel_model::ids::{DeviceId, OrgId};
    use samenspel_testkit::random::Counter;

    fn receiver(byte: u8) -> (RelayKey, Offer) {
        let key = RelayKey::from_bytes([byte; 32]);
        let offer = Offer {
            org: OrgId([1; 16]),
            device: DeviceId([2; 16]),
            key: key.public(),
        };
        (key, offer)
    }

    fn bundle() -> Bundle {
        Bundle {
            org: OrgId([1; 16]),
            from: DeviceId([9; 16]),
            entries: Vec::new(),
        }
    }

    #[test]
    fn only_the_receiver_opens_it_and_only_unchanged() {
        let (key, offer) = receiver(5);
        let sealed = seal(&bundle(), &offer, &mut Counter(0)).unwrap();
        assert_eq!(open(&sealed, &key, &offer), Ok(bundle()));
        let (other, other_offer) = receiver(6);
        assert_eq!(
            open(&sealed, &other, &other_offer),
            Err(RelaySealError::NotForUs)
        );
        for position in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[position] ^= 1;
            assert!(open(&changed, &key, &offer).is_err(), "{position}");
        }
        for length in 0..sealed.len() {
            assert!(open(&sealed[..length], &key, &offer).is_err());
        }
    }

    #[test]
    fn an_offer_of_another_organisation_or_device_opens_nothing() {
        let (key, offer) = receiver(5);
        let sealed = seal(&bundle(), &offer, &mut Counter(0)).unwrap();
        let elsewhere = Offer {
            org: OrgId([7; 16]),
            ..offer
        };
        assert!(open(&sealed, &key, &elsewhere).is_err());
    }

    #[test]
    fn a_key_that_agrees_with_nobody_is_refused() {
        let (_, offer) = receiver(5);
        let bad = Offer {
            key: [0; 32],
            ..offer
        };
        let sealed = seal(&bundle(), &bad, &mut Counter(0));
        assert_eq!(sealed, Err(RelaySealError::BadOffer));
    }
}
