//! The shared core of Samenspel: what a partnership note is, who may read and write it, how it
//! becomes an Automerge change, how it travels, and (feature `device`) how a phone keeps it.
//!
//! Everything outside `device` is a pure function of its arguments: no clock, no randomness, no
//! file and no socket. One exception: `write_ahead` holds a database file open, for both sides. The server
//! and the phone run the same code; that is what makes them agree.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod calendar;
#[cfg(feature = "device")]
pub mod device;
pub mod directory;
pub mod document;
pub mod entry;
pub mod hex;
mod hidden;
pub mod ids;
pub mod limits;
pub mod names;
pub mod partnership;
pub mod phrasebook;
pub mod policy;
pub mod protocol;
#[cfg(feature = "device")]
pub mod relay;
pub mod schema;
pub mod sync;
pub mod time;
pub mod write_ahead;
