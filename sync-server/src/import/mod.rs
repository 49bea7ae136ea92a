//! Bringing an organisation's directory in from CSV files: text in, record changes or line-numbered
//! errors out. Knows nothing of where records are stored, of files on disk or of the command line.
//!
//! The files carry the ids of the administration they come from ("external ids"); each is given a
//! random ULID once, kept in [`ExternalIds`]. That is why a second import of the same files changes
//! nothing. A row that disappears from a file is left alone: who leaves gets an `until` date, so a
//! half-exported file can never remove people; and an end that a row does not say stays, so that no
//! file that is older gives anybody access again.
//!
//! Errors name file, line and column and never quote a cell: they end up in tickets and mails.

mod assignments;
mod barred;
mod children;
mod closed;
mod contacts;
mod days;
mod error;
mod exchanged;
mod families;
mod groups;
mod header;
mod ids;
mod list_words;
mod locations;
mod looking;
mod moments;
mod odd;
mod own_child;
mod people;
mod plan;
mod references;
mod spelling;
mod table;
mod telephone;
mod text;
mod unsaid;
mod values;
mod whole_columns;

pub use error::{ImportErrors, LineError, Warnings};
pub use ids::{ExternalIds, ExternalKind, IdStore, IdStoreError};
pub use plan::{Change, Context, Existing, Plan, Summary, plan};
pub use table::{FileKind, Source};

/// Bytes in one file.
pub const FILE_BYTES_MAX: usize = 256 * 1024 * 1024;
/// Rows in one file, header not counted.
pub const ROWS_MAX: usize = 2_000_000;
/// Bytes in one cell.
pub const CELL_BYTES_MAX: usize = 400;
/// Columns in one file, empty ones at the end not counted.
pub const COLUMNS_MAX: usize = 32;
/// Errors and warnings that are kept and shown, each; the rest are counted.
pub const ERRORS_MAX: usize = 200;
/// Lines shown of one and the same error in one column; the rest are counted.
pub const ALIKE_MAX: usize = 5;

#[cfg(test)]
mod tests;
