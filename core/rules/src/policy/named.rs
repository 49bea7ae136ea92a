//! What an entry's fields name: children and people must exist and belong to the place that the entry is
//! about, moments must be near enough to be meant. Knows the table of kinds by its field types only.

use std::ops::RangeInclusive;

use super::is_named;
use super::roles::{are_merged, ever_on, groups_of, has_staff_role, roles};
use super::table::Role;
use crate::directory::{Directory, Holder};
use samenspel_model::calendar::{plus_days, start_of};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{ChildId, GroupId, PersonId};
use samenspel_model::series::{Series, Subject};
// What happened is told within a year, and a clock may be wrong by some minutes; what lasts or is planned:
// since a child was born, until it leaves school.
use crate::schema::{self, FieldType, Remembered};
use samenspel_model::limits::{
    FOR_DATE_AHEAD_DAYS_MAX, HAPPENED_AHEAD_MS_MAX, HAPPENED_BEFORE_MS_MAX, LASTS_AHEAD_MS_MAX,
    LASTS_BEFORE_MS_MAX, WRITTEN_BEFORE_MS_MAX,
};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;

/// The kinds that tell what happened within the last year.
const TELL_WHAT_HAPPENED: [&str; 7] = [
    "presence",
    "day_log",
    "medicine_dose",
    "incident",
    "illness",
    "contact_mark",
    "share_sent",
];
/// Fields of other kinds whose moments have been, however long ago.
const HAVE_BEEN: [(&str, &str); 3] = [
    ("talk_report", "at"),
    ("medical", "since"),
    ("rhythm", "since"),
];
/// What only staff do or see to.
const DONE_BY_STAFF: [&str; 3] = ["given_by", "to_do_who", "owner"];
/// So far from the days that a form is for its moments may lie.
const BESIDE_DAYS_MS: i64 = 2 * UnixMillis::DAY_MS;

/// Whether a field tells when something happened: that is not ahead of any right clock.
pub fn tells_what_happened(kind: &str, field: &str) -> bool {
    let is_moment = |kind: &schema::Kind| {
        kind.field(field)
            .is_some_and(|it| it.holds == FieldType::Moment)
    };
    schema::kind(kind).is_some_and(is_moment)
        && (TELL_WHAT_HAPPENED.contains(&kind) || HAVE_BEEN.contains(&(kind, field)))
}

/// A field that names what is not there, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongField {
    /// Why.
    pub code: RefusalCode,
    /// Which.
    pub field: &'static str,
}

/// When an entry was written and when it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it was written, corrected.
    pub written: UnixMillis,
    /// The clock that judges: what has happened is not ahead of it.
    pub now: UnixMillis,
}

/// Checks when an entry says that it was written: not ahead of the clock that judges, and not before there
/// was an organisation for which it could be. Weeks in between are no matter: phones are offline.
///
/// # Errors
/// `FieldInvalid` with the name of the time.
pub fn check_written_at(entry: &Entry, now: UnixMillis) -> Result<(), WrongField> {
    let ahead = entry.written_at.since(now) > HAPPENED_AHEAD_MS_MAX;
    let begun = entry.series.org.made_at();
    let before = begun <= now && begun.since(entry.written_at) > WRITTEN_BEFORE_MS_MAX;
    match ahead || before || entry.written_at.0 < 0 {
        true => Err(invalid("written_at")),
        false => Ok(()),
    }
}

/// Checks the moments of an entry: all that a phone can tell. `corrected` is what is remembered of the note
/// that a correction speaks of, whose rules hold for it.
///
/// # Errors
/// `FieldInvalid` with the field whose moment nobody can have meant.
pub fn check_moments(
    entry: &Entry,
    corrected: Option<&Remembered>,
    times: Times,
) -> Result<(), WrongField> {
    let kind = rules_of(entry, corrected);
    typed_fields(entry, kind).try_for_each(|(field, value)| match (field.holds, value) {
        (FieldType::Moment, Value::Int(moment)) => {
            let range = range_of(entry, (kind, field.name), corrected, times);
            match range.contains(moment) {
                true => Ok(()),
                false => Err(invalid(field.name)),
            }
        }
        // The days of forms have bounds of their own.
        (FieldType::Date, Value::Text(date)) if !schema::names_days(kind) => {
            let lasts = times.written.plus_ms(-LASTS_BEFORE_MS_MAX).0
                ..=times.written.plus_ms(LASTS_AHEAD_MS_MAX).0;
            let day = date.parse().ok().and_then(start_of);
            match day.is_some_and(|day| lasts.contains(&day.0)) {
                true => Ok(()),
                false => Err(invalid(field.name)),
            }
        }
        _ => Ok(()),
    })
}

