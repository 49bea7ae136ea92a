//! What a person does that begins with a note that is there already: the note is looked up here, what is
//! written is the core's to compose.

use samenspel_device::screens::Viewer;
use samenspel_device::{Command, Store};
use samenspel_rules::partnership;
use samenspel_rules::partnership::{NotYet, Told, confirm, release_illness, release_incident};
use samenspel_rules::schema::notes;
use samenspel_rules::schema::notes::{DropOff, Illness, Incident, Proposal};
use samenspel_rules::schema::{Code, Note};

use super::requests::{fields, parse};
use crate::error::DeviceCode;
use crate::{NoteField, SamenspelError};

/// Values as a note of a kind.
pub(super) fn typed<N: Note>(given: &[NoteField]) -> Result<N, SamenspelError> {
    N::from_fields(&fields(given)?)
        .ok_or_else(|| SamenspelError::input(DeviceCode::WrongValue, "fields"))
}

fn told<N: Note>(
    store: &Store,
    viewer: Viewer,
    key: &str,
    argument: &str,
) -> Result<Told<N>, SamenspelError> {
    let found = store.told(viewer, &parse(key, argument)?)?;
    found.ok_or_else(|| SamenspelError::unknown(argument))
}

pub(super) fn take_over(
    store: &Store,
    viewer: Viewer,
    items: &[String],
) -> Result<Command, SamenspelError> {
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        let key = parse(item, "items")?;
        let item = store.note(&key, viewer.now)?;
        let item = item.ok_or_else(|| SamenspelError::unknown("items"))?;
        places.push((item.entry.series, key));
    }
    Ok(Command::AddNotes(partnership::take_over(&places)))
}

pub(super) fn confirm_drop_off(
    store: &Store,
    viewer: Viewer,
    drop_off: &str,
    at_the_door: &[NoteField],
) -> Result<Command, SamenspelError> {
    let parent = told::<DropOff>(store, viewer, drop_off, "drop_off")?;
    let notes = confirm(parent.series, &parent, &typed(at_the_door)?);
    Ok(Command::AddNotes(notes))
}

pub(super) fn release_to_parents(
    store: &Store,
    viewer: Viewer,
    note: &str,
    how: &str,
) -> Result<Command, SamenspelError> {
    let how = notes::Told::named(how).ok_or_else(|| SamenspelError::unknown("told"))?;
    let (org, dir) = (store.profile()?.org, store.directory_as_asked()?);
    let now = store.corrected(viewer.now)?.0;
    let incident = store.told::<Incident>(viewer, &parse(note, "note")?)?;
    let released = match incident {
        Some(incident) => release_incident(org, &dir, &incident, how, now),
        None => {
            let illness = told::<Illness>(store, viewer, note, "note")?;
            release_illness(org, &dir, &illness, how, now)
        }
    };
    Ok(Command::AddNote(released?))
}

pub(super) fn release_proposal(
    store: &Store,
    viewer: Viewer,
    proposal: &str,
    child: &str,
) -> Result<Command, SamenspelError> {
    let draft = told::<Proposal>(store, viewer, proposal, "proposal")?;
    let org = store.profile()?.org;
    let note = partnership::release_proposal(org, parse(child, "child")?, &draft)
        .ok_or_else(|| SamenspelError::input(DeviceCode::ProposalUnfinished, "proposal"))?;
    Ok(Command::AddNote(note))
}

impl From<NotYet> for SamenspelError {
    fn from(why: NotYet) -> Self {
        match why {
            NotYet::NotTold => Self::input(DeviceCode::ParentsNotTold, "told"),
            NotYet::NoChild => Self::input(DeviceCode::NoChild, "note"),
            NotYet::NamesAnother { children } => Self::Input {
                code: DeviceCode::NamesAnother.name().into(),
                args: children.iter().map(ToString::to_string).collect(),
            },
        }
    }
}
