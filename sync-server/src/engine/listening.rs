//! Who waits to hear that something is new: a listener is woken for what its device may read and for
//! its part of the directory, and for nothing else. An index leads from what a commit changed to
//! those concerned; nobody else costs anything. Knows nothing of HTTP.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use samenspel_model::ids::DeviceId;
use samenspel_model::series::{DocumentKind, Period, Series, Subject};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::Digest8;
use samenspel_rules::directory::{Device, Mark, view, view_digest};
use samenspel_rules::policy;
use tokio::sync::{Notify, Semaphore};
use tokio::time::Instant;

use super::change::{Change, Topic, series_topic};
use super::directory::DirectoryState;
use super::error::EngineError;
use super::{Organisation, lock};

/// What a change of the directory means for a listener is found out at most so often.
const REVIEW_PAUSE: Duration = Duration::from_secs(2);
/// Access begins and ends by the clock too. A clock may also be set.
const REVIEWED_EVERY: Duration = Duration::from_secs(10 * 60);
/// Changed documents remembered for a listener; beyond, it is woken without looking.
const CHANGED_MAX: usize = 64;

/// A document in which something was stored.
type Changed = (DocumentKind, Subject, Period);

/// All who listen.
#[derive(Debug)]
pub(super) struct Listeners {
    index: Mutex<Index>,
    /// Reviews follow one another: a change of the directory takes one core's time, not all.
    reviews: Arc<Semaphore>,
}

impl Default for Listeners {
    fn default() -> Self {
        Self {
            index: Mutex::default(),
            reviews: Arc::new(Semaphore::new(1)),
        }
    }
}

#[derive(Debug, Default)]
struct Index {
    last_number: u64,
    waiting: HashMap<u64, Waiting>,
    /// Who depends on what: a mark of the directory or a series.
    concerned: HashMap<Topic, BTreeSet<u64>>,
}

#[derive(Debug)]
struct Waiting {
    device: DeviceId,
    wake: Arc<Notify>,
    part: Part,
    changed: BTreeSet<Changed>,
    directory_changed: bool,
}

/// What of the organisation a device has a part in.
#[derive(Debug, Clone)]
struct Part {
    allowed: BTreeSet<(DocumentKind, Subject)>,
    view: Digest8,
    /// What all that depends on.
    topics: Box<[Topic]>,
    until: UnixMillis,
}

impl Part {
    fn of(state: &DirectoryState, device: &Device, now: UnixMillis) -> Self {
        let ((allowed, view), looked) = state.directory.watched(now, |directory| {
            // Looked for, so that a change of the device itself concerns it.
            directory.device(device.id);
            let allowed = policy::readable(directory, &device.holder, now);
            (allowed, view_digest(&view(directory, device, now)))
        });
        let mut topics: Vec<Topic> = looked.marks().map(Mark::short).collect();
        topics.extend(allowed.iter().copied().map(series_topic));
        topics.sort_unstable();
        topics.dedup();
        Self {
            allowed,
            view,
            topics: topics.into_boxed_slice(),
            until: looked.steady().1,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.view == other.view && self.allowed == other.allowed
    }
}

impl Index {
    fn add(&mut self, device: DeviceId, part: Part) -> (u64, Arc<Notify>) {
        self.last_number += 1;
        let number = self.last_number;
        self.enter(number, &part.topics);
        let wake = Arc::new(Notify::new());
        let waiting = Waiting {
            device,
            wake: Arc::clone(&wake),
            part,
            changed: BTreeSet::new(),
            directory_changed: false,
        };
        self.waiting.insert(number, waiting);
        (number, wake)
    }

    fn enter(&mut self, number: u64, topics: &[Topic]) {
        for topic in topics {
            self.concerned.entry(*topic).or_default().insert(number);
        }
    }

    fn leave(&mut self, number: u64, topics: &[Topic]) {
        for topic in topics {
            if let Some(numbers) = self.concerned.get_mut(topic) {
                numbers.remove(&number);
                if numbers.is_empty() {
                    self.concerned.remove(topic);
                }
            }
        }
    }

    fn remove(&mut self, number: u64) {
        if let Some(waiting) = self.waiting.remove(&number) {
            self.leave(number, &waiting.part.topics);
        }
    }

    /// Puts a listener's new part in place; whether it differs from the one before.
    fn replace(&mut self, number: u64, part: Part) -> bool {
        let Some(waiting) = self.waiting.get_mut(&number) else {
            return false;
        };
        let differs = !waiting.part.is_same(&part);
        let topics = part.topics.clone();
        let before = std::mem::replace(&mut waiting.part, part);
        self.leave(number, &before.topics);
        self.enter(number, &topics);
        differs
    }

    fn each_concerned(&mut self, topic: Topic, mut tell: impl FnMut(&mut Waiting)) {
        for number in self.concerned.get(&topic).into_iter().flatten() {
            if let Some(listener) = self.waiting.get_mut(number) {
                tell(listener);
                listener.wake.notify_one();
            }
        }
    }
}

impl Listeners {
    /// Nobody knows what changed: everybody looks.
    pub(super) fn tell_everybody(&self) {
        for listener in lock(&self.index).waiting.values_mut() {
            listener.directory_changed = true;
            listener.wake.notify_one();
        }
    }

