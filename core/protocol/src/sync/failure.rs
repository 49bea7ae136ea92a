//! How a request can fail, reduced to what the machine does about it. Knows no transport.

use samenspel_model::verdict::RequestError;

/// How a request failed, as far as it matters for what comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No whole answer: no route, refused, cut, too slow, or not an answer of the protocol.
    NoAnswer,
    /// The server said when to come back.
    RetryAfter {
        /// How long to wait at least.
        ms: u64,
    },
    /// The request's time was too far from the server's; the shell has noted the server's time.
    ClockWrong,
    /// The server or the store will not take this request; another one may pass later.
    NotAccepted,
    /// Trying again is of no use until somebody does something.
    Stop(StopReason),
}

/// Why a device stopped syncing: what the screen says, and what helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StopReason {
    /// The device was revoked; a manager can tell.
    DeviceRevoked,
    /// The device waits for a manager, who confirms or revokes it; nothing on it is lost meanwhile.
    DeviceSuspended,
    /// The app is too old, or too new, for the server: update.
    UnsupportedVersion,
    /// The server does not know the device or its key: enrol again.
    NotEnrolled,
    /// The server does not serve the organisation: wrong address.
    UnknownOrganisation,
    /// The person of the device logged out.
    LoggedOut,
}

impl StopReason {
    /// The stable name, the same as the server's code where there is one.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeviceRevoked => "device_revoked",
            Self::DeviceSuspended => "device_suspended",
            Self::UnsupportedVersion => "unsupported_version",
            Self::NotEnrolled => "not_enrolled",
            Self::UnknownOrganisation => "unknown_organisation",
            Self::LoggedOut => "logged_out",
        }
    }
}

impl From<&RequestError> for Failure {
    fn from(error: &RequestError) -> Self {
        match error {
            RequestError::RateLimited { retry_after_ms }
            | RequestError::Unavailable { retry_after_ms } => Self::RetryAfter {
                ms: *retry_after_ms,
            },
            RequestError::ClockWrong { .. } => Self::ClockWrong,
            RequestError::DeviceRevoked => Self::Stop(StopReason::DeviceRevoked),
            RequestError::DeviceSuspended => Self::Stop(StopReason::DeviceSuspended),
            RequestError::UnsupportedVersion { .. } => Self::Stop(StopReason::UnsupportedVersion),
            RequestError::UnknownDevice | RequestError::BadSignature => {
                Self::Stop(StopReason::NotEnrolled)
            }
            RequestError::UnknownOrganisation => Self::Stop(StopReason::UnknownOrganisation),
            RequestError::Malformed { .. }
            | RequestError::TooLarge { .. }
            | RequestError::NonceReused
            | RequestError::InvitationUnknown
            | RequestError::InvitationUsed
            | RequestError::InvitationExpired
            | RequestError::TooManyDevices => Self::NotAccepted,
        }
    }
}
