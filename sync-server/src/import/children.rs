//! `children.csv`: children with their groups, days and dates; one row for each placement, so that a
//! child with a second base group or a second stay has two.

use std::collections::BTreeMap;

use samenspel_model::ids::{ChildId, GroupId};
use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Child, Placement, Record, Span};

use super::ids::ExternalKind;
use super::references::Draft;
use super::table::{Column, Row, Table, optional, required};
use super::{unsaid, values};

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

/// The placements that the rows give to each child.
type Placed<'a> = BTreeMap<ChildId, Vec<Placing<'a>>>;

/// A row and the placement that it makes.
struct Placing<'a> {
    row: Row<'a>,
    placement: Placement,
}

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
            add(row, placement, draft, &mut placed);
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

fn add<'a>(row: Row<'a>, placement: Placement, draft: &mut Draft<'_>, placed: &mut Placed<'a>) {
    let rows = placed.entry(placement.child).or_default();
    let same_time = rows.iter().map(|it| (&it.row, &it.placement));
    let mut same_time =
        same_time.filter(|(_, other)| other.group == placement.group && overlap(other, &placement));
    if let Some((other, _)) = same_time.next() {
        let problem = format!(
            "this child is on this group at the same time by line {}; keep one of them, or \
             correct from and until",
            other.line
        );
        row.refuse(&mut draft.errors, "id", problem);
        return;
    }
    draft.put(&row, "id", Record::Placement(placement.clone()));
    rows.push(Placing { row, placement });
}

fn overlap(one: &Placement, other: &Placement) -> bool {
    let starts_within = |span: &Span, other: &Span| span.contains(other.from);
    starts_within(&one.during, &other.during) || starts_within(&other.during, &one.during)
}

/// The rows of a child say where it is. What it had before and no row names is over where a later row
/// begins: it is ended there, and kept, for late notes of the former group; a row with corrected dates takes
/// its place. Where no row begins later, the file may be older than what it does not name: that stays, unless
/// a row says "open", which no older file does.
fn settle_earlier(child: ChildId, rows: &[Placing<'_>], draft: &mut Draft<'_>) {
    let now = draft.context.now;
    for before in draft.existing().placements_of(child) {
        let same_group = |it: &&Placement| it.group == before.group;
        let placements = || rows.iter().map(|it| &it.placement);
        let is_named = |it: &Placement| it.during.from == before.during.from;
        if placements().filter(same_group).any(is_named) {
            continue;
        }
        let id = Record::Placement(before.clone()).id();
        let corrected = placements()
            .filter(same_group)
            .find(|it| overlap(it, before));
        if corrected.is_none() && before.during.has_ended(now) {
            continue;
        }
        let later = placements().map(|it| it.during.from);
        let later = later.filter(|from| *from > before.during.from).min();
        let decided = rows.iter().any(|it| unsaid::says_open(&it.row, "until"));
        let is_to_come = before.during.from >= now;
        let began_earlier = corrected.is_some_and(|it| it.during.from < before.during.from);
        match later {
            _ if began_earlier => draft.put_absent(id),
            _ if is_to_come && (corrected.is_some() || later.is_some() || decided) => {
                draft.put_absent(id);
            }
            Some(next) => draft.put_default(ended(before, next)),
            None if decided => draft.put_default(ended(before, now)),
            None => stays(rows, &mut draft.errors),
        }
    }
}

fn ended(before: &Placement, until: UnixMillis) -> Record {
    let mut ended = before.clone();
    ended.during.until = Some(ended.during.until.map_or(until, |end| end.min(until)));
    Record::Placement(ended)
}

fn stays(rows: &[Placing<'_>], errors: &mut super::ImportErrors) {
    if let Some(first) = rows.first() {
        let problem = "is not the only group of this child: it has one that begins no earlier and that no row \
                       names; that stays. To end it, give it a row with a last day, or write \"open\" under \
                       until in a row of this child";
        first.row.warn(errors, "group", problem);
    }
}
