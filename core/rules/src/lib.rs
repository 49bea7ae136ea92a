//! What holds between people and notes: the directory, what each kind of note is, who may read and write it,
//! and what notes mean together. One decision for the phone and the server. Pure: no clock, no randomness, no
//! file and no socket. Knows nothing of Automerge, of messages or of storage.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod directory;
pub mod partnership;
pub mod policy;
pub mod schema;
