//! Letting a substitute in for a day on her own phone, without a network: her phone shows a code, a
//! colleague's device answers with the day grant and a brief of the day, sealed to her phone alone. Her
//! phone checks both, shows the brief as what it is, and forgets it when the day or the need is over.
//! Knows no camera and no screen.

mod gather;
mod give;
mod kept;
mod page;
mod take;

pub(crate) use kept::{after_answer, forget_ended, overlay, refused};
pub use page::DayPassView;

use super::relay::day::LeftOut;
use super::relay::{DayOffer, RelaySealError};
use crate::{CommandError, Store, StoreError};
use samenspel_model::ids::{GroupId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::verdict::{BriefRefusal, RefusalCode};
use samenspel_rules::directory::{DayGrant, Holder};

/// Whom to let in, where and until when.
#[derive(Debug, Clone, Copy)]
pub struct LetIn<'a> {
    /// What her phone shows.
    pub offer: &'a DayOffer,
    /// Where.
    pub group: GroupId,
    /// Until closing: at most a day.
    pub until: UnixMillis,
}

/// A day grant and its brief, sealed to her phone: to be shown as frames, or given as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPassOut {
    /// The bytes of the file.
    pub sealed: Vec<u8>,
    /// The grant, which goes to the server from here too.
    pub grant: DayGrant,
    /// How many children the brief tells of.
    pub children: usize,
    /// What did not fit into the brief: to be told.
    pub left_out: Vec<LeftOut>,
    /// How much more did not fit.
    pub more_left_out: u32,
}

/// What was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayPassTaken {
    /// The grant.
    pub grant: DayGrant,
    /// Whether the brief is newer than what was here.
    pub is_new: bool,
    /// Notes that came along and were left out, and why.
    pub refused: Vec<RefusalCode>,
}

/// Why nobody was let in.
#[derive(Debug, thiserror::Error)]
pub enum DayPassError {
    /// It is not taken.
    #[error("the day pass was not taken: {0}")]
    Refused(BriefRefusal),
    /// It could not be sealed to her code.
    #[error(transparent)]
    Seal(#[from] RelaySealError),
    /// Her phone belongs to another organisation.
    #[error("the other phone belongs to another organisation: nobody can be let in from here")]
    OtherOrganisation,
    /// One's own code was scanned.
    #[error("this is the code of this phone itself: scan the one of your colleague")]
    Own,
    /// A shared device is no substitute's own phone.
    #[error("this is a shared device: let her in with a first name and a PIN")]
    NotPersonal,
    /// Whoever would let her in may not.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for DayPassError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// What this phone shows to a colleague who lets its owner in for the day.
    pub fn offer_day_pass(
        &self,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<DayOffer, DayPassError> {
        let Holder::Person(person) = self.profile()?.holder else {
            return Err(DayPassError::NotPersonal);
        };
        let directory = self.directory()?;
        let name = directory.person(person).map(|it| it.first_name.clone());
        Ok(DayOffer {
            to: self.offer_relay(reading, random)?,
            person,
            first_name: name.unwrap_or_default(),
        })
    }
}
