//! The engine through its public doors, on real files: what is acknowledged, refused, held, answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audited;
mod circles;
mod enrolling;
mod heads;
mod held;
mod hostile;
mod inviting;
mod judged;
mod listening;
mod looking_again;
mod mentoring;
mod merging;
mod opening;
mod people;
mod periods;
mod prepared;
mod pulling;
mod pushing;
mod reaching;
mod releasing;
mod restoring;
mod revoking;
mod serving;
mod settled;
mod somebody_else;
mod taken_back;
mod taking_back;
mod texts;
mod world;
