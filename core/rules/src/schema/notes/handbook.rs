//! The organisation's own pages; no child data.

use super::codes::{AgeBand, PageTopic, TemplateFor};
use crate::schema::Rule::SaysSomething;
use crate::schema::note::{Elsewhere, Whole, note};
use samenspel_model::ids::EntryKey;
use samenspel_model::series::DocumentKind::Handbook;

note! {
    /// A page, shown where it is used; a new version is a new note.
    HandbookPage = "handbook_page" in &[Handbook], by Staff;
    /// What it is about.
    may topic: PageTopic,
    /// Its title.
    must title: String,
    /// Its text.
    must text: String,
    /// Its version.
    may version: Whole<1, 1_000_000>,
    /// The version before.
    may of: EntryKey,
}
note! {
    /// Who somebody of the staff is, by their own hand.
    StaffCard = "staff_card" in &[Handbook], by Staff is [OwnCard], SaysSomething;
    /// Training.
    may training: String,
    /// What to ask them about.
    may topics: String,
    /// Languages.
    may languages: String,
    /// More of it.
    may text: String,
}
note! {
    /// What a note of one age band asks for.
    Template = "template" in &[Handbook], by Staff;
    /// For which note.
    must for_kind: TemplateFor,
    /// For which age.
    may age: AgeBand,
    /// Its title.
    must title: String,
    /// What it asks, a line each.
    must text: String,
}
note! {
    /// Something that worked, without child data, to share with other locations.
    PracticeCard = "practice_card" in &[Handbook], by Staff;
    /// What it is about.
    may topic: PageTopic,
    /// Its title.
    must title: String,
    /// Its text.
    must text: String,
}
note! {
    /// Material on a theme, brought out when a poll asked for it.
    ThemePack = "theme_pack" in &[Handbook], by Staff;
    /// What it is about.
    must topic: PageTopic,
    /// Its title.
    must title: String,
    /// Its text.
    must text: String,
    /// The poll that asked for it.
    may poll: Elsewhere,
}
note! {
    /// A list to look at one's own work by, imported from its source.
    SelfCheck = "self_check" in &[Handbook], by Staff;
    /// Its title.
    must title: String,
    /// The questions, a line each.
    must items: String,
    /// Where they come from.
    must source: String,
}
