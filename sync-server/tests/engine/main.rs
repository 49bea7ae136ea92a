//! The engine through its public doors, on real files: what is acknowledged, refused, held, answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod approvals;
mod enrolling;
mod expiring;
mod merging;
mod people;
mod pulling;
mod pushing;
mod restoring;
mod serving;
mod texts;
mod world;
