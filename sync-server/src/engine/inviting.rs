//! Invitations: how many may be open, and keeping them. Knows nothing of the codes, only of their hashes.

use samenspel_model::ids::{DeviceId, InvitationId};
use samenspel_model::limits;
use samenspel_model::verdict::RefusalCode;
use samenspel_model::wire::encode;
use samenspel_protocol::InvitationRequest;
use samenspel_rules::directory::{Device, Directory, Holder, RecordId, record_kind};

use super::Organisation;
use super::admit::Refusal;
use super::batch::Batch;
use super::error::{EngineError, Result};
use crate::audit::{About, Action};
use crate::storage::InvitationRow;

/// Whether the person or group is in the directory.
pub(super) fn is_known(directory: &Directory, holder: &Holder) -> bool {
    match holder {
        Holder::Person(person) => directory.person(*person).is_some(),
        Holder::Group(group) => directory.group(*group).is_some(),
    }
}

/// Whether a person or group has as many devices as it may.
pub(super) fn has_all_devices(directory: &Directory, holder: &Holder) -> bool {
    let most = match holder {
        Holder::Person(_) => limits::DEVICES_PER_PERSON_MAX,
        Holder::Group(_) => limits::DEVICES_PER_GROUP_MAX,
    };
    let live = |it: &&Device| it.revoked_at.is_none();
    directory.devices_of(*holder).filter(live).count() >= most
}

impl Organisation {
    /// Keeps an invitation for a person or group of the directory, valid for 72 hours. The code
    /// stays with whoever made it; only its hash is kept.
    pub fn invite(
        &self,
        id: InvitationId,
        holder: Holder,
        code_hash: [u8; 32],
    ) -> std::result::Result<(), EngineError> {
        if !is_known(&self.directory.latest().directory, &holder) {
            return Err(EngineError::UnknownHolder);
        }
        let request = InvitationRequest {
            id,
            holder,
            code_hash,
        };
        match self.write(|batch| batch.invite(&request, None))? {
            Err(Refusal {
                code: RefusalCode::TooMany,
                args,
            }) => Err(match args.first().map(String::as_str) {
                Some(DEVICES) => EngineError::TooManyDevices,
                _ => EngineError::TooManyInvitations,
            }),
            // Codes are random: the same one twice is the same invitation twice.
            _ => Ok(()),
        }
    }
}

/// Whom an invitation's row in the audit is about.
pub(super) fn about(holder: &Holder) -> About {
    match holder {
        Holder::Person(person) => About::Person(*person),
        Holder::Group(group) => About::Record(RecordId::of(record_kind::GROUP, group.0)),
    }
}

const DEVICES: &str = "devices";
const INVITATIONS: &str = "invitations";

impl Batch<'_> {
    /// Keeps an invitation; it is no record of the directory, which devices see.
    pub(super) fn invite(
        &mut self,
        request: &InvitationRequest,
        made_by: Option<DeviceId>,
    ) -> Result<std::result::Result<u64, Refusal>> {
        let refused = |code, arg| Ok(Err(Refusal::with(code, arg)));
        if self.write.invitation(&request.code_hash)?.is_some() {
            return refused(RefusalCode::FieldInvalid, "code_hash");
        }
        if has_all_devices(&self.directory.directory, &request.holder) {
            return refused(RefusalCode::TooMany, DEVICES);
        }
        let holder = encode(&request.holder);
        if self.write.open_invitations(&holder, self.now)? >= limits::OPEN_INVITATIONS_MAX {
            return refused(RefusalCode::TooMany, INVITATIONS);
        }
        let position = self.next_position();
        self.write.add_invitation(&InvitationRow {
            id: request.id,
            code_hash: request.code_hash,
            holder,
            expires_at: self.now.plus_ms(limits::INVITATION_LIFETIME_MS),
            used_by: None,
            made_by,
        })?;
        let about = about(&request.holder);
        self.audit(Action::Invited, about, &request.id.to_string())?;
        Ok(Ok(position))
    }
}
