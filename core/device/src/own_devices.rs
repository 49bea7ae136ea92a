//! A person's own devices, as far as the server told: to find one that is not theirs, and to revoke it.

use super::{Store, StoreError};
use samenspel_model::ids::DeviceId;
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::Holder;

/// One of a person's own devices.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnDevice {
    /// Its id.
    pub id: DeviceId,
    /// What it was called when it was enrolled.
    pub name: String,
    /// When that was.
    pub enrolled_at: UnixMillis,
    /// The device that invited it, if a device did and no manager confirmed it since.
    pub let_in_by: Option<DeviceId>,
    /// Whether it waits for a manager.
    pub is_suspended: bool,
    /// Whether it is this one.
    pub is_this: bool,
}

impl std::fmt::Debug for OwnDevice {
    /// What a device is called is its owner's.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OwnDevice")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// The devices of this profile's owner that were not revoked, the latest first; none of a group's.
    pub fn own_devices(&self) -> Result<Vec<OwnDevice>, StoreError> {
        let profile = self.profile()?;
        if matches!(profile.holder, Holder::Group(_)) {
            return Ok(Vec::new());
        }
        let directory = self.directory()?;
        let live = directory
            .devices_of(profile.holder)
            .filter(|it| it.revoked_at.is_none());
        let mut own: Vec<OwnDevice> = live
            .map(|it| OwnDevice {
                id: it.id,
                name: it.name.clone(),
                enrolled_at: it.enrolled_at,
                let_in_by: it.let_in_by,
                is_suspended: it.suspended_at.is_some(),
                is_this: it.id == profile.device,
            })
            .collect();
        own.sort_by_key(|it| (std::cmp::Reverse(it.enrolled_at), it.id));
        Ok(own)
    }
}
