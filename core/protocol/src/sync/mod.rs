//! When a device talks to the server: a state machine without input or output of its own.
//!
//! Events go in, actions come out; the shell around it (`device::client`) owns the socket, the
//! timer and the store. It knows nothing of what is synced: only whether there is something to do,
//! how the last request ended, and how long to wait.

mod backoff;
mod failure;
mod machine;

pub use backoff::Backoff;
pub use failure::{Failure, StopReason};
pub use machine::{Action, Due, Event, Machine, PAGES_IN_A_ROW_MAX, RequestId, State, WaitsFor};
