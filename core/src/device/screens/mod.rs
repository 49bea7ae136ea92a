//! What each screen asks for, in one call each: reads rows of the read model and the directory, and
//! puts them side by side by `partnership`. Loads no document; knows no pixels and no words.

mod fetch;

pub use fetch::Told;

use crate::ids::PersonId;
use crate::time::UnixMillis;

/// For whom a screen is, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who looks: on a shared device, whose PIN was entered last.
    pub person: PersonId,
    /// The corrected time.
    pub now: UnixMillis,
}
