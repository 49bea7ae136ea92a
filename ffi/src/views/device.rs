//! The device, its profiles, and who stands at it.

use crate::LoggedOutView;

/// What a screen may be showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum Topic {
    /// Notes and what is said of them.
    Notes,
    /// Open items.
    OpenItems,
    /// What became of what was written here.
    Status,
    /// What was refused or is held.
    Inbox,
    /// People, groups, devices.
    Directory,
    /// Which documents are here, and how complete.
    Documents,
    /// Co-written texts.
    Agreements,
    /// Drafts and reflections.
    Drafts,
    /// Who stands at a shared device.
    Floor,
}

/// Who holds a profile.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ProfileHolder {
    /// One person.
    Person {
        /// Its id.
        person: String,
    },
    /// A group: the shared profile of the phone or tablet in the room.
    Group {
        /// Its id.
        group: String,
    },
}

samenspel_model::hides_content!(ProfileHolder);

/// Whose a profile is.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ProfileView {
    /// The organisation's id.
    pub organisation: String,
    /// The organisation's name.
    pub organisation_name: String,
    /// Who holds it.
    pub holder: ProfileHolder,
    /// This profile's device id.
    pub device: String,
    /// What its holder calls the device.
    pub device_name: String,
    /// Where the server is.
    pub server_url: String,
}

samenspel_model::hides_content!(ProfileView);

/// What opens a profile.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum AccountSeal {
    /// A key from the platform's keystore.
    Platform,
    /// A person's own profile on a shared device: their PIN and such a key.
    Pin {
        /// The id of the person.
        owner: String,
    },
    /// Nothing: what is known of it is damaged. Remove it and enrol anew.
    Damaged,
}

samenspel_model::hides_content!(AccountSeal);

/// A profile on this device.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct AccountView {
    /// Its id: names its key in the platform's keystore.
    pub id: String,
    /// What opens it.
    pub seal: AccountSeal,
    /// What logging out left in it: log in again, or remove it. Nothing while somebody is logged in.
    pub logged_out: Option<LoggedOutView>,
}

samenspel_model::hides_content!(AccountView);

/// Somebody who may work at a shared device.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct FaceView {
    /// Who.
    pub person: String,
    /// What a tap does.
    pub state: FaceState,
    /// A colleague cleared their PIN, and they have not shown yet who they are: say so on the face.
    pub cleared: Option<ClearedPinView>,
}

samenspel_model::hides_content!(FaceView);

/// A PIN that a colleague cleared. Until its owner enters it after all, or chooses another with their own
/// profile open on this device, whoever stands here under that name may do what a substitute may at most.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClearedPinView {
    /// The colleague.
    pub by: String,
    /// When, by the device's own clock.
    pub at_ms: i64,
}

samenspel_model::hides_content!(ClearedPinView);

/// What a tap on a face does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum FaceState {
    /// They stand at the device.
    AtTheDevice,
    /// They stand at it then.
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
