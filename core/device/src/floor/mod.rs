//! The shared device of a group: one PIN per person per shift, then one tap on a face. Says who writes
//! and who looks; what they may is the policy's. Knows no network.

mod eyes;
mod pins;
mod standing;
mod tries;
mod vouching;

pub(super) use eyes::Eyes;
pub use pins::Pin;
pub(super) use tries::Tries;

use rusqlite::{Connection, Transaction};

use super::{Command, CommandError, Store, StoreError, Topic, Topics, access, contacts};
use samenspel_model::entry::NoteKind;
use samenspel_model::ids::{GroupId, PersonId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_names::sort_key;
use samenspel_rules::directory::{Directory, Holder};
use samenspel_rules::policy::roles::may_work_at;
use samenspel_rules::schema::{self, Attribute};

/// Somebody who may work at the device, on its first screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Who.
    pub person: PersonId,
    /// What a tap on it does.
    pub state: FaceState,
    /// Said to everybody until they show who they are: a colleague cleared their PIN.
    pub cleared: Option<ClearedPin>,
}

/// A PIN that a colleague cleared. Until its owner enters it after all, or chooses another with their own
/// profile open, whoever stands here under that name has a substitute's rights at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClearedPin {
    /// The colleague.
    pub by: PersonId,
    /// When, by the device's own clock.
    pub at: UnixMillis,
}

/// What a tap on a face does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaceState {
    /// They stand at the device.
    AtTheDevice,
    /// They stand at it.
    OneTap,
    /// It asks for their PIN.
    NeedsPin,
    /// They choose a PIN, with a colleague beside them.
    NoPin,
    /// Too many wrong PINs.
    Locked {
        /// For how much longer.
        for_ms: i64,
    },
}

