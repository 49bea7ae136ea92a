//! The header of a table: its columns by name, and where it is. Knows no row.

use csv::StringRecord;

use super::spelling;

/// Lines among which a header is looked for, where the first is none.
const LINES_ABOVE_MAX: usize = 20;

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

/// A column's name as its header writes it: "First name" and "first-name" are first_name.
pub(super) fn header_name(cell: &str) -> String {
    spelling::plain(&spelling::spaced(cell)).replace([' ', '-', '.'], "_")
}

pub(super) fn column_named(cell: &str, known: &'static [Column]) -> Option<&'static Column> {
    let name = header_name(cell);
    known.iter().find(|it| it.name.eq_ignore_ascii_case(&name))
}

/// The byte where the record of the header begins, where others stand above it.
pub(super) fn header_below(
    reader: &mut csv::Reader<&[u8]>,
    known: &'static [Column],
) -> Option<u64> {
    let is_header = |row: &StringRecord| {
        let has = |name| {
            row.iter()
                .any(|cell| header_name(cell).eq_ignore_ascii_case(name))
        };
        known.iter().filter(|it| it.required).all(|it| has(it.name))
    };
    let mut rows = reader.records().take(LINES_ABOVE_MAX).map_while(Result::ok);
    let first = rows.next()?;
    if first.iter().any(|cell| column_named(cell, known).is_some()) {
        return None;
    }
    let header = rows.find(is_header)?;
    header.position().map(csv::Position::byte)
}
