//! One's own devices: to find one that is not one's own any more. Revoking it is a command
//! ([`crate::CommandRequest`]).

use samenspel_device::OwnDevice;

use super::told::all;
use crate::{Profile, SamenspelError};

/// One of one's own devices.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct OwnDeviceRow {
    /// Its id.
    pub id: String,
    /// What it was called when it was enrolled.
    pub name: String,
    /// When that was, in milliseconds since 1970.
    pub enrolled_at_ms: i64,
    /// The device that invited it, if a device did and no manager confirmed it since.
    pub let_in_by: Option<String>,
    /// Whether it waits for a manager, because the device that let it in was revoked.
    pub is_suspended: bool,
    /// Whether it is this one.
    pub is_this: bool,
}

impl From<OwnDevice> for OwnDeviceRow {
    fn from(device: OwnDevice) -> Self {
        Self {
            id: device.id.to_string(),
            name: device.name,
            enrolled_at_ms: device.enrolled_at.0,
            let_in_by: device.let_in_by.map(|id| id.to_string()),
            is_suspended: device.is_suspended,
            is_this: device.is_this,
        }
    }
}

#[uniffi::export]
impl Profile {
    /// The devices of this profile's owner that were not revoked, the latest first; none of a group's.
    /// Changes with `Directory`.
    pub async fn own_devices(&self) -> Result<Vec<OwnDeviceRow>, SamenspelError> {
        self.on_store(|store, _| Ok(all(store.own_devices()?)))
            .await
    }
}
