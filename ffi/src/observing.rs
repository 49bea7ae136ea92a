//! Says when a query would answer something else. Knows no query.

use samenspel_device::{ObserverId, Store};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::{PlatformError, Topic};

/// Is told what changed, after the commit, on a thread of the core's; returns at once. What it throws
/// is ignored.
#[uniffi::export(with_foreign)]
pub trait ChangeObserver: Send + Sync {
    /// What changed.
    fn changed(&self, topics: Vec<Topic>) -> Result<(), PlatformError>;
}

/// An observer that is being told. Ends when it is cancelled, dropped, or its profile closes.
#[derive(uniffi::Object)]
pub struct Subscription {
    store: Weak<Store>,
    observer: Mutex<Option<ObserverId>>,
}

impl Subscription {
    pub(crate) fn start(
        store: &Arc<Store>,
        topics: &[Topic],
        observer: Arc<dyn ChangeObserver>,
    ) -> Arc<Self> {
        let wanted = topics.to_vec();
        let id = store.observe(move |changed| {
            let changed: Vec<Topic> = samenspel_device::Topic::ALL
                .into_iter()
                .filter(|topic| changed.contains(*topic))
                .map(Topic::from)
                .filter(|topic| wanted.is_empty() || wanted.contains(topic))
                .collect();
            if !changed.is_empty() {
                // It is a hint: an observer that failed looks again at the next one.
                let _ = observer.changed(changed);
            }
        });
        Arc::new(Self {
            store: Arc::downgrade(store),
            observer: Mutex::new(Some(id)),
        })
    }
}

#[uniffi::export]
impl Subscription {
    /// Nothing is told any more, but for what is being told at this moment. May be called twice.
    pub fn cancel(&self) {
        let observer = {
            let mut kept = self.observer.lock().unwrap_or_else(PoisonError::into_inner);
            kept.take()
        };
        if let (Some(observer), Some(store)) = (observer, self.store.upgrade()) {
            store.stop_observing(observer);
            crate::profile::let_go(store);
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.cancel();
    }
}
