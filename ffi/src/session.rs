//! Keeps a profile in step while the app is on screen. Knows no screen.

use std::sync::Arc;

use samenspel_client::SyncHandle;

use crate::SyncState;

/// A sync that goes on until it is cancelled, dropped, or the profile is paused or closed. Hears of own
/// commits by itself.
#[derive(uniffi::Object)]
pub struct SyncSession {
    handle: SyncHandle,
}

impl SyncSession {
    pub(crate) fn new(handle: SyncHandle) -> Arc<Self> {
        Arc::new(Self { handle })
    }

    pub(crate) fn committed(&self) {
        self.handle.committed();
    }
}

#[uniffi::export]
impl SyncSession {
    /// The user asks for it, or the app came on screen.
    pub fn foreground(&self) {
        self.handle.foreground();
    }

    /// The platform says whether there is a network.
    pub fn network(&self, up: bool) {
        self.handle.network(up);
    }

    /// What a screen may say now.
    pub fn state(&self) -> SyncState {
        self.handle.state().into()
    }

    /// Waits until the state is another than `seen`, and gives it; nothing once the session has ended.
    pub async fn state_after(&self, seen: SyncState) -> Option<SyncState> {
        let mut states = self.handle.states();
        let changed = states
            .wait_for(|state| SyncState::from(*state) != seen)
            .await;
        changed.ok().map(|state| (*state).into())
    }

    /// Ends it. What was under way is as it was before.
    pub fn cancel(&self) {
        self.handle.cancel();
    }
}
