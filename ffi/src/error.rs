//! The errors that an app can do something about: five, each with a code that the phrasebook
//! renders and its arguments. Nothing personal is in them.

use samenspel_core::device::client::{ClientError, ExchangeError, TransportError};
use samenspel_core::device::{CommandError, StoreError, SyncError};

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

    fn store(code: &str) -> Self {
        Self::Store {
            code: code.into(),
            args: Vec::new(),
        }
    }

    fn unreachable(code: &str) -> Self {
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
            StoreError::PinRequired => "pin_required",
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
            CommandError::PinRequired { fresh: false } => Self::store("pin_required"),
            CommandError::PinRequired { fresh: true } => Self::store("fresh_pin_required"),
            CommandError::Empty => Self::input("empty", "command"),
            CommandError::TooManyDrafts => Self::input("too_many", "drafts"),
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
