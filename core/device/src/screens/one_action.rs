//! What one action of a person wrote in several entries is set right and taken back as one: a holiday over
//! the end of a month has an entry in each month, and whoever speaks of one means all. Knows no pixels.

use std::borrow::Cow;

use jiff::civil::Date;

use super::super::{Command, Store, StoreError};
use super::copies::{of_copies, over};
use super::scene::Scene;
use samenspel_model::entry::Value;
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::series::Subject;
use samenspel_model::time::ClockReading;
use samenspel_rules::partnership::{NewNote, Told, belong_together, days_of, today_is_different};
use samenspel_rules::schema::notes::{
    Correction, DayChange, MedicalResolution, Retraction, RetractionReason,
};
use samenspel_rules::schema::{Code, IsoDate, Note};

impl Store {
    /// The command with everything that it means.
    pub(in super::super) fn whole_action<'a>(
        &self,
        command: &'a Command,
        author: PersonId,
        reading: ClockReading,
    ) -> Result<Cow<'a, Command>, StoreError> {
        let notes = match command {
            Command::AddNote(note) => std::slice::from_ref(note),
            Command::AddNotes(notes) => notes.as_slice(),
            _ => return Ok(Cow::Borrowed(command)),
        };
        if !notes.iter().any(|it| sets_right(it) || confirms(it)) {
            let by_month = by_month(notes);
            return Ok(match by_month.as_slice() == notes {
                true => Cow::Borrowed(command),
                false => Cow::Owned(Command::AddNotes(by_month)),
            });
        }
        let all = self.scene_as(self.directory()?, author, reading, |scene| {
            let mut all = notes.to_vec();
            let mut more = Vec::new();
            for note in &mut all {
                if confirms(note) {
                    name_corrections(scene, note)?;
                    continue;
                }
                if !sets_right(note) {
                    continue;
                }
                more.extend(of_copies(scene, note)?);
                if let Some((own, others)) = of_one_action(scene, note)? {
                    *note = own;
                    more.extend(others);
                }
            }
            // What the person said of an entry stands.
            more.retain(|it| {
                target(it).is_none_or(|of| !notes.iter().any(|it| target(it) == Some(of)))
            });
            all.extend(more);
            Ok(all)
        })?;
        Ok(match all.as_slice() == notes {
            true => Cow::Borrowed(command),
            false => Cow::Owned(Command::AddNotes(all)),
        })
    }
}

/// The notes, with an entry in each month for a change that goes on over the end of one: each speaks for its
/// own month. What was given month by month already stays as it is.
pub(in super::super) fn by_month(notes: &[NewNote]) -> Vec<NewNote> {
    let change = |it: &NewNote| {
        let is_one = it.kind.as_str() == DayChange::KIND.name;
        DayChange::from_fields(&it.fields).filter(|_| is_one)
    };
    let mut all = notes.to_vec();
    for note in notes {
        let (Some(whole), Subject::Child(child)) = (change(note), note.series.subject) else {
            continue;
        };
        let months = today_is_different(note.series.org, &[child], &whole);
        for month in months.iter().skip(1).filter_map(change) {
            let is_there = all.iter().filter(|it| it.series == note.series).any(|it| {
                change(it).is_some_and(|it| {
                    it.what == month.what
                        && it.until_date == month.until_date
                        && month_of(&it) == month_of(&month)
                })
            });
            if !is_there {
                // All that was said beside the days, a language or an answer too.
                let mut other = note.clone();
                if let Some(for_date) = month.to_fields().get("for_date") {
                    // A date of the schema's own making fits its field.
                    let _ = other.fields.set("for_date", for_date.clone());
                }
                all.push(other);
            }
        }
    }
    all
}

fn sets_right(note: &NewNote) -> bool {
    [Correction::KIND.name, Retraction::KIND.name].contains(&note.kind.as_str())
}

fn confirms(note: &NewNote) -> bool {
    note.kind.as_str() == MedicalResolution::KIND.name
}

/// Who confirms what was said confirms it as it reads now: the corrections that are here are named too.
fn name_corrections(scene: &Scene<'_>, note: &mut NewNote) -> Result<(), StoreError> {
    let Some(mut said) = MedicalResolution::from_fields(&note.fields) else {
        return Ok(());
    };
    for key in said.of.clone() {
        for correction in scene.corrections(&key, &note.series)? {
            if !said.of.contains(&correction.key) {
                said.of.push(correction.key);
            }
        }
    }
    if let Some(of) = said.to_fields().get("of") {
        // More than a note may name are not named, and stand beside what was confirmed.
        let _ = note.fields.set("of", of.clone());
    }
    Ok(())
}

