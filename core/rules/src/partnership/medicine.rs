//! Medicine: what was agreed and still holds, and doses with a second pair of eyes. Knows no table.

use jiff::civil::Date;

use super::Told;
use crate::schema::notes::{DoseCheck, MedicineAgreement, MedicineDose};
use samenspel_model::calendar::day_of;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::time::UnixMillis;

/// A dose so soon after another of the same medicine is pointed out: it may be the same one, written
/// down twice, or one too many.
const TOO_SOON_MS: i64 = 60 * UnixMillis::MINUTE_MS;

/// Whether an agreement on a medicine can be given by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Where an agreement stands among all that were told about the child.
pub fn medicine_state(
    agreement: &Told<MedicineAgreement>,
    all: &[Told<MedicineAgreement>],
    now: UnixMillis,
) -> MedicineState {
    let note = &agreement.note;
    let names_it = |it: &&Told<MedicineAgreement>| {
        it.note
            .of
            .as_ref()
            .is_some_and(|of| of.contains(&agreement.key))
    };
    if let Some(later) = all.iter().rfind(names_it) {
        return if later.note.withdrawn == Some(true) {
            MedicineState::Withdrawn
        } else {
            MedicineState::Replaced
        };
    }
    let expires = note
        .expires
        .as_ref()
        .and_then(|it| it.0.parse::<Date>().ok());
    if note.withdrawn == Some(true) {
        MedicineState::Withdrawn
    } else if note.to.is_some_and(|to| to <= now) {
        MedicineState::Over
    } else if let (Some(expires), Some(today)) = (expires, day_of(now))
        && expires < today
    {
        MedicineState::PackageExpired
    } else if note.from.is_some_and(|from| now < from) {
        MedicineState::NotYet
    } else if note.first_given_at_home == Some(false) {
        MedicineState::FirstNotGivenAtHome
    } else {
        MedicineState::Holds
    }
}

/// Who watched a dose: those named when it was written down, and those who said so themselves. Who gave
/// it does not count.
pub fn checked_by(dose: &Told<MedicineDose>, checks: &[Told<DoseCheck>]) -> Vec<PersonId> {
    let giver = dose.note.given_by.unwrap_or(dose.author());
    let own_word = checks
        .iter()
        .filter(|it| it.note.of == dose.key)
        .map(Told::author);
    let mut people: Vec<PersonId> = own_word.collect();
    people.retain(|it| *it != giver);
    people.dedup();
    people
}

/// The dose that this one follows too soon, if any.
pub fn too_soon_after(dose: &Told<MedicineDose>, all: &[Told<MedicineDose>]) -> Option<EntryKey> {
    let same = |it: &&Told<MedicineDose>| {
        let apart_ms = dose.note.at.since(it.note.at);
        it.key != dose.key
            && super::statements::plain(&it.note.medicine)
                == super::statements::plain(&dose.note.medicine)
            && (0..TOO_SOON_MS).contains(&apart_ms)
            && (apart_ms > 0 || it.key < dose.key)
    };
    all.iter().find(same).map(|it| it.key)
}
