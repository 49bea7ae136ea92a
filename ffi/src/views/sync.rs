//! Where syncing stands.

/// Where syncing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SyncState {
    /// Nothing more to do.
    Idle,
    /// Under way.
    Syncing,
    /// Waits before it tries again, since the last attempt failed.
    Waiting,
    /// Everything is sent but notes that can still be undone: they leave by themselves.
    WaitsForUndo,
    /// The server wants something later: it is offered again by itself.
    WaitsForServer,
    /// Waits for a network.
    Offline,
    /// This device was revoked.
    DeviceRevoked,
    /// This device waits for a manager: the device that let it in was revoked.
    DeviceSuspended,
    /// The app must be updated.
    UpdateNeeded,
    /// This device must be enrolled anew.
    NotEnrolled,
    /// The server does not serve the organisation.
    WrongServer,
    /// The person of this profile logged out.
    LoggedOut,
}

/// What a sync came to.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncReportView {
    /// Where it ended.
    pub state: SyncState,
    /// Something is left for a later sync.
    pub unfinished: bool,
    /// Answers applied.
    pub answers: u32,
    /// Requests sent.
    pub requests: u64,
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
    /// Why the last attempt failed, if it did: a code of [`crate::SamenspelError`].
    pub failure: Option<String>,
}

samenspel_model::hides_content!(SyncReportView);

/// How a device stands towards the server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncStatusView {
    /// The person of this profile logged out: nothing else is known but how much is unsent, drafts and
    /// reflections counted. Log in again, or remove the profile.
    pub logged_out: bool,
    /// How much of what was written here the server does not have.
    pub unsent: u64,
    /// How much of that waits for the end of its undo delay, or a request for a talk for the next opening
    /// day: nothing is wrong, and nobody needs to do anything.
    pub undoable: u64,
    /// How long until the first of that leaves.
    pub leaves_in_ms: Option<i64>,
    /// As of when the data is complete, in milliseconds since 1970; nothing before the first sync.
    pub data_as_of_ms: Option<i64>,
    /// Documents still being fetched.
    pub documents_missing: u64,
    /// By how much the device's clock is ahead of the server's, if that is worth telling the user.
    pub clock_ahead_ms: Option<i64>,
    /// For how long this device may be read without a contact; nothing before the first one. Negative
    /// once that is over.
    pub lease_left_ms: Option<i64>,
}

impl SyncStatusView {
    /// After logging out.
    pub(crate) fn logged_out(unsent: u64) -> Self {
        Self {
            logged_out: true,
            unsent,
            undoable: 0,
            leaves_in_ms: None,
            data_as_of_ms: None,
            documents_missing: 0,
            clock_ahead_ms: None,
            lease_left_ms: None,
        }
    }
}

/// What logging out left on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum LoggedOutView {
    /// Nothing: close it, remove the account, destroy the key.
    Empty,
    /// Only what was not sent yet, sealed, for the next log-in of the same person.
    Kept {
        /// How much.
        unsent: u64,
    },
}

/// What a relay sealed.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct RelayOutView {
    /// The bytes of the file, or of [`crate::FrameSender`].
    pub sealed: Vec<u8>,
    /// How many notes are in it.
    pub notes: u32,
    /// Whether more wait than fit.
    pub more: bool,
}

samenspel_model::hides_content!(RelayOutView);

/// What was taken from a colleague's phone.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct RelayTakenView {
    /// The keys of the notes that are on this device now.
    pub taken: Vec<String>,
    /// How many were here already.
    pub known: u32,
    /// Why others were not taken: codes.
    pub refused: Vec<String>,
}

samenspel_model::hides_content!(RelayTakenView);

/// What a scanned code was.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ScannedFrame {
    /// No frame of a relay.
    NotAFrame,
    /// So many of about so many are in.
    Progress {
        /// Different frames seen.
        seen: u32,
        /// About how many it takes.
        needed: u32,
    },
    /// All of it.
    Whole {
        /// For [`crate::Profile::take_relay`].
        sealed: Vec<u8>,
    },
}

samenspel_model::hides_content!(ScannedFrame);
