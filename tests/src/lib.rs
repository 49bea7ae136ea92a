//! What the tests that cross crates share: a fictional location, seeded randomness, a driven clock
//! and the simulated world. Everything here stands on the public doors of `core` and `sync-server`.

pub mod clock;
pub mod crash;
pub mod location;
pub mod random;
pub mod sim;
pub mod support;
