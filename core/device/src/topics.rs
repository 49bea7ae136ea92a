//! Tells screens what changed, after the commit, also when another process changed it. Knows
//! nothing of how the screens look it up again.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use super::{Store, StoreError, lock};

/// What a screen may be showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Notes and what is said of them.
    Notes,
    /// Open items.
    OpenItems,
    /// What became of what was written here.
    Status,
    /// What was refused or is held.
    Inbox,
    /// People, groups, devices.
    Directory,
    /// Which documents are here, and how complete.
    Documents,
    /// Co-written texts.
    Agreements,
    /// Drafts and reflections.
    Drafts,
    /// Who stands at a shared device.
    Floor,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 9] = [
        Self::Notes,
        Self::OpenItems,
        Self::Status,
        Self::Inbox,
        Self::Directory,
        Self::Documents,
        Self::Agreements,
        Self::Drafts,
        Self::Floor,
    ];
}

/// A set of topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topics(u16);

impl Topics {
    /// All of them: what to assume when another process wrote.
    pub fn all() -> Self {
        Topic::ALL.into_iter().collect()
    }

    /// Adds one.
    pub fn add(&mut self, topic: Topic) {
        self.0 |= 1 << topic as u8;
    }

    /// Whether `topic` is in it.
    pub fn contains(self, topic: Topic) -> bool {
        self.0 & (1 << topic as u8) != 0
    }

    /// Whether nothing changed.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Topic> for Topics {
    fn from_iter<I: IntoIterator<Item = Topic>>(topics: I) -> Self {
        let mut set = Self::default();
        topics.into_iter().for_each(|topic| set.add(topic));
        set
    }
}

/// Identifies an observer, to remove it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ObserverId(u64);

type Callback = Arc<dyn Fn(Topics) + Send + Sync>;

#[derive(Default)]
pub(super) struct Observers(Mutex<(u64, Vec<(ObserverId, Callback)>)>);

impl Observers {
    /// Called without any lock of the store held, so that an observer may read from it.
    pub(super) fn tell(&self, topics: Topics) {
        if topics.is_empty() {
            return;
        }
        let callbacks: Vec<Callback> = lock(&self.0).1.iter().map(|(_, it)| it.clone()).collect();
        callbacks.iter().for_each(|callback| callback(topics));
    }
}

impl Store {
    /// Calls `callback` after every commit that changed something, on the thread that committed.
    pub fn observe(&self, callback: impl Fn(Topics) + Send + Sync + 'static) -> ObserverId {
        let mut observers = lock(&self.observers.0);
        observers.0 += 1;
        let id = ObserverId(observers.0);
        observers.1.push((id, Arc::new(callback)));
        id
    }

    /// Stops calling an observer.
    pub fn stop_observing(&self, observer: ObserverId) {
        lock(&self.observers.0).1.retain(|(id, _)| *id != observer);
    }

    /// Whether anybody, this or another process, committed since the last call; then tells the
    /// observers that anything may have changed. The app calls it when it comes to the foreground
    /// and every few seconds while it is there.
    pub fn notice_other_processes(&self) -> Result<bool, StoreError> {
        let version = self.read(data_version)?;
        let changed = std::mem::replace(&mut *lock(&self.seen_version), version) != version;
        if changed {
            self.observers.tell(Topics::all());
        }
        Ok(changed)
    }
}

/// Changes whenever another connection than this reading one committed.
pub(super) fn data_version(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
}