    /// Wakes those concerned by what is durable and can be read by now.
    pub(super) fn tell(&self, change: &Change) {
        let mut index = lock(&self.index);
        if index.waiting.is_empty() {
            return;
        }
        for document in &change.documents {
            let (kind, subject) = document.series;
            index.each_concerned(series_topic(document.series), |listener| {
                if listener.changed.len() <= CHANGED_MAX {
                    listener.changed.insert((kind, subject, document.period));
                }
            });
        }
        for mark in &change.marks {
            index.each_concerned(mark.short(), |listener| listener.directory_changed = true);
        }
    }
}

/// A device that listens, until it is dropped.
pub struct Listening {
    organisation: Arc<Organisation>,
    number: u64,
    wake: Arc<Notify>,
    reviewed_at: Instant,
    /// When its part is looked at again.
    review_at: Instant,
}

impl Drop for Listening {
    fn drop(&mut self) {
        lock(&self.organisation.listeners.index).remove(self.number);
    }
}

impl Organisation {
    /// Looks whether another process has stored something, and tells of it.
    pub fn notice_others(&self) -> Result<(), EngineError> {
        let read = self.storage.begin_read()?;
        let log = read.log()?;
        self.directory_in(&*read, &log)?;
        Ok(())
    }

    /// Begins to listen for a device.
    pub fn listen(self: &Arc<Self>, device: DeviceId) -> Result<Listening, RequestError> {
        let state = self.directory.latest();
        let found = state.directory.device(device);
        let found = found.ok_or(RequestError::UnknownDevice)?;
        if found.revoked_at.is_some() {
            return Err(RequestError::DeviceRevoked);
        }
        if !may_listen(found) {
            return Err(RequestError::DeviceSuspended);
        }
        let now = self.now();
        let part = Part::of(&state, found, now);
        let review_in = until_review(&part, now);
        let (number, wake) = lock(&self.listeners.index).add(device, part);
        let reviewed_at = Instant::now();
        // What changed before it was among those who are told is found by a review at once.
        let is_latest = self.directory.latest().version == state.version;
        let review_in = if is_latest { review_in } else { Duration::ZERO };
        Ok(Listening {
            organisation: Arc::clone(self),
            number,
            wake,
            reviewed_at,
            review_at: reviewed_at + review_in,
        })
    }

    fn review(&self, number: u64) -> Option<(bool, Duration)> {
        let device = lock(&self.listeners.index).waiting.get(&number)?.device;
        let state = self.directory.latest();
        let device = state.directory.device(device);
        let device = device.filter(|it| may_listen(it))?;
        let now = self.now();
        let part = Part::of(&state, device, now);
        let review_in = until_review(&part, now);
        let differs = lock(&self.listeners.index).replace(number, part);
        Some((differs, review_in))
    }
}

fn may_listen(device: &Device) -> bool {
    device.is_active()
}

fn until_review(part: &Part, now: UnixMillis) -> Duration {
    let ms = u64::try_from(part.until.since(now)).unwrap_or(0);
    Duration::from_millis(ms).clamp(REVIEW_PAUSE, REVIEWED_EVERY)
}

/// What a listener that was woken finds.
enum Found {
    Ended,
    Changed,
    Nothing,
}

impl Listening {
    /// Waits until something changed that the device may read, or its part of the directory did;
    /// `None` once it may listen no more.
    pub async fn change(&mut self) -> Option<()> {
        loop {
            tokio::select! {
                () = self.wake.notified() => {}
                () = tokio::time::sleep_until(self.review_at) => {}
            }
            match self.look() {
                Found::Ended => return None,
                Found::Changed => return Some(()),
                Found::Nothing => {}
            }
            if self.review_at <= Instant::now() && self.review().await? {
                return Some(());
            }
        }
    }

    /// What was stored until now is told.
    pub fn forget(&mut self) {
        let mut index = lock(&self.organisation.listeners.index);
        if let Some(waiting) = index.waiting.get_mut(&self.number) {
            waiting.changed.clear();
        }
    }

    /// Takes what was told meanwhile. Only memory is looked at.
    fn look(&mut self) -> Found {
        let organisation = &self.organisation;
        let (device, changed, directory_changed) = {
            let mut index = lock(&organisation.listeners.index);
            let Some(waiting) = index.waiting.get_mut(&self.number) else {
                return Found::Ended;
            };
            let changed = std::mem::take(&mut waiting.changed);
            let directory = std::mem::take(&mut waiting.directory_changed);
            (waiting.device, changed, directory)
        };
        let state = organisation.directory.latest();
        let device = state.directory.device(device);
        let Some(device) = device.filter(|it| may_listen(it)) else {
            return Found::Ended;
        };
        if directory_changed {
            let soonest = self.reviewed_at + REVIEW_PAUSE;
            self.review_at = self.review_at.min(soonest);
        }
        let now = organisation.now();
        let reads = |&(kind, subject, period): &Changed| {
            let org = organisation.org;
            let series = Series { org, kind, subject };
            policy::reach(&state.directory, &device.holder, &series, now).covers(period)
        };
        if changed.len() > CHANGED_MAX || changed.iter().any(reads) {
            Found::Changed
        } else {
            Found::Nothing
        }
    }

    /// Looks at the device's part again; whether it changed.
    async fn review(&mut self) -> Option<bool> {
        let reviews = Arc::clone(&self.organisation.listeners.reviews);
        let _one_at_a_time = reviews.acquire_owned().await.ok()?;
        let organisation = Arc::clone(&self.organisation);
        let number = self.number;
        let work = move || organisation.review(number);
        let (differs, review_in) = tokio::task::spawn_blocking(work).await.ok()??;
        self.reviewed_at = Instant::now();
        self.review_at = self.reviewed_at + review_in;
        Some(differs)
    }
}
