//! Inviting from a command: of the directory only what the invited one needs is looked up, however large
//! the organisation is. Knows nothing of how a command names people.

use std::path::Path;
use std::sync::Arc;

use samenspel_model::ids::{InvitationId, OrgId, Random};
use samenspel_model::time::{Clock, UnixMillis};
use samenspel_model::wire::encode;
use samenspel_rules::directory::{Directory, Holder, RecordId, Span, record_kind};

use super::directory::{self, DIRECTORY_KEY, DirectoryCache, DirectoryState};
use super::error::{EngineError, Result};
use super::inviting::is_known;
use super::{ClockBehind, Options, Organisation, TextGate, loading};
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
        if inviting.is_known() && inviting.standing() == Standing::NoRole {
            // Roles written by an earlier version were not noted for whoever has them.
            inviting.load_whole()?;
        }
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

    /// The time that is reckoned with.
    pub fn now(&self) -> UnixMillis {
        self.organisation.now()
    }

    /// That the system's clock is clearly behind it, if it is.
    pub fn clock_behind(&self) -> Option<ClockBehind> {
        self.organisation.clock_behind()
    }

    /// What the holder is in the organisation.
    pub fn standing(&self) -> Standing {
        let state = self.organisation.directory.latest();
        Standing::of(&state.directory, &self.holder, self.organisation.now())
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

    /// Keeps an invitation, as [`Organisation::invite`] does; refused for somebody without a role.
    pub fn invite(
        &self,
        id: InvitationId,
        code_hash: [u8; 32],
    ) -> std::result::Result<(), EngineError> {
        if self.is_known() && self.standing() == Standing::NoRole {
            return Err(EngineError::NoRole);
        }
        self.organisation.invite(id, self.holder, code_hash)
    }

    /// A log that was put back may have lost what concerns anybody: this once all is read.
    fn apply_lost_endings(&mut self) -> Result<()> {
        self.load_whole()?;
        self.organisation.apply_lost_endings()
    }

    fn load_whole(&mut self) -> Result<()> {
        let state = {
            let read = self.organisation.storage.begin_read()?;
            let key = self.organisation.document_key(&DIRECTORY_KEY)?;
            loading::load(&*read, read.log()?.directory_version, &key)?
        };
        self.organisation.directory = DirectoryCache::new(state);
        Ok(())
    }
}

/// What somebody is, as far as an invitation has to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A group, or somebody with a role now or to come, or let in by the day before.
    HasRole,
    /// Has days of work and nothing else: a substitute whom somebody will let in.
    Substitute,
    /// Nobody's parent, on no group, in no office: reads nothing.
    NoRole,
}

impl Standing {
    fn of(directory: &Directory, holder: &Holder, now: UnixMillis) -> Self {
        let Holder::Person(person) = *holder else {
            return Self::HasRole;
        };
        let lasts = |during: Span| !during.has_ended(now);
        let has_role = directory.parenthoods_of(person).any(|it| lasts(it.during))
            || directory.assignments_of(person).any(|it| lasts(it.during))
            || directory.mentorships_of(person).any(|it| lasts(it.during))
            || directory.offices_of(person).any(|it| lasts(it.during))
            || directory.grants_of(person).next().is_some();
        match (has_role, directory.work_days(person)) {
            (true, _) => Self::HasRole,
            (false, Some(_)) => Self::Substitute,
            (false, None) => Self::NoRole,
        }
    }
}

/// The records of the organisation, the holder, and the holder's devices and roles.
fn load_part(
    read: &dyn ReadTransaction,
    org: OrgId,
    holder: &Holder,
    (version, key): (u64, &SealingKey),
) -> Result<DirectoryState> {
    let (kind, id) = match holder {
        Holder::Group(group) => (record_kind::GROUP, group.0),
        Holder::Person(person) => (record_kind::PERSON, person.0),
    };
    let Some(name) = read.record(&RecordId::of(record_kind::ORGANISATION, org.0))? else {
        // Nothing that is certain to be there proves the keys: so all of it does.
        return loading::load(read, version, key);
    };
    let mut rows = vec![name];
    rows.extend(read.record(&RecordId::of(kind, id))?);
    rows.extend(read.records_held_by(&encode(holder))?);
    let mut directory = Directory::new();
    for row in &rows {
        directory.upsert(directory::open(row, key)?);
    }
    Ok(DirectoryState { version, directory })
}
