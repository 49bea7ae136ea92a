//! The days that a drop-off or a change speaks of, whenever it was told. Knows no table.

use super::Told;
use crate::schema::notes::{DayChange, DropOff};
use crate::schema::{self, Days, Note};
use samenspel_model::calendar::day_of;

/// A note that names the days it is for.
pub trait OfDays: Note {}

impl OfDays for DropOff {}
impl OfDays for DayChange {}

/// The days of a note: those it names, or the day it was told.
pub fn days_of<N: OfDays>(told: &Told<N>) -> Option<Days> {
    let named = schema::days(&told.note.to_fields());
    named.or_else(|| day_of(told.at).map(Days::one))
}

/// Whether two changes are of one action: a holiday over the end of a month.
pub fn belong_together(one: &Told<DayChange>, other: &Told<DayChange>) -> bool {
    let action = |it: &Told<DayChange>| {
        let note = &it.note;
        let until = note.until_date.clone();
        (it.author(), it.series, note.what, note.reason, until)
    };
    one.note.until_date.is_some() && action(one) == action(other)
}
