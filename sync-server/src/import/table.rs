//! CSV text to rows found by their header's names, within bounds. Knows nothing of what they mean.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, StringRecord, Trim};
use samenspel_model::entry::clean_text;

use super::error::ImportErrors;
pub(super) use super::header::{Column, optional, required};
use super::header::{column_named, header_below, header_name};
use super::spelling;
use super::text::{self, Lines, shows_nothing};
use super::{CELL_BYTES_MAX, COLUMNS_MAX, ROWS_MAX};

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
#[derive(Clone)]
pub struct Source {
    /// Which file it is.
    pub kind: FileKind,
    /// Its bytes as read.
    pub bytes: Vec<u8>,
}

samenspel_model::hides_content!(Source { kind });

/// A file read into rows.
#[derive(Default)]
pub(super) struct Table {
    pub file: &'static str,
    columns: BTreeMap<&'static str, usize>,
    /// Columns that must be filled in.
    required: Vec<usize>,
    /// Columns without a name, which must be empty.
    unnamed: Vec<usize>,
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
        let text = match text::of(&source.bytes) {
            Ok(text) => text,
            Err(text::NoText { line, problem }) => {
                errors.add(file, line, None, problem);
                return table;
            }
        };
        let laid_out = text::lay_out(&text);
        let reader = |has_headers| {
            ReaderBuilder::new()
                .delimiter(laid_out.delimiter)
                .flexible(true)
                .has_headers(has_headers)
                .trim(Trim::All)
                .from_reader(laid_out.text.as_bytes())
        };
        let mut rows = reader(true);
        let line = 1 + laid_out.lines_before;
        let Ok(mut header) = rows.headers().cloned() else {
            errors.add(file, line, None, "the header cannot be read");
            return table;
        };
        let empty = header.iter().rev().take_while(|it| shows_nothing(it));
        header.truncate(header.len() - empty.count());
        let known = source.kind.columns();
        if header.is_empty() {
            let problem = "is empty; export it again, or leave the file out";
            errors.add(file, 0, None, problem);
            return table;
        }
        if let Some(byte) = header_below(&mut reader(false), known) {
            let line = Lines::of(laid_out.text, line).line_behind(byte);
            let problem = format!("the header is in line {line}; remove the lines above it");
            errors.add(file, 1, None, problem);
            return table;
        }
        if header.len() == 1 && known.len() > 1 {
            let problem =
                "has one column only; save it with commas, semicolons or tabs between columns";
            errors.add(file, line, None, problem);
            return table;
        }
        if table.read_header(line, &header, known, errors) {
            let lines = Lines::of(laid_out.text, line);
            table.read_rows((&mut rows, lines), header.len(), errors);
            if table.rows.is_empty() && !errors.has_any_in(file) {
                errors.warn(file, line, None, "has no rows below its header");
            }
        }
        table
    }

    fn read_header(
        &mut self,
        line: u64,
        header: &StringRecord,
        known: &'static [Column],
        errors: &mut ImportErrors,
    ) -> bool {
        let before = errors.count();
        let names: Vec<&str> = known.iter().map(|column| column.name).collect();
        let names = names.join(", ");
        if header.len() > COLUMNS_MAX {
            let problem = format!("more than {COLUMNS_MAX} columns; known are: {names}");
            errors.add(self.file, line, None, problem);
            return false;
        }
        let mut unknown = Vec::new();
        for (index, cell) in header.iter().enumerate() {
            if shows_nothing(cell) {
                self.unnamed.push(index);
                continue;
            }
            let Some(column) = column_named(cell, known) else {
                unknown.push((index + 1).to_string());
                continue;
            };
            if self.columns.insert(column.name, index).is_some() {
                let problem = "is there twice; keep one";
                errors.add(self.file, line, Some(column.name), problem);
            }
        }
        let problem = match &unknown[..] {
            [] => None,
            [one] => Some(format!("column {one} has an unknown name")),
            _ => Some(format!("columns {} have unknown names", unknown.join(", "))),
        };
        if let Some(problem) = problem {
            let problem = format!("{problem}; known are: {names}");
            errors.add(self.file, line, None, problem);
        }
        for column in known.iter().filter(|it| it.required) {
            if !self.columns.contains_key(column.name) {
                let problem = "is missing; add it to the header";
                errors.add(self.file, line, Some(column.name), problem);
            }
        }
        self.required = known
            .iter()
            .filter(|it| it.required)
            .filter_map(|it| self.columns.get(it.name).copied())
            .collect();
        errors.count() == before
    }

    fn read_rows(
        &mut self,
        (reader, mut lines): (&mut csv::Reader<&[u8]>, Lines<'_>),
        width: usize,
        errors: &mut ImportErrors,
    ) {
        for row in reader.records() {
            let row = match row {
                Ok(row) => row,
                Err(error) => {
                    let byte = error.position().map_or(0, csv::Position::byte);
                    let line = lines.line_behind(byte);
                    errors.add(
                        self.file,
                        line,
                        None,
                        "cannot be read as CSV; check its quotes",
                    );
                    return;
                }
            };
            let byte = row.position().map_or(0, csv::Position::byte);
            let line = lines.line_behind(byte);
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
            if self.is_header_again(&row) {
                errors.warn(self.file, line, None, "is the header again; passed over");
            } else if self.is_total(&row) {
                let problem = "looks like a total or a remark below the table; remove the line";
                errors.add(self.file, line, None, problem);
            } else if row.len() != width {
                let look = match row.iter().any(|cell| cell.contains(['\n', '\r'])) {
                    true => "look for a quote that is not closed",
                    false => "look for a missing or extra separator",
                };
                let problem = format!("has {} cells, the header has {width}; {look}", row.len());
                errors.add(self.file, line, None, problem);
            } else if let Some(index) = row.iter().position(|it| it.len() > CELL_BYTES_MAX) {
                let problem = format!("a cell is longer than {CELL_BYTES_MAX} bytes; shorten it");
                errors.add(self.file, line, self.column_at(index), problem);
            } else if let Some(index) = self.unnamed.iter().find(|it| !self.is_empty_at(&row, **it))
            {
                let problem = format!(
                    "column {} has a value and no name in the header; name it, or remove it",
                    index + 1
                );
                errors.add(self.file, line, None, problem);
            } else {
                self.rows.push((line, row));
                self.check_cells(line, errors);
            }
        }
    }

    fn is_empty_at(&self, row: &StringRecord, index: usize) -> bool {
        row.get(index).is_none_or(shows_nothing)
    }

    fn column_at(&self, index: usize) -> Option<&'static str> {
        let mut columns = self.columns.iter();
        columns.find(|(_, at)| **at == index).map(|(name, _)| *name)
    }

    /// The header where files were put one below the other.
    fn is_header_again(&self, row: &StringRecord) -> bool {
        self.columns.iter().all(|(name, index)| {
            let cell = row.get(*index).unwrap_or_default();
            header_name(cell).eq_ignore_ascii_case(name)
        })
    }

    /// A line that counts the others or says when they were made: the word, and a required cell empty.
    fn is_total(&self, row: &StringRecord) -> bool {
        let mut cells = row.iter().enumerate().filter(|(_, it)| !shows_nothing(it));
        let Some((index, first)) = cells.next() else {
            return false;
        };
        let is_name = self.column_at(index).is_some_and(is_for_names);
        let is_short = self.required.iter().any(|at| self.is_empty_at(row, *at));
        !is_name && is_short && spelling::is_total(first)
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
            } else if spelling::is_word_for_nothing(cell) {
                let problem = "holds the word for nothing; empty it";
                match is_for_names(column) {
                    // Without a letter it is refused as a name.
                    true if !cell.contains(char::is_alphabetic) => {}
                    true => {
                        let problem = "may be the word for nothing";
                        errors.warn(self.file, line, Some(column), problem);
                    }
                    false => errors.add(self.file, line, Some(column), problem),
                }
            } else if spelling::is_garbled(cell) {
                let problem = "has letters that were read in the wrong encoding; save the file anew \
                               as \"CSV UTF-8\"";
                errors.warn(self.file, line, Some(column), problem);
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

/// Whether people are named in the column, and a name may be any word.
fn is_for_names(column: &str) -> bool {
    column == "name" || column.ends_with("_name")
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
        errors.warn(self.table.file, self.line, Some(column), problem);
    }

    /// Whether the header has the column.
    pub fn has(&self, column: &str) -> bool {
        self.table.has(column)
    }

    /// The file.
    pub fn file(&self) -> &'static str {
        self.table.file
    }
}
