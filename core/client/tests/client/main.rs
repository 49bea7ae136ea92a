//! The client against a server on loopback. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod against_a_server;
