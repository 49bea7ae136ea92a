//! The errors that an app can do something about: seven, each with a code that the phrasebook
//! renders and its arguments. Nothing personal is in them.

use samenspel_client::{ClientError, ExchangeError, TransportError};
use samenspel_device::relay::{OfferTextError, RelaySealError};
use samenspel_device::{
    AccountsError, CommandError, DayPassError, FloorError, RelayError, StoreError, SyncError,
};

/// Declares the codes of what goes wrong on the device: a type, so that none is given that is not in the
/// list, and the list, so that a test can ask the phrasebook for a sentence of each.
macro_rules! device_codes {
    ($($code:ident = $name:literal,)*) => {
        /// What went wrong on the device.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum DeviceCode { $($code,)* }

        impl DeviceCode {
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$code => $name,)* }
            }
        }

        /// Every code of [`SamenspelError::Store`], [`SamenspelError::Pin`], [`SamenspelError::Input`] and
        /// [`SamenspelError::Unreachable`], but for those of the protocol that the last one passes on. The
        /// phrasebook has a sentence for each: [`crate::SentenceOf::Device`].
        pub const DEVICE_CODES: &[&str] = &[$($name),*];
    };
}

device_codes! {
    // The profile's file.
    WrongKey = "wrong_key",
    NotFound = "not_found",
    AlreadyExists = "already_exists",
    NotAStore = "not_a_store",
    Corrupt = "corrupt",
    StaleLog = "stale_log",
    ReadOnly = "read_only",
    DiskFull = "disk_full",
    NewerVersion = "newer_version",
    InUse = "in_use",
    NotEnrolled = "not_enrolled",
    AlreadyEnrolled = "already_enrolled",
    LeaseExpired = "lease_expired",
    Unsent = "unsent",
    LoggedOut = "logged_out",
    NotLoggedOut = "not_logged_out",
    Failed = "failed",
    Folder = "folder",
    TooManyAccounts = "too_many_accounts",
    NoThreads = "no_threads",
    Busy = "busy",
    Closed = "closed",
    // The shared device.
    PinRequired = "required",
    FreshPinRequired = "fresh_required",
    NotHere = "not_here",
    TooSimple = "too_simple",
    NoPin = "no_pin",
    WrongPin = "wrong",
    PinLocked = "locked",
    NobodyVouches = "nobody_vouches",
    NoMemory = "no_memory",
    // The network.
    NoAnswer = "no_answer",
    NotTrusted = "not_trusted",
    NotTheServer = "not_the_server",
    AnswerTooLarge = "answer_too_large",
    NoTls = "tls",
    NoContext = "no_context",
    Stopping = "stopping",
    Paused = "paused",
    Cancelled = "cancelled",
    // What the app gave.
    NotAnId = "id",
    Unknown = "unknown",
    WrongSubject = "wrong_subject",
    Not32Bytes = "not_32_bytes",
    OtherSeal = "other_seal",
    NotShared = "not_shared",
    WrongValue = "value",
    EntryTooLarge = "entry",
    UnknownAgreement = "unknown_agreement",
    UnsentEdits = "unsent_edits",
    Empty = "empty",
    ParentsNotTold = "parents_not_told",
    NoChild = "no_child",
    NamesAnother = "names_another",
    ProposalUnfinished = "proposal_unfinished",
    TooManyDrafts = "too_many_drafts",
    NotForUs = "not_for_us",
    RelayTooLarge = "relay_too_large",
    Damaged = "damaged",
    OtherOrganisation = "other_organisation",
    OwnCode = "own_code",
    Nothing = "nothing",
    NotAnOffer = "not_an_offer",
    OtherOffer = "other_offer",
    NotPersonal = "not_personal",
    Mistyped = "mistyped",
    SeveralInvitations = "several_invitations",
    WrongAddress = "address",
    Missing = "missing",
}

/// Why something did not work; the variant says what helps, the code says why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum SamenspelError {
    /// The profile's file: unlock, free space, update, or enrol anew, as the code says.
    #[error("store: {code}")]
    Store {
        /// Why.
        code: String,
        /// Which.
        args: Vec<String>,
    },
    /// A shared device: ask for the PIN, for another one, or to wait, as the code says.
    #[error("pin: {code}")]
    Pin {
        /// Why.
        code: String,
        /// Tries that are left, or milliseconds to wait.
        args: Vec<String>,
    },
    /// The rules do not allow it, or a field is missing or wrong: change it and try again.
    #[error("refused: {code}")]
    Refused {
        /// A refusal code of the protocol.
        code: String,
        /// Which field or limit.
        args: Vec<String>,
    },
    /// The server was not reached: nothing to do but wait.
    #[error("unreachable: {code}")]
    Unreachable {
        /// Why.
        code: String,
        /// How long to wait, where the server said so.
        args: Vec<String>,
    },
    /// The server refused the whole request: enrol anew, ask for another invitation, or update.
    #[error("server: {code}")]
    Server {
        /// A request error's code of the protocol.
        code: String,
        /// What is expected.
        args: Vec<String>,
    },
    /// A day pass that a colleague's device gave is not taken: ask for another one, or another colleague,
    /// as the code says.
    #[error("day pass: {code}")]
    DayPass {
        /// Why: a code of the protocol.
        code: String,
        /// Nothing yet.
        args: Vec<String>,
    },
    /// What the app gave is not what was asked for: a fault in the app, or a mistyped invitation.
    #[error("input: {code}")]
    Input {
        /// What is wrong.
        code: String,
        /// Which argument.
        args: Vec<String>,
    },
}

