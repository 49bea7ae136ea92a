//! `children.csv`: children with their groups, days and dates; one row for each placement, so that a
//! child with a second base group or a second stay has two.

use std::collections::BTreeMap;

use samenspel_core::directory::{Child, Placement, Record, Span};
use samenspel_core::ids::{ChildId, GroupId};
use samenspel_core::time::UnixMillis;

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::values;

pub(super) const COLUMNS: &[Column] = &[
    required("id"),
    required("first_name"),
    required("last_name"),
    required("birth_date"),
    required("group"),
    required("days"),
    required("from"),
    optional("until"),
    optional("languages"),
    optional("expected_by"),
];

/// The placements that the rows give to each child, with their lines.
type Placed = BTreeMap<ChildId, Vec<(u64, Placement)>>;

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    let mut placed = Placed::new();
    for row in table.rows() {
        let id = draft.declare_shared(ExternalKind::Child, &row, "id");
        let id = id.map(ChildId);
        let group = draft.refer(ExternalKind::Group, &row, "group").map(GroupId);
        let child = child(&row, draft);
        let placement = placement(&row, draft);
        let (Some(child_id), Some(group)) = (id, group) else {
            continue;
        };
        if let Some(child) = child {
            let id = child_id;
            draft.put_agreeing(&row, "id", Record::Child(Child { id, ..child }));
        }
        if let Some(placement) = placement {
            let placement = Placement {
                child: child_id,
                group,
                ..placement
            };
            add(&row, placement, draft, &mut placed);
        }
    }
    for (child, rows) in placed {
        settle_earlier(child, &rows, draft);
    }
}

fn child(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Child> {
    let errors = &mut draft.errors;
    let first_name = values::name(row, "first_name", errors);
    // Some people have one name.
    let last_name = values::optional_name(row, "last_name", errors);
    values::warn_of_odd_name(row, "first_name", errors);
    values::warn_of_odd_name(row, "last_name", errors);
    let birth_date = match values::date(row, "birth_date", errors) {
        Some(None) => values::name(row, "birth_date", errors),
        given => given
            .flatten()
            .filter(|date| can_be_born(row, *date, draft.context, errors))
            .map(|date| date.to_string()),
    };
    if let Some(born) = &birth_date {
        warn_of_end_before_birth(row, born, errors);
    }
    let languages = values::languages(row, "languages", errors);
    Some(Child {
        id: ChildId([0; 16]),
        first_name: first_name?,
        last_name: last_name?,
        birth_date: birth_date?,
        languages: languages?,
    })
}

/// A child is born within the next year, for places are asked for early, or was within twenty.
fn can_be_born(
    row: &Row<'_>,
    birth: jiff::civil::Date,
    context: &super::Context,
    errors: &mut super::ImportErrors,
) -> bool {
    let Ok(now) = jiff::Timestamp::from_millisecond(context.now.0) else {
        return true;
    };
    let today = now.to_zoned(context.time_zone.clone()).date();
    let years = i32::from(today.year()) - i32::from(birth.year());
    let problem = match years {
        ..=-2 => "is far in the future; correct the year",
        21.. => "is more than twenty years ago; correct the year",
        _ if birth > today => {
            row.warn(
                errors,
                "birth_date",
                "is in the future; look whether it is right",
            );
            return true;
        }
        14.. => {
            row.warn(
                errors,
                "birth_date",
                "is long ago for a child; look whether it is right",
            );
            return true;
        }
        _ => return true,
    };
    row.refuse(errors, "birth_date", problem);
    false
}

/// A child comes after it was born; a day before is a mistyped year.
fn warn_of_end_before_birth(row: &Row<'_>, born: &str, errors: &mut super::ImportErrors) {
    // Both are written with the year first, or a reader of dates has refused them.
    for column in ["from", "until"] {
        let day = super::spelling::plain(&row.cell(column));
        if day.len() >= 10 && day.as_str() < born {
            let problem = "is before the child was born; look which of the two dates is right";
            row.warn(errors, column, problem);
        }
    }
}

fn placement(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Placement> {
    let errors = &mut draft.errors;
    let weekdays = values::weekdays(row, "days", errors);
    if row.cell("from").is_empty() {
        row.refuse(errors, "from", "is empty; fill in the first day");
        return None;
    }
    let during = values::span(row, draft.context, errors);
    let expected_by = values::minute_of_day(row, "expected_by", errors);
    Some(Placement {
        child: ChildId([0; 16]),
        group: GroupId([0; 16]),
        weekdays: weekdays?,
        during: during?,
        expected_by_minute: expected_by?,
    })
}

fn add(row: &Row<'_>, placement: Placement, draft: &mut Draft<'_>, placed: &mut Placed) {
    let rows = placed.entry(placement.child).or_default();
    let same_time = rows
        .iter()
        .find(|(_, other)| other.group == placement.group && overlap(other, &placement));
    if let Some((line, _)) = same_time {
        let problem = format!(
            "this child is on this group at the same time by line {line}; keep one of them, or \
             correct from and until"
        );
        row.refuse(&mut draft.errors, "id", problem);
        return;
    }
    rows.push((row.line, placement.clone()));
    draft.put(row, "id", Record::Placement(placement));
}

fn overlap(one: &Placement, other: &Placement) -> bool {
    let starts_within = |span: &Span, other: &Span| span.contains(other.from);
    starts_within(&one.during, &other.during) || starts_within(&other.during, &one.during)
}

/// The rows of a child say where it is. What it had before and no row names is over: it is ended, and
/// kept, for late notes of the former group; a row with corrected dates takes its place.
fn settle_earlier(child: ChildId, rows: &[(u64, Placement)], draft: &mut Draft<'_>) {
    let now = draft.context.now;
    for before in draft.existing().placements_of(child) {
        let same_group = |it: &&(u64, Placement)| it.1.group == before.group;
        let is_named = |it: &(u64, Placement)| it.1.during.from == before.during.from;
        if rows.iter().filter(same_group).any(is_named) {
            continue;
        }
        let id = Record::Placement(before.clone()).id();
        let mut corrected = rows.iter().filter(same_group).map(|(_, it)| it);
        let corrected = corrected.find(|it| overlap(it, before));
        let began_earlier = corrected.is_some_and(|it| it.during.from < before.during.from);
        if began_earlier || before.during.from >= now {
            draft.put_absent(id);
        } else if corrected.is_some() || !before.during.has_ended(now) {
            let ended = end(before, rows, now);
            draft.put_default(Record::Placement(ended));
        }
    }
}

/// Ended where the next one begins, or now if none begins after it.
fn end(before: &Placement, rows: &[(u64, Placement)], now: UnixMillis) -> Placement {
    let begins = rows.iter().map(|(_, it)| it.during.from);
    let next = begins.filter(|from| *from > before.during.from).min();
    let until = next.unwrap_or(now);
    let mut ended = before.clone();
    ended.during.until = Some(ended.during.until.map_or(until, |end| end.min(until)));
    ended
}