/// Why somebody cannot stand at the device.
#[derive(Debug, thiserror::Error)]
pub enum FloorError {
    /// It is somebody's own device.
    #[error("this is no shared device: its owner unlocks it")]
    NotShared,
    /// They do not work here now.
    #[error("this person does not work on the group now: let them in for the day first")]
    NotHere,
    /// A PIN is four to eight digits.
    #[error("choose 4 to 8 digits, not all the same and not in a row")]
    TooSimple,
    /// They have no PIN yet.
    #[error("this person has no PIN on this device yet: choose one")]
    NoPin,
    /// The name was not entered by PIN in this shift, or the device lay idle.
    #[error("enter the PIN again")]
    PinNeeded,
    /// The wrong PIN.
    #[error("this PIN is not right: {tries_left} tries left")]
    WrongPin {
        /// Before the name is locked for a while.
        tries_left: u32,
    },
    /// Too many wrong PINs: this name waits, the device does not.
    #[error("too many wrong PINs: try again in {} minutes", (.for_ms + 59_999) / 60_000)]
    Locked {
        /// For how much longer.
        for_ms: i64,
    },
    /// A colleague has to stand at the device to say that it is them.
    #[error(
        "a colleague who may do as much as you enters their own PIN first, and so says who you are"
    )]
    NobodyVouches,
    /// The PIN could not be checked.
    #[error("the device has too little memory to check the PIN: close other apps and try again")]
    NoMemory,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for FloorError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Everybody who may work at the device now, by first name.
    pub fn faces(&self, reading: ClockReading) -> Result<Vec<Face>, FloorError> {
        let floor = self.floor(reading)?;
        let mut people: Vec<PersonId> = floor.people().collect();
        people.sort_by_cached_key(|person| {
            let record = floor.dir.person(*person);
            (
                record.map(|it| sort_key(&it.first_name, &it.last_name)),
                *person,
            )
        });
        people.dedup();
        self.read(|connection| {
            let at_it = standing::present(connection, reading)?;
            people
                .into_iter()
                .map(|person| {
                    let state = state_of(connection, person, at_it, reading)?;
                    let cleared = pins::cleared(connection, person)?;
                    Ok(Face {
                        person,
                        state,
                        cleared,
                    })
                })
                .collect()
        })
    }

    /// Who stands at the device; nobody once it lay idle for a quarter of an hour.
    pub fn at_the_device(&self, reading: ClockReading) -> Result<Option<PersonId>, StoreError> {
        self.read(|connection| standing::present(connection, reading))
    }

    /// Chooses a PIN: one's own, with a colleague who just entered theirs and so says that it is them. It
    /// needs nobody while nobody who has one here could say it, as for the first on a device; an own one is
    /// changed with itself just entered. They then stand at the device. See [`ClearedPin`] for one that was cleared before.
    pub fn choose_pin(
        &self,
        person: PersonId,
        pin: &Pin,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<(), FloorError> {
        let floor = self.floor(reading)?;
        floor.check(person)?;
        self.write(|transaction, topics| {
            let at_it = standing::present(transaction, reading)?;
            match (pins::has_one(transaction, person)?, at_it) {
                (true, Some(at_it)) if at_it == person => ask_for_fresh(transaction, reading)?,
                (true, _) => return Err(FloorError::PinNeeded),
                (false, _) if !floor.has_who_says(transaction, person)? => {}
                (false, Some(at_it)) => {
                    floor.check_says(transaction, (at_it, person), false, reading)?;
                }
                (false, None) => return Err(FloorError::NobodyVouches),
            }
            pins::keep(transaction, person, pin, random)?;
            stand(transaction, person, reading, topics)
        })
    }

    /// Chooses a PIN with one's own profile open on this device: that says who somebody is as no colleague
    /// can, and ends what a clearing left.
    pub fn choose_pin_with_own_profile(
        &self,
        own: &Store,
        pin: &Pin,
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<PersonId, FloorError> {
        let profile = own.profile()?;
        own.read(|connection| access::check_lease(connection, reading))?;
        let Holder::Person(person) = profile.holder else {
            return Err(FloorError::NobodyVouches);
        };
        if profile.org != self.profile()?.org {
            return Err(FloorError::NotHere);
        }
        self.floor(reading)?.check(person)?;
        self.write(|transaction, topics| {
            pins::forget(transaction, person)?;
            pins::keep(transaction, person, pin, random)?;
            stand(transaction, person, reading, topics)
        })?;
        Ok(person)
    }

    /// Somebody enters their PIN and stands at the device.
    pub fn enter_pin(
        &self,
        person: PersonId,
        pin: &Pin,
        reading: ClockReading,
    ) -> Result<(), FloorError> {
        self.floor(reading)?.check(person)?;
        // A wrong try is counted, so that it is committed as well.
        let checked = self.write(|transaction, topics| {
            let checked = pins::check(transaction, person, pin, reading)?;
            if checked.is_ok() {
                stand(transaction, person, reading, topics)?;
            }
            topics.add(Topic::Floor);
            Ok::<_, FloorError>(checked)
        });
        checked?
    }

    /// Somebody whose shift goes on taps their face.
    pub fn switch_to(&self, person: PersonId, reading: ClockReading) -> Result<(), FloorError> {
        self.floor(reading)?.check(person)?;
        self.write(|transaction, topics| {
            if !standing::by_one_tap(transaction, person, reading)? {
                return Err(FloorError::PinNeeded);
            }
            topics.add(Topic::Floor);
            Ok(standing::switch(transaction, person, reading)?)
        })
    }

    /// The device was touched: it does not lie idle.
    pub fn touched(&self, reading: ClockReading) -> Result<(), StoreError> {
        self.write(|transaction, _| standing::touch(transaction, reading))
    }

    /// Back to the faces: nobody stands at the device, shifts go on.
    pub fn step_away(&self) -> Result<(), StoreError> {
        self.write(|transaction, topics| {
            topics.add(Topic::Floor);
            standing::leave(transaction)
        })
    }

    /// Somebody goes home: the next time they enter their PIN.
    pub fn end_shift(&self, person: PersonId) -> Result<(), StoreError> {
        self.write(|transaction, topics| {
            topics.add(Topic::Floor);
            standing::end(transaction, person)
        })
    }

    /// A colleague who just entered their own PIN lets somebody who forgot theirs choose another. What
    /// that one gives is little, and everybody sees it: [`ClearedPin`].
    pub fn clear_pin(&self, person: PersonId, reading: ClockReading) -> Result<(), FloorError> {
        let floor = self.floor(reading)?;
        self.write(|transaction, topics| {
            let Some(by) = standing::present(transaction, reading)?.filter(|it| *it != person)
            else {
                return Err(FloorError::NobodyVouches);
            };
            floor.check_says(transaction, (by, person), true, reading)?;
            pins::clear(transaction, person, by, reading.wall)?;
            topics.add(Topic::Floor);
            Ok(standing::end(transaction, person)?)
        })
    }

    /// Whether `author` may do this at a shared device: they stand at it, and for what is grave they
    /// entered their PIN just now. Nothing is asked on one's own.
    pub(super) fn check_floor(
        &self,
        command: &Command,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<(), CommandError> {
        if !self.profile()?.is_group() {
            return Ok(());
        }
        self.ask_author(author, reading)?;
        self.read(|connection| {
            if asks_for_a_fresh_pin(command) && !standing::is_fresh(connection, reading)? {
                return Err(CommandError::PinRequired { fresh: true });
            }
            Ok(())
        })
    }

    /// Whether somebody may stand at this shared device.
    pub(super) fn works_at_it(&self, person: PersonId, reading: ClockReading) -> bool {
        self.floor(reading)
            .is_ok_and(|floor| floor.check(person).is_ok())
    }

    fn floor(&self, reading: ClockReading) -> Result<Floor, FloorError> {
        let Holder::Group(group) = self.profile()?.holder else {
            return Err(FloorError::NotShared);
        };
        Ok(Floor {
            dir: self.directory_as_asked()?,
            group,
            now: self.read(|connection| contacts::judging_time(connection, reading))?,
        })
    }
}

/// Somebody's words from before this are not touched: under a PIN that was chosen after theirs was cleared,
/// what they wrote before that waits for them.
pub(super) fn own_words_since(
    connection: &Connection,
    author: PersonId,
) -> Result<UnixMillis, StoreError> {
    let cleared = pins::cleared(connection, author)?;
    Ok(cleared.map_or(UnixMillis(i64::MIN), |it| it.at))
}

/// Whoever keeps words of their own at a shared device keeps it awake; on one's own nobody stands.
pub(super) fn touch_standing(
    transaction: &Transaction<'_>,
    reading: ClockReading,
) -> Result<(), StoreError> {
    standing::touch(transaction, reading)
}

/// Whoever writes at a shared device keeps it awake.
pub(super) fn touch(
    transaction: &Transaction<'_>,
    is_group: bool,
    reading: ClockReading,
) -> Result<(), StoreError> {
    match is_group {
        true => standing::touch(transaction, reading),
        false => Ok(()),
    }
}

fn stand(
    transaction: &Transaction<'_>,
    person: PersonId,
    reading: ClockReading,
    topics: &mut Topics,
) -> Result<(), FloorError> {
    topics.add(Topic::Floor);
    Ok(standing::begin(transaction, person, reading)?)
}

/// An error unless whoever stands at it entered their PIN just now.
fn ask_for_fresh(connection: &Connection, reading: ClockReading) -> Result<(), FloorError> {
    match standing::is_fresh(connection, reading)? {
        true => Ok(()),
        false => Err(FloorError::PinNeeded),
    }
}

fn state_of(
    connection: &Connection,
    person: PersonId,
    at_it: Option<PersonId>,
    reading: ClockReading,
) -> Result<FaceState, FloorError> {
    if at_it == Some(person) {
        return Ok(FaceState::AtTheDevice);
    }
    if !pins::has_one(connection, person)? {
        return Ok(FaceState::NoPin);
    }
    if standing::by_one_tap(connection, person, reading)? {
        return Ok(FaceState::OneTap);
    }
    Ok(match pins::locked_ms(connection, person, reading)? {
        Some(for_ms) => FaceState::Locked { for_ms },
        None => FaceState::NeedsPin,
    })
}

/// What is grave enough to ask for the PIN again: medicine, collectors, agreements.
fn asks_for_a_fresh_pin(command: &Command) -> bool {
    let is_grave = |kind: &NoteKind| schema::is(kind.as_str(), Attribute::FreshPin);
    match command {
        Command::AddNote(note) | Command::SendDraft { note, .. } => is_grave(&note.kind),
        Command::AddNotes(notes) | Command::OpenCircle { notes, .. } => {
            notes.iter().any(|note| is_grave(&note.kind))
        }
        Command::EditText { .. } => true,
        Command::MarkRead { .. } | Command::Directory(_) => false,
    }
}

/// Who may work at the device.
struct Floor {
    dir: std::sync::Arc<Directory>,
    group: GroupId,
    now: UnixMillis,
}

impl Floor {
    fn check(&self, person: PersonId) -> Result<(), FloorError> {
        match may_work_at(&self.dir, person, self.group, self.now) {
            true => Ok(()),
            false => Err(FloorError::NotHere),
        }
    }

    fn people(&self) -> impl Iterator<Item = PersonId> {
        self.dir
            .records()
            .filter_map(|record| match record {
                samenspel_rules::directory::Record::Person(person) => Some(person.id),
                _ => None,
            })
            .filter(|person| may_work_at(&self.dir, *person, self.group, self.now))
    }
}
