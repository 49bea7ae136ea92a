//! Work that waits for the network, and can be cancelled from any thread. UniFFI cancels nothing
//! by itself.

use std::sync::Arc;

use samenspel_core::device::client::{Cancellation, SyncReport};
use tokio::sync::Mutex;
use tokio::task::JoinHandle;

use crate::{SamenspelError, SyncReportView};

/// A sync under way.
#[derive(uniffi::Object)]
pub struct SyncTask {
    cancellation: Cancellation,
    running: Mutex<Option<JoinHandle<SyncReport>>>,
}

impl SyncTask {
    pub(crate) fn new(cancellation: Cancellation, running: JoinHandle<SyncReport>) -> Arc<Self> {
        Arc::new(Self {
            cancellation,
            running: Mutex::new(Some(running)),
        })
    }
}

#[uniffi::export]
impl SyncTask {
    /// Waits for the end, cancelled or not, and says what it came to. Only the first caller gets
    /// the report.
    pub async fn wait(&self) -> Result<SyncReportView, SamenspelError> {
        let running = self.running.lock().await.take();
        let running = running.ok_or_else(|| SamenspelError::input("waited_already", "task"))?;
        let report = running.await.map_err(|_| stopping())?;
        Ok(report.into())
    }

    /// Ends it soon. What was under way is as it was before, and the next sync takes it up.
    pub fn cancel(&self) {
        self.cancellation.cancel();
    }
}

/// An enrolment under way.
#[derive(uniffi::Object)]
pub struct EnrolTask {
    running: Mutex<Option<JoinHandle<Result<(), SamenspelError>>>>,
    abort: tokio::task::AbortHandle,
}

impl EnrolTask {
    pub(crate) fn new(running: JoinHandle<Result<(), SamenspelError>>) -> Arc<Self> {
        Arc::new(Self {
            abort: running.abort_handle(),
            running: Mutex::new(Some(running)),
        })
    }
}

#[uniffi::export]
impl EnrolTask {
    /// Waits for the end. Only the first caller gets the outcome.
    pub async fn wait(&self) -> Result<(), SamenspelError> {
        let running = self.running.lock().await.take();
        let running = running.ok_or_else(|| SamenspelError::input("waited_already", "task"))?;
        running.await.map_err(|_| stopping())?
    }

    /// Ends it. Trying again with the same invitation picks up where it was.
    pub fn cancel(&self) {
        self.abort.abort();
    }
}

fn stopping() -> SamenspelError {
    SamenspelError::Unreachable {
        code: "stopping".into(),
        args: Vec::new(),
    }
}
