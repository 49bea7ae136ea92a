//! An invitation as text, for a QR code or to be typed: `SAMENSPEL1:` and the ticket's CBOR. Knows
//! nothing of who is invited.

use super::InvitationTicket;
use super::text_code::{NotOfThisKind, TextCode};
use samenspel_model::wire::{decode_bounded, encode};

const TEXT: TextCode = TextCode {
    prefix: "SAMENSPEL1:",
    context: "samenspel invitation text 1",
    chars_max: INVITATION_TEXT_CHARS_MAX,
    grouped: true,
};

/// Letters and digits of the longest invitation that is read; what stands around and between them does not
/// count.
pub const INVITATION_TEXT_CHARS_MAX: usize = 800;
pub use samenspel_model::limits::INVITATION_URL_BYTES_MAX;
/// Bytes of the shortest and the longest secret code.
pub const INVITATION_CODE_BYTES: std::ops::RangeInclusive<usize> =
    samenspel_model::limits::INVITATION_CODE_BYTES_MIN
        ..=samenspel_model::limits::INVITATION_CODE_BYTES_MAX;

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
    /// There are two in one text.
    #[error("there are two different invitations in this text: paste only the one that is for you")]
    Several,
    /// Its contents break a rule.
    #[error("the invitation is of another version or damaged: ask for a new one")]
    Contents,
}

impl From<NotOfThisKind> for InvitationTextError {
    fn from(not: NotOfThisKind) -> Self {
        match not {
            NotOfThisKind::Other => Self::NotAnInvitation,
            NotOfThisKind::Mistyped => Self::Mistyped,
            NotOfThisKind::Several => Self::Several,
        }
    }
}

impl InvitationTicket {
    /// The text.
    pub fn to_text(&self) -> String {
        TEXT.write(&encode(self))
    }

    /// Reads the text, also out of the message in which it was sent: other words, quotes, line ends, spaces
    /// and hyphens of every kind and invisible characters do not matter, nor case; O reads as 0, I and L as 1.
    /// Nor does what stands between its parts where it was sent in several messages, whichever came first. A
    /// letter too few or another is noticed; of two different ones, none is chosen.
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
    use proptest::prelude::*;
    use samenspel_model::ids::OrgId;

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

