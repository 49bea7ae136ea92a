//! What the service around the engine asks besides syncing: whether there is such an invitation, when
//! a device was last here, what waits for a manager, whether the storage takes writes.

use samenspel_core::ids::{DeviceId, EntryKey};
use samenspel_core::protocol::invitation_code_hash;
use samenspel_core::time::UnixMillis;

use super::Organisation;
use super::error::EngineError;

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

    /// Takes the turn to write and gives it back: fails where nothing could be stored.
    pub fn check_writable(&self) -> Result<(), EngineError> {
        drop(self.storage.begin_write()?);
        Ok(())
    }
}
