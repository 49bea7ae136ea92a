//! Why settings cannot be used, in words for whoever wrote them.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::file::FILE_BYTES_MAX;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the settings file {} cannot be read ({source}): check its name and rights", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is too long to be one.
    #[error("the settings file {} is longer than {FILE_BYTES_MAX} bytes: is it the right file?", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// The file is not TOML, or holds an unknown key or a wrong value.
    #[error("the settings file {} is wrong: {}{problem}", path.display(), line.map_or(String::new(), |it| format!("line {it}: ")))]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The line, if it is known for certain.
        line: Option<usize>,
        /// What, and what is right.
        problem: String,
    },
    /// A value is outside its range.
    #[error("{name} must be {expected}")]
    Value {
        /// Which setting.
        name: &'static str,
        /// What it may be.
        expected: &'static str,
    },
    /// Two addresses are the same.
    #[error(
        "listen and metrics_listen are both {0}: give one of them another port, or set metrics_listen to \"off\""
    )]
    SameAddress(SocketAddr),
    /// The log filter would not do what it says.
    #[error(
        "log must be error, warn, info, debug or trace, or a filter such as info,sync_server=debug: {0}"
    )]
    LogFilter(String),
}
