//! Words of the apps into those of the core, and back. Decides nothing.

mod commands;
mod composed;
mod device;
mod directory;
mod notes;
mod requests;

pub(crate) use commands::command;
pub(crate) use device::count;
pub(crate) use directory::{child, directory, group, person};
pub(crate) use notes::{fields as note_fields, inbox_item, note, subject};
pub(crate) use requests::{document_kind, new_note, parse, series, subject_of};
