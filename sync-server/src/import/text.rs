//! The bytes of a file to the text of a table: encodings, files of other programs, separators. Knows no
//! column.

use std::borrow::Cow;

use super::FILE_BYTES_MAX;

/// Whether nothing is seen in a cell.
pub(super) fn shows_nothing(cell: &str) -> bool {
    cell.trim_matches('\u{FEFF}').trim().is_empty()
}

/// The separator of which a spreadsheet is told by a first line.
fn told_delimiter(line: &str) -> Option<u8> {
    let line = line.trim().trim_matches('"');
    let told = line.get(..4).filter(|it| it.eq_ignore_ascii_case("sep="));
    let delimiter = told.and_then(|_| line.as_bytes().get(4).copied())?;
    matches!(delimiter, b',' | b';' | b'\t' | b'|').then_some(delimiter)
}

/// UTF-16, as "Unicode text" is saved; nothing if it is not.
fn from_utf16(bytes: &[u8]) -> Option<String> {
    let (bytes, is_big) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, false),
        [0xFE, 0xFF, rest @ ..] => (rest, true),
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => (bytes, false),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => (bytes, true),
        _ => return None,
    };
    let units = bytes.chunks_exact(2).map(|pair| match is_big {
        true => u16::from_be_bytes([pair[0], pair[1]]),
        false => u16::from_le_bytes([pair[0], pair[1]]),
    });
    char::decode_utf16(units)
        .collect::<Result<String, _>>()
        .ok()
}

/// Why a file is not text, and what to do.
pub(super) struct NoText {
    pub line: u64,
    pub problem: String,
}

/// The text of a file.
pub(super) fn of(bytes: &[u8]) -> Result<Cow<'_, str>, NoText> {
    let no_text = |line, problem: &str| NoText {
        line,
        problem: problem.to_owned(),
    };
    if bytes.len() > FILE_BYTES_MAX {
        let problem = format!("is larger than {FILE_BYTES_MAX} bytes; split it");
        return Err(no_text(0, &problem));
    }
    if let Some(problem) = other_form(bytes) {
        return Err(no_text(0, problem));
    }
    let text = match from_utf16(bytes) {
        Some(text) => Cow::Owned(text),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text.trim_start_matches('\u{FEFF}')),
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let problem = "is not UTF-8; save the file as \"CSV UTF-8\" (in LibreOffice: character \
                               set Unicode UTF-8)";
                return Err(no_text(1 + line_ends(before), problem));
            }
        },
    };
    // What some systems put at the end of a file.
    let end = text.trim_end_matches(['\0', '\u{1A}']).len();
    match text[..end].find('\0') {
        Some(at) => {
            let line = 1 + line_ends(&text.as_bytes()[..at]);
            let problem = "is not text; save the file as \"CSV UTF-8\"";
            Err(no_text(line, problem))
        }
        None => Ok(match text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[..end]),
            Cow::Owned(mut text) => {
                text.truncate(end);
                Cow::Owned(text)
            }
        }),
    }
}

/// Line ends of every system: LF, CR LF, CR.
fn line_ends(bytes: &[u8]) -> u64 {
    let is_end = |(index, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(index + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(|it| is_end(*it)).count() as u64
}

/// Lines as an office counts them, of places in a text that come one after the other.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    /// Of a text whose first line is this one.
    pub fn of(text: &'a str, first: u64) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
            line: first,
        }
    }

    /// The line of the record that begins behind this byte: the reader of CSV leaves the line end before
    /// it, or half of one, to the next record, and so counts from another line than people do.
    pub fn line_behind(&mut self, byte: u64) -> u64 {
        let mut to = usize::try_from(byte).map_or(self.bytes.len(), |it| it.min(self.bytes.len()));
        while matches!(self.bytes.get(to), Some(b'\r' | b'\n')) {
            to += 1;
        }
        if let Some(between) = self.bytes.get(self.at..to) {
            self.line += line_ends(between);
            self.at = to;
        }
        self.line
    }
}

/// A file of another program under the name of a table.
fn other_form(bytes: &[u8]) -> Option<&'static str> {
    const WORKBOOK: &str = "is a workbook, not CSV; open it and save the sheet as \"CSV UTF-8\"";
    let start = bytes.trim_ascii_start();
    let starts = |mark: &[u8]| {
        start
            .get(..mark.len())
            .is_some_and(|it| it.eq_ignore_ascii_case(mark))
    };
    if starts(b"PK\x03\x04") || starts(b"\xD0\xCF\x11\xE0") {
        Some(WORKBOOK)
    } else if starts(b"%PDF") {
        Some("is a PDF, not CSV; export the table as \"CSV UTF-8\"")
    } else if starts(b"\x1F\x8B") {
        Some("is compressed; unpack it first")
    } else if starts(b"<!doctype") || starts(b"<html") || starts(b"<table") || starts(b"<?xml") {
        Some("is a web page, not CSV; open it and save the sheet as \"CSV UTF-8\"")
    } else {
        None
    }
}

/// Where the table begins, and by what its cells are separated.
pub(super) struct LaidOut<'a> {
    pub delimiter: u8,
    pub lines_before: u64,
    pub text: &'a str,
}

/// Finds the table in a text: below empty lines and the line that tells the separator.
pub(super) fn lay_out(text: &str) -> LaidOut<'_> {
    let mut rest = text;
    let mut told = None;
    let mut lines_before = 0;
    while let Some(end) = rest.find(['\r', '\n']) {
        let line = &rest[..end];
        let is_empty = line
            .chars()
            .all(|c| c.is_whitespace() || ",;|\"\u{FEFF}".contains(c));
        if told.is_none() && lines_before == 0 && told_delimiter(line).is_some() {
            told = told_delimiter(line);
        } else if !is_empty {
            break;
        }
        let after = &rest[end..];
        rest = after.strip_prefix("\r\n").unwrap_or(&after[1..]);
        lines_before += 1;
    }
    LaidOut {
        delimiter: told.unwrap_or_else(|| delimiter(rest)),
        lines_before,
        text: rest,
    }
}

/// Spreadsheets write `;` where the comma is the decimal sign.
fn delimiter(text: &str) -> u8 {
    let header = text.split(['\r', '\n']).find(|it| !it.is_empty());
    let header = header.unwrap_or_default();
    let count = |delimiter: u8| header.bytes().filter(|byte| *byte == delimiter).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}
