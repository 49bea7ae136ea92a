//! Makes a text change on the device: the difference between the text as the document has it and as
//! it was typed. Knows nothing of intents or of when to rebase.

use std::num::NonZeroU64;
use std::ops::Range;

use automerge::Automerge;

use super::change::{Parts, encode};
use super::difference::{Hunk, Word, hunks, words};
use super::state::TextObject;
use super::{Element, TextChange, TextOperation, TextRefusal, inspect, text_hash};
use crate::Actor;
use samenspel_model::entry::clean_text;
use samenspel_model::ids::EntryKey;
use samenspel_model::limits;

/// Characters between what both texts start and end with that are compared one by one: it takes
/// their square in time.
const CHARACTERS_COMPARED_MAX: usize = 8_000;

/// Why no text change can be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The document has no such text.
    #[error("this document does not have the text of entry {0}")]
    UnknownText(EntryKey),
    /// The new text is longer than a co-written text may be.
    #[error("a text may have at most {} bytes", limits::COWRITTEN_TEXT_BYTES_MAX)]
    TooLong,
    /// More is changed than one edit may carry: do it in two steps.
    #[error(
        "one edit may change at most {} characters",
        limits::TEXT_CHANGE_OPS_MAX
    )]
    TooMuchAtOnce,
    /// The document cannot be edited further by this version.
    #[error("the edit would not be accepted: {0}")]
    Unacceptable(#[from] TextRefusal),
}

/// An edit ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The Automerge change; its hash is the entry's `change_hash`.
    pub change: TextChange,
    /// The text after it: what was typed, cleaned like all text.
    pub text: String,
    /// The hash of that text: the entry's `text_hash`.
    pub text_hash: [u8; 32],
}

/// The change by which `actor` turns the text of entry `text` into `new_text`, on top of all that
/// `document` has; `None` if nothing changes. The document must hold acknowledged state only.
pub fn make_change(
    document: &Automerge,
    text: &EntryKey,
    actor: &Actor,
    new_text: &str,
) -> Result<Option<Edit>, EditError> {
    let new_text = clean_text(new_text);
    if new_text.len() > limits::COWRITTEN_TEXT_BYTES_MAX {
        return Err(EditError::TooLong);
    }
    let unknown = EditError::UnknownText(*text);
    let object = TextObject::find(document, text).ok_or(unknown.clone())?;
    let characters = object.characters(document).ok_or(unknown)?;
    let old: Vec<_> = characters.iter().collect();
    let base = Base::of(document, actor)?;
    let operations = operations(&old, &new_text, base.first(actor))?;
    if operations.is_empty() {
        return Ok(None);
    }
    let encoded = encode(&Parts {
        actor: *actor,
        seq: base.seq,
        start_op: base.start_op,
        dependencies: base.dependencies,
        text: object.made_by,
        operations,
    });
    Ok(Some(Edit {
        // What the server would refuse must not leave the device.
        change: inspect(encoded.raw_bytes())?,
        text_hash: text_hash(&new_text),
        text: new_text,
    }))
}

/// What a new change stands on.
struct Base {
    seq: u64,
    start_op: NonZeroU64,
    dependencies: Vec<[u8; 32]>,
}

impl Base {
    fn of(document: &Automerge, actor: &Actor) -> Result<Self, EditError> {
        let changes = document.get_changes_meta(&[]);
        let own = changes
            .iter()
            .filter(|meta| meta.actor.to_bytes() == actor.as_bytes());
        let previous = own.max_by_key(|meta| meta.seq);
        let mut dependencies = document.get_heads();
        dependencies.extend(previous.map(|previous| previous.hash));
        dependencies.sort_unstable();
        dependencies.dedup();
        let highest = dependencies
            .iter()
            .filter_map(|hash| document.get_change_meta_by_hash(hash))
            .map(|meta| meta.max_op)
            .max()
            .unwrap_or(0);
        Ok(Self {
            seq: previous.map_or(1, |previous| previous.seq + 1),
            start_op: NonZeroU64::MIN
                .checked_add(highest)
                .ok_or(TextRefusal::CounterMaximum)?,
            dependencies: dependencies.into_iter().map(|hash| hash.0).collect(),
        })
    }

    fn first(&self, actor: &Actor) -> Element {
        Element {
            counter: self.start_op.get(),
            actor: *actor,
        }
    }
}

/// By words, so that what two people typed is not interleaved letter by letter; by characters where
/// that would be more than one change may carry.
fn operations(
    old: &[(Element, char)],
    new: &str,
    first: Element,
) -> Result<Vec<TextOperation>, EditError> {
    let limit = usize::try_from(limits::TEXT_CHANGE_OPS_MAX).unwrap_or(usize::MAX);
    let old_text: String = old.iter().map(|(_, character)| character).collect();
    let new: Vec<char> = new.chars().collect();
    let mut operations = replay(&word_hunks(&old_text, &new), old, &new, first);
    if operations.len() > limit {
        let old_text: Vec<char> = old_text.chars().collect();
        if differing(&old_text, &new) <= CHARACTERS_COMPARED_MAX {
            operations = replay(&hunks(&old_text, &new), old, &new, first);
        }
    }
    if operations.len() > limit {
        return Err(EditError::TooMuchAtOnce);
    }
    Ok(operations)
}

/// The differences by words, as ranges of characters.
fn word_hunks(old: &str, new: &[char]) -> Vec<Hunk> {
    let new: String = new.iter().collect();
    let (old, new) = (words(old), words(&new));
    let (old_starts, new_starts) = (starts(&old), starts(&new));
    let in_characters =
        |starts: &[usize], range: Range<usize>| starts[range.start]..starts[range.end];
    hunks(&whole(&old), &whole(&new))
        .into_iter()
        .map(|hunk| Hunk {
            old: in_characters(&old_starts, hunk.old),
            new: in_characters(&new_starts, hunk.new),
        })
        .collect()
}

/// How many characters, of the longer text, are between what both start and end with.
fn differing(old: &[char], new: &[char]) -> usize {
    let same = |(old, new): &(&char, &char)| old == new;
    let start = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    old.len().max(new.len()) - end
}

/// Where each word starts, in characters, and where the last one ends.
fn starts(words: &[Word<'_>]) -> Vec<usize> {
    let lengths = words.iter().map(|word| word.whole().chars().count());
    let sums = lengths.scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn whole<'a>(words: &[Word<'a>]) -> Vec<&'a str> {
    words.iter().map(|word| word.whole()).collect()
}

fn replay(
    hunks: &[Hunk],
    old: &[(Element, char)],
    new: &[char],
    first: Element,
) -> Vec<TextOperation> {
    let mut operations = Vec::new();
    for hunk in hunks {
        let before = hunk.old.start.checked_sub(1);
        let mut after = before.map(|before| old[before].0);
        for character in &new[hunk.new.clone()] {
            let own = Element {
                counter: first.counter + operations.len() as u64,
                ..first
            };
            operations.push(TextOperation::Insert {
                after,
                character: *character,
            });
            after = Some(own);
        }
        let deleted = old[hunk.old.clone()].iter();
        operations.extend(deleted.map(|(element, _)| TextOperation::Delete(*element)));
    }
    operations
}
