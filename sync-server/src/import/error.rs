//! What is wrong with import files, all of it at once, by file and line.

use std::collections::BTreeMap;
use std::fmt;

use super::{ALIKE_MAX, ERRORS_MAX};

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
    /// What is taken, and is to be looked at.
    pub warnings: Vec<LineError>,
    /// How often each was said, by file, column and problem.
    alike: BTreeMap<(String, Option<&'static str>, String), usize>,
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
        let problem = problem.into();
        let alike = (file.to_owned(), column, problem.clone());
        let alike = self.alike.entry(alike).or_default();
        *alike += 1;
        if *alike > ALIKE_MAX {
            return;
        }
        if self.errors.len() >= ERRORS_MAX {
            self.more += 1;
            return;
        }
        self.errors.push(LineError {
            file: file.to_owned(),
            line,
            column,
            problem,
        });
    }

    /// Adds what is taken, and is to be looked at.
    pub(super) fn warn(
        &mut self,
        file: &str,
        line: u64,
        column: &'static str,
        problem: impl Into<String>,
    ) {
        if self.warnings.len() < ERRORS_MAX {
            self.warnings.push(LineError {
                file: file.to_owned(),
                line,
                column: Some(column),
                problem: problem.into(),
            });
        }
    }

    /// Whether something is wrong in a file.
    pub(super) fn has_any_in(&self, file: &str) -> bool {
        self.errors.iter().any(|it| it.file == file)
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
        for ((file, column, problem), count) in &self.alike {
            if *count > ALIKE_MAX {
                let column = column.map_or(String::new(), |it| format!(", column {it}"));
                let more = count - ALIKE_MAX;
                writeln!(f, "{file}, {more} more lines{column}: {problem}")?;
            }
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
