//! The directory: people, groups, authority, assignments, devices and grants. Relational, decided
//! by the server; phones get the part they need. Knows nothing of documents' contents.

mod handle;
mod looked;
pub mod record_kind;
mod records;
mod store;
mod view;

pub use handle::{Mark, marks};
pub use looked::Looked;
pub use records::*;
pub use store::Directory;
pub use view::{here_digest, view, view_digest, view_with_groups};
