//! From home, and back.

use super::EVERYWHERE;
use super::codes::{DayPart, HomeTopic};
use crate::schema::Rule::SaysSomething;
use crate::schema::note::{AllElsewhere, Elsewhere, note};
use samenspel_model::series::DocumentKind::{ParentChannel, ParentDesk};
use samenspel_model::time::UnixMillis;

note! {
    /// How it is at home.
    HomeNote = "home_note" in &[ParentDesk, ParentChannel], by Parents;
    /// What it is about.
    must topic: HomeTopic,
    /// What.
    may text: String,
    /// Until when it matters.
    may expires: UnixMillis,
}
note! {
    /// What somebody read.
    Marks = "marks" in EVERYWHERE, by Either is [Fact, Proposal, NeverSwitchedOff, Silent, AtOnce, NeverCorrected];
    /// Which notes.
    must read: AllElsewhere,
    /// Roughly when; only a parent's marks have it.
    may part_of_day: DayPart,
}
note! {
    /// A parent's thanks for a note.
    Thanks = "thanks" in &[ParentDesk, ParentChannel], by Parents is [Silent, NeverCorrected];
    /// Which.
    must of: Elsewhere,
}
note! {
    /// "This helped us."
    Helped = "helped" in &[ParentDesk, ParentChannel], by Either is [Silent, NeverCorrected];
    /// What.
    must of: Elsewhere,
}
note! {
    /// What a family wants the group to know of itself.
    FamilyCard = "family_card" in &[ParentDesk], by Parents, SaysSomething;
    /// Names and how to say them.
    may names: String,
    /// Customs and holidays.
    may customs: String,
    /// Languages at home.
    may languages: String,
    /// Hopes for the child.
    may hopes: String,
    /// Anything else.
    may text: String,
}
