//! The profiles of one device: a folder each, with the sealed store and, beside it, what must be known
//! before it can be opened: whether a PIN is asked for, whose, and how often it was guessed. Names nobody
//! and holds no key. Knows no network.
//!
//! A phone of somebody's own has one profile per organisation, a shared one the group's and those of its
//! people. Each is a store of its own with a key of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use minicbor::{Decode, Encode};

use super::floor::Tries;
use super::pin_seal::PinSeal;
use super::{FloorError, LoggedOut, Pin, Store, StoreError, StoreKey, logged_out, rescue};
use samenspel_model::ids::{AccountId, PersonId, Random};
use samenspel_model::time::{ClockReading, UnixMillis};
use samenspel_model::wire::{decode_bounded, encode};

/// Profiles on one device: more is somebody testing the limits.
pub const ACCOUNTS_MAX: usize = 64;

const STORE: &str = "notes.db";
const ABOUT: &str = "about.cbor";
const ABOUT_BYTES_MAX: usize = 1_024;
/// A folder that is being removed: gone for everybody, whatever of it is left.
const GONE: &str = "gone";
/// A damaged profile that was set aside: kept, and not used.
const ASIDE: &str = "damaged";

/// Why a profile cannot be listed, made, opened or removed.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The device's file system.
    #[error("the folder of the profiles cannot be used ({what})")]
    Folder {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        source: std::io::Error,
    },
    /// There is none of that id.
    #[error("there is no such profile on this device")]
    Unknown,
    /// Nobody logged out of it.
    #[error("log out of this profile first, or say that what is not sent yet may be lost")]
    NotLoggedOut,
    /// What is kept beside the store is unreadable.
    #[error("what is known of this profile is damaged: remove it and enrol anew")]
    Damaged,
    /// There are too many.
    #[error("there are too many profiles on this device: remove one first")]
    TooMany,
    /// It asks for a PIN, or for none.
    #[error("this profile is opened in the other way: with a PIN, or without")]
    OtherSeal,
    /// The PIN.
    #[error(transparent)]
    Pin(#[from] FloorError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What opens a profile's store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// A key from the platform's keystore.
    Platform,
    /// A person's own profile on a shared device: their PIN and such a key.
    Pin {
        /// Whose it is.
        owner: PersonId,
    },
    /// Nothing can: what is known of it is damaged. It can only be removed.
    Damaged,
}

/// A profile on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    /// Its id: names its key in the platform's keystore.
    pub id: AccountId,
    /// What opens it.
    pub seal: Seal,
    /// What logging out left in it; `None` while somebody is logged in.
    pub left: Option<LoggedOut>,
}

#[derive(Encode, Decode)]
struct About {
    /// `None` for a store that the platform's key opens.
    #[n(0)]
    pin: Option<ByPin>,
}

#[derive(Encode, Decode)]
struct ByPin {
    #[n(0)]
    owner: PersonId,
    #[n(1)]
    seal: PinSeal,
    #[n(2)]
    wrong: i64,
    #[n(3)]
    locks: i64,
    #[n(4)]
    locked: Option<LockedAt>,
}

#[derive(Clone, Copy, Encode, Decode)]
struct LockedAt {
    #[n(0)]
    wall_ms: i64,
    #[n(1)]
    boot_id: u64,
    #[n(2)]
    monotonic_ms: i64,
}

/// One PIN in the place of another.
#[derive(Debug, Clone, Copy)]
pub struct PinChange<'a> {
    /// The one that it has.
    pub from: &'a Pin,
    /// The one that it gets.
    pub to: &'a Pin,
}

/// The profiles in a folder of the app's own.
#[derive(Debug, Clone)]
pub struct Accounts {
    folder: PathBuf,
}

