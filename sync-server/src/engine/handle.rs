//! The asynchronous door of an organisation: requests wait in one bounded queue, fair between devices,
//! for the one writer thread, which takes many into one transaction. Large requests are checked and
//! texts judged before that, few at a time, and answers are read after it, elsewhere.

use std::num::NonZeroUsize;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use samenspel_model::verdict::RequestError;
use samenspel_model::wire::{compress, encode};
use samenspel_protocol::SyncResponse;
use tokio::sync::oneshot;

use super::Organisation;
use super::admit::{Admitted, Authentic, Small};
use super::apply::Applied;
use super::lane::{JUDGING_MAX, Lane};
use super::queue::{Bounds, Item, Queue, QueueLoad};

/// How the queue is bounded.
#[derive(Debug, Clone, Copy)]
pub struct HandleOptions {
    /// Requests that may wait; beyond, a request is told to come back.
    pub queue_max: usize,
    /// Requests of one device that may wait.
    pub queue_per_device_max: usize,
    /// Requests in one transaction.
    pub batch_requests_max: usize,
    /// Entries in one transaction, about: who comes during it waits for it.
    pub batch_entries_max: usize,
    /// Large requests that are checked and requests whose texts are judged at once; each keeps about
    /// one core busy.
    pub dear_at_once: usize,
    /// Requests that may wait to have texts judged; beyond, they are written without their texts.
    pub judging_queue_max: usize,
    /// How long a request may take if its sender says nothing else.
    pub request_timeout: Duration,
}

