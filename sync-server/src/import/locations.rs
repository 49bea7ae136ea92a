//! `locations.csv`: what each location has settled: opening days and times, kinds of notes that it
//! keeps elsewhere, the send delay. What is left empty stays as it is.

use samenspel_model::ids::{GroupId, LocationId};
use samenspel_rules::directory::{LocationSettings, Record};
use samenspel_rules::schema::{self, Attribute};

use super::error::ImportErrors;
use super::ids::ExternalKind;
use super::list_words::words;
use super::references::Draft;
use super::spelling;
use super::table::{Column, Row, Table, optional, required};
use super::{unsaid, values};

pub(super) const COLUMNS: &[Column] = &[
    required("location"),
    optional("open_days"),
    optional("closed_days"),
    optional("expected_by"),
    optional("closes_at"),
    optional("after_school_groups"),
    optional("kinds_off"),
    optional("send_delay_seconds"),
    optional("designated_official"),
];

/// Minutes since midnight: before it nobody opens.
const NIGHT_ENDS: u16 = 5 * 60;
/// Longer than this, a note to parents would wait for ever.
const SEND_DELAY_SECONDS_MAX: u32 = 3_600;

pub(super) fn read(table: &Table, draft: &mut Draft<'_>) {
    for row in table.rows() {
        let location = draft
            .refer(ExternalKind::Location, &row, "location")
            .map(LocationId);
        let Some(location) = location else { continue };
        let settled = Record::LocationSettings(LocationSettings::of(location));
        let Some(Record::LocationSettings(present)) = draft.record(&settled.id()).or(Some(settled))
        else {
            continue;
        };
        if let Some(settings) = settings(&row, draft, present) {
            draft.put(&row, "location", Record::LocationSettings(settings));
        }
    }
}

/// Locations that nobody settled anything for get what holds by default: above all, the send delay.
pub(super) fn settle_the_rest(draft: &mut Draft<'_>) {
    for location in draft.locations() {
        let settings = Record::LocationSettings(LocationSettings::of(location));
        if draft.record(&settings.id()).is_none() {
            draft.put_default(settings);
        }
    }
}

fn settings(
    row: &Row<'_>,
    draft: &mut Draft<'_>,
    present: LocationSettings,
) -> Option<LocationSettings> {
    let after_school_groups = if row.cell("after_school_groups").is_empty() {
        Some(present.after_school_groups)
    } else if unsaid::says_clear(row, "after_school_groups") {
        Some(Vec::new())
    } else {
        groups(row, draft)
    };
    let errors = &mut draft.errors;
    let open_weekdays = match row.cell("open_days").is_empty() {
        true => Some(present.open_weekdays),
        false => values::weekdays(row, "open_days", errors),
    };
    let closed_days = match unsaid::says_clear(row, "closed_days") {
        true => Some(Some(Vec::new())),
        false => values::dates(row, "closed_days", errors),
    };
    let expected_by = values::minute_of_day(row, "expected_by", errors);
    let closes_at = values::minute_of_day(row, "closes_at", errors);
    let before = (present.expected_by_minute, present.closes_at_minute);
    warn_of_odd_times(row, (expected_by, closes_at), before, errors);
    let kinds_off = kinds_off(row, errors);
    let delay_ms = send_delay_ms(row, errors);
    let official = row.cell("designated_official");
    Some(LocationSettings {
        location: present.location,
        kinds_off: kinds_off?.unwrap_or(present.kinds_off),
        after_school_groups: after_school_groups?,
        expected_by_minute: expected_by?.unwrap_or(present.expected_by_minute),
        closes_at_minute: closes_at?.unwrap_or(present.closes_at_minute),
        open_weekdays: open_weekdays?,
        closed_days: closed_days?.unwrap_or(present.closed_days),
        send_delay_ms: delay_ms?.unwrap_or(present.send_delay_ms),
        designated_official: if official.is_empty() {
            present.designated_official
        } else if unsaid::says_clear(row, "designated_official") {
            String::new()
        } else {
            official
        },
    })
}

/// A location that closes before children are expected was given a spreadsheet's midnight.
fn warn_of_odd_times(
    row: &Row<'_>,
    (expected_by, closes_at): (Option<Option<u16>>, Option<Option<u16>>),
    (expected_before, closed_before): (u16, u16),
    errors: &mut ImportErrors,
) {
    let expected = expected_by.flatten().unwrap_or(expected_before);
    let closes = closes_at.flatten().unwrap_or(closed_before);
    let is_night = |minute: Option<Option<u16>>| minute.flatten().is_some_and(|it| it < NIGHT_ENDS);
    for (column, minute) in [("expected_by", expected_by), ("closes_at", closes_at)] {
        if is_night(minute) {
            let problem = "is in the night; look whether the time is right";
            row.warn(errors, column, problem);
        }
    }
    if closes <= expected {
        let column = match closes_at {
            Some(Some(_)) => "closes_at",
            _ => "expected_by",
        };
        let problem = "closes before children are expected; look whether both times are right";
        row.warn(errors, column, problem);
    }
}

fn groups(row: &Row<'_>, draft: &mut Draft<'_>) -> Option<Vec<GroupId>> {
    let cell = row.cell("after_school_groups");
    words(&cell)
        .map(|word| {
            draft
                .refer_to(ExternalKind::Group, row, "after_school_groups", word)
                .map(GroupId)
        })
        .collect()
}

fn kinds_off(row: &Row<'_>, errors: &mut ImportErrors) -> Option<Option<Vec<String>>> {
    let cell = row.cell("kinds_off");
    if cell.is_empty() {
        return Some(None);
    }
    if unsaid::says_clear(row, "kinds_off") {
        return Some(Some(Vec::new()));
    }
    let kinds: Vec<String> = words(&cell).map(str::to_owned).collect();
    if let Some(unknown) = kinds.iter().position(|kind| schema::kind(kind).is_none()) {
        let problem = format!(
            "has a note kind that does not exist as its word {}; kinds are written like observation",
            unknown + 1
        );
        row.refuse(errors, "kinds_off", problem);
        return None;
    }
    let is_needed = |kind: &&String| schema::is(kind, Attribute::NeverSwitchedOff);
    if let Some(kind) = kinds.iter().find(is_needed) {
        row.refuse(
            errors,
            "kinds_off",
            format!("has {kind}, which cannot be switched off"),
        );
        return None;
    }
    Some(Some(kinds))
}

fn send_delay_ms(row: &Row<'_>, errors: &mut ImportErrors) -> Option<Option<u32>> {
    let cell = row.cell("send_delay_seconds");
    if cell.is_empty() {
        return Some(None);
    }
    match spelling::without_point(&cell).parse::<u32>() {
        Ok(seconds) if seconds <= SEND_DELAY_SECONDS_MAX => Some(Some(seconds * 1_000)),
        _ => {
            let problem = format!("must be a number of seconds up to {SEND_DELAY_SECONDS_MAX}");
            row.refuse(errors, "send_delay_seconds", problem);
            None
        }
    }
}
