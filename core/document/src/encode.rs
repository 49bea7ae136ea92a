//! How an entry becomes an Automerge change at the position the server assigned: a pure function of
//! entry, actor and chain, byte-identical to what an Automerge transaction makes of the same
//! operations, without loading a document. Knows no schema: every well-formed entry encodes.

use std::num::NonZeroU64;

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, ObjType, ScalarValue};

use super::Actor;
use super::genesis::{GENESIS_OPS, entries_in_change, genesis_hash, texts_in_change};
use samenspel_model::entry::{Entry, Value, initial_text};

/// The note kind of an edit of co-written text; its Automerge change travels beside it.
pub const TEXT_EDIT_KIND: &str = "text_edit";

/// The note kind by which a person agrees with a co-written text as it is.
pub const APPROVAL_KIND: &str = "approval";

/// The field of a text edit that names its Automerge change by hash.
pub const CHANGE_HASH_FIELD: &str = "change_hash";
/// The field in which an edit tells of sentences that it left in two versions.
pub const OVERLAPS_FIELD: &str = "overlaps";

/// The note kind, the schema number and the written time beside an entry's own fields, whose names
/// never start with `_`.
pub(super) const KIND_KEY: &str = "_kind";
pub(super) const SCHEMA_KEY: &str = "_schema";
pub(super) const WRITTEN_AT_KEY: &str = "_at";

/// Where an actor's chain of changes in one document ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChainState {
    /// The sequence number of its last change; 0 before the first.
    pub seq: u64,
    /// The highest operation number of its last change, or of the genesis before the first.
    pub max_op: u64,
    /// The hash of its last change, or of the genesis before the first.
    pub hash: [u8; 32],
}

impl ChainState {
    /// Of an actor that has no change yet: its first one stands on the genesis.
    pub fn start() -> Self {
        Self {
            seq: 0,
            max_op: GENESIS_OPS,
            hash: genesis_hash(),
        }
    }
}

/// An encoded change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The uncompressed change chunk.
    pub bytes: Vec<u8>,
    /// Its hash.
    pub hash: [u8; 32],
    /// Where the actor's chain ends after it.
    pub next: ChainState,
}

impl From<&Change> for Encoded {
    fn from(change: &Change) -> Self {
        let hash = change.hash().0;
        Self {
            bytes: change.raw_bytes().to_vec(),
            hash,
            next: ChainState {
                seq: change.seq(),
                max_op: change.max_op(),
                hash,
            },
        }
    }
}

/// Encodes `entry` as the next change of `actor`, whose chain ends at `chain`.
pub fn encode(entry: &Entry, actor: &Actor, chain: &ChainState) -> Encoded {
    Encoded::from(&encode_change(entry, actor, chain))
}

/// As [`encode`], as Automerge's own type, for applying it at once.
pub(super) fn encode_change(entry: &Entry, actor: &Actor, chain: &ChainState) -> Change {
    let start_op = NonZeroU64::MIN.saturating_add(chain.max_op);
    let actor_id = actor.to_automerge();
    Change::from(ExpandedChange {
        operations: operations(entry, &actor_id, start_op.get()),
        actor_id,
        hash: None,
        seq: chain.seq.saturating_add(1),
        start_op,
        time: 0,
        message: None,
        deps: vec![ChangeHash(chain.hash)],
        extra_bytes: Vec::new(),
        author: None,
    })
}

fn operations(entry: &Entry, actor: &ActorId, start_op: u64) -> Vec<Op> {
    let key = entry.key.to_string();
    let map = ObjectId::Id(OpId::new(start_op, actor));
    let mut ops = Vec::with_capacity(entry.fields.len() + 4);
    ops.push(in_map(
        entries_in_change(),
        &key,
        OpType::Make(ObjType::Map),
    ));
    let mut scalar = |name: &str, value| ops.push(in_map(map.clone(), name, OpType::Put(value)));
    scalar(KIND_KEY, ScalarValue::from(entry.kind.as_str()));
    scalar(SCHEMA_KEY, ScalarValue::Int(i64::from(entry.schema)));
    scalar(WRITTEN_AT_KEY, ScalarValue::Int(entry.written_at.0));
    for (name, value) in entry.fields.iter() {
        scalar(name.as_str(), to_scalar(value));
    }
    if let Some(text) = initial_text(entry) {
        ops.push(in_map(texts_in_change(), &key, OpType::Make(ObjType::Text)));
        let made_by = start_op + ops.len() as u64 - 1;
        append_text(text, &OpId::new(made_by, actor), &mut ops);
    }
    ops
}

fn in_map(object: ObjectId, key: &str, action: OpType) -> Op {
    Op {
        action,
        obj: object,
        key: Key::Map(key.into()),
        pred: SortedVec::new(),
        insert: false,
    }
}

/// One insertion per character, each after the one before, as Automerge splices text.
fn append_text(text: &str, object: &OpId, ops: &mut Vec<Op>) {
    let mut after = ElementId::Head;
    for (next, character) in (object.counter() + 1..).zip(text.chars()) {
        ops.push(Op {
            action: OpType::Put(ScalarValue::from(character)),
            obj: ObjectId::Id(object.clone()),
            key: Key::Seq(after),
            pred: SortedVec::new(),
            insert: true,
        });
        after = ElementId::Id(OpId::new(next, object.actor()));
    }
}

fn to_scalar(value: &Value) -> ScalarValue {
    match value {
        Value::Text(text) => ScalarValue::from(text.as_str()),
        Value::Bytes(bytes) => ScalarValue::Bytes(bytes.clone()),
        Value::Int(number) => ScalarValue::Int(*number),
        Value::Bool(flag) => ScalarValue::Boolean(*flag),
        Value::Null => ScalarValue::Null,
    }
}
