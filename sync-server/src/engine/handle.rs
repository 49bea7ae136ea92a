//! The asynchronous door of an organisation: requests wait in one bounded queue for the one writer
//! thread, which takes all that wait into one transaction; answers are read elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Instant;

use samenspel_core::protocol::{RequestError, SyncResponse, compress, encode};
use tokio::sync::{mpsc, oneshot};

use super::Organisation;
use super::admit::{Admitted, Authentic};
use super::apply::Applied;

/// How the queue is bounded.
#[derive(Debug, Clone, Copy)]
pub struct HandleOptions {
    /// Requests that may wait; beyond, a request is told to come back.
    pub queue_max: usize,
    /// Requests in one transaction.
    pub batch_requests_max: usize,
    /// Entries in one transaction, about.
    pub batch_entries_max: usize,
}

impl Default for HandleOptions {
    fn default() -> Self {
        Self {
            queue_max: 1_024,
            batch_requests_max: 256,
            batch_entries_max: 10_000,
        }
    }
}

const RETRY_AFTER_MS: u64 = 2_000;
const UNAVAILABLE: RequestError = RequestError::Unavailable {
    retry_after_ms: RETRY_AFTER_MS,
};

struct Job {
    request: Admitted,
    done: oneshot::Sender<Result<Applied, RequestError>>,
}

/// An organisation that is being served. Cheap to share behind an `Arc`.
pub struct OrganisationHandle {
    organisation: Arc<Organisation>,
    queue: std::sync::Mutex<Option<mpsc::Sender<Job>>>,
    writer: std::sync::Mutex<Option<JoinHandle<()>>>,
    stopping: AtomicBool,
}

impl OrganisationHandle {
    /// Starts the writer thread.
    pub fn start(organisation: Arc<Organisation>, options: HandleOptions) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(options.queue_max.max(1));
        let writer = {
            let organisation = Arc::clone(&organisation);
            std::thread::Builder::new()
                .name("samenspel-writer".into())
                .spawn(move || write_all(&organisation, jobs, options))?
        };
        Ok(Self {
            organisation,
            queue: std::sync::Mutex::new(Some(queue)),
            writer: std::sync::Mutex::new(Some(writer)),
            stopping: AtomicBool::new(false),
        })
    }

    /// The organisation itself, for everything that is not a sync: enrolment, directory, merging.
    pub fn organisation(&self) -> &Arc<Organisation> {
        &self.organisation
    }

    /// Serves one request: the answer as it goes over the wire. Once it is accepted into the queue
    /// it is carried out even if the caller goes away.
    pub async fn submit(
        &self,
        request: Authentic<impl AsRef<[u8]> + Send + 'static>,
    ) -> Result<Vec<u8>, RequestError> {
        let organisation = Arc::clone(&self.organisation);
        let admitted = off_the_reactor(move || organisation.admit(&request)).await?;
        let applied = self.apply(admitted).await?;
        let organisation = Arc::clone(&self.organisation);
        off_the_reactor(move || {
            let response: SyncResponse = organisation.answer(&applied)?;
            Ok(compress(&encode(&response)))
        })
        .await
    }

    async fn apply(&self, request: Admitted) -> Result<Applied, RequestError> {
        let queue = super::lock(&self.queue).clone().ok_or(UNAVAILABLE)?;
        let (done, result) = oneshot::channel();
        // A full queue is said at once: waiting would only lengthen it.
        queue
            .try_send(Job { request, done })
            .map_err(|_| UNAVAILABLE)?;
        drop(queue);
        result.await.unwrap_or(Err(UNAVAILABLE))
    }

    /// Accepts nothing new, finishes what was accepted, and ends the writer thread.
    pub async fn stop(&self) {
        if self.stopping.swap(true, Ordering::SeqCst) {
            return;
        }
        super::lock(&self.queue).take();
        let writer = super::lock(&self.writer).take();
        if let Some(writer) = writer {
            let joined = tokio::task::spawn_blocking(move || writer.join()).await;
            if !matches!(joined, Ok(Ok(()))) {
                tracing::error!("the writer thread ended badly");
            }
        }
    }
}

async fn off_the_reactor<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, RequestError> + Send + 'static,
) -> Result<T, RequestError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(UNAVAILABLE))
}

/// The writer thread: takes what waits, applies it at once, tells everyone.
fn write_all(organisation: &Organisation, mut jobs: mpsc::Receiver<Job>, options: HandleOptions) {
    while let Some(first) = jobs.blocking_recv() {
        let mut entries = first.request.entries();
        let mut batch = vec![first];
        while batch.len() < options.batch_requests_max && entries < options.batch_entries_max {
            let Ok(job) = jobs.try_recv() else { break };
            entries += job.request.entries();
            batch.push(job);
        }
        let started = Instant::now();
        let (requests, waiting): (Vec<_>, Vec<_>) =
            batch.into_iter().map(|job| (job.request, job.done)).unzip();
        let results = organisation.apply(requests);
        metrics::histogram!("samenspel_commit_seconds").record(started.elapsed().as_secs_f64());
        for (done, result) in waiting.into_iter().zip(results) {
            // Whoever asked may be gone; what was asked is done all the same.
            let _ = done.send(result);
        }
    }
}
