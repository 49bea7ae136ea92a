//! An inspected text change against the document that it is for. Knows nothing of people's rights;
//! applies nothing.

use std::collections::HashSet;

use automerge::{Automerge, Change, ChangeHash, ChangeMetadata, ReadDoc};

use super::state::TextObject;
use super::{Element, TextChange, TextRefusal, text_hash};
use crate::Actor;
use samenspel_model::ids::{DeviceId, EntryKey};
use samenspel_model::limits;
use samenspel_names::shows_something;

type Result<T> = std::result::Result<T, TextRefusal>;

/// What a text change makes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The text after it.
    pub text: String,
    /// Its hash: what the edit's entry must sign as `text_hash`.
    pub text_hash: [u8; 32],
}

/// Checks that `change`, sent by `device`, is its next edit of the text that the entry `text` made,
/// on top of all other edits of that text.
pub fn check(
    document: &Automerge,
    text: &EntryKey,
    change: &TextChange,
    device: DeviceId,
) -> Result<Checked> {
    if change.actor().device() != device {
        return Err(TextRefusal::ForeignActor);
    }
    let history = History::read(document, change)?;
    history.check_dependencies(document, change)?;
    history.check_sequence(document, change)?;
    let object = TextObject::find(document, text).ok_or(TextRefusal::Object)?;
    history.check_object(document, &object, change)?;
    history.check_latest(document, change)?;
    let text = apply(document, &object, change)?;
    let text_hash = text_hash(&text);
    Ok(Checked { text, text_hash })
}

/// The document's changes as the text change sees them.
struct History<'a> {
    dependencies: Vec<ChangeMetadata<'a>>,
    /// What the change's author did not know.
    unknown: Vec<ChangeMetadata<'a>>,
}

impl<'a> History<'a> {
    fn read(document: &'a Automerge, change: &TextChange) -> Result<Self> {
        let hashes = hashes(change);
        let dependencies = hashes
            .iter()
            .map(|hash| document.get_change_meta_by_hash(hash))
            .collect::<Option<Vec<_>>>()
            .ok_or(TextRefusal::MissingBase)?;
        Ok(Self {
            dependencies,
            unknown: document.get_changes_meta(&hashes),
        })
    }

    /// The dependencies are the heads of one state of the document, beside the actor's own previous
    /// change; operation numbers start right after theirs.
    fn check_dependencies(&self, document: &Automerge, change: &TextChange) -> Result<()> {
        let beneath = self.dependencies.iter().flat_map(|dep| &dep.deps);
        let beneath: Vec<_> = beneath.copied().collect();
        let above = document.get_changes_meta(&beneath);
        let above: HashSet<_> = above.iter().map(|meta| meta.hash).collect();
        let own = change.actor();
        for dependency in &self.dependencies {
            if !above.contains(&dependency.hash) && !is_by(dependency, &own) {
                return Err(TextRefusal::DependencyNotAHead);
            }
        }
        let highest = self.dependencies.iter().map(|dep| dep.max_op).max();
        match highest.and_then(|highest| highest.checked_add(1)) {
            Some(start) if start == change.start_op() => Ok(()),
            _ => Err(TextRefusal::StartOp),
        }
    }

    /// The change is its actor's next, and knows the actor's previous one.
    fn check_sequence(&self, document: &Automerge, change: &TextChange) -> Result<()> {
        let own = change.actor();
        if self.unknown.iter().any(|meta| is_by(meta, &own)) {
            return Err(TextRefusal::Sequence);
        }
        let done = document.get_changes_meta(&[]);
        let done = done.iter().filter(|meta| is_by(meta, &own)).count() as u64;
        if change.seq() == done + 1 {
            Ok(())
        } else {
            Err(TextRefusal::Sequence)
        }
    }

    /// The operations are in the text of the agreement, which the author knew.
    fn check_object(
        &self,
        document: &Automerge,
        object: &TextObject,
        change: &TextChange,
    ) -> Result<()> {
        let made = object.change(document).ok_or(TextRefusal::Object)?;
        let known = self.unknown.iter().all(|meta| meta.hash != made);
        if known && object.made_by == change.text() {
            Ok(())
        } else {
            Err(TextRefusal::Object)
        }
    }

    /// Nobody changed the same text since: the signed hash of the new text could not be true.
    fn check_latest(&self, document: &Automerge, change: &TextChange) -> Result<()> {
        let edits = self.unknown.iter().filter(|meta| is_text(meta));
        for edit in edits {
            let edit = document
                .get_change_by_hash(&edit.hash)
                .ok_or(TextRefusal::MissingBase)?;
            if edits_text(&edit, change.text()) {
                return Err(TextRefusal::Stale);
            }
        }
        Ok(())
    }
}

fn apply(document: &Automerge, object: &TextObject, change: &TextChange) -> Result<String> {
    let mut characters = object.characters(document).ok_or(TextRefusal::Object)?;
    for (operation, counter) in change.operations().iter().zip(change.start_op()..) {
        let own = Element {
            counter,
            actor: change.actor(),
        };
        characters.apply(own, operation)?;
    }
    let text: String = characters.iter().map(|(_, character)| character).collect();
    if text.len() > limits::COWRITTEN_TEXT_BYTES_MAX {
        return Err(TextRefusal::TextTooLong);
    }
    // What nobody can see, nobody can agree to; a text is taken back, not emptied.
    if !shows_something(&text) {
        return Err(TextRefusal::Empty);
    }
    Ok(text)
}

fn hashes(change: &TextChange) -> Vec<ChangeHash> {
    let hashes = change.dependencies().iter().copied();
    hashes.map(ChangeHash).collect()
}

fn is_by(meta: &ChangeMetadata<'_>, actor: &Actor) -> bool {
    meta.actor.to_bytes() == actor.as_bytes()
}

fn is_text(meta: &ChangeMetadata<'_>) -> bool {
    Actor::from_slice(meta.actor.to_bytes()).is_ok_and(|actor| actor.is_text())
}

/// Stored edits were inspected before: all their operations are in the same text.
fn edits_text(edit: &Change, text: Element) -> bool {
    super::inspect(edit.raw_bytes()).is_ok_and(|edit| edit.text() == text)
}
