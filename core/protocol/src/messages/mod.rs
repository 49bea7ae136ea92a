//! The messages of `POST /v1/sync` and `POST /v1/enrol`, as CBOR arrays by field number.
//!
//! Unknown later fields are skipped, so a newer peer may add some; numbers are never reused.

mod command;
mod enrolment;
mod request;
mod response;

pub use command::*;
pub use enrolment::*;
pub use request::*;
pub use response::*;
