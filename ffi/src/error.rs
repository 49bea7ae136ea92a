//! The errors that an app can do something about: six, each with a code that the phrasebook
//! renders and its arguments. Nothing personal is in them.

use samenspel_core::device::client::{ClientError, ExchangeError, TransportError};
use samenspel_core::device::{
    AccountsError, CommandError, FloorError, RelayError, StoreError, SyncError,
};
use samenspel_core::relay::RelaySealError;

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
            | Self::Input { code, .. } => code,
        }
    }

    pub(crate) fn input(code: &str, argument: &str) -> Self {
        Self::Input {
            code: code.into(),
            args: vec![argument.into()],
        }
    }

    pub(crate) fn store(code: &str) -> Self {
        Self::Store {
            code: code.into(),
            args: Vec::new(),
        }
    }

    fn pin(code: &str) -> Self {
        Self::Pin {
            code: code.into(),
            args: Vec::new(),
        }
    }

    pub(crate) fn unreachable(code: &str) -> Self {
        Self::Unreachable {
            code: code.into(),
            args: Vec::new(),
        }
    }
}

impl From<StoreError> for SamenspelError {
    fn from(error: StoreError) -> Self {
        Self::store(match error {
            StoreError::WrongKey => "wrong_key",
            StoreError::NotFound => "not_found",
            StoreError::AlreadyExists => "already_exists",
            StoreError::NotAStore => "not_a_store",
            StoreError::Corrupt(_) => "corrupt",
            StoreError::ReadOnly => "read_only",
            StoreError::DiskFull => "disk_full",
            StoreError::NewerVersion { .. } => "newer_version",
            StoreError::Locked => "locked",
            StoreError::NotEnrolled => "not_enrolled",
            StoreError::AlreadyEnrolled => "already_enrolled",
            StoreError::LeaseExpired => "lease_expired",
            StoreError::PinRequired => return Self::pin("required"),
            StoreError::Unsent { .. } => "unsent",
            StoreError::Sqlite(_) => "failed",
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
            CommandError::Value(_) => Self::input("value", "fields"),
            CommandError::Entry(_) => Self::input("entry", "note"),
            CommandError::UnknownAgreement => Self::input("unknown_agreement", "agreement"),
            CommandError::UnsentEdits => Self::input("unsent_edits", "agreement"),
            CommandError::PinRequired { fresh: false } => Self::pin("required"),
            CommandError::PinRequired { fresh: true } => Self::pin("fresh_required"),
            CommandError::Empty => Self::input("empty", "command"),
            CommandError::TooManyDrafts => Self::input("too_many", "drafts"),
        }
    }
}

impl From<FloorError> for SamenspelError {
    fn from(error: FloorError) -> Self {
        let with = |code: &str, arg: String| Self::Pin {
            code: code.into(),
            args: vec![arg],
        };
        match error {
            FloorError::NotShared => Self::input("not_shared", "profile"),
            FloorError::NotHere => Self::pin("not_here"),
            FloorError::TooSimple => Self::pin("too_simple"),
            FloorError::NoPin => Self::pin("none"),
            FloorError::PinNeeded => Self::pin("required"),
            FloorError::WrongPin { tries_left } => with("wrong", tries_left.to_string()),
            FloorError::Locked { for_ms } => with("locked", for_ms.to_string()),
            FloorError::NobodyVouches => Self::pin("nobody_vouches"),
            FloorError::NoMemory => Self::pin("no_memory"),
            FloorError::Store(error) => error.into(),
        }
    }
}

impl From<AccountsError> for SamenspelError {
    fn from(error: AccountsError) -> Self {
        match error {
            AccountsError::Folder { .. } => Self::store("folder"),
            AccountsError::Unknown => Self::store("not_found"),
            AccountsError::Damaged => Self::store("corrupt"),
            AccountsError::TooMany => Self::store("too_many"),
            AccountsError::OtherSeal => Self::input("other_seal", "account"),
            AccountsError::Pin(error) => error.into(),
            AccountsError::Store(error) => error.into(),
        }
    }
}

impl From<RelayError> for SamenspelError {
    fn from(error: RelayError) -> Self {
        match error {
            RelayError::Seal(RelaySealError::NotForUs) => Self::input("not_for_us", "sealed"),
            RelayError::Seal(RelaySealError::TooLarge) => Self::input("too_large", "sealed"),
            RelayError::Seal(_) => Self::input("damaged", "sealed"),
            RelayError::OtherOrganisation => Self::input("other_organisation", "relay"),
            RelayError::Own => Self::input("own_code", "offer"),
            RelayError::Nothing => Self::input("nothing", "relay"),
            RelayError::Store(error) => error.into(),
        }
    }
}

impl From<TransportError> for SamenspelError {
    fn from(error: TransportError) -> Self {
        use samenspel_core::protocol::RequestError as Refusal;
        match error {
            TransportError::NoAnswer(_) => Self::unreachable("no_answer"),
            TransportError::NotTrusted(_) => Self::unreachable("not_trusted"),
            TransportError::NotTheServer(_) => Self::unreachable("not_the_server"),
            TransportError::TooLarge => Self::unreachable("answer_too_large"),
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
            ClientError::Address(_) => Self::input("address", "invitation"),
            ClientError::Tls(_) => Self::unreachable("tls"),
            ClientError::Transport(error) => error.into(),
            ClientError::Store(error) => error.into(),
            ClientError::Stopping => Self::unreachable("stopping"),
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
                Self::unreachable("not_the_server")
            }
            ExchangeError::Stopping => Self::unreachable("stopping"),
        }
    }
}
