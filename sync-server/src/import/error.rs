//! What is wrong with import files, all of it at once, by file and line.

use std::fmt;

use super::ERRORS_MAX;

/// One thing wrong in one place, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineError {
    /// The file.
    pub file: String,
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: u64,
    /// The column, if it is about one.
    pub column: Option<&'static str>,
    /// What is wrong and what to do; never quotes the cell.
    pub problem: String,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, " line {}", self.line)?;
        }
        if let Some(column) = self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// Everything wrong with the files; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
pub struct ImportErrors {
    /// In order of file and line; at most [`ERRORS_MAX`].
    pub errors: Vec<LineError>,
    /// How many more there were.
    pub more: usize,
}

impl ImportErrors {
    /// Adds one.
    pub(super) fn add(
        &mut self,
        file: &str,
        line: u64,
        column: Option<&'static str>,
        problem: impl Into<String>,
    ) {
        if self.errors.len() >= ERRORS_MAX {
            self.more += 1;
            return;
        }
        self.errors.push(LineError {
            file: file.to_owned(),
            line,
            column,
            problem: problem.into(),
        });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}

impl fmt::Display for ImportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.errors {
            writeln!(f, "{error}")?;
        }
        if self.more > 0 {
            writeln!(f, "and {} more", self.more)?;
        }
        write!(
            f,
            "nothing was imported: correct the lines above and run it again"
        )
    }
}
