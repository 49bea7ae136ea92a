//! Every note kind as a type, by what it is for. The order of the fields is the order in which a note
//! is read to somebody. Codes and kinds are never removed and never change their meaning: notes are
//! kept for years. A new kind, field or code needs a new schema number once a version is released.

mod board;
mod care;
mod codes;
mod contact;
mod day;
mod handbook;
mod handing_over;
mod home;
mod seen;
mod setting_right;
mod statements;
mod together;

pub use board::*;
pub use care::*;
pub use codes::*;
pub use contact::*;
pub use day::*;
pub use handbook::*;
pub use handing_over::*;
pub use home::*;
pub use seen::*;
pub use setting_right::*;
pub use statements::*;
pub use together::*;

use super::{Kind, Note};
use samenspel_model::series::DocumentKind;

/// Every note kind, in the order of the domain's table.
pub(super) static KINDS: &[Kind] = &[
    // From colleague to colleague.
    Handover::KIND,
    ReadBack::KIND,
    OpenItem::KIND,
    TakeOver::KIND,
    CloseItem::KIND,
    Notice::KIND,
    Presence::KIND,
    // The day, between parents and the group.
    DropOff::KIND,
    PickUp::KIND,
    Discussed::KIND,
    DayLog::KIND,
    DayChange::KIND,
    // From home, and back.
    HomeNote::KIND,
    Marks::KIND,
    Thanks::KIND,
    Helped::KIND,
    FamilyCard::KIND,
    // Contact that fits.
    TalkRequest::KIND,
    TalkAnswer::KIND,
    Offer::KIND,
    ContactPlan::KIND,
    ContactMark::KIND,
    Share::KIND,
    ShareAnswer::KIND,
    ShareSent::KIND,
    // Seen, asked, answered.
    Observation::KIND,
    Proposal::KIND,
    Question::KIND,
    Concern::KIND,
    Escalation::KIND,
    Tip::KIND,
    Reply::KIND,
    SeeItDifferently::KIND,
    // What must be right: statements about the child.
    Medical::KIND,
    MedicalResolution::KIND,
    Collector::KIND,
    Consent::KIND,
    Rhythm::KIND,
    Expectations::KIND,
    OurWay::KIND,
    MedicineAgreement::KIND,
    // Care that has a legal term of its own.
    MedicineDose::KIND,
    DoseCheck::KIND,
    Incident::KIND,
    Illness::KIND,
    // Written together.
    Agreement::KIND,
    Talk::KIND,
    TalkReport::KIND,
    TextEdit::KIND,
    Approval::KIND,
    AgendaItem::KIND,
    // For all parents of a group.
    BoardItem::KIND,
    Poll::KIND,
    PollAnswer::KIND,
    Event::KIND,
    EventAnswer::KIND,
    ContactCard::KIND,
    // The organisation's own pages.
    HandbookPage::KIND,
    StaffCard::KIND,
    Template::KIND,
    PracticeCard::KIND,
    ThemePack::KIND,
    SelfCheck::KIND,
    // Setting right.
    Correction::KIND,
    Retraction::KIND,
];

const EVERYWHERE: &[DocumentKind] = &DocumentKind::ALL;
