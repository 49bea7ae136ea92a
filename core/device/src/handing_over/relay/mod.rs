//! From phone to phone without a network: unsent, signed entries, sealed to one receiver, as a moving QR
//! code or as a file. The receiver shows an [`Offer`]; the sender seals a [`Bundle`] to it; [`frames`]
//! cuts the sealed bytes into codes of which any enough make the whole. In the same way somebody is let
//! in for a day on a phone of her own ([`day`]). Pure: knows no store, no camera and no screen.

pub mod day;
mod day_fit;
pub mod frames;
mod offer;
mod seal;

use minicbor::{Decode, Encode};

pub use offer::{DayOffer, Offer, OfferTextError};
pub use seal::{RelayKey, RelaySealError, Sealed, open, open_day, seal, seal_day};

use samenspel_model::entry::SignedEntry;
use samenspel_model::ids::{DeviceId, OrgId};
use samenspel_model::time::{Certainty, UnixMillis};

pub use samenspel_model::limits::{RELAY_BYTES_MAX, RELAY_ENTRIES_MAX};

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
