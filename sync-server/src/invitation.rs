//! An invitation as it is handed over: a QR code for the terminal and a text to copy or type.
//! Knows nothing of how invitations are kept.

use qrcode::render::unicode::Dense1x2;
use qrcode::{EcLevel, QrCode};
use samenspel_model::ids::{OrgId, Random};
use samenspel_protocol::InvitationTicket;

const CODE_BYTES: usize = 16;

/// Draws a new invitation's secret.
pub fn draw(url: &str, org: OrgId, random: &mut dyn Random) -> InvitationTicket {
    let mut code = vec![0; CODE_BYTES];
    random.fill(&mut code);
    InvitationTicket {
        url: url.to_owned(),
        org,
        code,
    }
}

/// A QR code in half blocks, whose blocks are the light parts: right on a dark terminal, and most
/// scanners read it on a light one too. `None` if the ticket is too long for one.
pub fn qr(ticket: &InvitationTicket) -> Option<String> {
    let code = QrCode::with_error_correction_level(ticket.to_text(), EcLevel::M).ok()?;
    let blocks = code
        .render::<Dense1x2>()
        .dark_color(Dense1x2::Light)
        .light_color(Dense1x2::Dark)
        .quiet_zone(true)
        .build();
    Some(blocks)
}

/// The same in black on white, whatever the terminal's colours are.
pub fn qr_in_colour(ticket: &InvitationTicket) -> Option<String> {
    const WHITE_ON_BLACK: &str = "\u{1b}[38;5;231;48;5;16m";
    const RESET: &str = "\u{1b}[0m";
    let lines = qr(ticket)?;
    let coloured = lines
        .lines()
        .map(|line| format!("{WHITE_ON_BLACK}{line}{RESET}"));
    Some(coloured.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Seven;
    impl Random for Seven {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn an_invitation_reads_back_from_its_text_and_fits_a_terminal() {
        let ticket = draw("https://samenspel.example", OrgId([1; 16]), &mut Seven);
        assert_eq!(
            InvitationTicket::from_text(&ticket.to_text()),
            Ok(ticket.clone())
        );
        let qr = qr(&ticket).unwrap();
        let width = qr.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(width <= 80, "{width} columns");
        assert!(qr.lines().count() <= 40);
        let margin = qr.lines().next().unwrap();
        assert!(
            margin.chars().all(|c| c == '█'),
            "the margin is light: {margin}"
        );
    }
}
