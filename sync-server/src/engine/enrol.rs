//! Enrolment: a one-time invitation makes a device of the directory.

use samenspel_model::entry::{clean_text, domain};
use samenspel_model::limits::NAME_CHARS_MAX;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::decode_bounded;
use samenspel_names::shows_something;
use samenspel_protocol::{
    EnrolRequest, EnrolResponse, INVITATION_CODE_BYTES, PROTOCOL_VERSION, invitation_code_hash,
};
use samenspel_rules::directory::{Device, Holder, Record};
use samenspel_rules::policy::inviting::may_invite;
use samenspel_rules::policy::roles::is_present;

use super::Organisation;
use super::batch::Batch;
use super::error::{EngineError, Result};
use super::inviting::has_all_devices;
use crate::audit::By;
use crate::storage::InvitationRow;

const CODE_BYTES_MAX: usize = 64;
const HOLDER_BYTES_MAX: usize = 64;

type Answer = std::result::Result<EnrolResponse, RequestError>;

impl Organisation {
    /// Enrols a device by an invitation. The same device may ask again if the answer was lost.
    pub fn enrol(&self, request: &EnrolRequest) -> Answer {
        self.try_enrol(request)
            .inspect_err(|error| self.turn_away_enrolment(error))
    }

    fn try_enrol(&self, request: &EnrolRequest) -> Answer {
        check_request(request)?;
        if request.org != self.org {
            return Err(RequestError::UnknownOrganisation);
        }
        self.write(|batch| enrol(batch, request))
            .unwrap_or_else(|error| Err(error.into_request_error("enrolled a device")))
    }
}

fn check_request(request: &EnrolRequest) -> std::result::Result<(), RequestError> {
    if request.version != PROTOCOL_VERSION {
        return Err(RequestError::UnsupportedVersion {
            got: request.version,
            supported: PROTOCOL_VERSION,
        });
    }
    let too_large = |what: &str, limit: usize| RequestError::TooLarge {
        what: what.to_owned(),
        limit: limit as u64,
    };
    if request.code.len() > CODE_BYTES_MAX {
        return Err(too_large("bytes of code", CODE_BYTES_MAX));
    }
    // Whatever was invited with such a code: it is too easily guessed, or no invitation's.
    if !INVITATION_CODE_BYTES.contains(&request.code.len()) {
        return Err(RequestError::InvitationUnknown);
    }
    if request.device_name.chars().count() > NAME_CHARS_MAX {
        return Err(too_large("characters of device name", NAME_CHARS_MAX));
    }
    if !shows_something(&clean_text(&request.device_name)) {
        return Err(RequestError::Malformed {
            what: "a device name that shows something".into(),
        });
    }
    let message = EnrolRequest::proof_message(
        &request.org,
        &request.code,
        &request.device,
        &request.public_key,
    );
    request
        .public_key
        .verify(domain::ENROLMENT, &message, &request.proof)
        .map_err(|_| RequestError::BadSignature)
}

fn enrol(batch: &mut Batch<'_>, request: &EnrolRequest) -> Result<Answer> {
    let code_hash = invitation_code_hash(&request.code);
    let Some(invitation) = batch.write.invitation(&code_hash)? else {
        return Ok(Err(RequestError::InvitationUnknown));
    };
    let holder: Holder =
        decode_bounded(&invitation.holder, HOLDER_BYTES_MAX).map_err(|source| {
            EngineError::Stored {
                document: super::DIRECTORY_KEY,
                source,
            }
        })?;
    let existing = batch.directory.directory.device(request.device).cloned();
    if let Some(answer) = check_use(batch, (&invitation, &holder), existing.as_ref(), request) {
        return Ok(answer.map(|()| response(batch, holder)));
    }
    // The invitation stays open: a device may be revoked in time.
    if has_all_devices(&batch.directory.directory, &holder) {
        return Ok(Err(RequestError::TooManyDevices));
    }
    let device = Device {
        id: request.device,
        holder,
        public_key: request.public_key,
        name: clean_text(&request.device_name),
        enrolled_at: batch.now,
        revoked_at: None,
        let_in_by: invitation.made_by,
        suspended_at: None,
    };
    batch.acting = By::Invited(invitation.id);
    batch.change_directory(&[Record::Device(device)], &[])?;
    let now = batch.now;
    batch
        .write
        .use_invitation(&code_hash, &request.device, now)?;
    Ok(Ok(response(batch, holder)))
}

/// What is known without enrolling anything: that it was done before, or why it cannot be.
fn check_use(
    batch: &Batch<'_>,
    (invitation, holder): (&InvitationRow, &Holder),
    existing: Option<&Device>,
    request: &EnrolRequest,
) -> Option<std::result::Result<(), RequestError>> {
    if let Some(by) = invitation.used_by {
        let again = by == request.device
            && existing.is_some_and(|device| device.public_key == request.public_key);
        return Some(if again {
            Ok(())
        } else {
            Err(RequestError::InvitationUsed)
        });
    }
    if invitation.expires_at <= batch.now || !still_stands(batch, invitation, holder) {
        return Some(Err(RequestError::InvitationExpired));
    }
    existing.map(|_| {
        Err(RequestError::Malformed {
            what: "device id is taken: draw another".into(),
        })
    })
}

/// Whether whoever made an invitation could still make it: a role that its holder got since may be out of
/// their reach, and the device may have been revoked. The operator's stand.
fn still_stands(batch: &Batch<'_>, invitation: &InvitationRow, holder: &Holder) -> bool {
    let Some(maker) = invitation.made_by else {
        return true;
    };
    let dir = &batch.directory.directory;
    dir.device(maker).is_some_and(|device| match device.holder {
        Holder::Person(person) => {
            device.is_active()
                && is_present(dir, person, batch.now)
                && may_invite(dir, person, holder, batch.now)
        }
        Holder::Group(_) => false,
    })
}

fn response(batch: &Batch<'_>, holder: Holder) -> EnrolResponse {
    let organisation = batch.directory.directory.organisation();
    EnrolResponse {
        holder,
        server_time: batch.now,
        organisation: organisation.map_or_else(String::new, |it| it.name.clone()),
    }
}
