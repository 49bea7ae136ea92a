//! What a person says has just happened is meant by the clock that the phone shows: once it is known by how
//! much that clock is ahead, the moment is set right by as much. Knows no note kind by name.

use samenspel_model::entry::{FieldName, Fields, Value};
use samenspel_model::time::{Certainty, UnixMillis};
use samenspel_rules::partnership::NewNote;
use samenspel_rules::policy::tells_what_happened;

/// Between the moment that a screen shows and the writing of a note lies so much at most.
const JUST_NOW_MS: i64 = 60 * 1000;

/// A phone's clock against the server's.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClockError {
    wall: UnixMillis,
    ahead_ms: i64,
}

impl ClockError {
    /// Of a clock that shows `wall` at what is, corrected, another moment. What is no more than estimated sets
    /// nothing right.
    pub(super) fn of(wall: UnixMillis, (at, certainty): (UnixMillis, Certainty)) -> Self {
        let ahead_ms = match certainty {
            Certainty::Measured => wall.since(at),
            _ => 0,
        };
        Self { wall, ahead_ms }
    }

    /// The fields of a note, with what would be ahead of the true time set right.
    pub(super) fn set_right(self, note: &NewNote) -> Fields {
        let mut fields = note.fields.clone();
        if self.ahead_ms <= 0 {
            return fields;
        }
        let ahead = self.wall.plus_ms(-self.ahead_ms).0..=self.wall.plus_ms(JUST_NOW_MS).0;
        let told = note.fields.iter().filter_map(|(name, value)| match value {
            Value::Int(moment) if ahead.contains(moment) => Some((name.clone(), *moment)),
            _ => None,
        });
        let told = told.filter(|(name, _): &(FieldName, i64)| {
            tells_what_happened(note.kind.as_str(), name.as_str())
        });
        for (name, moment) in told.collect::<Vec<_>>() {
            fields.insert_raw(name, Value::Int(moment.saturating_sub(self.ahead_ms)));
        }
        fields
    }
}