fn target(note: &NewNote) -> Option<EntryKey> {
    match note.fields.get("of") {
        Some(Value::Bytes(key)) if sets_right(note) => EntryKey::from_slice(key).ok(),
        _ => None,
    }
}

/// What is said of the entry itself, and of the others of its action; `None` where there are no others and
/// none are needed.
fn of_one_action(
    scene: &Scene<'_>,
    note: &NewNote,
) -> Result<Option<(NewNote, Vec<NewNote>)>, StoreError> {
    let Subject::Child(child) = note.series.subject else {
        return Ok(None);
    };
    let told = match target(note) {
        Some(key) => scene.note::<DayChange>(&key)?,
        None => None,
    };
    let Some(told) = told.filter(|it| it.series == note.series && it.author() == scene.person)
    else {
        return Ok(None);
    };
    let mut action = scene.all::<DayChange>(Subject::Child(child))?;
    action.retain(|it| it.key == told.key || belong_together(it, &told));
    action.sort_by_key(first_day);
    if note.kind.as_str() == Retraction::KIND.name {
        let others = action.iter().filter(|it| it.key != told.key);
        let others = others.map(|it| {
            let taken_back = note.fields.text("reason");
            let reason = taken_back.and_then(RetractionReason::named);
            taken_back_of(it, reason.unwrap_or(RetractionReason::Other))
        });
        return Ok(Some((note.clone(), others.collect())));
    }
    Ok(set_right(note, &told, &action))
}

/// A holiday as it should have been: months that it has still are corrected, months that it has no more
/// are taken back, months that it has now are written.
fn set_right(
    note: &NewNote,
    told: &Told<DayChange>,
    action: &[Told<DayChange>],
) -> Option<(NewNote, Vec<NewNote>)> {
    let Subject::Child(child) = note.series.subject else {
        return None;
    };
    let right = DayChange::from_fields(&over(told.note.to_fields(), &note.fields))?;
    // Unless the first day is what is set right, it is the action's and not this month's.
    let for_date = match right.for_date == told.note.for_date {
        true => action
            .first()
            .and_then(first_day)
            .map(|it| IsoDate(it.to_string())),
        false => right.for_date.clone(),
    };
    let whole = DayChange { for_date, ..right };
    let months = today_is_different(note.series.org, &[child], &whole);
    let months: Vec<DayChange> = months
        .iter()
        .filter_map(|it| DayChange::from_fields(&it.fields))
        .collect();
    // A day of the same month is corrected where it stands; of another month it is told anew, there.
    let stays = || months.first().and_then(month_of) == first_day(told).map(month);
    if action.len() == 1 && months.len() == 1 && stays() {
        return None;
    }
    let language = note.fields.text("language");
    let spoken = |it: NewNote| match language {
        Some(tag) => it.in_language(tag),
        None => it,
    };
    let (mut own, mut others) = (None, Vec::new());
    for entry in action {
        let still = months
            .iter()
            .find(|it| month_of(it) == first_day(entry).map(month));
        let said = match still {
            Some(right) => spoken(NewNote::correcting(entry.series, entry.key, right)),
            None => taken_back_of(entry, RetractionReason::WrongFacts),
        };
        match entry.key == told.key {
            true => own = Some(said),
            false => others.push(said),
        }
    }
    let has = |it: &&DayChange| {
        let mut there = action.iter().filter_map(first_day).map(month);
        there.any(|there| Some(there) == month_of(it))
    };
    let new = months.iter().filter(|it| !has(it));
    others.extend(new.map(|it| spoken(NewNote::of(note.series, it))));
    Some((own?, others))
}

fn taken_back_of(told: &Told<DayChange>, reason: RetractionReason) -> NewNote {
    NewNote::of(told.series, &Retraction::new(told.key, reason))
}

fn first_day(told: &Told<DayChange>) -> Option<Date> {
    days_of(told).map(|it| it.first)
}

fn month_of(change: &DayChange) -> Option<(i16, i8)> {
    samenspel_rules::schema::days(&change.to_fields()).map(|it| month(it.first))
}

fn month(day: Date) -> (i16, i8) {
    (day.year(), day.month())
}
