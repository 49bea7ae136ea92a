//! Which notes wait on the device before they leave it, so that "wrong child" can still be undone.

use super::attendance::{is_open_on, next_opening};
use super::{NewNote, settings_of};
use crate::directory::{Directory, LocationSettings};
use crate::schema::{self, Attribute};
use samenspel_model::calendar::{day_of, minute_of_day};
use samenspel_model::ids::PersonId;
use samenspel_model::series::{DocumentKind, Subject};
use samenspel_model::time::UnixMillis;

/// How long a note of `author` waits: as long as the location settled if staff write it to parents,
/// not at all otherwise. A request for a talk waits for the next opening day if nobody can be called
/// before it.
pub fn send_delay_ms(dir: &Directory, note: &NewNote, author: PersonId, now: UnixMillis) -> i64 {
    if !is_to_parents(note.series.kind)
        || schema::is(note.kind.as_str(), Attribute::AtOnce)
        || writes_as_parent(dir, note.series.subject, author)
    {
        return 0;
    }
    let Some(settings) = settings_of(dir, note.series.subject, now) else {
        return 0;
    };
    let undo_ms = i64::from(settings.send_delay_ms);
    if note.kind.as_str() == "talk_request" && !can_be_called(settings, now) {
        // Who reads it now could ask nobody what it is about, and would lie awake.
        let opens = next_opening(settings, now);
        return opens.map_or(undo_ms, |opens| opens.since(now).max(undo_ms));
    }
    undo_ms
}

/// Whether somebody who reads a request now can still call the location today.
fn can_be_called(settings: &LocationSettings, now: UnixMillis) -> bool {
    const CALL_BACK_MINUTES: u16 = 30;
    let last_minute = settings.closes_at_minute.saturating_sub(CALL_BACK_MINUTES);
    day_of(now).is_some_and(|today| is_open_on(settings, today)) && minute_of_day(now) < last_minute
}

/// Whether parents read documents of this kind.
pub fn is_to_parents(kind: DocumentKind) -> bool {
    matches!(
        kind,
        DocumentKind::ChildCore
            | DocumentKind::DayLog
            | DocumentKind::Journal
            | DocumentKind::CareRecord
            | DocumentKind::Agreements
            | DocumentKind::ParentDesk
            | DocumentKind::ParentChannel
            | DocumentKind::Board
    )
}

fn writes_as_parent(dir: &Directory, subject: Subject, author: PersonId) -> bool {
    match subject {
        Subject::ChildParent(_, parent) => parent == author,
        Subject::Child(child) => dir.parenthood(child, author).is_some(),
        Subject::Group(_) | Subject::Case(_) | Subject::Organisation => false,
    }
}
