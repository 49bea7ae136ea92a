//! What shows the product and is no part of it: a whole day at a fictional location on real parts, and the
//! benchmarks with the design's bars. Uses the server and the phone's store as others do.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod bench;
pub mod cli;
pub mod demo;
