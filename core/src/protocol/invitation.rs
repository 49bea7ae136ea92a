//! An invitation as text, for a QR code or to be typed: `SAMENSPEL1:` and the ticket's CBOR. Knows
//! nothing of who is invited.

use super::text_code::{NotOfThisKind, TextCode};
use super::{InvitationTicket, decode_bounded, encode};

const TEXT: TextCode = TextCode {
    prefix: "SAMENSPEL1:",
    context: "samenspel invitation text 1",
    chars_max: INVITATION_TEXT_CHARS_MAX,
    grouped: true,
};

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
    #[error("this is not an invitation: it starts with {}", TEXT.prefix)]
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

impl From<NotOfThisKind> for InvitationTextError {
    fn from(not: NotOfThisKind) -> Self {
        match not {
            NotOfThisKind::Other => Self::NotAnInvitation,
            NotOfThisKind::Mistyped => Self::Mistyped,
        }
    }
}

impl InvitationTicket {
    /// The text.
    pub fn to_text(&self) -> String {
        TEXT.write(&encode(self))
    }

    /// Reads the text. Case, spaces, line ends and hyphens do not matter; O reads as 0, I and L as 1.
    pub fn from_text(text: &str) -> Result<Self, InvitationTextError> {
        let payload = TEXT.read(text)?;
        let ticket: Self = decode_bounded(&payload, INVITATION_TEXT_CHARS_MAX)
            .map_err(|_| InvitationTextError::Contents)?;
        let within_bounds = ticket.url.len() <= INVITATION_URL_BYTES_MAX
            && INVITATION_CODE_BYTES.contains(&ticket.code.len());
        within_bounds
            .then_some(ticket)
            .ok_or(InvitationTextError::Contents)
    }
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
        fn no_text_makes_the_reader_panic(text in "(SAMENSPEL1:)?[ -~\\n]{0,120}") {
            let _ = InvitationTicket::from_text(&text);
        }
    }
}
