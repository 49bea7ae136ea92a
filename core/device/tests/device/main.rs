//! The store through its public calls, on real files. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod accounts;
mod child;
mod circles;
mod days;
mod debug_without_content;
mod drafts;
mod due;
mod file;
mod first_open;
mod floor;
mod handbook;
mod held;
mod limits;
mod parents;
mod reading;
mod shared;
mod stale_log;
mod support;
mod sync;
mod texts;
mod texts_returned;
