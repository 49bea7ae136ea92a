//! Whose store it is: organisation, device id, its secret key and its holder; and enrolment. Knows
//! nothing of notes.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, params};

use super::columns::{Bytes, cbor};
use super::{Store, StoreError, Topic, contacts, lock};
use samenspel_model::entry::DeviceKey;
use samenspel_model::ids::{DeviceId, OrgId, Random};
use samenspel_model::time::{ClockContact, ClockReading, UnixMillis};
use samenspel_protocol::{
    EnrolRequest, EnrolResponse, InvitationTicket, PROTOCOL_VERSION, invitation_code_hash,
};
use samenspel_rules::directory::{Device, Holder};

/// The identity that a store belongs to.
pub struct Profile {
    /// The organisation.
    pub org: OrgId,
    /// This profile's device id.
    pub device: DeviceId,
    /// Who holds it.
    pub holder: Holder,
    /// Where the server is.
    pub url: String,
    /// The organisation's name.
    pub organisation: String,
    /// What the holder calls the device.
    pub device_name: String,
    pub(super) key: DeviceKey,
}

samenspel_model::hides_content!(Profile {
    org,
    device,
    holder,
    url
});

impl Profile {
    /// The profile as a directory record, for the rules, where the directory does not have it yet.
    pub(super) fn as_device(&self) -> Device {
        Device {
            id: self.device,
            holder: self.holder,
            public_key: self.key.public(),
            name: self.device_name.clone(),
            enrolled_at: UnixMillis(0),
            revoked_at: None,
            let_in_by: None,
            suspended_at: None,
        }
    }

    /// Whether it is the shared profile of a group's phone or tablet.
    pub fn is_group(&self) -> bool {
        matches!(self.holder, Holder::Group(_))
    }
}

impl Store {
    /// Starts an enrolment: draws the profile's id and key, keeps them, and gives the request to
    /// send. A second try with the same invitation sends the same, so that a lost answer costs
    /// nothing.
    pub fn begin_enrolment(
        &self,
        ticket: &InvitationTicket,
        device_name: &str,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<EnrolRequest, StoreError> {
        let code_hash = invitation_code_hash(&ticket.code);
        let (device, key) = self.write(|transaction, _| {
            if let Some(started) = started(transaction, &code_hash)? {
                return Ok(started);
            }
            let enrolled: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM profile WHERE holder IS NOT NULL)",
                [],
                |row| row.get(0),
            )?;
            if enrolled {
                return Err(StoreError::AlreadyEnrolled);
            }
            let device = DeviceId::new(reading.wall, random);
            let key = DeviceKey::generate(random);
            transaction.execute(
                "INSERT OR REPLACE INTO profile (id, org, device, seed, url, device_name, invitation)
                 VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                params![
                    ticket.org,
                    device,
                    &key.to_bytes()[..],
                    ticket.url,
                    device_name,
                    Bytes(code_hash)
                ],
            )?;
            Ok((device, key))
        })?;
        let public_key = key.public();
        let message = EnrolRequest::proof_message(&ticket.org, &ticket.code, &device, &public_key);
        Ok(EnrolRequest {
            version: PROTOCOL_VERSION,
            org: ticket.org,
            code: ticket.code.clone(),
            device,
            public_key,
            device_name: device_name.to_owned(),
            proof: key.sign(samenspel_model::entry::domain::ENROLMENT, &message),
        })
    }

    /// Ends an enrolment with the server's answer.
    pub fn finish_enrolment(
        &self,
        ticket: &InvitationTicket,
        response: &EnrolResponse,
        reading: ClockReading,
    ) -> Result<(), StoreError> {
        let code_hash = invitation_code_hash(&ticket.code);
        self.write(|transaction, topics| {
            let changed = transaction.execute(
                "UPDATE profile SET holder = ?1, organisation = ?2 WHERE invitation = ?3",
                params![
                    samenspel_model::wire::encode(&response.holder),
                    response.organisation,
                    Bytes(code_hash)
                ],
            )?;
            if changed == 0 {
                return Err(StoreError::NotEnrolled);
            }
            topics.add(Topic::Directory);
            let server = response.server_time;
            contacts::record(transaction, &ClockContact { reading, server })
        })?;
        *lock(&self.profile) = None;
        Ok(())
    }

    /// The profile, logged in or not; an error before enrolment.
    pub fn profile(&self) -> Result<Arc<Profile>, StoreError> {
        if let Some(profile) = &*lock(&self.profile) {
            return Ok(profile.clone());
        }
        let profile = Arc::new(self.read_always(read)?);
        *lock(&self.profile) = Some(profile.clone());
        Ok(profile)
    }
}

fn started(
    connection: &Connection,
    code_hash: &[u8; 32],
) -> Result<Option<(DeviceId, DeviceKey)>, StoreError> {
    let row = connection
        .query_row(
            "SELECT device, seed FROM profile WHERE invitation = ?1",
            [Bytes(*code_hash)],
            |row| Ok((row.get(0)?, row.get::<_, Bytes<32>>(1)?)),
        )
        .optional()?;
    Ok(row.map(|(device, seed)| (device, DeviceKey::from_bytes(&seed.0))))
}

/// The profile of an enrolled store.
pub(super) fn read(connection: &Connection) -> Result<Profile, StoreError> {
    let row = connection
        .query_row(
            "SELECT org, device, seed, url, device_name, holder, organisation
             FROM profile WHERE holder IS NOT NULL",
            [],
            |row| {
                let seed: Bytes<32> = row.get(2)?;
                let holder: Vec<u8> = row.get(5)?;
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    DeviceKey::from_bytes(&seed.0),
                    row.get(3)?,
                    row.get(4)?,
                    holder,
                    row.get(6)?,
                ))
            },
        )
        .optional()?
        .ok_or(StoreError::NotEnrolled)?;
    let (org, device, key, url, device_name, holder, organisation) = row;
    let holder: Holder = cbor(&holder, "the profile's holder")?;
    Ok(Profile {
        org,
        device,
        holder,
        url,
        organisation,
        device_name,
        key,
    })
}
