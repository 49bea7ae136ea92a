//! Dates and times of day as a spreadsheet writes them. Pure functions of text; knows no column and not
//! what day it is.

use jiff::civil::{Date, date as day_of};

use super::spelling::{is_month, plain, without_point};

const LIKE: &str = "must be a date between 1900 and 2199, written like 2026-03-31";
const NO_DATE: &str =
    "is what a program writes for no date; fill in the day like 2026-03-31, or empty the cell";
const SERIAL: &str =
    "is a spreadsheet's number of a day; make the column text and write it like 2026-03-31";

/// A date, or what to do about it.
pub(super) fn date(cell: &str) -> Result<Date, &'static str> {
    let plain = plain(cell);
    let (day, has_time) = without_midnight(&plain);
    if let Ok(date) = day.parse::<Date>()
        && day.len() == 10
    {
        return match (1900..=2199).contains(&date.year()) {
            _ if is_no_date(date) => Err(NO_DATE),
            true if has_time => Err("has a time beside the day; leave the day: 2026-03-31"),
            true => Ok(date),
            false => Err(LIKE),
        };
    }
    Err(match has_time && !plain.contains(':') {
        true => turned(&plain),
        false => turned(day),
    })
}

/// The day without the midnight that a spreadsheet adds, and whether it has another time.
fn without_midnight(cell: &str) -> (&str, bool) {
    let Some((day, time)) = cell.split_once(['T', ' ']) else {
        return (cell, false);
    };
    // A zone's distance, as databases write it.
    let time = match time.rsplit_once(['+', '-']) {
        Some((time, zone)) if zone.len() >= 4 => time,
        _ => time,
    };
    let midnight = !time.is_empty() && time.chars().all(|c| "0:.Z".contains(c));
    (day, !midnight)
}

/// What programs write where no date was filled in, or no end.
fn is_no_date(date: Date) -> bool {
    date == day_of(1900, 1, 1)
        || date == day_of(1970, 1, 1)
        || (date.year() == 1899 && date.month() == 12)
        || date.year() <= 1
        || date.year() >= 2900
}

fn turned(day: &str) -> &'static str {
    let whole = match day.split_once(['.', ',']) {
        Some((whole, part)) if part.chars().all(|c| c.is_ascii_digit()) => whole,
        _ => without_point(day),
    };
    let is_number = !whole.is_empty() && whole.chars().all(|c| c.is_ascii_digit());
    if is_number && whole.len() == 5 {
        return SERIAL;
    }
    if is_number && whole.chars().all(|c| c == '0') {
        return NO_DATE;
    }
    if is_number && day.len() == 8 {
        return "must be written with hyphens, like 2026-03-31";
    }
    if day
        .split(|c: char| !c.is_alphabetic())
        .any(|word| !word.is_empty() && is_month(word))
    {
        return "has the month in letters; write it in digits, like 2026-03-31";
    }
    let parts: Vec<&str> = day.split(['-', '/', '.', ' ']).collect();
    let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
    match numbers.as_deref() {
        Some([0, 0, 0] | [1900, 1, 0] | [31, 12, 9999] | [1, 1, 1900 | 1970]) => NO_DATE,
        Some([_, _, _]) if parts[0].len() == 4 => {
            "must be a day that exists, with two digits for month and day and hyphens, like 2026-03-31"
        }
        Some([one, other, _]) if parts[2].len() == 4 && *one <= 12 && *other <= 12 => {
            "has the day or the month first, and nobody can tell which; write it like 2026-03-31"
        }
        Some([_, _, _]) if parts[2].len() == 4 => {
            "is turned round, as spreadsheets do; write it like 2026-03-31"
        }
        Some([_, _, _]) if parts[2].len() == 2 => {
            "has a year of two digits, and nobody can tell the century; write it like 2026-03-31"
        }
        _ => LIKE,
    }
}

const TIME_LIKE: &str = "must be a time of day like 9:30";

