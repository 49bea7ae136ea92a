//! What the service around the engine asks besides syncing: whether there is such an invitation, when
//! a device was last here, what waits for a manager, whether the storage takes writes.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_protocol::invitation_code_hash;

use super::error::EngineError;
use super::{LOG_FILE, Organisation, lock};
use crate::storage::sqlite::reach;

/// How often it is tried in earnest, which costs a sync of the disk: anybody may ask.
const TRIED_EVERY_MS: i64 = 10_000;

/// When writing was last tried for nothing but to see whether it works.
pub(super) struct WritableProbe {
    folder: PathBuf,
    worked_at: Mutex<Option<ClockReading>>,
}

impl WritableProbe {
    pub(super) fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            worked_at: Mutex::new(None),
        }
    }
}

impl Organisation {
    /// The hash of the code of an invitation, used or not; nothing for a code that is none.
    pub fn find_invitation(&self, code: &[u8]) -> Result<Option<[u8; 32]>, EngineError> {
        let hash = invitation_code_hash(code);
        let found = self.storage.begin_read()?.invitation(&hash)?;
        Ok(found.map(|_| hash))
    }

    /// When a device was last in contact with nothing left to send.
    pub fn last_seen(&self, device: &DeviceId) -> Result<Option<UnixMillis>, EngineError> {
        Ok(self.storage.begin_read()?.contact(device)?)
    }

    /// Whether an entry waits for a manager to take it in or leave it.
    pub fn holds(&self, key: &EntryKey) -> Result<bool, EngineError> {
        Ok(!self.storage.begin_read()?.held(key)?.is_empty())
    }

    /// Fails where nothing could be stored. Takes the turn to write; now and then writes, too.
    pub fn check_writable(&self) -> Result<(), EngineError> {
        reach::check_room(&self.writable.folder)?;
        reach::check(&self.writable.folder.join(LOG_FILE))?;
        let mut write = self.storage.begin_write()?;
        let now = self.reckoned.read_system();
        let worked_at = *lock(&self.writable.worked_at);
        let since = worked_at.map(|it| now.monotonic_ms - it.monotonic_ms);
        if since.is_some_and(|it| (0..TRIED_EVERY_MS).contains(&it)) {
            return Ok(());
        }
        *lock(&self.writable.worked_at) = None;
        let log = write.log()?;
        write.set_log(&log)?;
        write.commit()?;
        *lock(&self.writable.worked_at) = Some(now);
        Ok(())
    }
}
