//! Words of the apps into those of the core, and back. Decides nothing.

mod device;
mod directory;
mod notes;
mod requests;

pub(crate) use directory::directory;
pub(crate) use notes::{inbox_item, note};
pub(crate) use requests::{command, document_kind, new_note, parse, subject_of};
