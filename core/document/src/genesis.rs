//! The first change of every document: two empty maps. Frozen for ever: a document with another
//! genesis can never be merged with the documents that exist. Knows nothing of entries.

use automerge::legacy::{ObjectId, OpId};
use automerge::{ActorId, ObjId};

/// The actor of the genesis: no device has this id, for device ids are random.
const GENESIS_ACTOR: [u8; 25] = [0; 25];

/// How many operations the genesis has: it makes the maps `entries` and `texts`.
pub(super) const GENESIS_OPS: u64 = 2;

// What Automerge's encoder makes of it (the tests below prove it), kept as bytes so that no later
// version of the encoder can change it.
#[rustfmt::skip]
const BYTES: [u8; 75] = [
    // Magic, checksum, chunk type "change", length.
    0x85, 0x6f, 0x4a, 0x83, 0xec, 0x8f, 0xf7, 0xc9, 0x01, 0x41,
    // No dependencies; the actor.
    0x00, 0x19,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
    // Sequence number 1, first operation 1, time 0, no message, no other actors.
    0x01, 0x01, 0x00, 0x00, 0x00,
    // Five columns: key, insert, action, value metadata, number of predecessors.
    0x05, 0x15, 0x0f, 0x34, 0x01, 0x42, 0x02, 0x56, 0x02, 0x70, 0x02,
    // "entries", "texts"; no inserts; two "make map"; two null values; no predecessors.
    0x7e, 0x07, b'e', b'n', b't', b'r', b'i', b'e', b's', 0x05, b't', b'e', b'x', b't', b's',
    0x02, 0x02, 0x00, 0x02, 0x00, 0x02, 0x00,
];

const HASH: [u8; 32] = [
    0xec, 0x8f, 0xf7, 0xc9, 0xf1, 0x26, 0xe4, 0xd2, 0xc2, 0x44, 0x65, 0x66, 0x80, 0xa4, 0xfe, 0x92,
    0x78, 0xac, 0xa9, 0xa8, 0x48, 0x0f, 0x12, 0x5f, 0xe2, 0xe5, 0x26, 0x19, 0xb9, 0x58, 0xf3, 0x44,
];

/// The genesis as an Automerge change chunk.
pub fn genesis_change() -> &'static [u8] {
    &BYTES
}

/// The hash of the genesis: what the first change of every actor depends on.
pub fn genesis_hash() -> [u8; 32] {
    HASH
}

/// The map of entries in any document.
pub fn entries_object() -> ObjId {
    ObjId::Id(1, ActorId::from(GENESIS_ACTOR), 0)
}

/// The map of co-written texts in any document.
pub fn texts_object() -> ObjId {
    ObjId::Id(2, ActorId::from(GENESIS_ACTOR), 0)
}

/// The map of entries, as the encoder names it.
pub(super) fn entries_in_change() -> ObjectId {
    ObjectId::Id(OpId::new(1, &ActorId::from(GENESIS_ACTOR)))
}

/// The map of co-written texts, as the encoder names it.
pub(super) fn texts_in_change() -> ObjectId {
    ObjectId::Id(OpId::new(2, &ActorId::from(GENESIS_ACTOR)))
}

#[cfg(test)]
mod tests {
    use automerge::transaction::{CommitOptions, Transactable};
    use automerge::{Automerge, Change, ObjType, ROOT, ReadDoc};

    use super::*;

    const ENTRIES: &str = "entries";
    const TEXTS: &str = "texts";

    fn from_a_transaction() -> Change {
        let mut document = Automerge::new().with_actor(ActorId::from(GENESIS_ACTOR));
        let mut transaction = document.transaction();
        let entries = transaction.put_object(ROOT, ENTRIES, ObjType::Map).unwrap();
        let texts = transaction.put_object(ROOT, TEXTS, ObjType::Map).unwrap();
        assert_eq!((entries, texts), (entries_object(), texts_object()));
        transaction.commit_with(CommitOptions::default().with_time(0));
        document.get_changes(&[]).remove(0)
    }

    #[test]
    fn the_genesis_is_frozen_byte_for_byte() {
        let change = from_a_transaction();
        assert_eq!(change.raw_bytes(), genesis_change());
        assert_eq!(change.hash().0, genesis_hash());
        assert_eq!(change.len() as u64, GENESIS_OPS);
        assert_eq!(
            change.hash().to_string(),
            "ec8ff7c9f126e4d2c244656680a4fe9278aca9a8480f125fe2e52619b958f344"
        );
    }

    #[test]
    fn a_document_of_the_genesis_alone_has_two_empty_maps() {
        let mut document = Automerge::new();
        let change = Change::from_bytes(genesis_change().to_vec()).unwrap();
        document.apply_changes([change]).unwrap();
        assert_eq!(document.keys(ROOT).collect::<Vec<_>>(), [ENTRIES, TEXTS]);
        assert_eq!(document.length(entries_object()), 0);
        assert_eq!(document.length(texts_object()), 0);
        assert_eq!(document.get_heads()[0].0, genesis_hash());
    }
}