impl SamenspelError {
    /// The code, whichever variant.
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Store { code, .. }
            | Self::Pin { code, .. }
            | Self::Refused { code, .. }
            | Self::Unreachable { code, .. }
            | Self::Server { code, .. }
            | Self::DayPass { code, .. }
            | Self::Input { code, .. } => code,
        }
    }

    pub(crate) fn input(code: DeviceCode, argument: &str) -> Self {
        Self::Input {
            code: code.name().into(),
            args: vec![argument.into()],
        }
    }

    /// An argument that names nothing that there is.
    pub(crate) fn unknown(argument: &str) -> Self {
        Self::input(DeviceCode::Unknown, argument)
    }

    pub(crate) fn store(code: DeviceCode) -> Self {
        Self::Store {
            code: code.name().into(),
            args: Vec::new(),
        }
    }

    fn pin(code: DeviceCode) -> Self {
        Self::Pin {
            code: code.name().into(),
            args: Vec::new(),
        }
    }

    pub(crate) fn unreachable(code: DeviceCode) -> Self {
        Self::Unreachable {
            code: code.name().into(),
            args: Vec::new(),
        }
    }
}

impl From<StoreError> for SamenspelError {
    fn from(error: StoreError) -> Self {
        Self::store(match error {
            StoreError::WrongKey => DeviceCode::WrongKey,
            StoreError::NotFound => DeviceCode::NotFound,
            StoreError::AlreadyExists => DeviceCode::AlreadyExists,
            StoreError::NotAStore => DeviceCode::NotAStore,
            StoreError::Corrupt(_) => DeviceCode::Corrupt,
            StoreError::StaleLog => DeviceCode::StaleLog,
            StoreError::ReadOnly => DeviceCode::ReadOnly,
            StoreError::DiskFull => DeviceCode::DiskFull,
            StoreError::NewerVersion { .. } => DeviceCode::NewerVersion,
            StoreError::Locked => DeviceCode::InUse,
            StoreError::NotEnrolled => DeviceCode::NotEnrolled,
            StoreError::AlreadyEnrolled => DeviceCode::AlreadyEnrolled,
            StoreError::LeaseExpired => DeviceCode::LeaseExpired,
            StoreError::PinRequired => return Self::pin(DeviceCode::PinRequired),
            StoreError::Unsent { count } => {
                return Self::Store {
                    code: DeviceCode::Unsent.name().into(),
                    args: vec![count.to_string()],
                };
            }
            StoreError::LoggedOut => DeviceCode::LoggedOut,
            StoreError::Sqlite(_) => DeviceCode::Failed,
        })
    }
}

impl From<CommandError> for SamenspelError {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::Refused { code, args } => Self::Refused {
                code: code.as_str().into(),
                args,
            },
            CommandError::Store(error) => error.into(),
            CommandError::Value(_) => Self::input(DeviceCode::WrongValue, "fields"),
            CommandError::Entry(_) => Self::input(DeviceCode::EntryTooLarge, "note"),
            CommandError::UnknownAgreement => {
                Self::input(DeviceCode::UnknownAgreement, "agreement")
            }
            CommandError::UnsentEdits => Self::input(DeviceCode::UnsentEdits, "agreement"),
            CommandError::PinRequired { fresh: false } => Self::pin(DeviceCode::PinRequired),
            CommandError::PinRequired { fresh: true } => Self::pin(DeviceCode::FreshPinRequired),
            CommandError::Empty => Self::input(DeviceCode::Empty, "command"),
            CommandError::TooManyDrafts => Self::input(DeviceCode::TooManyDrafts, "drafts"),
        }
    }
}

impl From<FloorError> for SamenspelError {
    fn from(error: FloorError) -> Self {
        let with = |code: DeviceCode, arg: String| Self::Pin {
            code: code.name().into(),
            args: vec![arg],
        };
        match error {
            FloorError::NotShared => Self::input(DeviceCode::NotShared, "profile"),
            FloorError::NotHere => Self::pin(DeviceCode::NotHere),
            FloorError::TooSimple => Self::pin(DeviceCode::TooSimple),
            FloorError::NoPin => Self::pin(DeviceCode::NoPin),
            FloorError::PinNeeded => Self::pin(DeviceCode::PinRequired),
            FloorError::WrongPin { tries_left } => {
                with(DeviceCode::WrongPin, tries_left.to_string())
            }
            FloorError::Locked { for_ms } => with(DeviceCode::PinLocked, for_ms.to_string()),
            FloorError::NobodyVouches => Self::pin(DeviceCode::NobodyVouches),
            FloorError::NoMemory => Self::pin(DeviceCode::NoMemory),
            FloorError::Store(error) => error.into(),
        }
    }
}

