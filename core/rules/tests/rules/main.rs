//! Rights, names, corrections and the forms of notes. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod collecting;
mod corrections;
mod directory_view;
mod naming;
mod nursery;
mod policy_over_time;
mod policy_properties;
mod rights_table;
mod schema;
mod talk_report_reuse;
