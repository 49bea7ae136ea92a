//! Which notes wait on the device before they leave it, so that "wrong child" can still be undone.

use super::{NewNote, settings_of};
use crate::directory::Directory;
use crate::document::{DocumentKind, Subject};
use crate::ids::PersonId;
use crate::time::UnixMillis;

/// What acts at once: it takes something back, or changes nothing that a parent reads.
const AT_ONCE: [&str; 5] = ["marks", "retraction", "approval", "discussed", "presence"];

/// How long a note of `author` waits: as long as the location settled if staff write it to parents,
/// not at all otherwise.
pub fn send_delay_ms(dir: &Directory, note: &NewNote, author: PersonId, now: UnixMillis) -> i64 {
    if !is_to_parents(note.series.kind)
        || AT_ONCE.contains(&note.kind.as_str())
        || writes_as_parent(dir, note.series.subject, author)
    {
        return 0;
    }
    settings_of(dir, note.series.subject, now).map_or(0, |it| i64::from(it.send_delay_ms))
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
