//! A document with an agreement in it, and devices that edit it, honest or not.

#![allow(missing_docs)]

use std::num::NonZeroU64;

use automerge::legacy::{ElementId, Key, ObjectId, Op, OpId, OpType};
use automerge::{Automerge, Change, ChangeHash, ExpandedChange, ScalarValue};
use samenspel_document::text::{Edit, TextChange, make_change, read_text};
use samenspel_document::{Actor, ChainState, encode, genesis_change};
use samenspel_model::entry::{Entry, Fields, NoteKind, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Series, Subject};
use samenspel_model::time::UnixMillis;

pub const ANOUK: PersonId = PersonId([1; 16]);
pub const ANOUKS_PHONE: DeviceId = DeviceId([11; 16]);
pub const SAMIRAS_PHONE: DeviceId = DeviceId([12; 16]);
pub const TEXT: &str = "Mila slaapt om 12 uur.";

pub fn key(number: u8) -> EntryKey {
    EntryKey {
        person: ANOUK,
        entry: [number; 16],
    }
}

/// The agreement's key.
pub fn agreement() -> EntryKey {
    key(1)
}

pub fn entry(key: EntryKey, kind: &str, text: &str) -> Entry {
    let mut fields = Fields::new();
    fields.set("text", Value::Text(text.into())).unwrap();
    Entry {
        series: Series {
            org: OrgId([5; 16]),
            kind: DocumentKind::Agreements,
            subject: Subject::Child(ChildId([6; 16])),
        },
        schema: 1,
        key,
        kind: NoteKind::new(kind).unwrap(),
        fields,
        written_at: UnixMillis(1_700_000_000_000),
        device: ANOUKS_PHONE,
    }
}

pub fn entry_actor(device: DeviceId) -> Actor {
    Actor::entry(device, Incarnation([9; 8]))
}

pub fn text_actor(device: DeviceId) -> Actor {
    Actor::text(device, [7; 8])
}

/// A document with the agreement `TEXT`, and another entry by another device.
pub fn document() -> Automerge {
    document_with(TEXT)
}

pub fn document_with(text: &str) -> Automerge {
    let mut document = Automerge::new();
    apply(&mut document, genesis_change());
    let by_anouk = entry_actor(ANOUKS_PHONE);
    let made = encode(
        &entry(agreement(), "agreement", text),
        &by_anouk,
        &ChainState::start(),
    );
    apply(&mut document, &made.bytes);
    let note = entry(key(2), "observation", "peanut, severe");
    let other = encode(&note, &entry_actor(SAMIRAS_PHONE), &ChainState::start());
    apply(&mut document, &other.bytes);
    document
}

pub fn apply(document: &mut Automerge, change: &[u8]) {
    let change = Change::from_bytes(change.to_vec()).unwrap();
    document.apply_changes([change]).unwrap();
}

pub fn text_of(document: &Automerge) -> String {
    read_text(document, &agreement()).unwrap()
}

/// What an honest device sends.
pub fn edit(document: &Automerge, actor: Actor, new_text: &str) -> Edit {
    make_change(document, &agreement(), &actor, new_text)
        .unwrap()
        .expect("the text differs")
}

/// An honest edit by Samira's phone, taken apart so that a test can make it hostile.
pub struct Forged {
    pub change: ExpandedChange,
    pub text: OpId,
}

impl Forged {
    /// An honest edit, to be made something else.
    pub fn of_an_edit() -> Self {
        Self::of(
            &edit(
                &document(),
                text_actor(SAMIRAS_PHONE),
                "Mila slaapt om 13 uur.",
            )
            .change,
        )
    }

    pub fn of(honest: &TextChange) -> Self {
        let change = Change::from_bytes(honest.bytes().to_vec())
            .unwrap()
            .decode();
        let text = OpId::new(honest.text().counter, &honest.text().actor.to_automerge());
        Self { change, text }
    }

    pub fn bytes(&self) -> Vec<u8> {
        Change::from(self.change.clone()).raw_bytes().to_vec()
    }

    pub fn with(mut self, make_hostile: impl FnOnce(&mut ExpandedChange)) -> Vec<u8> {
        make_hostile(&mut self.change);
        self.bytes()
    }

