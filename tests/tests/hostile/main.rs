//! Hostile clients: attacks at the level of the protocol, against the real service on loopback, by
//! devices that are lawfully enrolled and modified, and by strangers. Each is answered with its exact
//! code, and no honest device pulls anything else than before. `docs/hostile-clients.md` lists them.

// Test code: a failed unwrap is a failed test with a line number.
#![allow(clippy::unwrap_used, clippy::panic)]

mod circles;
mod commands;
mod enrolment;
mod floor;
mod grants;
mod identity;
mod parents;
mod reading;
mod siege;
