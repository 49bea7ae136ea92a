//! What people write in the simulated world: notes of several kinds, in series they may write to.

use samenspel_core::device::{Command, NewNote};
use samenspel_core::directory::Directory;
use samenspel_core::document::{DocumentKind, Series, Subject};
use samenspel_core::entry::{Fields, NoteKind, Value};
use samenspel_core::ids::{ChildId, OrgId, PersonId};
use samenspel_core::policy;
use samenspel_core::time::UnixMillis;

use crate::random::SeededRandom;

/// A note that `person` may want to write, with `text` in it. Sometimes it is one that the server
/// must refuse or hold; what becomes of it is then part of what is checked.
pub fn any_note(
    org: OrgId,
    directory: &Directory,
    person: PersonId,
    now: UnixMillis,
    text: &str,
    random: &mut SeededRandom,
) -> Option<Command> {
    let readable: Vec<(DocumentKind, Subject)> = policy::readable(
        directory,
        &samenspel_core::directory::Holder::Person(person),
        now,
    )
    .into_iter()
    .collect();
    if readable.is_empty() {
        return None;
    }
    let (kind, subject) = *random.pick(&readable);
    let series = Series { org, kind, subject };
    let (note_kind, fields) = note_for(kind, text, random)?;
    let kind = NoteKind::new(note_kind).unwrap();
    Some(Command::AddNote(NewNote {
        series,
        kind,
        fields,
    }))
}

/// A co-written text of a child.
pub fn agreement(org: OrgId, child: ChildId, text: &str) -> Command {
    Command::AddNote(NewNote {
        series: Series {
            org,
            kind: DocumentKind::Agreements,
            subject: Subject::Child(child),
        },
        kind: NoteKind::new("agreement").unwrap(),
        fields: fields([("text", Value::Text(text.to_owned()))]),
    })
}

fn note_for(
    kind: DocumentKind,
    text: &str,
    random: &mut SeededRandom,
) -> Option<(&'static str, Fields)> {
    let coded = |code: &'static str| Value::Text(code.into());
    let free = || Value::Text(text.to_owned());
    Some(match kind {
        DocumentKind::Handover if random.chance(30) => ("open_item", fields([("what", free())])),
        DocumentKind::Handover => {
            let state = *random.pick(&["calm", "watch", "act"]);
            (
                "handover",
                fields([("state", coded(state)), ("summary", free())]),
            )
        }
        DocumentKind::DayLog => ("drop_off", fields([("to_know", free())])),
        DocumentKind::Journal if random.chance(50) => ("concern", fields([("text", free())])),
        DocumentKind::Journal => ("question", fields([("text", free())])),
        DocumentKind::ChildCore => ("rhythm", fields([("text", free())])),
        DocumentKind::Agreements => ("agreement", fields([("text", free())])),
        DocumentKind::ParentDesk => (
            "home_note",
            fields([("topic", coded("sleep")), ("text", free())]),
        ),
        DocumentKind::ParentChannel => (
            "home_note",
            fields([("topic", coded("mood")), ("text", free())]),
        ),
        DocumentKind::Team => ("question", fields([("text", free())])),
        DocumentKind::Group => ("notice", fields([("text", free())])),
        DocumentKind::Board => ("board_item", fields([("text", free())])),
        DocumentKind::CareRecord | DocumentKind::Circle | DocumentKind::Handbook => return None,
    })
}

fn fields<const N: usize>(pairs: [(&str, Value); N]) -> Fields {
    let mut fields = Fields::new();
    for (name, value) in pairs {
        fields.set(name, value).unwrap();
    }
    fields
}