    pub fn insert_after(&self, after: ElementId, value: impl Into<ScalarValue>) -> Op {
        Op {
            action: OpType::Put(value.into()),
            obj: ObjectId::Id(self.text.clone()),
            key: Key::Seq(after),
            pred: Vec::new().into(),
            insert: true,
        }
    }

    pub fn delete(&self, element: OpId, pred: Vec<OpId>) -> Op {
        Op {
            action: OpType::Delete,
            obj: ObjectId::Id(self.text.clone()),
            key: Key::Seq(ElementId::Id(element)),
            pred: pred.into(),
            insert: false,
        }
    }
}

pub fn op(number: u64) -> NonZeroU64 {
    NonZeroU64::new(number).unwrap()
}

pub fn hash(byte: u8) -> ChangeHash {
    ChangeHash([byte; 32])
}

/// A change chunk written by hand, for what no encoder writes.
pub struct Chunk {
    pub chunk_type: u8,
    pub dependencies: Vec<[u8; 32]>,
    pub actor: Vec<u8>,
    pub seq: Vec<u8>,
    pub start_op: Vec<u8>,
    pub time: Vec<u8>,
    pub message: Vec<u8>,
    pub others: Vec<Vec<u8>>,
    pub columns: Vec<(u32, Vec<u8>)>,
    pub extra: Vec<u8>,
}

impl Chunk {
    /// One insertion of "x" at the start of the agreement.
    pub fn of_an_insertion() -> Self {
        let document = document();
        let honest = edit(
            &document,
            text_actor(SAMIRAS_PHONE),
            "xMila slaapt om 12 uur.",
        )
        .change;
        Self {
            chunk_type: 1,
            dependencies: honest.dependencies().to_vec(),
            actor: text_actor(SAMIRAS_PHONE).as_bytes().to_vec(),
            seq: vec![1],
            start_op: unsigned(honest.start_op()),
            time: vec![0],
            message: vec![0],
            others: vec![entry_actor(ANOUKS_PHONE).as_bytes().to_vec()],
            columns: vec![
                (0x01, vec![0x7f, 1]),
                (0x02, [vec![0x7f], unsigned(honest.text().counter)].concat()),
                (0x13, vec![0x7f, 0]),
                (0x34, vec![0, 1]),
                (0x42, vec![0x7f, 1]),
                (0x56, vec![0x7f, 0x16]),
                (0x57, b"x".to_vec()),
                (0x70, vec![0x7f, 0]),
            ],
            extra: Vec::new(),
        }
    }

    pub fn column(mut self, column: u32, bytes: Vec<u8>) -> Self {
        match self.columns.iter_mut().find(|(there, _)| *there == column) {
            Some((_, there)) => *there = bytes,
            None => self.columns.push((column, bytes)),
        }
        self.columns.sort();
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut body = unsigned(self.dependencies.len() as u64);
        body.extend(self.dependencies.as_flattened());
        prefixed(&mut body, &self.actor);
        for part in [&self.seq, &self.start_op, &self.time, &self.message] {
            body.extend(part);
        }
        body.extend(unsigned(self.others.len() as u64));
        for other in &self.others {
            prefixed(&mut body, other);
        }
        body.extend(unsigned(self.columns.len() as u64));
        for (column, bytes) in &self.columns {
            body.extend(unsigned(u64::from(*column)));
            body.extend(unsigned(bytes.len() as u64));
        }
        for (_, bytes) in &self.columns {
            body.extend(bytes);
        }
        body.extend(&self.extra);
        chunk(self.chunk_type, &body)
    }
}

/// A chunk with its true checksum.
pub fn chunk(chunk_type: u8, body: &[u8]) -> Vec<u8> {
    let length = unsigned(body.len() as u64);
    let hashed = [&[chunk_type][..], &length, body].concat();
    let checksum = sha256(&hashed);
    [&[0x85, 0x6f, 0x4a, 0x83][..], &checksum[..4], &hashed].concat()
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}

fn prefixed(body: &mut Vec<u8>, bytes: &[u8]) {
    body.extend(unsigned(bytes.len() as u64));
    body.extend(bytes);
}

pub fn unsigned(mut value: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while value >= 0x80 {
        bytes.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
    bytes
}

pub fn signed(mut value: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while !(-64..64).contains(&value) {
        bytes.push(value as u8 & 0x7f | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8 & 0x7f);
    bytes
}
