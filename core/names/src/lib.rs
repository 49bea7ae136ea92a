//! Names and words as people compare them: folded, whether they show anything, digits of every script,
//! and whether one name may be another's. Pure; knows no child, no person and no table.
//!
//! Folding compares, it never identifies: no key is made from it, and two people of the same folded
//! name stay two.

// Test code may fail loudly; clippy.toml says so for `#[test]` functions, this covers their helpers.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod digits;
mod fold;
mod han;
mod letters;
mod resemble;
mod search;
mod short_forms;
mod sound;
mod visible;
mod words_beside;

pub use digits::{ascii_digits, digit_of};
pub use fold::{are_same, fold, sort_key};
pub use resemble::{
    Likeness, TextWords, is_a_parents_relation, is_meant, likeness, names_nobody, resembles,
    speaks_of_parent,
};
pub use search::{SearchWord, search_text, search_words};
pub use short_forms::may_be_short;
pub use visible::is_left_out;
pub use visible::shows_something;
