//! What the phone's store and the server's storage both need of SQLite before it opens a file and beside it.
//! Knows nothing of what is kept in the files.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod initialise;
pub mod write_ahead;

pub use initialise::initialise_sqlite;
