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

    #[test]
    fn just_after_midnight_is_another_day_at_the_location_before_it_is_in_utc() {
        let (start, _) = bounds_of_day(UnixMillis(1_793_620_800_000));
        assert!(!is_same_day(start, start.plus_ms(-1)));
        assert_eq!(minute_of_day(start), 0);
        assert!(is_weekday_in("2026-11-02".parse().unwrap(), 0b1));
    }
}
