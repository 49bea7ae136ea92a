//! From home: one form for all of a parent's children, and words of thanks where the group's staff see
//! them and the other parent does not. Knows no table.

use super::NewNote;
use super::places::{desk, of_child};
use crate::document::{DocumentKind, Series};
use crate::ids::{ChildId, EntryKey, OrgId, PersonId};
use crate::schema::notes::{DayChange, DropOff, Helped, Thanks};
use crate::schema::{Elsewhere, Note};

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
        let form = over(&over(&it.as_always, differs_for_all), &it.differs);
        NewNote::of(of_child(org, DocumentKind::DayLog, it.child), &form)
    };
    children.iter().map(told).collect()
}

fn over(under: &DropOff, over: &DropOff) -> DropOff {
    let mut fields = under.to_fields();
    for (name, value) in over.to_fields().iter() {
        fields.insert_raw(name.clone(), value.clone());
    }
    DropOff::from_fields(&fields).unwrap_or_else(|| over.clone())
}

/// "Today is different", for one child or several at once.
pub fn today_is_different(org: OrgId, children: &[ChildId], change: &DayChange) -> Vec<NewNote> {
    children
        .iter()
        .map(|child| NewNote::of(of_child(org, DocumentKind::DayLog, *child), change))
        .collect()
}

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
