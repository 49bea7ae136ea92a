//! What is said of an entry, a command or a request: the outcome, and why, as stable codes. Knows
//! nothing of who decides, nor of the messages that carry it.

mod codes;

use minicbor::{Decode, Encode};

use crate::series::Placement;

pub use codes::{BriefRefusal, HoldReason, LaterReason, RefusalCode, RequestError};

/// What became of one entry or command.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Outcome {
    /// Durably stored. For a command, placement is absent and position its directory event's.
    #[n(0)]
    Stored {
        /// Which document of the series it is in.
        #[n(0)]
        placement: Option<Placement>,
        /// Its position in the log.
        #[n(1)]
        position: u64,
    },
    /// Was stored before, with the same content.
    #[n(1)]
    Known {
        /// Which document of the series it is in.
        #[n(0)]
        placement: Option<Placement>,
        /// Its position in the log.
        #[n(1)]
        position: u64,
    },
    /// To be offered again later.
    #[n(2)]
    Later {
        /// Why.
        #[n(0)]
        why: LaterReason,
    },
    /// Kept for a manager to decide.
    #[n(3)]
    Held {
        /// Why.
        #[n(0)]
        why: HoldReason,
    },
    /// Refused for good: back to its author.
    #[n(4)]
    Refused {
        /// Why.
        #[n(0)]
        code: RefusalCode,
        /// Which field or limit.
        #[n(1)]
        args: Vec<String>,
    },
    /// A text edit whose base is not the latest: rebase the intent and send it again.
    #[n(5)]
    Rebase,
}
