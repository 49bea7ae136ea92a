//! From phone to phone without a network: unsent, signed entries, sealed to one receiver, as a moving QR
//! code or as a file. The receiver shows an [`Offer`]; the sender seals a [`Bundle`] to it; [`frames`]
//! cuts the sealed bytes into codes of which any enough make the whole. Pure: knows no store, no camera
//! and no screen.

pub mod frames;
mod seal;

use minicbor::{Decode, Encode};

pub use seal::{RelayKey, RelaySealError, open, seal};

use crate::entry::SignedEntry;
use crate::ids::{DeviceId, OrgId};
use crate::protocol::{decode_bounded, encode};
use crate::time::{Certainty, UnixMillis};

/// Sealed bytes of one relay, about a hundred notes.
pub const RELAY_BYTES_MAX: usize = 128 * 1024;
/// Entries in one relay.
pub const RELAY_ENTRIES_MAX: usize = 500;

/// How a text of an offer begins.
const OFFER_PREFIX: &str = "SAMENSPELR1:";
const OFFER_BYTES_MAX: usize = 256;

/// What the receiver shows: to whom a bundle is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Offer {
    /// The organisation: entries of no other are taken.
    #[n(0)]
    pub org: OrgId,
    /// The receiving device.
    #[n(1)]
    pub device: DeviceId,
    /// Its key for relays, of today.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub key: [u8; 32],
}

/// Not an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this code is not of a colleague's phone that waits for notes: let them open \"take over\" and scan again"
)]
pub struct NotAnOffer;

impl Offer {
    /// As it is in a QR code: letters and digits only.
    pub fn to_text(&self) -> String {
        let mut text = String::from(OFFER_PREFIX);
        for byte in encode(self) {
            for nibble in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                text.push(digit.to_ascii_uppercase());
            }
        }
        text
    }

    /// As it was scanned.
    pub fn from_text(text: &str) -> Result<Self, NotAnOffer> {
        let digits = text.trim().strip_prefix(OFFER_PREFIX).ok_or(NotAnOffer)?;
        if digits.len() > 2 * OFFER_BYTES_MAX || !digits.len().is_multiple_of(2) {
            return Err(NotAnOffer);
        }
        let nibble = |digit: u8| char::from(digit).to_digit(16).ok_or(NotAnOffer);
        let bytes: Vec<u8> = digits
            .as_bytes()
            .chunks_exact(2)
            .map(|pair| {
                let byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
                u8::try_from(byte).map_err(|_| NotAnOffer)
            })
            .collect::<Result<_, _>>()?;
        decode_bounded(&bytes, OFFER_BYTES_MAX).map_err(|_| NotAnOffer)
    }
}

/// One entry on its way by another's phone.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Relayed {
    /// The entry and its author's signature.
    #[n(0)]
    pub signed: SignedEntry,
    /// When it was written, as its author's phone knew.
    #[n(1)]
    pub corrected_at: UnixMillis,
    /// How sure that is.
    #[n(2)]
    pub certainty: Certainty,
}

/// What goes from phone to phone.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Bundle {
    /// The organisation.
    #[n(0)]
    pub org: OrgId,
    /// Whose phone it comes from.
    #[n(1)]
    pub from: DeviceId,
    /// Entries, in the order they were written.
    #[n(2)]
    pub entries: Vec<Relayed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: Offer = Offer {
        org: OrgId([1; 16]),
        device: DeviceId([2; 16]),
        key: [3; 32],
    };

    #[test]
    fn an_offer_reads_back_and_nothing_else_does() {
        let text = OFFER.to_text();
        assert_eq!(Offer::from_text(&text), Ok(OFFER));
        assert!(
            text.bytes()
                .all(|it| it.is_ascii_alphanumeric() || it == b':')
        );
        for other in [
            "",
            "SAMENSPEL1:00",
            "SAMENSPELR1:",
            "SAMENSPELR1:0",
            "SAMENSPELR1:ZZ",
        ] {
            assert_eq!(Offer::from_text(other), Err(NotAnOffer), "{other}");
        }
        assert_eq!(Offer::from_text(&format!("{text}00")), Err(NotAnOffer));
    }
}
