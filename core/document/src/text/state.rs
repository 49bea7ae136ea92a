//! A co-written text as it is in a document: its characters with the names of the operations that
//! made them. Knows nothing of changes' bytes.

use std::collections::HashMap;

use automerge::{Automerge, ChangeHash, ObjId, ObjType, ReadDoc, ScalarValueRef, Value, ValueRef};

use super::{Element, TextOperation, TextRefusal};
use crate::{Actor, texts_object};
use samenspel_model::ids::EntryKey;

/// The text that the agreement or talk report `key` made, if the document has it.
pub fn read_text(document: &Automerge, key: &EntryKey) -> Option<String> {
    let text = TextObject::find(document, key)?;
    document.text(&text.id).ok()
}

/// A Text object of a document.
pub(super) struct TextObject {
    pub id: ObjId,
    pub made_by: Element,
}

impl TextObject {
    /// The one text of `key`; none if there is no such key, or something else there.
    pub fn find(document: &Automerge, key: &EntryKey) -> Option<Self> {
        let mut found = document
            .get_all(texts_object(), key.to_string())
            .ok()?
            .into_iter();
        match (found.next(), found.next()) {
            (Some((Value::Object(ObjType::Text), id)), None) => {
                let made_by = element(&id)?;
                Some(Self { id, made_by })
            }
            _ => None,
        }
    }

    /// The change that made it.
    pub fn change(&self, document: &Automerge) -> Option<ChangeHash> {
        document.hash_for_opid(&self.id)
    }

    /// Its characters in order.
    pub fn characters(&self, document: &Automerge) -> Option<Characters> {
        let characters = document
            .list_range(&self.id, ..)
            .map(|item| Some((element(&item.id())?, single(&item.value)?)))
            .collect::<Option<Vec<_>>>()?;
        Some(Characters::new(characters))
    }
}

fn element(id: &ObjId) -> Option<Element> {
    match id {
        ObjId::Id(counter, actor, _) => Some(Element {
            counter: *counter,
            actor: Actor::from_slice(actor.to_bytes()).ok()?,
        }),
        ObjId::Root => None,
    }
}

fn single(value: &ValueRef<'_>) -> Option<char> {
    let ValueRef::Scalar(ScalarValueRef::Str(text)) = value else {
        return None;
    };
    let mut characters = text.chars();
    let first = characters.next()?;
    characters.next().is_none().then_some(first)
}

/// The characters of a text as a linked list, to try operations on.
pub(super) struct Characters {
    nodes: Vec<Node>,
    index: HashMap<Element, usize>,
    first: Option<usize>,
}

struct Node {
    element: Element,
    character: char,
    deleted: bool,
    next: Option<usize>,
}

impl Characters {
    fn new(characters: Vec<(Element, char)>) -> Self {
        let count = characters.len();
        let index = characters.iter().map(|(element, _)| *element);
        Self {
            index: index.zip(0..).collect(),
            first: (count > 0).then_some(0),
            nodes: characters
                .into_iter()
                .zip(1..)
                .map(|((element, character), next)| Node {
                    element,
                    character,
                    deleted: false,
                    next: (next < count).then_some(next),
                })
                .collect(),
        }
    }

    /// Applies an operation that nothing is concurrent with: its number is the highest of all, so
    /// an insertion stands right behind its element.
    pub fn apply(&mut self, own: Element, operation: &TextOperation) -> Result<(), TextRefusal> {
        match operation {
            TextOperation::Insert { after, character } => {
                let after = after.map(|after| self.find(&after)).transpose()?;
                let new = self.nodes.len();
                let link = match after {
                    Some(after) => &mut self.nodes[after].next,
                    None => &mut self.first,
                };
                let next = link.replace(new);
                self.nodes.push(Node {
                    element: own,
                    character: *character,
                    deleted: false,
                    next,
                });
                self.index.insert(own, new);
            }
            TextOperation::Delete(element) => {
                let found = self.find(element)?;
                if std::mem::replace(&mut self.nodes[found].deleted, true) {
                    return Err(TextRefusal::DeletedTwice);
                }
            }
        }
        Ok(())
    }

    fn find(&self, element: &Element) -> Result<usize, TextRefusal> {
        let found = self.index.get(element).copied();
        found.ok_or(TextRefusal::Element)
    }

    /// What is there, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Element, char)> {
        let follow = |index: &usize| self.nodes[*index].next;
        std::iter::successors(self.first, follow)
            .map(|index| &self.nodes[index])
            .filter(|node| !node.deleted)
            .map(|node| (node.element, node.character))
    }
}
