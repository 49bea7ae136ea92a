//! Medicine of a child: what was agreed, and the log of doses. Decides nothing.

use samenspel_device::screens;
use samenspel_rules::partnership;

use super::ToldView;
use super::told::{all, key, texts};
use crate::{Profile, SamenspelError, convert};

/// The medicine screen of a child.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MedicineView {
    /// What was agreed, the latest first; what no longer holds is shown as such.
    pub agreements: Vec<MedicineAgreementRow>,
    /// Doses of the last three months, the latest first.
    pub doses: Vec<DoseRow>,
}

/// An agreement on a medicine.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MedicineAgreementRow {
    /// What was agreed.
    pub agreement: ToldView,
    /// Whether it can be given by.
    pub state: MedicineState,
}

/// Whether an agreement on a medicine can be given by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum MedicineState {
    /// Yes.
    Holds,
    /// Its first day is to come.
    NotYet,
    /// Its last day is over.
    Over,
    /// The date on the package has passed: do not give.
    PackageExpired,
    /// The first was not given at home, as far as was said: do not give the first here.
    FirstNotGivenAtHome,
    /// A later agreement takes its place.
    Replaced,
    /// Taken back.
    Withdrawn,
}

/// A dose.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
pub struct DoseRow {
    /// The dose.
    pub dose: ToldView,
    /// Who watched, by their own word; the giver does not count. Empty: a second person is asked.
    pub checked_by: Vec<String>,
    /// The key of the dose that this one follows within an hour: somebody has to look.
    pub too_soon_after: Option<String>,
}

samenspel_model::hides_content!(DoseRow);

#[uniffi::export]
impl Profile {
    /// The medicine screen of a child. Changes with `Notes` and `Status`.
    pub async fn medicine(
        &self,
        child: String,
        viewer: Option<String>,
    ) -> Result<MedicineView, SamenspelError> {
        self.as_person(viewer, move |store, viewer| {
            let child = convert::parse(&child, "child")?;
            Ok(store.medicine(viewer, child)?.into())
        })
        .await
    }
}

impl From<screens::MedicineView> for MedicineView {
    fn from(view: screens::MedicineView) -> Self {
        let agreements = view.agreements.into_iter();
        Self {
            agreements: agreements
                .map(|(agreement, state)| MedicineAgreementRow {
                    agreement: agreement.into(),
                    state: state.into(),
                })
                .collect(),
            doses: all(view.doses),
        }
    }
}

impl From<partnership::MedicineState> for MedicineState {
    fn from(state: partnership::MedicineState) -> Self {
        use partnership::MedicineState as Core;
        match state {
            Core::Holds => Self::Holds,
            Core::NotYet => Self::NotYet,
            Core::Over => Self::Over,
            Core::PackageExpired => Self::PackageExpired,
            Core::FirstNotGivenAtHome => Self::FirstNotGivenAtHome,
            Core::Replaced => Self::Replaced,
            Core::Withdrawn => Self::Withdrawn,
        }
    }
}

impl From<screens::DoseRow> for DoseRow {
    fn from(row: screens::DoseRow) -> Self {
        Self {
            dose: row.dose.into(),
            checked_by: texts(row.checked_by),
            too_soon_after: key(row.too_soon_after),
        }
    }
}
