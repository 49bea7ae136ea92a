//! Helpers of the tests of docs/protocol.md.

pub mod declared;
