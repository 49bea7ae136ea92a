//! The gate that this program opens every organisation with: trials of text changes in child
//! processes of itself, never in the process that holds the log.

use std::io;
use std::sync::Arc;

use crate::engine::TextGate;
use crate::trial::{TrialPool, TrialSettings};

/// The gate whose workers are this very program. Starts none before a change is tried.
pub fn sandboxed() -> io::Result<Arc<TextGate>> {
    TrialSettings::this_program().map(sandboxed_by)
}

/// The same with other workers.
pub fn sandboxed_by(settings: TrialSettings) -> Arc<TextGate> {
    Arc::new(TextGate::new(TrialPool::new(settings)))
}