impl From<AccountsError> for SamenspelError {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Folder { .. } => Self::store(DeviceCode::Folder),
            AccountsError::Unknown => Self::store(DeviceCode::NotFound),
            AccountsError::NotLoggedOut => Self::store(DeviceCode::NotLoggedOut),
            AccountsError::Damaged => Self::store(DeviceCode::Corrupt),
            AccountsError::TooMany => Self::store(DeviceCode::TooManyAccounts),
            AccountsError::OtherSeal => Self::input(DeviceCode::OtherSeal, "account"),
            AccountsError::Pin(error) => error.into(),
            AccountsError::Store(error) => error.into(),
        }
    }
}

impl From<RelaySealError> for SamenspelError {
    fn from(error: RelaySealError) -> Self {
        let code = match error {
            RelaySealError::NotForUs => DeviceCode::NotForUs,
            RelaySealError::TooLarge => DeviceCode::RelayTooLarge,
            _ => DeviceCode::Damaged,
        };
        Self::input(code, "sealed")
    }
}

impl From<OfferTextError> for SamenspelError {
    fn from(error: OfferTextError) -> Self {
        let code = match error {
            OfferTextError::OfAnotherKind => DeviceCode::OtherOffer,
            OfferTextError::Mistyped => DeviceCode::Mistyped,
            OfferTextError::NotAnOffer | OfferTextError::Contents => DeviceCode::NotAnOffer,
        };
        Self::input(code, "offer")
    }
}

impl From<DayPassError> for SamenspelError {
    fn from(error: DayPassError) -> Self {
        match error {
            DayPassError::Refused(code) => Self::DayPass {
                code: code.as_str().into(),
                args: Vec::new(),
            },
            DayPassError::Seal(error) => error.into(),
            DayPassError::OtherOrganisation => Self::input(DeviceCode::OtherOrganisation, "offer"),
            DayPassError::Own => Self::input(DeviceCode::OwnCode, "offer"),
            DayPassError::NotPersonal => Self::input(DeviceCode::NotPersonal, "profile"),
            DayPassError::Command(error) => error.into(),
            DayPassError::Store(error) => error.into(),
        }
    }
}

impl From<RelayError> for SamenspelError {
    fn from(error: RelayError) -> Self {
        match error {
            RelayError::Seal(error) => error.into(),
            RelayError::OtherOrganisation => Self::input(DeviceCode::OtherOrganisation, "relay"),
            RelayError::Own => Self::input(DeviceCode::OwnCode, "offer"),
            RelayError::Nothing => Self::input(DeviceCode::Nothing, "relay"),
            RelayError::Store(error) => error.into(),
        }
    }
}

impl From<TransportError> for SamenspelError {
    fn from(error: TransportError) -> Self {
        use samenspel_model::verdict::RequestError as Refusal;
        match error {
            TransportError::NoAnswer(_) => Self::unreachable(DeviceCode::NoAnswer),
            TransportError::NotTrusted(_) => Self::unreachable(DeviceCode::NotTrusted),
            TransportError::NotTheServer(_) => Self::unreachable(DeviceCode::NotTheServer),
            TransportError::TooLarge => Self::unreachable(DeviceCode::AnswerTooLarge),
            TransportError::Refused(
                refusal @ (Refusal::RateLimited { retry_after_ms }
                | Refusal::Unavailable { retry_after_ms }),
            ) => Self::Unreachable {
                code: refusal.code().into(),
                args: vec![retry_after_ms.to_string()],
            },
            TransportError::Refused(refusal) => Self::Server {
                code: refusal.code().into(),
                args: Vec::new(),
            },
        }
    }
}

impl From<ClientError> for SamenspelError {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Address(_) => Self::input(DeviceCode::WrongAddress, "invitation"),
            ClientError::Tls(_) => Self::unreachable(DeviceCode::NoTls),
            ClientError::Transport(error) => error.into(),
            ClientError::Store(error) => error.into(),
            ClientError::Stopping => Self::unreachable(DeviceCode::Stopping),
        }
    }
}

impl From<ExchangeError> for SamenspelError {
    fn from(error: ExchangeError) -> Self {
        match error {
            ExchangeError::Transport(error) => error.into(),
            ExchangeError::Store(error) | ExchangeError::Answer(SyncError::Store(error)) => {
                error.into()
            }
            ExchangeError::Answer(SyncError::Version(_)) => Self::Server {
                code: "unsupported_version".into(),
                args: Vec::new(),
            },
            ExchangeError::Answer(SyncError::Wire(_) | SyncError::Mismatch(_)) => {
                Self::unreachable(DeviceCode::NotTheServer)
            }
            ExchangeError::Stopping => Self::unreachable(DeviceCode::Stopping),
        }
    }
}
