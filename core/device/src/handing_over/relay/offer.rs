//! What a receiver shows, so that a colleague's device seals to it and to nobody else: for notes to be
//! taken along, or to be let in for a day. A QR code in alphanumeric mode, with a check value. Knows
//! nothing of what is sealed.

use minicbor::{Decode, Encode};

use samenspel_model::ids::{DeviceId, OrgId, PersonId};
use samenspel_model::limits::NAME_CHARS_MAX;
use samenspel_model::wire::{decode_bounded, encode};
use samenspel_protocol::text_code::{NotOfThisKind, TextCode};

const BYTES_MAX: usize = 320;
const CHARS_MAX: usize = 800;

const NOTES: TextCode = TextCode {
    prefix: "SAMENSPELR1:",
    context: "samenspel relay offer text 1",
    chars_max: CHARS_MAX,
    grouped: false,
};

const DAY: TextCode = TextCode {
    prefix: "SAMENSPELD1:",
    context: "samenspel day offer text 1",
    chars_max: CHARS_MAX,
    grouped: false,
};

/// To whom something is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub struct Offer {
    /// The organisation: nothing of another is taken.
    #[n(0)]
    pub org: OrgId,
    /// The receiving device.
    #[n(1)]
    pub device: DeviceId,
    /// Its key for relays, of today.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub key: [u8; 32],
}

/// Somebody who would be let in for a day, on a phone of her own.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
pub struct DayOffer {
    /// Her phone.
    #[n(0)]
    pub to: Offer,
    /// Who she is in the organisation.
    #[n(1)]
    pub person: PersonId,
    /// Her first name, for who lets her in to compare with who stands there.
    #[n(2)]
    pub first_name: String,
}

impl std::fmt::Debug for DayOffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DayOffer({:?}, {:?})", self.to.device, self.person)
    }
}

/// Why a text is not an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OfferTextError {
    /// It does not look like one at all.
    #[error(
        "this code is not of a colleague's phone that waits for something: let them open it there and scan again"
    )]
    NotAnOffer,
    /// An offer to take notes along, where somebody is to be let in, or the other way round.
    #[error(
        "this code is for something else: \"take notes over\" and \"let me in today\" each have their own"
    )]
    OfAnotherKind,
    /// It was cut off or mistyped.
    #[error("the code is incomplete or mistyped: scan it again, or check it letter by letter")]
    Mistyped,
    /// Its contents break a rule.
    #[error("the code is of another version or damaged: let your colleague show a new one")]
    Contents,
}

impl Offer {
    /// As it is in a QR code: letters, digits and a colon only.
    pub fn to_text(&self) -> String {
        NOTES.write(&encode(self))
    }

    /// As it was scanned or typed. Case, spaces and hyphens do not matter.
    pub fn from_text(text: &str) -> Result<Self, OfferTextError> {
        read(&NOTES, &DAY, text)
    }
}

impl DayOffer {
    /// As it is in a QR code: letters, digits and a colon only.
    pub fn to_text(&self) -> String {
        DAY.write(&encode(self))
    }

    /// As it was scanned or typed. Case, spaces and hyphens do not matter.
    pub fn from_text(text: &str) -> Result<Self, OfferTextError> {
        let offer: Self = read(&DAY, &NOTES, text)?;
        let fits = offer.first_name.chars().count() <= NAME_CHARS_MAX
            && samenspel_model::entry::clean_text(&offer.first_name) == offer.first_name;
        fits.then_some(offer).ok_or(OfferTextError::Contents)
    }
}

fn read<T: for<'b> Decode<'b, ()>>(
    kind: &TextCode,
    other: &TextCode,
    text: &str,
) -> Result<T, OfferTextError> {
    let payload = kind.read(text).map_err(|not| match not {
        NotOfThisKind::Other if other.read(text).is_ok() => OfferTextError::OfAnotherKind,
        NotOfThisKind::Other => OfferTextError::NotAnOffer,
        NotOfThisKind::Mistyped | NotOfThisKind::Several => OfferTextError::Mistyped,
    })?;
    decode_bounded(&payload, BYTES_MAX).map_err(|_| OfferTextError::Contents)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: Offer = Offer {
        org: OrgId([1; 16]),
        device: DeviceId([2; 16]),
        key: [3; 32],
    };

    fn day_offer(first_name: &str) -> DayOffer {
        DayOffer {
            to: OFFER,
            person: PersonId([4; 16]),
            first_name: first_name.into(),
        }
    }

    /// What a QR code packs at eleven bits for two characters.
    fn is_alphanumeric_mode(text: &str) -> bool {
        let of_the_mode =
            |it: u8| it.is_ascii_uppercase() || it.is_ascii_digit() || b" $%*+-./:".contains(&it);
        text.bytes().all(of_the_mode)
    }

    #[test]
    fn an_offer_reads_back_however_it_was_typed() {
        let day = day_offer("Олена");
        for text in [OFFER.to_text(), day.to_text()] {
            assert!(is_alphanumeric_mode(&text), "{text}");
        }
        let typed = |text: String| text.to_lowercase().replace('0', " o-");
        assert_eq!(Offer::from_text(&typed(OFFER.to_text())), Ok(OFFER));
        assert_eq!(DayOffer::from_text(&typed(day.to_text())), Ok(day));
    }

    #[test]
    fn an_offer_that_was_mistyped_or_cut_says_so() {
        let text = OFFER.to_text();
        let mistyped = Err(OfferTextError::Mistyped);
        assert_eq!(Offer::from_text(&text[..text.len() - 3]), mistyped);
        assert_eq!(Offer::from_text("SAMENSPELR1:"), mistyped);
        assert_eq!(Offer::from_text("SAMENSPELR1:0U"), mistyped);
        assert_eq!(Offer::from_text(&format!("{text}00")), mistyped);
        let last = text.len() - 1;
        let other = if text.ends_with('8') { "9" } else { "8" };
        assert_eq!(
            Offer::from_text(&format!("{}{other}", &text[..last])),
            mistyped
        );
    }

    #[test]
    fn another_code_is_not_an_offer_and_an_offer_for_something_else_says_so() {
        for other in ["", "SAMENSPEL1:00", "https://samenspel.example", "Олена"] {
            assert_eq!(Offer::from_text(other), Err(OfferTextError::NotAnOffer));
            assert_eq!(DayOffer::from_text(other), Err(OfferTextError::NotAnOffer));
        }
        let day = day_offer("Olena").to_text();
        let another = OfferTextError::OfAnotherKind;
        assert_eq!(Offer::from_text(&day), Err(another));
        assert_eq!(DayOffer::from_text(&OFFER.to_text()), Err(another));
    }

    #[test]
    fn contents_that_break_a_rule_are_refused() {
        let contents = Err(OfferTextError::Contents);
        assert_eq!(Offer::from_text(&NOTES.write(b"overdracht")), contents);
        let long = day_offer(&"O".repeat(NAME_CHARS_MAX + 1)).to_text();
        assert_eq!(DayOffer::from_text(&long), Err(OfferTextError::Contents));
        let turned = day_offer("Olena\u{202e}").to_text();
        assert_eq!(DayOffer::from_text(&turned), Err(OfferTextError::Contents));
    }

    #[test]
    fn the_code_of_an_offer_stays_small() {
        // Codes of version 6 and 7 hold 154 and 178 characters of this mode with the usual correction (M).
        assert!(OFFER.to_text().len() <= 154, "{}", OFFER.to_text().len());
        let day = day_offer("Agnieszka").to_text();
        assert!(day.len() <= 178, "{}", day.len());
    }
}
