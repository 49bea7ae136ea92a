//! Moments and ages in words. All moments are shown in the location's own time, which for now is
//! always the Netherlands'. Knows nothing of notes.

use jiff::civil::Date;
use jiff::{RoundMode, Unit, Zoned};

use super::Language;
use super::catalogue::{Argument, Catalogue};
use samenspel_model::calendar::local;
use samenspel_model::time::UnixMillis;

/// What stands for a moment that no calendar has.
const UNKNOWN: &str = "?";

/// Below this age, in months, one counts in weeks.
const WEEKS_UNTIL_MONTHS: i64 = 3;

/// A moment in a note written at `beside`: `14:05` on the same day, else with its day, and with its year
/// if that is another. A moment always has its time; a whole day is a date, or [`day_or_moment`].
pub(super) fn moment(language: Language, moment: UnixMillis, beside: UnixMillis) -> String {
    let (Some(at), Some(beside)) = (local(moment), local(beside)) else {
        return UNKNOWN.to_owned();
    };
    if at.year() != beside.year() {
        with_time(language, &day_with_year(language, at.date()), &at)
    } else if at.date() == beside.date() {
        time_of_day(language, &at)
    } else {
        day_and_time(language, moment)
    }
}

/// A moment that begins or ends something, in a note written at `beside`: at midnight it is a day.
pub(super) fn day_or_moment(language: Language, at: UnixMillis, beside: UnixMillis) -> String {
    let is_midnight = |at: &Zoned| at.start_of_day().is_ok_and(|start| start == *at);
    match (local(at).filter(is_midnight), local(beside)) {
        (Some(at), Some(beside)) if at.year() == beside.year() => day(language, at.date()),
        (Some(at), Some(_)) => day_with_year(language, at.date()),
        _ => moment(language, at, beside),
    }
}

/// A date (ISO 8601) with its year.
pub(super) fn date(language: Language, date: &str) -> String {
    match date.parse() {
        Ok(date) => day_with_year(language, date),
        Err(_) => UNKNOWN.to_owned(),
    }
}

fn time_of_day(language: Language, at: &Zoned) -> String {
    minute_of_day(language, i64::from(at.hour()) * 60 + i64::from(at.minute()))
}

/// A time of day, in minutes since midnight.
pub(super) fn minute_of_day(language: Language, minutes: i64) -> String {
    let (hour, minute) = (
        format!("{:02}", minutes / 60),
        format!("{:02}", minutes % 60),
    );
    let arguments = [
        ("hour", Argument::Text(&hour)),
        ("minute", Argument::Text(&minute)),
    ];
    Catalogue::of(language).say_known("time-of-day", &arguments)
}

/// Weekday, day, month and time, in the Netherlands' time.
pub fn day_and_time(language: Language, moment: UnixMillis) -> String {
    let Some(at) = local(moment) else {
        return UNKNOWN.to_owned();
    };
    with_time(language, &day(language, at.date()), &at)
}

fn with_time(language: Language, day: &str, at: &Zoned) -> String {
    let time = time_of_day(language, at);
    let arguments = [
        ("day", Argument::Text(day)),
        ("time", Argument::Text(&time)),
    ];
    Catalogue::of(language).say_known("day-and-time", &arguments)
}

fn day(language: Language, date: Date) -> String {
    let catalogue = Catalogue::of(language);
    let weekday = format!("weekday-{}", date.weekday().to_monday_one_offset());
    let weekday = catalogue.say_known(&weekday, &[]);
    let (day, month) = (date.day().to_string(), month(language, date));
    let arguments = [
        ("weekday", Argument::Text(&weekday)),
        ("day", Argument::Text(&day)),
        ("month", Argument::Text(&month)),
    ];
    catalogue.say_known("day", &arguments)
}

fn day_with_year(language: Language, date: Date) -> String {
    let (day, month) = (date.day().to_string(), month(language, date));
    let year = date.year().to_string();
    let arguments = [
        ("day", Argument::Text(&day)),
        ("month", Argument::Text(&month)),
        ("year", Argument::Text(&year)),
    ];
    Catalogue::of(language).say_known("day-with-year", &arguments)
}

fn month(language: Language, date: Date) -> String {
    Catalogue::of(language).say_known(&format!("month-{}", date.month()), &[])
}

/// How old a child born on `birth_date` (ISO 8601) is at `now`: weeks, then months, then years and
/// months. Nothing for a date that is not one or lies ahead.
pub fn age(language: Language, birth_date: &str, now: UnixMillis) -> Option<String> {
    let born: Date = birth_date.parse().ok()?;
    let today = local(now)?.date();
    if born > today {
        return None;
    }
    let months = whole(born, today, Unit::Month)?;
    let (years, rest) = (months / 12, months % 12);
    let (key, counts) = if months < WEEKS_UNTIL_MONTHS {
        (
            "age-weeks",
            vec![("weeks", whole(born, today, Unit::Week)?)],
        )
    } else if years == 0 {
        ("age-months", vec![("months", months)])
    } else if rest == 0 {
        ("age-years", vec![("years", years)])
    } else {
        (
            "age-years-and-months",
            vec![("years", years), ("months", rest)],
        )
    };
    let arguments: Vec<_> = counts
        .into_iter()
        .map(|(name, count)| (name, Argument::Count(count)))
        .collect();
    Some(Catalogue::of(language).say_known(key, &arguments))
}

fn whole(from: Date, to: Date, unit: Unit) -> Option<i64> {
    let difference = jiff::civil::DateDifference::new(to)
        .smallest(unit)
        .largest(unit)
        .mode(RoundMode::Trunc);
    let span = from.until(difference).ok()?;
    Some(match unit {
        Unit::Week => i64::from(span.get_weeks()),
        _ => i64::from(span.get_months()),
    })
}
