//! Fictional people, notes and chains for the tests of documents.

use std::collections::BTreeMap;

use automerge::ReadDoc;
use automerge::transaction::{CommitOptions, Transactable};
use proptest::prelude::*;
use samenspel_document::{Actor, ChainState, ChainedEntry, materialise, texts_object};
use samenspel_model::entry::{DeviceKey, Entry, Fields, NoteKind, SignedEntry, Value};
use samenspel_model::ids::{ChildId, DeviceId, EntryKey, Incarnation, OrgId, PersonId};
use samenspel_model::series::{DocumentKind, Period, Placement, Series, Subject};
use samenspel_model::time::{Certainty, UnixMillis};

/// 2026-03-02, 08:00 UTC.
pub const MORNING: UnixMillis = UnixMillis(1_772_438_400_000);

pub fn series() -> Series {
    Series {
        org: OrgId([1; 16]),
        kind: DocumentKind::Agreements,
        subject: Subject::Child(ChildId([2; 16])),
    }
}

pub fn placement() -> Placement {
    Placement {
        period: Period(0),
        part: 0,
        epoch: 0,
    }
}

pub fn device_key(writer: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[writer; 32])
}

pub fn device(writer: u8) -> DeviceId {
    DeviceId([writer; 16])
}

pub fn actor(writer: u8) -> Actor {
    Actor::entry(device(writer), Incarnation([7; 8]))
}

/// What somebody wrote: one entry, but for its key.
#[derive(Debug, Clone)]
pub struct Written {
    pub writer: u8,
    pub kind: String,
    pub fields: Fields,
    pub written_at: UnixMillis,
}

pub fn entry(written: &Written, number: u32) -> Entry {
    let mut id = [0x55; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    Entry {
        series: series(),
        schema: 1,
        key: EntryKey {
            person: PersonId([written.writer; 16]),
            entry: id,
        },
        kind: NoteKind::new(written.kind.clone()).unwrap(),
        fields: written.fields.clone(),
        written_at: written.written_at,
        device: device(written.writer),
    }
}

/// What the server makes of what was written, in the order of arrival.
pub fn chained(all: &[Written]) -> Vec<ChainedEntry> {
    let mut next_seq: BTreeMap<u8, u64> = BTreeMap::new();
    let arrivals = all.iter().zip(0u32..);
    arrivals
        .map(|(written, number)| {
            let seq = next_seq
                .entry(written.writer)
                .or_insert(ChainState::start().seq);
            *seq += 1;
            ChainedEntry {
                signed: SignedEntry::sign(&entry(written, number), &device_key(written.writer)),
                actor: actor(written.writer),
                seq: *seq,
                position: 100 + u64::from(number) * 3,
                corrected_at: written.written_at.plus_ms(i64::from(number) - 20),
                certainty: [
                    Certainty::Measured,
                    Certainty::Estimated,
                    Certainty::Unknown,
                ][number as usize % 3],
                arrived_at: written.written_at.plus_ms(i64::from(number) * 1_000),
                late: number % 7 == 3,
                text_change: None,
            }
        })
        .collect()
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => "\\PC{0,40}".prop_map(Value::Text),
        1 => prop::collection::vec(any::<u8>(), 0..64).prop_map(Value::Bytes),
        2 => any::<i64>().prop_map(Value::Int),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ]
}

/// Any fields, of kinds of today and of kinds that nobody knows yet.
pub fn any_written() -> impl Strategy<Value = Written> {
    let kind = prop_oneof![
        2 => Just("agreement".to_owned()),
        2 => Just("handover".to_owned()),
        1 => "[a-z][a-z0-9_]{0,31}",
    ];
    let name = prop_oneof![1 => Just("text".to_owned()), 3 => "[a-z][a-z0-9_]{0,12}"];
    let fields = prop::collection::btree_map(name, any_value(), 0..8);
    (0u8..5, kind, fields, any::<i64>()).prop_map(|(writer, kind, values, written_at)| {
        let mut fields = Fields::new();
        for (name, value) in values {
            fields.set(&name, value).unwrap();
        }
        Written {
            writer,
            kind,
            fields,
            written_at: UnixMillis(written_at),
        }
    })
}

/// A note with a text.
pub fn note(writer: u8, text: &str) -> Written {
    let mut fields = Fields::new();
    fields.set("state", Value::Text("calm".into())).unwrap();
    fields.set("summary", Value::Text(text.into())).unwrap();
    Written {
        writer,
        kind: "handover".into(),
        fields,
        written_at: MORNING,
    }
}

/// An agreement about sleep and three notes, by two people.
pub fn series_entries() -> Vec<ChainedEntry> {
    let mut agreement = note(1, "");
    agreement.kind = "agreement".into();
    let initial = Value::Text("We lay Noor down on her back.".into());
    agreement.fields.set("text", initial).unwrap();
    chained(&[
        agreement,
        note(2, "Slept from one to three"),
        note(1, "Ate half a slice of bread"),
        note(2, "Cried a little at the door"),
    ])
}

/// `writer` edits the text of the first entry, as a phone that has all of `entries` would.
pub fn edit_text(entries: &mut Vec<ChainedEntry>, writer: u8, new_text: &str) {
    let agreement = entries[0].signed.entry().unwrap().key;
    let change = text_change(entries, writer, &agreement.to_string(), new_text);
    let number = u32::try_from(entries.len()).unwrap();
    let mut written = note(writer, "");
    written.kind = "text_edit".into();
    for (name, value) in [
        ("agreement", agreement.to_bytes().to_vec()),
        ("change_hash", change.hash().0.to_vec()),
    ] {
        written.fields.set(name, Value::Bytes(value)).unwrap();
    }
    let seq = entries
        .iter()
        .filter(|entry| entry.actor == actor(writer))
        .count() as u64
        + 1;
    let mut chained = chained(&[written.clone()]).remove(0);
    chained.signed = SignedEntry::sign(&entry(&written, number), &device_key(writer));
    chained.seq = seq;
    chained.position = 100 + u64::from(number) * 3;
    chained.text_change = Some(change.raw_bytes().to_vec());
    entries.push(chained);
}

fn text_change(
    entries: &[ChainedEntry],
    writer: u8,
    agreement: &str,
    new_text: &str,
) -> automerge::Change {
    let distinction = u64::try_from(entries.len()).unwrap().to_be_bytes();
    let text_actor = Actor::text(device(writer), distinction);
    let mut document = materialise(None, entries)
        .unwrap()
        .with_actor(text_actor.to_automerge());
    let (_, text) = document.get(texts_object(), agreement).unwrap().unwrap();
    let mut transaction = document.transaction();
    transaction.update_text(&text, new_text).unwrap();
    transaction.commit_with(CommitOptions::default().with_time(0));
    document.get_last_local_change().unwrap()
}
