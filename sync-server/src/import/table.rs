//! CSV text to rows found by their header's names, within bounds. Knows nothing of what they mean.

use std::borrow::Cow;
use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};
use samenspel_core::entry::clean_text;

use super::error::ImportErrors;
use super::spelling;
use super::{CELL_BYTES_MAX, COLUMNS_MAX, FILE_BYTES_MAX, ROWS_MAX};

/// The files that an import knows, in the order in which they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Groups with their locations.
    Groups,
    /// What each location has settled.
    Locations,
    /// Staff and parents.
    People,
    /// Children with their days.
    Children,
    /// Single days of children.
    Days,
    /// Who may collect a child.
    Contacts,
    /// Who is what to whom: parents, mentors, work on groups, offices.
    Assignments,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Groups,
        Self::Locations,
        Self::People,
        Self::Children,
        Self::Days,
        Self::Contacts,
        Self::Assignments,
    ];

    /// The file's name.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Groups => "groups.csv",
            Self::Locations => "locations.csv",
            Self::People => "people.csv",
            Self::Children => "children.csv",
            Self::Days => "days.csv",
            Self::Contacts => "contacts.csv",
            Self::Assignments => "assignments.csv",
        }
    }

    /// By the file's name, in any case.
    pub fn from_file_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.file_name().eq_ignore_ascii_case(name))
    }

    fn columns(self) -> &'static [Column] {
        match self {
            Self::Groups => super::groups::COLUMNS,
            Self::Locations => super::locations::COLUMNS,
            Self::People => super::people::COLUMNS,
            Self::Children => super::children::COLUMNS,
            Self::Days => super::days::COLUMNS,
            Self::Contacts => super::contacts::COLUMNS,
            Self::Assignments => super::assignments::COLUMNS,
        }
    }
}

/// A file's content.
#[derive(Debug, Clone)]
pub struct Source {
    /// Which file it is.
    pub kind: FileKind,
    /// Its bytes as read.
    pub bytes: Vec<u8>,
}

/// A column that a file has or may have.
pub(super) struct Column {
    pub name: &'static str,
    pub required: bool,
}

pub(super) const fn required(name: &'static str) -> Column {
    Column {
        name,
        required: true,
    }
}

pub(super) const fn optional(name: &'static str) -> Column {
    Column {
        name,
        required: false,
    }
}

/// A file read into rows.
#[derive(Default)]
pub(super) struct Table {
    pub file: &'static str,
    columns: BTreeMap<&'static str, usize>,
    /// Lines before the header.
    lines_before: u64,
    rows: Vec<(u64, StringRecord)>,
}

impl Table {
    /// Reads a file; what is wrong with its form goes to `errors`.
    pub fn read(source: &Source, errors: &mut ImportErrors) -> Self {
        let file = source.kind.file_name();
        let mut table = Self {
            file,
            ..Self::default()
        };
        let Some(text) = text_of(source, errors) else {
            return table;
        };
        let (delimiter, text) = match told_delimiter(&text) {
            Some((delimiter, rest)) => {
                table.lines_before = 1;
                (delimiter, rest)
            }
            None => (delimiter(&text), &*text),
        };
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(text.as_bytes());
        let Ok(mut header) = reader.headers().cloned() else {
            errors.add(file, 1, None, "the header cannot be read");
            return table;
        };
        header.truncate(
            header.len()
                - header
                    .iter()
                    .rev()
                    .take_while(|it| shows_nothing(it))
                    .count(),
        );
        if header.len() == 1 && source.kind.columns().len() > 1 {
            let problem =
                "has one column only; save it with commas, semicolons or tabs between columns";
            errors.add(file, 1, None, problem);
            return table;
        }
        if !table.read_header(&header, source.kind.columns(), errors) {
            return table;
        }
        table.read_rows(&mut reader, header.len(), errors);
        table
    }

    fn read_header(
        &mut self,
        header: &StringRecord,
        known: &'static [Column],
        errors: &mut ImportErrors,
    ) -> bool {
        let before = errors.errors.len() + errors.more;
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        if header.len() > COLUMNS_MAX {
            let problem = format!(
                "more than {COLUMNS_MAX} columns; known are: {}",
                names.join(", ")
            );
            errors.add(self.file, 1, None, problem);
            return false;
        }
        for (index, cell) in header.iter().enumerate() {
            let Some(column) = known.iter().find(|it| {
                it.name
                    .eq_ignore_ascii_case(&spelling::plain(&spelling::spaced(cell)))
            }) else {
                let problem = format!(
                    "column {} has an unknown name; known are: {}",
                    index + 1,
                    names.join(", ")
                );
                errors.add(self.file, 1, None, problem);
                continue;
            };
            if self.columns.insert(column.name, index).is_some() {
                errors.add(self.file, 1, Some(column.name), "is there twice; keep one");
            }
        }
        for column in known.iter().filter(|it| it.required) {
            if !self.columns.contains_key(column.name) {
                errors.add(
                    self.file,
                    1,
                    Some(column.name),
                    "is missing; add it to the header",
                );
            }
        }
        errors.errors.len() + errors.more == before
    }

