//! What each screen asks for, in one call each: reads rows of the read model and the directory, and
//! puts them side by side by `partnership`. Loads no document; knows no pixels and no words.
//!
//! A screen observes the topics of its rows (`Topic::Notes` for most) and asks again.

mod circles;
mod door;
mod handbook;
mod reach;
mod scene;
mod today;

pub use circles::{CircleView, LatestNote, ProposalView, TurnTo};
pub use door::{DropOffView, PickUpView};
pub use handbook::{HandbookView, HelpHere, PageHistory};
pub use reach::{HasDevice, ParentReach};
pub use today::{ChildCard, DropOffMark, MedicalMark, NeedsYou, TodayView};

use crate::ids::PersonId;
use crate::time::ClockReading;

/// For whom a screen is, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who looks: on a shared device, whose PIN was entered last.
    pub person: PersonId,
    /// The device's clock; what it is worth is corrected as for notes.
    pub now: ClockReading,
}