impl Accounts {
    /// Those in `folder`, which need not exist yet.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Every profile that has a store, the oldest first.
    pub fn list(&self) -> Result<Vec<Account>, AccountsError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(folder("list", source)),
        };
        let mut accounts = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|source| folder("list", source))?;
            let name = entry.file_name();
            if entry.path().extension().is_some_and(|it| it == GONE) {
                // A removal that was cut off; if it fails again, the next list tries once more.
                let _ = fs::remove_dir_all(entry.path());
                continue;
            }
            let Some(id) = name.to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            if self.store_path(id).exists() {
                let seal = match self.about(id) {
                    Ok(About { pin: None }) => Seal::Platform,
                    Ok(About { pin: Some(pin) }) => Seal::Pin { owner: pin.owner },
                    // It must not hide the others.
                    Err(AccountsError::Damaged | AccountsError::Unknown) => Seal::Damaged,
                    Err(error) => return Err(error),
                };
                let left = logged_out::read_left(&self.store_path(id)).map(LoggedOut::of);
                accounts.push(Account { id, seal, left });
            }
        }
        accounts.sort_by_key(|account| account.id);
        Ok(accounts)
    }

    /// Makes the store of a new profile, which the platform's key opens.
    pub fn create(&self, id: AccountId, key: &StoreKey) -> Result<Store, AccountsError> {
        self.begin(id, &About { pin: None })?;
        Ok(Store::create(&self.store_path(id), key)?)
    }

    /// Makes the store of a person's own profile on a shared device.
    pub fn create_with_pin(
        &self,
        id: AccountId,
        owner: PersonId,
        pin: &Pin,
        platform: &[u8; 32],
        random: &mut dyn Random,
    ) -> Result<Store, AccountsError> {
        let key = StoreKey::new(random.bytes32());
        let by_pin = ByPin {
            owner,
            seal: PinSeal::of(&key, id, pin, platform, random)?,
            wrong: 0,
            locks: 0,
            locked: None,
        };
        self.begin(id, &About { pin: Some(by_pin) })?;
        Ok(Store::create(&self.store_path(id), &key)?)
    }

    /// Opens a profile with the platform's key. With a wrong one nothing is touched.
    pub fn open(&self, id: AccountId, key: &StoreKey) -> Result<Store, AccountsError> {
        match self.about(id)?.pin {
            None => Ok(Store::open(&self.store_path(id), key)?),
            Some(_) => Err(AccountsError::OtherSeal),
        }
    }

    /// Opens a person's own profile on a shared device. Wrong PINs are counted, and lock it for a while.
    pub fn open_with_pin(
        &self,
        id: AccountId,
        pin: &Pin,
        platform: &[u8; 32],
        reading: ClockReading,
    ) -> Result<Store, AccountsError> {
        let (by_pin, key) = self.unseal(id, pin, platform, reading)?;
        let store = Store::open(&self.store_path(id), &key)?;
        if by_pin.tries() != Tries::default() {
            self.keep_tries(id, by_pin, Tries::default())?;
        }
        Ok(store)
    }

    /// Gives a person's own profile another PIN; it may be open. Without the one that it has nothing is
    /// touched: who forgot theirs enrols anew, and what was not sent is lost.
    pub fn change_pin(
        &self,
        id: AccountId,
        pins: PinChange<'_>,
        platform: &[u8; 32],
        reading: ClockReading,
        random: &mut dyn Random,
    ) -> Result<(), AccountsError> {
        let (by_pin, key) = self.unseal(id, pins.from, platform, reading)?;
        let seal = PinSeal::of(&key, id, pins.to, platform, random)?;
        self.keep_tries(id, ByPin { seal, ..by_pin }, Tries::default())
    }

    /// The key of a store that a PIN opens. A wrong one is counted before it is said to be.
    fn unseal(
        &self,
        id: AccountId,
        pin: &Pin,
        platform: &[u8; 32],
        reading: ClockReading,
    ) -> Result<(ByPin, StoreKey), AccountsError> {
        let by_pin = self.about(id)?.pin.ok_or(AccountsError::OtherSeal)?;
        let tries = by_pin.tries();
        if let Some(for_ms) = tries.locked_ms(reading) {
            return Err(FloorError::Locked { for_ms }.into());
        }
        match by_pin.seal.open(id, pin, platform)? {
            Some(key) => Ok((by_pin, key)),
            None => {
                let (tries, said) = tries.after_wrong(reading);
                self.keep_tries(id, by_pin, tries)?;
                Err(said.into())
            }
        }
    }

    /// Removes a profile and everything in it, and says how much was lost with it. The app has logged out of
    /// it and closed it, and destroys its key after this. Refuses where something is not sent, or where
    /// nobody logged out and so nobody knows, unless `discard_unsent` says that it may be lost; then it says
    /// nothing where nobody knows.
    pub fn remove(
        &self,
        id: AccountId,
        discard_unsent: bool,
    ) -> Result<Option<u64>, AccountsError> {
        let there = self.folder.join(id.to_string()).exists();
        let left = logged_out::read_left(&self.store_path(id));
        match left {
            _ if discard_unsent || !there => {}
            // One that was never finished: there is no store in it.
            None if !self.store_path(id).exists() => {}
            None => return Err(AccountsError::NotLoggedOut),
            Some(0) => {}
            Some(count) => return Err(StoreError::Unsent { count }.into()),
        }
        self.remove_for_good(id)?;
        Ok(left)
    }

    /// Puts a damaged profile out of the way, with everything in it: it is opened and listed no more, and its
    /// person enrols anew under another id. Nothing of it is lost: the folder that this gives, and the key
    /// that the app keeps under the profile's id, are for whoever may save what was not sent.
    pub fn set_aside(&self, id: AccountId) -> Result<PathBuf, AccountsError> {
        let from = self.folder.join(id.to_string());
        let aside = self.folder.join(format!("{id}.{ASIDE}"));
        match fs::rename(&from, &aside) {
            Ok(()) => Ok(aside),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(AccountsError::Unknown)
            }
            Err(source) => Err(folder("set aside", source)),
        }
    }

    /// How many notes and commands a damaged profile holds that were not sent, as far as that can still be
    /// read; nothing of it is changed. To be said before [`Accounts::set_aside`]: they stay in what is set
    /// aside, since their signatures are of a device that its person enrols anew.
    pub fn unsent_in_damaged(
        &self,
        id: AccountId,
        key: &StoreKey,
    ) -> Result<Option<u64>, AccountsError> {
        match self.about(id)?.pin {
            None => Ok(rescue::unsent(&self.store_path(id), key)),
            Some(_) => Err(AccountsError::OtherSeal),
        }
    }

    fn remove_for_good(&self, id: AccountId) -> Result<(), AccountsError> {
        let from = self.folder.join(id.to_string());
        let gone = self.folder.join(format!("{id}.{GONE}"));
        match fs::rename(&from, &gone) {
            Ok(()) => fs::remove_dir_all(&gone).map_err(|source| folder("remove", source)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(AccountsError::Unknown)
            }
            Err(source) => Err(folder("remove", source)),
        }
    }

    /// Where a profile's store is.
    fn store_path(&self, id: AccountId) -> PathBuf {
        self.folder.join(id.to_string()).join(STORE)
    }

    fn begin(&self, id: AccountId, about: &About) -> Result<(), AccountsError> {
        if self.list()?.len() >= ACCOUNTS_MAX {
            return Err(AccountsError::TooMany);
        }
        if self.store_path(id).exists() {
            return Err(StoreError::AlreadyExists.into());
        }
        let own = self.folder.join(id.to_string());
        fs::create_dir_all(&own).map_err(|source| folder("make", source))?;
        self.write_about(id, about)
    }

    fn about(&self, id: AccountId) -> Result<About, AccountsError> {
        let path = self.folder.join(id.to_string()).join(ABOUT);
        match fs::read(path) {
            Ok(bytes) => {
                decode_bounded(&bytes, ABOUT_BYTES_MAX).map_err(|_| AccountsError::Damaged)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(AccountsError::Unknown)
            }
            Err(source) => Err(folder("read", source)),
        }
    }

    fn keep_tries(&self, id: AccountId, by_pin: ByPin, tries: Tries) -> Result<(), AccountsError> {
        let pin = ByPin {
            wrong: tries.wrong,
            locks: tries.locks,
            locked: tries.locked_at.map(|at| LockedAt {
                wall_ms: at.wall.0,
                boot_id: at.boot_id,
                monotonic_ms: at.monotonic_ms,
            }),
            ..by_pin
        };
        self.write_about(id, &About { pin: Some(pin) })
    }

    /// Beside the old one and then in its place, so that it is whole at every moment.
    fn write_about(&self, id: AccountId, about: &About) -> Result<(), AccountsError> {
        let own = self.folder.join(id.to_string());
        let (new, old) = (own.join("about.new"), own.join(ABOUT));
        let write = || {
            let mut file = fs::File::create(&new)?;
            file.write_all(&encode(about))?;
            file.sync_all()?;
            fs::rename(&new, &old)
        };
        write().map_err(|source| folder("write", source))
    }
}

impl ByPin {
    fn tries(&self) -> Tries {
        Tries {
            wrong: self.wrong,
            locks: self.locks,
            locked_at: self.locked.map(|at| ClockReading {
                wall: UnixMillis(at.wall_ms),
                boot_id: at.boot_id,
                monotonic_ms: at.monotonic_ms,
            }),
        }
    }
}

fn folder(what: &'static str, source: std::io::Error) -> AccountsError {
    AccountsError::Folder { what, source }
}
