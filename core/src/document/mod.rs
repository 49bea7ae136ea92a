//! Documents: kinds, series and placement, the frozen genesis, and how an entry becomes an
//! Automerge change. Knows nothing of storage, of people's rights or of what a note means.

mod kind;
mod series;

pub use kind::DocumentKind;
pub use series::{Granularity, Period, Placement, Series, Subject};
