//! What can go wrong inside the engine. A device only hears that the server cannot answer now.

use samenspel_document::snapshot::SnapshotError;
use samenspel_model::ids::{DocumentId, OrgId};
use samenspel_model::limits;
use samenspel_model::verdict::RequestError;
use samenspel_model::wire::WireError;

use crate::seal::SealError;
use crate::storage::StorageError;

/// How long a device waits after the server could not answer.
const RETRY_AFTER_MS: u64 = 5_000;

/// Why an organisation cannot be opened, changed or answered for.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The storage or the key store failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Sealed bytes do not open.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The key store lacks a key: it is not the one that belongs to this log.
    #[error(
        "the key of document {0} is not in keys.sqlite, which is older than log.sqlite or another's: put \
         back the newest keys.sqlite of this organisation (docs/operating.md)"
    )]
    KeyMissing(DocumentId),
    /// Stored bytes do not read: a fault of this program.
    #[error("stored bytes of document {document} do not read: {source}")]
    Stored {
        /// Which document.
        document: DocumentId,
        /// What is wrong with them.
        source: WireError,
    },
    /// A snapshot does not build or read.
    #[error("document {document}: {source}")]
    Snapshot {
        /// Which document.
        document: DocumentId,
        /// What is wrong.
        source: Box<SnapshotError>,
    },
    /// The folder cannot be made or read.
    #[error("the folder cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// Nobody's parent, on no group, in no office.
    #[error(
        "this person has no role, and would read nothing but themselves: give them one in assignments.csv, or \
         work_days in people.csv if they are a substitute whom somebody lets in by the day, and import it \
         first; nobody was invited"
    )]
    NoRole,
    /// There is an organisation already.
    #[error("there is an organisation in this folder already: open it instead")]
    Exists,
    /// There is none.
    #[error(
        "its folder is empty: put the organisation's files back (docs/operating.md), or remove the folder \
         if there never was one"
    )]
    Missing,
    /// The two files do not belong together.
    #[error(
        "log.sqlite does not open with the keys in keys.sqlite, which is another organisation's or \
         another's copy: restore the keys.sqlite that lay beside this log.sqlite (docs/operating.md); \
         the notes are sealed, not lost, so remove nothing"
    )]
    OtherKeys,
    /// The folder holds another organisation.
    #[error("the folder holds organisation {found}, not {wanted}")]
    OtherOrganisation {
        /// The one that was asked for.
        wanted: OrgId,
        /// The one that is there.
        found: OrgId,
    },
    /// A decision was not possible; its caller says why.
    #[error("nothing was decided")]
    NothingDecided,
    /// An invitation may only be for somebody or some group that exists.
    #[error("the invitation is for nobody in the directory: import people and groups first")]
    UnknownHolder,
    /// As many invitations are open as may be.
    #[error(
        "{} invitations of this holder are open: use one, withdraw one (samenspel invitations lists them, \
         samenspel invitations withdraw ID ends one), or wait until one expires",
        limits::OPEN_INVITATIONS_MAX
    )]
    TooManyInvitations,
    /// As many devices are enrolled as may be.
    #[error(
        "a person has {} devices and a group {} at most: revoke one that is no longer used first",
        limits::DEVICES_PER_PERSON_MAX,
        limits::DEVICES_PER_GROUP_MAX
    )]
    TooManyDevices,
}

impl EngineError {
    /// What was sealed first does not open: then nothing does.
    pub(super) fn into_other_keys(self) -> Self {
        match self {
            Self::Seal(_) => Self::OtherKeys,
            other => other,
        }
    }

    /// What a device is told; the operator finds the cause in the log.
    pub(super) fn into_request_error(self, doing: &'static str) -> RequestError {
        tracing::error!(error = %self, doing, "the engine failed");
        RequestError::Unavailable {
            retry_after_ms: RETRY_AFTER_MS,
        }
    }
}

/// What the engine's functions return.
pub(super) type Result<T> = std::result::Result<T, EngineError>;
