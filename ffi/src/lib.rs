//! The core for the native apps, as UniFFI records, objects and errors. Makes no decisions: it
//! turns words of one side into those of the other. Knows nothing of storage and of HTTP.
//!
//! An app opens a [`Profile`] through [`Accounts`], writes with [`Profile::execute`], asks with the
//! queries, and looks again when [`Profile::observe`] says that something changed. Whatever touches the
//! disk or the network is asynchronous, so that a main thread never waits for either; what is not, is
//! arithmetic. What can take long gives a task that can be cancelled, since a cancelled coroutine or task
//! on the other side cancels nothing here by itself.

mod accounts;
mod android;
mod clock;
mod convert;
mod error;
mod frames;
mod log;
mod observing;
mod phrasebook;
mod profile;
mod runtime;
mod screens;
mod session;
mod task;
mod version;
mod views;

pub use accounts::Accounts;
pub use clock::{PlatformClock, PlatformError, PlatformReading};
pub use error::{DEVICE_CODES, SamenspelError};
pub use frames::{FrameReceiver, FrameSender};
pub use log::{LogLevel, LogLine, LogSink, set_log_sink};
pub use observing::{ChangeObserver, Subscription};
pub use phrasebook::{SentenceOf, languages, sentence};
pub use profile::Profile;
pub use screens::*;
pub use session::SyncSession;
pub use task::{EnrolTask, SyncTask};
pub use version::{API_VERSION, ApiVersion, api_version};
pub use views::*;

uniffi::setup_scaffolding!();
