//! The profiles of this device: which there are, and the one way to open one. Knows no screen.

use samenspel_device::{Pin, PinChange, Store, StoreKey};
use samenspel_model::ids::AccountId;
use samenspel_model::time::Clock;
use std::path::Path;
use std::sync::Arc;
use zeroize::Zeroizing;

use crate::clock::{CoreClock, SystemRandom};
use crate::error::DeviceCode;
use crate::runtime::on_disk;
use crate::{AccountView, PlatformClock, Profile, SamenspelError, convert, log};

/// The profiles in a folder of the app's own. The folder is private to the app and is left out of
/// backups: a key that stays behind opens nothing, and an old copy would show old notes.
#[derive(uniffi::Object)]
pub struct Accounts {
    accounts: samenspel_device::Accounts,
    clock: Arc<CoreClock>,
}

#[uniffi::export]
impl Accounts {
    /// Those in `folder`, which need not exist yet. Reads nothing.
    #[uniffi::constructor]
    pub fn new(folder: String, clock: Arc<dyn PlatformClock>) -> Arc<Self> {
        Arc::new(Self {
            accounts: samenspel_device::Accounts::at(Path::new(&folder)),
            clock: Arc::new(CoreClock::new(clock)),
        })
    }

    /// A fresh id: the app first keeps a key under it in the platform's keystore, and then creates the
    /// profile, so that no profile is ever without its key.
    pub fn new_id(&self) -> String {
        let now = self.clock.read().wall;
        AccountId::new(now, &mut SystemRandom).to_string()
    }

    /// Every profile on this device, the oldest first.
    pub async fn list(&self) -> Result<Vec<AccountView>, SamenspelError> {
        let accounts = self.accounts.clone();
        on_disk(move || {
            let list = accounts.list()?;
            Ok(list.into_iter().map(AccountView::from).collect())
        })
        .await
    }

    /// Creates a profile that is opened with the platform's key: 32 bytes from its keystore. It is
    /// nobody's until it is enrolled.
    pub async fn create(
        &self,
        account: String,
        key: Vec<u8>,
    ) -> Result<Arc<Profile>, SamenspelError> {
        self.opened(account, move |accounts, id, _| {
            Ok(accounts.create(id, &StoreKey::new(*bytes32(key)?))?)
        })
        .await
    }

    /// Opens a profile with the platform's key. With a wrong key nothing is touched.
    pub async fn open(
        &self,
        account: String,
        key: Vec<u8>,
    ) -> Result<Arc<Profile>, SamenspelError> {
        self.opened(account, move |accounts, id, _| {
            Ok(accounts.open(id, &StoreKey::new(*bytes32(key)?))?)
        })
        .await
    }

    /// Creates a person's own profile on a shared device: sealed by their PIN of 4 to 8 digits and by the
    /// platform's key, neither of which opens it alone.
    pub async fn create_with_pin(
        &self,
        account: String,
        owner: String,
        pin: String,
        key: Vec<u8>,
    ) -> Result<Arc<Profile>, SamenspelError> {
        let pin = Zeroizing::new(pin);
        self.opened(account, move |accounts, id, _| {
            let owner = convert::parse(&owner, "owner")?;
            let (pin, key) = (Pin::new(&pin)?, bytes32(key)?);
            Ok(accounts.create_with_pin(id, owner, &pin, &key, &mut SystemRandom)?)
        })
        .await
    }

    /// Opens a person's own profile on a shared device. Five wrong PINs lock it for a while.
    pub async fn open_with_pin(
        &self,
        account: String,
        pin: String,
        key: Vec<u8>,
    ) -> Result<Arc<Profile>, SamenspelError> {
        let pin = Zeroizing::new(pin);
        self.opened(account, move |accounts, id, clock| {
            // What cannot be a PIN is a wrong one, and is counted like one.
            let pin = Pin::new(&pin)?;
            Ok(accounts.open_with_pin(id, &pin, &*bytes32(key)?, clock.read())?)
        })
        .await
    }

