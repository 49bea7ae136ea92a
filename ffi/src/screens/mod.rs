//! What each screen of the apps asks for, in one call each, as the core answers it. Turns words of one side
//! into those of the other; decides nothing and knows no pixels.
//!
//! Every call is for a viewer: on a shared device who stands at it, on one's own nobody need be named. It
//! says which topics it changes with; on a shared device each also changes with `Floor`, and those that
//! speak of today change as the day goes on. Ids are ULIDs, moments are milliseconds since 1970, and what
//! is of a closed list crosses as the schema's code.

mod agreements;
mod board;
mod child;
mod circles;
mod contact;
mod day_pass;
mod door;
mod guide;
mod handbook;
mod history;
mod medicine;
mod own_devices;
mod parent;
mod reach;
mod shift;
mod talks;
mod today;
mod told;
mod words;

pub use agreements::*;
pub use board::*;
pub use child::*;
pub use circles::*;
pub use contact::*;
pub use day_pass::*;
pub use door::*;
pub use guide::*;
pub use handbook::*;
pub use history::*;
pub use medicine::*;
pub use own_devices::*;
pub use parent::*;
pub use reach::*;
pub use shift::*;
pub use talks::*;
pub use today::*;
pub use told::{FactView, ToldView};
pub use words::*;
