//! The threads that calls from the apps run on: one small runtime for the whole process. Knows nothing
//! of what runs there.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

use crate::SamenspelError;
use crate::error::DeviceCode;

/// Calls that may wait for the disk at once; the store lets one write at a time anyway.
const BLOCKING_THREADS_MAX: usize = 8;

static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// The runtime; made at the first call, never ended: the operating system ends the process.
pub(crate) fn runtime() -> Result<&'static Runtime, SamenspelError> {
    let made = RUNTIME.get_or_init(|| {
        // One for timers and sockets; waiting for the disk has threads of its own.
        Builder::new_multi_thread()
            .worker_threads(1)
            .max_blocking_threads(BLOCKING_THREADS_MAX)
            .thread_name("samenspel")
            .enable_all()
            .build()
            .ok()
    });
    made.as_ref()
        .ok_or_else(|| SamenspelError::store(DeviceCode::NoThreads))
}

/// Runs `work` where waiting for the disk holds up nobody. It runs to its end even if the caller goes
/// away.
pub(crate) async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SamenspelError> + Send + 'static,
) -> Result<T, SamenspelError> {
    let running = runtime()?.spawn_blocking(work);
    running
        .await
        .map_err(|_| SamenspelError::unreachable(DeviceCode::Stopping))?
}
