//! What the tests that cross crates share: a fictional location, the simulated world, a
//! driven server. Everything here stands on the public doors of `core` and `sync-server`.

pub mod crash;
pub mod location;
pub mod sim;
pub mod support;