/// Minutes since midnight, or what to do about it.
pub(super) fn time_of_day(cell: &str) -> Result<u16, &'static str> {
    let cell = plain(cell).to_lowercase();
    let time = cell
        .rsplit_once(' ')
        // The day that a spreadsheet puts before a time.
        .filter(|(day, _)| day.starts_with("1899-12-3") || day.starts_with("1900-01-0"))
        .map_or(&*cell, |(_, time)| time);
    let (time, half) = without_half(time);
    let time = ["uur", "u", "h"]
        .into_iter()
        .find_map(|word| time.strip_suffix(word))
        .unwrap_or(time)
        .trim_end();
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let Some((hour, minute)) = time.split_once([':', '.', 'u', 'h', ',']) else {
        return Err(match digits(time) {
            true => "has no minutes; write it like 9:30",
            false => TIME_LIKE,
        });
    };
    if hour == "0" && digits(minute) && (minute.len() > 2 || !time.contains(':')) {
        return Err(
            "is a spreadsheet's part of a day; format the column as time, and write it like 9:30",
        );
    }
    let minute = minute.strip_suffix(":00").unwrap_or(minute);
    if !digits(hour) || !digits(minute) || minute.len() != 2 || time.contains(',') {
        return Err(TIME_LIKE);
    }
    let (Ok(hour), Ok(minute)) = (hour.parse::<u16>(), minute.parse::<u16>()) else {
        return Err(TIME_LIKE);
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return Err(TIME_LIKE),
        Some(is_after_noon) => hour % 12 + if is_after_noon { 12 } else { 0 },
        None => hour,
    };
    match hour < 24 && minute < 60 {
        true => Ok(hour * 60 + minute),
        false => Err(TIME_LIKE),
    }
}

/// Without "AM" or "PM", and whether it was the latter.
fn without_half(time: &str) -> (&str, Option<bool>) {
    for (word, is_after_noon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)] {
        if let Some(time) = time.strip_suffix(word) {
            return (time.trim_end(), Some(is_after_noon));
        }
    }
    (time, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_a_spreadsheet_turned_is_refused_with_what_it_looks_like() {
        let told = |cell| date(cell).unwrap_err();
        assert!(told("45123").contains("number of a day"));
        assert!(told("45123.0").contains("number of a day"));
        assert!(told("1-2-2022").contains("nobody can tell which"));
        assert!(told("31-12-2022").contains("turned round"));
        assert!(told("12/31/2022").contains("turned round"));
        assert!(told("01/02/22").contains("two digits"));
        assert!(told("20220131").contains("with hyphens"));
        assert!(told("2022-1-31").contains("two digits for month"));
        assert!(told("2022-02-30").contains("a day that exists"));
        assert!(told("maart 2022").contains("in letters"));
        let day = jiff::civil::date(2023, 5, 1);
        for cell in [
            "2023-05-01",
            "2023\u{2011}05\u{2011}01",
            "2023-05-01 00:00:00",
            "2023-05-01T00:00:00",
            "'2023-05-01",
            "2023-05-01T00:00:00+02:00",
        ] {
            assert_eq!(date(cell), Ok(day), "{cell}");
        }
    }

    #[test]
    fn what_a_program_writes_for_no_date_is_not_a_date() {
        for cell in [
            "1900-01-01",
            "1970-01-01",
            "1899-12-30",
            "0001-01-01",
            "9999-12-31",
            "31-12-9999",
            "0",
            "00-00-0000",
            "0000-00-00",
            "1900-01-00",
            "1-1-1900",
        ] {
            assert_eq!(date(cell), Err(NO_DATE), "{cell}");
        }
        let told = |cell| date(cell).unwrap_err();
        assert_eq!(told("44958.25"), SERIAL);
        assert!(told("1 februari 2023").contains("in letters"));
        assert!(told("1-feb-23").contains("in letters"));
        assert!(told("Feb 1, 2023").contains("in letters"));
        assert!(told("2023-01-31T23:00:00Z").contains("a time beside"));
        assert!(told("1/2/2023 0:00").contains("nobody can tell which"));
    }

    #[test]
    fn a_time_of_day_is_what_it_looks_like() {
        for (cell, minute) in [
            ("9:30", 570),
            ("09:30:00", 570),
            ("9.30", 570),
            ("9u30", 570),
            ("9:30 uur", 570),
            ("9:30u", 570),
            ("9h30", 570),
            ("9:30 AM", 570),
            ("9:30 pm", 1_290),
            ("12:15 am", 15),
            ("12:15 p.m.", 735),
            ("1899-12-30 09:30:00", 570),
            ("9\u{FF1A}30", 570),
            ("0:00", 0),
        ] {
            assert_eq!(time_of_day(cell), Ok(minute), "{cell}");
        }
        for cell in [
            "9",
            "0930",
            "24:00",
            "9:60",
            "9:3",
            "13:00 PM",
            "0,395833333",
            "0.5",
            "half tien",
            "9:30-10:00",
            "9:30:15",
            "-9:30",
            "",
            ":",
            "9:",
            "9,30",
            "99999:00",
        ] {
            assert!(time_of_day(cell).is_err(), "{cell}");
        }
        assert!(
            time_of_day("0,395833333")
                .unwrap_err()
                .contains("part of a day")
        );
    }
}
