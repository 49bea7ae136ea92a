//! The core for the native apps, as UniFFI records, objects and errors. Makes no decisions: it
//! turns words of one side into those of the other. Knows nothing of storage and of HTTP.
//!
//! Calls that read or write the store are quick and synchronous; those that need the network give a
//! [`SyncTask`] to wait for and to cancel, since a cancelled coroutine or task on the other side
//! cancels nothing here by itself.

mod clock;
mod convert;
mod error;
mod profile;
mod task;
mod views;

pub use clock::{PlatformClock, PlatformError, PlatformReading};
pub use error::SamenspelError;
pub use profile::ProfileStore;
pub use task::{EnrolTask, SyncTask};
pub use views::*;

uniffi::setup_scaffolding!();
