//! Notes as Automerge documents, honest and hostile. One program, so that it links once; a module for each theme.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod documents;
mod hostile_text;
mod text_edits;
mod text_vectors;