    fn read_rows(
        &mut self,
        reader: &mut csv::Reader<&[u8]>,
        width: usize,
        errors: &mut ImportErrors,
    ) {
        for row in reader.records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let line = line + self.lines_before;
                    errors.add(
                        self.file,
                        line,
                        None,
                        "cannot be read as CSV; check its quotes",
                    );
                    return;
                }
            };
            let line = row.position().map_or(0, csv::Position::line) + self.lines_before;
            if row.iter().all(shows_nothing) {
                continue;
            }
            let mut row = row;
            if row.iter().skip(width).all(shows_nothing) {
                row.truncate(width);
            }
            if self.rows.len() >= ROWS_MAX {
                let problem = format!("more than {ROWS_MAX} rows; split the file");
                errors.add(self.file, line, None, problem);
                return;
            }
            if row.len() != width {
                let problem = format!(
                    "has {} cells, the header has {width}; look for a missing or extra separator",
                    row.len()
                );
                errors.add(self.file, line, None, problem);
            } else if row.iter().any(|cell| cell.len() > CELL_BYTES_MAX) {
                let problem = format!("a cell is longer than {CELL_BYTES_MAX} bytes; shorten it");
                errors.add(self.file, line, None, problem);
            } else {
                self.rows.push((line, row));
                self.check_cells(line, errors);
            }
        }
    }

    /// What a spreadsheet puts where there is no value, and letters of the wrong encoding.
    fn check_cells(&self, line: u64, errors: &mut ImportErrors) {
        let Some((_, cells)) = self.rows.last() else {
            return;
        };
        for (&column, &index) in &self.columns {
            let cell = cells.get(index).unwrap_or_default();
            if let Some(problem) = spelling::no_value(cell) {
                errors.add(self.file, line, Some(column), problem);
            } else if spelling::is_null(cell) {
                let problem = "holds the word for nothing; empty it";
                match column.contains("name") {
                    true => errors.warn(self.file, line, column, "may be the word for nothing"),
                    false => errors.add(self.file, line, Some(column), problem),
                }
            } else if spelling::is_garbled(cell) {
                let problem = "has letters that were read in the wrong encoding; save the file anew \
                               as \"CSV UTF-8\"";
                errors.warn(self.file, line, column, problem);
            }
        }
    }

    /// The rows.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            table: self,
            line: *line,
            cells,
        })
    }

    /// Whether the header has the column.
    pub fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }
}

fn shows_nothing(cell: &str) -> bool {
    cell.trim_matches('\u{FEFF}').trim().is_empty()
}

/// The first line by which a spreadsheet is told its separator.
fn told_delimiter(text: &str) -> Option<(u8, &str)> {
    let end = text.find(['\r', '\n'])?;
    let line = text[..end].trim().trim_matches('"');
    let told = line.get(..4).filter(|it| it.eq_ignore_ascii_case("sep="));
    let delimiter = told.and_then(|_| line.as_bytes().get(4).copied())?;
    let rest = &text[end..];
    let rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
    matches!(delimiter, b',' | b';' | b'\t' | b'|').then_some((delimiter, rest))
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

fn text_of<'a>(source: &'a Source, errors: &mut ImportErrors) -> Option<Cow<'a, str>> {
    let file = source.kind.file_name();
    if source.bytes.len() > FILE_BYTES_MAX {
        let problem = format!("is larger than {FILE_BYTES_MAX} bytes; split it");
        errors.add(file, 0, None, problem);
        return None;
    }
    if let Some(text) = from_utf16(&source.bytes) {
        return Some(Cow::Owned(text));
    }
    match std::str::from_utf8(&source.bytes) {
        Ok(text) => Some(Cow::Borrowed(text.trim_start_matches('\u{FEFF}'))),
        Err(error) => {
            let before = &source.bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
            let problem = "is not UTF-8; save the file as \"CSV UTF-8\" (in LibreOffice: character set \
                           Unicode UTF-8)";
            errors.add(file, line, None, problem);
            None
        }
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

/// One row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    pub line: u64,
    cells: &'a StringRecord,
}

impl<'a> Row<'a> {
    /// The cell, without what would garble the screen; empty where the column is absent.
    pub fn cell(&self, column: &'static str) -> String {
        let index = self.table.columns.get(column);
        let cell = index
            .and_then(|index| self.cells.get(*index))
            .unwrap_or_default();
        let shown: String = clean_text(&spelling::spaced(cell))
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        shown.trim().to_owned()
    }

    /// Reports something wrong with this row.
    pub fn refuse(
        &self,
        errors: &mut ImportErrors,
        column: &'static str,
        problem: impl Into<String>,
    ) {
        errors.add(self.table.file, self.line, Some(column), problem);
    }

    /// Reports something that is taken, and is to be looked at.
    pub fn warn(
        &self,
        errors: &mut ImportErrors,
        column: &'static str,
        problem: impl Into<String>,
    ) {
        errors.warn(self.table.file, self.line, column, problem);
    }

    /// The file.
    pub fn file(&self) -> &'a str {
        self.table.file
    }
}
