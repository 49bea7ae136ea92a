//! The phrasebook: what coded notes, outcomes and moments are called in the reader's language.
//!
//! Staff tap codes in Dutch; a mother reads them in Turkish, without a network, because the
//! sentences are in the app. Free text is never translated: it is shown as written, with the name
//! of its language beside it where that is not the reader's. Knows nothing of screens, of rights,
//! or of how a note is stored.
//!
//! The catalogues are Fluent files, `core/catalogue/<language>.ftl`. Their keys follow the schema:
//! `<kind>` names a note kind, `<kind>-<field>` labels or tells a field, `<kind>-<field>-<code>`
//! is a code's sentence. A test fails on a missing key and on one that nothing uses.
//!
//! **Direction.** Fluent's isolation marks (U+2068, U+2069) are off, since no text here may hold
//! them: commands strip them from what people type, and phrases are copied and searched. All
//! languages so far run left to right. Screens must therefore set the direction of each phrase
//! themselves, from [`Phrase::language`]; and before Arabic comes, names inside its sentences
//! need LRM or RLM (which are allowed), or the first strong letter of a name will turn them round.

mod catalogue;
mod language;
mod moment;
mod render;
mod sentences;

pub use language::Language;
pub use moment::{age, day_and_time};
pub use render::{Names, Phrase, TextLanguage, render_entry};
pub use sentences::{StatusWord, hold, later, list, refusal, request_error, status, status_help};
