//! The directory: people, groups, authority, assignments, devices and grants. Relational, decided
//! by the server; phones get the part they need. Knows nothing of documents' contents.

mod records;

pub use records::*;
