//! `encode` makes what an Automerge transaction makes, byte for byte.

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{Automerge, Change, ChangeHash, ObjId, ObjType, ScalarValue};
use proptest::prelude::*;
use samenspel_document::{ChainState, encode, entries_object, genesis_change, texts_object};
use samenspel_model::entry::initial_text;
use samenspel_model::entry::{Entry, Value};

use crate::documents::support::{actor, any_written, entry};

fn change(bytes: &[u8]) -> Change {
    Change::from_bytes(bytes.to_vec()).unwrap()
}

fn put_entry(transaction: &mut Transaction<'_>, entry: &Entry) {
    let key = entry.key.to_string();
    let map = transaction
        .put_object(entries_object(), &key, ObjType::Map)
        .unwrap();
    let mut put = |name: &str, value: ScalarValue| transaction.put(&map, name, value).unwrap();
    put("_kind", entry.kind.as_str().into());
    put("_schema", i64::from(entry.schema).into());
    put("_at", entry.written_at.0.into());
    for (name, value) in entry.fields.iter() {
        put(
            name.as_str(),
            match value {
                Value::Text(text) => text.as_str().into(),
                Value::Bytes(bytes) => bytes.clone().into(),
                Value::Int(number) => (*number).into(),
                Value::Bool(flag) => (*flag).into(),
                Value::Null => ScalarValue::Null,
            },
        );
    }
    if let Some(text) = initial_text(entry) {
        let object: ObjId = transaction
            .put_object(texts_object(), &key, ObjType::Text)
            .unwrap();
        transaction.splice_text(object, 0, 0, text).unwrap();
    }
}

proptest! {
    #[test]
    fn a_chain_of_entries_encodes_as_automerge_transactions_would(
        written in prop::collection::vec(any_written(), 1..6)
    ) {
        let writer = written[0].writer;
        let mut document = Automerge::new().with_actor(actor(writer).to_automerge());
        document.apply_changes([change(genesis_change())]).unwrap();
        let mut chain = ChainState::start();
        for (written, number) in written.iter().zip(0..) {
            let entry = entry(written, number);
            let mut transaction = document.transaction();
            put_entry(&mut transaction, &entry);
            let (hash, _) = transaction.commit_with(CommitOptions::default().with_time(0));
            let theirs = hash.and_then(|_| document.get_last_local_change()).unwrap();

            let ours = encode(&entry, &actor(writer), &chain);
            prop_assert_eq!(&ours.bytes[..], theirs.raw_bytes());
            prop_assert_eq!(ChangeHash(ours.hash), theirs.hash());
            prop_assert_eq!(ours.next.seq, chain.seq + 1);
            prop_assert_eq!(ours.next.max_op, theirs.max_op());
            prop_assert_eq!(ours.next.hash, ours.hash);
            chain = ours.next;
        }
    }
}
