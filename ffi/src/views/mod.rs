//! The records that cross to the apps, by what they are about. Values only.

mod device;
mod directory;
mod notes;
mod requests;
mod sync;

pub use device::*;
pub use directory::*;
pub use notes::*;
pub use requests::*;
pub use sync::*;
