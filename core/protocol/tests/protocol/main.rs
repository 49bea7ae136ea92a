//! Messages as bytes, and the sync machine in any order. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sync_machine;
mod vectors;
mod vectors_support;
