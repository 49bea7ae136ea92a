//! Days that cannot be meant: on which a child's location is closed, or years ago. Knows no cell.

use jiff::ToSpan as _;
use jiff::civil::Date;
use samenspel_rules::directory::{ChildDay, LocationSettings, Placement, Record, RecordId};

use super::looking::{Look, Odd};
use super::values;

const CLOSED: &str =
    "is a day on which the child's location is closed; look whether the day is right";
const ELSEWHERE: &str = "is a day on which this child is on no group, so that it stands in no list then; look whether \
                         the day and the child are right";
const YEARS_AGO: &str = "is more than a year ago; look whether the year is right";
const ONE_YEARS_AGO: &str =
    "has a day that is more than a year ago; look whether the year is right";
const CLOSED_WEEKDAY: &str = "has a day of the week on which the location is closed, so that the child stands \
                              in no list then; look whether the days are right";
const CLOSED_NOW: &str = "is without a day on which children of this location come by children.csv; they stand \
                          in no list then: look whether the days are right";

pub(super) fn look(look: &Look<'_>, odd: &mut Vec<Odd>) {
    let Some(today) = look.today() else { return };
    for (id, record) in look.changed() {
        let found = match record {
            Record::ChildDay(it) => day(look, it, today).map(|problem| ("date", problem)),
            Record::Placement(it) => is_closed_for(look, it).then_some(("days", CLOSED_WEEKDAY)),
            Record::LocationSettings(it) => settings(look, id, it, today),
            _ => None,
        };
        odd.extend(found.map(|(column, problem)| Odd::warned(id, column, problem)));
    }
}

fn day(look: &Look<'_>, day: &ChildDay, today: Date) -> Option<&'static str> {
    let date: Date = day.date.parse().ok()?;
    if is_years_ago(date, today) {
        // A year that cannot be is warned of where it is read.
        return (date.year() >= values::YEAR_MIN).then_some(YEARS_AGO);
    }
    if day.comes && !look.is_placed_on(day.child, date) {
        return Some(ELSEWHERE);
    }
    let groups = look.groups_of_child(day.child).into_iter();
    let mut locations = groups.filter_map(|it| look.location_of(it)).peekable();
    let is_closed = |settings: LocationSettings| {
        let weekday = date.weekday().to_monday_zero_offset();
        settings.open_weekdays & (1 << weekday) == 0 || settings.closed_days.contains(&day.date)
    };
    let nowhere = locations.peek().is_some() && locations.all(|it| is_closed(look.settings(it)));
    (day.comes && nowhere).then_some(CLOSED)
}

fn is_closed_for(look: &Look<'_>, it: &Placement) -> bool {
    let location = look.location_of(it.group);
    let open = location.map(|it| look.settings(it).open_weekdays);
    !it.during.has_ended(look.now) && open.is_some_and(|open| it.weekdays & !open != 0)
}

fn settings(
    look: &Look<'_>,
    id: &RecordId,
    it: &LocationSettings,
    today: Date,
) -> Option<(&'static str, &'static str)> {
    let before = match look.existing.get(id) {
        Some(Record::LocationSettings(before)) => before.clone(),
        _ => LocationSettings::of(it.location),
    };
    let is_odd = |day: &&String| {
        let date = day.parse().ok();
        !before.closed_days.contains(day) && date.is_some_and(|it| is_years_ago(it, today))
    };
    if it.closed_days.iter().any(|day| is_odd(&day)) {
        return Some(("closed_days", ONE_YEARS_AGO));
    }
    let shut = before.open_weekdays & !it.open_weekdays;
    let groups = look.existing.groups_at(it.location);
    let mut placements = groups.flat_map(|it| look.existing.placements_on(it.id));
    let comes_then = placements.any(|placement| {
        let latest = look.latest(&Record::Placement(placement.clone()));
        matches!(latest, Some(Record::Placement(it))
            if !it.during.has_ended(look.now) && it.weekdays & shut != 0)
    });
    comes_then.then_some(("open_days", CLOSED_NOW))
}

fn is_years_ago(date: Date, today: Date) -> bool {
    today.checked_sub(1.year()).is_ok_and(|limit| date < limit)
}