/// Checks when and whom an entry names: who worked there when it was written, or does now, belongs there.
///
/// # Errors
/// `FieldInvalid` with the field whose moment nobody can have meant, or that names nobody, or nobody of
/// this place, or nobody who can be meant.
pub fn check_fields(
    dir: &Directory,
    entry: &Entry,
    corrected: Option<&Remembered>,
    times: Times,
) -> Result<(), WrongField> {
    check_moments(entry, corrected, times)?;
    for (field, value) in typed_fields(entry, rules_of(entry, corrected)) {
        let Value::Bytes(id) = value else { continue };
        let whenever = |is: &dyn Fn(UnixMillis) -> bool| is(times.written) || is(times.now);
        let belongs = match field.holds {
            FieldType::Child => ChildId::from_slice(id).is_ok_and(|child| {
                whenever(&|at| {
                    is_child_here(dir, &entry.series, child, at) && may_be_about(dir, entry, child)
                })
            }),
            // Who wrote a copy's original is the origin's matter.
            FieldType::Person if field.name != "original_author" => PersonId::from_slice(id)
                .is_ok_and(|person| whenever(&|at| is_meant(dir, entry, field.name, person, at))),
            _ => true,
        };
        if !belongs {
            return Err(invalid(field.name));
        }
    }
    Ok(())
}

/// Whether a field of this name can mean this person.
fn is_meant(dir: &Directory, entry: &Entry, field: &str, person: PersonId, at: UnixMillis) -> bool {
    let series = &entry.series;
    let is_staff = || is_staff_here(dir, series, person, at);
    is_person_here(dir, series, person, at)
        && match field {
            "second" => {
                person != entry.author() && is_staff() && !is_parent_here(dir, series, person, at)
            }
            "checked_by" => {
                person != schema::giver_of(entry)
                    && is_staff()
                    && !is_parent_here(dir, series, person, at)
            }
            _ if DONE_BY_STAFF.contains(&field) => is_staff(),
            _ => true,
        }
}

/// Whose rules hold for an entry's fields: of a correction those of the note that it corrects.
fn rules_of<'a>(entry: &'a Entry, corrected: Option<&Remembered>) -> &'a str {
    corrected
        .and_then(|it| schema::kind_of_tag(it.kind))
        .map_or(entry.kind.as_str(), |kind| kind.name)
}

/// Between which moments one of a field may lie.
fn range_of(
    entry: &Entry,
    (kind, field): (&str, &str),
    corrected: Option<&Remembered>,
    times: Times,
) -> RangeInclusive<i64> {
    let Times { written, now } = times;
    if schema::names_days(kind) {
        return around_its_days(entry, corrected, written);
    }
    let is_recent = TELL_WHAT_HAPPENED.contains(&kind);
    // A correction repeats what the note said, however long ago that was.
    let first = match is_recent && corrected.is_none() {
        true => written.plus_ms(-HAPPENED_BEFORE_MS_MAX),
        false => written.plus_ms(-LASTS_BEFORE_MS_MAX),
    };
    let last = match tells_what_happened(kind, field) {
        true => now.plus_ms(HAPPENED_AHEAD_MS_MAX),
        false => written.plus_ms(LASTS_AHEAD_MS_MAX),
    };
    first.0..=last.0
}

/// The moments of a form belong to the days that it is for, or that it can be for.
fn around_its_days(
    entry: &Entry,
    corrected: Option<&Remembered>,
    written: UnixMillis,
) -> RangeInclusive<i64> {
    let told = corrected.and_then(|it| it.moment).unwrap_or(written);
    let named = entry
        .fields
        .get("for_date")
        .and_then(|_| schema::days(&entry.fields))
        .and_then(|days| Some((start_of(days.first)?, start_of(days.last.tomorrow().ok()?)?)));
    let (first, last) = named.unwrap_or((told, plus_days(told, FOR_DATE_AHEAD_DAYS_MAX)));
    first.plus_ms(-BESIDE_DAYS_MS).0..=last.plus_ms(BESIDE_DAYS_MS).0
}

fn invalid(field: &'static str) -> WrongField {
    WrongField {
        code: RefusalCode::FieldInvalid,
        field,
    }
}

/// The fields that the table has for an entry by the rules of `kind`. A correction of what is not known has
/// those of every kind of its document.
fn typed_fields<'a>(
    entry: &'a Entry,
    kind: &str,
) -> impl Iterator<Item = (&'static schema::Field, &'a Value)> {
    let own = schema::kind(kind);
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

/// A trainee's draft is about a child of a group that its author works on: whoever releases it can put it
/// nowhere else.
fn may_be_about(dir: &Directory, entry: &Entry, child: ChildId) -> bool {
    let works_with = |person: PersonId| {
        let mut groups = dir.assignments_of(person).map(|it| it.group);
        groups.any(|group| ever_on(dir, child, group))
    };
    !matches!(entry.series.subject, Subject::Case(_)) || works_with(entry.author())
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

/// Whether the person works with whom or what the series is about.
fn is_staff_here(dir: &Directory, series: &Series, person: PersonId, at: UnixMillis) -> bool {
    match series.subject {
        Subject::Case(_) | Subject::Organisation => has_staff_role(dir, person),
        subject => {
            let roles = roles(dir, &Holder::Person(person), subject, at);
            !roles.only(|role| !role.is_parental()).is_empty()
        }
    }
}

/// Whether the person is a parent of the child that the series is about.
fn is_parent_here(dir: &Directory, series: &Series, person: PersonId, at: UnixMillis) -> bool {
    let roles = match series.subject {
        subject @ (Subject::Child(_) | Subject::ChildParent(..)) => {
            roles(dir, &Holder::Person(person), subject, at)
        }
        Subject::Group(_) | Subject::Case(_) | Subject::Organisation => return false,
    };
    !roles.only(Role::is_parental).is_empty()
}
