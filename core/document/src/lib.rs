//! Documents: the frozen genesis, and how an entry becomes an Automerge change. Knows nothing of storage, of people's rights or of what a note means.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod actor;
mod assemble;
mod chained;
mod digest;
mod encode;
mod genesis;
pub mod snapshot;
pub mod text;

pub use actor::Actor;
pub use assemble::{DocumentError, materialise, named_change};
pub use chained::ChainedEntry;
pub use digest::{advance_heads, document_digest, heads_digest};
pub use encode::{
    APPROVAL_KIND, CHANGE_HASH_FIELD, ChainState, Encoded, OVERLAPS_FIELD, TEXT_EDIT_KIND, encode,
};
pub use genesis::{entries_object, genesis_change, genesis_hash, texts_object};
