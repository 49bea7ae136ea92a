//! Setting right: nothing is edited silently.

use super::EVERYWHERE;
use super::codes::RetractionReason;
use crate::schema::Rule::TakesFieldsOfOthers;
use crate::schema::note::{Elsewhere, note};
use samenspel_model::ids::EntryKey;

note! {
    /// What a note should have said; takes the fields of the kind that it corrects.
    Correction = "correction" in EVERYWHERE, by Either is [Fact, Proposal, OwnCard, NeverSwitchedOff, NeverCorrected], TakesFieldsOfOthers;
    /// Which note.
    must of: EntryKey,
}
note! {
    /// Takes a note back on every phone.
    Retraction = "retraction" in EVERYWHERE, by Either is [Fact, Proposal, OwnCard, NeverSwitchedOff, Silent, AtOnce, NeverCorrected];
    /// Which note.
    must of: EntryKey,
    /// Why.
    must reason: RetractionReason,
    /// The report of this very note that a manager follows, who was shown nothing else.
    may reported_in: Elsewhere,
}
