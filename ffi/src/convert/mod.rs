//! Words of the apps into those of the core, and back. Decides nothing.

mod device;
mod directory;
mod notes;
mod requests;

pub(crate) use device::count;
pub(crate) use directory::directory;
pub(crate) use notes::{fields as note_fields, inbox_item, note, subject};
pub(crate) use requests::{command, document_kind, new_note, parse, series, subject_of};
