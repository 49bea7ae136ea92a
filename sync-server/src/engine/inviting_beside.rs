//! Inviting from a command: of the directory only what the invited one needs is looked up, however large
//! the organisation is. Knows nothing of how a command names people.

use std::path::Path;
use std::sync::Arc;

use samenspel_core::directory::{Directory, Holder, RecordId};
use samenspel_core::ids::{InvitationId, OrgId, Random};
use samenspel_core::protocol::encode;
use samenspel_core::time::{Clock, UnixMillis};

use super::directory::{self, DIRECTORY_KEY, DirectoryCache, DirectoryState};
use super::error::{EngineError, Result};
use super::inviting::is_known;
use super::{Options, Organisation, TextGate, loading};
use crate::seal::SealingKey;
use crate::storage::ReadTransaction;

/// An organisation, open as far as it takes to invite one person's or group's device.
pub struct Inviting {
    organisation: Organisation,
    holder: Holder,
}

impl Inviting {
    /// Opens an organisation's files to invite a device of `holder`.
    pub fn open(
        folder: &Path,
        org: OrgId,
        holder: Holder,
        clock: Arc<dyn Clock>,
        random: Box<dyn Random>,
        gate: Arc<TextGate>,
    ) -> std::result::Result<Self, EngineError> {
        let options = Options::default();
        let part = |read: &dyn ReadTransaction, version: u64, key: &SealingKey| {
            load_part(read, org, &holder, (version, key))
        };
        let organisation =
            Organisation::open_with(folder, org, options, clock, random, gate, part)?;
        let mut inviting = Self {
            organisation,
            holder,
        };
        inviting.organisation.note_lost_audit()?;
        if inviting.organisation.lives.went_back() {
            inviting.apply_lost_endings()?;
        }
        Ok(inviting)
    }

    /// Whether the person or group is in the directory.
    pub fn is_known(&self) -> bool {
        is_known(
            &self.organisation.directory.latest().directory,
            &self.holder,
        )
    }

    /// When the person left, if it is one and they did.
    pub fn left_at(&self) -> Option<UnixMillis> {
        match self.holder {
            Holder::Person(person) => {
                let state = self.organisation.directory.latest();
                state.directory.person(person)?.left_at
            }
            Holder::Group(_) => None,
        }
    }

    /// Keeps an invitation, as [`Organisation::invite`] does.
    pub fn invite(
        &self,
        id: InvitationId,
        code_hash: [u8; 32],
    ) -> std::result::Result<(), EngineError> {
        self.organisation.invite(id, self.holder, code_hash)
    }

    /// A log that was put back may have lost what concerns anybody: this once all is read.
    fn apply_lost_endings(&mut self) -> Result<()> {
        let state = {
            let read = self.organisation.storage.begin_read()?;
            let key = self.organisation.document_key(&DIRECTORY_KEY)?;
            loading::load(&*read, read.log()?.directory_version, &key)?
        };
        self.organisation.directory = DirectoryCache::new(state);
        self.organisation.apply_lost_endings()
    }
}

/// The records of the organisation, the holder and the holder's devices.
fn load_part(
    read: &dyn ReadTransaction,
    org: OrgId,
    holder: &Holder,
    (version, key): (u64, &SealingKey),
) -> Result<DirectoryState> {
    let (kind, id) = match holder {
        Holder::Group(group) => (2, group.0),
        Holder::Person(person) => (3, person.0),
    };
    let record = |kind, id: [u8; 16]| RecordId {
        kind,
        bytes: id.to_vec(),
    };
    let Some(name) = read.record(&record(0, org.0))? else {
        // Nothing that is certain to be there proves the keys: so all of it does.
        return loading::load(read, version, key);
    };
    let mut rows = vec![name];
    rows.extend(read.record(&record(kind, id))?);
    rows.extend(read.records_held_by(&encode(holder))?);
    let mut directory = Directory::new();
    for row in &rows {
        directory.upsert(directory::open(row, key)?);
    }
    Ok(DirectoryState { version, directory })
}