impl Default for HandleOptions {
    fn default() -> Self {
        Self {
            queue_max: 1_024,
            queue_per_device_max: 8,
            batch_requests_max: 256,
            batch_entries_max: 1_000,
            // Half of the machine is everybody else's.
            dear_at_once: std::thread::available_parallelism()
                .map_or(1, NonZeroUsize::get)
                .div_ceil(2),
            judging_queue_max: 64,
            request_timeout: Duration::from_secs(30),
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

type Jobs = Queue<Job>;

/// An organisation that is being served. Cheap to share behind an `Arc`.
pub struct OrganisationHandle {
    organisation: Arc<Organisation>,
    queue: Arc<Jobs>,
    lane: Arc<Lane>,
    request_timeout: Duration,
    writer: std::sync::Mutex<Option<JoinHandle<()>>>,
    stopping: AtomicBool,
}

impl OrganisationHandle {
    /// Starts the writer thread.
    pub fn start(organisation: Arc<Organisation>, options: HandleOptions) -> std::io::Result<Self> {
        let queue = Arc::new(Queue::new(Bounds {
            waiting_max: options.queue_max.max(1),
            waiting_per_device_max: options.queue_per_device_max,
            batch_max: options.batch_requests_max.max(1),
            batch_weight_max: options.batch_entries_max.max(1),
        }));
        let writer = {
            let organisation = Arc::clone(&organisation);
            let queue = Arc::clone(&queue);
            std::thread::Builder::new()
                .name("samenspel-writer".into())
                .spawn(move || write_all(&organisation, &queue))?
        };
        Ok(Self {
            organisation,
            queue,
            lane: Arc::new(Lane::new(options.dear_at_once, options.judging_queue_max)),
            request_timeout: options.request_timeout,
            writer: std::sync::Mutex::new(Some(writer)),
            stopping: AtomicBool::new(false),
        })
    }

    /// The organisation itself, for everything that is not a sync: enrolment, directory, merging.
    pub fn organisation(&self) -> &Arc<Organisation> {
        &self.organisation
    }

    /// How much waits for the writer.
    pub fn load(&self) -> QueueLoad {
        self.queue.load(Instant::now())
    }

    /// Serves one request: the answer as it goes over the wire.
    pub async fn submit(
        &self,
        request: Authentic<impl AsRef<[u8]> + Send + 'static>,
    ) -> Result<Vec<u8>, RequestError> {
        let deadline = Instant::now() + self.request_timeout;
        self.submit_until(request, deadline).await
    }

    /// The same by a deadline: what has not come to its turn by then is not carried out, and its
    /// sender is told to come again. What has is carried out whole, even if the caller goes away.
    pub async fn submit_until(
        &self,
        request: Authentic<impl AsRef<[u8]> + Send + 'static>,
        deadline: Instant,
    ) -> Result<Vec<u8>, RequestError> {
        let admitted = self.admit(request, deadline).await?;
        let admitted = self.judge(admitted, deadline).await?;
        let applied = self.apply(admitted, deadline).await?;
        let organisation = Arc::clone(&self.organisation);
        off_the_reactor(move || {
            let response: SyncResponse = organisation.answer(&applied)?;
            Ok(compress(&encode(&response)))
        })
        .await
    }

    /// A large request waits for its turn among those of other devices.
    async fn admit(
        &self,
        request: Authentic<impl AsRef<[u8]> + Send + 'static>,
        deadline: Instant,
    ) -> Result<Admitted, RequestError> {
        let organisation = Arc::clone(&self.organisation);
        let request = match off_the_reactor(move || organisation.admit_small(request)).await? {
            Small::Admitted(admitted) => return Ok(admitted),
            Small::Not(request) => request,
        };
        let place = self.lane.place_for_large(request.device(), deadline).await;
        let place = place.ok_or(UNAVAILABLE)?;
        let organisation = Arc::clone(&self.organisation);
        off_the_reactor(move || {
            let _place = place;
            organisation.admit_unjudged(&request)
        })
        .await
    }

    /// Has a request's texts judged if there is time and a place; otherwise they come again.
    async fn judge(
        &self,
        mut admitted: Admitted,
        deadline: Instant,
    ) -> Result<Admitted, RequestError> {
        if !admitted.has_texts() {
            return Ok(admitted);
        }
        let Some(place) = self.lane.place_for_texts(admitted.device).await else {
            return Ok(admitted);
        };
        let organisation = Arc::clone(&self.organisation);
        let until = deadline.min(Instant::now() + JUDGING_MAX);
        off_the_reactor(move || {
            let _place = place;
            organisation
                .judge_texts(&mut admitted, Some(until))
                .map_err(|error| error.into_request_error("judged texts"))?;
            Ok(admitted)
        })
        .await
    }

    async fn apply(&self, request: Admitted, deadline: Instant) -> Result<Applied, RequestError> {
        let (done, result) = oneshot::channel();
        let item = Item {
            device: request.device,
            weight: request.weight(),
            deadline,
            work: Job { request, done },
        };
        // A full queue is said at once: waiting would only lengthen it.
        if !self.queue.push(Instant::now(), item) {
            return Err(UNAVAILABLE);
        }
        result.await.unwrap_or(Err(UNAVAILABLE))
    }

    /// Accepts nothing new, finishes what was accepted, and ends the writer thread.
    pub async fn stop(&self) {
        if self.stopping.swap(true, Ordering::SeqCst) {
            return;
        }
        self.queue.close();
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
fn write_all(organisation: &Organisation, queue: &Jobs) {
    while let Some(taken) = queue.take() {
        for job in taken.expired {
            // Whoever asked may be gone.
            let _ = job.done.send(Err(UNAVAILABLE));
        }
        if taken.batch.is_empty() {
            continue;
        }
        let started = Instant::now();
        let jobs = taken.batch.into_iter();
        let (requests, waiting): (Vec<_>, Vec<_>) = jobs.map(|job| (job.request, job.done)).unzip();
        // Its transaction was rolled back: those who wait hear so by their dropped senders, and whoever comes
        // next is served. A thread that ended would leave all of them without an answer.
        let applied = panic::catch_unwind(AssertUnwindSafe(|| organisation.apply(requests)));
        let Ok(results) = applied else {
            tracing::error!("applying a batch ended badly; nothing of it was stored");
            continue;
        };
        metrics::histogram!("samenspel_commit_seconds").record(started.elapsed().as_secs_f64());
        for (done, result) in waiting.into_iter().zip(results) {
            // Whoever asked may be gone; what was asked is done all the same.
            let _ = done.send(result);
        }
    }
}
