//! An invitation as text, for a QR code or to be typed. Knows nothing of who is invited.
//!
//! `SAMENSPEL1:` and Crockford's base 32 of the ticket's CBOR with a check value, in groups of five:
//! only characters of a QR code's alphanumeric mode, and none that are mistaken for each other.

use super::{InvitationTicket, decode_bounded, encode};

const PREFIX: &str = "SAMENSPEL1:";
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 5;
const CHECK_BYTES: usize = 4;

/// Characters of the longest text that is read, separators included.
pub const INVITATION_TEXT_CHARS_MAX: usize = 800;
/// Bytes of the longest server address in an invitation.
pub const INVITATION_URL_BYTES_MAX: usize = 200;
/// Bytes of the shortest and the longest secret code.
pub const INVITATION_CODE_BYTES: std::ops::RangeInclusive<usize> = 16..=32;

/// Why a text is not an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvitationTextError {
    /// It does not look like one at all.
    #[error("this is not an invitation: it starts with {PREFIX}")]
    NotAnInvitation,
    /// It was cut off or mistyped.
    #[error(
        "the invitation is incomplete or mistyped: scan it again, or check it letter by letter"
    )]
    Mistyped,
    /// Its contents break a rule.
    #[error("the invitation is of another version or damaged: ask for a new one")]
    Contents,
}

impl InvitationTicket {
    /// The text.
    pub fn to_text(&self) -> String {
        let payload = encode(self);
        let check = check_value(&payload);
        let digits = to_base32(&[&payload[..], &check[..]].concat());
        let groups: Vec<&str> = (0..digits.len())
            .step_by(GROUP)
            .map(|start| &digits[start..digits.len().min(start + GROUP)])
            .collect();
        format!("{PREFIX}{}", groups.join("-"))
    }

    /// Reads the text. Case, spaces, line ends and hyphens do not matter; O reads as 0, I and L as 1.
    pub fn from_text(text: &str) -> Result<Self, InvitationTextError> {
        if text.len() > INVITATION_TEXT_CHARS_MAX || !text.is_ascii() {
            return Err(InvitationTextError::NotAnInvitation);
        }
        let text: String = text.split_ascii_whitespace().collect();
        let text = text.to_ascii_uppercase();
        let digits = text
            .strip_prefix(PREFIX)
            .ok_or(InvitationTextError::NotAnInvitation)?;
        let bytes = from_base32(digits).ok_or(InvitationTextError::Mistyped)?;
        let (payload, check) = bytes
            .len()
            .checked_sub(CHECK_BYTES)
            .map(|length| bytes.split_at(length))
            .ok_or(InvitationTextError::Mistyped)?;
        if check != check_value(payload) {
            return Err(InvitationTextError::Mistyped);
        }
        let ticket: Self = decode_bounded(payload, INVITATION_TEXT_CHARS_MAX)
            .map_err(|_| InvitationTextError::Contents)?;
        let within_bounds = ticket.url.len() <= INVITATION_URL_BYTES_MAX
            && INVITATION_CODE_BYTES.contains(&ticket.code.len());
        within_bounds
            .then_some(ticket)
            .ok_or(InvitationTextError::Contents)
    }
}

fn check_value(payload: &[u8]) -> [u8; CHECK_BYTES] {
    let hash = blake3::derive_key("samenspel invitation text 1", payload);
    [hash[0], hash[1], hash[2], hash[3]]
}

fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    let (mut buffer, mut bits) = (0u32, 0);
    for &byte in bytes {
        buffer = buffer << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(digit(buffer >> bits));
        }
    }
    if bits > 0 {
        text.push(digit(buffer << (5 - bits)));
    }
    text
}

fn digit(value: u32) -> char {
    char::from(ALPHABET[(value & 31) as usize])
}

/// `None` for a foreign character or left-over bits that are not zero.
fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut buffer, mut bits) = (0u32, 0);
    for character in text.bytes().filter(|&character| character != b'-') {
        let character = match character {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        let value = ALPHABET.iter().position(|&digit| digit == character)?;
        buffer = (buffer << 5 | u32::try_from(value).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    let left_over = buffer & ((1 << bits) - 1);
    (bits < 5 && left_over == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::OrgId;
    use proptest::prelude::*;

    fn ticket() -> InvitationTicket {
        InvitationTicket {
            url: "https://samenspel.example".into(),
            org: OrgId([7; 16]),
            code: vec![9; 16],
        }
    }

    #[test]
    fn an_invitation_reads_back_however_it_was_typed() {
        let text = ticket().to_text();
        assert_eq!(InvitationTicket::from_text(&text), Ok(ticket()));
        let typed = text.to_lowercase().replace('-', " \n").replace('0', "o");
        assert_eq!(InvitationTicket::from_text(&typed), Ok(ticket()));
    }

    #[test]
    fn a_wrong_letter_or_a_missing_end_is_noticed() {
        let text = ticket().to_text();
        let cut = &text[..text.len() - 3];
        assert_eq!(
            InvitationTicket::from_text(cut),
            Err(InvitationTextError::Mistyped)
        );
        let wrong = text.replacen('Z', "Y", 1);
        let wrong = if wrong == text {
            text.replacen('A', "B", 1)
        } else {
            wrong
        };
        assert_ne!(wrong, text);
        assert_eq!(
            InvitationTicket::from_text(&wrong),
            Err(InvitationTextError::Mistyped)
        );
    }

    #[test]
    fn any_other_text_is_not_an_invitation() {
        for text in ["", "https://samenspel.example", "SAMENSPEL2:00"] {
            assert_eq!(
                InvitationTicket::from_text(text),
                Err(InvitationTextError::NotAnInvitation)
            );
        }
    }

    #[test]
    fn a_short_code_or_an_endless_address_is_refused() {
        let short = InvitationTicket {
            code: vec![1; 8],
            ..ticket()
        };
        let long = InvitationTicket {
            url: "x".repeat(300),
            ..ticket()
        };
        for refused in [short, long] {
            assert_eq!(
                InvitationTicket::from_text(&refused.to_text()),
                Err(InvitationTextError::Contents)
            );
        }
    }

    proptest! {
        #[test]
        fn base_32_reads_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(from_base32(&to_base32(&bytes)), Some(bytes));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(SAMENSPEL1:)?[ -~\\n]{0,120}") {
            let _ = InvitationTicket::from_text(&text);
        }
    }
}
