//! Everything that can be said against an entry or a request, as stable codes.

use minicbor::{Decode, Encode};

use crate::time::UnixMillis;

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $number:literal $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
        #[cbor(index_only)]
        pub enum $name {
            $($(#[$doc])* #[n($number)] $variant,)*
        }

        impl $name {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The stable name: what logs, metrics and the phrasebook use.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

codes! {
    /// Why an entry or a directory command is refused for good.
    RefusalCode {
        /// The bytes are not an entry.
        0 Malformed = "malformed",
        /// A bound is exceeded.
        1 TooLarge = "too_large",
        /// The signature is not of the device that the entry names.
        2 BadSignature = "bad_signature",
        /// The entry's device is not enrolled.
        3 UnknownDevice = "unknown_device",
        /// The entry's device cannot act for the entry's person.
        4 NotTheAuthor = "not_the_author",
        /// The entry is for another organisation.
        5 WrongOrganisation = "wrong_organisation",
        /// The child, group, parent or case does not exist or was erased.
        6 UnknownSubject = "unknown_subject",
        /// The author may not write this.
        7 NotAllowed = "not_allowed",
        /// Needs the author's own profile: a group profile may not sign it.
        8 PersonalProfileRequired = "personal_profile_required",
        /// The document kind does not take this note kind.
        9 WrongDocument = "wrong_document",
        /// A required field is missing.
        10 FieldMissing = "field_missing",
        /// A field's value is not one of those allowed.
        11 FieldInvalid = "field_invalid",
        /// Written by a later schema than the server knows.
        12 SchemaTooNew = "schema_too_new",
        /// The key is taken by another content.
        13 KeyReused = "key_reused",
        /// The period it belongs to is gone.
        14 PeriodExpired = "period_expired",
        /// It names an entry that does not exist, that its author may not read, or of another kind.
        15 UnknownReference = "unknown_reference",
        /// Sharing only "nothing special" is no message.
        16 OnlyNothingSpecial = "only_nothing_special",
        /// A text change comes from an actor that is not the device's.
        17 TextActor = "text_actor",
        /// A text change is out of sequence.
        18 TextSequence = "text_sequence",
        /// A text change does something else than insert and delete in its text.
        19 TextOperation = "text_operation",
        /// A text change is not in the one accepted encoding.
        20 TextEncoding = "text_encoding",
        /// The text would be too long.
        21 TextTooLong = "text_too_long",
        /// The text change failed its trial.
        22 TextTrial = "text_trial",
        /// The approval does not match the text as it is.
        23 ApprovalLapsed = "approval_lapsed",
        /// All parts of the period are full.
        24 PeriodFull = "period_full",
        /// It was revoked or discarded by a manager.
        25 Discarded = "discarded",
        /// The location keeps this kind of note in another system.
        26 SwitchedOff = "switched_off",
        /// There are as many of these as there may be.
        27 TooMany = "too_many",
        /// A command of a device that was revoked: nobody does it, ask anew from another device.
        28 RevokedDevice = "revoked_device",
        /// A command of a device that waits for a manager's word.
        29 SuspendedDevice = "suspended_device",
        /// A day grant is for who has no other role at that location.
        30 OtherRole = "other_role",
        /// It approves, answers or changes a note that was taken back.
        31 TakenBack = "taken_back",
        /// What it answers is over.
        32 Over = "over",
        /// What it answers, or notes as done, has its answer already.
        33 Answered = "answered",
        /// It says that something was done to which nobody agreed.
        34 NotAgreed = "not_agreed",
        /// It approves a text in which two versions still stand.
        35 Undecided = "undecided",
    }
}

codes! {
    /// Why an entry must be offered again later; the device does so by itself.
    LaterReason {
        /// Too much at once.
        0 Rate = "rate",
        /// The author's quota in this document is used up.
        1 Quota = "quota",
        /// The subject is not known yet.
        2 UnknownSubject = "unknown_subject",
        /// What a text edit builds on is not stored yet.
        3 MissingBase = "missing_base",
        /// Something earlier in the same request is not stored yet.
        4 AfterEarlier = "after_earlier",
    }
}

codes! {
    /// Why an entry waits for a manager.
    HoldReason {
        /// The author's access had ended.
        0 AccessEnded = "access_ended",
        /// The device was revoked.
        1 DeviceRevoked = "device_revoked",
        /// The device waits for a manager's word: the device that let it in was revoked.
        2 DeviceSuspended = "device_suspended",
    }
}

codes! {
    /// Why a phone does not take the day grant and brief that another device sealed to it. Never on the
    /// wire to a server.
    BriefRefusal {
        /// Not a day brief, or none that this version reads.
        0 Malformed = "malformed",
        /// More than a brief holds.
        1 TooLarge = "too_large",
        /// Sealed to another phone or to a code of another day, or changed on the way.
        2 NotForThisPhone = "not_for_this_phone",
        /// Of another organisation.
        3 OtherOrganisation = "other_organisation",
        /// The device that signed it may let nobody in, or was revoked, as far as this phone knows.
        4 UnknownDevice = "unknown_device",
        /// The grant or the brief is not as that device signed it.
        5 BadSignature = "bad_signature",
        /// Who gave it may let nobody in on this group.
        6 MayNotGrant = "may_not_grant",
        /// For somebody else than this phone's owner.
        7 AnotherPerson = "another_person",
        /// For another day, or for longer than one.
        8 NotToday = "not_today",
        /// It has ended.
        9 Over = "over",
        /// It tells of children of another group, or what nobody who is let in may read.
        10 AnotherGroup = "another_group",
    }
}

/// Why a whole request is refused: the body of every answer that is not 200.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum RequestError {
    /// Not CBOR of the protocol, or headers missing.
    #[n(0)]
    #[error("malformed request: {what}")]
    Malformed {
        /// What was expected.
        #[n(0)]
        what: String,
    },
    /// A bound is exceeded.
    #[n(1)]
    #[error("request is too large: at most {limit} {what}")]
    TooLarge {
        /// What is bounded.
        #[n(0)]
        what: String,
        /// The bound.
        #[n(1)]
        limit: u64,
    },
    /// A version that this server does not speak.
    #[n(2)]
    #[error("protocol version {got} is not supported, this server speaks {supported}")]
    UnsupportedVersion {
        /// What was sent.
        #[n(0)]
        got: u16,
        /// What is spoken.
        #[n(1)]
        supported: u16,
    },
    /// The organisation is not served here.
    #[n(3)]
    #[error("this server does not serve that organisation")]
    UnknownOrganisation,
    /// The device is not enrolled.
    #[n(4)]
    #[error("this device is not enrolled")]
    UnknownDevice,
    /// The device was revoked; what it still held may be pushed and is kept for the manager.
    #[n(5)]
    #[error("this device was revoked")]
    DeviceRevoked,
    /// The request's signature does not match.
    #[n(6)]
    #[error("the request's signature does not match")]
    BadSignature,
    /// The request's time is outside the window; try again with the server's time.
    #[n(7)]
    #[error("the request's time is too far from the server's")]
    ClockWrong {
        /// The server's time.
        #[n(0)]
        server_time: UnixMillis,
    },
    /// The nonce was used before.
    #[n(8)]
    #[error("this request was sent before")]
    NonceReused,
    /// Too many requests.
    #[n(9)]
    #[error("too many requests")]
    RateLimited {
        /// When to try again.
        #[n(0)]
        retry_after_ms: u64,
    },
    /// The server cannot answer now: stopping, full disk, storage trouble. Nothing was stored.
    #[n(10)]
    #[error("the server cannot answer now")]
    Unavailable {
        /// When to try again.
        #[n(0)]
        retry_after_ms: u64,
    },
    /// The invitation does not exist.
    #[n(11)]
    #[error("this invitation is not known")]
    InvitationUnknown,
    /// The invitation was used.
    #[n(12)]
    #[error("this invitation was used already")]
    InvitationUsed,
    /// The invitation is too old.
    #[n(13)]
    #[error("this invitation has expired")]
    InvitationExpired,
    /// The person has as many devices as one may.
    #[n(14)]
    #[error("this person has as many devices as one may")]
    TooManyDevices,
    /// The device that let this one in was revoked; until a manager confirms it, nothing is read.
    #[n(15)]
    #[error("this device waits for a manager: the device that let it in was revoked")]
    DeviceSuspended,
}

impl RequestError {
    /// The stable name: what logs, metrics and the phrasebook use.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed { .. } => "malformed",
            Self::TooLarge { .. } => "too_large",
            Self::UnsupportedVersion { .. } => "unsupported_version",
            Self::UnknownOrganisation => "unknown_organisation",
            Self::UnknownDevice => "unknown_device",
            Self::DeviceRevoked => "device_revoked",
            Self::BadSignature => "bad_signature",
            Self::ClockWrong { .. } => "clock_wrong",
            Self::NonceReused => "nonce_reused",
            Self::RateLimited { .. } => "rate_limited",
            Self::Unavailable { .. } => "unavailable",
            Self::InvitationUnknown => "invitation_unknown",
            Self::InvitationUsed => "invitation_used",
            Self::InvitationExpired => "invitation_expired",
            Self::TooManyDevices => "too_many_devices",
            Self::DeviceSuspended => "device_suspended",
        }
    }

    /// The HTTP status that carries it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Malformed { .. } => 400,
            Self::TooLarge { .. } => 413,
            Self::UnsupportedVersion { .. } => 426,
            Self::UnknownOrganisation | Self::InvitationUnknown => 404,
            Self::UnknownDevice | Self::BadSignature | Self::ClockWrong { .. } => 401,
            Self::DeviceRevoked | Self::DeviceSuspended => 403,
            Self::NonceReused | Self::TooManyDevices => 409,
            Self::RateLimited { .. } => 429,
            Self::Unavailable { .. } => 503,
            Self::InvitationUsed | Self::InvitationExpired => 410,
        }
    }
}
