//! Medicine of a child: what was agreed and holds, and the log of doses. Knows no pixels.

use super::super::{Store, StoreError};
use super::Viewer;
use super::scene::{NOTES_MAX, Scene};
use samenspel_model::ids::{ChildId, EntryKey, PersonId};
use samenspel_model::series::Subject;
use samenspel_rules::partnership::{
    MedicineState, Told, checked_by, medicine_state, too_soon_after,
};
use samenspel_rules::schema::notes::{DoseCheck, MedicineAgreement, MedicineDose};

/// Doses shown.
const DOSES_DAYS: i64 = 92;

/// The medicine screen of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicineView {
    /// What was agreed, the latest first; what no longer holds is shown as such.
    pub agreements: Vec<(Told<MedicineAgreement>, MedicineState)>,
    /// Doses of the last three months, the latest first.
    pub doses: Vec<DoseRow>,
}

/// A dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoseRow {
    /// The dose.
    pub dose: Told<MedicineDose>,
    /// Who watched, by their own word; the giver does not count. Empty: a second person is asked.
    pub checked_by: Vec<PersonId>,
    /// The dose that this one follows within an hour: somebody has to look.
    pub too_soon_after: Option<EntryKey>,
}

impl Store {
    /// The medicine screen of a child.
    pub fn medicine(&self, viewer: Viewer, child: ChildId) -> Result<MedicineView, StoreError> {
        self.scene(viewer, |scene| medicine(scene, child))
    }
}

fn medicine(scene: &Scene<'_>, child: ChildId) -> Result<MedicineView, StoreError> {
    let subject = Subject::Child(child);
    let agreed = scene.all::<MedicineAgreement>(subject)?;
    let states = agreed
        .iter()
        .rev()
        .map(|it| (it.clone(), medicine_state(it, &agreed, scene.now)));
    let agreements = states.collect();
    let doses = scene.notes::<MedicineDose>(subject, scene.days(DOSES_DAYS), NOTES_MAX)?;
    let mut rows = Vec::new();
    for dose in doses.iter().rev() {
        let checks = scene.naming::<DoseCheck>(&dose.key)?;
        rows.push(DoseRow {
            checked_by: checked_by(dose, &checks),
            too_soon_after: too_soon_after(dose, &doses),
            dose: dose.clone(),
        });
    }
    Ok(MedicineView {
        agreements,
        doses: rows,
    })
}
