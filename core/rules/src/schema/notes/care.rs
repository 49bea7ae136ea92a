//! Care that has a legal term of its own: doses, incidents, illness.

use super::codes::{IllnessAction, IncidentAction, IncidentMatter, Symptom, Told};
use crate::schema::Several;
use crate::schema::note::{Elsewhere, Whole, note};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::DocumentKind::{CareRecord, Group};
use samenspel_model::time::UnixMillis;

note! {
    /// A medicine was given.
    MedicineDose = "medicine_dose" in &[CareRecord], by Staff is [FreshPin];
    /// Which.
    must medicine: String,
    /// How much.
    must dose: String,
    /// When.
    must at: UnixMillis,
    /// By whom.
    may given_by: PersonId,
    /// Who watched.
    may checked_by: PersonId,
    /// On what agreement.
    may agreement: Elsewhere,
    /// More of it.
    may text: String,
}
note! {
    /// A second person's own word that a dose was right.
    DoseCheck = "dose_check" in &[CareRecord], by Staff is [FreshPin, Silent, NeverCorrected];
    /// Which dose.
    must of: EntryKey,
}
note! {
    /// Something happened to a child; never another child's name.
    Incident = "incident" in &[Group, CareRecord], by Staff;
    /// To whom, where the document is the group's.
    may child: ChildId,
    /// What.
    must what: IncidentMatter,
    /// When.
    may at: UnixMillis,
    /// More of it.
    may text: String,
    /// What was done.
    may action: IncidentAction,
    /// Whether a parent was told.
    may told: Told,
}
note! {
    /// A child is ill.
    Illness = "illness" in &[Group, CareRecord], by Staff;
    /// Who, where the document is the group's.
    may child: ChildId,
    /// What it shows by.
    must symptoms: Several<Symptom>,
    /// Since when.
    may at: UnixMillis,
    /// In tenths of a degree Celsius.
    may temperature_tenths: Whole<300, 450>,
    /// More of it.
    may text: String,
    /// What was done.
    may action: IllnessAction,
    /// Whether a parent was told.
    may told: Told,
}
