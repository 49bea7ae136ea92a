//! What the tests of several crates, and what plays with the product, share: one randomness, one clock, documents honest and forged. Stands on
//! the public doors of the core's crates; knows no store and no server.

pub mod clock;
pub mod pulled;
pub mod random;
pub mod texts;
