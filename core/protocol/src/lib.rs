//! The wire protocol: messages and request signatures. Knows the form of everything that
//! travels and nothing of storage, transport or screens. docs/protocol.md is the prose.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod invitation;
mod messages;
mod request;
pub mod sync;
mod text_around;
mod text_asides;
pub mod text_code;

pub use invitation::{
    INVITATION_CODE_BYTES, INVITATION_TEXT_CHARS_MAX, INVITATION_URL_BYTES_MAX, InvitationTextError,
};
pub use messages::*;
pub use request::{
    ENROL_PATH, HINTS_PATH, RequestHeaders, RequestSignatureError, SYNC_PATH, header,
};

use samenspel_model::verdict::RequestError;

/// The version of the protocol. A server answers only versions it knows.
pub const PROTOCOL_VERSION: u16 = 1;

/// An answer: a message, or why there is none.
pub type Reply<T> = Result<T, RequestError>;
