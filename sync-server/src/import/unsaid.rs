//! What the directory has and a row does not say: it stays. A file that is older than an end, or has no
//! column for it, must not give access back that ended. Knows nothing of files beside the row at hand.

use samenspel_model::time::UnixMillis;
use samenspel_rules::directory::{Mentorship, Record, Span};

use super::error::ImportErrors;
use super::plan::Context;
use super::table::Row;

/// In a column of last days: there is none, whatever the directory says.
const NO_END: &str = "open";

/// In a list or a text: there is nothing any more, whatever the directory says. A word that no program writes
/// where it has no value, as it does "none".
const CLEARED: [&str; 2] = ["clear", "wissen"];

/// Whether a cell says in so many words that what was there goes, where an empty one leaves what is there.
pub(super) fn says_clear(row: &Row<'_>, column: &'static str) -> bool {
    let cell = row.cell(column);
    CLEARED.iter().any(|it| cell.eq_ignore_ascii_case(it))
}

/// In the column of a court's bar: it is over, whatever the directory says. Its "no" may be older than the bar,
/// or a box that nobody ticked.
const LIFTED: [&str; 2] = ["lifted", "opgeheven"];

/// Whether a cell says in so many words that a court's bar is over.
pub(super) fn says_lifted(row: &Row<'_>, column: &'static str) -> bool {
    let cell = row.cell(column);
    LIFTED.iter().any(|it| cell.eq_ignore_ascii_case(it))
}

/// Whether a cell says in so many words that something has no end.
pub(super) fn says_open(row: &Row<'_>, column: &'static str) -> bool {
    row.cell(column).eq_ignore_ascii_case(NO_END)
}

/// The record that a row makes, with what the row does not say as it is in the directory.
pub(super) fn complete(
    row: &Row<'_>,
    made: Record,
    present: &Record,
    context: &Context,
    errors: &mut ImportErrors,
) -> Record {
    let now = context.now;
    let mut end = End { row, now, errors };
    let mut made = made;
    if let (Record::Mentorship(made), Record::Mentorship(present)) = (&made, present)
        && made.during.from < present.during.from
        && is_of_a_decision(present.during.from, context)
    {
        return Record::Mentorship(end.decided_since(made, present));
    }
    match (&mut made, present) {
        (Record::Person(made), Record::Person(present)) => {
            let (said, before) = (made.left_at, present.left_at);
            made.left_at = end.kept("left_on", said, before);
            if !row.has("languages") {
                made.languages.clone_from(&present.languages);
            }
        }
        (Record::Contact(made), Record::Contact(present)) => {
            made.until = end.kept("until", made.until, present.until);
        }
        (Record::Child(made), Record::Child(present)) if !row.has("languages") => {
            made.languages.clone_from(&present.languages);
        }
        (Record::Placement(made), Record::Placement(present)) if !row.has("expected_by") => {
            made.expected_by_minute = present.expected_by_minute;
        }
        _ => {}
    }
    if let (Some(during), Some(present)) = (made.during_mut(), present.during()) {
        end.keep(during, present);
    }
    made
}

struct End<'a, 'r> {
    row: &'a Row<'r>,
    now: UnixMillis,
    errors: &'a mut ImportErrors,
}

/// Files begin things at midnight; what begins at another time of day was decided then.
fn is_of_a_decision(from: UnixMillis, context: &Context) -> bool {
    let Ok(moment) = jiff::Timestamp::from_millisecond(from.0) else {
        return false;
    };
    let moment = moment.to_zoned(context.time_zone.clone());
    from.0 != 0
        && moment
            .start_of_day()
            .is_ok_and(|midnight| midnight != moment)
}

impl End<'_, '_> {
    /// A mentor whom a manager named since: a row that says nothing of a later day did not hear of it.
    fn decided_since(&mut self, made: &Mentorship, present: &Mentorship) -> Mentorship {
        if made.deputy != present.deputy {
            let problem = "is not what a manager decided since (samenspel mentor): that stays; to change it, \
                           give this row a from after that day, or use samenspel mentor";
            self.row.warn(self.errors, "role", problem);
        }
        let mut during = present.during;
        during.until = match made.during.until {
            Some(until) if until <= during.from => {
                let problem = "is before the day on which a manager decided this (samenspel mentor): that \
                               stays; to end it, give a last day after that";
                self.row.warn(self.errors, "until", problem);
                during.until
            }
            said => self.kept("until", said, during.until),
        };
        Mentorship {
            during,
            ..present.clone()
        }
    }

    fn keep(&mut self, made: &mut Span, present: Span) {
        if self.row.cell("from").is_empty() {
            made.from = present.from;
        }
        // Who came back has a first day after the last one.
        let is_another_time = present.until.is_some_and(|end| made.from >= end);
        if !is_another_time {
            made.until = self.kept("until", made.until, present.until);
        }
    }

    /// An end that is not said stays; one that has passed is not put off by a file that did not hear of it.
    fn kept(
        &mut self,
        column: &'static str,
        said: Option<UnixMillis>,
        before: Option<UnixMillis>,
    ) -> Option<UnixMillis> {
        let Some(end) = before.filter(|_| !says_open(self.row, column)) else {
            return said;
        };
        let is_over = end <= self.now;
        let problem = match said {
            None if is_over => {
                "is empty, and this has ended: it stays ended; write \"open\" to take it up again"
            }
            None => {
                "is empty, and there is a last day already: it stays; write \"open\" to take it away"
            }
            Some(said) if is_over && said > end => {
                "is later than the day on which this ended: it stays ended; to take it up again write \
                 \"open\" here first, and import"
            }
            Some(said) => return Some(said),
        };
        self.row.warn(self.errors, column, problem);
        before
    }
}
