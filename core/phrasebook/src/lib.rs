//! The phrasebook: what coded notes, outcomes and moments are called in the reader's language.
//!
//! Staff tap codes in Dutch; a mother reads them in Turkish, without a network, because the
//! sentences are in the app. Free text is never translated: it is shown as written, with the name
//! of its language beside it where that is not the reader's. Knows nothing of screens, of rights,
//! or of how a note is stored.
//!
//! The catalogues are Fluent files, `core/phrasebook/catalogue/<language>.ftl`. Their keys follow the schema:
//! `<kind>` names a note kind, `<kind>-<field>` labels or tells a field, `<kind>-<field>-<code>`
//! is a code's sentence. A test fails on a missing key and on one that nothing uses.
//!
//! **Direction.** Fluent's isolation marks (U+2068, U+2069) are off, since no text here may hold
//! them: commands strip them from what people type, and phrases are copied and searched. Instead, a
//! name or other argument with a letter of the other direction than its sentence's goes in between
//! two marks of the sentence's direction, LRM or RLM, which are allowed. That happens at one place,
//! where arguments enter a sentence (`keep_in_place`); a Dutch sentence about Noor holds no mark.
//! Screens set the direction of each phrase themselves, from [`Phrase::direction`]; the label of free
//! text runs as the reader's language does. Arabic is told with the digits 0 to 9, as people read
//! them in the Netherlands, and so needs no other number format.
//!
//! **Names and gender.** No name is inflected, whatever the language's cases, and a child, a writer
//! and a reader may be of either gender. Catalogues choose sentences in which neither shows: a name
//! in the nominative, if need be with a colon; nouns, the present or an impersonal form instead of
//! a past tense that tells the gender. A child whose name the reader may not know is `the-child`;
//! its attribute `first` begins a sentence.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod catalogue;
mod direction;
mod guide;
mod language;
mod moment;
mod render;
mod sentences;

pub use direction::Direction;
pub use guide::{GuideCard, GuidePart, built_in_template, signals_lines};
pub use language::Language;
pub use moment::{age, day_and_time};
pub use render::{Names, Phrase, TextLanguage, render_entry};
pub use sentences::{
    CodeOf, ExportSentence, StatusWord, brief_refusal, export_sentence, hold, later, list, of_code,
    refusal, request_error, status, status_help,
};
