//! Revoking a device ends what it prepared: its open invitations are closed, and the devices that it let
//! in wait for a manager, with those that they let in. Knows nothing of who may ask.

use std::collections::BTreeSet;

use samenspel_model::ids::{CircleId, DeviceId, GrantId, InvitationId, PersonId};
use samenspel_model::time::UnixMillis;
use samenspel_model::wire::decode_bounded;
use samenspel_rules::directory::{Device, Directory, Holder, Record};
use samenspel_rules::policy::inviting::may_invite;
use samenspel_rules::policy::roles;

use super::batch::Batch;
use super::error::{EngineError, Result};
use super::inviting::about;
use super::prepared::PreparedPerson;
use super::{DIRECTORY_KEY, Organisation};
use crate::audit::{Action, By};
use crate::storage::InvitationRow;

const HOLDER_BYTES_MAX: usize = 64;

/// What revoking a device did besides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Revoked {
    /// The invitations that it, or a device that it let in, had open; they are closed.
    pub invitations: Vec<InvitationId>,
    /// The devices that it let in, and those that they let in; they wait for a manager.
    pub suspended: Vec<DeviceId>,
    /// The day grants that were made from any of them, running or to come; they ended.
    pub grants: Vec<GrantId>,
    /// The circles that were opened from any of them; they are closed.
    pub circles: Vec<CircleId>,
    /// The provisional people that were added from any of them and that nobody else had to do with; they
    /// are gone.
    pub people: Vec<PersonId>,
    /// Those with whom others had to do since; they are as they were.
    pub people_kept: Vec<PersonId>,
}

/// An invitation that is neither used nor expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Its id.
    pub id: InvitationId,
    /// For whom.
    pub holder: Holder,
    /// The device that made it; nothing where the operator did.
    pub made_by: Option<DeviceId>,
    /// Until when it can be used.
    pub until: UnixMillis,
}

/// Why a device was not revoked or confirmed, or an invitation not withdrawn.
#[derive(Debug, thiserror::Error)]
pub enum RevokeError {
    /// Storage.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// There is none of that id.
    #[error("there is no device {0}")]
    UnknownDevice(DeviceId),
    /// It was revoked before.
    #[error("device {0} was revoked already: nothing changed")]
    AlreadyRevoked(DeviceId),
    /// It waits for nobody.
    #[error("device {0} does not wait for a manager: nothing changed")]
    NotSuspended(DeviceId),
    /// Only a manager in whose reach the device's holder is confirms it.
    #[error("the person who confirms is no manager of whoever has device {0}: name one who is")]
    NotTheManager(DeviceId),
    /// It is no circle that was closed because its device was revoked, or another closed it too.
    #[error("circle {0} was not closed with a device that was revoked: nothing changed")]
    NotClosedWithDevice(CircleId),
    /// Only a manager of whoever is named in it.
    #[error("this person is no manager of anybody named in circle {0}: name one who is")]
    NotTheCirclesManager(CircleId),
    /// There is no such invitation, or none that is open.
    #[error("there is no open invitation {0}")]
    NoOpenInvitation(InvitationId),
}

type Answer<T> = std::result::Result<T, RevokeError>;

impl Organisation {
    /// Takes a device's access away for good, and says what ended with it.
    pub fn revoke_device(&self, id: DeviceId) -> Answer<Revoked> {
        self.write(|batch| {
            let state = std::sync::Arc::clone(&batch.directory);
            let Some(device) = state.directory.device(id) else {
                return Ok(Err(RevokeError::UnknownDevice(id)));
            };
            if device.revoked_at.is_some() {
                return Ok(Err(RevokeError::AlreadyRevoked(id)));
            }
            batch.revoke(device).map(|(_, revoked)| Ok(revoked))
        })?
    }

    /// A manager vouches for devices that wait: they go on as before. All of them or none.
    pub fn confirm_devices(&self, ids: &[DeviceId], manager: PersonId) -> Answer<()> {
        self.write(|batch| {
            let state = std::sync::Arc::clone(&batch.directory);
            let (dir, now) = (&state.directory, batch.now);
            let confirmed: Answer<Vec<Record>> = ids
                .iter()
                .map(|id| confirmed(dir, *id, manager, now).map(Record::Device))
                .collect();
            match confirmed {
                Err(refused) => Ok(Err(refused)),
                Ok(records) => {
                    batch.acting = By::Manager(manager);
                    batch.change_directory(&records, &[]).map(|_| Ok(()))
                }
            }
        })?
    }

    /// The devices that wait for a manager.
    pub fn suspended_devices(&self) -> Vec<Device> {
        let state = self.directory.latest();
        let devices = devices(&state.directory);
        let waiting = devices.filter(|it| it.revoked_at.is_none() && it.suspended_at.is_some());
        waiting.cloned().collect()
    }

    /// Every invitation that can still be used.
    pub fn open_invitations(&self) -> std::result::Result<Vec<OpenInvitation>, EngineError> {
        let rows = (self.storage.begin_read()?).all_open_invitations(self.now())?;
        rows.iter().map(opened).collect()
    }

