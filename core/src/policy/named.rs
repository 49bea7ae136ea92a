//! What an entry's fields name: children and people must exist and belong to the place that the entry is
//! about, moments must be near enough to be meant. Knows the table of kinds by its field types only.

use std::ops::RangeInclusive;

use super::is_named;
use super::roles::{are_merged, ever_on, groups_of, roles};
use crate::directory::{Directory, Holder};
use crate::document::{Series, Subject};
use crate::entry::{Entry, Value};
use crate::ids::{ChildId, GroupId, PersonId};
// What happened is told within a year, and a clock may be wrong by a day or two; what lasts or is planned:
// since a child was born, until it leaves school.
use crate::limits::{
    HAPPENED_AHEAD_MS_MAX, HAPPENED_BEFORE_MS_MAX, LASTS_AHEAD_MS_MAX, LASTS_BEFORE_MS_MAX,
};
use crate::protocol::RefusalCode;
use crate::schema::{self, FieldType};
use crate::time::UnixMillis;

/// The kinds that tell what happened, and whose moments lie behind their writing.
const TELL_WHAT_HAPPENED: [&str; 7] = [
    "presence",
    "day_log",
    "medicine_dose",
    "incident",
    "illness",
    "contact_mark",
    "share_sent",
];

/// A field that names what is not there, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongField {
    /// Why.
    pub code: RefusalCode,
    /// Which.
    pub field: &'static str,
}

/// Checks the moments of an entry that was written at `written`, corrected: all that a phone can tell.
///
/// # Errors
/// `FieldInvalid` with the field whose moment nobody can have meant.
pub fn check_moments(entry: &Entry, written: UnixMillis) -> Result<(), WrongField> {
    let range = moments_of(entry);
    typed_fields(entry).try_for_each(|(field, value)| check_moment(field, value, &range, written))
}

/// Checks when and whom an entry names. `written` is its corrected time: who worked there then, or does
/// now, belongs there.
///
/// # Errors
/// `FieldInvalid` with the field whose moment nobody can have meant, or that names nobody, or nobody of
/// this place.
pub fn check_fields(
    dir: &Directory,
    entry: &Entry,
    written: UnixMillis,
    now: UnixMillis,
) -> Result<(), WrongField> {
    let range = moments_of(entry);
    for (field, value) in typed_fields(entry) {
        check_moment(field, value, &range, written)?;
        let Value::Bytes(id) = value else { continue };
        let belongs = match field.holds {
            FieldType::Child => ChildId::from_slice(id).is_ok_and(|child| {
                [written, now]
                    .iter()
                    .any(|at| is_child_here(dir, &entry.series, child, *at))
            }),
            // Who wrote a copy's original is the origin's matter.
            FieldType::Person if field.name != "original_author" => PersonId::from_slice(id)
                .is_ok_and(|person| {
                    [written, now]
                        .iter()
                        .any(|at| is_person_here(dir, &entry.series, person, *at))
                }),
            _ => true,
        };
        if !belongs {
            return Err(invalid(field.name));
        }
    }
    Ok(())
}

/// How far from its writing the moments of an entry may lie.
fn moments_of(entry: &Entry) -> RangeInclusive<i64> {
    match TELL_WHAT_HAPPENED.contains(&entry.kind.as_str()) {
        true => -HAPPENED_BEFORE_MS_MAX..=HAPPENED_AHEAD_MS_MAX,
        false => -LASTS_BEFORE_MS_MAX..=LASTS_AHEAD_MS_MAX,
    }
}

fn check_moment(
    field: &schema::Field,
    value: &Value,
    range: &RangeInclusive<i64>,
    written: UnixMillis,
) -> Result<(), WrongField> {
    match (field.holds, value) {
        (FieldType::Moment, Value::Int(moment))
            if !range.contains(&UnixMillis(*moment).since(written)) =>
        {
            Err(invalid(field.name))
        }
        _ => Ok(()),
    }
}

fn invalid(field: &'static str) -> WrongField {
    WrongField {
        code: RefusalCode::FieldInvalid,
        field,
    }
}

/// The fields that the table has for an entry's kind. A correction has those of every kind of its
/// document.
fn typed_fields(entry: &Entry) -> impl Iterator<Item = (&'static schema::Field, &Value)> {
    let own = schema::kind(entry.kind.as_str());
    let document = entry.series.kind;
    entry.fields.iter().filter_map(move |(name, value)| {
        let name = name.as_str();
        let field = own.and_then(|kind| kind.field(name)).or_else(|| {
            schema::kinds()
                .iter()
                .filter(|kind| kind.documents.contains(&document))
                .find_map(|kind| kind.fields.iter().find(|field| field.name == name))
        });
        field.map(|field| (field, value))
    })
}

fn is_child_here(dir: &Directory, series: &Series, child: ChildId, at: UnixMillis) -> bool {
    match series.subject {
        Subject::Child(own) | Subject::ChildParent(own, _) => own == child,
        Subject::Group(group) => {
            let near = |own: GroupId| own == group || are_merged(dir, own, group, at);
            groups_of(dir, child, at).any(near) || ever_on(dir, child, group)
        }
        Subject::Case(_) | Subject::Organisation => dir.child(child).is_some(),
    }
}

fn is_person_here(dir: &Directory, series: &Series, person: PersonId, at: UnixMillis) -> bool {
    let known = dir.person(person).is_some();
    match series.subject {
        Subject::Case(_) => known && is_named(dir, series.subject, person),
        Subject::Organisation => known,
        subject => !roles(dir, &Holder::Person(person), subject, at).is_empty(),
    }
}
