//! The local days that a note is for, as it names them: a form of the evening before is tomorrow's. They
//! decide which month it is filed under. Knows no document and no clock.

use jiff::civil::{Date, Time};
use jiff::{Span, tz::TimeZone};

use super::SchemaError;
use samenspel_model::calendar::{day_of, moved_to};
use samenspel_model::entry::{Entry, Fields, Value};
use samenspel_model::series::{Granularity, Period};
use samenspel_model::time::UnixMillis;
use samenspel_model::verdict::RefusalCode;

/// The kinds that name their day.
pub(super) const NAMING_DAYS: [&str; 2] = ["drop_off", "day_change"];
/// The moments at which the child of a form goes home.
const GOES_HOME_AT: [&str; 2] = ["collects_at", "goes_alone_at"];
/// So long ahead somebody may tell.
const AHEAD_DAYS_MAX: i64 = samenspel_model::limits::FOR_DATE_AHEAD_DAYS_MAX;
/// So long after its day somebody may still tell: at night, of the day that has just ended.
const BACK_DAYS_MAX: i64 = samenspel_model::limits::FOR_DATE_BACK_DAYS_MAX;

/// Days in a row, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Days {
    /// One day.
    pub fn one(day: Date) -> Self {
        Self {
            first: day,
            last: day,
        }
    }

    /// Whether a day is one of them.
    pub fn contains(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// What of them is in the month of the first: an entry speaks for its own month.
    fn of_one_month(self) -> Self {
        Self {
            last: self.last.min(self.first.last_of_month()),
            ..self
        }
    }

    /// The days month by month.
    pub fn by_month(self) -> Vec<Self> {
        let mut months = Vec::new();
        let mut first = self.first;
        while first <= self.last {
            let month = Self { first, ..self }.of_one_month();
            months.push(month);
            let Ok(next) = month.last.tomorrow() else {
                break;
            };
            first = next;
        }
        months
    }
}

/// The days that the fields of a drop-off or change name, within the month of the first; a change that
/// names a time alone is of that time's day. `None` where they name none.
pub fn days(fields: &Fields) -> Option<Days> {
    let first = date(fields, "for_date").or_else(|| match fields.get("at") {
        Some(Value::Int(at)) => day_of(UnixMillis(*at)),
        _ => None,
    })?;
    let last = date(fields, "until_date").unwrap_or(first).max(first);
    Some(Days { first, last }.of_one_month())
}

fn date(fields: &Fields, name: &str) -> Option<Date> {
    match fields.get(name) {
        Some(Value::Text(date)) => date.parse().ok(),
        _ => None,
    }
}

/// Checks the days that an entry names against when it was written: from the day before to a year
/// ahead. A correction speaks of the days of what it corrects.
pub fn check_days(entry: &Entry, written_at: UnixMillis) -> Result<(), SchemaError> {
    if !NAMING_DAYS.contains(&entry.kind.as_str()) {
        return Ok(());
    }
    let near = |days| {
        let day = day_of(written_at)?;
        day.checked_add(Span::new().try_days(days).ok()?).ok()
    };
    let (Some(earliest), Some(latest)) = (near(-BACK_DAYS_MAX), near(AHEAD_DAYS_MAX)) else {
        return Err(invalid("for_date"));
    };
    // A time of another day than can be told of says nothing of any day.
    let at = match entry.fields.get("at") {
        Some(Value::Int(at)) => day_of(UnixMillis(*at)),
        _ => None,
    };
    if at.is_some_and(|it| !(earliest..=latest).contains(&it)) {
        return Err(invalid("at"));
    }
    let (first, last) = (
        date(&entry.fields, "for_date"),
        date(&entry.fields, "until_date"),
    );
    let Some(first) = first else {
        return last.map_or(Ok(()), |_| Err(invalid("until_date")));
    };
    if !(earliest..=latest).contains(&first) {
        return Err(invalid("for_date"));
    }
    if last.is_some_and(|last| !(first..=latest).contains(&last)) {
        return Err(invalid("until_date"));
    }
    // Who comes for the child, and when it goes, is said of the days that the form is for.
    let days = first..=last.unwrap_or(first);
    let is_elsewhere = |name: &&&str| match entry.fields.get(name) {
        Some(Value::Int(at)) => day_of(UnixMillis(*at)).is_some_and(|it| !days.contains(&it)),
        _ => false,
    };
    match GOES_HOME_AT.iter().find(is_elsewhere) {
        Some(name) => Err(invalid(name)),
        None => Ok(()),
    }
}

/// Whether notes of a kind name the day that they are for.
pub fn names_days(kind: &str) -> bool {
    NAMING_DAYS.contains(&kind)
}

/// Checks the days that a correction names against the document in which the corrected note stands: it stays
/// in the month that it is filed under, or goes back into the one in which it was told. `told` is when that
/// was.
pub fn check_corrected_days(
    correction: &Entry,
    told: Option<UnixMillis>,
    filed: Period,
) -> Result<(), SchemaError> {
    let (first, last) = (
        date(&correction.fields, "for_date"),
        date(&correction.fields, "until_date"),
    );
    let stays = |day: Date| {
        let of_day = noon(day).map(|it| Period::at(Granularity::Month, it));
        let local = told.and_then(day_of).and_then(noon);
        let months = [local, told].map(|it| it.map(|it| Period::at(Granularity::Month, it)));
        of_day.is_some_and(|it| it == filed || months.contains(&Some(it)))
    };
    if first.is_some_and(|first| !stays(first)) {
        return Err(invalid("for_date"));
    }
    let Some(last) = last else { return Ok(()) };
    let near = |days| {
        let day = day_of(told?)?;
        day.checked_add(Span::new().try_days(days).ok()?).ok()
    };
    let (Some(earliest), Some(latest)) = (near(-BACK_DAYS_MAX), near(AHEAD_DAYS_MAX)) else {
        return Err(invalid("until_date"));
    };
    match (first.unwrap_or(earliest)..=latest).contains(&last) {
        true => Ok(()),
        false => Err(invalid("until_date")),
    }
}

fn invalid(name: &str) -> SchemaError {
    SchemaError {
        code: RefusalCode::FieldInvalid,
        args: vec![name.to_owned()],
    }
}

/// The moment that decides which period an entry is filed under: when it was written, or noon of the
/// first day that it names.
pub fn placed_at(entry: &Entry, written_at: UnixMillis) -> UnixMillis {
    if !NAMING_DAYS.contains(&entry.kind.as_str()) {
        return written_at;
    }
    date(&entry.fields, "for_date")
        .and_then(noon)
        .unwrap_or(written_at)
}

fn noon(day: Date) -> Option<UnixMillis> {
    let noon = day.to_datetime(Time::constant(12, 0, 0, 0));
    let noon = noon.to_zoned(TimeZone::UTC).ok()?;
    Some(UnixMillis(noon.timestamp().as_millisecond()))
}

/// The moments of some fields at the same time of another day.
pub fn moments_moved_to(fields: &mut Fields, names: &[&str], day: Date) {
    for name in names {
        if let Some(Value::Int(at)) = fields.get(name) {
            let moved = moved_to(UnixMillis(*at), day);
            let name = samenspel_model::entry::FieldName::new(*name)
                .expect("the names of fields are valid");
            fields.insert_raw(name, Value::Int(moved.0));
        }
    }
}
