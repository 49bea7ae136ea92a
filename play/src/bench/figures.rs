//! Figures with the bar that each must meet, as a table for people and as one line of JSON for
//! programs. Knows nothing of how they were measured.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// What a figure must meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bar {
    /// It must not be above.
    AtMost(f64),
    /// It must not be below.
    AtLeast(f64),
}

impl Bar {
    fn is_met_by(self, value: f64) -> bool {
        match self {
            Self::AtMost(limit) => value <= limit,
            Self::AtLeast(limit) => value >= limit,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtMost(limit) => format!("≤ {}", number(limit)),
            Self::AtLeast(limit) => format!("≥ {}", number(limit)),
        }
    }
}

/// A measured number; its name ends with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// In snake case.
    pub name: &'static str,
    /// The number.
    pub value: f64,
    /// What it must meet, if anything.
    pub bar: Option<Bar>,
}

/// All figures of a run.
#[derive(Debug, Clone, Default)]
pub struct Report {
    figures: Vec<Figure>,
    notes: Vec<String>,
}

impl Report {
    /// Adds a figure without a bar.
    pub fn add(&mut self, name: &'static str, value: f64) {
        let bar = None;
        self.figures.push(Figure { name, value, bar });
    }

    /// Adds a figure with a bar.
    pub fn add_with_bar(&mut self, name: &'static str, value: f64, bar: Bar) {
        let bar = Some(bar);
        self.figures.push(Figure { name, value, bar });
    }

    /// Says something beside the figures: what was not measured, and why.
    pub fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// A figure that was measured before in this run.
    pub fn get(&self, name: &str) -> Option<f64> {
        let found = self.figures.iter().find(|figure| figure.name == name);
        found.map(|figure| figure.value)
    }

    /// The names of the figures that miss their bar.
    pub fn missed(&self) -> Vec<&'static str> {
        let misses = |figure: &&Figure| figure.bar.is_some_and(|bar| !bar.is_met_by(figure.value));
        let missed = self.figures.iter().filter(misses);
        missed.map(|figure| figure.name).collect()
    }

    /// For people.
    pub fn table(&self) -> String {
        let name_width = self.figures.iter().map(|it| it.name.len()).max();
        let name_width = name_width.unwrap_or(0);
        let mut table = String::new();
        for figure in &self.figures {
            let value = number(figure.value);
            let verdict = match figure.bar {
                None => String::new(),
                Some(bar) if bar.is_met_by(figure.value) => format!("  {}", bar.text()),
                Some(bar) => format!("  {}  MISSED", bar.text()),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{:name_width$}  {value:>12}{verdict}", figure.name);
        }
        for note in &self.notes {
            let _ = writeln!(table, "{note}");
        }
        table
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let figures: Map<String, Value> = self
            .figures
            .iter()
            .map(|figure| (figure.name.to_owned(), rounded(figure.value)))
            .collect();
        let bars: Map<String, Value> = self
            .figures
            .iter()
            .filter_map(|figure| {
                let bar = match figure.bar? {
                    Bar::AtMost(limit) => json!({ "at_most": rounded(limit) }),
                    Bar::AtLeast(limit) => json!({ "at_least": rounded(limit) }),
                };
                Some((figure.name.to_owned(), bar))
            })
            .collect();
        json!({ "figures": figures, "bars": bars, "missed": self.missed(), "notes": self.notes })
    }
}

/// Counts as they are, the rest to four digits that mean something.
fn number(value: f64) -> String {
    let decimals = if value.fract() == 0.0 || value.abs() >= 1_000.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else if value.abs() >= 0.1 {
        2
    } else {
        4
    };
    format!("{value:.decimals$}")
}

fn rounded(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        json!(value as i64)
    } else {
        json!((value * 10_000.0).round() / 10_000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let mut report = Report::default();
        report.add_with_bar("reconnect_requests", 1.0, Bar::AtMost(1.0));
        report.add_with_bar("push_cpu_times_less", 9.5, Bar::AtLeast(10.0));
        report.add("open_milliseconds", 3.217_61);
        report
    }

    #[test]
    fn a_figure_on_its_bar_meets_it_and_one_beyond_is_named() {
        assert_eq!(report().missed(), ["push_cpu_times_less"]);
    }

    #[test]
    fn the_table_shows_each_bar_beside_its_figure() {
        let table = report().table();
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].ends_with("1  ≤ 1"), "{table}");
        assert!(lines[1].ends_with("9.50  ≥ 10  MISSED"), "{table}");
        assert!(lines[2].ends_with("3.22"), "{table}");
    }

    #[test]
    fn the_json_holds_figures_bars_and_what_was_missed() {
        let expected = json!({
            "figures": {
                "reconnect_requests": 1,
                "push_cpu_times_less": 9.5,
                "open_milliseconds": 3.2176,
            },
            "bars": {
                "reconnect_requests": { "at_most": 1 },
                "push_cpu_times_less": { "at_least": 10 },
            },
            "missed": ["push_cpu_times_less"],
            "notes": [],
        });
        assert_eq!(report().json(), expected);
    }
}
