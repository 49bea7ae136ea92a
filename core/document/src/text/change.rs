//! A text change that passed inspection, and how it becomes bytes. Knows nothing of foreign bytes
//! or of any document.

use std::num::NonZeroU64;

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType};
use automerge::{Change, ChangeHash, ExpandedChange, ScalarValue};

use crate::Actor;

/// One character of a text, or any other operation: its number and who made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Element {
    /// The number of the operation that made it.
    pub counter: u64,
    /// Who made it.
    pub actor: Actor,
}

/// What one operation of a text change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOperation {
    /// Puts a character behind an element, or at the start.
    Insert {
        /// Behind which; `None` for the start.
        after: Option<Element>,
        /// Which character.
        character: char,
    },
    /// Deletes a character.
    Delete(Element),
}

/// An edit of a co-written text in the one form that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    pub(super) bytes: Vec<u8>,
    pub(super) hash: [u8; 32],
    pub(super) parts: Parts,
}

/// What a text change says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parts {
    pub actor: Actor,
    pub seq: u64,
    pub start_op: NonZeroU64,
    pub dependencies: Vec<[u8; 32]>,
    pub text: Element,
    pub operations: Vec<TextOperation>,
}

impl TextChange {
    /// The Automerge change, as it travels.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The hash of the change: what the edit's entry signs as `change_hash`.
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Who made it.
    pub fn actor(&self) -> Actor {
        self.parts.actor
    }

    /// The how manyeth change of its actor.
    pub fn seq(&self) -> u64 {
        self.parts.seq
    }

    /// The number of its first operation.
    pub fn start_op(&self) -> u64 {
        self.parts.start_op.get()
    }

    /// The changes it builds on, sorted.
    pub fn dependencies(&self) -> &[[u8; 32]] {
        &self.parts.dependencies
    }

    /// The Text object it edits.
    pub fn text(&self) -> Element {
        self.parts.text
    }

    /// What it does, in order.
    pub fn operations(&self) -> &[TextOperation] {
        &self.parts.operations
    }
}

/// The change that Automerge's encoder makes of the parts: the canonical form.
pub(super) fn encode(parts: &Parts) -> Change {
    Change::from(ExpandedChange {
        operations: parts
            .operations
            .iter()
            .map(|operation| expand(operation, parts.text))
            .collect(),
        actor_id: parts.actor.to_automerge(),
        hash: None,
        seq: parts.seq,
        start_op: parts.start_op,
        time: 0,
        message: None,
        deps: parts.dependencies.iter().copied().map(ChangeHash).collect(),
        extra_bytes: Vec::new(),
        author: None,
    })
}

fn expand(operation: &TextOperation, text: Element) -> Op {
    let element = |element: &Element| ElementId::Id(name(*element));
    let (action, key, pred, insert) = match operation {
        TextOperation::Insert { after, character } => {
            let mut buffer = [0; 4];
            let character = ScalarValue::from(&*character.encode_utf8(&mut buffer));
            let after = after.as_ref().map_or(ElementId::Head, element);
            (OpType::Put(character), after, Vec::new(), true)
        }
        TextOperation::Delete(deleted) => {
            let pred = vec![name(*deleted)];
            (OpType::Delete, element(deleted), pred, false)
        }
    };
    Op {
        action,
        obj: ObjectId::Id(name(text)),
        key: Key::Seq(key),
        pred: pred.into(),
        insert,
    }
}

fn name(element: Element) -> OpId {
    OpId::new(element.counter, &element.actor.to_automerge())
}
