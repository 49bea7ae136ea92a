//! What each screen asks for, in one call each: reads rows of the read model and the directory, and
//! puts them side by side by `partnership`. Loads no document; knows no pixels and no words.
//!
//! A screen observes the topics of its rows (`Topic::Notes` for most) and asks again.

mod agreements;
mod board;
mod child_page;
mod circles;
mod contact;
mod copies;
mod door;
mod handbook;
mod history;
mod medicine;
mod one_action;
mod parent_today;
mod reach;
mod scene;
mod shift;
mod talks;
mod today;
mod words;

pub use agreements::AgreementRow;
pub use board::{BoardView, EventRow, PollRow};
pub use child_page::{ChildPageView, IntakeOpen, ParentCard, SideBySide};
pub use circles::{CircleView, LatestNote, ProposalView, TurnTo};
pub use contact::{ChildContactView, ContactView};
pub use door::{DropOffView, PickUpView};
pub use handbook::{HandbookView, HelpHere, PageHistory};
pub use history::{HistoryView, RetractedRow};
pub use medicine::{DoseRow, MedicineView};
pub(super) use one_action::by_month;
pub use parent_today::{ParentChildView, ParentTodayView, SinceView, ToldToday};
pub use reach::{HasDevice, ParentReach};
pub(super) use scene::Scene;
pub(super) use shift::day_brief_of;
pub use shift::{BriefRow, ClosingView, DayBriefView, OpenWithTaker, SweepRow, SweepView};
pub use talks::{Asked, AskedView, RequestRow, ShareRow, TalkRow, TalksView};
pub use today::{ChildCard, DropOffMark, MedicalMark, NeedsYou, TodayView};

use samenspel_model::ids::PersonId;
use samenspel_model::time::ClockReading;

/// For whom a screen is, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who looks: on a shared device, whose PIN was entered last.
    pub person: PersonId,
    /// The device's clock; what it is worth is corrected as for notes.
    pub now: ClockReading,
}
