//! What is said, in six languages. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod guide;
mod is_complete;
mod languages;
mod read_over;
mod reader;
mod sentences;