    /// Closes an invitation, so that nobody can use it any more.
    pub fn withdraw_invitation(&self, id: InvitationId) -> Answer<()> {
        self.write(|batch| {
            let now = batch.now;
            let found = batch.write.invitation_with_id(&id)?;
            match found.filter(|it| it.used_by.is_none() && it.expires_at > now) {
                None => Ok(Err(RevokeError::NoOpenInvitation(id))),
                Some(row) => batch.close_invitation(&row).map(Ok),
            }
        })?
    }
}

fn confirmed(dir: &Directory, id: DeviceId, manager: PersonId, now: UnixMillis) -> Answer<Device> {
    let device = dir.device(id).ok_or(RevokeError::UnknownDevice(id))?;
    if device.revoked_at.is_some() || device.suspended_at.is_none() {
        return Err(RevokeError::NotSuspended(id));
    }
    let may = roles::holds_managers_office(dir, manager, now)
        && may_invite(dir, manager, &device.holder, now);
    may.then(|| Device {
        suspended_at: None,
        // From now on it stands on the manager's word, not on that of the device that let it in.
        let_in_by: None,
        ..device.clone()
    })
    .ok_or(RevokeError::NotTheManager(id))
}

fn opened(row: &InvitationRow) -> std::result::Result<OpenInvitation, EngineError> {
    let holder = decode_bounded(&row.holder, HOLDER_BYTES_MAX);
    Ok(OpenInvitation {
        id: row.id,
        holder: holder.map_err(|source| EngineError::Stored {
            document: DIRECTORY_KEY,
            source,
        })?,
        made_by: row.made_by,
        until: row.expires_at,
    })
}

fn devices(dir: &Directory) -> impl Iterator<Item = &Device> {
    dir.records().filter_map(|record| match record {
        Record::Device(device) => Some(device),
        _ => None,
    })
}

/// The devices themselves, and all that they let in, however many steps away.
fn with_let_in(dir: &Directory, revoked: &[DeviceId]) -> BTreeSet<DeviceId> {
    let mut found = BTreeSet::new();
    let mut next = revoked.to_vec();
    while let Some(id) = next.pop() {
        if found.insert(id) {
            next.extend(dir.devices_let_in_by(id).map(|device| device.id));
        }
    }
    found
}

impl Batch<'_> {
    /// Revokes a device; gives the position, and what ended with it.
    pub(super) fn revoke(&mut self, device: &Device) -> Result<(u64, Revoked)> {
        let record = Record::Device(Device {
            revoked_at: Some(self.now),
            ..device.clone()
        });
        let records = [record];
        let ids = self.revoked_by(&records);
        let mut invitations = Vec::new();
        for id in &ids {
            let open = self.write.open_invitations_by(id, self.now)?;
            invitations.extend(open.iter().map(|row| row.id));
        }
        let suspended = self.suspended_with(&ids, &records);
        let suspended = suspended.iter().filter_map(|record| match record {
            Record::Device(device) => Some(device.id),
            _ => None,
        });
        let prepared = self.prepared_by(&ids, &records)?;
        let revoked = Revoked {
            invitations,
            suspended: suspended.collect(),
            grants: prepared.grants.iter().map(|it| it.id).collect(),
            circles: prepared.circles.iter().map(|it| it.id).collect(),
            people: prepared.people.iter().map(PreparedPerson::id).collect(),
            people_kept: prepared.people_kept,
        };
        Ok((self.change_directory(&records, &[])?, revoked))
    }

    /// The devices that a change revokes, with all that they let in.
    pub(super) fn revoked_by(&self, records: &[Record]) -> BTreeSet<DeviceId> {
        let dir = &self.directory.directory;
        let now_revoked = records.iter().filter_map(|record| match record {
            Record::Device(device) if device.revoked_at.is_some() => {
                let before = dir.device(device.id);
                let anew = before.is_none_or(|it| it.revoked_at.is_none());
                anew.then_some(device.id)
            }
            _ => None,
        });
        let now_revoked: Vec<DeviceId> = now_revoked.collect();
        if now_revoked.is_empty() {
            return BTreeSet::new();
        }
        with_let_in(dir, &now_revoked)
    }

    /// Of the devices that a change reaches, those that are now to wait.
    pub(super) fn suspended_with(
        &self,
        reached: &BTreeSet<DeviceId>,
        records: &[Record],
    ) -> Vec<Record> {
        let dir = &self.directory.directory;
        let changed = |id: DeviceId| {
            (records.iter()).any(|it| matches!(it, Record::Device(device) if device.id == id))
        };
        let waiting = reached.iter().filter_map(|id| dir.device(*id));
        waiting
            .filter(|it| it.is_active() && !changed(it.id))
            .map(|device| {
                Record::Device(Device {
                    suspended_at: Some(self.now),
                    ..device.clone()
                })
            })
            .collect()
    }

    /// Closes what devices have open.
    pub(super) fn close_invitations_of(&mut self, devices: &BTreeSet<DeviceId>) -> Result<()> {
        for device in devices {
            for row in self.write.open_invitations_by(device, self.now)? {
                self.close_invitation(&row)?;
            }
        }
        Ok(())
    }

    /// Closes one, with a row in the audit.
    pub(super) fn close_invitation(&mut self, row: &InvitationRow) -> Result<()> {
        let holder = opened(row)?.holder;
        self.write.close_invitation(&row.code_hash, self.now)?;
        let detail = row.id.to_string();
        self.audit(Action::InvitationWithdrawn, about(&holder), &detail)
    }
}
