//! What both sides call things: ids, times, the local calendar, bounds, series of documents, entries as they
//! are signed, the form of bytes on the wire, and what is said of an entry. Pure: no clock, no randomness, no
//! file and no socket. Knows nothing of people's rights, of Automerge or of messages.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod calendar;
#[cfg(feature = "sqlite")]
pub mod columns;
pub mod entry;
pub mod hex;
mod hidden;
pub mod ids;
pub mod limits;
pub mod series;
pub mod time;
pub mod verdict;
pub mod wire;
