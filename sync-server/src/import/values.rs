//! What may stand in a cell: ids, names, dates, days, languages, telephone numbers. Each reader
//! reports what is wrong with the cell and gives `None`, so that a row's errors come all at once.

use jiff::civil::Date;
use samenspel_model::time::UnixMillis;
use samenspel_names::{ascii_digits, shows_something};
use samenspel_rules::directory::Span;

use super::error::ImportErrors;
use super::list_words;
use super::moments;
use super::plan::Context;
use super::spelling;
use super::table::Row;
use super::telephone::{Telephone, telephone};
use super::unsaid;

const LANGUAGES_MAX: usize = 8;
/// Further from today, a year was mistyped.
const YEARS_AHEAD_MAX: i16 = 5;
pub(super) const YEAR_MIN: i16 = 1950;
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
        if cell.chars().any(char::is_alphanumeric) {
            return Some(cell);
        }
        row.refuse(errors, column, "has no letter; correct it, or empty it");
        return None;
    }
    let problem = "shows nothing, only invisible characters; fill it in";
    row.refuse(errors, column, problem);
    None
}

/// A name of somebody, which may be odd.
pub(super) fn warn_of_odd_name(row: &Row<'_>, column: &'static str, errors: &mut ImportErrors) {
    if let Some(why) = spelling::odd_name(&row.cell(column)) {
        let problem = format!("{why}; taken as it is: look whether it is a name");
        row.warn(errors, column, problem);
    }
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
    if let Some(why) = spelling::odd_id(whole) {
        let problem = format!("{why}; taken as it is: look whether it is the id");
        row.warn(errors, column, problem);
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
        && cell.contains(char::is_alphanumeric)
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
    match moments::date(&cell) {
        Ok(date) => Some(Some(date)),
        Err(problem) => {
            row.refuse(errors, column, problem);
            None
        }
    }
}

/// A last day; none where the cell is empty, or says that there is none.
pub(super) fn last_day(
    row: &Row<'_>,
    column: &'static str,
    errors: &mut ImportErrors,
) -> Option<Option<Date>> {
    if unsaid::says_open(row, column) {
        return Some(None);
    }
    date(row, column, errors)
}

/// Columns `from` (first day; empty: always) and `until` (last day; empty: no end).
pub(super) fn span(row: &Row<'_>, context: &Context, errors: &mut ImportErrors) -> Option<Span> {
    let from = date(row, "from", errors);
    let until = last_day(row, "until", errors);
    let (from, until) = (from?, until?);
    if let Some(from) = from {
        warn_of_odd_year(row, "from", from, context, errors);
    }
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

/// Warns of a day so far from today that its year must be mistyped.
pub(super) fn warn_of_odd_year(
    row: &Row<'_>,
    column: &'static str,
    date: Date,
    context: &Context,
    errors: &mut ImportErrors,
) {
    let Ok(now) = jiff::Timestamp::from_millisecond(context.now.0) else {
        return;
    };
    let today = now.to_zoned(context.time_zone.clone()).date();
    if date.year() < YEAR_MIN || date.year() > today.year() + YEARS_AHEAD_MAX {
        row.warn(
            errors,
            column,
            "is far from today; look whether the year is right",
        );
    }
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
    let bits = match list_words::weekdays(&row.cell(column)) {
        Ok(bits) => bits,
        Err(problem) => {
            row.refuse(errors, column, problem);
            return None;
        }
    };
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
    match moments::time_of_day(&cell) {
        Ok(minute) => Some(Some(minute)),
        Err(problem) => {
            row.refuse(errors, column, problem);
            None
        }
    }
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
    let is_midnight = |word: &&str| word.contains(':') && word.chars().all(|c| "0:".contains(c));
    let dates: Result<Vec<String>, &str> = list_words::words(&cell)
        .filter(|word| !is_midnight(word))
        .map(|word| moments::date(word).map(|date| date.to_string()))
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
    match list_words::languages(&cell) {
        Some(tags) if tags.len() <= LANGUAGES_MAX => Some(tags),
        Some(_) => {
            row.refuse(
                errors,
                column,
                format!("has more than {LANGUAGES_MAX} languages"),
            );
            None
        }
        None => {
            let problem = "must be language codes like \"nl tr\" (Ukrainian is uk, Polish is pl)";
            row.refuse(errors, column, problem);
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
    match telephone(&cell) {
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
    match spelling::without_point(&row.cell(column).to_lowercase()) {
        "" => Some(None),
        "yes" | "ja" | "true" | "waar" | "1" | "y" | "j" | "x" | "✓" | "☑" => Some(Some(true)),
        "no" | "nee" | "false" | "onwaar" | "0" | "n" => Some(Some(false)),
        _ => {
            row.refuse(errors, column, "must be yes or no");
            None
        }
    }
}
