//! What of a note is remembered beside it, so that what names it is judged without opening a document: its
//! kind, and the little that its kind's rules ask for. Knows no store and nothing of who may name what.

use super::days::NAMING_DAYS;
use samenspel_model::calendar::{bounds_of_day, plus_days};
use samenspel_model::entry::{Entry, Value};
use samenspel_model::ids::{EntryKey, PersonId};
use samenspel_model::time::UnixMillis;

/// What says no end stays so many days, until the same time of day.
const STAYS_DAYS: i64 = 31;

/// What is remembered of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Remembered {
    /// Its kind, by [`tag`].
    pub kind: u16,
    /// Of a form, when it was told; of a poll or an event, when it is over.
    pub moment: Option<UnixMillis>,
    /// What it answers, where others must know.
    pub answers: Option<EntryKey>,
    /// Of an answer or a consent, whether it says yes; of a poll, how many lines can be chosen; of a talk or a
    /// draft, whether it names the colleague or the child that no correction can add.
    pub says: u8,
    /// Of a dose, who gave it.
    pub by: Option<PersonId>,
}

impl Remembered {
    /// Of a note whose corrected time is `at`.
    pub fn of(entry: &Entry, at: UnixMillis) -> Self {
        let kind = entry.kind.as_str();
        let flag = |name| u8::from(entry.fields.get(name) == Some(&Value::Bool(true)));
        let first = || entry.keys("of").first().copied();
        let none = Self {
            kind: tag(kind),
            ..Self::default()
        };
        match kind {
            _ if NAMING_DAYS.contains(&kind) => Self {
                moment: Some(at),
                ..none
            },
            "poll" => Self {
                moment: Some(over_at(moment(entry, "until"), None, at)),
                says: lines(entry.text("options")),
                ..none
            },
            "event" => Self {
                moment: Some(over_at(moment(entry, "until"), moment(entry, "at"), at)),
                ..none
            },
            "share_answer" => Self {
                answers: first(),
                says: flag("agreed"),
                ..none
            },
            "share_sent" => Self {
                answers: first(),
                ..none
            },
            "consent" => Self {
                says: flag("given"),
                ..none
            },
            "talk" => Self {
                says: names(entry, "second"),
                ..none
            },
            "proposal" => Self {
                says: names(entry, "child"),
                ..none
            },
            "medicine_dose" => Self {
                by: Some(giver_of(entry)),
                ..none
            },
            _ => none,
        }
    }

    /// When an event is over once a correction moved it; `None` if the correction says nothing of that. The
    /// later of both counts: who answered by the old time is not too late.
    pub fn moved_by(&self, correction: &Entry) -> Option<UnixMillis> {
        let (until, at) = (moment(correction, "until"), moment(correction, "at"));
        let is_event = self.kind == tag("event");
        let moved = (until.is_some() || at.is_some()).then(|| over_at(until, at, UnixMillis(0)))?;
        is_event.then(|| self.moment.map_or(moved, |old| old.max(moved)))
    }

    /// Whether it is of this kind.
    pub fn is(&self, kind: &str) -> bool {
        self.kind == tag(kind)
    }
}

/// Who gave a dose: whom it names, else its author.
pub fn giver_of(dose: &Entry) -> PersonId {
    match dose.fields.get("given_by") {
        Some(Value::Bytes(id)) => PersonId::from_slice(id).unwrap_or(dose.author()),
        _ => dose.author(),
    }
}

/// When something on a board is over: at its end, at the end of the day on which it begins, or after a
/// month.
pub fn over_at(
    until: Option<UnixMillis>,
    at: Option<UnixMillis>,
    written: UnixMillis,
) -> UnixMillis {
    until
        .or_else(|| at.map(|at| bounds_of_day(at).1))
        .unwrap_or_else(|| plus_days(written, STAYS_DAYS))
}

fn names(entry: &Entry, field: &str) -> u8 {
    u8::from(matches!(entry.fields.get(field), Some(Value::Bytes(_))))
}

fn moment(entry: &Entry, name: &str) -> Option<UnixMillis> {
    match entry.fields.get(name) {
        Some(Value::Int(moment)) => Some(UnixMillis(*moment)),
        _ => None,
    }
}

fn lines(options: Option<&str>) -> u8 {
    let count = options.map_or(0, |it| it.lines().count());
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// A note kind as two bytes, for what is kept of every entry. Derived from the name, so that it never changes
/// and no list of numbers has to be kept; the tests see that no two kinds have the same.
pub fn tag(kind: &str) -> u16 {
    // FNV-1a, folded.
    let hash = kind.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    let folded = (hash >> 16) ^ (hash & 0xffff);
    u16::try_from(folded).unwrap_or(u16::MAX)
}

/// The kind of a tag; `None` if this version knows none.
pub fn kind_of_tag(of: u16) -> Option<&'static super::Kind> {
    super::kinds().iter().find(|kind| tag(kind.name) == of)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_a_tag_of_its_own() {
        let kinds = super::super::kinds();
        let tags: BTreeSet<u16> = kinds.iter().map(|kind| tag(kind.name)).collect();
        assert_eq!(tags.len(), kinds.len());
        assert!(!tags.contains(&0));
    }
}
