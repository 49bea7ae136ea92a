//! The wire protocol: messages, codes, request signatures. Knows the form of everything that
//! travels and nothing of storage, transport or screens. docs/protocol.md is the prose.

mod codes;
mod invitation;
mod messages;
mod request;
mod text_around;
pub(crate) mod text_code;
mod wire;

pub use codes::{BriefRefusal, HoldReason, LaterReason, RefusalCode, RequestError};
pub use invitation::{
    INVITATION_CODE_BYTES, INVITATION_TEXT_CHARS_MAX, INVITATION_URL_BYTES_MAX, InvitationTextError,
};
pub use messages::*;
pub use request::{RequestHeaders, RequestSignatureError, SYNC_PATH, header};
pub use wire::{Reply, WireError, compress, decode_bounded, decode_own, decompress, encode};

/// The version of the protocol. A server answers only versions it knows.
pub const PROTOCOL_VERSION: u16 = 1;