    /// Gives a person's own profile on a shared device another PIN; it may be open. Without the one that it
    /// has nothing is touched, and wrong ones are counted.
    pub async fn change_pin(
        &self,
        account: String,
        pin: String,
        new_pin: String,
        key: Vec<u8>,
    ) -> Result<(), SamenspelError> {
        let (pin, new_pin) = (Zeroizing::new(pin), Zeroizing::new(new_pin));
        let (accounts, clock) = (self.accounts.clone(), self.clock.clone());
        on_disk(move || {
            let id = convert::parse(&account, "account")?;
            let (pin, new_pin) = (Pin::new(&pin)?, Pin::new(&new_pin)?);
            let pins = PinChange {
                from: &pin,
                to: &new_pin,
            };
            let key = bytes32(key)?;
            Ok(accounts.change_pin(id, pins, &key, clock.read(), &mut SystemRandom)?)
        })
        .await
    }

    /// Removes a profile and everything in it. The app has logged out of it and closed it, and destroys
    /// its key after this. With something unsent it is refused (`store: unsent`, with how much), and so it is
    /// where nobody logged out (`store: not_logged_out`), unless `discard_unsent` says that it may be lost:
    /// then it gives how much that was, where that is known.
    pub async fn remove(
        &self,
        account: String,
        discard_unsent: bool,
    ) -> Result<Option<u64>, SamenspelError> {
        let accounts = self.accounts.clone();
        on_disk(move || {
            let id = convert::parse(&account, "account")?;
            Ok(accounts.remove(id, discard_unsent)?)
        })
        .await
    }

    /// How many notes and commands a damaged profile (`store: corrupt`, `store: stale_log`) holds that were
    /// not sent, as far as that can still be read: to be said before [`Accounts::set_aside`]. They stay in
    /// what is set aside.
    pub async fn unsent_in_damaged(
        &self,
        account: String,
        key: Vec<u8>,
    ) -> Result<Option<u64>, SamenspelError> {
        let accounts = self.accounts.clone();
        on_disk(move || {
            let id = convert::parse(&account, "account")?;
            Ok(accounts.unsent_in_damaged(id, &StoreKey::new(*bytes32(key)?))?)
        })
        .await
    }

    /// Puts a damaged profile (`store: corrupt`, `store: stale_log`) out of the way, so that its person can
    /// enrol anew under a new id; the app has closed it. Nothing of it is lost: gives the folder, for whoever may save what was
    /// not sent. The app keeps its key.
    pub async fn set_aside(&self, account: String) -> Result<String, SamenspelError> {
        let accounts = self.accounts.clone();
        on_disk(move || {
            let folder = accounts.set_aside(convert::parse(&account, "account")?)?;
            Ok(folder.display().to_string())
        })
        .await
    }
}

impl Accounts {
    async fn opened(
        &self,
        account: String,
        open: impl FnOnce(
            &samenspel_device::Accounts,
            AccountId,
            &CoreClock,
        ) -> Result<Store, SamenspelError>
        + Send
        + 'static,
    ) -> Result<Arc<Profile>, SamenspelError> {
        let (accounts, clock) = (self.accounts.clone(), self.clock.clone());
        let opened = on_disk(move || {
            let id = convert::parse(&account, "account")?;
            let store = open(&accounts, id, &clock)?;
            Ok(Profile::of(id, store, clock))
        })
        .await;
        match &opened {
            Ok(_) => log::event("opened"),
            Err(error) => log::failure("opened", error),
        }
        opened
    }
}

fn bytes32(key: Vec<u8>) -> Result<Zeroizing<[u8; 32]>, SamenspelError> {
    let key = Zeroizing::new(key);
    let bytes: [u8; 32] = key[..]
        .try_into()
        .map_err(|_| SamenspelError::input(DeviceCode::Not32Bytes, "key"))?;
    Ok(Zeroizing::new(bytes))
}
