//! The sync server: one ordered log per organisation, sealed, behind one storage trait; the engine
//! that judges and answers requests; and the HTTP service and command line around it.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod addresses;
pub mod audit;
pub mod cli;
pub mod config;
pub mod data_folder;
pub mod doctor;
pub mod engine;
pub mod gate;
pub mod http;
pub mod import;
pub mod invitation;
pub mod keystore;
pub mod open_files;
pub mod seal;
pub mod serve;
pub mod storage;
pub mod system;
pub mod telemetry;
pub mod trial;
