//! Work that waits for the network, and can be cancelled from any thread. Any number may wait for its
//! outcome; who stops waiting cancels nothing. Knows not what the work is.

use std::future::Future;
use std::sync::Arc;

use samenspel_client::Cancellation;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use crate::error::DeviceCode;
use crate::runtime::runtime;
use crate::{SamenspelError, SyncReportView};

/// What a task comes to, once it has.
struct Outcome<T>(watch::Receiver<Option<T>>);

impl<T: Clone + Send + Sync + 'static> Outcome<T> {
    fn of(
        work: impl Future<Output = T> + Send + 'static,
    ) -> Result<(Self, AbortHandle), SamenspelError> {
        let (told, outcome) = watch::channel(None);
        let running = runtime()?.spawn(async move {
            // Nobody may be waiting any more; the work was done all the same.
            let _ = told.send(Some(work.await));
        });
        Ok((Self(outcome), running.abort_handle()))
    }

    async fn wait(&self) -> Result<T, SamenspelError> {
        let mut outcome = self.0.clone();
        let told = outcome.wait_for(Option::is_some).await;
        let told = told.ok().and_then(|outcome| outcome.clone());
        told.ok_or_else(|| SamenspelError::unreachable(DeviceCode::Cancelled))
    }
}

/// A sync under way.
#[derive(uniffi::Object)]
pub struct SyncTask {
    cancellation: Cancellation,
    outcome: Outcome<SyncReportView>,
}

impl SyncTask {
    pub(crate) fn start(
        cancellation: Cancellation,
        work: impl Future<Output = SyncReportView> + Send + 'static,
    ) -> Result<Arc<Self>, SamenspelError> {
        let (outcome, _) = Outcome::of(work)?;
        Ok(Arc::new(Self {
            cancellation,
            outcome,
        }))
    }
}

#[uniffi::export]
impl SyncTask {
    /// Waits for the end, cancelled or not, and says what it came to.
    pub async fn wait(&self) -> Result<SyncReportView, SamenspelError> {
        self.outcome.wait().await
    }

    /// Ends it soon. What was under way is as it was before, and the next sync takes it up.
    pub fn cancel(&self) {
        self.cancellation.cancel();
    }
}

/// An enrolment under way.
#[derive(uniffi::Object)]
pub struct EnrolTask {
    abort: AbortHandle,
    outcome: Outcome<Result<(), SamenspelError>>,
}

impl EnrolTask {
    pub(crate) fn start(
        work: impl Future<Output = Result<(), SamenspelError>> + Send + 'static,
    ) -> Result<Arc<Self>, SamenspelError> {
        let (outcome, abort) = Outcome::of(work)?;
        Ok(Arc::new(Self { abort, outcome }))
    }
}

#[uniffi::export]
impl EnrolTask {
    /// Waits for the end; `unreachable: cancelled` if it was cancelled before.
    pub async fn wait(&self) -> Result<(), SamenspelError> {
        self.outcome.wait().await?
    }

    /// Ends it. Trying again with the same invitation picks up where it was.
    pub fn cancel(&self) {
        self.abort.abort();
    }
}
