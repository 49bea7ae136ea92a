//! Days and times of day where the locations are: in the Netherlands. Knows no clock and no words.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::time::UnixMillis;

/// A moment as clocks at the location show it; `None` beyond the calendar.
pub fn local(moment: UnixMillis) -> Option<Zoned> {
    let stamp = Timestamp::from_millisecond(moment.0).ok()?;
    Some(stamp.to_zoned(zone()))
}

/// The zone is bundled with the program; were it not, UTC is better than no time at all.
fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

/// The day of a moment.
pub fn day_of(moment: UnixMillis) -> Option<Date> {
    local(moment).map(|it| it.date())
}

/// Midnight at the start of a day.
pub fn start_of(day: Date) -> Option<UnixMillis> {
    let midnight = day.to_datetime(Time::midnight()).to_zoned(zone()).ok()?;
    Some(UnixMillis(midnight.timestamp().as_millisecond()))
}

/// When clocks at the location show this minute of a day; where they skip it, so much later.
pub fn at_minute(day: Date, minute: u16) -> Option<UnixMillis> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, (minute % 60) as i8);
    at_time(day, Time::new(hour, minute, 0, 0).ok()?)
}

/// When clocks at the location show this time of a day; where they skip it, so much later.
pub fn at_time(day: Date, time: Time) -> Option<UnixMillis> {
    let shown = day.to_datetime(time).to_zoned(zone()).ok()?;
    Some(UnixMillis(shown.timestamp().as_millisecond()))
}

/// The same time of day so many days later, or earlier. Beyond the calendar: days of 24 hours.
pub fn plus_days(moment: UnixMillis, days: i64) -> UnixMillis {
    let moved = || {
        let at = local(moment)?;
        let day = at
            .date()
            .checked_add(jiff::Span::new().try_days(days).ok()?);
        let whole = at_time(day.ok()?, at.time())?;
        Some(whole)
    };
    let by_hours = || moment.plus_ms(days.saturating_mul(UnixMillis::DAY_MS));
    moved().unwrap_or_else(by_hours)
}

/// The same time of day on another day.
pub fn moved_to(moment: UnixMillis, day: Date) -> UnixMillis {
    let moved = local(moment).and_then(|at| at_time(day, at.time()));
    moved.unwrap_or(moment)
}

/// How many days lie between the days of two moments; none if the later is not later.
pub fn days_between(earlier: UnixMillis, later: UnixMillis) -> i64 {
    match (day_of(earlier), day_of(later)) {
        (Some(earlier), Some(later)) => i64::from((later - earlier).get_days()).max(0),
        _ => (later.since(earlier) / UnixMillis::DAY_MS).max(0),
    }
}

/// From midnight to midnight, the second not included. Without a calendar: the day of 24 hours.
pub fn bounds_of_day(moment: UnixMillis) -> (UnixMillis, UnixMillis) {
    let bounds = day_of(moment).and_then(|day| {
        let next = day.tomorrow().ok()?;
        Some((start_of(day)?, start_of(next)?))
    });
    bounds.unwrap_or((moment, moment.plus_ms(UnixMillis::DAY_MS)))
}

/// Minutes since midnight.
pub fn minute_of_day(moment: UnixMillis) -> u16 {
    local(moment).map_or(0, |it| {
        u16::try_from(i32::from(it.hour()) * 60 + i32::from(it.minute())).unwrap_or(0)
    })
}

/// Whether a day of the week is in a set with bit 0 = Monday.
pub fn is_weekday_in(day: Date, weekdays: u8) -> bool {
    weekdays & (1 << day.weekday().to_monday_zero_offset()) != 0
}

/// Whether two moments are on the same day.
pub fn is_same_day(one: UnixMillis, other: UnixMillis) -> bool {
    day_of(one).is_some_and(|day| day_of(other) == Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_has_23_or_25_hours_when_the_clock_changes() {
        let noon = |day: &str| {
            let midnight = start_of(day.parse().unwrap()).unwrap();
            midnight.plus_ms(12 * UnixMillis::HOUR_MS)
        };
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-26", 24)] {
            let (start, end) = bounds_of_day(noon(day));
            assert_eq!(end.since(start), hours * UnixMillis::HOUR_MS, "{day}");
        }
    }

    proptest! {
        #[test]
        fn days_later_it_is_the_same_time_of_day(
            hour in 0_i64..20_000 * 24,
            days in -800_i64..800,
        ) {
            let moment = UnixMillis(946_684_800_000 + hour * UnixMillis::HOUR_MS);
            let later = plus_days(moment, days);
            let (was, is) = (local(moment).unwrap(), local(later).unwrap());
            prop_assert_eq!((is.date() - was.date()).get_days(), i32::try_from(days).unwrap());
            // Only a time that the clock skips moves, by the hour that it skips.
            let skipped = is.time() != was.time();
            prop_assert!(!skipped || was.hour() == 2 && is.hour() == 3, "{} {}", was, is);
            prop_assert_eq!(days_between(moment, later), days.max(0));
        }

        #[test]
        fn a_minute_of_a_day_is_that_minute(day in 0_i64..20_000, minute in 0_u16..1440) {
            let day = "2000-01-01".parse::<Date>().unwrap() + jiff::Span::new().days(day);
            let at = at_minute(day, minute).unwrap();
            let shown = minute_of_day(at);
            prop_assert!(shown == minute || minute / 60 == 2 && shown == minute + 60);
            prop_assert_eq!(day_of(at), Some(day));
            let (from, until) = bounds_of_day(at);
            prop_assert!(from <= at && at < until && start_of(day) == Some(from));
        }
    }

    #[test]
    fn just_after_midnight_is_another_day_at_the_location_before_it_is_in_utc() {
        let (start, _) = bounds_of_day(UnixMillis(1_793_620_800_000));
        assert!(!is_same_day(start, start.plus_ms(-1)));
        assert_eq!(minute_of_day(start), 0);
        assert!(is_weekday_in("2026-11-02".parse().unwrap(), 0b1));
    }
}
