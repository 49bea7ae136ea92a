//! How entries become Automerge documents: through the same doors that phone and server use.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod convergence;
mod encoding;
mod every_kind;
mod snapshots;
mod support;
mod vectors;
