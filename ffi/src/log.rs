//! What the core did, for the app's own log: codes and counts. Nothing about a person or a child can be
//! in it, since nothing else than these is ever given to it.

use std::sync::{Arc, PoisonError, RwLock};

use crate::PlatformError;

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// What happened.
    Info,
    /// What did not work, and will be tried again.
    Warning,
    /// What did not work, and needs somebody.
    Error,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogLine {
    /// How much it matters.
    pub level: LogLevel,
    /// What happened: `opened`, `synced`, `sync_failed`, `enrolled`, `closed`.
    pub event: String,
    /// How it ended, where that is not said by the event: a code of [`crate::SamenspelError`] or a state.
    pub code: Option<String>,
    /// How much: requests, answers.
    pub count: Option<u64>,
    /// How long it took.
    pub duration_ms: Option<u64>,
}

/// Takes lines in. Called from the core's own threads; what it throws is ignored.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// A line.
    fn write(&self, line: LogLine) -> Result<(), PlatformError>;
}

static SINK: RwLock<Option<Arc<dyn LogSink>>> = RwLock::new(None);

/// From now on lines go to `sink`; nowhere without one. One for the whole process.
#[uniffi::export]
pub fn set_log_sink(sink: Option<Arc<dyn LogSink>>) {
    let replaced = {
        let mut kept = SINK.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *kept, sink)
    };
    // Outside the lock: letting go of it runs the platform's code.
    drop(replaced);
}

/// Writes a line, built only if somebody listens.
pub(crate) fn log(line: impl FnOnce() -> LogLine) {
    let sink = SINK.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(sink) = sink {
        // A log that fails must not fail what it tells of.
        let _ = sink.write(line());
    }
}

/// A line of an event alone.
pub(crate) fn event(event: &str) {
    log(|| LogLine {
        level: LogLevel::Info,
        event: event.into(),
        code: None,
        count: None,
        duration_ms: None,
    });
}

/// A line of something that failed.
pub(crate) fn failure(event: &str, error: &crate::SamenspelError) {
    log(|| LogLine {
        level: match error {
            crate::SamenspelError::Unreachable { .. } => LogLevel::Warning,
            _ => LogLevel::Error,
        },
        event: event.into(),
        code: Some(error.code().into()),
        count: None,
        duration_ms: None,
    });
}