    /// What messengers, keyboards and people make of an invitation.
    fn forms(text: &str) -> Vec<String> {
        let (prefix, code) = text.split_once(':').unwrap();
        let groups: Vec<&str> = code.split('-').collect();
        let lines = |between: &str| groups.join(between);
        let wide = |it: &str| -> String {
            let wide = |c: char| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
                other => other,
            };
            it.chars().map(wide).collect()
        };
        let arabic = |it: &str| -> String {
            let digit = |c: char| match c.to_digit(10) {
                Some(digit) => char::from_u32(0x660 + digit).unwrap(),
                None => c,
            };
            it.chars().map(digit).collect()
        };
        vec![
            text.to_lowercase(),
            text.replace('1', "I").replace('0', "O"),
            text.to_lowercase().replace('1', "l").replace('0', "o"),
            text.to_lowercase().replace('i', "ı"),
            text.replace('-', "\u{A0}"),
            text.replace('-', "\u{202F}"),
            text.replace('-', "–"),
            text.replace('-', "—"),
            text.replace('-', "\u{2011}"),
            text.replace('-', "−"),
            text.replace('-', " - "),
            text.replace('-', "\u{AD}"),
            text.replace('-', "\u{200B}"),
            text.replace('-', "-\u{200B}"),
            text.replace('-', "-\r\n"),
            text.replace('-', "-\n> "),
            text.replace('-', "\n>> > "),
            text.replace('-', "\u{2028}"),
            text.replace('-', ""),
            text.replace('-', "."),
            text.replace('-', "_"),
            text.replace('-', "&nbsp;"),
            text.replace('-', "&#8203;-"),
            text.replace('-', "%20"),
            text.replace(':', "%3A"),
            text.replace(':', ""),
            text.replace(':', " "),
            text.replace(':', ";"),
            text.replace(':', "："),
            text.replace(':', " : "),
            text.replace(':', ":\n\n"),
            text.replace("SAMENSPEL1", "Samenspel 1"),
            text.replace("SAMENSPEL1", "SAMENSPELl"),
            text.replace("SAMENSPEL1", "Samen Spel I"),
            format!(
                "{prefix}:{}",
                code.chars().map(|c| format!("{c} ")).collect::<String>()
            ),
            format!("{prefix}:{}", lines("\u{200E}-\u{200F}")),
            format!("\u{202A}{text}\u{202C}"),
            format!("\u{2066}{text}\u{2069}"),
            format!("\u{FEFF}{text}"),
            format!("{text}."),
            format!("{text}. Groetjes, Anna"),
            format!("{text}\n\nMet vriendelijke groet,\nAnna de Boer\n06 12345678"),
            format!("{text} 👍🏽"),
            format!("Hoi, je code is: {text}"),
            format!("Hoi! Welkom bij Samenspel 1 voor allen, je code is {text}, tot morgen"),
            format!("Welkom bij Samenspel. {text} is je code."),
            format!("[30-11-2026 12:03] Anna: {text}"),
            format!("> {text}"),
            format!("({text})"),
            format!("[{text}]"),
            format!("<{text}>"),
            format!("\"{text}\""),
            format!("„{text}”"),
            format!("«\u{A0}{text}\u{A0}»"),
            format!("*{text}*"),
            format!("**{text}**"),
            format!("`{text}`"),
            format!("```\n{text}\n```"),
            format!("_{text}_"),
            format!("رمزك هو: \u{200F}{text}\u{200F} شكرا"),
            format!("Твій код: {text}. Дякую"),
            format!("Mijn oude was {}, dit is de goede: {text}", &text[..30]),
            wide(text),
            arabic(text),
            text.replace('A', "А").replace('E', "Е"),
        ]
    }

    #[test]
    fn an_invitation_survives_what_messengers_and_people_make_of_it() {
        for form in forms(&ticket().to_text()) {
            assert_eq!(InvitationTicket::from_text(&form), Ok(ticket()), "{form:?}");
        }
    }

    /// An invitation of this code, cut after these characters.
    fn parts(text: &str, cuts: &[usize]) -> Vec<String> {
        let bounds: Vec<usize> = [0]
            .iter()
            .chain(cuts)
            .copied()
            .chain([text.len()])
            .collect();
        let pairs = bounds.windows(2);
        pairs.map(|it| text[it[0]..it[1]].to_owned()).collect()
    }

    /// What messengers, forwarded mail and people put around the parts: with the number of the part and how
    /// many there are.
    type Around = fn(&str, usize, usize) -> String;
    const NUMBERED: [Around; 13] = [
        |part, i, n| format!("({i}/{n}) {part}"),
        |part, i, n| format!("({i}/{n}){part}"),
        |part, i, n| format!("{part} ({i}/{n})"),
        |part, i, n| format!("{part}({i}/{n})"),
        |part, i, n| format!("[{i}/{n}] {part}"),
        |part, i, n| format!("{i}/{n}: {part}"),
        |part, i, n| format!("{i}/{n} {part}"),
        |part, i, n| format!("{part} {i}/{n}"),
        |part, i, n| format!("{i} / {n}\u{A0}{part}"),
        |part, i, n| format!("deel {i} van {n}: {part}"),
        |part, i, n| format!("Part {i} of {n}\n{part}"),
        |part, i, _| format!("SMS {i}: {part}"),
        |part, i, n| format!("[30-11-2026 17:0{i}] Jan: ({i}/{n}) {part}"),
    ];
    const AROUND: [Around; 24] = [
        |part, _, _| format!("[30-11-2026 17:02] Jan: {part}"),
        |part, _, _| format!("[30-11-2026, 17:02:13] Fatima Yıldız: {part}"),
        |part, _, _| format!("30-11-2026 17:02 - Jan de Vries: {part}"),
        |part, _, _| format!("11/30/26, 5:02 PM - Anna: {part}"),
        |part, _, _| format!("Jan de Vries, [30 nov. 2026 17:02]:\n{part}"),
        |part, _, _| format!("Op ma 30 nov. 2026 om 17:02 schreef Jan:\n> {part}"),
        |part, _, _| format!("> {part}"),
        |part, _, _| format!("> > {part}"),
        |part, _, _| format!("• {part}"),
        |part, _, _| format!("- {part}"),
        |part, _, _| format!("“{part}”"),
        |part, i, _| format!("{i}. {part}"),
        |part, i, _| format!("{i}) {part}"),
        |part, i, _| format!("  {i}\t{part}"),
        |part, _, _| format!("Fwd: {part}"),
        |part, _, _| format!("FW: Re: {part}"),
        |part, _, _| format!("Jan de Vries: {part}"),
        |part, _, _| format!("Олена Коваль: {part}"),
        |part, _, _| format!("17:02 {part}"),
        |part, _, _| format!("{part} 17:02 ✓✓"),
        |part, _, _| format!("{part}\nJan de Vries\n17:02"),
        |part, _, _| format!("{part}\nAnna\n17.02"),
        |part, _, _| format!("{part}\n\nVan: Jan de Vries\nDatum: 30-11-2026\n"),
        |part, _, _| format!("{part}\n—\n"),
    ];

    /// One text of the parts, each with what stands around it.
    fn sent(parts: &[String], around: Around, between: &str) -> Vec<String> {
        let count = parts.len();
        let parts = parts.iter().enumerate();
        let texts: Vec<String> = parts.map(|(i, it)| around(it, i + 1, count)).collect();
        let backwards: Vec<String> = texts.iter().rev().cloned().collect();
        vec![texts.join(between), backwards.join(between)]
    }

    const CUTS: [&[usize]; 4] = [&[70], &[72], &[30, 71], &[17, 40, 88]];

    #[test]
    fn an_invitation_in_parts_is_read_whatever_stands_between_them() {
        let text = ticket().to_text();
        let typed = text.to_lowercase().replace('-', " ");
        for text in [text, typed] {
            for cuts in CUTS {
                let parts = parts(&text, cuts);
                for (index, around) in NUMBERED.iter().chain(&AROUND).enumerate() {
                    let all = sent(&parts, *around, "\n");
                    let read = InvitationTicket::from_text(&all[0]);
                    assert_eq!(read, Ok(ticket()), "{index}: {}", all[0]);
                }
            }
        }
    }

    #[test]
    fn parts_that_say_which_they_are_are_put_in_order() {
        let text = ticket().to_text();
        for cuts in CUTS {
            let parts = parts(&text, cuts);
            for (index, around) in NUMBERED.iter().enumerate() {
                let all = sent(&parts, *around, "\n");
                let read = InvitationTicket::from_text(&all[1]);
                assert_eq!(read, Ok(ticket()), "{index}: {}", all[1]);
            }
        }
    }

    #[test]
    fn parts_of_a_damaged_invitation_are_refused() {
        let text = ticket().to_text();
        let other = if &text[75..=75] == "7" { "8" } else { "7" };
        let wrong = format!("{}{other}{}", &text[..75], &text[76..]);
        for cuts in CUTS {
            let parts = parts(&wrong, cuts);
            for around in NUMBERED.iter().chain(&AROUND) {
                for text in sent(&parts, *around, "\n") {
                    let read = InvitationTicket::from_text(&text);
                    assert_eq!(read, Err(InvitationTextError::Mistyped), "{text}");
                }
            }
        }
    }

    #[test]
    fn of_two_invitations_none_is_chosen() {
        let other = InvitationTicket {
            code: vec![8; 16],
            ..ticket()
        };
        let texts = [ticket().to_text(), other.to_text()];
        let several = Err(InvitationTextError::Several);
        for between in [" ", "\n", "\nAnna: ", " en de andere: "] {
            let both = texts.join(between);
            assert_eq!(InvitationTicket::from_text(&both), several, "{both}");
            let twice = [&*texts[0], &*texts[0]].join(between);
            assert_eq!(InvitationTicket::from_text(&twice), Ok(ticket()), "{twice}");
        }
        // Two that begin with the same part, each in two messages.
        let cut = 70;
        assert_eq!(texts[0][..cut], texts[1][..cut]);
        let [one, other] = texts.map(|it| it[cut..].to_owned());
        let begins = &ticket().to_text()[..cut];
        let mixed = format!("(1/2) {begins}\n(2/2) {one}\n(1/2) {begins}\n(2/2) {other}");
        assert_eq!(InvitationTicket::from_text(&mixed), several, "{mixed}");
        // One that is whole and one that is not.
        let whole = ticket().to_text();
        let partly = format!("{whole}\n{}", &whole[..60]);
        assert_eq!(InvitationTicket::from_text(&partly), Ok(ticket()));
    }

    #[test]
    fn a_damaged_invitation_is_refused_in_every_form() {
        let text = ticket().to_text();
        for at in [12, 30, 45, text.len() - 1] {
            let other = if &text[at..=at] == "7" { "8" } else { "7" };
            let wrong = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            let without = format!("{}{}", &text[..at], &text[at + 1..]);
            for form in forms(&wrong).into_iter().chain(forms(&without)) {
                let read = InvitationTicket::from_text(&form);
                assert_eq!(read, Err(InvitationTextError::Mistyped), "{form:?}");
            }
        }
    }

    #[test]
    fn a_text_that_only_speaks_of_samenspel_is_not_an_invitation() {
        for text in [
            "Samenspel is leuk",
            "Kom bij Samenspel!",
            "SAMENSPEL",
            "samenspel laat weten",
        ] {
            let not = Err(InvitationTextError::NotAnInvitation);
            assert_eq!(InvitationTicket::from_text(text), not, "{text}");
        }
        let endless = "SAMENSPEL1:".repeat(4_000);
        assert!(InvitationTicket::from_text(&endless).is_err());
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
        fn no_text_makes_the_reader_panic(text in "(SAMENSPEL1:)?([ -~\\n]|\\PC){0,120}") {
            let _ = InvitationTicket::from_text(&text);
        }
    }
}
