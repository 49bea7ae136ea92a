//! From home: one form for all of a parent's children, and words of thanks where the group's staff see
//! them and the other parent does not. Knows no table.

use jiff::Span;
use jiff::civil::Date;

use super::NewNote;
use super::places::{desk, of_child};
use crate::schema::notes::{DayChange, DropOff, Helped, Thanks};
use crate::schema::{Days, Elsewhere, IsoDate, Note, moments_moved_to};
use samenspel_model::ids::{ChildId, EntryKey, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series};

/// One child that a parent tells the group about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// Which.
    pub child: ChildId,
    /// How it always is.
    pub as_always: DropOff,
    /// What differs for this child alone.
    pub differs: DropOff,
}

/// Tells the group about one child or several at once: as always, what differs for all of them, and
/// what differs for one.
pub fn tell_the_group(org: OrgId, differs_for_all: &DropOff, children: &[Telling]) -> Vec<NewNote> {
    let told = |it: &Telling| {
        let as_always = on_its_day(&it.as_always, differs_for_all, &it.differs);
        let form = over(&over(&as_always, differs_for_all), &it.differs);
        NewNote::of(of_child(org, DocumentKind::DayLog, it.child), &form)
    };
    children.iter().map(told).collect()
}

/// What is always so, at its times of the day that the form is for.
fn on_its_day(as_always: &DropOff, for_all: &DropOff, for_one: &DropOff) -> DropOff {
    let named = for_one.for_date.as_ref().or(for_all.for_date.as_ref());
    let Some(day) = named.and_then(|it| it.0.parse().ok()) else {
        return as_always.clone();
    };
    let mut fields = as_always.to_fields();
    moments_moved_to(&mut fields, &["collects_at", "goes_alone_at"], day);
    DropOff::from_fields(&fields).unwrap_or_else(|| as_always.clone())
}

fn over(under: &DropOff, over: &DropOff) -> DropOff {
    let mut fields = under.to_fields();
    for (name, value) in over.to_fields().iter() {
        fields.insert_raw(name.clone(), value.clone());
    }
    DropOff::from_fields(&fields).unwrap_or_else(|| over.clone())
}

/// "Today is different", or a day to come, or all days until a date: for one child or several at once.
/// Days over the end of a month are one entry in each, which all name the same last day.
pub fn today_is_different(org: OrgId, children: &[ChildId], change: &DayChange) -> Vec<NewNote> {
    let day = |date: &Option<IsoDate>| date.as_ref()?.0.parse::<Date>().ok();
    let months = match (day(&change.for_date), day(&change.until_date)) {
        (Some(first), Some(last)) if last <= first.saturating_add(Span::new().days(AHEAD_DAYS)) => {
            Days { first, last }.by_month()
        }
        _ => Vec::new(),
    };
    let mut changes: Vec<DayChange> = months
        .into_iter()
        .map(|month| DayChange {
            for_date: Some(IsoDate(month.first.to_string())),
            ..change.clone()
        })
        .collect();
    if changes.is_empty() {
        changes.push(change.clone());
    }
    let each = |child: &ChildId| {
        let series = of_child(org, DocumentKind::DayLog, *child);
        let notes = changes
            .iter()
            .map(move |change| NewNote::of(series, change));
        notes.collect::<Vec<_>>()
    };
    children.iter().flat_map(each).collect()
}

/// More is refused; no more entries are made of it.
const AHEAD_DAYS: i64 = 400;

/// Thanks for a note.
pub fn thanks(of: EntryKey, where_it_is: Series, child: ChildId, parent: PersonId) -> NewNote {
    let series = between(where_it_is, child, parent);
    NewNote::of(series, &Thanks::new(Elsewhere(of)))
}

/// "This helped us": by a parent of what staff wrote, or by staff of what this parent wrote. Shown by
/// name, never counted.
pub fn helped(of: EntryKey, where_it_is: Series, child: ChildId, parent: PersonId) -> NewNote {
    let series = between(where_it_is, child, parent);
    NewNote::of(series, &Helped::new(Elsewhere(of)))
}

/// Where the two sides of a note meet: in the parent's channel if it is there, else at the desk.
fn between(series: Series, child: ChildId, parent: PersonId) -> Series {
    if series.kind == DocumentKind::ParentChannel {
        series
    } else {
        desk(series.org, child, parent)
    }
}
