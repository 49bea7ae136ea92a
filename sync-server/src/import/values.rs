//! What may stand in a cell: ids, names, dates, days, languages, telephone numbers. Each reader
//! reports what is wrong with the cell and gives `None`, so that a row's errors come all at once.

use jiff::civil::Date;
use samenspel_core::directory::Span;
use samenspel_core::names::{ascii_digits, shows_something};
use samenspel_core::time::UnixMillis;
use unic_langid::LanguageIdentifier;

use super::error::ImportErrors;
use super::plan::Context;
use super::spelling::{self, Telephone};
use super::table::Row;

const LANGUAGES_MAX: usize = 8;
const ID_CHARS_MAX: usize = 64;

/// A cell that must not be empty.
pub(super) fn name(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<String> {
    let cell = row.cell(column);
    if cell.is_empty() {
        row.refuse(errors, column, "is empty; fill it in");
        return None;
    }
    visible(cell, row, column, errors)
}

/// A cell that may be empty, but not filled with what nobody sees.
pub(super) fn optional_name(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<String> {
    let cell = row.cell(column);
    if cell.is_empty() {
        return Some(cell);
    }
    visible(cell, row, column, errors)
}

fn visible(
    cell: String,
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<String> {
    if shows_something(&cell) {
        return Some(cell);
    }
    let problem = "shows nothing, only invisible characters; fill it in";
    row.refuse(errors, column, problem);
    None
}

/// An external id: letters, digits and `. _ - : /`.
pub(super) fn external_id(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<String> {
    let cell = spelling::plain(&name(row, column, errors)?);
    if spelling::is_scientific(&cell) {
        let problem =
            "is a number that a spreadsheet shortened; make the column text and fill it in again";
        row.refuse(errors, column, problem);
        return None;
    }
    let whole = spelling::without_point(&cell);
    if whole != cell {
        row.warn(
            errors,
            column,
            format!("is taken as {whole}, without the point"),
        );
    }
    if is_external_id(whole) {
        return Some(whole.to_owned());
    }
    let problem = format!(
        "must be an id of at most {ID_CHARS_MAX} letters, digits and . _ - : / without spaces"
    );
    row.refuse(errors, column, problem);
    None
}

fn is_external_id(cell: &str) -> bool {
    cell.chars().count() <= ID_CHARS_MAX
        && cell
            .chars()
            .all(|c| c.is_alphanumeric() || "._-:/".contains(c))
}

/// A date as 2026-03-31; an empty cell is `Some(None)`.
pub(super) fn date(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<Date>> {
    let cell = ascii_digits(&row.cell(column));
    if cell.is_empty() {
        return Some(None);
    }
    match spelling::date(&cell) {
        Ok(date) => Some(Some(date)),
        Err(problem) => {
            row.refuse(errors, column, problem);
            None
        }
    }
}

/// Columns `from` (first day; empty: always) and `until` (last day; empty: no end).
pub(super) fn span(row: &Row<'_>, context: &Context, errors: &mut ImportErrors) -> Option<Span> {
    let from = date(row, "from", errors);
    let until = date(row, "until", errors);
    let (from, until) = (from?, until?);
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        row.refuse(errors, "until", "is before from; correct one of them");
        return None;
    }
    Some(Span {
        from: match from {
            Some(from) => first_moment(row, "from", from, context, errors)?,
            None => UnixMillis(0),
        },
        until: match until {
            Some(last) => Some(moment_after(row, "until", last, context, errors)?),
            None => None,
        },
    })
}

/// Midnight after a last day.
pub(super) fn moment_after(
    row: &Row<'_>,
    column: &'static str,
    last: Date,
    context: &Context,
    errors: &mut ImportErrors,
) -> Option<UnixMillis> {
    let Ok(next) = last.tomorrow() else {
        row.refuse(errors, column, "is not a usable date");
        return None;
    };
    first_moment(row, column, next, context, errors)
}

fn first_moment(
    row: &Row<'_>,
    column: &'static str,
    date: Date,
    context: &Context,
    errors: &mut ImportErrors,
) -> Option<UnixMillis> {
    match date.to_zoned(context.time_zone.clone()) {
        Ok(zoned) => Some(UnixMillis(zoned.timestamp().as_millisecond())),
        Err(_) => {
            row.refuse(errors, column, "is not a usable date in this time zone");
            None
        }
    }
}

/// Days of the week, English or Dutch, as bits with Monday first.
pub(super) fn weekdays(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<u8> {
    let cell = spelling::plain(&row.cell(column)).to_lowercase();
    let mut bits = 0;
    for word in words(&cell) {
        match weekday(word) {
            Some(day) => bits |= 1 << day,
            None => {
                let problem = "must be days like \"mon tue thu\" or \"ma di do\"";
                row.refuse(errors, column, problem);
                return None;
            }
        }
    }
    if bits == 0 {
        row.refuse(
            errors,
            column,
            "has no day; fill in days like \"mon tue thu\" or \"ma di do\"",
        );
        return None;
    }
    Some(bits)
}

fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "mon" | "ma" => 0,
        "tue" | "di" => 1,
        "wed" | "wo" => 2,
        "thu" | "do" => 3,
        "fri" | "vr" => 4,
        "sat" | "za" => 5,
        "sun" | "zo" => 6,
        _ => return None,
    })
}

/// A time of day like 9:30, as minutes since midnight; an empty cell is `Some(None)`.
pub(super) fn minute_of_day(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<u16>> {
    let cell = ascii_digits(&row.cell(column));
    if cell.is_empty() {
        return Some(None);
    }
    let cell = spelling::plain(&cell);
    let cell = match cell.matches(':').count() {
        2 => cell.strip_suffix(":00").unwrap_or(&cell),
        _ => &cell,
    };
    let parsed = cell.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then_some(hour * 60 + minute)
    });
    if parsed.is_none() {
        row.refuse(errors, column, "must be a time of day like 9:30");
    }
    parsed.map(Some)
}

/// Dates like 2026-12-25, with spaces between; an empty cell is `Some(None)`.
pub(super) fn dates(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<Vec<String>>> {
    let cell = ascii_digits(&row.cell(column));
    if cell.is_empty() {
        return Some(None);
    }
    let dates: Result<Vec<String>, String> = words(&cell)
        .map(|word| spelling::date(word).map(|date| date.to_string()))
        .collect();
    match dates {
        Ok(dates) => Some(Some(dates)),
        Err(problem) => {
            let problem = format!("must be dates like 2026-12-25 2026-12-26; one {problem}");
            row.refuse(errors, column, problem);
            None
        }
    }
}

/// BCP 47 tags, best first, in their usual spelling.
pub(super) fn languages(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Vec<String>> {
    let cell = row.cell(column);
    let tags: Result<Vec<String>, _> = words(&cell)
        .map(|word| {
            word.parse::<LanguageIdentifier>()
                .map(|tag| tag.to_string())
        })
        .collect();
    match tags {
        Ok(tags) if tags.len() <= LANGUAGES_MAX => Some(tags),
        Ok(_) => {
            row.refuse(
                errors,
                column,
                format!("has more than {LANGUAGES_MAX} languages"),
            );
            None
        }
        Err(_) => {
            row.refuse(errors, column, "must be language codes like \"nl tr\"");
            None
        }
    }
}

/// A telephone number as dialled; an empty cell is `Some(None)`.
pub(super) fn phone(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<String>> {
    let cell = ascii_digits(&row.cell(column));
    if cell.is_empty() {
        return Some(None);
    }
    match spelling::telephone(&cell) {
        Telephone::Fine(number) => Some(Some(number)),
        Telephone::Meant(number, why) => {
            let problem = format!("{why}, as spreadsheets do; taken as {number}: correct the file");
            row.warn(errors, column, problem);
            Some(Some(number))
        }
        Telephone::Odd(number, why) => {
            row.warn(
                errors,
                column,
                format!("{why}; taken as it is: look whether it is right"),
            );
            Some(Some(number))
        }
        Telephone::Not(problem) => {
            row.refuse(errors, column, problem);
            None
        }
    }
}

/// `yes` or `no`, English or Dutch; an empty cell is `Some(None)`.
pub(super) fn yes_or_no(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<bool>> {
    match row.cell(column).to_lowercase().as_str() {
        "" => Some(None),
        "yes" | "ja" | "true" | "waar" | "1" | "y" | "j" | "x" => Some(Some(true)),
        "no" | "nee" | "false" | "onwaar" | "0" | "n" => Some(Some(false)),
        _ => {
            row.refuse(errors, column, "must be yes or no");
            None
        }
    }
}

pub(super) fn words(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([' ', ',', ';', '|', '+', '&'])
        .filter(|word| !word.is_empty())
}
