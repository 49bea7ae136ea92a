//! Test vectors: what other implementations, and later versions of this one, must reproduce.
//! docs/protocol.md refers to them; a change here is a change of the document form.

use samenspel_document::{
    ChainState, ChainedEntry, document_digest, encode, heads_digest, snapshot,
};

use crate::documents::support::{actor, edit_text, placement, series, series_entries};

/// A snapshot as the first version wrote it.
const SNAPSHOT_1: &[u8] = include_bytes!("corpus/snapshot-1.bin");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An agreement, notes and two edits of the agreement by two people.
fn sample() -> Vec<ChainedEntry> {
    let mut entries = series_entries();
    edit_text(&mut entries, 1, "We lay Noor down on her back, awake.");
    edit_text(
        &mut entries,
        2,
        "We lay Noor down on her back, awake, at noon.",
    );
    entries
}

#[test]
fn a_note_has_the_body_the_change_and_the_digests_of_the_vector() {
    let chained = &sample()[1];
    assert_eq!(
        hex(&chained.signed.body),
        "8a0150010101010101010101010101010101010651010202020202020202020202020202020201582002020202020202020202020202020202555555555555555555555555000000016868616e646f766572846573746174656463616c6d6773756d6d61727977536c6570742066726f6d206f6e6520746f2074687265651b0000019cad8fac005002020202020202020202020202020202"
    );
    assert_eq!(
        hex(&chained.signed.content_hash().0),
        "b7ffbee89355dc3c9f8a517b4255fed7339adfed0a98804b6ac0d996a77264b8"
    );
    let entry = chained.signed.entry().unwrap();
    let encoded = encode(&entry, &actor(2), &ChainState::start());
    assert_eq!(
        hex(&encoded.bytes),
        "856f4a83da27ff3901840201ec8ff7c9f126e4d2c244656680a4fe9278aca9a8480f125fe2e52619b958f34419020202020202020202020202020202020007070707070707070103000001190000000000000000000000000000000000000000000000000008010402041557340142045609572a70027f0105007f0105037a3530323038313034304732303831303430473230383130343047322e324e414e414e414e414e414e414e414e414e414d303030303031055f6b696e64075f736368656d61035f61740573746174650773756d6d617279067f0005017a008601146446f60268616e646f7665720180d8beecca3363616c6d536c6570742066726f6d206f6e6520746f2074687265650600"
    );
    assert_eq!(
        hex(&encoded.hash),
        "da27ff39cfe230c308654fc741cbc1dcfd8ebca4a115c9d7d8b7b8ed81f3d893"
    );
    let heads = heads_digest(&[encoded.hash]);
    assert_eq!(hex(&heads.0), "f173f8760345f19c");
    let document = placement().document_id(&series());
    assert_eq!(hex(&document.0), "0814e0ce4d03d645c3c0f7d5b6a24673");
    assert_eq!(
        hex(&document_digest(document, heads).0),
        "6c51c972cbbf9635391b370cdafb7429"
    );
}

#[test]
fn a_snapshot_of_the_first_version_still_reads() {
    let read = snapshot::read(SNAPSHOT_1).unwrap();
    assert_eq!(read.entries, sample());
    assert_eq!((read.series, read.placement), (series(), placement()));
    let heads: Vec<_> = read.heads.iter().map(|head| hex(head)).collect();
    assert_eq!(
        heads,
        [
            "3566fcad42ec1c942f9770e1ff34c4478ef6eb9299fe53f6656b12cb0a388bb1",
            "78fc5879359f58c397f0ec2d173a54a27111931ebc9da46c30fffb91b4d0d852"
        ]
    );
}

#[test]
fn a_snapshot_of_the_first_version_can_be_built_upon() {
    let mut entries = sample();
    edit_text(&mut entries, 1, "We lay Noor down on her back, at noon.");
    let bytes = snapshot::build(&series(), &placement(), Some(SNAPSHOT_1), &entries[6..]).unwrap();
    assert_eq!(snapshot::read(&bytes).unwrap().entries, entries);
}
