//! A cancellation that can be shared, asked for from any thread, and waited for. Knows nothing of
//! what is cancelled.

use std::sync::Arc;

use tokio::sync::watch;

/// Cancels what was given it, once and for all. Clones cancel the same.
#[derive(Debug, Clone)]
pub struct Cancellation {
    cancelled: Arc<watch::Sender<bool>>,
}

impl Default for Cancellation {
    fn default() -> Self {
        Self::new()
    }
}

impl Cancellation {
    /// One that nobody has asked for yet.
    pub fn new() -> Self {
        Self {
            cancelled: Arc::new(watch::Sender::new(false)),
        }
    }

    /// Asks for it. Asking twice is asking once.
    pub fn cancel(&self) {
        self.cancelled.send_replace(true);
    }

    /// Whether it was asked for.
    pub fn is_cancelled(&self) -> bool {
        *self.cancelled.borrow()
    }

    /// Returns when it is asked for, at once if it was already.
    pub async fn cancelled(&self) {
        // The sender lives in `self`, so the channel cannot close while this waits.
        let _ = self.cancelled.subscribe().wait_for(|it| *it).await;
    }
}
