//! What a run came to, for people and for programs.

use std::fmt;
use std::time::Duration;

use super::Options;
use super::ledger::Ledger;
use super::proof::Counts;

/// The figures, read from the stores at the end.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Report {
    /// How often the server was killed.
    pub server_kills: u32,
    /// How often a phone was killed.
    pub device_kills: u32,
    /// Decides the moments of the kills.
    pub seed: u64,
    /// Notes that phones said they had committed.
    pub notes_committed: usize,
    /// Notes that phones showed as sent at some moment.
    pub notes_shown_sent: usize,
    /// Notes on the server at the end.
    pub notes_stored: usize,
    /// Committed notes that a new phone was not given: must be 0.
    pub notes_missing: usize,
    /// Of those, notes that had been shown as sent: must be 0.
    pub notes_sent_but_missing: usize,
    /// Notes stored twice, or never committed by anybody: must be 0.
    pub notes_doubled: usize,
    /// Documents that differ between phones: must be 0.
    pub documents_differing: usize,
    /// How long all of it took.
    pub seconds: f64,
    /// What should not have been, in words: must be empty.
    pub failures: Vec<String>,
}

impl Report {
    pub(super) fn new(
        options: &Options,
        ledger: &Ledger,
        counts: &Counts,
        elapsed: Duration,
    ) -> Self {
        Self {
            server_kills: ledger.server_kills,
            device_kills: ledger.device_kills,
            seed: options.seed,
            notes_committed: ledger.committed.len(),
            notes_shown_sent: ledger.shown_sent.len(),
            notes_stored: counts.stored,
            notes_missing: counts.missing,
            notes_sent_but_missing: counts.sent_but_missing,
            notes_doubled: counts.doubled,
            documents_differing: counts.differing,
            seconds: (elapsed.as_secs_f64() * 10.0).round() / 10.0,
            failures: ledger.failures.clone(),
        }
    }

    /// Whether nothing was lost, doubled or different.
    pub fn is_good(&self) -> bool {
        let bad = self.notes_missing
            + self.notes_sent_but_missing
            + self.notes_doubled
            + self.documents_differing;
        bad == 0 && self.failures.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines = [
            ("server killed", self.server_kills as usize),
            ("phones killed", self.device_kills as usize),
            ("notes committed", self.notes_committed),
            ("notes shown as sent", self.notes_shown_sent),
            ("notes stored", self.notes_stored),
            ("notes missing (must be 0)", self.notes_missing),
            (
                "notes sent but missing (must be 0)",
                self.notes_sent_but_missing,
            ),
            ("notes doubled (must be 0)", self.notes_doubled),
            ("documents differing (must be 0)", self.documents_differing),
        ];
        for (what, count) in lines {
            writeln!(f, "{what:<36}{count:>8}")?;
        }
        writeln!(f, "{:<36}{:>8.1}", "seconds", self.seconds)?;
        for failure in &self.failures {
            writeln!(f, "FAILED: {failure}")?;
        }
        Ok(())
    }
}
