//! What is wrong with import files, all of it at once, by file and line.

use std::collections::{BTreeMap, BTreeSet};
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

/// What was said of the files, bounded however many rows there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Said {
    /// At most [`ERRORS_MAX`], at most [`ALIKE_MAX`] of one and the same.
    shown: Vec<LineError>,
    /// How often each was said, by file, column and problem; of at most [`ERRORS_MAX`].
    alike: BTreeMap<(String, Option<&'static str>, String), usize>,
    /// How many more there were of those that are counted together.
    more: usize,
}

impl Said {
    fn add(&mut self, said: LineError) {
        let key = (said.file.clone(), said.column, said.problem.clone());
        let is_new = !self.alike.contains_key(&key);
        if is_new && self.alike.len() >= ERRORS_MAX {
            self.more += 1;
            return;
        }
        let alike = self.alike.entry(key).or_default();
        if *alike < ALIKE_MAX && self.shown.len() >= ERRORS_MAX {
            self.more += 1;
            return;
        }
        *alike += 1;
        if *alike <= ALIKE_MAX {
            self.shown.push(said);
        }
    }

    /// The lines that count what is not shown.
    fn counted(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for ((file, column, problem), count) in &self.alike {
            if *count > ALIKE_MAX {
                let column = column.map_or(String::new(), |it| format!(", column {it}"));
                let more = count - ALIKE_MAX;
                lines.push(format!("{file}, {more} more lines{column}: {problem}"));
            }
        }
        if self.more > 0 {
            lines.push(format!("and {} more", self.more));
        }
        lines
    }

    fn sort(&mut self) {
        self.shown
            .sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    }
}

/// What is taken, and is to be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Warnings(Said);

impl Warnings {
    /// Those that are shown, in order of file and line.
    pub fn shown(&self) -> &[LineError] {
        &self.0.shown
    }

    /// As lines to show: these, and how many more there are.
    pub fn lines(&self) -> Vec<String> {
        let shown = self.0.shown.iter().map(ToString::to_string);
        shown.chain(self.0.counted()).collect()
    }
}

/// Everything wrong with the files; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
pub struct ImportErrors {
    wrong: Said,
    warnings: Box<Said>,
    /// How many there were, shown or not.
    count: usize,
    /// In which files.
    files: BTreeSet<String>,
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
        self.count += 1;
        if !self.files.contains(file) {
            self.files.insert(file.to_owned());
        }
        self.wrong.add(LineError {
            file: file.to_owned(),
            line,
            column,
            problem: problem.into(),
        });
    }

    /// Adds what is taken, and is to be looked at.
    pub(super) fn warn(
        &mut self,
        file: &str,
        line: u64,
        column: Option<&'static str>,
        problem: impl Into<String>,
    ) {
        self.warnings.add(LineError {
            file: file.to_owned(),
            line,
            column,
            problem: problem.into(),
        });
    }

    /// How many there are, shown or not.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Those that are shown: at most [`ERRORS_MAX`], at most [`ALIKE_MAX`] of one and the same.
    pub fn shown(&self) -> &[LineError] {
        &self.wrong.shown
    }

    /// Whether something is wrong in a file.
    pub(super) fn has_any_in(&self, file: &str) -> bool {
        self.files.contains(file)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// In order of file and line.
    pub(super) fn sort(&mut self) {
        self.wrong.sort();
        self.warnings.sort();
    }

    /// What is to be looked at, where nothing is wrong.
    pub(super) fn into_warnings(self) -> Warnings {
        Warnings(*self.warnings)
    }
}

impl fmt::Display for ImportErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.wrong.shown {
            writeln!(f, "{error}")?;
        }
        for line in self.wrong.counted() {
            writeln!(f, "{line}")?;
        }
        write!(
            f,
            "nothing was imported: correct the lines above and run it again"
        )
    }
}
