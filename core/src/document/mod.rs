//! Documents: kinds, series and placement, the frozen genesis, and how an entry becomes an
//! Automerge change. Knows nothing of storage, of people's rights or of what a note means.

mod actor;
mod assemble;
mod chained;
mod digest;
mod encode;
mod genesis;
mod kind;
mod series;
pub mod snapshot;
pub mod text;

pub use actor::Actor;
pub use assemble::{DocumentError, materialise, named_change};
pub use chained::ChainedEntry;
pub use digest::{advance_heads, document_digest, heads_digest};
pub use encode::{
    APPROVAL_KIND, CHANGE_HASH_FIELD, COWRITTEN_KINDS, ChainState, Encoded, OVERLAPS_FIELD,
    TEXT_EDIT_KIND, TEXT_FIELD, encode, initial_text,
};
pub use genesis::{entries_object, genesis_change, genesis_hash, texts_object};
pub use kind::DocumentKind;
pub use series::{Granularity, Period, Placement, Series, Subject, is_period_gone};
